package ledger

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/ui/keys"
)

// KeyMap holds the bindings of the screen.
type KeyMap struct {
	Down, Up, HalfDown, HalfUp, PageDown, PageUp, Top, Bottom, NextGroup, PrevGroup key.Binding

	Open, Fold, FoldAll, Group, PrevGrouping, Sort, Turn key.Binding
	Filter, Find, NextMatch, PrevMatch, Clear, Leave     key.Binding
	Colour1, Colour2, Colour3, Colour4, Colour5          key.Binding
	Copy, CopyPlain, Export                              key.Binding
}

// DefaultKeys returns the bindings of the other screens, as far as they fit
// statements.
func DefaultKeys() KeyMap {
	return KeyMap{
		Down:      keys.Bind("down", "j", "down"),
		Up:        keys.Bind("up", "k", "up"),
		HalfDown:  keys.Bind("half a page down", "ctrl+d"),
		HalfUp:    keys.Bind("half a page up", "ctrl+u"),
		PageDown:  keys.Bind("page down", "space", "pgdown", "ctrl+f"),
		PageUp:    keys.Bind("page up", "ctrl+b", "pgup"),
		Top:       keys.Bind("top", "g", "home"),
		Bottom:    keys.Bind("end", "G", "end"),
		NextGroup: keys.Bind("next group", "J", "}"),
		PrevGroup: keys.Bind("previous group", "K", "{"),

		Open:         keys.Bind("open", "enter", "l", "right"),
		Fold:         keys.Bind("fold the group", "tab"),
		FoldAll:      keys.Bind("fold all groups", "shift+tab"),
		Group:        keys.Bind("group otherwise", "b"),
		PrevGrouping: keys.Bind("group as before", "B"),
		Sort:         keys.Bind("sort the groups", "s"),
		Turn:         keys.Bind("oldest first", "o"),

		Filter:    keys.Bind("filter", `\`),
		Find:      keys.Bind("find words", "/"),
		NextMatch: keys.Bind("next match", "n"),
		PrevMatch: keys.Bind("previous match", "N"),
		Clear:     keys.Bind("let go", "esc"),
		Leave:     keys.Bind("back", "q", "h", "left"),

		Colour1: keys.Bind("mark in colour 1", "1"),
		Colour2: keys.Bind("mark in colour 2", "2"),
		Colour3: keys.Bind("mark in colour 3", "3"),
		Colour4: keys.Bind("mark in colour 4", "4"),
		Colour5: keys.Bind("mark in colour 5", "5"),

		Copy:      keys.Bind("copy with citation", "y"),
		CopyPlain: keys.Bind("copy without citation", "Y"),
		Export:    keys.Bind("write to a file", "x"),
	}
}

// colours returns the bindings of the highlight colours, from 1.
func (k *KeyMap) colours() [briefings.Colors]*key.Binding {
	return [...]*key.Binding{&k.Colour1, &k.Colour2, &k.Colour3, &k.Colour4, &k.Colour5}
}

// press acts on a key.
func (l *Ledger) press(k tea.KeyPressMsg) tea.Cmd {
	m := &l.keys
	l.enable()
	for i, c := range m.colours() {
		if key.Matches(k, *c) {
			return l.mark(i + 1)
		}
	}
	body := max(l.body()-1, 1)
	for _, a := range []struct {
		on *key.Binding
		do func() tea.Cmd
	}{
		{&m.Down, func() tea.Cmd { return l.Move(1) }},
		{&m.Up, func() tea.Cmd { return l.Move(-1) }},
		{&m.HalfDown, func() tea.Cmd { return l.scroll((body + 1) / 2) }},
		{&m.HalfUp, func() tea.Cmd { return l.scroll(-(body + 1) / 2) }},
		{&m.PageDown, func() tea.Cmd { return l.scroll(body) }},
		{&m.PageUp, func() tea.Cmd { return l.scroll(-body) }},
		{&m.Top, func() tea.Cmd { return l.Move(-len(l.items)) }},
		{&m.Bottom, func() tea.Cmd { return l.Move(len(l.items)) }},
		{&m.NextGroup, func() tea.Cmd { return l.hopGroup(1) }},
		{&m.PrevGroup, func() tea.Cmd { return l.hopGroup(-1) }},
		{&m.Open, l.open},
		{&m.Fold, l.fold},
		{&m.FoldAll, l.foldAll},
		{&m.Group, func() tea.Cmd { return l.cycle(1) }},
		{&m.PrevGrouping, func() tea.Cmd { return l.cycle(-1) }},
		{&m.Sort, l.resort},
		{&m.Turn, l.turn},
		{&m.Filter, l.openFilter},
		{&m.Find, l.openFind},
		{&m.NextMatch, func() tea.Cmd { return l.hopMatch(1) }},
		{&m.PrevMatch, func() tea.Cmd { return l.hopMatch(-1) }},
		{&m.Clear, l.clear},
		{&m.Leave, l.leave},
		{&m.Copy, func() tea.Cmd { return l.copy(true) }},
		{&m.CopyPlain, func() tea.Cmd { return l.copy(false) }},
		{&m.Export, l.export},
	} {
		if key.Matches(k, *a.on) {
			return a.do()
		}
	}
	return nil
}

// enable sets which bindings act now, and what help says of them.
func (l *Ledger) enable() {
	k := &l.keys
	set := func(on bool, bs ...*key.Binding) {
		for _, b := range bs {
			b.SetEnabled(on && len(b.Keys()) > 0)
		}
	}
	some := len(l.items) > 0
	grouped := some && l.now.grouping != None
	set(some, &k.Down, &k.Up, &k.HalfDown, &k.HalfUp, &k.PageDown, &k.PageUp, &k.Top, &k.Bottom, &k.Open, &k.Find, &k.Export)
	set(grouped, &k.Fold, &k.FoldAll, &k.NextGroup, &k.PrevGroup)
	set(grouped && l.now.grouping != ByDate, &k.Sort)
	set(len(l.find.hits) > 0, &k.NextMatch, &k.PrevMatch)
	set(len(l.targets()) > 0, &k.Copy, &k.CopyPlain)
	for i, c := range k.colours() {
		set(l.entry() != nil, c)
		c.SetHelp(c.Help().Key, "mark in "+l.colour(i+1))
	}
	set(true, &k.Group, &k.PrevGrouping, &k.Turn, &k.Filter, &k.Clear, &k.Leave)
	help := func(b *key.Binding, on bool, is, isNot string) {
		if on {
			b.SetHelp(b.Help().Key, is)
		} else {
			b.SetHelp(b.Help().Key, isNot)
		}
	}
	help(&k.Turn, l.now.oldest, "newest first", "oldest first")
	g := l.group()
	help(&k.Fold, g != nil && l.isFolded(g), "unfold the group", "fold the group")
	help(&k.Open, l.entry() == nil && g != nil && g.subject.Kind != "", "page", "open")
}

// colour names a highlight colour.
func (l *Ledger) colour(c int) string {
	if name := l.opts.Colours[c-1]; name != "" {
		return name
	}
	return "colour " + string(rune('0'+c))
}

// ShortHelp lists the bindings that help most at this moment.
func (l *Ledger) ShortHelp() []key.Binding {
	l.enable()
	k := &l.keys
	marks := k.Colour1
	marks.SetHelp(k.Colour1.Help().Key+"…"+k.Colour5.Help().Key, "mark")
	return enabled(k.Open, k.Fold, k.Group, k.Filter, k.Find, k.NextMatch, marks, k.Copy, k.Export, k.Turn, k.Clear)
}

// FullHelp lists the bindings that act now, in groups.
func (l *Ledger) FullHelp() [][]key.Binding {
	l.enable()
	k := &l.keys
	return slices.DeleteFunc([][]key.Binding{
		enabled(k.Down, k.Up, k.HalfDown, k.HalfUp, k.PageDown, k.PageUp, k.Top, k.Bottom, k.NextGroup, k.PrevGroup),
		enabled(k.Open, k.Fold, k.FoldAll, k.Group, k.PrevGrouping, k.Sort, k.Turn),
		enabled(k.Filter, k.Find, k.NextMatch, k.PrevMatch, k.Clear, k.Leave),
		enabled(k.Colour1, k.Colour2, k.Colour3, k.Colour4, k.Colour5, k.Copy, k.CopyPlain, k.Export),
	}, func(g []key.Binding) bool { return len(g) == 0 })
}

func enabled(bs ...key.Binding) []key.Binding {
	return slices.DeleteFunc(bs, func(b key.Binding) bool { return !b.Enabled() })
}

// Signs explains what stands before and behind statements.
func Signs() [][2]string {
	return [][2]string{
		{"●2", "marked in colour 2"},
		{"~", "likely said by this speaker"},
		{"?", "may be said by somebody else"},
	}
}

// Bindings returns the screen's own bindings with their names; which of them
// act is set by its state.
func (l *Ledger) Bindings() []keys.Named { return keys.All(&l.keys) }
