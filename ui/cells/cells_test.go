package cells

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

func TestFit(t *testing.T) {
	for _, tt := range []struct {
		in   string
		w    int
		want string
	}{
		{"abc", 5, "abc  "},
		{"abcdef", 4, "abc…"},
		{"abc", 0, ""},
		{"abc", -1, ""},
		{"", 2, "  "},
		{"会談の会談", 5, "会談…"},
		{"会談の会談", 6, "会談… "},
		{"é́x", 3, "é́x "},
		{"a", 1, "a"},
		{"ab", 1, "…"},
	} {
		if got := Fit(tt.in, tt.w); got != tt.want {
			t.Errorf("Fit(%q, %d) = %q, want %q", tt.in, tt.w, got, tt.want)
		}
		if got := FitLeft(tt.in, tt.w); ansi.StringWidth(got) != max(tt.w, 0) {
			t.Errorf("FitLeft(%q, %d) = %q, of %d cells", tt.in, tt.w, got, ansi.StringWidth(got))
		}
	}
}

func TestBlock(t *testing.T) {
	got := strings.Join(Block("a\nbcd\nefg\nh", 2, 3), "|")
	if got != "a |b…|e…" {
		t.Errorf("Block = %q", got)
	}
	if got := strings.Join(Block("a", 2, 2), "|"); got != "a |  " {
		t.Errorf("Block = %q", got)
	}
}

func TestOver(t *testing.T) {
	red := lipgloss.NewStyle().Bold(true)
	base := strings.Join([]string{red.Render("0123456789"), "会談会談会談", "short", "abcdefghij"}, "\n")
	got := ansi.Strip(Over(base, "XY\nXY\nXY", 3, 0))
	want := "012XY56789\n会 XY 談会談\nshoXY\nabcdefghij"
	if got != want {
		t.Errorf("Over =\n%s\nwant\n%s", got, want)
	}
	if got := ansi.Strip(Over("ab", "X\nX", 1, -1)); got != "aX" {
		t.Errorf("Over above the edge = %q", got)
	}
}

func TestPaint(t *testing.T) {
	st := lipgloss.NewStyle().Bold(true).Foreground(ansi.BasicColor(2))
	if got, want := NewPaint(st).On("abc"), st.Render("abc"); got != want {
		t.Errorf("On = %q, want %q", got, want)
	}
	if got := NewPaint(lipgloss.NewStyle()).On("abc"); got != "abc" {
		t.Errorf("On = %q", got)
	}
}
