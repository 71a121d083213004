package store

import (
	"bytes"
	"slices"

	"readout/briefings/query"
)

// narrow returns the ids that fulfil those of terms that an index answers, and
// whether there was such a term. The query is still asked about each of them.
func (t *txn) narrow(terms []query.Term) (ids []string, narrowed bool, err error) {
	for _, term := range terms {
		found, answered, err := t.postings(term)
		if err != nil {
			return nil, false, err
		}
		if !answered {
			continue
		}
		slices.Sort(found)
		found = slices.Compact(found)
		if narrowed {
			found = intersect(ids, found)
		}
		ids, narrowed = found, true
	}
	return ids, narrowed, nil
}

// postings returns the ids that an index has for term.
func (t *txn) postings(term query.Term) (ids []string, answered bool, err error) {
	add := func(k, _ []byte) error {
		ids = append(ids, idOf(k))
		return nil
	}
	switch term.Field {
	case "id":
		err = t.each(inHeaders, []byte(term.Value), func(k, _ []byte) error {
			ids = append(ids, string(k))
			return nil
		})
		return ids, true, err
	case "is":
		return ids, true, t.each(inStates, posted(term.Value), add)
	case "tag":
		for _, tag := range t.distinct(inTags) {
			if query.Fold(tag) != term.Value {
				continue
			}
			if err := t.each(inTags, posted(tag), add); err != nil {
				return nil, true, err
			}
		}
		return ids, true, nil
	}
	return t.called(term)
}

// distinct returns the distinct names of an index, in order.
func (t *txn) distinct(bucket string) []string {
	if t.b == nil {
		return nil
	}
	var out []string
	c := t.bucket(bucket).Cursor()
	for k, _ := c.First(); k != nil; {
		name, _, ok := bytes.Cut(k, []byte{0})
		if !ok {
			panic("an index entry has no id") // becomes ErrDamaged
		}
		out = append(out, string(name))
		k, _ = c.Seek(append(bytes.Clone(name), 1)) // past every id of the name
	}
	return out
}

// intersect returns what two sorted lists share.
func intersect(a, b []string) []string {
	var out []string
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			out = append(out, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return out
}
