package export

import (
	"strings"
	"testing"
	"time"

	"readout/briefings"

	"github.com/charmbracelet/x/exp/golden"
)

// article returns a briefing with every kind of annotation. All persons and
// states in it are invented.
func article(t *testing.T) *briefings.Article {
	t.Helper()
	blocks := []string{
		"President Marandou receives the Foreign Minister of Kasvia",
		"VARENNA, 4 March 2031. President Ilse Marandou of Ostrava Bay received Foreign Minister Teodor Kasvin.",
		"The head of state said, “The line through the Lower Pass will open this year. We owe that to both sides.”",
		"He noted that Kasvia's engineers arrive in April.",
		"They also exchanged views on energy.",
	}
	a := &briefings.Article{
		Briefing: briefings.Briefing{
			ID: "k3f9qabcdefg", Title: blocks[0], Source: "Varenna Wire", URL: "https://wire.example/2031/03/04/lower-pass",
			Published: "2031-03-04T18:20:00+02:00", Kind: briefings.KindNews, Lang: "en", Tags: []string{"lower pass", "rail"},
			Revision: 2, Added: time.Date(2031, 3, 5, 8, 0, 0, 0, time.UTC), Updated: time.Date(2031, 3, 6, 8, 0, 0, 0, time.UTC),
		},
		Text: strings.Join(blocks, "\n\n"),
	}
	off := 0
	for _, b := range blocks {
		a.Blocks = append(a.Blocks, briefings.Span{Start: off, End: off + len(b)})
		off += len(b) + 2
	}
	span := func(words string) briefings.Span {
		i := strings.Index(a.Text, words)
		if i < 0 {
			t.Fatalf("%q is not in the text", words)
		}
		return briefings.Span{Start: i, End: i + len(words)}
	}
	marandou := briefings.Party{Name: "Ilse Marandou", ID: "ilse-marandou"}
	kasvin := briefings.Party{Name: "Teodor Kasvin", ID: "teodor-kasvin"}
	a.Analysis = briefings.Analysis{
		People: []briefings.Speaker{
			{ID: marandou.ID, Name: marandou.Name, Kind: briefings.Person, Role: "President", Country: "Ostrava Bay"},
			{ID: kasvin.ID, Name: kasvin.Name, Kind: briefings.Person, Role: "Foreign Minister", Country: "Kasvia"},
		},
		Statements: []briefings.Statement{
			{
				Kind: briefings.Direct, Speaker: briefings.Source{Name: marandou.Name, ID: marandou.ID, Span: span("The head of state")},
				Speakers: []briefings.Party{marandou}, Content: []briefings.Span{span("“The line through the Lower Pass will open this year. We owe that to both sides.”")},
				Topics: []string{"rail"}, Grounds: "title", Confidence: 0.9,
			},
			{
				Kind: briefings.Indirect, Speaker: briefings.Source{Name: kasvin.Name, ID: kasvin.ID, Span: span("He")},
				Speakers: []briefings.Party{kasvin}, Content: []briefings.Span{span("that Kasvia's engineers arrive in April")}, Confidence: 0.6,
			},
			{
				Kind: briefings.Indirect, Speaker: briefings.Source{Name: marandou.Name, ID: marandou.ID, Span: span("They")},
				Speakers: []briefings.Party{marandou, kasvin}, Content: []briefings.Span{span("views on energy")}, Confidence: 0.7,
			},
		},
		Topics: []briefings.Topic{
			{ID: "rail", Label: "Rail transport", Kind: briefings.TopicTheme},
			{ID: "kasvia", Label: "Kasvia", Kind: briefings.TopicCountry},
		},
	}
	note := func(id, words string, state briefings.State, color int, text string, tags ...string) briefings.Annotation {
		n := briefings.Annotation{
			ID: id, Briefing: a.ID, State: state, Color: color, Text: text, Tags: tags,
			Created: time.Date(2031, 3, 5, 9, 0, 0, 0, time.UTC), Modified: time.Date(2031, 3, 7, 9, 0, 0, 0, time.UTC),
		}
		if words != "" {
			n.Quote = &briefings.QuoteSelector{Exact: words}
			if i := strings.Index(a.Text, words); i >= 0 {
				n.Position = &briefings.Span{Start: i, End: i + len(words)}
				n.At = n.Position
			}
		}
		return n
	}
	changed := note("01HZ0000000000000000000003", "", briefings.Changed, 3, "")
	changed.Quote = &briefings.QuoteSelector{Exact: "Kasvia's engineers will arrive in May"}
	at := span("Kasvia's engineers arrive in April")
	changed.At, changed.Position = &at, &at
	a.Annotations = []briefings.Annotation{
		note("01HZ0000000000000000000004", "They also exchanged views on energy.", briefings.Moved, 5, ""),
		note("01HZ0000000000000000000001", "will open this year", briefings.Anchored, 1, "A date at last.\n\n- see [[Lower Pass]]\n- compare **2029**", "rail", "to do"),
		changed,
		note("01HZ0000000000000000000005", "a passage that is gone", briefings.Orphan, 2, "One line."),
		note("01HZ0000000000000000000006", "", briefings.Anchored, 0, "A note on the page.\nIts second line.", "rail"),
		note("01HZ0000000000000000000002", "from the other side\n\nof a paragraph", briefings.Ambiguous, 4, ""),
	}
	return a
}

func TestMarkdownGolden(t *testing.T) {
	got, err := Markdown(article(t), Options{With: []string{WithStatements}})
	if err != nil {
		t.Fatal(err)
	}
	golden.RequireEqual(t, got)
}

func TestNames(t *testing.T) {
	tests := []struct {
		title, source string
		date          briefings.Date
		name, key     string
	}{
		{"President Marandou meets Kasvin", "Varenna Wire", "2031-03-04", "2031-03-04-president-marandou-meets-kasvin-k3f9qabcdefg.md", "varennawire2031marandou-k3f9q"},
		{"../../etc/passwd", "", "", "undated-etc-passwd-k3f9qabcdefg.md", "briefingndetc-k3f9q"},
		{"CON", "10 Harbour St", "not a date", "undated-con-k3f9qabcdefg.md", "s10harbourstndcon-k3f9q"},
		{"", "", "2031", "undated-untitled-k3f9qabcdefg.md", "briefingnd-k3f9q"},
		{"Østergård & Çelik: the “President's” U.S. visit", "Ħal", "2031-01-02T23:00:00-05:00", "2031-01-02-ostergard-celik-the-presidents-us-visit-k3f9qabcdefg.md", "hal2031ostergard-k3f9q"},
		{"Встреча министров в Варенне", "", "2031-01-02", "2031-01-02-vstrecha-ministrov-v-varenne-k3f9qabcdefg.md", "briefing2031vstrecha-k3f9q"},
		{"会談 \x1b]0;x\x07", "", "2031-01-02", "2031-01-02-0-x-k3f9qabcdefg.md", "briefing2031-k3f9q"},
		{strings.Repeat("a", 500), "", "2031-01-02", "2031-01-02-" + strings.Repeat("a", 60) + "-k3f9qabcdefg.md", "briefing2031" + strings.Repeat("a", 20) + "-k3f9q"},
	}
	for _, tt := range tests {
		b := &briefings.Briefing{ID: "k3f9qabcdefg", Title: tt.title, Source: tt.source, Published: tt.date}
		if got := Name(b); got != tt.name {
			t.Errorf("Name(%q) = %q; want %q", tt.title, got, tt.name)
		}
		if got := CiteKey(b); got != tt.key {
			t.Errorf("CiteKey(%q) = %q; want %q", tt.title, got, tt.key)
		}
	}
}

func TestCitation(t *testing.T) {
	got := Citation(&article(t).Briefing)
	want := "Varenna Wire, “President Marandou receives the Foreign Minister of Kasvia”, 4 March 2031, https://wire.example/2031/03/04/lower-pass"
	if got != want {
		t.Errorf("Citation = %q; want %q", got, want)
	}
	if got := Citation(&briefings.Briefing{Title: "A\x1b[31m\nb\u202e"}); got != "“A[31m b”" {
		t.Errorf("hostile title: %q", got)
	}
}
