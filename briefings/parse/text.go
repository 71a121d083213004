package parse

import "strings"

// readText reads plain text.
func (r *reading) readText(s string) {
	var out []string
	for b := range strings.SplitSeq(s, "\n\n") {
		out = append(out, escape(b))
	}
	r.markdown = strings.Join(out, "\n\n")
}
func escape(s string) string { return s }
