package page

import (
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/markup"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

const (
	benchWidth  = 72
	benchHeight = 45
)

// article returns Markdown of about n words, in paragraphs of about a hundred
// with four styled runs to a sentence.
func article(n int) string {
	const sentence = "The **foreign minister** of Zembla said that the *corridor* would open in [spring](https://zembla.example/c), and "
	var b strings.Builder
	for i := 0; i < n; i += 6 * 17 {
		b.WriteString(strings.Repeat(sentence, 6))
		b.WriteString("that was all.\n\n")
	}
	return b.String()
}

// transcript returns one paragraph of about n words with labels in bold.
func transcript(n int) string {
	return strings.Repeat("**QUESTION:** Will the corridor open in spring, as the minister of Zembla said? **MR. VANE:** I have nothing to add to what she said yesterday, and we do not comment on talks. ", n/32)
}

type opened struct {
	name, md, text string
	blocks         []briefings.Span
}

func openings() []opened {
	var out []opened
	for _, o := range []opened{
		{name: "3k", md: article(3000)},
		{name: "30k", md: article(30000)},
		{name: "block 30k", md: transcript(30000)},
		{name: "plain block 30k", md: strings.ReplaceAll(transcript(30000), "*", "")},
		{name: "list 30k", md: "- " + strings.ReplaceAll(strings.TrimSpace(article(30000)), "\n\n", "\n- ")},
		{name: "quote 30k", md: "> " + strings.ReplaceAll(strings.TrimSpace(article(30000)), "\n\n", "\n>\n> ")},
	} {
		o.text, o.blocks = markup.Parse(o.md).Text()
		out = append(out, o)
	}
	return out
}

// BenchmarkOpen is New and the first frame.
func BenchmarkOpen(b *testing.B) {
	for _, o := range openings() {
		b.Run(o.name, func(b *testing.B) {
			for b.Loop() {
				p := New(o.md, o.text, o.blocks, DefaultStyle(true, true))
				p.SetWidth(benchWidth)
				p.Paint(p.First(), benchHeight, nil)
			}
		})
	}
}

// BenchmarkScroll is one row down and a frame with three layers, over a page
// that was read before.
func BenchmarkScroll(b *testing.B) {
	o := openings()[0]
	p := New(o.md, o.text, o.blocks, DefaultStyle(true, true))
	p.SetWidth(benchWidth)
	layers := make([]Layer, 3)
	for i := range layers {
		layers[i].Style = uv.Style{Bg: ansi.BasicColor(i + 1)}
		for at := i * 70; at < len(o.text); at += 400 {
			layers[i].Spans = append(layers[i].Spans, briefings.Span{Start: at, End: at + 90})
		}
	}
	p.Paint(p.First(), 1<<12, nil)
	at := p.First()
	for b.Loop() {
		next, n := p.Move(at, 1)
		if n == 0 {
			next = p.First()
		}
		at = next
		p.Paint(at, benchHeight, layers)
	}
}

// BenchmarkScrollNew is one row down into what nobody has looked at yet.
func BenchmarkScrollNew(b *testing.B) {
	o := openings()[1]
	p := New(o.md, o.text, o.blocks, DefaultStyle(true, true))
	p.SetWidth(benchWidth)
	at := p.First()
	for b.Loop() {
		next, n := p.Move(at, 1)
		if n == 0 {
			p.SetStyle(p.style)
			next = p.First()
		}
		at = next
		p.Paint(at, benchHeight, nil)
	}
}

// BenchmarkEnd is the jump to the end of an article that was just opened.
func BenchmarkEnd(b *testing.B) {
	for _, o := range openings() {
		b.Run(o.name, func(b *testing.B) {
			p := New(o.md, o.text, o.blocks, DefaultStyle(true, true))
			for b.Loop() {
				p.SetWidth(benchWidth + 1)
				p.SetWidth(benchWidth)
				p.Paint(p.Last(benchHeight), benchHeight, nil)
			}
		})
	}
}

func BenchmarkLayout(b *testing.B) {
	md := article(100)
	for _, name := range []string{"glamour", "own"} {
		b.Run(name, func(b *testing.B) {
			p := open(md, benchWidth)
			if name == "own" {
				p.doc = nil
				p.blocks = paragraphs(p.text)
			}
			for b.Loop() {
				p.lay[0] = nil
				l := p.layout(0)
				for y := range l.height() {
					l.row(y)
				}
			}
		})
	}
}
