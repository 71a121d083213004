package library

import (
	"context"
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
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
	return l.ask(firstPage)
}

// Reload reads the rows again and keeps the cursor on its briefing.
func (l *Library) Reload() tea.Cmd {
	if !l.whole {
		return nil // the whole list is on its way
	}
	return l.ask(0)
}

// ask runs the query in a command; a search that still runs is given up.
func (l *Library) ask(limit int) tea.Cmd {
	if l.cancel != nil {
		l.cancel()
	}
	l.era++
	ctx, cancel := context.WithCancel(l.ctx)
	l.cancel = cancel
	era, source, q, order := l.era, l.source, l.query, l.order
	return func() tea.Msg {
		rows, err := source.Find(ctx, q, order, limit, 0)
		if err != nil {
			return answer{l: l, era: era, err: err}
		}
		a := answer{l: l, era: era, rows: rows, whole: limit == 0 || len(rows) < limit}
		if a.whole {
			a.words = gather(rows)
		}
		return a
	}
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
	l.words.add(a.words)
	before := l.id()
	cmd := l.SetRows(a.rows)
	if id := l.id(); l.asked && id == before && id != "" { // other words are to be marked in it
		cmd = func() tea.Msg { return Moved{id} }
	}
	l.asked = false
	l.filter.count = countOf(len(l.rows), "briefing")
	if !a.whole {
		l.filter.count = "more than " + countOf(len(l.rows), "briefing")
		return tea.Batch(cmd, l.ask(0))
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
		l.words.add(gather(l.rows[i : i+1])) // a new tag can be completed at once
		if now := l.rows[i].Read; now && !read {
			l.unread--
		} else if read && !now {
			l.unread++
		}
	}
	l.redraw()
}
