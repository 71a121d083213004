package page

import (
	"strings"

	"readout/briefings"
)

// Notes of an article ("[^1]") are no links of the dialect: they stand in the
// text as they were written. The page shows where they are and begins a row
// with each of them.

// longestNote bounds the names of notes, in bytes.
const longestNote = 20

// note returns the length of the reference to a note at the beginning of s, or
// 0 if there is none.
func note(s string) int {
	if !strings.HasPrefix(s, "[^") {
		return 0
	}
	n := strings.IndexAny(s[:min(len(s), longestNote)], "] \t\n")
	if n <= len("[^") || s[n] != ']' {
		return 0
	}
	return n + 1
}

// noteStarts returns where the notes after the first begin in a block that
// begins with one.
func noteStarts(text string) []int {
	if n := note(text); n == 0 || !strings.HasPrefix(text[n:], ":") {
		return nil
	}
	out := []int{0}
	for at := 1; ; at++ {
		i := strings.Index(text[at:], "[^")
		if i < 0 {
			return out
		}
		at += i
		if n := note(text[at:]); n > 0 && strings.HasPrefix(text[at+n:], ":") && text[at-1] == ' ' {
			out = append(out, at)
		}
	}
}

// noteLayer returns the layer of the references to notes in a window.
func (p *Page) noteLayer(window briefings.Span) Layer {
	l := Layer{Style: p.style.Number}
	for at := window.Start; ; at++ {
		i := strings.Index(p.text[at:window.End], "[^")
		if i < 0 {
			return l
		}
		at += i
		if n := note(p.text[at:window.End]); n > 0 {
			l.Spans = append(l.Spans, briefings.Span{Start: at, End: at + n})
		}
	}
}
