package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefings"
)

// The measures of a fit.
const (
	fits      = 0.75 // a side, or a changed quote, that agrees this far is the same
	near      = 0.05 // candidates closer than this are not told apart
	shortest  = 32   // characters: a shorter quote is not known by its words alone
	evidence  = 12   // characters: a shorter context proves nothing by itself
	maxPlaces = 8192 // exact places that are compared
)

// finder looks for one annotation's passage in one text.
type finder struct {
	text          string
	quote         *briefings.QuoteSelector
	start         int // where the passage began when it was marked, -1 if unknown
	prefix        *side
	suffix        *side
	long          bool // the words alone tell the passage from others
	before, after int  // characters of context
}

// place is a candidate and how far it fits, each part from 0 to 1.
type place struct {
	span                  briefings.Span
	quote, prefix, suffix float64
}

// score weighs the parts as Hypothesis does (match-quote.ts), without position.
func (p place) score() float64 { return (50*p.quote + 20*p.prefix + 20*p.suffix) / 90 }

func newFinder(a *briefings.Annotation, text string) *finder {
	f := &finder{
		text:   text,
		quote:  a.Quote,
		start:  -1,
		prefix: newSide(a.Quote.Prefix, true),
		suffix: newSide(a.Quote.Suffix, false),
		long:   weight(a.Quote.Exact) >= shortest,
	}
	f.before, f.after = weight(a.Quote.Prefix), weight(a.Quote.Suffix)
	if a.Position != nil {
		f.start = a.Position.Start
	}
	return f
}

// weight returns the length of s in characters, up to a limit that is enough
// for every comparison made with it; an ideograph or syllable counts as three,
// for it says as much as several letters.
func weight(s string) int {
	n := 0
	for _, r := range s {
		n++
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			n += 2
		}
		if n >= 2*briefings.ContextLength {
			break
		}
	}
	return n
}

// locate decides between the exact places and the changed ones.
func (f *finder) locate() (*briefings.Span, briefings.State) {
	places, all := f.exactPlaces()
	best, second := bestTwo(places)
	if !all {
		// More places than were compared: only certainty counts.
		second.quote, second.prefix, second.suffix = 1, fits, fits
	}
	switch {
	case len(places) == 0:
		return f.changed()
	case f.bothSides(best):
		if best.score()-second.score() < near && len(places) > 1 {
			return nil, briefings.Ambiguous
		}
		return &best.span, briefings.Anchored
	}
	return f.elsewhere(places, best, second)
}

// elsewhere judges exact places none of which has the right surroundings.
func (f *finder) elsewhere(places []place, best, second place) (*briefings.Span, briefings.State) {
	// The passage may have been edited where it stood while its words stand
	// somewhere else as well: then its surroundings speak for the edited one.
	if f.long {
		if at, state := f.changed(); state == briefings.Changed {
			if best.prefix < fits && best.suffix < fits {
				return at, state
			}
			return nil, briefings.Ambiguous
		}
	}
	one := f.oneSide(best)
	switch {
	case len(places) == 1 && (f.long || one):
		return &best.span, briefings.Moved
	case len(places) > 1 && one && !f.oneSide(second) && best.score()-second.score() >= near:
		return &best.span, briefings.Moved
	case len(places) > 1 && (f.long || one):
		return nil, briefings.Ambiguous
	}
	return nil, briefings.Orphan
}

// oneSide reports whether p's surroundings agree on a side that is known well
// enough to say so.
func (f *finder) oneSide(p place) bool {
	return p.prefix >= fits && f.before >= evidence || p.suffix >= fits && f.after >= evidence
}

// bothSides reports whether p's surroundings agree on both sides, and are
// known well enough to say so.
func (f *finder) bothSides(p place) bool {
	if p.prefix < fits || p.suffix < fits {
		return false
	}
	return f.long || f.before+f.after >= evidence || p.span.Start == f.start
}

// exactPlaces returns the places where the words stand, overlapping ones too,
// and whether these are all.
func (f *finder) exactPlaces() (places []place, all bool) {
	exact := f.quote.Exact
	budget := 16*len(f.text) + 1<<20 // bytes compared; hostile repetition would be quadratic
	for from := 0; from <= len(f.text)-len(exact); {
		i := strings.Index(f.text[from:], exact)
		if i < 0 {
			break
		}
		at := from + i
		_, size := utf8.DecodeRuneInString(f.text[at:])
		from = at + size
		places = append(places, f.judge(briefings.Span{Start: at, End: at + len(exact)}, 1))
		budget -= i + 2*len(exact)
		if budget < 0 || len(places) >= maxPlaces {
			return places, false
		}
	}
	return places, true
}

// judge compares the surroundings of s.
func (f *finder) judge(s briefings.Span, quote float64) place {
	return place{
		span:   s,
		quote:  quote,
		prefix: f.prefix.similarity(f.text[:s.Start]),
		suffix: f.suffix.similarity(f.text[s.End:]),
	}
}

// bestTwo returns the two places with the highest scores, the earlier first
// among equals.
func bestTwo(places []place) (best, second place) {
	for _, p := range places {
		switch {
		case p.score() > best.score():
			best, second = p, best
		case p.score() > second.score():
			second = p
		}
	}
	return best, second
}
