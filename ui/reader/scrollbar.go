package reader

import (
	uv "github.com/charmbracelet/ultraviolet"

	"readout/ui/cells"
	"readout/ui/page"
)

// The scrollbar is a column at the right edge of the text, or the divider
// between the text and the margin: a line that is heavy where the screen is,
// with the places of statements, notes and hits on it. It measures the text in
// bytes, so nothing has to be laid out for it.

// Signs of the scrollbar; those of statements join the line.
var (
	barLine      = cells.Sign("│", "|")
	barThumb     = cells.Sign("┃", "#")
	barStatement = cells.Sign("├", "-")
	barBoth      = cells.Sign("┣", "=") // a statement on the heavy part
	barNote      = cells.Sign("■", "o")
	barHit       = cells.Sign("•", "*")
)

// leastBar is the width of a screen that spares a column for the scrollbar.
const leastBar = 60

// tick says what stands in a row's share of the text: nothing, a statement, a
// note's colour or a hit.
type tick uint8

const (
	statementTick tick = 1
	noteTick      tick = 2 // plus the colour, from 1
	hitTick       tick = noteTick + 16
)

// ticks are kept until height, article, notes or hits change.
type ticks struct {
	rows []tick
	era  int // of the search
}

// ticks returns what the rows of a scrollbar of height h stand for.
func (r *Reader) ticks(h int) []tick {
	kept := &r.frame.ticks
	if len(kept.rows) == h && kept.era == r.find.era {
		return kept.rows
	}
	d := r.doc
	rows := make([]tick, h)
	filled := 0
	for i := range d.statements {
		if at := &rows[d.share(d.statements[i].at, h)]; *at == 0 {
			*at = statementTick
			filled++
		}
	}
	if filled > h/2 { // where all is speech, that says nothing
		clear(rows)
	}
	for i := range d.notes[:d.placed] {
		if at := &rows[d.share(d.notes[i].At.Start, h)]; *at < noteTick {
			*at = noteTick + tick(colour(&d.notes[i]))
		}
	}
	for _, s := range r.find.hits {
		rows[d.share(s.Start, h)] = hitTick
	}
	*kept = ticks{rows, r.find.era}
	return rows
}

// share returns the row of a scrollbar of height h that stands for off.
func (d *article) share(off, h int) int {
	return min(max(off, 0)*h/max(len(d.Text), 1), h-1)
}

// scrollbar returns the scrollbar beside the rows at: a cell for each row of
// the text, or nil where the whole article is in sight. It is as high as the
// screen, whatever stands below the text at the moment, so that it keeps still.
func (r *Reader) scrollbar(at []page.Pos) []string {
	d, h := r.doc, r.height-r.header()
	if len(at) == 0 || d.Text == "" {
		return nil
	}
	p := d.page
	if !r.longer() {
		return nil
	}
	from := d.share(p.RowSpan(at[0]).Start, h)
	to := max(d.share(max(p.RowSpan(at[len(at)-1]).End-1, 0), h), from)
	out := make([]string, h)
	for i, t := range r.ticks(h) {
		out[i] = r.tickCell(t, from <= i && i <= to)
	}
	return out
}

// longer reports whether the article is longer than the screen, or scrolled.
func (r *Reader) longer() bool {
	if r.options.NoScrollbar {
		return false
	}
	p, h := r.doc.page, r.height-r.header()
	_, n := p.Move(p.First(), h)
	return n == h || p.Compare(r.top, p.First()) != 0
}

// OnScrollbar reports whether a cell of the screen is on the scrollbar.
func (r *Reader) OnScrollbar(x, y int) bool {
	if !r.ready() || r.sheet {
		return false
	}
	_, ok := r.barAt(x, y)
	return ok
}

// tickCell draws one cell of the scrollbar.
func (r *Reader) tickCell(t tick, thumb bool) string {
	switch {
	case t == 0 && thumb:
		return r.paints.title.On(barThumb)
	case t == 0:
		return r.paints.track.On(barLine)
	case t == statementTick && thumb:
		return r.paints.title.On(barBoth)
	case t == statementTick:
		return r.paints.tick.On(barStatement)
	case t == hitTick && thumb:
		return r.paints.lit.On(barHit)
	case t == hitTick:
		return r.paints.spot.On(barHit)
	}
	style := r.styles.Sign(int(t - noteTick))
	if thumb {
		style.Attrs |= uv.AttrReverse
	}
	return style.Styled(barNote)
}

// barAt reports whether a cell of the screen is on the scrollbar, and the row
// of it.
func (r *Reader) barAt(x, y int) (row int, ok bool) {
	c, h := r.columns(), r.height-r.header()
	row = y - r.header()
	if row < 0 || row >= h || !r.longer() {
		return row, false
	}
	if c.margin > 0 { // the line and the blank before it; the one behind it moves the division
		return row, x >= c.left+c.text+c.right && x <= c.left+c.text+c.right+1
	}
	return row, c.bar > 0 && x == r.width-1
}

// scrollTo brings what a row of the scrollbar stands for to the middle.
func (r *Reader) scrollTo(row int) {
	h := r.height - r.header()
	if h <= 0 || r.doc.Text == "" {
		return
	}
	row = min(max(row, 0), h-1)
	off := r.doc.snap(len(r.doc.Text) * row / max(h-1, 1))
	at, _, _ := r.doc.page.Cell(off)
	before := r.top
	r.top, _ = r.doc.page.Move(at, -(r.body() / 2))
	r.follow(r.doc.page.Compare(r.top, before))
}
