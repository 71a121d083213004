package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The characters that have a rule of their own.
const (
	nbsp       = '\u00a0'
	narrowNBSP = '\u202f'
	softHyphen = '\u00ad'
	zwsp       = '\u200b'
	zwnj       = '\u200c'
	zwj        = '\u200d'
	wordJoiner = '\u2060'
	bom        = '\ufeff'
)

// Clean returns s without what must never reach a parser or a terminal: line
// ends are line feeds, no-break spaces are spaces, control characters (C0 but
// tab and line feed, DEL, C1), bidirectional embeddings, overrides and
// isolates, soft hyphens, zero-width spaces and byte order marks are gone;
// zero-width joiners stay inside words and emoji only; what is not UTF-8 is
// U+FFFD; the result is in NFC. Clean(Clean(s)) == Clean(s).
func Clean(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	prev := rune(0)            // the last rune written
	after, known := rune(0), 0 // the next rune that stays, right for positions before known
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == '\r' && strings.HasPrefix(s[i+n:], "\n") {
			i += n
			continue
		}
		out, ok := cleanRune(r)
		if ok && (r == zwj || r == zwnj) {
			if i >= known {
				after, known = visibleAfter(s, i+n)
			}
			ok = joins(r, prev, after)
		}
		if ok {
			b.WriteRune(out)
			prev = out
		}
		if r == '\u2029' {
			b.WriteByte('\n')
		}
		i += n
	}
	return norm.NFC.String(b.String())
}

// isPlain reports whether s is ASCII that needs no cleaning: the common case,
// without an allocation.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x7f || c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

// cleanRune returns what stands for r, or false if nothing does.
func cleanRune(r rune) (rune, bool) {
	switch r {
	case '\n', '\t':
		return r, true
	case '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return '\n', true
	case nbsp, narrowNBSP:
		return ' ', true
	}
	return r, !isForbidden(r)
}

// isForbidden reports whether r never stands in a Text. No-break spaces are
// not among them here: they are replaced, not removed.
func isForbidden(r rune) bool {
	switch {
	case r == softHyphen, r == zwsp, r == wordJoiner, r == bom:
		return true
	case r < ' ', r >= 0x7f && r <= 0x9f:
		return r != '\n' && r != '\t'
	}
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// visibleAfter returns the first rune of s from byte at on that cleaning
// leaves, joiners passed over, and where it stands: a run of joiners is passed
// once.
func visibleAfter(s string, at int) (rune, int) {
	for i, r := range s[at:] {
		if out, ok := cleanRune(r); ok && r != zwj && r != zwnj {
			return out, at + i
		}
	}
	return 0, len(s)
}

// joins reports whether the joiner j does something between two runes: both
// are of words, or both of an emoji.
func joins(j, before, after rune) bool {
	if isWordRune(before) && isWordRune(after) {
		return true
	}
	return j == zwj && isEmojiRune(before) && isEmojiRune(after)
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) && r != 0xfe0f
}

// isEmojiRune reports whether r may stand in an emoji sequence beside a joiner:
// a pictograph, a skin tone or the emoji variation selector.
func isEmojiRune(r rune) bool {
	return r == 0xfe0f || r > 0x7f && unicode.Is(unicode.So, r) || r >= 0x1f3fb && r <= 0x1f3ff
}

// oneLine returns s with every run of white space as one space, trimmed.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
