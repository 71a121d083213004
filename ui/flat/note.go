package flat

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/cells"
	"readout/ui/clean"
)

// noted are the notes of the library as they were listed last.
type noted struct {
	list  []briefings.Annotation
	lines []string // of the listing, with the headings of groups
	heads []string // of the briefings, by the index of list
}

// put takes over a changed note.
func (n *noted) put(a briefings.Annotation) {
	for i := range n.list {
		if n.list[i].ID == a.ID {
			n.list[i] = a
		}
	}
}

// noteNumber returns a note by its number in the list that was printed for this
// place: that of the article, or that of the library.
func (f *session) noteNumber(s string) (briefings.Annotation, error) {
	list := f.noted.list
	if f.mode != onNotes {
		list = nil
		if f.art != nil {
			list = f.art.Annotations
		}
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return briefings.Annotation{}, errors.New("give the number of a note; notes lists them")
	}
	if n < 1 || n > len(list) {
		return briefings.Annotation{}, fmt.Errorf("there is no note %d; there are %d here", n, len(list))
	}
	return list[n-1], nil
}

// noteHere returns the note of a number, or without one that at hand.
func (f *session) noteHere(number string) (briefings.Annotation, error) {
	f.enter()
	if number != "" || f.mode == onNotes || f.art == nil {
		return f.noteNumber(number)
	}
	i := f.noteAtHand()
	if i < 0 {
		return briefings.Annotation{}, errors.New("no mark is here; notes lists those of the article, give the number of one")
	}
	return f.art.Annotations[i], nil
}

// notesWord lists the notes of the article, or goes to one.
func (f *session) notesWord(args string) {
	if f.art == nil || f.mode == onNotes {
		if args == "" {
			f.allNotes("")
			return
		}
		if n, err := strconv.Atoi(args); err == nil && f.mode == onNotes {
			f.toNote(n)
			return
		}
		f.say("Nothing is open. Type the number of a briefing, or all notes.")
		return
	}
	f.enter()
	if args != "" {
		n, err := f.noteNumber(args)
		if err != nil {
			f.say(capital(sentence(err.Error())))
			return
		}
		f.goNote(n.ID)
		return
	}
	all := make([]string, len(f.art.Annotations))
	for i := range f.art.Annotations {
		all[i] = f.noteLine(i+1, &f.art.Annotations[i])
	}
	if len(all) == 0 {
		all = []string{"No notes. mark sentence or highlight WORDS marks a passage, remark TEXT is a note on the whole briefing."}
	}
	f.lines(all)
}

// noteLine says a note of the article in a line.
func (f *session) noteLine(n int, a *briefings.Annotation) string {
	paragraph, who := 0, ""
	if a.At != nil {
		paragraph, who = f.art.cut.Number(a.At.Start), f.art.parties(*a.At)
	}
	return fmt.Sprintf("%d. %s", n, f.noteText(a, paragraph, who))
}

// blankLines are the blank lines of a note, which a list leaves out.
var blankLines = regexp.MustCompile(`\n\s*\n`)

// noteText says a note: where, whose words, colour, state, text and tags.
func (f *session) noteText(a *briefings.Annotation, paragraph int, who string) string {
	var b strings.Builder
	if a.IsPageNote() {
		b.WriteString("On the whole briefing")
	} else {
		if paragraph > 0 {
			fmt.Fprintf(&b, "Paragraph %d, ", paragraph)
		}
		if who != "" {
			b.WriteString(who + ", ")
		}
		b.WriteString(quoted(short(a.Quote.Exact, 300)) + ", " + f.colourName(a.Color))
		if s := stateWords(a.State); s != "" {
			b.WriteString(", " + s)
		}
	}
	if len(a.Tags) > 0 {
		b.WriteString(", tags " + line(strings.Join(a.Tags, ", ")))
	}
	if a.Text != "" {
		b.WriteString(": " + blankLines.ReplaceAllString(strings.TrimSpace(clean.Text(a.Text)), "\n"))
	} else {
		b.WriteString(".")
	}
	return b.String()
}

// stateWords says what became of a passage that is not where it was.
func stateWords(s briefings.State) string {
	switch s {
	case briefings.Changed:
		return "the words have changed"
	case briefings.Ambiguous:
		return "stands in several places now"
	case briefings.Orphan:
		return "stands nowhere now"
	default:
		return ""
	}
}

// sayNote says what a note holds beside its passage.
func (f *session) sayNote(i int) {
	n := &f.art.Annotations[i]
	if s := stateWords(n.State); s != "" {
		f.say(capital(s) + ".")
	}
	if len(n.Tags) > 0 {
		f.sayf("Tags: %s.", line(strings.Join(n.Tags, ", ")))
	}
	if n.Text != "" {
		f.sayf("Note: %s", strings.TrimSpace(n.Text))
	}
}

// goNote goes to a note of the article.
func (f *session) goNote(id string) {
	a := f.art
	i := slices.IndexFunc(a.Annotations, func(n briefings.Annotation) bool { return n.ID == id })
	if i < 0 {
		f.say("That note is no longer there.")
		return
	}
	if n := &a.Annotations[i]; n.At == nil {
		a.note = id
		f.say(f.noteLine(i+1, n))
		return
	}
	items, _ := a.items(f, unitNote, "")
	for k := range items {
		if items[k].i == i {
			f.goTo(unitNote, "", &items[k])
		}
	}
}

// numberColon is a note by its number, before what is added to it.
var numberColon = regexp.MustCompile(`^(\d+)\s*:\s*`)

// noteWord adds text to a note.
func (f *session) noteWord(args string) {
	text, number := args, ""
	if m := numberColon.FindStringSubmatch(args); m != nil {
		number, text = m[1], args[len(m[0]):]
	} else if _, err := strconv.Atoi(args); err == nil {
		number, text = args, ""
	}
	n, err := f.noteHere(number)
	switch {
	case err == nil:
	case number != "" || f.mode == onNotes || f.art == nil:
		f.say(capital(sentence(err.Error())))
		return
	default:
		f.remark(text)
		return
	}
	text, ok := f.written(text)
	if !ok {
		return
	}
	if n.Text != "" {
		text = strings.TrimRight(n.Text, "\n") + "\n\n" + text
	}
	n.Text = text
	if f.annotate(n) {
		f.didf("Note on %s.", passage(&n))
	}
}

// passage names what a note is on.
func passage(n *briefings.Annotation) string {
	if n.IsPageNote() {
		return "the whole briefing"
	}
	return quoted(short(n.Quote.Exact, 80))
}

// remark writes a note on the whole briefing.
func (f *session) remark(text string) {
	text, ok := f.written(text)
	if !ok {
		return
	}
	if f.annotate(briefings.Annotation{Briefing: f.art.ID, Revision: f.art.Hash, State: briefings.Anchored, Text: text}) {
		f.didf("Note on the whole briefing.")
	}
}

// written returns text, or asks for lines when there is none. What was written
// before the input ended is kept.
func (f *session) written(text string) (string, bool) {
	if text != "" {
		return text, true
	}
	f.say("Write the note; a line with a dot alone ends it.")
	var lines []string
	for {
		l, ok := f.ask("note> ")
		if !ok || strings.TrimSpace(l) == "." {
			break
		}
		lines = append(lines, l)
	}
	text = strings.TrimSpace(strings.Join(lines, "\n"))
	if text == "" {
		f.say("Nothing was written.")
		return "", false
	}
	return text, true
}

// unmark deletes a mark with its note.
func (f *session) unmark(args string) {
	n, err := f.noteHere(args)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	if err := f.o.Library.Unannotate(f.ctx, n.ID); err != nil {
		f.fail(err)
		return
	}
	f.refresh([]string{n.Briefing})
	f.noted.list = slices.DeleteFunc(f.noted.list, func(o briefings.Annotation) bool { return o.ID == n.ID })
	f.didf("Deleted the mark on %s; undo brings it back.", passage(&n))
	if f.mode == onNotes {
		f.say("The numbers behind it are one less now.")
	}
}

// allWord is "all notes …".
func (f *session) allWord(args string) {
	what, rest := cut(args)
	if _, err := pick(what, []string{"notes"}); err != nil {
		f.say("all what? all notes lists the notes of the library.")
		return
	}
	f.allNotes(rest)
}

// The groups of the notes of the library.
const (
	byBriefing = "briefing"
	byTag      = "tag"
	byColour   = "colour"
	bySpeaker  = "speaker"
	byDate     = "date"
)

// entry is a note of the library in a list.
type entry struct {
	briefings.Annotation

	group, rank string // the heading it stands under, and what headings are sorted by
	line        string
	head        string // its briefing
}

// allNotes lists the notes of the library, in groups.
func (f *session) allNotes(args string) {
	group := byBriefing
	if word, rest := cut(args); word == "by" {
		name, rest := cut(rest)
		g, err := pick(name, []string{byBriefing, byTag, byColour, bySpeaker, byDate})
		if err != nil {
			f.say(sentence(err.Error()))
			return
		}
		group, args = g, rest
	} else if rest == "" {
		args = word
	}
	q, err := query.Parse(args, f.o.Now())
	if err != nil {
		f.fail(err)
		return
	}
	rest, each := q.Annotations()
	all, err := f.o.Library.Notes(f.ctx, rest, f.order)
	if err != nil {
		f.fail(err)
		return
	}
	f.keepPlace(f.ctx)
	f.noted = f.listed(all, each, group)
	if len(f.noted.list) == 0 {
		if q.Empty() {
			f.say("There are no notes.")
		} else {
			f.sayf("No note matches %s.", line(q.String()))
		}
		return
	}
	f.mode = onNotes
	f.sayf("%s. A number goes to one, list goes back.", cells.Count(len(f.noted.list), "note"))
	f.lines(f.noted.lines)
}

// listed sorts those notes of which each holds into groups and numbers them.
func (f *session) listed(all []briefings.Noted, each query.Query, group string) noted {
	var entries []entry
	for i := range all {
		for k := range all[i].Annotations {
			if !each.MatchAnnotation(&all[i].Briefing, &all[i].Annotations[k]) {
				continue
			}
			e := f.entry(&all[i], k)
			for _, g := range groups(group, f, &all[i], k) {
				e.group, e.rank = g.name, g.rank
				entries = append(entries, e)
			}
		}
	}
	if group != byBriefing {
		slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(a.rank, b.rank) })
	}
	var out noted
	last := ""
	for i := range entries {
		e := &entries[i]
		if i == 0 || e.group != last {
			last = e.group
			out.lines = append(out.lines, e.group+":")
		}
		out.list = append(out.list, e.Annotation)
		out.heads = append(out.heads, e.head)
		s := e.line
		if group != byBriefing {
			s = sentence(s) + " In " + e.head + "."
		}
		out.lines = append(out.lines, fmt.Sprintf("%d. %s", i+1, s))
	}
	return out
}

// entry returns note k of a briefing in words.
func (f *session) entry(n *briefings.Noted, k int) entry {
	paragraph, who := 0, ""
	if k < len(n.Paragraphs) {
		paragraph = n.Paragraphs[k]
	}
	if k < len(n.Speakers) {
		who = partyNames(n.Speakers[k])
	}
	return entry{
		Annotation: n.Annotations[k], line: f.noteText(&n.Annotations[k], paragraph, who), head: titled(&n.Briefing),
	}
}

func partyNames(ps []briefings.Party) string {
	names := make([]string, len(ps))
	for i, p := range ps {
		names[i] = line(p.Name)
	}
	return strings.Join(names, " and ")
}

// heading is a group of notes.
type heading struct{ name, rank string }

// last sorts a group behind the others.
const lastRank = "\U0010ffff"

// groups returns the groups that note k of a briefing stands in.
func groups(by string, f *session, n *briefings.Noted, k int) []heading {
	a := &n.Annotations[k]
	var out []heading
	switch by {
	case byTag:
		for _, t := range a.Tags {
			out = append(out, heading{"Tag " + line(t), strings.ToLower(t)})
		}
		if len(out) == 0 {
			out = []heading{{"Without a tag", lastRank}}
		}
	case byColour:
		if a.IsPageNote() {
			return []heading{{"On whole briefings", lastRank}}
		}
		out = []heading{{capital(f.colourName(a.Color)), strconv.Itoa(a.Color)}}
	case bySpeaker:
		if k < len(n.Speakers) {
			for _, p := range n.Speakers[k] {
				out = append(out, heading{line(p.Name), strings.ToLower(p.Name)})
			}
		}
		if len(out) == 0 {
			out = []heading{{"Nobody known", lastRank}}
		}
	case byDate:
		day := a.Created.Format("2 January 2006")
		out = []heading{{"Written on " + day, a.Created.UTC().Format("2006-01-02")}}
	default:
		out = []heading{{capital(row(&n.Briefing)), ""}}
	}
	return out
}

// toNote opens the briefing of a note of the library, at its passage.
func (f *session) toNote(n int) {
	if n < 1 || n > len(f.noted.list) {
		f.sayf("There is no note %d; there are %d.", n, len(f.noted.list))
		return
	}
	a := &f.noted.list[n-1]
	f.open(a.Briefing, a.ID)
}
