package reader

import (
	"strconv"

	uv "github.com/charmbracelet/ultraviolet"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/page"
)

// gutter is what stands on both sides of a row; right may be "".
type gutter struct{ left, right string }

// bars tell a statement's kind without colour.
var bars = map[briefings.StatementKind]string{
	briefings.Direct: cells.Sign("┃", "|"), briefings.Indirect: cells.Sign("╎", ":"), briefings.Mixed: cells.Sign("┇", "!"),
}

// Signs returns what stands in the gutters and how the text is drawn, each with
// what it says; all of it can be told without colour.
func Signs() [][2]string {
	return [][2]string{
		{"A " + bars[briefings.Direct], "direct speech; the letter is the speaker's"},
		{bars[briefings.Indirect], "indirect speech"},
		{bars[briefings.Mixed], "direct and indirect"},
		{"A " + bars[briefings.Direct] + signCorrected, "the speaker is as you corrected it"},
		{signMark + "1", "a mark and its colour"},
		{signNote + "1", "a mark with a note"},
		{signMark + "1+", "more marks begin on this row"},
		{"?", "speaker not known"},
		{"bold", "a speaker"},
		{"italic", "the word that says who speaks"},
		{"underlined", "a topic"},
		{barStatement + " " + barNote + " " + barHit, "beside the text: a statement, a mark, a match further up or down"},
	}
}

// gutters returns the gutters of the visible rows.
func (r *Reader) gutters(at []page.Pos, spans []briefings.Span, c columns) []gutter {
	d := r.doc
	w := covering(spans)
	pieces := d.segments.within(w)
	current := r.statement()
	mark := r.note()
	notes := d.notesWithin(w)
	out := make([]gutter, len(at))
	for i, s := range spans {
		if c.number > 0 {
			out[i].left = r.number(at[i], s, c.number)
		}
		row := s
		if row.Empty() && i > 0 { // the blank row between two paragraphs
			row = briefings.Span{Start: spans[i-1].End, End: spans[i-1].End + 1}
		}
		k, first := -1, false
		if !row.Empty() {
			k, first = rowStatement(pieces, row, current)
		}
		out[i].left += r.bar(k, first && !s.Empty(), k >= 0 && k == current && r.focused, c.left-c.number)
		if c.right > 0 && !s.Empty() {
			out[i].right = r.sign(notes, s, mark, c.right)
		}
	}
	return out
}

// number returns the number of the paragraph whose first row is at.
func (r *Reader) number(at page.Pos, row briefings.Span, width int) string {
	if at.Row == 0 && !row.Empty() {
		n := strconv.Itoa(r.doc.paragraphNumber(row.Start))
		return r.paints.muted.On(cells.FitLeft(n, width-1)) + " "
	}
	return cells.Blank(width)
}

// paragraphNumber returns the number of the paragraph at off, from 1.
func (d *article) paragraphNumber(off int) int {
	if len(d.blocks) == 0 {
		return 0
	}
	return d.block(off) + 1
}

// rowStatement chooses the statement that the gutter of a row shows: the one
// under the cursor, else one that begins there, else the first; and whether it
// begins there.
func rowStatement(pieces []segment, row briefings.Span, current int) (statement int, first bool) {
	statement = -1
	for _, s := range pieces {
		if s.Start >= row.End {
			break
		}
		if !s.Overlaps(row) {
			continue
		}
		begins := s.first && row.Contains(s.Start)
		if s.statement == current {
			return s.statement, begins
		}
		if statement < 0 || begins && !first {
			statement, first = s.statement, begins
		}
	}
	return statement, first
}

// bar draws a statement's gutter: the speaker's letter where it begins and a
// bar beside its rows, a filled one for the statement under the cursor.
func (r *Reader) bar(i int, first, current bool, width int) string {
	if i < 0 || width <= 0 {
		return cells.Blank(width)
	}
	s := r.doc.statements[i].Statement
	letter, style := r.letter(s)
	glyph := bars[s.Kind]
	if glyph == "" {
		glyph = bars[briefings.Indirect]
	}
	if !first {
		letter = " "
	}
	filled := style
	if current {
		filled.Attrs |= uv.AttrReverse
	}
	if width >= 3 {
		after := " "
		if first && s.Corrected() {
			after = style.Styled(signCorrected)
		}
		return style.Styled(letter) + filled.Styled(glyph) + after
	}
	if first {
		glyph = letter
	}
	return filled.Styled(glyph) + cells.Blank(width-1)
}

// letter returns the mark and style of a statement's (first) speaker.
func (r *Reader) letter(s *briefings.Statement) (string, uv.Style) {
	if m := r.doc.mark[s.Speaker.ID]; m != "" && s.Speaker.ID != "" {
		return m, r.styles.Speaker(s.Speaker.ID)
	}
	return "?", uv.Style{Attrs: uv.AttrBold}
}

// notesWithin returns the run of marks that may overlap w.
func (d *article) notesWithin(w briefings.Span) []int {
	var out []int
	for i := range d.notes[:d.placed] {
		at := d.notes[i].At
		if at.Start >= w.End {
			break
		}
		if at.Overlaps(w) {
			out = append(out, i)
		}
	}
	return out
}

// signCorrected follows the bar of a statement that the reader has corrected.
const signCorrected = "="

// Signs of a mark in the right gutter; the colour's number follows.
var (
	signMark = cells.Sign("●", "*")
	signNote = cells.Sign("✎", "&")
)

// sign draws the mark that begins on a row, the one under the cursor first.
func (r *Reader) sign(notes []int, row briefings.Span, current, width int) string {
	found, begin := -1, 0
	for _, i := range notes {
		if row.Contains(r.doc.notes[i].At.Start) {
			begin++
			if found < 0 || i == current {
				found = i
			}
		}
	}
	if found < 0 {
		return ""
	}
	n := &r.doc.notes[found]
	c, style := colour(n), r.styles.Highlight(colour(n))
	if width < 3 {
		return style.Styled(strconv.Itoa(c))
	}
	if begin > 1 {
		return style.Styled(noteSign(n)+strconv.Itoa(c)) + "+"
	}
	return " " + style.Styled(noteSign(n)+strconv.Itoa(c))
}

func noteSign(n *briefings.Annotation) string {
	if n.Text != "" {
		return signNote
	}
	return signMark
}
