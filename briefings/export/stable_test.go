package export

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"readout/briefings"
	"readout/briefings/markup"
	"readout/briefings/parse"
)

// The same article gives the same bytes, in whatever order its annotations
// come and whatever the clock's zone is.
func TestSameArticleSameBytes(t *testing.T) {
	a := article(t)
	want, err := Markdown(a, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	for range 10 {
		b := article(t)
		r.Shuffle(len(b.Annotations), func(i, j int) {
			b.Annotations[i], b.Annotations[j] = b.Annotations[j], b.Annotations[i]
		})
		for i := range b.Annotations {
			b.Annotations[i].Modified = b.Annotations[i].Modified.In(time.FixedZone("", 9*3600))
		}
		b.Added = b.Added.In(time.FixedZone("", -11*3600))
		got, err := Markdown(b, Options{})
		if err != nil || string(got) != string(want) {
			t.Fatalf("%v\n%s\nis not\n%s", err, got, want)
		}
	}
}

func TestUnknownSection(t *testing.T) {
	if _, err := Markdown(article(t), Options{With: []string{"everything"}}); err == nil || !strings.Contains(err.Error(), "everything") {
		t.Errorf("With: everything gives %v", err)
	}
}

// Real documents: every paragraph as a highlight shows its words.
func TestRealDocuments(t *testing.T) {
	root := os.Getenv("READOUT_CORPUS")
	if root == "" {
		t.Skip("READOUT_CORPUS is not set: no real documents to export")
	}
	files, err := filepath.Glob(filepath.Join(root, "*", "*.[mht]*"))
	if err != nil || len(files) == 0 {
		t.Fatal("no documents in READOUT_CORPUS:", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := parse.Parse(parse.Input{Name: name, Data: data})
		if err != nil {
			continue
		}
		words, blocks := markup.Parse(doc.Markdown).Text()
		for i := 0; i < len(blocks); i += 1 + len(blocks)/8 {
			s := words[blocks[i].Start:blocks[i].End]
			if strings.TrimSpace(s) == "" {
				continue
			}
			a := hostileArticle(t, s)
			got, err := Markdown(a, Options{With: []string{WithStatements}})
			if err != nil {
				t.Fatal(err)
			}
			if !inspect(t, string(got), s) {
				t.Fatalf("%s, from %q", name, s)
			}
		}
	}
}

func BenchmarkMarkdown(b *testing.B) {
	a := &briefings.Article{Briefing: briefings.Briefing{ID: "k3f9qabcdefg", Title: "A long day", Published: "2031-03-04", Revision: 1}}
	par := strings.Repeat("The President said that [the line] will open this year, and the Minister * agreed. ", 8)
	for range 400 {
		s := briefings.Span{Start: len(a.Text), End: len(a.Text) + len(par)}
		a.Text += par + "\n\n"
		a.Blocks = append(a.Blocks, s)
		a.Annotations = append(a.Annotations, briefings.Annotation{ID: "01HZ", Quote: &briefings.QuoteSelector{Exact: par}, At: &s, Position: &s, Color: 1, State: briefings.Anchored})
		a.Analysis.Statements = append(a.Analysis.Statements, briefings.Statement{Content: []briefings.Span{s}})
	}
	slices.Reverse(a.Annotations)
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Markdown(a, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
