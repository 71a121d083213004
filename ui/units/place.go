package units

import (
	"strings"
	"unicode/utf8"
)

// Place is a place in a text that is kept. The words that stand there find it
// again in another revision.
type Place struct {
	Off   int    `json:"off"`
	Words string `json:"words"`
}

// placeWords is how many bytes of words are kept.
const placeWords = 64

// PlaceAt returns the place at off in text.
func PlaceAt(text string, off int) Place {
	off = min(max(off, 0), len(text))
	end := min(off+placeWords, len(text))
	for end > off && end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	return Place{off, text[off:end]}
}

// In returns the place in text: where it was, or the nearest place at which
// its words stand now.
func (p Place) In(text string) int {
	off := min(max(p.Off, 0), len(text))
	if p.Words == "" || strings.HasPrefix(text[off:], p.Words) {
		return off
	}
	after, before := strings.Index(text[off:], p.Words), strings.LastIndex(text[:min(off+len(p.Words)-1, len(text))], p.Words)
	switch {
	case after >= 0 && (before < 0 || after <= off-before):
		return off + after
	case before >= 0:
		return before
	}
	return off
}
