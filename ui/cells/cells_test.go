package cells

import (
	"os"
	"os/exec"
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

func TestIsolate(t *testing.T) {
	signs := strings.NewReplacer(RightIsolate, "{", EndIsolate, "}", LeftMark, "|")
	for _, tt := range []struct{ in, want, fit string }{
		{"", "", "    "},
		{"abc", "abc", "abc "},
		{"é 12", "é 12", "é 12"},
		{"שלם", "{שלם}|", "שלם| "},
		{"12 ש", "{12 ש}|", "12 ש|"},
		{"a ש.", "a ש.|", "a ש.|"},
		{"ש a", "{ש a}|", "ש a "},
	} {
		if got := signs.Replace(Isolate(tt.in)); got != tt.want {
			t.Errorf("Isolate(%q) = %q; want %q", tt.in, got, tt.want)
		}
		got := Fit(tt.in, 4)
		if signs.Replace(got) != tt.fit || Width(got) != 4 || Fit(got, 4) != got {
			t.Errorf("Fit(%q) = %q; want %q", tt.in, got, tt.fit)
		}
	}
	for _, tt := range []struct{ in, want string }{
		{"\x1b[1mש\x1b[m", "|"},
		{"\x1b]8;;https://a.example\aש\x1b]8;;\x1b\\", "|"},
		{"ש\x1b[1ma\x1b[m", ""},
		{"ש\x1b[1", "|"},
		{"\x1b", ""},
	} {
		if got := signs.Replace(closing(tt.in)); got != tt.want {
			t.Errorf("closing(%q) = %q; want %q", tt.in, got, tt.want)
		}
	}
}

// TestWideTerminal runs the other tests for a terminal that gives characters of
// ambiguous width two cells: that is known when a process starts.
func TestWideTerminal(t *testing.T) {
	if Wide() {
		for s := "ab ...…会a会 Привет"; s != ""; s = s[1:] {
			for w := range 12 {
				if s := strings.ToValidUTF8(s, ""); Width(Fit(s, w)) != w || Width(FitLeft(s, w)) != w {
					t.Errorf("%q does not fit %d cells", s, w)
				}
			}
		}
		return
	}
	c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=TestWideTerminal")
	c.Env = append(os.Environ(), "RUNEWIDTH_EASTASIAN=1")
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v\n%.4000s", err, out)
	}
}

func TestCount(t *testing.T) {
	for _, tt := range []struct {
		n          int
		noun, want string
	}{
		{0, "note", "0 notes"},
		{1, "match", "1 match"},
		{2, "match", "2 matches"},
		{1200, "briefing", "1,200 briefings"},
	} {
		if got := Count(tt.n, tt.noun); got != tt.want {
			t.Errorf("Count(%d, %q) = %q, want %q", tt.n, tt.noun, got, tt.want)
		}
	}
}

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", -1000: "-1,000", -100: "-100", 1234567: "1,234,567"} {
		if got := Number(n); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
}
