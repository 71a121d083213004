package reader

import (
	"fmt"
	"slices"
	"sort"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/clean"
)

// finder is the search in the article.
type finder struct {
	input   textinput.Model
	terms   []string
	query   query.Query      // of the list, unless typed
	hits    []briefings.Span // in order, not overlapping
	typed   bool             // searched for here, not by the query of a list
	before  place            // where to go back to when the search is given up
	era     int              // changes with hits
	history []string         // oldest first
	recall  int
}

// place is a cursor and what is on the screen around it.
type place struct{ cur, row int }

// search returns the places of a term, in order, not overlapping; one in small
// letters finds capitals too.
func (d *article) search(term string) []briefings.Span { return d.folded.Search(d.Text, term) }

// forget drops the hits.
func (f *finder) forget() {
	f.terms, f.hits, f.typed = nil, nil, false
	f.era++
}

// mark marks the words of a query.
func (f *finder) mark(d *article, found query.Query) {
	f.terms, f.query, f.typed = found.Highlights(), found, false
	f.again(d)
}

// again searches a text for the terms.
func (f *finder) again(d *article) {
	f.era++
	if f.typed {
		f.hits = d.search(f.terms[0])
	} else {
		f.hits = f.query.Find(d.Text)
	}
}

// current returns the index of the hit at off, or -1.
func (f *finder) current(off int) int {
	i := sort.Search(len(f.hits), func(i int) bool { return f.hits[i].Start > off }) - 1
	if i >= 0 && f.hits[i].Contains(off) {
		return i
	}
	return -1
}

// openSearch opens the search box.
func (r *Reader) openSearch() tea.Cmd {
	in := textinput.New()
	in.Prompt = "/"
	in.SetVirtualCursor(false)
	in.CharLimit = 500
	r.find.input = in
	r.find.before = place{r.cur, r.row}
	r.find.recall = len(r.find.history)
	r.mode, r.sheet = searching, false
	r.see(0)
	return r.find.input.Focus()
}

// search acts on a key in the search box.
func (r *Reader) search(msg tea.KeyPressMsg) tea.Cmd {
	k := &r.keys.Find
	switch {
	case matches(msg, k.Accept):
		return r.accept()
	case matches(msg, k.Cancel):
		r.mode = r.back()
		r.find.forget()
		r.cur = r.doc.snap(r.find.before.cur)
		r.settle()
		r.show(r.find.before.row)
		return nil
	case matches(msg, k.Older):
		r.recall(-1)
		return nil
	case matches(msg, k.Newer):
		r.recall(1)
		return nil
	}
	return r.typed(msg)
}

// back returns the mode that an input leaves behind.
func (r *Reader) back() mode {
	if r.selects {
		return selecting
	}
	return reading
}

// recall puts an earlier search in the box.
func (r *Reader) recall(by int) {
	f := &r.find
	f.recall = min(max(f.recall+by, 0), len(f.history))
	text := ""
	if f.recall < len(f.history) {
		text = f.history[f.recall]
	}
	f.input.SetValue(text)
	f.input.CursorEnd()
	r.incremental()
}

// incremental searches for what is in the box and goes to the first hit from
// where the search began.
func (r *Reader) incremental() {
	f := &r.find
	f.terms, f.query, f.typed = []string{f.input.Value()}, query.Query{}, true
	f.again(r.doc)
	r.cur = r.doc.snap(f.before.cur) // the text may be another since
	if n := len(f.hits); n > 0 {
		i := sort.Search(n, func(i int) bool { return f.hits[i].End > f.before.cur })
		r.cur = r.doc.snap(f.hits[i%n].Start)
	}
	r.stmt, r.focus = -1, -1
	r.reveal()
}

// accept ends the search box; an empty one repeats the last search.
func (r *Reader) accept() tea.Cmd {
	f := &r.find
	if f.input.Value() == "" && len(f.history) > 0 {
		f.input.SetValue(f.history[len(f.history)-1])
		r.incremental()
	}
	r.mode = r.back()
	term := f.input.Value()
	if term == "" {
		r.see(0)
		return nil
	}
	f.history = append(slices.DeleteFunc(f.history, func(s string) bool { return s == term }), term)
	r.see(r.context())
	if r.cur != f.before.cur {
		r.departFrom(f.before.cur)
	}
	if len(f.hits) == 0 {
		return say("“%s” does not stand in this briefing", clean.Line(term))
	}
	return nil
}

// match goes to the next (1) or previous (-1) hit, around the ends.
func (r *Reader) match(by int) tea.Cmd {
	hits := r.find.hits
	n := len(hits)
	if n == 0 {
		return say("there is no match in this briefing")
	}
	var i int
	if by > 0 {
		i = sort.Search(n, func(i int) bool { return hits[i].Start > r.cur })
	} else {
		i = sort.Search(n, func(i int) bool { return hits[i].Start >= r.cur }) - 1
	}
	wrapped := i < 0 || i >= n
	i = (i + n) % n
	r.leap(hits[i].Start)
	if wrapped {
		return say("search went around: %d of %d", i+1, n)
	}
	return nil
}

// count says which hit the cursor is on.
func (f *finder) count(cur int) string {
	switch i := f.current(cur); {
	case len(f.hits) == 0:
		return "no match"
	case i >= 0:
		return fmt.Sprintf("match %d of %d", i+1, len(f.hits))
	case len(f.hits) == 1:
		return "1 match"
	default:
		return fmt.Sprintf("%d matches", len(f.hits))
	}
}
