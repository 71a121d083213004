package reader

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

// pointer is what the mouse is doing. A click that may become a double click
// acts at once where that does no harm; a link waits until it cannot any more.
type pointer struct {
	down    bool // the left button, since it was pressed in the text
	bar     bool // it holds the scrollbar
	dragged bool
	clicks  int // in the same place, one after the other: what is selected by
	last    time.Time
	x, y    int            // where the last click was
	origin  briefings.Span // what the first click of a drag has taken
	edge    int            // rows to scroll at each tick, beyond an edge of the text
	edgeX   int
	ticking bool // a tick is on its way
	era     int  // of ticks and waiting links; those of before mean nothing
}

// Times of the mouse.
const (
	doubleClick = 400 * time.Millisecond
	edgePause   = 50 * time.Millisecond
)

// Messages of the mouse to itself, later.
type (
	edgeDue struct{ era int }
	linkDue struct {
		era int
		url string
	}
)

// Dragging reports whether the mouse holds something of the screen: its moves
// and the release belong to it then, wherever they are.
func (r *Reader) Dragging() bool { return r.pointer.down }

// mouse acts on the wheel, a click and a drag; coordinates are relative to the
// screen and may lie outside of it during a drag.
func (r *Reader) mouse(msg tea.MouseMsg) tea.Cmd {
	if r.mode == lettering {
		r.mode = r.back()
	}
	if !r.ready() || r.mode > selecting || r.sheet {
		r.pointer.down = false
		return nil
	}
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseWheelMsg:
		switch m.Button {
		case tea.MouseWheelDown:
			r.wheel(3)
		case tea.MouseWheelUp:
			r.wheel(-3)
		default:
		}
	case tea.MouseClickMsg:
		if m.Button == tea.MouseLeft {
			return r.click(m.X, m.Y)
		}
	case tea.MouseMotionMsg:
		if m.Button == tea.MouseLeft && r.pointer.down {
			return r.drag(m.X, m.Y)
		}
	case tea.MouseReleaseMsg:
		return r.letGo()
	}
	return nil
}

// click puts the cursor under the mouse; a second click takes the word, a
// third the sentence, a fourth the paragraph.
func (r *Reader) click(x, y int) tea.Cmd {
	p := &r.pointer
	p.era++
	if row, ok := r.barAt(x, y); ok {
		*p = pointer{down: true, bar: true, era: p.era}
		r.depart()
		r.scrollTo(row)
		return nil
	}
	if i := r.marginNote(x, y); i >= 0 {
		r.release()
		r.depart()
		r.goNote(i)
		return nil
	}
	off, ok := r.under(x, y)
	if !ok {
		return nil
	}
	now := r.options.Now()
	again := p.clicks > 0 && now.Sub(p.last) < doubleClick && x == p.x && y == p.y
	clicks := 1
	if again {
		clicks = p.clicks%4 + 1
	}
	*p = pointer{down: true, clicks: clicks, last: now, x: x, y: y, era: p.era}
	p.origin = r.unit(clicks, off)
	r.release()
	if clicks == 1 {
		r.cur = off
	} else {
		r.takeUnits(p.origin, p.origin)
	}
	r.touch()
	return nil
}

// unit returns what a number of clicks takes at off.
func (r *Reader) unit(clicks, off int) briefings.Span {
	d := r.doc
	u := briefings.Span{Start: off, End: d.next(off)}
	switch clicks {
	case 2:
		if w, ok := d.wordEndAfter(d.prev(off)); ok && w.Start <= off && off < w.End {
			u = w
		}
	case 3:
		u = d.sentence(off)
	case 4:
		u = d.paragraph(off)
	}
	if !u.Contains(off) {
		u = briefings.Span{Start: off, End: d.next(off)}
	}
	return u
}

// takeUnits selects from one unit to another, the cursor on the second.
func (r *Reader) takeUnits(from, to briefings.Span) {
	if to.Start < from.Start {
		r.anchor, r.cur = r.doc.prev(max(from.End, to.End)), r.doc.snap(to.Start)
	} else {
		r.anchor, r.cur = r.doc.snap(from.Start), r.doc.prev(max(from.End, to.End))
	}
	r.mode, r.selects, r.widened = selecting, true, nil
}

// touch ends a move by the mouse: nothing scrolls that is in sight.
func (r *Reader) touch() {
	_, r.goal, _ = r.doc.page.Cell(r.cur)
	r.stmt, r.focus = -1, -1
	r.see(0)
}

// drag extends a selection to the mouse, or moves what is in sight with the
// scrollbar. Beyond the edge of the text it scrolls until the mouse comes back.
func (r *Reader) drag(x, y int) tea.Cmd {
	p := &r.pointer
	if p.bar {
		r.scrollTo(y - r.header())
		return nil
	}
	row, h := y-r.header(), r.body()
	edge := 0
	switch {
	case row < 0:
		edge = max(row, -3)
	case row >= h:
		edge = min(row-h+1, 3)
	}
	p.edge, p.edgeX = edge, x
	if edge == 0 {
		if off, ok := r.under(min(max(x, 0), r.width-1), y); ok {
			r.dragTo(off)
		}
		return nil
	}
	if p.ticking {
		return nil
	}
	p.era++
	return r.beyond()
}

// dragTo extends the selection to a character.
func (r *Reader) dragTo(off int) {
	p := &r.pointer
	if !p.dragged && p.origin.Contains(off) {
		return
	}
	p.dragged = true
	r.takeUnits(p.origin, r.unit(p.clicks, off))
	r.touch()
}

// beyond scrolls while the mouse is beyond an edge.
func (r *Reader) beyond() tea.Cmd {
	p := &r.pointer
	before := r.top
	r.top, _ = r.doc.page.Move(r.top, p.edge)
	r.clamp()
	if r.top == before { // there is no more
		end := r.doc.firstShown()
		if p.edge > 0 {
			end = len(r.doc.Text)
		}
		r.dragTo(r.doc.snap(end))
		return nil
	}
	rows := r.doc.page.Rows(r.top, r.body())
	if len(rows) == 0 {
		return nil
	}
	at := rows[0]
	if p.edge > 0 {
		at = rows[len(rows)-1]
	}
	if to, ok := r.textRow(at, -sign(p.edge)); ok {
		c := r.columns()
		if off, ok := r.doc.page.OffsetAt(to, max(p.edgeX-c.pad-c.left, 0)); ok {
			r.dragTo(r.doc.snap(off))
		}
	}
	p.ticking = true
	return r.after(edgePause, edgeDue{p.era})
}

// letGo ends a drag; a click on a link opens it, one on a mark focuses that.
func (r *Reader) letGo() tea.Cmd {
	p := &r.pointer
	if !p.down {
		return nil
	}
	p.down, p.edge = false, 0
	if p.bar || p.dragged || p.clicks != 1 {
		return nil
	}
	if i := r.doc.noteAt(r.cur); i >= 0 {
		r.focus = i
		r.see(0)
	}
	if l, ok := r.doc.linkAt(r.cur); ok {
		return r.after(doubleClick, linkDue{p.era, l.URL})
	}
	return nil
}

// later acts on what the mouse has put off.
func (r *Reader) later(msg tea.Msg) tea.Cmd {
	p := &r.pointer
	switch msg := msg.(type) {
	case edgeDue:
		if msg.era != p.era {
			return nil
		}
		p.ticking = false
		if p.down && p.edge != 0 && r.ready() && r.mode <= selecting {
			return r.beyond()
		}
	case linkDue:
		if msg.era == p.era && !p.down {
			return send(OpenLink{msg.url})
		}
	}
	return nil
}

// under returns the character at a cell of the screen; on a row without text
// that is the last one above it.
func (r *Reader) under(x, y int) (int, bool) {
	c := r.columns()
	y -= r.header()
	rows := r.doc.page.Rows(r.top, r.body())
	if y < 0 || len(rows) == 0 || x < 0 || r.doc.Text == "" {
		return 0, false
	}
	if c.margin > 0 && x > c.left+c.text+c.right && !r.pointer.down {
		return 0, false
	}
	at, cell := rows[min(y, len(rows)-1)], max(x-c.pad-c.left, 0)
	if y >= len(rows) || r.doc.page.RowSpan(at).Empty() {
		cell = r.width
	}
	at, ok := r.textRow(at, -1)
	if !ok {
		at, ok = r.textRow(at, 1)
	}
	off, found := r.doc.page.OffsetAt(at, cell)
	return r.doc.snap(off), ok && found
}

// wheel scrolls; the cursor stays where it is until its row would leave.
func (r *Reader) wheel(n int) {
	r.top, _ = r.doc.page.Move(r.top, n)
	r.follow(n)
}

// follow takes the cursor along when its row has left the screen, after it was
// scrolled down (n > 0) or up.
func (r *Reader) follow(n int) {
	r.clamp()
	at, _, _ := r.doc.page.Cell(r.cur)
	if r.visible(at) < 0 {
		rows := r.doc.page.Rows(r.top, r.body())
		if len(rows) == 0 {
			return
		}
		edge := rows[0]
		if n < 0 {
			edge = rows[len(rows)-1]
		}
		to, _ := r.textRow(edge, sign(n))
		if off, ok := r.doc.page.OffsetAt(to, r.goal); ok {
			r.cur = r.doc.snap(off)
			r.stmt, r.focus = -1, -1
		}
	}
	r.see(0)
}

// marginNote returns the note that the margin shows at a cell of the screen,
// or -1: notes stand there in their order, each with its rows under its head.
func (r *Reader) marginNote(x, y int) int {
	c := r.columns()
	y -= r.header()
	rows := r.frame.margin
	if c.margin == 0 || x < r.width-c.margin || y < 0 || y >= len(rows) {
		return -1
	}
	found, end := -1, 0
	for i, row := range rows[:y+1] {
		for j := found + 1; j < len(r.doc.notes); j++ {
			if e := r.entry(j, r.frame.key.note, c.margin); len(e) > 0 && e[0] == row {
				found, end = j, i+len(e)
				break
			}
		}
	}
	if y >= end {
		return -1
	}
	return found
}
