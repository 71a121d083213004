package library

import (
	"charm.land/bubbles/v2/key"

	"readout/ui/keys"
)

// KeyMap holds the bindings of the list. What acts on briefings (tag, star,
// export…) is bound by the root, because it acts on the article as well.
type KeyMap struct {
	Down, Up, HalfDown, HalfUp, PageDown, PageUp, Top, Bottom key.Binding

	Open, Filter, Clear, Sort, Select, SelectAll, Quit key.Binding
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
		SelectAll: keys.Bind("select all", "V"),
		Quit:      keys.Bind("quit", "q"),
	}
}
