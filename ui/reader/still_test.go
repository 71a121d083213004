package reader

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/markup"
	"readout/ui/theme"
)

// line returns the row of the screen that the cursor is on.
func (b *bench) line() int {
	at, _, _ := b.doc.page.Cell(b.cur)
	return b.header() + b.visible(at)
}

// TestNothingJumps holds that the cursor stays at its byte and its row of the
// screen whatever changes around it, in the middle of an article.
func TestNothingJumps(t *testing.T) {
	a := long(t)
	a.Title = strings.Repeat("A long day of talks at the harbour ", 4)
	more := a
	more.Annotations = nil
	changes := []struct {
		name string
		do   func(b *bench, rnd *rand.Rand)
	}{
		{"zen", func(b *bench, _ *rand.Rand) { b.SetZen(!b.Zen()) }},
		{"zen on another width", func(b *bench, _ *rand.Rand) { b.SetZen(true); b.SetSize(b.width+40, b.height) }},
		{"margin", func(b *bench, _ *rand.Rand) { b.SetMargin(!b.margin) }},
		{"margin by key", func(b *bench, _ *rand.Rand) {
			b.press("tab")
			if b.sheet {
				b.press("tab")
			}
		}},
		{"margin's width", func(b *bench, rnd *rand.Rand) { b.SetMarginWidth(rnd.IntN(60)) }},
		{"a column", func(b *bench, _ *rand.Rand) { b.SetSize(b.width-1, b.height) }},
		{"width", func(b *bench, rnd *rand.Rand) { b.SetSize(40+rnd.IntN(160), b.height) }},
		{"theme", func(b *bench, _ *rand.Rand) { b.SetStyles(theme.New(false, false)) }},
		{"numbers", func(b *bench, _ *rand.Rand) { b.press("p") }},
		{"search", func(b *bench, _ *rand.Rand) { b.press("/", "esc") }},
		{"letters", func(b *bench, _ *rand.Rand) { b.press("r", "x", "'", "esc") }},
		{"selection", func(b *bench, _ *rand.Rand) { b.press("v", "esc") }},
		{"reload", func(b *bench, _ *rand.Rand) { b.run(b.Reload()) }},
		{"notes gone", func(b *bench, _ *rand.Rand) { b.lib.articles[a.ID] = more; b.run(b.Reload()) }},
	}
	for _, c := range changes {
		rnd := rand.New(rand.NewPCG(1, 2))
		for range 12 {
			b := newBench(t, 70+rnd.IntN(80), 20+rnd.IntN(30), Options{Margin: rnd.IntN(2) == 0}, a)
			for range 2 + rnd.IntN(6) {
				b.press("ctrl+d")
			}
			for range rnd.IntN(8) {
				b.press([]string{"j", "w", ")", "k"}[rnd.IntN(4)])
			}
			if b.note() >= 0 { // a note's strip stands below the text
				b.press("}")
			}
			// Not where the text would have to end above the bottom.
			cur, line, width := b.cur, b.line(), b.width
			c.do(b, rnd)
			if b.cur != cur || b.line() != line {
				t.Errorf("%s at %dx%d: byte %d row %d, was %d row %d", c.name, width, b.height, b.cur, b.line(), cur, line)
			}
		}
	}
}

// TestNotesOpenBelow holds that a note that opens below the text moves none of
// it: the text scrolls by the row that the cursor goes, and by no more.
func TestNotesOpenBelow(t *testing.T) {
	a := long(t)
	for i := range a.Annotations {
		a.Annotations[i].Text = "A note\nof some\nlines, to be\nread below\nthe text."
	}
	for _, key := range []string{"j", "k"} {
		b := newBench(t, 80, 24, Options{}, a)
		b.press("ctrl+d", "ctrl+d", "ctrl+d", "ctrl+d", "ctrl+d", "ctrl+d", "ctrl+d", ".", "w")
		opened := 0
		for range 60 {
			before, line := b.top, b.line()
			b.press(key)
			if b.stripHeight() > 0 {
				opened++
			}
			moved := -1
			for n := range 4 {
				down, _ := b.doc.page.Move(before, n)
				up, _ := b.doc.page.Move(before, -n)
				if b.top == down || b.top == up {
					moved = n
					break
				}
			}
			if moved < 0 || moved > 2 || b.line()-line > 2 || line-b.line() > 2 {
				t.Fatalf("%s: top %v after %v, cursor in row %d after %d", key, b.top, before, b.line(), line)
			}
		}
		if opened == 0 {
			t.Errorf("%s: no note opened", key)
		}
	}
}

// TestReloadKeepsWords holds that the cursor stays at its words and its row
// when another revision comes.
func TestReloadKeepsWords(t *testing.T) {
	a := long(t)
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		b := newBench(t, 80, 24, Options{}, a)
		for range 3 + rnd.IntN(20) {
			b.press("ctrl+d")
		}
		b.press("w")
		words, line := b.word(120), b.line()
		parts := strings.Split(a.Markdown, "\n\n")
		parts = slices.Insert(parts, rnd.IntN(3), "A paragraph that was not there before.")
		now := briefings.Article{Briefing: a.Briefing, Markdown: strings.Join(parts, "\n\n")}
		now.Text, now.Blocks = markup.Parse(now.Markdown).Text()
		b.lib.articles[a.ID] = now
		b.run(b.Reload())
		if got := b.word(120); got != words || b.line() != line {
			t.Errorf("at %q row %d, was %q row %d", got, b.line(), words, line)
		}
	}
}

// TestRestartKeepsPlace holds that another run begins where the last one ended.
func TestRestartKeepsPlace(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, long(t))
	b.press("ctrl+d", "ctrl+d", "ctrl+d", "w")
	b.run(b.Close())
	c := &bench{Reader: New(t.Context(), b.lib, b.styles, DefaultKeys(), Options{}), lib: b.lib}
	c.SetSize(130, 50)
	c.run(c.Open("long"))
	if c.cur != b.cur {
		t.Errorf("at %d, was %d", c.cur, b.cur)
	}
}
