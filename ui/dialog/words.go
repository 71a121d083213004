package dialog

import "strings"

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
