package library

import (
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
)

// span is the range of rows from where it was begun to the cursor.
type span struct {
	on   bool
	from string // id of the briefing where it begins
	at   int    // its row
}

// Targets returns what an action is for: the selected briefings in the order
// of the list, or else the one under the cursor.
func (l *Library) Targets() []briefings.Briefing {
	if len(l.selected) > 0 || l.span.on {
		var out []briefings.Briefing
		for i := range l.rows {
			if l.isSelected(i) {
				out = append(out, l.rows[i])
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	if b, ok := l.Current(); ok {
		return []briefings.Briefing{b}
	}
	return nil
}

// Deselect lets go of all selected rows.
func (l *Library) Deselect() {
	clear(l.selected)
	l.span = span{}
	clear(l.drawn)
}

// Selected returns the number of selected rows.
func (l *Library) Selected() int {
	n := len(l.selected)
	if !l.span.on {
		return n
	}
	low, high := l.ends()
	n += high - low + 1
	if len(l.selected) > 0 { // some stand in the range too
		for i := low; i <= high; i++ {
			if l.selected[l.rows[i].ID] {
				n--
			}
		}
	}
	return n
}

// isSelected reports whether the i-th row is selected.
func (l *Library) isSelected(i int) bool {
	if l.span.on {
		if low, high := l.ends(); i >= low && i <= high {
			return true
		}
	}
	return len(l.selected) > 0 && l.selected[l.rows[i].ID]
}

// ends returns the first and the last row of the range.
func (l *Library) ends() (low, high int) {
	return min(l.span.at, l.at), max(l.span.at, l.at)
}

// selectRange begins a range at the cursor, or ends it and keeps it selected.
func (l *Library) selectRange() {
	if l.span.on {
		l.keepSpan()
		return
	}
	l.begin(l.at)
}

// begin begins a range at row i.
func (l *Library) begin(i int) {
	if i >= 0 && i < len(l.rows) {
		l.span = span{true, l.rows[i].ID, i}
		clear(l.drawn)
	}
}

// keepSpan ends the range; its rows stay selected.
func (l *Library) keepSpan() {
	if !l.span.on {
		return
	}
	low, high := l.ends()
	for i := low; i <= high; i++ {
		l.selected[l.rows[i].ID] = true
	}
	l.span = span{}
}

// respan forgets the drawing of rows that a move of the cursor from another
// row took into the range or let go.
func (l *Library) respan(from int) {
	if !l.span.on || from == l.at {
		return
	}
	low, high := min(from, l.at), max(from, l.at)
	if high-low > kept {
		clear(l.drawn)
		return
	}
	for i := low; i <= high; i++ {
		delete(l.drawn, i)
	}
}

// reselect finds the selection in other rows: what is no longer among them is
// let go, once all of them are known.
func (l *Library) reselect() {
	if l.span.on {
		l.span.on = false
		for i := range l.rows {
			if l.rows[i].ID == l.span.from {
				l.span.on, l.span.at = true, i
				break
			}
		}
	}
	if !l.whole || len(l.selected) == 0 {
		return
	}
	ids := make(map[string]bool, len(l.selected))
	for i := range l.rows {
		if l.selected[l.rows[i].ID] {
			ids[l.rows[i].ID] = true
		}
	}
	l.selected = ids
}

// toggle selects the row with the cursor or lets it go, and goes on.
func (l *Library) toggle() tea.Cmd {
	id := l.id()
	if id == "" {
		return nil
	}
	l.keepSpan()
	clear(l.drawn)
	if l.selected[id] {
		delete(l.selected, id)
	} else {
		l.selected[id] = true
	}
	return l.Move(1)
}

// selectAll selects every row, or none if every one is.
func (l *Library) selectAll() {
	all := l.Selected() == len(l.rows)
	l.Deselect()
	if all {
		return
	}
	for i := range l.rows {
		l.selected[l.rows[i].ID] = true
	}
}

// clear lets go of the selection, or else of the filter.
func (l *Library) clear() tea.Cmd {
	if len(l.selected) > 0 || l.span.on {
		l.Deselect()
		return nil
	}
	if l.query.Empty() {
		return nil
	}
	id := l.id()
	cmd := l.SetQuery(query.Query{})
	return tea.Batch(cmd, func() tea.Msg { return Moved{id} })
}
