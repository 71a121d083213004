package cells

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Signs without width. A terminal that arranges lines by direction takes what
// stands between the first two as one thing, and does not draw what follows
// the third into a text from right to left that ends before it. Others show
// every line in the order of its characters.
const (
	RightIsolate = "\u2067" // begins a text from right to left
	EndIsolate   = "\u2069"
	LeftMark     = "\u200e"
)

// Direction returns that of the character at the beginning of s, which must not
// be empty: 1, -1 if it goes from right to left, 0 if it has none (digits,
// signs, blanks); and its bytes.
func Direction(s string) (dir, size int) {
	if c := s[0]; c < utf8.RuneSelf {
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			return 1, 1
		}
		return 0, 1
	}
	prop, n := bidi.LookupString(s)
	switch prop.Class() {
	case bidi.L:
		return 1, max(n, 1)
	case bidi.R, bidi.AL:
		return -1, max(n, 1)
	}
	return 0, max(n, 1)
}

// IsRightToLeft reports whether the first character of s that has a direction
// goes from right to left (UAX 9, P2). s is free of escape sequences.
func IsRightToLeft(s string) bool {
	for s != "" {
		dir, n := Direction(s)
		if dir != 0 {
			return dir < 0
		}
		s = s[n:]
	}
	return false
}

// Isolate returns a text without escape sequences as it may stand in a row
// with others: if it is written from right to left, terminals keep its parts
// in their order and draw nothing else into it. Cut it before.
func Isolate(s string) string {
	if !mayTurn(s) || !IsRightToLeft(s) {
		return s + closing(s)
	}
	return RightIsolate + s + EndIsolate + LeftMark
}

// mayTurn reports whether s may hold characters from right to left: no script
// of that kind has a shorter encoding than Hebrew.
func mayTurn(s string) bool {
	for i := range len(s) {
		if s[i] >= 0xd6 {
			return true
		}
	}
	return false
}

// closing returns what closes s off from the text after it, if it ends in one
// from right to left. Escape sequences are passed over.
func closing(s string) string {
	if !mayTurn(s) {
		return ""
	}
	last := 0
	for s != "" {
		if s[0] == '\x1b' {
			s = s[escape(s):]
			continue
		}
		dir, n := Direction(s)
		if dir != 0 {
			last = dir
		}
		s = s[n:]
	}
	if last < 0 {
		return LeftMark
	}
	return ""
}

// escape returns the length of the escape sequence at the beginning of s: SGR
// and the like, or OSC.
func escape(s string) int {
	switch {
	case strings.HasPrefix(s, "\x1b["):
		if i := strings.IndexFunc(s[2:], func(r rune) bool { return r >= '@' && r <= '~' }); i >= 0 {
			return 2 + i + 1
		}
	case strings.HasPrefix(s, "\x1b]"):
		if i := strings.IndexAny(s, "\a\\"); i >= 0 {
			return i + 1
		}
	default:
		return 1
	}
	return len(s)
}
