package dialog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/cells"
	"readout/ui/keys"
	"readout/ui/theme"
)

var codes = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "backspace": tea.KeyBackspace,
}

// give presses keys, each a word of codes or text to type.
func give(s *Stack, keys ...string) []tea.Msg {
	var out []tea.Msg
	for _, k := range keys {
		if c, ok := codes[k]; ok {
			out = append(out, run(s, s.Update(tea.KeyPressMsg{Code: c}))...)
			continue
		}
		for _, r := range k {
			out = append(out, run(s, s.Update(tea.KeyPressMsg{Code: r, Text: string(r)}))...)
		}
	}
	return out
}

func run(s *Stack, cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
		return nil
	case found, Found, Completed:
		return run(s, s.Update(msg))
	case tea.BatchMsg:
		var out []tea.Msg
		for _, c := range msg {
			out = append(out, run(s, c)...)
		}
		return out
	default:
		return []tea.Msg{msg}
	}
}

func open(d Dialog) *Stack {
	s := &Stack{}
	s.SetStyles(theme.New(true, true))
	s.Push(d)
	return s
}

func value(s string) tea.Cmd { return func() tea.Msg { return s } }

func screen(s *Stack, w, h int) (string, *tea.Cursor) {
	base := strings.TrimSuffix(strings.Repeat(cells.Blank(w)+"\n", h), "\n")
	v, c := s.Over(base, w, h)
	return ansi.Strip(v), c
}

func TestLine(t *testing.T) {
	l := NewLine("tag: ", "", value)
	l.Complete = func(v string, _ int) []Completion {
		var out []Completion
		for _, c := range []string{"talks", "tariffs", "treaty"} {
			if strings.HasPrefix(c, v) {
				out = append(out, Completion{Text: c, Show: c})
			}
		}
		return out
	}
	l.History = []string{"first", "second"}
	s := open(l)
	give(s, "ta")
	view, cursor := screen(s, 40, 12)
	if rows := strings.Split(view, "\n"); !strings.Contains(rows[8], "talks") || !strings.Contains(rows[9], "tariffs") || !strings.HasPrefix(rows[10], "tag: ta") {
		t.Errorf("view:\n%s", view)
	}
	if cursor == nil || cursor.X != 7 || cursor.Y != 10 {
		t.Errorf("cursor = %+v", cursor)
	}
	give(s, "tab", "tab")
	if l.Value() != "tariffs" {
		t.Errorf("completed %q", l.Value())
	}
	l.History = []string{"tariffs of May", "first", "tariffs"}
	give(s, "up")
	if l.Value() != "tariffs of May" {
		t.Errorf("history gives %q", l.Value())
	}
	give(s, "up", "down")
	if l.Value() != "tariffs" {
		t.Errorf("below the history is %q", l.Value())
	}
	if got := give(s, "enter"); len(got) != 1 || got[0] != "tariffs" || s.Top() != nil {
		t.Errorf("answer = %v", got)
	}
}

// TestLineProblem: a mistake is pointed at, and keeps the line open.
func TestLineProblem(t *testing.T) {
	l := NewLine("filter: ", "", value)
	l.Check = func(v string) *Problem {
		if i := strings.Index(v, "会x"); i >= 0 {
			return &Problem{Pos: i, Len: len("会x"), Msg: "no such word"}
		}
		return nil
	}
	s := open(l)
	give(s, "ab 会x", "enter")
	if s.Top() == nil {
		t.Fatal("a mistake is accepted")
	}
	view, cursor := screen(s, 40, 6)
	rows := strings.Split(view, "\n")
	if at := strings.Index(rows[5], "^ no such word"); at != len("filter: ab ") {
		t.Errorf("the mistake is at %d:\n%s", at, view)
	}
	if cursor.X != len("filter: ab ")+3 {
		t.Errorf("the cursor is at %d behind a wide character", cursor.X)
	}
	give(s, "backspace", "enter")
	if s.Top() != nil {
		t.Error("a good line is refused")
	}
}

// TestLongLine: the cursor stays in sight.
func TestLongLine(t *testing.T) {
	for _, text := range []string{strings.Repeat("word ", 60), strings.Repeat("会", 90)} {
		l := NewLine("> ", "", value)
		s := open(l)
		s.Update(tea.PasteMsg{Content: text + "END"})
		view, cursor := screen(s, 30, 5)
		if !strings.Contains(view, "END") || cursor.X >= 30 {
			t.Errorf("cursor %d in\n%s", cursor.X, view)
		}
	}
}

func TestConfirm(t *testing.T) {
	for k, want := range map[string]string{"y": "[yes]", "n": "[no]", "esc": "[no]", "enter": "[]", "x": "[]"} {
		s := open(&Confirm{Title: "t", Question: "q?", Yes: "do", No: "do not", Done: func() tea.Cmd { return value("yes") }, Refused: func() tea.Cmd { return value("no") }})
		if got := fmt.Sprint(give(s, k)); got != want || (s.Top() == nil) != (want != "[]") {
			t.Errorf("%s answers %s, want %s", k, got, want)
		}
	}
}

func TestForm(t *testing.T) {
	var got map[string]string
	f := NewForm("details", []Field{
		{Name: "title", Label: "title", Value: "Old"},
		{Name: "kind", Label: "kind", Value: "news", Complete: func(p string) []string {
			return slices.DeleteFunc([]string{"news", "readout", "speech"}, func(k string) bool { return !strings.HasPrefix(k, p) })
		}},
		{Name: "lang", Label: "language", Value: "en", Check: func(s string) error {
			if len(s) != 2 {
				return errors.New("two letters")
			}
			return nil
		}},
	}, func(v map[string]string) tea.Cmd { got = v; return nil })
	s := open(f)
	give(s, "er", "down", "tab", "down", "g", "enter")
	view, cursor := screen(s, 60, 14)
	if !strings.Contains(view, "two letters") || cursor == nil || s.Top() == nil {
		t.Fatalf("a mistake is taken:\n%s", view)
	}
	give(s, "backspace", "enter")
	if len(got) != 2 || got["title"] != "Older" || got["kind"] != "readout" {
		t.Errorf("values = %v", got)
	}
}

func TestPalette(t *testing.T) {
	items := []Item{
		{Text: "export: write the notes", Kind: "command"},
		{Text: "Torvan receives Verrel", Kind: "briefing", Do: func() tea.Cmd { return value("torvan") }},
		{Text: "History of the Sel treaty", Kind: "briefing"},
	}
	p, cmd := NewPalette("find", func(pattern string) []Item { return Best(items, pattern, 10) })
	s := open(p)
	run(s, cmd)
	late := p.search()
	give(s, "verrel tor")
	run(s, late)
	if len(p.items) != 1 {
		t.Fatalf("items = %v", p.items)
	}
	if got := give(s, "enter"); len(got) != 1 || got[0] != "torvan" || s.Top() != nil {
		t.Errorf("answer = %v", got)
	}
}

func TestScore(t *testing.T) {
	for _, tt := range []struct {
		pattern       string
		better, worse string
	}{
		{"tor", "Torvan receives", "History"},
		{"tor", "History", "the old river"},
		{"sel bridge", "the Sel bridge opens", "Sel"},
		{"trvn", "Torvan receives", "the river"},
	} {
		if b, w := Score(tt.pattern, tt.better), Score(tt.pattern, tt.worse); b <= w {
			t.Errorf("Score(%q): %q has %d, %q has %d", tt.pattern, tt.better, b, tt.worse, w)
		}
	}
	if Score("zzz", "Torvan") != 0 || Score("", "x") == 0 {
		t.Error("an absent word fits, or an empty pattern does not")
	}
}

func TestPager(t *testing.T) {
	var lines []string
	for i := range 100 {
		lines = append(lines, fmt.Sprint("line ", i))
	}
	p := NewText("messages", lines, true)
	s := open(p)
	if view, _ := screen(s, 60, 12); !strings.Contains(view, "line 99") {
		t.Errorf("does not begin at the end:\n%s", view)
	}
	give(s, "g")
	if view, _ := screen(s, 60, 12); !strings.Contains(view, "line 0 ") {
		t.Errorf("g does not go to the top:\n%s", view)
	}
	give(s, "q")
	if s.Top() != nil {
		t.Error("q does not close")
	}
}

// TestStack: keys are for the dialog in front, results for all.
func TestStack(t *testing.T) {
	below, above := NewLine("a", "", value), NewLine("b", "", value)
	s := open(below)
	s.Push(above)
	give(s, "x")
	if below.Value() != "" || above.Value() != "x" {
		t.Errorf("values = %q, %q", below.Value(), above.Value())
	}
	give(s, "esc")
	if s.Top() != below {
		t.Error("esc closes another dialog")
	}
}

// TestHelpTexts: every key that a dialog names has a text.
func TestHelpTexts(t *testing.T) {
	p, _ := NewPalette("", func(string) []Item { return nil })
	for _, d := range []Dialog{NewLine("", "", value), &Confirm{Yes: "y", No: "n"}, NewForm("", []Field{{}}, nil), p, NewText("", nil, false)} {
		for _, b := range d.Help() {
			if b.Help().Desc == "" || keys.First(b) == "" {
				t.Errorf("%T: %v has no help", d, b.Keys())
			}
		}
	}
}

// A value too long for its field shows its beginning, unless it is being typed.
func TestFormShowsBeginnings(t *testing.T) {
	f := NewForm("details", []Field{
		{Name: "a", Label: "a", Value: "the first words " + strings.Repeat("and more ", 20) + "the last"},
		{Name: "b", Label: "b", Value: "another beginning " + strings.Repeat("and more ", 20) + "the end"},
	}, nil)
	f.SetStyles(theme.New(true, true))
	view := f.View(60, 20)
	if !strings.Contains(view, "the last") || !strings.Contains(view, "another beginning") {
		t.Errorf("%s", view)
	}
	f.Update(tea.KeyPressMsg{Code: tea.KeyDown})
	view = f.View(60, 20)
	if !strings.Contains(view, "the end") || !strings.Contains(view, "the first words") {
		t.Errorf("%s", view)
	}
}
