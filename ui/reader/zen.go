package reader

import "readout/briefings"

// zen is the text alone: rows of a comfortable measure in the middle of the
// screen, with the signs of statements and marks, and nothing else.
type zen struct {
	on     bool
	header int // blank rows above the text: as many as there were before
}

// SetZen shows the text alone, or everything. The cursor's row stays where it
// is on the screen.
func (r *Reader) SetZen(on bool) {
	if on == r.zen.on {
		return
	}
	r.zen = zen{on: on, header: r.header()}
	r.sheet = false
	r.frame = frame{}
	r.relayout()
}

// Zen reports whether the text stands alone.
func (r *Reader) Zen() bool { return r.zen.on }

// SetColours takes other names of the highlight colours.
func (r *Reader) SetColours(names [briefings.Colors]string) {
	r.options.Colours = names
	r.frame = frame{}
}

// SetMarginWidth sets the width of the margin in cells, as far as the text
// keeps its least width; 0 leaves it to the screen.
func (r *Reader) SetMarginWidth(cells int) {
	if cells = max(cells, 0); cells != r.marginWidth {
		r.marginWidth = cells
		r.frame = frame{}
		r.relayout()
	}
}

// MarginWidth returns the width of the margin in cells, 0 where none is shown.
func (r *Reader) MarginWidth() int { return r.columns().margin }
