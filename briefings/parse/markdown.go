package parse

import (
	"regexp"
	"strings"
	"sync"
)

// readMarkdown reads Markdown with or without front matter.
func (r *reading) readMarkdown(s string) {
	body := s
	if matter, fence, rest, ok := matterOf(s); ok {
		m, warning := readMatter(matter, fence)
		if warning != "" {
			r.warn(warning)
		}
		r.meta, body = m, rest
	}
	r.markdown = tidyMarkdown(body)
}

// endMark matches a line that says only that the text ends.
var endMark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\\?#(?:[ \t]*\\?#){2,5}|[-–—]\s?30\s?[-–—]|\\?-\s?30\s?\\?-)$`)
})

// lastMark matches what ends a text only if nothing follows it.
var lastMark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\\?[-–—*(\[]*\s*(?:END|ENDS|End|Ends|(?i:end(?:s| of)? (?:text|transcript|statement|release|remarks)))\s*[-–—*)\].]*)$`)
})

// tidyMarkdown drops end marks, trailing white space that means nothing, and
// runs of blank lines outside code.
func tidyMarkdown(s string) string {
	lines := strings.Split(strings.Trim(s, "\n"), "\n")
	out := lines[:0]
	fence := ""
	for _, line := range lines {
		trimmed := strings.TrimSpace(line)
		switch {
		case fence != "":
			if strings.HasPrefix(trimmed, fence) && strings.Trim(trimmed, fence[:1]) == "" {
				fence = ""
			}
			out = append(out, line)
			continue
		case strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "~~~"):
			fence = trimmed[:3]
		case endMark().MatchString(trimmed):
			continue
		case trimmed == "":
			if len(out) > 0 && out[len(out)-1] == "" {
				continue
			}
			line = ""
		}
		out = append(out, line)
	}
	for len(out) > 0 {
		last := strings.TrimSpace(out[len(out)-1])
		if last != "" && (fence != "" || !lastMark().MatchString(last)) {
			break
		}
		out = out[:len(out)-1]
	}
	return strings.Join(out, "\n")
}
