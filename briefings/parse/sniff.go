package parse

import (
	"encoding/json"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/html/atom"
)

// The formats of a document.
const (
	formatText     = "text"
	formatMarkdown = "markdown"
	formatHTML     = "html"
)

// sniffed is the number of bytes of a text that show its format.
const sniffed = 16 << 10

// sniff recognises the format of a cleaned text by its content; the extension
// breaks ties.
func sniff(s, ext string) string {
	s = strings.TrimSpace(s)
	if _, _, _, ok := matterOf(s); ok {
		return formatMarkdown
	}
	top := s[:min(len(s), sniffed)]
	if startsPage(top) {
		return formatHTML
	}
	marks, tags := markdownMarks(top), blockTags(top)
	switch ext {
	case ".md", ".markdown", ".mdown", ".mkd":
		return formatMarkdown
	case ".html", ".htm", ".xhtml":
		if tags > 0 || startsTagged(top) || marks == 0 && looksTagged(top) {
			return formatHTML
		}
	}
	switch {
	case startsTagged(top) && tags > 0 && tags >= marks, tags >= 3 && tags > 2*marks:
		return formatHTML
	case marks >= 2:
		return formatMarkdown
	}
	return formatText
}

// matterOf splits real front matter off, as opposed to a text between two
// thematic breaks.
func matterOf(s string) (matter, fence, rest string, ok bool) {
	matter, fence, rest, ok = cutFrontMatter(s)
	if ok && isMatter(matter) {
		return matter, fence, rest, true
	}
	return "", "", s, false
}

var pageStart = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?is)^(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])`)
})

// startsPage reports whether s begins as a whole HTML page does.
func startsPage(s string) bool {
	return strings.HasPrefix(s, "<") && pageStart().MatchString(s)
}

var tagStart = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?is)^(?:<!--.*?-->\s*)*<(?:p|div|h[1-6]|article|section|main|header|table|ul|ol|blockquote|span|strong|b|em|i|a|title|meta|link|script|style|br|hr|figure|img|center|font|pre|time)\b[^>]*>`)
})

// startsTagged reports whether s begins with an element of HTML.
func startsTagged(s string) bool {
	return strings.HasPrefix(s, "<") && tagStart().MatchString(s)
}

var blockTag = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)<(?:/p|/div|/h[1-6]|/li|/td|/tr|/article|/section|/blockquote|/table|/pre|/ul|/ol|p|br\s*/?|div|h[1-6]|li)(?:\s[^<>]*)?>`)
})

// blockTags counts the tags of block elements.
func blockTags(s string) int { return len(blockTag().FindAllStringIndex(s, 500)) }

var anyTag = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)</?(?:p|b|i|a|em|strong|span|br|img|u|font)(?:\s[^<>]*)?/?>`)
})

func looksTagged(s string) bool { return anyTag().MatchString(s) }

var markLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("(?m)" + strings.Join([]string{
		`^#{1,6} \S.*$`,    // heading
		`^(?:=|-){3,}\n\n`, // underline of a heading, or rule
		`\[[^\]\n]{1,200}\]\((?:https?:|/|#|mailto:)[^)\s]*\)`,    // link
		`(?:^|[\s(])\*\*[^\s*][^*\n]*\*\*`,                        // strong
		`(?:^|[\s(])[*_][^\s*_][^*_\n]{0,200}[*_](?:[\s.,;:)]|$)`, // emphasis
		"^(?:```|~~~)",           // fence
		`^> \S`,                  // quote
		`^\|.*\|$`,               // table
		`\\[\\*_\[\]#.\-~<>$"']`, // escape
		`^\[[^\]\n]+\]: \S`,      // definition
		`^<!-- -->$`,
	}, "|"))
})

// markdownMarks counts what only Markdown has.
func markdownMarks(s string) int { return len(markLine().FindAllStringIndex(s, 500)) }

var xmlRoot = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?is)^(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!doctype[^>\[]*(?:\[[^\]]*\])?[^>]*>\s*)*<([a-z][\w:.-]*)`)
})

// otherKind names a text that is no briefing: a feed, a list of feeds, data.
// "" if it may be one.
func otherKind(s, ext string) string {
	s = strings.TrimSpace(s)
	switch ext {
	case ".csv", ".tsv":
		return "this is a table of data (" + strings.ToUpper(ext[1:]) + "), not text, Markdown or HTML"
	}
	if strings.HasPrefix(s, "{") || strings.HasPrefix(s, "[") {
		return jsonKind(s)
	}
	if !strings.HasPrefix(s, "<") {
		return ""
	}
	m := xmlRoot().FindStringSubmatch(s[:min(len(s), head)])
	if m == nil {
		return ""
	}
	switch root := strings.ToLower(m[1]); root {
	case "rss", "feed", "rdf:rdf", "channel", "atom:feed":
		name := map[string]string{"rss": "RSS", "feed": "Atom", "atom:feed": "Atom", "rdf:rdf": "RSS 1.0 (RDF)", "channel": "CDF"}[root]
		return "feeds are not read yet: this is a feed (" + name + ")"
	case "opml":
		return "feeds are not read yet: this is a list of feeds (OPML)"
	case "svg":
		return "this is an SVG image"
	default:
		if root != "html" && (strings.HasPrefix(s, "<?xml") || atom.Lookup([]byte(root)) == 0 && strings.HasSuffix(strings.ToLower(s), "</"+root+">")) {
			return "this is an XML document (<" + root + ">), not text, Markdown or HTML"
		}
	}
	return ""
}

// jsonKind names a JSON text, whole or broken.
func jsonKind(s string) string {
	var feed struct {
		Version string `json:"version"`
	}
	whole := json.Valid([]byte(s))
	if whole && strings.HasPrefix(s, "{") && json.Unmarshal([]byte(s), &feed) == nil && strings.Contains(feed.Version, "jsonfeed.org/") {
		return "feeds are not read yet: this is a feed (JSON Feed)"
	}
	if whole {
		return "JSON documents are not read yet"
	}
	if jsonStart().MatchString(s) {
		return "this is JSON, and damaged"
	}
	return ""
}

var jsonStart = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\{\s*(?:"[^"\n]*"\s*:|\})|\[\s*[\[{"])`)
})
