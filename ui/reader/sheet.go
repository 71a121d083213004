package reader

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"readout/ui/cells"
)

// toggleMargin shows or hides the margin, beside the text where it fits and
// over it where not.
func (r *Reader) toggleMargin() {
	if r.fits() {
		r.margin, r.bare, r.sheet = !r.margin || r.bare, false, false
	} else {
		r.sheet, r.sheetTop = !r.sheet, 0
	}
	r.relayout()
}

// bare reports whether there is nothing that a margin could show: the text then
// has the room. That is decided when an article is opened and not when its
// first note is made, so that the text does not jump; until it is opened again
// the note under the cursor stands below the text.
func (d *article) bare() bool {
	return len(d.speakers) == 0 && len(d.topics) == 0 && len(d.statements) == 0 && len(d.notes) == 0
}

// sheetLines is the whole margin, as wide as the screen.
func (r *Reader) sheetLines() []string {
	sections := []section{
		r.here(r.statement(), r.width), r.notesSection(r.note(), r.width),
		r.speakersSection(r.width), r.topicsSection(r.width), r.coloursSection(r.width),
	}
	var lines []string
	for _, s := range sections {
		if n := s.rows(); n > 0 {
			if len(lines) > 0 {
				lines = append(lines, "")
			}
			lines = append(lines, r.cut(s, n)...)
		}
	}
	if len(lines) == 0 {
		lines = []string{r.paints.muted.On("no speakers, topics or notes")}
	}
	return lines
}

func (r *Reader) sheetRows(h int) []string {
	lines := r.sheetLines()
	r.sheetTop = min(r.sheetTop, max(len(lines)-h, 0))
	rows := lines[r.sheetTop:]
	rows = slices.Clone(rows[:min(len(rows), max(h, 0))])
	for i := range rows {
		rows[i] = cells.Cut(rows[i], r.width)
	}
	for len(rows) < h {
		rows = append(rows, "")
	}
	return rows
}

// sheetKey scrolls the margin while it covers the text; the keys that leave
// close it.
func (r *Reader) sheetKey(msg tea.KeyPressMsg) bool {
	k, h := &r.keys, max(r.body(), 1)
	var by int
	switch {
	case matches(msg, k.Down):
		by = 1
	case matches(msg, k.Up):
		by = -1
	case matches(msg, k.HalfDown):
		by = h / 2
	case matches(msg, k.HalfUp):
		by = -h / 2
	case matches(msg, k.PageDown):
		by = h
	case matches(msg, k.PageUp):
		by = -h
	case matches(msg, k.Top):
		by = -r.sheetTop
	case matches(msg, k.Bottom):
		by = len(r.sheetLines())
	case matches(msg, k.Leave), matches(msg, k.Selection.Cancel):
		r.toggleMargin()
		return true
	default:
		return false
	}
	r.sheetTop = min(max(r.sheetTop+by, 0), max(len(r.sheetLines())-h, 0))
	return true
}
