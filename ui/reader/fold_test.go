package reader

import (
	"strings"
	"testing"

	"readout/briefings"
	"readout/ui/clean"

	tea "charm.land/bubbletea/v2"
)

// A note that is altered keeps every byte that was not: what the text area
// does not take stands aside.
func TestAlteredNoteKeepsTheRest(t *testing.T) {
	for _, text := range []string{
		"a\tb\r\nc  \r\n\x1b[31m red \u202e\n\n", "e\u0301 👩‍🚀 \u200b\ufeff\ufffd", "\ue000 of its own \ue100",
		strings.Repeat("line\n", 500), strings.Repeat("x", 30<<10), "\u0085\u2028",
	} {
		a := fixture(t)
		a.Annotations = []briefings.Annotation{mark(t, &a, "01", "Harbour Security Forum", 2, text)}
		b := newBench(t, 80, 24, Options{}, a)
		b.press("]", "a")
		b.typeText("!")
		if strings.ContainsFunc(b.View(), private) {
			t.Errorf("%q: a private character is shown", clean.Head(text, 30))
		}
		b.run(b.Update(keyOf("ctrl+s")))
		if got := b.doc.notes[0].Text; got != text+"!" {
			t.Errorf("kept %q of %q", clean.Head(got, 60), clean.Head(text, 60))
		}
	}
}

func TestPaste(t *testing.T) {
	big := strings.Repeat("The delegation spoke of grain again.\r", 30_000)
	for _, tt := range []struct{ in, want string }{
		{"a\tb", "a\tb"},
		{"one\rtwo\r\nthree\nfour", "one\ntwo\nthree\nfour"},
		{big, strings.ReplaceAll(big, "\r", "\n")},
	} {
		b := newBench(t, 80, 24, Options{}, fixture(t))
		b.press("a", "<")
		b.Update(tea.PasteMsg{Content: tt.in})
		b.press(">")
		if err := fits(b.Reader, b.View()); err != nil {
			t.Error(err)
		}
		b.run(b.Update(keyOf("ctrl+s")))
		if got := b.doc.notes[0].Text; got != "<"+tt.want+">" {
			t.Errorf("kept %d bytes: %q", len(got), clean.Head(got, 60))
		}
	}
}

func TestTagsComplete(t *testing.T) {
	o := Options{Tags: func(prefix string) []string {
		var out []string
		for _, tag := range []string{"customs", "customs-union", "rail"} {
			if strings.HasPrefix(tag, prefix) {
				out = append(out, tag)
			}
		}
		return out
	}}
	b := newBench(t, 80, 24, o, fixture(t))
	b.press("a", "tab")
	b.typeText("ra")
	b.press("tab")
	b.typeText("cust")
	b.press("tab", "x", "tab")
	if got := b.editor.tags.Value(); got != "rail customs x" || b.editor.onTags {
		t.Errorf("tags %q, still there %v", got, b.editor.onTags)
	}
}

// The end of a long note, where the cursor is, is in sight when it opens, at
// any size.
func TestLongNoteOpensAtItsEnd(t *testing.T) {
	a := fixture(t)
	a.Annotations = []briefings.Annotation{mark(t, &a, "01", "Harbour Security Forum", 2, strings.Repeat("a row of the note\n", 30)+"the last one")}
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
		b := newBench(t, size[0], size[1], Options{}, a)
		b.press("]", "a")
		if !strings.Contains(b.screen(), "the last one") {
			t.Errorf("%v:\n%s", size, b.screen())
		}
		b.SetSize(size[0]-3, size[1]-1)
		if !strings.Contains(b.screen(), "the last one") {
			t.Errorf("%v, smaller:\n%s", size, b.screen())
		}
		b.run(b.Blur())
	}
}
