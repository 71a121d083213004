package cells

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Row returns what of a plain text stands in its first row of w cells, broken
// as [ansi.Wrap] does and, in Chinese and Japanese, not before a sign that
// [Sticks] nor behind one that [Opens]. It is a beginning of s, or "" where
// nothing fits.
func Row(s string, w int) string {
	row, _, more := strings.Cut(ansi.Wrap(s, max(w, 1), ""), "\n")
	if !strings.HasPrefix(s, row) || !more {
		return row
	}
	for at := len(row); at > 0; {
		rest := s[at:]
		if !Sticks(rest) && !Opens(row[:at]) || strings.HasPrefix(rest, " ") {
			return row[:at]
		}
		_, n := utf8.DecodeLastRuneInString(row[:at])
		at -= n
		if r, _ := utf8.DecodeRuneInString(s[at:]); r < eastern && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			break // words are not cut
		}
	}
	return row
}

// eastern is the first character of the scripts that are written without
// spaces and in wide cells.
const eastern = '\u2e80'

// HasEastern reports whether a text has characters of such a script.
func HasEastern(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= eastern && r < 0xffe7 && (r < 0xd800 || r >= 0xf900) })
}

// Sticks reports whether s begins with a sign that does not begin a row in
// Chinese and Japanese: closing brackets, stops, small kana.
func Sticks(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("、。，．・：；？！）」』】〕》〉］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:?!)]}…”’%", r)
}

// Opens reports whether s ends with a sign that does not end a row there:
// opening brackets and quotation marks.
func Opens(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("（「『【〔《〈［｛“‘([{", r)
}
