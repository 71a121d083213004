package reader

import (
	"cmp"
	"fmt"
	"slices"
	"sort"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/ui/clean"
)

// mention is a place at which a topic is named.
type mention struct {
	briefings.Span

	topic string // id
}

// found is what a hop has found, as long as the cursor stays there.
type found struct {
	at    int
	text  string
	topic string // the topic whose mentions are followed
}

// tellf says in the status what stands at the cursor.
func (r *Reader) tellf(format string, args ...any) {
	r.found = found{at: r.cur, text: fmt.Sprintf(format, args...)}
}

// findMentions lists the mentions of all topics in the order of the text.
func (d *article) findMentions() {
	d.mentions = nil
	for i := range d.Analysis.Topics {
		t := &d.Analysis.Topics[i]
		for _, s := range t.Mentions {
			if s.Start >= 0 && s.End <= len(d.Text) && !s.Empty() {
				d.mentions = append(d.mentions, mention{s, t.ID})
			}
		}
	}
	slices.SortStableFunc(d.mentions, func(a, b mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
}

// topicAt returns the topic that is named at off, the shortest mention of
// several, or "".
func (d *article) topicAt(off int) string {
	topic, size := "", 0
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.Start > off {
			break
		}
		if m.Contains(off) && (topic == "" || m.Len() < size) {
			topic, size = m.topic, m.Len()
		}
	}
	return topic
}

// topicHere returns the topic at the cursor: the one whose mentions were
// followed to it, else the one that is named there.
func (r *Reader) topicHere() string {
	if r.found.topic != "" && r.found.at == r.cur {
		return r.found.topic
	}
	return r.doc.topicAt(r.cur)
}

// hopTopic goes to the next or previous mention of the topic at the cursor, of
// any topic where there is none.
func (r *Reader) hopTopic(by int) tea.Cmd {
	d := r.doc
	topic := r.topicHere()
	list := d.mentions
	if topic != "" {
		list = slices.DeleteFunc(slices.Clone(list), func(m mention) bool { return m.topic != topic })
	}
	var i int
	if by > 0 {
		i = sort.Search(len(list), func(i int) bool { return d.snap(list[i].Start) > r.cur })
	} else {
		i = sort.Search(len(list), func(i int) bool { return d.snap(list[i].Start) >= r.cur }) - 1
	}
	if i < 0 || i >= len(list) {
		of := "of a topic"
		if topic != "" {
			of = "of " + clean.Line(cmp.Or(d.topic[topic], topic))
		}
		return say("this is the %s mention %s", ending(by), of)
	}
	r.hop(list[i].Start)
	topic = list[i].topic
	n, of := 0, 0
	for j := range d.mentions {
		if d.mentions[j].topic == topic {
			of++
			if d.mentions[j].Start <= list[i].Start {
				n++
			}
		}
	}
	r.tellf("%s, %d of %d mentions", clean.Line(cmp.Or(d.topic[topic], topic)), n, of)
	r.found.topic = topic
	return nil
}

// ending names the end of a list that a hop in a direction runs against.
func ending(by int) string {
	if by < 0 {
		return "first"
	}
	return "last"
}

// same reports whether two statements have a speaker in common.
func same(a, b *briefings.Statement) bool {
	if a.Speaker.ID == b.Speaker.ID {
		return true
	}
	return a.Speaker.ID != "" && slices.ContainsFunc(b.Speakers, func(p briefings.Party) bool { return p.ID == a.Speaker.ID })
}

// hopSame goes to the next or previous statement of the speaker of the one at
// the cursor.
func (r *Reader) hopSame(by int) tea.Cmd {
	list := r.doc.statements
	from := r.statement()
	if from < 0 {
		return say("there is no statement here%s", hint(r.keys.NextStatement, "goes to the next one"))
	}
	who := list[from].Statement
	var own []int
	for i := range list {
		if same(who, list[i].Statement) {
			own = append(own, i)
		}
	}
	k := slices.Index(own, from) + by
	if by < 0 && r.stmt < 0 && r.cur > list[from].at {
		k = slices.Index(own, from) // to its own beginning first
	}
	if k < 0 || k >= len(own) {
		return say("this is the %s statement of %s", ending(by), speakerNames(who))
	}
	r.goStatement(own[k])
	r.tellf("%d of %d statements of %s, %s", k+1, len(own), speakerNames(who), how(list[own[k]].Statement))
	return nil
}

// goStatement goes to a statement.
func (r *Reader) goStatement(i int) {
	r.hop(r.doc.statements[i].at)
	r.stmt = i
}

// hopHeading goes to the next or previous heading.
func (r *Reader) hopHeading(by int) tea.Cmd {
	list := r.doc.page.Headings()
	var i int
	if by > 0 {
		i = sort.Search(len(list), func(i int) bool { return r.doc.snap(list[i].Start) > r.cur })
	} else {
		i = sort.Search(len(list), func(i int) bool { return r.doc.snap(list[i].Start) >= r.cur }) - 1
	}
	if i < 0 || i >= len(list) {
		return say("there is no heading further %s", map[bool]string{true: "on", false: "back"}[by > 0])
	}
	r.hop(list[i].Start)
	r.tellf("heading %d of %d", i+1, len(list))
	return nil
}
