package ledger

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/dialog"
	"readout/ui/units"
)

// filterState is the filter box's side of the screen.
type filterState struct {
	before query.Query // to go back to
	count  string      // what the last reading found
	typed  int         // number of the change that is waited for
}

// wait is the pause in typing after which the screen follows the filter.
const wait = 150 * time.Millisecond

// due says that a pause has come.
type due struct {
	l     *Ledger
	typed int
	query query.Query
}

// openFilter opens the filter box: the statements follow what is typed.
func (l *Ledger) openFilter() tea.Cmd {
	l.filter.before, l.filter.count = l.now.query, l.count()
	value := l.now.query.String()
	if value != "" {
		value += " "
	}
	line := dialog.NewLine("filter: ", value, func(s string) tea.Cmd { return l.follow(s, true) })
	line.Check, line.Complete = l.opts.Check, l.opts.Complete
	line.Changed = func(s string) tea.Cmd { return l.follow(s, false) }
	line.Note = func() string { return l.filter.count }
	line.Cancel = func() tea.Cmd { return l.follow(l.filter.before.String(), true) }
	return l.opts.Send(dialog.Open{Dialog: line})
}

// follow shows what a query selects, at once or when typing pauses.
func (l *Ledger) follow(value string, atOnce bool) tea.Cmd {
	l.filter.typed++ // what was typed before is no longer waited for
	q, err := query.Parse(value, l.opts.Now())
	if err != nil {
		if atOnce {
			return l.say(Failed{err})
		}
		return nil
	}
	d := due{l, l.filter.typed, q}
	if atOnce {
		return l.search(d)
	}
	return tea.Tick(wait, func(time.Time) tea.Msg { return d })
}

// search runs the query of the filter box.
func (l *Ledger) search(d due) tea.Cmd {
	if d.l != l || d.typed != l.filter.typed || d.query.String() == l.now.query.String() {
		return nil
	}
	return l.SetQuery(d.query)
}

// finder looks for words in the statements and headings that are shown.
type finder struct {
	term   string
	hits   []spot
	before spot
}

// openFind opens the line for words: the cursor goes to the first statement or
// heading that has them, from where it stood.
func (l *Ledger) openFind() tea.Cmd {
	before, was := l.here(), l.find
	line := dialog.NewLine("find: ", "", func(s string) tea.Cmd {
		if strings.TrimSpace(s) == "" {
			s = was.term // the words of before go on
		}
		cmd := l.lookFor(s, before)
		if s != "" && len(l.find.hits) == 0 {
			return tea.Batch(cmd, l.say(Said{"nothing here has “" + clean.Line(s) + "”"}))
		}
		return cmd
	})
	line.Changed = func(s string) tea.Cmd { return l.lookFor(s, before) }
	line.Note = func() string {
		if l.find.term == "" {
			return "words in statements and names; small letters find capitals too"
		}
		return "in " + cells.Count(len(l.find.hits), "row")
	}
	line.Cancel = func() tea.Cmd {
		l.find = was
		return l.goTo(before)
	}
	return l.opts.Send(dialog.Open{Dialog: line})
}

// lookFor goes to the first row with a term from a place on.
func (l *Ledger) lookFor(term string, from spot) tea.Cmd {
	l.find = finder{term: strings.TrimSpace(term), before: from}
	l.refind()
	if to, ok := l.match(from, 1, true); ok {
		return l.goTo(to)
	}
	return l.goTo(from)
}

// refind looks for the term again in what is shown now.
func (l *Ledger) refind() {
	l.find.hits = nil
	if l.find.term == "" {
		return
	}
	has := func(s string) bool { return s != "" && len(occurrences(s, l.find.term)) > 0 }
	for g := range l.shelf.groups {
		group := &l.shelf.groups[g]
		if l.now.grouping != None && has(group.name) {
			l.find.hits = append(l.find.hits, spot{group: group.key})
		}
		if l.now.grouping != None && l.isFolded(group) {
			continue
		}
		for _, e := range group.entries {
			if has(e.words()) || has(e.by()) {
				l.find.hits = append(l.find.hits, l.spotOf(item{g, e}))
			}
		}
	}
}

// occurrences returns the places of a term in a text.
func occurrences(text, term string) []briefings.Span {
	var f units.Finder
	return f.Search(text, term)
}

// match returns the next or previous row with the words, round the end; at
// says that the place itself counts.
func (l *Ledger) match(from spot, by int, at bool) (spot, bool) {
	hit := make(map[spot]bool, len(l.find.hits))
	for _, s := range l.find.hits {
		hit[s] = true
	}
	if len(hit) == 0 {
		return spot{}, false
	}
	start := 0
	for i, it := range l.items {
		if l.spotOf(it) == from {
			start = i
			break
		}
	}
	if !at {
		start += by
	}
	for range l.items {
		start = (start + len(l.items)) % len(l.items)
		if s := l.spotOf(l.items[start]); l.items[start].g >= 0 && hit[s] {
			return s, true
		}
		start += by
	}
	return spot{}, false
}

// hopMatch goes to the next or previous row with the words.
func (l *Ledger) hopMatch(by int) tea.Cmd {
	l.refind() // folds may have changed
	to, ok := l.match(l.here(), by, false)
	if !ok {
		return nil
	}
	return l.goTo(to)
}

// goTo moves the cursor to a place and tells it.
func (l *Ledger) goTo(s spot) tea.Cmd {
	was := l.current()
	l.seek(s)
	l.keep()
	return l.moved(was)
}
