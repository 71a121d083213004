package query

import (
	"slices"
	"strings"

	"readout/briefings"
)

// stated reports whether a statement meets t, a speaker: or said:.
func (m *matcher) stated(t *term) bool {
	if t.field == fieldSpeaker && t.mode != some && slices.ContainsFunc(m.b.Speakers, t.isID) {
		return true
	}
	for i := range m.theAnalysis().Statements {
		if m.ofStatement(&node{op: opTerm, term: t}, i) {
			return true
		}
	}
	return false
}

// oneStatement reports whether one statement meets all of nodes.
func (m *matcher) oneStatement(nodes []*node) bool {
	for i := range m.theAnalysis().Statements {
		if !slices.ContainsFunc(nodes, func(n *node) bool { return !m.ofStatement(n, i) }) {
			return true
		}
	}
	return false
}

// ofStatement reports whether statement i meets n, which is made of speaker:
// and said: alone, without negation.
func (m *matcher) ofStatement(n *node, i int) bool {
	switch n.op {
	case opTerm:
		if n.term.field == fieldSaid {
			return n.term.mode == some || n.term.needle.in(m.content(i))
		}
		return m.spokenBy(n.term, &m.analysis.Statements[i])
	case opOr:
		return slices.ContainsFunc(n.kids, func(k *node) bool { return m.ofStatement(k, i) })
	}
	return !slices.ContainsFunc(n.kids, func(k *node) bool { return !m.ofStatement(k, i) })
}

// content returns the words of statement i. What stands between two parts of
// a quotation ("…," he said, "…") does not break a phrase.
func (m *matcher) content(i int) []token {
	if tokens, ok := m.said[i]; ok {
		return tokens
	}
	text := m.theText()
	var tokens []token
	for k, s := range m.analysis.Statements[i].Content {
		if s.Start < 0 || s.End > len(text) || s.Empty() {
			continue
		}
		part := tokenize(text[s.Start:s.End])
		if k > 0 && len(part) > 0 {
			part[0].first = false
		}
		tokens = append(tokens, part...)
	}
	if m.said == nil {
		m.said = map[int][]token{}
	}
	m.said[i] = tokens
	return tokens
}

func (m *matcher) spokenBy(t *term, s *briefings.Statement) bool {
	parties := s.Speakers
	if len(parties) == 0 {
		parties = []briefings.Party{{Name: s.Speaker.Name, ID: s.Speaker.ID}}
	}
	return slices.ContainsFunc(parties, func(p briefings.Party) bool { return m.isParty(t, p) })
}

func (m *matcher) isParty(t *term, p briefings.Party) bool {
	if t.mode == some {
		return p.Name != "" || p.ID != ""
	}
	if p.ID != "" && t.isID(p.ID) || t.of(p.Name) {
		return true
	}
	for i := range m.analysis.People {
		person := &m.analysis.People[i]
		if p.ID != "" && person.ID == p.ID {
			return t.of(person.Name) || slices.ContainsFunc(person.Aliases, t.of)
		}
	}
	return false
}

// isID reports whether the words of t stand in an id ("ilham-aliyev").
func (t *term) isID(id string) bool { return Fold(id) == Fold(t.value) || t.of(id) }

func (m *matcher) treats(t *term) bool {
	return slices.ContainsFunc(m.theAnalysis().Topics, func(topic briefings.Topic) bool {
		return t.mode == some || t.ids[topic.ID] || t.ids[topic.Parent] ||
			t.isID(topic.ID) || t.of(topic.Label) || slices.ContainsFunc(topic.Aliases, t.of) || topic.Parent != "" && t.isID(topic.Parent)
	})
}

func (m *matcher) concerns(t *term) bool {
	a := m.theAnalysis()
	return slices.ContainsFunc(a.Topics, func(topic briefings.Topic) bool {
		if topic.Kind != briefings.TopicCountry {
			return t.ids[topic.ID] && topic.Kind == briefings.TopicOrganisation // the European Union
		}
		return t.mode == some || t.ids[topic.ID] || len(t.ids) == 0 && t.of(topic.Label)
	}) || slices.ContainsFunc(a.People, func(p briefings.Speaker) bool {
		if p.CountryCode == "" {
			return false
		}
		return t.mode == some || t.ids[strings.ToLower(p.CountryCode)] || len(t.ids) == 0 && t.of(p.Country)
	})
}
