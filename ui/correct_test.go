package ui

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

// TestCorrect corrects what the analyser found as a reader does, by keys and by
// commands, and takes it back.
func TestCorrect(t *testing.T) {
	lib := small()
	s := start(lib, 120, 40)
	s.keys(`\`, "type kelland", "enter", "enter", "s")
	id := s.app.shown
	who := func() string {
		a, err := lib.Article(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for i := range a.Analysis.Statements {
			s := &a.Analysis.Statements[i]
			out = append(out, strings.Join(s.Names(), "+")+map[bool]string{true: "*"}[s.Corrected()])
		}
		return strings.Join(out, ", ")
	}
	s.keys("=", "type Ver")
	wants(t, s, "statement of: ", "Jonas Verrel", "one name, or several with ; between")
	s.keys("tab", "enter")
	if got := who(); got != "Jonas Verrel*, Jonas Verrel" {
		t.Errorf("speakers: %s", got)
	}
	wants(t, s, "set to Jonas Verrel; U takes it back", "┃=", "your correction")
	if got := s.app.reader.Status(); !strings.Contains(got, "Jonas Verrel, direct, corrected") {
		t.Errorf("status %q", got)
	}
	s.keys("U")
	if got := who(); got != "Mila Torvan, Jonas Verrel" {
		t.Errorf("undone: %s", got)
	}
	s.keys("=", "type Mila Torvan; Eva Moor", "enter", "C", "type , MP", "enter")
	if got := who(); got != "Mila Torvan, MP*+Eva Moor*, Jonas Verrel" && got != "Mila Torvan, MP+Eva Moor*, Jonas Verrel" {
		t.Errorf("of two, one renamed: %s", got)
	}
	wants(t, s, "renamed Mila Torvan to Mila Torvan, MP; U takes it back")
	s.keys("U", "U", "s", "&", "type Mila Torvan", "enter")
	if got := who(); got != "Mila Torvan, Mila Torvan*" {
		t.Errorf("merged: %s", got)
	}
	wants(t, s, "your correction", "merged Jonas Verrel into Mila Torvan")
	s.keys("U", "|", "type  (the younger)", "enter")
	if got := who(); !strings.Contains(got, "(the younger)*") {
		t.Errorf("split: %s", got)
	}
	s.keys("U", "!")
	if got := who(); got != "Mila Torvan" {
		t.Errorf("dismissed: %s", got)
	}
	wants(t, s, "no statement: “that Kelland would pay")
	s.keys("U", "G", "v", ")", "=", "type Jonas Verrel", "enter")
	if got := who(); got != "Mila Torvan, Jonas Verrel, Jonas Verrel*" {
		t.Errorf("added: %s", got)
	}
	s.keys("g", "!")
	wants(t, s, "there is no statement here")
	s.keys("#")
	wants(t, s, "no topic is named here")
	s.send(tea.WindowSizeMsg{Width: 160, Height: 120})
	s.keys("s", "?")
	wants(t, s, "whose statement it is", "this is no statement")
	s.keys("esc", "g", ":", "type dismiss", "enter")
	wants(t, s, "there is no statement here")
	a, _ := lib.Article(t.Context(), id)
	if !slices.ContainsFunc(a.Analysis.Statements, func(s briefings.Statement) bool { return s.Grounds == briefings.ByReader }) {
		t.Error("nothing says that the reader corrected it")
	}
}
