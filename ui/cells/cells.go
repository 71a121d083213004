// Package cells fits styled text into the cells of a terminal: it cuts, pads
// and lays boxes over a screen. Widths are cells, counted by grapheme. It
// knows nothing of what the text says.
//
// Characters of ambiguous width (“…”, “─”, Cyrillic) take one cell, unless the
// environment has RUNEWIDTH_EASTASIAN=1 when the program starts: the renderer
// then counts two, as terminals do that are set up so, and so does everything
// here. There is no other place where that is decided.
package cells

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Width returns the number of cells that s takes, escape sequences not counted.
func Width(s string) int {
	if isASCII(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// Cut returns s in at most w cells; an ellipsis stands for what was cut.
func Cut(s string, w int) string {
	switch {
	case w <= 0:
		return ""
	case len(s) <= w && isASCII(s):
		return s
	case isASCII(s):
		return s[:w-1] + Ellipsis()
	}
	return ansi.Truncate(s, w, Ellipsis())
}

// Wide reports whether characters of ambiguous width take two cells. What is
// drawn around text should then be ASCII.
func Wide() bool { return ansi.StringWidth("…") > 1 }

// Ellipsis returns the sign for what was cut; it takes one cell.
func Ellipsis() string {
	if Wide() {
		return "~"
	}
	return "…"
}

// Fit returns s in exactly w cells, cut or padded with blanks on the right. A
// text from right to left at its end is closed off from what follows.
func Fit(s string, w int) string {
	if w <= 0 {
		return ""
	}
	s = Cut(s, w)
	return s + closing(s) + Blank(w-Width(s))
}

// FitLeft is Fit with the blanks on the left.
func FitLeft(s string, w int) string {
	if w <= 0 {
		return ""
	}
	s = Cut(s, w)
	return Blank(w-Width(s)) + s + closing(s)
}

const blanks = "                                                                                                                                "

// Blank returns n blanks, or "" when n is negative.
func Blank(n int) string {
	switch {
	case n <= 0:
		return ""
	case n <= len(blanks):
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}

// isASCII reports whether every byte of s is a printable ASCII character.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// Block returns exactly h rows of s, each exactly w cells wide.
func Block(s string, w, h int) []string {
	if h <= 0 {
		return nil
	}
	rows := make([]string, 0, h)
	for row := range strings.SplitSeq(s, "\n") {
		if len(rows) == h {
			break
		}
		rows = append(rows, Fit(row, w))
	}
	for len(rows) < h {
		rows = append(rows, Blank(w))
	}
	return rows
}

// Over lays box over base with its top left corner at cell x, row y. Both are
// rows joined by line feeds; base keeps its size.
func Over(base, box string, x, y int) string {
	rows := strings.Split(base, "\n")
	for i, b := range strings.Split(box, "\n") {
		at := y + i
		if at < 0 || at >= len(rows) {
			continue
		}
		whole, bw := Width(rows[at]), Width(b)
		left := ansi.Truncate(rows[at], x, "")
		left += Blank(x - Width(left))
		right := ""
		if end := x + bw; end < whole {
			right = ansi.TruncateLeft(rows[at], end, "")
			if Width(right) > whole-end { // the box ends in the middle of a wide character
				right = ansi.TruncateLeft(rows[at], end+1, "")
			}
			right = Blank(whole-end-Width(right)) + right
		}
		rows[at] = left + reset + b + reset + right
	}
	return strings.Join(rows, "\n")
}

const reset = "\x1b[m"

// Paint is a style taken apart into what is written before and after a text,
// for rows that are drawn at every key: a tenth of the cost of
// [lipgloss.Style.Render].
type Paint struct{ before, after string }

// NewPaint returns the paint of a style without width, border or padding.
func NewPaint(st lipgloss.Style) Paint {
	before, after, ok := strings.Cut(st.Render("x"), "x")
	if !ok {
		return Paint{}
	}
	return Paint{before, after}
}

// On returns s painted; s must be free of escape sequences.
func (p Paint) On(s string) string {
	if s == "" {
		return ""
	}
	return p.before + s + p.after
}

// Sign returns a sign of one cell: s, or its stand-in of ASCII where s would
// take two.
func Sign(s, ascii string) string {
	if Wide() && Width(s) > 1 {
		return ascii
	}
	return s
}
