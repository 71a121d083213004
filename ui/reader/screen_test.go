package reader

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"readout/briefings"
	"readout/ui/clean"
	"readout/ui/keys"
	"readout/ui/theme"
)

func TestScreens(t *testing.T) {
	states := []struct {
		name string
		keys []string
	}{
		{"opened", nil},
		{"statement", []string{"s", "s"}},
		{"mark", []string{"]", "]"}},
		{"orphan", []string{"]", "]", "]", "]", "]"}},
		{"selection", []string{"s", "v", ")", "p"}},
		{"search", []string{"/", "s", "e", "l", " ", "c", "o"}},
		{"editor", []string{"]", "]", "a"}},
		{"question", []string{"]", "a", "x", "esc"}},
		{"margin", []string{"s", "tab"}},
		{"end", []string{"G"}},
	}
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}, {40, 12}} {
		for _, s := range states {
			t.Run(fmt.Sprintf("%s_%dx%d", s.name, size[0], size[1]), func(t *testing.T) {
				b := newBench(t, size[0], size[1], Options{Margin: size[0] >= 120}, annotatedFixture(t))
				b.press(s.keys...)
				golden.RequireEqual(t, []byte(b.screen()+"\n── "+b.Status()+"\n"))
			})
		}
	}
}

// fits reports what does not fit the screen.
func fits(r *Reader, view string) error {
	if r.width <= 0 || r.height <= 0 {
		if view != "" {
			return fmt.Errorf("a screen of %dx%d shows %q", r.width, r.height, view)
		}
		return nil
	}
	rows := strings.Split(view, "\n")
	if len(rows) != r.height {
		return fmt.Errorf("%d rows on a screen of %dx%d", len(rows), r.width, r.height)
	}
	for i, row := range rows {
		if w := ansi.StringWidth(row); w > r.width {
			return fmt.Errorf("row %d has %d cells on a screen of %dx%d: %q", i, w, r.width, r.height, ansi.Strip(row))
		}
	}
	return nil
}

func TestGeometry(t *testing.T) {
	states := [][]string{
		nil,
		{"s", "s"},
		{"]", "]"},
		{"]", "]", "]", "]", "]"},
		{"v", ")"},
		{"/", "s", "e"},
		{"]", "]", "a"},
		{"]", "a", "tab"},
		{"]", "d"},
		{"tab"},
		{"p", "G"},
		{"a", "x", "esc"},
		{"]", "]", "a", "ctrl+o"},
		{"]", "]", "a", "tab", "ctrl+o"},
		{"]", "]", "]", "]", "]", "E", "w"},
		{"r"},
		{"'"},
		{"s", "v", "v", "v", "v"},
		{"G", "tab", "j"},
	}
	empty := briefings.Article{Briefing: briefings.Briefing{ID: "empty"}}
	for _, a := range []briefings.Article{annotatedFixture(t), long(t), nasty(), empty} {
		for i, state := range states {
			b := newBench(t, 80, 24, Options{Margin: true}, a)
			b.press(state...)
			b.SetZen(i%3 == 1)
			b.numbers = i%2 == 1
			for _, w := range []int{0, 1, 2, 7, 8, 11, 12, 23, 24, 39, 40, 59, 60, 61, 80, 99, 120, 200} {
				for _, h := range []int{0, 1, 2, 3, 4, 5, 6, 7, 11, 16, 20, 24, 60} {
					b.SetSize(w, h)
					if err := fits(b.Reader, b.View()); err != nil {
						t.Fatalf("%v: %v", state, err)
					}
					if c := b.Cursor(); c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h) {
						t.Fatalf("%v: cursor at %d,%d on %dx%d", state, c.X, c.Y, w, h)
					}
				}
			}
		}
	}
}

func TestResizeKeepsPlace(t *testing.T) {
	b := newBench(t, 100, 30, Options{}, long(t))
	b.press("ctrl+d", "ctrl+d", "ctrl+d", "w", "w", "w")
	cur, row, top := b.cur, b.row, b.top
	for _, s := range [][2]int{{60, 20}, {30, 8}, {12, 3}, {1, 1}, {0, 0}, {200, 60}, {100, 30}} {
		b.SetSize(s[0], s[1])
		if b.cur != cur {
			t.Fatalf("%v moved the cursor from %d to %d", s, cur, b.cur)
		}
		if at, _, _ := b.doc.page.Cell(cur); s[1] > 0 && b.visible(at) < 0 {
			t.Fatalf("%v lost the cursor", s)
		}
	}
	if b.row != row || b.top != top {
		t.Errorf("row %d, top %v after resizing; were %d, %v", b.row, b.top, row, top)
	}
	b.SetStyles(theme.New(false, false))
	if b.cur != cur || b.top != top {
		t.Error("another theme moved the place")
	}
}

// TestNoColour holds that without colours every sign is still there.
func TestNoColour(t *testing.T) {
	b := newBench(t, 120, 40, Options{Margin: true}, annotatedFixture(t))
	coloured := b.screen()
	b.SetStyles(theme.New(true, false))
	view := b.View()
	if strings.Contains(view, "[3") && strings.Contains(view, "[38") || strings.Contains(view, ";3") && strings.Contains(view, "[48") {
		t.Errorf("colours in %q", view)
	}
	if ansi.Strip(view) != coloured {
		t.Error("the text differs without colour")
	}
	for _, want := range []string{"M┃", "L╎", "M┇", "●2", "✎3", "Edda Maren", "President, Norland"} {
		if !strings.Contains(ansi.Strip(view), want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// TestHostile holds that nothing of a document's details or notes reaches the
// terminal raw.
func TestHostile(t *testing.T) {
	evil := "\x1b]52;c;aGk=\a\x1b[2J\u009b31m\u202eevil\r\n"
	a := annotatedFixture(t)
	a.Title, a.Source, a.Kind, a.Tags = evil, evil, briefings.Kind(evil), []string{evil}
	a.Analysis.People[0].Name, a.Analysis.People[0].Role = evil, evil
	for i := range a.Analysis.Statements {
		s := &a.Analysis.Statements[i]
		s.Speaker.Name, s.Speakers[0].Name, s.Grounds, s.Topics = evil, evil, evil, []string{evil}
	}
	a.Analysis.Topics[1].Label = evil
	for i := range a.Annotations {
		a.Annotations[i].Text, a.Annotations[i].Tags = evil, []string{evil}
	}
	a.Annotations[4].Quote.Exact = evil
	for _, ks := range []string{"", "s", "] ] ] ] ]", "] a", "] a ctrl+o", "] a tab", "] E", "A", "tab", "/", "] d"} {
		for _, w := range []int{120, 60} {
			b := newBench(t, w, 30, Options{Margin: true, Colours: [briefings.Colors]string{evil, evil, evil}}, a)
			b.press(strings.Fields(ks)...)
			rest := ansi.Strip(strings.ReplaceAll(b.View(), "\n", "")) + b.Status()
			if clean.Line(rest) != rest {
				t.Errorf("%q: %q", ks, rest)
			}
			for _, bad := range []string{"\x1b]52", "\x1b[2J", "\u202e", "\u009b"} {
				if strings.Contains(b.View(), bad) {
					t.Errorf("%q: %q reaches the terminal", ks, bad)
				}
			}
		}
	}
}

func TestHelpNeverLies(t *testing.T) {
	states := [][]string{nil, {"s"}, {"]"}, {"v"}, {"/"}, {"a"}, {"]", "d"}, {"/", "s", "e", "l", "enter"}}
	for _, a := range []briefings.Article{fixture(t), annotatedFixture(t), {Briefing: briefings.Briefing{ID: "empty"}}} {
		for _, s := range states {
			b := newBench(t, 80, 24, Options{}, a)
			b.press(s...)
			seen := map[string]string{}
			for _, g := range b.FullHelp() {
				for _, k := range g {
					if k.Help().Key == "" || k.Help().Desc == "" {
						t.Errorf("%v: a binding without help: %v", s, k.Keys())
					}
					if strings.Contains(k.Help().Key, "…") {
						continue // the five colours
					}
					for _, name := range k.Keys() {
						if other := seen[name]; other != "" {
							t.Errorf("%v: %q is %q and %q", s, name, other, k.Help().Desc)
						}
						seen[name] = k.Help().Desc
					}
				}
			}
			if len(b.ShortHelp()) == 0 {
				t.Errorf("%v: no short help", s)
			}
		}
	}
}

func TestKeyMaps(t *testing.T) {
	k := DefaultKeys()
	for _, m := range []any{&k, &k.Selection, &k.Editor, &k.Find, &k.Question} {
		for _, c := range keys.Clashes(keys.All(m)) {
			t.Errorf("%T: %v", m, c)
		}
		for _, n := range keys.All(m) {
			if n.Binding.Help().Desc == "" || len(n.Binding.Keys()) == 0 {
				t.Errorf("%T: %s has no help or no key", m, n.Name)
			}
		}
	}
}

// TestForeign: an article in another language says why nobody speaks in it.
func TestForeign(t *testing.T) {
	a := fixture(t)
	a.Lang = "fr"
	b := newBench(t, 120, 40, Options{}, a)
	if got := b.screen(); !strings.Contains(got, "in “fr”: speech is found in English only") {
		t.Errorf("not said:\n%s", got)
	}
	b = newBench(t, 120, 40, Options{}, fixture(t))
	if strings.Contains(b.screen(), "in English only") {
		t.Error("said of English")
	}
}
