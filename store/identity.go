package store

import (
	"errors"
	"hash/maphash"
	"strings"
	"unicode"

	"readout/briefings"
)

// pathPrefix marks a path among the identities of the index.
const pathPrefix = "path:"

// enough is the share of two texts that must be the same for the file of one
// path to be taken for a revision of what was imported from there before.
const enough = 0.5

// identity returns by what in is recognised: what the user gives, else what
// the caller found, else the URL, else the content.
func identity(in *briefings.Import) briefings.Identity {
	switch {
	case in.Given.URL != "":
		return briefings.URLIdentity(in.Given.URL)
	case in.Identity != "":
		return in.Identity
	case in.Details.URL != "":
		return briefings.URLIdentity(in.Details.URL)
	}
	return briefings.TextIdentity(in.Text)
}

// recognise returns the header of the briefing that in is a revision of, nil
// for a new one, and the identity under which it came ("" when that belongs to
// another briefing than the one the user named).
func (t *txn) recognise(in *briefings.Import) (*header, briefings.Identity, error) {
	key := identity(in)
	owner := t.get(inIdentities, []byte(nameKey(string(key))))
	if in.Given.As != "" {
		id, err := t.resolve(in.Given.As)
		if err != nil {
			return nil, "", err
		}
		if owner != nil && string(owner) != id {
			key = ""
		}
		h, err := t.header(id)
		return h, key, err
	}
	if owner != nil {
		h, err := t.header(string(owner))
		return h, key, err
	}
	h, err := t.header(key.ID())
	if err == nil && h.Identity == string(key) { // another briefing had taken its name, and is gone
		return h, key, nil
	}
	if err != nil && !errors.Is(err, briefings.ErrNotFound) {
		return nil, "", err
	}
	h, err = t.samePath(in)
	return h, key, err
}

// samePath returns the briefing that was imported from the path of in and has
// at least half its text, or nil.
func (t *txn) samePath(in *briefings.Import) (*header, error) {
	if in.Path == "" {
		return nil, nil
	}
	id := t.get(inIdentities, []byte(nameKey(pathPrefix+in.Path)))
	if id == nil {
		return nil, nil
	}
	h, err := t.header(string(id))
	if err != nil {
		return nil, err
	}
	text, err := t.currentText(h)
	if err != nil || similarity(text, in.Text) < enough {
		return nil, err
	}
	return h, nil
}

// maxPairs bounds the pairs of words of a text that similarity looks at; the
// longest documents of a ministry have a tenth of it.
const maxPairs = 1 << 20

// similarity returns how much of the shorter of two texts stands in the longer
// one: the share of its pairs of neighbouring words that the longer one has as
// well, each counted as often as both have it; 0 to 1. Words are compared without case;
// what is neither letter nor digit does not count. Pairs, not words: two
// reports of one language share half of their words, but a tenth of their pairs.
// The shorter, not the longer: a report that grows through the day is still the same report.
func similarity(a, b string) float64 {
	x, nx := pairs(a)
	y, ny := pairs(b)
	if nx > ny {
		x, y, nx = y, x, ny
	}
	if nx == 0 {
		if strings.TrimSpace(a) == strings.TrimSpace(b) {
			return 1
		}
		return 0
	}
	common := 0
	for k, n := range x {
		common += min(n, y[k])
	}
	return float64(common) / float64(nx)
}

// pairs counts the pairs of neighbouring words of s, by hash.
func pairs(s string) (counts map[uint64]int, total int) {
	counts = make(map[uint64]int)
	var h maphash.Hash
	h.SetSeed(pairSeed)
	last := uint64(0)
	for w := range words(s) {
		h.Reset()
		_, _ = h.WriteString(w)
		sum := h.Sum64()
		if last != 0 {
			counts[last*31+sum]++
			if total++; total == maxPairs {
				break
			}
		}
		last = sum
	}
	return counts, total
}

// pairSeed is one for the process: only sums of one run are compared.
var pairSeed = maphash.MakeSeed()

// words yields the words of s in lower case; a character of a script that is
// written without spaces is a word.
func words(s string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s {
			alone := r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
			in := !alone && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
			if in && start < 0 {
				start = i
			}
			if !in && start >= 0 {
				if !yield(strings.ToLower(s[start:i])) {
					return
				}
				start = -1
			}
			if alone && !yield(string(r)) {
				return
			}
		}
		if start >= 0 {
			yield(strings.ToLower(s[start:]))
		}
	}
}
