package page

import (
	"image/color"
	"strings"
	"testing"

	"readout/briefings"

	"github.com/charmbracelet/x/ansi"
)

// TestThemeColors: the colours of a theme reach headings, quotations, links,
// code and rules, also in blocks that are too long for Glamour.
func TestThemeColors(t *testing.T) {
	c := Colors{
		Heading: color.RGBA{1, 1, 1, 255}, Quote: color.RGBA{2, 2, 2, 255}, Link: ansi.IndexedColor(203), Code: ansi.BasicColor(4),
		Rule: ansi.BasicColor(8),
	}
	for _, tt := range []struct{ md, text, want string }{
		{"## Talks", "Talks", "38;2;1;1;1"},
		{"> quoted", "quoted", "\x1b[38;2;2;2;2mquoted"},
		{"> quoted " + strings.Repeat("more ", 2000), "quoted " + strings.TrimSpace(strings.Repeat("more ", 2000)), "\x1b[38;2;2;2;2mquoted"},
		{"a [page](https://x.example/)", "a page", "38;5;203"},
		{"a `word`", "a word", "\x1b[34m"},
	} {
		p := New(tt.md, tt.text, []briefings.Span{{Start: 0, End: len(tt.text)}}, NewStyle(c))
		p.SetWidth(40)
		row := p.Paint(p.First(), 1, nil)[0]
		if !strings.Contains(row, tt.want) {
			t.Errorf("%.20q is %q, want %q in it", tt.md, row, tt.want)
		}
		p.SetStyle(NewStyle(Colors{}))
		if row := p.Paint(p.First(), 1, nil)[0]; strings.Contains(row, "\x1b[3") || strings.Contains(row, ";38") {
			t.Errorf("%.20q has colour without colours: %q", tt.md, row)
		}
	}
}
