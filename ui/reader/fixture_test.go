package reader

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
	"readout/briefings/anchor"
	"readout/briefings/markup"
	"readout/ui/theme"
)

// meeting is an invented report of an invented meeting.
const meeting = `# Maren, Lund discuss the Sel corridor

On 14 March, President Edda Maren of Norland met the Foreign Minister of Ostria, Jonas Lund, on the margins of the
Harbour Security Forum.

"We have never been closer to an agreement on the Sel corridor, and we will not let this chance pass," President Maren said
at the beginning of the meeting.

Lund noted that the two countries had agreed on **three of the four** chapters. He expressed hope that the last one, on
customs, would be settled before COP29.

- transit fees
- border posts at *Kell* and *Varn*

> "Our railways will meet in Varn," the head of state underscored, adding that the works would begin in autumn.

They also exchanged views on regional security. 会談は友好的な雰囲気 で行われた, the agency Ostria Press reported.`

// span returns the place of the nth (from 0) occurrence of words.
func span(tb testing.TB, text, words string, nth int) briefings.Span {
	tb.Helper()
	at := 0
	for {
		i := strings.Index(text[at:], words)
		if i < 0 {
			tb.Fatalf("%q does not stand in the text", words)
		}
		at += i
		if nth == 0 {
			return briefings.Span{Start: at, End: at + len(words)}
		}
		nth--
		at += len(words)
	}
}

// fixture returns the meeting as an article with an analysis made by hand.
func fixture(tb testing.TB) briefings.Article {
	tb.Helper()
	text, blocks := markup.Parse(meeting).Text()
	s := func(words string, nth int) briefings.Span { return span(tb, text, words, nth) }
	maren, lund := "person:edda-maren", "person:jonas-lund"
	state := func(kind briefings.StatementKind, id, name, who, cue string, content ...string) briefings.Statement {
		st := briefings.Statement{
			Kind: kind, Speaker: briefings.Source{Name: name, ID: id}, Cue: s(cue, 0),
			Grounds: "named", Confidence: 0.9, Topics: []string{"corridor"},
		}
		if who != "" {
			st.Speaker.Span = s(who, 0)
		}
		st.Speakers = []briefings.Party{{Name: name, ID: id}}
		for _, c := range content {
			st.Content = append(st.Content, s(c, 0))
		}
		return st
	}
	a := briefings.Article{
		Briefing: briefings.Briefing{
			ID: "k3kdjmvw2q7a", Title: "Maren, Lund discuss the Sel corridor", Source: "Norland Wire",
			URL: "https://norland.example/sel", Published: "2024-03-14T10:00:00+02:00", Kind: briefings.KindNews, Lang: "en",
			Tags: []string{"corridor", "sel"}, Revision: 1, Hash: briefings.Hash(meeting), Words: 120,
		},
		Markdown: meeting, Text: text, Blocks: blocks,
		Analysis: briefings.Analysis{
			People: []briefings.Speaker{
				{
					ID: maren, Name: "Edda Maren", Kind: briefings.Person, Role: "President", Country: "Norland",
					Mentions: []briefings.Span{s("Maren", 0), s("Edda Maren", 0), s("President Maren", 0), s("the head of state", 0)},
				},
				{
					ID: lund, Name: "Jonas Lund", Kind: briefings.Person, Role: "Foreign Minister", Country: "Ostria",
					Mentions: []briefings.Span{s("Lund", 0), s("Jonas Lund", 0), s("Lund noted", 0)},
				},
				{ID: "org:press", Name: "Ostria Press", Kind: briefings.Organisation, Mentions: []briefings.Span{s("Ostria Press", 0)}},
			},
			Statements: []briefings.Statement{
				state(briefings.Direct, maren, "Edda Maren", "President Maren", "said",
					`"We have never been closer to an agreement on the Sel corridor, and we will not let this chance pass,"`),
				state(briefings.Indirect, lund, "Jonas Lund", "Lund noted", "noted", "that the two countries had agreed on three of the four chapters"),
				state(briefings.Indirect, lund, "Jonas Lund", "He", "expressed hope", "that the last one, on customs, would be settled before COP29"),
				state(briefings.Mixed, maren, "Edda Maren", "the head of state", "underscored",
					`"Our railways will meet in Varn,"`, "that the works would begin in autumn"),
			},
			Topics: []briefings.Topic{
				{ID: "transport", Label: "transport", Kind: briefings.TopicTheme},
				{ID: "corridor", Label: "Sel corridor", Parent: "transport", Kind: briefings.TopicTheme, Mentions: []briefings.Span{s("Sel corridor", 0), s("Sel corridor", 1)}},
				{ID: "cop29", Label: "COP29", Kind: briefings.TopicTheme, Mentions: []briefings.Span{s("COP29", 0)}},
			},
		},
	}
	return a
}

// note returns a mark on words of a.
func mark(tb testing.TB, a *briefings.Article, id, words string, colour int, text string, tags ...string) briefings.Annotation {
	tb.Helper()
	at, q := anchor.Select(a.Text, span(tb, a.Text, words, 0))
	return briefings.Annotation{
		ID: id, Briefing: a.ID, Revision: a.Hash, Position: &at, Quote: &q, At: &at, State: briefings.Anchored,
		Color: colour, Text: text, Tags: tags,
	}
}

// annotatedFixture is the fixture with marks, a page note and an orphan.
func annotatedFixture(tb testing.TB) briefings.Article {
	tb.Helper()
	a := fixture(tb)
	orphan := mark(tb, &a, "05", "COP29", 4, "where did this go?")
	orphan.At, orphan.State = nil, briefings.Orphan
	orphan.Quote.Exact = "a passage that was edited away"
	a.Annotations = []briefings.Annotation{
		mark(tb, &a, "01", "Harbour Security Forum", 2, ""),
		mark(tb, &a, "02", "three of the four chapters", 3, "Which one is open?\nAsk the *customs* desk.", "customs", "todo"),
		mark(tb, &a, "03", "four", 1, ""),
		{ID: "04", Briefing: a.ID, State: briefings.Anchored, Text: "Compare with the readout of Ostria."},
		orphan,
	}
	return a
}

// fake is a library in memory.
type fake struct {
	mu       sync.Mutex
	articles map[string]briefings.Article
	places   map[string]int
	states   map[string][]byte
	next     int
	fail     error
	calls    []string
}

func newFake(articles ...briefings.Article) *fake {
	f := &fake{articles: map[string]briefings.Article{}, places: map[string]int{}}
	for _, a := range articles {
		f.articles[a.ID] = a
	}
	return f
}

func (f *fake) Article(_ context.Context, id string) (briefings.Article, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	a, ok := f.articles[id]
	if !ok {
		return a, fmt.Errorf("open briefing %s: %w", id, briefings.ErrNotFound)
	}
	a.Place = f.places[id]
	return a, f.fail
}

func (f *fake) Annotate(_ context.Context, a briefings.Annotation) (briefings.Annotation, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, "annotate")
	if f.fail != nil {
		return briefings.Annotation{}, f.fail
	}
	if a.ID == "" {
		f.next++
		a.ID = fmt.Sprintf("N%d", f.next)
	}
	art := f.articles[a.Briefing]
	art.Annotations = append([]briefings.Annotation(nil), art.Annotations...)
	for i := range art.Annotations {
		if art.Annotations[i].ID == a.ID {
			art.Annotations[i] = a
			f.articles[a.Briefing] = art
			return a, nil
		}
	}
	art.Annotations = append(art.Annotations, a)
	f.articles[a.Briefing] = art
	return a, nil
}

func (f *fake) Unannotate(_ context.Context, id string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, "unannotate "+id)
	return f.fail
}

func (f *fake) SetPlace(_ context.Context, id string, off int) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.places[id] = off
	return f.fail
}

// bench is a reader with what it sent.
type bench struct {
	*Reader

	lib  *fake
	sent []tea.Msg
}

func newBench(tb testing.TB, w, h int, o Options, articles ...briefings.Article) *bench {
	tb.Helper()
	id := ""
	if len(articles) > 0 {
		id = articles[0].ID
	}
	return newBenchOn(tb, w, h, o, newFake(articles...), id)
}

// newBenchOn is newBench on a library that was used before.
func newBenchOn(tb testing.TB, w, h int, o Options, lib *fake, id string) *bench {
	tb.Helper()
	b := &bench{Reader: New(context.Background(), lib, theme.New(true, true), DefaultKeys(), o), lib: lib}
	b.after = func(time.Duration, tea.Msg) tea.Cmd { return nil }
	b.SetSize(w, h)
	if id != "" {
		b.run(b.Open(id))
	}
	return b
}

// run runs a command and feeds its messages back, as the program would.
func (b *bench) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			b.run(c)
		}
	default:
		b.sent = append(b.sent, msg)
		b.run(b.Update(msg))
	}
}

// keys presses keys: characters, or names such as "enter" and "ctrl+d".
func (b *bench) press(keys ...string) {
	for _, k := range keys {
		cmd := b.Update(keyOf(k))
		if b.mode != searching && b.mode != editing { // their commands blink
			b.run(cmd)
		}
	}
}

func keyOf(name string) tea.KeyPressMsg {
	special := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
		"left": tea.KeyLeft, "right": tea.KeyRight, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "backspace": tea.KeyBackspace,
		"home": tea.KeyHome, "end": tea.KeyEnd,
	}
	if name == "space" || name == " " {
		return tea.KeyPressMsg{Code: ' ', Text: " "}
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: []rune(rest)[0], Mod: tea.ModCtrl}
	}
	if rest, ok := strings.CutPrefix(name, "alt+"); ok {
		return tea.KeyPressMsg{Code: special[rest], Mod: tea.ModAlt}
	}
	if code, ok := special[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

// typeText types text into an input.
func (b *bench) typeText(text string) {
	for _, r := range text {
		b.press(string(r))
	}
}

func (b *bench) screen() string { return ansi.Strip(b.View()) }

// word returns the text from the cursor on, n bytes of it.
func (b *bench) word(n int) string {
	return b.doc.Text[b.cur:min(b.cur+n, len(b.doc.Text))]
}

// said returns the last remark and failure.
func (b *bench) said() (text string, err error) {
	for _, m := range b.sent {
		switch m := m.(type) {
		case Said:
			text = m.Text
		case Failed:
			err = m.Err
		}
	}
	return text, err
}

var errBusy = errors.New("library busy")

func (f *fake) Redraw(_ context.Context, id string, at briefings.Span) (briefings.Annotation, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, "redraw "+id)
	for _, a := range f.articles {
		for _, n := range a.Annotations {
			if n.ID == id {
				n.At, n.Position, n.State = &at, &at, briefings.Anchored
				n.Quote = &briefings.QuoteSelector{Exact: a.Text[at.Start:at.End]}
				return n, f.fail
			}
		}
	}
	return briefings.Annotation{}, errors.Join(briefings.ErrNotFound, f.fail)
}
