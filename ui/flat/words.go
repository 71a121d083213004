package flat

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/config"
)

// word is a word that can be typed, and what it does.
type word struct {
	name  string
	short string // another name, for the words that are typed most
	args  string
	help  string   // one sentence without a full stop
	more  []string // further lines of "help NAME"
	needs bool     // an article has to be open
	run   func(f *session, args string)
}

// chapter is a part of the table of words.
type chapter struct {
	title string
	words []word
}

// chapters returns the table of words, in the order of help.
func chapters() []chapter {
	return []chapter{
		{"Reading", readingWords()},
		{"Who says what", sayingWords()},
		{"Marks and notes", markWords()},
		{"Briefings", briefingWords()},
		{"The library", libraryWords()},
		{"This program", programWords()},
	}
}

// aNumber is what may follow many words.
const aNumber = "[NUMBER]"

func readingWords() []word {
	return []word{
		{"read", "r", aNumber, "read on from the place; with a number, read that briefing of the list", []string{
			"Enter alone reads on too. read all marks every briefing of the list as read.",
		}, false, (*session).readWord},
		{"next", "n", "[UNIT]", "read the next sentence, paragraph, statement, speaker, topic, heading, note, match, link or briefing", []string{
			"UNIT may be shortened: next sen. Alone, it takes the unit that was used last.",
			"next speaker is the next statement of the same speaker; next speaker NAME one of somebody else's. next topic NAME is the next mention.",
			"On the list, next shows more of it.",
		}, false, func(f *session, args string) { f.hop(args, 1) }},
		{"previous", "p", "[UNIT]", "the same backwards", nil, false, func(f *session, args string) { f.hop(args, -1) }},
		{"again", "", "", "repeat what was read last", nil, true, func(f *session, _ string) { f.again() }},
		{"from", "", "NUMBER", "read on from that paragraph", nil, true, (*session).from},
		{"rest", "", "", "read to the end without a stop", nil, true, func(f *session, _ string) { f.rest() }},
		{"text", "", "", "read the whole text", nil, true, func(f *session, _ string) { f.text() }},
		{"where", "", "", "say where the place is, and what is there", nil, false, func(f *session, _ string) { f.whereWord() }},
		{"return", "", "", "go back to where you were before you jumped", nil, true, func(f *session, _ string) { f.comeBack() }},
		{"remember", "", "LETTER", "give the place a letter", nil, true, (*session).remember},
		{"go", "", "[LETTER]", "go to the place of a letter; alone, list them", nil, true, (*session).goLetter},
		{"find", "f", "WORDS", "search the article; next match goes on", []string{
			"Words in small letters find capitals too. filter searches the library.",
		}, true, (*session).find},
		{"headings", "", aNumber, "list the headings, or go to one", nil, true, (*session).headings},
		{"footnotes", "", aNumber, "list the footnotes, or go to one", nil, true, (*session).footnotes},
		{"links", "", aNumber, "list the links of the article, or open one in the browser", nil, true, (*session).links},
	}
}

func sayingWords() []word {
	return []word{
		{"statements", "", "[NAME or NUMBER]", "list who says what, all or one speaker's; with a number, go to that statement", nil, true, (*session).statements},
		{"who", "w", "", "say who speaks at the place: office, words that tell, topics, grounds", nil, true, func(f *session, _ string) { f.who() }},
		{"other", "", "", "go from a question to its answer, or back", nil, true, func(f *session, _ string) { f.other() }},
		{"correct", "", "WHAT", "correct what was found: whose statement it is, that it is none, who is who", []string{
			"correct speaker NAME; NAME sets who makes the statement at the place. correct dismiss: it is no statement.",
			"correct add NAME: WORDS makes a statement of a passage, word for word.",
			"correct rename NAME gives its speaker another name, correct merge NAME makes one person of the speaker and another, both in the whole library.",
			"correct split NAME: in this briefing that is somebody else, of another name or, without NAME, of the same.",
			"correct alias NAME of TOPIC gives a topic another name. undo takes a correction back.",
		}, true, (*session).correct},
		{"voices", "", "on or off", "say who speaks while reading", nil, false, (*session).setVoices},
		{"ledger", "", "[QUERY]", "list who said what in the library, the newest first; a number goes to one", []string{
			"QUERY chooses among the statements too: ledger speaker:NAME topic:NAME after:2024.",
		}, false, (*session).ledger},
		{"speaker", "", "NAME", "tell of a speaker: offices, topics, and all they said", nil, false, (*session).speaker},
		{"topic", "", "NAME", "tell who spoke on a topic, and what they said", nil, false, (*session).topic},
		{"speakers", "", "", "list who speaks: in the article, or in the library", nil, false, func(f *session, _ string) { f.speakers() }},
		{"topics", "", "", "list the topics of the article, or of the library", nil, false, func(f *session, _ string) { f.topics() }},
	}
}

func markWords() []word {
	return []word{
		{"highlight", "", "WORDS", "mark a passage, word for word", []string{
			"Where the words stand in several places, these are listed to choose from.",
		}, true, (*session).highlight},
		{"mark", "m", "sentence, paragraph, statement or match [COLOUR]", "mark what is at the place", []string{
			"mark from WORDS to WORDS marks a passage by its first and last words.",
			"mark read and mark unread set whether a briefing counts as read; mark unread all those of the list.",
		}, false, (*session).markWord},
		{"colour", "", "NUMBER or NAME", "give the mark at the place another colour; alone, list the colours", []string{
			"colour 2 is NAME gives a colour a name.",
		}, false, (*session).colourWord},
		{"note", "", "[NUMBER:] [TEXT]", "add text to the mark at the place, or to note NUMBER; without a mark, to the whole briefing", []string{
			"note 3: TEXT adds to note 3 of the list of notes. Without TEXT you write several lines; a single dot ends them.",
		}, false, (*session).noteWord},
		{"remark", "", "[TEXT]", "write a note on the whole briefing", nil, true, (*session).remark},
		{"notes", "", aNumber, "list the notes of the article, or go to one", nil, false, (*session).notesWord},
		{"unmark", "", aNumber, "delete a mark with its note", nil, false, (*session).unmark},
		{"redraw", "", "NUMBER WORDS", "give a note another passage", nil, true, (*session).redraw},
		{"all", "", "notes [by briefing, tag, colour, speaker or date] [QUERY]", "list the notes of the library; a number goes to one", nil, false, (*session).allWord},
	}
}

func briefingWords() []word {
	return []word{
		{"tag", "t", "NAMES [on NUMBERS, all or note NUMBER]", "put tags on", []string{
			"NUMBERS are of the list: 3, 2-5 or 2 to 5. tag NAMES on all tags every briefing of the list; undo takes it back.",
		}, false, func(f *session, args string) { f.tag(args, false) }},
		{"untag", "", "NAMES [on …]", "take tags off", nil, false, func(f *session, args string) { f.tag(args, true) }},
		{"star", "", "[NUMBERS or all]", "put a star on", nil, false, func(f *session, args string) { f.star(args, true) }},
		{"unstar", "", "[NUMBERS or all]", "take the star off", nil, false, func(f *session, args string) { f.star(args, false) }},
		{"unread", "", "", "say how many of the list are unread, as a bare number", nil, false, func(f *session, _ string) { f.countUnread() }},
		{"info", "", "", "say what is known of the briefing: title, source, date, address, tags", nil, false, func(f *session, args string) { f.info(args) }},
		{"edit", "e", "[FIELD [VALUE]] or note [NUMBER]", "mend the details, one after the other or one by name; or rewrite a note", []string{
			"The fields are title, source, url, date, kind and lang. edit note opens your editor.",
		}, false, (*session).edit},
		{"remove", "rm", "[NUMBERS or all]", "remove briefings; asks first", nil, false, (*session).remove},
		{"copy", "c", "[UNIT] [without citation]", "put a passage on the clipboard, with who says it and where it stands", []string{
			"UNIT is sentence, paragraph, statement, match or note; alone, it copies the mark, the statement or the paragraph at the place.",
		}, true, (*session).copyWord},
		{"cite", "", "", "say the citation of the briefing", nil, true, func(f *session, _ string) { f.cite() }},
		{"browse", "", "", "open the briefing's page in the browser", nil, false, func(f *session, args string) { f.browse(args) }},
		{"export", "x", "[FOLDER] [on NUMBERS or all]", "write notes as Markdown: of the article, of the whole list, or of the notes that are listed", nil, false, (*session).export},
	}
}

func libraryWords() []word {
	return []word{
		{"list", "l", "", "go to the list", []string{"A number alone reads that briefing."}, false, func(f *session, _ string) { f.toList() }},
		{"filter", "/", "[QUERY]", "list what a query selects; without one, everything", []string{
			"Queries: words, a phrase in quotation marks, speaker:NAME, topic:NAME, tag:NAME, said:WORDS, after:2024-02, is:unread, is:starred, is:annotated.",
		}, false, (*session).filter},
		{"sort", "", "ORDER", "sort the list by published, added, title or source; -title backwards", nil, false, (*session).sort},
		{"open", "o", "ID or TITLE", "read a briefing by its id or words of its title", nil, false, (*session).openWord},
		{"tags", "", "", "list the tags of the list, with counts", nil, false, func(f *session, _ string) { f.tags() }},
		{"rename", "", "TAG to TAG", "rename a tag in the whole library; two tags become one", nil, false, (*session).rename},
		{"import", "", "PATHS", "add files and folders", nil, false, (*session).importWord},
		{"samples", "", "add|remove", "add or remove the built-in samples", nil, false, (*session).samples},
		{"reload", "", "", "read the library again", nil, false, func(f *session, _ string) { f.reload() }},
	}
}

func programWords() []word {
	return []word{
		{"undo", "u", aNumber, "take back the last change, or that many", nil, false, func(f *session, args string) { f.undo(args, false) }},
		{"redo", "", aNumber, "make it again", nil, false, func(f *session, args string) { f.undo(args, true) }},
		{"portion", "", "NUMBER", "how many lines are read at a time", nil, false, (*session).portion},
		{"wrap", "", "on, off or a number of cells", "break long lines", nil, false, (*session).wrapWord},
		{"tour", "", "", "read the sample that shows the program", nil, false, func(f *session, _ string) { f.tour() }},
		{"messages", "", "", "repeat what was done", nil, false, func(f *session, _ string) { f.messages() }},
		{"help", "?", "[WORD]", "list the words, or say more of one", nil, false, (*session).help},
		{"quit", "q", "", "leave; the place is kept", nil, false, func(f *session, _ string) { f.leaving = true }},
	}
}

// lookUp finds a word by its name, its short name or an unmistakable beginning.
// The error says what it may be.
func lookUp(name string) (word, error) {
	var fits []word
	var known []string
	for _, c := range chapters() {
		for _, w := range c.words {
			known = append(known, w.name)
			if w.name == name || w.short == name {
				return w, nil
			}
			if strings.HasPrefix(w.name, name) {
				fits = append(fits, w)
			}
		}
	}
	switch len(fits) {
	case 0:
		return word{}, fmt.Errorf("%s is no word here%s (help lists them)", quoted(short(name, 40)), config.Suggest(name, known))
	case 1:
		return fits[0], nil
	}
	names := make([]string, len(fits))
	for i := range fits {
		names[i] = fits[i].name
	}
	return word{}, fmt.Errorf("%s may be %s; type more of it", quoted(name), either(names))
}

// either joins names: "a, b or c".
func either(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// pick returns the one of names that s is, or is an unmistakable beginning of.
func pick(s string, names []string) (string, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	var fits []string
	for _, n := range names {
		if n == s {
			return n, nil
		}
		if s != "" && strings.HasPrefix(n, s) {
			fits = append(fits, n)
		}
	}
	switch len(fits) {
	case 1:
		return fits[0], nil
	case 0:
		return "", fmt.Errorf("%s is not known here; it may be %s", quoted(short(s, 40)), either(names))
	}
	return "", fmt.Errorf("%s may be %s; type more of it", quoted(s), either(fits))
}

// command acts on a line.
func (f *session) command(line string) {
	line = strings.TrimSpace(line)
	if line == "" {
		f.goOn()
		return
	}
	if n, err := strconv.Atoi(line); err == nil {
		f.more = nil
		f.number(n)
		return
	}
	name, args := cut(line)
	if args == "" && strings.HasPrefix(name, "/") && len(name) > 1 { // "/words" as one types it elsewhere
		name, args = "/", name[1:]
	}
	w, err := lookUp(strings.ToLower(name))
	switch {
	case err != nil:
		f.say(sentence(err.Error()))
		return
	case w.needs && f.art == nil:
		f.sayf("%s needs an article. Type the number of a briefing first.", capital(w.name))
		return
	case w.needs:
		if f.mode == onNotes || f.mode == onLedger {
			f.mode = onList
		}
		f.enter()
	}
	if more := f.more; more != nil && w.name == "next" && args == "" && f.mode != onArticle && f.mode != onList {
		more() // of a list that was not heard to its end
		return
	}
	f.more = nil
	w.run(f, args)
}

// enter goes back to the article that is open, and says so.
func (f *session) enter() {
	if f.mode == onList && f.art != nil {
		f.mode = onArticle
		f.sayf("In %s.", titled(&f.art.Briefing))
	}
}

// goOn is what an empty line does.
func (f *session) goOn() {
	switch {
	case f.more != nil:
		f.more()
	case f.mode == onArticle:
		f.readOn()
	case f.mode == onList:
		f.hop("", 1)
	default:
		f.say("There are no more.")
	}
}

// number is what a number alone does: it reads a briefing of the list, or goes
// to a note of the library.
func (f *session) number(n int) {
	switch f.mode {
	case onNotes:
		f.toNote(n)
	case onLedger:
		f.toStatement(n)
	default:
		f.readNumber(n)
	}
}

// help lists the words, or tells all of one.
func (f *session) help(args string) {
	if args == "" {
		for _, c := range chapters() {
			names := make([]string, len(c.words))
			for i, w := range c.words {
				names[i] = w.name
			}
			f.sayf("%s: %s.", c.title, strings.Join(names, ", "))
		}
		f.say("A number reads that briefing; Enter alone reads on. Words may be shortened. help WORD says more of one, help all of all.")
		return
	}
	if args == "all" {
		var all []string
		for _, c := range chapters() {
			for _, w := range c.words {
				all = append(all, w.usage())
			}
		}
		f.lines(all)
		return
	}
	w, err := lookUp(strings.ToLower(args))
	if err != nil {
		f.say(sentence(err.Error()))
		return
	}
	f.say(w.usage())
	for _, l := range w.more {
		f.say(l)
	}
}

// usage says a word, what may follow it and what it does.
func (w *word) usage() string {
	s := w.name
	if w.args != "" {
		s += " " + w.args
	}
	if w.short != "" {
		s += ", short " + w.short
	}
	return s + ": " + w.help + "."
}

// messages repeats what was done, oldest first.
func (f *session) messages() {
	if len(f.log) == 0 {
		f.say("Nothing was done yet.")
		return
	}
	f.lines(slices.Clone(f.log))
}

// portion sets how much is read at a time.
func (f *session) portion(args string) {
	n, err := strconv.Atoi(args)
	if err != nil || n < 1 {
		f.sayf("%d lines are read at a time. portion 10 makes it ten.", f.o.Portion)
		return
	}
	f.o.Portion = n
	f.keepManner(func(m *manner) { m.Portion = n })
	f.sayf("%s at a time.", capital(cells.Count(n, "line")))
}

// wrapWord sets whether lines are broken.
func (f *session) wrapWord(args string) {
	if n, err := strconv.Atoi(args); err == nil && n >= narrowest {
		f.o.Measure, args = n, "on"
		f.keepManner(func(m *manner) { m.Measure = n })
	}
	switch args {
	case "on":
		f.wrap = true
		f.keepManner(func(m *manner) { m.Wrap = true })
		f.sayf("Lines are broken at %d cells.", f.o.Measure)
	case "off":
		f.wrap = false
		f.keepManner(func(m *manner) { m.Wrap = false })
		f.say("Lines are not broken.")
	default:
		f.sayf("wrap is %s; it may be on, off, or a number of cells from %d.", onOff(f.wrap), narrowest)
	}
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// setVoices sets whether reading says who speaks.
func (f *session) setVoices(args string) {
	switch args {
	case "on", "off":
		f.voices = args == "on"
		f.keepManner(func(m *manner) { m.Voices = f.voices })
		f.sayf("Voices are %s.", args)
	default:
		f.sayf("voices is %s; it may be on or off.", onOff(f.voices))
	}
}

// line returns what comes from a document as one line.
func line(s string) string { return strings.TrimSpace(clean.Line(s)) }
