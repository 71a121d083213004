package reader

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// spot is a place in a briefing of the library.
type spot struct {
	id  string
	off int
}

// maxTrail bounds the jump list.
const maxTrail = 100

// trail is the jump list: the places that were left by a jump, over all
// briefings, oldest first. at is the one that was gone back to; len(list) is
// the present.
type trail struct {
	list []spot
	at   int
}

// leave remembers a place that a jump begins at.
func (t *trail) leave(s spot) {
	t.list = slices.DeleteFunc(t.list, func(o spot) bool { return o == s })
	t.list = append(t.list, s)
	if n := len(t.list) - maxTrail; n > 0 {
		t.list = slices.Delete(t.list, 0, n)
	}
	t.at = len(t.list)
}

// back returns the place left before; from the present, that is remembered
// first, so that it can be come back to.
func (t *trail) back(now spot) (spot, bool) {
	if t.at >= len(t.list) {
		t.leave(now)
		t.at--
	}
	for i := t.at - 1; i >= 0; i-- {
		if t.list[i] != now {
			t.at = i
			return t.list[i], true
		}
	}
	return spot{}, false
}

// forward undoes back.
func (t *trail) forward(now spot) (spot, bool) {
	for i := t.at + 1; i < len(t.list); i++ {
		if t.list[i] != now {
			t.at = i
			return t.list[i], true
		}
	}
	return spot{}, false
}

// drop forgets a briefing that is gone.
func (t *trail) drop(id string) {
	before := 0
	for _, s := range t.list[:min(t.at, len(t.list))] {
		if s.id == id {
			before++
		}
	}
	t.list = slices.DeleteFunc(t.list, func(s spot) bool { return s.id == id })
	t.at = min(t.at-before, len(t.list))
}

// move gives the places in a briefing new offsets.
func (t *trail) move(id string, to func(off int) int) {
	for i := range t.list {
		if t.list[i].id == id {
			t.list[i].off = to(t.list[i].off)
		}
	}
}

// spot returns where the cursor is.
func (r *Reader) spot() spot { return spot{r.doc.ID, r.cur} }

// depart remembers the place that is left, before a jump moves the cursor.
func (r *Reader) depart() { r.departFrom(r.cur) }

func (r *Reader) departFrom(off int) {
	r.trail.leave(spot{r.doc.ID, off})
	r.before = off
}

// arrived notices that another briefing is open than at the last key: its
// place was left by a jump, however the other one came.
func (r *Reader) arrived() {
	if r.ready() && r.stood.id != "" && r.stood.id != r.doc.ID {
		r.trail.leave(r.stood)
		r.stood = r.spot()
	}
}

// stay notes where a key has left the cursor.
func (r *Reader) stay() {
	if r.ready() {
		r.stood = r.spot()
	}
}

// hop goes to a place further away: one that was in sight needs no way back.
func (r *Reader) hop(to int) {
	to = r.doc.snap(to)
	if at, _, _ := r.doc.page.Cell(to); r.visible(at) < 0 {
		r.depart()
	}
	r.cur, r.stmt, r.focus = to, -1, -1
	r.reveal()
}

// leap is hop with a way back in any case.
func (r *Reader) leap(to int) {
	if to = r.doc.snap(to); to != r.cur {
		r.depart()
	}
	r.cur, r.stmt, r.focus = to, -1, -1
	r.reveal()
}

// travel goes back (-1) or forward (1) in the jump list.
func (r *Reader) travel(by int) tea.Cmd {
	step, end := r.trail.back, "there is no place further back"
	if by > 0 {
		step, end = r.trail.forward, "there is no place further on"
	}
	to, ok := step(r.spot())
	if !ok {
		return say("%s", end)
	}
	if to.id != r.doc.ID {
		r.travelling = true
		return r.options.Send(Goto{ID: to.id, To: Place{Off: to.off}})
	}
	r.before = r.cur
	r.cur, r.stmt, r.focus = r.doc.snap(to.off), -1, -1
	r.reveal()
	return nil
}
