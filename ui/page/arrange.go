package page

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"readout/briefings"
	"readout/briefings/markup"
	"readout/ui/cells"
)

// leastHanging is the width of a page from which on turns hang.
const leastHanging = 30

// arrangement says where the rows of a layout stand on the page.
type arrangement struct {
	width  int  // of the rows, without the indent
	indent int  // blanks left of the rows
	out    bool // but for the first: the label of a turn stands there
	leaves []direction
}

// direction is that of a leaf of a block; a block without leaves from right to
// left has none.
type direction struct {
	start int // in the block's text
	rtl   bool
}

// arrangement returns how block i is arranged.
func (p *Page) arrangement(i int, proj *markup.Projection, text string) arrangement {
	a := arrangement{width: p.width}
	if turn := p.turn(i); turn != noTurn {
		a.indent, a.out = p.style.Hang, turn == turnBegins
		a.width -= a.indent
	}
	a.leaves = directions(proj, text)
	return a
}

// room returns the width that rows may have: those from right to left leave a
// cell for the sign that keeps them together.
func (a *arrangement) room() int {
	if len(a.leaves) > 0 {
		return a.width - 1
	}
	return a.width
}

// directions returns the direction of each leaf, if one of them is written
// from right to left. Tables and code have none.
func directions(proj *markup.Projection, text string) []direction {
	if isASCII(text) || proj.Kind == markup.Code || strings.Contains(text, "\t") {
		return nil
	}
	leaves := proj.Leaves
	if len(leaves) == 0 || leaves[0].Start != 0 {
		leaves = []markup.Leaf{{}}
	}
	out, some := make([]direction, 0, len(leaves)), false
	for i, l := range leaves {
		end := len(text)
		if i+1 < len(leaves) {
			end = leaves[i+1].Start
		}
		rtl := cells.IsRightToLeft(text[l.Start:end]) && (len(l.In) == 0 || l.In[len(l.In)-1].Kind != markup.Code)
		some = some || rtl
		out = append(out, direction{l.Start, rtl})
	}
	if !some {
		return nil
	}
	return out
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// rtl reports whether the leaf that holds byte off goes from right to left.
func (a *arrangement) rtl(off int) bool {
	i := sort.Search(len(a.leaves), func(i int) bool { return a.leaves[i].start > off }) - 1
	return i >= 0 && a.leaves[i].rtl
}

// arrange puts row y, as it was laid out, in its place.
func (a *arrangement) arrange(r row, y int) row {
	if len(a.leaves) > 0 {
		if i := slices.IndexFunc(r.cells, func(c cell) bool { return c.off >= 0 }); i >= 0 && a.rtl(int(r.cells[i].off)) {
			r = a.flush(r)
		}
	}
	if a.indent > 0 && (y > 0 || !a.out) && len(r.cells) > 0 {
		blank := strings.Repeat(" ", a.indent)
		r.text, r.cells = blank+r.text, append(marginCells(blank), r.cells...)
		if r.to > 0 {
			r.from, r.to = r.from+a.indent, r.to+a.indent
		}
	}
	return r
}

// flush moves a row to the right edge and what stands left of its text to the
// right of it.
func (a *arrangement) flush(r row) row {
	n, at := r.margin()
	margin := mirrored(r.text[:at])
	cols := 0
	for _, c := range r.cells {
		cols += int(c.cols)
	}
	pad := strings.Repeat(" ", max(1, a.width-cols))
	out := row{text: pad + r.text[at:] + margin, cells: marginCells(pad), from: len(pad)}
	out.cells = append(out.cells, r.cells[n:]...)
	out.to = len(out.cells)
	out.cells = append(out.cells, marginCells(margin)...)
	return out
}

// margin returns the cells and the bytes of a row left of its text. The sign
// before a word of code is part of the text.
func (r *row) margin() (n, size int) {
	for n < len(r.cells) && r.cells[n].off == -1 && r.text[size] != '`' {
		size += int(r.cells[n].shown)
		n++
	}
	return n, size
}

// mirrored returns a margin as it stands right of a text.
func mirrored(margin string) string {
	r := []rune(margin)
	slices.Reverse(r)
	for i := 0; i < len(r); i++ { // but numbers stay numbers
		j := i
		for j < len(r) && r[j] >= '0' && r[j] <= '9' {
			j++
		}
		slices.Reverse(r[i:j])
		i = max(i, j-1)
	}
	return string(r)
}

// endsRTL reports whether the last character of a row that has a direction
// goes from right to left.
func (r *row) endsRTL() bool {
	if r.to > 0 {
		return true
	}
	if len(r.text) == len(r.cells) {
		return false // ASCII
	}
	end := len(r.text)
	for _, c := range slices.Backward(r.cells) {
		dir, _ := cells.Direction(r.text[end-int(c.shown):])
		if dir != 0 {
			return dir < 0
		}
		end -= int(c.shown)
	}
	return false
}

// What a block is in a transcript whose labels are known.
const (
	noTurn = iota
	turnBegins
	turnGoesOn
)

// SetLabels says where the labels of turns stand ("MR. VANE:"), in the order
// of the text. They are drawn in [Style.Label]; if the style lets turns hang,
// a label at the beginning of a block stands out and what belongs to its turn
// is indented. Positions may change.
func (p *Page) SetLabels(labels []briefings.Span) {
	if slices.Equal(labels, p.labels) {
		return
	}
	p.labels = slices.Clone(labels)
	p.reset()
}

// turn returns what block i is in the transcript.
func (p *Page) turn(i int) int {
	if len(p.labels) == 0 || p.style.Hang <= 0 || p.width < leastHanging {
		return noTurn
	}
	if p.turns == nil {
		p.turns = make([]uint8, len(p.blocks))
		now, labels := noTurn, p.labels
		for i, b := range p.blocks {
			for len(labels) > 0 && labels[0].Start < b.Start {
				labels = labels[1:]
			}
			kind := markup.Paragraph
			if b.index >= 0 {
				kind = p.doc.Kind(b.index)
			}
			switch {
			case kind == markup.Heading || kind == markup.Rule:
				now = noTurn
			case len(labels) > 0 && labels[0].Start == b.Start && !b.Empty():
				now = turnBegins
			case now == turnBegins:
				now = turnGoesOn
			}
			p.turns[i] = uint8(now)
		}
	}
	return int(p.turns[i])
}

// labelLayer returns the layer of the labels that overlap a window.
func (p *Page) labelLayer(window briefings.Span) Layer {
	from := sort.Search(len(p.labels), func(i int) bool { return p.labels[i].End > window.Start })
	to := sort.Search(len(p.labels), func(i int) bool { return p.labels[i].Start >= window.End })
	return Layer{Spans: p.labels[from:max(from, to)], Style: p.style.Label}
}
