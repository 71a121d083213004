package library

import (
	"fmt"
	"strings"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
)

// The signs before and behind a title; colour is never the only sign.
const (
	signSelected = "+"
	signOrphans  = "!"
)

// Those that are not ASCII everywhere.
var (
	signCursor = cells.Sign("›", ">")
	signUnread = cells.Sign("●", "o")
	signStar   = cells.Sign("★", "*")
	signNotes  = cells.Sign("✎", "&")
)

// Signs explains the signs of the list, for the help.
func Signs() [][2]string {
	return [][2]string{
		{signUnread, "unread"},
		{signStar, "starred"},
		{signNotes + "3", "three notes"},
		{signNotes + "3" + signOrphans, "and some lost their passage"},
		{signSelected, "selected"},
		{"#", "tags"},
		{signCursor, "the cursor"},
	}
}

// signs returns the cells before a title.
func (l *Library) signs(i int) (marks, star string) {
	b := &l.rows[i]
	cursor, selected, unread, star := " ", " ", " ", " "
	if i == l.at {
		cursor = signCursor
	}
	if l.isSelected(i) {
		selected = signSelected
	}
	if !b.Read {
		unread = signUnread
	}
	if b.Starred {
		star = signStar
	}
	return cursor + selected + unread, star
}

// title returns the title of a row, or what can be said without one.
func title(b *briefings.Briefing) string {
	if t := clean.Line(b.Title); strings.TrimSpace(t) != "" {
		return t
	}
	return "(no title)"
}

// date returns the day in ten cells.
func date(b *briefings.Briefing) string {
	if d := b.Published.Day(); d != "" {
		return cells.Fit(clean.Line(d), dateCells)
	}
	return "no date   "
}

// notes returns the number of notes, and of those that lost their place.
func notes(b *briefings.Briefing) string {
	switch {
	case b.Orphans > 0:
		return fmt.Sprintf("%s%d%s", signNotes, b.Notes, signOrphans)
	case b.Notes > 0:
		return fmt.Sprintf("%s%d", signNotes, b.Notes)
	}
	return ""
}

// tags returns the tags of a row with a blank before each.
func tags(b *briefings.Briefing) string {
	var s strings.Builder
	for _, t := range b.Tags {
		s.WriteString(" #")
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

// strip collects the parts of a row. A row under the cursor has one paint from
// edge to edge.
type strip struct {
	whole *cells.Paint
	b     strings.Builder
	used  int // cells
}

func (s *strip) add(p cells.Paint, text string) {
	s.used += cells.Width(text)
	if s.whole == nil {
		text = p.On(text)
	}
	s.b.WriteString(text)
}

// row returns the row in exactly so many cells.
func (s *strip) row(width int) string {
	row := s.b.String()
	if s.used != width {
		row = cells.Fit(row, width)
	}
	if s.whole != nil {
		return s.whole.On(row)
	}
	return row
}

// cursorPaint returns the paint of the row with the cursor, nil for others.
func (l *Library) cursorPaint(i int) *cells.Paint {
	switch {
	case i != l.at:
		return nil
	case l.focused:
		return &l.look.selected
	}
	return &l.look.dim
}

// name returns the paint of a title.
func (l *Library) name(i int) cells.Paint {
	if !l.rows[i].Read {
		return l.look.unread
	}
	return l.look.text
}

// line draws a briefing as a row of a table, and what its title continues on.
// Tags stand behind the title as far as there is room.
func (l *Library) line(i int) entry {
	b, p, c := &l.rows[i], &l.look, l.shape.columns
	marks, star := l.signs(i)
	titles := l.unfolded(i)
	rows := make(entry, 0, len(titles))
	for n, t := range titles {
		s := strip{whole: l.cursorPaint(i)}
		if n == 0 {
			s.add(p.accent, marks)
			s.add(p.star, star)
			s.add(p.text, " ")
			if c.date > 0 {
				s.add(p.muted, date(b)+" ")
			}
		} else {
			s.add(p.text, cells.Blank(l.shape.width-c.title-c.tail()))
		}
		t = cells.Cut(t, c.title)
		tagged := ""
		if n == len(titles)-1 {
			tagged = cells.Cut(tags(b), c.title-cells.Width(t))
		}
		s.add(l.name(i), t)
		s.add(p.tag, tagged)
		s.add(p.text, cells.Blank(c.title-cells.Width(t)-cells.Width(tagged)))
		if n == 0 {
			l.tail(&s, b)
		}
		rows = append(rows, s.row(l.shape.width))
	}
	return rows
}

// tail is the cells behind the title.
func (c columns) tail() int {
	n := 0
	for _, w := range []int{c.source, c.kind, c.notes} {
		if w > 0 {
			n += w + 1
		}
	}
	return n
}

func (l *Library) tail(s *strip, b *briefings.Briefing) {
	p, c := &l.look, l.shape.columns
	if c.source > 0 {
		s.add(p.muted, " "+cells.Fit(clean.Line(b.Source), c.source))
	}
	if c.kind > 0 {
		s.add(p.muted, " "+cells.Fit(kind(b), c.kind))
	}
	if c.notes > 0 {
		s.add(p.accent, " "+cells.FitLeft(notes(b), c.notes))
	}
}

// card draws a briefing as its title in one row or more and a row about it.
// The cursor colours the title alone.
func (l *Library) card(i int) entry {
	b, p, width := &l.rows[i], &l.look, l.shape.width
	marks, star := l.signs(i)
	first, rest := l.titleRoom(i)
	titles := l.unfolded(i)
	rows := make(entry, 0, len(titles)+1)
	for n, t := range titles {
		s := strip{whole: l.cursorPaint(i)}
		if n == 0 {
			s.add(p.accent, marks)
			s.add(p.star, star)
			s.add(p.text, " ")
			s.add(l.name(i), cells.Fit(t, first))
			if first < rest {
				s.add(p.accent, " "+notes(b))
			}
		} else {
			s.add(p.text, cells.Blank(signCells))
			s.add(l.name(i), cells.Fit(t, rest))
		}
		rows = append(rows, s.row(width))
	}
	about := []string{strings.TrimRight(date(b), " "), kind(b)} // the source is cut first
	if b.Source != "" {
		about = append(about, clean.Line(b.Source))
	}
	under := cells.Cut(strings.Join(about, " · "), rest)
	tagged := cells.Cut(tags(b), rest-cells.Width(under))
	s := strip{}
	s.add(p.text, cells.Blank(signCells))
	s.add(p.muted, under)
	s.add(p.tag, tagged)
	s.add(p.text, cells.Blank(rest-cells.Width(under)-cells.Width(tagged)))
	return append(rows, s.row(width))
}
