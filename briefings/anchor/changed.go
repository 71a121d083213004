package anchor

import (
	"cmp"
	"slices"

	"readout/briefings"
)

// The bounds of the search for changed words.
const (
	maxBand    = 192     // words by which a passage may be shifted within itself
	narrowBand = 24      // the same, tried first
	maxWindows = 8       // places that are aligned
	maxCells   = 1 << 20 // of all alignments together, about
	maxSame    = 4       // times a pair of words may occur in the passage to be a sign of it
)

// changed looks for the passage with other words between its surroundings:
// pairs of words that text shares with the passage and its context vote for
// where it would begin, the places with most votes are aligned word by word.
func (f *finder) changed() (*briefings.Span, briefings.State) {
	if !f.long {
		return nil, briefings.Orphan
	}
	p := newPattern(f.quote)
	text := split(f.text)
	places := make([]place, 0, maxWindows)
	for _, begin := range p.vote(text) {
		s, quote := p.align(f.text, text, begin, min(narrowBand, p.band()))
		if (s.Empty() || quote < fits) && p.band() > narrowBand {
			s, quote = p.align(f.text, text, begin, p.band())
		}
		if s.Empty() || quote < fits {
			continue
		}
		pl := f.judge(s, quote)
		if !slices.ContainsFunc(places, func(q place) bool { return q.span.Overlaps(s) && q.score() >= pl.score() }) {
			places = slices.DeleteFunc(places, func(q place) bool { return q.span.Overlaps(s) })
			places = append(places, pl)
		}
	}
	best, second := bestTwo(places)
	switch {
	case len(places) == 0 || best.prefix < fits || best.suffix < fits || f.before+f.after < evidence:
		return nil, briefings.Orphan
	case len(places) > 1 && best.score()-second.score() < near:
		return nil, briefings.Ambiguous
	}
	return &best.span, briefings.Changed
}

// pattern is the passage with its context, as words.
type pattern struct {
	source     string // prefix, quote and suffix
	words      []word
	begin, end int // the quote's words
	length     int // characters of the quote's words
}

func newPattern(q *briefings.QuoteSelector) *pattern {
	prefix := lastRunes(q.Prefix, briefings.ContextLength)
	suffix := firstRunes(q.Suffix, briefings.ContextLength)
	p := &pattern{source: prefix + q.Exact + suffix}
	for _, w := range []struct {
		s  string
		at int
	}{{prefix, 0}, {q.Exact, len(prefix)}, {suffix, len(prefix) + len(q.Exact)}} {
		if w.at == len(prefix) {
			p.begin = len(p.words)
		}
		for _, v := range split(w.s) {
			v.start += int32(w.at)
			v.end += int32(w.at)
			p.words = append(p.words, v)
		}
		if w.at == len(prefix) {
			p.end = len(p.words)
		}
	}
	for _, w := range p.words[p.begin:p.end] {
		p.length += int(w.cost)
	}
	return p
}

// band returns by how many words an alignment may leave the diagonal.
func (p *pattern) band() int { return min(maxBand, 16+len(p.words)/4) }

// vote returns the indexes in text at which the pattern's first word would
// stand, most likely first. They may lie before or behind text.
func (p *pattern) vote(text []word) []int {
	if len(p.words) < 2 {
		return nil
	}
	pairs := make(map[uint64][]int32, len(p.words))
	for i := 1; i < len(p.words); i++ {
		k := pair(p.words[i-1], p.words[i])
		if at := pairs[k]; len(at) <= maxSame {
			pairs[k] = append(at, int32(i-1))
		}
	}
	usable := 0
	for _, at := range pairs {
		if len(at) <= maxSame {
			usable += len(at)
		}
	}
	width := max(4, min(narrowBand, p.band())/2)
	type bucket struct{ votes, sum int }
	buckets := make([]bucket, (len(text)+len(p.words))/width+2)
	for j := 1; j < len(text); j++ {
		at := pairs[pair(text[j-1], text[j])]
		if len(at) > maxSame {
			continue
		}
		for _, i := range at {
			d := j - 1 - int(i) + len(p.words)
			buckets[d/width].votes++
			buckets[d/width].sum += d
		}
	}
	// Two neighbours together are a candidate; a passage may straddle them.
	type candidate struct{ at, votes, begin int }
	var found []candidate
	for b := range len(buckets) - 1 {
		if n := buckets[b].votes + buckets[b+1].votes; n > 0 {
			begin := (buckets[b].sum+buckets[b+1].sum)/n - len(p.words)
			found = append(found, candidate{b, n, begin})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(b.votes, a.votes) })
	limit := min(maxWindows, max(2, maxCells/(len(p.words)*2*p.band())))
	out := make([]int, 0, limit)
	taken := make(map[int]bool, limit)
	for _, c := range found {
		// With three quarters of the characters alike, about half of the pairs
		// are, when every change spoils two; a third of that is no candidate.
		if c.votes < max(2, usable/6) || 3*c.votes < found[0].votes {
			break
		}
		if taken[c.at-1] || taken[c.at+1] {
			continue
		}
		taken[c.at] = true
		if out = append(out, c.begin); len(out) == limit {
			break
		}
	}
	return out
}

func pair(a, b word) uint64 { return uint64(a.hash)<<32 | uint64(b.hash) }

// cell is a state of an alignment: the cost so far, and where the quote began
// and ended on the way.
type cell struct {
	cost         int32 // of everything
	quote        int32 // of the quote's words alone
	first, after int32 // words of text: the quote's first, the one after its last
}

// align compares the pattern with the words of text around begin, at most band
// words off the diagonal, and returns the quote's place and its likeness: 1 less
// the characters that differ over the characters of the quote.
func (p *pattern) align(source string, text []word, begin, band int) (briefings.Span, float64) {
	width := 2*band + 1
	const far = 1 << 28
	prev, cur := make([]cell, width+1), make([]cell, width+1)
	// Row i has consumed i of the pattern's words; its column c stands for
	// begin-band+i+c words of text.
	for c := range prev {
		prev[c] = cell{cost: far, first: -1, after: -1}
		if j := begin - band + c; j >= 0 && j <= len(text) {
			prev[c].cost = 0 // the far end of the context is free
		}
	}
	for i := range len(p.words) + 1 {
		if i > 0 {
			p.row(source, text, i, begin-band+i, prev, cur)
			prev, cur = cur, prev
		}
		for c := range width {
			j := int32(begin - band + i + c)
			if i == p.begin {
				prev[c].first, prev[c].quote = j, 0
			}
			if i == p.end {
				prev[c].after = j
			}
		}
		if i < len(p.words) {
			p.insertions(text, i, begin-band+i, prev[:width])
		}
	}
	best := cell{cost: far}
	for _, c := range prev[:width] {
		if c.cost < best.cost {
			best = c
		}
	}
	if best.cost >= far || best.first < 0 || best.after <= best.first || int(best.after) > len(text) {
		return briefings.Span{}, 0
	}
	s := briefings.Span{Start: int(text[best.first].start), End: int(text[best.after-1].end)}
	return s, 1 - float64(best.quote)/float64(max(p.length, 1))
}

// row fills cur with the alignments that use up the pattern's word i-1: by a
// word of text, or by leaving it out. Column c of cur stands for from+c words.
func (p *pattern) row(source string, text []word, i, from int, prev, cur []cell) {
	w := p.words[i-1]
	inQuote := int32(0)
	if i > p.begin && i <= p.end {
		inQuote = 1
	}
	for c := range len(cur) - 1 {
		j := from + c
		best := prev[c] // one word further in both: the same column
		if j < 1 || j > len(text) {
			best.cost = 1 << 28
		} else if d := p.differ(w, source, text[j-1]); d > 0 {
			best.cost += d
			best.quote += d * inQuote
		}
		// Left out: the text stays where it was, one column further right.
		if left := prev[c+1]; c+1 < len(cur)-1 && left.cost+w.cost < best.cost && j >= 0 && j <= len(text) {
			best = left
			best.cost += w.cost
			best.quote += w.cost * inQuote
		}
		cur[c] = best
	}
}

// insertions lets words of text stand between the pattern's words i-1 and i.
// At the quote's edges they are left outside of it.
func (p *pattern) insertions(text []word, i, from int, row []cell) {
	for c := 1; c < len(row); c++ {
		j := from + c
		if j < 1 || j > len(text) {
			continue
		}
		cost := row[c-1].cost + text[j-1].cost
		if cost >= row[c].cost {
			continue
		}
		n := row[c-1]
		n.cost = cost
		switch {
		case i == p.begin:
			n.first = int32(j) // before the quote
		case i > p.begin && i < p.end:
			n.quote += text[j-1].cost
		}
		row[c] = n
	}
}

// differ returns the characters that differ between a word of the pattern and
// one of text: none, or those between what they begin and end with alike.
func (p *pattern) differ(w word, source string, t word) int32 {
	if w.hash == t.hash {
		return 0
	}
	a, b := p.source[w.start:w.end], source[t.start:t.end]
	n := max(w.cost, t.cost)
	if w.cost < 4 || t.cost < 4 || a[0] != b[0] && a[len(a)-1] != b[len(b)-1] {
		return n
	}
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	if 2*(head+tail) < max(len(a), len(b)) {
		return n
	}
	return max(1, n-int32(head+tail)*n/int32(max(len(a), len(b))))
}
