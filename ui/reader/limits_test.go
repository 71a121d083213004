package reader

import (
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/markup"
)

// TestHugeParts holds that one paragraph of a megabyte, a note of a megabyte
// and thousands of marks leave the screen usable: the work of a key is bounded
// by what is looked at.
func TestHugeParts(t *testing.T) {
	md := strings.Repeat("The works at the border go on, as agreed. ", 25_000)
	a := briefings.Article{Briefing: briefings.Briefing{ID: "huge", Title: strings.Repeat("long ", 5000)}, Markdown: md}
	a.Text, a.Blocks = markup.Parse(md).Text()
	for i := range 3000 {
		s := briefings.Span{Start: i * 300, End: i*300 + 40}
		a.Annotations = append(a.Annotations, briefings.Annotation{
			ID: strings.Repeat("x", i%7) + "n", Briefing: "huge", Quote: &briefings.QuoteSelector{Exact: a.Text[s.Start:s.End]},
			At: &s, State: briefings.Anchored, Color: 1 + i%5, Text: strings.Repeat("note ", 20*(i%3)),
		})
		a.Analysis.Statements = append(a.Analysis.Statements, briefings.Statement{Kind: briefings.Indirect, Content: []briefings.Span{s}})
	}
	a.Annotations[0].Text = strings.Repeat("a very long note\n", 60_000)
	for _, margin := range []bool{false, true} {
		b := newBench(t, 120, 40, Options{Margin: margin}, a)
		b.press(strings.Fields("] s ) } G k k b ( { ctrl+u v ) v v esc a")...)
		if err := invariants(b.Reader); err != nil {
			t.Fatal(err)
		}
		b.press("esc", "g", "]", "[", "a") // too many lines for the text area: folded
		if b.mode != editing || b.editor.note.Text != a.Annotations[0].Text || len(b.editor.text.Value()) > 10 {
			t.Fatalf("mode %v, %d bytes in the text area", b.mode, len(b.editor.text.Value()))
		}
		b.typeText("and more")
		if got := b.editor.value().Text; got != a.Annotations[0].Text+"and more" {
			t.Errorf("%d bytes come out", len(got))
		}
	}
}
