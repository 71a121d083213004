// Package clean makes text from outside fit for a terminal: what it returns
// holds no control character, no escape sequence and nothing that reorders the
// line. It is for titles, tags, notes, sources and file names; the text of an
// article is cleaned when it is imported and drawn cell by cell.
//
// Emoji of several code points become their first: terminals do not agree how
// many cells the whole takes (two or eight), and a row would be torn.
//
// It does not escape for any file format and does not shorten anything.
package clean

import (
	"strings"
	"unicode/utf8"
)

// Line returns s as one line: line ends and tabs become spaces, control
// characters become their pictures (U+2400 and on) or U+FFFD, bytes that are
// not UTF-8 become U+FFFD, and what reorders text or has no cell (bidi
// embeddings, overrides and isolates, zero-width spaces, soft hyphens) is left
// out. A text without any of these is returned as it is.
func Line(s string) string {
	return clean(s, false)
}

// Text is [Line] for text of several lines: line feeds stay (CR LF and a lone
// CR become line feeds), a tab becomes four spaces.
func Text(s string) string {
	return clean(s, true)
}

func clean(s string, lines bool) string {
	from := firstForeign(s, lines)
	if from < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	b.WriteString(s[:from])
	last, _ := utf8.DecodeLastRuneInString(s[:from])
	for i := from; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if size := emojiTail(s[i:], r, n, last); size > 0 {
			i += size
			continue
		}
		last = r
		switch {
		case r == '\r' && strings.HasPrefix(s[i+n:], "\n"):
			// the line feed that follows ends the line
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			b.WriteByte(lineEnd(lines))
		case r == '\t' && lines:
			b.WriteString("    ")
		case r == '\t':
			b.WriteByte(' ')
		case dropped(r):
		case isFlag(r):
			i += flag(&b, s[i:]) - n
		default:
			b.WriteRune(picture(r)) // RuneError for a byte that is not UTF-8
		}
		i += n
	}
	return b.String()
}

func lineEnd(lines bool) byte {
	if lines {
		return '\n'
	}
	return ' '
}

// firstForeign returns the offset of the first character that clean changes,
// or -1.
func firstForeign(s string, lines bool) int {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if (c < ' ' && (c != '\n' || !lines)) || c == 0x7f {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if (r == utf8.RuneError && n == 1) || dropped(r) || picture(r) != r || r == '\u2028' || r == '\u2029' || uneven(r) {
			return i
		}
		i += n
	}
	return -1
}

// picture returns the visible stand-in of a control character, and any other
// character as it is.
func picture(r rune) rune {
	switch {
	case r < ' ':
		return '\u2400' + r
	case r == 0x7f:
		return '\u2421'
	case r >= 0x80 && r < 0xa0:
		return utf8.RuneError
	}
	return r
}

// dropped reports whether r has no cell and changes how its neighbours are
// shown: bidi controls except the marks LRM and RLM, zero-width spaces, soft
// hyphens and byte order marks.
func dropped(r rune) bool {
	switch {
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	case r == '\u00ad', r == '\u200b', r == '\u2060', r == '\ufeff':
		return true
	}
	return false
}

// uneven reports whether r may be part of an emoji of several code points.
func uneven(r rune) bool {
	return r == '\u200d' || r == '\ufe0f' || r == '\u20e3' || isTone(r) || isFlag(r) || r >= 0xe0020 && r <= 0xe007f
}

func isTone(r rune) bool { return r >= 0x1f3fb && r <= 0x1f3ff }

func isFlag(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// emojiTail returns the bytes at the beginning of s, from r of n bytes on, that
// only change the emoji before them; 0 if s goes on with something else.
func emojiTail(s string, r rune, n int, last rune) int {
	emoji := last >= 0x2190 && last < 0x2c00 || last >= 0x1f000 && last < 0x20000
	switch {
	case r == '\ufe0f', r == '\u20e3', r >= 0xe0020 && r <= 0xe007f, emoji && isTone(r):
		return n
	case emoji && r == '\u200d': // and what it joins
		_, next := utf8.DecodeRuneInString(s[n:])
		return n + next
	}
	return 0
}

// flag writes the flag at the beginning of s, or of half a flag its letter, and
// returns its bytes.
func flag(b *strings.Builder, s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if other, m := utf8.DecodeRuneInString(s[n:]); isFlag(other) {
		b.WriteString(s[:n+m])
		return n + m
	}
	b.WriteRune('A' + r - 0x1f1e6)
	return n
}

// Head returns at most n bytes of s, whole characters.
func Head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// Quoted returns the beginning of a passage, at most n bytes of it, on one
// line and in quotation marks: its own, where it has them.
func Quoted(s string, n int) string {
	s = strings.Join(strings.Fields(Line(Head(strings.TrimSpace(s), n))), " ")
	before, after := "“", "”"
	if c, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("“\"„«‘‚‹「『", c) {
		before = ""
	}
	if c, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune("”\"“»’›」』", c) {
		after = ""
	}
	return before + s + after
}
