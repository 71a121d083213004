package store

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"readout/briefings"
	"readout/briefings/anchor"
	"readout/briefings/corrections"

	"github.com/oklog/ulid/v2"
)

// What the reader corrects is kept beside what the analyser found, which stays
// as it is in bucket analyses: bucket corrected has the analysis with the
// corrections, where they change it, and that is what everybody sees: headers,
// facets, indexes, articles. It is made anew, from the analyser's, whenever one
// of the two changes: an import, a revision, a re-analysis, a correction made
// or removed. Corrections of the library are applied to every briefing, those
// that come later too.

// correctionKey is the key of a correction of briefing id, "" for one of the
// whole library.
func correctionKey(id, ulid string) []byte { return []byte(id + "/" + ulid) }

// recordedCorrection is a correction as it is kept, with its id.
type recordedCorrection struct {
	ID     string     `cbor:"1,keyasint"`
	Record correction `cbor:"2,keyasint"`
}

// correctionsOf returns the corrections of briefing id, or of the library, in
// the order of their making.
func (t *txn) correctionsOf(id string) (out []recordedCorrection, err error) {
	prefix := correctionKey(id, "")
	err = t.each(inCorrections, prefix, func(k, v []byte) error {
		c := recordedCorrection{ID: string(k[len(prefix):])}
		if err := decode(inCorrections, k, v, &c.Record); err != nil {
			return err
		}
		out = append(out, c)
		return nil
	})
	return out, err
}

func models(id string, rs []recordedCorrection) []briefings.Correction {
	out := make([]briefings.Correction, len(rs))
	for i := range rs {
		out[i] = rs[i].Record.model(id, rs[i].ID)
	}
	return out
}

// library returns the corrections of the whole library, ready to be applied.
func (t *txn) library() (*corrections.Rules, error) {
	if t.rules == nil {
		rs, err := t.correctionsOf("")
		if err != nil {
			return nil, err
		}
		t.rules = corrections.NewRules(models("", rs))
	}
	return t.rules, nil
}

// correct makes the corrected analysis of h out of the analyser's and sets in h
// and f what follows from it; the caller saves these.
func (t *txn) correct(h *header, f *facets, found *analysis, text func() (string, error)) error {
	rules, err := t.library()
	if err != nil {
		return err
	}
	local, err := t.placed(h, found.TextHash, text)
	if err != nil {
		return err
	}
	h.Corrections = len(local)
	a := found.model()
	if len(local) == 0 && rules.Empty() {
		if key := numberKey(h.Number); t.get(inCorrected, key) != nil {
			err = t.del(inCorrected, key)
		}
	} else {
		var failed error
		a = rules.Apply(a, func() string {
			s, err := text()
			failed = err
			return s
		}, models(h.id, local))
		if err = failed; err == nil {
			err = t.putCorrected(h, found, &a)
		}
		if err == nil { // what the analyser calls them, should the correction go
			raw := found.model()
			err = t.learn(&raw)
		}
	}
	if err != nil {
		return err
	}
	speakers, indexed := derive(&a)
	h.Speakers, f.Topics, f.People, f.Parties = speakers, indexed.Topics, indexed.People, indexed.Parties
	return t.learn(&a)
}

// putCorrected keeps the corrected analysis of h where it is not the analyser's.
func (t *txn) putCorrected(h *header, found *analysis, a *briefings.Analysis) error {
	key := numberKey(h.Number)
	c := corrected{packAnalysis(a, found.TextHash), corrections.Version}
	before, err := encode(found)
	if err != nil {
		return err
	}
	after, err := encode(&c.Analysis)
	if err != nil {
		return err
	}
	if !bytes.Equal(before, after) {
		return t.put(inCorrected, key, &c)
	}
	if t.get(inCorrected, key) == nil {
		return nil
	}
	return t.del(inCorrected, key)
}

// placed returns the corrections of h with their places in its current Text,
// whose hash is given; those that have none in it yet are located.
func (t *txn) placed(h *header, textHash string, text func() (string, error)) ([]recordedCorrection, error) {
	out, err := t.correctionsOf(h.id)
	if err != nil {
		return nil, err
	}
	for i := range out {
		r := &out[i].Record
		if r.Text == textHash || r.Quote == nil {
			continue
		}
		s, err := text()
		if err != nil {
			return nil, err
		}
		c := r.model(h.id, out[i].ID)
		at, state := anchor.Locate(&briefings.Annotation{Revision: c.Revision, Position: c.Position, Quote: c.Quote}, h.Hash, s)
		r.At, r.State, r.Text = packSpan(at), string(state), textHash
		if err := t.put(inCorrections, correctionKey(h.id, out[i].ID), r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// correctAgain makes the corrected analysis of a briefing anew and saves what
// follows from it.
func (t *txn) correctAgain(id string) error {
	old, err := t.header(id)
	if err != nil {
		return err
	}
	known, err := t.facets(id)
	if err != nil {
		return err
	}
	h, f := old.clone(), known.clone()
	if err := t.correctStored(h, f); err != nil {
		return err
	}
	if !reflect.DeepEqual(old, h) {
		if err := t.saveHeader(old, h); err != nil {
			return err
		}
	}
	if reflect.DeepEqual(known, f) {
		return nil
	}
	return t.saveFacets(id, known, f)
}

// correctStored is correct with what is stored of h.
func (t *txn) correctStored(h *header, f *facets) error {
	var found analysis
	if _, err := t.load(inAnalyses, numberKey(h.Number), &found); err != nil {
		return err
	}
	return t.correct(h, f, &found, func() (string, error) { return t.currentText(h) })
}

// correctedFresh reports whether the corrected analysis of h, if it has one, is
// of this program's rules.
func (t *txn) correctedFresh(h *header) (bool, error) {
	var c struct {
		Rules int `cbor:"2,keyasint"`
	}
	found, err := t.load(inCorrected, numberKey(h.Number), &c)
	return !found || c.Rules == corrections.Version, err
}

// affected returns the briefings that a correction is about.
func (t *txn) affected(owner string, c *correction) ([]string, error) {
	if owner != "" {
		return []string{owner}, nil
	}
	if c.Topic != nil {
		return t.treating(c)
	}
	rules, err := t.library()
	if err != nil {
		return nil, err
	}
	var out []string
	m := c.model(owner, "")
	for _, id := range corrections.About(&m) {
		to, _ := rules.Who(id, "")
		for _, name := range []string{id, to} {
			for _, index := range []string{inPeople, inSpeakers} {
				found, err := t.under(index, name)
				if err != nil {
					return nil, err
				}
				out = append(out, found...)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// treating returns the briefings in whose text the alias of c stands.
func (t *txn) treating(c *correction) ([]string, error) {
	m := c.model("", "")
	var out []string
	err := t.each(inNumbers, nil, func(_, id []byte) error {
		h, err := t.header(string(id))
		if err != nil {
			return err
		}
		text, err := t.currentText(h)
		if err == nil && corrections.Names(&m, text) {
			out = append(out, h.id)
		}
		return err
	})
	return out, err
}

// setCorrection writes a correction of briefing id (or of the library), or
// removes it (nil), and corrects again what it is about.
func (t *txn) setCorrection(id, ulid string, to *correction) error {
	key := correctionKey(id, ulid)
	var now correction
	had, err := t.load(inCorrections, key, &now)
	if err != nil {
		return err
	}
	var about []string
	take := func(c *correction) error {
		ids, err := t.affected(id, c)
		about = append(about, ids...)
		return err
	}
	if had {
		err = take(&now)
	}
	if to != nil {
		err = errors.Join(err, t.put(inCorrections, key, to), t.putRaw(inCorrectionIDs, []byte(ulid), correctionKey(id, "")))
	} else {
		err = errors.Join(err, t.del(inCorrections, key), t.del(inCorrectionIDs, []byte(ulid)))
	}
	if id == "" {
		t.rules = nil
	}
	if err == nil && to != nil {
		err = take(to)
	}
	if err != nil {
		return err
	}
	slices.Sort(about)
	for i, id := range slices.Compact(about) {
		if err := t.tick(i); err != nil {
			return err
		}
		if err := t.correctAgain(id); err != nil {
			return err
		}
	}
	return nil
}

// Correct adds a correction and returns it as stored. Its passage is given by
// Parts: spans of the current Text, as a statement has them; a speaker by id or
// by name alone. A new one of the same passage or speaker takes the place of
// the one before it.
func (s *Store) Correct(ctx context.Context, c briefings.Correction) (out briefings.Correction, err error) {
	err = s.update(ctx, "correct", func(t *txn) error {
		out, err = t.addCorrection(c, nil)
		return err
	})
	return out, err
}

// addCorrection is Correct within a transaction.
func (t *txn) addCorrection(c briefings.Correction, j *journal) (briefings.Correction, error) {
	r, err := t.fill(&c)
	if err != nil {
		return c, fmt.Errorf("correct: %w", err)
	}
	if c.ID, err = t.nextCorrection(); err != nil {
		return c, err
	}
	if err := t.supersedeCorrections(&c, r, j); err != nil {
		return c, err
	}
	j.correction(c.Briefing, c.ID, nil, r)
	if err := t.setCorrection(c.Briefing, c.ID, r); err != nil {
		return c, err
	}
	return r.model(c.Briefing, c.ID), nil
}

// nextCorrection returns the id of a new correction, after all others: their
// order is that of their making.
func (t *txn) nextCorrection() (string, error) {
	at := ulid.Timestamp(t.now)
	if t.b != nil {
		if k, _ := t.bucket(inCorrectionIDs).Cursor().Last(); k != nil {
			if last, err := ulid.ParseStrict(string(k)); err == nil && last.Time() >= at {
				at = last.Time() + 1
			}
		}
	}
	id, err := ulid.New(at, rand.Reader)
	if err != nil {
		return "", fmt.Errorf("make an id: %w", err)
	}
	return id.String(), nil
}

// supersedeCorrections removes those that a new one says anew.
func (t *txn) supersedeCorrections(c *briefings.Correction, r *correction, j *journal) error {
	rs, err := t.correctionsOf(c.Briefing)
	if err != nil {
		return err
	}
	for i := range rs {
		if !rs[i].Record.sameSubject(r) {
			continue
		}
		j.correction(c.Briefing, rs[i].ID, &rs[i].Record, nil)
		if err := t.setCorrection(c.Briefing, rs[i].ID, nil); err != nil {
			return err
		}
	}
	return nil
}

// sameSubject reports whether two corrections of one briefing, or of the
// library, say something of the same.
func (r *correction) sameSubject(o *correction) bool {
	if r.Kind != o.Kind {
		return false
	}
	switch briefings.CorrectionKind(r.Kind) {
	case briefings.CorrectRename, briefings.CorrectSplit:
		return r.OfID == o.OfID
	case briefings.CorrectAlias:
		return strings.EqualFold(r.Alias, o.Alias)
	case briefings.CorrectMerge:
		return r.OfID == o.OfID && r.Who[0].ID == o.Who[0].ID
	case briefings.CorrectSpeaker, briefings.CorrectDismiss, briefings.CorrectAdd:
	}
	return r.Text == o.Text && len(r.At) > 0 && slices.Equal(r.At, o.At) && slices.Equal(r.Parts, o.Parts)
}

// fill completes what the caller gave and makes the record of it.
func (t *txn) fill(c *briefings.Correction) (*correction, error) {
	c.Created, c.State = t.now, briefings.Anchored
	if !slices.Contains(briefings.CorrectionKinds(), c.Kind) {
		return nil, fmt.Errorf("%q is no kind of correction", c.Kind)
	}
	for i := range c.Who {
		if !utf8.ValidString(c.Who[i].Name) || len(c.Who[i].Name) > maxSpeakerName {
			return nil, fmt.Errorf("a name has at most %d bytes of UTF-8", maxSpeakerName)
		}
		c.Who[i].Name = strings.Join(strings.Fields(c.Who[i].Name), " ")
	}
	if c.Kind.InLibrary() {
		c.Briefing = ""
		return t.fillLibrary(c)
	}
	h, err := t.header(c.Briefing)
	if err != nil {
		return nil, err
	}
	a, err := t.analysis(h)
	if err != nil {
		return nil, err
	}
	if c.Kind == briefings.CorrectSplit {
		if err := t.fillSplit(c, h, &a); err != nil {
			return nil, err
		}
		r := packCorrection(c, "")
		return &r, nil
	}
	return t.fillPassage(c, h, &a)
}

// maxSpeakerName bounds the name of a speaker, in bytes.
const maxSpeakerName = 200

// fillPassage takes the selectors of a passage of the current Text.
func (t *txn) fillPassage(c *briefings.Correction, h *header, a *briefings.Analysis) (*correction, error) {
	text, err := t.currentText(h)
	if err != nil {
		return nil, err
	}
	if err := checkSpans(text, "the passage", c.Parts); err != nil {
		return nil, err
	}
	if !corrections.Place(c, text, h.Hash, c.Parts) {
		return nil, errors.New("the passage is empty")
	}
	if c.Kind == briefings.CorrectDismiss {
		c.Who = nil
	} else if err := t.fillSpeakers(c.Who, h, a); err != nil {
		return nil, err
	} else if len(c.Who) == 0 && c.Kind == briefings.CorrectAdd {
		return nil, errors.New("a statement that is added has a speaker")
	}
	content := c.Content()
	if c.Says == "" {
		c.Says = corrections.KindOf(text, content)
		for i := range a.Statements {
			if slices.Equal(a.Statements[i].Content, content) {
				c.Says = a.Statements[i].Kind
			}
		}
	}
	hash, err := t.textHash(h)
	r := packCorrection(c, hash)
	return &r, err
}

// Corrections returns the corrections of the selected briefings, or, when f
// selects nothing in particular, all of them with those of the whole library,
// in the order of their making.
func (s *Store) Corrections(ctx context.Context, f Filter) (out []briefings.Correctly, err error) {
	err = s.view(ctx, "list corrections", func(t *txn) error {
		titles := map[string]string{}
		all := f.Query.Empty()
		if !all {
			found, err := t.find(&f)
			if err != nil {
				return err
			}
			for _, h := range found {
				titles[h.id] = h.Title
			}
		}
		return t.each(inCorrectionIDs, nil, func(k, v []byte) error {
			id := strings.TrimSuffix(string(v), "/")
			title, wanted := titles[id]
			if !wanted && !all {
				return nil
			}
			if !wanted && id != "" {
				h, err := t.header(id)
				if err != nil {
					return err
				}
				title = h.Title
				titles[id] = title
			}
			c, err := t.correction(id, string(k))
			out = append(out, briefings.Correctly{Correction: c, Title: title})
			return err
		})
	})
	return out, err
}

// correction returns a correction that is there.
func (t *txn) correction(id, ulid string) (briefings.Correction, error) {
	var r correction
	found, err := t.load(inCorrections, correctionKey(id, ulid), &r)
	if err == nil && !found {
		err = fmt.Errorf("%w: correction %s is missing", briefings.ErrDamaged, ulid)
	}
	return r.model(id, ulid), err
}

// Correction returns the correction with an id or a unique beginning of one (4
// characters or more). The error is ErrNotFound or ErrAmbiguous.
func (s *Store) Correction(ctx context.Context, ref string) (c briefings.Correction, err error) {
	err = s.view(ctx, "read correction", func(t *txn) error {
		ulid, owner, err := t.resolveIn(inCorrectionIDs, "correction", ref)
		if err != nil {
			return err
		}
		c, err = t.correction(strings.TrimSuffix(owner, "/"), ulid)
		return err
	})
	return c, err
}

// Uncorrect removes corrections: what they changed is again as the analyser
// found it.
func (s *Store) Uncorrect(ctx context.Context, ids []string) error {
	return s.update(ctx, "remove correction", func(t *txn) error { return t.uncorrect(ids, nil) })
}

func (t *txn) uncorrect(ids []string, j *journal) error {
	for _, id := range ids {
		owner := t.get(inCorrectionIDs, []byte(id))
		if owner == nil {
			return missing("correction", id)
		}
		of := strings.TrimSuffix(string(owner), "/")
		var r correction
		if _, err := t.load(inCorrections, correctionKey(of, id), &r); err != nil {
			return err
		}
		j.correction(of, id, &r, nil)
		if err := t.setCorrection(of, id, nil); err != nil {
			return err
		}
	}
	return nil
}

// takeCorrections removes the corrections of a briefing that is on its way out
// of the library, and returns them.
func (t *txn) takeCorrections(id string) ([]recordedCorrection, error) {
	rs, err := t.correctionsOf(id)
	for i := range rs {
		err = errors.Join(err, t.del(inCorrections, correctionKey(id, rs[i].ID)), t.del(inCorrectionIDs, []byte(rs[i].ID)))
	}
	return rs, err
}

// giveCorrections puts corrections back that were taken. Those whose id is
// in use are left out; done is false then.
func (t *txn) giveCorrections(id string, rs []recordedCorrection) (done bool, err error) {
	done = true
	for i := range rs {
		if t.get(inCorrectionIDs, []byte(rs[i].ID)) != nil {
			done = false
			continue
		}
		err = errors.Join(err,
			t.put(inCorrections, correctionKey(id, rs[i].ID), &rs[i].Record),
			t.putRaw(inCorrectionIDs, []byte(rs[i].ID), correctionKey(id, "")))
	}
	return done, err
}

// correctReturned corrects a briefing that is brought back, unless nothing was
// or is to be corrected in it.
func (t *txn) correctReturned(h *header, f *facets) error {
	rules, err := t.library()
	if err != nil {
		return err
	}
	if h.Corrections == 0 && rules.Empty() && t.get(inCorrected, numberKey(h.Number)) == nil {
		return nil
	}
	return t.correctStored(h, f)
}
