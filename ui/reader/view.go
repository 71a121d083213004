package reader

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/page"
)

// columns are the widths of the screen's parts, from the left, in cells.
type columns struct {
	pad    int // blank, where the text stands in the middle
	left   int // speaker's letter and bar, after the paragraph number
	number int // of those: for the paragraph number
	text   int
	right  int // a mark's sign and colour
	gap    int // the divider
	margin int
	bar    int // the scrollbar, where no margin is
}

// The least widths at which a text and a margin stand side by side.
const (
	leastText   = 50
	leastMargin = 22
	mostMargin  = 44
)

// leastNumbered is the least width at which paragraphs are numbered.
const leastNumbered = 40

// divider stands between text and margin.
var divider = " " + cells.Sign("│", "|") + " "

// columns shares the width out. Gutters shrink and vanish before the text does.
func (r *Reader) columns() columns {
	if r.zen.on {
		c := r.columnsWith(false)
		c.pad = max((r.width-c.text)/2-c.left, 0)
		return c
	}
	return r.columnsWith(r.margin && !r.bare)
}

// columnsWith is columns with or without a margin, where there is room for one.
func (r *Reader) columnsWith(margin bool) columns {
	w, c, measure := r.width, columns{}, r.options.Measure
	if r.zen.on {
		measure = r.options.ZenMeasure
	}
	switch {
	case w >= 40:
		c.left, c.right = 3, 3
	case w >= 24:
		c.left, c.right = 2, 1
	case w >= 12:
		c.left = 1
	}
	if r.numbers && w >= leastNumbered {
		c.number = 4
		c.left += c.number
	}
	// Paragraph numbers are taken from the text, or they would drive the margin out.
	if room := w - c.left + c.number - c.right - len(" | ") - leastText; margin && room >= leastMargin {
		c.gap = len(" | ")
		c.margin = min(max(w*3/10, leastMargin), mostMargin, room)
		if spare := w - c.left - measure - c.right - c.gap; spare > c.margin {
			c.margin = min(spare, mostMargin)
		}
		if r.marginWidth > 0 {
			c.margin = min(max(r.marginWidth, leastMargin), room)
		}
	}
	if c.margin == 0 && w >= leastBar && !r.zen.on && !r.options.NoScrollbar {
		c.bar = 1
	}
	c.text = max(min(measure, w-c.left-c.right-c.gap-c.margin-c.bar), 1)
	return c
}

// fits reports whether the margin has room beside the text.
func (r *Reader) fits() bool { return r.columnsWith(true).margin > 0 }

// header returns the number of rows above the text.
func (r *Reader) header() int {
	switch {
	case r.zen.on:
		return min(r.zen.header, r.height/4)
	case r.height >= 16:
		return len(r.titleRows()) + 2
	case r.height >= 6:
		return 1
	}
	return 0
}

// titleRows returns the title, in as many rows as it needs of those that the
// screen can spare.
func (r *Reader) titleRows() []string {
	if r.doc == nil {
		return []string{""}
	}
	if t := &r.frame.title; t.rows != nil && t.width == r.width && t.height == r.height {
		return t.rows
	}
	title, most := clean.Line(r.doc.Title), 1
	if title == "" {
		title = "untitled"
	}
	if r.doc.Starred {
		title = cells.Sign("★", "*") + " " + title
	}
	if r.height >= 20 {
		most = min(r.height/10, 3)
	}
	rows := wrap(title, r.width)
	if len(rows) > most {
		rest := strings.Join(rows[most-1:], " ")
		rows = append(rows[:most-1:most-1], rest)
	}
	for i := range rows {
		rows[i] = cells.Cut(rows[i], r.width)
	}
	r.frame.title = titled{rows, r.width, r.height}
	return rows
}

// body returns the number of rows of text.
func (r *Reader) body() int {
	return max(r.height-r.header()-r.foot(), 0)
}

// View returns the screen: exactly its height in rows, none wider than it.
func (r *Reader) View() string {
	if r.width <= 0 || r.height <= 0 {
		return ""
	}
	rows := make([]string, 0, r.height)
	rows = append(rows, r.headerRows()...)
	switch h := r.body(); {
	case r.doc == nil:
		rows = append(rows, r.emptyRows(h)...)
	case r.sheet:
		rows = append(rows, r.sheetRows(h)...)
	default:
		rows = append(rows, r.bodyRows(h)...)
	}
	rows = append(rows, r.footRows()...)
	for len(rows) < r.height {
		rows = append(rows, "")
	}
	return strings.Join(rows[:r.height], "\n")
}

// emptyRows stand where no article is open.
func (r *Reader) emptyRows(h int) []string {
	rows := make([]string, h)
	text := "No briefing is open."
	if r.loading != "" {
		text = "Opening …"
	}
	if h > 0 {
		rows[0] = r.styles.Muted.Render(cells.Cut(text, r.width))
	}
	return rows
}

// headerRows say which briefing this is.
func (r *Reader) headerRows() []string {
	n := r.header()
	if n == 0 || r.doc == nil || r.zen.on {
		return make([]string, n)
	}
	if len(r.frame.header) == n && r.frame.headerWidth == r.width {
		return r.frame.header
	}
	rows := make([]string, n)
	titles := r.titleRows()
	for i, t := range titles {
		rows[i] = r.styles.Title.Render(t)
	}
	if n > len(titles) {
		rows[len(titles)] = r.styles.Muted.Render(cells.Cut(r.facts(), r.width))
	}
	r.frame.header, r.frame.headerWidth = rows, r.width
	return rows
}

// facts are source, date, kind and tags in one line.
func (r *Reader) facts() string {
	d := r.doc
	parts := make([]string, 0, 5)
	if s := clean.Line(d.Source); s != "" {
		parts = append(parts, s)
	}
	if t, ok := d.Published.Time(); ok {
		parts = append(parts, t.Format("2 January 2006"))
	} else {
		parts = append(parts, "no date")
	}
	if d.Kind != "" && d.Kind != briefings.KindOther {
		parts = append(parts, clean.Line(string(d.Kind)))
	}
	if d.Words > 0 {
		parts = append(parts, cells.Count(d.Words, "word"))
	}
	if !briefings.English(d.Lang) { // why there are few statements, or none
		parts = append(parts, "in “"+clean.Line(d.Lang)+"”: speech is found in English only")
	}
	if d.Revision > 1 {
		parts = append(parts, fmt.Sprintf("revision %d", d.Revision))
	}
	for _, t := range d.Tags {
		parts = append(parts, "#"+clean.Line(t))
	}
	return strings.Join(parts, " · ")
}

// bodyRows draw the visible rows of text with gutters and margin.
func (r *Reader) bodyRows(h int) []string {
	if h <= 0 {
		return nil
	}
	d, c := r.doc, r.columns()
	if d.Text == "" {
		rows := make([]string, h)
		rows[0] = r.styles.Muted.Render(cells.Cut("This briefing has no text.", r.width))
		return rows
	}
	at := d.page.Rows(r.top, h)
	spans := make([]briefings.Span, len(at))
	for i := range at {
		spans[i] = d.page.RowSpan(at[i])
	}
	painted := d.page.Paint(r.top, h, r.layers(spans))
	gutters := r.gutters(at, spans, c)
	margin := r.marginRows(spans, c, h)
	var bar []string
	if c.bar > 0 || c.margin > 0 {
		bar = r.scrollbar(at)
	}
	rows := make([]string, h)
	var b strings.Builder
	for i := range rows {
		b.Reset()
		b.WriteString(cells.Blank(c.pad))
		text, left, right, drawn := "", cells.Blank(c.left), "", 0
		if i < len(painted) {
			text = painted[i]
		}
		if i < len(at) {
			drawn = d.page.Columns(at[i])
		}
		if i < len(gutters) {
			left, right = gutters[i].left, gutters[i].right
		}
		b.WriteString(left)
		b.WriteString(text)
		edge := c.margin > 0 || bar != nil
		if right != "" || edge {
			b.WriteString(cells.Blank(c.text - drawn))
			if right == "" {
				right = cells.Blank(c.right)
			}
			b.WriteString(right)
		}
		switch {
		case c.margin > 0 && bar != nil:
			b.WriteString(" " + bar[i] + " ")
		case c.margin > 0:
			b.WriteString(r.frame.divider)
		case bar != nil:
			b.WriteString(cells.Blank(r.width - 1 - c.pad - c.left - c.text - c.right))
			b.WriteString(bar[i])
		}
		if c.margin > 0 && i < len(margin) {
			b.WriteString(margin[i])
		}
		rows[i] = b.String()
		if c.text < d.page.Width() { // the page has a least width
			rows[i] = cells.Cut(rows[i], r.width)
		}
	}
	return rows
}

// covering returns the span of Text that rows show.
func covering(rows []briefings.Span) briefings.Span {
	var w briefings.Span
	for _, s := range rows {
		if s.Empty() {
			continue
		}
		if w.Empty() {
			w = s
		}
		w.Start, w.End = min(w.Start, s.Start), max(w.End, s.End)
	}
	return w
}

// layers returns what is painted over the visible rows, cut to them: topics,
// cues and speakers, the statement at the cursor, marks, hits, the selection
// and the cursor, later ones over earlier ones.
func (r *Reader) layers(rows []briefings.Span) []page.Layer {
	d, st, w := r.doc, r.styles, covering(rows)
	out := make([]page.Layer, 0, len(d.layers)+briefings.Colors+6)
	add := func(l page.Layer, spans []briefings.Span) {
		if l.Spans = within(spans, w); len(l.Spans) > 0 {
			out = append(out, l)
		}
	}
	if i := r.statement(); i >= 0 && r.focused && !st.Statement.Equal(&uv.Style{}) {
		add(page.Layer{Style: st.Statement}, d.statements[i].spans)
	}
	for _, l := range d.layers {
		add(l, l.Spans)
	}
	for _, l := range d.highlights {
		add(l, l.Spans)
	}
	add(d.overlaps, d.overlaps.Spans)
	if i := r.note(); i >= 0 && d.notes[i].At != nil {
		add(page.Layer{Style: st.Highlight(colour(&d.notes[i])), Over: true}, []briefings.Span{*d.notes[i].At})
	}
	if len(r.find.hits) > 0 {
		add(page.Layer{Style: st.Match, Over: true}, r.find.hits)
		if i := r.find.current(r.cur); i >= 0 {
			add(page.Layer{Style: st.Current, Over: true}, r.find.hits[i:i+1])
		}
	}
	if r.selects {
		add(page.Layer{Style: st.Selection, Over: true}, []briefings.Span{r.selected()})
	}
	if r.focused && (r.mode == reading || r.mode == selecting || r.mode == lettering) {
		add(page.Layer{Style: r.cursorStyle(), Over: true}, []briefings.Span{{Start: r.cur, End: d.next(r.cur)}})
	}
	return out
}

// cursorStyle returns the style of the reading cursor: with one more sign where
// what is under it is reversed as the cursor is.
func (r *Reader) cursorStyle() uv.Style {
	reversed := func(st *uv.Style) bool { return st.Bg == nil && st.Attrs&uv.AttrReverse != 0 }
	st := r.styles.Cursor
	if !reversed(&st) {
		return st
	}
	under := r.selects && reversed(&r.styles.Selection)
	if i := r.doc.noteAt(r.cur); i >= 0 && !under {
		mark := r.styles.Highlight(colour(&r.doc.notes[i]))
		under = reversed(&mark)
	}
	if under {
		st.Attrs |= uv.AttrBold
		st.Underline = uv.UnderlineSingle
	}
	return st
}

// Cursor returns the terminal's cursor while an input is open, relative to the
// screen's top left; else nil.
func (r *Reader) Cursor() *tea.Cursor {
	if !r.focused || r.width <= 0 || r.height <= 0 {
		return nil
	}
	var c *tea.Cursor
	y := r.height - 1
	switch {
	case r.mode == searching:
		c = r.find.input.Cursor()
	case r.previewing():
	case r.mode == editing && r.editor.onTags:
		c = r.editor.tags.Cursor()
	case r.mode == editing:
		c = r.editor.text.Cursor()
		y = r.height - r.foot()
		if r.roomy() {
			y++
		}
	}
	if c == nil {
		return nil
	}
	c.X = min(max(c.X, 0), r.width-1)
	c.Y = min(y+max(c.Y, 0), r.height-1)
	return c
}
