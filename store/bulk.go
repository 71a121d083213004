package store

import (
	"context"
	"fmt"

	"readout/briefings"
)

// AnnotateAll is [Desk.Annotate] of many annotations as one step: all of them
// are kept or, on an error, none. Those of one briefing stand together.
func (d *Desk) AnnotateAll(ctx context.Context, as []briefings.Annotation) ([]briefings.Annotation, error) {
	if len(as) == 1 {
		a, err := d.Annotate(ctx, as[0])
		return []briefings.Annotation{a}, err
	}
	for i := range as {
		if err := checkNote(&as[i]); err != nil {
			return nil, fmt.Errorf("annotate briefing %s: %w", as[i].Briefing, err)
		}
	}
	out := make([]briefings.Annotation, 0, len(as))
	err := d.record(ctx, "annotate", func(t *txn, j *journal) (string, error) {
		for i := range as {
			if err := t.tick(i); err != nil {
				return "", err
			}
			a, err := t.annotate(as[i], j)
			if err != nil {
				return "", err
			}
			out = append(out, a)
		}
		return changeOf(j) + countOf(len(j.items), "note"), nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// changeOf says what happened to the annotations of a step: the same to all, or
// that they changed.
func changeOf(j *journal) string {
	coloured, tagged := true, true
	for i := range j.items {
		c := j.items[i].Note
		same := c.Before != nil && c.After != nil && c.Before.Text == c.After.Text
		coloured = coloured && same && c.Before.Color != c.After.Color
		tagged = tagged && same && c.Before.Color == c.After.Color
	}
	switch {
	case coloured:
		return "recoloured "
	case tagged:
		return "changed the tags of "
	}
	return "changed "
}

// UnannotateAll is [Desk.Unannotate] of many annotations as one step: all of
// them go or, on an error, none. Those of one briefing stand together.
func (d *Desk) UnannotateAll(ctx context.Context, ids []string) error {
	if len(ids) == 1 {
		return d.Unannotate(ctx, ids[0])
	}
	return d.record(ctx, "remove annotations", func(t *txn, j *journal) (string, error) {
		for i, id := range ids {
			if err := t.tick(i); err != nil {
				return "", err
			}
			if err := t.unannotate(id, j); err != nil {
				return "", err
			}
		}
		return "deleted " + countOf(len(ids), "note"), nil
	})
}
