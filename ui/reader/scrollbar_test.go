package reader

import (
	"slices"
	"strings"
	"testing"
)

func TestTicks(t *testing.T) {
	b := newBench(t, 80, 10, Options{}, annotatedFixture(t))
	rows := b.ticks(60)
	at := func(words string) tick {
		return rows[b.doc.share(span(t, b.doc.Text, words, 0).Start, 60)]
	}
	if at("\"We have") != statementTick || at("Harbour") != noteTick+2 || at("transit") != 0 {
		t.Errorf("ticks %v", rows)
	}
	b.press("/")
	b.typeText("railways")
	if rows = b.ticks(60); at("railways") != hitTick {
		t.Errorf("no tick for a hit: %v", rows)
	}
	b.press("esc")
	if slices.Contains(b.ticks(60), hitTick) {
		t.Error("a tick stays after the search")
	}
}

// Where all is speech, statements would be on every row.
func TestTicksOfSpeech(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, long(t))
	if view := b.screen(); strings.Contains(view, barStatement) || strings.Contains(view, barBoth) || !strings.Contains(view, barNote) {
		t.Errorf("the scrollbar of a transcript:\n%s", view)
	}
}
