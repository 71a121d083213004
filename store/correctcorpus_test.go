package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/markup"
	"readout/briefings/parse"
)

// TestCorrectionsOfRealEdits corrects every statement of real documents and
// then imports what their publishers made of them: a correction holds on its
// own words or on none.
func TestCorrectionsOfRealEdits(t *testing.T) {
	dir := os.Getenv("READOUT_CORPUS")
	if dir == "" {
		t.Skip("READOUT_CORPUS is not set: no real documents to revise")
	}
	files, err := filepath.Glob(filepath.Join(dir, "edits", "*-v1*"))
	must(t, err)
	document := func(name string) briefings.Import {
		data, err := os.ReadFile(name)
		must(t, err)
		doc, err := parse.Parse(parse.Input{Name: name, Data: data})
		must(t, err)
		text, blocks := markup.Parse(doc.Markdown).Text()
		return briefings.Import{
			Details: doc.Details, Identity: briefings.URLIdentity("https://corpus.example/" + filepath.Base(name)[:2]),
			Original: data, Markdown: doc.Markdown, Text: text, Blocks: blocks, Analysis: analyse(t, text),
		}
	}
	tally := map[briefings.State]int{}
	for _, name := range files {
		next, _ := filepath.Glob(strings.Replace(name, "-v1", "-v2", 1)[:len(name)-len(filepath.Ext(name))] + "*")
		if len(next) == 0 {
			continue
		}
		d := newStore(t).Desk()
		id := mustImport(t, d.Store, document(name))[0].ID
		for i := range article(t, d.Store, id).Analysis.Statements {
			correct(t, d, onStatement(t, d.Store, id, i, briefings.CorrectSpeaker, fmt.Sprint("Corrected Speaker ", i)))
		}
		if o := mustImport(t, d.Store, document(next[0])); o[0].ID != id {
			t.Fatalf("%s is no revision", next[0])
		}
		a := article(t, d.Store, id)
		list, err := d.Corrections(t.Context(), Filter{})
		must(t, err)
		for _, c := range list {
			tally[c.State]++
			said := 0
			for i := range a.Analysis.Statements {
				s := &a.Analysis.Statements[i]
				if s.Speaker.Name != c.Names() {
					continue
				}
				said++
				own, within := 0, 0
				for _, p := range s.Content {
					own += p.Len()
					if c.At != nil {
						within += max(0, min(p.End, c.At.End)-max(p.Start, c.At.Start))
					}
				}
				if 4*within < 3*own {
					t.Errorf("%s: the correction %s stands on other words: %s", name, c.State, s.Words(a.Text))
				}
			}
			if c.Applies() != (said > 0) {
				t.Errorf("%s: the correction %s gave %d statements: %q", name, c.State, said, c.Quote.Exact)
			}
		}
	}
	t.Logf("corrections of real edits: %v", tally)
}
