package parse

import (
	"encoding/json"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// commentLine matches the comment at the head of an item that was cut out of a
// feed: address, guid and date, parted by "|".
var commentLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?s)^\s*<!--\s*(https?://[^\s|]+\s*\|[^>]*?)\s*-->`)
})

// readComment reads the facts in a comment at the head.
func (r *reading) readComment(s string) {
	m := commentLine().FindStringSubmatch(s[:min(len(s), 8192)])
	if m == nil {
		return
	}
	for i, part := range strings.Split(m[1], "|") {
		part = html.UnescapeString(strings.TrimSpace(part))
		key, value, _ := strings.Cut(part, " ")
		switch {
		case i == 0:
			r.meta["canonical"] = append(r.meta["canonical"], part)
		case key == "guid":
			r.guid = oneLine(Clean(value))
		case key == "seen": // when it was fetched
		case readDate(part) != "":
			r.meta["published_time"] = append(r.meta["published_time"], part)
		}
	}
}

// maxMeta bounds the values that are kept of one page.
const maxMeta = 400

// readMeta collects what a page says of itself, each kind of sign where the
// details look for it (see meta.go).
func (r *reading) readMeta(doc *html.Node) {
	n := 0
	put := func(key, value string) {
		if value = oneLine(value); value != "" && len(value) < 4096 && n < maxMeta {
			key = canonicalKey(key)
			r.meta[key] = append(r.meta[key], value)
			n++
		}
	}
	linked := meta{}
	for c := range doc.Descendants() {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.DataAtom {
		case atom.Meta:
			for _, key := range [...]string{"property", "name", "itemprop", "http-equiv"} {
				// The keywords of a page are the publisher's, not tags of the reader's.
				if k := attr(c, key); k != "" && !strings.EqualFold(k, "tags") && !strings.EqualFold(k, "keywords") && !strings.EqualFold(k, "type") {
					put(k, attr(c, "content"))
					break
				}
			}
		case atom.Link:
			if strings.EqualFold(attr(c, "rel"), "canonical") {
				put("canonical", attr(c, "href"))
			}
		case atom.Html:
			put("lang", attr(c, "lang"))
			put("lang", attr(c, "xml:lang"))
		case atom.Title:
			if c.FirstChild != nil && linked["title"] == nil && c.Namespace == "" {
				linked["title"] = []string{c.FirstChild.Data}
			}
		case atom.Script:
			if strings.Contains(attr(c, "type"), "ld+json") && c.FirstChild != nil {
				readLinked(c.FirstChild.Data, linked)
			}
		}
	}
	r.readTimes(doc, linked)
	delete(r.meta, "title") // <meta name="title"> repeats og:title or the title element
	for k, v := range linked {
		if k == "title" {
			k = "page_title"
		}
		r.meta[k] = append(r.meta[k], v...)
	}
}

// readTimes reads the time element that says when the page was published: one
// that is marked so, else the only one there is.
func (r *reading) readTimes(doc *html.Node, linked meta) {
	var days []string
	marked := ""
	for c := range doc.Descendants() {
		if c.Type != html.ElementNode || c.DataAtom != atom.Time && attr(c, "itemprop") != "datePublished" {
			continue
		}
		v := attr(c, "datetime")
		if v == "" {
			v = attr(c, "content")
		}
		if v == "" {
			v = textOf(c)
		}
		d := string(readDate(v))
		if d == "" {
			continue
		}
		days = append(days, d)
		class := strings.ToLower(attr(c, "class") + " " + attr(c, "itemprop"))
		if marked == "" && (has(c, "pubdate") || strings.Contains(class, "publish") || strings.Contains(class, "entry-date") || strings.Contains(class, "posted")) {
			marked = d
		}
	}
	if marked == "" && len(days) > 0 {
		same := true
		for _, d := range days {
			same = same && d[:10] == days[0][:10]
		}
		if same {
			marked = days[0]
		}
	}
	if marked != "" {
		linked["created"] = append(linked["created"], marked) // the last of dateKeys
	}
}

// maxLinked bounds a block of JSON-LD, in bytes.
const maxLinked = 512 << 10

// readLinked reads the JSON-LD of an article (schema.org): headline, dates,
// publisher, section, language.
func readLinked(s string, m meta) {
	if len(s) > maxLinked {
		return
	}
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		return
	}
	walkLinked(v, m, 0)
}

func walkLinked(v any, m meta, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v[:min(len(v), 100)] {
			walkLinked(item, m, depth+1)
		}
	case map[string]any:
		walkLinked(v["@graph"], m, depth+1)
		kind := nameOf(v["@type"])
		if !strings.Contains(kind, "Article") && !strings.Contains(kind, "Posting") && kind != "WebPage" && kind != "Report" {
			return
		}
		set := func(key, value string) {
			if value = oneLine(Clean(value)); value != "" && len(value) < 2000 {
				m[key] = append(m[key], value)
			}
		}
		set("headline", nameOf(v["headline"]))
		set("datepublished", nameOf(v["datePublished"]))
		set("publisher", nameOf(v["publisher"]))
		set("articlesection", nameOf(v["articleSection"]))
		set("inlanguage", nameOf(v["inLanguage"]))
		if kind != "WebPage" && kind != "Article" {
			set("articlesection", kind)
		}
	}
}

// nameOf returns a string, the name of an object, or the first of a list.
func nameOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			return nameOf(v[0])
		}
	case map[string]any:
		if s, ok := v["name"].(string); ok {
			return s
		}
	}
	return ""
}

// takeHeading takes the first h1 of the article, else that of the page (top),
// as the title, if no meta data give one, and removes it from the text if it is
// the title.
func (r *reading) takeHeading(content *html.Node, top string) {
	h1 := find(content, isHeading)
	given := r.meta.first(titleKeys...)
	title := ""
	switch {
	case h1 != nil:
		title = textOf(h1)
	case given == "":
		title = top
	}
	page := r.meta.first("page_title")
	switch {
	case title != "" && (given == "" || !sameTitle(title, given)):
		// The site's name stands in some h1, and its slogan in some og:title: the one that <title> holds wins.
		if given == "" || sameTitle(title, page) && !sameTitle(given, page) {
			r.heading = title
			for _, k := range titleKeys {
				delete(r.meta, k)
			}
		}
	case given == "" && page != "":
		r.meta["title"] = []string{page}
	}
	if h1 != nil && h1.Parent != nil && (sameTitle(textOf(h1), r.heading) || sameTitle(textOf(h1), r.meta.first(titleKeys...))) {
		h1.Parent.RemoveChild(h1)
	}
}

// isHeading reports whether n is a heading of the first rank with words.
func isHeading(n *html.Node) bool { return n.DataAtom == atom.H1 && textOf(n) != "" }

// sameTitle reports whether two titles are one, site names and case apart.
func sameTitle(a, b string) bool {
	a, b = fold(a), fold(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	return a != "" && (a == b || len(a) >= 12 && (strings.HasPrefix(b, a) || strings.HasSuffix(b, a)))
}

// fold leaves the letters and digits of s, in lower case.
func fold(s string) string {
	return strings.Join(wordOrNumber().FindAllString(strings.ToLower(s), -1), "")
}

var wordOrNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[\p{L}\p{N}]+`)
})
