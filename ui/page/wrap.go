package page

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"readout/briefings/markup"
	"readout/ui/cells"

	"github.com/charmbracelet/x/ansi"
)

// wrapped is a block that the page lays out by itself: because it is long, or
// because its layout by the renderer would lose text. Lines of the text stay
// lines; the cells of a table stand one under the other.
type wrapped struct {
	text   string
	width  int
	lines  []line
	runs   []markup.Run
	styles []uint16 // of the runs
	margin []string // what stands left of the text; the first is empty
	tails  []tail   // numbers after links
	notes  []int    // where rows begin anyhow
	number uint16   // their style
	method ansi.Method
}

// line is one row: the half-open range of bytes that it shows, and which
// margin stands left of them.
type line struct {
	start, end int32
	margin     int32
}

// newWrapped lays text out in rows of at most width cells.
func newWrapped(text string, runs []markup.Run, leaves []markup.Leaf, width int, st *Style, tails []tail) *wrapped {
	w := &wrapped{text: text, width: width, runs: runs, margin: []string{""}, lines: make([]line, 0, len(text)/width+1), method: st.Method, tails: tails, notes: noteStarts(text)}
	if len(leaves) == 0 || leaves[0].Start != 0 {
		leaves = []markup.Leaf{{}}
	}
	known := map[string]int32{"": 0}
	number := func(s string) int32 {
		n, ok := known[s]
		if !ok {
			n = int32(len(w.margin))
			known[s] = n
			w.margin = append(w.margin, s)
		}
		return n
	}
	for i, l := range leaves {
		end := len(text)
		if i+1 < len(leaves) {
			end = leaves[i+1].Start
			for end > l.Start && (text[end-1] == '\n' || text[end-1] == '\t') {
				end--
			}
		}
		first, rest := st.margins(l.In)
		cells := ansi.StringWidth(first)
		if cells > width-minText {
			first, rest, cells = "", "", 0
		}
		at := len(w.lines)
		w.wrap(l.Start, end, width-cells)
		for y := at; y < len(w.lines); y++ {
			w.lines[y].margin = number(rest)
		}
		w.lines[at].margin = number(first)
	}
	return w
}

// minText is the room that margins leave for the text, in cells.
const minText = 8

// margins returns what stands left of the first row of a leaf and of the
// others, of the same width.
func (s *Style) margins(in []markup.Container) (first, rest string) {
	for _, c := range in {
		mark := bulletSign
		if s.ASCII {
			mark = bulletASCII
		}
		switch {
		case c.Kind == markup.Quote:
			first, rest = first+s.bar()+" ", rest+s.bar()+" "
			continue
		case c.Kind == markup.Code:
			mark = "  "
		case c.Task == markup.Open:
			mark = openSign
		case c.Task == markup.Done && s.ASCII:
			mark = tickASCII
		case c.Task == markup.Done:
			mark = tickSign
		case c.Number >= 0:
			mark = strconv.Itoa(c.Number) + ". "
		}
		blank := strings.Repeat(" ", ansi.StringWidth(mark))
		rest += blank
		if c.Begins {
			first += mark
		} else {
			first += blank
		}
	}
	return first, rest
}

// marginCells returns the cells of a margin.
func marginCells(margin string) []cell {
	var cells []cell
	for _, r := range margin {
		cells = append(cells, cell{off: -1, shown: uint8(utf8.RuneLen(r)), cols: 1})
	}
	return cells
}

// wrap breaks the text from start to end into rows of at most width cells,
// width being at least 2. Each cluster is looked at no more than twice.
func (w *wrapped) wrap(start, end, width int) {
	f := filler{text: w.text[:end], width: width, method: w.method, notes: w.notes}
	for _, t := range tailsIn(w.tails, start, end) {
		if len(t.label)+2 <= width {
			f.tails = append(f.tails, t)
		}
	}
	for {
		end, from, more := f.fill(start)
		w.lines = append(w.lines, line{start: int32(start), end: int32(end)})
		if !more {
			return
		}
		start = from
	}
}

// tailsIn returns those of tails that stand after start and not after end.
func tailsIn(tails []tail, start, end int) []tail {
	from := sort.Search(len(tails), func(i int) bool { return tails[i].off > start })
	to := sort.Search(len(tails), func(i int) bool { return tails[i].off > end })
	return tails[from:max(from, to)]
}

// filler fills rows with text.
type filler struct {
	notes  []int // where rows begin: at the notes of the article
	text   string
	width  int
	method ansi.Method
	tails  []tail // those that have a place, in order
}

// tail returns the width of the number that stands after byte end.
func (f *filler) tail(end int) int {
	for _, t := range f.tails {
		if t.off >= end {
			if t.off == end {
				return len(t.label)
			}
			break
		}
	}
	return 0
}

// skip forgets what stands before a row that begins at byte start.
func (f *filler) skip(start int) {
	for len(f.tails) > 0 && f.tails[0].off <= start {
		f.tails = f.tails[1:]
	}
	for len(f.notes) > 0 && f.notes[0] <= start {
		f.notes = f.notes[1:]
	}
}

// mayBreak reports whether a row may end before the cluster at byte i of text,
// which follows another one without a space.
func mayBreak(prev, stand rune, text string, i int) bool {
	return (stand == wide || prev == wide) && prev != space && !cells.Sticks(text[i:]) && !cells.Opens(text[:i])
}

// note reports whether a note begins at byte off.
func (f *filler) note(off int) bool { return len(f.notes) > 0 && f.notes[0] == off }

// fill returns where the row that begins at start ends, where the next one
// begins, and whether there is a next one.
func (f *filler) fill(start int) (end, from int, more bool) {
	text := f.text
	cols, seen := 0, false // seen: something visible is in the row
	broke, after := -1, 0  // the last chance to break, and where the next row would begin
	end = start
	prev := rune(hidden)
	f.skip(start)
	for i := start; i < len(text); {
		size, stand := next(text[i:], f.method)
		w := columns(stand) + f.tail(i+size)
		switch {
		case stand == feed || text[i] == '\t' || stand == space && seen && f.note(i+size):
			return end, i + size, true
		case stand == space && seen && w == 1:
			if prev != space {
				broke = i
			}
			after = i + size
			cols++
		case stand == hidden && w == 0:
			if seen {
				end = i + size
			}
			i += size
			continue
		default:
			if seen && mayBreak(prev, stand, text, i) {
				broke, after = i, i
			}
			if cols+w > f.width && i > start {
				if broke < 0 {
					return i, i, true // a word longer than the row is cut
				}
				return broke, after, true
			}
			cols += w
			end, seen = i+size, seen || stand != space
		}
		prev = stand
		i += size
	}
	return end, len(text), false
}

// find returns the row that shows byte off, or that ends before it.
func (w *wrapped) find(off int) int {
	return max(0, sort.Search(len(w.lines), func(i int) bool { return int(w.lines[i].start) > off })-1)
}

// row makes the cells of row y.
func (w *wrapped) row(y int) row {
	at, end := int(w.lines[y].start), int(w.lines[y].end)
	margin := w.margin[w.lines[y].margin]
	var b strings.Builder
	b.WriteString(margin)
	cells := slices.Grow(marginCells(margin), min(end-at, w.width)) // a letter may have a million marks
	cells = w.draw(&b, cells, at, end, w.width-ansi.StringWidth(margin))
	return row{text: b.String(), cells: cells}
}

// draw appends the text from byte at to end, in a row of room cells, to b and
// cells.
func (w *wrapped) draw(b *strings.Builder, cells []cell, at, end, room int) []cell {
	k := sort.Search(len(w.runs), func(i int) bool { return w.runs[i].End > at })
	tails := tailsIn(w.tails, at, end)
	for at < end {
		size, stand := next(w.text[at:], w.method)
		if cols := columns(stand); cols > 0 {
			s := shown(w.text[at:at+size], w.method)
			for k < len(w.runs) && w.runs[k].End <= at {
				k++
			}
			style := uint16(0)
			if k < len(w.runs) && w.runs[k].Start <= at {
				style = w.styles[k]
			}
			b.WriteString(s)
			cells = append(cells, cell{int32(at), int32(size), style, uint8(len(s)), uint8(cols)})
		}
		at += size
		for len(tails) > 0 && tails[0].off <= at {
			if tails[0].off == at && len(tails[0].label)+2 <= room {
				b.WriteString(tails[0].label)
				for range tails[0].label {
					cells = append(cells, cell{tailCell, 0, w.number, 1, 1})
				}
			}
			tails = tails[1:]
		}
	}
	return cells
}
