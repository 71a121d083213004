package anchor

import (
	"unicode/utf8"

	"readout/briefings"
)

// side is the context on one side of a quote, ready to be compared with many
// places: Myers' bit vectors (G. Myers, A fast bit-vector algorithm for
// approximate string matching based on dynamic programming, JACM 1999), which
// for at most 64 characters need one word.
type side struct {
	n       int  // characters, at most 64
	back    bool // read from the quote leftwards
	ascii   [utf8.RuneSelf]uint64
	unicode map[rune]uint64
}

// newSide prepares a context; back says that it stands before the quote.
func newSide(context string, back bool) *side {
	s := &side{back: back}
	if back {
		context = lastRunes(context, briefings.ContextLength)
	} else {
		context = firstRunes(context, briefings.ContextLength)
	}
	walk(context, back, func(r rune) bool {
		bit := uint64(1) << s.n
		if r < utf8.RuneSelf {
			s.ascii[r] |= bit
		} else {
			if s.unicode == nil {
				s.unicode = map[rune]uint64{}
			}
			s.unicode[r] |= bit
		}
		s.n++
		return true
	})
	return s
}

// similarity compares the context with what stands at the same side of a place:
// before or after is all of the text on that side. It is 1 less the edit
// distance over the length of the context, where the far end may slide; 1 when
// there is no context, for nothing contradicts then.
func (s *side) similarity(beside string) float64 {
	if s.n == 0 {
		return 1
	}
	top := uint64(1) << (s.n - 1)
	pv, mv := ^uint64(0), uint64(0)
	score, best, seen := s.n, s.n, 0
	limit := s.n + s.n/2 + 8
	walk(beside, s.back, func(r rune) bool {
		var eq uint64
		if r < utf8.RuneSelf {
			eq = s.ascii[r]
		} else {
			eq = s.unicode[r]
		}
		xv := eq | mv
		xh := (((eq & pv) + pv) ^ pv) | eq
		ph := mv | ^(xh | pv)
		mh := pv & xh
		if ph&top != 0 {
			score++
		}
		if mh&top != 0 {
			score--
		}
		ph = ph<<1 | 1 // the near end is fixed: skipping text costs
		mh <<= 1
		pv = mh | ^(xv | ph)
		mv = ph & xv
		best = min(best, score)
		seen++
		return seen < limit
	})
	return 1 - float64(best)/float64(s.n)
}

// walk calls f for the characters of s, from its end when back, until f
// returns false.
func walk(s string, back bool, f func(rune) bool) {
	if !back {
		for _, r := range s {
			if !f(r) {
				return
			}
		}
		return
	}
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !f(r) {
			return
		}
		s = s[:len(s)-size]
	}
}
