package store

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"readout/briefings"
)

// TestLeftAloneForGood: what an undo left alone, because a command changed it,
// is left alone when the step is made again, too.
func TestLeftAloneForGood(t *testing.T) {
	ctx := t.Context()
	d := desk(t)
	all, err := d.Find(ctx, Filter{})
	must(t, err)
	id := all[0].ID
	ids := []string{id, all[1].ID}
	n, err := d.Annotate(ctx, briefings.Annotation{Briefing: id, Text: "one"})
	must(t, err)
	n.Text = "two"
	_, err = d.Annotate(ctx, n)
	must(t, err)
	must(t, d.Tag(ctx, ids, []string{"border", "grain"}, nil))
	must(t, d.SetRead(ctx, ids, true))
	must(t, d.Store.Unannotate(ctx, n.ID))
	must(t, d.Store.Tag(ctx, ids[:1], nil, []string{"border"}))
	must(t, d.Store.SetRead(ctx, ids[1:], false))
	now := wholeOf(ctx, t, d.Store)
	for _, lefts := range [][]int{{1, 1, 1, 1}, {1, 0, 1, 1}} { // of the tags, the other is taken off all the same
		for _, left := range lefts {
			if step, err := d.Undo(ctx); err != nil || step.Left != left {
				t.Errorf("Undo = %+v, %v; want %d left", step, err, left)
			}
			checkSound(t, d.Store)
		}
		for range 4 {
			_, err := d.Redo(ctx)
			must(t, err)
		}
		if got := wholeOf(ctx, t, d.Store); !reflect.DeepEqual(got, now) {
			t.Error("undoing and redoing changes what a command changed")
		}
	}
}

// TestMarksComeBack: a mark on one of several passages that look alike comes
// back to the very one, although the Markdown changed since it was made.
func TestMarksComeBack(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	d := s.Desk()
	in := doc("Refrain", slices.Repeat([]string{"They agreed to meet again in the capital of Norland, and so they did."}, 7)...)
	in.Path = "/docs/refrain.md"
	id := mustImport(t, s, in)[0].ID
	n, err := d.Annotate(ctx, briefings.Annotation{Briefing: id, Position: &in.Blocks[3]})
	must(t, err)
	revise := func(with string) {
		in.Markdown = strings.Replace(in.Markdown, "Norland", with, 1)
		in.Original = []byte(in.Markdown)
		mustImport(t, s, in)
	}
	at := func(want briefings.Span) {
		t.Helper()
		a, err := s.Annotation(ctx, n.ID)
		if err != nil || a.State != briefings.Anchored || a.At == nil || *a.At != want {
			t.Errorf("the mark is %s at %v, %v; want it at %v", a.State, a.At, err, want)
		}
	}
	revise("*Norland*")
	n.Color = 3
	_, err = d.Annotate(ctx, n)
	must(t, err)
	must(t, d.Unannotate(ctx, n.ID))
	_, err = d.Undo(ctx) // the deletion
	must(t, err)
	at(in.Blocks[3])
	revise("_Norland_")
	_, err = d.Undo(ctx) // the colour
	must(t, err)
	at(in.Blocks[3])
	_, err = d.Redraw(ctx, n.ID, in.Blocks[5])
	must(t, err)
	_, err = d.Undo(ctx)
	must(t, err)
	at(in.Blocks[3])
	must(t, d.Remove(ctx, []string{id}, true))
	mustImport(t, s, in)
	_, err = d.Undo(ctx)
	must(t, err)
	at(in.Blocks[3])
}

// TestWorkOverTheTrash: imports, analyses and parsers see nothing of what was
// removed, and do not touch it; an original is freed by the last who holds it.
func TestWorkOverTheTrash(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	d := s.Desk()
	in := doc("Talks", "The ministers of Norland and Sudmark met.")
	in.Path, in.Identity = "/docs/a", briefings.URLIdentity("https://n.example/a")
	id := mustImport(t, s, in)[0].ID
	before := wholeOf(ctx, t, s)
	originals := func() (n int) {
		must(t, s.view(ctx, "count", func(t *txn) error {
			return t.each(inOriginals, nil, func(_, _ []byte) error { n++; return nil })
		}))
		return n
	}
	must(t, d.Remove(ctx, []string{id}, true))
	if n, err := s.Reanalyze(ctx, nil, func(a *briefings.Article) (briefings.Analysis, error) {
		t.Errorf("%s is analysed", a.ID)
		return briefings.Analysis{}, nil
	}, nil); n != 0 || err != nil {
		t.Errorf("Reanalyze = %d, %v", n, err)
	}
	if n, err := s.Reparse(ctx, nil, func(_ []byte, a *briefings.Article) (briefings.Import, error) {
		t.Errorf("%s is parsed", a.ID)
		return in, nil
	}, nil); n != 0 || err != nil {
		t.Errorf("Reparse = %d, %v", n, err)
	}
	_, err := d.Undo(ctx)
	must(t, err)
	if !reflect.DeepEqual(wholeOf(ctx, t, s), before) {
		t.Error("it is not what it was")
	}
	_, err = d.Redo(ctx)
	must(t, err)
	// Another document comes under its path, with the same bytes: one original.
	other := in
	other.Identity = briefings.URLIdentity("https://n.example/b")
	taken := mustImport(t, s, other)[0]
	if taken.Result != briefings.Added || taken.ID == id || originals() != 1 {
		t.Errorf("import over what was removed: %+v, %d originals", taken, originals())
	}
	checkSound(t, s)
	_, err = d.Undo(ctx)
	must(t, err)
	checkSound(t, s)
	again := mustImport(t, s, other, in)
	if again[0].ID != taken.ID || again[1].ID != id || again[0].Result != briefings.Unchanged {
		t.Errorf("both again: %+v", again)
	}
	must(t, errors.Join(s.SetState(ctx, "draft/"+id, []byte("half")), s.SetState(ctx, "screen", []byte("wide"))))
	kept := func() string {
		a, err := s.State(ctx, "draft/"+id)
		b, err2 := s.State(ctx, "screen")
		must(t, errors.Join(err, err2))
		return string(a) + " " + string(b)
	}
	must(t, d.Remove(ctx, []string{id, taken.ID}, true))
	if kept() != "half wide" {
		t.Errorf("kept %q while it can be brought back", kept())
	}
	if r, err := s.Check(ctx); err != nil || r.Removed != 2 || r.Briefings != 0 || r.Revisions != 0 || originals() != 1 {
		t.Errorf("Check = %+v, %v; %d originals", r, err, originals())
	}
	last := mustImport(t, s, doc("Ports", "The ports are open."))[0].ID
	for i := range maxSteps { // until the removal falls off
		must(t, d.SetStarred(ctx, []string{last}, i%2 == 0))
	}
	if r, err := s.Check(ctx); err != nil || r.Removed != 0 || originals() != 1 || kept() != " wide" {
		t.Errorf("Check = %+v, %v; %d originals; kept %q", r, err, originals(), kept())
	}
}

// TestReanalyzedWhileReplaced: an analysis of what was removed and imported
// anew with another text meanwhile is not kept.
func TestReanalyzedWhileReplaced(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	in := doc("Talks", "The ministers of Norland and Sudmark met.")
	in.Identity = briefings.URLIdentity("https://n.example/a")
	id := mustImport(t, s, in)[0].ID
	other := doc("Talks", "They met.")
	other.Identity = in.Identity
	replace := func() { must(t, errors.Join(s.Desk().Remove(ctx, []string{id}, true), imported(ctx, s, other))) }
	changed, err := s.Reanalyze(ctx, nil, func(*briefings.Article) (briefings.Analysis, error) {
		replace()
		return briefings.Analysis{Topics: []briefings.Topic{{ID: "x", Label: "X", Kind: briefings.TopicTheme, Mentions: []briefings.Span{{Start: 20, End: 27}}}}}, nil
	}, nil)
	if changed != 0 || err != nil {
		t.Errorf("Reanalyze = %d, %v", changed, err)
	}
}

func imported(ctx context.Context, s *Store, in briefings.Import) error {
	_, err := s.Import(ctx, []briefings.Import{in})
	return err
}

// TestRestoreOldSchema: a backup of an older schema leaves nothing behind.
func TestRestoreOldSchema(t *testing.T) {
	s := newStore(t)
	file := filepath.Join(t.TempDir(), "old.db")
	unpack(t, "schema-1.db.zst", file)
	must(t, s.Restore(t.Context(), file))
	left, err := filepath.Glob(filepath.Join(s.dir, ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if got := titles(t, s, Filter{}); got != "Ports Talks" {
		t.Errorf("titles %q", got)
	}
}

// TestStateWritesOnce: what is there already is not written again.
func TestStateWritesOnce(t *testing.T) {
	ctx := t.Context()
	d := desk(t)
	turn := func() (id int) {
		must(t, d.view(ctx, "look", func(t *txn) error { id = t.b.ID(); return nil }))
		return id
	}
	must(t, d.SetState(ctx, "screen", []byte("wide")))
	before := turn()
	must(t, d.SetState(ctx, "screen", []byte("wide")))
	must(t, d.SetState(ctx, "other", nil))
	if now := turn(); now != before {
		t.Errorf("%d transactions for nothing", now-before)
	}
	must(t, d.SetState(ctx, "screen", []byte{}))
	if v, err := d.State(ctx, "screen"); v == nil || len(v) > 0 || err != nil {
		t.Errorf("State = %v, %v", v, err)
	}
}
