package store

import (
	"context"
	"errors"
	"fmt"

	"readout/briefings"
)

// A chunk is what Each, Reanalyze and Reparse read at a time: the library is
// free for others while the caller works on it.
const (
	chunkLen  = 64
	chunkSize = 4 << 20 // bytes of Text
)

// Each calls f with every article that the filter selects, whole and in order,
// until f returns an error, which Each returns. It reads in chunks and holds no
// lock while f runs, so f may use the store: each article is of one moment,
// the whole is not; what was removed in between is left out.
func (s *Store) Each(ctx context.Context, filter Filter, f func(*briefings.Article) error) error {
	var ids []string
	err := s.view(ctx, "list briefings", func(t *txn) error {
		found, err := t.find(&filter)
		for _, h := range found {
			ids = append(ids, h.id)
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.chunks(ctx, ids, func(all []briefings.Article) error {
		for i := range all {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("read briefings: %w", err)
			}
			if err := f(&all[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// chunks calls f with the articles of ids, some at a time, outside any transaction.
func (s *Store) chunks(ctx context.Context, ids []string, f func([]briefings.Article) error) error {
	for len(ids) > 0 {
		all := make([]briefings.Article, 0, min(len(ids), chunkLen))
		err := s.view(ctx, "read briefings", func(t *txn) error {
			size := 0
			for len(ids) > 0 && len(all) < chunkLen && size < chunkSize {
				h, err := t.header(ids[0])
				ids = ids[1:]
				if errors.Is(err, briefings.ErrNotFound) {
					continue
				}
				if err != nil {
					return err
				}
				a, err := t.article(h)
				if err != nil {
					return err
				}
				all, size = append(all, a), size+len(a.Text)
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := f(all); err != nil {
			return err
		}
	}
	return nil
}
