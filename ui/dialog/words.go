package dialog

import (
	"slices"
	"strings"
)

// separators stand between the names that a line of tags holds.
const separators = ", \t\u00a0"

// Names returns the tags that a line holds, each once, with commas or blanks
// between them and with or without # or +.
func Names(s string) []string {
	var out []string
	for _, t := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		t = strings.TrimLeft(t, "#+")
		if t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// CompleteName completes the name at the cursor (a byte) of a line of tags with
// those that known returns for its beginning.
func CompleteName(s string, cursor int, known func(prefix string) []string) []Completion {
	cursor = min(max(cursor, 0), len(s))
	start := strings.LastIndexAny(s[:cursor], ", \t#+") + 1
	var out []Completion
	for _, v := range known(s[start:cursor]) {
		if v != s[start:cursor] {
			out = append(out, Completion{Text: s[:start] + v + s[cursor:], Show: v})
		}
	}
	return out
}
