package page

import (
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
)

func TestLayers(t *testing.T) {
	red, blue := ansi.BasicColor(1), ansi.BasicColor(4)
	at := func(start, end int) []briefings.Span { return []briefings.Span{{Start: start, End: end}} }
	tests := []struct {
		name, md string
		layers   []Layer
		want     string
	}{
		{"none", "one two three", nil, "one two three"},
		{"white space is covered", "one two three", []Layer{{Spans: at(0, 7), Style: uv.Style{Fg: red}}}, "^[31mone two^[m three"},
		{
			"later colours win, attributes add up", "one two three",
			[]Layer{{Spans: at(0, 7), Style: uv.Style{Fg: red, Attrs: uv.AttrBold}}, {Spans: at(4, 13), Style: uv.Style{Fg: blue, Attrs: uv.AttrItalic}}},
			"^[31;1mone ^[34;3mtwo^[22m three^[m",
		},
		{
			"what a layer has not shows through", "one two three",
			[]Layer{{Spans: at(0, 7), Style: uv.Style{Bg: red}}, {Spans: at(4, 7), Style: uv.Style{Fg: blue}}},
			"^[41mone ^[34mtwo^[m three",
		},
		{
			"over replaces both colours", "one two three",
			[]Layer{{Spans: at(0, 7), Style: uv.Style{Fg: blue, Bg: red}}, {Spans: at(4, 7), Style: uv.Style{Attrs: uv.AttrReverse}, Over: true}},
			"^[34;41mone ^[39;49;7mtwo^[m three",
		},
		{"over the renderer's style", "one **two** three", []Layer{{Spans: at(2, 6), Style: uv.Style{Bg: red}}}, "on^[41me ^[1mtw^[49mo^[m three"},
		{
			"overlapping spans of one layer", "one two three",
			[]Layer{{Spans: []briefings.Span{{Start: 0, End: 9}, {Start: 2, End: 3}, {Start: 4, End: 11}}, Style: uv.Style{Bg: red}}},
			"^[41mone two thr^[mee",
		},
		{"spans outside of the text", "one", []Layer{{Spans: []briefings.Span{{Start: -5, End: 1}, {Start: 2, End: 99}}, Style: uv.Style{Bg: red}}}, "^[41mo^[mn^[41me^[m"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := open(tt.md, 40)
			got := strings.ReplaceAll(p.Paint(p.First(), 1, tt.layers)[0], "\x1b", "^")
			if got != tt.want {
				t.Errorf("Paint = %q; want %q", got, tt.want)
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	p := open("alpha beta gamma\n\n- delta", 8)
	// alpha / beta / gamma / blank / • delta
	if got, want := len(p.Rows(p.First(), 99)), 5; got != want {
		t.Fatalf("%d rows; want %d", got, want)
	}
	for _, tt := range []struct{ off, block, row, cell, width int }{
		{0, 0, 0, 0, 1}, {4, 0, 0, 4, 1}, {5, 0, 0, 4, 0}, {6, 0, 1, 0, 1}, {16, 0, 2, 4, 0}, {18, 1, 0, 2, 1}, {99, 1, 0, 6, 0},
	} {
		at, cell, width := p.Cell(tt.off)
		if at != (Pos{tt.block, tt.row}) || cell != tt.cell || width != tt.width {
			t.Errorf("Cell(%d) = %v, %d, %d; want %v", tt.off, at, cell, width, tt)
		}
	}
	for _, tt := range []struct {
		at      Pos
		x, want int
		ok      bool
	}{
		{Pos{0, 1}, 7, 9, true}, {Pos{0, 3}, 0, 16, false}, {Pos{1, 0}, 0, 18, true}, {Pos{1, 0}, 7, 22, true}, {Pos{9, 9}, 3, 19, true},
	} {
		if off, ok := p.OffsetAt(tt.at, tt.x); off != tt.want || ok != tt.ok {
			t.Errorf("OffsetAt(%v, %d) = %d, %t; want %d, %t", tt.at, tt.x, off, ok, tt.want, tt.ok)
		}
	}
	if got := p.RowSpan(Pos{0, 1}); got != (briefings.Span{Start: 6, End: 10}) {
		t.Errorf("RowSpan = %v", got)
	}
	if got := p.Progress(p.First(), 3); got <= 0 || got >= 1 {
		t.Errorf("Progress at the top = %v", got)
	}
}
