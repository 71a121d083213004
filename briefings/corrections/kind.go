package corrections

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefings"
)

// maxParagraph bounds how far before a passage its paragraph is looked for.
const maxParagraph = 1 << 16

// KindOf says how much of a passage stands in quotation marks, as the text
// around it has them: all of it (direct), nothing (indirect), or some.
func KindOf(text string, content []briefings.Span) briefings.StatementKind {
	inside, outside := 0, 0
	for _, s := range content {
		if s.Start < 0 || s.End > len(text) || s.Empty() {
			continue
		}
		from := max(0, s.Start-maxParagraph)
		if i := strings.LastIndex(text[from:s.Start], "\n\n"); i >= 0 {
			from += i
		}
		for from < s.Start && !utf8.RuneStart(text[from]) {
			from++
		}
		open := false
		for i, r := range text[from:s.End] {
			switch r {
			case '“', '«', '„', '「':
				open = true
			case '”', '»', '」':
				open = false
			case '"':
				open = !open
			}
			if from+i < s.Start || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				continue
			}
			if open {
				inside++
			} else {
				outside++
			}
		}
	}
	switch {
	case inside == 0:
		return briefings.Indirect
	case outside == 0:
		return briefings.Direct
	}
	return briefings.Mixed
}
