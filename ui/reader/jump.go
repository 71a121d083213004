package reader

import (
	"sort"

	tea "charm.land/bubbletea/v2"
)

// jump acts on the keys that go to a statement, a note or a hit.
func (r *Reader) jump(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	k := &r.keys
	switch {
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

// hopStatement goes to the next or previous statement. Statements that begin
// at the same place come one after the other.
func (r *Reader) hopStatement(by int) tea.Cmd {
	list := r.doc.statements
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
	r.cur, r.stmt, r.focus = list[i].at, i, -1
	r.reveal()
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
		i = sort.Search(d.placed, func(i int) bool { return d.notes[i].At.Start > r.cur })
	default:
		i = sort.Search(d.placed, func(i int) bool { return d.notes[i].At.Start >= r.cur }) - 1
	}
	if i < 0 {
		return say("this is the first note")
	}
	if i >= len(d.notes) {
		return say("this is the last note")
	}
	r.goNote(i)
	return nil
}
