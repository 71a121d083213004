package theme

import (
	"fmt"
	"testing"

	"readout/briefings"
)

// TestWithoutColour checks that colour is never the only sign: without it,
// every style of the text still differs from plain text.
func TestWithoutColour(t *testing.T) {
	for _, dark := range []bool{true, false} {
		s := New(dark, false)
		for name, st := range map[string]any{
			"topic": s.Topic, "cue": s.Cue, "selection": s.Selection, "match": s.Match, "current match": s.Current,
			"cursor": s.Cursor, "speaker": s.Speaker("a"), "highlight": s.Highlight(1),
		} {
			if text := fmt.Sprintf("%+v", st); text == "{Fg:<nil> Bg:<nil> UnderlineColor:<nil> Underline:0 Attrs:0}" {
				t.Errorf("%s has no sign without colour", name)
			}
		}
		if s.Highlight(1).Fg != nil || s.Speaker("a").Fg != nil || s.Topic.Fg != nil {
			t.Error("a colour is set without colour")
		}
	}
}

// TestStable checks that speakers keep their colours and that highlights have
// five.
func TestStable(t *testing.T) {
	a, b := New(true, true), New(true, true)
	if x, y := a.Speaker("ada-holm"), b.Speaker("ada-holm"); !x.Equal(&y) {
		t.Error("a speaker's colour changes")
	}
	seen := map[string]bool{}
	for n := 1; n <= briefings.Colors; n++ {
		seen[fmt.Sprint(a.Highlight(n).Bg)] = true
	}
	if len(seen) != briefings.Colors {
		t.Errorf("%d colours of highlights, want %d", len(seen), briefings.Colors)
	}
	for _, n := range []int{-1, 0, 6, 1000} {
		if first, got := a.Highlight(1), a.Highlight(n); !got.Equal(&first) {
			t.Errorf("Highlight(%d) is not the first colour", n)
		}
	}
}
