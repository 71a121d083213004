package flat

import (
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/markup"
)

func TestFootnotes(t *testing.T) {
	md := "The dam[\\[1\\]](#fn-1) will stay.\n\nMore of it.\n\n[\\[1\\]](#fnref-1) Of 2019.\n"
	text, blocks := markup.Parse(md).Text()
	lib := library(t)
	_, err := lib.Import(t.Context(), []briefings.Import{{
		Details: briefings.Details{Title: "Dams"}, Original: []byte(md), Format: "markdown", Markdown: md, Text: text, Blocks: blocks,
	}})
	if err != nil {
		t.Fatal(err)
	}
	out := play(t, lib, nil, "open dams", "footnotes", "footnotes 1", "return", "footnotes 7", "footnotes x", "open call", "footnotes", "quit")
	for _, want := range []string{
		"1. [1] Of 2019.", "Footnote 1. return goes back.", "There is no footnote 7.", "There is no footnote x.", "This briefing has no footnotes.",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("not said: %s\n%s", want, out)
		}
	}
}
