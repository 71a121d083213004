package markup

import (
	"bytes"
	"slices"
	"strings"

	"readout/briefings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/unicode/norm"
)

// Mark is a set of things that a run of text is.
type Mark uint8

// What a run may be.
const (
	Emphasis Mark = 1 << iota
	Strong
	Struck
	CodeSpan
	LinkText
	ImageText
	HeaderCell
)

// Run is a stretch of a block's text in which nothing changes. Runs do not
// overlap and are in order; between them stand only the line feeds and tabs
// that separate lines, paragraphs and cells.
type Run struct {
	briefings.Span

	Mark Mark
}

// Container is a list item, quotation or code block that text stands in.
type Container struct {
	Kind   Kind // List (an item of one), Quote or Code
	Begins bool // the text is the first of this item
	Number int  // of an item of an ordered list, else -1
	Task   Task // of an item
}

// Task says what is in the check box of a list item.
type Task uint8

// The states of a check box.
const (
	NoTask Task = iota
	Open
	Done
)

// Leaf is a paragraph, heading, code block or row of a table within a block.
type Leaf struct {
	Start int         // first byte in the block's text
	In    []Container // outermost first
}

// Encode appends to dst what a renderer shall find in place of text, which is
// run number i of a block. Line feeds that it appends are those of code.
type Encode func(dst []byte, i int, text string) []byte

// Projection is one block as screens need it.
type Projection struct {
	Kind  Kind
	Level int    // of a heading, 1–6
	Text  string // the plain text; runs and links count in it
	Runs  []Run
	Links []Link

	// Nodes and Depth are the size of the syntax tree: what a renderer has
	// to walk and how deep it nests. Neither depends on the text's length.
	Nodes, Depth int

	// Leaves are the parts of the block, in order; each goes up to the next.
	Leaves []Leaf

	// Node is a copy of the block's syntax tree whose text lies in Source as
	// the encoder wrote it: one text node for each run. It is nil if there
	// is nothing to draw. Differences from the source: addresses become
	// links to "#", images links, fenced code plain code, the header of a
	// table a row of strong text, HTML a paragraph.
	Node   ast.Node
	Source []byte
}

// Project returns block i. Without an encoder there is no Node and Source.
func (d *Document) Project(i int, encode Encode) Projection {
	n := d.inlines(i)
	p := projector{source: d.source, build: encode != nil}
	root := ast.NewDocument()
	p.block(root, n, 0)
	strip(n)
	p.trim()
	out := Projection{Kind: d.Kind(i), Text: string(p.plain), Runs: p.runs, Leaves: p.leaves, Nodes: p.nodes + len(p.texts), Depth: p.depth}
	for _, l := range p.links {
		span := briefings.Span{Start: p.runs[l.first].Start, End: p.runs[l.last].End}
		if !span.Empty() {
			out.Links = append(out.Links, Link{span, l.url})
		}
	}
	if h, ok := n.(*ast.Heading); ok {
		out.Level = h.Level
	}
	if !p.build || len(out.Text) == 0 && out.Kind != Rule {
		return out
	}
	p.encode(&out, encode)
	out.Node = root.FirstChild()
	root.RemoveChild(root, out.Node)
	return out
}

// projector walks one block and builds its plain text and its copy.
type projector struct {
	source  []byte
	build   bool
	inTable bool
	nodes   int
	depth   int

	plain   []byte
	pending string // separators due before the next text
	runs    []Run
	links   []ref
	texts   []leaf // where runs show

	stack  []Container // around what is being walked
	leaves []Leaf
	begin  bool // the next text begins a leaf
}

// ref is a link whose words are the runs from first to last.
type ref struct {
	first, last int
	url         string
}

// leaf is the node that shows a run.
type leaf struct {
	text *ast.Text      // one of the two
	code *ast.CodeBlock // code shows its only run as lines
	run  int
}

// block projects n, a block, as a child of dst.
func (p *projector) block(dst, n ast.Node, depth int) {
	p.depth = max(p.depth, depth)
	if depth > maxDepth {
		p.flat(p.into(dst, ast.NewParagraph()), n, 0)
		return
	}
	p.begin = true
	switch n := n.(type) {
	case *ast.Paragraph:
		p.inline(p.into(dst, ast.NewParagraph()), n, 0, depth)
	case *ast.TextBlock:
		p.inline(p.into(dst, ast.NewTextBlock()), n, 0, depth)
	case *ast.Heading:
		p.inline(p.into(dst, ast.NewHeading(n.Level)), n, 0, depth)
	case *ast.List:
		l := ast.NewList(n.Marker)
		l.IsTight, l.Start = n.IsTight, n.Start
		p.list(p.into(dst, l), n, depth)
	case *ast.Blockquote:
		p.stack = append(p.stack, Container{Kind: Quote})
		p.children(p.into(dst, ast.NewBlockquote()), n, depth)
		p.stack = p.stack[:len(p.stack)-1]
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		p.stack = append(p.stack, Container{Kind: Code})
		p.code(dst, n)
		p.stack = p.stack[:len(p.stack)-1]
	case *ast.ThematicBreak:
		p.into(dst, ast.NewThematicBreak())
	case *ast.HTMLBlock:
		raw := lines(n, p.source)
		if n.HasClosure() {
			raw += string(n.ClosureLine.Value(p.source))
		}
		p.run(p.into(dst, ast.NewParagraph()), htmlText(raw), 0)
	case *east.Table:
		p.table(dst, n, depth)
	case *ast.LinkReferenceDefinition:
	default:
		p.children(dst, n, depth)
	}
}

// into makes n a child of dst, if a copy is asked for, and returns it.
func (p *projector) into(dst, n ast.Node) ast.Node {
	p.nodes++
	if p.build {
		dst.AppendChild(dst, n)
	}
	return n
}

// children projects the blocks in n, each on lines of its own.
func (p *projector) children(dst, n ast.Node, depth int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.separate()
		p.block(dst, c, depth+1)
	}
}

// list projects the items of a list.
func (p *projector) list(dst ast.Node, n *ast.List, depth int) {
	number := -1
	if n.IsOrdered() {
		number = n.Start
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.separate()
		p.stack = append(p.stack, Container{Kind: List, Begins: true, Number: number})
		offset := 0
		if i, ok := c.(*ast.ListItem); ok {
			offset = i.Offset
		}
		p.item(p.into(dst, ast.NewListItem(offset)), c, depth+1)
		p.stack = p.stack[:len(p.stack)-1]
		if number >= 0 {
			number++
		}
	}
}

// item projects a list item. Renderers glue the paragraphs of an item
// together, so a hard break is put between them.
func (p *projector) item(dst, n ast.Node, depth int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.separate()
		last := dst.LastChild()
		p.block(dst, c, depth+1)
		if last != nil && last.NextSibling() != nil && isText(last) && isText(last.NextSibling()) {
			p.breakLine(last)
		}
	}
}

func isText(n ast.Node) bool {
	return n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock
}

// separate begins a line before the next text, unless one is due to begin
// there anyway.
func (p *projector) separate() {
	if !strings.HasSuffix(p.pending, "\n") {
		p.pending = "\n"
	}
}

// table projects a table: cells parted by tabs, rows by line feeds.
func (p *projector) table(dst ast.Node, n *east.Table, depth int) {
	t := east.NewTable()
	t.Alignments = n.Alignments
	p.into(dst, t)
	p.inTable = true
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		row := east.NewTableRow(n.Alignments)
		p.into(t, row)
		p.pending, p.begin = "\n", true
		_, header := r.(*east.TableHeader)
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			cell := east.NewTableCell()
			if src, ok := c.(*east.TableCell); ok {
				cell.Alignment = src.Alignment
			}
			p.into(row, cell)
			if header {
				p.inline(p.into(cell, ast.NewEmphasis(2)), c, HeaderCell|Strong, depth+1)
			} else {
				p.inline(cell, c, 0, depth+1)
			}
			p.pending += "\t"
		}
	}
	p.inTable = false
	p.pending = ""
}

// code projects a code block: its lines as they are, tabs as four spaces.
func (p *projector) code(dst, n ast.Node) {
	s := strings.Trim(lines(n, p.source), "\n")
	s = strings.ReplaceAll(s, "\t", "    ")
	c := ast.NewCodeBlock()
	p.into(dst, c)
	if i := p.put(sanitize(s), CodeSpan); i >= 0 && p.build {
		p.texts = append(p.texts, leaf{code: c, run: i})
	}
}

// lines returns the raw lines of a block.
func lines(n ast.Node, source []byte) string {
	l := n.Lines()
	var b strings.Builder
	for i := range l.Len() {
		seg := l.At(i)
		b.Write(seg.Value(source))
	}
	return b.String()
}

// run projects s as one run under dst.
func (p *projector) run(dst ast.Node, s string, mark Mark) {
	if i := p.put(flow(sanitize(s)), mark); i >= 0 && p.build {
		t := ast.NewTextSegment(text.NewSegment(0, 0))
		dst.AppendChild(dst, t)
		p.texts = append(p.texts, leaf{text: t, run: i})
	}
}

// put appends s to the plain text and returns the number of its run, or -1 if
// nothing of s begins one.
func (p *projector) put(s string, mark Mark) int {
	if len(p.plain) == 0 {
		p.pending = ""
	}
	lineStart := len(p.plain) == 0 || p.pending != ""
	if lineStart && mark&CodeSpan == 0 || !lineStart && p.plain[len(p.plain)-1] == ' ' {
		s = strings.TrimPrefix(s, " ")
	}
	if s == "" {
		return -1
	}
	if p.pending != "" {
		p.trim()
		p.plain = append(p.plain, p.pending...)
		p.pending = ""
	} else if n := joined(s); n > 0 && p.join(s[:n]) {
		s = s[n:]
		if s == "" {
			return -1
		}
	}
	at := len(p.plain)
	if p.begin {
		p.begin = false
		p.leaves = append(p.leaves, Leaf{at, slices.Clone(p.stack)})
		for i := range p.stack {
			p.stack[i].Begins = false
		}
	}
	p.plain = append(p.plain, norm.NFC.String(s)...)
	p.runs = append(p.runs, Run{briefings.Span{Start: at, End: len(p.plain)}, mark})
	return len(p.runs) - 1
}

// join appends marks to the last run, if the text ends with it: a character
// is never cut by the border of two nodes.
func (p *projector) join(marks string) bool {
	if len(p.runs) == 0 {
		return false
	}
	last := &p.runs[len(p.runs)-1]
	if last.End != len(p.plain) || last.Empty() {
		return false
	}
	at := max(norm.NFC.LastBoundary(p.plain), last.Start)
	p.plain = append(p.plain[:at], norm.NFC.String(string(p.plain[at:])+marks)...)
	last.End = len(p.plain)
	return true
}

// trim removes the white space at the end of the text.
func (p *projector) trim() {
	n := len(p.plain)
	for n > 0 && (p.plain[n-1] == ' ' || p.plain[n-1] == '\n') {
		n--
	}
	p.plain = p.plain[:n]
	for i := len(p.runs) - 1; i >= 0 && p.runs[i].End > n; i-- {
		p.runs[i].End = n
		p.runs[i].Start = min(p.runs[i].Start, n)
	}
}

// encode writes the runs into a new source and points the copy at them.
func (p *projector) encode(out *Projection, encode Encode) {
	for _, l := range p.texts {
		run := p.runs[l.run]
		at := len(out.Source)
		out.Source = encode(out.Source, l.run, out.Text[run.Start:run.End])
		if l.code == nil {
			l.text.Segment = text.NewSegment(at, len(out.Source))
			continue
		}
		segments := text.NewSegments()
		for at < len(out.Source) {
			end := len(out.Source)
			if i := bytes.IndexByte(out.Source[at:], '\n'); i >= 0 {
				end = at + i + 1
			}
			segments.Append(text.NewSegment(at, end))
			at = end
		}
		l.code.SetLines(segments)
	}
}
