package store

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

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

// changed is record for a change of headers; what makes the words of what was
// done of those that it was done to.
func (d *Desk) changed(ctx context.Context, doing string, ids []string, f headerChange, what func(to string) string) error {
	return d.record(ctx, doing, func(t *txn, j *journal) (string, error) {
		if err := t.change(ids, f, j); err != nil || len(j.items) == 0 {
			return "", err
		}
		to, err := t.named(j)
		return what(to), err
	})
}

// named says which briefings the items are about: a title, or how many.
func (t *txn) named(j *journal) (string, error) {
	if len(j.items) != 1 {
		return countOf(len(j.items), "briefing"), nil
	}
	h, err := t.header(j.items[0].ID)
	if err != nil {
		return "", err
	}
	return quoted(h.Title, h.id), nil
}

// Tag is [Store.Tag] as a step.
func (d *Desk) Tag(ctx context.Context, ids, add, remove []string) error {
	return d.changed(ctx, "tag", ids, tagging(add, remove), func(to string) string {
		add, remove := listed(cleanTags(add)), listed(cleanTags(remove))
		switch {
		case remove == "":
			return "tagged " + add + ": " + to
		case add == "":
			return "took " + remove + " off " + to
		}
		return "tagged " + add + " instead of " + remove + ": " + to
	})
}

// SetRead is [Store.SetRead] as a step.
func (d *Desk) SetRead(ctx context.Context, ids []string, read bool) error {
	return d.changed(ctx, "mark read", ids, reading(read), func(to string) string {
		if read {
			return "read: " + to
		}
		return "unread: " + to
	})
}

// Opened marks a briefing as read because it was opened, which is no step.
func (d *Desk) Opened(ctx context.Context, id string) error {
	return d.Store.SetRead(ctx, []string{id}, true)
}

// SetStarred is [Store.SetStarred] as a step.
func (d *Desk) SetStarred(ctx context.Context, ids []string, starred bool) error {
	return d.changed(ctx, "star", ids, starring(starred), func(to string) string {
		if starred {
			return "starred " + to
		}
		return "no star on " + to
	})
}

// Edit is [Store.Edit] as a step.
func (d *Desk) Edit(ctx context.Context, id string, details briefings.Details, which []string) error {
	f, err := mending(id, &details, which)
	if err != nil {
		return err
	}
	return d.changed(ctx, "edit", []string{id}, f, func(to string) string {
		return "edited the " + strings.Join(which, ", ") + " of " + to
	})
}

// Remove is [Store.Remove] as a step: until the step falls off the journal,
// what was removed can be brought back whole.
func (d *Desk) Remove(ctx context.Context, ids []string, withNotes bool) error {
	return d.record(ctx, "remove", func(t *txn, j *journal) (what string, err error) {
		err = t.eachRemoved(ids, withNotes, func(h *header) error {
			g, err := t.discard(h)
			j.items = append(j.items, journalItem{ID: h.id, Gone: g})
			what = "removed " + quoted(h.Title, h.id)
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
		on, err := t.about(&out)
		c := j.items[0].Note
		switch {
		case c.Before == nil && out.Text == "":
			return "marked " + on, err
		case c.Before == nil:
			return "noted on " + on, err
		case c.Before.Text != c.After.Text:
			return "changed the note on " + on, err
		case c.Before.Color != c.After.Color:
			return "recoloured " + on, err
		}
		return "tagged the mark " + on, err
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
		on, err := t.about(&a)
		if a.IsPageNote() {
			return "deleted the note on " + on, err
		}
		return "deleted the mark " + on, err
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
			return "", nil
		}
		j.note(owner, id, &before, &after)
		on, err := t.about(&out)
		if err != nil {
			return "", err
		}
		return "moved the mark " + on, t.setNote(old, id, &before, &after)
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
		verb := [2]string{"renamed", "to"}
		if k, _ := t.bucket(inTags).Cursor().Seek(posted(to)); bytes.HasPrefix(k, posted(to)) {
			verb = [2]string{"merged", "into"}
		}
		var ids []string
		if err := t.each(inTags, posted(from), func(k, _ []byte) error {
			ids = append(ids, idOf(k))
			return nil
		}); err != nil {
			return "", err
		}
		if err := t.change(ids, tagging(is, was), j); err != nil {
			return "", err
		}
		merged, err := t.renameOnNotes(from, to, j)
		if err != nil {
			return "", err
		}
		if merged {
			verb = [2]string{"merged", "into"}
		}
		changed = len(j.items)
		return fmt.Sprintf("%s tag %s %s %s (%d)", verb[0], listed(was), verb[1], listed(is), changed), nil
	})
	return changed, err
}

// renameOnNotes renames a tag of annotations; merged says whether any
// annotation had the other one already.
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
		return false, err
	}
	for i := range found {
		c := &found[i]
		id, ulid, _ := strings.Cut(string(c.key), "/")
		j.note(id, ulid, &c.before, &c.after)
		if err := t.put(inAnnotations, c.key, &c.after); err != nil {
			return false, err
		}
	}
	return merged, nil
}

// about says what an annotation marks: its passage, or its briefing.
func (t *txn) about(a *briefings.Annotation) (string, error) {
	if a.Quote != nil {
		return quoted(a.Quote.Exact, a.ID), nil
	}
	h, err := t.header(a.Briefing)
	if err != nil {
		return "", err
	}
	return quoted(h.Title, h.id), nil
}

// longestName is the number of characters of a title or passage in the words
// of a step.
const longestName = 40

// listed names tags; of many, the first and how many more there are.
func listed(tags []string) string {
	out, n := "", 0
	for _, tag := range tags {
		if out != "" && utf8.RuneCountInString(out+tag) > longestName {
			break
		}
		if out != "" {
			out += ", "
		}
		out += shortened(tag)
		n++
	}
	if n < len(tags) {
		out += fmt.Sprintf(" and %d more", len(tags)-n)
	}
	return out
}

// quoted returns the beginning of s on one line in quotation marks, or what
// stands for it when it is blank.
func quoted(s, otherwise string) string {
	if len(s) > 8*longestName {
		s = cut(s, 8*longestName)
	}
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		return otherwise
	}
	return "“" + shortened(s) + "”"
}

// shortened returns at most longestName characters of s.
func shortened(s string) string {
	if utf8.RuneCountInString(s) > longestName {
		s = strings.TrimRight(string([]rune(s)[:longestName-1]), " ") + "…"
	}
	return s
}

func countOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
