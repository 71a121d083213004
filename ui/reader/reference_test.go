package reader

import (
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/markup"
)

// TestFootnotes: enter on a reference goes to its note, on the note's number
// back to the reference; the jump list knows both.
func TestFootnotes(t *testing.T) {
	md := "The dam[\\[1\\]](#fn-1) will stay.\n\n" + strings.Repeat("More of it.\n\n", 60) + "[\\[1\\]](#fnref-1) Of 2019.\n"
	text, blocks := markup.Parse(md).Text()
	b := newBench(t, 80, 24, Options{}, briefings.Article{
		Briefing: briefings.Briefing{ID: "dam", Title: "The dam", Revision: 1, Hash: briefings.Hash(md)}, Markdown: md, Text: text, Blocks: blocks,
	})
	if b.press("g"); b.keys.OpenLink.Enabled() {
		t.Error("offered where no reference stands")
	}
	b.press("l", "l", "l", "l", "l", "l", "l", "enter")
	if said, _ := b.said(); !strings.HasPrefix(text[b.cur:], "[1] Of 2019.") || !strings.Contains(said, "note 1") || !strings.Contains(b.screen(), "Of 2019.") {
		t.Errorf("at %q, said %q", text[b.cur:], said)
	}
	b.press("ctrl+o")
	if !strings.HasPrefix(text[b.cur:], "[1] will stay") {
		t.Errorf("back at %.20q", text[b.cur:])
	}
	b.press("enter", "enter")
	if !strings.HasPrefix(text[b.cur:], "[1] will stay") {
		t.Errorf("from the note at %.20q", text[b.cur:])
	}
}
