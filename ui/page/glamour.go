package page

import (
	"bytes"
	"slices"
	"sort"
	"strconv"
	"strings"

	"readout/briefings/markup"

	gansi "charm.land/glamour/v2/ansi"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// Glamour lays a block out without seeing its text: the projection holds for
// each run an OSC 8 tag with its number and one stand-in for each grapheme
// cluster. What comes back is walked, and the clusters are put in the places
// of their stand-ins. A cell outside of a tag is decoration. A run whose
// clusters do not come out one by one makes the layout void.

// numberTag is the address of the tag around the number of a link.
const numberTag = "#"

// encoder returns the [markup.Encode] of stand-ins. After the runs that tails
// names it puts the number of a link.
func encoder(m ansi.Method, tails []tail) markup.Encode {
	return func(dst []byte, run int, text string) []byte {
		dst = encode(dst, m, run, text)
		for _, t := range tails {
			if t.run == run {
				dst = append(append(append(dst, "\x1b]8;;"+numberTag+"\a"...), t.label...), "\x1b]8;;\a"...)
			}
		}
		return dst
	}
}

func encode(dst []byte, m ansi.Method, run int, text string) []byte {
	dst = append(dst, "\x1b]8;;"...)
	dst = strconv.AppendInt(dst, int64(run), 10)
	dst = append(dst, '\a')
	for text != "" {
		size, stand := next(text, m)
		switch stand {
		case wide:
			dst = append(dst, string(wide)...)
		case hidden:
		default:
			dst = append(dst, byte(stand))
		}
		text = text[size:]
	}
	return append(dst, "\x1b]8;;\a"...)
}

// newRenderer returns a Glamour renderer for one width. It holds a stack and
// is not to be used again after an error.
func newRenderer(config gansi.StyleConfig, width int) renderer.Renderer {
	r := gansi.NewRenderer(gansi.Options{WordWrap: width, Styles: config, PreserveNewLines: true, InlineTableLinks: true})
	return renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(r, 1000)))
}

// walker puts the clusters of a block in the places of their stand-ins.
type walker struct {
	text string
	runs []markup.Run
	next []int // for each run, the next byte to show
	last []int // for each run, the latest row that showed some of it

	l      *layout
	pen    uv.Style
	run    int  // that the tag around the cell names, or -1
	tail   bool // the tag is that of a number
	ok     bool
	number uv.Style
	method ansi.Method
	buf    strings.Builder
	cell   []cell
}

// render lays a projected block out with Glamour. It reports false if the
// result is not the text of the block, each cluster once.
func render(r renderer.Renderer, p *markup.Projection, st *Style) (*layout, bool) {
	doc, out := ast.NewDocument(), bytes.Buffer{}
	doc.AppendChild(doc, p.Node)
	err := r.Render(&out, p.Source, doc)
	doc.RemoveChild(doc, p.Node)
	if err != nil {
		return nil, false
	}
	w := walker{
		text: p.Text, runs: p.Runs, next: make([]int, len(p.Runs)), last: make([]int, len(p.Runs)),
		l: &layout{palette: []uv.Style{{}}}, run: -1, ok: true, number: st.Number, method: st.Method,
	}
	for i := range w.runs {
		w.next[i], w.last[i] = w.runs[i].Start, -1
	}
	w.walk(out.String())
	for i := range w.runs { // what the layout cut off
		for at := w.next[i]; at < w.runs[i].End; {
			size, stand := next(w.text[at:w.runs[i].End], w.method)
			w.ok = w.ok && stand != narrow && stand != wide
			at += size
		}
	}
	bar := ""
	if p.Kind == markup.List || p.Kind == markup.Quote {
		bar = st.bar()
	}
	w.l.trim(bar)
	return w.l, w.ok && w.l.hang(p, st)
}

// walk reads what Glamour wrote.
func (w *walker) walk(out string) {
	p := ansi.GetParser()
	defer ansi.PutParser(p)
	state := byte(0)
	link := uv.Link{}
	for out != "" {
		if c := out[0]; state == 0 && c >= 0x20 && c < 0x7F && (len(out) == 1 || out[1] < 0x80) {
			w.put(out[:1], 1)
			out = out[1:]
			continue
		}
		seq, cols, n, s := ansi.DecodeSequence(out, state, p)
		out, state = out[n:], s
		switch {
		case cols > 0:
			w.put(seq, cols)
		case seq == "\n":
			w.endRow()
		case ansi.HasCsiPrefix(seq) && p.Command() == 'm':
			uv.ReadStyle(p.Params(), &w.pen)
		case ansi.HasOscPrefix(seq) && p.Command() == 8:
			link = uv.Link{}
			uv.ReadLink(p.Data(), &link)
			w.run, w.tail = -1, link.URL == numberTag
			if n, err := strconv.Atoi(link.URL); err == nil && n >= 0 && n < len(w.runs) {
				w.run = n
			}
		}
	}
	w.endRow()
}

func (w *walker) endRow() {
	w.l.rows = append(w.l.rows, row{text: w.buf.String(), cells: w.cell})
	w.buf.Reset()
	w.cell = nil
}

// put makes a cell of one stand-in or decoration.
func (w *walker) put(seq string, cols int) {
	c := cell{off: -1, style: w.l.styleIndex(&w.pen), cols: uint8(cols)}
	if w.tail {
		c.off, c.style = tailCell, w.l.styleIndex(&w.number)
	}
	show := seq
	if w.run >= 0 {
		if size := w.take(seq); size > 0 {
			at := w.next[w.run]
			show = shown(w.text[at:at+size], w.method)
			c.off, c.size = int32(at), int32(size)
			w.next[w.run] = at + size
		} else if seq != " " {
			w.ok = false
		}
		w.last[w.run] = len(w.l.rows)
	}
	c.shown = uint8(len(show))
	w.buf.WriteString(show)
	w.cell = append(w.cell, c)
}

// take advances the run's cursor to the cluster that seq stands for and
// returns its size, or 0 if seq is filling. Clusters without a cell, and white
// space that was dropped at the end of a row, are passed over.
func (w *walker) take(seq string) int {
	end := w.runs[w.run].End
	for at := w.next[w.run]; at < end; {
		size, stand := next(w.text[at:end], w.method)
		if stand != hidden && seq == string(stand) {
			w.next[w.run] = at
			return size
		}
		if stand == narrow || stand == wide || seq == " " && stand == feed && w.last[w.run] == len(w.l.rows) {
			return 0 // text is due, or this fills the row
		}
		at += size
		w.next[w.run] = at
	}
	return 0
}

// trim removes the blank rows at both ends of a layout and the filling at the
// ends of its rows. The bar is that of quotations, if there may be some.
func (l *layout) trim(bar string) {
	for y := range l.rows {
		r := &l.rows[y]
		spaceBars(r, bar)
		for n, c := range slices.Backward(r.cells) {
			if c.off >= 0 || r.text[len(r.text)-int(c.shown):] != " " || !invisible(&l.palette[c.style]) {
				break
			}
			r.text, r.cells = r.text[:len(r.text)-int(c.shown)], r.cells[:n]
		}
	}
	for len(l.rows) > 0 && strings.TrimSpace(l.rows[0].text) == "" {
		l.rows = l.rows[1:]
	}
	for n := len(l.rows) - 1; n >= 0 && strings.TrimSpace(l.rows[n].text) == ""; n-- {
		l.rows = l.rows[:n]
	}
}

// invisible reports whether a space looks the same with st and without.
func invisible(st *uv.Style) bool {
	return st.Bg == nil && st.Underline == uv.UnderlineNone && st.Attrs&(uv.AttrReverse|uv.AttrStrikethrough) == 0
}

// spaceBars makes the bars of quotations one cell each: Glamour repeats the
// token for each cell of its indent. Of two bars the second becomes a space.
func spaceBars(r *row, quoteBar string) {
	if quoteBar == "" || !strings.HasPrefix(strings.TrimLeft(r.text, " "), quoteBar) {
		return
	}
	var b strings.Builder
	at, bars := 0, 0
	for i := range r.cells {
		c := &r.cells[i]
		s := r.text[at : at+int(c.shown)]
		at += int(c.shown)
		switch {
		case c.off < 0 && s == quoteBar && bars%2 == 1:
			s, c.shown = " ", 1
			fallthrough
		case c.off < 0 && s == quoteBar:
			bars++
		}
		b.WriteString(s)
	}
	r.text = b.String()
}

// hang gives the rows of a list or quotation the margins that the page gives
// them when it wraps by itself. Glamour begins the second row of an item under
// its bullet. Blocks with tables stay as they are: their rows hold several
// leaves side by side. It reports false if a bullet stands alone because the
// word after it found no room: the page then wraps the block itself.
func (l *layout) hang(p *markup.Projection, st *Style) bool {
	if p.Kind != markup.List && p.Kind != markup.Quote || strings.Contains(p.Text, "\t") {
		return true
	}
	last := -1
	for y := range l.rows {
		r := &l.rows[y]
		skip, at := r.margin()
		if skip == len(r.cells) {
			if p.Kind == markup.List && strings.Trim(r.text, st.bar()+" ") != "" {
				return false
			}
			continue // no text
		}
		leaf := last
		if i := slices.IndexFunc(r.cells, func(c cell) bool { return c.off >= 0 }); i >= 0 {
			off := int(r.cells[i].off)
			leaf = sort.Search(len(p.Leaves), func(i int) bool { return p.Leaves[i].Start > off }) - 1
		}
		if leaf < 0 {
			continue
		}
		margin, rest := st.margins(p.Leaves[leaf].In)
		if leaf == last {
			margin = rest
		}
		last = leaf
		r.text = margin + r.text[at:]
		r.cells = append(marginCells(margin), r.cells[skip:]...)
	}
	return true
}

// hanging returns by how many cells hang widens the widest row.
func hanging(p *markup.Projection, st *Style) int {
	widest := 0
	for _, l := range p.Leaves {
		first, _ := st.margins(l.In)
		widest = max(widest, ansi.StringWidth(first)-listIndent*(len(l.In)-1))
	}
	return widest
}

// columnsOf returns the width of the widest row.
func columnsOf(rows []row) int {
	widest := 0
	for _, r := range rows {
		n := 0
		for _, c := range r.cells {
			n += int(c.cols)
		}
		widest = max(widest, n)
	}
	return widest
}
