package store

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"readout/briefings"
)

// TestBulk: many annotations are changed and deleted in one step each, and one
// step takes them back; an error changes none.
func TestBulk(t *testing.T) {
	d, ctx := desk(t), t.Context()
	all, err := d.Find(ctx, Filter{})
	must(t, err)
	var notes []briefings.Annotation
	var ids []string
	for i := range all {
		a, err := d.Annotate(ctx, briefings.Annotation{Briefing: all[i].ID, Position: &briefings.Span{Start: 0, End: 8}, Text: "n", Color: 1})
		must(t, err)
		notes, ids = append(notes, a), append(ids, a.ID)
	}
	steps := []struct {
		what   string
		change func() error
	}{
		{"recoloured 5 notes", func() error {
			for i := range notes {
				notes[i].Color = 3
			}
			_, err := d.AnnotateAll(ctx, notes)
			return err
		}},
		{"changed the tags of 5 notes", func() error {
			for i := range notes {
				notes[i].Tags = []string{"check"}
			}
			out, err := d.AnnotateAll(ctx, notes)
			if len(out) != 5 || out[4].Tags[0] != "check" {
				t.Errorf("kept %v", out)
			}
			return err
		}},
		{"changed 5 notes", func() error {
			for i := range notes {
				notes[i].Text += " more"
			}
			_, err := d.AnnotateAll(ctx, notes)
			return err
		}},
		{"deleted 5 notes", func() error { return d.UnannotateAll(ctx, ids) }},
	}
	states := make([]whole, 0, len(steps)+1)
	for _, s := range steps {
		states = append(states, wholeOf(ctx, t, d.Store))
		must(t, s.change())
	}
	last := wholeOf(ctx, t, d.Store)
	if err := d.UnannotateAll(ctx, ids[:2]); !errors.Is(err, briefings.ErrNotFound) {
		t.Errorf("what is gone is deleted again: %v", err)
	}
	if _, err := d.AnnotateAll(ctx, []briefings.Annotation{{Briefing: all[0].ID, Text: "page"}, {Briefing: "nobody", Text: "x"}}); !errors.Is(err, briefings.ErrNotFound) {
		t.Errorf("a note of no briefing is kept: %v", err)
	}
	if !reflect.DeepEqual(wholeOf(ctx, t, d.Store), last) {
		t.Error("a change that fails leaves something")
	}
	for i, step := range slices.Backward(steps) {
		s, err := d.Undo(ctx)
		must(t, err)
		if s.What != step.what || s.Left != 0 || len(s.IDs) != 5 {
			t.Errorf("undone %+v, want %q", s, step.what)
		}
		if got := wholeOf(ctx, t, d.Store); !reflect.DeepEqual(got, states[i]) {
			t.Errorf("undoing %q does not lead back", s.What)
		}
	}
}
