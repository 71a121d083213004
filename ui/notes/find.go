package notes

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/dialog"
	"readout/ui/units"
)

// finder looks for words in the notes that are shown.
type finder struct {
	term  string
	hits  map[string]bool // ids of annotations
	typed int             // number of the last change of the words
	waits bool            // what the accepted words hit is on its way

	before spot // to go back to
	was    finding
}

// finding is what the words that were looked for before found.
type finding struct {
	term string
	hits map[string]bool
}

// found carries hits back to the screen that asked.
type found struct {
	n     *Notes
	typed int
	term  string
	hits  map[string]bool
}

// openFind opens the line for words: the cursor goes to the first note that
// has them, from where it stood.
func (n *Notes) openFind() tea.Cmd {
	n.find.before, n.find.was = n.here(), finding{n.find.term, n.find.hits}
	line := dialog.NewLine("find in notes: ", "", n.acceptFind)
	line.Changed = n.lookFor
	line.Note = n.findCount
	line.Cancel = func() tea.Cmd {
		was, before := n.find.was, n.find.before
		n.find = finder{term: was.term, hits: was.hits, typed: n.find.typed + 1}
		n.redraw()
		return n.goTo(before)
	}
	return n.opts.Send(dialog.Open{Dialog: line})
}

// lookFor looks for words in a command.
func (n *Notes) lookFor(term string) tea.Cmd {
	n.find.typed++
	typed, entries := n.find.typed, n.entries
	return func() tea.Msg { return found{n, typed, term, hits(entries, term)} }
}

// acceptFind keeps the words.
func (n *Notes) acceptFind(term string) tea.Cmd {
	if strings.TrimSpace(term) == "" { // the words of before go on
		term = n.find.was.term
	}
	n.find.waits = true
	return n.lookFor(term)
}

// show marks what was found and goes to the first hit from the place on at
// which the search began.
func (n *Notes) show(f found) tea.Cmd {
	if f.n != n || f.typed != n.find.typed {
		return nil
	}
	accepted := n.find.waits
	n.find.term, n.find.hits, n.find.waits = f.term, f.hits, false
	n.redraw()
	if s, ok := n.match(n.find.before, 1, true); ok {
		return n.goTo(s)
	}
	if accepted && f.term != "" {
		return tea.Batch(n.goTo(n.find.before), n.say("no note has “%s”", f.term))
	}
	return n.goTo(n.find.before)
}

// goTo moves the cursor to a place and tells it.
func (n *Notes) goTo(s spot) tea.Cmd {
	before := n.current()
	n.reach(s)
	return n.moved(before)
}

// findCount says how many notes have the words.
func (n *Notes) findCount() string {
	if n.find.term == "" {
		return "words in passages and notes; small letters find capitals too"
	}
	return "in " + cells.Count(len(n.find.hits), "note")
}

// hopMatch goes to the next or previous note that has the words, round the end.
func (n *Notes) hopMatch(by int) tea.Cmd {
	from := n.here()
	to, ok := n.match(from, by, false)
	if !ok {
		return nil
	}
	cmd := n.goTo(to)
	if to == from {
		return n.say("no other note has “%s”", n.find.term)
	}
	a, b := n.rank(from), n.rank(to)
	switch {
	case by > 0 && b < a:
		return tea.Batch(cmd, n.say("from the top again"))
	case by < 0 && b > a:
		return tea.Batch(cmd, n.say("from the end again"))
	}
	return cmd
}

// rank returns the number of a place among all notes and headings, folded
// groups included.
func (n *Notes) rank(s spot) int {
	at := 0
	for g := range n.groups {
		here := n.groups[g].key == s.group
		if here && s.note == "" {
			return at
		}
		for _, e := range n.groups[g].entries {
			at++
			if here && e.a.ID == s.note {
				return at
			}
		}
		at++
	}
	return 0
}

// match returns the first note with the words after a place, or before it,
// round the end; at says that the place itself counts.
func (n *Notes) match(from spot, by int, at bool) (spot, bool) {
	if len(n.find.hits) == 0 {
		return spot{}, false
	}
	var all []spot
	start := -1
	for g := range n.groups {
		head := spot{group: n.groups[g].key}
		if head == from {
			start = len(all)
		}
		all = append(all, head)
		for _, e := range n.groups[g].entries {
			s := spot{head.group, e.a.ID}
			if s == from {
				start = len(all)
			}
			all = append(all, s)
		}
	}
	if start < 0 {
		start, at = 0, true
	}
	i := start
	if !at {
		i += by
	}
	for range all {
		i = (i + len(all)) % len(all)
		if n.find.hits[all[i].note] {
			return all[i], true
		}
		i += by
	}
	return spot{}, false
}

// hits returns the ids of the annotations of which passage or note have a
// term; it runs outside the event loop.
func hits(entries []*entry, term string) map[string]bool {
	if strings.TrimSpace(term) == "" {
		return nil
	}
	out := map[string]bool{}
	for _, e := range entries {
		if e.a.Quote != nil && len(occurrences(e.a.Quote.Exact, term)) > 0 || len(occurrences(e.a.Text, term)) > 0 {
			out[e.a.ID] = true
		}
	}
	return out
}

// occurrences returns the places of a term in a text.
func occurrences(text, term string) []briefings.Span {
	if text == "" {
		return nil
	}
	var f units.Finder
	return f.Search(text, strings.TrimSpace(term))
}

// say carries a remark.
func (n *Notes) say(format string, args ...any) tea.Cmd {
	text := fmt.Sprintf(format, args...)
	return func() tea.Msg { return Said{text} }
}

// tagsWith returns the tags that begin with prefix: those of the notes that are
// shown, then the others of the library.
func (n *Notes) tagsWith(prefix string) []string {
	seen := map[string]bool{}
	for _, e := range n.entries {
		for _, t := range e.a.Tags {
			if strings.HasPrefix(t, prefix) {
				seen[t] = true
			}
		}
	}
	out := slices.Sorted(maps.Keys(seen))
	if n.opts.Tags != nil {
		for _, t := range n.opts.Tags(prefix) {
			if !seen[t] {
				out = append(out, t)
			}
		}
	}
	return out
}
