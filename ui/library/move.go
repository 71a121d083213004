package library

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

// Move moves the cursor by n rows, as far as there are rows.
func (l *Library) Move(n int) tea.Cmd {
	before, from := l.id(), l.at
	l.at += n
	l.keep()
	l.respan(from)
	return l.moved(before)
}

// Goto puts the cursor on a briefing; it reports whether the list shows it.
func (l *Library) Goto(id string) bool {
	i := slices.IndexFunc(l.rows, func(b briefings.Briefing) bool { return b.ID == id })
	if i >= 0 {
		from := l.at
		l.at = i
		l.keep()
		l.respan(from)
	}
	return i >= 0
}

func (l *Library) moved(before string) tea.Cmd {
	id := l.id()
	if id == before {
		return nil
	}
	return func() tea.Msg { return Moved{id} }
}

// scroll moves the rows under the cursor by n entries; the cursor moves only
// when it would leave the screen.
func (l *Library) scroll(n int) tea.Cmd {
	if len(l.rows) == 0 {
		return nil
	}
	before, from := l.id(), l.at
	l.top = max(0, min(l.top+n, l.lastTop()))
	l.at = max(l.top, min(l.at, l.top+max(l.fittingFrom(l.top, 1), 1)-1))
	l.keep()
	l.respan(from)
	return l.moved(before)
}

// keep puts the cursor on a row, and the row on the screen.
func (l *Library) keep() {
	l.at = max(0, min(l.at, len(l.rows)-1))
	if len(l.rows) == 0 {
		l.top = 0
		return
	}
	l.top = max(l.top, l.at-max(l.fittingFrom(l.at, -1), 1)+1)
	l.top = min(l.top, l.at, l.lastTop())
	l.top = max(l.top, 0)
}

// room returns the screen rows for entries.
func (l *Library) room() int { return max(l.height-l.shape.heads, 0) }

// fittingFrom returns how many whole entries fit on the screen if the i-th is
// the first (step 1) or the last (step -1) of them.
func (l *Library) fittingFrom(i, step int) int {
	n, used := 0, 0
	for ; i >= 0 && i < len(l.rows); i += step {
		if used += l.lines(i); used > l.room() {
			break
		}
		n++
	}
	return n
}

// lastTop returns the first entry of the last screen.
func (l *Library) lastTop() int {
	return max(0, len(l.rows)-max(l.fittingFrom(len(l.rows)-1, -1), 1))
}

// turn moves by a screen less one entry, down (step 1) or up (-1); no entry is
// passed that was not seen.
func (l *Library) turn(step int) tea.Cmd {
	if len(l.rows) == 0 {
		return nil
	}
	before, from := l.id(), l.at
	n := max(l.fittingFrom(l.top, 1)-1, 1) * step
	l.at += n
	l.top = max(0, min(l.top+n, l.lastTop()))
	l.at = max(l.top, min(l.at, l.top+max(l.fittingFrom(l.top, 1), 1)-1))
	l.keep()
	l.respan(from)
	return l.moved(before)
}

// half returns half the entries of the screen.
func (l *Library) half() int { return max(l.fittingFrom(l.top, 1)/2, 1) }
