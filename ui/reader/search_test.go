package reader

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings/query"
	cut "readout/ui/units"
)

func TestSearch(t *testing.T) {
	a := annotatedFixture(t)
	for _, tt := range []struct {
		term string
		want int
	}{
		{"sel corridor", 2},
		{"Sel", 2},
		{"sEL", 0},
		{"maren", 3},
		{"nothing of the kind", 0},
		{"the two countries had agreed", 1},
		{"margins of the harbour", 1},
		{"雰囲気", 1},
		{"“our railways", 1},
		{"settled before cop29.", 1},
		{"mar", 5},
	} {
		b := newBench(t, 40, 16, Options{}, a)
		b.press("/")
		b.typeText(tt.term)
		if got := len(b.find.hits); got != tt.want {
			t.Errorf("/%s finds %d, want %d", tt.term, got, tt.want)
		}
		for _, h := range b.find.hits {
			got, again := b.doc.Text[h.Start:h.End], cut.Finder{}
			if in := again.Search(got, tt.term); len(in) != 1 || in[0].Len() != len(got) {
				t.Errorf("/%s hits %q", tt.term, got)
			}
		}
		b.press("enter")
		if b.Typing() {
			t.Error("the box stays open")
		}
	}
}

func TestSearchMoves(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, annotatedFixture(t))
	b.press("}", "/")
	b.typeText("maren")
	if !strings.HasPrefix(b.word(20), "Maren of Norland") {
		t.Errorf("at %q", b.word(20))
	}
	if !strings.Contains(b.screen(), "2 of 3") {
		t.Errorf("no count:\n%s", b.screen())
	}
	b.press("enter", "n")
	third := b.cur
	b.press("n")
	if said, _ := b.said(); !strings.Contains(said, "around") || b.cur != 0 {
		t.Errorf("said %q at %d", said, b.cur)
	}
	b.press("N")
	if b.cur != third {
		t.Errorf("back at %d, want %d", b.cur, third)
	}
	b.press("/")
	b.typeText("agency")
	b.press("esc")
	if b.cur != third || b.Typing() {
		t.Errorf("giving up leaves the cursor at %d, want %d", b.cur, third)
	}
	b.press("/", "up")
	if got := b.find.input.Value(); got != "maren" {
		t.Errorf("history gives %q", got)
	}
	b.press("enter", "esc")
	if len(b.find.hits) != 0 || slices.Contains(b.sent, tea.Msg(Left{})) {
		t.Error("the escape key leaves before it drops the hits")
	}
	b.press("esc")
	if !slices.Contains(b.sent, tea.Msg(Left{})) {
		t.Error("the escape key does not leave")
	}
}

// asked is a query of the list.
func asked(t *testing.T, s string) query.Query {
	t.Helper()
	q, err := query.Parse(s, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestOpenAt(t *testing.T) {
	a := annotatedFixture(t)
	b := newBench(t, 80, 24, Options{}, a)
	other := a
	other.ID = "other"
	b.lib.articles["other"] = other
	b.run(b.OpenAt("other", asked(t, "agreement OR rail* OR or")))
	if !strings.HasPrefix(b.word(20), "agreement") || len(b.find.hits) != 2 {
		t.Errorf("at %q with %d hits", b.word(20), len(b.find.hits))
	}
	b.press("n")
	if !strings.HasPrefix(b.word(20), "railways") {
		t.Errorf("at %q", b.word(20))
	}
	b.run(b.Open(a.ID))
	b.run(b.OpenAt("other", asked(t, "agreement")))
	if !strings.HasPrefix(b.word(20), "railways") {
		t.Errorf("read before, opened at %q", b.word(20))
	}
}
