package cells

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Settle returns a row of w cells, counted by grapheme as everything here is,
// in w cells as m counts: a terminal without grapheme clusters gives a syllable
// of Hindi or Thai two cells or more, and what stands right of the row would be
// moved. Blanks are taken from the row where there are some; else it is cut.
func Settle(row string, w int, m ansi.Method) string {
	if m == ansi.GraphemeWidth || !mayDiffer(row) {
		return row
	}
	excess := m.StringWidth(row) - w
	if excess < 0 {
		return row + Blank(-excess)
	}
	for end := len(row); excess > 0; {
		run := strings.LastIndex(row[:end], "  ")
		if run < 0 {
			return cut(row, w, m)
		}
		from := run
		for from > 0 && row[from-1] == ' ' {
			from--
		}
		n := min(excess, run+1-from) // one blank stays
		row = row[:run+1-n] + row[run+1:]
		excess -= n
		end = from
	}
	return row
}

// cut returns a row in w cells as m counts; what it says about styles stays.
// The library's own way counts by grapheme before it does anything.
func cut(row string, w int, m ansi.Method) string {
	var b strings.Builder
	p := ansi.GetParser()
	defer ansi.PutParser(p)
	state := byte(0)
	for row != "" {
		seq, cols, n, next := m.DecodeSequenceInString(row, state, p)
		row, state = row[n:], next
		switch {
		case cols > w:
			b.WriteString(Blank(w))
			w = 0
		case cols > 0 || seq[0] < ' ' || w > 0:
			b.WriteString(seq)
			w -= cols
		}
	}
	return b.String() + Blank(w)
}

// mayDiffer reports whether s may hold characters that are counted differently:
// the scripts from Devanagari to Khmer, conjoining Hangul, emoji.
func mayDiffer(s string) bool {
	for i := range len(s) {
		if c := s[i]; c == 0xe0 || c == 0xe1 || c >= 0xf0 {
			return true
		}
	}
	return false
}
