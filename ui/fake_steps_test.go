package ui

import (
	"context"
	"maps"
	"slices"
	"strings"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/details"
)

// past is a state of the library to which a step leads back.
type past struct {
	step     briefings.Step
	articles []briefings.Article
}

func (m *memory) copied() []briefings.Article {
	out := slices.Clone(m.articles)
	for i := range out {
		out[i].Tags, out[i].Annotations = slices.Clone(out[i].Tags), slices.Clone(out[i].Annotations)
	}
	return out
}

// record remembers the state before a change; the caller holds the lock.
func (m *memory) record(what string, ids []string) {
	m.steps = append(m.steps, past{briefings.Step{What: what, IDs: slices.Clone(ids)}, m.copied()})
	m.again = nil
}

func (m *memory) back(from, to *[]past) (briefings.Step, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(*from) == 0 {
		return briefings.Step{}, briefings.ErrNoStep
	}
	p := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	*to = append(*to, past{p.step, m.copied()})
	m.articles = p.articles
	m.writes++
	return p.step, nil
}

func (m *memory) Undo(context.Context) (briefings.Step, error) { return m.back(&m.steps, &m.again) }
func (m *memory) Redo(context.Context) (briefings.Step, error) { return m.back(&m.again, &m.steps) }

func (m *memory) Opened(_ context.Context, id string) error {
	return m.alter("", []string{id}, func(a *briefings.Article) { a.Read = true })
}

func (m *memory) Redraw(_ context.Context, id string, at briefings.Span) (out briefings.Annotation, err error) {
	var all []string
	for i := range m.articles {
		all = append(all, m.articles[i].ID)
	}
	err = m.change("moved the mark", all, func(a *briefings.Article) {
		for i := range a.Annotations {
			if n := &a.Annotations[i]; n.ID == id {
				n.At, n.Position, n.Quote = &at, &at, &briefings.QuoteSelector{Exact: a.Text[at.Start:at.End]}
				out = *n
			}
		}
	})
	return out, err
}

func (m *memory) RenameTag(_ context.Context, from, to string) (n int, err error) {
	var all []string
	for i := range m.articles {
		if slices.Contains(m.articles[i].Tags, from) {
			all = append(all, m.articles[i].ID)
		}
	}
	return len(all), m.change("renamed tag "+from+" to "+to, all, func(a *briefings.Article) {
		a.Tags = details.Retag(details.Retag(a.Tags, []string{from}, true), []string{to}, false)
	})
}

func (m *memory) Notes(ctx context.Context, q query.Query, o briefings.Order) ([]briefings.Noted, error) {
	found, err := m.Find(ctx, q, o, 0, 0)
	if err != nil {
		return nil, err
	}
	var out []briefings.Noted
	for _, b := range found {
		a, err := m.Article(ctx, b.ID)
		if err != nil {
			return nil, err
		}
		if len(a.Annotations) == 0 {
			continue
		}
		n := briefings.Noted{Briefing: b, Annotations: a.Annotations}
		for i := range a.Annotations {
			var who []briefings.Party
			if at := a.Annotations[i].At; at != nil {
				who = a.Analysis.SpeakersOf(*at)
			}
			n.Speakers, n.Paragraphs = append(n.Speakers, who), append(n.Paragraphs, 1)
		}
		out = append(out, n)
	}
	return out, nil
}

func (m *memory) Ledger(ctx context.Context, q query.Query, o briefings.Order, f func([]briefings.Said) error) error {
	found, err := m.Find(ctx, q, o, 0, 0)
	if err != nil {
		return err
	}
	only := q.Statements()
	for _, b := range found {
		a, err := m.Article(ctx, b.ID)
		if err != nil {
			return err
		}
		s := briefings.Said{Briefing: b, People: a.Analysis.Speakers(), Topics: slices.Clone(a.Analysis.Topics)}
		for i := range a.Analysis.Statements {
			if st := &a.Analysis.Statements[i]; only.MatchStatement(&b, func() string { return a.Text }, &a.Analysis, i) {
				s.Statements, s.Words = append(s.Statements, *st), append(s.Words, st.Words(a.Text))
				s.Colors = append(s.Colors, st.Mark(a.Annotations))
			}
		}
		if len(s.Statements) == 0 {
			continue
		}
		if err := f([]briefings.Said{s}); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) Names(context.Context) (speakers, topics []briefings.Count, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range m.articles {
		for _, p := range m.articles[i].Analysis.Speakers() {
			speakers = append(speakers, briefings.Count{ID: p.ID, Name: p.Name, Briefings: 1})
		}
		for _, t := range m.articles[i].Analysis.Topics {
			topics = append(topics, briefings.Count{ID: t.ID, Name: t.Label, Briefings: 1})
		}
	}
	return speakers, topics, nil
}

func (m *memory) NoteTags(context.Context) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	seen := map[string]bool{}
	for i := range m.articles {
		for _, n := range m.articles[i].Annotations {
			for _, t := range n.Tags {
				seen[t] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(seen)), nil
}

func (m *memory) State(_ context.Context, key string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.state[key], m.fail
}

func (m *memory) SetState(_ context.Context, key string, value []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.state == nil {
		m.state = map[string][]byte{}
	}
	if m.fail == nil {
		m.state[key] = []byte(strings.Clone(string(value)))
	}
	return m.fail
}

func (m *memory) AnnotateAll(ctx context.Context, as []briefings.Annotation) ([]briefings.Annotation, error) {
	for i := range as {
		n, err := m.Annotate(ctx, as[i])
		if err != nil {
			return nil, err
		}
		as[i] = n
	}
	return as, nil
}

func (m *memory) UnannotateAll(ctx context.Context, ids []string) error {
	for _, id := range ids {
		if err := m.Unannotate(ctx, id); err != nil {
			return err
		}
	}
	return nil
}
