package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"readout/briefings"
	"readout/briefings/query"
)

// What Ledger reads at a time: a little first, so that the first rows are there
// at once.
const (
	firstSaid = 16
	mostSaid  = 256
)

// Ledger calls f with what is said in the briefings that the filter selects, in
// its order, some briefings at a time, until f returns an error, which Ledger
// returns. Of each it gives the statements that fulfil what the query asks of
// statements; briefings without one are left out. Bodies are read as it goes,
// each chunk in a transaction of its own, and no lock is held while f runs.
// Offset and Limit of the filter do not count here.
func (s *Store) Ledger(ctx context.Context, filter Filter, f func([]briefings.Said) error) error {
	only := filter.Query.Statements()
	var ids []string
	err := s.view(ctx, "list statements", func(t *txn) (err error) {
		ids, err = t.candidates(&filter)
		return err
	})
	for most := firstSaid; err == nil && len(ids) > 0; most = mostSaid {
		var all []briefings.Said
		all, ids, err = s.someSaid(ctx, ids, filter.Query, only, most)
		if err == nil && len(all) > 0 {
			err = f(all)
		}
	}
	return err
}

// someSaid reads what is said in the first of ids that q selects, and returns
// the ids that are left.
func (s *Store) someSaid(ctx context.Context, ids []string, q, only query.Query, most int) (out []briefings.Said, rest []string, err error) {
	err = s.view(ctx, "read statements", func(t *txn) error {
		size := 0
		for n := 0; len(ids) > 0 && n < most && size < chunkSize; n++ {
			h, err := t.header(ids[0])
			ids = ids[1:]
			if errors.Is(err, briefings.ErrNotFound) { // it was removed meanwhile
				continue
			}
			if err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("read statements: %w", err)
			}
			one, err := t.said(h, q, only)
			if err != nil {
				return err
			}
			if one != nil {
				out = append(out, *one)
				for _, w := range one.Words {
					size += len(w)
				}
			}
		}
		return nil
	})
	return out, ids, err
}

// candidates returns the ids of the briefings that f may select, in its order,
// without a look at their bodies.
func (t *txn) candidates(f *Filter) ([]string, error) {
	if t.b == nil {
		return nil, nil
	}
	hide, err := t.hideSamples(f)
	if err != nil {
		return nil, err
	}
	ids, narrowed, err := t.narrow(f.Query.Required())
	switch {
	case err != nil:
		return nil, err
	case !narrowed && byDate(f.Order):
		ids = nil
		err = walkDates(t.bucket(inDates).Cursor(), f.Order.Reverse, func(k, _ []byte) (bool, error) {
			ids = append(ids, idOf(k))
			return false, t.tick(len(ids))
		})
	default:
		ids, err = t.sorted(ids, narrowed, f.Order)
	}
	if err != nil || !hide {
		return ids, err
	}
	samples, err := t.under(inTags, briefings.SampleTag)
	return slices.DeleteFunc(ids, func(id string) bool { return slices.Contains(samples, id) }), err
}

// sorted returns ids, or unless narrowed those of the whole library, in an order.
func (t *txn) sorted(ids []string, narrowed bool, o briefings.Order) ([]string, error) {
	r := &finding{t: t, filter: &Filter{}}
	var err error
	if narrowed {
		err = r.some(ids)
	} else {
		err = t.headers(r.take)
	}
	sortHeaders(r.out, o)
	out := make([]string, 0, len(r.out))
	for _, h := range r.out {
		out = append(out, h.id)
	}
	return out, err
}

// said returns what is said in h, or nil when q does not select it or nothing
// in it fulfils only. Bodies are loaded once.
func (t *txn) said(h *header, q, only query.Query) (*briefings.Said, error) {
	a, err := t.analysisOnly(h)
	if err != nil || len(a.Statements) == 0 {
		return nil, err
	}
	var text string
	var failed error
	load := func() string {
		if text == "" && failed == nil {
			text, failed = t.currentText(h)
		}
		return text
	}
	notes, err := t.notesOf(h)
	if err != nil {
		return nil, err
	}
	out := &briefings.Said{Briefing: h.briefing()}
	if !q.Match(&query.Document{
		Briefing: &out.Briefing, Text: load,
		Analysis:    func() *briefings.Analysis { return &a },
		Annotations: func() []briefings.Annotation { return notes },
	}) || failed != nil {
		return nil, failed
	}
	for i := range a.Statements {
		if !only.MatchStatement(&out.Briefing, load, &a, i) {
			continue
		}
		s := &a.Statements[i]
		out.Statements = append(out.Statements, *s)
		out.Words = append(out.Words, s.Words(load()))
		out.Colors = append(out.Colors, s.Mark(notes))
	}
	if failed != nil || len(out.Statements) == 0 {
		return nil, failed
	}
	out.People, out.Topics = a.Speakers(), a.Topics
	return out, nil
}

// unplaced is a record of an analysis of which the mentions are left where
// they are: they are most of it, and no ledger shows them.
type unplaced struct {
	People     []unplacedSpeaker `cbor:"2,keyasint"`
	Statements []statement       `cbor:"3,keyasint"`
	Topics     []unplacedTopic   `cbor:"4,keyasint"`
}

// The records of speakers and topics with other tags: Mentions are not read.
type (
	unplacedSpeaker struct {
		ID          string   `cbor:"1,keyasint"`
		Name        string   `cbor:"2,keyasint"`
		Kind        string   `cbor:"3,keyasint"`
		Role        string   `cbor:"4,keyasint"`
		Country     string   `cbor:"5,keyasint"`
		CountryCode string   `cbor:"6,keyasint"`
		Mentions    spans    `cbor:"-"`
		Aliases     []string `cbor:"8,keyasint"`
	}
	unplacedTopic struct {
		ID       string   `cbor:"1,keyasint"`
		Label    string   `cbor:"2,keyasint"`
		Parent   string   `cbor:"3,keyasint"`
		Kind     string   `cbor:"4,keyasint"`
		Mentions spans    `cbor:"-"`
		Aliases  []string `cbor:"6,keyasint"`
	}
)

// analysisOnly is analysis without mentions, and without what repeats itself
// from briefing to briefing kept more than once.
func (t *txn) analysisOnly(h *header) (briefings.Analysis, error) {
	var c struct {
		Analysis unplaced `cbor:"1,keyasint"`
	}
	r := &c.Analysis
	found, err := t.load(inCorrected, numberKey(h.Number), &c)
	if err == nil && !found {
		_, err = t.load(inAnalyses, numberKey(h.Number), r)
	}
	if err != nil {
		return briefings.Analysis{}, err
	}
	full := analysis{Statements: r.Statements}
	for i := range r.People {
		full.People = append(full.People, speaker(r.People[i]))
	}
	for i := range r.Topics {
		full.Topics = append(full.Topics, topic(r.Topics[i]))
	}
	return full.model(), nil
}

// notesOf is notes, without a look where there are none.
func (t *txn) notesOf(h *header) ([]briefings.Annotation, error) {
	if h.Notes == 0 {
		return nil, nil
	}
	return t.notes(h.id)
}
