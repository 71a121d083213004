package page

import (
	"slices"
	"strings"

	"readout/briefings"
	"readout/briefings/markup"

	east "github.com/yuin/goldmark/extension/ast"
)

// longTable is the size in bytes up to which the cells of a table stand side
// by side. In longer ones they stand one under the other.
const longTable = 64 << 10

// tabler lays a table out: columns as wide as their text, or as wide as their
// longest words and their share of what is left.
type tabler struct {
	w     wrapped // draws what stands in a cell
	rows  [][]briefings.Span
	align []east.Alignment
	least []int // for each column, the longest word
	want  []int // the longest line
	ascii bool
}

// table lays a table out in rows of at most room cells. It returns nil if a
// word would have to be cut.
func (p *Page) table(text string, proj *markup.Projection, tails []tail, room int) *layout {
	if proj.Kind != markup.Table || text == "" || len(text) > longTable {
		return nil
	}
	t := tabler{rows: tableRows(text, proj.Leaves), ascii: p.style.ASCII}
	if n, ok := proj.Node.(*east.Table); ok {
		t.align = n.Alignments
	}
	l := &layout{palette: newPalette()}
	t.w = wrapped{text: text, width: room, runs: proj.Runs, method: p.style.Method, tails: tails}
	l.paintRuns(&t.w, &p.style, nil)
	widths := t.widths(room)
	if widths == nil {
		return nil
	}
	for i, r := range t.rows {
		for len(r) < len(widths) { // cells at its end that are empty
			end := r[len(r)-1].End
			r = append(r, briefings.Span{Start: end, End: end})
		}
		l.rows = append(l.rows, t.draw(r, widths)...)
		if i == 0 && len(t.rows) > 1 {
			rule := t.rule(widths)
			l.rows = append(l.rows, row{text: rule, cells: marginCells(rule)})
		}
	}
	return l
}

// tableRows returns the cells of each row of a table.
func tableRows(text string, leaves []markup.Leaf) [][]briefings.Span {
	starts := make([]int, len(leaves))
	for i, l := range leaves {
		starts[i] = l.Start
		for starts[i] > 0 && text[starts[i]-1] == '\t' {
			starts[i]-- // empty cells
		}
	}
	out := make([][]briefings.Span, len(leaves))
	for i, at := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = max(at, starts[i+1]-len("\n"))
		}
		for {
			n := strings.IndexByte(text[at:end], '\t')
			if n < 0 {
				break
			}
			out[i] = append(out[i], briefings.Span{Start: at, End: at + n})
			at += n + 1
		}
		out[i] = append(out[i], briefings.Span{Start: at, End: end})
	}
	return out
}

// stacked returns the cells of a table as leaves, to be laid out one under the
// other: those after the first of a row stand further right.
func stacked(text string, leaves []markup.Leaf) []markup.Leaf {
	var out []markup.Leaf
	for _, r := range tableRows(text, leaves) {
		for x, c := range r {
			switch {
			case c.Empty() && len(out) > 0:
			case x == 0:
				out = append(out, markup.Leaf{Start: c.Start})
			default:
				out = append(out, markup.Leaf{Start: c.Start, In: []markup.Container{{Kind: markup.Code}}})
			}
		}
	}
	return out
}

// widths returns the width of each column, or nil if there is no room.
func (t *tabler) widths(room int) []int {
	for _, r := range t.rows {
		for x, c := range r {
			if x == len(t.want) {
				t.want, t.least = append(t.want, 1), append(t.least, 1)
			}
			line, word := t.measure(c)
			t.want[x], t.least[x] = max(t.want[x], line), max(t.least[x], word)
		}
	}
	room -= separatorCells * (len(t.want) - 1)
	free, stretch := room, 0
	for x := range t.want {
		free -= t.least[x]
		stretch += t.want[x] - t.least[x]
	}
	if free < 0 {
		return nil
	}
	if stretch <= free {
		return t.want
	}
	out := slices.Clone(t.least)
	for x := range out {
		out[x] += (t.want[x] - t.least[x]) * free / stretch
	}
	return out
}

// measure returns the widths of the longest line and the longest word of a
// cell, with the numbers after its links.
func (t *tabler) measure(c briefings.Span) (line, word int) {
	f := filler{text: t.w.text[:c.End], method: t.w.method, tails: tailsIn(t.w.tails, c.Start, c.End)}
	cols, letters := 0, 0
	for at := c.Start; at < c.End; {
		size, stand := next(f.text[at:], f.method)
		at += size
		n := columns(stand) + f.tail(at)
		switch stand {
		case feed:
			cols, letters = 0, 0
		case space:
			cols, letters = cols+n, 0
		case wide: // a row may end before and after it, if no closing sign follows
			cols, letters = cols+n, min(letters, 2)+n
		default:
			cols, letters = cols+n, letters+n
		}
		line, word = max(line, cols), max(word, letters)
	}
	return line, word
}

// separatorCells is the width of what stands between two cells.
const separatorCells = 3

// separator returns what stands between two cells.
func separator(ascii bool) string {
	if ascii {
		return " | "
	}
	return " │ "
}

// trim removes the blanks at the end of a row that are no text.
func (r *row) trim() {
	for n := len(r.cells) - 1; n >= 0 && r.cells[n].off < 0 && strings.HasSuffix(r.text, " "); n-- {
		r.text, r.cells = r.text[:len(r.text)-1], r.cells[:n]
	}
}

// rule returns the line under the header.
func (t *tabler) rule(widths []int) string {
	line, cross := "─", "─┼─"
	if t.ascii {
		line, cross = "-", "-+-"
	}
	parts := make([]string, len(widths))
	for i, w := range widths {
		parts[i] = strings.Repeat(line, w)
	}
	return strings.Join(parts, cross)
}

// draw returns the rows of the screen that show one row of the table.
func (t *tabler) draw(cells []briefings.Span, widths []int) []row {
	lines, height := make([][]line, len(cells)), 1
	for x, c := range cells {
		t.w.lines = nil
		t.w.wrap(c.Start, c.End, max(widths[x], 2))
		lines[x] = t.w.lines
		height = max(height, len(lines[x]))
	}
	t.w.lines = nil
	out := make([]row, height)
	for y := range out {
		var b strings.Builder
		var line []cell
		due := 0 // blanks before what comes next
		decorate := func(s string) {
			b.WriteString(s)
			line = append(line, marginCells(s)...)
		}
		for x := range cells {
			if x > 0 {
				decorate(strings.Repeat(" ", due) + separator(t.ascii))
			}
			if y >= len(lines[x]) {
				due = widths[x]
				continue
			}
			var text strings.Builder
			drawn := t.w.draw(&text, nil, int(lines[x][y].start), int(lines[x][y].end), max(widths[x], 2))
			free := widths[x]
			for _, c := range drawn {
				free -= int(c.cols)
			}
			left := 0
			switch {
			case x >= len(t.align):
			case t.align[x] == east.AlignRight:
				left = free
			case t.align[x] == east.AlignCenter:
				left = free / 2
			}
			decorate(strings.Repeat(" ", max(left, 0)))
			b.WriteString(text.String())
			line = append(line, drawn...)
			due = max(free-left, 0)
		}
		out[y] = row{text: b.String(), cells: line}
		out[y].trim()
	}
	return out
}
