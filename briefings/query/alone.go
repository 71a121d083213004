package query

import (
	"slices"

	"readout/briefings"
)

// MatchStatement reports whether q, which [Query.Statements] returned, holds of
// statement i alone: of a briefing b that has this statement, those who make
// it and its topics, and nothing else.
func (q Query) MatchStatement(b *briefings.Briefing, text func() string, a *briefings.Analysis, i int) bool {
	if q.Empty() {
		return true
	}
	s := &a.Statements[i]
	alone := briefings.Analysis{Statements: a.Statements[i : i+1]}
	for k := range a.People {
		p := &a.People[k]
		if slices.ContainsFunc(s.Speakers, func(q briefings.Party) bool { return q.ID == p.ID }) {
			alone.People = append(alone.People, *p)
		}
	}
	for k := range a.Topics {
		if slices.Contains(s.Topics, a.Topics[k].ID) {
			alone.Topics = append(alone.Topics, a.Topics[k])
		}
	}
	head := *b
	head.Speakers = nil // of all statements
	return q.Match(&Document{
		Briefing: &head, Text: text,
		Analysis:    func() *briefings.Analysis { return &alone },
		Annotations: func() []briefings.Annotation { return nil },
	})
}
