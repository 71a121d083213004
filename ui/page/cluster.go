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
// stands for it.
func next(s string) (size int, stand rune) {
	if c := s[0]; c < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf && c != '\r') {
		switch {
		case c == '\n':
			return 1, feed
		case c == ' ' || c >= '\t' && c <= '\r':
			return 1, space
		}
		return 1, narrow // controls too: they are shown as pictures
	}
	cluster, width := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
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
	case width == 1 || n == len(cluster) && isHalfFlag(r) || isKeycap(cluster):
		return len(cluster), narrow
	}
	return len(cluster), wide
}

// isKeycap reports whether a cluster is a digit made an emoji. Terminals and
// programs do not agree how wide it is: its digit is shown.
func isKeycap(cluster string) bool {
	return cluster[0] < utf8.RuneSelf && strings.Contains(cluster, "\uFE0F")
}

func isHalfFlag(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// shown returns what the terminal gets for a cluster that has a cell.
func shown(cluster string) string {
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
		return "\uFFFD"
	case n == len(cluster) && isHalfFlag(r):
		return string('A' + r - 0x1F1E6)
	case isKeycap(cluster):
		return cluster[:1]
	case len(cluster) <= longestShown:
		return cluster
	}
	n = longestShown
	for !utf8.RuneStart(cluster[n]) {
		n--
	}
	return cluster[:n]
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
