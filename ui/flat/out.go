package flat

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"readout/briefings"
	"readout/briefings/export"
	"readout/briefings/query"
	"readout/ui/cells"
	"readout/ui/clean"
)

// info says what is known of a briefing.
func (f *session) info(args string) {
	bs, err := f.targets(args)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	for i := range bs {
		b := &bs[i]
		f.say(row(b))
		if b.URL != "" {
			f.sayf("Address: %s", line(b.URL))
		}
		if b.Published != "" {
			f.sayf("Published: %s", line(string(b.Published)))
		}
		f.sayf("%s, revision %d, id %s.", cells.Count(b.Words, "word"), b.Revision, line(b.ID))
	}
}

// cite says the citation of the open briefing.
func (f *session) cite() { f.say(export.Citation(&f.art.Briefing)) }

// copyWord puts a passage on the clipboard.
func (f *session) copyWord(args string) {
	cited := true
	if before, ok := strings.CutSuffix(args, "without citation"); ok {
		args, cited = strings.TrimSpace(before), false
	}
	text, at, err := f.passageHere(args)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	text = strings.TrimSpace(clean.Text(text))
	if cited {
		who := f.art.parties(at)
		if who != "" {
			who += ", "
		}
		text = quoted(text) + "\n— " + who + export.Citation(&f.art.Briefing) + "\n"
	}
	if f.o.Actions.Copy == nil {
		f.say("There is no clipboard here. The text is:")
		f.say(text)
		return
	}
	if err := f.o.Actions.Copy(text); err != nil {
		f.sayf("There is no clipboard here (%s). The text is:", line(err.Error()))
		f.say(text)
		return
	}
	how := "without"
	if cited {
		how = "with"
	}
	f.sayf("Copied %s citation: %s", how, short(text, 120))
}

// passageHere returns the text of a unit at the place and where it stands;
// without a unit the mark, the statement or the paragraph there.
func (f *session) passageHere(unit string) (string, briefings.Span, error) {
	a := f.art
	if unit == "" {
		unit = unitParagraph
		if i := f.noteAtHand(); i >= 0 && !a.Annotations[i].IsPageNote() {
			unit = unitNote
		} else if a.statement() != nil {
			unit = unitStatement
		}
	}
	unit, err := pick(unit, []string{unitSentence, unitParagraph, unitStatement, unitMatch, unitNote})
	if err != nil {
		return "", briefings.Span{}, err
	}
	if unit != unitNote {
		at, err := a.unitHere(unit)
		return a.Text[at.Start:at.End], at, err
	}
	i := f.noteAtHand()
	if i < 0 || a.Annotations[i].IsPageNote() {
		return "", briefings.Span{}, errors.New("no mark is here; notes lists them")
	}
	n := &a.Annotations[i]
	if n.At == nil {
		return n.Quote.Exact, briefings.Span{}, nil
	}
	return a.Text[n.At.Start:n.At.End], *n.At, nil
}

// browse opens the page of a briefing.
func (f *session) browse(args string) {
	bs, err := f.targets(args)
	switch {
	case err != nil:
		f.say(capital(sentence(err.Error())))
	case len(bs) != 1:
		f.say("Only one briefing at a time opens in the browser.")
	case bs[0].URL == "":
		f.sayf("%s has no web address.", titled(&bs[0]))
	default:
		f.browseTo(bs[0].URL)
	}
}

func (f *session) browseTo(address string) {
	u, err := url.Parse(address)
	switch {
	case f.o.Actions.Browse == nil:
		f.sayf("No browser is available here. The address is %s", line(address))
		return
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		f.sayf("%s is no web address.", line(address))
		return
	}
	if err := f.o.Actions.Browse(address); err != nil {
		f.fail(err)
		return
	}
	f.didf("Opened %s", line(address))
}

// export writes notes into a folder: of the article, or of the list.
func (f *session) export(args string) {
	run := f.o.Actions.Export
	if run == nil {
		f.say("Export is not available here.")
		return
	}
	dir, target, found := cutLast(args, "on")
	if found {
		if _, err := f.targets(target); err != nil { // a folder may be called "on"
			dir, target = args, ""
		}
	}
	which, err := f.exported(target)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	if dir == "" {
		dir = f.o.Folder
	}
	if dir == "" {
		answer, _ := f.ask("export to which folder? ")
		dir = strings.TrimSpace(answer)
	}
	if dir == "" {
		f.say("No folder was given; nothing is exported.")
		return
	}
	summary, err := run(f.ctx, which, dir, func(int, int) {})
	if summary != "" {
		f.didf("%s", capital(sentence(line(summary))))
	}
	if err != nil {
		f.fail(err)
		return
	}
	f.o.Folder = dir
}

// exported returns the ids of the briefings to export; without a target that is
// the article, the whole list, or those whose notes are listed.
func (f *session) exported(target string) ([]string, error) {
	if target == "" && f.mode == onNotes {
		var out []string
		for i := range f.noted.list {
			if id := f.noted.list[i].Briefing; !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
		return out, nil
	}
	if target == "" && f.mode == onList {
		target = "all"
	}
	bs, err := f.targets(target)
	return ids(bs), err
}

// importWord adds files and folders.
func (f *session) importWord(args string) {
	run := f.o.Actions.Import
	if run == nil {
		f.say("Import is not available here.")
		return
	}
	paths, err := paths(args)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	summary, first, err := run(f.ctx, paths, func(_, _ int, line string) {
		if line != "" {
			f.say(line)
			_ = f.out.Flush() // the last one reports what went wrong
		}
	})
	if summary != "" {
		f.didf("%s", capital(sentence(line(summary))))
	}
	if err != nil {
		f.fail(err)
	}
	f.load()
	f.say("list shows them.")
	if first && f.o.Actions.RemoveSamples != nil {
		f.say("samples remove removes the built-in samples.")
	}
}

// paths takes apart words, those in quotation marks whole.
func paths(s string) ([]string, error) {
	var out []string
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		if q := s[0]; q == '"' || q == '\'' {
			end := strings.IndexByte(s[1:], q)
			if end < 0 {
				return nil, errors.New("a quotation mark is not closed")
			}
			out, s = append(out, s[1:end+1]), s[end+2:]
			continue
		}
		var word string
		word, s, _ = strings.Cut(s, " ")
		out = append(out, word)
	}
	if len(out) == 0 {
		return nil, errors.New("import what? Give files and folders, those with blanks in quotation marks")
	}
	return out, nil
}

// samples adds or removes the built-in samples.
func (f *session) samples(args string) {
	word, err := pick(args, []string{"add", "remove", "rm"})
	switch {
	case err != nil:
		f.say("samples add brings the built-in samples, samples remove removes them.")
	case word == "add" && f.o.Actions.AddSamples == nil:
		f.say("The samples cannot be added here.")
	case word == "add":
		f.addSamples()
	case f.o.Actions.RemoveSamples == nil:
		f.say("The samples cannot be removed here.")
	default:
		f.removeSamples()
	}
}

func (f *session) addSamples() {
	if _, err := f.o.Actions.AddSamples(f.ctx); err != nil {
		f.fail(err)
		return
	}
	f.load()
	f.say("The samples are in the library. tour reads the first.")
}

func (f *session) removeSamples() {
	summary, err := f.o.Actions.RemoveSamples(f.ctx)
	if err != nil {
		f.fail(err)
		return
	}
	f.didf("%s", capital(sentence(line(summary))))
	f.load()
}

// tour opens the sample that shows the program.
func (f *session) tour() {
	q, err := query.Parse("tag:"+tourTag+" tag:"+briefings.SampleTag, f.o.Now()) // samples are found where they are asked for
	var rows []briefings.Briefing
	if err == nil {
		rows, err = f.o.Library.Find(f.ctx, q, f.order, 1, 0)
	}
	switch {
	case err != nil:
		f.fail(err)
	case len(rows) == 0:
		f.say("The tour is one of the samples, and is not in the library. samples add brings them.")
	default:
		f.open(rows[0].ID, "")
	}
}

// tourTag is the tag of the sample that shows the program.
const tourTag = "tour"
