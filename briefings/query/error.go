package query

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
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
