package reader

import (
	"slices"
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/markup"
)

func TestTurns(t *testing.T) {
	md := "Port Sarn, 10:30: a start\n\nMR. VANE: Good morning.\n\nThere is more.\n\nQUESTION: Is there?\n\nAsked: no.\n\nVerrel: We will see.\n\nQ Why now?\n\nQuiet."
	a := briefings.Article{Briefing: briefings.Briefing{ID: "t"}, Markdown: md}
	a.Text, a.Blocks = markup.Parse(md).Text()
	for _, want := range [][]string{nil, {"MR. VANE:", "QUESTION:", "Verrel:", "Q"}} {
		b := newBench(t, 60, 30, Options{}, a)
		var got []string
		for _, s := range b.doc.turns() {
			got = append(got, b.doc.Text[s.Start:s.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("turns %q, want %q", got, want)
		}
		if hangs := strings.Contains(b.screen(), "     There is more."); hangs != (want != nil) {
			t.Errorf("the turn hangs: %v\n%s", hangs, b.screen())
		}
		label := span(t, a.Text, "Verrel:", 0)
		q := span(t, a.Text, "Q Why", 0)
		a.Analysis.Statements = []briefings.Statement{{
			Kind: briefings.Direct, Cue: briefings.Span{Start: q.Start, End: q.Start + 1},
			Content: []briefings.Span{span(t, a.Text, "Why now?", 0)},
		}, {
			Kind: briefings.Direct, Cue: briefings.Span{Start: label.End - 1, End: label.End},
			Content: []briefings.Span{span(t, a.Text, "We will see.", 0)},
		}}
	}
}
