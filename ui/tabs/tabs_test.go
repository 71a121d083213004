package tabs

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"readout/ui/theme"
)

func TestBar(t *testing.T) {
	b := Bar{Labels: []string{"Briefings", "会x"}, Active: 1}
	if got := ansi.Strip(b.View(theme.New(true, true), true, 40)); got != " Briefings [会x]" {
		t.Errorf("View = %q", got)
	}
	for x, want := range map[int]int{-1: -1, 0: 0, 10: 0, 11: 1, 15: 1, 16: -1} {
		if got := b.At(x); got != want {
			t.Errorf("At(%d) = %d, want %d", x, got, want)
		}
	}
	for w := range 20 {
		if n := ansi.StringWidth(b.View(theme.New(true, false), false, w)); n > w || n > b.Width() {
			t.Errorf("%d cells at width %d", n, w)
		}
	}
}
