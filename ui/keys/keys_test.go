package keys

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
)

func TestCheck(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"j", "j"},
		{"J", "J"},
		{"ctrl+d", "ctrl+d"},
		{"alt+ctrl+x", "ctrl+alt+x"},
		{"+", "+"},
		{"ctrl++", "ctrl++"},
		{"space", "space"},
		{" ", "space"},
		{"pgdown", "pgdown"},
		{"f12", "f12"},
		{"é", "é"},
		{"enter", "enter"},
		{"g t", "g t"},
		{"shift+ctrl+x space", "ctrl+shift+x space"},
		{"space space space space", "space space space space"},
		{"esc x", "esc x"},
		{"alt+<", "alt+<"},
	} {
		if got, err := Check(tt.in); err != nil || got != tt.want {
			t.Errorf("Check(%q) = %q, %v; want %q", tt.in, got, err, tt.want)
		}
	}
	for _, bad := range []string{"", "jj", "ctl+d", "f13", "f01", "ctrl+", "return", "\x1b", "ctrl+\x00", "shift+", "g  t", " g", "g ", "  ", "g esc", "a b c d e", "g jj"} {
		if got, err := Check(bad); err == nil {
			t.Errorf("Check(%q) = %q, want an error", bad, got)
		}
	}
}

func TestOverride(t *testing.T) {
	m := DefaultBriefing()
	Override(All(&m), map[string][]string{"star": {"f", "ctrl+s"}, "remove": {}})
	if got := m.Star.Help(); got.Key != "f ctrl+s" || got.Desc != "star" {
		t.Errorf("help of star = %+v", got)
	}
	if m.Remove.Enabled() {
		t.Error("remove is enabled without a key")
	}
	if got := m.Tag.Keys(); len(got) != 1 || got[0] != "t" {
		t.Errorf("tag = %v, want it untouched", got)
	}
}

func TestClashes(t *testing.T) {
	g, b := DefaultGlobal(), DefaultBriefing()
	if got := Clashes(All(&g), All(&b)); len(got) != 0 {
		t.Errorf("defaults clash: %v", got)
	}
	b.Star.SetKeys("t")
	if got := Clashes(All(&g), All(&b)); len(got) != 1 || got[0] != (Clash{"t", "tag", "star"}) {
		t.Errorf("Clashes = %v", got)
	}
}

// TestClashesOfSequences: a key that begins a sequence of another action could
// not act, or the sequence could not.
func TestClashesOfSequences(t *testing.T) {
	for _, tt := range []struct {
		a, b  []string
		clash string
	}{
		{[]string{"g t"}, []string{"g g"}, ""},
		{[]string{"g t"}, []string{"g"}, "g t"},
		{[]string{"g"}, []string{"j", "g t"}, "g t"},
		{[]string{"g t"}, []string{"g t"}, "g t"},
		{[]string{"ctrl+x"}, []string{"ctrl+x ctrl+s"}, "ctrl+x ctrl+s"},
		{[]string{"g"}, []string{"gg"}, ""},
		{[]string{"g t x"}, []string{"g t"}, "g t x"},
		{[]string{"g", "g t"}, []string{"t"}, ""},
	} {
		m := struct{ A, B key.Binding }{Bind("a", tt.a...), Bind("b", tt.b...)}
		got := Clashes(All(&m))
		if tt.clash == "" && len(got) != 0 || tt.clash != "" && (len(got) != 1 || got[0] != (Clash{tt.clash, "a", "b"})) {
			t.Errorf("%q and %q: %v, want %q", tt.a, tt.b, got, tt.clash)
		}
	}
}

func TestShow(t *testing.T) {
	for _, tt := range []struct {
		in   []string
		want string
	}{
		{[]string{"j", "down"}, "j ↓"},
		{[]string{"g t", "T"}, "g t / T"},
		{[]string{" "}, "space"},
		{nil, ""},
	} {
		if got := Show(tt.in); got != tt.want {
			t.Errorf("Show(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestTypes(t *testing.T) {
	for name, want := range map[string]bool{
		"s": true, "S": true, "é": true, "space": true, "shift+space": true, "Z Z": true, "shift+a": true, "+": true,
		"ctrl+s": false, "alt+s": false, "enter": false, "f1": false, "ctrl+x s": false, "shift+tab": false,
	} {
		if got := Types(name); got != want {
			t.Errorf("Types(%q) = %t", name, got)
		}
	}
}

func TestNames(t *testing.T) {
	m := struct {
		HalfDown  key.Binding
		Other     int
		Selection struct{ EndWord key.Binding }
		Up        key.Binding
	}{HalfDown: Bind("", "x"), Up: Bind("", "x")}
	m.Selection.EndWord = Bind("", "x")
	got := All(&m)
	if len(got) != 3 || got[0] != (Named{"half_down", "", &m.HalfDown}) || got[2] != (Named{"selection_end_word", "selection", &m.Selection.EndWord}) {
		t.Errorf("All = %v", got)
	}
	if c := Clashes(got); len(c) != 1 || c[0] != (Clash{"x", "half_down", "up"}) {
		t.Errorf("Clashes = %v", c)
	}
}

// TestName: a command runs an action whatever its keys are, and nothing shows
// the name.
func TestName(t *testing.T) {
	m := DefaultBriefing()
	Override(All(&m), map[string][]string{"star": {}})
	Name("briefing", All(&m))
	for _, n := range All(&m) {
		if !key.Matches(Press("briefing", n.Name), *n.Binding) {
			t.Errorf("the name of %s does not run it", n.Name)
		}
		if s := Show(n.Binding.Keys()) + n.Binding.Help().Key + First(*n.Binding); strings.Contains(s, "briefing") {
			t.Errorf("%s shows its name: %q", n.Name, s)
		}
	}
	if First(m.Star) != "" || First(m.Tag) != "t" || len(Keys(m.Star)) != 0 {
		t.Errorf("keys of star and tag: %q, %q", First(m.Star), First(m.Tag))
	}
	if c := Clashes(All(&m), All(&m)); len(c) != 0 {
		t.Errorf("Clashes = %v", c)
	}
}
