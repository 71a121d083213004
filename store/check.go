package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"readout/briefings"
)

// Report is what Check found.
type Report struct {
	Briefings   int
	Revisions   int
	Annotations int
	Corrections int
	Removed     int // briefings that can be brought back; not counted above
	Schema      int
	Problems    []string // one sentence each; none in a sound library
}

// maxProblems bounds the problems that a report lists.
const maxProblems = 100

// Check reads the whole library and reports what is wrong with it: damaged
// pages and records, records that refer to nothing or that nothing refers to,
// spans outside their text, hashes that are not their text's, index entries
// that are missing or left over. The error is that of a file that cannot be
// read at all.
func (s *Store) Check(ctx context.Context) (Report, error) {
	r := Report{Schema: s.schema()}
	request := request{doing: "check", wait: s.batchWait, batch: true, verify: true}
	err := s.run(ctx, request, func(t *txn) error {
		if t.b == nil {
			return nil
		}
		c := &checker{
			t: t, r: &r, index: make(map[string][]entry), holders: make(map[string]int),
			numbers: make(map[uint64]*header), bodies: make(map[string]bool), noted: make(map[string]bool),
			corrected: make(map[string]bool),
		}
		return c.run()
	})
	return r, err
}

// checker is a run of Check. What it expects of the buckets it gathers from
// the headers, and holds against what is there.
type checker struct {
	t       *txn
	r       *Report
	index   map[string][]entry // expected entries, by bucket
	numbers map[uint64]*header
	bodies  map[string]bool // revision keys that must have Text and page
	holders map[string]int  // SHA-256 of an original -> revisions that hold it
	noted   map[string]bool // keys of the annotations that belong to a briefing

	corrected map[string]bool // keys of the corrections that belong to a briefing or the library
}

// problemf adds a sentence to the report.
func (c *checker) problemf(format string, args ...any) {
	if len(c.r.Problems) < maxProblems {
		c.r.Problems = append(c.r.Problems, fmt.Sprintf(format, args...))
	}
}

// report adds err as a problem unless it ends the check.
func (c *checker) report(err error) error {
	if errors.Is(err, briefings.ErrDamaged) || errors.Is(err, errInvalid) || errors.Is(err, briefings.ErrNotFound) {
		c.problemf("%v.", err)
		return nil
	}
	return err
}

func (c *checker) run() error {
	for err := range c.t.b.Check() {
		c.problemf("File: %v.", err)
	}
	var err error
	if c.r.Schema, err = c.t.schemaVersion(); err != nil {
		return err
	}
	for _, step := range []func() error{
		c.libraryCorrections, c.headers, c.journal, c.state, c.revisionsLeft, c.bodiesLeft, c.analysesLeft, c.originals, c.notesLeft, c.correctionsLeft, c.indexes, c.facetsLeft, c.names,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// headers checks every briefing and what it refers to.
func (c *checker) headers() error {
	return c.t.each(inHeaders, nil, func(k, v []byte) error {
		c.r.Briefings++
		h := &header{id: string(k)}
		err := decode(inHeaders, k, v, h)
		if err == nil {
			err = c.briefing(h)
		}
		return c.report(err)
	})
}

func (c *checker) briefing(h *header) error {
	if other := c.numbers[h.Number]; other != nil {
		c.problemf("Briefings %s and %s share the number %d.", other.id, h.id, h.Number)
	}
	c.numbers[h.Number] = h
	if want := briefings.Identity(h.Identity).ID(); want != h.id {
		c.problemf("Briefing %s has the identity of %s.", h.id, want)
	}
	c.expect(h.entries())
	f, err := c.t.facets(h.id)
	if err == nil {
		c.expect(f.entries(h.id))
	} else if err := c.report(err); err != nil {
		return err
	}
	revs, err := c.t.revisions(h)
	if err != nil {
		return err
	}
	var text string
	for i := range revs {
		c.r.Revisions++
		if text, err = c.revision(h, &revs[i]); err != nil {
			return err
		}
	}
	return c.current(h, f, &revs[len(revs)-1], text)
}

func (c *checker) expect(all []entry) {
	for _, e := range all {
		c.index[e.bucket] = append(c.index[e.bucket], e)
	}
}

// revision checks one revision and returns its Text.
func (c *checker) revision(h *header, r *revision) (string, error) {
	c.holders[string(r.Source)]++
	c.bodies[string(revisionKey(h.Number, r.Body))] = true
	if r.Body < 1 || r.Body > r.number {
		c.problemf("Revision %d of briefing %s says its text is that of revision %d.", r.number, h.id, r.Body)
	}
	a, err := c.t.bodies(h, r.number)
	if err != nil {
		return "", err
	}
	if briefings.Hash(a.Text) != r.TextHash || briefings.Hash(a.Markdown) != r.Hash {
		c.problemf("The text of briefing %s, revision %d, is not the one that was stored: its hash differs.", h.id, r.number)
	}
	if err := checkSpans(a.Text, fmt.Sprintf("a block of briefing %s, revision %d,", h.id, r.number), a.Blocks); err != nil {
		c.problemf("%v.", err)
	}
	data, err := c.t.original(r)
	if err == nil {
		if sum := sha256.Sum256(data); !bytes.Equal(sum[:], r.Source) {
			c.problemf("The original of briefing %s, revision %d, is not the one that was stored: its hash differs.", h.id, r.number)
		}
	}
	return a.Text, c.report(err)
}

// current checks what goes with the current revision.
func (c *checker) current(h *header, f *facets, r *revision, text string) error {
	if h.Hash != r.Hash {
		c.problemf("Briefing %s does not have the hash of its current revision.", h.id)
	}
	if h.Place < 0 || h.Place > len(text) || !boundary(text, h.Place) {
		c.problemf("The reader's place in briefing %s is outside its text.", h.id)
	}
	var record analysis
	found, err := c.t.load(inAnalyses, numberKey(h.Number), &record)
	switch {
	case err != nil:
		return err
	case !found:
		c.problemf("Briefing %s has no analysis.", h.id)
	case record.TextHash != r.TextHash:
		c.problemf("The analysis of briefing %s is of another text.", h.id)
	default:
		if err := c.corrections(h, &record, text); err != nil {
			return err
		}
		c.analysis(h, f, &record, text)
	}
	return c.notes(h, text)
}

func (c *checker) analysis(h *header, f *facets, record *analysis, text string) {
	a := record.model()
	if err := checkAnalysis(text, &a); err != nil {
		c.problemf("Briefing %s: %v.", h.id, err)
	}
	var fixed corrected
	if found, err := c.t.load(inCorrected, numberKey(h.Number), &fixed); err != nil {
		c.problemf("%v.", err)
	} else if found {
		a = fixed.Analysis.model()
		if err := checkAnalysis(text, &a); err != nil || fixed.Analysis.TextHash != record.TextHash {
			c.problemf("The corrected analysis of briefing %s is of another text.", h.id)
		}
	}
	speakers, found := derive(&a)
	if !slices.Equal(speakers, h.Speakers) || f != nil && (!slices.Equal(found.Topics, f.Topics) || !slices.Equal(found.People, f.People) || !slices.Equal(found.Parties, f.Parties)) {
		c.problemf("The speakers or topics listed for briefing %s are not those of its analysis.", h.id)
	}
}

// notes checks the annotations of h.
func (c *checker) notes(h *header, text string) error {
	notes, err := c.t.notes(h.id)
	if err != nil {
		return err
	}
	orphans := 0
	for i := range notes {
		a := &notes[i]
		c.r.Annotations++
		c.noted[string(noteKey(h.id, a.ID))] = true
		if owner := c.t.get(inNoteIDs, []byte(a.ID)); string(owner) != h.id {
			c.problemf("Annotation %s of briefing %s is not in the index of annotations.", a.ID, h.id)
		}
		if lost(a) {
			orphans++
		}
		c.note(h, a, text)
	}
	if len(notes) != h.Notes || orphans != h.Orphans {
		c.problemf("Briefing %s has %d annotations (%d without a place) and counts %d (%d).",
			h.id, len(notes), orphans, h.Notes, h.Orphans)
	}
	return nil
}

func (c *checker) note(h *header, a *briefings.Annotation, text string) {
	switch {
	case a.At == nil:
		if !a.IsPageNote() && !lost(a) {
			c.problemf("Annotation %s is %s and has no place.", a.ID, a.State)
		}
	case a.IsPageNote() || lost(a):
		c.problemf("Annotation %s is %s and has a place all the same.", a.ID, a.State)
	case checkSpans(text, "", []briefings.Span{*a.At}) != nil:
		c.problemf("Annotation %s of briefing %s is outside its text.", a.ID, h.id)
	case a.State != briefings.Changed && text[a.At.Start:a.At.End] != a.Quote.Exact:
		c.problemf("Annotation %s is %s, but its passage is not what was marked.", a.ID, a.State)
	}
}

// left reports the keys of bucket that wanted does not want.
func (c *checker) left(bucket, what string, wanted func(k []byte) bool) error {
	return c.t.each(bucket, nil, func(k, _ []byte) error {
		if !wanted(k) {
			c.problemf("%s %x belongs to nothing.", what, k)
		}
		return nil
	})
}

func (c *checker) revisionsLeft() error {
	return c.left(inRevisions, "Revision", func(k []byte) bool {
		if len(k) != 12 {
			return false
		}
		number, rev := splitRevisionKey(k)
		h := c.numbers[number]
		return h != nil && rev >= 1 && rev <= h.Revision
	})
}

func (c *checker) bodiesLeft() error {
	wanted := func(k []byte) bool { return c.bodies[string(k)] }
	return errors.Join(c.left(inTexts, "Text", wanted), c.left(inPages, "Markdown", wanted))
}

func (c *checker) analysesLeft() error {
	return c.left(inAnalyses, "Analysis", func(k []byte) bool {
		return len(k) == 8 && c.numbers[splitNumberKey(k)] != nil
	})
}

func (c *checker) facetsLeft() error {
	return c.left(inFacets, "Facets", func(k []byte) bool { return c.t.get(inHeaders, k) != nil })
}

// originals checks that originals are counted right and held by something.
func (c *checker) originals() error {
	numbers := make(map[string]bool)
	err := c.t.each(inHashes, nil, func(k, v []byte) error {
		var h holding
		if err := decode(inHashes, k, v, &h); err != nil {
			return c.report(err)
		}
		if n := c.holders[string(k)]; n != h.Count {
			c.problemf("Original %d is held by %d revisions and counts %d.", h.Number, n, h.Count)
		}
		numbers[string(numberKey(h.Number))] = true
		return nil
	})
	return errors.Join(err, c.left(inOriginals, "Original", func(k []byte) bool { return numbers[string(k)] }))
}

func (c *checker) notesLeft() error {
	err := c.left(inAnnotations, "Annotation", func(k []byte) bool { return c.noted[string(k)] })
	return errors.Join(err, c.t.each(inNoteIDs, nil, func(k, v []byte) error {
		if !c.noted[string(noteKey(string(v), string(k)))] {
			c.problemf("The index of annotations has %s of briefing %s, which does not exist.", k, v)
		}
		return nil
	}))
}

// indexes holds every index against what the headers say, both ways.
func (c *checker) indexes() error {
	for _, bucket := range indexes() {
		want := c.index[bucket]
		slices.SortFunc(want, compareEntries)
		err := c.t.each(bucket, nil, func(k, v []byte) error {
			for len(want) > 0 && want[0].key < string(k) {
				c.problemf("Index %s lacks %q.", bucket, want[0].key)
				want = want[1:]
			}
			if len(want) == 0 || want[0].key != string(k) || want[0].value != string(v) {
				c.problemf("Index %s has %q, which no briefing asks for.", bucket, k)
				return nil
			}
			want = want[1:]
			return nil
		})
		if err != nil {
			return err
		}
		for _, e := range want {
			c.problemf("Index %s lacks %q.", bucket, e.key)
		}
	}
	return nil
}

// names checks that every name of an index is known to those who look for it.
func (c *checker) names() error {
	for _, index := range []string{inTopics, inPeople, inSpeakers} {
		for _, name := range c.t.distinct(index) {
			var k known
			found, err := c.t.load(inNames, namesKey(index, name), &k)
			if err == nil && !found {
				c.problemf("The names of %q in index %s are missing.", name, index)
			}
			if err := c.report(err); err != nil {
				return err
			}
		}
	}
	return nil
}
