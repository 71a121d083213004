package flat

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"readout/briefings"
	"readout/briefings/markup"
	"readout/ui/cells"
	"readout/ui/page"
	"readout/ui/units"
)

// article is what is read, and where.
type article struct {
	briefings.Article

	cut        units.Units
	kinds      []markup.Kind  // of the paragraphs that have text
	lists      map[int]string // what is said before an item of a list, by its first byte
	headings   []markup.Title
	linked     []page.Link
	refs       []page.Reference // of footnotes
	statements []statement      // in the order of the text
	people     map[string]*briefings.Speaker
	finder     units.Finder

	cur   briefings.Span // where the reader is: the sentence, statement … read last
	said  briefings.Span // what was read last; reading goes on behind it
	hop   hop            // how the reader came here
	note  string         // id of the mark that was made or gone to, "" elsewhere
	hits  []briefings.Span
	trail []briefings.Span // where the reader was before jumps, oldest first
}

// statement is a statement with its place.
type statement struct {
	*briefings.Statement

	number int            // from 1, in the order of the text
	at     briefings.Span // its content, from the first piece to the last
}

// hop is the item of a unit that was gone to.
type hop struct {
	unit string
	arg  string
	i    int
}

// newArticle makes a ready to be read.
func newArticle(a briefings.Article) *article {
	out := &article{hop: hop{i: -1}}
	out.take(a)
	if a.Place > 0 && a.Place < len(a.Text) { // a place within a sentence is heard from its beginning
		at := out.cut.Sentence(a.Place).Start
		out.cur = briefings.Span{Start: at, End: at}
	}
	out.said = out.cur
	return out
}

// take takes over an article that was read again. A place that another revision
// does not have becomes the beginning.
func (a *article) take(fresh briefings.Article) {
	same := a.Hash == fresh.Hash && a.Text == fresh.Text
	place := a.Place
	a.Article = fresh
	if same {
		a.Place = place
		a.readStatements()
		return
	}
	a.cut = units.New(a.Text, a.Blocks)
	doc := markup.Parse(a.Markdown)
	text, _ := doc.Text()
	a.kinds, a.lists, a.headings, a.linked, a.refs = nil, nil, nil, nil, nil
	if text == a.Text {
		for i, b := range a.Blocks {
			if !b.Empty() {
				a.kinds = append(a.kinds, doc.Kind(i))
			}
			if doc.Kind(i) == markup.List {
				a.takeItems(b.Start, doc.Project(i, nil).Leaves)
			}
		}
		a.headings = doc.Headings()
		p := page.New(a.Markdown, a.Text, a.Blocks, page.Style{})
		a.linked, a.refs = p.Links(), p.References()
	}
	a.finder, a.hits, a.trail = units.Finder{}, nil, nil
	a.cur, a.said, a.hop, a.note = briefings.Span{}, briefings.Span{}, hop{i: -1}, ""
	a.readStatements()
}

// takeItems notes what is said before the items of a list that begins at start:
// the level where it changes, the number, and what a check box says. The dots
// of other items say nothing.
func (a *article) takeItems(start int, leaves []markup.Leaf) {
	if a.lists == nil {
		a.lists = map[int]string{}
	}
	before := 1
	for _, l := range leaves {
		level, words := 0, ""
		for _, c := range l.In {
			if c.Kind != markup.List {
				continue
			}
			level++
			switch {
			case !c.Begins:
			case c.Task == markup.Open:
				words = "Not done: "
			case c.Task == markup.Done:
				words = "Done: "
			case c.Number >= 0:
				words = strconv.Itoa(c.Number) + ". "
			default:
				words = ""
			}
		}
		if level > 0 && level != before {
			before, words = level, "Level "+strconv.Itoa(level)+": "+words
		}
		if words != "" {
			a.lists[start+l.Start] = words
		}
	}
}

func (a *article) readStatements() {
	a.statements = nil
	a.people = make(map[string]*briefings.Speaker, len(a.Analysis.People))
	for i := range a.Analysis.People {
		a.people[a.Analysis.People[i].ID] = &a.Analysis.People[i]
	}
	for i := range a.Analysis.Statements {
		s := &a.Analysis.Statements[i]
		at, ok := a.extent(s.Content)
		if !ok {
			at, ok = a.extent([]briefings.Span{s.Cue})
		}
		if ok {
			a.statements = append(a.statements, statement{Statement: s, at: at})
		}
	}
	slices.SortStableFunc(a.statements, func(s, t statement) int {
		return cmp.Or(cmp.Compare(s.at.Start, t.at.Start), cmp.Compare(t.at.End, s.at.End))
	})
	for i := range a.statements {
		a.statements[i].number = i + 1
	}
}

// extent returns the span from the first of spans to the last.
func (a *article) extent(spans []briefings.Span) (briefings.Span, bool) {
	out, found := briefings.Span{}, false
	for _, s := range spans {
		if s.Empty() || s.Start < 0 || s.End > len(a.Text) {
			continue
		}
		if !found {
			out, found = s, true
		}
		out.Start, out.End = min(out.Start, s.Start), max(out.End, s.End)
	}
	return out, found
}

// place returns the byte at which reading goes on when the briefing is opened
// again; at the end it is where the last sentence begins.
func (a *article) place() int {
	if next := a.after(); next < len(a.Text) {
		return next
	}
	return a.cur.Start
}

// after returns where the text goes on behind what was read.
func (a *article) after() int {
	return len(a.Text) - len(strings.TrimLeft(a.Text[a.said.End:], " \n\t"))
}

// kind returns the kind of paragraph n, from 0.
func (a *article) kind(n int) markup.Kind {
	if n < len(a.kinds) {
		return a.kinds[n]
	}
	return markup.Paragraph
}

// statementAt returns the statement at off: the shortest that holds it.
func (a *article) statementAt(off int) *statement {
	var best *statement
	for i := range a.statements {
		s := &a.statements[i]
		if s.at.Start > off {
			break
		}
		if s.at.Contains(off) && (best == nil || s.at.Len() <= best.at.Len()) {
			best = s
		}
	}
	return best
}

// statement returns the statement at hand: the one gone to, else the first that
// the place touches.
func (a *article) statement() *statement {
	if by := a.hop; (by.unit == unitStatement || by.unit == unitSpeaker) && by.i >= 0 && by.i < len(a.statements) {
		return &a.statements[a.hop.i]
	}
	if s := a.statementAt(a.cur.Start); s != nil {
		return s
	}
	for i := range a.statements {
		if a.statements[i].at.Overlaps(a.cur) {
			return &a.statements[i]
		}
	}
	return nil
}

// speaker says who makes a statement: "Maret Olen, foreign minister, Varnia".
func (a *article) speaker(s *briefings.Statement) string {
	names := s.Names()
	switch {
	case len(names) == 0:
		return "Unknown speaker"
	case len(names) > 1 || s.Speaker.ID == "":
		return line(strings.Join(names, " and "))
	}
	parts := []string{line(names[0])}
	if p := a.people[s.Speaker.ID]; p != nil {
		parts = append(parts, about(p)...)
	}
	return strings.Join(parts, ", ")
}

// about returns office and country of a speaker, as far as they are known.
func about(p *briefings.Speaker) []string {
	var out []string
	for _, s := range []string{p.Role, p.Country} {
		if s = line(s); s != "" && !strings.EqualFold(s, p.Name) {
			out = append(out, s)
		}
	}
	return out
}

// readNumber opens the n-th briefing of the list.
func (f *session) readNumber(n int) {
	if n < 1 || n > len(f.rows) {
		f.sayf("There is no number %d; the list has %d.", n, len(f.rows))
		return
	}
	f.open(f.rows[n-1].ID, "")
}

// open opens a briefing where it was left, or at a note, and reads a portion.
func (f *session) open(id, note string) {
	f.openAt(id, func() bool {
		if note != "" {
			f.goNote(note)
		}
		return note != ""
	})
}

// openAt opens a briefing and goes to a place in it, or goes on reading when
// there reports that it went nowhere.
func (f *session) openAt(id string, there func() bool) {
	f.keepPlace(f.ctx)
	a, err := f.o.Library.Article(f.ctx, id)
	if err != nil {
		f.fail(err)
		return
	}
	f.art, f.mode = newArticle(a), onArticle
	f.art.hits = f.query.Find(a.Text)
	f.say("")
	f.say(row(&a.Briefing))
	f.sayf("%s, %s, %s, %s.", cells.Count(a.Words, "word"), cells.Count(len(f.art.cut.Paragraphs()), "paragraph"),
		cells.Count(len(f.art.statements), "statement"), cells.Count(len(a.Annotations), "note"))
	if !briefings.English(a.Lang) {
		f.sayf("Its language is “%s”; speech is found in English only.", line(a.Lang))
	}
	if n := len(f.art.hits); n > 0 {
		f.sayf("%s of the filter; next match goes there.", cells.Count(n, "match"))
	}
	f.opened(&a.Briefing)
	if there() {
		return
	}
	if at := f.art.cut.Number(f.art.cur.Start); f.art.cur.Start > 0 {
		f.sayf("Going on in paragraph %d; from 1 begins anew.", at)
	}
	f.readOn()
}

// opened marks a briefing as read because it was opened.
func (f *session) opened(b *briefings.Briefing) {
	if b.Read {
		return
	}
	if err := f.o.Library.Opened(f.ctx, b.ID); err != nil && !errors.Is(err, f.ctx.Err()) {
		f.fail(err)
		return
	}
	f.art.Read = true
	for i := range f.rows {
		if f.rows[i].ID == b.ID {
			f.rows[i].Read = true
		}
	}
}
