package page

import (
	"image/color"
	"slices"

	"readout/briefings"

	uv "github.com/charmbracelet/ultraviolet"
)

// cell is one place of a row: what it shows and which bytes of the block's
// text it stands for.
type cell struct {
	off   int32  // first byte in the block's text, negative for decoration
	size  int32  // bytes of the text
	style uint16 // index into the layout's palette
	shown uint8  // bytes of the row's text
	cols  uint8  // 1 or 2
}

// tailCell is the offset of the cells of a number after a link.
const tailCell = -2

// row is a row of cells. The text is what they show, one after the other.
type row struct {
	text  string
	cells []cell

	// The cells of the text in a row from right to left, which does not begin
	// with them.
	from, to int
}

// layout is one block laid out at one width.
type layout struct {
	palette []uv.Style
	links   []Link // their spans count in the text of the block
	rows    []row  // of a block that Glamour rendered

	arrangement arrangement

	// A block that the page wrapped by itself keeps where its rows begin and
	// end; their cells are made when they are drawn.
	wrapped *wrapped
}

// height returns the number of rows, at least 1.
func (l *layout) height() int {
	if l.wrapped != nil {
		return len(l.wrapped.lines)
	}
	return len(l.rows)
}

// row returns row y.
func (l *layout) row(y int) row {
	if l.wrapped != nil {
		return l.arrangement.arrange(l.wrapped.row(y), y)
	}
	return l.arrangement.arrange(l.rows[y], y)
}

// span returns the bytes of the block's text that row y shows, from the first
// to the last.
func (l *layout) span(y int) briefings.Span {
	if l.wrapped != nil {
		n := l.wrapped.lines[y]
		return briefings.Span{Start: int(n.start), End: int(n.end)}
	}
	var s briefings.Span
	first := true
	for _, c := range l.rows[y].cells {
		switch {
		case c.off < 0:
		case first:
			s, first = briefings.Span{Start: int(c.off), End: int(c.off + c.size)}, false
		default:
			s.Start, s.End = min(s.Start, int(c.off)), max(s.End, int(c.off+c.size))
		}
	}
	return s
}

// find returns the row and the cell that show byte off of the block's text:
// column x, width cols. A byte without a cell has width 0 and the place of the
// nearest cell before it, or of the first.
func (l *layout) find(off int) (y, x, cols int) {
	lo, hi := 0, l.height()
	if l.wrapped != nil {
		lo = l.wrapped.find(off)
		hi = lo + 1
	}
	best := int32(-1)
	for r := lo; r < hi; r++ {
		at := 0
		for _, c := range l.row(r).cells {
			if c.off >= 0 && (best < 0 || int(c.off) <= off && c.off > best) {
				best, y, x, cols = c.off, r, at, 0
				if int(c.off) <= off && off < int(c.off+c.size) {
					cols = int(c.cols)
				}
			}
			at += int(c.cols)
		}
	}
	if best < 0 {
		y = lo
	}
	return y, x, cols
}

// styleIndex returns the index of st in the palette, adding it if need be.
func (l *layout) styleIndex(st *uv.Style) uint16 {
	i := slices.IndexFunc(l.palette, func(p uv.Style) bool { return p.Equal(st) })
	if i < 0 {
		if len(l.palette) == 1<<16 {
			return 0
		}
		l.palette = append(l.palette, *st)
		i = len(l.palette) - 1
	}
	return uint16(i)
}

// paintRuns gives w the styles of its runs and of its numbers; fg is the colour
// of what has none.
func (l *layout) paintRuns(w *wrapped, st *Style, fg color.Color) {
	w.styles = make([]uint16, len(w.runs))
	for i, r := range w.runs {
		to := st.mark(r.Mark)
		if to.Fg == nil {
			to.Fg = fg
		}
		w.styles[i] = l.styleIndex(&to)
	}
	w.number = l.styleIndex(&st.Number)
}
