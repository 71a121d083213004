package cli

import (
	"io"
	"path/filepath"
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/analysis"
	"readout/store"
)

// TestRenew: what an earlier version analysed is analysed by this one, once.
func TestRenew(t *testing.T) {
	if testing.Short() {
		t.Skip("waits as the reader does")
	}
	ctx := t.Context()
	lib := store.New(filepath.Join(t.TempDir(), "library"), store.Options{})
	text := "“The road is open,” said Mara Lindqvist, the foreign minister of Norland."
	_, err := lib.Import(ctx, []briefings.Import{{
		Details: briefings.Details{Title: "Roads", Kind: briefings.KindNews}, Original: []byte(text), Format: "text", Markdown: text, Text: text,
		Blocks: []briefings.Span{{Start: 0, End: len(text)}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	a := newApp(strings.NewReader(""), io.Discard, io.Discard)
	a.lib = lib
	total := 0
	said, err := a.renew(ctx, func(_, n int) { total = n })
	if err != nil || said != "1 briefing analysed again, by the rules of this version" || total != 1 {
		t.Errorf("renew = %q, %v, of %d", said, err, total)
	}
	err = lib.Each(ctx, store.Filter{}, func(art *briefings.Article) error {
		if art.Analysis.Version != analysis.Version || len(art.Analysis.Statements) != 1 {
			t.Errorf("analysed by %d: %+v", art.Analysis.Version, art.Analysis.Statements)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if said, err := a.renew(ctx, func(int, int) { t.Error("there is nothing to do") }); said != "" || err != nil {
		t.Errorf("again: %q, %v", said, err)
	}
}
