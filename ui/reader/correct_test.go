package reader

import (
	"slices"
	"strings"
	"testing"

	"readout/briefings"
)

// asked returns the last correction that the screen asked for, nil for none.
func (b *bench) asked() *Correct {
	for _, m := range slices.Backward(b.sent) {
		if c, ok := m.(Correct); ok {
			return &c
		}
	}
	return nil
}

// TestCorrectKeys holds that each key asks for its correction, of the statement
// at the cursor or of the selection, and says why where there is none.
func TestCorrectKeys(t *testing.T) {
	a := fixture(t)
	second := a.Analysis.Statements[1]
	for _, tt := range []struct {
		keys  string // with blanks between
		kind  briefings.CorrectionKind
		of    string
		words string
	}{
		{"s s =", briefings.CorrectSpeaker, "", "that the two countries had agreed on three of the four chapters"},
		{"s s !", briefings.CorrectDismiss, "", "that the two countries had agreed on three of the four chapters"},
		{"s s C", briefings.CorrectRename, "Jonas Lund", "that the two countries had agreed on three of the four chapters"},
		{"s s &", briefings.CorrectMerge, "Jonas Lund", "that the two countries had agreed on three of the four chapters"},
		{"s s |", briefings.CorrectSplit, "Jonas Lund", "that the two countries had agreed on three of the four chapters"},
		{"s s v e =", briefings.CorrectAdd, "", "that"},
		{". #", briefings.CorrectAlias, "", ""},
		{"s s v e #", briefings.CorrectAlias, "", ""},
	} {
		t.Run(tt.keys, func(t *testing.T) {
			b := newBench(t, 100, 30, Options{}, a)
			b.press(strings.Fields(tt.keys)...)
			c := b.asked()
			if c == nil {
				t.Fatal("nothing was asked for")
			}
			if c.Kind != tt.kind || c.Of.Name != tt.of || c.Words != tt.words {
				t.Errorf("asked for %s of %q, words %q", c.Kind, c.Of.Name, c.Words)
			}
			if c.Kind.InText() && c.Kind != briefings.CorrectAdd && !slices.Equal(c.Parts, second.Content) {
				t.Errorf("the passage is %v, want %v", c.Parts, second.Content)
			}
			if c.Kind == briefings.CorrectAlias && c.Topic.ID == "" && c.Alias != "that" {
				t.Errorf("alias %q of %q", c.Alias, c.Topic.ID)
			}
			if c.Kind != briefings.CorrectAlias && c.Briefing != a.ID && !c.Kind.InLibrary() {
				t.Errorf("of briefing %q", c.Briefing)
			}
			if b.mode != reading {
				t.Error("the selection is kept")
			}
		})
	}
	for key, why := range map[string]string{
		"=": "there is no statement here", "!": "there is no statement here", "C": "no statement of a known speaker",
		"&": "no statement of a known speaker", "|": "no statement of a known speaker", "#": "no topic is named here",
	} {
		b := newBench(t, 100, 30, Options{}, a)
		b.press("g", key)
		if said, _ := b.said(); b.asked() != nil || !strings.Contains(said, why) {
			t.Errorf("%s without a statement: %q, asked %+v", key, said, b.asked())
		}
	}
}

// TestCorrectedSign holds that a corrected statement has a sign beside it, in
// the status and in the margin, and that a legend explains it.
func TestCorrectedSign(t *testing.T) {
	a := fixture(t)
	a.Analysis.Statements[1].Grounds, a.Analysis.Statements[1].Confidence = briefings.ByReader, 1
	a.Analysis.Statements[3].Grounds = "named; " + briefings.ByReader
	b := newBench(t, 130, 40, Options{Margin: true}, a)
	b.press("s", "s")
	if got := b.Status(); !strings.Contains(got, "Jonas Lund, indirect, corrected") {
		t.Errorf("status %q", got)
	}
	screen := b.screen()
	for _, want := range []string{bars[briefings.Indirect] + signCorrected, bars[briefings.Mixed] + signCorrected, "your correction"} {
		if !strings.Contains(screen, want) {
			t.Errorf("%q is missing:\n%s", want, screen)
		}
	}
	if strings.Contains(screen, bars[briefings.Direct]+signCorrected) {
		t.Errorf("a statement that nobody corrected has the sign:\n%s", screen)
	}
	if !slices.ContainsFunc(Signs(), func(s [2]string) bool { return strings.Contains(s[0], signCorrected) }) {
		t.Error("no legend explains the sign")
	}
	if got := b.doc.why(&a.Analysis.Statements[3]); got != "your correction; “the head of state” is named there" {
		t.Errorf("why: %q", got)
	}
}
