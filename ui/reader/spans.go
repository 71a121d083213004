package reader

import (
	"slices"
	"sort"

	"readout/briefings"
)

// merged returns spans sorted and without overlaps, those outside [0, n)
// left out: what a layer needs to be cut by binary search.
func merged(spans []briefings.Span, n int) []briefings.Span {
	var out []briefings.Span
	sorted := slices.Clone(spans)
	slices.SortFunc(sorted, func(a, b briefings.Span) int { return a.Start - b.Start })
	for _, s := range sorted {
		s.Start, s.End = max(s.Start, 0), min(s.End, n)
		if s.Empty() {
			continue
		}
		if k := len(out) - 1; k >= 0 && s.Start < out[k].End {
			out[k].End = max(out[k].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// within returns those of the disjoint sorted spans that overlap w.
func within(spans []briefings.Span, w briefings.Span) []briefings.Span {
	lo := sort.Search(len(spans), func(i int) bool { return spans[i].End > w.Start })
	hi := lo + sort.Search(len(spans)-lo, func(i int) bool { return spans[lo+i].Start >= w.End })
	return spans[lo:hi]
}

// segment is a piece of a statement's content, for the gutter.
type segment struct {
	briefings.Span

	statement int
	first     bool // the statement's first piece
}

// segments is sorted by start; pieces may overlap. reach[i] is the largest end
// of the first i+1, which never falls, so that the first piece that can touch
// a window is found by binary search.
type segments struct {
	list  []segment
	reach []int
}

func newSegments(list []segment) segments {
	slices.SortStableFunc(list, func(a, b segment) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	s := segments{list: list, reach: make([]int, len(list))}
	end := 0
	for i := range list {
		end = max(end, list[i].End)
		s.reach[i] = end
	}
	return s
}

// within returns the run of segments that may overlap w; each is to be tested.
func (s segments) within(w briefings.Span) []segment {
	lo := sort.SearchInts(s.reach, w.Start+1)
	hi := sort.Search(len(s.list), func(i int) bool { return s.list[i].Start >= w.End })
	if lo >= hi {
		return nil
	}
	return s.list[lo:hi]
}
