package library

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

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

// visible returns the number of briefings that fit on the screen, the one with
// the cursor with its whole title.
func (l *Library) visible() int {
	return max(l.height-1-l.extra(), 0) / l.rowHeight()
}

// The row with the cursor shows its whole title, in so many rows, where the
// list has so many.
const (
	mostTitle   = 4
	roomyHeight = 8
)

// extra returns the rows that the title under the cursor needs besides the one
// that every title has.
func (l *Library) extra() int {
	if l.at >= len(l.rows) || l.height < roomyHeight {
		return 0
	}
	first, rest := l.titleRoom(l.at)
	return len(unfold(title(&l.rows[l.at]), first, rest)) - 1
}

// titleRoom returns the cells that the title of a row has, in its first row
// and in those that continue it.
func (l *Library) titleRoom(i int) (first, rest int) {
	if l.rowHeight() == 1 {
		return l.columns().title, l.width - signCells - dateCells - 1
	}
	first, rest = max(l.width-signCells, 0), l.width-signCells
	if n := cells.Width(notes(&l.rows[i])); n > 0 {
		first = max(first-n-1, 0)
	}
	return first, rest
}

// unfold breaks a title into at most mostTitle rows; the last is as long as it
// comes.
func unfold(s string, first, rest int) []string {
	if first < titleFloor || cells.Width(s) <= first {
		return []string{s}
	}
	var rows []string
	for w := first; len(rows) < mostTitle-1 && cells.Width(s) > w; w = rest {
		row, _, _ := strings.Cut(ansi.Wrap(s, w, ""), "\n")
		tail, ok := strings.CutPrefix(s, row)
		if !ok || tail == "" {
			break
		}
		rows, s = append(rows, row), strings.TrimLeft(tail, " ")
	}
	return append(rows, s)
}

// unfolded returns the title of a row in rows: only the one with the cursor
// may have more than one.
func (l *Library) unfolded(i int) []string {
	t := title(&l.rows[i])
	if i != l.at || l.extra() == 0 {
		return []string{t}
	}
	first, rest := l.titleRoom(i)
	return unfold(t, first, rest)
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
	used := len(rows)
	for i := l.top; i < len(l.rows) && used < l.height; i++ {
		row := l.draw(i)
		n := strings.Count(row, "\n") + 1
		if used+n > l.height { // the beginning of the next one fills the screen
			row, n = strings.Join(strings.Split(row, "\n")[:l.height-used], "\n"), l.height-used
		}
		rows, used = append(rows, row), used+n
	}
	for ; used < l.height; used++ {
		rows = append(rows, cells.Blank(l.width))
	}
	if len(l.rows) == 0 && used > l.height {
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
		return strings.Join(l.single(i), "\n")
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
	count = cells.Cut(count, max(l.width/2, l.width-cells.Width(what)-1))
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

// columns are the widths of the parts of a briefing's one row, in cells; 0:
// there is no room for it.
type columns struct{ title, tags, source, kind int }

// wideRow is the width from which tags and source stand in the row too; below
// it the title needs their room.
const wideRow = 100

func (l *Library) columns() columns {
	var c columns
	room := l.width - signCells - dateCells - 1 - noteCells - 1
	take := func(n int) int {
		if room-n-1 < titleFloor {
			return 0
		}
		room -= n + 1
		return n
	}
	c.kind = take(kindCells)
	if l.width >= wideRow {
		c.source = take(min(l.width/6, 24))
		c.tags = take(min(l.width/6, 30))
	}
	c.title = room
	return c
}

// single draws a briefing in one row, and what its title continues on.
func (l *Library) single(i int) []string {
	b := &l.rows[i]
	cursor, selected, unread, star := l.signs(i)
	c := l.columns()
	titles := l.unfolded(i)
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
		{name, cells.Fit(titles[0], c.title)},
	}
	add := func(paint cells.Paint, text string) {
		parts = append(parts, struct {
			paint cells.Paint
			text  string
		}{paint, text})
	}
	if c.tags > 0 {
		add(p.tag, " "+cells.Fit(tags(b), c.tags))
	}
	if c.source > 0 {
		add(p.muted, " "+cells.Fit(clean.Line(b.Source), c.source))
	}
	if c.kind > 0 {
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
			return []string{cells.Fit(s.String(), l.width)}
		}
		return []string{s.String()}
	}
	out := []string{whole.On(cells.Fit(s.String(), l.width))}
	for _, t := range titles[1:] {
		out = append(out, whole.On(cells.Fit(cells.Blank(signCells+dateCells+1)+t, l.width)))
	}
	return out
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

// double draws a briefing in two rows, and what its title continues on.
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
	about := []string{day, kind(b)} // the source is cut first
	if b.Source != "" {
		about = append(about, clean.Line(b.Source))
	}
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
		titles := l.unfolded(i)
		out := []string{whole.On(cells.Fit(cursor+selected+unread+star+" "+cells.Fit(titles[0], room)+noted, l.width))}
		for _, t := range titles[1:] {
			out = append(out, whole.On(cells.Fit(cells.Blank(signCells)+t, l.width)))
		}
		return append(out, whole.On(cells.Fit(cells.Blank(signCells)+under+tagged+pad, l.width)))
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
