// Package anchor makes the selectors of a marked passage and finds the passage
// again in another state of the same text (W3C Web Annotation: a
// TextPositionSelector and a TextQuoteSelector). It decides by parts, not by
// one score: a place is only given when the words are byte-equal and their
// surroundings agree, or when what changed is small and both sides agree.
// Everything else is left without a place, for the reader to decide; a wrong
// place is worse than none.
//
// The package does no I/O and its work is bounded: linear in the text, with a
// limited number of candidates that are looked at closely.
package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefings"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Select returns the selectors of the passage s of text: the span moved
// outwards to whole grapheme clusters and then shrunk to leave out white space
// at both ends, and the quote with up to [briefings.ContextLength] characters
// on each side. A passage of white space alone gives an empty span and quote.
func Select(text string, s briefings.Span) (briefings.Span, briefings.QuoteSelector) {
	s.Start = min(max(s.Start, 0), len(text))
	s.End = min(max(s.End, s.Start), len(text))
	if !s.Empty() {
		s.Start = clusterStart(text, s.Start)
		s.End = clusterEnd(text, s.End)
	}
	exact := text[s.Start:s.End]
	s.Start += len(exact) - len(strings.TrimLeftFunc(exact, unicode.IsSpace))
	exact = strings.TrimSpace(exact)
	s.End = s.Start + len(exact)
	return s, briefings.QuoteSelector{
		Exact:  exact,
		Prefix: lastRunes(text[:s.Start], briefings.ContextLength),
		Suffix: firstRunes(text[s.End:], briefings.ContextLength),
	}
}

// Locate finds the passage of a in text, whose revision has the given hash. It
// returns the place and how well it fits:
//
//   - anchored: the words are byte-equal, in the same revision or with the same
//     surroundings on both sides;
//   - moved: byte-equal, but the surroundings differ: the only occurrence of a
//     passage long enough to be told apart, or one whose one side agrees;
//   - changed: the words differ a little and both sides agree;
//   - ambiguous (nil): several places fit equally well;
//   - orphan (nil): no place fits.
//
// A page note has no place and is always anchored. Locate changes nothing: the
// selectors of a stay those of the revision on which it was made.
func Locate(a *briefings.Annotation, hash, text string) (at *briefings.Span, state briefings.State) {
	if a.IsPageNote() {
		return nil, briefings.Anchored
	}
	q := a.Quote
	if q.Exact == "" {
		return nil, briefings.Orphan
	}
	if p := a.Position; p != nil && a.Revision == hash && stands(text, *p, q.Exact) {
		return &briefings.Span{Start: p.Start, End: p.End}, briefings.Anchored
	}
	return newFinder(a, text).locate()
}

// stands reports whether exact is what text holds at s.
func stands(text string, s briefings.Span, exact string) bool {
	return s.Start >= 0 && s.Start <= s.End && s.End <= len(text) && text[s.Start:s.End] == exact
}

// clusterScan is how many bytes before an offset are searched for a place that
// is certainly a cluster boundary; no cluster of real text is nearly as long.
const clusterScan = 4096

// clusterStart returns the start of the grapheme cluster that the byte at off
// belongs to; off itself when it is a boundary.
func clusterStart(text string, off int) int {
	start, _ := cluster(text, off)
	return start
}

// clusterEnd returns off when it is a cluster boundary, else the end of the
// cluster that it cuts.
func clusterEnd(text string, off int) int {
	start, end := cluster(text, off)
	if start == off {
		return off
	}
	return end
}

// cluster returns the bounds of the cluster that holds the byte at off.
func cluster(text string, off int) (start, end int) {
	if off <= 0 || off >= len(text) {
		return off, off
	}
	from := off
	for from > 0 && off-from < clusterScan && !isBreak(text, from) {
		from--
	}
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	it := graphemes.FromString(text[from:])
	for it.Next() {
		if from+it.End() > off {
			return from + it.Start(), from + it.End()
		}
	}
	return off, off
}

// isBreak reports whether between the bytes before and at i there is a cluster
// boundary whatever stands around them: two printable ASCII characters.
func isBreak(text string, i int) bool {
	return text[i] < utf8.RuneSelf && text[i-1] < utf8.RuneSelf && text[i] >= ' ' && text[i-1] >= ' '
}

// lastRunes returns the last n characters of s.
func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

// firstRunes returns the first n characters of s.
func firstRunes(s string, n int) string {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return s[:i]
}
