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
	r.markdown = footnotes(tidyMarkdown(body))
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
// runs of blank lines, and mends emphasis, all outside code.
func tidyMarkdown(s string) string {
	lines := strings.Split(strings.Trim(s, "\n"), "\n")
	var out, chunk []string // chunk: lines since the last blank one
	flush := func() {
		if len(chunk) > 0 {
			out = append(out, mendEmphasis(chunk)...)
			chunk = nil
		}
	}
	fence := ""
	for _, line := range lines {
		trimmed := strings.TrimSpace(line)
		switch {
		case fence != "":
			if strings.HasPrefix(trimmed, fence) && strings.Trim(trimmed, fence[:1]) == "" {
				fence = ""
			}
			out = append(out, line)
		case strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "~~~"):
			flush()
			fence = trimmed[:3]
			out = append(out, line)
		case endMark().MatchString(trimmed):
		case trimmed == "":
			flush()
			if len(out) > 0 && out[len(out)-1] != "" {
				out = append(out, "")
			}
		default:
			chunk = append(chunk, line)
		}
	}
	flush()
	for len(out) > 0 {
		last := strings.TrimSpace(out[len(out)-1])
		if last != "" && (fence != "" || !lastMark().MatchString(last)) {
			break
		}
		out = out[:len(out)-1]
	}
	return strings.Join(out, "\n")
}

// padding matches white space that holds a no-break space.
var padding = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[ \t]*[\x{a0}\x{202f}][ \t\x{a0}\x{202f}]*`)
})

// padded matches what would become the marker of a list.
var padded = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([ \t]*)(\d{1,9}|)([.)*+-])[\x{a0}\x{202f}]`)
})

// unpad takes the no-break spaces with which authors indent and align out of
// Markdown, before they become spaces that mean code or a list.
func unpad(raw string) string {
	if !strings.ContainsAny(raw, "\u00a0\u202f") {
		return raw
	}
	lines := strings.Split(raw, "\n")
	for i, line := range lines {
		if !strings.ContainsAny(line, "\u00a0\u202f") {
			continue
		}
		body := strings.TrimRight(line, " \t\r\u00a0\u202f")
		end := ""
		if strings.HasSuffix(strings.TrimRight(line, "\r"), "  ") && body != "" {
			end = "  " // a hard break
		}
		if m := padded().FindStringSubmatchIndex(body); m != nil && (m[4] < m[5]) == strings.ContainsAny(body[m[6]:m[7]], ".)") {
			body = body[:m[6]] + `\` + body[m[6]:]
		}
		if at := padding().FindStringIndex(body); at != nil && strings.TrimLeft(body[:at[0]], " \t") == "" {
			first := strings.IndexAny(body, "\u00a0\u202f")
			body = body[:first] + body[at[1]:]
		}
		lines[i] = padding().ReplaceAllString(body, " ") + end
	}
	return strings.Join(lines, "\n")
}

var (
	// strayCloser matches a closing run of asterisks that a space or line
	// break before it keeps from closing.
	strayCloser = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`[ \t]*\\?(?:[ \t]|\n)[ \t]*(\*{1,3})([ \t]*(?:\n|$))`)
	})
	strong = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\\.|\*{2,3}`)
	})
)

// mendEmphasis mends strong emphasis whose marks CommonMark reads as asterisks,
// because converters put a space or a break before the closing one ("**Title
// **") or let it run over paragraphs.
func mendEmphasis(lines []string) []string {
	p := strings.Join(lines, "\n")
	if !strings.Contains(p, "**") || strings.HasPrefix(lines[0], "    ") || strings.Trim(p, "* \t") == "" {
		return lines
	}
	body := strings.TrimLeft(p, " ")
	run := body[:len(body)-len(strings.TrimLeft(body, "*"))]
	if len(body) == len(run) || strings.ContainsRune(" \t\n", rune(body[len(run)])) {
		return lines // a rule, or an item of a list
	}
	if len(run) >= 1 && len(run) <= 3 {
		p = strayCloser().ReplaceAllStringFunc(p, func(m string) string {
			g := strayCloser().FindStringSubmatch(m)
			if g[1] != run {
				return m
			}
			return run + g[2]
		})
	}
	open := false
	for _, m := range strong().FindAllString(p, -1) {
		if m[0] == '*' {
			open = !open
		}
	}
	if !open || len(run) < 2 || len(run) > 3 {
		return strings.Split(p, "\n")
	}
	rest := strings.TrimRight(strings.TrimLeft(p, " ")[len(run):], " \t\n\\")
	switch {
	case rest == "":
		return nil
	case len(rest) <= maxHeading && !strings.Contains(rest, "**") && rest[0] != ' ':
		return strings.Split(run+rest+run, "\n")
	case rest[0] != ' ':
		return strings.Split(escapeStart(rest), "\n")
	}
	return strings.Split(p, "\n")
}
