package store

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"readout/briefings"

	"go.etcd.io/bbolt"
)

// byDate reports whether o is the order of the index of dates.
func byDate(o briefings.Order) bool {
	switch o.By {
	case briefings.ByAdded, briefings.ByTitle, briefings.BySource:
		return false
	}
	return true
}

// sortHeaders sorts by o: dates newest first, words alphabetically; Reverse
// turns that round. Briefings without a date, title or source come last either
// way. Equals are ordered by title, then id.
func sortHeaders(all []*header, o briefings.Order) {
	type row struct {
		h       *header
		unknown bool
		date    uint64
		word    string
		title   string
	}
	rows := make([]row, len(all))
	for i, h := range all {
		r := row{h: h}
		switch o.By {
		case briefings.ByAdded:
			r.date = ^uint64(h.Added)
		case briefings.ByTitle:
			r.word = titleKey(h.Title, maxNameKey)
			r.unknown = r.word == ""
		case briefings.BySource:
			r.word = titleKey(h.Source, maxNameKey)
			r.unknown = r.word == ""
		default:
			r.date = newestFirst(briefings.Date(h.Published))
			r.unknown = r.date == unknownDate
		}
		r.title = titleKey(h.Title, maxTitleKey)
		rows[i] = r
	}
	slices.SortFunc(rows, func(a, b row) int {
		if a.unknown != b.unknown {
			if a.unknown {
				return 1
			}
			return -1
		}
		c := cmp.Or(cmp.Compare(a.date, b.date), strings.Compare(a.word, b.word),
			strings.Compare(a.title, b.title), strings.Compare(a.h.id, b.h.id))
		if o.Reverse && !a.unknown {
			return -c
		}
		return c
	})
	for i := range rows {
		all[i] = rows[i].h
	}
}

// noDate is how the keys of briefings without a date begin.
var noDate = bytes.Repeat([]byte{0xFF}, 8)

// walkDates calls visit with the entries of the index of dates until it has
// enough: newest first, or, reversed, oldest first; those without a date last.
func walkDates(c *bbolt.Cursor, reverse bool, visit func(k, v []byte) (enough bool, err error)) error {
	if !reverse {
		for k, v := c.First(); k != nil; k, v = c.Next() {
			if enough, err := visit(k, v); enough || err != nil {
				return err
			}
		}
		return nil
	}
	before := c.Prev
	if k, _ := c.Seek(noDate); k == nil {
		before = c.Last
	}
	for k, v := before(); k != nil; k, v = c.Prev() {
		if enough, err := visit(k, v); enough || err != nil {
			return err
		}
	}
	for k, v := c.Seek(noDate); k != nil; k, v = c.Next() {
		if enough, err := visit(k, v); enough || err != nil {
			return err
		}
	}
	return nil
}
