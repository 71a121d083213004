package query

import (
	"slices"

	"readout/briefings"
)

// Annotations splits q into the part that selects briefings, and the part that
// can be asked about a single annotation ([Query.MatchAnnotation]): the
// conditions at its top that are made of note:, tag: and is:orphaned alone.
// Either is empty when there are none. A briefing that rest selects holds of q
// when one of its annotations holds of each.
func (q Query) Annotations() (rest, each Query) {
	var others, own []*node
	for _, n := range q.root.conjuncts() {
		if n.aboutAnnotations() {
			own = append(own, n)
		} else {
			others = append(others, n)
		}
	}
	return conjunction(others), conjunction(own)
}

// conjunction returns the query of which all of kids are the conditions.
func conjunction(kids []*node) Query {
	switch len(kids) {
	case 0:
		return Query{}
	case 1:
		return Query{kids[0]}
	}
	n := &node{op: opAnd, kids: kids}
	n.arrange()
	return Query{n}
}

// aboutAnnotations reports whether n is made of terms that a single annotation
// meets or does not meet. The tag of the samples is one of briefings: asking
// for it is what brings them up.
func (n *node) aboutAnnotations() bool {
	for t := range n.terms() {
		switch {
		case t.field == fieldNote:
		case t.field == fieldTag && Fold(t.value) != briefings.SampleTag:
		case t.field == fieldIs && t.value == isOrphaned:
		default:
			return false
		}
	}
	return true
}

// MatchAnnotation reports whether q holds of one annotation of a briefing: as
// it would of a briefing that has no other, and the annotation's tags beside
// its own.
func (q Query) MatchAnnotation(b *briefings.Briefing, a *briefings.Annotation) bool {
	if q.root == nil {
		return true
	}
	only := *b
	only.Notes, only.Orphans = 1, 0
	if a.State == briefings.Orphan || a.State == briefings.Ambiguous {
		only.Orphans = 1
	}
	if len(a.Tags) > 0 {
		only.Tags = slices.Concat(b.Tags, a.Tags)
	}
	return q.Match(&Document{Briefing: &only, Annotations: func() []briefings.Annotation {
		return []briefings.Annotation{*a}
	}})
}
