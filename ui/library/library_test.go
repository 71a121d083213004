package library

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/dialog"
	"readout/ui/theme"
)

// shelf is a source of headers.
type shelf struct {
	rows []briefings.Briefing
	err  error
	asks []int // limits
}

func (s *shelf) Find(_ context.Context, q query.Query, o briefings.Order, limit, _ int) ([]briefings.Briefing, error) {
	s.asks = append(s.asks, limit)
	if s.err != nil {
		return nil, s.err
	}
	var out []briefings.Briefing
	for i := range s.rows {
		if q.Empty() || q.Match(&query.Document{Briefing: &s.rows[i], Text: func() string { return "" }}) {
			out = append(out, s.rows[i])
		}
	}
	if o.Reverse {
		slices.Reverse(out)
	}
	if limit > 0 {
		out = out[:min(limit, len(out))]
	}
	return out, nil
}

func many(n int) []briefings.Briefing {
	start := time.Date(2031, 5, 1, 0, 0, 0, 0, time.UTC)
	out := make([]briefings.Briefing, n)
	for i := range out {
		out[i] = briefings.Briefing{
			ID: fmt.Sprintf("id%010d", i), Title: fmt.Sprintf("Communiqué %d of the Sel river commission on the works", i),
			Source: "River Commission", Published: briefings.DayOf(start.AddDate(0, 0, -i)), Kind: briefings.KindStatement,
			Tags: []string{"sel", fmt.Sprint("part-", i%5)}, Read: i%3 == 0, Starred: i%7 == 0, Notes: i % 4,
		}
	}
	return out
}

// newList returns a list of the size with its rows read.
func newList(tb testing.TB, s *shelf, w, h int) *Library {
	tb.Helper()
	l := New(context.Background(), s, theme.New(true, true), DefaultKeys(), Options{
		Now: func() time.Time { return time.Date(2031, 5, 20, 0, 0, 0, 0, time.UTC) },
	})
	l.SetSize(w, h)
	run(l, l.Load())
	return l
}

// run runs a command and gives the list its answers; it returns the messages
// that are for others.
func run(l *Library, cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
		return nil
	case tea.BatchMsg:
		var out []tea.Msg
		for _, c := range msg {
			out = append(out, run(l, c)...)
		}
		return out
	case answer, due:
		return run(l, l.Update(msg))
	default:
		return []tea.Msg{msg}
	}
}

func press(l *Library, k string) []tea.Msg {
	code := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "space": tea.KeySpace}[k]
	msg := tea.KeyPressMsg{Code: code}
	if after, ok := strings.CutPrefix(k, "ctrl+"); ok {
		msg = tea.KeyPressMsg{Code: rune(after[0]), Mod: tea.ModCtrl}
	} else if code == 0 {
		msg = tea.KeyPressMsg{Code: rune(k[0]), Text: k}
	}
	return run(l, l.Update(msg))
}

func TestView(t *testing.T) {
	rows := many(30)
	rows[1].Published, rows[1].Title = "", ""
	rows[2].Title, rows[2].Source = "会談の要旨と共同声明について、外務省報道官が述べた内容の全文", "外務省"
	rows[3].Orphans = 1
	for _, size := range [][2]int{{40, 11}, {71, 14}, {80, 12}, {100, 12}, {160, 12}} {
		t.Run(fmt.Sprint(size[0], "x", size[1]), func(t *testing.T) {
			l := newList(t, &shelf{rows: rows}, size[0], size[1])
			press(l, "j")
			press(l, "v")
			golden.RequireEqual(t, []byte(ansi.Strip(l.View())))
		})
	}
}

// TestMoves: the cursor stays in the list and on the screen.
func TestMoves(t *testing.T) {
	l := newList(t, &shelf{rows: many(1000)}, 80, 21)
	for _, step := range []struct {
		key string
		at  int
	}{
		{"k", 0}, {"j", 1}, {"ctrl+d", 11}, {"ctrl+u", 1}, {"space", 20}, {"G", 999}, {"j", 999}, {"ctrl+b", 980}, {"g", 0}, {"ctrl+f", 19}, {"b", 0},
	} {
		press(l, step.key)
		if l.at != step.at || l.at < l.top || l.at >= l.top+l.visible() {
			t.Errorf("after %s the cursor is at %d (first row %d), want %d", step.key, l.at, l.top, step.at)
		}
	}
}

// TestWholeTitle: the title under the cursor stands whole in its rows, and the
// row below it is whole or cut by the screen's edge alone.
func TestWholeTitle(t *testing.T) {
	rows := many(40)
	for i := range rows {
		rows[i].Title = fmt.Sprintf("Readout of the call of President Edda Maren with Prime Minister Jonas Lund of Ostria, part %d of it", i)
	}
	for _, w := range []int{36, 60, 80, 120} {
		l := newList(t, &shelf{rows: rows}, w, 20)
		for _, k := range []string{"", "j", "space", "G", "k"} {
			if k != "" {
				press(l, k)
			}
			words := strings.Join(strings.Fields(strings.ReplaceAll(ansi.Strip(l.View()), "›", " ")), " ")
			if last := fmt.Sprintf("part %d of it", l.at); !strings.Contains(words, last) {
				t.Errorf("width %d after %q: %q does not show\n%s", w, k, last, ansi.Strip(l.View()))
			}
		}
	}
	l := newList(t, &shelf{rows: []briefings.Briefing{{ID: "a", Title: strings.Repeat("very ", 100) + "long"}}}, 36, 20)
	if n := l.extra(); n != mostTitle-1 {
		t.Errorf("%d more rows for a title of any length", n)
	}
}

// TestRandomKeys: whatever is pressed, the list keeps its invariants.
func TestRandomKeys(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	keys := []string{"j", "k", "g", "G", "ctrl+d", "ctrl+u", "space", "b", "v", "V", "esc", "enter"}
	for range 40 {
		w, h := r.IntN(130), r.IntN(30)
		l := newList(t, &shelf{rows: many(r.IntN(260))}, w, h)
		for range 60 {
			switch r.IntN(12) {
			case 0:
				w, h = r.IntN(130), r.IntN(30)
				l.SetSize(w, h)
			case 1:
				l.SetRows(many(r.IntN(300)))
			default:
				press(l, keys[r.IntN(len(keys))])
			}
			if len(l.rows) > 0 && (l.at < 0 || l.at >= len(l.rows)) || l.top < 0 || l.top > l.at {
				t.Fatalf("cursor %d, first row %d of %d", l.at, l.top, len(l.rows))
			}
			view := l.View()
			if w == 0 || h == 0 {
				continue
			}
			rows := strings.Split(view, "\n")
			if len(rows) != h {
				t.Fatalf("%d rows at %dx%d", len(rows), w, h)
			}
			for _, row := range rows {
				if n := ansi.StringWidth(row); n != w {
					t.Fatalf("a row of %d cells at %dx%d: %q", n, w, h, ansi.Strip(row))
				}
			}
		}
	}
}

// TestPages: the first page comes before the rest, and a reload asks once and
// keeps the cursor.
func TestPages(t *testing.T) {
	s := &shelf{rows: many(1000)}
	l := newList(t, s, 80, 20)
	if !slices.Equal(s.asks, []int{firstPage, 0}) || len(l.Rows()) != 1000 {
		t.Errorf("asked for %v, has %d rows", s.asks, len(l.Rows()))
	}
	l.Move(500)
	id, offset := l.id(), l.at-l.top
	s.rows = append([]briefings.Briefing{{ID: "new"}}, s.rows...)
	if got := run(l, l.Reload()); len(got) != 0 {
		t.Errorf("a reload says %v", got)
	}
	if l.id() != id || l.at != 501 || l.at-l.top != offset {
		t.Errorf("the cursor is on %s at %d, row %d of the screen", l.id(), l.at, l.at-l.top)
	}
	s.rows = slices.DeleteFunc(s.rows, func(b briefings.Briefing) bool { return b.ID == id })
	run(l, l.Reload())
	if l.at != 501 {
		t.Errorf("after its row went the cursor is at %d, want 501", l.at)
	}
}

func TestFailure(t *testing.T) {
	s := &shelf{err: errors.New("open the library: busy")}
	l := New(context.Background(), s, theme.New(true, true), DefaultKeys(), Options{})
	l.SetSize(80, 10)
	if got := run(l, l.Load()); len(got) != 1 || !errors.Is(got[0].(Failed).Err, s.err) {
		t.Errorf("messages = %v", got)
	}
	s.err = nil
	s.rows = many(3)
	run(l, l.Load())
	if len(l.Rows()) != 3 {
		t.Error("the list does not go on after an error")
	}
}

func TestSelection(t *testing.T) {
	l := newList(t, &shelf{rows: many(10)}, 80, 20)
	if got := l.Targets(); len(got) != 1 || got[0].ID != l.rows[0].ID {
		t.Errorf("Targets = %v", got)
	}
	press(l, "v")
	press(l, "j")
	press(l, "v")
	if got := l.Targets(); len(got) != 2 || got[1].ID != l.rows[2].ID {
		t.Errorf("Targets = %v", got)
	}
	l.SetRows(l.rows[1:])
	if l.Selected() != 1 {
		t.Errorf("%d selected after one of two went", l.Selected())
	}
	press(l, "V")
	if l.Selected() != 9 {
		t.Errorf("%d of 9 selected", l.Selected())
	}
	press(l, "esc")
	if l.Selected() != 0 || !l.query.Empty() {
		t.Error("esc does not let go of the selection")
	}
}

// TestFilter: the list follows the filter, the box points at mistakes and
// completes, and esc goes back.
func TestFilter(t *testing.T) {
	l := newList(t, &shelf{rows: many(50)}, 80, 20)
	open := press(l, `\`)
	line := open[0].(dialog.Open).Dialog.(*dialog.Line)
	run(l, line.Changed("tag:part-1"))
	if len(l.Rows()) != 10 || line.Note() != "10 briefings" {
		t.Errorf("%d rows, note %q", len(l.Rows()), line.Note())
	}
	if p := line.Check("tag:x after:2024-99"); p == nil || p.Pos < 6 || p.Pos > 12 {
		t.Errorf("problem = %+v", p)
	}
	if line.Check(`"peace treaty" tag:x`) != nil {
		t.Error("a good query is refused")
	}
	var shown []string
	for _, c := range line.Complete("tag:part", 8) {
		shown = append(shown, c.Text)
	}
	if len(shown) < 5 || !strings.HasPrefix(shown[0], "tag:part-") {
		t.Errorf("completions = %q", shown)
	}
	run(l, line.Cancel())
	if len(l.Rows()) != 50 {
		t.Error("esc does not restore the list")
	}
	run(l, line.Done("communiqué tag:part-2"))
	if len(l.Rows()) != 10 || !slices.Equal(l.Query().Highlights(), []string{"communiqué"}) {
		t.Errorf("%d rows, highlights %q", len(l.Rows()), l.Query().Highlights())
	}
	if got := press(l, "enter"); len(got) != 1 || got[0].(Open).Query.Highlights()[0] != "communiqué" {
		t.Errorf("open = %v", got)
	}
	press(l, "esc")
	if len(l.Rows()) != 50 {
		t.Error("esc does not clear the filter")
	}
}

func TestMouse(t *testing.T) {
	l := newList(t, &shelf{rows: many(50)}, 80, 20)
	run(l, l.Update(tea.MouseClickMsg{X: 3, Y: 6, Button: tea.MouseLeft}))
	if l.at != 4 { // the first title takes two rows
		t.Errorf("a click on row 6 is on %d", l.at)
	}
	if got := run(l, l.Update(tea.MouseClickMsg{X: 3, Y: 6, Button: tea.MouseLeft})); len(got) != 1 {
		t.Errorf("a second click says %v", got)
	}
	run(l, l.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown}))
	if l.at != 7 {
		t.Errorf("the wheel moves to %d", l.at)
	}
}

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := Number(n); got != want {
			t.Errorf("Number(%d) = %q", n, got)
		}
	}
}

// BenchmarkKey is a key press in a list of 100,000 briefings with the drawing
// of the next screen.
func BenchmarkKey(b *testing.B) {
	l := newList(b, &shelf{rows: many(100_000)}, 200, 60)
	down := tea.KeyPressMsg{Code: 'j', Text: "j"}
	b.ReportAllocs()
	for b.Loop() {
		l.Update(down)
		_ = l.View()
	}
}

// BenchmarkRows is the taking over of 100,000 rows in the event loop.
func BenchmarkRows(b *testing.B) {
	s := &shelf{rows: many(100_000)}
	l := newList(b, s, 200, 60)
	l.Move(50_000)
	for b.Loop() {
		l.SetRows(s.rows)
	}
}

// TestValues: a value is found by any of its words, frequent ones come first.
func TestValues(t *testing.T) {
	rows := many(3)
	for i := range rows {
		rows[i].Speakers = []string{"person:jonas-verrel"}
	}
	rows[0].Speakers = append(rows[0].Speakers, "person:mila-verrelan")
	l := newList(t, &shelf{rows: rows}, 80, 20)
	if got := l.Values("speaker", "verr"); !slices.Equal(got, []string{"person:jonas-verrel", "person:mila-verrelan"}) {
		t.Errorf("Values = %q", got)
	}
	if got := l.Values("speaker", "mil"); len(got) != 1 {
		t.Errorf("Values = %q", got)
	}
}

// A large library's count is whole beside a short caption.
func TestCountsAreWhole(t *testing.T) {
	l := newList(t, &shelf{rows: many(12_000)}, 36, 10)
	if head, _, _ := strings.Cut(ansi.Strip(l.View()), "\n"); !strings.HasSuffix(head, "12,000 · 8,000 unread") {
		t.Errorf("%q", head)
	}
}
