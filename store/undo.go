package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"readout/briefings"
	"readout/briefings/anchor"
)

// Undo takes the newest step back and returns it; the error is ErrNoStep when
// there is none. What somebody else changed since is left alone and counted in
// the step's Left; the step counts as taken back all the same.
func (d *Desk) Undo(ctx context.Context) (briefings.Step, error) { return d.walk(ctx, "undo", true) }

// Redo makes the step again that was taken back last; the error is ErrNoStep
// when there is none. A new step forgets those that were taken back.
func (d *Desk) Redo(ctx context.Context) (briefings.Step, error) { return d.walk(ctx, "redo", false) }

func (d *Desk) walk(ctx context.Context, doing string, back bool) (out briefings.Step, err error) {
	none := true
	err = d.update(ctx, doing, func(t *txn) error {
		if t.b == nil {
			return nil
		}
		last, err := t.done()
		if err != nil {
			return err
		}
		at := last
		if !back {
			at++
		}
		var s journalStep
		found, err := t.load(inSteps, numberKey(at), &s)
		if err != nil || !found {
			return err
		}
		none = false
		left, rewrite, err := t.apply(&s, back)
		if err == nil && rewrite {
			err = t.putStep(at, &s)
		}
		if err != nil {
			return err
		}
		out = s.model(left)
		if back {
			at--
		}
		return t.setDone(at)
	})
	if err == nil && none {
		err = fmt.Errorf("%s: %w", doing, briefings.ErrNoStep)
	}
	return out, err
}

// Steps returns at most limit of the steps that are done, the newest first.
func (d *Desk) Steps(ctx context.Context, limit int) (out []briefings.Step, err error) {
	err = d.view(ctx, "list steps", func(t *txn) error {
		if t.b == nil {
			return nil
		}
		n, err := t.done()
		if err != nil {
			return err
		}
		for ; n > 0 && len(out) < limit; n-- {
			var s journalStep
			found, err := t.load(inSteps, numberKey(n), &s)
			if err != nil || !found {
				return err
			}
			out = append(out, s.model(0))
		}
		return nil
	})
	return out, err
}

// apply takes a step back or makes it again, item by item. It returns how many
// items were left alone, wholly or in part, and whether the step is to be
// written again because of that, or because it holds removed briefings.
func (t *txn) apply(s *journalStep, back bool) (left int, rewrite bool, err error) {
	for i := range s.Items {
		if err := t.tick(i); err != nil {
			return 0, false, err
		}
		it := &s.Items[i]
		if back {
			it = &s.Items[len(s.Items)-1-i]
		}
		done, err := t.applyItem(it, back)
		if err != nil {
			return 0, false, err
		}
		if !done {
			left++
		}
		rewrite = rewrite || !done || it.Gone != nil
	}
	return left, rewrite, t.catchUp()
}

// applyItem is apply for one item, of which it leaves what it did.
func (t *txn) applyItem(it *journalItem, back bool) (done bool, err error) {
	switch {
	case it.Gone != nil:
		return t.applyGone(it, back)
	case it.Note != nil:
		done, err = t.applyNote(it.ID, it.Note, back)
		it.Note.Alone = !done
		return done, err
	case it.Correction != nil:
		return t.applyCorrection(it.ID, it.Correction, back)
	}
	return t.applyHeader(it, back)
}

// applyHeader changes tags, states and details back or again, each only where
// it is as the step left it.
func (t *txn) applyHeader(it *journalItem, back bool) (done bool, err error) {
	old, err := t.header(it.ID)
	if errors.Is(err, briefings.ErrNotFound) {
		*it = journalItem{ID: it.ID}
		return false, nil
	}
	if err != nil {
		return false, err
	}
	h := old.clone()
	parts := it.parts()
	it.applyTags(h, back)
	if f := it.Read; f != nil && !f.apply(&h.Read, back) {
		it.Read = nil
	}
	if f := it.Starred; f != nil && !f.apply(&h.Starred, back) {
		it.Starred = nil
	}
	it.Details = slices.DeleteFunc(it.Details, func(c detailChange) bool { return !c.apply(h, back) })
	n := it.parts()
	if n == 0 {
		return false, nil
	}
	return n == parts, t.saveHeader(old, h)
}

// parts counts what the item changed at a header. An item of no part was left
// alone before.
func (it *journalItem) parts() int {
	n := len(it.Tagged) + len(it.Untagged) + len(it.Details)
	if it.Read != nil {
		n++
	}
	if it.Starred != nil {
		n++
	}
	return n
}

// applyTags leaves in it the tags that could be put on and taken off.
func (it *journalItem) applyTags(h *header, back bool) {
	on, off := &it.Tagged, &it.Untagged
	if back {
		on, off = off, on
	}
	had := h.Tags
	*on = slices.DeleteFunc(*on, func(tag string) bool { return slices.Contains(had, tag) })
	*off = slices.DeleteFunc(*off, func(tag string) bool { return !slices.Contains(had, tag) })
	if len(*on)+len(*off) > 0 {
		h.Tags = slices.DeleteFunc(slices.Clone(had), func(tag string) bool { return slices.Contains(*off, tag) })
		h.Tags = cleanTags(append(h.Tags, *on...))
	}
}

// apply flips now, if it is what the step, or its undoing, left.
func (f *flip) apply(now *bool, back bool) bool {
	if *now != (f.To == back) {
		return false
	}
	*now = !*now
	return true
}

// apply changes a detail of h back or again, if it is as it was left.
func (c *detailChange) apply(h *header, back bool) bool {
	from, to := detail{c.Before, c.BeforeFrom}, detail{c.After, c.AfterFrom}
	was, is := c.BeforeMended, c.AfterMended
	if back {
		from, to, was, is = to, from, is, was
	}
	if h.detail(c.Name) != from || slices.Contains(h.Mended, c.Name) != was {
		return false
	}
	h.setDetail(c.Name, to, is)
	return true
}

// applyNote puts an annotation back as it was before (or after) a step, if it
// is still what the step left.
func (t *txn) applyNote(id string, c *noteChange, back bool) (done bool, err error) {
	from, to := c.Before, c.After
	if back {
		from, to = to, from
	}
	old, err := t.header(id)
	if errors.Is(err, briefings.ErrNotFound) || c.Alone {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var now *note
	var record note
	found, err := t.load(inAnnotations, noteKey(id, c.ID), &record)
	if err != nil {
		return false, err
	}
	if found {
		now = &record
	}
	if !sameNote(now, from) || t.elsewhere(c.ID, id) {
		return false, nil
	}
	placed := false
	if to != nil {
		if now != nil && now.marks(to) { // it stands where it stands now
			moved := *to
			moved.At, moved.State = now.At, now.State
			to, placed = &moved, true
		} else if hash, err := t.textHash(old); err != nil {
			return false, err
		} else {
			placed = c.Text == hash
		}
	}
	return true, t.setNote(old, c.ID, now, to, placed)
}

// applyCorrection puts a correction back as it was before (or after) a step, if
// it is still what the step left.
func (t *txn) applyCorrection(id string, c *correctionChange, back bool) (done bool, err error) {
	from, to := c.Before, c.After
	if back {
		from, to = to, from
	}
	if id != "" {
		if _, err := t.header(id); err != nil {
			if errors.Is(err, briefings.ErrNotFound) {
				err = nil
			}
			return false, err
		}
	}
	if owner := t.get(inCorrectionIDs, []byte(c.ID)); (owner != nil) != (from != nil) || owner != nil && string(owner) != string(correctionKey(id, "")) {
		return false, nil
	}
	return true, t.setCorrection(id, c.ID, to)
}

// elsewhere reports whether an annotation that was of briefing id has come to
// another one, as an import of notes may do.
func (t *txn) elsewhere(ulid, id string) bool {
	owner := t.get(inNoteIDs, []byte(ulid))
	return owner != nil && string(owner) != id
}

// marks reports whether n marks the passage that m marks.
func (n *note) marks(m *note) bool {
	return n.Revision == m.Revision && slices.Equal(n.Position, m.Position) && reflect.DeepEqual(n.Quote, m.Quote)
}

// sameNote reports whether two annotations are the same to their writer;
// where they stand in the current text is not his.
func sameNote(a, b *note) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.marks(b) && a.Color == b.Color && a.Text == b.Text && slices.Equal(a.Tags, b.Tags)
}

// setNote writes or removes an annotation and what the header counts of it.
// Unless it is placed in the current text, it is located there anew.
func (t *txn) setNote(old *header, ulid string, now, to *note, placed bool) error {
	h := old.clone()
	if now != nil {
		h.Notes--
		if a := now.annotation(h.id, ulid); lost(&a) {
			h.Orphans--
		}
	}
	if to == nil {
		return errors.Join(t.saveHeader(old, h), t.del(inNoteIDs, []byte(ulid)), t.del(inAnnotations, noteKey(h.id, ulid)))
	}
	a := to.annotation(h.id, ulid)
	if a.Quote != nil && !placed {
		text, err := t.currentText(h)
		if err != nil {
			return err
		}
		a.At, a.State = anchor.Locate(&a, h.Hash, text)
	}
	h.Notes++
	if lost(&a) {
		h.Orphans++
	}
	n := packNote(&a)
	return errors.Join(t.saveHeader(old, h), t.putRaw(inNoteIDs, []byte(ulid), []byte(h.id)), t.put(inAnnotations, noteKey(h.id, ulid), &n))
}

// applyGone brings a removed briefing back, or removes it again. One that got
// notes or corrections since it was brought back, or was imported anew, is not removed.
func (t *txn) applyGone(it *journalItem, back bool) (done bool, err error) {
	if back {
		if !it.Gone.Held {
			return false, nil
		}
		return t.bringBack(it)
	}
	h, err := t.header(it.ID)
	if errors.Is(err, briefings.ErrNotFound) || err == nil && it.Gone.Held {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	notes, err := t.notes(h.id)
	if err != nil {
		return false, err
	}
	for i := range notes {
		known := func(n trashedNote) bool { return n.ID == notes[i].ID }
		if !slices.ContainsFunc(it.Gone.Notes, known) {
			return false, nil
		}
	}
	made, err := t.correctionsOf(h.id)
	if err != nil {
		return false, err
	}
	for i := range made {
		known := func(c recordedCorrection) bool { return c.ID == made[i].ID }
		if !slices.ContainsFunc(it.Gone.Corrections, known) {
			return false, nil
		}
	}
	it.Gone, err = t.discard(h)
	return err == nil, err
}
