package notes

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/keys"
	"readout/ui/tabs"
	"readout/ui/theme"
)

// look is the styles of the screen taken apart for drawing rows.
type look struct {
	st                                            *theme.Styles
	text, muted, accent, border, caption, warning cells.Paint
	hit                                           cells.Paint    // of words that were looked for
	here, away                                    [2]cells.Paint // the cursor's rows with and without the focus; of hits in them
}

// SetStyles gives the screen its styles.
func (n *Notes) SetStyles(st *theme.Styles) {
	n.redraw()
	n.look = look{
		st: st, text: cells.NewPaint(st.Text), muted: cells.NewPaint(st.Muted),
		accent: cells.NewPaint(st.Focus), border: cells.NewPaint(st.Border), caption: cells.NewPaint(st.Title), warning: cells.NewPaint(st.Warning),
		hit:  cells.NewPaint(st.Hit.Bold(true)),
		here: [2]cells.Paint{cells.NewPaint(st.Selected), cells.NewPaint(st.Selected.Underline(true).Bold(true))},
		away: [2]cells.Paint{cells.NewPaint(st.Dim), cells.NewPaint(st.Dim.Underline(true))},
	}
}

// SetColours gives the colours other names.
func (n *Notes) SetColours(names [briefings.Colors]string) {
	n.opts.Colours = names
	n.redraw()
}

// SetSize gives the screen its cells.
func (n *Notes) SetSize(width, height int) {
	n.redraw()
	n.width, n.height = max(width, 0), max(height, 0)
	n.inner = n.width
	if n.width >= barWidth && n.height >= barHeight && !n.opts.NoScrollbar {
		n.inner--
	}
	n.keep()
}

// SetFocused says whether the screen has the keyboard.
func (n *Notes) SetFocused(on bool) { n.focused = on }

// Sizes from which the screen has room for things.
const (
	barWidth   = 24 // a scrollbar
	barHeight  = 5
	headHeight = 10 // tabs and filter have a row each
)

// SetTabs puts labels in front of the head row: the screens that share this
// place. None: the head row names the screen.
func (n *Notes) SetTabs(labels []string, active int) {
	n.tabs = tabs.Bar{Labels: labels, Active: active}
	n.keep()
}

// TabAt returns the index of the tab at a cell of the screen, or -1.
func (n *Notes) TabAt(x, y int) int {
	if y != 0 || !n.query.Empty() && n.headRows() == 1 { // the filter stands there
		return -1
	}
	return n.tabs.At(x)
}

// headRows returns the rows above the list.
func (n *Notes) headRows() int {
	if len(n.tabs.Labels) > 0 && !n.query.Empty() && n.height >= headHeight {
		return 2
	}
	return 1
}

// body returns the rows for the list.
func (n *Notes) body() int { return max(n.height-n.headRows()-n.stripHeight(), 0) }

// stickyFrom is the height from which the heading of the first note stays in
// sight when its own row has scrolled away.
const stickyFrom = 6

// sticky returns the rows that the heading above item i takes when the screen
// begins with i.
func (n *Notes) sticky(i int) int {
	if n.grouping == Flat || n.items[i].e == nil || n.height < stickyFrom {
		return 0
	}
	return 1
}

// View returns exactly the rows of the screen's size.
func (n *Notes) View() string {
	if n.width == 0 || n.height == 0 {
		return ""
	}
	rows := make([]string, 0, n.height+8)
	if len(n.items) == 0 {
		rows = append(rows, n.nothing()...)
	} else if n.sticky(n.top) > 0 {
		rows = append(rows, n.headingRow(n.items[n.top].g, false))
	}
	body := n.body()
	for i := n.top; i < len(n.items) && len(rows) < body; i++ {
		rows = append(rows, n.draw(i)...)
	}
	for len(rows) < body {
		rows = append(rows, cells.Blank(n.inner))
	}
	rows = rows[:body]
	if n.inner < n.width {
		from, to := n.thumb()
		for y := range rows {
			if y >= from && y < to {
				rows[y] += n.look.muted.On(cells.Sign("▐", "#"))
			} else {
				rows[y] += " "
			}
		}
	}
	return strings.Join(slices.Concat(n.heads(), rows, n.strip()), "\n")
}

// thumb returns the rows of the scrollbar that show where the screen stands in
// the list; there are none where all fits.
func (n *Notes) thumb() (from, to int) {
	room, all := n.body(), len(n.items)
	if all == 0 {
		return 0, 0
	}
	last := n.lastTop(all - 1)
	if last == 0 || room == 0 {
		return 0, 0
	}
	size := max(room*max(all-last, 1)/all, 1)
	from = (room - size) * n.top / last
	if n.top > 0 && from == 0 && size < room { // only the very top touches the edge
		from = min(1, room-size)
	}
	return from, from + size
}

// draw returns the rows of an item. All but the one with the cursor are kept,
// because a key changes one or two of those on the screen.
func (n *Notes) draw(i int) []string {
	it := n.items[i]
	if i == n.at {
		return n.rows(it, true)
	}
	rows, ok := n.drawn[it]
	if !ok {
		if len(n.drawn) > 8*n.height {
			clear(n.drawn)
		}
		rows = n.rows(it, false)
		n.drawn[it] = rows
	}
	return rows
}

// redraw forgets the rows that were kept.
func (n *Notes) redraw() { clear(n.drawn) }

func (n *Notes) rows(it item, current bool) []string {
	if it.e == nil {
		return []string{n.headingRow(it.g, current)}
	}
	return n.entryRows(it, current)
}

// heads returns the rows above the list: what is shown, and how many.
func (n *Notes) heads() []string {
	paint := n.look.accent
	if !n.focused {
		paint = n.look.caption
	}
	filter := ""
	if !n.query.Empty() {
		filter = "Notes: " + clean.Line(n.query.String())
	}
	bar := n.tabs.View(n.look.st, n.focused, n.width)
	first := func() string {
		room := n.width - cells.Width(bar) - 1
		count := cells.Cut(n.count(room), max(room, 0))
		return bar + cells.Blank(n.width-cells.Width(bar)-cells.Width(count)) + n.look.muted.On(count)
	}
	switch {
	case n.headRows() > 1:
		return []string{first(), paint.On(cells.Fit(filter, n.width))}
	case filter != "":
		bar = paint.On(cells.Cut(filter, max(n.width-cells.Width(n.count(n.width/2))-1, 0)))
	case len(n.tabs.Labels) == 0:
		bar = paint.On(cells.Cut("All notes", n.width))
	}
	return []string{first()}
}

// count says how many notes there are and how they stand together, in so many
// words as fit into width cells.
func (n *Notes) count(width int) string {
	if !n.loaded || n.failed {
		return ""
	}
	all := cells.Number(len(n.entries))
	if k := len(n.selected); k > 0 {
		all = cells.Number(k) + " of " + all + " selected"
	}
	if s := all + " · " + n.grouping.words(); cells.Width(s) <= width {
		return s
	}
	return all
}

// nothing says why there are no rows.
func (n *Notes) nothing() []string {
	var text []string
	switch {
	case !n.loaded:
		text = []string{"reading the notes…"}
	case n.failed:
		text = []string{"The notes cannot be read: see below."}
	case !n.query.Empty():
		text = []string{"No note fits this filter.", keys.First(n.keys.Clear) + " shows all, " + keys.First(n.keys.Filter) + " changes it."}
	default:
		text = []string{"There are no notes yet.", "In an article v selects a passage,", "1 to 5 mark it, a writes a note."}
	}
	rows := make([]string, 0, len(text)+1)
	rows = append(rows, cells.Blank(n.inner))
	for _, t := range text {
		rows = append(rows, n.look.muted.On(cells.Fit("  "+t, n.inner)))
	}
	return rows
}

// headingRow draws the heading of a group: whether it is folded, its name, and
// how many notes stand under it.
func (n *Notes) headingRow(i int, current bool) string {
	g := &n.groups[i]
	cursor, fold := " ", cells.Sign("▾", "v")+" "
	if current {
		cursor = cells.Sign("›", ">")
	}
	if n.folded[g.key] {
		fold = cells.Sign("▸", ">") + " "
	}
	count := cells.Number(len(g.entries))
	if n.grouping == ByBriefing && n.inner >= dated {
		if d := published(g.entries[0].b); d != "" {
			count = d + "  " + cells.FitLeft(count, 3)
		}
	}
	room := n.inner - 3 - cells.Width(count) - 1
	if room < 4 {
		count, room = "", n.inner-3
	}
	name := cells.Fit(n.heading(g), room)
	if count != "" {
		count = " " + count
	}
	if current {
		return n.whole()[0].On(cells.Fit(cursor+fold+name+count, n.inner))
	}
	if n.inner < 3 {
		return n.look.caption.On(cells.Fit(cursor+fold, n.inner))
	}
	return n.look.muted.On(cursor+fold) + n.look.caption.On(name) + n.look.muted.On(count)
}

// dated is the width from which the heading of a briefing has its date.
const dated = 44

// whole returns the paints of the rows with the cursor.
func (n *Notes) whole() [2]cells.Paint {
	if n.focused {
		return n.look.here
	}
	return n.look.away
}

const (
	signCells = 5
	asideFrom = 100 // width from which what is said about a note stands beside it
	roomyFrom = 16  // height from which a passage may have a second row
	tiny      = signCells + 8
)

// aside returns the cells of the column beside the notes, 0 for none.
func (n *Notes) aside() int {
	if n.inner < asideFrom {
		return 0
	}
	return min(max(n.inner*2/5, 40), 80)
}

// row is a part of a note that takes one row, not yet cut.
type row struct {
	text  string
	paint cells.Paint
	hits  []briefings.Span // bytes of text
}

// entryRows draws a note.
func (n *Notes) entryRows(it item, current bool) []string {
	side := n.aside()
	room := max(n.inner-signCells, 1)
	if side > 0 {
		room -= side + 2
	}
	unfold := current && n.stripHeight() == 0
	left, right := n.passage(it.e, room, unfold), n.about(it.e, cmp.Or(side, room), unfold)
	if side == 0 {
		left, right = append(left, right...), nil
	}
	most := max(n.body()-1, 1)
	switch {
	case n.height < stickyFrom:
		most = max(n.body(), 1)
	case unfold:
		most = n.unfolded()
	}
	out := make([]string, 0, max(len(left), len(right)))
	for k := 0; k < max(len(left), len(right)) && k < most; k++ {
		var b strings.Builder
		n.signs(&b, it.e, k == 0, current)
		n.part(&b, left, k, room, current)
		if side > 0 {
			n.part(&b, []row{{text: "  "}}, 0, 2, current)
			n.part(&b, right, k, side, current)
		}
		line := b.String()
		if n.inner < tiny {
			line = cells.Fit(line, n.inner)
		}
		out = append(out, line)
	}
	return out
}

// signs writes the cells before the rows of a note: cursor, selection, mark or
// note, and the number of the colour; colour is never the only sign.
func (n *Notes) signs(b *strings.Builder, e *entry, first, current bool) {
	cursor, sign, number := " ", " ", " "
	selected := " "
	if n.selected[e.a.ID] {
		selected = "+"
	}
	if first {
		sign = cells.Sign("●", "*")
		if e.a.Text != "" {
			sign = cells.Sign("✎", "&")
		}
		if current {
			cursor = cells.Sign("›", ">")
		}
		if !e.a.IsPageNote() {
			number = strconv.Itoa(colourOf(&e.a))
		}
	}
	paint := n.look.accent
	if current {
		paint = n.whole()[0]
	}
	if marks := cursor + selected; current || marks != "  " {
		marks = paint.On(marks)
		b.WriteString(marks)
	} else {
		b.WriteString(marks)
	}
	switch {
	case first && !e.a.IsPageNote():
		st := n.look.st.Highlight(colourOf(&e.a))
		b.WriteString(st.Styled(sign + number))
	case current:
		b.WriteString(paint.On(sign + number))
	default:
		b.WriteString(sign + number)
	}
	if current {
		b.WriteString(paint.On(" "))
	} else {
		b.WriteByte(' ')
	}
}

// part writes row k of rows in exactly w cells, hits painted.
func (n *Notes) part(b *strings.Builder, rows []row, k, w int, current bool) {
	var r row
	if k < len(rows) {
		r = rows[k]
	}
	paint, hit := r.paint, n.look.hit
	if current {
		paint, hit = n.whole()[0], n.whole()[1]
	}
	text := cells.Cut(r.text, w)
	whole := len(text) // bytes that are of the text, not its ellipsis
	if text != r.text {
		whole = len(strings.TrimSuffix(text, cells.Ellipsis()))
	}
	at := 0
	for _, h := range r.hits {
		from, to := min(max(h.Start, at), whole), min(h.End, whole)
		if from >= to {
			continue
		}
		b.WriteString(paint.On(text[at:from]))
		b.WriteString(hit.On(text[from:to]))
		at = to
	}
	b.WriteString(paint.On(text[at:]))
	if pad := cells.Blank(w - cells.Width(text)); current {
		b.WriteString(paint.On(pad))
	} else {
		b.WriteString(pad)
	}
}

// Status returns the place among the notes for the status line.
func (n *Notes) Status() string {
	if !n.loaded || len(n.items) == 0 {
		return ""
	}
	s := cells.Count(len(n.entries), "note")
	if n.grouping != Flat {
		s += fmt.Sprintf(" · group %s of %s", cells.Number(n.items[n.at].g+1), cells.Number(len(n.groups)))
	} else {
		s = fmt.Sprintf("%s of %s", cells.Number(n.at+1), cells.Number(len(n.items)))
	}
	if n.find.term != "" {
		s += fmt.Sprintf(" · “%s” in %s", clean.Line(n.find.term), cells.Count(len(n.find.hits), "note"))
	}
	return s
}

// Waiting reports whether rows that were asked for are still to come: a key
// pressed meanwhile may mean what the screen does not show yet.
func (n *Notes) Waiting() bool { return n.asked || !n.loaded && n.reading || n.find.waits }

// Loaded reports whether the first answer has come.
func (n *Notes) Loaded() bool { return n.loaded }
