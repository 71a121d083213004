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
	code := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "space": tea.KeySpace, "tab": tea.KeyTab}[k]
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
		if l.at != step.at || l.at < l.top || l.at >= l.top+l.fittingFrom(l.top, 1) {
			t.Errorf("after %s the cursor is at %d (first row %d), want %d", step.key, l.at, l.top, step.at)
		}
	}
}

// TestTitles: a title of usual length stands whole in the list, whether the
// cursor is on it or not, and the rows of an entry do not depend on the cursor.
func TestTitles(t *testing.T) {
	rows := many(40)
	for i := range rows {
		rows[i].Title = fmt.Sprintf("Readout of the call of President Maren with Minister Jonas Lund, part %d of it", i)
	}
	for _, w := range []int{36, 60, 80, 110} {
		l := newList(t, &shelf{rows: rows}, w, 20)
		words := strings.Join(strings.Fields(strings.NewReplacer("›", " ", "▐", " ").Replace(ansi.Strip(l.View()))), " ")
		if !strings.Contains(words, "part 0 of it") || !strings.Contains(words, "Minister") {
			t.Errorf("width %d:\n%s", w, ansi.Strip(l.View()))
		}
		before := l.lines(1)
		press(l, "j")
		l.redraw()
		if l.lines(1) != before {
			t.Errorf("width %d: the cursor changes the height of an entry", w)
		}
	}
}

// TestStill: a step of the cursor changes the title rows of two entries and
// nothing else.
func TestStill(t *testing.T) {
	rows := many(10_000)
	for i := range rows {
		rows[i].Title += strings.Repeat(" and the bridges", i%5)
	}
	for _, size := range [][2]int{{80, 23}, {60, 59}, {40, 11}, {200, 59}, {119, 39}} {
		l := newList(t, &shelf{rows: rows}, size[0], size[1])
		l.SetTabs([]string{"Briefings", "Notes"}, 0)
		for range 3 {
			before, top := strings.Split(l.View(), "\n"), l.top
			most := 0
			for _, i := range []int{l.at, l.at + 1} {
				most += len(l.unfolded(i))
			}
			press(l, "j")
			after := strings.Split(l.View(), "\n")
			n := 0
			for y := range before {
				if before[y] != after[y] {
					n++
				}
			}
			if l.top == top && n > most || most > 2*l.shape.titles {
				t.Errorf("%v: %d rows change, the titles have %d", size, n, most)
			}
		}
	}
}

// TestRandomKeys: whatever is pressed, the list keeps its invariants.
func TestRandomKeys(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	keys := []string{"j", "k", "g", "G", "ctrl+d", "ctrl+u", "space", "b", "v", "V", "esc", "enter", "tab", "v"}
	for range 40 {
		w, h := r.IntN(130), r.IntN(30)
		l := newList(t, &shelf{rows: many(r.IntN(260))}, w, h)
		for range 60 {
			switch r.IntN(14) {
			case 2:
				run(l, l.Update(tea.MouseWheelMsg{Button: []tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown}[r.IntN(2)]}))
			case 3:
				at := tea.Mouse{X: r.IntN(w + 1), Y: r.IntN(h + 1), Button: tea.MouseLeft}
				run(l, l.Update([]tea.Msg{tea.MouseClickMsg(at), tea.MouseMotionMsg(at), tea.MouseReleaseMsg(at)}[r.IntN(3)]))
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

// TestStays: what the filter no longer selects stays under the cursor until
// that has left it; what was removed goes at once.
func TestStays(t *testing.T) {
	s := &shelf{rows: many(12)}
	l := newList(t, s, 80, 20)
	q, err := query.Parse("is:unread", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	run(l, l.SetQuery(q))
	l.Move(2)
	id, next := l.id(), l.rows[3].ID
	mark := func(id string) {
		for i := range s.rows {
			if s.rows[i].ID == id {
				s.rows[i].Read = true
			}
		}
	}
	mark(id)
	run(l, l.Reload())
	if l.id() != id || l.at != 2 || len(l.rows) != 8 || l.rows[3].ID != next {
		t.Errorf("the cursor is on %s at %d of %d, next %s", l.id(), l.at, len(l.rows), l.rows[3].ID)
	}
	l.Move(1)
	mark(next)
	run(l, l.Reload())
	if l.id() != next || l.at != 2 || len(l.rows) != 7 {
		t.Errorf("the cursor is on %s at %d of %d", l.id(), l.at, len(l.rows))
	}
	s.rows = slices.DeleteFunc(s.rows, func(b briefings.Briefing) bool { return b.ID == next })
	run(l, l.Reload())
	if l.id() == next || len(l.rows) != 6 {
		t.Errorf("what was removed stays: %s of %d", l.id(), len(l.rows))
	}
}

// TestGeometry: the list keeps to its size with whatever text.
func TestGeometry(t *testing.T) {
	rows := many(60)
	bad := []string{
		"会談の要旨と共同声明について、外務省報道官", "👩‍👩‍👧‍👦 family", strings.Repeat("e\u0301\u0301", 30), "\x1b[31mred\x07", "a\tb\r\nc",
		"\u202eright to left", strings.Repeat("long ", 100), "", "\xff\xfe", "שלום עולם", strings.Repeat("x", 300),
	}
	for i := range rows {
		s := bad[i%len(bad)]
		rows[i].Title, rows[i].Source, rows[i].Tags, rows[i].Kind = s, s, []string{s, "x"}, briefings.Kind(bad[(i+3)%len(bad)])
		rows[i].Published, rows[i].Notes, rows[i].Orphans = briefings.Date(s), i*i*i*i, i%2
	}
	for _, w := range []int{1, 2, 3, 5, 8, 16, 23, 24, 36, 44, 60, 72, 80, 120, 300} {
		for _, h := range []int{1, 2, 3, 4, 5, 6, 9, 10, 24, 60} {
			l := newList(t, &shelf{rows: rows}, w, h)
			for _, tabbed := range []bool{false, true} {
				if tabbed {
					l.SetTabs([]string{bad[0], bad[3], "x"}, 1)
				}
				for _, k := range []string{"", "v", "space", "v", "G", "tab"} {
					if k != "" {
						press(l, k)
					}
					out := strings.Split(l.View(), "\n")
					for _, row := range out {
						if n := ansi.StringWidth(row); len(out) != h || n != w || strings.ContainsAny(ansi.Strip(row), "\x07\x1b\t\r\u202e") {
							t.Fatalf("%dx%d after %q: %d rows, a row of %d cells: %q", w, h, k, len(out), n, row)
						}
					}
				}
			}
		}
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
	press(l, "tab")
	press(l, "j")
	press(l, "tab")
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

// TestRange: a range follows the cursor, stays after its end, and survives new
// rows above it.
func TestRange(t *testing.T) {
	l := newList(t, &shelf{rows: many(340)}, 80, 20)
	l.Move(5)
	for _, k := range []string{"v", "j", "j", "j", "k"} {
		press(l, k)
	}
	if got := l.Targets(); len(got) != 3 || got[0].ID != l.rows[5].ID || got[2].ID != l.rows[7].ID {
		t.Errorf("Targets = %v", got)
	}
	if head, _, _ := strings.Cut(ansi.Strip(l.View()), "\n"); !strings.HasSuffix(head, "3 of 340 selected") {
		t.Errorf("%q", head)
	}
	if rows := strings.Split(ansi.Strip(l.View()), "\n"); !strings.HasPrefix(rows[6], " +") || !strings.HasPrefix(rows[8], "›+") || !strings.HasPrefix(rows[9], "  ") {
		t.Errorf("%s", strings.Join(rows, "\n"))
	}
	l.SetRows(append([]briefings.Briefing{{ID: "new"}}, l.rows...))
	if got := l.Targets(); len(got) != 3 || got[0].ID != l.rows[6].ID {
		t.Errorf("after new rows Targets = %v", got)
	}
	for _, k := range []string{"v", "j", "j", "v", "k"} { // the second range ends above where it began
		press(l, k)
	}
	if l.Selected() != 5 {
		t.Errorf("%d selected in two ranges", l.Selected())
	}
	press(l, "v")
	press(l, "esc")
	if l.Selected() != 0 || l.span.on {
		t.Error("esc does not let go")
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
	if again := press(l, `\`)[0].(dialog.Open).Dialog.(*dialog.Line); !slices.Equal(again.History, []string{"communiqué tag:part-2"}) {
		t.Errorf("history %q", again.History)
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
	now := time.Date(2031, 5, 20, 0, 0, 0, 0, time.UTC)
	l := newList(t, &shelf{rows: many(500)}, 80, 21)
	l.opts.Now = func() time.Time { return now }
	click := func(x, y int) []tea.Msg {
		return run(l, l.Update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}))
	}
	if got := click(3, 6); l.at != 5 || fmt.Sprint(got) != fmt.Sprint([]tea.Msg{Moved{l.rows[5].ID}}) {
		t.Errorf("a click on row 6 is on %d and says %v", l.at, got)
	}
	now = now.Add(time.Second)
	if got := click(3, 6); len(got) != 0 {
		t.Errorf("a late second click says %v", got)
	}
	now = now.Add(time.Second / 4)
	if got := click(3, 6); len(got) != 1 || got[0].(Open).ID != l.rows[5].ID {
		t.Errorf("a double click says %v", got)
	}
	l.Update(tea.MouseReleaseMsg{})
	l.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	if l.at != 5 || l.top != 3 {
		t.Errorf("the wheel moves to %d, first row %d", l.at, l.top)
	}
	l.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	if l.at != 6 || l.top != 6 {
		t.Errorf("the wheel takes the cursor to %d, first row %d", l.at, l.top)
	}
	click(3, 2)
	l.Update(tea.MouseMotionMsg{X: 3, Y: 5, Button: tea.MouseLeft})
	l.Update(tea.MouseMotionMsg{X: 3, Y: 4, Button: tea.MouseLeft})
	l.Update(tea.MouseReleaseMsg{X: 3, Y: 4})
	if got := l.Targets(); len(got) != 3 || got[0].ID != l.rows[7].ID {
		t.Errorf("a drag selects %d", len(got))
	}
	l.Update(tea.MouseMotionMsg{X: 3, Y: 9})
	if l.Selected() != 3 {
		t.Error("the mouse selects although it is not held")
	}
	press(l, "esc")
	click(3, 19)
	l.Update(tea.MouseMotionMsg{X: 3, Y: 25, Button: tea.MouseLeft})
	for range 5 { // held below the edge
		l.Update(scrollDue{l, l.mouse.era})
	}
	if l.Selected() != 6 || l.top != 10 {
		t.Errorf("%d selected beyond the edge, first row %d", l.Selected(), l.top)
	}
	l.Update(tea.MouseReleaseMsg{})
	click(79, 20)
	if l.top != l.lastTop() {
		t.Errorf("the end of the scrollbar shows row %d", l.top)
	}
}

func TestTabs(t *testing.T) {
	l := newList(t, &shelf{rows: many(50)}, 40, 20)
	l.SetTabs([]string{"Briefings", "Notes"}, 0)
	if head, _, _ := strings.Cut(ansi.Strip(l.View()), "\n"); !strings.HasPrefix(head, "[Briefings] Notes ") || !strings.HasSuffix(head, "50 · 33 unread") {
		t.Errorf("%q", head)
	}
	if l.TabAt(3, 0) != 0 || l.TabAt(12, 0) != 1 || l.TabAt(12, 1) != -1 || l.TabAt(30, 0) != -1 {
		t.Error("tabs are elsewhere")
	}
	q, err := query.Parse("tag:part-1", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	run(l, l.SetQuery(q))
	rows := strings.Split(ansi.Strip(l.View()), "\n")
	if !strings.HasSuffix(rows[0], " 10 of 50") && !strings.HasSuffix(rows[0], "unread") || !strings.HasPrefix(rows[1], "Filter: tag:part-1 ") || len(rows) != 20 {
		t.Errorf("%q", rows[:2])
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

// TestLearn: names of the whole library are completed, quoted where they need
// it; rows add nothing to them.
func TestLearn(t *testing.T) {
	rows := many(3)
	rows[0].Speakers = []string{"person:jonas-verrel"}
	l := newList(t, &shelf{rows: rows}, 80, 20)
	l.Learn("speaker", map[string]int{"Jonas Verrel": 3, "Jon Abbas": 5})
	l.Learn("topic", map[string]int{"river treaty": 1})
	run(l, l.Reload())
	if got := l.Values("speaker", "jon"); !slices.Equal(got, []string{"Jon Abbas", "Jonas Verrel"}) {
		t.Errorf("Values = %q", got)
	}
	if got := l.Complete("topic:tre", 9); len(got) != 1 || !strings.HasPrefix(got[0].Text, `topic:"river treaty"`) {
		t.Errorf("completions = %v", got)
	}
}

// A large library's count is whole beside a short caption.
func TestCountsAreWhole(t *testing.T) {
	l := newList(t, &shelf{rows: many(12_000)}, 36, 10)
	if head, _, _ := strings.Cut(ansi.Strip(l.View()), "\n"); !strings.HasSuffix(head, "12,000 · 8,000 unread") {
		t.Errorf("%q", head)
	}
}
