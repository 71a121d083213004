package notes

import (
	"maps"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

// span is a range that is being selected: it follows the cursor.
type span struct {
	on     bool
	anchor int             // item that it began at
	base   map[string]bool // what was selected before
}

// selectRange begins a range at the cursor, or ends it and keeps what it
// selects. On a heading it selects the notes of the group, or lets go of them.
func (n *Notes) selectRange() tea.Cmd {
	switch {
	case n.at >= len(n.items):
	case n.span.on:
		n.span.on = false
	case n.items[n.at].e == nil:
		n.toggle(n.groups[n.items[n.at].g].entries)
	default:
		n.span = span{on: true, anchor: n.at, base: maps.Clone(n.selected)}
		n.stretch()
	}
	return nil
}

// toggle selects entries, or lets go of them when all are selected.
func (n *Notes) toggle(entries []*entry) {
	all := true
	for _, e := range entries {
		all = all && n.selected[e.a.ID]
	}
	for _, e := range entries {
		if all {
			delete(n.selected, e.a.ID)
		} else {
			n.selected[e.a.ID] = true
		}
	}
	n.redraw()
}

// stretch takes the range to the cursor. The heading of a folded group stands
// for its notes.
func (n *Notes) stretch() {
	if !n.span.on {
		return
	}
	clear(n.selected)
	maps.Copy(n.selected, n.span.base)
	from, to := min(n.span.anchor, n.at), max(n.span.anchor, n.at)
	for _, it := range n.items[from : to+1] {
		switch g := &n.groups[it.g]; {
		case it.e != nil:
			n.selected[it.e.a.ID] = true
		case n.folded[g.key]:
			for _, e := range g.entries {
				n.selected[e.a.ID] = true
			}
		}
	}
	n.redraw()
}

// selectAll selects all notes, or lets go of them when all are selected.
func (n *Notes) selectAll() {
	n.span.on = false
	n.toggle(n.entries)
}

// Deselect lets go of all selected notes.
func (n *Notes) Deselect() {
	n.span.on = false
	clear(n.selected)
	n.redraw()
}

// Selected returns the number of selected notes.
func (n *Notes) Selected() int { return len(n.selected) }

// targets returns what a key acts on: the selected notes in the order of the
// source, or else the one under the cursor.
func (n *Notes) targets() []*entry {
	if len(n.selected) > 0 {
		out := make([]*entry, 0, len(n.selected))
		for _, e := range n.entries {
			if n.selected[e.a.ID] {
				out = append(out, e)
			}
		}
		return out
	}
	if e := n.entry(); e != nil {
		return []*entry{e}
	}
	return nil
}

// Targets returns the briefings that an action on briefings is for: those of
// the selected notes, or of the one under the cursor, or of its group.
func (n *Notes) Targets() []briefings.Briefing {
	targets := n.targets()
	if len(targets) == 0 && n.at < len(n.items) {
		targets = n.groups[n.items[n.at].g].entries
	}
	return briefingsOf(targets)
}

// briefingsOf returns the briefings of entries, each once.
func briefingsOf(entries []*entry) []briefings.Briefing {
	var out []briefings.Briefing
	seen := map[string]bool{}
	for _, e := range entries {
		if !seen[e.b.ID] {
			seen[e.b.ID] = true
			out = append(out, *e.b)
		}
	}
	return out
}
