package reader

import (
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

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
	case matches(msg, k.Selection.Highlight):
		return r.highlight(r.last), true
	case matches(msg, k.Select):
		r.grow()
	default:
		return nil, false
	}
	return nil, true
}

// release lets the selection go.
func (r *Reader) release() {
	r.mode, r.selects = reading, false
}

// grow widens the selection to the word, the sentence, the paragraph.
func (r *Reader) grow() {
	d, s := r.doc, r.selected()
	word := briefings.Span{}
	if w, ok := d.wordEndAfter(d.prev(s.Start)); ok && w.Start <= s.Start {
		word = w
	}
	sentence := d.sentence(s.Start)
	sentence.End = max(sentence.End, d.sentence(d.prev(s.End)).End)
	paragraph := d.paragraph(s.Start)
	paragraph.End = max(paragraph.End, d.paragraph(d.prev(s.End)).End)
	for _, wider := range []briefings.Span{word, sentence, paragraph} {
		if wider.Start <= s.Start && wider.End >= s.End && wider.Len() > s.Len() {
			r.anchor, r.cur = d.snap(wider.Start), d.prev(wider.End)
			r.settle()
			return
		}
	}
}
