package library

import (
	"fmt"
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

// View returns exactly the rows of the list's size.
func (l *Library) View() string {
	if l.width == 0 || l.height == 0 {
		return ""
	}
	rows := make([]string, 0, l.height)
	rows = append(rows, l.heads()...)
	if len(l.rows) == 0 {
		rows = append(rows, l.nothing()...)
	}
	heads, thumb := len(rows), l.thumb()
	for i := l.top; i < len(l.rows) && len(rows) < l.height; i++ {
		e := l.draw(i)
		for _, row := range e[:min(len(e), l.height-len(rows))] { // the beginning of the next one fills the screen
			if l.shape.bar > 0 {
				row += thumb.cell(len(rows) - heads)
			}
			rows = append(rows, row)
		}
	}
	for len(rows) < l.height {
		rows = append(rows, cells.Blank(l.width))
	}
	return strings.Join(rows[:l.height], "\n")
}

// entry is the rows of a briefing, each as wide as the shape says.
type entry []string

// draw returns the rows of the i-th briefing. All but the one with the cursor
// are kept, because a key changes one or two of those on the screen.
func (l *Library) draw(i int) entry {
	if i == l.at {
		return l.entry(i)
	}
	e, ok := l.drawn[i]
	if !ok {
		if len(l.drawn) > kept {
			clear(l.drawn)
		}
		e = l.entry(i)
		l.drawn[i] = e
	}
	return e
}

func (l *Library) entry(i int) entry {
	if l.shape.cards {
		return l.card(i)
	}
	return l.line(i)
}

// thumb is the scrollbar: the rows [from, to) of the entries' rows show where
// the screen stands in the list.
type thumb struct {
	from, to int
	sign     string
}

func (t thumb) cell(y int) string {
	if y >= t.from && y < t.to {
		return t.sign
	}
	return " "
}

// thumb returns the place of the scrollbar; there is none where all fits.
func (l *Library) thumb() thumb {
	room, all, last := l.room(), len(l.rows), l.lastTop()
	if l.shape.bar == 0 || last == 0 || room == 0 {
		return thumb{}
	}
	size := max(room*max(all-last, 1)/all, 1)
	from := (room - size) * l.top / last
	if l.top > 0 && from == 0 && size < room { // only the very top touches the edge
		from = min(1, room-size)
	}
	return thumb{from, from + size, l.look.muted.On(cells.Sign("▐", "#"))}
}

// heads returns the rows above the entries: what is shown, and how many.
func (l *Library) heads() []string {
	paint := l.look.accent
	if !l.focused {
		paint = l.look.caption
	}
	filter := ""
	if !l.query.Empty() {
		filter = "Filter: " + clean.Line(l.query.String())
	}
	bar := l.tabs.View(l.look.st, l.focused, l.width)
	switch {
	case l.shape.heads > 1:
		room := l.width - cells.Width(bar) - 1
		count := cells.Cut(l.count(room), max(room, 0))
		return []string{
			bar + cells.Blank(l.width-cells.Width(bar)-cells.Width(count)) + l.look.muted.On(count),
			paint.On(cells.Fit(filter, l.width)),
		}
	case len(l.tabs.Labels) > 0 && filter != "": // no room for a row of its own
		bar = paint.On(cells.Cut(filter, l.width))
	case filter != "":
		bar = paint.On(cells.Cut(filter, max(l.width-cells.Width(l.count(l.width/2))-1, 0)))
	case len(l.tabs.Labels) == 0:
		bar = paint.On(cells.Cut("Briefings", l.width))
	}
	room := l.width - cells.Width(bar) - 1
	count := cells.Cut(l.count(room), max(room, 0))
	return []string{bar + cells.Blank(l.width-cells.Width(bar)-cells.Width(count)) + l.look.muted.On(count)}
}

// count says how many briefings there are, in so many words as fit into width
// cells.
func (l *Library) count(width int) string {
	if !l.loaded || l.failed && len(l.rows) == 0 {
		return ""
	}
	all := cells.Number(len(l.rows))
	if !l.whole {
		all += "+"
	}
	if n := l.Selected(); n > 0 {
		if s := cells.Number(n) + " of " + all + " selected"; cells.Width(s) <= width {
			return s
		}
		return cells.Number(n) + " selected"
	}
	unread, of := "", ""
	if l.unread > 0 {
		unread = " · " + cells.Number(l.unread) + " unread"
	}
	if l.whole && !l.query.Empty() && l.whose > len(l.rows) {
		of = " of " + cells.Number(l.whose)
	}
	order := ""
	if l.width >= tableWidth || l.order != (briefings.Order{By: briefings.ByPublished}) {
		order = " · " + orderText(l.order)
	}
	for _, s := range []string{all + of + unread + order, all + of + unread, all + unread, all + of} {
		if cells.Width(s) <= width {
			return s
		}
	}
	return all
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
		for row := range strings.SplitSeq(ansi.Wrap(t, max(l.width-4, 1), ""), "\n") {
			rows = append(rows, l.look.muted.On(cells.Fit("  "+row, l.width)))
		}
	}
	return rows
}

// Status returns the place in the list for the status line.
func (l *Library) Status() string {
	if !l.loaded || len(l.rows) == 0 {
		return ""
	}
	s := fmt.Sprintf("%s of %s", cells.Number(l.at+1), cells.Number(len(l.rows)))
	if !l.whole {
		s += "+"
	}
	return s
}
