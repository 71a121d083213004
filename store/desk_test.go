package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"readout/briefings"
)

// whole is everything that a reader has in a library.
type whole struct {
	articles []briefings.Article
	revs     [][]briefings.Revision
	tags     []briefings.Count

	corrections []briefings.Correctly
}

func wholeOf(ctx context.Context, tb testing.TB, s *Store) whole {
	tb.Helper()
	var w whole
	all, err := s.Find(ctx, Filter{})
	if err != nil {
		tb.Fatal(err)
	}
	for _, b := range all {
		a, err := s.Article(ctx, b.ID)
		if err != nil {
			tb.Fatal(err)
		}
		r, err := s.Revisions(ctx, b.ID)
		if err != nil {
			tb.Fatal(err)
		}
		if len(a.Mended) == 0 {
			a.Mended = nil
		}
		w.articles, w.revs = append(w.articles, a), append(w.revs, r)
	}
	if w.tags, err = s.Tags(ctx); err != nil {
		tb.Fatal(err)
	}
	if w.corrections, err = s.Corrections(ctx, Filter{}); err != nil {
		tb.Fatal(err)
	}
	return w
}

// desk returns a library of five briefings, the first with two revisions.
func desk(t *testing.T) *Desk {
	t.Helper()
	s := newStore(t)
	first := with(dated("Talks", "2024-02-17", "Agency", "x"), atPath("/a"))
	first.Text, first.Markdown, first.Blocks = talks, talks, nil
	first.Identity = briefings.URLIdentity("https://agency.example/talks")
	docs := []briefings.Import{first}
	for i := range 4 {
		d := doc(fmt.Sprint("Number ", i), "The ministers of Norland and Sudmark met.", fmt.Sprintf("They spoke %d times of the strait.", i))
		d.Identity = briefings.URLIdentity(fmt.Sprint("https://agency.example/", i))
		docs = append(docs, d)
	}
	mustImport(t, s, docs...)
	first.Text, first.Markdown, first.Original = talks+" More.", talks+" More.", []byte("second")
	mustImport(t, s, first)
	return s.Desk()
}

// anyChange makes a change of any kind; some change nothing.
func anyChange(ctx context.Context, d *Desk, r *rand.Rand) error {
	all, err := d.Find(ctx, Filter{})
	if err != nil || len(all) == 0 {
		return err
	}
	some := func() []string {
		var ids []string
		for i := range all {
			if r.IntN(2) == 0 || i == 0 {
				ids = append(ids, all[i].ID)
			}
		}
		return ids
	}
	one := all[r.IntN(len(all))]
	noted, err := d.Annotations(ctx, Filter{})
	if err != nil {
		return err
	}
	var notes []briefings.Annotation
	for _, n := range noted {
		notes = append(notes, n.Annotations...)
	}
	tag := string(rune('a' + r.IntN(4)))
	switch k := r.IntN(16); {
	case k >= 12:
		return anyCorrection(ctx, d, r, one.ID)
	case k == 0:
		err = d.Tag(ctx, some(), []string{tag}, nil)
	case k == 1:
		err = d.Tag(ctx, some(), nil, []string{tag})
	case k == 2:
		err = d.SetRead(ctx, some(), r.IntN(2) == 0)
	case k == 3:
		err = d.SetStarred(ctx, some(), r.IntN(2) == 0)
	case k == 4:
		err = d.Edit(ctx, one.ID, briefings.Details{Title: "T" + tag, Published: "2024-03-0" + briefings.Date(strconv.Itoa(1+r.IntN(9)))}, []string{"title", "date"}[:1+r.IntN(2)])
	case k == 5:
		_, err = d.RenameTag(ctx, tag, string(rune('a'+r.IntN(4))))
	case k == 6 && len(all) > 2:
		err = d.Remove(ctx, []string{one.ID}, true)
	case k == 7 && len(notes) > 0:
		err = d.Unannotate(ctx, notes[r.IntN(len(notes))].ID)
	case k == 8 && len(notes) > 0:
		n := notes[r.IntN(len(notes))]
		n.Text, n.Color, n.Tags = n.Text+"more ", 1+r.IntN(5), []string{tag}
		_, err = d.Annotate(ctx, n)
	case k == 9 && len(notes) > 0:
		if n := notes[r.IntN(len(notes))]; !n.IsPageNote() {
			at := r.IntN(20)
			_, err = d.Redraw(ctx, n.ID, briefings.Span{Start: at, End: at + 8 + r.IntN(10)})
		}
	case k == 10:
		_, err = d.Annotate(ctx, briefings.Annotation{Briefing: one.ID, Text: "on the whole"})
	default:
		at := r.IntN(20)
		_, err = d.Annotate(ctx, briefings.Annotation{Briefing: one.ID, Position: &briefings.Span{Start: at, End: at + 8 + r.IntN(10)}, Text: "n", Tags: []string{tag}})
	}
	return err
}

// anyCorrection makes or removes a correction of any kind; some cannot be made.
func anyCorrection(ctx context.Context, d *Desk, r *rand.Rand, id string) error {
	a, err := d.Article(ctx, id)
	if err != nil {
		return err
	}
	kept, err := d.Corrections(ctx, Filter{})
	if err != nil {
		return err
	}
	if len(kept) > 0 && r.IntN(4) == 0 {
		return d.Uncorrect(ctx, []string{kept[r.IntN(len(kept))].ID})
	}
	names := []string{"Anna Holt", "Karl Brandt", "Eva Moor"}
	name := func() string { return names[r.IntN(len(names))] }
	at := r.IntN(20)
	c := briefings.Correction{Kind: briefings.CorrectAdd, Briefing: id, Parts: []briefings.Span{{Start: at, End: at + 8 + r.IntN(10)}}, Who: []briefings.Speaker{{Name: name()}}}
	if n := len(a.Analysis.Statements); n > 0 && r.IntN(3) > 0 {
		c.Parts = a.Analysis.Statements[r.IntN(n)].Content
		kinds := briefings.CorrectionKinds()
		c.Kind, c.Of.Name = kinds[r.IntN(len(kinds)-1)], name()
	}
	if c.Kind == briefings.CorrectRename {
		c.Who[0].Name = "Dr. " + name()
	}
	_, err = d.Correct(ctx, c)
	if errors.Is(err, briefings.ErrNotFound) || err != nil && strings.Contains(err.Error(), "are one already") {
		return nil
	}
	return err
}

// TestUndoAll: taking back every step leads through the very states of the
// library that were, and making them again leads forward through them.
func TestUndoAll(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			ctx := t.Context()
			d := desk(t)
			r := rand.New(rand.NewPCG(seed, 1))
			states := []whole{wholeOf(ctx, t, d.Store)}
			for range 70 {
				before, err := d.Steps(ctx, maxSteps)
				must(t, err)
				must(t, anyChange(ctx, d, r))
				steps, err := d.Steps(ctx, maxSteps)
				must(t, err)
				now := wholeOf(ctx, t, d.Store)
				switch len(steps) - len(before) {
				case 0:
					if !reflect.DeepEqual(now, states[len(states)-1]) {
						t.Fatal("a change without a step")
					}
				case 1:
					if steps[0].What == "" || steps[0].When.IsZero() {
						t.Fatalf("step %+v", steps[0])
					}
					states = append(states, now)
				default:
					t.Fatalf("%d steps of one change", len(steps)-len(before))
				}
			}
			checkSound(t, d.Store)
			walk := func(take func(context.Context) (briefings.Step, error), i, by int) {
				t.Helper()
				step, err := take(ctx)
				must(t, err)
				if step.Left != 0 {
					t.Fatalf("left %d of %q", step.Left, step.What)
				}
				if now := wholeOf(ctx, t, d.Store); !reflect.DeepEqual(now, states[i+by]) {
					t.Fatalf("after %q the library is not what it was", step.What)
				}
			}
			for range 2 {
				for i := len(states) - 1; i > 0; i-- {
					walk(d.Undo, i, -1)
				}
				if _, err := d.Undo(ctx); !errors.Is(err, briefings.ErrNoStep) {
					t.Fatalf("Undo of nothing: %v", err)
				}
				checkSound(t, d.Store)
				for i := range len(states) - 1 {
					walk(d.Redo, i, 1)
				}
				if _, err := d.Redo(ctx); !errors.Is(err, briefings.ErrNoStep) {
					t.Fatalf("Redo of nothing: %v", err)
				}
				checkSound(t, d.Store)
			}
		})
	}
}

// TestUndoLeavesOthersAlone: what a command changed since stays.
func TestUndoLeavesOthersAlone(t *testing.T) {
	ctx := t.Context()
	d := desk(t)
	all, err := d.Find(ctx, Filter{})
	must(t, err)
	ids := []string{all[0].ID, all[1].ID, all[2].ID}
	must(t, d.Tag(ctx, ids, []string{"border"}, nil))
	must(t, d.Store.Tag(ctx, ids[:1], nil, []string{"border"}))
	must(t, d.Store.Remove(ctx, ids[1:2], false))
	step, err := d.Undo(ctx)
	if err != nil || step.Left != 2 || step.What != "tagged border: 3 briefings" {
		t.Errorf("Undo = %+v, %v", step, err)
	}
	n, err := d.Annotate(ctx, briefings.Annotation{Briefing: ids[0], Text: "mine"})
	must(t, err)
	n.Text = "changed by a command"
	_, err = d.Store.Annotate(ctx, n)
	must(t, err)
	if step, err = d.Undo(ctx); err != nil || step.Left != 1 || step.Note != n.ID {
		t.Errorf("Undo = %+v, %v", step, err)
	}
	if kept, err := d.Annotation(ctx, n.ID); err != nil || kept.Text != "changed by a command" {
		t.Errorf("the note is %+v, %v", kept, err)
	}
}

// TestUndoInParts: of a change of which somebody changed a part since, the rest
// is taken back, and it is said that something was left.
func TestUndoInParts(t *testing.T) {
	ctx := t.Context()
	d := desk(t)
	all, err := d.Find(ctx, Filter{})
	must(t, err)
	id := all[0].ID
	must(t, d.Edit(ctx, id, briefings.Details{Title: "Other", Lang: "xx"}, []string{"title", "lang"}))
	must(t, d.Store.Edit(ctx, id, briefings.Details{Lang: "yy"}, []string{"lang"}))
	step, err := d.Undo(ctx)
	b, _ := d.Resolve(ctx, id)
	if err != nil || step.Left != 1 || b.Title != all[0].Title || b.Lang != "yy" || !slices.Equal(b.Mended, []string{"lang"}) {
		t.Errorf("Undo = %+v, %v; now %+v", step, err, b)
	}
	must(t, d.Tag(ctx, []string{id}, []string{"a", "b"}, nil))
	must(t, d.Store.Tag(ctx, []string{id}, []string{"c"}, []string{"a"}))
	step, err = d.Undo(ctx)
	b, _ = d.Resolve(ctx, id)
	if err != nil || step.Left != 1 || slices.Contains(b.Tags, "a") || slices.Contains(b.Tags, "b") || !slices.Contains(b.Tags, "c") {
		t.Errorf("Undo = %+v, %v; now %v", step, err, b.Tags)
	}
}

// TestRedoKeepsNewNotes: a briefing that got a note since it was brought back
// is not removed again.
func TestRedoKeepsNewNotes(t *testing.T) {
	ctx := t.Context()
	d := desk(t)
	all, err := d.Find(ctx, Filter{})
	must(t, err)
	must(t, d.Remove(ctx, []string{all[0].ID, all[1].ID}, false))
	_, err = d.Undo(ctx)
	must(t, err)
	_, err = d.Store.Annotate(ctx, briefings.Annotation{Briefing: all[0].ID, Text: "by a command"})
	must(t, err)
	step, err := d.Redo(ctx)
	if err != nil || step.Left != 1 || step.What != "removed 2 briefings" {
		t.Errorf("Redo = %+v, %v", step, err)
	}
	if _, err := d.Resolve(ctx, all[0].ID); err != nil {
		t.Errorf("the one with a note: %v", err)
	}
	if _, err := d.Resolve(ctx, all[1].ID); !errors.Is(err, briefings.ErrNotFound) {
		t.Errorf("the other: %v", err)
	}
}

// TestNoteElsewhere: a note that an import gave to another briefing while its
// own was removed stays there.
func TestNoteElsewhere(t *testing.T) {
	ctx := t.Context()
	d := desk(t)
	all, err := d.Find(ctx, Filter{})
	must(t, err)
	n, err := d.Annotate(ctx, briefings.Annotation{Briefing: all[0].ID, Text: "wanders"})
	must(t, err)
	must(t, d.Remove(ctx, []string{all[0].ID}, true))
	n.Briefing = all[1].ID
	_, err = d.Store.Annotate(ctx, n)
	must(t, err)
	for _, left := range []int{1, 1} { // the removal, the note
		if step, err := d.Undo(ctx); err != nil || step.Left != left {
			t.Errorf("Undo = %+v, %v", step, err)
		}
		checkSound(t, d.Store)
	}
	if kept, err := d.Annotation(ctx, n.ID); err != nil || kept.Briefing != all[1].ID {
		t.Errorf("the note is %+v, %v", kept, err)
	}
}

// TestWhat: steps say in words what was done.
func TestWhat(t *testing.T) {
	ctx := t.Context()
	d := desk(t)
	all, err := d.Find(ctx, Filter{})
	must(t, err)
	talks, err := d.Find(ctx, Filter{Query: parseQuery(t, "title:talks")})
	must(t, err)
	id, three := talks[0].ID, []string{all[0].ID, all[1].ID, all[2].ID}
	many := make([]string, 30)
	for i := range many {
		many[i] = fmt.Sprintf("tag%02d", i)
	}
	var n briefings.Annotation
	note := func(change func()) error {
		change()
		n, err = d.Annotate(ctx, n)
		return err
	}
	rename := func(from, to string) error {
		_, err := d.RenameTag(ctx, from, to)
		return err
	}
	redraw := func() error {
		_, err := d.Redraw(ctx, n.ID, briefings.Span{Start: 0, End: 13})
		return err
	}
	changes := []struct {
		what string
		err  error
	}{
		{"tagged border, grain: “Talks”", d.Tag(ctx, []string{id}, []string{"grain", " border "}, nil)},
		{"took border off “Talks”", d.Tag(ctx, three, nil, []string{"border"})}, // the others had none
		{"tagged border: 3 briefings", d.Tag(ctx, three, []string{"border"}, nil)},
		{"tagged sea instead of border: 3 briefings", d.Tag(ctx, three, []string{"sea"}, []string{"border"})},
		{"tagged tag00, tag01 and 28 more: “Talks”", d.Tag(ctx, []string{id}, many, nil)},
		{"renamed tag sea to ocean (3)", rename("sea", "ocean")},
		{"merged tag tag00 into ocean (1)", rename("tag00", "ocean")},
		{"starred “Talks”", d.SetStarred(ctx, []string{id}, true)},
		{"no star on “Talks”", d.SetStarred(ctx, three, false)},
		{"read: 3 briefings", d.SetRead(ctx, three, true)},
		{"unread: “Talks”", d.SetRead(ctx, []string{id}, false)},
		{"edited the date of “Talks”", d.Edit(ctx, id, briefings.Details{Published: "2024-02-18"}, []string{"date"})},
		{"marked “ministers”", note(func() { n = briefings.Annotation{Briefing: id, Position: &briefings.Span{Start: 4, End: 13}} })},
		{"noted on “ministers”", note(func() { n.Text = "who?" })},
		{"recoloured “ministers”", note(func() { n.Color = 4 })},
		{"tagged check: “ministers”", note(func() { n.Tags = []string{"check"} })},
		{"moved the mark “The ministers”", redraw()},
		{"deleted the mark “The ministers”", d.Unannotate(ctx, n.ID)},
		{"noted on “Talks”", note(func() { n = briefings.Annotation{Briefing: id, Text: "page"} })},
		{"deleted the note on “Talks”", d.Unannotate(ctx, n.ID)},
		{"removed “Talks”", d.Remove(ctx, []string{id}, false)},
	}
	steps, err := d.Steps(ctx, 100)
	if err != nil || len(steps) != len(changes) {
		t.Fatalf("%d steps of %d changes, %v", len(steps), len(changes), err)
	}
	for i, tt := range changes {
		if got := steps[len(steps)-1-i].What; got != tt.what || tt.err != nil {
			t.Errorf("%q, %v; want %q", got, tt.err, tt.what)
		}
	}
}

// TestBringBack: a removed briefing comes back with its notes, also when it
// was imported anew meanwhile.
func TestBringBack(t *testing.T) {
	ctx := t.Context()
	d := desk(t)
	all, err := d.Find(ctx, Filter{Query: parseQuery(t, "title:talks")})
	must(t, err)
	id := all[0].ID
	_, err = d.Annotate(ctx, briefings.Annotation{Briefing: id, Position: &briefings.Span{Start: 4, End: 13}, Text: "kept"})
	must(t, err)
	before := wholeOf(ctx, t, d.Store)
	if err := d.Remove(ctx, []string{id}, false); !errors.Is(err, briefings.ErrAnnotated) {
		t.Fatalf("Remove: %v", err)
	}
	must(t, d.Remove(ctx, []string{id}, true))
	if _, err := d.Resolve(ctx, id); !errors.Is(err, briefings.ErrNotFound) {
		t.Errorf("a removed briefing is found: %v", err)
	}
	if tags, _ := d.Tags(ctx); slices.ContainsFunc(tags, func(c briefings.Count) bool { return c.Name == "x" }) {
		t.Error("its tag is listed")
	}
	checkSound(t, d.Store)
	_, err = d.Undo(ctx)
	must(t, err)
	if !reflect.DeepEqual(wholeOf(ctx, t, d.Store), before) {
		t.Error("it is not what it was")
	}
	if data, _, err := d.Original(ctx, id, 2); err != nil || string(data) != "second" {
		t.Errorf("Original = %q, %v", data, err)
	}

	must(t, d.Remove(ctx, []string{id}, true))
	again := with(dated("Talks", "2024-02-17", "Agency"), atPath("/a"))
	again.Identity = briefings.URLIdentity("https://agency.example/talks")
	again.Text, again.Markdown, again.Blocks = "New. "+talks, "New. "+talks, nil
	mustImport(t, d.Store, again)
	step, err := d.Undo(ctx)
	if err != nil || step.Left != 1 {
		t.Fatalf("Undo = %+v, %v", step, err)
	}
	a, err := d.Article(ctx, id)
	if err != nil || !strings.HasPrefix(a.Text, "New. ") || len(a.Annotations) != 1 || a.Annotations[0].At == nil || a.Text[a.Annotations[0].At.Start:a.Annotations[0].At.End] != "ministers" || !slices.Contains(a.Tags, "x") {
		t.Errorf("the new one is %+v, %v", a, err)
	}
	checkSound(t, d.Store)
	must(t, d.SetStarred(ctx, []string{id}, true)) // the old bodies go with the step
	checkSound(t, d.Store)
}

// TestJournalIsBounded: old steps fall off, and with them what was removed.
func TestJournalIsBounded(t *testing.T) {
	ctx := t.Context()
	d := desk(t)
	all, err := d.Find(ctx, Filter{})
	must(t, err)
	must(t, d.Remove(ctx, []string{all[0].ID}, true))
	for i := range maxSteps + 5 {
		must(t, d.SetStarred(ctx, []string{all[1].ID}, i%2 == 0))
	}
	steps, err := d.Steps(ctx, 2*maxSteps)
	if err != nil || len(steps) != maxSteps || steps[len(steps)-1].What == steps[0].What {
		t.Errorf("%d steps, %v", len(steps), err)
	}
	checkSound(t, d.Store)
	for range maxSteps {
		_, err := d.Undo(ctx)
		must(t, err)
	}
	if _, err := d.Undo(ctx); !errors.Is(err, briefings.ErrNoStep) {
		t.Errorf("Undo: %v", err)
	}
}

// TestStepsSurviveRestarts: another process takes back what one did, and a
// backup carries the journal.
func TestStepsSurviveRestarts(t *testing.T) {
	ctx := t.Context()
	d := desk(t)
	all, err := d.Find(ctx, Filter{})
	must(t, err)
	must(t, d.Opened(ctx, all[0].ID))
	must(t, d.SetStarred(ctx, []string{all[0].ID}, true))
	other := New(d.dir, Options{}).Desk()
	step, err := other.Undo(ctx)
	if err != nil || !strings.HasPrefix(step.What, "starred “") {
		t.Errorf("Undo = %+v, %v", step, err)
	}
	if _, err := other.Undo(ctx); !errors.Is(err, briefings.ErrNoStep) {
		t.Errorf("opening is a step: %v", err)
	}
	must(t, d.Remove(ctx, []string{all[0].ID}, false))
	file := filepath.Join(t.TempDir(), "copy.db")
	must(t, d.BackupFile(ctx, file))
	restored := newStore(t)
	must(t, restored.Restore(ctx, file))
	if step, err := restored.Desk().Undo(ctx); err != nil || step.Left != 0 {
		t.Errorf("Undo in the copy = %+v, %v", step, err)
	}
	if _, err := restored.Article(ctx, all[0].ID); err != nil {
		t.Errorf("the removed briefing in the copy: %v", err)
	}
	if _, err := New(t.TempDir(), Options{}).Desk().Undo(ctx); !errors.Is(err, briefings.ErrNoStep) {
		t.Errorf("Undo without a library: %v", err)
	}
}

func TestState(t *testing.T) {
	ctx := t.Context()
	d := desk(t)
	if v, err := d.State(ctx, "draft/x"); v != nil || err != nil {
		t.Errorf("State = %q, %v", v, err)
	}
	must(t, d.SetState(ctx, "draft/x", []byte("half a \x00 thought")))
	if v, err := d.State(ctx, "draft/x"); string(v) != "half a \x00 thought" || err != nil {
		t.Errorf("State = %q, %v", v, err)
	}
	must(t, d.SetState(ctx, "draft/x", nil))
	if v, err := d.State(ctx, "draft/x"); v != nil || err != nil {
		t.Errorf("State = %q, %v", v, err)
	}
	if err := d.SetState(ctx, "", []byte("x")); err == nil {
		t.Error("an empty key is taken")
	}
	if err := New(t.TempDir(), Options{}).SetState(ctx, "a", []byte("x")); !errors.Is(err, briefings.ErrNotFound) {
		t.Errorf("without a library: %v", err)
	}
}

func TestNamesAndNoted(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	in := doc("Talks", "Ada Holm said that the strait is open.", "Nobody else spoke.")
	in.Analysis = briefings.Analysis{
		People: []briefings.Speaker{{ID: "ada-holm", Name: "Ada Holm", Kind: briefings.Person}},
		Statements: []briefings.Statement{{
			Kind: briefings.Indirect, Speaker: briefings.Source{Name: "Ada Holm", ID: "ada-holm", Span: briefings.Span{Start: 0, End: 8}},
			Speakers: []briefings.Party{{Name: "Ada Holm", ID: "ada-holm"}}, Content: []briefings.Span{{Start: 14, End: 37}},
		}},
		Topics: []briefings.Topic{{ID: "straits", Label: "Straits", Kind: briefings.TopicTheme, Mentions: []briefings.Span{{Start: 23, End: 29}}}},
	}
	id := mustImport(t, s, in)[0].ID
	for _, at := range []briefings.Span{{Start: 19, End: 29}, {Start: 42, End: 48}} {
		_, err := s.Annotate(ctx, briefings.Annotation{Briefing: id, Position: &at})
		must(t, err)
	}
	_, err := s.Annotate(ctx, briefings.Annotation{Briefing: id, Text: "whole"})
	must(t, err)
	speakers, topics, err := s.Names(ctx)
	if err != nil || len(speakers) != 1 || speakers[0].Name != "Ada Holm" || speakers[0].Briefings != 1 || len(topics) != 1 || topics[0].Name != "Straits" {
		t.Errorf("Names = %+v, %+v, %v", speakers, topics, err)
	}
	_, err = s.Annotate(ctx, briefings.Annotation{Briefing: id, Text: "again", Tags: []string{"straits", "check"}})
	must(t, err)
	_, err = s.Annotate(ctx, briefings.Annotation{Briefing: id, Text: "third", Tags: []string{"check"}})
	must(t, err)
	if tags, err := s.NoteTags(ctx); err != nil || !slices.Equal(tags, []string{"check", "straits"}) {
		t.Errorf("NoteTags = %q, %v", tags, err)
	}
	noted, err := s.Annotations(ctx, Filter{})
	must(t, err)
	n := noted[0]
	n.Paragraphs = n.Paragraphs[:min(len(n.Paragraphs), 3)]
	if !slices.Equal(n.Paragraphs, []int{1, 2, 0}) || len(n.Speakers[0]) != 1 || n.Speakers[0][0].Name != "Ada Holm" || n.Speakers[1] != nil || n.Speakers[2] != nil {
		t.Errorf("Annotations = %+v", n)
	}
}
