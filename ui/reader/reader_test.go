package reader

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"readout/briefings"
	"readout/briefings/markup"
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
		{"question", []string{"]", "d"}},
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
		nil, {"s", "s"}, {"]", "]"}, {"]", "]", "]", "]", "]"}, {"v", ")"}, {"/", "s", "e"}, {"]", "]", "a"}, {"]", "a", "tab"},
		{"]", "d"}, {"tab"}, {"p", "G"}, {"a", "x", "esc"},
	}
	empty := briefings.Article{Briefing: briefings.Briefing{ID: "empty"}}
	for _, a := range []briefings.Article{annotatedFixture(t), empty} {
		for _, state := range states {
			b := newBench(t, 80, 24, Options{Margin: true}, a)
			b.press(state...)
			for w := 0; w <= 200; w += 1 + w/12 {
				for h := 0; h <= 60; h += 1 + h/6 {
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

func TestMoving(t *testing.T) {
	for _, tt := range []struct {
		keys string
		want string // what stands at the cursor
	}{
		{"", "Maren, Lund"},
		{"j", "On 14"},
		{"j j", "Ostria,"},
		{"j j k k", "Maren, Lund"},
		{"w", "Lund discuss"},
		{"w w b", "Lund discuss"},
		{"}", "On 14 March"},
		{"} }", "\"We have"},
		{"} } w {", "\"We have"},
		{"} w {", "On 14 March"},
		{") )", "\"We have"}, // the first sentence ends with the heading
		{"} } } )", "He expressed"},
		{"} } } ) w (", "He expressed"},
		{"} } } ) ( (", "\"We have"},
		{"} $", "f Ostria,"},
		{"} w w 0", "On 14"},
		{"l l", "ren,"},
		{"right right left", "aren"},
		{"G", "."},
		{"G g", "Maren, Lund"},
		{"s", "\"We have"},
		{"s s", "that the two"},
		{"s s s", "that the last"},
		{"s s s s", "\"Our railways"},
		{"s s s s s", "\"Our railways"},
		{"G S", "\"Our railways"},
		{"G S S", "that the last"},
		{"]", "Harbour"},
		{"] ]", "three of"},
		{"] ] ]", "four chapters"},
		{"G [ [", "three of"},
		{"down up ctrl+d ctrl+u pgdown pgup home", "Maren, Lund"},
	} {
		b := newBench(t, 80, 24, Options{}, annotatedFixture(t))
		b.press(strings.Fields(tt.keys)...)
		if got := b.word(len(tt.want)); got != tt.want {
			t.Errorf("after %q the cursor is at %q, want %q", tt.keys, b.word(12), tt.want)
		}
	}
}

// TestRowsComeBack holds that moving by rows is undone by moving back, and that
// every row with text is reached.
func TestRowsComeBack(t *testing.T) {
	for _, w := range []int{20, 40, 80} {
		b := newBench(t, w, 12, Options{}, annotatedFixture(t))
		var down []int
		for {
			before := b.cur
			b.press("j")
			if b.cur == before {
				break
			}
			down = append(down, before)
		}
		if last, _, _ := b.doc.page.Cell(len(b.doc.Text) - 1); b.visible(last) < 0 {
			t.Errorf("width %d: the end was not reached", w)
		}
		for _, want := range slices.Backward(down) {
			b.press("k")
			at, _, _ := b.doc.page.Cell(b.cur)
			if wantAt, _, _ := b.doc.page.Cell(want); b.doc.page.Compare(at, wantAt) != 0 {
				t.Fatalf("width %d: back at row %v, want %v", w, at, wantAt)
			}
		}
	}
}

func TestSelecting(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{"] v w", "Harbour"},
		{"] v w w w", "Harbour Security Forum"},
		{"] v w w w h", "Harbour Security Foru"},
		{"] v l l l", "Harb"},
		{"] v e e b", "Harbour S"},
		{"] v w w o w o", "Security"},
		{"s s v )", "that the two countries had agreed on three of the four chapters."},
		{"s s v ) )", "that the two countries had agreed on three of the four chapters. He expressed hope that the last one, on customs, " +
			"would be settled before COP29."},
		{"s s v }", "that the two countries had agreed on three of the four chapters. He expressed hope that the last one, on customs, " +
			"would be settled before COP29."},
		{"s s v (", "Lund noted t"},
		{"] v v", "Harbour"},
		{"s s w v v v", "Lund noted that the two countries had agreed on three of the four chapters."},
		{"] l l v b", "Har"},
		{"G v {", "They also exchanged views on regional security. 会談は友好的な雰囲気 で行われた, the agency Ostria Press reported."},
		{"} v j", "On 14 March, President Edda Maren of Norland met the Foreign Minister of O"},
	} {
		b := newBench(t, 80, 24, Options{}, annotatedFixture(t))
		b.press(strings.Fields(tt.keys)...)
		if !b.Typing() || b.mode != selecting {
			t.Errorf("%q does not select", tt.keys)
			continue
		}
		s := b.selected()
		if got := b.doc.Text[s.Start:s.End]; got != tt.want {
			t.Errorf("%q selects %q, want %q", tt.keys, got, tt.want)
		}
		b.press("esc")
		if b.Typing() || b.selects {
			t.Errorf("%q: the escape key does not let go", tt.keys)
		}
	}
}

func TestHighlight(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, fixture(t))
	b.press("s", "v", "w", "w", "w", "4")
	if b.Typing() || len(b.doc.notes) != 1 {
		t.Fatalf("mode %v, notes %v", b.mode, b.doc.notes)
	}
	n := b.doc.notes[0]
	if n.Quote.Exact != "\"We have never" || n.Color != 4 || n.Revision != b.doc.Hash || n.Briefing != b.doc.ID {
		t.Errorf("marked %+v", n)
	}
	if at := *n.At; b.doc.Text[at.Start:at.End] != n.Quote.Exact || *n.Position != at {
		t.Errorf("placed at %v, position %v", at, n.Position)
	}
	if !strings.Contains(b.screen(), "●4") {
		t.Errorf("no sign of the mark:\n%s", b.screen())
	}
	if !slices.Contains(b.sent, tea.Msg(Changed{b.doc.ID})) {
		t.Error("the root does not hear of the note")
	}
	b.press("2")
	if n = b.doc.notes[0]; n.Color != 2 || len(b.doc.notes) != 1 {
		t.Errorf("recoloured: %+v", b.doc.notes)
	}
	b.press("w", "v", "w", "enter") // a mark in a mark, in the colour used last
	if len(b.doc.notes) != 2 || b.doc.notes[1].Color != 2 || b.doc.notes[1].Quote.Exact != "been" {
		t.Errorf("second mark: %+v", b.doc.notes)
	}
	b.press("d", "n")
	if len(b.doc.notes) != 2 {
		t.Error("no was taken for yes")
	}
	b.press("d", "y")
	if len(b.doc.notes) != 1 {
		t.Error("the mark is still there")
	}
	b.press("G", "3")
	if len(b.doc.notes) != 1 || b.doc.notes[0].Color != 2 {
		t.Error("a colour away from any mark changed one")
	}
	b.press("g", "}", "v", "w", "5", "{", "v", "w", "1")
	if n := b.doc.notes[0]; len(b.doc.notes) != 2 || n.Color != 1 {
		t.Errorf("the same place marked again: %+v", b.doc.notes)
	}
}

func TestNote(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, fixture(t))
	b.press("s", "v", ")", "a")
	if !b.Typing() || b.Cursor() == nil {
		t.Fatal("no editor")
	}
	b.typeText("Ask jJkq the desk.")
	b.press("enter")
	b.typeText("Then call.")
	b.press("tab")
	b.typeText("todo, #sel")
	b.run(b.Update(keyOf("ctrl+s")))
	if b.Typing() || len(b.doc.notes) != 1 {
		t.Fatalf("mode %v, notes %v", b.mode, b.doc.notes)
	}
	n := b.doc.notes[0]
	if n.Text != "Ask jJkq the desk.\nThen call." || !slices.Equal(n.Tags, []string{"sel", "todo"}) || n.Quote == nil {
		t.Errorf("kept %+v", n)
	}
	b.press("a") // on the mark: its note, unchanged
	b.press("esc")
	if b.Typing() {
		t.Error("an untouched note asks before it closes")
	}
	b.press("a", "x", "esc")
	if b.mode != asking {
		t.Fatal("a changed note closes without asking")
	}
	b.press("n")
	if b.mode != editing {
		t.Fatal("no does not go back to the note")
	}
	b.press("esc", "y")
	if b.Typing() || b.doc.notes[0].Text != n.Text {
		t.Error("thrown away text was kept")
	}
	b.press("G", "a")
	b.typeText("On the whole: good.")
	b.run(b.Update(keyOf("ctrl+s")))
	if p := b.doc.notes[1]; !p.IsPageNote() || p.Text != "On the whole: good." || p.Color != 0 {
		t.Errorf("page note %+v", p)
	}
	b.press("a")
	for range len("On the whole: good.") {
		b.press("backspace")
	}
	b.run(b.Update(keyOf("ctrl+s")))
	if len(b.doc.notes) != 1 {
		t.Error("an emptied page note stays")
	}
	b.press("A")
	b.run(b.Update(keyOf("ctrl+s")))
	if len(b.doc.notes) != 1 {
		t.Error("an empty page note was kept")
	}
}

// TestNoteKeptExactly holds that a note which the text area would change is
// kept as it was while nobody touches it.
func TestNoteKeptExactly(t *testing.T) {
	a := fixture(t)
	text := "a\tb\r\nc\x1b[31m \u202e\n\n"
	a.Annotations = []briefings.Annotation{mark(t, &a, "01", "Harbour Security Forum", 2, text)}
	b := newBench(t, 80, 24, Options{}, a)
	b.press("]", "a", "tab")
	if strings.ContainsAny(b.View(), "\u202e\r") || strings.Contains(b.View(), "\x1b[31m ") {
		t.Error("the note's controls reach the screen")
	}
	b.typeText("x")
	b.run(b.Update(keyOf("ctrl+s")))
	if n := b.doc.notes[0]; n.Text != text || !slices.Equal(n.Tags, []string{"x"}) {
		t.Errorf("kept %q %q", n.Text, n.Tags)
	}
}

func TestExternalEditor(t *testing.T) {
	var given string
	answer := Edited{Text: "written\toutside\n"}
	o := Options{Editor: func(text string) tea.Cmd {
		given = text
		return func() tea.Msg { return answer }
	}}
	b := newBench(t, 80, 24, o, annotatedFixture(t))
	b.press("]", "]", "a", "!")
	b.run(b.Update(keyOf("ctrl+e")))
	if !strings.HasSuffix(given, "*customs* desk.!") {
		t.Errorf("the editor got %q", given)
	}
	if n := b.doc.notes[1]; n.Text != "written\toutside" || b.Typing() {
		t.Errorf("kept %q, typing %v", n.Text, b.Typing())
	}
	answer = Edited{Err: errors.New("no editor")}
	b.press("a")
	b.run(b.Update(keyOf("ctrl+e")))
	if _, err := b.said(); err == nil || !b.Typing() {
		t.Errorf("a failed editor: error %v, typing %v", err, b.Typing())
	}
}

func TestNothingWrittenIsLost(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, fixture(t))
	b.press("s", "v", ")", "a")
	b.typeText("Long thought.")
	b.lib.fail = errBusy
	b.run(b.Update(keyOf("ctrl+s")))
	if _, err := b.said(); !errors.Is(err, errBusy) {
		t.Errorf("error %v", err)
	}
	if b.mode != editing || b.editor.text.Value() != "Long thought." {
		t.Fatalf("mode %v, text %q", b.mode, b.editor.text.Value())
	}
	b.lib.fail = nil
	b.run(b.Update(keyOf("ctrl+s")))
	if len(b.doc.notes) != 1 || b.doc.notes[0].Text != "Long thought." || b.doc.notes[0].Quote == nil {
		t.Errorf("kept %+v", b.doc.notes)
	}
}

func TestDraftIsKept(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, fixture(t))
	b.press("a")
	b.typeText("half a thou")
	b.run(b.Close())
	if n := b.lib.articles[b.doc.ID].Annotations; len(n) != 1 || n[0].Text != "half a thou" {
		t.Errorf("kept %+v", n)
	}
}

func TestSearch(t *testing.T) {
	a := annotatedFixture(t)
	for _, tt := range []struct {
		term string
		want int
	}{
		{"sel corridor", 2}, {"Sel", 2}, {"sEL", 0}, {"maren", 3}, {"nothing of the kind", 0}, {"the two countries had agreed", 1},
		{"margins of the harbour", 1}, {"雰囲気", 1}, {"“our railways", 1}, {"settled before cop29.", 1}, {"mar", 5},
	} {
		b := newBench(t, 40, 16, Options{}, a)
		b.press("/")
		b.typeText(tt.term)
		if got := len(b.find.hits); got != tt.want {
			t.Errorf("/%s finds %d, want %d", tt.term, got, tt.want)
		}
		for _, h := range b.find.hits {
			if got := b.doc.Text[h.Start:h.End]; foldAll(got) != foldAll(tt.term) {
				t.Errorf("/%s hits %q", tt.term, got)
			}
		}
		b.press("enter")
		if b.Typing() {
			t.Error("the box stays open")
		}
	}
}

func foldAll(s string) string { return fold(s, true).text }

func TestSearchMoves(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, annotatedFixture(t))
	b.press("}", "/")
	b.typeText("maren")
	if !strings.HasPrefix(b.word(20), "Maren of Norland") {
		t.Errorf("at %q", b.word(20))
	}
	if !strings.Contains(b.screen(), "2 of 3") {
		t.Errorf("no count:\n%s", b.screen())
	}
	b.press("enter", "n")
	third := b.cur
	b.press("n")
	if said, _ := b.said(); !strings.Contains(said, "around") || b.cur != 0 {
		t.Errorf("said %q at %d", said, b.cur)
	}
	b.press("N")
	if b.cur != third {
		t.Errorf("back at %d, want %d", b.cur, third)
	}
	b.press("/")
	b.typeText("agency")
	b.press("esc")
	if b.cur != third || b.Typing() {
		t.Errorf("giving up leaves the cursor at %d, want %d", b.cur, third)
	}
	b.press("/", "up")
	if got := b.find.input.Value(); got != "maren" {
		t.Errorf("history gives %q", got)
	}
	b.press("enter", "esc")
	if len(b.find.hits) != 0 || slices.Contains(b.sent, tea.Msg(Left{})) {
		t.Error("the escape key leaves before it drops the hits")
	}
	b.press("esc")
	if !slices.Contains(b.sent, tea.Msg(Left{})) {
		t.Error("the escape key does not leave")
	}
}

func TestOpenAt(t *testing.T) {
	a := annotatedFixture(t)
	b := newBench(t, 80, 24, Options{}, a)
	other := a
	other.ID = "other"
	b.lib.articles["other"] = other
	b.run(b.OpenAt("other", []string{"agreement", "rail*", "or"}))
	if !strings.HasPrefix(b.word(20), "agreement") || len(b.find.hits) != 2 {
		t.Errorf("at %q with %d hits", b.word(20), len(b.find.hits))
	}
	b.press("n")
	if !strings.HasPrefix(b.word(20), "railways") {
		t.Errorf("at %q", b.word(20))
	}
	b.run(b.Open(a.ID))
	b.run(b.OpenAt("other", []string{"agreement"}))
	if !strings.HasPrefix(b.word(20), "railways") {
		t.Errorf("read before, opened at %q", b.word(20))
	}
}

func TestSlowAnswerIsDropped(t *testing.T) {
	first, second := fixture(t), fixture(t)
	second.ID, second.Title = "second", "The second"
	lib := newFake(first, second)
	r := New(context.Background(), lib, theme.New(true, true), DefaultKeys(), Options{})
	r.SetSize(80, 24)
	slow, quick := r.Open(first.ID), r.Open(second.ID)
	for _, cmd := range []tea.Cmd{quick, slow} {
		for _, m := range messages(cmd) {
			r.Update(m)
		}
	}
	if a, ok := r.Current(); !ok || a.ID != "second" {
		t.Errorf("shows %q", a.ID)
	}
	r.Open("gone")
	if got := r.Status(); !strings.Contains(got, "opening") {
		t.Errorf("status %q", got)
	}
	r.Update(keyOf("v"))
	if r.Typing() {
		t.Error("keys act on an article that is on its way out")
	}
}

// messages runs a command and what it batches.
func messages(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	switch m := cmd().(type) {
	case nil:
		return nil
	case tea.BatchMsg:
		var out []tea.Msg
		for _, c := range m {
			out = append(out, messages(c)...)
		}
		return out
	default:
		return []tea.Msg{m}
	}
}

func TestOpenFails(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, fixture(t))
	before := b.screen()
	b.run(b.Open("gone"))
	if _, err := b.said(); !errors.Is(err, briefings.ErrNotFound) {
		t.Errorf("error %v", err)
	}
	if b.screen() != before {
		t.Error("the article that was open is gone")
	}
	b.press("j")
	if b.cur == 0 {
		t.Error("the screen does not go on")
	}
}

func TestPlaceIsKept(t *testing.T) {
	a := long(t)
	b := newBench(t, 80, 24, Options{}, a)
	b.run(b.Close())
	if len(b.lib.places) != 0 {
		t.Errorf("a place was written without moving: %v", b.lib.places)
	}
	for range 12 {
		b.press("ctrl+d")
	}
	at := b.cur
	b.press("J")
	if b.lib.places[a.ID] != at || !slices.Contains(b.sent, tea.Msg(Step{1})) {
		t.Errorf("kept %v, want %d; sent %v", b.lib.places, at, b.sent)
	}
	again := newBench(t, 60, 40, Options{})
	again.lib = b.lib
	again.Reader.lib = b.lib
	again.run(again.Open(a.ID))
	if again.cur != at {
		t.Errorf("opened at %d, want %d", again.cur, at)
	}
	if pos, _, _ := again.doc.page.Cell(at); again.visible(pos) < 0 {
		t.Error("the place is not on the screen")
	}
}

func TestReload(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, annotatedFixture(t))
	b.press("s", "s")
	at, row := b.word(20), b.row
	md := strings.Replace(meeting, "On 14 March,", "On the evening of 14 March, after a long day of talks and a visit to the port of Kell,", 1)
	a := b.lib.articles[b.doc.ID]
	a.Markdown = md
	a.Text, a.Blocks = markup.Parse(md).Text()
	a.Analysis, a.Annotations = briefings.Analysis{}, nil
	b.lib.articles[a.ID] = a
	b.run(b.Reload())
	if got := b.word(20); got != at || b.row != row {
		t.Errorf("at %q in row %d, want %q in row %d", got, b.row, at, row)
	}
}

func TestCopy(t *testing.T) {
	var native string
	o := Options{Clipboard: func(s string) error { native = s; return nil }}
	for _, tt := range []struct {
		keys string
		want []string
	}{
		{"s y", []string{"“We have never been closer to an agreement on the Sel corridor, and we will not let this chance pass,”\n", "Edda Maren", "norland.example/sel"}},
		{"G y", []string{"“They also exchanged views"}},
		{"] y", []string{"“Harbour Security Forum”"}},
		{"] v w y", []string{"“Harbour”"}},
	} {
		b := newBench(t, 80, 24, o, annotatedFixture(t))
		b.press(strings.Fields(tt.keys)...)
		var got string
		for _, m := range b.sent {
			if c, ok := m.(Copy); ok {
				got = c.Text
			}
		}
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%q copies %q, want %q in it", tt.keys, got, want)
			}
		}
		if native != got {
			t.Errorf("the system's clipboard got %q", native)
		}
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
	for _, ks := range []string{"", "s", "] ] ] ] ]", "] a", "A", "tab", "/", "] d"} {
		for _, w := range []int{120, 60} {
			b := newBench(t, w, 30, Options{Margin: true}, a)
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

func TestMouse(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, annotatedFixture(t))
	b.Update(tea.MouseClickMsg{X: 3, Y: 5, Button: tea.MouseLeft})
	if !strings.HasPrefix(b.word(20), "On 14 March") {
		t.Errorf("a click goes to %q", b.word(20))
	}
	b.Update(tea.MouseMotionMsg{X: 13, Y: 5, Button: tea.MouseLeft})
	b.Update(tea.MouseReleaseMsg{X: 13, Y: 5, Button: tea.MouseLeft})
	if s := b.selected(); b.mode != selecting || b.doc.Text[s.Start:s.End] != "On 14 March" {
		t.Errorf("a drag selects %q", b.doc.Text[s.Start:s.End])
	}
	l := newBench(t, 80, 24, Options{}, long(t))
	l.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	if l.cur == 0 || l.doc.page.Compare(l.top, l.doc.page.First()) == 0 {
		t.Error("the wheel does not scroll")
	}
	l.Update(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	if l.doc.page.Compare(l.top, l.doc.page.First()) != 0 {
		t.Error("the wheel does not scroll back")
	}
}

// invariants hold whatever was pressed.
func invariants(r *Reader) error {
	if err := fits(r, r.View()); err != nil {
		return err
	}
	if r.doc == nil {
		return nil
	}
	text := r.doc.Text
	switch {
	case r.cur < 0 || r.cur > len(text) || text != "" && r.cur >= len(text):
		return fmt.Errorf("cursor at %d of %d", r.cur, len(text))
	case text != "" && (!utf8.RuneStart(text[r.cur]) || r.doc.snap(r.cur) != r.cur):
		return fmt.Errorf("cursor at %d, within a character", r.cur)
	case r.selects && (r.anchor < 0 || r.anchor >= len(text)):
		return fmt.Errorf("anchor at %d of %d", r.anchor, len(text))
	}
	if at, _, _ := r.doc.page.Cell(r.cur); !r.sheet && text != "" && r.body() > 0 && r.visible(at) < 0 {
		return fmt.Errorf("cursor at %d is not on the screen (top %v, row %v, mode %v)", r.cur, r.top, at, r.mode)
	}
	return nil
}

// allKeys are what the random tests press.
var allKeys = strings.Fields("j k ctrl+d ctrl+u space ctrl+b g G left l 0 $ w b ) ( } { s S ] [ / n N v h e o enter esc a A d y n 1 3 5 tab p x " +
	"backspace ctrl+s J K up down q r")

func TestRandomKeys(t *testing.T) {
	nasty := briefings.Article{Briefing: briefings.Briefing{ID: "nasty"}}
	nasty.Markdown = "e\u0301e\u0301 👩‍🚀🇳🇴🇳🇴 שלום עולם\n\n---\n\n| a | b |\n|---|---|\n| 会談 | x y z |\n\n```\ncode  here\n```\n\n![](x.png)\n\n" +
		strings.Repeat("word", 60) + "\n\n1. one\n   - two\n\n     three\n"
	nasty.Text, nasty.Blocks = markup.Parse(nasty.Markdown).Text()
	s := briefings.Span{Start: 1, End: len(nasty.Text)}
	nasty.Analysis.Statements = []briefings.Statement{{Kind: "odd", Content: []briefings.Span{s, {Start: -4, End: 1 << 20}, {Start: 9, End: 2}}}}
	nasty.Analysis.Topics = []briefings.Topic{{ID: "x", Mentions: []briefings.Span{{Start: 3, End: 5}, {Start: -1, End: 1 << 30}}}}
	nasty.Annotations = []briefings.Annotation{{ID: "a", Briefing: "nasty", Quote: &briefings.QuoteSelector{Exact: "x"}, At: &briefings.Span{Start: -3, End: 1 << 20}, Color: 77}}
	articles := []briefings.Article{annotatedFixture(t), nasty, {Briefing: briefings.Briefing{ID: "empty"}}, {Briefing: briefings.Briefing{ID: "blank"}, Markdown: "---", Blocks: []briefings.Span{{}}}}
	for i, a := range articles {
		for seed := range uint64(6) {
			rnd := rand.New(rand.NewPCG(seed, uint64(i)))
			b := newBench(t, 80, 24, Options{Margin: seed%2 == 0}, a)
			var pressed []string
			for range 400 {
				if rnd.IntN(12) == 0 {
					b.SetSize(rnd.IntN(130), rnd.IntN(40))
					pressed = append(pressed, fmt.Sprintf("<%dx%d>", b.width, b.height))
				}
				k := allKeys[rnd.IntN(len(allKeys))]
				pressed = append(pressed, k)
				b.press(k)
				if err := invariants(b.Reader); err != nil {
					t.Fatalf("%s, after %v: %v", a.ID, pressed, err)
				}
			}
		}
	}
}

func FuzzKeys(f *testing.F) {
	f.Add("Hello, *world*.\n\n> said", []byte{1, 2, 3, 200, 40})
	f.Fuzz(func(t *testing.T, md string, script []byte) {
		if len(md) > 4096 || len(script) > 256 {
			return
		}
		a := briefings.Article{Briefing: briefings.Briefing{ID: "f"}, Markdown: md}
		a.Text, a.Blocks = markup.Parse(md).Text()
		if n := len(a.Text); n > 0 {
			a.Analysis.Statements = []briefings.Statement{{Kind: briefings.Direct, Content: []briefings.Span{{Start: n / 3, End: n}}}}
		}
		b := newBench(t, 70, 14, Options{Margin: true}, a)
		for _, c := range script {
			if int(c) < len(allKeys) {
				b.press(allKeys[c])
			} else {
				b.SetSize(int(c)-len(allKeys), int(c)%37)
			}
			if err := invariants(b.Reader); err != nil {
				t.Fatal(err)
			}
		}
	})
}
