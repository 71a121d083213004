package anchor

import (
	"unicode"
	"unicode/utf8"
)

// word is a unit of comparison: a run of letters and digits, one ideograph, or
// one mark of punctuation.
type word struct {
	start, end int32  // bytes
	hash       uint32 // of its letters in lower case, quotation marks and dashes folded
	cost       int32  // characters: what leaving it out costs
}

// split returns the words of text. Linear; white space and invisible
// characters are left out.
func split(text string) []word {
	out := make([]word, 0, len(text)/5+8)
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch class(r) {
		case isSpace:
			i += size
		case isSingle:
			out = append(out, word{int32(i), int32(i + size), mix(offset32, lower(r)), 1})
			i += size
		default:
			w := word{start: int32(i), hash: offset32}
			for i < len(text) {
				r, size = rune(text[i]), 1
				if r >= utf8.RuneSelf {
					r, size = utf8.DecodeRuneInString(text[i:])
				}
				if class(r) != isLetter {
					break
				}
				w.hash = mix(w.hash, lower(r))
				w.cost++
				i += size
			}
			w.end = int32(i)
			out = append(out, w)
		}
	}
	return out
}

// The classes of characters that split tells apart.
const (
	isSpace = iota
	isLetter
	isSingle
)

func class(r rune) int {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '_':
			return isLetter
		case r <= ' ' || r == 0x7f:
			return isSpace
		}
		return isSingle
	case r < '\u0e00' && unicode.IsLetter(r): // most alphabets, quickly
		return isLetter
	case r >= '\u0e00' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return isSingle
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.M, r), r == '\u200c', r == '\u200d':
		return isLetter
	case unicode.IsSpace(r), unicode.Is(unicode.Cf, r):
		return isSpace
	}
	return isSingle
}

// lower returns r in the form in which words are compared.
func lower(r rune) rune {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	switch r {
	case '“', '”', '„', '«', '»':
		return '"'
	case '‘', '’', '‚', '‹', '›':
		return '\''
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	}
	return unicode.ToLower(r)
}

// FNV-1a over characters.
const (
	offset32 = 2166136261
	prime32  = 16777619
)

func mix(h uint32, r rune) uint32 { return (h ^ uint32(r)) * prime32 }
