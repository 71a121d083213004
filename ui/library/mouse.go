package library

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// pointer is what the mouse is doing.
type pointer struct {
	held   bool // the left button went down on a row
	ranged bool // and has been dragged to another one since
	bar    bool // it went down on the scrollbar
	row    int
	at     time.Time // of the last click
	twice  int       // the row that it was on
	edge   int       // -1, 1: the mouse is held beyond the upper or lower edge
	era    int
}

// doubleClick is the longest pause between the clicks of a double click.
const doubleClick = 400 * time.Millisecond

// scrollEvery is the pause between the steps of scrolling while the mouse is
// held beyond an edge.
const scrollEvery = 60 * time.Millisecond

// scrollDue asks for the next step.
type scrollDue struct {
	l   *Library
	era int
}

// wheel moves the rows under the cursor.
func (l *Library) wheel(m tea.MouseWheelMsg) tea.Cmd {
	switch m.Button {
	case tea.MouseWheelUp:
		return l.scroll(-wheelRows)
	case tea.MouseWheelDown:
		return l.scroll(wheelRows)
	}
	return nil
}

const wheelRows = 3

// entryAt returns the row of the list at row y of the screen, or -1.
func (l *Library) entryAt(y int) int {
	y -= l.shape.heads
	if y < 0 || y >= l.room() {
		return -1
	}
	for i := l.top; i < len(l.rows); i++ {
		if y -= l.lines(i); y < 0 {
			return i
		}
	}
	return -1
}

// click puts the cursor on a row; a second click soon after opens it, and one
// with ctrl selects it. The place is relative to the top left of the list.
func (l *Library) click(m tea.MouseClickMsg) tea.Cmd {
	l.release()
	if m.Button != tea.MouseLeft {
		return nil
	}
	if l.shape.bar > 0 && m.X == l.width-1 && l.lastTop() > 0 {
		l.mouse.bar = true
		return l.scrollTo(m.Y)
	}
	i := l.entryAt(m.Y)
	if i < 0 {
		return nil
	}
	now := l.opts.Now()
	double := i == l.at && l.mouse.twice == l.at && !l.mouse.at.IsZero() && now.Sub(l.mouse.at) <= doubleClick
	l.mouse.at, l.mouse.twice = now, i
	switch {
	case m.Mod.Contains(tea.ModCtrl):
		cmd := l.Move(i - l.at)
		l.pick(i)
		return cmd
	case double:
		l.mouse.at = time.Time{}
		return l.open()
	}
	l.mouse.held, l.mouse.row = true, i
	return l.Move(i - l.at)
}

// drag selects the rows from where the button went down to the mouse.
func (l *Library) drag(m tea.MouseMotionMsg) tea.Cmd {
	switch {
	case l.mouse.bar:
		return l.scrollTo(m.Y)
	case !l.mouse.held:
		return nil
	}
	edge := 0
	switch {
	case m.Y < l.shape.heads:
		edge = -1
	case m.Y >= l.height:
		edge = 1
	}
	var scroll tea.Cmd
	if edge != l.mouse.edge {
		l.mouse.edge = edge
		l.mouse.era++
		scroll = l.scrollSoon()
	}
	i := l.entryAt(m.Y)
	if edge != 0 || i < 0 || i == l.mouse.row && !l.mouse.ranged {
		return scroll
	}
	l.startDrag()
	return tea.Batch(scroll, l.Move(i-l.at))
}

// startDrag begins the range of a drag at the row where it began.
func (l *Library) startDrag() {
	if !l.mouse.ranged {
		l.mouse.ranged = true
		l.Deselect()
		l.begin(l.mouse.row)
	}
}

func (l *Library) scrollSoon() tea.Cmd {
	if l.mouse.edge == 0 {
		return nil
	}
	due := scrollDue{l, l.mouse.era}
	return tea.Tick(scrollEvery, func(time.Time) tea.Msg { return due })
}

// scrollOn takes the range a row further while the mouse is held beyond an
// edge.
func (l *Library) scrollOn(due scrollDue) tea.Cmd {
	if due.l != l || due.era != l.mouse.era || l.mouse.edge == 0 {
		return nil
	}
	l.startDrag()
	return tea.Batch(l.Move(l.mouse.edge), l.scrollSoon())
}

// Dragging reports whether the mouse is held on the list: what it does then is
// for the list, wherever it is by now.
func (l *Library) Dragging() bool { return l.mouse.held || l.mouse.bar }

// release ends what the mouse was doing; what was dragged over stays selected.
func (l *Library) release() {
	if l.mouse.ranged {
		l.keepSpan()
		clear(l.drawn)
	}
	l.mouse = pointer{at: l.mouse.at, twice: l.mouse.twice, era: l.mouse.era + 1}
}

// pick selects row i or lets it go.
func (l *Library) pick(i int) {
	l.keepSpan()
	clear(l.drawn)
	id := l.rows[i].ID
	if l.selected[id] {
		delete(l.selected, id)
		return
	}
	l.selected[id] = true
}

// scrollTo shows the part of the list that row y of the scrollbar stands for.
func (l *Library) scrollTo(y int) tea.Cmd {
	room := l.room()
	if room < 2 {
		return nil
	}
	y = max(0, min(y-l.shape.heads, room-1))
	return l.scroll(l.lastTop()*y/(room-1) - l.top)
}
