package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/dialog"
	"readout/ui/theme"
)

// source is a ledger in memory: a chunk a briefing.
type source struct {
	articles []briefings.Article
	kept     []briefings.Annotation
	hold     chan struct{} // each chunk after the first waits for it, when not nil
	err      error

	mu    sync.Mutex
	asked []string
}

func (s *source) Ledger(ctx context.Context, q query.Query, o briefings.Order, f func([]briefings.Said) error) error {
	s.mu.Lock()
	s.asked = append(s.asked, q.String())
	s.mu.Unlock()
	all := slices.Clone(s.articles)
	slices.SortStableFunc(all, func(a, b briefings.Article) int {
		c := strings.Compare(string(b.Published), string(a.Published))
		if o.Reverse {
			return -c
		}
		return c
	})
	only := q.Statements()
	for n, a := range all {
		if s.hold != nil && n > 0 {
			select {
			case <-s.hold:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if !q.Match(&query.Document{Briefing: &a.Briefing, Text: func() string { return a.Text }, Analysis: func() *briefings.Analysis { return &a.Analysis }}) {
			continue
		}
		said := briefings.Said{Briefing: a.Briefing, People: slices.Clone(a.Analysis.People), Topics: slices.Clone(a.Analysis.Topics)}
		for i := range said.People { // the caller owns what it gets, as from the store
			said.People[i].Aliases = slices.Clone(said.People[i].Aliases)
		}
		for i := range a.Analysis.Statements {
			if st := a.Analysis.Statements[i]; only.MatchStatement(&a.Briefing, func() string { return a.Text }, &a.Analysis, i) {
				st.Speakers, st.Topics = slices.Clone(st.Speakers), slices.Clone(st.Topics)
				said.Statements, said.Words, said.Colors = append(said.Statements, st), append(said.Words, st.Words(a.Text)), append(said.Colors, st.Mark(a.Annotations))
			}
		}
		if len(said.Statements) == 0 {
			continue
		}
		if err := f([]briefings.Said{said}); err != nil {
			return err
		}
	}
	return s.err
}

func (s *source) Article(_ context.Context, id string) (briefings.Article, error) {
	for _, a := range s.articles {
		if a.ID == id {
			return a, nil
		}
	}
	return briefings.Article{}, briefings.ErrNotFound
}

func (s *source) AnnotateAll(_ context.Context, as []briefings.Annotation) ([]briefings.Annotation, error) {
	s.kept = append(s.kept, as...)
	return as, s.err
}

// talks is a briefing in which people say things: "Name: words #topic".
func talks(id, day, agency string, lines ...string) briefings.Article {
	a := briefings.Article{Briefing: briefings.Briefing{ID: id, Title: "Talks " + id, Source: agency, Published: briefings.Date(day), Hash: "h"}}
	for _, l := range lines {
		name, rest, _ := strings.Cut(l, ": ")
		words, topic, tagged := strings.Cut(rest, " #")
		id := strings.ToLower(strings.ReplaceAll(name, " ", "-"))
		start := len(a.Text)
		a.Text += words + "\n\n"
		st := briefings.Statement{
			Kind: briefings.Direct, Confidence: 0.9, Grounds: "named", Content: []briefings.Span{{Start: start, End: start + len(words)}},
			Speaker: briefings.Source{Name: name, ID: id}, Speakers: []briefings.Party{{Name: name, ID: id}},
		}
		if !slices.ContainsFunc(a.Analysis.People, func(p briefings.Speaker) bool { return p.ID == id }) {
			a.Analysis.People = append(a.Analysis.People, briefings.Speaker{ID: id, Name: name, Kind: briefings.Person, Country: "Norland", Role: "Minister", Aliases: []string{"Minister " + name}})
		}
		if tagged {
			st.Topics = []string{topic}
			if !slices.ContainsFunc(a.Analysis.Topics, func(t briefings.Topic) bool { return t.ID == topic }) {
				a.Analysis.Topics = append(a.Analysis.Topics, briefings.Topic{ID: topic, Label: strings.ToUpper(topic[:1]) + topic[1:]})
			}
		}
		a.Analysis.Statements = append(a.Analysis.Statements, st)
	}
	return a
}

func invented() *source {
	return &source{articles: []briefings.Article{
		talks("aaaa", "2031-05-02", "Norland Wire", "Ada Holm: “We open the bridge in May.” #bridges", "Jon Reed: that the toll stays #trade"),
		talks("bbbb", "2031-03-10", "Sudmark Post", "Ada Holm: “Grain moves again.” #trade", "Ada Holm: “The ports are ours.” #ports", "Ada Holmgren: “No comment.”"),
		talks("cccc", "2030-11-20", "Norland Wire", "Ada Holm: “We never closed it.” #bridges"),
	}}
}

func now() time.Time { return time.Date(2031, 6, 1, 12, 0, 0, 0, time.UTC) }

// run runs a command and what it leads to, and returns what goes to the root.
func run(l *Ledger, cmd tea.Cmd) (out []tea.Msg) {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			out = append(out, run(l, c)...)
		}
	case part, due, marked:
		out = append(out, run(l, l.Update(msg))...)
	default:
		out = append(out, msg)
	}
	return out
}

func opened(t *testing.T, s Source, w, h int) *Ledger {
	t.Helper()
	l := New(context.Background(), s, theme.Spec{Dark: true}.Styles(), DefaultKeys(), Options{Now: now, UndoKey: "U"})
	l.SetSize(w, h)
	run(l, l.Load())
	return l
}

func press(l *Ledger, keys string) (out []tea.Msg) {
	for k := range strings.FieldsSeq(keys) {
		msg := tea.KeyPressMsg{Code: []rune(k)[0], Text: k}
		switch k {
		case "enter":
			msg = tea.KeyPressMsg{Code: tea.KeyEnter}
		case "esc":
			msg = tea.KeyPressMsg{Code: tea.KeyEscape}
		case "tab":
			msg = tea.KeyPressMsg{Code: tea.KeyTab}
		case "shift+tab":
			msg = tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
		}
		out = append(out, run(l, l.Update(msg))...)
	}
	return out
}

func seen(l *Ledger) string { return ansi.Strip(l.View()) }

// see fails unless the words are on the screen in this order.
func see(t *testing.T, l *Ledger, words ...string) {
	t.Helper()
	screen := strings.Join(strings.Fields(seen(l)), " ")
	at := 0
	for _, w := range words {
		i := strings.Index(screen[at:], w)
		if i < 0 {
			t.Fatalf("%q is not on the screen, or not there:\n%s", w, seen(l))
		}
		at += i + len(w)
	}
}

// only returns the messages of a type.
func only[T any](msgs []tea.Msg) (out []T) {
	for _, m := range msgs {
		if x, ok := m.(T); ok {
			out = append(out, x)
		}
	}
	return out
}

func ask(t *testing.T, l *Ledger, key, value string) []tea.Msg {
	t.Helper()
	open := only[dialog.Open](press(l, key))
	if len(open) != 1 {
		t.Fatalf("%s opens %d dialogs", key, len(open))
	}
	return run(l, open[0].Dialog.(*dialog.Line).Done(value))
}

func TestByDate(t *testing.T) {
	l := opened(t, invented(), 70, 30)
	see(t, l, "6 · by date", "›", "2031-05-02 · Ada Holm · Norland Wire · on Bridges", "“We open the bridge in May.”", "Jon Reed", "2031-03-10", "2030-11-20",
		"── 2031-05-02 Talks aaaa", "Ada Holm · direct · on Bridges · Norland Wire · 90 % sure (named)")
	if got := only[Open](press(l, "j enter")); !slices.Equal(got, []Open{{"aaaa", len("“We open the bridge in May.”") + 2}}) {
		t.Errorf("enter opens %v", got)
	}
	press(l, "o")
	see(t, l, "oldest first", "2030-11-20", "2031-03-10", "2031-05-02")
}

func TestGroups(t *testing.T) {
	l := opened(t, invented(), 70, 40)
	press(l, "G b") // the cursor stays on its statement
	see(t, l, "▾ Ada Holm 4", "▾ Ada Holmgren 1", "▾ Jon Reed 1")
	if got := l.current(); got != (Moved{"cccc", 0}) {
		t.Errorf("grouping moves the cursor to %v", got)
	}
	press(l, "shift+tab")
	see(t, l, "›▸ Ada Holm 4", "▸ Ada Holmgren 1", "▸ Jon Reed 1")
	press(l, "s s") // by name, by the latest
	see(t, l, "▸ Ada Holm", "▸ Jon Reed", "▸ Ada Holmgren")
	press(l, "b")
	see(t, l, "by topic", "▾ Bridges 2", "▾ Trade 2", "▾ Ports 1", "▾ on no known topic 1")
	press(l, "b")
	see(t, l, "▾ May 2031", "▾ March 2031", "▾ November 2030")
	press(l, "b")
	see(t, l, "▾ Norland Wire 3", "▾ Sudmark Post 3")
}

// TestPage: the page of a speaker has their statements and nobody else's, and
// what is filtered by stays on the way from page to page and back.
func TestPage(t *testing.T) {
	s := invented()
	l := opened(t, s, 70, 40)
	run(l, l.ShowNames(BySpeaker, query.Query{}))
	see(t, l, "3 speakers", "›▸ Ada Holm 4")
	press(l, "enter")
	see(t, l, "4 · by date", "Ada Holm", "person · Norland · Minister", "4 statements in 3 briefings, 2030-11-20 – 2031-05-02",
		"2030-11 ▄···█·▄ 2031-05, most in 2031-03: 2", "also Minister Ada Holm", "Bridges 2 ██████████", "Ports 1 █████", "We open")
	if strings.Contains(seen(l), "No comment") {
		t.Error("the page has the words of somebody with a like name")
	}
	ask(t, l, `\`, "after:2031-04")
	see(t, l, "1 · by date", "Ada Holm · after:2031-04", "1 statement in 1 briefing, 2031-05-02")
	run(l, l.ShowPage(l.Subjects(ByTopic)[0], false))
	see(t, l, "Bridges", "1 statement in 1 briefing", "Ada Holm 1 ███")
	if last := s.asked[len(s.asked)-1]; !strings.Contains(last, "after:2031-04") || !strings.Contains(last, "speaker:") || !strings.Contains(last, "topic:") {
		t.Errorf("the page of the topic asks for %s", last)
	}
	press(l, "q")
	see(t, l, "Ada Holm · after:2031-04")
	press(l, "q")
	see(t, l, "3 speakers", "›▸ Ada Holm")
	if left := only[Left](press(l, "q")); len(left) != 1 {
		t.Error("q does not leave the list of speakers")
	}
}

// TestProgress: the first rows are shown while the others are still being
// read, and nothing that is shown moves.
func TestProgress(t *testing.T) {
	s := invented()
	s.hold = make(chan struct{}, 9)
	l := New(context.Background(), s, theme.Spec{Dark: true}.Styles(), DefaultKeys(), Options{Now: now})
	l.SetSize(70, 30)
	see(t, l, "reading")
	take := func(cmd tea.Cmd) tea.Cmd {
		t.Helper()
		p, ok := cmd().(part)
		if !ok {
			t.Fatal("no rows come")
		}
		l.take(p)
		return listen(p.from)
	}
	next := take(l.Load())
	see(t, l, "2 · by date …", "› 2031-05-02")
	first := strings.Split(seen(l), "\n")
	press(l, "j")
	s.hold <- struct{}{}
	next = take(next)
	see(t, l, "5 · by date …", "› 2031-05-02 · Jon Reed")
	for i, row := range strings.Split(seen(l), "\n")[1:5] {
		if strings.TrimLeft(row, "› ") != strings.TrimLeft(first[i+1], "› ") {
			t.Errorf("row %d was %q and is %q", i+1, first[i+1], row)
		}
	}
	s.hold <- struct{}{}
	take(take(next)) // the last rows, and the end
	see(t, l, "6 · by date")
	l.Load() // who asks for something else is not kept waiting
	close(s.hold)
	run(l, l.Load())
	if l.reading || len(l.shelf.entries) != 6 {
		t.Errorf("reading %v, %d entries", l.reading, len(l.shelf.entries))
	}
}

func TestFind(t *testing.T) {
	l := opened(t, invented(), 70, 40)
	ask(t, l, "/", "grain")
	see(t, l, "› 2031-03-10 · Ada Holm")
	press(l, "esc b")
	ask(t, l, "/", "reed")
	see(t, l, "›▾ Jon Reed")
	press(l, "n")
	see(t, l, "› 2031-05-02")
	if said := only[Said](ask(t, l, "/", "zebra")); len(said) != 1 || !strings.Contains(said[0].Text, "zebra") {
		t.Errorf("words that are nowhere: %v", said)
	}
}

func TestMark(t *testing.T) {
	s := invented()
	l := opened(t, s, 70, 30)
	out := press(l, "j 3")
	if len(s.kept) != 1 || s.kept[0].Color != 3 || s.kept[0].Quote.Exact != "that the toll stays" || s.kept[0].Briefing != "aaaa" {
		t.Fatalf("kept %+v", s.kept)
	}
	if c := only[Changed](out); len(c) != 1 || !slices.Equal(c[0].IDs, []string{"aaaa"}) {
		t.Errorf("told %v", out)
	}
	see(t, l, "›●3 2031-05-02 · Jon Reed")
	old := s.kept[0]
	old.ID = "01"
	s.articles[0].Annotations = []briefings.Annotation{old}
	press(l, "4")
	if again := s.kept[1]; again.ID != "01" || again.Color != 4 {
		t.Errorf("the mark that is there is not taken: %+v", again)
	}
	s.err = errors.New("disk full")
	if f := only[Failed](press(l, "5")); len(f) != 1 || !strings.Contains(f[0].Err.Error(), "mark the statement: disk full") {
		t.Errorf("failed: %v", f)
	}
	see(t, l, "›●4")
}

func TestCopyAndExport(t *testing.T) {
	l := opened(t, invented(), 70, 40)
	if c := only[Copy](press(l, "y")); len(c) != 1 || c[0].Text != "“We open the bridge in May.”\n— Ada Holm, Norland Wire, “Talks aaaa”, 2 May 2031\n" {
		t.Errorf("copied %q", c)
	}
	if c := only[Copy](press(l, "Y")); len(c) != 1 || c[0].Text != "We open the bridge in May.\n" {
		t.Errorf("copied %q", c)
	}
	if x := only[Export](press(l, "x")); len(x) != 1 || len(x[0].Rows) != 6 || x[0].Rows[1].Text != "that the toll stays" {
		t.Errorf("export %v", x)
	}
	press(l, "b g")
	if x := only[Export](press(l, "x")); len(x) != 1 || len(x[0].Rows) != 4 {
		t.Errorf("export of a group: %v", x)
	}
	if c := only[Copy](press(l, "y")); len(c) != 1 || strings.Count(c[0].Text, "— Ada Holm") != 4 {
		t.Errorf("copied of a group %q", c)
	}
}

func TestFails(t *testing.T) {
	s := invented()
	s.articles, s.err = nil, errors.New("library damaged")
	l := New(context.Background(), s, theme.Spec{Dark: true}.Styles(), DefaultKeys(), Options{Now: now})
	l.SetSize(60, 12)
	if f := only[Failed](run(l, l.Load())); len(f) != 1 {
		t.Fatalf("told %v", f)
	}
	see(t, l, "cannot be read")
}

func TestUnquoted(t *testing.T) {
	for in, want := range map[string]string{
		"“Yes,”": "Yes", "“Yes,” … “no”": "“Yes,” … “no”", `"a"`: "a", "that it is": "that it is", "“": "“", "": "", "„Ja“": "Ja",
	} {
		if got := Unquoted(in); got != want {
			t.Errorf("Unquoted(%q) = %q; want %q", in, got, want)
		}
	}
}

// TestGeometry: every size has exactly its rows, wherever the cursor is.
func TestGeometry(t *testing.T) {
	s := invented()
	s.articles = append(s.articles, talks("dddd", "", "", "会議\x1b[2J\u202e長い名前の人: "+strings.Repeat("会議の言葉 wide\u200b ", 40)+"#t\x07opic"))
	for _, keys := range []string{"", "G", "b", "b G tab", "b b shift+tab", "b b b", "b g enter", "/ G"} {
		l := opened(t, s, 80, 24)
		press(l, keys)
		for _, w := range []int{1, 2, 4, 5, 9, 24, 36, 46, 60, 90, 120, 200} {
			for _, h := range []int{1, 2, 3, 5, 9, 12, 16, 20, 31, 60} {
				l.SetSize(w, h)
				rows := strings.Split(l.View(), "\n")
				if len(rows) != h {
					t.Fatalf("%q at %dx%d: %d rows", keys, w, h, len(rows))
				}
				for i, r := range rows {
					if n := ansi.StringWidth(r); n > w || strings.ContainsAny(ansi.Strip(r), "\x1b\x07\u202e") {
						t.Fatalf("%q at %dx%d: row %d has %d cells: %q", keys, w, h, i, n, r)
					}
				}
			}
		}
	}
}

// BenchmarkKey measures a key and its frame in a ledger of 100,000 statements.
func BenchmarkKey(b *testing.B) {
	s := &source{}
	for i := range 10_000 {
		lines := make([]string, 10)
		for k := range lines {
			lines[k] = fmt.Sprintf("Person %d: “We will talk about the matter of %d in the days that come.” #topic%d", (i+k)%700, k, (i*k)%90)
		}
		s.articles = append(s.articles, talks(fmt.Sprintf("id%05d", i), now().AddDate(0, 0, -i/3).Format(time.DateOnly), "Wire", lines...))
	}
	l := New(context.Background(), s, theme.Spec{Dark: true}.Styles(), DefaultKeys(), Options{Now: now})
	l.SetSize(120, 40)
	run(l, l.Load())
	for _, keys := range []string{"j", "b", "G", "tab", "shift+tab"} {
		b.Run(keys, func(b *testing.B) {
			for b.Loop() {
				press(l, keys)
				_ = l.View()
			}
		})
	}
}
