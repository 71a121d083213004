package parse

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Escape returns the Markdown that means text itself: one paragraph, each line
// of it on its own line. Addresses on the web and of mail stay links.
func Escape(text string) string {
	return escapeLines(text, escapeLine)
}

// escapeLines escapes each line and ends all but the last with a hard break.
func escapeLines(text string, escape func(string) string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		line = strings.TrimSpace(line)
		end := ""
		if i+1 < len(lines) && strings.HasSuffix(line, `\`) {
			// Two backslashes before the one that breaks the line are read wrongly.
			line, end = line[:len(line)-1], "&#92;"
		}
		lines[i] = escape(line) + end
	}
	return strings.Join(lines, "\\\n")
}

// escapeAll is Escape with every ASCII punctuation mark escaped: never wrong,
// never pretty.
func escapeAll(text string) string {
	return escapeLines(text, func(line string) string {
		var b strings.Builder
		for _, r := range line {
			if r < 0x80 && (unicode.IsPunct(r) || unicode.IsSymbol(r)) {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
		}
		return b.String()
	})
}

// address matches what is kept as a link.
var address = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:https?|ftp)://[^\s<>"\\^` + "`" + `{|}*]+|[a-z0-9][a-z0-9._+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}`)
})

func escapeLine(line string) string {
	var b strings.Builder
	b.Grow(len(line) + 8)
	at := 0
	if strings.Contains(line, "://") || strings.Contains(line, "@") {
		for _, m := range address().FindAllStringIndex(line, -1) {
			start, end := m[0], m[1]
			end -= len(line[start:end]) - len(strings.TrimRight(line[start:end], ".,;:!?)]'’”_"))
			if end-start < 6 || start > 0 && isWordByte(line[start-1]) {
				continue
			}
			escapeInline(&b, line, at, start)
			b.WriteString("<" + line[start:end] + ">")
			at = end
		}
	}
	escapeInline(&b, line, at, len(line))
	return escapeStart(b.String())
}

func isWordByte(c byte) bool {
	return c >= 0x80 || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// escapeInline writes line[from:to] with what Markdown would read as markup
// inside a line escaped.
func escapeInline(b *strings.Builder, line string, from, to int) {
	for i := from; i < to; i++ {
		if isMarkup(line, i) {
			b.WriteByte('\\')
		}
		b.WriteByte(line[i])
	}
}

// isMarkup reports whether Markdown could read the character at i as markup.
func isMarkup(line string, i int) bool {
	before, next := byte(' '), byte(' ')
	if i > 0 {
		before = line[i-1]
	}
	if i+1 < len(line) {
		next = line[i+1]
	}
	switch line[i] {
	case '\\', '`', '*', '[', ']', '<', '|', '@':
		return true
	case '_': // within a word it is none
		return !isWordByte(before) || !isWordByte(next)
	case '~':
		return before == '~' || next != ' '
	case '&':
		return next == '#' || isWordByte(next)
	case '.': // no bare address: what follows is escaped for prose
		return hasSuffixFold(line[:i], "www")
	case ':':
		return next == '/' || hasSuffixFold(line[:i], "mailto") || hasSuffixFold(line[:i], "xmpp")
	}
	return false
}

func hasSuffixFold(s, suffix string) bool {
	return len(s) >= len(suffix) && strings.EqualFold(s[len(s)-len(suffix):], suffix)
}

var numberStart = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{1,9})([.)])(\s|$)`)
})

// escapeStart escapes what Markdown reads as a block at the beginning of a line.
func escapeStart(s string) string {
	if s == "" {
		return s
	}
	switch s[0] {
	case '#', '>', '=':
		return `\` + s
	case '-', '+':
		if len(s) == 1 || s[1] == ' ' || s[1] == '\t' || s[1] == s[0] {
			return `\` + s
		}
	case ':':
		if len(s) > 1 && s[1] == '-' {
			return `\` + s
		}
	}
	if m := numberStart().FindStringSubmatchIndex(s); m != nil {
		return s[:m[3]] + `\` + s[m[3]:]
	}
	return s
}

// fenced returns text as a code block, which keeps its white space.
func fenced(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + "\n" + text + "\n" + fence
}

// columns returns the number of columns that s takes, near enough to find the
// width at which a text was wrapped.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case isWide(r):
			n += 2
		case !unicode.IsMark(r):
			n++
		}
	}
	return n
}

// isWide is a coarse East Asian Width: Hangul, CJK and full-width forms.
func isWide(r rune) bool {
	return r >= 0x1100 && r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0x20000 && r <= 0x3fffd
}

// glue returns what stands between two lines that are one: nothing after a
// hyphen within a word and between two characters of a script without spaces.
func glue(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if isWide(last) && last >= 0x2e80 && last < 0xac00 && isWide(first) && first >= 0x2e80 && first < 0xac00 {
		return ""
	}
	if last == '-' && unicode.IsLower(first) {
		before, _ := utf8.DecodeLastRuneInString(a[:len(a)-1])
		if unicode.IsLetter(before) {
			return ""
		}
	}
	return " "
}
