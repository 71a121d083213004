package dialog

import (
	"fmt"
	"strings"
)

// Words splits an argument list as a shell does: blanks separate, quotation
// marks and backslashes hold together.
func Words(s string) ([]string, error) {
	words, _, _, open := split(s)
	if open {
		return nil, fmt.Errorf("%s: a quotation mark is missing at the end", s)
	}
	return words, nil
}

// WordAt returns the word that ends at the cursor without its quotation marks,
// and the byte where it begins with them: what a completion replaces.
func WordAt(s string, cursor int) (word string, start int) {
	s = s[:clamp(cursor, 0, len(s))]
	words, start, in, _ := split(s)
	if !in {
		return "", len(s)
	}
	return words[len(words)-1], start
}

// Quote returns a word so that [Words] gives it back as one.
func Quote(word string) string {
	switch {
	case word == "":
		return `""`
	case !strings.ContainsAny(word, " \t\"'\\"):
		return word
	case !strings.Contains(word, "'"):
		return "'" + word + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(word) + `"`
}

// split returns the words of s, where the last one begins, whether s ends in
// it, and whether it is still open.
func split(s string) (words []string, start int, in, open bool) {
	var word strings.Builder
	var quote rune
	escaped := false
	begin := func(i int) {
		if !in {
			in, start = true, i
		}
	}
	for i, r := range s {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'':
			begin(i)
			escaped = true
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			begin(i)
			quote = r
		case r == ' ' || r == '\t':
			if in {
				words = append(words, word.String())
				word.Reset()
			}
			in = false
		default:
			begin(i)
			word.WriteRune(r)
		}
	}
	if in {
		words = append(words, word.String())
	}
	return words, start, in, quote != 0 || escaped
}
