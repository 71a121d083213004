package page

import (
	"sort"
	"strconv"
	"strings"

	"readout/briefings"
	"readout/ui/cells"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Layer is a style laid over spans of the text.
type Layer struct {
	Spans []briefings.Span // in the order of their starts
	Style uv.Style

	// Over replaces both colours of what is below, also by none; else a
	// colour that the style has not shows through. Attributes are added
	// either way.
	Over bool
}

// maxLayers is the number of layers that one frame tells apart.
const maxLayers = 64

// brush is one layer during the painting of a window.
type brush struct {
	spans []briefings.Span // those that may touch the window
	at    int              // the first that ends after the last cell
	last  int              // offset of the last cell
}

// covers reports whether a span holds the byte at off.
func (b *brush) covers(off int) bool {
	if off < b.last {
		b.at = 0 // the cells of tables do not follow the text
	}
	b.last = off
	for b.at < len(b.spans) && b.spans[b.at].End <= off {
		b.at++
	}
	return b.at < len(b.spans) && b.spans[b.at].Start <= off
}

// Paint returns height rows of the page from at on, as text with SGR
// sequences: each at most the page's width wide, without trailing space, and
// with its style reset at its end. Rows below the end are empty. Layers are
// laid over the text in order.
func (p *Page) Paint(at Pos, height int, layers []Layer) []string {
	out := make([]string, max(height, 0))
	rows := p.Rows(at, height)
	if len(rows) == 0 {
		return out
	}
	window := briefings.Span{Start: p.blocks[rows[0].Block].Start, End: p.blocks[rows[len(rows)-1].Block].End}
	if p.hasNotes {
		layers = append([]Layer{p.noteLayer(window)}, layers...)
	}
	if len(p.labels) > 0 {
		layers = append([]Layer{p.labelLayer(window)}, layers...)
	}
	if len(layers) > maxLayers {
		layers = layers[:maxLayers]
	}
	brushes := make([]brush, len(layers))
	for i, l := range layers {
		for _, s := range l.Spans {
			if s.Start >= window.End {
				break
			}
			if s.Overlaps(window) {
				brushes[i].spans = append(brushes[i].spans, s)
			}
		}
	}
	var b strings.Builder
	for i, r := range rows {
		l := p.layout(r.Block)
		if r.Row >= l.height() {
			continue
		}
		b.Reset()
		b.Grow(4 * p.width) // a row with some styles
		p.paintRow(&b, l, l.row(r.Row), p.blocks[r.Block].Start, layers, brushes)
		out[i] = b.String()
	}
	return out
}

// paintRow writes one row: a sequence wherever the style changes.
func (p *Page) paintRow(b *strings.Builder, l *layout, r row, start int, layers []Layer, brushes []brush) {
	var pen uv.Style
	base, mask := uint16(0), uint64(0)
	text := r.text
	links, linked := l.links, false
	for i, c := range r.cells {
		if len(l.links) > 0 {
			links, linked = p.paintLink(b, l, start, links, linked, int(c.off))
		}
		m := uint64(0)
		if c.off >= 0 {
			for i := range brushes {
				if len(brushes[i].spans) > 0 && brushes[i].covers(start+int(c.off)) {
					m |= 1 << i
				}
			}
		}
		if c.style != base || m != mask {
			base, mask = c.style, m
			to := merge(l.palette[base], layers, mask)
			b.WriteString(to.Diff(&pen))
			pen = to
		}
		if r.to > 0 && i == r.from {
			b.WriteString(cells.RightIsolate)
		}
		b.WriteString(text[:c.shown])
		text = text[c.shown:]
		if r.to > 0 && i == r.to-1 {
			b.WriteString(cells.EndIsolate + cells.LeftMark)
		}
	}
	if r.to == 0 && r.endsRTL() {
		b.WriteString(cells.LeftMark)
	}
	b.WriteString((&uv.Style{}).Diff(&pen))
	if linked {
		b.WriteString(endLink)
	}
}

// endLink ends an OSC 8 link.
var endLink = ansi.ResetHyperlink()

// paintLink writes the beginning or the end of a link where the cell at off
// needs one. The links are those of the block from the one on that the cell
// before was in or before; linked says that it was in it.
func (p *Page) paintLink(b *strings.Builder, l *layout, start int, links []Link, linked bool, off int) ([]Link, bool) {
	if off < 0 {
		if linked && off == -1 {
			b.WriteString(endLink)
			linked = false
		}
		return links, linked
	}
	at := links
	if len(at) == 0 || off < at[0].End {
		at = l.links // perhaps: the cells of tables do not follow the text
	}
	at = at[sort.Search(len(at), func(i int) bool { return at[i].End > off }):]
	in := len(at) > 0 && at[0].Start <= off
	switch {
	case in && (!linked || len(at) != len(links)):
		b.WriteString(ansi.SetHyperlink(at[0].URL, "id="+strconv.Itoa(start+at[0].Start)))
	case !in && linked:
		b.WriteString(endLink)
	}
	return at, in
}

// merge lays the layers that mask names over st.
func merge(st uv.Style, layers []Layer, mask uint64) uv.Style {
	for i := 0; mask != 0; i, mask = i+1, mask>>1 {
		if mask&1 == 0 {
			continue
		}
		s := &layers[i].Style
		if s.Fg != nil || layers[i].Over {
			st.Fg = s.Fg
		}
		if s.Bg != nil || layers[i].Over {
			st.Bg = s.Bg
		}
		if s.UnderlineColor != nil {
			st.UnderlineColor = s.UnderlineColor
		}
		if s.Underline != uv.UnderlineNone {
			st.Underline = s.Underline
		}
		st.Attrs |= s.Attrs
	}
	return st
}
