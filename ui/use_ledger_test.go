package ui_test

import (
	"strings"
	"testing"
)

// TestLedger asks who said what: a speaker's statements on a topic, one of them
// at its place, marked, copied with its citation, and taken back.
func TestLedger(t *testing.T) {
	newDesk(t, invented(t)).ledger("Halmsted")
}

// TestLedgerCorpus does so in real documents.
func TestLedgerCorpus(t *testing.T) {
	newDesk(t, corpus(t, "state", "pairs")...).ledger("Blinken")
}

func (d *desk) ledger(name string) {
	t := d.t
	s := d.sit(120, 40)
	s.Keys(":", "type ledger speaker:"+strings.ToLower(name), "enter")
	s.Sees(t, "[Ledger]", name)

	// A statement is marked where it stands in the list, and opened at its place.
	s.Keys("j", "2")
	if n := len(d.notes()); n < 1 {
		t.Fatalf("%d notes after a mark", n)
	}
	s.Keys("y")
	if quote, cited, ok := strings.Cut(d.copied, "\n— "); !ok || quote == "" || !strings.Contains(cited, name) {
		t.Errorf("copied %q", d.copied)
	}
	s.Keys("enter")
	s.Sees(t, "Statement", name)
	if s.Shown() == "" {
		t.Error("nothing is open")
	}
	s.Keys("esc")
	s.Sees(t, "[Ledger]")

	// Groups, the page of a speaker, and back.
	s.Keys("b")
	s.Sees(t, "▾ ")
	s.Keys(":", "type speaker "+name, "enter")
	s.Sees(t, "statements in", name)

	// Every mark is taken back.
	for range len(d.notes()) {
		s.Keys("U")
	}
	if n := len(d.notes()); n != 0 {
		t.Errorf("%d notes after taking all back", n)
	}
}
