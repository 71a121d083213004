package reader

import (
	"unicode"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

// widened is a step by which a selection was widened: it can be taken back as
// long as the selection is what the step has made of it.
type widened struct {
	anchor, cur int // before
	to          briefings.Span
}

// selected returns the selection, the character under the cursor included.
func (r *Reader) selected() briefings.Span {
	lo, hi := min(r.anchor, r.cur), max(r.anchor, r.cur)
	return briefings.Span{Start: lo, End: r.doc.next(hi)}
}

// selection acts on the keys that a selection has for itself.
func (r *Reader) selection(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	k := &r.keys
	switch {
	case matches(msg, k.Selection.Cancel):
		r.release()
	case matches(msg, k.Selection.Swap):
		r.cur, r.anchor = r.anchor, r.cur
		r.settle()
	case matches(msg, k.Selection.Highlight) && r.redraws != "":
		return r.redraw(), true
	case matches(msg, k.Selection.Highlight):
		return r.highlight(r.last), true
	case matches(msg, k.Select):
		return r.grow(), true
	case matches(msg, k.Selection.Shrink):
		return r.shrink(), true
	default:
		return nil, false
	}
	return nil, true
}

// startSelection begins a selection at the cursor.
func (r *Reader) startSelection() {
	r.anchor, r.mode, r.selects, r.sheet = r.cur, selecting, true, false
	r.widened, r.redraws = nil, ""
}

// release lets the selection go.
func (r *Reader) release() {
	r.mode, r.selects, r.widened, r.redraws = reading, false, nil, ""
}

// around returns the units that s stands in: words, sentences and paragraphs
// from the one at its beginning to the one at its end, and the statements that
// hold it or begin in it.
func (r *Reader) around(s briefings.Span) []briefings.Span {
	d, last := r.doc, r.doc.prev(s.End)
	out := make([]briefings.Span, 0, 6)
	if w, ok := d.wordEndAfter(d.prev(s.Start)); ok && w.Start <= s.Start {
		out = append(out, w)
	}
	for _, unit := range []func(int) briefings.Span{d.sentence, d.paragraph} {
		u := unit(s.Start)
		u.End = max(u.End, unit(last).End)
		out = append(out, u)
	}
	for i := range d.statements {
		if hull := d.hull(i); hull.Start <= s.Start && hull.End > s.Start {
			out = append(out, hull)
		}
	}
	return out
}

// hull returns what a statement says, from its first word to its last.
func (d *article) hull(i int) briefings.Span {
	spans := d.statements[i].spans
	return briefings.Span{Start: spans[0].Start, End: spans[len(spans)-1].End}
}

// grow widens the selection to the next larger of word, sentence, statement
// and paragraph.
func (r *Reader) grow() tea.Cmd {
	s := r.selected()
	best := s
	for _, u := range r.around(s) {
		if u.Start <= s.Start && u.End >= s.End && u.Len() > s.Len() && (best == s || u.Len() < best.Len()) {
			best = u
		}
	}
	if best == s {
		if s == r.doc.paragraph(s.Start) {
			return say("this is the whole paragraph")
		}
		return say("nothing larger stands around this")
	}
	from := widened{anchor: r.anchor, cur: r.cur}
	r.anchor, r.cur = r.doc.snap(best.Start), r.doc.prev(best.End)
	from.to = r.selected()
	r.widened = append(r.widened, from)
	r.settle()
	return nil
}

// shrink takes the last widening back; a selection that was not widened
// becomes the largest unit in it at the end that the cursor is on.
func (r *Reader) shrink() tea.Cmd {
	s := r.selected()
	if n := len(r.widened) - 1; n >= 0 && r.widened[n].to == s {
		r.anchor, r.cur = r.widened[n].anchor, r.widened[n].cur
		r.widened = r.widened[:n]
		r.settle()
		return nil
	}
	r.widened = nil
	here := briefings.Span{Start: r.cur, End: r.doc.next(r.cur)}
	best := here
	for _, u := range r.around(here) {
		u.Start, u.End = max(u.Start, s.Start), min(u.End, s.End)
		if u.Len() < s.Len() && u.Len() > best.Len() && u.Contains(r.cur) {
			best = u
		}
	}
	if best == s {
		return say("this is a single character")
	}
	first, last := r.doc.snap(best.Start), r.doc.prev(best.End)
	if r.cur >= r.anchor {
		r.anchor, r.cur = first, last
	} else {
		r.anchor, r.cur = last, first
	}
	r.settle()
	return nil
}

// takeStatement extends a selection that grows at its end to the end of the
// statement there, and then of the next one.
func (r *Reader) takeStatement() tea.Cmd {
	best := -1
	for i := range r.doc.statements {
		end := r.doc.prev(r.doc.hull(i).End)
		if end > r.cur && (best < 0 || end < best) {
			best = end
		}
	}
	if best < 0 {
		return say("this is the last statement")
	}
	r.cur = best
	r.settle()
	return nil
}

// countWords counts the words of s; each ideograph is one.
func countWords(s string) int {
	n, in := 0, false
	for _, c := range s {
		switch {
		case c <= ' ' || c >= 0x80 && unicode.IsSpace(c):
			in = false
		case c >= 0x2e80 && unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana):
			n, in = n+1, false
		case !in:
			n, in = n+1, true
		}
	}
	return n
}
