package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// What a renderer sees of a grapheme cluster: one letter of the same width, so
// that it decides about layout and style and never touches the text. A white
// space stands for itself as a space, what has no width is not seen at all.
const (
	narrow = 'x'
	wide   = '中'
	space  = ' '
	feed   = '\n'
	hidden = 0
)

// longestShown bounds the bytes that one cell sends to the terminal: a base
// with a thousand marks is shown with the first of them.
const longestShown = 64

// next cuts one grapheme cluster off s, which must not be empty, and says what
// stands for it when widths are counted by m. A terminal that counts by code
// point gives a syllable of an Indic script several cells: then it is cut into
// as many pieces.
func next(s string, m ansi.Method) (size int, stand rune) {
	if c := s[0]; c < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf && c != '\r') {
		switch {
		case c == '\n':
			return 1, feed
		case c == ' ' || c >= '\t' && c <= '\r':
			return 1, space
		}
		return 1, narrow // controls too: they are shown as pictures
	}
	cluster, width := ansi.FirstGraphemeCluster(s, m)
	r, n := utf8.DecodeRuneInString(cluster)
	switch {
	case r == '\n':
		return 1, feed
	case n == len(cluster) && unicode.IsSpace(r) && r != 0xA0 && r != 0x85:
		return n, space
	case r < 0x20 || r >= 0x7F && r <= 0xA0 || r == utf8.RuneError:
		return len(cluster), narrow
	case width <= 0 || r == 0x200D || unicode.In(r, unicode.Mn, unicode.Me):
		return len(cluster), hidden // marks without a base
	case n == len(cluster) && isHalfFlag(r) || isKeycap(cluster):
		return len(cluster), narrow
	}
	if m == ansi.WcWidth && n < len(cluster) && !isHalfFlag(r) {
		width = m.StringWidth(cluster[:n])
		if !isPicture(cluster, r) {
			n = piece(cluster, n)
			cluster = cluster[:n]
		}
	}
	if width > 1 {
		return len(cluster), wide
	}
	return len(cluster), narrow
}

// piece returns the end of the code points after byte n that a terminal which
// counts by code point shows in the cell of the one before them.
func piece(cluster string, n int) int {
	for n < len(cluster) {
		_, k := utf8.DecodeRuneInString(cluster[n:])
		if ansi.WcWidth.StringWidth(cluster[n:n+k]) > 0 {
			break
		}
		n += k
	}
	return n
}

// isPicture reports whether a cluster of several code points that begins with
// r is an emoji. Where widths are counted by code point only the first of them
// is shown: what one terminal draws in two cells takes eight in the next.
func isPicture(cluster string, r rune) bool {
	return r >= 0x1F000 && r < 0x20000 || strings.Contains(cluster, "\uFE0F") || strings.Contains(cluster, "\u20E3")
}

// isKeycap reports whether a cluster is a digit made an emoji. Terminals and
// programs do not agree how wide it is: its digit is shown.
func isKeycap(cluster string) bool {
	return cluster[0] < utf8.RuneSelf && strings.Contains(cluster, "\uFE0F")
}

func isHalfFlag(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// shown returns what the terminal gets for a cluster that has a cell, widths
// being counted by m.
func shown(cluster string, m ansi.Method) string {
	if c := cluster[0]; len(cluster) == 1 && c >= 0x20 && c < 0x7F {
		return cluster
	}
	r, n := utf8.DecodeRuneInString(cluster)
	switch {
	case unicode.IsSpace(r):
		return " "
	case r < 0x20:
		return string(0x2400 + r)
	case r == 0x7F:
		return "\u2421"
	case r == utf8.RuneError || r < 0xA0 && r >= 0x80:
		return foreign(m)
	case n == len(cluster) && isHalfFlag(r):
		return string('A' + r - 0x1F1E6)
	case isKeycap(cluster):
		return cluster[:1]
	case m == ansi.WcWidth && n < len(cluster) && !isHalfFlag(r) && isPicture(cluster, r):
		return cluster[:n]
	case len(cluster) <= longestShown:
		return cluster
	}
	n = longestShown
	for !utf8.RuneStart(cluster[n]) {
		n--
	}
	return cluster[:n]
}

// foreign returns the sign for what is no character. Its width is ambiguous:
// where that means two cells it is a question mark.
func foreign(m ansi.Method) string {
	if m.StringWidth("\uFFFD") > 1 {
		return "?"
	}
	return "\uFFFD"
}

// columns returns the cells of a stand-in.
func columns(stand rune) int {
	switch stand {
	case wide:
		return 2
	case narrow, space:
		return 1
	}
	return 0
}
