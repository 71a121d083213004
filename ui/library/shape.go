package library

import (
	"strings"

	"readout/ui/cells"
)

// shape is how the entries are laid out at a size. It depends on neither the
// cursor nor the rows, so that nothing moves when the cursor does.
type shape struct {
	heads   int  // rows above the entries
	bar     int  // cells of the scrollbar
	width   int  // cells of an entry
	cards   bool // a row about the briefing stands under its title
	titles  int  // most rows of a title
	columns columns
}

// Sizes from which the list has room for things.
const (
	tableWidth = 72 // date, source and kind stand beside the title
	cardHeight = 6  // they stand under it; below that the title is alone
	tallHeight = 9  // a title may take two rows
	slimHeight = 16 // and, below a width of slimWidth, three
	slimWidth  = 44
	barWidth   = 24
	barHeight  = 5
	headHeight = 10 // tabs and filter have a row each
)

// reshape lays the entries out anew.
func (l *Library) reshape() {
	s := shape{heads: 1, titles: 1, width: l.width}
	if len(l.tabs.Labels) > 0 && !l.query.Empty() && l.height >= headHeight {
		s.heads = 2
	}
	if l.width >= barWidth && l.height >= barHeight && !l.opts.NoScrollbar {
		s.bar = 1
		s.width--
	}
	s.cards = l.width < tableWidth && l.height >= cardHeight
	switch {
	case l.height < tallHeight:
	case l.width < slimWidth && l.height >= slimHeight:
		s.titles = 3
	default:
		s.titles = 2
	}
	s.columns = columnsOf(s.width)
	if !s.cards && s.columns.title < titleFloor {
		s.titles = 1
	}
	l.shape = s
	l.redraw()
}

// redraw forgets the entries that were drawn and measured.
func (l *Library) redraw() {
	clear(l.drawn)
	clear(l.tall)
}

// lines returns the rows of the i-th entry.
func (l *Library) lines(i int) int {
	if n, ok := l.tall[i]; ok {
		return n
	}
	if len(l.tall) > kept {
		clear(l.tall)
	}
	n := len(l.unfolded(i))
	if l.shape.cards {
		n++
	}
	l.tall[i] = n
	return n
}

// kept bounds the number of entries whose drawing or measure is kept.
const kept = 1000

// unfolded returns the title of an entry in rows.
func (l *Library) unfolded(i int) []string {
	t := title(&l.rows[i])
	first, rest := l.titleRoom(i)
	return unfold(t, first, rest, l.shape.titles)
}

// titleRoom returns the cells that the title of an entry has, in its first row
// and in those that continue it.
func (l *Library) titleRoom(i int) (first, rest int) {
	s := &l.shape
	if !s.cards {
		return s.columns.title, s.columns.title
	}
	first, rest = max(s.width-signCells, 0), max(s.width-signCells, 0)
	if n := cells.Width(notes(&l.rows[i])); n > 0 {
		first = max(first-n-1, 0)
	}
	return first, rest
}

// unfold breaks a title into at most so many rows; the last is as long as it
// comes.
func unfold(s string, first, rest, most int) []string {
	var rows []string
	for w := first; len(rows) < most-1 && w > 0 && cells.Width(s) > w; w = rest {
		row := cells.Row(s, w)
		tail, ok := strings.CutPrefix(s, row)
		if !ok || row == "" || tail == "" {
			break
		}
		rows, s = append(rows, row), strings.TrimLeft(tail, " ")
	}
	return append(rows, s)
}

const (
	signCells  = 5
	dateCells  = 10
	kindCells  = 10
	noteCells  = 4
	titleFloor = 24
)

// columns are the widths of the parts of an entry in a table, in cells; 0:
// there is no room for it.
type columns struct{ date, title, source, kind, notes int }

// Titles take what is left, after which the other parts have their turn.
const (
	titleWish = 56
	titleMost = 140
)

func columnsOf(width int) columns {
	c := columns{}
	room := width - signCells
	take := func(n, floor int) int {
		if room-n-1 < floor {
			return 0
		}
		room -= n + 1
		return n
	}
	c.date = take(dateCells, 4)
	c.notes = take(noteCells, 4)
	c.kind = take(kindCells, titleWish)
	c.source = take(min(max(width/6, 16), 36), titleWish)
	c.title = max(room, 0)
	if over := c.title - titleMost; over > 0 && c.source > 0 {
		more := min(over, 24)
		c.source += more
		c.title -= more
	}
	return c
}
