package corrections

import (
	"slices"

	"readout/briefings"
	"readout/briefings/anchor"
)

// Place takes the selectors of the passage that content covers in text, a
// revision with the given hash, and says so of c: Position, Quote, Parts, At
// and State. Spans lie in text, on whole characters; white space at both ends
// is left out. It reports false when nothing is left.
func Place(c *briefings.Correction, text, hash string, content []briefings.Span) bool {
	parts := slices.DeleteFunc(slices.Clone(content), briefings.Span.Empty)
	if len(parts) == 0 {
		return false
	}
	slices.SortFunc(parts, func(a, b briefings.Span) int { return a.Start - b.Start })
	at, q := anchor.Select(text, briefings.Span{Start: parts[0].Start, End: parts[len(parts)-1].End})
	if at.Empty() {
		return false
	}
	parts[0].Start, parts[len(parts)-1].End = at.Start, at.End
	c.Parts = nil
	end := 0
	for _, p := range parts {
		p.Start, p.End = max(p.Start-at.Start, end), min(p.End, at.End)-at.Start
		if p.Start < p.End {
			c.Parts = append(c.Parts, p)
			end = p.End
		}
	}
	position := at
	c.Revision, c.Position, c.Quote, c.At, c.State = hash, &position, &q, &at, briefings.Anchored
	return true
}
