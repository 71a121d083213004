package store

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"readout/briefings"
)

// analysedBy returns a document that version has analysed.
func analysedBy(version int, title string) briefings.Import {
	in := doc(title, talks+" "+title)
	in.Analysis.Version = version
	return in
}

// settled reports whether the library knows that all is of version.
func settled(ctx context.Context, t *testing.T, s *Store, version int) bool {
	t.Helper()
	known := false
	must(t, s.view(ctx, "test", func(t *txn) (err error) {
		_, known, err = t.stale(version)
		return err
	}))
	return known
}

func staleOf(ctx context.Context, t *testing.T, s *Store, version int) []string {
	t.Helper()
	ids, err := s.Stale(ctx, version)
	must(t, err)
	return ids
}

func wantStale(ctx context.Context, t *testing.T, s *Store, version int, want ...string) {
	t.Helper()
	if ids := staleOf(ctx, t, s, version); !slices.Equal(ids, want) {
		t.Errorf("stale are %v; want %v", ids, want)
	}
}

func TestStale(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	if ids := staleOf(ctx, t, s, 2); ids != nil {
		t.Errorf("of no library: %v", ids)
	}
	must(t, s.Settle(ctx, 2))
	if s.Exists() {
		t.Error("looking made a library")
	}
	out := mustImport(t, s, analysedBy(1, "a"), analysedBy(2, "b"), analysedBy(1, "c"))
	wantStale(ctx, t, s, 2, out[0].ID, out[2].ID)
	must(t, s.Settle(ctx, 2))
	if settled(ctx, t, s, 2) {
		t.Fatal("settled with old analyses in it")
	}
	must(t, s.Desk().Remove(ctx, []string{out[2].ID}, false))
	changed, err := s.Reanalyze(ctx, staleOf(ctx, t, s, 2), func(*briefings.Article) (briefings.Analysis, error) {
		return briefings.Analysis{Version: 2}, nil
	}, nil)
	if changed != 1 || err != nil {
		t.Fatalf("Reanalyze = %d, %v", changed, err)
	}
	must(t, s.Settle(ctx, 2))
	if !settled(ctx, t, s, 2) || staleOf(ctx, t, s, 2) != nil {
		t.Fatal("not settled although everything is of version 2")
	}

	t.Run("the same version keeps it", func(t *testing.T) {
		_, err := s.Import(ctx, []briefings.Import{analysedBy(2, "d")})
		must(t, err)
		if !settled(ctx, t, s, 2) {
			t.Error("forgotten")
		}
	})
	t.Run("what was removed comes back as old as it was", func(t *testing.T) {
		_, err := s.Desk().Undo(ctx)
		must(t, err)
		wantStale(ctx, t, s, 2, out[2].ID)
	})
	t.Run("another program analysed with older rules", func(t *testing.T) {
		_, err := s.Reanalyze(ctx, nil, func(*briefings.Article) (briefings.Analysis, error) { return briefings.Analysis{Version: 2}, nil }, nil)
		must(t, err)
		must(t, s.Settle(ctx, 2))
		older, err := s.Import(ctx, []briefings.Import{analysedBy(1, "e")})
		must(t, err)
		wantStale(ctx, t, s, 2, older[0].ID)
	})
}

// hooked is a context that calls f when it is asked for its error the nth time.
type hooked struct {
	context.Context

	n *int
	f func()
}

func (h hooked) Err() error {
	if *h.n--; *h.n == 0 {
		h.f()
	}
	return h.Context.Err()
}

// TestSettleWhileOthersWrite: what is written between the look and the
// remembering is not overlooked, whenever that is.
func TestSettleWhileOthersWrite(t *testing.T) {
	written := 0
	for n := 1; n < 5; n++ {
		s := newStore(t)
		mustImport(t, s, analysedBy(2, "a"))
		other := New(filepath.Dir(s.path), Options{Wait: time.Millisecond, BatchWait: time.Millisecond})
		turn := n
		must(t, s.Settle(hooked{t.Context(), &turn, func() {
			if _, err := other.Import(t.Context(), []briefings.Import{analysedBy(1, "b")}); err == nil {
				written++
			}
		}}, 2))
		if all, err := s.Find(t.Context(), Filter{}); err != nil || len(all) == 2 && len(staleOf(t.Context(), t, s, 2)) != 1 {
			t.Errorf("call %d: the older analysis is overlooked (%v)", n, err)
		}
	}
	if written < 2 {
		t.Errorf("only %d of the imports came in between", written)
	}
}
