package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"readout/briefings"
)

// Bounds of what is kept for screens, in bytes.
const (
	maxStateKey   = 256
	maxStateValue = 4 << 20
)

// State returns what was kept under key, nil for nothing.
func (s *Store) State(ctx context.Context, key string) (value []byte, err error) {
	err = s.view(ctx, "read "+key, func(t *txn) error {
		b, found, err := t.blob(inState, []byte(key))
		if found {
			value = slices.Clone(b)
		}
		return err
	})
	return value, err
}

// SetState keeps a small fact of a screen (a draft, the width of a pane) under
// a key; a nil value removes it. It is durable when SetState returns, and no
// step. What is kept under a key that ends in "/" and the id of a briefing goes
// when the briefing is gone for good. On a library that does not exist the error is ErrNotFound.
func (s *Store) SetState(ctx context.Context, key string, value []byte) error {
	switch {
	case key == "" || len(key) > maxStateKey:
		return fmt.Errorf("keep %q: a key has 1 to %d bytes", cut(key, maxStateKey), maxStateKey)
	case len(value) > maxStateValue:
		return fmt.Errorf("keep %s: %d bytes are more than %d", key, len(value), maxStateValue)
	}
	return s.update(ctx, "keep "+key, func(t *txn) error {
		switch {
		case t.b == nil && value == nil:
			return nil
		case t.b == nil:
			return fmt.Errorf("keep %s: %w: the library does not exist", key, briefings.ErrNotFound)
		case value == nil && t.get(inState, []byte(key)) == nil:
			return nil
		case value == nil:
			return t.del(inState, []byte(key))
		}
		if now, found, err := t.blob(inState, []byte(key)); err == nil && found && bytes.Equal(now, value) {
			return nil // nothing to write
		}
		return t.putBlob(inState, []byte(key), value)
	})
}

// forget removes what is kept of a briefing, unless it is in the library.
func (t *txn) forget(id string) error {
	if t.facts == nil {
		t.facts = make(map[string][]string)
		err := t.each(inState, nil, func(k, _ []byte) error {
			if i := bytes.LastIndexByte(k, '/'); i >= 0 {
				of := string(k[i+1:])
				t.facts[of] = append(t.facts[of], string(k))
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if len(t.facts[id]) == 0 || t.get(inHeaders, []byte(id)) != nil {
		return nil
	}
	for _, key := range t.facts[id] {
		if err := t.del(inState, []byte(key)); err != nil {
			return err
		}
	}
	return nil
}

// Names returns everybody to whom a statement is attributed and every topic,
// country and organisation found, each with its number of briefings, those of
// most briefings first.
func (s *Store) Names(ctx context.Context) (speakers, topics []briefings.Count, err error) {
	err = s.view(ctx, "list names", func(t *txn) error {
		var errs [2]error
		speakers, errs[0] = t.counted(inSpeakers)
		topics, errs[1] = t.counted(inTopics)
		return errors.Join(errs[:]...)
	})
	return speakers, topics, err
}

// NoteTags returns every tag of an annotation, in alphabetical order.
func (s *Store) NoteTags(ctx context.Context) ([]string, error) {
	seen := map[string]bool{}
	err := s.view(ctx, "list tags of notes", func(t *txn) error {
		return t.each(inAnnotations, nil, func(k, v []byte) error {
			var n note
			if err := decode(inAnnotations, k, v, &n); err != nil {
				return err
			}
			for _, tag := range n.Tags {
				seen[tag] = true
			}
			return nil
		})
	})
	return slices.Sorted(maps.Keys(seen)), err
}

// counted returns the names of an index with the number of their entries.
func (t *txn) counted(index string) ([]briefings.Count, error) {
	var found []briefings.Count
	err := t.each(index, nil, func(k, _ []byte) error {
		name := k[:max(bytes.LastIndexByte(k, 0), 0)]
		if n := len(found); n == 0 || found[n-1].ID != string(name) { // entries of a name are neighbours
			found = append(found, briefings.Count{ID: string(name)})
		}
		found[len(found)-1].Briefings++
		return nil
	})
	if err != nil {
		return nil, err
	}
	rules, err := t.library()
	if err != nil {
		return nil, err
	}
	out := make([]briefings.Count, 0, len(found))
	for _, c := range found {
		k, err := t.known(index, c.ID)
		if err != nil {
			return nil, err
		}
		c.Name = c.ID
		switch {
		case len(k.People) > 0:
			c.ID, c.Name = rules.Who(k.People[0].ID, k.People[0].Name)
		case len(k.Topics) > 0:
			c.Name = k.Topics[0].Label
		}
		if c.Name != "" {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b briefings.Count) int { return b.Briefings - a.Briefings })
	return out, nil
}
