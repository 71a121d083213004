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
		left, err := t.apply(&s, back)
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

// apply takes a step back or makes it again, item by item, and returns how
// many items were left alone. The step's record is written again where it
// holds removed briefings.
func (t *txn) apply(s *journalStep, back bool) (left int, err error) {
	rewrite := false
	order := s.Items
	if back {
		order = slices.Clone(s.Items)
		slices.Reverse(order)
	}
	for i := range order {
		if err := t.tick(i); err != nil {
			return 0, err
		}
		it := &order[i]
		var done bool
		switch {
		case it.Gone != nil:
			rewrite = true
			done, err = t.applyGone(it, back)
		case it.Note != nil:
			done, err = t.applyNote(it.ID, it.Note, back)
		default:
			done, err = t.applyHeader(it, back)
		}
		if err != nil {
			return 0, err
		}
		if !done {
			left++
		}
	}
	if !rewrite {
		return left, nil
	}
	if back {
		slices.Reverse(order)
		s.Items = order
	}
	n, err := t.done()
	if err != nil {
		return 0, err
	}
	if !back {
		n++
	}
	return left, t.put(inSteps, numberKey(n), s)
}

// applyHeader changes tags, states and details back or again, each only where
// it is as the step left it; done is false when any was not.
func (t *txn) applyHeader(it *journalItem, back bool) (done bool, err error) {
	old, err := t.header(it.ID)
	if errors.Is(err, briefings.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	h := old.clone()
	if done = h.revert(it, back); reflect.DeepEqual(normalHeader(old), normalHeader(h)) {
		return false, nil
	}
	return done, t.saveHeader(old, h)
}

// revert changes h back or again, and reports whether all of h was as the step
// left it.
func (h *header) revert(it *journalItem, back bool) (whole bool) {
	whole = true
	on, off := it.Tagged, it.Untagged
	if back {
		on, off = off, on
	}
	if len(on)+len(off) > 0 {
		whole = len(missingFrom(h.Tags, off)) == 0 && len(missingFrom(h.Tags, on)) == len(on)
		h.Tags = cleanTags(append(missingFrom(off, h.Tags), on...))
	}
	if f := it.Read; f != nil {
		whole = whole && h.Read == (f.To == back)
		h.Read = f.To != back
	}
	if f := it.Starred; f != nil {
		whole = whole && h.Starred == (f.To == back)
		h.Starred = f.To != back
	}
	for i := range it.Details {
		c := &it.Details[i]
		from, to, mended := detail{c.Before, c.BeforeFrom}, detail{c.After, c.AfterFrom}, c.AfterMended
		if back {
			from, to, mended = to, from, c.BeforeMended
		}
		if h.detail(c.Name) != from {
			whole = false
			continue
		}
		h.setDetail(c.Name, to, mended)
	}
	return whole
}

// normalHeader is h with nil for what is empty, for comparison.
func normalHeader(h *header) header {
	c := *h
	if len(c.Tags) == 0 {
		c.Tags = nil
	}
	if len(c.Mended) == 0 {
		c.Mended = nil
	}
	return c
}

// applyNote puts an annotation back as it was before (or after) a step, if it
// is still what the step left.
func (t *txn) applyNote(id string, c *noteChange, back bool) (done bool, err error) {
	from, to := c.Before, c.After
	if back {
		from, to = to, from
	}
	if t.elsewhere(c.ID, id) {
		return false, nil
	}
	old, err := t.header(id)
	if errors.Is(err, briefings.ErrNotFound) {
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
	if !sameNote(now, from) {
		return false, nil
	}
	return true, t.setNote(old, c.ID, now, to)
}

// elsewhere reports whether an annotation that was of briefing id has come to
// another one, as an import of notes may do.
func (t *txn) elsewhere(ulid, id string) bool {
	owner := t.get(inNoteIDs, []byte(ulid))
	return owner != nil && string(owner) != id
}

// sameNote reports whether two annotations are the same to their writer;
// where they stand in the current text is not his.
func sameNote(a, b *note) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Revision == b.Revision && slices.Equal(a.Position, b.Position) && reflect.DeepEqual(a.Quote, b.Quote) &&
		a.Color == b.Color && a.Text == b.Text && slices.Equal(a.Tags, b.Tags)
}

// setNote writes or removes an annotation and what the header counts of it. It
// is located anew: the text may have changed meanwhile.
func (t *txn) setNote(old *header, ulid string, now, to *note) error {
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
	if a.Quote != nil {
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
// notes since it was brought back, or was imported anew, is not removed.
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
	it.Gone, err = t.discard(h)
	return err == nil, err
}
