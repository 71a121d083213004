package analysis

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"readout/briefings"
	"readout/briefings/attribution"
	"readout/briefings/markup"
	"readout/briefings/parse"
	"readout/briefings/topics"

	"github.com/clipperhouse/uax29/v2/sentences"
)

func analyzer(tb testing.TB, extra ...topics.Extra) *Analyzer {
	tb.Helper()
	a, err := New(extra)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// TestStatementTopics uses invented persons.
func TestStatementTopics(t *testing.T) {
	t.Parallel()
	const text = "President Ada Varo met Prime Minister Tomas Orr during the Munich Security Conference.\n\n" +
		"“COP29 and the Middle Corridor matter to Lake Ossa, and COP29 most,” Varo said.\n\n" +
		"“Good afternoon, and thank you for the warm welcome,” Orr said.\n"
	a := analyzer(t, topics.Extra{ID: "ossa", Label: "Lake Ossa"}).Analyze(text, attribution.Context{})
	if a.Version != Version {
		t.Errorf("Version = %d; want %d", a.Version, Version)
	}
	var got []string
	for _, s := range a.Statements {
		got = append(got, strings.Join(s.Topics, " "))
	}
	if want := []string{"cop29 middle-corridor ossa", ""}; !slices.Equal(got, want) {
		t.Errorf("the statements' topics are %q; want %q", got, want)
	}
	if len(a.Topics) != 4 {
		t.Errorf("the text has %d topics; want 4: %+v", len(a.Topics), a.Topics)
	}
}

func TestWithin(t *testing.T) {
	t.Parallel()
	m := flatten([]briefings.Topic{
		{ID: "b", Mentions: []briefings.Span{{Start: 10, End: 14}, {Start: 30, End: 34}}},
		{ID: "a", Mentions: []briefings.Span{{Start: 0, End: 5}, {Start: 20, End: 25}}},
		{ID: "c", Mentions: []briefings.Span{{Start: 10, End: 12}}},
	})
	tests := []struct {
		spans []briefings.Span
		want  string
	}{
		{nil, ""},
		{[]briefings.Span{{Start: 0, End: 40}}, "a b c"},
		{[]briefings.Span{{Start: 1, End: 13}}, "c"},
		{[]briefings.Span{{Start: 10, End: 14}, {Start: 20, End: 25}}, "b c a"},
		{[]briefings.Span{{Start: 20, End: 25}, {Start: 10, End: 14}}, "a b c"},
		{[]briefings.Span{{Start: 35, End: 40}}, ""},
	}
	for _, tt := range tests {
		if got := strings.Join(m.within(tt.spans), " "); got != tt.want {
			t.Errorf("within(%v) = %q; want %q", tt.spans, got, tt.want)
		}
	}
}

func TestNewReportsTopics(t *testing.T) {
	t.Parallel()
	if _, err := New([]topics.Extra{{ID: "a", Parent: "nowhere"}}); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("New = %v; want an error that names the parent", err)
	}
}

func TestCorpus(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("READOUT_CORPUS")
	if dir == "" {
		t.Skip("READOUT_CORPUS is not set: no real documents to analyse")
	}
	files, err := filepath.Glob(filepath.Join(dir, "docs", "*"))
	if err != nil {
		t.Fatal(err)
	}
	a := analyzer(t)
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ToValidUTF8(string(b), "")
		r := a.Analyze(text, attribution.Context{})
		known := map[string]bool{}
		for _, topic := range r.Topics {
			known[topic.ID] = true
		}
		for _, s := range r.Statements {
			for _, id := range s.Topics {
				if !known[id] {
					t.Errorf("%s: a statement has topic %q, which the text has not", filepath.Base(file), id)
				}
			}
			for _, c := range s.Content {
				if c.Start < 0 || c.End > len(text) || c.Empty() || !utf8.RuneStart(text[c.Start]) {
					t.Errorf("%s: content %v is out of range", filepath.Base(file), c)
				}
			}
		}
	}
}

func BenchmarkAnalyze(b *testing.B) {
	text := strings.Repeat("President Ada Varo met Prime Minister Tomas Orr in Norland. “COP29 and the Middle Corridor matter to us,” Varo said. "+
		"Orr underscored that the peace treaty is near, and the United States hailed it.\n\n", 100)
	a := analyzer(b)
	a.Analyze(text, attribution.Context{})
	words := len(strings.Fields(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		a.Analyze(text, attribution.Context{})
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds()/1e6, "Mwords/s")
}

// BenchmarkCorpus analyses the real documents of READOUT_CORPUS, one by one, and
// states words a second on one core, and beside the allocations the number of
// sentences. Words a second of processor time are what a busy machine does not
// change.
func BenchmarkCorpus(b *testing.B) {
	dir := os.Getenv("READOUT_CORPUS")
	if dir == "" {
		b.Skip("READOUT_CORPUS is not set: no real documents to analyse")
	}
	var texts []string
	words, count := 0, 0
	for _, pattern := range []string{"docs/*", "state/*", "html/*", "pairs/*/*"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			b.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			doc, err := parse.Parse(parse.Input{Name: file, Data: data})
			if err != nil {
				continue
			}
			text, _ := markup.Parse(doc.Markdown).Text()
			texts = append(texts, text)
			words += len(strings.Fields(text))
			for cut := sentences.FromString(text); cut.Next(); {
				count++
			}
		}
	}
	a := analyzer(b)
	a.Analyze(texts[0], attribution.Context{Date: "2022-02-01"})
	b.ReportAllocs()
	began := cpuTime()
	for b.Loop() {
		for _, text := range texts {
			a.Analyze(text, attribution.Context{Date: "2022-02-01"})
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds()/1e6, "Mwords/s")
	if spent := cpuTime() - began; spent > 0 {
		b.ReportMetric(float64(words*b.N)/spent.Seconds()/1e6, "Mwords/cpu-s")
	}
	b.ReportMetric(float64(count), "sentences/op")
}
