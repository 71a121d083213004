package reader

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
)

// Place is a place in a briefing: a note, or a byte of its Text.
type Place struct {
	Off  int
	Note string // id of an annotation; it wins over Off
}

// OpenTo opens a briefing at a place. In the article that is open already the
// cursor goes there at once.
func (r *Reader) OpenTo(id string, to Place) tea.Cmd {
	if r.ready() && r.doc.ID == id && (to.Note == "" || r.noteByID(to.Note) >= 0) {
		draft := r.shelve()
		r.depart()
		return tea.Batch(draft, r.arrive(&to))
	}
	place, draft := r.place(), r.shelve()
	r.loading = id
	return tea.Batch(place, draft, r.load(id, query.Query{}, &to, true))
}

// arrive puts the cursor at a place of the article that is open.
func (r *Reader) arrive(to *Place) tea.Cmd {
	if to == nil {
		return nil
	}
	r.sheet = false
	if i := r.noteByID(to.Note); i >= 0 {
		r.goNote(i)
		return nil
	}
	r.cur, r.stmt, r.focus = r.doc.snap(to.Off), -1, -1
	r.reveal()
	if to.Note != "" {
		return say("that note is no longer there")
	}
	return nil
}

// noteByID returns the index of a note, or -1.
func (r *Reader) noteByID(id string) int {
	if id == "" {
		return -1
	}
	return slices.IndexFunc(r.doc.notes, func(n briefings.Annotation) bool { return n.ID == id })
}

// goNote goes to a note: the cursor to its passage, where it has one.
func (r *Reader) goNote(i int) {
	if at := r.doc.notes[i].At; at != nil {
		r.cur = r.doc.snap(at.Start)
	}
	r.focus, r.stmt = i, -1
	r.reveal()
}
