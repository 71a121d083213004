package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"readout/briefings"
)

// change changes the headers of ids in one transaction; those that f leaves
// alone are not written.
func (s *Store) change(ctx context.Context, doing string, ids []string, f headerChange) error {
	return s.update(ctx, doing, func(t *txn) error { return t.change(ids, f, nil) })
}

// headerChange changes a header.
type headerChange func(*txn, *header) error

// change changes headers and notes in j how.
func (t *txn) change(ids []string, f headerChange, j *journal) error {
	for i, id := range ids {
		if err := t.tick(i); err != nil {
			return err
		}
		old, err := t.header(id)
		if err != nil {
			return err
		}
		h := old.clone()
		if err := f(t, h); err != nil {
			return err
		}
		if reflect.DeepEqual(old, h) {
			continue
		}
		if err := t.saveHeader(old, h); err != nil {
			return err
		}
		j.header(old, h)
	}
	return nil
}

// Tag adds and removes tags of briefings. A tag is trimmed and its white space
// folded; an empty one is left out.
func (s *Store) Tag(ctx context.Context, ids, add, remove []string) error {
	return s.change(ctx, "tag", ids, tagging(add, remove))
}

func tagging(add, remove []string) headerChange {
	add, remove = cleanTags(add), cleanTags(remove)
	return func(_ *txn, h *header) error {
		h.Tags = slices.DeleteFunc(h.Tags, func(tag string) bool { return slices.Contains(remove, tag) })
		if len(add) > 0 {
			h.Tags = cleanTags(append(h.Tags, add...))
		}
		return nil
	}
}

// SetRead marks briefings read or unread.
func (s *Store) SetRead(ctx context.Context, ids []string, read bool) error {
	return s.change(ctx, "mark read", ids, reading(read))
}

func reading(read bool) headerChange {
	return func(_ *txn, h *header) error {
		h.Read = read
		return nil
	}
}

// SetStarred stars briefings or takes the star away.
func (s *Store) SetStarred(ctx context.Context, ids []string, starred bool) error {
	return s.change(ctx, "star", ids, starring(starred))
}

func starring(starred bool) headerChange {
	return func(_ *txn, h *header) error {
		h.Starred = starred
		return nil
	}
}

// SetPlace keeps where reading stopped: a byte offset into Text, moved to the
// beginning of the character it falls in.
func (s *Store) SetPlace(ctx context.Context, id string, off int) error {
	return s.change(ctx, "keep the place", []string{id}, func(t *txn, h *header) error {
		if off == h.Place {
			return nil
		}
		text, err := t.currentText(h)
		if err != nil {
			return err
		}
		off = min(max(off, 0), len(text))
		for off > 0 && !boundary(text, off) {
			off--
		}
		h.Place = off
		return nil
	})
}

// Edit sets the details named by which (title, source, url, date, kind, lang)
// to those of d; re-imports keep them. A mended URL does not change the id.
func (s *Store) Edit(ctx context.Context, id string, d briefings.Details, which []string) error {
	f, err := mending(id, &d, which)
	if err != nil {
		return err
	}
	return s.change(ctx, "edit", []string{id}, f)
}

func mending(id string, d *briefings.Details, which []string) (headerChange, error) {
	for _, name := range which {
		if err := checkDetail(d, name); err != nil {
			return nil, fmt.Errorf("edit briefing %s: %w", id, err)
		}
	}
	return func(_ *txn, h *header) error {
		h.mend(d, which)
		return nil
	}, nil
}

// checkDetail checks the detail that Edit is to set.
func checkDetail(d *briefings.Details, name string) error {
	switch name {
	case fieldTitle:
		if d.Title == "" {
			return errors.New("a title cannot be empty")
		}
	case fieldDate:
		_, err := briefings.ParseDate(string(d.Published))
		return err
	case fieldKind:
		if !slices.Contains(briefings.Kinds(), d.Kind) {
			return fmt.Errorf("kind %q is not one of %v", d.Kind, briefings.Kinds())
		}
	case fieldSource, fieldURL, fieldLang:
	default:
		return fmt.Errorf("no detail is called %q: title, source, url, date, kind or lang", name)
	}
	return nil
}

// Remove removes briefings with all their revisions. Those with annotations
// are removed only withNotes; otherwise the error is ErrAnnotated and nothing
// is removed.
func (s *Store) Remove(ctx context.Context, ids []string, withNotes bool) error {
	return s.update(ctx, "remove", func(t *txn) error { return t.eachRemoved(ids, withNotes, t.remove) })
}

// eachRemoved calls f for each briefing that may be removed.
func (t *txn) eachRemoved(ids []string, withNotes bool, f func(h *header) error) error {
	for i, id := range ids {
		if err := t.tick(i); err != nil {
			return err
		}
		h, err := t.header(id)
		if err != nil {
			return err
		}
		if h.Notes > 0 && !withNotes {
			return fmt.Errorf("remove briefing %s (%d annotations): %w", id, h.Notes, briefings.ErrAnnotated)
		}
		if h.Corrections > 0 && !withNotes {
			return fmt.Errorf("remove briefing %s (%s): %w", id, countOf(h.Corrections, "correction"), briefings.ErrAnnotated)
		}
		if err := f(h); err != nil {
			return err
		}
	}
	return nil
}

// remove removes all that h has.
func (t *txn) remove(h *header) error {
	g, err := t.discard(h)
	if err != nil {
		return err
	}
	return t.purge(&g.Header)
}

// Tags returns every tag with its number of briefings and their first and last
// date, in alphabetical order.
func (s *Store) Tags(ctx context.Context) (out []briefings.Count, err error) {
	err = s.view(ctx, "list tags", func(t *txn) error {
		for _, tag := range t.distinct(inTags) {
			c := briefings.Count{ID: tag, Name: tag}
			err := t.each(inTags, posted(tag), func(k, _ []byte) error {
				h, err := t.header(idOf(k))
				if err != nil {
					return err
				}
				c.Briefings++
				c.First, c.Last = widen(c.First, c.Last, briefings.Date(h.Published))
				return nil
			})
			if err != nil {
				return err
			}
			out = append(out, c)
		}
		return nil
	})
	return out, err
}

// widen makes a period hold d.
func widen(first, last, d briefings.Date) (briefings.Date, briefings.Date) {
	at := newestFirst(d)
	if at == unknownDate {
		return first, last
	}
	if first == "" || at > newestFirst(first) {
		first = d
	}
	if last == "" || at < newestFirst(last) {
		last = d
	}
	return first, last
}

// SamplesSeen reports whether the built-in samples were added or declined once.
func (s *Store) SamplesSeen(ctx context.Context) (seen bool, err error) {
	err = s.view(ctx, "look for samples", func(t *txn) error {
		seen = t.get(inMeta, []byte(keySamples)) != nil
		return nil
	})
	return seen, err
}

// MarkSamplesSeen keeps the samples from being added again by themselves.
func (s *Store) MarkSamplesSeen(ctx context.Context) error {
	r := request{doing: "mark samples as seen", wait: s.wait, write: true, create: true}
	return s.run(ctx, r, func(t *txn) error {
		return t.putRaw(inMeta, []byte(keySamples), []byte{1})
	})
}
