package reader

import tea "charm.land/bubbletea/v2"

// mouse acts on the wheel, a click and a drag; coordinates are relative to the
// screen.
func (r *Reader) mouse(msg tea.MouseMsg) tea.Cmd {
	if !r.ready() || r.mode > selecting || r.sheet {
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
		if off, ok := r.under(m.X, m.Y); ok && m.Button == tea.MouseLeft {
			r.mode, r.selects, r.cur = reading, false, off
			r.settle()
		}
	case tea.MouseMotionMsg:
		if off, ok := r.under(m.X, m.Y); ok && m.Button == tea.MouseLeft && off != r.cur {
			if r.mode == reading {
				r.anchor, r.mode, r.selects = r.cur, selecting, true
			}
			r.cur = off
			r.settle()
		}
	}
	return nil
}

// under returns the character at a cell of the screen.
func (r *Reader) under(x, y int) (int, bool) {
	c := r.columns()
	y -= r.header()
	rows := r.doc.page.Rows(r.top, r.body())
	if y < 0 || y >= len(rows) || x < 0 || x > c.pad+c.left+c.text+c.right || r.doc.Text == "" {
		return 0, false
	}
	off, ok := r.doc.page.OffsetAt(rows[y], max(x-c.pad-c.left, 0))
	return r.doc.snap(off), ok
}

// wheel scrolls; the cursor stays where it is until its row would leave.
func (r *Reader) wheel(n int) {
	r.top, _ = r.doc.page.Move(r.top, n)
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
