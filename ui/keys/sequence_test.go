package keys

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

type sequenceKeys struct {
	Top, Tab, Save, Space, Off key.Binding

	Selection struct{ Grow, Left key.Binding }
}

func sequenceMap() *sequenceKeys {
	m := &sequenceKeys{
		Top:   Bind("top", "g g", "home"),
		Tab:   Bind("tab", "g t", "T"),
		Save:  Bind("save", "ctrl+x ctrl+s"),
		Space: Bind("numbers", "space n 1 2"),
		Off:   Bind("off", "q q"),
	}
	m.Off.SetEnabled(false)
	m.Selection.Grow = Bind("grow", "h h")
	m.Selection.Left = Bind("left", "g")
	m.Selection.Grow.SetEnabled(false)
	m.Selection.Left.SetEnabled(false)
	return m
}

func press(name string) tea.KeyPressMsg {
	rest, ctrl := strings.CutPrefix(name, "ctrl+")
	switch {
	case ctrl:
		return tea.KeyPressMsg{Code: rune(rest[0]), Mod: tea.ModCtrl}
	case name == "esc":
		return tea.KeyPressMsg{Code: tea.KeyEscape}
	case name == "space":
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	case name == "home":
		return tea.KeyPressMsg{Code: tea.KeyHome}
	}
	return tea.KeyPressMsg{Code: rune(name[0]), Text: name}
}

// TestSequencer feeds keys and writes down what comes of each: a key that acts
// as it is, "…" with what is pending, "=" with a whole sequence, "!" with what
// was dropped.
func TestSequencer(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"alone", "j home T", "j home T"},
		{"two", "g t j", "…g =g t j"},
		{"same twice", "g g g g", "…g =g g …g =g g"},
		{"chords", "ctrl+x ctrl+s", "…ctrl+x =ctrl+x ctrl+s"},
		{"four", "space n 1 2", "…space …space n …space n 1 =space n 1 2"},
		{"unknown", "g x t", "…g !g x t"},
		{"unknown in the third", "space n x 2", "…space …space n !space n x 2"},
		{"given up", "g esc t g t", "…g ! t …g =g t"},
		{"esc alone", "esc", "esc"},
		{"disabled", "q q", "q q"},
		{"disabled mode", "h h", "h h"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := feed(&Sequencer{}, tt.in, All(sequenceMap())); got != tt.want {
				t.Errorf("%s becomes %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func feed(s *Sequencer, in string, maps ...[]Named) string {
	var out []string
	for name := range strings.FieldsSeq(in) {
		k, state, prefix := s.Feed(press(name), maps...)
		switch state {
		case None:
			out = append(out, k.String())
		case Pending:
			out = append(out, "…"+prefix)
		case Done:
			out = append(out, "="+k.String())
		case Dropped:
			out = append(out, "!"+prefix)
		}
	}
	return strings.Join(out, " ")
}

// TestSequencerModes: the bindings of a mode go before the others, in both
// directions.
func TestSequencerModes(t *testing.T) {
	m := sequenceMap()
	m.Selection.Left.SetEnabled(true)
	if got := feed(&Sequencer{}, "g t", All(m)); got != "g t" {
		t.Errorf("the mode's key waits: %q", got)
	}
	other := struct{ Left key.Binding }{Bind("left", "h")}
	m.Selection.Grow.SetEnabled(true)
	if got := feed(&Sequencer{}, "h h", All(&other), All(m)); got != "…h =h h" {
		t.Errorf("the mode's sequence does not begin: %q", got)
	}
}

// TestSequencerMatches: what comes out is what a screen compares with.
func TestSequencerMatches(t *testing.T) {
	m, s := sequenceMap(), Sequencer{}
	s.Feed(press("g"), All(m))
	k, state, _ := s.Feed(press("t"), All(m))
	if state != Done || !key.Matches(k, m.Tab) || key.Matches(k, m.Top) {
		t.Errorf("%q, %v matches tab: %t, top: %t", k, state, key.Matches(k, m.Tab), key.Matches(k, m.Top))
	}
	s.Feed(press("g"), All(m))
	if s.Prefix() != "g" {
		t.Errorf("prefix %q", s.Prefix())
	}
	s.Reset()
	if _, state, _ := s.Feed(press("t"), All(m)); state != None {
		t.Errorf("a sequence goes on after Reset: %v", state)
	}
}

// TestSequencerChange: when a screen changes in the middle of a
// sequence, the next key is dropped once and all is well again.
func TestSequencerChange(t *testing.T) {
	m, s := sequenceMap(), Sequencer{}
	s.Feed(press("g"), All(m))
	if got := feed(&s, "t t", nil); got != "!g t t" {
		t.Errorf("after the change %q", got)
	}
}
