// Package page lays one article out as rows of cells, and no more of it than
// is looked at: blocks are projected and rendered by Glamour when a row of
// theirs is asked for, and kept until the width or the style changes. Tables,
// code, notes and long blocks it lays out by itself, over the same text. Every
// visible cell knows the bytes of Text that it shows, and every byte its cell.
//
// It draws rows and answers questions about places. It knows no keys, no
// cursor and no annotations: what is to be marked comes as layers of spans.
package page

import (
	"slices"
	"sort"
	"strings"

	"readout/briefings"
	"readout/briefings/markup"

	"github.com/yuin/goldmark/renderer"
)

// Bounds of the layout.
const (
	// minWidth is the narrowest page: a wide character has a row to stand in.
	minWidth = 8
	// longBlock is the size in bytes from which on a block is wrapped by the
	// page itself: Glamour takes about a millisecond for a kilobyte.
	longBlock = 4 << 10
	// maxNodes and maxDepth bound what Glamour gets: it writes each line once
	// more for each level, and counts the items of a list for each of them.
	maxNodes = 1000
	maxDepth = 8
	// retries is how often a block that comes out too wide is tried narrower.
	retries = 3
)

// Page is an article laid out as rows. It is not safe for concurrent use.
type Page struct {
	text   string
	doc    *markup.Document // nil if it does not fit the text
	blocks []block          // those that show something
	style  Style
	width  int
	lay    []*layout // of blocks, nil where nobody has looked yet
	linked linkTable

	brackets string         // around the numbers of links; "" until one is shown
	hasNotes bool           // the text may refer to notes
	titles   []markup.Title // nil until they are asked for
	refs     []Reference    // as well
	labels   []briefings.Span
	turns    []uint8 // of blocks, nil until they are asked for

	renderers map[int]renderer.Renderer // by width
}

// block is a block of the text.
type block struct {
	briefings.Span

	index int // in the document, -1 without one
}

// Pos is a row of a page: the number of a block that shows something, and a
// row of it. Rows from its height on are the blank rows after the block.
type Pos struct{ Block, Row int }

// New returns a page over an article: its Markdown and what markup made of it
// when it was imported. The cost is that of finding the Markdown's blocks. If
// blocks do not fit the text, the text is shown as plain paragraphs; a block
// whose Markdown does not yield its text is shown as plain text.
func New(markdown, text string, blocks []briefings.Span, st Style) *Page {
	p := &Page{text: text, style: st, width: 72, hasNotes: strings.Contains(text, "[^")}
	if doc := markup.Parse(markdown); doc.Len() == len(blocks) && cover(text, blocks) {
		p.doc = doc
		for i, s := range blocks {
			if !s.Empty() || doc.Kind(i) == markup.Rule {
				p.blocks = append(p.blocks, block{s, i})
			}
		}
	} else {
		p.blocks = paragraphs(text)
	}
	p.reset()
	return p
}

// cover reports whether blocks are in order, in the text, and leave out
// nothing but line feeds.
func cover(text string, blocks []briefings.Span) bool {
	at := 0
	for _, s := range blocks {
		if s.Start < at || s.End < s.Start || s.End > len(text) || strings.Trim(text[at:s.Start], "\n") != "" {
			return false
		}
		at = s.End
	}
	return strings.Trim(text[at:], "\n") == ""
}

// paragraphs returns the paragraphs of a text as blocks.
func paragraphs(text string) []block {
	var out []block
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.Index(text[at:], "\n\n"); i >= 0 {
			end = at + i
		}
		if strings.Trim(text[at:end], "\n") != "" {
			out = append(out, block{briefings.Span{Start: at, End: end}, -1})
		}
		at = end + len("\n\n")
	}
	return out
}

// SetWidth sets the width of the page in cells, at least 8. Positions of
// before have no meaning after a change: keep offsets.
func (p *Page) SetWidth(cells int) {
	if cells = max(cells, minWidth); cells != p.width {
		p.width = cells
		p.reset()
	}
}

// SetStyle sets the style of the page. Positions may change.
func (p *Page) SetStyle(st Style) {
	p.style = st
	p.reset()
}

// Width returns the width of the page in cells.
func (p *Page) Width() int { return p.width }

func (p *Page) reset() {
	p.lay = make([]*layout, len(p.blocks))
	p.renderers = map[int]renderer.Renderer{}
	p.turns = nil
}

// layout returns the layout of block i.
func (p *Page) layout(i int) *layout {
	if p.lay[i] == nil {
		p.lay[i] = p.makeLayout(i)
	}
	return p.lay[i]
}

// rowsOf returns the number of rows of block i with the blank rows after it.
func (p *Page) rowsOf(i int) int {
	n := p.layout(i).height()
	if i < len(p.blocks)-1 {
		n += p.style.Gap
	}
	return n
}

// First returns the first row.
func (p *Page) First() Pos { return Pos{} }

// Last returns the topmost row of a window of height rows that shows the end
// of the page at its bottom, or the first row of a page that is shorter.
func (p *Page) Last(height int) Pos {
	at, _ := p.Move(p.end(), 1-max(height, 1))
	return at
}

// end returns the last row.
func (p *Page) end() Pos {
	if len(p.blocks) == 0 {
		return Pos{}
	}
	i := len(p.blocks) - 1
	return Pos{i, p.layout(i).height() - 1}
}

// clamp returns at, or the nearest row that exists.
func (p *Page) clamp(at Pos) Pos {
	switch {
	case at.Block < 0 || len(p.blocks) == 0:
		return Pos{}
	case at.Block >= len(p.blocks):
		return p.end()
	}
	at.Row = max(0, min(at.Row, p.rowsOf(at.Block)-1))
	return at
}

// Move returns the row that is rows further down (up if negative), and by how
// many rows it could move. It lays out the blocks that it passes and no others.
func (p *Page) Move(at Pos, rows int) (Pos, int) {
	at = p.clamp(at)
	if len(p.blocks) == 0 {
		return at, 0
	}
	left := rows
	for left > 0 {
		last := p.rowsOf(at.Block) - 1
		if at.Row+left <= last {
			at.Row += left
			return at, rows
		}
		if at.Block == len(p.blocks)-1 {
			left -= last - at.Row
			at.Row = last
			return at, rows - left
		}
		left -= last - at.Row + 1
		at = Pos{at.Block + 1, 0}
	}
	for left < 0 {
		if at.Row+left >= 0 {
			at.Row += left
			return at, rows
		}
		if at.Block == 0 {
			left += at.Row
			at.Row = 0
			return at, rows - left
		}
		left += at.Row + 1
		at = Pos{at.Block - 1, p.rowsOf(at.Block-1) - 1}
	}
	return at, rows
}

// Compare orders rows from the top: negative if a is above b.
func (p *Page) Compare(a, b Pos) int {
	if a.Block != b.Block {
		return a.Block - b.Block
	}
	return a.Row - b.Row
}

// blockOf returns the number of the block that holds byte off, or that ends
// before it.
func (p *Page) blockOf(off int) int {
	i := sort.Search(len(p.blocks), func(i int) bool { return p.blocks[i].Start > off }) - 1
	for i > 0 && p.blocks[i].Empty() && p.blocks[i].Start >= p.blocks[i-1].End && off < p.blocks[i-1].End {
		i--
	}
	return max(i, 0)
}

// PosOf returns the row that shows byte off of the text.
func (p *Page) PosOf(off int) Pos {
	at, _, _ := p.Cell(off)
	return at
}

// Cell returns the row and the cell of the page that show byte off of the
// text, and how many cells the character takes. A byte that has no cell of its
// own (the space at which a row ends, a mark) has width 0 and the place of the
// nearest one before it.
func (p *Page) Cell(off int) (at Pos, cell, width int) {
	if len(p.blocks) == 0 {
		return Pos{}, 0, 0
	}
	i := p.blockOf(off)
	y, x, cols := p.layout(i).find(off - p.blocks[i].Start)
	return Pos{i, y}, x, cols
}

// OffsetAt returns the first byte of the character in a cell of a row. Left or
// right of the text and on decoration it is the nearest character of the row.
// It reports false for rows that show no text: the offset is then that of the
// end of the block above.
func (p *Page) OffsetAt(at Pos, x int) (off int, ok bool) {
	if len(p.blocks) == 0 {
		return 0, false
	}
	at = p.clamp(at)
	b, l := p.blocks[at.Block], p.layout(at.Block)
	if at.Row >= l.height() {
		return b.End, false
	}
	best, col := -1, 0
	for _, c := range l.row(at.Row).cells {
		if c.off >= 0 {
			d := max(col-x, x-(col+int(c.cols)-1), 0)
			if best < 0 || d < best {
				best, off = d, b.Start+int(c.off)
			}
		}
		col += int(c.cols)
	}
	if best < 0 {
		return b.Start + l.span(at.Row).Start, false
	}
	return off, true
}

// RowSpan returns the bytes of the text that a row shows, from the first to
// the last; it is empty for rows that show no text.
func (p *Page) RowSpan(at Pos) briefings.Span {
	if len(p.blocks) == 0 {
		return briefings.Span{}
	}
	at = p.clamp(at)
	b, l := p.blocks[at.Block], p.layout(at.Block)
	if at.Row >= l.height() {
		return briefings.Span{Start: b.End, End: b.End}
	}
	s := l.span(at.Row)
	return briefings.Span{Start: b.Start + s.Start, End: b.Start + s.End}
}

// Rows returns the rows of a window: height of them, or as many as there are.
func (p *Page) Rows(at Pos, height int) []Pos {
	if len(p.blocks) == 0 {
		return nil
	}
	out := make([]Pos, 0, max(0, min(height, 256)))
	at = p.clamp(at)
	for len(out) < height {
		out = append(out, at)
		next, n := p.Move(at, 1)
		if n == 0 {
			break
		}
		at = next
	}
	return slices.Clip(out)
}

// Progress returns how much of the text lies above the bottom of a window, in
// bytes, from 0 to 1; it is 1 when the end is in sight.
func (p *Page) Progress(top Pos, height int) float64 {
	if len(p.blocks) == 0 || len(p.text) == 0 {
		return 1
	}
	bottom, moved := p.Move(top, height-1)
	if moved < height-1 || bottom == p.end() {
		return 1
	}
	return float64(p.RowSpan(bottom).End) / float64(len(p.text))
}

// Columns returns how many cells of a row are drawn, decoration included.
func (p *Page) Columns(at Pos) int {
	if len(p.blocks) == 0 {
		return 0
	}
	at = p.clamp(at)
	l, n := p.layout(at.Block), 0
	if at.Row < l.height() {
		for _, c := range l.row(at.Row).cells {
			n += int(c.cols)
		}
	}
	return n
}
