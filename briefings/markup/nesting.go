package markup

import "strings"

// maxDepth bounds how deep blocks and inlines nest; what is deeper is shown
// as flat text. Real documents stay below ten.
const maxDepth = 32

// maxIndent is the number of spaces and tabs at the beginning of a line that
// mean anything: a list needs two for each level.
const maxIndent = 4 * maxDepth

// limitNesting escapes the marker of a list or quote that would nest a line
// deeper than maxDepth, and cuts indentation beyond maxIndent: parsing costs
// the product of depth and lines, and a line of a hundred thousand ">" is an
// attack, not a quotation.
func limitNesting(src string) string {
	var b strings.Builder
	done := 0
	for at := 0; at < len(src); {
		end := len(src)
		if i := strings.IndexByte(src[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		if line := src[at:end]; len(line) > maxIndent && strings.Trim(line[:maxIndent+1], " \t") == "" {
			b.WriteString(src[done : at+maxIndent])
			done = at + len(line) - len(strings.TrimLeft(line, " \t"))
		} else if cut := excess(line); cut >= 0 {
			b.WriteString(src[done : at+cut])
			b.WriteByte('\\')
			done = at + cut
		}
		at = end
	}
	if done == 0 {
		return src
	}
	b.WriteString(src[done:])
	return b.String()
}

// excess returns where in line the character stands that makes the first
// marker too many, or -1.
func excess(line string) int {
	for i, marks := 0, 0; i < len(line); {
		if line[i] == ' ' || line[i] == '\t' {
			i++
			continue
		}
		n, escape := marker(line[i:])
		if n == 0 || line[i] != '>' && isRule(line[i:]) {
			return -1
		}
		if marks++; marks > maxDepth {
			return i + escape
		}
		i += n
	}
	return -1
}

// marker returns the length of the container marker at the beginning of s, or
// 0, and where in it a backslash takes its meaning away.
func marker(s string) (length, escape int) {
	n := 0
	for n < len(s) && n < 9 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	switch {
	case n == len(s):
		return 0, 0
	case n == 0 && s[0] == '>':
		return 1, 0
	case n == 0 && strings.IndexByte("-+*", s[0]) < 0, n > 0 && s[n] != '.' && s[n] != ')':
		return 0, 0
	case n+1 < len(s) && strings.IndexByte(" \t\n", s[n+1]) < 0:
		return 0, 0
	}
	return n + 1, n
}

// isRule reports whether s is a thematic break.
func isRule(s string) bool {
	return s != "" && strings.IndexByte("-*", s[0]) >= 0 && strings.Trim(s, s[:1]+" \t\n") == ""
}

// Bounds on one paragraph: pairing emphasis and links costs the square of
// their number. A paragraph with more of them keeps its signs as text.
const (
	maxEmphasis = 3000
	maxBrackets = 500
)

// delimiters counts the signs in s that parsers pair.
func delimiters(s []byte) (emphasis, brackets int) {
	for i, c := range s {
		switch c {
		case '*', '_', '~':
			if i == 0 || s[i-1] != c {
				emphasis++
			}
		case '[':
			brackets++
		}
	}
	return emphasis, brackets
}
