package flat

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"readout/briefings"
	"readout/ui/cells"
)

// The units that one goes by.
const (
	unitSentence  = "sentence"
	unitParagraph = "paragraph"
	unitStatement = "statement"
	unitSpeaker   = "speaker"
	unitTopic     = "topic"
	unitHeading   = "heading"
	unitNote      = "note"
	unitMatch     = "match"
	unitLink      = "link"
	unitBriefing  = "briefing"
)

func unitNames() []string {
	return []string{
		unitSentence, unitParagraph, unitStatement, unitSpeaker, unitTopic, unitHeading, unitNote, unitMatch, unitLink, unitBriefing,
	}
}

// item is something to go to.
type item struct {
	briefings.Span

	i   int    // its number among those of its unit, from 0
	say string // said before its words; "" says nothing
}

// hop goes to the next or previous item of a unit.
func (f *session) hop(args string, by int) {
	name, arg := cut(args)
	switch {
	case f.mode == onArticle && f.art != nil:
	case name == "":
		if f.mode == onNotes || f.mode == onLedger {
			f.say("There are no more.")
			return
		}
		f.page(by)
		return
	case f.art == nil:
		f.say("Nothing is open. Type the number of a briefing.")
		return
	default:
		f.mode = onArticle
	}
	a := f.art
	if name == "" {
		name = unitParagraph
		if a.hop.unit != "" {
			name, arg = a.hop.unit, a.hop.arg
		}
	}
	unit, err := pick(name, unitNames())
	switch {
	case err != nil:
		f.say(sentence(err.Error()))
	case unit == unitBriefing:
		f.hopBriefing(by)
	case unit == unitSentence, unit == unitParagraph:
		f.hopText(unit, by)
	default:
		f.hopItem(unit, arg, by)
	}
}

// hopBriefing reads the briefing after or before the open one.
func (f *session) hopBriefing(by int) {
	i := slices.IndexFunc(f.rows, func(b briefings.Briefing) bool { return b.ID == f.art.ID })
	switch {
	case i < 0:
		f.say("This briefing is not in the list now.")
	case i+by >= len(f.rows):
		f.say("This is the last briefing of the list.")
	case i+by < 0:
		f.say("This is the first briefing of the list.")
	default:
		f.readNumber(i + 1 + by)
	}
}

// hopText goes by sentence or paragraph.
func (f *session) hopText(unit string, by int) {
	a := f.art
	at := func(off int) briefings.Span {
		if unit == unitParagraph {
			return a.cut.Paragraph(off)
		}
		return a.cut.Sentence(off)
	}
	var to briefings.Span
	switch {
	case by > 0:
		next := a.after()
		if p := a.cut.Paragraph(min(next, max(len(a.Text)-1, 0))); unit == unitParagraph && p.Start < next {
			next = a.cut.NextParagraph(next) // not what is left of one
			if a.cut.Paragraph(next) == p {
				next = len(a.Text)
			}
		}
		if next >= len(a.Text) {
			f.end()
			return
		}
		to = at(next)
	case at(a.cur.Start).Start < a.cur.Start: // back to where it begins
		to = at(a.cur.Start)
	default:
		before := strings.TrimRight(a.Text[:at(a.cur.Start).Start], " \n\t")
		if before == "" {
			f.sayf("This is the first %s.", unit)
			return
		}
		to = at(a.cut.Prev(len(before)))
	}
	f.visit(to)
	a.hop = hop{unit: unit, i: -1}
}

// hopItem goes by what stands here and there in the text.
func (f *session) hopItem(unit, arg string, by int) {
	a := f.art
	if unit == unitSpeaker && arg == "" {
		s := a.statement()
		if s == nil || len(s.Names()) == 0 {
			f.say("Nobody known speaks here. next speaker NAME goes to somebody's next statement.")
			return
		}
		arg = s.Names()[0]
	}
	items, err := a.items(f, unit, arg)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	i := a.nextItem(items, unit, arg, by)
	switch {
	case i >= len(items) && unit == unitMatch:
		f.say("From the beginning again.")
		i = 0
	case i < 0 && unit == unitMatch:
		f.say("From the end again.")
		i = len(items) - 1
	case i >= len(items):
		f.sayf("No more %s behind the place. previous %s goes back.", manyOf(unit, arg), unit)
		return
	case i < 0:
		f.sayf("No more %s before the place. next %s goes on.", manyOf(unit, arg), unit)
		return
	}
	f.goTo(unit, arg, &items[i])
}

// manyOf names the items of a unit.
func manyOf(unit, arg string) string {
	switch {
	case unit == unitSpeaker:
		return "statements of " + line(arg)
	case arg != "":
		return unit + "s " + quoted(short(arg, 40))
	}
	return unit + "s"
}

// nextItem returns the index of the item after or before the place.
func (a *article) nextItem(items []item, unit, arg string, by int) int {
	at, ok := a.hop.i, false
	if a.hop.unit == unit && strings.EqualFold(a.hop.arg, arg) && at >= 0 {
		at, ok = slices.BinarySearchFunc(items, at, func(it item, n int) int { return it.i - n })
	}
	switch {
	case ok:
		return at + by
	case by > 0 && a.said.Empty():
		return sort.Search(len(items), func(i int) bool { return items[i].Start >= a.said.Start })
	case by > 0:
		return sort.Search(len(items), func(i int) bool { return items[i].Start >= a.said.End || items[i].Start > a.cur.Start })
	}
	return sort.Search(len(items), func(i int) bool { return items[i].Start >= a.cur.Start }) - 1
}

// goTo goes to an item and says it.
func (f *session) goTo(unit, arg string, it *item) {
	a := f.art
	f.depart()
	if it.say != "" {
		f.say(it.say)
	}
	f.visit(it.Span)
	a.hop = hop{unit: unit, arg: arg, i: it.i}
	if unit == unitNote {
		a.note = a.Annotations[it.i].ID
		f.sayNote(it.i)
	}
}

// items returns what there is of a unit in the order of the text; an error says
// that there is nothing.
func (a *article) items(f *session, unit, arg string) ([]item, error) {
	var out []item
	switch unit {
	case unitStatement, unitSpeaker:
		out = a.statementItems(arg)
	case unitTopic:
		out = a.topicItems(arg)
	case unitHeading:
		for i, h := range a.headings {
			out = append(out, item{h.Span, i, fmt.Sprintf("Level %d.", h.Level)})
		}
	case unitNote:
		for i := range a.Annotations {
			if at := a.Annotations[i].At; at != nil {
				out = append(out, item{*at, i, fmt.Sprintf("Note %d, %s, paragraph %d.", i+1, f.colourName(a.Annotations[i].Color), a.cut.Number(at.Start))})
			}
		}
	case unitMatch:
		for i, h := range a.hits {
			out = append(out, item{a.cut.Sentence(h.Start), i, fmt.Sprintf("Match %d of %d, paragraph %d.", i+1, len(a.hits), a.cut.Number(h.Start))})
		}
	case unitLink:
		for i := range a.linked {
			out = append(out, item{a.linked[i].Span, i, fmt.Sprintf("Link %d, to %s.", i+1, a.linked[i].URL)})
		}
	}
	if len(out) > 0 {
		return out, nil
	}
	switch {
	case unit == unitMatch:
		return nil, errors.New("there are no matches; find WORDS searches")
	case unit == unitNote:
		return nil, errors.New("no passage is marked; mark sentence or highlight WORDS does it")
	case arg != "":
		return nil, fmt.Errorf("there is no %s %s in this article", unit, quoted(short(arg, 40)))
	}
	return nil, fmt.Errorf("there is no %s in this article", unit)
}

// statementItems returns the statements, or those of a speaker.
func (a *article) statementItems(name string) []item {
	var out []item
	for i := range a.statements {
		s := &a.statements[i]
		if name != "" && !saidBy(s, name) {
			continue
		}
		out = append(out, item{s.at, i, fmt.Sprintf("Statement %d of %d. %s, %s:", s.number, len(a.statements), a.speaker(s.Statement), line(string(s.Kind)))})
	}
	return out
}

// saidBy reports whether a name of those who make s holds the word.
func saidBy(s *statement, word string) bool {
	return slices.ContainsFunc(s.Names(), func(n string) bool { return strings.Contains(strings.ToLower(n), strings.ToLower(word)) })
}

// topicItems returns the sentences that mention a topic, or any.
func (a *article) topicItems(name string) []item {
	type mention struct {
		at    briefings.Span
		label string
	}
	var all []mention
	for i := range a.Analysis.Topics {
		t := &a.Analysis.Topics[i]
		if name != "" && !strings.Contains(strings.ToLower(t.Label), strings.ToLower(name)) && !strings.EqualFold(t.ID, name) {
			continue
		}
		for _, m := range t.Mentions {
			if m.Start >= 0 && m.End <= len(a.Text) && !m.Empty() {
				all = append(all, mention{m, line(t.Label)})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b mention) int { return a.at.Start - b.at.Start })
	out := make([]item, 0, len(all))
	for i, m := range all {
		out = append(out, item{a.cut.Sentence(m.at.Start), i, "Topic " + m.label + ":"})
	}
	return out
}

// find searches the article.
func (f *session) find(args string) {
	if args == "" {
		f.say("find what? Give the words.")
		return
	}
	a := f.art
	a.hits = a.finder.Search(a.Text, args)
	if len(a.hits) == 0 {
		f.sayf("%s does not stand in this article.", quoted(args))
		return
	}
	f.sayf("%s.", cells.Count(len(a.hits), "match"))
	a.hop = hop{unit: unitMatch, i: -1}
	items, _ := a.items(f, unitMatch, "")
	i := sort.Search(len(a.hits), func(i int) bool { return a.hits[i].Start >= a.cur.Start })
	if i == len(items) {
		f.say("From the beginning again.")
		i = 0
	}
	f.goTo(unitMatch, "", &items[i])
}

// headings lists the headings, or goes to one.
func (f *session) headings(args string) { f.numbered(unitHeading, args) }

// footnotes lists the footnotes, or goes to one.
func (f *session) footnotes(args string) {
	var notes []item
	for _, r := range f.art.refs {
		if !r.Note && !slices.ContainsFunc(notes, func(it item) bool { return it.i == r.Number }) {
			notes = append(notes, item{f.art.cut.Paragraph(r.To), r.Number, fmt.Sprintf("Footnote %d. return goes back.", r.Number)})
		}
	}
	if len(notes) == 0 {
		f.say("This briefing has no footnotes.")
		return
	}
	n, _ := strconv.Atoi(args) // what is no number is no footnote's
	for i := range notes {
		switch {
		case args == "":
			f.sayf("%d. %s", notes[i].i, short(line(f.art.Text[notes[i].Start:notes[i].End]), 200))
		case notes[i].i == n:
			f.goTo("", "", &notes[i])
			return
		}
	}
	if args != "" {
		f.sayf("There is no footnote %s.", line(args))
	}
}

// links lists the links, or opens one.
func (f *session) links(args string) {
	if args == "" {
		f.numbered(unitLink, "")
		return
	}
	n, err := strconv.Atoi(args)
	if err != nil || n < 1 || n > len(f.art.linked) {
		f.sayf("links takes the number of a link, 1 to %d.", len(f.art.linked))
		return
	}
	f.browseTo(f.art.linked[n-1].URL)
}

// numbered lists the items of a unit, or goes to one by its number.
func (f *session) numbered(unit, args string) {
	items, err := f.art.items(f, unit, "")
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	if args != "" {
		n, err := strconv.Atoi(args)
		if err != nil || n < 1 || n > len(items) {
			f.sayf("Give the number of a %s, 1 to %d.", unit, len(items))
			return
		}
		f.goTo(unit, "", &items[n-1])
		return
	}
	all := make([]string, len(items))
	for i := range items {
		words := short(line(f.art.Text[items[i].Start:items[i].End]), 200)
		if unit == unitLink {
			words += ", to " + f.art.linked[i].URL
		}
		all[i] = fmt.Sprintf("%d. %s", i+1, words)
	}
	f.lines(all)
}
