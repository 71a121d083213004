package reader

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/page"
)

// columns are the widths of the screen's parts, from the left, in cells.
type columns struct {
	left   int // speaker's letter and bar, after the paragraph number
	number int // of those: for the paragraph number
	text   int
	right  int // a mark's sign and colour
	gap    int // the divider
	margin int
}

// The least widths at which a text and a margin stand side by side.
const (
	leastText   = 50
	leastMargin = 22
	mostMargin  = 44
	divider     = " │ "
)

// columns shares the width out. Gutters shrink and vanish before the text does.
func (r *Reader) columns() columns {
	w, c := r.width, columns{}
	switch {
	case w >= 40:
		c.left, c.right = 3, 3
	case w >= 24:
		c.left, c.right = 2, 1
	case w >= 12:
		c.left = 1
	}
	if r.numbers && w >= 40 {
		c.number = 4
		c.left += c.number
	}
	if room := w - c.left - c.right - len(" | ") - leastText; r.margin && room >= leastMargin {
		c.gap = len(" | ")
		c.margin = min(max(w*3/10, leastMargin), mostMargin, room)
		if spare := w - c.left - r.options.Measure - c.right - c.gap; spare > c.margin {
			c.margin = min(spare, mostMargin)
		}
	}
	c.text = max(min(r.options.Measure, w-c.left-c.right-c.gap-c.margin), 1)
	return c
}

// fits reports whether the margin has room beside the text.
func (r *Reader) fits() bool {
	return r.width-6-len(" | ")-leastText >= leastMargin
}

// header returns the number of rows above the text.
func (r *Reader) header() int {
	switch {
	case r.height >= 16:
		return 3
	case r.height >= 6:
		return 1
	}
	return 0
}

// body returns the number of rows of text.
func (r *Reader) body() int {
	return max(r.height-r.header()-r.foot(), 0)
}

// foot returns the number of rows below the text: an input, a question, or the
// note under the cursor where no margin shows it.
func (r *Reader) foot() int {
	room := r.height
	switch r.mode {
	case searching:
		return min(1, room)
	case asking:
		if r.ask.back == editing {
			return min(1+r.editorHeight(), room)
		}
		return min(1, room)
	case editing:
		return min(r.editorHeight(), room)
	case reading, selecting:
	}
	return r.stripHeight()
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
	if n == 0 || r.doc == nil {
		return make([]string, n)
	}
	if len(r.frame.header) == n && r.frame.headerWidth == r.width {
		return r.frame.header
	}
	d, rows := r.doc, make([]string, n)
	title := clean.Line(d.Title)
	if title == "" {
		title = "untitled"
	}
	if d.Starred {
		title = "★ " + title
	}
	rows[0] = r.styles.Title.Render(cells.Cut(title, r.width))
	if n > 1 {
		rows[1] = r.styles.Muted.Render(cells.Cut(r.facts(), r.width))
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
		parts = append(parts, fmt.Sprintf("%d words", d.Words))
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
	rows := make([]string, h)
	var b strings.Builder
	for i := range rows {
		b.Reset()
		text, left, right := "", cells.Blank(c.left), ""
		if i < len(painted) {
			text = painted[i]
		}
		if i < len(gutters) {
			left, right = gutters[i].left, gutters[i].right
		}
		b.WriteString(left)
		b.WriteString(text)
		if right != "" || c.margin > 0 {
			b.WriteString(cells.Blank(c.text - paintedWidth(text)))
			if right == "" {
				right = cells.Blank(c.right)
			}
			b.WriteString(right)
		}
		if c.margin > 0 {
			b.WriteString(r.frame.divider)
			if i < len(margin) {
				b.WriteString(margin[i])
			}
		}
		rows[i] = b.String()
		if c.text < d.page.Width() { // the page has a least width
			rows[i] = cells.Cut(rows[i], r.width)
		}
	}
	return rows
}

// paintedWidth is [cells.Width] for a row that was painted: quick where its
// text is ASCII.
func paintedWidth(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\x1b' && i+1 < len(s) && s[i+1] == '[':
			for i += 2; i < len(s) && (s[i] < '@' || s[i] > '~'); i++ { // parameters, then the final byte
			}
		case c >= ' ' && c <= '~':
			n++
		default:
			return cells.Width(s)
		}
	}
	return n
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
	if i := r.statement(); i >= 0 {
		add(page.Layer{Style: st.Statement}, d.statements[i].spans)
	}
	for _, l := range d.layers {
		add(l, l.Spans)
	}
	for _, l := range d.highlights {
		add(l, l.Spans)
	}
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
	if r.focused && (r.mode == reading || r.mode == selecting) {
		add(page.Layer{Style: st.Cursor, Over: true}, []briefings.Span{{Start: r.cur, End: d.next(r.cur)}})
	}
	return out
}

// gutter is what stands on both sides of a row; right may be "".
type gutter struct{ left, right string }

// bars tell a statement's kind without colour.
var bars = map[briefings.StatementKind]string{
	briefings.Direct: "┃", briefings.Indirect: "╎", briefings.Mixed: "┇",
}

// gutters returns the gutters of the visible rows.
func (r *Reader) gutters(at []page.Pos, spans []briefings.Span, c columns) []gutter {
	d := r.doc
	w := covering(spans)
	pieces := d.segments.within(w)
	current := r.statement()
	mark := r.note()
	notes := d.notesWithin(w)
	out := make([]gutter, len(at))
	for i, s := range spans {
		if c.number > 0 {
			out[i].left = r.number(at[i], s, c.number)
		}
		row := s
		if row.Empty() && i > 0 { // the blank row between two paragraphs
			row = briefings.Span{Start: spans[i-1].End, End: spans[i-1].End + 1}
		}
		k, first := -1, false
		if !row.Empty() {
			k, first = rowStatement(pieces, row, current)
		}
		out[i].left += r.bar(k, first && !s.Empty(), c.left-c.number)
		if c.right > 0 && !s.Empty() {
			out[i].right = r.sign(notes, s, mark, c.right)
		}
	}
	return out
}

// number returns the number of the paragraph whose first row is at.
func (r *Reader) number(at page.Pos, row briefings.Span, width int) string {
	if at.Row == 0 && !row.Empty() {
		n := strconv.Itoa(r.doc.paragraphNumber(row.Start))
		return r.paints.muted.On(cells.FitLeft(n, width-1)) + " "
	}
	return cells.Blank(width)
}

// paragraphNumber returns the number of the paragraph at off, from 1.
func (d *article) paragraphNumber(off int) int {
	if len(d.blocks) == 0 {
		return 0
	}
	return d.block(off) + 1
}

// rowStatement chooses the statement that the gutter of a row shows: the one
// under the cursor, else one that begins there, else the first; and whether it
// begins there.
func rowStatement(pieces []segment, row briefings.Span, current int) (statement int, first bool) {
	statement = -1
	for _, s := range pieces {
		if s.Start >= row.End {
			break
		}
		if !s.Overlaps(row) {
			continue
		}
		begins := s.first && row.Contains(s.Start)
		if s.statement == current {
			return s.statement, begins
		}
		if statement < 0 || begins && !first {
			statement, first = s.statement, begins
		}
	}
	return statement, first
}

// bar draws a statement's gutter: the speaker's letter where it begins and a
// bar beside its rows.
func (r *Reader) bar(i int, first bool, width int) string {
	if i < 0 || width <= 0 {
		return cells.Blank(width)
	}
	s := r.doc.statements[i].Statement
	letter, style := r.letter(s)
	glyph := bars[s.Kind]
	if glyph == "" {
		glyph = bars[briefings.Indirect]
	}
	if !first {
		letter = " "
	}
	if width >= 3 {
		return style.Styled(letter+glyph) + " "
	}
	if first {
		glyph = letter
	}
	return style.Styled(glyph) + cells.Blank(width-1)
}

// letter returns the mark and style of a statement's (first) speaker.
func (r *Reader) letter(s *briefings.Statement) (string, uv.Style) {
	if m := r.doc.mark[s.Speaker.ID]; m != "" && s.Speaker.ID != "" {
		return m, r.styles.Speaker(s.Speaker.ID)
	}
	return "?", uv.Style{Attrs: uv.AttrBold}
}

// notesWithin returns the run of marks that may overlap w.
func (d *article) notesWithin(w briefings.Span) []int {
	var out []int
	for i := range d.notes[:d.placed] {
		at := d.notes[i].At
		if at.Start >= w.End {
			break
		}
		if at.Overlaps(w) {
			out = append(out, i)
		}
	}
	return out
}

// Signs of a mark in the right gutter; the colour's number follows.
const (
	signMark = "●"
	signNote = "✎"
)

// sign draws the mark that begins on a row, the one under the cursor first.
func (r *Reader) sign(notes []int, row briefings.Span, current, width int) string {
	found := -1
	for _, i := range notes {
		if row.Contains(r.doc.notes[i].At.Start) && (found < 0 || i == current) {
			found = i
		}
	}
	if found < 0 {
		return ""
	}
	n := &r.doc.notes[found]
	c, style := colour(n), r.styles.Highlight(colour(n))
	if width < 3 {
		return style.Styled(strconv.Itoa(c))
	}
	return " " + style.Styled(noteSign(n)+strconv.Itoa(c))
}

func noteSign(n *briefings.Annotation) string {
	if n.Text != "" {
		return signNote
	}
	return signMark
}

// footRows draw what stands below the text.
func (r *Reader) footRows() []string {
	n := r.foot()
	var rows []string
	switch r.mode {
	case searching:
		rows = []string{r.searchRow()}
	case asking:
		if r.ask.back == editing {
			rows = r.editorRowsView()
		}
		rows = append(rows, r.questionRow())
		if len(rows) > n {
			rows = rows[len(rows)-n:]
		}
	case editing:
		rows = r.editorRowsView()
	case reading, selecting:
		rows = r.stripRows()
	}
	if len(rows) > n {
		rows = rows[:n]
	}
	return rows
}

func (r *Reader) searchRow() string {
	count := ""
	if r.find.input.Value() != "" {
		count = r.find.count(r.cur)
	}
	w := r.width - cells.Width(count) - 1
	if w < 8 {
		w, count = r.width, ""
	}
	r.find.input.SetStyles(inputStyles(r.styles))
	r.find.input.SetWidth(max(w-2, 1))
	return cells.Fit(harmless(r.find.input.View()), w) + cells.Cut(" "+r.styles.Muted.Render(count), r.width-w)
}

func (r *Reader) questionRow() string {
	q := &r.keys.Question
	return cells.Cut(r.styles.Warning.Render(r.ask.text)+" "+
		r.styles.Accent.Render(firstKey(q.Yes)+"/"+firstKey(q.No)), r.width)
}

// firstKey names the key that a one-row prompt shows.
func firstKey(b key.Binding) string {
	if ks := b.Keys(); len(ks) > 0 {
		return ks[0]
	}
	return "–"
}

// harmless leaves out of a drawn input what would reorder the row: inputs drop
// control characters by themselves, but not these.
func harmless(view string) string {
	return strings.Map(func(c rune) rune {
		if c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069' {
			return -1
		}
		return c
	}, view)
}

// editorRows returns the rows of text in the editor.
func (r *Reader) editorRows() int {
	return max(min(maxEditor, (r.height-r.header()-2)/2), 1)
}

// roomy reports whether the editor has rows for a title and the tags.
func (r *Reader) roomy() bool { return r.height >= 7 }

func (r *Reader) editorHeight() int {
	if r.roomy() {
		return r.editorRows() + 2
	}
	return 1
}

func (r *Reader) editorRowsView() []string {
	e := &r.editor
	e.resize(r.width, r.editorRows())
	if !r.roomy() {
		if e.onTags {
			return []string{cells.Cut(harmless(e.tags.View()), r.width)}
		}
		return cells.Block(harmless(e.text.View()), r.width, 1)
	}
	k := &r.keys.Editor
	title := e.title
	help := firstKey(k.Save) + " saves, " + firstKey(k.Close) + " closes"
	if room := r.width - cells.Width(help) - 3; room >= 16 {
		title = cells.Fit(title, room) + "   " + help
	}
	rows := []string{r.styles.Focus.Render(cells.Cut(title, r.width))}
	rows = append(rows, cells.Block(harmless(e.text.View()), r.width, e.area.h)...)
	return append(rows, cells.Cut(harmless(e.tags.View()), r.width))
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

// Status says in a few words where the cursor is.
func (r *Reader) Status() string {
	if r.loading != "" {
		return "opening …"
	}
	if r.doc == nil {
		return ""
	}
	d := r.doc
	if d.Text == "" {
		return "no text"
	}
	parts := []string{
		fmt.Sprintf("¶ %d", d.paragraphNumber(r.cur)),
		fmt.Sprintf("%d %%", int(100*d.page.Progress(r.top, r.body())+0.5)),
	}
	switch i := r.statement(); {
	case r.selects:
		s := r.selected()
		parts = append(parts, fmt.Sprintf("%d words selected", len(strings.Fields(d.Text[s.Start:s.End]))))
	case i >= 0:
		s := d.statements[i].Statement
		parts = append(parts, speakerNames(s)+", "+string(s.Kind))
	}
	if len(r.find.terms) > 0 && r.mode != searching {
		parts = append(parts, r.find.count(r.cur))
	}
	return strings.Join(parts, " · ")
}
