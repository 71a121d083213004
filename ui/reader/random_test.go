package reader

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/markup"
)

// invariants hold whatever was pressed.
func invariants(r *Reader) error {
	if err := fits(r, r.View()); err != nil {
		return err
	}
	if r.doc == nil {
		return nil
	}
	text := r.doc.Text
	switch {
	case r.cur < 0 || r.cur > len(text) || text != "" && r.cur >= len(text):
		return fmt.Errorf("cursor at %d of %d", r.cur, len(text))
	case text != "" && (!utf8.RuneStart(text[r.cur]) || r.doc.snap(r.cur) != r.cur):
		return fmt.Errorf("cursor at %d, within a character", r.cur)
	case r.selects && (r.anchor < 0 || r.anchor >= len(text)):
		return fmt.Errorf("anchor at %d of %d", r.anchor, len(text))
	}
	if at, _, _ := r.doc.page.Cell(r.cur); !r.sheet && text != "" && r.body() > 0 && r.visible(at) < 0 {
		return fmt.Errorf("cursor at %d is not on the screen (top %v, row %v, mode %v)", r.cur, r.top, at, r.mode)
	}
	return nil
}

// allKeys are what the random tests press.
var allKeys = strings.Fields("V f F . , + - ctrl+o ctrl+n r ' Y L E  j k ctrl+d ctrl+u space ctrl+b g G left l 0 $ w b ) ( } { s S ] [ / n N v h e o enter esc a A d y n 1 3 5 tab p x " +
	"backspace ctrl+s J K up down q r")

// nasty is an article of everything that is hard to draw, with an analysis and
// a mark that do not fit it.
func nasty() briefings.Article {
	a := briefings.Article{Briefing: briefings.Briefing{ID: "nasty"}}
	a.Markdown = "e\u0301e\u0301 👩‍🚀🇳🇴🇳🇴 שלום עולם\n\n---\n\n| a | b |\n|---|---|\n| 会談 | x y z |\n\n```\ncode  here\n```\n\n![](x.png)\n\n" +
		strings.Repeat("word", 60) + "\n\n1. one\n   - two\n\n     three\n"
	a.Text, a.Blocks = markup.Parse(a.Markdown).Text()
	s := briefings.Span{Start: 1, End: len(a.Text)}
	a.Analysis.Statements = []briefings.Statement{{Kind: "odd", Content: []briefings.Span{s, {Start: -4, End: 1 << 20}, {Start: 9, End: 2}}}}
	a.Analysis.Topics = []briefings.Topic{{ID: "x", Mentions: []briefings.Span{{Start: 3, End: 5}, {Start: -1, End: 1 << 30}}}}
	a.Annotations = []briefings.Annotation{{ID: "a", Briefing: "nasty", Quote: &briefings.QuoteSelector{Exact: "x"}, At: &briefings.Span{Start: -3, End: 1 << 20}, Color: 77}}
	return a
}

func TestRandomKeys(t *testing.T) {
	articles := []briefings.Article{annotatedFixture(t), nasty(), {Briefing: briefings.Briefing{ID: "empty"}}, {Briefing: briefings.Briefing{ID: "blank"}, Markdown: "---", Blocks: []briefings.Span{{}}}}
	for i, a := range articles {
		for seed := range uint64(4) {
			rnd := rand.New(rand.NewPCG(seed, uint64(i)))
			b := newBench(t, 80, 24, Options{Margin: seed%2 == 0}, a)
			var pressed []string
			for range 400 {
				if rnd.IntN(12) == 0 {
					b.SetSize(rnd.IntN(130), rnd.IntN(40))
					pressed = append(pressed, fmt.Sprintf("<%dx%d>", b.width, b.height))
				}
				if rnd.IntN(6) == 0 {
					pressed = append(pressed, b.mouseAtRandom(rnd))
				}
				if rnd.IntN(30) == 0 {
					b.SetZen(!b.Zen())
					pressed = append(pressed, "<zen>")
				}
				k := allKeys[rnd.IntN(len(allKeys))]
				pressed = append(pressed, k)
				b.press(k)
				if err := invariants(b.Reader); err != nil {
					t.Fatalf("%s, after %v: %v", a.ID, pressed, err)
				}
			}
		}
	}
}

// mouseAtRandom does something with the mouse, also outside of the screen.
func (b *bench) mouseAtRandom(rnd *rand.Rand) string {
	m := tea.Mouse{X: rnd.IntN(b.width+6) - 3, Y: rnd.IntN(b.height+6) - 3, Button: tea.MouseLeft}
	var msg tea.MouseMsg
	switch rnd.IntN(6) {
	case 0, 1:
		msg = tea.MouseClickMsg(m)
	case 2, 3:
		msg = tea.MouseMotionMsg(m)
	case 4:
		msg = tea.MouseReleaseMsg(m)
	default:
		m.Button = tea.MouseWheelDown
		msg = tea.MouseWheelMsg(m)
	}
	b.run(b.Update(msg))
	return fmt.Sprintf("<%T %d,%d>", msg, m.X, m.Y)
}

func FuzzKeys(f *testing.F) {
	f.Add("Hello, *world*.\n\n> said", []byte{1, 2, 3, 200, 40})
	f.Fuzz(func(t *testing.T, md string, script []byte) {
		if len(md) > 4096 || len(script) > 256 {
			return
		}
		a := briefings.Article{Briefing: briefings.Briefing{ID: "f"}, Markdown: md}
		a.Text, a.Blocks = markup.Parse(md).Text()
		if n := len(a.Text); n > 0 {
			a.Analysis.Statements = []briefings.Statement{{Kind: briefings.Direct, Content: []briefings.Span{{Start: n / 3, End: n}}}}
		}
		b := newBench(t, 70, 14, Options{Margin: true}, a)
		for _, c := range script {
			if int(c) < len(allKeys) {
				b.press(allKeys[c])
			} else {
				b.SetSize(int(c)-len(allKeys), int(c)%37)
			}
			if err := invariants(b.Reader); err != nil {
				t.Fatal(err)
			}
		}
	})
}
