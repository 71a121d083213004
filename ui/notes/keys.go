package notes

import (
	"charm.land/bubbles/v2/key"

	"readout/briefings"
	"readout/ui/keys"
)

// KeyMap holds the bindings of the screen.
type KeyMap struct {
	Down, Up, HalfDown, HalfUp, PageDown, PageUp, Top, Bottom, NextGroup, PrevGroup key.Binding

	Open, Fold, FoldAll, Group, PrevGrouping    key.Binding
	Filter, Find, NextMatch, PrevMatch          key.Binding
	Select, SelectAll, Clear, Leave             key.Binding
	Note, Delete, Tag, Untag                    key.Binding
	Colour1, Colour2, Colour3, Colour4, Colour5 key.Binding
	Copy, CopyPlain, Export                     key.Binding
}

// DefaultKeys returns the bindings of the list and the article, as far as they
// fit notes.
func DefaultKeys() KeyMap {
	return KeyMap{
		Down:      keys.Bind("down", "j", "down"),
		Up:        keys.Bind("up", "k", "up"),
		HalfDown:  keys.Bind("half page down", "ctrl+d"),
		HalfUp:    keys.Bind("half page up", "ctrl+u"),
		PageDown:  keys.Bind("page down", "space", "pgdown", "ctrl+f"),
		PageUp:    keys.Bind("page up", "pgup", "ctrl+b"),
		Top:       keys.Bind("top", "g", "home"),
		Bottom:    keys.Bind("end", "G", "end"),
		NextGroup: keys.Bind("next group", "J", "}"),
		PrevGroup: keys.Bind("previous group", "K", "{"),

		Open:         keys.Bind("open", "enter", "l", "right"),
		Fold:         keys.Bind("fold the group", "tab"),
		FoldAll:      keys.Bind("fold all groups", "shift+tab"),
		Group:        keys.Bind("group otherwise", "b"),
		PrevGrouping: keys.Bind("group as before", "B"),

		Filter:    keys.Bind("filter", `\`),
		Find:      keys.Bind("find words in notes", "/"),
		NextMatch: keys.Bind("next match", "n"),
		PrevMatch: keys.Bind("previous match", "N"),

		Select:    keys.Bind("select a range", "v"),
		SelectAll: keys.Bind("select all", "V"),
		Clear:     keys.Bind("let go", "esc"),
		Leave:     keys.Bind("back", "q", "h", "left"),

		Note:    keys.Bind("edit the note", "a"),
		Delete:  keys.Bind("delete", "d"),
		Tag:     keys.Bind("tag", "t"),
		Untag:   keys.Bind("untag", "T"),
		Colour1: keys.Bind("colour 1", "1"),
		Colour2: keys.Bind("colour 2", "2"),
		Colour3: keys.Bind("colour 3", "3"),
		Colour4: keys.Bind("colour 4", "4"),
		Colour5: keys.Bind("colour 5", "5"),

		Copy:      keys.Bind("copy with citation", "y"),
		CopyPlain: keys.Bind("copy without citation", "Y"),
		Export:    keys.Bind("export the briefings", "x"),
	}
}

// colours returns the bindings of the highlight colours, from 1.
func (k *KeyMap) colours() [briefings.Colors]*key.Binding {
	return [...]*key.Binding{&k.Colour1, &k.Colour2, &k.Colour3, &k.Colour4, &k.Colour5}
}

// enable sets which bindings act now.
func (n *Notes) enable() {
	k := &n.keys
	set := func(on bool, bs ...*key.Binding) {
		for _, b := range bs {
			b.SetEnabled(on && len(b.Keys()) > 0)
		}
	}
	some := len(n.items) > 0
	grouped := some && n.grouping != Flat
	note := n.entry() != nil
	targets := n.targets()
	set(some, &k.Down, &k.Up, &k.HalfDown, &k.HalfUp, &k.PageDown, &k.PageUp, &k.Top, &k.Bottom, &k.Open,
		&k.Select, &k.SelectAll, &k.Find, &k.Group, &k.PrevGrouping, &k.Export)
	set(grouped, &k.Fold, &k.FoldAll, &k.NextGroup, &k.PrevGroup)
	set(len(n.find.hits) > 0, &k.NextMatch, &k.PrevMatch)
	set(note, &k.Note)
	set(len(targets) > 0, &k.Delete, &k.Tag, &k.Untag, &k.Copy, &k.CopyPlain)
	marks := false
	for _, e := range targets {
		marks = marks || !e.a.IsPageNote()
	}
	for i, c := range k.colours() {
		set(marks, c)
		c.SetHelp(c.Help().Key, n.colour(i+1))
	}
	set(true, &k.Filter, &k.Clear, &k.Leave)
	k.Clear.SetHelp(k.Clear.Help().Key, n.clears())
	k.Fold.SetHelp(k.Fold.Help().Key, n.folds())
	k.Select.SetHelp(k.Select.Help().Key, n.selects())
}

// clears says what the key that lets go does now.
func (n *Notes) clears() string {
	switch {
	case n.span.on, len(n.selected) > 0:
		return "let go of the selection"
	case n.find.term != "":
		return "forget the words"
	case !n.query.Empty():
		return "show all"
	}
	return "back"
}

// folds says what the key that folds does now.
func (n *Notes) folds() string {
	if n.at < len(n.items) && n.folded[n.groups[n.items[n.at].g].key] {
		return "unfold the group"
	}
	return "fold the group"
}

// selects says what the key that selects does now.
func (n *Notes) selects() string {
	switch {
	case n.span.on:
		return "keep the range"
	case n.at < len(n.items) && n.items[n.at].e == nil:
		return "select the group"
	}
	return "select a range"
}

// ShortHelp lists the bindings that help most at this moment.
func (n *Notes) ShortHelp() []key.Binding {
	n.enable()
	k := &n.keys
	if len(n.selected) > 0 {
		return enabled(k.Select, n.coloursHelp(), k.Tag, k.Delete, k.Copy, k.Export, k.Clear)
	}
	return enabled(k.Open, k.Note, n.coloursHelp(), k.Group, k.Fold, k.Filter, k.Find, k.NextMatch, k.Select, k.Clear)
}

// coloursHelp stands for the five colours in one entry.
func (n *Notes) coloursHelp() key.Binding {
	b := n.keys.Colour1
	b.SetHelp(b.Help().Key+"…"+n.keys.Colour5.Help().Key, "recolour")
	return b
}

// FullHelp lists the bindings that act now, in groups.
func (n *Notes) FullHelp() [][]key.Binding {
	n.enable()
	k := &n.keys
	var out [][]key.Binding
	for _, g := range [][]key.Binding{
		enabled(k.Down, k.Up, k.HalfDown, k.HalfUp, k.PageDown, k.PageUp, k.Top, k.Bottom, k.NextGroup, k.PrevGroup),
		enabled(k.Open, k.Fold, k.FoldAll, k.Group, k.PrevGrouping, k.Filter, k.Find, k.NextMatch, k.PrevMatch),
		enabled(k.Note, k.Colour1, k.Colour2, k.Colour3, k.Colour4, k.Colour5, k.Delete, k.Tag, k.Untag),
		enabled(k.Select, k.SelectAll, k.Copy, k.CopyPlain, k.Export, k.Clear, k.Leave),
	} {
		if len(g) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func enabled(bs ...key.Binding) []key.Binding {
	var out []key.Binding
	for _, b := range bs {
		if b.Enabled() {
			out = append(out, b)
		}
	}
	return out
}

// Bindings returns the screen's own bindings with their names; which of them
// act is set by its state.
func (n *Notes) Bindings() []keys.Named { return keys.All(&n.keys) }
