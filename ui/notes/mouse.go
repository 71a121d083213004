package notes

import tea "charm.land/bubbletea/v2"

func (n *Notes) wheel(m tea.MouseWheelMsg) tea.Cmd {
	switch m.Button {
	case tea.MouseWheelUp:
		return n.Move(-3)
	case tea.MouseWheelDown:
		return n.Move(3)
	}
	return nil
}

// click puts the cursor on a note; a click on the cursor's note opens it, one
// on a heading folds or unfolds its group. The place is relative to the top
// left of the screen.
func (n *Notes) click(m tea.MouseClickMsg) tea.Cmd {
	if m.Button != tea.MouseLeft || m.Y < n.headRows() || m.Y >= n.headRows()+n.body() || len(n.items) == 0 {
		return nil
	}
	y := m.Y - n.headRows()
	if n.sticky(n.top) > 0 {
		if y == 0 {
			return n.foldAt(n.items[n.top].g)
		}
		y--
	}
	for i := n.top; i < len(n.items); i++ {
		if y -= len(n.draw(i)); y >= 0 {
			continue
		}
		switch {
		case n.items[i].e == nil:
			return n.foldAt(n.items[i].g)
		case i == n.at:
			return n.open()
		}
		return n.Move(i - n.at)
	}
	return nil
}

// foldAt folds or unfolds a group, and puts the cursor on its heading.
func (n *Notes) foldAt(g int) tea.Cmd {
	before := n.current()
	n.seek(spot{group: n.groups[g].key}, false)
	n.fold()
	return n.moved(before)
}
