package reader

import (
	"fmt"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
)

// noteEntry draws a note: sign, colour, place and passage, then its text (whole
// for the one that keys act on) and tags.
func (r *Reader) noteEntry(i int, current bool, w int) []string {
	n := &r.doc.notes[i]
	rows := []string{r.noteHead(n, current, w)}
	limit := 2
	if current {
		limit = 12
	}
	var lines []string
	if text := clean.Text(strings.TrimSpace(clean.Head(n.Text, shownNote))); text != "" {
		lines = wrap(text, w-2)
	}
	for k, line := range lines {
		if k == limit {
			rows[len(rows)-1] = cells.Cut(cells.Cut(rows[len(rows)-1], w-2)+" …", w)
			break
		}
		rows = append(rows, cells.Cut("  "+line, w))
	}
	if len(n.Tags) > 0 {
		rows = append(rows, r.paints.muted.On(cells.Cut("  #"+clean.Line(strings.Join(n.Tags, " #")), w)))
	}
	return rows
}

// How much of a note and of a passage is looked at for display, bytes: more
// than its rows can show.
const (
	shownNote  = 8 << 10
	shownQuote = 1 << 10
)

// noteHead is the first row of a note.
func (r *Reader) noteHead(n *briefings.Annotation, current bool, w int) string {
	pointer := " "
	if current {
		pointer = cells.Sign("▸", ">")
	}
	var style uv.Style
	sign, where := signNote+" ", "whole briefing"
	if !n.IsPageNote() {
		style = r.styles.Highlight(colour(n))
		sign = r.signOf(n, w)
		where = clean.Quoted(n.Quote.Exact, shownQuote)
		if n.At != nil {
			where = fmt.Sprintf("¶ %d %s", r.doc.paragraphNumber(n.At.Start), where)
		}
	}
	if n.State != briefings.Anchored && n.State != "" {
		where = string(n.State) + ": " + where
	}
	if w < 8 {
		return cells.Cut(sign, w)
	}
	return pointer + style.Styled(sign) + " " + r.paints.muted.On(cells.Cut(where, w-cells.Width(sign)-2))
}

// stripHeight is the number of rows for the note under the cursor where no
// margin shows it.
func (r *Reader) stripHeight() int {
	if r.doc == nil || r.sheet || r.zen.on || r.height < 5 || r.columns().margin > 0 {
		return 0
	}
	i := r.note()
	if i < 0 {
		return 0
	}
	if n := &r.doc.notes[i]; n.Text == "" && len(n.Tags) == 0 && n.At != nil && n.State != briefings.Changed {
		return 0 // a bare mark says nothing that the text does not show
	}
	return min(len(r.strip(i)), max(r.height/4, 1))
}

// strip is the note's entry, kept from frame to frame.
func (r *Reader) strip(i int) []string {
	if s := r.frame.strip; s.rows != nil && s.note == i && s.width == r.width {
		return s.rows
	}
	rows := r.noteEntry(i, true, r.width)
	r.frame.strip = strip{rows, i, r.width}
	return rows
}

func (r *Reader) stripRows() []string {
	n := r.stripHeight()
	if n == 0 {
		return nil
	}
	return r.strip(r.note())[:n]
}
