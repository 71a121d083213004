package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefings"
	"readout/briefings/query"
)

// entry is one entry of an index: all that it says follows from one header.
type entry struct {
	bucket string
	key    string
	value  string
}

// States by which a briefing is found, as the query language names them.
const (
	stateUnread    = "unread"
	stateRead      = "read"
	stateStarred   = "starred"
	stateAnnotated = "annotated"
	stateRevised   = "revised"
	stateOrphaned  = "orphaned"
)

// Bounds of the parts of keys; bbolt takes 32 KiB a key.
const (
	maxTitleKey = 48
	maxNameKey  = 512
)

// entries returns the index entries of h, in order.
func (h *header) entries() []entry {
	out := []entry{
		{inNumbers, string(numberKey(h.Number)), h.id},
		{inDates, dateKey(h), h.row()},
	}
	out = posting(out, inTags, h.Tags, h.id)
	return ordered(posting(out, inStates, h.states(), h.id))
}

// row is the record of h; the index of dates has a copy of it, so that a list
// in the order of dates reads neighbouring pages.
func (h *header) row() string {
	b, err := encode(h)
	if err != nil {
		panic(err) // strings and numbers can be encoded
	}
	return string(b)
}

// entries returns the index entries of the facets of briefing id, in order.
func (f *facets) entries(id string) []entry {
	out := posting(nil, inTopics, f.Topics, id)
	out = posting(out, inPeople, f.People, id)
	out = posting(out, inSpeakers, f.Parties, id)
	for _, k := range f.Known {
		out = append(out, entry{inIdentities, nameKey(k), id})
	}
	return ordered(out)
}

func posting(out []entry, bucket string, names []string, id string) []entry {
	for _, n := range names {
		out = append(out, entry{bucket, nameKey(n) + "\x00" + id, ""})
	}
	return out
}

// posted is how the entries under a name begin.
func posted(name string) []byte { return []byte(nameKey(name) + "\x00") }

// under returns the ids of the briefings that an index has under a name.
func (t *txn) under(bucket, name string) (ids []string, err error) {
	err = t.each(bucket, posted(name), func(k, _ []byte) error {
		ids = append(ids, idOf(k))
		return nil
	})
	return ids, err
}

// ordered sorts entries and leaves one of a kind.
func ordered(out []entry) []entry {
	slices.SortFunc(out, compareEntries)
	return slices.CompactFunc(out, func(a, b entry) bool { return compareEntries(a, b) == 0 })
}

func compareEntries(a, b entry) int {
	if c := strings.Compare(a.bucket, b.bucket); c != 0 {
		return c
	}
	return strings.Compare(a.key, b.key)
}

func (h *header) states() []string {
	out := make([]string, 0, 4)
	if h.Read {
		out = append(out, stateRead)
	} else {
		out = append(out, stateUnread)
	}
	for _, s := range []struct {
		holds bool
		name  string
	}{
		{h.Starred, stateStarred},
		{h.Notes > 0, stateAnnotated},
		{h.Revision > 1, stateRevised},
		{h.Orphans > 0, stateOrphaned},
	} {
		if s.holds {
			out = append(out, s.name)
		}
	}
	return out
}

// nameKey bounds a name and keeps NUL, which ends it in a key, out of it.
func nameKey(s string) string {
	if len(s) > maxNameKey {
		s = s[:maxNameKey/2] + briefings.Hash(s)
	}
	return strings.ReplaceAll(s, "\x00", "\uFFFD")
}

// dateKey orders by date, newest first and unknown last, then by title and id.
func dateKey(h *header) string {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], newestFirst(briefings.Date(h.Published)))
	return string(b[:]) + titleKey(h.Title, maxTitleKey) + "\x00" + h.id
}

// unknownDate is after every date.
const unknownDate = math.MaxUint64

// newestFirst maps dates to numbers that grow into the past.
func newestFirst(d briefings.Date) uint64 {
	t, ok := d.Time()
	if !ok {
		return unknownDate
	}
	return uint64(math.MaxInt64 - t.Unix())
}

// idOf returns the id at the end of an index key.
func idOf(key []byte) string { return string(key[bytes.LastIndexByte(key, 0)+1:]) }

// titleKey is what titles are ordered by: without case, diacritics and leading
// marks, at most n bytes.
func titleKey(s string, n int) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(s) > 4*n {
		s = cut(s, 4*n)
	}
	if plainASCII(s) {
		return strings.ToLower(cut(s, n))
	}
	return cut(strings.ReplaceAll(query.Fold(s), "\x00", ""), n)
}

// plainASCII reports whether folding s is but a change of case.
func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] == 0 || s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// cut returns at most n bytes of s, whole characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// header loads the header of id.
func (t *txn) header(id string) (*header, error) {
	h := &header{id: id}
	found, err := t.load(inHeaders, []byte(id), h)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, missing("briefing", id)
	}
	return h, nil
}

// facets loads what the indexes know of id.
func (t *txn) facets(id string) (*facets, error) {
	f := &facets{}
	found, err := t.load(inFacets, []byte(id), f)
	if err == nil && !found {
		err = fmt.Errorf("%w: briefing %s has no facets", briefings.ErrDamaged, id)
	}
	return f, err
}

// saveHeader writes h; old, nil for a new briefing, is what the indexes hold.
func (t *txn) saveHeader(old, h *header) error {
	var before []entry
	if old != nil {
		before = old.entries()
	}
	if err := t.put(inHeaders, []byte(h.id), h); err != nil {
		return err
	}
	return t.reindex(before, h.entries())
}

// saveFacets writes the facets of id; old, nil for a new briefing, is what the
// indexes hold.
func (t *txn) saveFacets(id string, old, f *facets) error {
	var before []entry
	if old != nil {
		before = old.entries(id)
	}
	if err := t.put(inFacets, []byte(id), f); err != nil {
		return err
	}
	return t.reindex(before, f.entries(id))
}

// reindex changes the indexes from before to after, both sorted.
func (t *txn) reindex(before, after []entry) error {
	for len(before) > 0 || len(after) > 0 {
		var c int
		switch {
		case len(before) == 0:
			c = 1
		case len(after) == 0:
			c = -1
		default:
			c = compareEntries(before[0], after[0])
		}
		switch {
		case c < 0:
			if err := t.del(before[0].bucket, []byte(before[0].key)); err != nil {
				return err
			}
			before = before[1:]
		case c > 0:
			if err := t.putRaw(after[0].bucket, []byte(after[0].key), []byte(after[0].value)); err != nil {
				return err
			}
			after = after[1:]
		default:
			if before[0].value != after[0].value {
				if err := t.putRaw(after[0].bucket, []byte(after[0].key), []byte(after[0].value)); err != nil {
					return err
				}
			}
			before, after = before[1:], after[1:]
		}
	}
	return nil
}

// clone returns a copy of h that can be changed.
func (h *header) clone() *header {
	c := *h
	c.Tags = slices.Clone(h.Tags)
	c.Mended = slices.Clone(h.Mended)
	c.Speakers = slices.Clone(h.Speakers)
	return &c
}

// cleanTags trims, sorts and dedups tags.
func cleanTags(tags []string) []string {
	out := make([]string, 0, len(tags))
	for _, t := range tags {
		if t = strings.Join(strings.Fields(t), " "); t != "" {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// wordCount counts the words of a text as a reader would.
func wordCount(text string) int { return len(strings.Fields(text)) }
