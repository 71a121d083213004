package ui

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
	"readout/briefings/corrections"
	"readout/briefings/markup"
	"readout/briefings/query"
	"readout/ui/config"
	"readout/ui/details"
)

// memory is a library in memory; fail makes every writing call fail.
type memory struct {
	mu       sync.Mutex
	articles []briefings.Article
	writes   int
	fail     error
	slow     chan struct{} // Find waits for it, when not nil
	finds    int

	steps, again []past
	state        map[string][]byte
}

func now() time.Time { return time.Date(2031, 5, 20, 12, 0, 0, 0, time.UTC) }

func (m *memory) Find(ctx context.Context, q query.Query, o briefings.Order, limit, offset int) ([]briefings.Briefing, error) {
	if m.slow != nil {
		select {
		case <-m.slow:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.finds++
	if m.fail != nil {
		return nil, m.fail
	}
	var out []briefings.Briefing
	for i := range m.articles {
		a := &m.articles[i]
		d := query.Document{
			Briefing: &a.Briefing, Text: func() string { return a.Text },
			Analysis: func() *briefings.Analysis { return &a.Analysis }, Annotations: func() []briefings.Annotation { return a.Annotations },
		}
		if q.Empty() || q.Match(&d) {
			out = append(out, a.Briefing)
		}
	}
	slices.SortStableFunc(out, func(a, b briefings.Briefing) int {
		c := strings.Compare(string(b.Published), string(a.Published))
		if o.By == briefings.ByTitle {
			c = strings.Compare(a.Title, b.Title)
		}
		if o.Reverse {
			c = -c
		}
		return c
	})
	out = out[min(offset, len(out)):]
	if limit > 0 {
		out = out[:min(limit, len(out))]
	}
	return out, nil
}

// change runs f on each of the briefings, as a step.
func (m *memory) change(what string, ids []string, f func(a *briefings.Article)) error {
	m.mu.Lock()
	if m.fail == nil {
		m.record(what, ids)
	}
	m.mu.Unlock()
	return m.alter(what, ids, f)
}

// alter is change without a step.
func (m *memory) alter(_ string, ids []string, f func(a *briefings.Article)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fail != nil {
		return m.fail
	}
	m.writes++
	for _, id := range ids {
		i := slices.IndexFunc(m.articles, func(a briefings.Article) bool { return a.ID == id })
		if i < 0 {
			return fmt.Errorf("briefing %s: %w", id, briefings.ErrNotFound)
		}
		f(&m.articles[i])
	}
	return nil
}

func (m *memory) Stamp(context.Context) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return strconv.Itoa(m.writes), m.fail
}

func (m *memory) Article(_ context.Context, id string) (briefings.Article, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, a := range m.articles {
		if a.ID == id {
			a.Annotations = slices.Clone(a.Annotations)
			return a, nil
		}
	}
	return briefings.Article{}, fmt.Errorf("briefing %s: %w", id, briefings.ErrNotFound)
}

func (m *memory) Annotate(_ context.Context, n briefings.Annotation) (briefings.Annotation, error) {
	if n.ID == "" {
		n.ID = fmt.Sprintf("01K%023d", m.writes)
	}
	n.State = briefings.Anchored
	return n, m.change("marked", []string{n.Briefing}, func(a *briefings.Article) {
		a.Annotations = append(slices.DeleteFunc(a.Annotations, func(o briefings.Annotation) bool { return o.ID == n.ID }), n)
		a.Notes = len(a.Annotations)
	})
}

func (m *memory) Unannotate(_ context.Context, id string) error {
	var all []string
	for i := range m.articles {
		all = append(all, m.articles[i].ID)
	}
	return m.change("deleted a mark", all, func(a *briefings.Article) {
		a.Annotations = slices.DeleteFunc(a.Annotations, func(o briefings.Annotation) bool { return o.ID == id })
		a.Notes = len(a.Annotations)
	})
}

// Correct corrects what the articles have, as far as one correction does.
func (m *memory) Correct(_ context.Context, c briefings.Correction) (briefings.Correction, error) {
	c.ID = fmt.Sprintf("01K%023d", m.writes)
	for i := range c.Who {
		c.Who[i].ID = strings.ToLower(strings.ReplaceAll(c.Who[i].Name, " ", "-"))
	}
	var all []string
	for i := range m.articles {
		if c.Briefing == "" || c.Briefing == m.articles[i].ID {
			all = append(all, m.articles[i].ID)
		}
	}
	return c, m.change("corrected: "+string(c.Kind), all, func(a *briefings.Article) {
		if c.Kind.InText() {
			corrections.Place(&c, a.Text, a.Hash, c.Parts)
		}
		a.Analysis = corrections.Apply(a.Analysis, a.Text, []briefings.Correction{c})
	})
}

func (m *memory) SetPlace(_ context.Context, id string, off int) error {
	return m.alter("", []string{id}, func(a *briefings.Article) { a.Place = off })
}

func (m *memory) Tag(_ context.Context, ids, add, remove []string) error {
	return m.change("tagged", ids, func(a *briefings.Article) {
		a.Tags = details.Retag(details.Retag(a.Tags, remove, true), add, false)
	})
}

func (m *memory) SetRead(_ context.Context, ids []string, on bool) error {
	return m.change("read", ids, func(a *briefings.Article) { a.Read = on })
}

func (m *memory) SetStarred(_ context.Context, ids []string, on bool) error {
	return m.change("starred", ids, func(a *briefings.Article) { a.Starred = on })
}

func (m *memory) Edit(_ context.Context, id string, d briefings.Details, which []string) error {
	return m.change("edited", []string{id}, func(a *briefings.Article) {
		for _, w := range which {
			switch w {
			case "title":
				a.Title = d.Title
			case "source":
				a.Source = d.Source
			case "date":
				a.Published = d.Published
			}
		}
	})
}

func (m *memory) Remove(_ context.Context, ids []string, withNotes bool) error {
	for i := range m.articles {
		if slices.Contains(ids, m.articles[i].ID) && len(m.articles[i].Annotations) > 0 && !withNotes {
			return briefings.ErrAnnotated
		}
	}
	err := m.change("removed", ids, func(*briefings.Article) {})
	if err == nil {
		m.articles = slices.DeleteFunc(m.articles, func(a briefings.Article) bool { return slices.Contains(ids, a.ID) })
	}
	return err
}

// article makes an article of Markdown; the persons and states are invented.
func article(b briefings.Briefing, md string) briefings.Article {
	text, blocks := markup.Parse(md).Text()
	b.ID = briefings.TextIdentity(b.Title + text).ID()
	b.Hash, b.Words, b.Revision = briefings.Hash(md), len(strings.Fields(text)), 1
	return briefings.Article{Briefing: b, Markdown: md, Text: text, Blocks: blocks}
}

const visit = `The President of Ostravia, Mila Torvan, received the Foreign Minister of Kelland, Jonas Verrel, in Port Sarn on Tuesday.

“We have agreed to open the Sel bridge before winter,” Torvan said. “Nobody in the valley should wait another year.”

Verrel welcomed the decision and said that Kelland would pay for half of the works.

The sides also spoke about the river treaty of 2019, the exchange of customs data and the return of the survey teams.`

// small is a library of a few briefings of every look.
func small() *memory {
	first := article(briefings.Briefing{
		Title: "Torvan receives Kelland's foreign minister", Source: "Ostravia Wire", URL: "https://wire.example/torvan-verrel",
		Published: "2031-05-13T10:30:00+02:00", Kind: briefings.KindNews, Lang: "en", Tags: []string{"kelland", "sel-bridge"}, Starred: true,
	}, visit)
	torvan := briefings.Speaker{ID: "mila-torvan", Name: "Mila Torvan", Kind: briefings.Person, Role: "President", Country: "Ostravia"}
	verrel := briefings.Speaker{ID: "jonas-verrel", Name: "Jonas Verrel", Kind: briefings.Person, Role: "Foreign Minister", Country: "Kelland"}
	span := func(s string) briefings.Span {
		i := strings.Index(first.Text, s)
		return briefings.Span{Start: i, End: i + len(s)}
	}
	first.Analysis = briefings.Analysis{Version: 1, People: []briefings.Speaker{torvan, verrel}, Statements: []briefings.Statement{
		{
			Kind: briefings.Direct, Speaker: briefings.Source{Name: torvan.Name, ID: torvan.ID, Span: span("Torvan said")},
			Speakers: []briefings.Party{{Name: torvan.Name, ID: torvan.ID}}, Cue: span("said"), Grounds: "surname", Confidence: 0.9,
			Content: []briefings.Span{span("“We have agreed to open the Sel bridge before winter,”"), span("“Nobody in the valley should wait another year.”")},
		},
		{
			Kind: briefings.Indirect, Speaker: briefings.Source{Name: verrel.Name, ID: verrel.ID, Span: span("Verrel welcomed")},
			Speakers: []briefings.Party{{Name: verrel.Name, ID: verrel.ID}}, Cue: span("welcomed"), Grounds: "surname", Confidence: 0.8,
			Content: []briefings.Span{span("that Kelland would pay for half of the works")},
		},
	}}
	first.Speakers = []string{torvan.ID, verrel.ID}
	quote := span("open the Sel bridge before winter")
	first.Annotations = []briefings.Annotation{{
		ID: "01J00000000000000000000001", Briefing: first.ID, Revision: first.Hash, Position: &quote, At: &quote,
		Quote: &briefings.QuoteSelector{Exact: "open the Sel bridge before winter"}, State: briefings.Anchored, Color: 2, Text: "the date is new",
	}}
	first.Notes = 1
	m := &memory{articles: []briefings.Article{
		first,
		article(briefings.Briefing{
			Title: "Readout of the call between President Torvan and Prime Minister Adu", Source: "Office of the President of Ostravia",
			Published: "2031-05-15", Kind: briefings.KindReadout, Lang: "en", Tags: []string{"calls"},
		}, "President Torvan spoke today with Prime Minister Kwasi Adu of Benara.\n\nThe leaders discussed grain shipments."),
		article(briefings.Briefing{
			Title: "会談の要旨", Source: "外務省", Published: "2031-04-02", Kind: briefings.KindStatement, Lang: "ja", Read: true,
		}, "両国の外相は会談を行った。"),
		article(briefings.Briefing{
			Title:  "Press briefing by the spokesperson of the Ministry of Foreign Affairs of the Federation of the Lower Isles on regional matters",
			Source: "MFA Lower Isles", Kind: briefings.KindTranscript, Lang: "en", Read: true,
		}, "MS. ARLO: Good morning.\n\nQ: Is there news on the ferry talks?\n\nMS. ARLO: There is not."),
	}}
	for i := range m.articles {
		if m.articles[i].Tags == nil {
			m.articles[i].Tags = []string{}
		}
	}
	return m
}

// big is a library of n briefings.
func big(n int) *memory {
	m := &memory{}
	for i := range n {
		m.articles = append(m.articles, briefings.Article{
			Briefing: briefings.Briefing{
				ID: briefings.Identity(fmt.Sprint("text:", i)).ID(), Title: fmt.Sprintf("Communiqué %d of the Sel river commission", i),
				Source: "River Commission", Published: briefings.DayOf(now().AddDate(0, 0, -i)), Kind: briefings.KindStatement,
				Tags: []string{"sel"}, Read: i%3 == 0, Starred: i%7 == 0,
			},
			Markdown: "Nothing was decided.", Text: "Nothing was decided.", Blocks: []briefings.Span{{Start: 0, End: 20}},
		})
	}
	return m
}

// session drives a program as a reader would.
type session struct {
	app   *App
	asked []string // what was asked of the terminal: names of messages
}

// start returns a session of a program of the size.
func start(lib Library, width, height int, change ...func(*Options)) *session {
	dark := true
	o := Options{Library: lib, Config: config.Standard(), Dark: &dark, Now: now, Version: "1.0"}
	for _, c := range change {
		c(&o)
	}
	s := &session{app: New(context.Background(), o)}
	s.app.after = func(d time.Duration, msg tea.Msg) tea.Cmd {
		if d >= time.Second { // messages stay, nobody watches
			return nil
		}
		return func() tea.Msg { return msg }
	}
	s.run(s.app.Init())
	s.send(tea.WindowSizeMsg{Width: width, Height: height})
	return s
}

// send gives the program a message, and what its commands answer.
func (s *session) send(msg tea.Msg) {
	_, cmd := s.app.Update(msg)
	s.run(cmd)
}

// patience is how long a session waits for a command: long enough for a busy
// machine, shorter than the blinking of a cursor.
const patience = 450 * time.Millisecond

// run runs a command and feeds its answers back; what takes longer than a
// session's patience is left alone.
func (s *session) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	answers := make(chan tea.Msg, 1)
	go func() { answers <- cmd() }()
	select {
	case msg := <-answers:
		s.take(msg)
	case <-time.After(patience):
	}
}

func (s *session) take(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
		return
	case tea.BatchMsg:
		for _, c := range msg {
			s.run(c)
		}
		return
	case tea.QuitMsg:
		s.asked = append(s.asked, "quit")
		return
	}
	if name := fmt.Sprintf("%T", msg); strings.HasPrefix(name, "tea.") && name != "tea.KeyPressMsg" {
		if name == "tea.sequenceMsg" {
			s.sequence(msg)
			return
		}
		s.asked = append(s.asked, name)
		return
	}
	s.send(msg)
}

// keys presses keys: a word each, "space", "enter", "ctrl+d", or text after ":".
func (s *session) keys(words ...string) {
	for _, w := range words {
		if text, ok := strings.CutPrefix(w, "type "); ok {
			for _, r := range text {
				s.send(press(string(r)))
			}
			continue
		}
		s.send(press(w))
	}
}

var special = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, " ": tea.KeySpace, "up": tea.KeyUp,
	"down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "backspace": tea.KeyBackspace, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp,
	"home": tea.KeyHome, "end": tea.KeyEnd, "f1": tea.KeyF1,
}

func press(name string) tea.KeyPressMsg {
	k := tea.KeyPressMsg{}
	for {
		switch {
		case strings.HasPrefix(name, "ctrl+"):
			k.Mod |= tea.ModCtrl
			name = name[5:]
			continue
		case strings.HasPrefix(name, "alt+"):
			k.Mod |= tea.ModAlt
			name = name[4:]
			continue
		case strings.HasPrefix(name, "shift+"):
			k.Mod |= tea.ModShift
			name = name[6:]
			continue
		}
		break
	}
	if r, ok := special[name]; ok {
		k.Code = r
		if r == tea.KeySpace {
			k.Text = " "
		}
		return k
	}
	k.Code = []rune(name)[0]
	if k.Mod == 0 {
		k.Text = name
	}
	return k
}

// sequence runs the commands of a tea.Sequence, whose message is not exported.
func (s *session) sequence(msg tea.Msg) {
	v := reflect.ValueOf(msg)
	for i := range v.Len() {
		if c, ok := reflect.TypeAssert[tea.Cmd](v.Index(i)); ok {
			s.run(c)
		}
	}
}

// screen returns what is seen, without colours.
func (s *session) screen() string { return ansi.Strip(s.app.View().Content) }
