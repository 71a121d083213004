// Package markup turns a revision's Markdown into its blocks and its Text: the
// plain text that every span in the program counts in (see package briefings).
// It also projects a block for screens: the same plain text, cut into runs of
// one kind, beside a copy of the block's syntax tree. It knows no terminal.
//
// The dialect is GitHub's (tables, task lists, strikethrough, bare addresses),
// parsed by goldmark: blocks at once, the inside of a block only when it is
// asked for, so that opening a long article costs little.
//
// # Text
//
// A block's plain text has no markup, one space where the source has white
// space, a line feed for a hard break and between the paragraphs of one block,
// a tab between the cells of a table. Code keeps its white space, with tabs as
// four spaces. A link or image stands for its words, raw HTML for nothing but
// its text. Whatever a document writes, also as an entity, Text is NFC and
// holds no control characters but tab and line feed, no bidirectional
// overrides, isolates or embeddings, and no invisible separators.
package markup

import (
	"strings"

	"readout/briefings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Kind is the kind of a top-level block.
type Kind int

// The kinds of block. None is a block that shows nothing, such as the
// definition of a link.
const (
	None Kind = iota
	Paragraph
	Heading
	List
	Quote
	Code
	Table
	HTML
	Rule
)

// Link is a link in a Text: the bytes of its words and where it leads.
type Link struct {
	briefings.Span

	URL string // percent-encoded, without control characters
}

// Title is a heading in a Text.
type Title struct {
	briefings.Span

	Level int // 1–6
}

// Document is a parsed Markdown document. It is not safe for concurrent use.
type Document struct {
	source []byte
	blocks []ast.Node // detached top-level blocks, without inline nodes
	refs   parser.Context

	text  string // memo of Text, valid when spans is not nil
	spans []briefings.Span
	links []Link
}

// Parse parses Markdown. It never fails: every text is Markdown. Bytes that
// are no UTF-8 become U+FFFD. The cost is that of finding the blocks; what
// stands in them is parsed when it is asked for.
func Parse(markdown string) *Document {
	src := limitNesting(clean(markdown))
	d := &Document{source: []byte(src), refs: parser.NewContext()}
	root := blockParser().Parse(text.NewReader(d.source), parser.WithContext(d.refs))
	for n := root.FirstChild(); n != nil; {
		next := n.NextSibling()
		root.RemoveChild(root, n)
		strip(n)
		d.blocks = append(d.blocks, n)
		n = next
	}
	return d
}

// clean makes a source well-formed: UTF-8 with line feeds.
func clean(markdown string) string {
	s := strings.ToValidUTF8(markdown, "\uFFFD")
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	return s
}

// Len returns the number of top-level blocks.
func (d *Document) Len() int { return len(d.blocks) }

// Kind returns the kind of block i.
func (d *Document) Kind(i int) Kind {
	switch d.blocks[i].(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return Paragraph
	case *ast.Heading:
		return Heading
	case *ast.List:
		return List
	case *ast.Blockquote:
		return Quote
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return Code
	case *east.Table:
		return Table
	case *ast.HTMLBlock:
		return HTML
	case *ast.ThematicBreak:
		return Rule
	}
	return None
}

// Text returns the plain text of the document and the span of each top-level
// block in it. Blocks are joined by a blank line; a block without text
// contributes nothing and has an empty span.
func (d *Document) Text() (string, []briefings.Span) {
	if d.spans != nil || len(d.blocks) == 0 {
		return d.text, d.spans
	}
	var b strings.Builder
	d.spans = make([]briefings.Span, len(d.blocks))
	for i := range d.blocks {
		p := d.Project(i, nil)
		if p.Text != "" && b.Len() > 0 {
			b.WriteString(blockSeparator)
		}
		at := b.Len()
		b.WriteString(p.Text)
		d.spans[i] = briefings.Span{Start: at, End: b.Len()}
		for _, l := range p.Links {
			l.Start += at
			l.End += at
			d.links = append(d.links, l)
		}
	}
	d.text = b.String()
	return d.text, d.spans
}

// blockSeparator stands between the plain texts of two blocks.
const blockSeparator = "\n\n"

// Links returns the links of the document in the order of the text.
func (d *Document) Links() []Link {
	d.Text()
	return d.links
}

// Headings returns the top-level headings that have text, in order.
func (d *Document) Headings() []Title {
	_, spans := d.Text()
	var out []Title
	for i, n := range d.blocks {
		if h, ok := n.(*ast.Heading); ok && !spans[i].Empty() {
			out = append(out, Title{spans[i], h.Level})
		}
	}
	return out
}
