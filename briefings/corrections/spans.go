package corrections

import (
	"cmp"
	"slices"

	"readout/briefings"
)

// size returns how many bytes spans cover.
func size(spans []briefings.Span) int {
	n := 0
	for _, s := range spans {
		n += max(0, s.Len())
	}
	return n
}

// shared returns how many bytes two lists of spans have in common; neither
// overlaps itself.
func shared(a, b []briefings.Span) int {
	n := 0
	for _, s := range a {
		for _, t := range b {
			n += max(0, min(s.End, t.End)-max(s.Start, t.Start))
		}
	}
	return n
}

// without returns what of a is not in b.
func without(a, b []briefings.Span) []briefings.Span {
	out := slices.Clone(a)
	for _, cut := range b {
		var left []briefings.Span
		for _, s := range out {
			if !s.Overlaps(cut) {
				left = append(left, s)
				continue
			}
			for _, rest := range []briefings.Span{{Start: s.Start, End: cut.Start}, {Start: cut.End, End: s.End}} {
				if !rest.Empty() {
					left = append(left, rest)
				}
			}
		}
		out = left
	}
	return out
}

// first returns where a statement begins: with its words, its speaker or its cue.
func first(s *briefings.Statement) int {
	at := -1
	for _, span := range append([]briefings.Span{s.Speaker.Span, s.Cue}, s.Content...) {
		if !span.Empty() && (at < 0 || span.Start < at) {
			at = span.Start
		}
	}
	return at
}

// tidy sorts spans and drops those that overlap a longer or earlier one.
func tidy(spans []briefings.Span) []briefings.Span {
	slices.SortFunc(spans, func(a, b briefings.Span) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); s.Empty() || n > 0 && s.Start < out[n-1].End {
			continue
		}
		out = append(out, s)
	}
	return out
}
