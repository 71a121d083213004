package store

import (
	"errors"
	"slices"

	"readout/briefings"
)

// discard takes a briefing out of the library and returns all that is needed
// to bring it back. Revisions, texts, analyses and originals stay where they
// are, under the briefing's number, which is never given again.
func (t *txn) discard(h *header) (*trashed, error) {
	out := &trashed{Header: *h, Held: true}
	notes, err := t.notes(h.id)
	if err != nil {
		return nil, err
	}
	for i := range notes {
		out.Notes = append(out.Notes, trashedNote{notes[i].ID, packNote(&notes[i])})
	}
	f, err := t.facets(h.id)
	if err != nil {
		return nil, err
	}
	out.Facets = *f
	if out.Corrections, err = t.takeCorrections(h.id); err != nil {
		return nil, err
	}
	return out, t.delist(h, f, notes)
}

// delist removes everything by which a briefing is found.
func (t *txn) delist(h *header, f *facets, notes []briefings.Annotation) error {
	for i := range notes {
		err := errors.Join(t.del(inAnnotations, noteKey(h.id, notes[i].ID)), t.del(inNoteIDs, []byte(notes[i].ID)))
		if err != nil {
			return err
		}
	}
	return errors.Join(
		t.reindex(h.entries(), nil), t.reindex(f.entries(h.id), nil),
		t.del(inFacets, []byte(h.id)), t.del(inHeaders, []byte(h.id)),
	)
}

// purge removes the bodies of a briefing that is not in the library any more.
func (t *txn) purge(h *header) error {
	revs, err := t.revisions(h)
	if err != nil {
		return err
	}
	for i := range revs {
		key := revisionKey(h.Number, revs[i].number)
		err := errors.Join(t.release(&revs[i]), t.del(inRevisions, key), t.del(inTexts, key), t.del(inPages, key))
		if err != nil {
			return err
		}
	}
	number := numberKey(h.Number)
	return errors.Join(t.del(inAnalyses, number), t.del(inCorrected, number), t.forget(h.id))
}

// bringBack puts a removed briefing into the library again, as it was. Where
// it has been imported anew meanwhile, its notes and tags go to the new one,
// and its old text stays with the step.
func (t *txn) bringBack(it *journalItem) (done bool, err error) {
	g := it.Gone
	g.Header.id = it.ID
	now, err := t.header(it.ID)
	if err == nil {
		return false, t.mergeInto(now, g)
	}
	if !errors.Is(err, briefings.ErrNotFound) {
		return false, err
	}
	h, f := g.Header, g.Facets
	f.Known = slices.DeleteFunc(slices.Clone(f.Known), func(name string) bool { // another briefing may have got a name of it
		owner := t.get(inIdentities, []byte(nameKey(name)))
		return owner != nil && string(owner) != it.ID
	})
	done = true
	h.Notes, h.Orphans = 0, 0
	for i := range g.Notes {
		n := &g.Notes[i]
		if t.elsewhere(n.ID, h.id) {
			done = false
			continue
		}
		h.Notes++
		if a := n.Note.annotation(h.id, n.ID); lost(&a) {
			h.Orphans++
		}
		err := errors.Join(t.putRaw(inNoteIDs, []byte(n.ID), []byte(h.id)), t.put(inAnnotations, noteKey(h.id, n.ID), &n.Note))
		if err != nil {
			return false, err
		}
	}
	g.Held = false
	if err := t.unsettle(unknownVersion); err != nil { // its analysis is as old as the removal
		return false, err
	}
	given, err := t.giveCorrections(h.id, g.Corrections)
	if err != nil {
		return false, err
	}
	done = done && given
	if err := t.correctReturned(&h, &f); err != nil {
		return false, err
	}
	t.later = append(append(t.later, h.entries()...), f.entries(h.id)...)
	return done, errors.Join(t.put(inHeaders, []byte(h.id), &h), t.put(inFacets, []byte(h.id), &f))
}

// catchUp writes the index entries of what was brought back, in their order:
// until a transaction ends the database keeps new entries of a bucket in one
// list, into which many take long to be put in any other.
func (t *txn) catchUp() error {
	all := t.later
	t.later = nil
	slices.SortFunc(all, compareEntries)
	return t.reindex(nil, all)
}

// mergeInto gives the notes and tags of a removed briefing to the one that was
// imported in its place.
func (t *txn) mergeInto(old *header, g *trashed) error {
	was, err := t.textHash(&g.Header)
	if err != nil {
		return err
	}
	is, err := t.textHash(old)
	if err != nil {
		return err
	}
	h := old.clone()
	h.Tags = cleanTags(append(h.Tags, g.Header.Tags...))
	h.Starred = h.Starred || g.Header.Starred
	if err := t.saveHeader(old, h); err != nil {
		return err
	}
	if len(g.Corrections) > 0 {
		if _, err := t.giveCorrections(old.id, g.Corrections); err != nil {
			return err
		}
		if err := t.correctAgain(old.id); err != nil {
			return err
		}
	}
	for i := range g.Notes {
		n := &g.Notes[i]
		if t.get(inNoteIDs, []byte(n.ID)) != nil {
			continue
		}
		h, err := t.header(old.id)
		if err != nil {
			return err
		}
		if err := t.setNote(h, n.ID, nil, &n.Note, was == is); err != nil {
			return err
		}
	}
	return nil
}

// held returns the briefings whose bodies only the step keeps.
func (s *journalStep) held() (out []*header) {
	for i := range s.Items {
		if g := s.Items[i].Gone; g != nil && g.Held {
			g.Header.id = s.Items[i].ID
			out = append(out, &g.Header)
		}
	}
	return out
}
