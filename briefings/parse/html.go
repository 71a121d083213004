package parse

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"

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
	boundTables(doc)
	top := ""
	if h1 := find(doc, isHeading); h1 != nil {
		top = textOf(h1)
	}
	content := r.article(doc, isPage(s))
	r.takeHeading(content, top)
	pageNotes(content)
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
			case strings.HasPrefix(n.Attr[i].Val, toNote), strings.HasPrefix(n.Attr[i].Val, toRef):
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
			if len(z.Raw()) <= 2*maxAttributes { // an attribute takes a letter and a space
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
