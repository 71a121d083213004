package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"readout/briefings"
	"readout/briefings/anchor"

	"github.com/oklog/ulid/v2"
)

// noteKey is the key of an annotation.
func noteKey(id, ulid string) []byte { return []byte(id + "/" + ulid) }

// notes returns the annotations of a briefing: those with a place in the order
// of the text, then those that lost theirs in the order of the text they were
// made on, then page notes.
func (t *txn) notes(id string) ([]briefings.Annotation, error) {
	var out []briefings.Annotation
	prefix := noteKey(id, "")
	err := t.each(inAnnotations, prefix, func(k, v []byte) error {
		var n note
		if err := decode(inAnnotations, k, v, &n); err != nil {
			return err
		}
		out = append(out, n.annotation(id, string(k[len(prefix):])))
		return nil
	})
	slices.SortStableFunc(out, compareNotes)
	return out, err
}

func compareNotes(a, b briefings.Annotation) int {
	rank := func(a *briefings.Annotation) (int, briefings.Span) {
		switch {
		case a.At != nil:
			return 0, *a.At
		case a.Position != nil:
			return 1, *a.Position
		}
		return 2, briefings.Span{}
	}
	i, s := rank(&a)
	j, t := rank(&b)
	return cmp.Or(i-j, s.Start-t.Start, s.End-t.End, strings.Compare(a.ID, b.ID))
}

// Annotate adds an annotation or changes one, and returns it as stored. With
// an ID that the library has, Text, Color and Tags are changed. Without an
// ID it is new: it gets one, the times, its revision and state; a Position
// without a Quote is snapped to whole characters. An ID that the library does
// not have, with the time it was Created, puts a removed annotation back.
func (s *Store) Annotate(ctx context.Context, a briefings.Annotation) (out briefings.Annotation, err error) {
	if err := checkNote(&a); err != nil {
		return a, fmt.Errorf("annotate briefing %s: %w", a.Briefing, err)
	}
	err = s.update(ctx, "annotate", func(t *txn) error {
		out, err = t.annotate(a, nil)
		return err
	})
	return out, err
}

func (t *txn) annotate(a briefings.Annotation, j *journal) (out briefings.Annotation, err error) {
	owner := t.get(inNoteIDs, []byte(a.ID))
	switch {
	case owner != nil:
		return t.editNote(string(owner), &a, j)
	case a.ID != "" && a.Created.IsZero():
		return a, missing("annotation", a.ID)
	}
	if out, err = t.addNote(a); err == nil {
		n := packNote(&out)
		j.note(out.Briefing, out.ID, nil, &n)
	}
	return out, err
}

func checkNote(a *briefings.Annotation) error {
	if a.ID != "" {
		if _, err := ulid.ParseStrict(a.ID); err != nil {
			return fmt.Errorf("annotation id %q: %w", a.ID, err)
		}
	}
	if a.Color < 0 || a.Color > briefings.Colors {
		return fmt.Errorf("colour %d is not 1 to %d", a.Color, briefings.Colors)
	}
	if !utf8.ValidString(a.Text) {
		return errors.New("the note is not UTF-8")
	}
	return nil
}

// addNote stores a new annotation.
func (t *txn) addNote(a briefings.Annotation) (briefings.Annotation, error) {
	old, err := t.header(a.Briefing)
	if err != nil {
		return a, err
	}
	if err := t.place(old, &a); err != nil {
		return a, err
	}
	if a.ID == "" {
		id, err := ulid.New(ulid.Timestamp(t.now), rand.Reader)
		if err != nil {
			return a, fmt.Errorf("make an id: %w", err)
		}
		a.ID = id.String()
		if a.Created.IsZero() {
			a.Created = t.now
		}
		a.Modified = t.now
	}
	a.Tags = cleanTags(a.Tags)
	h := old.clone()
	h.Notes++
	if lost(&a) {
		h.Orphans++
	}
	if err := t.saveHeader(old, h); err != nil {
		return a, err
	}
	if err := t.putRaw(inNoteIDs, []byte(a.ID), []byte(h.id)); err != nil {
		return a, err
	}
	return t.putNote(&a)
}

// place gives a its selectors, its place and its state in the current text of h.
func (t *txn) place(h *header, a *briefings.Annotation) error {
	if a.Revision == "" {
		a.Revision = h.Hash
	}
	if a.Position == nil && a.Quote == nil {
		a.Color, a.At, a.State = 0, nil, briefings.Anchored
		return nil
	}
	text, err := t.currentText(h)
	if err != nil {
		return err
	}
	if a.Quote == nil {
		if a.Revision != h.Hash || checkSpans(text, "the passage", []briefings.Span{*a.Position}) != nil {
			return fmt.Errorf("%w: the passage is not in the current text", errInvalid)
		}
		at, q := anchor.Select(text, *a.Position)
		a.Position, a.Quote = &at, &q
	}
	if a.Quote.Exact == "" {
		return fmt.Errorf("%w: the passage is empty", errInvalid)
	}
	if a.Color == 0 {
		a.Color = 1
	}
	a.At, a.State = anchor.Locate(a, h.Hash, text)
	return nil
}

// editNote changes what the reader may change.
func (t *txn) editNote(id string, a *briefings.Annotation, j *journal) (briefings.Annotation, error) {
	var n note
	if _, err := t.load(inAnnotations, noteKey(id, a.ID), &n); err != nil {
		return *a, err
	}
	out := n.annotation(id, a.ID)
	out.Text, out.Tags = a.Text, cleanTags(a.Tags)
	if !out.IsPageNote() && a.Color > 0 {
		out.Color = a.Color
	}
	after := packNote(&out)
	if sameNote(&n, &after) {
		return out, nil
	}
	out.Modified = t.now
	after = packNote(&out)
	j.note(id, a.ID, &n, &after)
	return t.putNote(&out)
}

// putNote writes a and returns it as the library will.
func (t *txn) putNote(a *briefings.Annotation) (briefings.Annotation, error) {
	n := packNote(a)
	return n.annotation(a.Briefing, a.ID), t.put(inAnnotations, noteKey(a.Briefing, a.ID), &n)
}

// Annotation returns the annotation with an id or a unique beginning of one
// (4 characters or more). The error is ErrNotFound or ErrAmbiguous.
func (s *Store) Annotation(ctx context.Context, ref string) (a briefings.Annotation, err error) {
	err = s.view(ctx, "read annotation", func(t *txn) error {
		id, owner, err := t.resolveNote(ref)
		if err != nil {
			return err
		}
		var n note
		found, err := t.load(inAnnotations, noteKey(owner, id), &n)
		if err == nil && !found {
			err = fmt.Errorf("%w: annotation %s is missing", briefings.ErrDamaged, id)
		}
		a = n.annotation(owner, id)
		return err
	})
	return a, err
}

// resolveNote returns the id of the annotation that ref names and its briefing's.
func (t *txn) resolveNote(ref string) (id, owner string, err error) {
	return t.resolveIn(inNoteIDs, "annotation", ref)
}

// resolveIn returns the key that ref names in an index of ULIDs, and its value.
func (t *txn) resolveIn(index, what, ref string) (id, owner string, err error) {
	prefix := strings.ToUpper(strings.TrimSpace(ref))
	if len(prefix) < minPrefix {
		return "", "", fmt.Errorf("%s %q: %w: an id, or %d or more characters of one", what, ref, briefings.ErrNotFound, minPrefix)
	}
	var ids []string
	err = t.each(index, []byte(prefix), func(k, v []byte) error {
		ids = append(ids, string(k))
		id, owner = string(k), string(v)
		return nil
	})
	switch {
	case err != nil:
		return "", "", err
	case len(ids) == 0:
		return "", "", missing(what, ref)
	case len(ids) > 1:
		return "", "", fmt.Errorf("%s %q: %w: %s", what, ref, briefings.ErrAmbiguous,
			strings.Join(ids[:min(len(ids), maxCandidates)], ", "))
	}
	return id, owner, nil
}

// Unannotate removes an annotation.
func (s *Store) Unannotate(ctx context.Context, id string) error {
	return s.update(ctx, "remove annotation", func(t *txn) error { return t.unannotate(id, nil) })
}

func (t *txn) unannotate(id string, j *journal) error {
	owner := string(t.get(inNoteIDs, []byte(id)))
	if owner == "" {
		return missing("annotation", id)
	}
	var n note
	if _, err := t.load(inAnnotations, noteKey(owner, id), &n); err != nil {
		return err
	}
	old, err := t.header(owner)
	if err != nil {
		return err
	}
	j.note(owner, id, &n, nil)
	return t.setNote(old, id, &n, nil, false)
}

// Annotations returns the selected briefings that have annotations, with these,
// who says what each marks, and in which paragraph it begins.
func (s *Store) Annotations(ctx context.Context, f Filter) (out []briefings.Noted, err error) {
	limit, offset := f.Limit, f.Offset
	f.Limit, f.Offset = 0, 0
	err = s.view(ctx, "list annotations", func(t *txn) error {
		found, err := t.find(&f)
		if err != nil {
			return err
		}
		found = slices.DeleteFunc(found, func(h *header) bool { return h.Notes == 0 })
		found = found[min(max(offset, 0), len(found)):]
		if limit > 0 {
			found = found[:min(limit, len(found))]
		}
		for _, h := range found {
			n, err := t.noted(h)
			if err != nil {
				return err
			}
			out = append(out, n)
		}
		return nil
	})
	return out, err
}

// noted returns h with its annotations and what is known of their passages.
func (t *txn) noted(h *header) (briefings.Noted, error) {
	out := briefings.Noted{Briefing: h.briefing()}
	var err error
	if out.Annotations, err = t.notes(h.id); err != nil {
		return out, err
	}
	out.Speakers = make([][]briefings.Party, len(out.Annotations))
	out.Paragraphs = make([]int, len(out.Annotations))
	if !slices.ContainsFunc(out.Annotations, func(a briefings.Annotation) bool { return a.At != nil }) {
		return out, nil
	}
	a, err := t.bodies(h, h.Revision)
	if err == nil {
		a.Analysis, err = t.analysis(h)
	}
	if err != nil {
		return out, err
	}
	for i := range out.Annotations {
		if at := out.Annotations[i].At; at != nil {
			out.Speakers[i] = a.Analysis.SpeakersOf(*at)
			out.Paragraphs[i] = paragraph(a.Blocks, at.Start)
		}
	}
	return out, nil
}

// paragraph returns the number of the paragraph at off, from 1: blocks without
// text are none.
func paragraph(blocks []briefings.Span, off int) int {
	n := 0
	for _, b := range blocks {
		if b.Empty() {
			continue
		}
		if b.Start > off && n > 0 {
			break
		}
		n++
	}
	return max(n, 1) // a text without blocks is one paragraph
}
