package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"readout/briefings"
)

// Desk is a [Store] whose changes can be taken back: what the reader of
// briefings does at it, as opposed to commands, which use the Store itself. A
// change is written with its step in one transaction; a call that changes
// nothing makes no step. Steps outlive the program: the journal keeps the
// newest 500, or fewer, but not fewer than 200, when they take more than 64 MB.
// Removed briefings are kept whole until their step falls off the journal;
// their bodies do not count towards its size. What a command changes is no
// step, and what it removes is gone at once.
type Desk struct{ *Store }

// Desk returns the store with steps.
func (s *Store) Desk() *Desk { return &Desk{s} }

// record runs f in a write transaction and records what it noted as a step.
func (d *Desk) record(ctx context.Context, doing string, f func(t *txn, j *journal) (what string, err error)) error {
	return d.update(ctx, doing, func(t *txn) error {
		j := &journal{}
		what, err := f(t, j)
		if err != nil || t.b == nil {
			return err
		}
		return t.record(what, j)
	})
}

// changed is record for a change of headers; head says what was done, before
// to whom.
func (d *Desk) changed(ctx context.Context, doing string, ids []string, f headerChange, head string) error {
	return d.record(ctx, doing, func(t *txn, j *journal) (string, error) {
		if err := t.change(ids, f, j); err != nil || len(j.items) == 0 {
			return "", err
		}
		return t.saidOf(head, j.items)
	})
}

// Tag is [Store.Tag] as a step.
func (d *Desk) Tag(ctx context.Context, ids, add, remove []string) error {
	return d.changed(ctx, "tag", ids, tagging(add, remove), tagged(cleanTags(add), cleanTags(remove)))
}

// SetRead is [Store.SetRead] as a step.
func (d *Desk) SetRead(ctx context.Context, ids []string, read bool) error {
	head := "unread: "
	if read {
		head = "read: "
	}
	return d.changed(ctx, "mark read", ids, reading(read), head)
}

// Opened marks a briefing as read because it was opened, which is no step.
func (d *Desk) Opened(ctx context.Context, id string) error {
	return d.Store.SetRead(ctx, []string{id}, true)
}

// SetStarred is [Store.SetStarred] as a step.
func (d *Desk) SetStarred(ctx context.Context, ids []string, starred bool) error {
	head := "no star on "
	if starred {
		head = "starred "
	}
	return d.changed(ctx, "star", ids, starring(starred), head)
}

// Edit is [Store.Edit] as a step.
func (d *Desk) Edit(ctx context.Context, id string, details briefings.Details, which []string) error {
	f, err := mending(id, &details, which)
	if err != nil {
		return err
	}
	return d.changed(ctx, "edit", []string{id}, f, "edited the "+tagList(which, longestTags)+" of ")
}

// Remove is [Store.Remove] as a step: until the step falls off the journal,
// what was removed can be brought back whole.
func (d *Desk) Remove(ctx context.Context, ids []string, withNotes bool) error {
	return d.record(ctx, "remove", func(t *txn, j *journal) (what string, err error) {
		err = t.eachRemoved(ids, withNotes, func(h *header) error {
			g, err := t.discard(h)
			j.items = append(j.items, journalItem{ID: h.id, Gone: g})
			what = said("removed ", h.Title, h.id)
			return err
		})
		if len(j.items) > 1 {
			what = "removed " + countOf(len(j.items), "briefing")
		}
		return what, err
	})
}

// Annotate is [Store.Annotate] as a step.
func (d *Desk) Annotate(ctx context.Context, a briefings.Annotation) (out briefings.Annotation, err error) {
	if err := checkNote(&a); err != nil {
		return a, fmt.Errorf("annotate briefing %s: %w", a.Briefing, err)
	}
	err = d.record(ctx, "annotate", func(t *txn, j *journal) (string, error) {
		if out, err = t.annotate(a, j); err != nil || len(j.items) == 0 {
			return "", err
		}
		return t.saidAbout(annotated(j.items[0].Note), &out)
	})
	return out, err
}

// Unannotate is [Store.Unannotate] as a step.
func (d *Desk) Unannotate(ctx context.Context, id string) error {
	return d.record(ctx, "remove annotation", func(t *txn, j *journal) (string, error) {
		if err := t.unannotate(id, j); err != nil {
			return "", err
		}
		it := j.items[0]
		a := it.Note.Before.annotation(it.ID, id)
		return t.saidAbout(annotated(it.Note), &a)
	})
}

// Redraw gives a mark another passage of the current text: bytes of it, moved
// to whole characters. Its selectors are taken anew; the step has the old ones.
// A page note gets no passage.
func (d *Desk) Redraw(ctx context.Context, id string, at briefings.Span) (out briefings.Annotation, err error) {
	err = d.record(ctx, "move the mark", func(t *txn, j *journal) (string, error) {
		owner := string(t.get(inNoteIDs, []byte(id)))
		if owner == "" {
			return "", missing("annotation", id)
		}
		var before note
		if _, err := t.load(inAnnotations, noteKey(owner, id), &before); err != nil {
			return "", err
		}
		if before.Quote == nil {
			return "", fmt.Errorf("%w: annotation %s is a note on the whole briefing", errInvalid, id)
		}
		old, err := t.header(owner)
		if err != nil {
			return "", err
		}
		out = before.annotation(owner, id)
		out.Position, out.Quote, out.At, out.Revision, out.Modified = &at, nil, nil, old.Hash, t.now
		if err := t.place(old, &out); err != nil {
			return "", err
		}
		after := packNote(&out)
		if sameNote(&before, &after) {
			out = before.annotation(owner, id)
			return "", nil
		}
		j.note(owner, id, &before, &after)
		if err := t.setNote(old, id, &before, &after, true); err != nil {
			return "", err
		}
		return t.saidAbout("moved the mark ", &out)
	})
	return out, err
}

// RenameTag renames a tag of briefings and annotations in the whole library;
// where both are on one, they become one. It returns how many had it.
func (d *Desk) RenameTag(ctx context.Context, from, to string) (changed int, err error) {
	was, is := cleanTags([]string{from}), cleanTags([]string{to})
	if len(was) != 1 || len(is) != 1 {
		return 0, fmt.Errorf("rename tag %q to %q: %w: a tag has a name", from, to, errInvalid)
	}
	from, to = was[0], is[0]
	err = d.record(ctx, "rename tag", func(t *txn, j *journal) (string, error) {
		if t.b == nil || from == to {
			return "", nil
		}
		ids, err := t.under(inTags, from)
		if err != nil {
			return "", err
		}
		there, err := t.under(inTags, to)
		if err != nil {
			return "", err
		}
		if err := t.change(ids, retagging(from, to), j); err != nil {
			return "", err
		}
		merged, err := t.renameOnNotes(from, to, j)
		changed = len(j.items)
		what := "renamed tag " + tagList(was, longestTags/2) + " to "
		if merged || len(there) > 0 {
			what = "merged tag " + tagList(was, longestTags/2) + " into "
		}
		return what + tagList(is, longestTags/2) + fmt.Sprintf(" (%d)", changed), err
	})
	return changed, err
}

// retagging puts one tag in the place of another.
func retagging(from, to string) headerChange {
	change := tagging([]string{to}, []string{from})
	return func(t *txn, h *header) error {
		if !slices.Contains(h.Tags, from) { // another name may have the same key
			return nil
		}
		return change(t, h)
	}
}

// renameOnNotes renames a tag of annotations; merged is true when others have
// the new one.
func (t *txn) renameOnNotes(from, to string, j *journal) (merged bool, err error) {
	type change struct {
		key           []byte
		before, after note
	}
	var found []change
	err = t.each(inAnnotations, nil, func(k, v []byte) error {
		var n note
		if err := decode(inAnnotations, k, v, &n); err != nil {
			return err
		}
		merged = merged || slices.Contains(n.Tags, to)
		if !slices.Contains(n.Tags, from) {
			return nil
		}
		after := n
		after.Tags = cleanTags(append(slices.DeleteFunc(slices.Clone(n.Tags), func(s string) bool { return s == from }), to))
		after.Modified = packTime(t.now)
		found = append(found, change{slices.Clone(k), n, after})
		return nil
	})
	if err != nil {
		return merged, err
	}
	for i := range found {
		c := &found[i]
		id, ulid, _ := strings.Cut(string(c.key), "/")
		j.note(id, ulid, &c.before, &c.after)
		if err := t.put(inAnnotations, c.key, &c.after); err != nil {
			return merged, err
		}
	}
	return merged, nil
}
