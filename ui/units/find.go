package units

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"readout/briefings"
)

// MaxHits bounds the hits that are returned; a single letter hits everywhere.
const MaxHits = 20_000

// folded is a Text made comparable: runs of white space are one space,
// quotation marks and apostrophes are straight, letters are as they are or
// small, what is not seen is left out. offs[i] is the offset in Text of byte i.
type folded struct {
	text string
	offs []int32
}

func fold(s string, small bool) *folded {
	f := &folded{offs: make([]int32, 0, len(s)+1)}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for i, r := range s {
		if unicode.IsSpace(r) {
			if !space {
				b.WriteByte(' ')
				f.offs = append(f.offs, int32(i))
			}
			space = true
			continue
		}
		if unseen(r) {
			continue
		}
		space = false
		from := b.Len()
		b.WriteRune(foldRune(r, small))
		for range b.Len() - from {
			f.offs = append(f.offs, int32(i))
		}
	}
	f.text = b.String()
	f.offs = append(f.offs, int32(len(s)))
	return f
}

// unseen reports whether r shows nothing and means nothing to a reader: a place
// where a word may be broken, or must not be.
func unseen(r rune) bool {
	return r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff'
}

func foldRune(r rune, small bool) rune {
	switch r {
	case '‘', '’', '‛', 'ʼ', '′':
		return '\''
	case '“', '”', '„', '‟', '«', '»', '″':
		return '"'
	case '‐', '‑', '–', '—':
		return '-'
	}
	if small {
		return unicode.ToLower(r)
	}
	return r
}

// Finder searches a text. The zero Finder is ready; it keeps the folded forms of
// the text that it was used with first, and must be used with no other.
type Finder struct {
	folded [2]*folded // as it is, in small letters
}

func (f *Finder) fold(text string, small bool) *folded {
	i := 0
	if small {
		i = 1
	}
	if f.folded[i] == nil {
		f.folded[i] = fold(text, small)
	}
	return f.folded[i]
}

// Search returns the places of a term in text, in order, not overlapping; one
// in small letters finds capitals too. Line ends count as spaces, so a hit may
// go over the end of a row; soft hyphens and other signs that are not seen
// count as nothing.
func (f *Finder) Search(text, term string) []briefings.Span {
	small := !strings.ContainsFunc(term, unicode.IsUpper)
	want := fold(norm.NFC.String(term), small).text
	if strings.TrimSpace(want) == "" {
		return nil
	}
	var hits []briefings.Span
	in := f.fold(text, small)
	for at := 0; len(hits) < MaxHits; {
		i := strings.Index(in.text[at:], want)
		if i < 0 {
			break
		}
		from, to := at+i, at+i+len(want)
		at = to
		hits = append(hits, briefings.Span{Start: int(in.offs[from]), End: in.end(to)})
	}
	return hits
}

// end returns the offset in Text after the folded byte before to: white space
// that was folded away behind it is left out.
func (f *folded) end(to int) int {
	if to > 0 && f.text[to-1] == ' ' {
		return int(f.offs[to-1]) + 1
	}
	return int(f.offs[to])
}
