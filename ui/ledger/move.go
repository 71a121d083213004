package ledger

import (
	"slices"
	"sort"

	tea "charm.land/bubbletea/v2"

	"readout/briefings/query"
)

// item is what can be moved to: a statement, the heading of a group (e nil), or
// the summary of a page (g -1).
type item struct {
	g int
	e *entry
}

// spot is a place in the list that outlives a new arrangement of it.
type spot struct {
	group, briefing string
	off             int
}

// list makes the items of the groups, those of folded ones left out, and the
// rows at which they begin.
func (l *Ledger) list() {
	l.items = l.items[:0]
	if l.now.subject.Kind != "" {
		l.items = append(l.items, item{g: -1})
	}
	for g := range l.shelf.groups {
		if l.now.grouping != None {
			l.items = append(l.items, item{g: g})
			if l.isFolded(&l.shelf.groups[g]) {
				continue
			}
		}
		for _, e := range l.shelf.groups[g].entries {
			l.items = append(l.items, item{g, e})
		}
	}
	l.measure()
}

// measure sets the rows at which items begin.
func (l *Ledger) measure() {
	l.tops = l.tops[:0]
	row := 0
	for _, it := range l.items {
		l.tops = append(l.tops, row)
		row += l.heightOf(it)
	}
	l.tops = append(l.tops, row)
}

// heightOf returns the rows of an item.
func (l *Ledger) heightOf(it item) int {
	switch {
	case it.g < 0:
		return l.summaryHeight()
	case it.e == nil:
		return 1
	}
	return 1 + l.wordRows()
}

// rowOf returns the first row of an item.
func (l *Ledger) rowOf(i int) int {
	if i < 0 || i >= len(l.tops) {
		return 0
	}
	return l.tops[i]
}

func (l *Ledger) isFolded(g *group) bool {
	if f, ok := l.now.folded[g.key]; ok {
		return f
	}
	return l.now.all
}

// entry returns the statement under the cursor, or nil.
func (l *Ledger) entry() *entry {
	if l.at >= len(l.items) {
		return nil
	}
	return l.items[l.at].e
}

// group returns the group that the cursor is in, or nil.
func (l *Ledger) group() *group {
	if l.at >= len(l.items) || l.items[l.at].g < 0 {
		return nil
	}
	return &l.shelf.groups[l.items[l.at].g]
}

// here returns the place of the cursor.
func (l *Ledger) here() spot {
	if l.at >= len(l.items) {
		return spot{}
	}
	return l.spotOf(l.items[l.at])
}

func (l *Ledger) spotOf(it item) spot {
	var s spot
	if it.g >= 0 {
		s.group = l.shelf.groups[it.g].key
	}
	if it.e != nil {
		s.briefing, s.off = it.e.said.Briefing.ID, it.e.off()
	}
	return s
}

// seek puts the cursor on a place, or else on the same statement elsewhere; it
// reports whether there is such.
func (l *Ledger) seek(to spot) bool {
	for _, same := range []func(spot) bool{
		func(s spot) bool { return s == to },
		func(s spot) bool { return to.briefing != "" && s.briefing == to.briefing && s.off == to.off },
	} {
		if i := slices.IndexFunc(l.items, func(it item) bool { return same(l.spotOf(it)) }); i >= 0 {
			l.at = i
			return true
		}
	}
	return false
}

// current says which statement the cursor is on.
func (l *Ledger) current() Moved {
	if e := l.entry(); e != nil {
		return Moved{e.said.Briefing.ID, e.off()}
	}
	return Moved{}
}

// moved tells that the cursor is on another statement than before.
func (l *Ledger) moved(before Moved) tea.Cmd {
	now := l.current()
	if now == before || now == (Moved{}) {
		return nil
	}
	return l.say(now)
}

// Subjects returns the speakers and topics of what the cursor is on.
func (l *Ledger) Subjects(kind Grouping) []Subject {
	e := l.entry()
	if e == nil {
		if g := l.group(); g != nil && g.subject.Kind == kind {
			return []Subject{g.subject}
		}
		return nil
	}
	one := newShelf(kind)
	one.add([]*entry{e})
	var out []Subject
	for i := range one.groups {
		if one.groups[i].subject.Kind != "" {
			out = append(out, one.groups[i].subject)
		}
	}
	return out
}

// Subject returns what the page is about, if it is one.
func (l *Ledger) Subject() Subject { return l.now.subject }

// Move moves the cursor by so many items, as far as there are any.
func (l *Ledger) Move(by int) tea.Cmd {
	was := l.current()
	l.at += by
	l.keep()
	return l.moved(was)
}

// scroll moves the cursor by about so many rows.
func (l *Ledger) scroll(rows int) tea.Cmd {
	if len(l.items) == 0 {
		return nil
	}
	to := max(l.rowOf(l.at)+rows, 0)
	i := sort.SearchInts(l.tops, to+1) - 1
	if i == l.at {
		i += sign(rows)
	}
	return l.Move(i - l.at)
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

// hopGroup goes to the heading of the next group, or of this and then the
// previous one.
func (l *Ledger) hopGroup(by int) tea.Cmd {
	for i := l.at + by; i >= 0 && i < len(l.items); i += by {
		if l.items[i].e == nil && l.items[i].g >= 0 {
			return l.Move(i - l.at)
		}
	}
	return nil
}

// keep puts the cursor on an item, and the item on the screen.
func (l *Ledger) keep() {
	l.at = max(0, min(l.at, len(l.items)-1))
	if len(l.items) == 0 {
		l.top = 0
		return
	}
	body := l.body()
	l.top = max(min(l.top, l.tops[len(l.items)]-body), 0)
	from, to := l.tops[l.at], l.tops[l.at+1]
	if sticky := l.stickyRows(); from-sticky < l.top {
		l.top = max(from-sticky, 0)
	}
	if to > l.top+body {
		l.top = min(to-body, from)
	}
	if l.at > 0 && l.items[l.at-1].g < 0 && to <= body { // the summary with the first of what it sums up
		l.top = 0
	}
}

// open opens the statement, the page of a speaker or topic, or folds a group.
func (l *Ledger) open() tea.Cmd {
	if e := l.entry(); e != nil {
		return l.opts.Send(Open{e.said.Briefing.ID, e.off()})
	}
	if g := l.group(); g != nil && g.subject.Kind != "" {
		return l.ShowPage(g.subject, false)
	}
	return l.fold()
}

// fold folds or unfolds the group at the cursor, which goes to its heading.
func (l *Ledger) fold() tea.Cmd {
	g := l.group()
	if g == nil || l.now.grouping == None {
		return nil
	}
	was := l.current()
	l.now.folded[g.key] = !l.isFolded(g)
	l.list()
	l.seek(spot{group: g.key})
	l.keep()
	return l.moved(was)
}

// foldAll folds all groups, or unfolds them when all are folded.
func (l *Ledger) foldAll() tea.Cmd {
	if l.now.grouping == None {
		return nil
	}
	was, g := l.current(), l.group()
	open := slices.ContainsFunc(l.shelf.groups, func(g group) bool { return !l.isFolded(&g) })
	clear(l.now.folded)
	l.now.all = open
	l.list()
	if g != nil {
		l.seek(spot{group: g.key})
	}
	l.keep()
	return l.moved(was)
}

// cycle groups by what comes next.
func (l *Ledger) cycle(by int) tea.Cmd {
	all := Groupings()
	i := slices.Index(all, l.now.grouping)
	return l.SetGroup(all[(i+by+len(all))%len(all)])
}

// resort puts the headings in another order.
func (l *Ledger) resort() tea.Cmd {
	here := l.here()
	l.now.order = (l.now.order + 1) % Order(len(orderWords))
	l.shelf.sort(l.now.order)
	l.list()
	l.seek(here)
	if !l.stay || l.entry() == nil { // in a list of names the first is what was asked for
		l.at, l.top = 0, 0
		l.begin()
	}
	l.keep()
	return l.say(Said{"groups: " + orderWords[l.now.order]})
}

// turn turns the order of the dates round.
func (l *Ledger) turn() tea.Cmd {
	l.now.oldest = !l.now.oldest
	l.now.spot = spot{}
	return l.Load()
}

// clear forgets the words that were looked for, or else goes back to what was
// shown before, or takes the filter off; then it leaves.
func (l *Ledger) clear() tea.Cmd {
	switch {
	case l.find.term != "":
		l.find = finder{}
		return nil
	case len(l.past) == 0 && !l.now.query.Empty():
		return l.SetQuery(query.Query{})
	}
	return l.leave()
}

// leave goes back to what was shown before, or leaves the screen.
func (l *Ledger) leave() tea.Cmd {
	if cmd, ok := l.back(); ok {
		return cmd
	}
	return l.opts.Send(Left{})
}

func (l *Ledger) wheel(m tea.MouseWheelMsg) tea.Cmd {
	switch m.Button {
	case tea.MouseWheelUp:
		return l.Move(-3)
	case tea.MouseWheelDown:
		return l.Move(3)
	}
	return nil
}

// click puts the cursor on an item; a click on the one that has it opens it.
// The place is relative to the top left of the screen.
func (l *Ledger) click(m tea.MouseClickMsg) tea.Cmd {
	y := m.Y - l.headRows()
	if m.Button != tea.MouseLeft || y < 0 || y >= l.body() || len(l.items) == 0 {
		return nil
	}
	i := sort.SearchInts(l.tops, l.top+y+1) - 1
	if y < l.stickyRows() && l.top > 0 {
		return nil
	}
	switch {
	case i >= len(l.items):
		return nil
	case i == l.at:
		return l.open()
	}
	return l.Move(i - l.at)
}
