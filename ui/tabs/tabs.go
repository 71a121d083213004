// Package tabs draws the labels of screens that share a place, the one that
// shows marked by brackets, and says which label stands at a cell. It switches
// nothing.
package tabs

import (
	"strings"

	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/theme"
)

// Bar is labels in a row. The zero value is no labels, which take no cells.
type Bar struct {
	Labels []string
	Active int // index of the label that shows
}

// Width returns the cells of the whole bar.
func (b Bar) Width() int {
	n := 0
	for _, l := range b.Labels {
		n += cells.Width(clean.Line(l)) + 2
	}
	return n
}

// View returns the bar, at most width cells; focused says that its screen has
// the keyboard.
func (b Bar) View(st *theme.Styles, focused bool, width int) string {
	var row strings.Builder
	left := width
	for i, l := range b.Labels {
		text, paint := " "+clean.Line(l)+" ", st.Muted
		if i == b.Active {
			text, paint = "["+clean.Line(l)+"]", st.Title
			if focused {
				paint = st.Focus
			}
		}
		text = cells.Cut(text, left)
		row.WriteString(cells.NewPaint(paint).On(text))
		left -= cells.Width(text)
	}
	return row.String()
}

// At returns the index of the label at cell x, or -1.
func (b Bar) At(x int) int {
	for i, l := range b.Labels {
		n := cells.Width(clean.Line(l)) + 2
		if x >= 0 && x < n {
			return i
		}
		x -= n
	}
	return -1
}
