// Package offices says in words which offices a person has held, for the
// screens and for the flat mode. What it knows stands in package facts.
package offices

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"readout/briefings/facts"
	"readout/briefings/query"
)

// Held returns the dated offices of a person by name, the newest first: "2021-01-20
// – 2025-01-20  President, United States". Of aliases only those of several
// words count: a surname alone is anybody's.
func Held(name string, aliases []string) []string {
	known := map[string]bool{query.Fold(name): true}
	for _, a := range aliases {
		if strings.Contains(a, " ") {
			known[query.Fold(a)] = true
		}
	}
	var held []facts.Tenure
	for _, t := range facts.Offices() {
		if known[query.Fold(t.Holder)] {
			held = append(held, t)
		}
	}
	slices.SortStableFunc(held, func(a, b facts.Tenure) int { return cmp.Compare(b.From, a.From) })
	out := make([]string, 0, len(held))
	for _, t := range held {
		where := t.Country
		if c, ok := facts.CountryByCode(t.Country); ok {
			where = c.Name
		}
		when := t.From + " – " + t.To
		if t.To == "" {
			when = "from " + t.From
		}
		out = append(out, fmt.Sprintf("%s  %s, %s", when, t.Title, where))
	}
	return out
}
