package library

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/keys"
)

// KeyMap holds the bindings of the list. What acts on briefings (tag, star,
// export…) is bound by the root, because it acts on the article as well.
type KeyMap struct {
	Down, Up, HalfDown, HalfUp, PageDown, PageUp, Top, Bottom key.Binding

	Open, Filter, Clear, Sort, Select, Toggle, SelectAll, Quit key.Binding
}

// DefaultKeys returns the bindings of the contract.
func DefaultKeys() KeyMap {
	return KeyMap{
		Down:      keys.Bind("down", "j", "down"),
		Up:        keys.Bind("up", "k", "up"),
		HalfDown:  keys.Bind("half page down", "ctrl+d"),
		HalfUp:    keys.Bind("half page up", "ctrl+u"),
		PageDown:  keys.Bind("page down", "space", "pgdown", "ctrl+f"),
		PageUp:    keys.Bind("page up", "b", "pgup", "ctrl+b"),
		Top:       keys.Bind("top", "g", "home"),
		Bottom:    keys.Bind("end", "G", "end"),
		Open:      keys.Bind("open", "enter", "l", "right"),
		Filter:    keys.Bind("filter", `\`, "/"),
		Clear:     keys.Bind("show all", "esc"),
		Sort:      keys.Bind("sort", "s"),
		Select:    keys.Bind("select", "v"),
		Toggle:    keys.Bind("select one", "tab"),
		SelectAll: keys.Bind("select all", "V"),
		Quit:      keys.Bind("quit", "q"),
	}
}

// enable sets which bindings act now.
func (l *Library) enable() {
	some := len(l.rows) > 0
	for _, b := range []*key.Binding{
		&l.keys.Down, &l.keys.Up, &l.keys.HalfDown, &l.keys.HalfUp, &l.keys.PageDown, &l.keys.PageUp,
		&l.keys.Top, &l.keys.Bottom, &l.keys.Open, &l.keys.Select, &l.keys.Toggle, &l.keys.SelectAll,
	} {
		b.SetEnabled(some)
	}
	clears := "show all"
	if len(l.selected) > 0 || l.span.on {
		clears = "let go"
	}
	l.keys.Clear.SetHelp(l.keys.Clear.Help().Key, clears)
	l.keys.Clear.SetEnabled(len(l.selected) > 0 || l.span.on || !l.query.Empty())
}

// ShortHelp lists the bindings that help most at this moment.
func (l *Library) ShortHelp() []key.Binding {
	l.enable()
	return []key.Binding{l.keys.Open, l.keys.Filter, l.keys.Clear, l.keys.Sort, l.keys.Select, l.keys.Quit}
}

// FullHelp lists the bindings in groups.
func (l *Library) FullHelp() [][]key.Binding {
	l.enable()
	m := l.keys
	return [][]key.Binding{
		{m.Down, m.Up, m.HalfDown, m.HalfUp, m.PageDown, m.PageUp, m.Top, m.Bottom},
		{m.Open, m.Filter, m.Clear, m.Sort, m.Select, m.Toggle, m.SelectAll, m.Quit},
	}
}

// Quits reports whether a key leaves the program.
func (l *Library) Quits(k tea.KeyPressMsg) bool { return key.Matches(k, l.keys.Quit) }

// Bindings returns the screen's own bindings with their names; which of them
// act is set by its state.
func (l *Library) Bindings() []keys.Named { return keys.All(&l.keys) }
