package ledger

import (
	"cmp"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/keys"
	"readout/ui/tabs"
	"readout/ui/theme"
)

// look is the styles of the screen taken apart for drawing rows.
type look struct {
	st                                          *theme.Styles
	text, muted, accent, border, caption, doubt cells.Paint
	hit                                         cells.Paint
	here, away                                  cells.Paint // the cursor's rows with and without the focus
}

// SetStyles gives the screen its styles.
func (l *Ledger) SetStyles(st *theme.Styles) {
	l.look = look{
		st: st, text: cells.NewPaint(st.Text), muted: cells.NewPaint(st.Muted), accent: cells.NewPaint(st.Focus),
		border: cells.NewPaint(st.Border), caption: cells.NewPaint(st.Title), doubt: cells.NewPaint(st.Warning),
		hit: cells.NewPaint(st.Hit.Bold(true)), here: cells.NewPaint(st.Selected), away: cells.NewPaint(st.Dim),
	}
}

// SetColours gives the colours other names.
func (l *Ledger) SetColours(names [briefings.Colors]string) { l.opts.Colours = names }

// SetSize gives the screen its cells.
func (l *Ledger) SetSize(width, height int) {
	row := l.rowOf(l.at) - l.top
	l.width, l.height = max(width, 0), max(height, 0)
	l.measure()
	l.top = max(l.rowOf(l.at)-row, 0)
	l.keep()
}

// SetFocused says whether the screen has the keyboard.
func (l *Ledger) SetFocused(on bool) { l.focused = on }

// SetTabs puts labels in front of the head row: the screens that share this
// place.
func (l *Ledger) SetTabs(labels []string, active int) {
	l.tabs = tabs.Bar{Labels: labels, Active: active}
}

// TabAt returns the index of the tab at a cell of the screen, or -1.
func (l *Ledger) TabAt(x, y int) int {
	if y != 0 || l.headRows() == 1 && l.title() != "" {
		return -1
	}
	return l.tabs.At(x)
}

// Sizes from which the screen has room for things.
const (
	headHeight = 10 // tabs and title have a row each
	roomyFrom  = 18 // a second row of words
	stripFrom  = 16 // a strip with the whole statement
	mostStrip  = 12
)

// headRows returns the rows above the list.
func (l *Ledger) headRows() int {
	if l.title() != "" && l.height >= headHeight {
		return 2
	}
	return min(1, l.height)
}

// title says what is shown: of whom, on what, by which filter.
func (l *Ledger) title() string {
	var parts []string
	if l.now.subject.Kind != "" {
		parts = append(parts, clean.Line(l.now.subject.Name))
	}
	if !l.now.query.Empty() {
		parts = append(parts, clean.Line(l.now.query.String()))
	}
	return strings.Join(parts, " · ")
}

// wordRows returns the rows that the words of a statement have in the list.
func (l *Ledger) wordRows() int {
	if l.height >= roomyFrom {
		return 2
	}
	return 1
}

func (l *Ledger) stripHeight() int {
	if l.height < stripFrom || len(l.items) == 0 {
		return 0
	}
	return min(l.height/3, mostStrip)
}

// body returns the rows of the list.
func (l *Ledger) body() int { return max(l.height-l.headRows()-l.stripHeight(), 0) }

// stickyRows returns the rows in which the heading of what is shown stays in
// sight.
func (l *Ledger) stickyRows() int {
	if l.now.grouping == None || l.body() < 5 {
		return 0
	}
	return 1
}

// View returns exactly the rows of the screen's size.
func (l *Ledger) View() string {
	if l.width == 0 || l.height == 0 {
		return ""
	}
	body := l.body()
	rows := make([]string, 0, l.height)
	if len(l.items) == 0 || len(l.shelf.entries) == 0 && l.loaded && !l.reading {
		rows = append(rows, l.nothing()...)
	} else {
		i := max(sort.SearchInts(l.tops, l.top+1)-1, 0)
		skip := l.top - l.tops[i]
		for ; i < len(l.items) && len(rows) < body; i++ {
			drawn := l.draw(l.items[i], i == l.at)
			rows = append(rows, drawn[min(skip, len(drawn)):]...)
			skip = 0
		}
		if first := l.firstShown(); first >= 0 && len(rows) > 0 {
			rows[0] = l.heading(first, false)
		}
	}
	for len(rows) < body {
		rows = append(rows, cells.Blank(l.width))
	}
	rows = append(l.heads(), rows[:body]...)
	return strings.Join(append(rows, l.strip()...), "\n")
}

// firstShown returns the group whose heading has scrolled away from above what
// is shown, or -1.
func (l *Ledger) firstShown() int {
	if l.stickyRows() == 0 || l.top == 0 {
		return -1
	}
	i := sort.SearchInts(l.tops, l.top+1) - 1
	if i < 0 || i >= len(l.items) || l.items[i].e == nil || i == l.at && l.tops[i] == l.top {
		return -1
	}
	return l.items[i].g
}

// heads returns the rows above the list: what is shown, and how many.
func (l *Ledger) heads() []string {
	if l.headRows() == 0 {
		return nil
	}
	paint := l.look.accent
	if !l.focused {
		paint = l.look.caption
	}
	title := l.title()
	if l.headRows() == 1 && title != "" {
		count := l.count()
		if cells.Width(count)*2 > l.width {
			count = cells.Number(len(l.shelf.entries))
		}
		room := max(l.width-cells.Width(count)-1, 0)
		return []string{paint.On(cells.Fit(title, room)) + l.look.muted.On(cells.FitLeft(count, l.width-room))}
	}
	bar := l.tabs.View(l.look.st, l.focused, l.width)
	room := l.width - cells.Width(bar)
	count := l.count()
	if cells.Width(count) > room-1 {
		count = cells.Number(len(l.shelf.entries))
	}
	out := []string{bar + l.look.muted.On(cells.FitLeft(cells.Cut(count, max(room-1, 0)), room))}
	if l.headRows() > 1 {
		out = append(out, paint.On(cells.Fit(title, l.width)))
	}
	return out
}

var groupingWords = map[Grouping]string{
	None: "by date", BySpeaker: "by speaker", ByTopic: "by topic", ByDate: "by month", BySource: "by source",
}

// count says how many statements there are and how they stand together.
func (l *Ledger) count() string {
	if !l.loaded {
		return "reading…"
	}
	if l.failed {
		return ""
	}
	n := len(l.shelf.entries)
	s := cells.Number(n) + " · " + groupingWords[l.now.grouping]
	if l.now.all && (l.now.grouping == BySpeaker || l.now.grouping == ByTopic) {
		s = cells.Count(len(l.shelf.groups), string(l.now.grouping))
	}
	if l.now.grouping == None && l.now.oldest {
		s = cells.Number(n) + " · oldest first"
	}
	if l.reading {
		s += " …"
	}
	return s
}

// nothing says why there are no rows.
func (l *Ledger) nothing() []string {
	var text []string
	switch {
	case !l.loaded || l.reading:
		text = []string{"reading the statements…"}
	case l.failed:
		text = []string{"The statements cannot be read: see below."}
	case !l.now.query.Empty() || l.now.subject.Kind != "":
		text = []string{"No statement fits.", keys.First(l.keys.Filter) + " changes the filter, " + keys.First(l.keys.Clear) + " goes back."}
	default:
		text = []string{"Nothing is said here yet:", "there is no briefing with a statement."}
	}
	rows := []string{cells.Blank(l.width)}
	for _, t := range text {
		rows = append(rows, l.look.muted.On(cells.Fit("  "+t, l.width)))
	}
	return rows
}

// draw returns the rows of an item.
func (l *Ledger) draw(it item, current bool) []string {
	switch {
	case it.g < 0:
		return l.summary(current)
	case it.e == nil:
		return []string{l.heading(it.g, current)}
	}
	return l.entryRows(it.e, current)
}

// paint returns the paint of rows with the cursor.
func (l *Ledger) paint() cells.Paint {
	if l.focused {
		return l.look.here
	}
	return l.look.away
}

// wideHeading is the width from which a heading has its dates and, further on,
// its bars.
const (
	wideHeading = 46
	barsHeading = 90
)

// heading draws the heading of a group: whether it is folded, its name, how
// many statements stand under it and from when to when.
func (l *Ledger) heading(i int, current bool) string {
	g := &l.shelf.groups[i]
	cursor, fold := " ", cells.Sign("▾", "v")+" "
	if current {
		cursor = cells.Sign("›", ">")
	}
	if l.isFolded(g) {
		fold = cells.Sign("▸", ">") + " "
	}
	count := cells.FitLeft(cells.Number(len(g.entries)), 5)
	switch {
	case l.width >= barsHeading:
		count = cells.Fit(overTime(g, 46), 46) + "  " + count + " in " + cells.FitLeft(cells.Number(g.briefings), 4) + "  " + cells.Fit(g.span(), 23)
	case l.width >= wideHeading && l.now.grouping != ByDate:
		count += "  " + cells.FitLeft(g.last, 10)
	}
	room := l.width - 3 - cells.Width(count) - 1
	if room < 6 {
		count, room = "", max(l.width-3, 0)
	}
	row := cells.Fit(cursor+fold+cells.Fit(g.name, room)+" "+count, l.width)
	if current {
		return l.paint().On(row)
	}
	if len(row) < 8 || l.width < 8 {
		return l.look.caption.On(row)
	}
	return l.look.muted.On(cursor+fold) + l.look.caption.On(cells.Fit(g.name, room)) + l.look.muted.On(cells.Fit(" "+count, l.width-3-room))
}

// sure says how sure it is who speaks: a sign for the list, words for the strip.
func sure(s *briefings.Statement) (mark, words string) {
	switch {
	case s.Confidence >= 0.75:
		return "", fmt.Sprintf("%.0f %% sure", 100*s.Confidence)
	case s.Confidence >= 0.5:
		return "~", fmt.Sprintf("likely, %.0f %% sure", 100*s.Confidence)
	}
	return "?", fmt.Sprintf("unsure, %.0f %%", 100*s.Confidence)
}

// facts says who makes a statement, when, where and on what, without what its
// group or the page says.
func (l *Ledger) facts(e *entry) string {
	var parts []string
	mark, _ := sure(e.statement())
	parts = append(parts, cmp.Or(e.day(), "no date"))
	if l.now.grouping != BySpeaker && l.now.subject.Kind != BySpeaker || len(e.parties()) > 1 {
		parts = append(parts, e.by()+mark)
	} else if mark != "" {
		parts[0] += mark
	}
	if s := strings.TrimSpace(clean.Line(e.said.Briefing.Source)); s != "" && l.now.grouping != BySource {
		parts = append(parts, s)
	}
	if labels := e.said.Labels(e.statement()); len(labels) > 0 {
		parts = append(parts, "on "+clean.Line(strings.Join(labels, ", ")))
	}
	return strings.Join(parts, " · ")
}

// signCells are the cells before the rows of a statement.
const signCells = 4

// entryRows draws a statement: a row of facts, and its words.
func (l *Ledger) entryRows(e *entry, current bool) []string {
	room := max(l.width-signCells, 1)
	rows := make([]string, 0, 1+l.wordRows())
	rows = append(rows, l.row(e, l.facts(e), l.look.muted, room, true, current))
	words := clean.Quoted(e.words(), 8*room)
	if e.statement().Kind == briefings.Indirect {
		words = clean.Line(clean.Head(e.words(), 8*room))
	}
	lines := wrapped(words, room, l.wordRows())
	for k := range l.wordRows() {
		text := ""
		if k < len(lines) {
			text = lines[k]
		}
		rows = append(rows, l.row(e, text, l.look.text, room, false, current))
	}
	return rows
}

// row draws one row of a statement.
func (l *Ledger) row(e *entry, text string, paint cells.Paint, room int, first, current bool) string {
	cursor, sign := " ", "  "
	if first && e.colour > 0 {
		sign = cells.Sign("●", "*") + strconv.Itoa(e.colour)
	}
	if first && current {
		cursor = cells.Sign("›", ">")
	}
	text = cells.Fit(text, room)
	if current {
		row := l.paint().On(cursor) + l.paint().On(sign+" "+text)
		if l.width < signCells+1 {
			return l.paint().On(cells.Fit(cursor+sign, l.width))
		}
		return row
	}
	if l.width < signCells+1 {
		return cells.Fit(cursor+sign, l.width)
	}
	if e.colour > 0 && first {
		st := l.look.st.Highlight(e.colour)
		sign = st.Styled(sign)
	}
	return cursor + sign + " " + l.hits(text, paint)
}

// hits paints a text and the words in it that were looked for.
func (l *Ledger) hits(text string, paint cells.Paint) string {
	if l.find.term == "" {
		return paint.On(text)
	}
	var b strings.Builder
	at := 0
	for _, h := range occurrences(text, l.find.term) {
		if h.Start < at {
			continue
		}
		b.WriteString(paint.On(text[at:h.Start]))
		b.WriteString(l.look.hit.On(text[h.Start:h.End]))
		at = h.End
	}
	b.WriteString(paint.On(text[at:]))
	return b.String()
}

// wrapped breaks a text into at most so many rows of w cells; the last has the
// rest.
func wrapped(s string, w, most int) []string {
	var out []string
	for len(out) < most-1 && cells.Width(s) > w {
		line, _, _ := strings.Cut(ansi.Wrap(clean.Head(s, 8*w+64), w, ""), "\n")
		if line == "" || !strings.HasPrefix(s, line) {
			break
		}
		out = append(out, line)
		s = strings.TrimLeft(s[len(line):], " ")
	}
	return append(out, s)
}

// strip draws what is under the cursor whole, or as far as it has rows.
func (l *Ledger) strip() []string {
	h := l.stripHeight()
	if h == 0 {
		return nil
	}
	line := cells.Sign("─", "-")
	caption, text, about := l.under()
	caption = cells.Cut(caption, max(l.width-6, 0))
	head := line + line + " " + caption + " "
	if caption == "" || l.width < 8 {
		head = line
	}
	out := []string{l.look.border.On(cells.Cut(head+strings.Repeat(line, max(l.width-cells.Width(head), 0)), l.width))}
	tail := wrapped(about, l.width, max(h/2-1, 1))
	for _, t := range wrapped(text, l.width, max(h-1-len(tail), 1)) {
		out = append(out, l.hits(cells.Fit(t, l.width), l.look.text))
	}
	for _, t := range tail {
		out = append(out, l.look.muted.On(cells.Fit(t, l.width)))
	}
	for len(out) < h {
		out = append(out, cells.Blank(l.width))
	}
	return out[:h]
}

// shown bounds how much of a statement is looked at for the strip, bytes.
const shown = 4 << 10

// under says what is under the cursor.
func (l *Ledger) under() (caption, text, about string) {
	e := l.entry()
	if e == nil {
		if g := l.group(); g != nil {
			return g.name, overTime(g, l.width), cells.Count(len(g.entries), "statement") + " in " + cells.Count(g.briefings, "briefing") + " · " + g.span()
		}
		return "", "", ""
	}
	b, s := &e.said.Briefing, e.statement()
	caption = strings.TrimSpace(e.day() + " " + clean.Line(b.Title))
	text = clean.Quoted(e.words(), shown)
	if s.Kind == briefings.Indirect {
		text = clean.Line(clean.Head(e.words(), shown))
	}
	_, words := sure(s)
	parts := []string{e.by(), string(s.Kind)}
	if s.Act != "" {
		parts = append(parts, string(s.Act))
	}
	if labels := e.said.Labels(s); len(labels) > 0 {
		parts = append(parts, "on "+strings.Join(labels, ", "))
	}
	parts = append(parts, b.Source, strings.TrimSpace(words+" "+grounds(s)))
	var kept []string
	for _, p := range parts {
		if p = strings.TrimSpace(clean.Line(p)); p != "" {
			kept = append(kept, p)
		}
	}
	return caption, text, strings.Join(kept, " · ")
}

func grounds(s *briefings.Statement) string {
	if s.Grounds == "" {
		return ""
	}
	return "(" + s.Grounds + ")"
}

// Status returns the place among the statements for the status line.
func (l *Ledger) Status() string {
	if !l.loaded || len(l.items) == 0 {
		return ""
	}
	s := cells.Count(len(l.shelf.entries), "statement")
	if l.now.grouping != None {
		if g := l.group(); g != nil {
			s += fmt.Sprintf(" · group %s of %s", cells.Number(l.items[l.at].g+1), cells.Number(len(l.shelf.groups)))
		}
	} else if l.now.subject.Kind == "" {
		s = fmt.Sprintf("%s of %s", cells.Number(l.at+1), cells.Number(len(l.items)))
	}
	if l.find.term != "" {
		s += fmt.Sprintf(" · “%s” in %s", clean.Line(l.find.term), cells.Count(len(l.find.hits), "row"))
	}
	if l.reading {
		s += " · reading"
	}
	return s
}

// Waiting reports whether the first rows of what was asked for are still to
// come: a key pressed meanwhile may mean what the screen does not show yet.
func (l *Ledger) Waiting() bool { return !l.loaded && l.reading }

// Loaded reports whether rows have come.
func (l *Ledger) Loaded() bool { return l.loaded }
