// Package analysis puts together what readout finds in a text: people and
// statements (package attribution), topics (package topics), and what each
// statement is about.
package analysis

import (
	"cmp"
	"slices"

	"readout/briefings"
	"readout/briefings/attribution"
	"readout/briefings/topics"
)

// Version changes whenever that of one of the two analysers does. It grows as
// long as each of them does.
const Version = attribution.Version*1000 + topics.Version

// Analyzer analyses texts. It is safe for concurrent use.
type Analyzer struct {
	who  *attribution.Analyzer
	what *topics.Finder
}

// New returns an Analyzer that knows the reader's topics besides the tables'.
// The error is that of [topics.New].
func New(extra []topics.Extra) (*Analyzer, error) {
	f, err := topics.New(extra)
	if err != nil {
		return nil, err
	}
	return &Analyzer{attribution.New(), f}, nil
}

// Analyze finds the people, statements and topics of text; c is what is known
// of it besides. A statement's topics are those with a mention that lies in
// its content, in the order of their first mention there; parents are not
// added. A statement whose content names none has none: what its neighbours
// are about it need not be.
func (a *Analyzer) Analyze(text string, c attribution.Context) briefings.Analysis {
	return together(a.who.Analyze(text, c), a.what.Find(text))
}

// together says of each statement what it is about.
func together(r attribution.Result, found []briefings.Topic) briefings.Analysis {
	m := flatten(found)
	for i := range r.Statements {
		r.Statements[i].Topics = m.within(r.Statements[i].Content)
	}
	return briefings.Analysis{Version: Version, People: r.People, Statements: r.Statements, Topics: found}
}

// Series analyses a text that comes in pieces, see [attribution.Series].
type Series struct {
	who  *attribution.Series
	what *topics.Finder
	at   int
}

// Series begins a text of which c is known.
func (a *Analyzer) Series(c attribution.Context) *Series {
	return &Series{who: a.who.Series(c), what: a.what}
}

// Next analyses the next piece. Spans count from the beginning of the first.
func (s *Series) Next(piece string) briefings.Analysis {
	r, found := s.who.Next(piece), s.what.Find(piece)
	for i := range found {
		for j := range found[i].Mentions {
			m := &found[i].Mentions[j]
			m.Start, m.End = m.Start+s.at, m.End+s.at
		}
	}
	s.at += len(piece)
	return together(r, found)
}

// mention is one mention of a topic.
type mention struct {
	briefings.Span

	id string
}

// mentions are sorted by their start, longer ones first.
type mentions []mention

func flatten(found []briefings.Topic) mentions {
	var m mentions
	for _, t := range found {
		for _, s := range t.Mentions {
			m = append(m, mention{s, t.ID})
		}
	}
	slices.SortStableFunc(m, func(a, b mention) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	return m
}

// within returns the ids of the mentions that lie in one of spans, each once.
func (m mentions) within(spans []briefings.Span) []string {
	var out []string
	for _, s := range spans {
		i, _ := slices.BinarySearchFunc(m, s.Start, func(m mention, start int) int { return m.Start - start })
		for ; i < len(m) && m[i].Start < s.End; i++ {
			if m[i].End <= s.End && !slices.Contains(out, m[i].id) {
				out = append(out, m[i].id)
			}
		}
	}
	return out
}
