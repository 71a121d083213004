package library

import (
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
)

// Targets returns what an action is for: the selected briefings in the order
// of the list, or else the one under the cursor.
func (l *Library) Targets() []briefings.Briefing {
	if len(l.selected) > 0 {
		var out []briefings.Briefing
		for i := range l.rows {
			if l.selected[l.rows[i].ID] {
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
	l.redraw()
}

// Selected returns the number of selected rows.
func (l *Library) Selected() int { return len(l.selected) }

func (l *Library) toggle() tea.Cmd {
	id := l.id()
	if id == "" {
		return nil
	}
	l.redraw()
	if l.selected[id] {
		delete(l.selected, id)
	} else {
		l.selected[id] = true
	}
	return l.Move(1)
}

func (l *Library) selectAll() {
	l.redraw()
	if len(l.selected) == len(l.rows) {
		clear(l.selected)
		return
	}
	for i := range l.rows {
		l.selected[l.rows[i].ID] = true
	}
}

// clear lets go of the selection, or else of the filter.
func (l *Library) clear() tea.Cmd {
	if len(l.selected) > 0 {
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
