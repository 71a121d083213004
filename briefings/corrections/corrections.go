// Package corrections puts the reader's corrections on what the analyser found:
//
//	Apply(analysis, text, corrections) -> analysis
//
// It is pure and deterministic. The order in which corrections are given does
// not matter: they are taken in that of their ids, which is that of their
// making, so that of two about the same words the later one wins. Applying them
// to what they made already changes nothing, unless passages cut one another or
// somebody is split into one who is split himself; keep what the analyser found.
//
// Those of one briefing come first (speaker, dismiss, add, split), then those
// of the library ([Rules]: merge, rename, alias), so that a statement given to
// somebody who was merged is the other's.
//
// # Which statement is meant
//
// A correction of a passage has the spans of the statement that it was made on.
// A statement of the analyser's is that one when three quarters of what either
// holds are in both, the closest of several: an upgrade may move its ends, and a
// statement within another is told from it. For a speaker, what lies almost
// wholly within the spans is a part of it, should the analyser by now see two
// statements in one. When there is none, the speaker is given to a statement
// that is made of the very words, for the reader has said that they are one;
// a dismissal then has nothing to do. Others that the words of such a statement
// cut keep the rest of theirs; one within another stays within it, as the
// analyser has them too.
package corrections

import (
	"slices"
	"strings"

	"readout/briefings"
	"readout/briefings/attribution"
)

// Version changes whenever the same analysis and corrections may give another
// result: with that of the rules by which a name gets its id, too.
const Version = attribution.Version*1000 + 1

// Apply returns a with cs applied; a itself is not changed.
func Apply(a briefings.Analysis, text string, cs []briefings.Correction) briefings.Analysis {
	var local, library []briefings.Correction
	for i := range cs {
		if cs[i].Kind.InLibrary() {
			library = append(library, cs[i])
		} else {
			local = append(local, cs[i])
		}
	}
	return NewRules(library).Apply(a, func() string { return text }, local)
}

// Apply returns a with the rules and the corrections of its briefing applied; a
// itself is not changed. text is called only when something is looked for in it.
func (r *Rules) Apply(a briefings.Analysis, text func() string, local []briefings.Correction) briefings.Analysis {
	w := &work{
		rules: r, people: slices.Clone(a.People), statements: slices.Clone(a.Statements), topics: slices.Clone(a.Topics),
	}
	for _, c := range inOrder(local) {
		w.correct(c)
	}
	if len(local) > 0 {
		w.gather()
	}
	if len(r.who) > 0 || len(r.names) > 0 {
		w.identify()
	}
	if len(r.aliases) > 0 {
		w.findAliases(text())
	}
	return briefings.Analysis{Version: a.Version, People: w.people, Statements: w.statements, Topics: w.topics}
}

// inOrder returns cs in the order of their making, with the ids that the
// analyser has by now for those whom they name.
func inOrder(cs []briefings.Correction) []*briefings.Correction {
	out := make([]*briefings.Correction, len(cs))
	for i := range cs {
		c := cs[i]
		c.Of.ID = idOf(c.Of.ID, c.Of.Name)
		c.Who = slices.Clone(c.Who)
		for k := range c.Who {
			if c.Kind != briefings.CorrectRename {
				c.Who[k].ID = idOf(c.Who[k].ID, c.Who[k].Name)
			}
		}
		out[i] = &c
	}
	slices.SortStableFunc(out, func(a, b *briefings.Correction) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// About returns the ids of the speakers whom a correction is about, as the
// analyser has them by now.
func About(c *briefings.Correction) []string {
	out := []string{idOf(c.Of.ID, c.Of.Name)}
	for i := range c.Who {
		out = append(out, idOf(c.Who[i].ID, c.Who[i].Name))
	}
	return out
}

// idOf returns the id of a speaker. One that was made of the name alone is that
// of a later analyser's tables, should these know who it is: corrections keep
// to people over its upgrades. One of several of a name keeps its own.
func idOf(id, name string) string {
	if id == "" || id != attribution.ID(name) {
		return id
	}
	return attribution.Person(name, "").ID
}

// work is an analysis while it is corrected. Its slices are its own; what they
// hold is replaced, never changed.
type work struct {
	rules      *Rules
	people     []briefings.Speaker
	statements []briefings.Statement
	topics     []briefings.Topic
	given      []briefings.Speaker // those to whom the reader gave statements
}

// StatementAt returns the index of the statement that words at a place belong
// to, the shortest of several, or -1: it holds at least half of them.
func StatementAt(a *briefings.Analysis, at briefings.Span) int {
	best, least := -1, 0
	for i := range a.Statements {
		content := a.Statements[i].Content
		n := size(content)
		if 2*shared(content, []briefings.Span{at}) >= max(at.Len(), 1) && (best < 0 || n < least) {
			best, least = i, n
		}
	}
	return best
}

// correct applies a correction of the briefing.
func (w *work) correct(c *briefings.Correction) {
	if c.Kind == briefings.CorrectSplit {
		w.split(c)
		return
	}
	content := c.Content()
	if size(content) == 0 {
		return
	}
	switch c.Kind {
	case briefings.CorrectSpeaker:
		found := w.meant(content)
		for _, i := range found {
			w.give(&w.statements[i], c.Who)
		}
		if len(found) == 0 {
			w.make(c, content)
		}
	case briefings.CorrectDismiss:
		w.drop(w.same(content))
	case briefings.CorrectAdd:
		if i := w.exactly(content); i >= 0 {
			w.give(&w.statements[i], c.Who)
			return
		}
		w.drop(w.same(content))
		w.make(c, content)
	}
}

// exactly returns the index of the statement of these very words, or -1.
func (w *work) exactly(content []briefings.Span) int {
	return slices.IndexFunc(w.statements, func(s briefings.Statement) bool { return slices.Equal(s.Content, content) })
}

// How alike two lists of spans are that are of one statement, and how much of a
// part lies within the whole.
const (
	alike  = 0.75
	within = 0.9
)

// likeness is what two lists of spans share, from 0 to 1 for the same words.
func likeness(a, b []briefings.Span) float64 {
	both := shared(a, b)
	if both == 0 {
		return 0
	}
	return float64(both) / float64(size(a)+size(b)-both)
}

// same returns the indices of the statements of a passage, in order.
func (w *work) same(content []briefings.Span) (out []int) {
	for i := range w.statements {
		if likeness(w.statements[i].Content, content) >= alike {
			out = append(out, i)
		}
	}
	return out
}

// meant returns the indices of the statement of a passage, or of its parts.
func (w *work) meant(content []briefings.Span) (parts []int) {
	closest, most := -1, 0.0
	for _, i := range w.same(content) {
		if like := likeness(w.statements[i].Content, content); like > most {
			closest, most = i, like
		}
	}
	if closest >= 0 {
		return []int{closest}
	}
	covered := 0
	for i := range w.statements {
		own := w.statements[i].Content
		if both := shared(own, content); both > 0 && float64(both) >= within*float64(size(own)) {
			parts, covered = append(parts, i), covered+both
		}
	}
	if float64(covered) < alike*float64(size(content)) {
		return nil // something within it, not the whole in parts
	}
	return parts
}

// give makes s a statement of who's.
func (w *work) give(s *briefings.Statement, who []briefings.Speaker) {
	s.Speakers = make([]briefings.Party, 0, len(who))
	for i := range who {
		if p := (briefings.Party{Name: who[i].Name, ID: who[i].ID}); !slices.Contains(s.Speakers, p) {
			s.Speakers = append(s.Speakers, p)
		}
	}
	w.given = append(w.given, who...)
	s.Speaker.Name, s.Speaker.ID = "", ""
	if len(s.Speakers) > 0 {
		s.Speaker.Name, s.Speaker.ID = s.Speakers[0].Name, s.Speakers[0].ID
	}
	s.Grounds, s.Confidence = briefings.ByReader, 1
}

// gather makes the people those who are named or speak, and no others.
func (w *work) gather() {
	speaks := make(map[string]bool, len(w.people))
	for i := range w.statements {
		speaks[w.statements[i].Speaker.ID] = true
		for _, p := range w.statements[i].Speakers {
			speaks[p.ID] = true
		}
	}
	w.people = slices.DeleteFunc(w.people, func(p briefings.Speaker) bool { return len(p.Mentions) == 0 && !speaks[p.ID] })
	for _, p := range w.people {
		delete(speaks, p.ID)
	}
	for _, p := range w.given {
		if p.ID != "" && speaks[p.ID] {
			delete(speaks, p.ID)
			p.Mentions = []briefings.Span{}
			w.people = append(w.people, p)
		}
	}
}

// drop removes statements.
func (w *work) drop(which []int) {
	for _, i := range slices.Backward(which) {
		w.statements = slices.Delete(w.statements, i, i+1)
	}
}

// make puts a statement of the correction's into its place. Others that its
// words cut, but do not lie within, keep the rest of theirs.
func (w *work) make(c *briefings.Correction, content []briefings.Span) {
	var cut []int
	for i := range w.statements {
		s := &w.statements[i]
		both := shared(s.Content, content)
		if both == 0 || both == size(content) || both == size(s.Content) {
			continue
		}
		if s.Content = without(s.Content, content); size(s.Content) == 0 {
			cut = append(cut, i)
		}
	}
	w.drop(cut)
	s := briefings.Statement{Kind: c.Says, Content: content, Topics: w.topicsIn(content)}
	if s.Kind == "" {
		s.Kind = briefings.Indirect
	}
	w.give(&s, c.Who)
	at := slices.IndexFunc(w.statements, func(o briefings.Statement) bool { return first(&o) > content[0].Start })
	if at < 0 {
		at = len(w.statements)
	}
	w.statements = slices.Insert(w.statements, at, s)
}

// split makes one of the people of the briefing somebody else.
func (w *work) split(c *briefings.Correction) {
	if len(c.Who) == 0 || c.Of.ID == "" {
		return
	}
	of, to := w.rules.root(c.Of.ID), &c.Who[0]
	if w.rules.root(to.ID) == of {
		return // one again, by a merge
	}
	w.given = append(w.given, *to)
	is := func(id string) bool { return id != "" && w.rules.root(id) == of }
	for i := range w.statements {
		s := &w.statements[i]
		if !slices.ContainsFunc(s.Speakers, func(p briefings.Party) bool { return is(p.ID) }) && !is(s.Speaker.ID) {
			continue
		}
		turn(s, func(p briefings.Party) briefings.Party {
			if is(p.ID) {
				return briefings.Party{Name: to.Name, ID: to.ID}
			}
			return p
		})
		s.Grounds, s.Confidence = briefings.ByReader, 1
	}
	w.regroup(func(p *briefings.Speaker) {
		if is(p.ID) {
			p.ID, p.Name, p.Aliases = to.ID, to.Name, to.Aliases
			if to.Country != "" {
				p.Country, p.CountryCode = to.Country, to.CountryCode
			}
		}
	})
}

// turn replaces the speakers of s, each once.
func turn(s *briefings.Statement, f func(briefings.Party) briefings.Party) {
	one := f(briefings.Party{Name: s.Speaker.Name, ID: s.Speaker.ID})
	s.Speaker.Name, s.Speaker.ID = one.Name, one.ID
	if len(s.Speakers) == 0 {
		return
	}
	parties := make([]briefings.Party, 0, len(s.Speakers))
	for _, p := range s.Speakers {
		if p = f(p); p.ID == "" || !slices.ContainsFunc(parties, func(q briefings.Party) bool { return q.ID == p.ID }) {
			parties = append(parties, p)
		}
	}
	s.Speakers = parties
}

// regroup changes people and makes one of those that have one id by then.
func (w *work) regroup(change func(*briefings.Speaker)) {
	at := make(map[string]int, len(w.people))
	out := make([]briefings.Speaker, 0, len(w.people))
	for i := range w.people {
		p := w.people[i]
		change(&p)
		n, ok := at[p.ID]
		if !ok {
			at[p.ID] = len(out)
			out = append(out, p)
			continue
		}
		q := &out[n]
		q.Mentions = tidy(append(slices.Clone(q.Mentions), p.Mentions...))
		if q.Role == "" {
			q.Role = p.Role
		}
		if q.Country == "" {
			q.Country, q.CountryCode = p.Country, p.CountryCode
		}
		q.Aliases = union(q.Aliases, p.Aliases)
	}
	w.people = out
}

// union returns a with those of b that it lacks.
func union(a, b []string) []string {
	out := a
	for _, s := range b {
		if !slices.Contains(out, s) {
			out = append(slices.Clip(out), s)
		}
	}
	return out
}
