package reader

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/markup"
	"readout/ui/theme"
)

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
