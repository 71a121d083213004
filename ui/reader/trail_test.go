package reader

import (
	"context"
	"strings"
	"testing"

	"readout/briefings"
)

// State and SetState make the fake a [Keeper].
func (f *fake) State(_ context.Context, key string) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.states[key], f.fail
}

func (f *fake) SetState(_ context.Context, key string, value []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail != nil {
		return f.fail
	}
	if f.states == nil {
		f.states = map[string][]byte{}
	}
	f.states[key] = value
	return nil
}

func TestTrail(t *testing.T) {
	s := func(off int) spot { return spot{"a", off} }
	var tr trail
	if _, ok := tr.back(s(0)); ok {
		t.Error("an empty list can be gone back in")
	}
	tr = trail{}
	for _, off := range []int{1, 2, 3} {
		tr.leave(s(off))
	}
	for _, want := range []int{3, 2, 1} {
		if got, ok := tr.back(s(9)); !ok || got.off != want {
			t.Errorf("back is %v %v, want %d", got, ok, want)
		}
	}
	if got, ok := tr.back(s(1)); ok {
		t.Errorf("back from the first is %v", got)
	}
	for _, want := range []int{2, 3, 9} {
		if got, ok := tr.forward(s(0)); !ok || got.off != want {
			t.Errorf("forward is %v %v, want %d", got, ok, want)
		}
	}
	if got, ok := tr.forward(s(9)); ok {
		t.Errorf("forward from the present is %v", got)
	}
	tr.leave(s(2)) // once only, as the latest
	if got, _ := tr.back(s(2)); got.off != 9 {
		t.Errorf("back skips %v", got)
	}
	for i := range 3 * maxTrail {
		tr.leave(s(i))
	}
	if len(tr.list) != maxTrail || tr.at != maxTrail {
		t.Errorf("%d places, at %d", len(tr.list), tr.at)
	}
	tr.leave(spot{"b", 1})
	tr.drop("a")
	if len(tr.list) != 1 || tr.at != 1 {
		t.Errorf("%v at %d after a briefing is gone", tr.list, tr.at)
	}
}

// answer answers the reader's Goto as its owner does.
func (b *bench) answer() {
	n := len(b.sent)
	for i := n - 1; i >= 0; i-- {
		if g, ok := b.sent[i].(Goto); ok {
			b.sent = b.sent[:i]
			b.run(b.OpenTo(g.ID, g.To))
			return
		}
	}
}

func TestBackAndForward(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, long(t))
	b.press("j", "j")
	from := b.cur
	b.press("G")
	end := b.cur
	b.press("ctrl+o")
	if b.cur != from {
		t.Errorf("back is at %d, want %d", b.cur, from)
	}
	b.press("ctrl+n")
	if b.cur != end {
		t.Errorf("forward is at %d, want %d", b.cur, end)
	}
	b.press("ctrl+n")
	if said, _ := b.said(); !strings.Contains(said, "further on") {
		t.Errorf("said %q", said)
	}
	b.press("'", "'")
	if b.cur != from {
		t.Errorf("before the last jump is at %d, want %d", b.cur, from)
	}
	b.press("'", "'")
	if b.cur != end {
		t.Errorf("and back at %d, want %d", b.cur, end)
	}
}

// What is in sight needs no way back; what was searched for does.
func TestSmallStepsAreNotRemembered(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, fixture(t))
	b.press("s", "s", ".", "f", "j", "w")
	if n := len(b.trail.list); n != 0 {
		t.Errorf("%d places remembered", n)
	}
	b.press("g", "/")
	b.typeText("autumn")
	b.press("enter", "ctrl+o")
	if got := b.word(5); got != "Maren" {
		t.Errorf("back is at %q", got)
	}
}

func TestBackAcrossBriefings(t *testing.T) {
	other := fixture(t)
	other.ID, other.Title = "other", "Other"
	b := newBench(t, 80, 24, Options{}, annotatedFixture(t), other)
	first := b.doc.ID
	b.press("}", "w")
	from := b.cur
	b.SetFocused(false)
	b.run(b.Open("other")) // seen from the list, then opened
	b.SetFocused(true)
	b.press("}", "}")
	there := b.cur
	b.press("ctrl+o")
	b.answer()
	if b.doc.ID != first || b.cur != from {
		t.Errorf("back is in %s at %d, want %s at %d", b.doc.ID, b.cur, first, from)
	}
	b.press("ctrl+n")
	b.answer()
	if b.doc.ID != "other" || b.cur != there {
		t.Errorf("forward is in %s at %d, want other at %d", b.doc.ID, b.cur, there)
	}
	delete(b.lib.articles, first)
	b.press("ctrl+o")
	b.answer()
	if _, err := b.said(); err == nil {
		t.Error("nothing is said of a briefing that is gone")
	}
	b.sent = nil
	b.press("ctrl+o")
	if said, _ := b.said(); !strings.Contains(said, "further back") {
		t.Errorf("said %q, sent %v", said, b.sent)
	}
}

func TestLetters(t *testing.T) {
	a := fixture(t)
	b := newBench(t, 80, 24, Options{}, a)
	b.press("s", "s", "r")
	if !b.Typing() || len(b.ShortHelp()) == 0 {
		t.Error("the letter is not awaited")
	}
	b.press("k", "g", "'", "k")
	if got := b.word(12); got != "that the two" {
		t.Errorf("k is at %q", got)
	}
	b.press("'", "z")
	if said, _ := b.said(); !strings.Contains(said, "no place is called z") {
		t.Errorf("said %q", said)
	}
	b.press("r", "esc", "'", "esc")
	if b.mode != reading || len(b.places) != 1 {
		t.Errorf("mode %v, %d places", b.mode, len(b.places))
	}
	// Another program, another revision: the words are found again.
	a.Markdown = "A new first paragraph.\n\n" + a.Markdown
	a.Text = "A new first paragraph.\n\n" + a.Text
	a.Blocks, a.Analysis = nil, briefings.Analysis{}
	b.lib.articles[a.ID] = a
	c := &bench{Reader: New(t.Context(), b.lib, b.styles, DefaultKeys(), Options{}), lib: b.lib}
	c.SetSize(80, 24)
	c.run(c.Open(a.ID))
	c.press("'", "k")
	if got := c.word(12); got != "that the two" {
		t.Errorf("k is at %q in the new revision", got)
	}
	c.press("g", "v", "'", "k") // a selection goes there
	if s := c.selected(); c.mode != selecting || s.Start != 0 || !s.Contains(c.cur) {
		t.Errorf("selected %v", s)
	}
}

func TestHopsOfAKind(t *testing.T) {
	for _, tt := range []struct{ keys, want, status string }{
		{"s f", `"Our railways`, "2 of 2 statements of Edda Maren, mixed"},
		{"s f F", `"We have`, "1 of 2 statements of Edda Maren, direct"},
		{"s s f", "that the last", "2 of 2 statements of Jonas Lund, indirect"},
		{"s f w F", `"Our railways`, "2 of 2 statements"},
		{".", "Sel corridor", "Sel corridor, 1 of 2 mentions"},
		{". .", "Sel corridor", "Sel corridor, 2 of 2 mentions"},
		{". . ,", "Sel corridor", "Sel corridor, 1 of 2 mentions"},
		{". . w w w .", "COP29", "COP29, 1 of 1 mentions"},
		{"G -", "Maren, Lund", "heading 1 of 1"},
		{"s s", "that the two", "statement 2 of 4: Jonas Lund, indirect"},
	} {
		b := newBench(t, 80, 24, Options{}, annotatedFixture(t))
		b.press(strings.Fields(tt.keys)...)
		if got := b.word(len(tt.want)); got != tt.want || !strings.Contains(b.Status(), tt.status) {
			t.Errorf("after %q at %q, %q; want %q, %q", tt.keys, b.word(12), b.Status(), tt.want, tt.status)
		}
	}
	for keys, want := range map[string]string{
		"f":      "there is no statement here; s goes to the next one",
		"s f f":  "this is the last statement of Edda Maren",
		"s F":    "this is the first statement of Edda Maren",
		". . .":  "this is the last mention of Sel corridor",
		"+":      "there is no heading further on",
		"ctrl+o": "there is no place further back",
	} {
		b := newBench(t, 80, 24, Options{}, annotatedFixture(t))
		b.press(strings.Fields(keys)...)
		if said, _ := b.said(); said != want {
			t.Errorf("after %q said %q, want %q", keys, said, want)
		}
	}
}

func TestOpenTo(t *testing.T) {
	a := annotatedFixture(t)
	b := newBench(t, 80, 24, Options{}, long(t), a)
	b.run(b.OpenTo(a.ID, Place{Note: "02"}))
	if b.focus != b.noteByID("02") || b.word(5) != "three" {
		t.Errorf("note %d at %q", b.focus, b.word(9))
	}
	b.run(b.OpenTo(a.ID, Place{Off: span(t, a.Text, "autumn", 0).Start}))
	if b.word(6) != "autumn" {
		t.Errorf("at %q", b.word(6))
	}
	b.run(b.OpenTo(a.ID, Place{Note: "99"}))
	if said, _ := b.said(); said != "that note is no longer there" {
		t.Errorf("said %q", said)
	}
	b.press("ctrl+o", "ctrl+o")
	if b.word(5) != "three" {
		t.Errorf("back at %q", b.word(9))
	}
}
