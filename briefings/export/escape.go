package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean returns s without what no file of ours holds: control characters,
// bidi overrides and isolates, byte-order marks, noncharacters, invalid UTF-8. Line ends of
// every kind become line feeds, tabs a space.
func clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\u0085', r == '\u2028', r == '\u2029', r == '\v', r == '\f':
			return '\n'
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r == utf8.RuneError, r == '\ufeff', r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef,
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

// escapeText returns a document's words on one line, as Markdown that shows
// these very words: no emphasis, link, wikilink, embed, tag, comment, citation,
// footnote, mathematics, HTML or block of any kind comes of it, neither in
// CommonMark nor in Obsidian nor in Pandoc.
func escapeText(s string) string {
	s = line(s)
	list := enumerator(s)
	var b strings.Builder
	b.Grow(len(s) + len(s)/16)
	for i := range len(s) {
		if i == list || special(s, i) {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// special reports whether the byte at i would be read as more than itself.
func special(s string, i int) bool {
	c := s[i]
	last := i == len(s)-1
	switch c {
	case '\\', '`', '*', '[', ']', '<', '@', '^', '~', '$', '|':
		return true
	case '_': // inside a word it is a letter
		return i == 0 || last || !isWord(s[i-1]) || !isWord(s[i+1])
	case '#':
		return i == 0 || !last && (isWord(s[i+1]) || s[i+1] >= utf8.RuneSelf || strings.IndexByte("#_-/", s[i+1]) >= 0)
	case '&':
		return !last && (isWord(s[i+1]) || s[i+1] == '#')
	case '%', '=':
		return i == 0 || s[i-1] == c || !last && s[i+1] == c
	case '-', '+', '>', ':':
		return i == 0
	}
	return false
}

// isWord reports whether c is an ASCII letter or digit.
func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// enumerator returns the index of the mark that would make s the item of an
// ordered list, or -1: "1.", "12)", and as Pandoc has it "a.", "iv)", "(2)".
func enumerator(s string) int {
	open := strings.HasPrefix(s, "(")
	rest := strings.TrimPrefix(s, "(")
	n := 0
	for n < len(rest) && n < 10 && isWord(rest[n]) {
		n++
	}
	if n == 0 || n == len(rest) || rest[n] != '.' && rest[n] != ')' {
		return -1
	}
	if n+1 < len(rest) && rest[n+1] != ' ' {
		return -1
	}
	label := strings.ToLower(rest[:n])
	if n > 1 && strings.Trim(label, "0123456789") != "" && strings.Trim(label, "ivxlcdm") != "" {
		return -1
	}
	if open {
		return 0
	}
	return n
}

// escapeNote returns the lines of a reader's note. A note is Markdown of the
// reader's own: emphasis, links, wikilinks, tags, lists, quotes and tables
// stay. What would reach beyond the note is escaped: headings, rules, fences,
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
		// Indentation nests lists; it is bounded, as is their depth.
		indent := min(len(l)-len(body), 12)
		out = append(out, strings.Repeat(" ", indent)+escapeNoteLine(body))
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

// escapeNoteLine escapes one line of a note, which begins and ends with a
// character that is not a space.
func escapeNoteLine(s string) string {
	start := blockStart(s)
	broken := rule(s[start:])
	if rule(s) {
		start, broken = 0, true
	}
	var b strings.Builder
	for i := range len(s) {
		if i == start && (broken || headingMark(s[i:]) || s[i] == '=' || s[i] == ':') || reaches(s, i) {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// reaches reports whether the byte at i, wherever in a note, is part of what
// reaches beyond the note.
func reaches(s string, i int) bool {
	c := s[i]
	last := i == len(s)-1
	switch c {
	case '%', '$':
		return i > 0 && s[i-1] == c || !last && s[i+1] == c
	case '`', '~':
		return run(s, i) > 2
	case '<':
		return !strings.HasPrefix(s[i:], "<http://") && !strings.HasPrefix(s[i:], "<https://")
	case '[':
		return i > 0 && s[i-1] == '!' || !last && s[i+1] == '^'
	case '^':
		return i == 0 || s[i-1] == ' '
	case ':':
		return i > 0 && s[i-1] == ']'
	}
	return false
}

// run returns how many bytes like the one at i stand together, up to five.
func run(s string, i int) int {
	from, to := i, i
	for from > max(0, i-2) && s[from-1] == s[i] {
		from--
	}
	for to < min(len(s), i+3) && s[to] == s[i] {
		to++
	}
	return to - from
}

// blockStart returns where s begins behind quote marks and list marks.
func blockStart(s string) int {
	at := 0
	for at < len(s) {
		rest := s[at:]
		n := 0
		for n < len(rest) && n < 10 && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		switch {
		case rest[0] == '>' || rest[0] == ' ':
			at++
			continue
		case n > 0 && n+1 < len(rest) && (rest[n] == '.' || rest[n] == ')') && rest[n+1] == ' ':
			at += n + 2
			continue
		case len(rest) > 1 && strings.IndexByte("-+*", rest[0]) >= 0 && rest[1] == ' ':
			at += 2
			continue
		}
		break
	}
	return at
}

// rule reports whether s is a thematic break, the line under a heading, or an
// empty list item, which would be one as well under a line of text.
func rule(s string) bool {
	for _, mark := range [...]string{"-", "*", "_", "=", "+"} {
		if strings.Contains(s, mark) && strings.Trim(s, mark+" ") == "" {
			return true
		}
	}
	return false
}

// headingMark reports whether s begins as a heading does.
func headingMark(s string) bool {
	rest := strings.TrimLeft(s, "#")
	n := len(s) - len(rest)
	return n > 0 && n <= 6 && (rest == "" || rest[0] == ' ')
}
