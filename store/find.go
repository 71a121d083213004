package store

import (
	"context"
	"errors"
	"slices"

	"readout/briefings"
	"readout/briefings/query"
)

// Filter says which briefings are wanted, in which order.
type Filter struct {
	Query  query.Query
	Order  briefings.Order // by date when zero; relevance counts as date here
	Limit  int             // at most so many; no limit when 0
	Offset int             // leave out so many at the beginning

	// HideSamples leaves the built-in samples out when the library holds
	// anything else and the query asks neither for them nor for an id.
	HideSamples bool
}

// Counts says how much a library holds.
type Counts struct {
	Briefings   int
	Samples     int
	Annotations int
}

// Find returns the headers of the briefings that f selects. Bodies are decoded
// only when the query needs them.
func (s *Store) Find(ctx context.Context, f Filter) (out []briefings.Briefing, err error) {
	err = s.view(ctx, "list briefings", func(t *txn) error {
		found, err := t.find(&f)
		out = make([]briefings.Briefing, 0, len(found))
		for _, h := range found {
			out = append(out, h.briefing())
		}
		return err
	})
	return out, err
}

// Count counts what the library holds.
func (s *Store) Count(ctx context.Context) (c Counts, err error) {
	err = s.view(ctx, "count briefings", func(t *txn) error {
		if t.b == nil {
			return nil
		}
		var errs [3]error
		c.Briefings, errs[0] = t.count(inNumbers, nil)
		c.Annotations, errs[1] = t.count(inNoteIDs, nil)
		c.Samples, errs[2] = t.count(inTags, posted(briefings.SampleTag))
		return errors.Join(errs[:]...)
	})
	return c, err
}

// count counts the keys that begin with prefix.
func (t *txn) count(bucket string, prefix []byte) (n int, err error) {
	err = t.each(bucket, prefix, func(_, _ []byte) error {
		n++
		return nil
	})
	return n, err
}

// finding is a run of Find.
type finding struct {
	t       *txn
	filter  *Filter
	hide    bool // samples
	skipped int
	out     []*header
}

// find returns the headers that f selects, in its order.
func (t *txn) find(f *Filter) ([]*header, error) {
	if t.b == nil {
		return nil, nil
	}
	r := &finding{t: t, filter: f}
	var err error
	if r.hide, err = t.hideSamples(f); err != nil {
		return nil, err
	}
	ids, narrowed, err := t.narrow(f.Query.Required())
	switch {
	case err != nil:
		return nil, err
	case narrowed:
		err = r.some(ids)
	case byDate(f.Order):
		return r.walk()
	default:
		err = t.headers(r.take)
	}
	if err != nil {
		return nil, err
	}
	sortHeaders(r.out, f.Order)
	from := min(max(f.Offset, 0), len(r.out))
	to := len(r.out)
	if f.Limit > 0 {
		to = min(from+f.Limit, to)
	}
	return r.out[from:to], nil
}

// hideSamples reports whether samples are to be left out for f.
func (t *txn) hideSamples(f *Filter) (bool, error) {
	if !f.HideSamples || f.Query.Asks("tag", briefings.SampleTag) || f.Query.Asks("id", "") {
		return false, nil
	}
	samples, err := t.count(inTags, posted(briefings.SampleTag))
	if err != nil || samples == 0 {
		return false, err
	}
	return t.more(inNumbers, samples), nil
}

// more reports whether bucket has more than n keys, looking at no others.
func (t *txn) more(bucket string, n int) bool {
	c := t.bucket(bucket).Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		if n--; n < 0 {
			return true
		}
	}
	return false
}

// take adds h when the filter selects it.
func (r *finding) take(h *header) error {
	ok, err := r.selects(h)
	if ok {
		r.out = append(r.out, h)
	}
	return err
}

// some takes the headers of ids.
func (r *finding) some(ids []string) error {
	for i, id := range ids {
		if err := r.t.tick(i); err != nil {
			return err
		}
		h, err := r.t.header(id)
		if err == nil {
			err = r.take(h)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// selects reports whether the filter selects h.
func (r *finding) selects(h *header) (ok bool, err error) {
	if r.hide && slices.Contains(h.Tags, briefings.SampleTag) {
		return false, nil
	}
	if r.filter.Query.Empty() {
		return true, nil
	}
	return r.t.matches(r.filter.Query, h)
}

// matches asks q about h; bodies are loaded when q wants them.
func (t *txn) matches(q query.Query, h *header) (ok bool, err error) {
	keep := func(e error) {
		if err == nil {
			err = e
		}
	}
	b := h.briefing()
	d := query.Document{
		Briefing: &b,
		Text: func() string {
			text, e := t.currentText(h)
			keep(e)
			return text
		},
		Analysis: func() *briefings.Analysis {
			a, e := t.analysis(h)
			keep(e)
			return &a
		},
		Annotations: func() []briefings.Annotation {
			notes, e := t.notes(h.id)
			keep(e)
			return notes
		},
	}
	ok = q.Match(&d)
	return ok, err
}

// walk follows the index of dates, whose entries are the headers, until enough
// is found.
func (r *finding) walk() ([]*header, error) {
	c := r.t.bucket(inDates).Cursor()
	n := 0
	visit := func(k, v []byte) (enough bool, err error) {
		if err := r.t.tick(n); err != nil {
			return true, err
		}
		n++
		h := &header{id: idOf(k)}
		if err := decode(inDates, k, v, h); err != nil {
			return true, err
		}
		ok, err := r.selects(h)
		switch {
		case err != nil || !ok:
			return false, err
		case r.skipped < r.filter.Offset:
			r.skipped++
		default:
			r.out = append(r.out, h)
		}
		return r.filter.Limit > 0 && len(r.out) >= r.filter.Limit, nil
	}
	err := walkDates(c, r.filter.Order.Reverse, visit)
	return r.out, err
}
