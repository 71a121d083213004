package markup

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// inline projects the inline nodes in n as children of dst.
func (p *projector) inline(dst, n ast.Node, mark Mark, depth int) {
	p.depth = max(p.depth, depth)
	if depth > maxDepth {
		p.flat(dst, n, mark)
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Text:
			c = p.words(dst, n, mark)
		case *ast.CodeSpan:
			p.run(p.into(dst, ast.NewCodeSpan()), p.codeSpan(n), mark|CodeSpan)
		case *ast.Emphasis:
			m := Emphasis
			if n.Level > 1 {
				m = Strong
			}
			p.inline(p.into(dst, ast.NewEmphasis(n.Level)), n, mark|m, depth+1)
		case *east.Strikethrough:
			// Renderers take the text of a strikethrough as a whole.
			p.flat(p.into(dst, east.NewStrikethrough()), n, mark|Struck)
		case *ast.Link:
			p.link(dst, n, n.Destination, mark|LinkText, depth)
		case *ast.Image:
			p.link(dst, n, n.Destination, mark|ImageText, depth)
		case *ast.AutoLink:
			p.autoLink(dst, n, mark)
		case *ast.RawHTML:
			if isBreak(string(n.Segments.Value(p.source))) {
				p.lineBreak(dst)
			}
		case *east.TaskCheckBox:
			p.into(dst, east.NewTaskCheckBox(n.IsChecked))
			if i := len(p.stack) - 1; i >= 0 && n.IsChecked {
				p.stack[i].Task = Done
			} else if i >= 0 {
				p.stack[i].Task = Open
			}
		default:
			p.inline(dst, n, mark, depth+1)
		}
	}
}

// words projects t and the text nodes that follow it up to the end of the
// line as one run, and returns the last of them.
func (p *projector) words(dst ast.Node, t *ast.Text, mark Mark) ast.Node {
	var raw strings.Builder
	for {
		next, more := t.NextSibling().(*ast.Text)
		s := string(t.Value(p.source))
		if !t.IsRaw() {
			s = resolve(s)
		}
		raw.WriteString(s)
		if t.SoftLineBreak() && !t.HardLineBreak() {
			raw.WriteByte(' ')
		}
		if !more || t.HardLineBreak() {
			break
		}
		t = next
	}
	p.run(dst, raw.String(), mark)
	if t.HardLineBreak() {
		p.lineBreak(dst)
	}
	return t
}

// codeSpan returns the text of a code span.
func (p *projector) codeSpan(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Value(p.source))
		}
	}
	s := b.String()
	if p.inTable {
		s = strings.ReplaceAll(s, `\|`, "|")
	}
	return s
}

// link projects a link or an image.
func (p *projector) link(dst, n ast.Node, url []byte, mark Mark, depth int) {
	first := len(p.runs)
	l := ast.NewLink()
	l.Destination = []byte("#") // a bare fragment: no address is printed
	p.into(dst, l)
	p.inline(l, n, mark, depth+1)
	if p.build && l.FirstChild() == nil {
		dst.RemoveChild(dst, l)
	}
	p.linked(first, url, true)
}

// autoLink projects an address that is its own text.
func (p *projector) autoLink(dst ast.Node, n *ast.AutoLink, mark Mark) {
	first := len(p.runs)
	l := ast.NewLink()
	l.Destination = []byte("#")
	p.run(p.into(dst, l), string(n.Label(p.source)), mark|LinkText)
	url := n.URL(p.source)
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(string(url)), "mailto:") {
		url = append([]byte("mailto:"), url...)
	}
	p.linked(first, url, false)
}

// linked records that the runs from first on are a link.
func (p *projector) linked(first int, url []byte, escapes bool) {
	if first >= len(p.runs) || len(url) == 0 {
		return
	}
	to := sanitize(string(util.URLEscape(url, escapes)))
	to = strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, to)
	p.links = append(p.links, ref{first, len(p.runs) - 1, to})
}

// flat projects everything under n as text, however deep it nests: inline
// nodes run on, blocks begin a line.
func (p *projector) flat(dst, n ast.Node, mark Mark) {
	for c := n; c != nil; {
		down := c.FirstChild()
		switch t := c.(type) {
		case *ast.Text:
			last := t
			if w, ok := p.words(dst, t, mark).(*ast.Text); ok {
				last = w
			}
			c = last
		case *ast.CodeSpan:
			p.run(dst, p.codeSpan(t), mark)
			down = nil
		case *ast.AutoLink:
			p.run(dst, string(t.Label(p.source)), mark)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			p.run(dst, lines(c, p.source), mark)
		case *ast.HTMLBlock:
			p.run(dst, htmlText(lines(c, p.source)), mark)
		}
		if down != nil {
			c = down
		} else {
			for c != n && c.NextSibling() == nil {
				c = c.Parent()
			}
			if c == n {
				return
			}
			c = c.NextSibling()
		}
		if c.Type() == ast.TypeBlock {
			p.separate()
			if dst.FirstChild() != nil && dst.Kind() != east.KindStrikethrough {
				p.breakLine(dst)
			}
		}
	}
}

// lineBreak ends a line of the text under dst.
func (p *projector) lineBreak(dst ast.Node) {
	if dst.Kind() == east.KindStrikethrough {
		p.run(dst, " ", Struck) // it is rendered as one piece
		return
	}
	if len(p.pending) < len("\n\n") {
		p.pending += "\n"
		p.breakLine(dst)
	}
}

// breakLine appends a hard line break to dst, if a copy is asked for.
func (p *projector) breakLine(dst ast.Node) {
	if !p.build {
		return
	}
	t := ast.NewText()
	t.SetHardLineBreak(true)
	dst.AppendChild(dst, t)
}
