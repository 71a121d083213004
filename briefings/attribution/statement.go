package attribution

import (
	"slices"

	"readout/briefings"
)

// directShare is the share of a statement's words in quotation marks from which
// it counts as direct.
const directShare = 0.9

// kindOf tells how much of the content stands in quotation marks.
func (p *page) kindOf(content [][2]int) briefings.StatementKind {
	all, quoted := 0, 0
	for _, c := range content {
		for i := c[0]; i < c[1]; i++ {
			if !p.tokens[i].word() {
				continue
			}
			all++
			if p.tokens[i].quote >= 0 {
				quoted++
			}
		}
	}
	switch {
	case quoted == 0:
		return briefings.Indirect
	case float64(quoted) >= directShare*float64(all):
		return briefings.Direct
	}
	return briefings.Mixed
}

// statement turns a draft into a statement without its speaker.
func (p *page) statement(d *draft) briefings.Statement {
	st := briefings.Statement{Kind: p.kindOf(d.content), Confidence: d.sure, Grounds: d.grounds}
	if d.cue[1] > d.cue[0] {
		st.Cue = p.span(d.cue[0], d.cue[1])
	}
	if d.source.kind != noSource {
		st.Speaker.Span = p.span(d.source.from, d.source.to)
	}
	for _, c := range d.content {
		st.Content = append(st.Content, p.span(c[0], c[1]))
	}
	slices.SortFunc(st.Content, func(a, b briefings.Span) int { return a.Start - b.Start })
	return st
}
