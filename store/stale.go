package store

import (
	"context"
	"strconv"
)

// keyAnalysed, of bucket meta, holds the version of the analyser by which every
// briefing was analysed, as far as is known; without it nobody has looked. Who
// stores an analysis of another version takes it away (saveAnalysis, bringBack).
const keyAnalysed = "analysed"

// unknownVersion is no version of the analyser.
const unknownVersion = -1

// settleTries bounds how often Settle looks when others keep writing.
const settleTries = 3

// Stale returns the ids of the briefings that were last analysed by another
// version of the analyser than version, in the order of import; none, at the
// cost of one record, once [Store.Settle] has found none.
func (s *Store) Stale(ctx context.Context, version int) (ids []string, err error) {
	err = s.view(ctx, "look for old analyses", func(t *txn) error {
		ids, _, err = t.stale(version)
		return err
	})
	return ids, err
}

// Settle remembers that every briefing was analysed by version, if that is so.
// It looks without keeping others from writing, and leaves it for another time
// when they do.
func (s *Store) Settle(ctx context.Context, version int) error {
	for range settleTries {
		var at int
		var left []string
		known := false
		err := s.view(ctx, "look for old analyses", func(t *txn) (err error) {
			if t.b != nil {
				at = t.b.ID()
			}
			left, known, err = t.stale(version)
			return err
		})
		if err != nil || known || len(left) > 0 || at == 0 {
			return err
		}
		done := false
		err = s.update(ctx, "look for old analyses", func(t *txn) error {
			if t.b == nil || t.b.ID() != at+1 { // somebody wrote in between
				return nil
			}
			done = true
			return t.putRaw(inMeta, []byte(keyAnalysed), []byte(strconv.Itoa(version)))
		})
		if err != nil || done {
			return err
		}
	}
	return nil
}

// stale is Stale; known reports that meta says so.
func (t *txn) stale(version int) (ids []string, known bool, err error) {
	if string(t.get(inMeta, []byte(keyAnalysed))) == strconv.Itoa(version) {
		return nil, true, nil
	}
	err = t.each(inAnalyses, nil, func(k, v []byte) error {
		var r struct {
			Version int `cbor:"1,keyasint"`
		}
		if err := decode(inAnalyses, k, v, &r); err != nil {
			return err
		}
		if r.Version == version {
			return nil
		}
		if id := t.get(inNumbers, k); id != nil { // nil: it was removed, and can be brought back
			ids = append(ids, string(id))
		}
		return nil
	})
	return ids, false, err
}

// unsettle forgets that every analysis is of one version, before one of version
// is stored.
func (t *txn) unsettle(version int) error {
	known := t.get(inMeta, []byte(keyAnalysed))
	if known == nil || string(known) == strconv.Itoa(version) {
		return nil
	}
	return t.del(inMeta, []byte(keyAnalysed))
}
