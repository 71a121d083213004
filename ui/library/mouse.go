package library

import tea "charm.land/bubbletea/v2"

func (l *Library) wheel(m tea.MouseWheelMsg) tea.Cmd {
	switch m.Button {
	case tea.MouseWheelUp:
		return l.Move(-3)
	case tea.MouseWheelDown:
		return l.Move(3)
	}
	return nil
}

// click puts the cursor on a row; a click on the cursor's row opens it. The
// place is relative to the top left of the list.
func (l *Library) click(m tea.MouseClickMsg) tea.Cmd {
	if m.Button != tea.MouseLeft || m.Y < 1 {
		return nil
	}
	row := m.Y - 1
	if end := (l.at-l.top)*l.rowHeight() + l.rowHeight(); row >= end { // below the longer row of the cursor
		row = max(row-l.extra(), end-1)
	}
	i := l.top + row/l.rowHeight()
	if i >= len(l.rows) || m.Y >= l.height {
		return nil
	}
	if i == l.at {
		return l.open()
	}
	return l.Move(i - l.at)
}
