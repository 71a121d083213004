package reader

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/ui/page"
	cut "readout/ui/units"
)

// firstShown returns the place of a cursor that has not been moved yet.
func (d *article) firstShown() int {
	if len(d.blocks) == 0 {
		return 0
	}
	return d.blocks[0].Start
}

// follow returns the place in text now of what stood at off in text old: the
// nearest occurrence of the words there, else the same share of the text.
func follow(old, now string, off int) int {
	if off >= len(old) || now == "" {
		return len(now)
	}
	share := int(float64(off) / float64(len(old)) * float64(len(now)))
	for n := 96; n >= 12; n /= 2 {
		words := old[off:min(off+n, len(old))]
		share := min(share, len(now))
		after, before := strings.Index(now[share:], words), strings.LastIndex(now[:min(len(now), share+len(words))], words)
		switch {
		case after >= 0 && (before < 0 || after <= share-before):
			return share + after
		case before >= 0:
			return before
		}
	}
	return share
}

// layout gives the page its width.
func (r *Reader) layout() {
	if r.doc != nil {
		r.doc.page.SetWidth(max(r.columns().text, 1))
	}
}

// relayout keeps the cursor at its row of the screen after anything changed
// the page's shape or the height of what stands above it.
func (r *Reader) relayout() {
	if r.doc == nil {
		return
	}
	row, over := r.row, r.over
	r.layout()
	r.show(max(row+over-r.header(), 0))
	r.see(0)
	_, r.goal, _ = r.doc.page.Cell(r.cur)
	r.row, r.over = row, over // as the reader left it: growing again brings it back
}

// show scrolls so that the cursor's row is the given row of the screen.
func (r *Reader) show(row int) {
	at, _, _ := r.doc.page.Cell(r.cur)
	r.top, _ = r.doc.page.Move(at, -min(row, max(r.body()-1, 0)))
	r.clamp()
	r.see(0)
}

// clamp keeps the end of the article at the bottom of the screen.
func (r *Reader) clamp() {
	h := r.body()
	if _, n := r.doc.page.Move(r.top, h-1); h > 0 && n < h-1 {
		r.top = r.doc.page.Last(h)
	}
}

// visible returns the row of the screen on which at is, or -1.
func (r *Reader) visible(at page.Pos) int {
	for i, p := range r.doc.page.Rows(r.top, r.body()) {
		if r.doc.page.Compare(p, at) == 0 {
			return i
		}
	}
	return -1
}

// see scrolls until the cursor's row is on the screen, at least off rows away
// from its edges where the article goes on.
func (r *Reader) see(off int) {
	h := r.body()
	if h <= 0 {
		return
	}
	off = min(off, (h-1)/2)
	last := max(r.lowest(off), off)
	at, _, _ := r.doc.page.Cell(r.cur)
	row := r.visible(at)
	switch {
	case row >= 0 && row < off, row < 0 && r.doc.page.Compare(at, r.top) < 0:
		r.top, _ = r.doc.page.Move(at, -off)
	case row < 0 || row > last:
		r.top, _ = r.doc.page.Move(at, -last)
	}
	r.clamp()
	r.row, r.over = max(r.visible(at), 0), r.header()
}

// spare is the number of rows below the cursor in which a note may open, where
// no margin shows it: a row that is kept above them does not move when it does.
func (r *Reader) spare() int {
	if r.columns().margin > 0 || r.zen.on || r.height < 16 {
		return 0
	}
	for i := range r.doc.notes[:r.doc.placed] {
		if n := &r.doc.notes[i]; n.Text != "" || len(n.Tags) > 0 {
			return r.height / 4
		}
	}
	return 0
}

// lowest is the last row that the cursor goes to by itself, off rows from the
// edge and above the room for a note; without off it is the last row.
func (r *Reader) lowest(off int) int {
	row := r.body() - 1 - off
	if off > 0 {
		row = min(row, r.height-r.header()-1-r.spare()-off)
	}
	return row
}

// context is the number of rows kept between the cursor and the edge.
func (r *Reader) context() int {
	if r.body() < 10 {
		return 0
	}
	return 2
}

// settle ends a move of the cursor that is not along rows.
func (r *Reader) settle() {
	if r.doc == nil {
		return
	}
	_, r.goal, _ = r.doc.page.Cell(r.cur)
	r.stmt, r.focus = -1, -1
	r.see(r.context())
}

// reveal is settle for a jump: a place that was out of sight comes to the
// upper third.
func (r *Reader) reveal() {
	at, goal, _ := r.doc.page.Cell(r.cur)
	r.goal = goal
	if row := r.visible(at); row < 0 || row > r.lowest(r.context()) {
		r.show(r.body() / 3)
	}
	r.see(r.context())
}

// rows moves the cursor n rows, over rows without text.
func (r *Reader) rows(n int) {
	if n == 0 {
		return
	}
	p := r.doc.page
	from, _, _ := p.Cell(r.cur)
	to, _ := p.Move(from, n)
	to, ok := r.textRow(to, sign(n))
	if !ok {
		to, ok = r.textRow(to, -sign(n))
	}
	if off, found := p.OffsetAt(to, r.goal); ok && found && p.Compare(from, to) != 0 {
		r.cur = r.doc.snap(off)
		r.stmt, r.focus = -1, -1
	} else if n > 0 && r.row > 0 {
		r.top, _ = p.Move(r.top, 1) // what follows the text can be seen too
	} else if n < 0 && r.row < r.body()-1 {
		r.top, _ = p.Move(r.top, -1)
	}
	r.see(r.context())
}

// textRow returns the first row from at on that shows text.
func (r *Reader) textRow(at page.Pos, step int) (page.Pos, bool) {
	for r.doc.page.RowSpan(at).Empty() {
		next, n := r.doc.page.Move(at, step)
		if n == 0 {
			return at, false
		}
		at = next
	}
	return at, true
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

// leaf scrolls n rows and takes the cursor along.
func (r *Reader) leaf(n int) {
	row := r.row
	r.rows(n)
	r.show(row)
	r.see(r.context())
}

// press acts on a key.
func (r *Reader) press(msg tea.KeyPressMsg) tea.Cmd {
	r.enable()
	r.found.text = "" // it was told until the next key
	switch r.mode {
	case lettering:
		return r.letterKey(msg)
	case asking:
		return r.answer(msg)
	case editing:
		return r.edit(msg)
	case searching:
		return r.search(msg)
	case selecting:
		if cmd, ok := r.selection(msg); ok {
			return cmd
		}
	case reading:
	}
	if r.sheet && r.sheetKey(msg) {
		return nil
	}
	if r.ready() && (r.alongRows(msg) || r.alongText(msg)) {
		return nil
	}
	if cmd, ok := r.jump(msg); ok {
		return cmd
	}
	if cmd, ok := r.turn(msg); ok {
		return cmd
	}
	if why := r.absent(msg); why != "" {
		return say("%s", why)
	}
	return r.act(msg)
}

// alongRows moves the cursor by rows of the screen.
func (r *Reader) alongRows(msg tea.KeyPressMsg) bool {
	k, h := &r.keys, max(r.body(), 1)
	switch {
	case matches(msg, k.Down):
		r.rows(1)
	case matches(msg, k.Up):
		r.rows(-1)
	case matches(msg, k.HalfDown):
		r.leaf(max(h/2, 1))
	case matches(msg, k.HalfUp):
		r.leaf(-max(h/2, 1))
	case matches(msg, k.PageDown):
		r.leaf(max(h-2, 1))
	case matches(msg, k.PageUp):
		r.leaf(-max(h-2, 1))
	case matches(msg, k.Top):
		r.leap(r.doc.firstShown())
		r.top = r.doc.page.First()
		r.settle()
	case matches(msg, k.Bottom):
		r.leap(len(r.doc.Text))
		r.top = r.doc.page.Last(max(r.body(), 1))
		r.settle()
	default:
		return false
	}
	return true
}

// alongText moves the cursor by units of the text.
func (r *Reader) alongText(msg tea.KeyPressMsg) bool {
	k, d := &r.keys, r.doc
	to := r.cur
	switch {
	case matches(msg, k.Left), matches(msg, k.Selection.Left):
		to = r.step(-1)
	case matches(msg, k.Right):
		to = r.step(1)
	case matches(msg, k.RowStart), matches(msg, k.RowEnd):
		to = r.rowEdge(matches(msg, k.RowEnd))
	case matches(msg, k.NextWord):
		to = r.wordOn()
	case matches(msg, k.PrevWord):
		if w, ok := d.wordBefore(r.cur); ok {
			to = w.Start
		}
	case matches(msg, k.Selection.EndWord):
		to = r.wordEnd()
	case matches(msg, k.NextSentence):
		to = r.unitOn(d.sentence, d.nextSentence)
	case matches(msg, k.PrevSentence):
		to = d.prevSentence(r.cur)
	case matches(msg, k.NextParagraph):
		to = r.unitOn(d.paragraph, d.nextParagraph)
	case matches(msg, k.PrevParagraph):
		to = d.prevParagraph(r.cur)
	default:
		return false
	}
	r.cur = d.snap(to)
	r.settle()
	return true
}

// step returns the next visible character in a direction.
func (r *Reader) step(by int) int {
	to := r.cur
	for range cut.Window {
		if by < 0 {
			to = r.doc.prev(to)
		} else {
			to = min(r.doc.next(to), r.doc.snap(len(r.doc.Text)))
		}
		edge := to == 0 || r.doc.next(to) >= len(r.doc.Text)
		if _, _, w := r.doc.page.Cell(to); edge || w > 0 {
			break
		}
	}
	return to
}

// rowEdge returns the first or last character of the cursor's row.
func (r *Reader) rowEdge(end bool) int {
	at, _, _ := r.doc.page.Cell(r.cur)
	cell := 0
	if end {
		cell = r.columns().text
	}
	if off, ok := r.doc.page.OffsetAt(at, cell); ok {
		return off
	}
	return r.cur
}

// forward reports whether a selection grows at its end.
func (r *Reader) forward() bool { return r.mode == selecting && r.cur >= r.anchor }

// wordOn returns where the next word begins; a growing selection takes whole
// words instead.
func (r *Reader) wordOn() int {
	if r.forward() {
		return r.wordEnd()
	}
	if w, ok := r.doc.wordAfter(r.cur); ok {
		return w.Start
	}
	return len(r.doc.Text)
}

func (r *Reader) wordEnd() int {
	if w, ok := r.doc.wordEndAfter(r.cur); ok {
		return r.doc.prev(w.End)
	}
	return len(r.doc.Text)
}

// unitOn returns where the unit after the cursor begins; a growing selection
// takes the rest of the unit, and then whole units.
func (r *Reader) unitOn(unit func(int) briefings.Span, next func(int) int) int {
	if !r.forward() {
		return next(r.cur)
	}
	if end := r.doc.prev(unit(r.cur).End); end > r.cur {
		return end
	}
	if n := next(r.cur); n > r.cur {
		return r.doc.prev(unit(n).End)
	}
	return r.cur
}
