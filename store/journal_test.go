package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"readout/briefings"
)

// command does what a command does to a library while a reader is at it.
func command(ctx context.Context, d *Desk, r *rand.Rand, docs []briefings.Import) error {
	s := d.Store
	all, err := s.Find(ctx, Filter{})
	if err != nil {
		return err
	}
	noted, err := s.Annotations(ctx, Filter{})
	if err != nil {
		return err
	}
	k := r.IntN(6)
	if k < 2 || len(all) == 0 { // imports, revisions
		in := docs[r.IntN(len(docs))]
		if k == 1 {
			in.Text = fmt.Sprintf("%s Late addition %d.", in.Text, r.IntN(9))
			in.Markdown, in.Original, in.Blocks, in.Analysis = in.Text, []byte(in.Text), nil, briefings.Analysis{}
		}
		if r.IntN(3) == 0 && len(all) > 0 {
			in.Given.As = all[r.IntN(len(all))].ID
		}
		out, err := s.Import(ctx, []briefings.Import{in})
		if err == nil && out[0].Result == briefings.Failed {
			return errors.New(out[0].Error)
		}
		return err
	}
	id := all[r.IntN(len(all))].ID
	switch {
	case k == 2:
		return s.Remove(ctx, []string{id}, true)
	case k == 3:
		return s.Tag(ctx, []string{id}, []string{"a"}, []string{"b"})
	case k == 4 && len(noted) > 0:
		n := noted[r.IntN(len(noted))].Annotations[0]
		if err := s.Unannotate(ctx, n.ID); err != nil || r.IntN(2) == 0 {
			return err
		}
		n.Briefing = id // an import of notes brings it to another
		_, err := s.Annotate(ctx, n)
		return err
	}
	return s.Edit(ctx, id, briefings.Details{Title: "By a command"}, []string{"title"})
}

// TestUndoAmongCommands: whatever a reader changes, takes back and makes again
// while commands import, remove and change, the library is sound.
func TestUndoAmongCommands(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			ctx := t.Context()
			s := newStore(t)
			d := s.Desk()
			r := rand.New(rand.NewPCG(seed, 2))
			var docs []briefings.Import
			for i := range 6 {
				in := synthetic(i, 90)
				in.Path = fmt.Sprint("/docs/", i%4) // some take the place of others
				docs = append(docs, in)
			}
			mustImport(t, s, docs...)
			left, undone := 0, 0
			for i := range 250 {
				var err error
				var step briefings.Step
				switch k := r.IntN(10); {
				case k < 4:
					err = anyChange(ctx, d, r)
				case k < 7:
					step, err = d.Undo(ctx)
					undone++
				case k == 7:
					step, err = d.Redo(ctx)
				default:
					err = command(ctx, d, r, docs)
				}
				left += step.Left
				if err != nil && !errors.Is(err, briefings.ErrNoStep) {
					t.Fatal(err)
				}
				if i%5 == 0 {
					if checkSound(t, s); t.Failed() {
						t.Fatalf("after %d changes", i)
					}
				}
			}
			t.Logf("%d steps taken back, %d changes left alone", undone, left)
		})
	}
}

// TestLargeStepsFallOff: of many large steps the newest are kept.
func TestLargeStepsFallOff(t *testing.T) {
	ctx := t.Context()
	d := desk(t)
	all, err := d.Find(ctx, Filter{})
	must(t, err)
	words := strings.Repeat("x", maxStepBytes/minSteps)
	err = d.update(ctx, "fill", func(t *txn) error {
		for n := range uint64(minSteps + 50) {
			s := journalStep{What: words, Items: []journalItem{{ID: all[0].ID, Starred: &flip{n%2 == 0}}}}
			if err := t.putStep(n+1, &s); err != nil {
				return err
			}
		}
		return t.setDone(minSteps + 50)
	})
	must(t, err)
	must(t, d.SetRead(ctx, []string{all[0].ID}, true))
	if steps, err := d.Steps(ctx, maxSteps); err != nil || len(steps) != minSteps || !strings.HasPrefix(steps[0].What, "read: ") {
		t.Errorf("%d steps, %v; want %d", len(steps), err, minSteps)
	}
}

// TestDamagedStep: a damaged step is not taken back, and the rest can be read.
func TestDamagedStep(t *testing.T) {
	ctx := t.Context()
	s := New(t.TempDir(), Options{})
	id := mustImport(t, s, doc("Talks", "They met."))[0].ID
	d := s.Desk()
	must(t, d.SetStarred(ctx, []string{id}, true))
	for _, tt := range []struct {
		name   string
		damage func(*txn) error
		undo   error
	}{
		{"a step without its checksum", func(t *txn) error { return t.putRaw(inSteps, numberKey(1), []byte("damaged")) }, briefings.ErrDamaged},
		{"no step", func(t *txn) error { return t.del(inSteps, numberKey(1)) }, briefings.ErrNoStep},
		{"a journal that does not say where it is", func(t *txn) error { return t.putRaw(inMeta, []byte(keyDone), []byte("x")) }, briefings.ErrDamaged},
	} {
		must(t, s.update(ctx, "damage", tt.damage))
		if _, err := d.Undo(ctx); !errors.Is(err, tt.undo) {
			t.Errorf("%s: Undo: %v; want %v", tt.name, err, tt.undo)
		}
		if a, err := s.Article(ctx, id); err != nil || !a.Starred {
			t.Errorf("%s: Article: %v", tt.name, err)
		}
		if r, err := s.Check(ctx); err != nil || len(r.Problems) == 0 {
			t.Errorf("%s: Check = %+v, %v", tt.name, r, err)
		}
	}
}
