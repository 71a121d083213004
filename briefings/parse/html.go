package parse

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The bounds of a page. The tree of a page takes some ten times its size, and
// what chooses the article walks it many times.
const (
	maxElements   = 400_000 // of any page
	maxReadable   = 40_000  // of a page that readability is asked about
	maxAttributes = 2_000   // of one element
)

// readHTML reads a page or a fragment: its meta data, then its article without
// what stands around it.
func (r *reading) readHTML(s string) error {
	r.meta = meta{}
	r.readComment(s)
	if err := boundHTML(s); err != nil {
		return err
	}
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return fmt.Errorf("page does not parse: %w", err)
	}
	cleanTree(doc)
	r.readMeta(doc)
	dropHidden(doc)
	top := ""
	if h1 := find(doc, isHeading); h1 != nil {
		top = textOf(h1)
	}
	content := r.article(doc, isPage(s))
	r.takeHeading(content, top)
	r.resolveLinks(content)
	md, err := convert(content)
	if err != nil {
		return fmt.Errorf("page could not be turned into Markdown: %w", err)
	}
	r.markdown = tidyMarkdown(md)
	return nil
}

// resolveLinks makes relative links absolute, where the page's address is
// known, and leaves the words of others; it drops pictures, which a text does
// not show.
func (r *reading) resolveLinks(content *html.Node) {
	address, err := url.Parse(r.address())
	for n := range content.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.A {
			continue
		}
		for i := range n.Attr {
			if n.Attr[i].Key != "href" {
				continue
			}
			u, bad := url.Parse(strings.TrimSpace(n.Attr[i].Val))
			switch {
			case bad != nil || len(n.Attr[i].Val) > 8192 || strings.HasPrefix(n.Attr[i].Val, "#"):
				n.Attr[i].Val = ""
			case u.Scheme == "" && err == nil && address.Host != "":
				n.Attr[i].Val = address.ResolveReference(u).String()
			case !isWeb(u) && u.Scheme != "mailto":
				n.Attr[i].Val = ""
			}
		}
	}
	drop(content, func(n *html.Node) bool { return n.DataAtom == atom.Img || n.DataAtom == atom.Picture })
}

// boundHTML refuses what no page needs, before its tree is built.
func boundHTML(s string) error {
	z := html.NewTokenizer(strings.NewReader(s))
	elements := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return nil
		case html.StartTagToken, html.SelfClosingTagToken:
			if elements++; elements > maxElements {
				return fmt.Errorf("page has more than %d elements", maxElements)
			}
			if strings.Count(string(z.Raw()), "=") <= maxAttributes {
				continue
			}
			n := 0
			for more := true; more; n++ {
				if _, _, more = z.TagAttr(); n > maxAttributes {
					return fmt.Errorf("page has an element with more than %d attributes", maxAttributes)
				}
			}
		}
	}
}

// isPage reports whether s is a whole page, as opposed to a fragment.
func isPage(s string) bool {
	top := strings.ToLower(s[:min(len(s), head)])
	return strings.Contains(top, "<html") || strings.Contains(top, "<body") || strings.Contains(top, "<head>") || strings.Contains(top, "<!doctype")
}

// cleanTree cleans every text and attribute: entities bring back what was
// cleaned from the source.
func cleanTree(doc *html.Node) {
	for n := range doc.Descendants() {
		switch n.Type {
		case html.TextNode:
			n.Data = Clean(n.Data)
		case html.ElementNode:
			for i := range n.Attr {
				n.Attr[i].Val = Clean(n.Attr[i].Val)
			}
		}
	}
}

// attr returns an attribute, or "".
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// has reports whether n has the attribute, with any value.
func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// textOf returns the words in n, one space between them.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && !isCode(c.Parent) {
			b.WriteString(c.Data)
		}
		if c.Type == html.ElementNode && (c.DataAtom == atom.P || c.DataAtom == atom.Div || c.DataAtom == atom.Br || c.DataAtom == atom.Td || c.DataAtom == atom.Li) {
			b.WriteByte(' ')
		}
	}
	return oneLine(b.String())
}

// isCode reports whether the text in n is for a program.
func isCode(n *html.Node) bool {
	if n == nil {
		return false
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Textarea, atom.Title:
		return true
	}
	return false
}

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

// leadOf returns the paragraph above the marked body of an article that
// belongs to it, or nil: pages set their first sentences apart.
func leadOf(body, marked *html.Node) *html.Node {
	for n := range body.Descendants() {
		if n == marked {
			return nil
		}
		if n.Type != html.ElementNode || isInside(marked, n) || attr(n, "itemprop") != "description" && !leadClass().MatchString(attr(n, "class")) {
			continue
		}
		if t := textOf(n); len(t) > 20 && len(t) < 2000 && !strings.Contains(textOf(marked), t) {
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

// markdownOf is made once: its tables do not change with what it converts.
var markdownOf = sync.OnceValue(func() *converter.Converter {
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithListEndComment(false), commonmark.WithLinkEmptyContentBehavior(commonmark.LinkBehaviorSkip), commonmark.WithLinkEmptyHrefBehavior(commonmark.LinkBehaviorSkip)),
		strikethrough.NewStrikethroughPlugin(),
		table.NewTablePlugin(table.WithHeaderPromotion(true), table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal), table.WithSkipEmptyRows(true), table.WithNewlineBehavior(table.NewlineBehaviorPreserve)),
	))
	// The converter leaves "&" alone, so that "&amp;lt;" would come out as "<".
	c.Register.TextTransformer(func(_ converter.Context, s string) string {
		return protectEntities(s)
	}, converter.PriorityEarly)
	return c
})

// protectEntities escapes each "&" that would begin an entity.
func protectEntities(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte(s[i])
		if s[i] == '&' && i+1 < len(s) && (s[i+1] == '#' || isWordByte(s[i+1])) {
			b.WriteString("amp;")
		}
	}
	return b.String()
}

// convert turns a tree into Markdown.
func convert(n *html.Node) (md string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	if n == nil {
		return "", errors.New("it has no body")
	}
	root := &html.Node{Type: html.DocumentNode}
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
	root.AppendChild(n)
	out, err := markdownOf().ConvertNode(root)
	return string(out), err
}
