package library

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/cells"
)

// answer carries rows back to the list that asked.
type answer struct {
	l     *Library
	era   int
	rows  []briefings.Briefing
	whole bool
	words vocabulary
	err   error
}

// Load reads the rows of the query: the first page at once, then all of them.
// The cursor goes to the top.
func (l *Library) Load() tea.Cmd {
	l.at, l.top = 0, 0
	return l.ask(firstPage, "")
}

// Reload reads the rows again and keeps the cursor on its briefing. That one
// stays in the list although the filter no longer selects it (is:unread, and it
// has been read), so that the next one is the next; it goes once the cursor has
// left it.
func (l *Library) Reload() tea.Cmd {
	if !l.whole {
		return nil // the whole list is on its way
	}
	return l.ask(0, l.id())
}

// ask runs the query in a command; a search that still runs is given up. The
// briefing keep is to stay where it is, if it still exists.
func (l *Library) ask(limit int, keep string) tea.Cmd {
	if l.cancel != nil {
		l.cancel()
	}
	l.era++
	ctx, cancel := context.WithCancel(l.ctx)
	l.cancel = cancel
	era, source, q, order := l.era, l.source, l.query, l.order
	var before []string // ids
	if keep != "" {
		for i := max(l.at-near, 0); i < l.at; i++ {
			before = append(before, l.rows[i].ID)
		}
	}
	return func() tea.Msg {
		rows, err := source.Find(ctx, q, order, limit, 0)
		if err != nil {
			return answer{l: l, era: era, err: err}
		}
		if keep != "" && !q.Empty() {
			rows = keepRow(ctx, source, rows, keep, before)
		}
		a := answer{l: l, era: era, rows: rows, whole: limit == 0 || len(rows) < limit}
		if a.whole {
			a.words = gather(rows)
		}
		return a
	}
}

// near is how many rows before a kept one are asked for its place.
const near = 50

// keepRow returns rows with the briefing of an id among them, behind the
// nearest of those that stood before it if it was not; without it if it no
// longer exists.
func keepRow(ctx context.Context, source Source, rows []briefings.Briefing, id string, before []string) []briefings.Briefing {
	at := make(map[string]int, len(before))
	for _, b := range before {
		at[b] = -1
	}
	for i := range rows {
		if rows[i].ID == id {
			return rows
		}
		if _, ok := at[rows[i].ID]; ok {
			at[rows[i].ID] = i
		}
	}
	q, err := query.Parse("id:"+id, time.Time{}) // no date in it
	if err != nil {
		return rows
	}
	one, err := source.Find(ctx, q, briefings.Order{By: briefings.ByPublished}, 1, 0)
	if err != nil || len(one) != 1 || one[0].ID != id {
		return rows
	}
	for _, b := range slices.Backward(before) {
		if at[b] >= 0 {
			return slices.Insert(rows, at[b]+1, one[0])
		}
	}
	return slices.Insert(rows, 0, one[0])
}

// take shows the rows of an answer, if it is still asked for.
func (l *Library) take(a answer) tea.Cmd {
	if a.l != l || a.era != l.era {
		return nil
	}
	if a.err != nil {
		l.loaded, l.asked = true, false
		if errors.Is(a.err, context.Canceled) {
			return nil
		}
		l.failed, l.whole = true, true // a reload tries again
		l.filter.count = ""
		return func() tea.Msg { return Failed{a.err} }
	}
	l.whole, l.failed = a.whole, false
	l.words.add(a.words, l.learned)
	before := l.id()
	cmd := l.SetRows(a.rows)
	if id := l.id(); l.asked && id == before && id != "" { // other words are to be marked in it
		cmd = func() tea.Msg { return Moved{id} }
	}
	l.asked = false
	l.filter.count = cells.Count(len(l.rows), "briefing")
	if !a.whole {
		l.filter.count = "more than " + cells.Count(len(l.rows), "briefing")
		return tea.Batch(cmd, l.ask(0, ""))
	}
	l.cancel()
	return cmd
}

// SetRows shows rows and keeps the cursor on its briefing where that is still
// there, otherwise at its place.
func (l *Library) SetRows(rows []briefings.Briefing) tea.Cmd {
	before := l.id()
	offset := l.at - l.top
	l.rows, l.loaded, l.shared = rows, true, false
	l.redraw()
	l.unread = 0
	found := -1
	for i := range rows {
		if !rows[i].Read {
			l.unread++
		}
		if rows[i].ID == before {
			found = i
		}
	}
	if l.whole && l.query.Empty() {
		l.whose = len(rows)
	}
	l.reselect()
	if found >= 0 && before != "" {
		l.at = found
		l.top = found - offset
	}
	l.keep()
	return l.moved(before)
}

// Patch changes the header of a briefing that is shown, ahead of a Reload.
func (l *Library) Patch(id string, change func(*briefings.Briefing)) {
	l.PatchAll([]string{id}, change)
}

// PatchAll is Patch for many briefings: one pass over the rows.
func (l *Library) PatchAll(ids []string, change func(*briefings.Briefing)) {
	which := make(map[string]bool, len(ids))
	for _, id := range ids {
		which[id] = true
	}
	for i := range l.rows {
		if len(which) == 0 {
			break
		}
		if !which[l.rows[i].ID] {
			continue
		}
		delete(which, l.rows[i].ID)
		if l.shared { // a palette may be looking through them
			l.rows, l.shared = slices.Clone(l.rows), false
		}
		read := l.rows[i].Read
		change(&l.rows[i])
		l.words.add(gather(l.rows[i:i+1]), l.learned) // a new tag can be completed at once
		if now := l.rows[i].Read; now && !read {
			l.unread--
		} else if read && !now {
			l.unread++
		}
	}
	l.redraw()
}
