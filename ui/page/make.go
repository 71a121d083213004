package page

import (
	"image/color"

	"readout/briefings/markup"
	"readout/ui/cells"

	"github.com/yuin/goldmark/renderer"
)

// makeLayout lays block i out.
func (p *Page) makeLayout(i int) *layout {
	b := p.blocks[i]
	text := p.text[b.Start:b.End]
	var proj markup.Projection
	tails := p.tails(i)
	if b.index >= 0 {
		proj = p.project(b, tails)
		if proj.Text != text {
			proj, tails = markup.Projection{}, nil
		}
	}
	a := p.arrangement(i, &proj, text)
	l := p.table(text, &proj, tails, a.room())
	if l == nil && !p.ownLayout(&proj) {
		l = p.render(&proj, a.room())
	}
	if l == nil {
		l = p.wrap(text, &proj, tails, a.room())
	}
	l.arrangement = a
	if p.style.Links == Hyperlinks {
		l.links = linksOf(&proj, 0)
	}
	return l
}

// ownLayout reports whether the page lays a block out better than Glamour: it
// cuts the words of a table, knows no hanging lines of code and no notes, and
// begins a row of Chinese or Japanese with the stop of the one above.
func (p *Page) ownLayout(proj *markup.Projection) bool {
	return proj.Kind == markup.Table || proj.Kind == markup.Code || len(noteStarts(proj.Text)) > 0 || cells.HasEastern(proj.Text)
}

// project projects a block for Glamour, or only for the page itself if it is
// too long for that.
func (p *Page) project(b block, tails []tail) markup.Projection {
	if b.Len() > longBlock {
		return p.doc.Project(b.index, nil)
	}
	return p.doc.Project(b.index, encoder(p.style.Method, tails))
}

// render lays a block out with Glamour, in rows of at most room cells. It
// returns nil if that is not to be, or goes wrong.
func (p *Page) render(proj *markup.Projection, room int) *layout {
	if proj.Node == nil || proj.Nodes > maxNodes || proj.Depth > maxDepth {
		return nil
	}
	width := room
	if proj.Kind == markup.List {
		width = max(minWidth, width-hanging(proj, &p.style))
	}
	for range retries {
		r := p.renderer(width)
		l, ok := render(r, proj, &p.style)
		if !ok || len(l.rows) == 0 {
			delete(p.renderers, width) // it may hold the stack of an error
			return nil
		}
		over := columnsOf(l.rows) - room
		if over <= 0 {
			return l
		}
		width -= over
		if width < minWidth {
			return nil
		}
	}
	return nil
}

func (p *Page) renderer(width int) renderer.Renderer {
	r := p.renderers[width]
	if r == nil {
		r = newRenderer(p.style.Config, width)
		p.renderers[width] = r
	}
	return r
}

// wrap lays text out without Glamour; proj says what is in it.
func (p *Page) wrap(text string, proj *markup.Projection, tails []tail, room int) *layout {
	leaves := proj.Leaves
	switch proj.Kind {
	case markup.Table:
		leaves = stacked(text, leaves)
	case markup.Code:
		leaves = []markup.Leaf{{In: []markup.Container{{Kind: markup.Code}}}}
	}
	l := &layout{palette: newPalette(), wrapped: newWrapped(text, proj.Runs, leaves, room, &p.style, tails)}
	var quote color.Color
	if proj.Kind == markup.Quote {
		quote = p.style.Quote
	}
	l.paintRuns(l.wrapped, &p.style, quote)
	return l
}
