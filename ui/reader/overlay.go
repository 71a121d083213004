package reader

import (
	"slices"

	uv "github.com/charmbracelet/ultraviolet"

	"readout/briefings"
	"readout/ui/page"
	"readout/ui/theme"
)

// overlay makes the layers of the marks. Where marks lie over each other the
// shortest one gives the colour, so that none is hidden behind another, and
// the cells are underlined twice, so that one sees that there are more.
func (d *article) overlay(st *theme.Styles) {
	for i := range d.highlights {
		d.highlights[i] = page.Layer{Style: st.Highlight(i + 1), Over: true}
	}
	d.overlaps = page.Layer{Style: uv.Style{Underline: uv.UnderlineDouble}}
	var edges []int
	for i := range d.notes[:d.placed] {
		edges = append(edges, d.notes[i].At.Start, d.notes[i].At.End)
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var open []int // marks that hold the piece, by index
	next := 0
	for k := 0; k+1 < len(edges); k++ {
		piece := briefings.Span{Start: edges[k], End: edges[k+1]}
		open = slices.DeleteFunc(open, func(i int) bool { return d.notes[i].At.End <= piece.Start })
		for next < d.placed && d.notes[next].At.Start <= piece.Start {
			open = append(open, next)
			next++
		}
		if len(open) == 0 {
			continue
		}
		top := slices.MinFunc(open, func(i, j int) int { return d.notes[i].At.Len() - d.notes[j].At.Len() })
		l := &d.highlights[colour(&d.notes[top])-1]
		l.Spans = joined(l.Spans, piece)
		if len(open) > 1 {
			d.overlaps.Spans = joined(d.overlaps.Spans, piece)
		}
	}
}

// joined adds a span behind the last one, as one with it where they touch.
func joined(spans []briefings.Span, s briefings.Span) []briefings.Span {
	if n := len(spans) - 1; n >= 0 && spans[n].End == s.Start {
		spans[n].End = s.End
		return spans
	}
	return append(spans, s)
}
