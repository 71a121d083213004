package reader

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"readout/briefings"
	"readout/briefings/analysis"
	"readout/briefings/attribution"
	"readout/briefings/markup"
	"readout/briefings/parse"
)

// corpus returns every nth document of the folder that READOUT_CORPUS names,
// parsed and analysed as an import does it.
func corpus(t *testing.T, nth int) []briefings.Article {
	t.Helper()
	dir := os.Getenv("READOUT_CORPUS")
	if dir == "" {
		t.Skip("READOUT_CORPUS names no folder of documents")
	}
	analyse, err := analysis.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []briefings.Article
	seen := 0
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if seen++; seen%nth != 0 {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		doc, refused := parse.Parse(parse.Input{Name: path, Data: data})
		if refused == nil {
			out = append(out, analysed(analyse, path, &doc))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// analysed makes a parsed document an article.
func analysed(by *analysis.Analyzer, id string, doc *parse.Document) briefings.Article {
	text, blocks := markup.Parse(doc.Markdown).Text()
	d := &doc.Details
	return briefings.Article{
		Briefing: briefings.Briefing{ID: id, Title: d.Title, Source: d.Source, Published: d.Published},
		Markdown: doc.Markdown, Text: text, Blocks: blocks,
		Analysis: by.Analyze(text, attribution.Context{Date: d.Published, Title: d.Title}),
	}
}

// TestCorpus reads real documents: keys at random, every row reached, every
// statement visited.
func TestCorpus(t *testing.T) {
	nth := 9
	if testing.Short() {
		nth = 40
	}
	statements := 0
	for i, a := range corpus(t, nth) {
		rnd := rand.New(rand.NewPCG(uint64(i), 7))
		b := newBench(t, 40+rnd.IntN(120), 10+rnd.IntN(40), Options{Margin: i%2 == 0}, a)
		var visited []int
		for range b.doc.statements {
			b.press("s")
			visited = append(visited, b.stmt)
			if err := invariants(b.Reader); err != nil {
				t.Fatalf("%s: %v", a.ID, err)
			}
		}
		statements += len(visited)
		if want := len(b.doc.statements); want > 0 && b.doc.statements[0].at > b.doc.firstShown() &&
			(!slices.IsSorted(visited) || len(slices.Compact(visited)) != want) {
			t.Errorf("%s: s visits %v of %d statements", a.ID, visited, want)
		}
		for range 60 {
			b.press(allKeys[rnd.IntN(len(allKeys))])
			if err := invariants(b.Reader); err != nil {
				t.Fatalf("%s: %v", a.ID, err)
			}
		}
	}
	t.Logf("%d statements visited", statements)
}
