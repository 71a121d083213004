package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/keys"
	"readout/ui/theme"
)

func ctrl(s *Stack, letters ...rune) {
	for _, r := range letters {
		run(s, s.Update(tea.KeyPressMsg{Code: r, Mod: tea.ModCtrl}))
	}
}

// click clicks on the first place of the screen that shows a text.
func click(t *testing.T, s *Stack, text string, w, h int) []tea.Msg {
	t.Helper()
	view, _ := screen(s, w, h)
	for y, row := range strings.Split(view, "\n") {
		if before, _, ok := strings.Cut(row, text); ok {
			return run(s, s.Update(tea.MouseClickMsg{X: ansi.StringWidth(before), Y: y, Button: tea.MouseLeft}))
		}
	}
	t.Fatalf("no %q in\n%s", text, view)
	return nil
}

// TestLater: completions that take long come for the very value they were
// asked for, and a tab pressed ahead of them takes the first.
func TestLater(t *testing.T) {
	l := NewLine(":", "", value)
	var asked []tea.Cmd
	l.CompleteLater = func(v string, _ int) tea.Cmd {
		asked = append(asked, l.Later(v, func() []Completion {
			return []Completion{{Text: v + "one", Show: "one"}, {Text: v + "two", Show: "two"}}
		}))
		return nil
	}
	s := open(l)
	give(s, "ab")
	run(s, asked[0])
	if len(l.show) != 0 {
		t.Error("completions of another value show")
	}
	run(s, asked[1])
	if view, _ := screen(s, 40, 10); !strings.Contains(view, "two") {
		t.Errorf("no completions:\n%s", view)
	}
	give(s, "c", "tab")
	if l.Value() != "abc" {
		t.Fatalf("%q before the completions have come", l.Value())
	}
	run(s, asked[len(asked)-1])
	if l.Value() != "abcone" {
		t.Errorf("%q after they came", l.Value())
	}
	late := asked[len(asked)-1]
	give(s, "tab")
	run(s, late)
	if l.Value() != "abctwo" {
		t.Errorf("the second tab gives %q", l.Value())
	}
}

// TestKills: what is killed comes back, and what is pasted is one line.
func TestKills(t *testing.T) {
	l := NewLine(":", "", value)
	s := open(l)
	s.Update(tea.PasteMsg{Content: "one\r\n  two\n\nthrée 会\n"})
	if l.Value() != "one two thrée 会" {
		t.Fatalf("pasted %q", l.Value())
	}
	ctrl(s, 'w', 'a', 'y')
	if l.Value() != "会one two thrée " {
		t.Errorf("%q", l.Value())
	}
	ctrl(s, 'k', 'y', 'y')
	if l.Value() != "会one two thrée one two thrée " {
		t.Errorf("%q", l.Value())
	}
	ctrl(s, 'u')
	s.Update(tea.PasteMsg{Content: strings.Repeat("会\n", 1<<20)})
	if n := len([]rune(l.Value())); n != maxInput {
		t.Errorf("%d characters pasted", n)
	}
	if view, cursor := screen(s, 30, 5); cursor.X != 29 && cursor.X != 28 || !strings.Contains(view, "…") {
		t.Errorf("cursor %d in\n%s", cursor.X, view)
	}
}

func TestSearchHistory(t *testing.T) {
	l := NewLine(":", "", value)
	l.History = []string{"filter tag:talks", "sort title", "filter treaty", "sort title"}
	s := open(l)
	give(s, "t")
	ctrl(s, 'r')
	if l.Value() != "sort title" {
		t.Errorf("%q", l.Value())
	}
	ctrl(s, 'r', 'r', 'r')
	if l.Value() != "filter tag:talks" {
		t.Errorf("%q", l.Value())
	}
}

func TestWords(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
		ok   bool
	}{
		{`a  b`, []string{"a", "b"}, true},
		{`"a b" c\ d 'e"'`, []string{"a b", "c d", `e"`}, true},
		{`"a`, nil, false},
		{``, nil, true},
	} {
		if got, err := Words(tt.in); !slices.Equal(got, tt.want) || (err == nil) != tt.ok {
			t.Errorf("Words(%q) = %q, %v", tt.in, got, err)
		}
	}
	for _, word := range []string{"", "a", "a b", `it's "so"`, `back\slash`, "会 議"} {
		if got, err := Words("x " + Quote(word) + " y"); err != nil || len(got) != 3 || got[1] != word {
			t.Errorf("Words(Quote(%q)) = %q, %v", word, got, err)
		}
	}
	for _, tt := range []struct {
		s, word string
		start   int
	}{
		{"import pap", "pap", 7},
		{`import "my pap`, "my pap", 7},
		{`import my\ pap`, "my pap", 7},
		{"import a b", "b", 9},
		{"import ", "", 7},
		{"", "", 0},
	} {
		if word, start := WordAt(tt.s, len(tt.s)); word != tt.word || start != tt.start {
			t.Errorf("WordAt(%q) = %q, %d", tt.s, word, start)
		}
	}
}

func kinds() []Kind {
	return []Kind{{"#", "tag", "tags"}, {"@", "speaker", "speakers"}, {":", "command", "commands"}}
}

// TestKinds: a letter restricts the palette to a kind.
func TestKinds(t *testing.T) {
	items := []Item{{Kind: "command", Text: "talk"}, {Kind: "tag", Text: "talks"}, {Kind: "speaker", Text: "Talia Maren", Do: func() tea.Cmd { return value("talia") }}}
	var used Item
	p, cmd := Finder{Title: "find", Kinds: kinds(), Find: func(_, pattern string) []Item { return Best(items, pattern, 10) }, Used: func(it Item) { used = it }}.Open()
	s := open(p)
	run(s, cmd)
	give(s, "tal")
	if len(p.items) != 3 {
		t.Errorf("%v", p.items)
	}
	for range 3 {
		give(s, "backspace")
	}
	give(s, "@tal")
	if len(p.items) != 1 {
		t.Errorf("%v", p.items)
	}
	if view, _ := screen(s, 80, 24); !strings.Contains(view, "# tags  [@ speakers]  : commands") {
		t.Errorf("%s", view)
	}
	if got := give(s, "enter"); len(got) != 1 || got[0] != "talia" || used.Text != "Talia Maren" {
		t.Errorf("%v, used %v", got, used)
	}
}

// TestFound: what is found later comes in below the cursor, and what was used
// last stands first.
func TestFound(t *testing.T) {
	items := []Item{{Text: "a treaty"}, {Text: "the treaty"}, {Text: "draft treaty"}}
	p, cmd := Finder{Find: func(_, pattern string) []Item { return Best(items, pattern, 10) }, Recent: []Item{{Text: "draft treaty"}}}.Open()
	s := open(p)
	run(s, cmd)
	if len(p.items) != 3 || p.items[0].Text != "draft treaty" {
		t.Errorf("%v", p.items)
	}
	give(s, "treaty", "down")
	before := slices.Clone(p.items[:2])
	run(s, s.Update(Found{p, []Item{{Text: "treaty of Sel"}, {Text: "bridge"}}}))
	if p.at != 1 || len(p.items) != 4 || !before[0].same(&p.items[0]) || !before[1].same(&p.items[1]) || p.items[2].Text != "treaty of Sel" {
		t.Errorf("cursor %d in %v", p.at, p.items)
	}
	give(s, "x", "backspace")
	if p.at != 0 || p.items[0].Text != "treaty of Sel" {
		t.Errorf("the next search gives %v", p.items)
	}
}

// TestAhead: enter typed ahead of the answer waits for it, and what was typed
// while a search ran is looked for once.
func TestAhead(t *testing.T) {
	var searches []string
	items := []Item{{Text: "first", Do: func() tea.Cmd { return value("first") }}, {Text: "second", Do: func() tea.Cmd { return value("second") }}}
	p, first := NewPalette("", func(pattern string) []Item {
		searches = append(searches, pattern)
		return Best(items, pattern, 10)
	})
	s := open(p)
	if got := give(s, "sec", "enter"); len(got) != 0 || s.Top() == nil {
		t.Fatalf("answered %v", got)
	}
	if got := run(s, first); len(got) != 1 || got[0] != "second" || s.Top() != nil {
		t.Errorf("answered %v", got)
	}
	if !slices.Equal(searches, []string{"", "sec"}) {
		t.Errorf("searched for %q", searches)
	}
}

func TestMarks(t *testing.T) {
	for _, tt := range []struct{ pattern, text, want string }{
		{"tor", "Torvan", "[Tor]van"},
		{"sel bri", "Bridge over the Sel", "[Bri]dge over the [Sel]"},
		{"niinisto", "Sauli Niinistö says", "Sauli [Niinistö] says"},
		{"trvn", "Torvan", "[T]o[rv]a[n]"},
		{"会", "日本 会談", "日本 [会]談"},
		{"", "x", "x"},
		{"zz", "x", "x"},
	} {
		got := tt.text
		for _, m := range slices.Backward(newPattern(tt.pattern).marks(tt.text)) {
			got = got[:m[0]] + "[" + got[m[0]:m[1]] + "]" + got[m[1]:]
		}
		if got != tt.want {
			t.Errorf("marks(%q, %q) = %s, want %s", tt.pattern, tt.text, got, tt.want)
		}
	}
}

// BenchmarkRank looks through 100,000 titles as one key of the palette does.
func BenchmarkRank(b *testing.B) {
	titles := make([]string, 100_000)
	for i := range titles {
		titles[i] = fmt.Sprintf("Readout of the call of President Torvan with Prime Minister Verrel of Kelland, part %d", i)
	}
	for _, pattern := range []string{"v", "verrel part 99", "trvn kel"} {
		b.Run(pattern, func(b *testing.B) {
			for b.Loop() {
				Rank(pattern, 100, len(titles), func(i int) string { return titles[i] }, func(i int) Item { return Item{Text: titles[i]} })
			}
		})
	}
}

// TestLongItem: of a long text the part that was looked for is seen.
func TestLongItem(t *testing.T) {
	items := []Item{{Kind: "briefing", Text: "Readout of the call of President Torvan of Ostravia with Prime Minister Jonas Verrel of Kelland", Help: "2031-05-15"}}
	p, cmd := NewPalette("find", func(pattern string) []Item { return Best(items, pattern, 10) })
	s := open(p)
	run(s, cmd)
	give(s, "verrel")
	for _, w := range []int{40, 60, 80} {
		if view, _ := screen(s, w, 12); !strings.Contains(view, "Verrel") {
			t.Errorf("%s", view)
		}
	}
}

type bindings struct{ NextStatement, Undo, Lost key.Binding }

func helpGroups() []Group {
	m := bindings{keys.Bind("next statement", "s"), keys.Bind("undo the last change", "U"), keys.Bind("nobody bound this")}
	keys.Name("article", keys.All(&m))
	return []Group{{Title: "In the list", Bindings: []key.Binding{keys.Bind("sort", "o")}, Elsewhere: true}, {Title: "Article", Bindings: []key.Binding{m.NextStatement, m.Undo, m.Lost}}, {Title: "Signs", Bindings: []key.Binding{keys.Bind("unread", "●")}}}
}

// TestHelpFinds: the help is searched, and says the names of actions on
// demand, those without a key too.
func TestHelpFinds(t *testing.T) {
	h := NewHelp("keys", helpGroups(), "?")
	s := open(h)
	view, _ := screen(s, 80, 20)
	if !strings.Contains(view, "next statement") || strings.Contains(view, "article.") || strings.Contains(view, "nobody") || strings.Contains(view, "In the list") {
		t.Errorf("%s", view)
	}
	size := strings.Count(view, "│")
	give(s, "/", "undo q")
	view, cursor := screen(s, 80, 20)
	if cursor == nil || !strings.Contains(view, "nothing fits") {
		t.Errorf("cursor %v\n%s", cursor, view)
	}
	give(s, "backspace", "backspace")
	view, _ = screen(s, 80, 20)
	if !strings.Contains(view, "undo the last") || strings.Contains(view, "next statement") || strings.Contains(view, "Signs") || strings.Count(view, "│") < size {
		t.Errorf("%s", view)
	}
	give(s, "esc", "/", "sort")
	if view, _ = screen(s, 80, 20); !strings.Contains(view, "In the list") {
		t.Errorf("the key of another screen is not found:\n%s", view)
	}
	give(s, "esc", "/", "undo", "enter", "tab")
	view, _ = screen(s, 80, 20)
	if !strings.Contains(view, "article.undo") {
		t.Errorf("%s", view)
	}
	give(s, "esc")
	view, _ = screen(s, 80, 20)
	if !strings.Contains(view, "nobody bound this") || !strings.Contains(view, "article.next_statement") {
		t.Errorf("%s", view)
	}
	give(s, "?")
	if s.Top() != nil {
		t.Error("? does not close the help")
	}
}

// TestMouseInDialogs: a click chooses, answers and puts the cursor; one beside
// a dialog does nothing.
func TestMouseInDialogs(t *testing.T) {
	ask := func() *Stack {
		return open(&Confirm{Title: "t", Question: "remove?", Yes: "remove it", No: "keep it", Done: func() tea.Cmd { return value("yes") }, Refused: func() tea.Cmd { return value("no") }})
	}
	s := ask()
	screen(s, 60, 20)
	s.Update(tea.MouseClickMsg{X: 0, Y: 0, Button: tea.MouseLeft})
	s.Update(tea.PasteMsg{Content: "y"})
	if s.Top() == nil {
		t.Error("a click beside the question answers it")
	}
	if got := click(t, s, "remove it", 60, 20); len(got) != 1 || got[0] != "yes" {
		t.Errorf("%v", got)
	}
	if got := click(t, ask(), "keep it", 60, 20); len(got) != 1 || got[0] != "no" {
		t.Errorf("%v", got)
	}
	items := []Item{{Text: "one"}, {Text: "two", Do: func() tea.Cmd { return value("two") }}}
	p, cmd := NewPalette("find", func(pattern string) []Item { return Best(items, pattern, 10) })
	s = open(p)
	run(s, cmd)
	if got := click(t, s, "two", 60, 20); len(got) != 1 || got[0] != "two" {
		t.Errorf("%v", got)
	}
	f := NewForm("details", []Field{{Name: "a", Label: "a", Value: "first"}, {Name: "b", Label: "b", Value: "second"}}, func(v map[string]string) tea.Cmd { return value(v["b"]) })
	s = open(f)
	click(t, s, "cond", 60, 20)
	s.Update(tea.PasteMsg{Content: "X\n"})
	if got := click(t, s, "save", 60, 20); len(got) != 1 || got[0] != "seXcond" {
		t.Errorf("%v", got)
	}
	l := NewLine("tag: ", "", value)
	l.Complete = func(string, int) []Completion {
		return []Completion{{Text: "talks", Show: "talks"}, {Text: "trade", Show: "trade"}}
	}
	s = open(l)
	give(s, "t")
	click(t, s, "trade", 60, 20)
	if l.Value() != "trade" {
		t.Errorf("%q", l.Value())
	}
	screen(s, 60, 20)
	s.Update(tea.MouseClickMsg{X: len("tag: tr"), Y: 18, Button: tea.MouseLeft})
	give(s, "-")
	if l.Value() != "tr-ade" {
		t.Errorf("%q", l.Value())
	}
	h := NewText("log", slices.Repeat([]string{"line"}, 100), false)
	s = open(h)
	screen(s, 60, 20)
	s.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	if h.top != 3 {
		t.Errorf("the wheel scrolls to %d", h.top)
	}
	click(t, s, "close", 60, 20)
	if s.Top() != nil {
		t.Error("a click on close does not close")
	}
}

// hostile is text that breaks screens.
var hostile = []string{
	"会談の要旨と共同声明", "👩‍👩‍👧‍👦 family", "e\u0301\u0301\u0301 marks", "\x1b[31mred\x07", "a\tb\r\nc", "\u202eright to left\u202c",
	strings.Repeat("long ", 60), "", "\xff\xfe", "שלום עולם",
}

// TestGeometry: every dialog keeps to the screen it is given, with whatever
// text, and whatever is pressed at whatever size.
func TestGeometry(t *testing.T) {
	all := strings.Join(hostile, " ")
	var items []Item
	var fields []Field
	var comps []Completion
	var bs []key.Binding
	for i, s := range hostile {
		items = append(items, Item{Kind: s, Text: s + all, Help: s})
		fields = append(fields, Field{Name: strconv.Itoa(i), Label: s[:min(len(s), 12)], Value: all, Hint: all, Check: func(string) error { return fmt.Errorf("%s", all) }})
		comps = append(comps, Completion{Text: s, Show: s + all, Help: all})
		bs = append(bs, key.NewBinding(key.WithKeys("x"), key.WithHelp("x"+s, s+"help")))
	}
	makers := map[string]func() Dialog{
		"line": func() Dialog {
			l := NewLine(all, all, value)
			l.Complete = func(string, int) []Completion { return comps }
			l.Check = func(v string) *Problem { return &Problem{Pos: len(v) / 2, Len: 9999, Msg: all} }
			return l
		},
		"note": func() Dialog { l := NewLine("x", all, value); l.Note = func() string { return all }; return l },
		"confirm": func() Dialog {
			return &Confirm{Title: all, Question: all, Yes: "yes", No: "no", Done: func() tea.Cmd { return nil }}
		},
		"form":  func() Dialog { return NewForm(all, fields, func(map[string]string) tea.Cmd { return nil }) },
		"empty": func() Dialog { return NewForm("", nil, func(map[string]string) tea.Cmd { return nil }) },
		"palette": func() Dialog {
			p, cmd := Finder{Title: all, Kinds: kinds(), Find: func(_, pattern string) []Item { return Best(items, pattern, 10) }}.Open()
			p.Update(cmd())
			return p
		},
		"help":  func() Dialog { return NewHelp(all, append(helpGroups(), Group{Title: all, Bindings: bs})) },
		"pager": func() Dialog { return NewText(all, hostile, true) },
	}
	for name, maker := range makers {
		for _, w := range []int{1, 2, 3, 4, 7, 8, 9, 12, 20, 36, 40, 60, 80, 120, 300} {
			for _, h := range []int{1, 2, 3, 4, 5, 6, 8, 12, 24, 60} {
				d := maker()
				s := open(d)
				for _, k := range []string{"", "tab", "会", "/"} {
					if k != "" {
						give(s, k)
					}
					view := d.View(w, h)
					rows := strings.Split(view, "\n")
					for _, row := range rows {
						if n := ansi.StringWidth(row); n > w || len(rows) > h || strings.ContainsAny(ansi.Strip(row), "\x07\x1b\t\r\u202e") {
							t.Fatalf("%s at %dx%d after %q: %d cells, %d rows: %q", name, w, h, k, n, len(rows), row)
						}
					}
					if c := d.Cursor(); c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h) {
						t.Fatalf("%s at %dx%d: the cursor is at %d, %d", name, w, h, c.X, c.Y)
					}
					s.place = rect{0, 0, w, h}
					s.Update(tea.MouseClickMsg{X: w / 2, Y: h / 2, Button: tea.MouseLeft})
					s.Update(tea.MouseWheelMsg{X: w / 2, Y: h / 2, Button: tea.MouseWheelDown})
				}
			}
		}
	}
}

// BenchmarkLine is a key press in a line of 16,000 characters.
func BenchmarkLine(b *testing.B) {
	l := NewLine("> ", strings.Repeat("word 会 ", maxInput/7), value)
	l.SetStyles(theme.New(true, true))
	for b.Loop() {
		l.Update(tea.KeyPressMsg{Code: tea.KeyLeft})
		_ = l.View(80, 24)
	}
}

// TestHelpShowsAllKeys: where there is room, no key of a binding is cut off.
func TestHelpShowsAllKeys(t *testing.T) {
	b := key.NewBinding(key.WithKeys("ctrl+b"), key.WithHelp("ctrl+b pgup shift+space", "page up"))
	far := key.NewBinding(key.WithKeys("x"), key.WithHelp("x", strings.Repeat("far away ", 9)))
	h := NewHelp("keys", []Group{{Title: "here", Bindings: []key.Binding{b}}, {Title: "there", Bindings: []key.Binding{far}, Elsewhere: true}})
	for _, width := range []int{80, 100, 120, 200} {
		if s := ansi.Strip(h.View(width, 24)); !strings.Contains(s, "ctrl+b pgup shift+space  page up") {
			t.Errorf("%d cells:\n%s", width, s)
		}
	}
}
