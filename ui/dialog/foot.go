package dialog

import (
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/cells"
	"readout/ui/theme"
)

// foot is the row of a dialog that says what its keys do. A click on one of
// them presses it.
type foot struct {
	x, y  int // of its first cell in the dialog
	spots []spot
}

// spot is the cells [from, to) of a key in the row.
type spot struct {
	from, to int
	key      string
}

const between = " · "

// row returns the bindings as one row of help, "enter save · esc cancel", at
// most width cells wide. The last binding, the way out, is always among them.
func (f *foot) row(st *theme.Styles, bs []key.Binding, width int) string {
	type part struct {
		b     key.Binding
		cells int
	}
	var parts []part
	for _, b := range bs {
		if h := b.Help(); b.Enabled() && h.Desc != "" {
			parts = append(parts, part{b, cells.Width(h.Key) + 1 + cells.Width(h.Desc)})
		}
	}
	f.spots = f.spots[:0]
	if len(parts) == 0 {
		return ""
	}
	last := parts[len(parts)-1]
	row, used := "", 0
	add := func(p part) {
		if used > 0 {
			row += st.Muted.Render(between)
			used += cells.Width(between)
		}
		h := p.b.Help()
		row += st.Accent.Render(h.Key) + " " + st.Muted.Render(h.Desc)
		f.spots = append(f.spots, spot{used, used + p.cells, p.b.Keys()[0]})
		used += p.cells
	}
	for _, p := range parts[:len(parts)-1] {
		if used+p.cells+2*cells.Width(between)+last.cells > width {
			break
		}
		add(p)
	}
	add(last)
	return cells.Cut(row, width)
}

// at says where the row stands in the dialog.
func (f *foot) at(x, y int) { f.x, f.y = x, y }

// press returns the key that a message clicks on, or the message itself.
func (f *foot) press(msg tea.Msg) tea.Msg {
	m, ok := msg.(tea.MouseClickMsg)
	if !ok || m.Button != tea.MouseLeft || m.Y != f.y {
		return msg
	}
	for _, s := range f.spots {
		if x := m.X - f.x; x >= s.from && x < s.to {
			return keyPress(s.key)
		}
	}
	return msg
}

// keyPress returns the press of a key that a dialog names.
func keyPress(name string) tea.KeyPressMsg {
	codes := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown, "space": tea.KeySpace,
	}
	if c, ok := codes[name]; ok {
		return tea.KeyPressMsg{Code: c}
	}
	r, _ := utf8.DecodeRuneInString(name)
	return tea.KeyPressMsg{Code: r, Text: name}
}

// wheel returns the steps of a turn of the wheel: -1 up, 1 down, 0 for any
// other message.
func wheel(msg tea.Msg) int {
	if m, ok := msg.(tea.MouseWheelMsg); ok {
		switch m.Button {
		case tea.MouseWheelUp:
			return -1
		case tea.MouseWheelDown:
			return 1
		}
	}
	return 0
}

// clicked returns the place of a click of the left button.
func clicked(msg tea.Msg) (x, y int, ok bool) {
	m, ok := msg.(tea.MouseClickMsg)
	return m.X, m.Y, ok && m.Button == tea.MouseLeft
}
