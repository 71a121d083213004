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
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"readout/briefings"
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

// blockParser finds blocks and link definitions and leaves their lines
// unparsed.
var blockParser = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithParagraphTransformers(util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200)),
	)
})

// maxColumns bounds the columns of a table.
const maxColumns = 256

// tables finds tables, but for those whose rows lack nearly all of their cells:
// a parser that fills them up makes millions of cells of a few kilobytes.
type tables struct{ parser.ParagraphTransformer }

func (t tables) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, columns, size := n.Lines(), 0, 0
	for i := range lines.Len() {
		seg := lines.At(i)
		size += seg.Len()
		if s := seg.Value(reader.Source()); strings.Trim(string(s), " \t\n|-:") == "" {
			columns = max(columns, bytes.Count(s, []byte("|"))+1)
		}
	}
	if columns <= maxColumns && columns*lines.Len() <= 4*size+4096 {
		t.ParagraphTransformer.Transform(n, reader, pc)
	}
}

// inlineParsers parse the lines of one block that was found before: all of
// the dialect; without bare addresses, whose parser looks at every word and is
// needed by few blocks; and nothing at all, for blocks beyond bounds.
var inlineParsers = sync.OnceValue(func() (p struct{ all, words, none parser.Parser }) {
	source := parser.WithBlockParsers(util.Prioritized(graft{}, 0))
	inline := func() parser.Option {
		return parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
		)...)
	}
	p.all = parser.NewParser(source, inline(), parser.WithInlineParsers(
		util.Prioritized(addresses{extension.NewLinkifyParser()}, 999)))
	p.words = parser.NewParser(source, inline())
	p.none = parser.NewParser(source)
	return p
})

// inlineParser chooses the parser for block n.
func (d *Document) inlineParser(n ast.Node) parser.Parser {
	p := inlineParsers()
	out := p.words
	walk(n, func(n ast.Node) {
		emphasis, brackets := 0, 0
		for i := range n.Lines().Len() {
			seg := n.Lines().At(i)
			s := d.source[seg.Start:seg.Stop]
			e, b := delimiters(s)
			emphasis, brackets = emphasis+e, brackets+b
			if out == p.words && mayHoldAddress(s) {
				out = p.all
			}
		}
		if emphasis > maxEmphasis || brackets > maxBrackets {
			out = p.none
		}
	})
	return out
}

func mayHoldAddress(s []byte) bool {
	return bytes.Contains(s, []byte("://")) || bytes.Contains(s, []byte("www.")) || bytes.IndexByte(s, '@') >= 0
}

// longestMailbox is the longest local part of a mail address that is looked
// for (RFC 5321 allows 64).
const longestMailbox = 128

// addresses is goldmark's parser of bare addresses, asked only where one may
// begin: by itself it looks for an "@" from each word and sign on, however far
// away it is.
type addresses struct{ parser.InlineParser }

func (a addresses) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	head := line[:min(len(line), longestMailbox)]
	if len(head) > 0 && bytes.IndexByte([]byte(" *_~("), head[0]) >= 0 {
		head = head[1:]
	}
	word := head
	if i := bytes.IndexAny(word, " \t\n"); i >= 0 {
		word = word[:i]
	}
	if bytes.IndexByte(word, '@') < 0 && !bytes.HasPrefix(word, []byte("http")) &&
		!bytes.HasPrefix(word, []byte("ftp")) && !bytes.HasPrefix(word, []byte("www.")) {
		return nil
	}
	return a.InlineParser.Parse(parent, block, pc)
}

// graft is a block parser that yields the block that graftKey holds: goldmark
// then parses the inside of that block with the source and the link
// definitions of the whole document, as it would have done in one go.
type graft struct{}

var graftKey = parser.NewContextKey()

func (graft) Trigger() []byte { return nil }

func (graft) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, ok := pc.Get(graftKey).(ast.Node)
	if !ok {
		return nil, parser.NoChildren
	}
	pc.Set(graftKey, nil)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (graft) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (graft) Close(ast.Node, text.Reader, parser.Context)                 {}
func (graft) CanInterruptParagraph() bool                                 { return true }
func (graft) CanAcceptIndentedLine() bool                                 { return true }

// graftReader is one line long for the block parser and the whole source for
// the inline parsers.
type graftReader struct {
	text.Reader
	source []byte
}

func (r *graftReader) Source() []byte { return r.source }

// inlines parses what stands in block i; strip undoes it.
func (d *Document) inlines(i int) ast.Node {
	n := d.blocks[i]
	d.refs.Set(graftKey, n)
	r := &graftReader{text.NewReader([]byte("-")), d.source}
	root := d.inlineParser(n).Parse(r, parser.WithContext(d.refs))
	if n.Parent() == root {
		root.RemoveChild(root, n)
	}
	return n
}

// strip removes the inline nodes under n.
func strip(n ast.Node) {
	walk(n, func(n ast.Node) {
		if c := n.FirstChild(); c != nil && c.Type() == ast.TypeInline {
			n.RemoveChildren(n)
		}
	})
}

// walk calls f for n and the blocks in it, parents first. It uses no
// recursion, because a document may nest as deep as it is long.
func walk(n ast.Node, f func(ast.Node)) {
	for c := n; ; {
		f(c)
		if down := c.FirstChild(); down != nil && down.Type() != ast.TypeInline {
			c = down
			continue
		}
		for c != n && c.NextSibling() == nil {
			c = c.Parent()
		}
		if c == n {
			return
		}
		c = c.NextSibling()
	}
}
