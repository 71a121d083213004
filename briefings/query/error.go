package query

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// Error is a query that cannot be understood. Pos and Len are the bytes of
// Input that are wrong; Msg says what is wrong with them and what to do.
type Error struct {
	Pos   int
	Len   int
	Msg   string
	Input string
}

// Error returns one line: the place (counted in characters from 1) and the message.
func (e *Error) Error() string {
	return fmt.Sprintf("query, character %d: %s", utf8.RuneCountInString(e.Input[:e.at(e.Pos)])+1, e.Msg)
}

// caretWidth is how much of a long query Caret shows on each side of the error, in bytes.
const caretWidth = 60

// Caret returns two lines: the query, cut around the error when it is long,
// and a mark under the characters that are wrong. What is not printable is
// shown as a blank.
func (e *Error) Caret() string {
	pos, end := e.at(e.Pos), e.at(e.Pos+max(e.Len, 1))
	from, to := e.at(max(0, pos-caretWidth)), e.at(min(len(e.Input), pos+caretWidth))
	end = max(pos, min(end, to))
	before, under, after := printable(e.Input[from:pos]), printable(e.Input[pos:end]), printable(e.Input[end:to])
	if from > 0 {
		before = "…" + before
	}
	if to < len(e.Input) {
		after += "…"
	}
	return before + under + after + "\n" +
		strings.Repeat(" ", displaywidth.String(before)) + strings.Repeat("^", max(1, displaywidth.String(under)))
}

// at moves off into Input and back to the start of a character.
func (e *Error) at(off int) int {
	off = max(0, min(off, len(e.Input)))
	for off > 0 && off < len(e.Input) && !utf8.RuneStart(e.Input[off]) {
		off--
	}
	return off
}

// printable replaces what a terminal would act upon or not show.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}
