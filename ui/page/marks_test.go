package page

import (
	"strings"
	"testing"
)

// TestMarksWithoutEnd checks that a row whose one letter has thousands of
// marks costs no more than the row is wide.
func TestMarksWithoutEnd(t *testing.T) {
	p := open("e"+strings.Repeat("\u0301\u0316", 1<<14)+" and more", 40)
	at := p.First()
	r := p.layout(at.Block).row(at.Row)
	if cap(r.cells) > 2*p.Width() || len(r.text) > longestShown+p.Width() {
		t.Errorf("the row takes %d cells and %d bytes", cap(r.cells), len(r.text))
	}
	checkPage(t, p)
}
