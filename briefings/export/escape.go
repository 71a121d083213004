package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean returns s without what no file of ours holds: control characters,
// bidi overrides and isolates, byte-order marks, invalid UTF-8. Line ends of
// every kind become line feeds, tabs a space.
func clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\u0085', r == '\u2028', r == '\u2029', r == '\v', r == '\f':
			return '\n'
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r == utf8.RuneError, r == '\ufeff',
			r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s)
}

// line returns s clean and on one line.
func line(s string) string {
	return strings.Join(strings.Fields(clean(s)), " ")
}

// escapeText returns one line of a document's words as Markdown that shows
// these very words: no emphasis, link, wikilink, embed, tag, comment, citation,
// footnote, mathematics, HTML or block of any kind comes of it, neither in
// CommonMark nor in Obsidian nor in Pandoc.
func escapeText(s string) string {
	s = line(s)
	var b strings.Builder
	b.Grow(len(s) + len(s)/16)
	for i := range len(s) {
		c := s[i]
		switch c {
		case '\\', '`', '*', '[', ']', '<', '@', '^', '~', '$', '|':
			b.WriteByte('\\')
		case '_':
			if i == 0 || i == len(s)-1 || !isWord(s[i-1]) || !isWord(s[i+1]) {
				b.WriteByte('\\')
			}
		case '#', '&':
			if i == 0 || i+1 < len(s) && (isWord(s[i+1]) || s[i+1] == '#') {
				b.WriteByte('\\')
			}
		case '%', '=':
			if i == 0 || s[i-1] == c || i+1 < len(s) && s[i+1] == c {
				b.WriteByte('\\')
			}
		case '-', '+', '>', ':':
			if i == 0 {
				b.WriteByte('\\')
			}
		case '.', ')':
			if i > 0 && i <= 10 && allDigits(s[:i]) {
				b.WriteByte('\\')
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// isWord reports whether c is part of a word: a letter or digit, or any byte
// of a character beyond ASCII.
func isWord(c byte) bool {
	return c >= utf8.RuneSelf || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// escapeNote returns the lines of a reader's note. A note is Markdown of the
// reader's own: emphasis, links, wikilinks, tags, lists and quotes stay. What
// would reach beyond the note is escaped: headings, rules, fences, tables,
// comments and markers, block ids, embeds, HTML, footnotes, link definitions
// and block mathematics.
func escapeNote(s string) []string {
	lines := strings.Split(strings.Trim(clean(s), "\n"), "\n")
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		l = strings.TrimRight(l, " ")
		body := strings.TrimLeft(l, " ")
		if body == "" {
			if len(out) > 0 && out[len(out)-1] != "" {
				out = append(out, "")
			}
			continue
		}
		// Indentation nests lists; four spaces and more would be code.
		indent := min(len(l)-len(body), 12)
		out = append(out, strings.Repeat(" ", indent)+escapeNoteLine(body))
	}
	return out
}

// escapeNoteLine escapes one line of a note, which begins and ends with a
// character that is not a space.
func escapeNoteLine(s string) string {
	// A quote or list mark may stand before what opens a block.
	start := len(s) - len(strings.TrimLeft(s, "> -+*0123456789.)"))
	if rule(s) {
		start = 0
	}
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		next := byte(0)
		if i+1 < len(s) {
			next = s[i+1]
		}
		switch {
		case c == '%' && (next == '%' || i > 0 && s[i-1] == '%'),
			c == '$' && (next == '$' || i > 0 && s[i-1] == '$'),
			(c == '`' || c == '~') && (next == c || i > 0 && s[i-1] == c),
			c == '<' && !strings.HasPrefix(s[i:], "<http://") && !strings.HasPrefix(s[i:], "<https://"),
			c == '!' && next == '[',
			c == '[' && next == '^',
			c == '^' && (i == 0 || s[i-1] == ' '),
			c == ':' && i > 0 && s[i-1] == ']',
			c == '#' && i == start && headingMark(s[i:]),
			c == '|',
			i == start && (c == '=' || c == ':'),
			i == 0 && rule(s):
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

// rule reports whether s is a thematic break, or the line under a heading.
func rule(s string) bool {
	for _, mark := range [...]string{"-", "*", "_", "="} {
		if strings.Trim(s, mark+" ") == "" && strings.Contains(s, mark) && s != mark {
			return true
		}
	}
	return s == "-" || s == "=" || s == "+" || s == "*"
}

// headingMark reports whether s begins as a heading does.
func headingMark(s string) bool {
	rest := strings.TrimLeft(s, "#")
	return len(s)-len(rest) <= 6 && (rest == "" || rest[0] == ' ')
}
