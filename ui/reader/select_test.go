package reader

import (
	"strings"
	"testing"
)

func (b *bench) selection() string {
	if !b.selects {
		return ""
	}
	s := b.selected()
	return b.doc.Text[s.Start:s.End]
}

func TestWidenAndShrink(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, annotatedFixture(t))
	b.press("s", "s", "w", "v")
	states := []string{b.selection()}
	for range 4 {
		b.press("v")
		states = append(states, b.selection())
	}
	want := []string{
		"t", "the",
		"that the two countries had agreed on three of the four chapters",
		"Lund noted that the two countries had agreed on three of the four chapters.",
		"Lund noted that the two countries had agreed on three of the four chapters. He expressed hope that the last one, on customs, " +
			"would be settled before COP29.",
	}
	for i := range want {
		if states[i] != want[i] {
			t.Errorf("widened %d times: %q, want %q", i, states[i], want[i])
		}
	}
	b.press("v")
	if said, _ := b.said(); said != "this is the whole paragraph" {
		t.Errorf("said %q", said)
	}
	for i := len(want) - 2; i >= 0; i-- {
		b.press("V")
		if got := b.selection(); got != want[i] {
			t.Errorf("shrunk to %q, want %q", got, want[i])
		}
	}
	b.press("V")
	if said, _ := b.said(); said != "this is a single character" {
		t.Errorf("said %q", said)
	}
}

func TestSelectionGrowsAndShrinks(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{"s v s", `"We have never been closer to an agreement on the Sel corridor, and we will not let this chance pass,"`},
		{"s s v s s", "that the two countries had agreed on three of the four chapters. He expressed hope that the last one, on customs, " +
			"would be settled before COP29"},
		{"s s v w w w V", "two"}, // moved: the largest unit in it at the cursor
		{"s s v ) ) V", "He expressed hope that the last one, on customs, would be settled before COP29."},
		{"s s v ) ) o V", "that the two countries had agreed on three of the four chapters."},
		{"g v / c u s t o m s enter", ""},
		{"] v w w o w", "Security"},
		{"} } v S", ""},
	} {
		b := newBench(t, 80, 24, Options{}, annotatedFixture(t))
		b.press(strings.Fields(tt.keys)...)
		got := b.selection()
		if tt.want == "" {
			if !b.selects || !strings.Contains(b.Status(), "selected") {
				t.Errorf("%q: %q", tt.keys, b.Status())
			}
			continue
		}
		if got != tt.want {
			t.Errorf("%q selects %q, want %q", tt.keys, got, tt.want)
		}
	}
}

func TestCountWords(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, " ": 0, "a": 1, " two words ": 2, "会談は": 3, "one 会談 two": 4, "x\n\ny\tz": 3, "e\u0301te\u0301": 1,
	} {
		if got := countWords(s); got != want {
			t.Errorf("countWords(%q) = %d, want %d", s, got, want)
		}
	}
}
