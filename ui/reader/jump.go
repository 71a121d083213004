package reader

import (
	"sort"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

// jump acts on the keys that go to a statement, a note or a hit.
func (r *Reader) jump(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	k := &r.keys
	switch {
	case matches(msg, k.NextSame):
		return r.hopSame(1), true
	case matches(msg, k.PrevSame):
		return r.hopSame(-1), true
	case matches(msg, k.NextTopic):
		return r.hopTopic(1), true
	case matches(msg, k.PrevTopic):
		return r.hopTopic(-1), true
	case matches(msg, k.Counterpart):
		return r.hopCounterpart(), true
	case matches(msg, k.NextHeading):
		return r.hopHeading(1), true
	case matches(msg, k.PrevHeading):
		return r.hopHeading(-1), true
	case matches(msg, k.NextStatement):
		return r.hopStatement(1), true
	case matches(msg, k.PrevStatement):
		return r.hopStatement(-1), true
	case matches(msg, k.NextNote):
		return r.hopNote(1), true
	case matches(msg, k.PrevNote):
		return r.hopNote(-1), true
	case matches(msg, k.NextMatch):
		return r.match(1), true
	case matches(msg, k.PrevMatch):
		return r.match(-1), true
	case matches(msg, k.Search):
		return r.openSearch(), true
	}
	return nil, false
}

// turn acts on the keys of the jump list and of places with a letter.
func (r *Reader) turn(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	k := &r.keys
	switch {
	case matches(msg, k.Back):
		return r.travel(-1), true
	case matches(msg, k.Forward):
		return r.travel(1), true
	case matches(msg, k.Links):
		return r.openLinks(), true
	case matches(msg, k.OpenLink):
		return r.openLink(), true
	case matches(msg, k.Remember):
		r.openLetter(true)
		return nil, true
	case matches(msg, k.GoTo):
		r.openLetter(false)
		return nil, true
	}
	return nil, false
}

// without says that a note has no passage in the text.
func without(n *briefings.Annotation) string {
	switch {
	case n.IsPageNote():
		return ", on the whole briefing"
	case n.At == nil:
		return ", its passage is not in the text"
	}
	return ""
}

// hopStatement goes to the next or previous statement. Statements that begin
// at the same place come one after the other.
func (r *Reader) hopStatement(by int) tea.Cmd {
	list := r.doc.statements
	if r.forward() && by > 0 {
		return r.takeStatement()
	}
	i := r.stmt
	switch {
	case i >= 0:
		i += by
	case by > 0:
		i = sort.Search(len(list), func(i int) bool { return list[i].at > r.cur })
	default:
		i = sort.Search(len(list), func(i int) bool { return list[i].at >= r.cur }) - 1
	}
	if i < 0 {
		return say("this is the first statement")
	}
	if i >= len(list) {
		return say("this is the last statement")
	}
	r.goStatement(i)
	r.tellf("statement %d of %d: %s, %s", i+1, len(list), speakerNames(list[i].Statement), how(list[i].Statement))
	return nil
}

// hopNote goes to the next or previous mark; behind the last one come the page
// notes and those without a place.
func (r *Reader) hopNote(by int) tea.Cmd {
	d := r.doc
	i := r.focus
	switch {
	case i >= 0:
		i += by
	case by > 0:
		i = sort.Search(d.placed, func(i int) bool { return d.notes[i].At.Start >= r.cur })
		if i < d.placed && i == d.noteAt(r.cur) { // of several that begin here, the others come first
			i++
		}
	default:
		i = sort.Search(d.placed, func(i int) bool { return d.notes[i].At.Start >= r.cur }) - 1
	}
	if i < 0 {
		return say("this is the first note")
	}
	if i >= len(d.notes) {
		return say("this is the last note")
	}
	if at := d.notes[i].At; at != nil && at.Start != r.cur {
		r.depart()
	}
	r.goNote(i)
	r.tellf("note %d of %d%s", i+1, len(d.notes), without(&d.notes[i]))
	return nil
}
