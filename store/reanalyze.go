package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"readout/briefings"
)

// Reanalyze calls f with the articles of ids (all when nil) and stores what it
// found, where that differs. It works in chunks, each one transaction, and
// holds no lock while f runs; one that is cancelled keeps what was done. An
// article that was revised meanwhile is left alone: its revision brought its
// own analysis. progress, when not nil, is told how far it is. An error of f
// stops it.
func (s *Store) Reanalyze(
	ctx context.Context, ids []string, f func(*briefings.Article) (briefings.Analysis, error), progress func(done, total int),
) (changed int, err error) {
	apply := func(t *txn, a *briefings.Article, found *briefings.Analysis) (bool, error) {
		return t.reanalyze(a, found)
	}
	return rework(ctx, s, "reanalyze", ids, f, apply, progress)
}

// reanalyze stores what was found in a.
func (t *txn) reanalyze(a *briefings.Article, found *briefings.Analysis) (bool, error) {
	old, err := t.unrevised(a)
	if old == nil || err != nil {
		return false, err
	}
	if err := checkAnalysis(a.Text, found); err != nil {
		return false, fmt.Errorf("briefing %s: %w", a.ID, err)
	}
	record := packAnalysis(found, briefings.Hash(a.Text))
	b, err := encode(&record)
	if err != nil {
		return false, err
	}
	if bytes.Equal(b, t.get(inAnalyses, numberKey(old.Number))) {
		if fresh, err := t.correctedFresh(old); fresh || err != nil {
			return false, err
		}
	}
	known, err := t.facets(old.id)
	if err != nil {
		return false, err
	}
	h, fc := old.clone(), known.clone()
	if err := t.saveAnalysis(h, fc, found, a.Text, record.TextHash); err != nil {
		return false, err
	}
	return true, errors.Join(t.saveHeader(old, h), t.saveFacets(h.id, known, fc))
}

// unrevised returns the header of a, or nil when a was revised or removed since
// it was read; it may have been imported anew after that.
func (t *txn) unrevised(a *briefings.Article) (*header, error) {
	h, err := t.header(a.ID)
	if errors.Is(err, briefings.ErrNotFound) || err == nil && (h.Revision != a.Revision || h.Hash != a.Hash) {
		return nil, nil
	}
	return h, err
}

// Reparse calls f with the original bytes of the current revision of each of
// ids (all when nil) and stores what a better parser makes of them: other text
// or Markdown is a revision of kind layout, with the notes found again in it;
// other details are one of kind metadata. Otherwise it is as Reanalyze.
func (s *Store) Reparse(
	ctx context.Context, ids []string,
	f func(original []byte, a *briefings.Article) (briefings.Import, error), progress func(done, total int),
) (changed int, err error) {
	parse := func(a *briefings.Article) (briefings.Import, error) {
		original, _, err := s.Original(ctx, a.ID, a.Revision)
		if err != nil {
			return briefings.Import{}, err
		}
		in, err := f(original, a)
		in.Original = original
		return in, err
	}
	apply := func(t *txn, a *briefings.Article, in *briefings.Import) (bool, error) {
		return t.reparse(a, in)
	}
	return rework(ctx, s, "parse again", ids, parse, apply, progress)
}

// reparse stores what a better parser made of a.
func (t *txn) reparse(a *briefings.Article, in *briefings.Import) (bool, error) {
	old, err := t.unrevised(a)
	if old == nil || err != nil {
		return false, err
	}
	if err := validate(in); err != nil {
		return false, fmt.Errorf("briefing %s: %w", a.ID, err)
	}
	current, err := t.revision(old, old.Revision)
	if err != nil {
		return false, err
	}
	in.Path = current.Path
	kind := change(current, in)
	if kind == "" {
		return t.reanalyze(a, &in.Analysis)
	}
	if kind == kindText {
		kind = kindLayout // the parser changed it, not the publisher
	}
	known, err := t.facets(old.id)
	if err != nil {
		return false, err
	}
	h, f := old.clone(), known.clone()
	h.adopt(in, &current.Details)
	if err := t.supersede(h, f, in, kind); err != nil {
		return false, err
	}
	return true, errors.Join(t.saveHeader(old, h), t.saveFacets(h.id, known, f))
}

// rework makes something of every article of ids and applies it, in chunks.
func rework[T any](
	ctx context.Context, s *Store, doing string, ids []string,
	f func(*briefings.Article) (T, error), apply func(*txn, *briefings.Article, *T) (bool, error), progress func(done, total int),
) (changed int, err error) {
	if ids == nil {
		if ids, err = s.ids(ctx); err != nil {
			return 0, err
		}
	}
	done := 0
	err = s.chunks(ctx, ids, func(all []briefings.Article) error {
		made := make([]T, len(all))
		for i := range all {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("%s: %w", doing, err)
			}
			var err error
			if made[i], err = f(&all[i]); err != nil {
				return fmt.Errorf("%s briefing %s: %w", doing, all[i].ID, err)
			}
		}
		n := 0
		r := request{doing: doing, wait: s.batchWait, write: true, batch: true}
		err := s.run(ctx, r, func(t *txn) error {
			n = 0
			for i := range all {
				ok, err := apply(t, &all[i], &made[i])
				if err != nil {
					return err
				}
				if ok {
					n++
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		changed, done = changed+n, done+len(all)
		if progress != nil {
			progress(done, len(ids))
		}
		return nil
	})
	return changed, err
}

// ids returns every id, in the order of import.
func (s *Store) ids(ctx context.Context) (ids []string, err error) {
	err = s.view(ctx, "list briefings", func(t *txn) error {
		return t.each(inNumbers, nil, func(_, v []byte) error {
			ids = append(ids, string(v))
			return nil
		})
	})
	return ids, err
}
