package store

import (
	"bytes"
	"errors"
	"slices"

	"readout/briefings"
	"readout/briefings/corrections"
)

// libraryCorrections checks those of the whole library.
func (c *checker) libraryCorrections() error {
	rs, err := c.t.correctionsOf("")
	if err != nil {
		return c.report(err)
	}
	for i := range rs {
		c.correction("", &rs[i])
	}
	return nil
}

// correction checks what is the same of every correction.
func (c *checker) correction(owner string, r *recordedCorrection) {
	c.r.Corrections++
	c.corrected[string(correctionKey(owner, r.ID))] = true
	if of := c.t.get(inCorrectionIDs, []byte(r.ID)); string(of) != string(correctionKey(owner, "")) {
		c.problemf("Correction %s is not in the index of corrections.", r.ID)
	}
	kind := briefings.CorrectionKind(r.Record.Kind)
	if !slices.Contains(briefings.CorrectionKinds(), kind) || kind.InLibrary() != (owner == "") {
		c.problemf("Correction %s is of no kind that belongs there: %q.", r.ID, r.Record.Kind)
	}
}

// corrections checks those of h, their places in text, and that the corrected
// analysis is what they make of the analyser's.
func (c *checker) corrections(h *header, found *analysis, text string) error {
	rs, err := c.t.correctionsOf(h.id)
	if err != nil {
		return err
	}
	if len(rs) != h.Corrections {
		c.problemf("Briefing %s has %d corrections and counts %d.", h.id, len(rs), h.Corrections)
	}
	for i := range rs {
		c.correction(h.id, &rs[i])
		m := rs[i].Record.model(h.id, rs[i].ID)
		switch {
		case m.Quote == nil || m.At == nil:
		case checkSpans(text, "", []briefings.Span{*m.At}) != nil:
			c.problemf("Correction %s of briefing %s is outside its text.", m.ID, h.id)
		case m.State != briefings.Changed && text[m.At.Start:m.At.End] != m.Quote.Exact:
			c.problemf("Correction %s is %s, but its passage is not what was corrected.", m.ID, m.State)
		}
		if m.Quote != nil && rs[i].Record.Text != found.TextHash {
			c.problemf("Correction %s has its place in another text than that of briefing %s.", m.ID, h.id)
		}
	}
	rules, err := c.t.library()
	if err != nil {
		return err
	}
	var now corrected
	there, err := c.t.load(inCorrected, numberKey(h.Number), &now)
	if err != nil || there && now.Rules != corrections.Version {
		return err // made by other rules: the next re-analysis makes it anew
	}
	if !there {
		now.Analysis = *found
	}
	want := rules.Apply(found.model(), func() string { return text }, models(h.id, rs))
	record := packAnalysis(&want, found.TextHash)
	before, err := encode(&now.Analysis)
	if err != nil {
		return err
	}
	after, err := encode(&record)
	if err == nil && !bytes.Equal(before, after) {
		c.problemf("Briefing %s is not corrected as its corrections say.", h.id)
	}
	return err
}

func (c *checker) correctionsLeft() error {
	err := c.left(inCorrections, "Correction", func(k []byte) bool { return c.corrected[string(k)] })
	return errors.Join(err,
		c.t.each(inCorrectionIDs, nil, func(k, v []byte) error {
			if !c.corrected[string(v)+string(k)] {
				c.problemf("The index of corrections has %s of briefing %s, which does not exist.", k, v)
			}
			return nil
		}),
		c.left(inCorrected, "Corrected analysis", func(k []byte) bool {
			return len(k) == 8 && c.numbers[splitNumberKey(k)] != nil
		}))
}
