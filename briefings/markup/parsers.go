package markup

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// blockParser finds blocks and link definitions and leaves their lines
// unparsed.
var blockParser = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithParagraphTransformers(util.Prioritized(definitions{parser.LinkReferenceParagraphTransformer}, 100)),
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

// maxDefinitions is the number of lines in which definitions of links are
// looked for at once.
const maxDefinitions = 64

// definitions takes the definitions of links off the head of a paragraph, a
// piece of the paragraph at a time: the cost of goldmark's own way is the
// square of the number of lines. Pieces end before a line that may begin a
// definition.
type definitions struct{ parser.ParagraphTransformer }

func (d definitions) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, parent := n.Lines(), n.Parent()
	mayDefine := func(i int) bool {
		seg := lines.At(i)
		return bytes.HasPrefix(util.TrimLeftSpace(seg.Value(reader.Source())), []byte("["))
	}
	for lines.Len() > 2*maxDefinitions && mayDefine(0) {
		cut := maxDefinitions
		for cut < lines.Len() && !mayDefine(cut) {
			cut++
		}
		if cut == lines.Len() {
			break
		}
		head := ast.NewParagraph()
		head.SetBlankPreviousLines(n.HasBlankPreviousLines())
		head.Lines().AppendAll(lines.Sliced(0, cut))
		parent.InsertBefore(parent, n, head)
		d.ParagraphTransformer.Transform(head, reader, pc)
		if head.Parent() != nil { // text follows the definitions
			parent.RemoveChild(parent, head)
			rest := head.Lines()
			rest.AppendAll(lines.Sliced(cut, lines.Len()))
			n.SetLines(rest)
			return
		}
		lines.SetSliced(cut, lines.Len())
	}
	d.ParagraphTransformer.Transform(n, reader, pc)
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
	if len(head) > 0 && strings.IndexByte(" *_~(", head[0]) >= 0 {
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
