package notes

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefings/query"
)

// see handles the keys that change what is seen and how.
func (n *Notes) see(k tea.KeyPressMsg) tea.Cmd {
	m := &n.keys
	switch {
	case key.Matches(k, m.Open):
		return n.open()
	case key.Matches(k, m.Fold):
		return n.fold()
	case key.Matches(k, m.FoldAll):
		return n.foldAll()
	case key.Matches(k, m.Group):
		return n.cycle(1)
	case key.Matches(k, m.PrevGrouping):
		return n.cycle(-1)
	case key.Matches(k, m.Filter):
		return n.openFilter()
	case key.Matches(k, m.Find):
		return n.openFind()
	case key.Matches(k, m.NextMatch):
		return n.hopMatch(1)
	case key.Matches(k, m.PrevMatch):
		return n.hopMatch(-1)
	case key.Matches(k, m.Select):
		return n.selectRange()
	case key.Matches(k, m.SelectAll):
		n.selectAll()
	case key.Matches(k, m.Clear):
		return n.clear()
	case key.Matches(k, m.Leave):
		return n.opts.Send(Left{})
	default:
		return n.act(k)
	}
	return nil
}

// spot is a place in the list that outlives a new arrangement of it.
type spot struct{ group, note string } // note "": the heading

// here returns the place of the cursor.
func (n *Notes) here() spot {
	if n.at >= len(n.items) {
		return spot{}
	}
	return n.spotOf(n.items[n.at])
}

func (n *Notes) spotOf(it item) spot {
	s := spot{group: n.groups[it.g].key}
	if it.e != nil {
		s.note = it.e.a.ID
	}
	return s
}

// seek puts the cursor on a place, or else on the same note elsewhere (unless
// it is to stay in its row), or leaves it in its row.
func (n *Notes) seek(to spot, stay bool) {
	row := n.at - n.top
	found := slices.IndexFunc(n.items, func(it item) bool { return n.spotOf(it) == to })
	if found < 0 && to.note != "" && !stay {
		found = slices.IndexFunc(n.items, func(it item) bool { return it.e != nil && it.e.a.ID == to.note })
	}
	if found < 0 && to.note != "" { // the note that follows, not a heading between
		if n.at+1 < len(n.items) && n.items[n.at].e == nil && n.items[n.at+1].e != nil {
			n.at++
		}
		n.at = min(n.at, max(len(n.items)-1, 0))
		return
	}
	if found >= 0 {
		n.at, n.top = found, found-row
	}
}

// intoGroup goes from the first heading to the first note.
func (n *Notes) intoGroup() {
	if len(n.items) > 1 && n.items[0].e == nil && n.items[1].e != nil {
		n.at = 1
	}
}

// entry returns the entry under the cursor, or nil.
func (n *Notes) entry() *entry {
	if n.at >= len(n.items) {
		return nil
	}
	return n.items[n.at].e
}

// current says what the cursor is on; the heading of a briefing is the
// briefing, that of another group nothing.
func (n *Notes) current() Moved {
	if e := n.entry(); e != nil {
		return Moved{e.b.ID, e.a.ID}
	}
	if n.at < len(n.items) && n.grouping == ByBriefing {
		return Moved{Briefing: n.groups[n.items[n.at].g].key}
	}
	return Moved{}
}

// moved tells that the cursor is on something else than before.
func (n *Notes) moved(before Moved) tea.Cmd {
	now := n.current()
	if now == before || now == (Moved{}) && len(n.items) > 0 {
		return nil
	}
	return func() tea.Msg { return now }
}

// Move moves the cursor by so many rows, as far as there are rows.
func (n *Notes) Move(by int) tea.Cmd {
	before := n.current()
	n.at += by
	n.keep()
	n.stretch()
	return n.moved(before)
}

// Goto puts the cursor on a note, and unfolds its group; it reports whether the
// screen has it.
func (n *Notes) Goto(note string) bool {
	for g := range n.groups {
		if slices.ContainsFunc(n.groups[g].entries, func(e *entry) bool { return e.a.ID == note }) {
			n.reach(spot{n.groups[g].key, note})
			return true
		}
	}
	return false
}

// reach puts the cursor on a note, and unfolds its group.
func (n *Notes) reach(s spot) {
	if n.folded[s.group] {
		delete(n.folded, s.group)
		n.list()
	}
	n.seek(s, false)
	n.keep()
	n.stretch()
}

// hopGroup goes to the heading of the next group, or of this and then the
// previous one.
func (n *Notes) hopGroup(by int) tea.Cmd {
	for i := n.at + by; i >= 0 && i < len(n.items); i += by {
		if n.items[i].e != nil {
			continue
		}
		cmd := n.Move(i - n.at)
		if end := i + len(n.groups[n.items[i].g].entries); n.lastTop(min(end, len(n.items)-1)) > n.top {
			n.top = i // its notes are worth more rows than those before
			n.keep()
		}
		return cmd
	}
	return nil
}

func (n *Notes) open() tea.Cmd {
	if n.at >= len(n.items) {
		return nil
	}
	if e := n.entry(); e != nil {
		return n.opts.Send(Open{e.b.ID, e.a.ID})
	}
	return n.fold()
}

// fold folds or unfolds the group at the cursor, which goes to its heading.
func (n *Notes) fold() tea.Cmd {
	if n.at >= len(n.items) {
		return nil
	}
	before := n.current()
	key := n.groups[n.items[n.at].g].key
	if n.folded[key] {
		delete(n.folded, key)
	} else {
		n.folded[key] = true
	}
	n.refold(key)
	return n.moved(before)
}

// foldAll folds all groups, or unfolds them when all are folded.
func (n *Notes) foldAll() tea.Cmd {
	if n.at >= len(n.items) {
		return nil
	}
	before := n.current()
	open := false
	for i := range n.groups {
		open = open || !n.folded[n.groups[i].key]
	}
	clear(n.folded)
	if open {
		for i := range n.groups {
			n.folded[n.groups[i].key] = true
		}
	}
	n.refold(n.groups[n.items[n.at].g].key)
	return n.moved(before)
}

// refold lists the items again with the cursor on a heading.
func (n *Notes) refold(key string) {
	n.span.on = false
	n.list()
	n.seek(spot{group: key}, false)
	n.keep()
}

// cycle groups by what comes next.
func (n *Notes) cycle(by int) tea.Cmd {
	all := Groupings()
	i := slices.Index(all, n.grouping)
	return n.SetGroup(all[(i+by+len(all))%len(all)])
}

// SetGroup groups the notes by something else; the cursor stays on its note.
func (n *Notes) SetGroup(g Grouping) tea.Cmd {
	if g == n.grouping || !slices.Contains(Groupings(), g) {
		return nil
	}
	n.grouping = g
	clear(n.folded)
	return n.regroup()
}

// Group returns by what the notes are grouped.
func (n *Notes) Group() Grouping { return n.grouping }

// clear lets go of the selection, or else of the words that were looked for,
// or else of the filter; when there is nothing to let go of, it leaves.
func (n *Notes) clear() tea.Cmd {
	switch {
	case n.span.on, len(n.selected) > 0:
		n.Deselect()
	case n.find.term != "":
		n.find = finder{typed: n.find.typed + 1}
		n.redraw()
	case !n.query.Empty():
		return n.SetQuery(query.Query{})
	default:
		return n.opts.Send(Left{})
	}
	return nil
}

// keep puts the cursor on an item, and the item on the screen, in rows as
// many as it takes.
func (n *Notes) keep() {
	n.at = max(0, min(n.at, len(n.items)-1))
	if len(n.items) == 0 {
		n.top = 0
		return
	}
	n.top = max(min(n.top, n.lastTop(len(n.items)-1)), 0)
	n.top = max(n.top, n.lastTop(n.at))
	n.top = min(n.top, n.at)
	if n.top == n.at && n.top > 0 && n.items[n.top].e != nil && n.items[n.top-1].e == nil && n.lastTop(n.at) < n.top {
		n.top-- // its heading in its own place
	}
}

// lastTop returns the first item from which on all up to i are on the screen.
func (n *Notes) lastTop(i int) int {
	room, top := n.body(), i
	for used := 0; i >= 0; i-- {
		used += len(n.draw(i))
		if used+n.sticky(i) > room {
			break
		}
		top = i
	}
	return top
}

// pageItems returns the number of items that a page moves by.
func (n *Notes) pageItems() int {
	count, room := 0, n.body()
	if n.top < len(n.items) {
		room -= n.sticky(n.top)
	}
	for i := n.top; i < len(n.items); i++ {
		if room -= len(n.draw(i)); room < 0 {
			break
		}
		count++
	}
	return max(count-1, 1)
}
