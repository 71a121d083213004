package library

import (
	"fmt"
	"strconv"
	"strings"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/keys"
	"readout/ui/theme"
)

// look is the styles of the list taken apart for drawing rows.
type look struct {
	st                                                             *theme.Styles
	text, muted, unread, star, tag, selected, dim, accent, caption cells.Paint
}

// SetStyles gives the list its styles.
func (l *Library) SetStyles(st *theme.Styles) {
	l.redraw()
	l.look = look{
		st: st, text: cells.NewPaint(st.Text), muted: cells.NewPaint(st.Muted), unread: cells.NewPaint(st.Unread),
		star: cells.NewPaint(st.Star), tag: cells.NewPaint(st.Tag), selected: cells.NewPaint(st.Selected),
		dim: cells.NewPaint(st.Dim), accent: cells.NewPaint(st.Focus), caption: cells.NewPaint(st.Title),
	}
}

// oneLine is the width from which a briefing takes one row; below it, two.
const oneLine = 72

func (l *Library) rowHeight() int {
	if l.width >= oneLine || l.height < 6 {
		return 1
	}
	return 2
}

// visible returns the number of briefings that fit on the screen.
func (l *Library) visible() int {
	return max(l.height-1, 0) / l.rowHeight()
}

// View returns exactly the rows of the list's size.
func (l *Library) View() string {
	if l.width == 0 || l.height == 0 {
		return ""
	}
	rows := make([]string, 0, l.height)
	rows = append(rows, l.head())
	if len(l.rows) == 0 {
		rows = append(rows, l.nothing()...)
	}
	for i := l.top; i < min(l.top+l.visible(), len(l.rows)); i++ {
		rows = append(rows, l.draw(i))
	}
	used := len(rows)
	if len(l.rows) > 0 && used > 1 {
		used = 1 + (used-1)*l.rowHeight()
	}
	for ; used < l.height; used++ {
		rows = append(rows, cells.Blank(l.width))
	}
	if used > l.height {
		rows = rows[:l.height] // the words about an empty list
	}
	return strings.Join(rows, "\n")
}

// draw returns the rows of the i-th briefing. All but the one with the cursor
// are kept, because a key changes one or two of those on the screen.
func (l *Library) draw(i int) string {
	if i == l.at {
		return l.row(i)
	}
	row, ok := l.drawn[i]
	if !ok {
		if len(l.drawn) > 4*l.visible() {
			clear(l.drawn)
		}
		row = l.row(i)
		l.drawn[i] = row
	}
	return row
}

// redraw forgets the rows that were kept.
func (l *Library) redraw() { clear(l.drawn) }

func (l *Library) row(i int) string {
	if l.rowHeight() == 1 {
		return l.single(i)
	}
	return strings.Join(l.double(i), "\n")
}

// head returns the first row: what is shown.
func (l *Library) head() string {
	paint := l.look.accent
	if !l.focused {
		paint = l.look.caption
	}
	what := "Briefings"
	if !l.query.Empty() {
		what = "Filter: " + clean.Line(l.query.String())
	}
	count := ""
	if l.loaded && (!l.failed || len(l.rows) > 0) {
		count = Number(len(l.rows))
		if !l.whole {
			count += "+"
		}
		if l.unread > 0 {
			count += fmt.Sprintf(" · %s unread", Number(l.unread))
		}
		if n := len(l.selected); n > 0 {
			count = fmt.Sprintf("%s selected · %s", Number(n), count)
		}
	}
	if order := orderText(l.order); l.width >= oneLine && count != "" {
		count += " · " + order
	}
	count = cells.Cut(count, l.width/2)
	room := l.width - cells.Width(count) - 1
	return paint.On(cells.Fit(what, room)) + " " + l.look.muted.On(count)
}

// nothing says why there are no rows.
func (l *Library) nothing() []string {
	var text []string
	switch {
	case !l.loaded:
		text = []string{"reading the library…"}
	case l.failed:
		text = []string{"The library cannot be read: see below."}
	case !l.query.Empty():
		text = []string{"Nothing fits this filter.", keys.First(l.keys.Clear) + " shows all, " + keys.First(l.keys.Filter) + " changes it."}
	default:
		text = []string{"The library is empty.", "Add briefings with :import FOLDER", "or, in a shell, readout import FOLDER."}
	}
	rows := make([]string, 0, len(text)+1)
	rows = append(rows, cells.Blank(l.width))
	for _, t := range text {
		rows = append(rows, l.look.muted.On(cells.Fit("  "+t, l.width)))
	}
	return rows
}

// signs are the marks before a title; colour is never the only sign.
func (l *Library) signs(i int) (cursor, selected, unread, star string) {
	b := &l.rows[i]
	cursor, selected, unread, star = " ", " ", " ", " "
	if i == l.at {
		cursor = "›"
	}
	if l.selected[b.ID] {
		selected = "+"
	}
	if !b.Read {
		unread = "●"
	}
	if b.Starred {
		star = "★"
	}
	return cursor, selected, unread, star
}

// title returns the title of a row, of what can be said without one.
func title(b *briefings.Briefing) string {
	if t := clean.Line(b.Title); strings.TrimSpace(t) != "" {
		return t
	}
	return "(no title)"
}

// date returns the day in ten cells.
func date(b *briefings.Briefing) string {
	if d := b.Published.Day(); d != "" {
		return cells.Fit(clean.Line(d), 10)
	}
	return "no date   "
}

// notes returns the number of notes, and of those that lost their place.
func notes(b *briefings.Briefing) string {
	switch {
	case b.Orphans > 0:
		return fmt.Sprintf("✎%d!", b.Notes)
	case b.Notes > 0:
		return fmt.Sprintf("✎%d", b.Notes)
	}
	return ""
}

func tags(b *briefings.Briefing) string {
	var s strings.Builder
	for i, t := range b.Tags {
		if i > 0 {
			s.WriteByte(' ')
		}
		s.WriteByte('#')
		s.WriteString(clean.Line(t))
	}
	return s.String()
}

// kind returns a kind as people say it.
func kind(b *briefings.Briefing) string {
	if b.Kind == "" {
		return string(briefings.KindOther)
	}
	return clean.Line(string(b.Kind))
}

const (
	signCells  = 5
	dateCells  = 10
	kindCells  = 10
	noteCells  = 4
	titleFloor = 24
)

// single draws a briefing in one row.
func (l *Library) single(i int) string {
	b := &l.rows[i]
	cursor, selected, unread, star := l.signs(i)
	room := l.width - signCells - dateCells - 1 - noteCells - 1
	source, tagged := 0, 0
	if room-kindCells-1 >= titleFloor {
		room -= kindCells + 1
	}
	withKind := room != l.width-signCells-dateCells-1-noteCells-1
	if n := min(l.width/6, 24); room-n-1 >= titleFloor {
		source = n
		room -= n + 1
	}
	if n := min(l.width/6, 30); l.width >= 100 && room-n-1 >= titleFloor {
		tagged = n
		room -= n + 1
	}
	p := l.look
	name := p.text
	if !b.Read {
		name = p.unread
	}
	parts := []struct {
		paint cells.Paint
		text  string
	}{
		{p.accent, cursor + selected + unread},
		{p.star, star},
		{p.text, " "},
		{p.muted, date(b) + " "},
		{name, cells.Fit(title(b), room)},
	}
	add := func(paint cells.Paint, text string) {
		parts = append(parts, struct {
			paint cells.Paint
			text  string
		}{paint, text})
	}
	if tagged > 0 {
		add(p.tag, " "+cells.Fit(tags(b), tagged))
	}
	if source > 0 {
		add(p.muted, " "+cells.Fit(clean.Line(b.Source), source))
	}
	if withKind {
		add(p.muted, " "+cells.Fit(kind(b), kindCells))
	}
	add(p.accent, " "+cells.FitLeft(notes(b), noteCells))
	whole, ok := l.whole1(i)
	var s strings.Builder
	for _, part := range parts {
		if ok {
			s.WriteString(part.text)
		} else {
			s.WriteString(part.paint.On(part.text))
		}
	}
	if !ok {
		if l.width < signCells+dateCells+1+noteCells+1 {
			return cells.Fit(s.String(), l.width)
		}
		return s.String()
	}
	return whole.On(cells.Fit(s.String(), l.width))
}

// whole1 returns the paint of the row with the cursor.
func (l *Library) whole1(i int) (cells.Paint, bool) {
	switch {
	case i != l.at:
		return cells.Paint{}, false
	case l.focused:
		return l.look.selected, true
	}
	return l.look.dim, true
}

// double draws a briefing in two rows.
func (l *Library) double(i int) []string {
	b := &l.rows[i]
	cursor, selected, unread, star := l.signs(i)
	noted := notes(b)
	room := max(l.width-signCells, 0)
	if noted != "" {
		room = max(room-cells.Width(noted)-1, 0)
		noted = " " + noted
	}
	p := l.look
	name := p.text
	if !b.Read {
		name = p.unread
	}
	day := strings.TrimRight(date(b), " ")
	about := []string{day}
	if b.Source != "" {
		about = append(about, clean.Line(b.Source))
	}
	about = append(about, kind(b))
	under := strings.Join(about, " · ")
	tagged := tags(b)
	if tagged != "" {
		tagged = " " + tagged
	}
	low := max(l.width-signCells, 0)
	under = cells.Cut(under, low)
	tagged = cells.Cut(tagged, low-cells.Width(under))
	pad := cells.Blank(low - cells.Width(under) - cells.Width(tagged))
	if whole, ok := l.whole1(i); ok {
		first := cursor + selected + unread + star + " " + cells.Fit(title(b), room) + noted
		second := cells.Blank(signCells) + under + tagged + pad
		return []string{whole.On(cells.Fit(first, l.width)), whole.On(cells.Fit(second, l.width))}
	}
	first := p.accent.On(cursor+selected+unread) + p.star.On(star) + " " + name.On(cells.Fit(title(b), room)) + p.accent.On(noted)
	second := cells.Blank(signCells) + p.muted.On(under) + p.tag.On(tagged) + pad
	if l.width < signCells+4 {
		return []string{cells.Fit(first, l.width), cells.Fit(second, l.width)}
	}
	return []string{first, second}
}

// Status returns the place in the list for the status line.
func (l *Library) Status() string {
	if !l.loaded || len(l.rows) == 0 {
		return ""
	}
	s := fmt.Sprintf("%s of %s", Number(l.at+1), Number(len(l.rows)))
	if !l.whole {
		s += "+"
	}
	return s
}

// countOf returns "1 briefing", "12,345 briefings".
func countOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Number(n) + " " + noun + "s"
}

// Number returns n with commas between thousands.
func Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
