package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"readout/briefings"
)

// Import adds documents or revises the briefings that they are recognised as,
// in order and in one transaction: what the outcomes say is durable when
// Import returns. A document that cannot be taken is an outcome with an error
// and does not stop the others; Import's own error means that nothing was changed.
//
// A file whose bytes are those last imported from its path (or, without a
// path, last imported without one) changes nothing; so do other bytes that
// say the same. Text that changed makes a revision of kind text, Markdown
// alone layout, details alone metadata. What the user mended is kept; tags of
// the user's are kept and those new to the document added.
func (s *Store) Import(ctx context.Context, docs []briefings.Import) ([]briefings.Outcome, error) {
	if len(docs) == 0 {
		return nil, nil
	}
	var out []briefings.Outcome
	r := request{doing: "import", wait: s.batchWait, write: true, create: true, batch: true}
	err := s.run(ctx, r, func(t *txn) error {
		out = make([]briefings.Outcome, 0, len(docs))
		for i := range docs {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("import: %w", err)
			}
			o, err := t.importOne(&docs[i])
			if err != nil {
				return err
			}
			out = append(out, o)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// importOne imports one document; an error is one of the file's, not of the document's.
func (t *txn) importOne(in *briefings.Import) (briefings.Outcome, error) {
	o := briefings.Outcome{Result: briefings.Failed, Title: in.Details.Title, Path: in.Path}
	if o.Path == "" {
		o.Path = in.Details.URL
	}
	err := validate(in)
	if err == nil {
		var h *header
		h, o.Result, err = t.take(in)
		if err == nil {
			o.ID, o.Title = h.id, h.Title
			return o, nil
		}
	}
	if errors.Is(err, briefings.ErrNotFound) || errors.Is(err, briefings.ErrAmbiguous) || errors.Is(err, errInvalid) {
		o.Result, o.Error = briefings.Failed, err.Error()
		return o, nil
	}
	return o, err
}

// take imports a valid document. Nothing is written before all that may fail
// for the document's sake has been done.
func (t *txn) take(in *briefings.Import) (*header, briefings.Result, error) {
	h, key, err := t.recognise(in)
	if err != nil {
		return nil, briefings.Failed, err
	}
	if h == nil {
		h, err = t.add(in, key)
		return h, briefings.Added, err
	}
	return t.revise(h, in, key)
}

// add stores a new briefing.
func (t *txn) add(in *briefings.Import, key briefings.Identity) (*header, error) {
	h := &header{
		id: key.ID(), Identity: string(key), Kind: string(briefings.KindOther), Added: packTime(t.now),
	}
	if t.get(inHeaders, []byte(h.id)) != nil {
		return nil, fmt.Errorf("%w: %q and another briefing share the id %s", errInvalid, key, h.id)
	}
	var err error
	if h.Number, err = t.bucket(inHeaders).NextSequence(); err != nil {
		return nil, err
	}
	f := &facets{}
	f.know(in, key)
	h.adopt(in, &details{})
	h.give(&in.Given)
	if err := t.keep(h, f, in, kindFirst); err != nil {
		return nil, err
	}
	if err := t.saveHeader(nil, h); err != nil {
		return nil, err
	}
	return h, t.claim(h.id, nil, f)
}

// revise stores in as a revision of old, as far as it says anything new.
func (t *txn) revise(old *header, in *briefings.Import, key briefings.Identity) (*header, briefings.Result, error) {
	revs, err := t.revisions(old)
	if err != nil {
		return nil, briefings.Failed, err
	}
	known, err := t.facets(old.id)
	if err != nil {
		return nil, briefings.Failed, err
	}
	h, f := old.clone(), known.clone()
	f.know(in, key)
	current := &revs[len(revs)-1]
	kind := change(current, in)
	if same(revs, in) {
		kind = ""
	}
	if kind != "" {
		h.adopt(in, &current.Details)
		if err := t.supersede(h, f, in, kind); err != nil {
			return nil, briefings.Failed, err
		}
	}
	h.give(&in.Given)
	result := briefings.Unchanged
	if kind != "" || !reflect.DeepEqual(old, h) {
		result = briefings.Updated
		if err := t.saveHeader(old, h); err != nil {
			return nil, briefings.Failed, err
		}
	}
	if !reflect.DeepEqual(known, f) {
		err = t.claim(h.id, known, f)
	}
	return h, result, err
}

// supersede makes in the current revision of h: bodies, analysis, the place of
// the reader and of the notes.
func (t *txn) supersede(h *header, f *facets, in *briefings.Import, kind string) error {
	before, err := t.currentText(h)
	if err != nil {
		return err
	}
	if err := t.keep(h, f, in, kind); err != nil {
		return err
	}
	if before == in.Text {
		return nil // every place is where it was, even one of several that look alike
	}
	h.Place = carry(before, in.Text, h.Place)
	return t.relocate(h, in.Text)
}

// change says what kind of revision in is of current, "" when none.
func change(current *revision, in *briefings.Import) string {
	switch {
	case current.TextHash != briefings.Hash(in.Text):
		return kindText
	case current.Hash != briefings.Hash(in.Markdown):
		return kindLayout
	case !reflect.DeepEqual(normal(current.Details), normal(packDetails(&in.Details))):
		return kindMetadata
	}
	return ""
}

// same reports whether in has the bytes that were last imported from its path:
// the file did not change, whatever came from elsewhere since.
func same(revs []revision, in *briefings.Import) bool {
	sum := sha256.Sum256(in.Original)
	for i := range slices.Backward(revs) {
		if revs[i].Path == in.Path {
			return slices.Equal(revs[i].Source, sum[:])
		}
	}
	return slices.Equal(revs[len(revs)-1].Source, sum[:])
}

// claim writes the facets of id and takes the names by which it is known away
// from others: a path belongs to what was last imported from it.
func (t *txn) claim(id string, old, f *facets) error {
	for _, k := range f.Known {
		owner := t.get(inIdentities, []byte(nameKey(k)))
		if owner == nil || string(owner) == id {
			continue
		}
		loser := string(owner)
		had, err := t.facets(loser)
		if err != nil {
			return err
		}
		less := had.clone()
		less.Known = slices.DeleteFunc(less.Known, func(s string) bool { return s == k })
		if err := t.saveFacets(loser, had, less); err != nil {
			return err
		}
	}
	return t.saveFacets(id, old, f)
}
