package theme

import (
	"image/color"
	"slices"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestParseColor(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want color.Color
	}{
		{"#1a2B3c", color.RGBA{0x1a, 0x2b, 0x3c, 0xff}},
		{"#abc", color.RGBA{0xaa, 0xbb, 0xcc, 0xff}},
		{"0", ansi.BasicColor(0)},
		{"15", ansi.BasicColor(15)},
		{"16", ansi.IndexedColor(16)},
		{"255", ansi.IndexedColor(255)},
		{"red", ansi.BasicColor(1)},
		{" Bright-Blue ", ansi.BasicColor(12)},
		{"grey", ansi.BasicColor(8)},
		{"none", nil},
	} {
		if got, err := ParseColor(tt.in); err != nil || got != tt.want {
			t.Errorf("ParseColor(%q) = %v, %v; want %v", tt.in, got, err, tt.want)
		}
	}
	for _, bad := range []string{"", "256", "-1", "+1", "#12345", "#1234567", "#gggggg", "#+12345", "#ébc", "rot", "0x10", "#"} {
		if got, err := ParseColor(bad); err == nil {
			t.Errorf("ParseColor(%q) = %v, want an error", bad, got)
		}
	}
}

// TestTokens: every token has a name of its own.
func TestTokens(t *testing.T) {
	seen := map[string]bool{}
	for i, name := range Tokens() {
		if name == "" || seen[name] {
			t.Errorf("token %d has the name %q", i, name)
		}
		seen[name] = true
	}
}

// TestOwn: a theme of the user's changes what it names and no more, and text
// can be read on the grounds that it gives.
func TestOwn(t *testing.T) {
	own := map[string]Own{
		"mine":   {Base: "night", Colors: map[string]string{"highlight1": "#ffff00", "speaker2": "none", "heading": "201", "selection": "#000000"}},
		"ground": {Colors: map[string]string{"background": "#ffffff"}},
		"broken": {Base: "nowhere", Colors: map[string]string{"text": "blu", "colour": "red"}},
	}
	s := Spec{Name: "mine", Color: true, Own: own}.Styles()
	night := Spec{Name: "night", Color: true}.Styles()
	if h := s.Highlight(1); h.Bg != rgb(0xffff00) || dark(h.Fg) == dark(h.Bg) {
		t.Errorf("highlight 1 = %v", h)
	}
	if h, base := s.Highlight(2), night.Highlight(2); !h.Equal(&base) || s.Background != night.Background || s.Heading != ansi.IndexedColor(201) {
		t.Errorf("highlight 2 = %v, background %v, heading %v", h, s.Background, s.Heading)
	}
	if len(s.speakers) != len(night.speakers)-1 || !s.Dark {
		t.Errorf("%d speakers, dark %t", len(s.speakers), s.Dark)
	}
	if ratio, known := contrast(s.Selection.Fg, s.Selection.Bg); !known || ratio < readable {
		t.Errorf("the selection has %.1f:1", ratio)
	}
	if s := (Spec{Name: "ground", Dark: true, Color: true, Own: own}).Styles(); s.Dark || s.Background != rgb(0xffffff) {
		t.Errorf("a white background is dark: %t, %v", s.Dark, s.Background)
	}
	got, want := Spec{Name: "broken", Dark: true, Color: true, Own: own}.Styles(), New(true, true)
	if got.Muted.GetForeground() != want.Muted.GetForeground() || got.Foreground != nil {
		t.Error("a theme that is none is not the terminal's palette")
	}
	if names := OwnNames(own); !slices.Equal(names, []string{"broken", "ground", "mine"}) {
		t.Errorf("OwnNames = %q", names)
	}
}

// TestSides: dark and light say which of the terminal's colours are used, auto,
// contrast and safe follow the terminal, the others do not.
func TestSides(t *testing.T) {
	for _, tt := range []struct {
		name                  string
		onDark, onLight, asks bool
	}{
		{"auto", true, false, true},
		{"", true, false, true},
		{"dark", true, true, false},
		{"light", false, false, false},
		{"paper", false, false, false},
		{"night", true, true, false},
		{"contrast", true, false, true},
		{"contrast-light", false, false, false},
		{"safe", true, false, true},
		{"safe-dark", true, true, false},
	} {
		spec := Spec{Name: tt.name, Dark: true, Color: true}
		onDark := spec.Styles().Dark
		spec.Dark = false
		if onLight := spec.Styles().Dark; onDark != tt.onDark || onLight != tt.onLight || spec.Follows() != tt.asks {
			t.Errorf("%q: dark on dark %t, on light %t, follows %t", tt.name, onDark, onLight, spec.Follows())
		}
	}
}

// TestWithoutColourEverywhere: without colour every theme is the same.
func TestWithoutColourEverywhere(t *testing.T) {
	for _, name := range Names() {
		s := Spec{Name: name, Dark: true}.Styles()
		if s.Color || s.Background != nil || s.Foreground != nil || s.Heading != nil || s.Highlight(1).Bg != nil {
			t.Errorf("%s has colour", name)
		}
	}
}
