package parse

import (
	"net/url"
	"regexp"
	"strings"
	"sync"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// weight returns the number of letters in n that stand in its paragraphs and
// not in links.
func weight(n *html.Node) int {
	total := 0
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				total += len(strings.TrimSpace(c.Data))
			case c.Type == html.ElementNode && c.DataAtom != atom.A && !isCode(c):
				walk(c)
			}
		}
	}
	walk(n)
	return total
}

// article returns the node that holds the article. In a fragment all of it is.
// In a page it is what the page marks as its article, or what readability
// finds, whichever keeps the text: readability sometimes takes a part for the
// whole, and pages mark too much.
func (r *reading) article(doc *html.Node, page bool) *html.Node {
	body := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Body })
	if body == nil {
		body = doc
	}
	if !page {
		dropNoise(body, false)
		return body
	}
	marked := markedArticle(body)
	if marked != nil && attr(marked, "itemprop") == "articleBody" && weight(marked) > 0 {
		lead := leadOf(body, marked)
		dropNoise(marked, true)
		if lead != nil {
			lead.Parent.RemoveChild(lead)
			lead.Data, lead.DataAtom, lead.Attr = "p", atom.P, nil
			marked.InsertBefore(lead, marked.FirstChild)
		}
		return marked
	}
	dropNoise(body, true) // readability forgets the classes that tell what is noise
	scope := marked
	if scope == nil {
		scope = body
	}
	found := r.readable(doc)
	if found == nil {
		return scope
	}
	whole, part := wordy(scope), wordy(found)
	if part*10 >= whole*8 {
		return found
	}
	return scope
}

// maxLeads is the number of paragraphs above an article that are compared with
// it.
const maxLeads = 20

// leadOf returns the paragraph above the marked body of an article that
// belongs to it, or nil: pages set their first sentences apart.
func leadOf(body, marked *html.Node) *html.Node {
	article, tried := "", 0
	for n := range body.Descendants() {
		if n == marked {
			return nil
		}
		if n.Type != html.ElementNode || isInside(marked, n) || attr(n, "itemprop") != "description" && !leadClass().MatchString(attr(n, "class")) {
			continue
		}
		t := textOf(n)
		if len(t) <= 20 || len(t) >= 2000 {
			continue
		}
		if article == "" {
			article = textOf(marked)
		}
		if tried++; tried > maxLeads {
			return nil
		}
		if !strings.Contains(article, t) {
			return n
		}
	}
	return nil
}

var leadClass = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[\s_-])(?:lead|lede|standfirst|p-summary|entry-summary)(?:$|\s)`)
})

// wordy counts the letters of the paragraphs in n that are sentences: four
// words or more, not in a link.
func wordy(n *html.Node) int {
	total := 0
	for c := range n.Descendants() {
		if c.Type != html.TextNode || isCode(c.Parent) {
			continue
		}
		if t := strings.Fields(c.Data); len(t) >= 4 && !inLink(c) {
			for _, w := range t {
				total += len(w)
			}
		}
	}
	return total
}

func inLink(n *html.Node) bool {
	for p, i := n.Parent, 0; p != nil && i < 8; p, i = p.Parent, i+1 {
		if p.DataAtom == atom.A {
			return true
		}
	}
	return false
}

// find returns the first element of n, in the order of the page, for which ok.
func find(n *html.Node, ok func(*html.Node) bool) *html.Node {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && ok(c) {
			return c
		}
	}
	return nil
}

// markedArticle returns what the page says is its article, the surest sign
// first; nil if it says nothing, or of several articles.
func markedArticle(body *html.Node) *html.Node {
	signs := []func(*html.Node) bool{
		func(n *html.Node) bool { return attr(n, "itemprop") == "articleBody" },
		func(n *html.Node) bool { return n.DataAtom == atom.Article || attr(n, "role") == "article" },
		func(n *html.Node) bool { return n.DataAtom == atom.Main || attr(n, "role") == "main" },
	}
	for _, sign := range signs {
		var best *html.Node
		most, sum := 0, 0
		for n := range body.Descendants() {
			if n.Type != html.ElementNode || !sign(n) || best != nil && isInside(n, best) {
				continue
			}
			w := weight(n)
			sum += w
			if w > most {
				best, most = n, w
			}
		}
		// Of several, one must be the page's and the others its teasers.
		if best != nil && most >= 80 && most*2 > sum {
			return best
		}
	}
	return nil
}

func isInside(n, outer *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p == outer {
			return true
		}
	}
	return false
}

// readable asks readability for the article, on a copy of the page; nil if it
// finds none, or the page is too large to ask.
func (r *reading) readable(doc *html.Node) (n *html.Node) {
	defer func() {
		if recover() != nil {
			n = nil
		}
	}()
	elements := 0
	for range doc.Descendants() {
		if elements++; elements > maxReadable {
			return nil
		}
	}
	address, err := url.Parse(r.address())
	if err != nil || address.Host == "" {
		address, _ = url.Parse("http://localhost/")
	}
	p := readability.NewParser()
	p.KeepClasses = true
	p.CharThresholds = 200
	p.DisableJSONLD = true
	a, err := p.ParseDocument(doc, address)
	if err != nil || a.Node == nil {
		return nil
	}
	return a.Node
}
