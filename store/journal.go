package store

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"

	"readout/briefings"
)

// The journal holds the steps of [Desk] under their numbers, oldest first, and
// how far they are done: those after keyDone were taken back and may be made
// again. A step is written in the transaction of the change itself, so that no
// crash separates them. Steps hold headers, facets and notes of briefings that
// were removed: a migration of these records has to change them here, too.

// keyDone is the key, in meta, of the number of the newest step that is done.
const keyDone = "steps_done"

// Bounds of the journal: older steps fall off. The newest minSteps are kept
// whatever their size. A change whose step has more than maxStep bytes is
// refused; one that removes 100,000 briefings has fewer.
const (
	maxSteps     = 500
	minSteps     = 200
	maxStepBytes = 64 << 20
	maxStep      = 512 << 20
)

// journalStep is the record of a step.
type journalStep struct {
	What  string        `cbor:"1,keyasint"`
	When  int64         `cbor:"2,keyasint"`
	Items []journalItem `cbor:"3,keyasint,omitempty"`
}

// journalItem is what a step changed at one briefing: only what really became
// otherwise, so that it can be told whether somebody has changed it since. What
// somebody has changed is left out when the step is taken back or made again,
// so that it is left alone from then on.
type journalItem struct {
	ID       string         `cbor:"1,keyasint"`
	Tagged   []string       `cbor:"2,keyasint,omitempty"` // tags that were put on
	Untagged []string       `cbor:"3,keyasint,omitempty"` // tags that were taken off
	Read     *flip          `cbor:"4,keyasint,omitempty"`
	Starred  *flip          `cbor:"5,keyasint,omitempty"`
	Details  []detailChange `cbor:"6,keyasint,omitempty"`
	Note     *noteChange    `cbor:"7,keyasint,omitempty"`
	Gone     *trashed       `cbor:"8,keyasint,omitempty"` // the briefing was removed

	Correction *correctionChange `cbor:"9,keyasint,omitempty"` // ID is "" for one of the whole library
}

// flip is a yes or no that was changed to To.
type flip struct {
	To bool `cbor:"1,keyasint"`
}

// detailChange is a detail that was mended.
type detailChange struct {
	Name         string `cbor:"1,keyasint"`
	Before       string `cbor:"2,keyasint,omitempty"`
	After        string `cbor:"3,keyasint,omitempty"`
	BeforeFrom   string `cbor:"4,keyasint,omitempty"` // where a title or a date was found
	AfterFrom    string `cbor:"5,keyasint,omitempty"`
	BeforeMended bool   `cbor:"6,keyasint,omitempty"` // the user had set it before
	AfterMended  bool   `cbor:"7,keyasint,omitempty"`
}

// noteChange is an annotation before and after; nil is none.
type noteChange struct {
	ID     string `cbor:"1,keyasint"`
	Before *note  `cbor:"2,keyasint,omitempty"`
	After  *note  `cbor:"3,keyasint,omitempty"`
	Text   string `cbor:"4,keyasint,omitempty"` // SHA-256 of the Text in which these have their places
	Alone  bool   `cbor:"5,keyasint,omitempty"` // somebody has changed it since
}

// correctionChange is a correction before and after; nil is none. Who looks
// whether somebody has changed it since does not ask where it stands now.
type correctionChange struct {
	ID     string      `cbor:"1,keyasint"`
	Before *correction `cbor:"2,keyasint,omitempty"`
	After  *correction `cbor:"3,keyasint,omitempty"`
}

// trashed is a removed briefing. Its bodies stay where they were, under its
// number, until the step falls off the journal.
type trashed struct {
	Header header        `cbor:"1,keyasint"`
	Facets facets        `cbor:"2,keyasint"`
	Notes  []trashedNote `cbor:"3,keyasint,omitempty"`
	Held   bool          `cbor:"4,keyasint"` // the bodies are in the trash, not in the library again

	Corrections []recordedCorrection `cbor:"5,keyasint,omitempty"`
}

type trashedNote struct {
	ID   string `cbor:"1,keyasint"`
	Note note   `cbor:"2,keyasint"`
}

// model returns the step as the screens know it.
func (s *journalStep) model(left int) briefings.Step {
	out := briefings.Step{What: s.What, When: unpackTime(s.When), Left: left}
	seen := make(map[string]bool, len(s.Items))
	for i := range s.Items {
		it := &s.Items[i]
		if it.ID != "" && !seen[it.ID] {
			seen[it.ID] = true
			out.IDs = append(out.IDs, it.ID)
		}
		if it.Note != nil && len(s.Items) == 1 {
			out.Note = it.Note.ID
		}
	}
	return out
}

// journal gathers the items of a step while its change is made. A nil journal
// gathers nothing: commands change the library without steps.
type journal struct{ items []journalItem }

// header notes how h differs from old.
func (j *journal) header(old, h *header) {
	if j == nil {
		return
	}
	it := journalItem{ID: h.id, Tagged: missingFrom(old.Tags, h.Tags), Untagged: missingFrom(h.Tags, old.Tags)}
	if old.Read != h.Read {
		it.Read = &flip{h.Read}
	}
	if old.Starred != h.Starred {
		it.Starred = &flip{h.Starred}
	}
	for _, name := range detailNames() {
		before, after := old.detail(name), h.detail(name)
		was, is := slices.Contains(old.Mended, name), slices.Contains(h.Mended, name)
		if before != after || was != is {
			it.Details = append(it.Details, detailChange{
				Name: name, Before: before.value, After: after.value, BeforeFrom: before.from, AfterFrom: after.from,
				BeforeMended: was, AfterMended: is,
			})
		}
	}
	if len(it.Tagged)+len(it.Untagged)+len(it.Details) > 0 || it.Read != nil || it.Starred != nil {
		j.items = append(j.items, it)
	}
}

// note notes that an annotation of briefing id changed.
func (j *journal) note(id, ulid string, before, after *note) {
	if j != nil {
		j.items = append(j.items, journalItem{ID: id, Note: &noteChange{ID: ulid, Before: before, After: after}})
	}
}

// correction notes that a correction of briefing id, or of the whole library,
// changed.
func (j *journal) correction(id, ulid string, before, after *correction) {
	if j != nil {
		j.items = append(j.items, journalItem{ID: id, Correction: &correctionChange{ID: ulid, Before: before, After: after}})
	}
}

// missingFrom returns what b has and a has not.
func missingFrom(a, b []string) []string {
	var out []string
	for _, s := range b {
		if !slices.Contains(a, s) {
			out = append(out, s)
		}
	}
	return out
}

// detail is a detail of a header with where it was found.
type detail struct{ value, from string }

func detailNames() []string {
	return []string{fieldTitle, fieldSource, fieldURL, fieldDate, fieldKind, fieldLang}
}

func (h *header) detail(name string) detail {
	switch name {
	case fieldTitle:
		return detail{h.Title, h.TitleFrom}
	case fieldSource:
		return detail{value: h.Source}
	case fieldURL:
		return detail{value: h.URL}
	case fieldDate:
		return detail{h.Published, h.PublishedFrom}
	case fieldKind:
		return detail{value: h.Kind}
	}
	return detail{value: h.Lang}
}

func (h *header) setDetail(name string, d detail, mended bool) {
	switch name {
	case fieldTitle:
		h.Title, h.TitleFrom = d.value, d.from
	case fieldSource:
		h.Source = d.value
	case fieldURL:
		h.URL = d.value
	case fieldDate:
		h.Published, h.PublishedFrom = d.value, d.from
	case fieldKind:
		h.Kind = d.value
	case fieldLang:
		h.Lang = d.value
	}
	h.Mended = slices.DeleteFunc(h.Mended, func(n string) bool { return n == name })
	if mended {
		h.Mended = append(h.Mended, name)
		slices.Sort(h.Mended)
	}
	if len(h.Mended) == 0 {
		h.Mended = nil
	}
}

// done returns the number of the newest step that is done, 0 for none.
func (t *txn) done() (uint64, error) {
	raw := t.get(inMeta, []byte(keyDone))
	if raw == nil {
		return 0, nil
	}
	n, err := strconv.ParseUint(string(raw), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%w: the journal does not say how far it is done", briefings.ErrDamaged)
	}
	return n, nil
}

func (t *txn) setDone(n uint64) error {
	return t.putRaw(inMeta, []byte(keyDone), strconv.AppendUint(nil, n, 10))
}

// record writes a step after the newest one that is done; the ones that were
// taken back can no longer be made again.
func (t *txn) record(what string, j *journal) error {
	if len(j.items) == 0 {
		return nil
	}
	last, err := t.done()
	if err != nil {
		return err
	}
	if err := t.dropSteps(func(n uint64) bool { return n > last }); err != nil {
		return err
	}
	if err := t.bind(j.items); err != nil {
		return err
	}
	if err := t.putStep(last+1, &journalStep{What: what, When: packTime(t.now), Items: j.items}); err != nil {
		return err
	}
	if err := t.setDone(last + 1); err != nil {
		return err
	}
	return t.trimSteps()
}

// bind notes in which Text the annotations of items have their places.
func (t *txn) bind(items []journalItem) error {
	of, hash := "", ""
	for i := range items {
		it := &items[i]
		if it.Note == nil {
			continue
		}
		if it.ID != of {
			h, err := t.header(it.ID)
			if err != nil {
				return err
			}
			if hash, err = t.textHash(h); err != nil {
				return err
			}
			of = it.ID
		}
		it.Note.Text = hash
	}
	return nil
}

// textHash returns the hash of the current Text of h.
func (t *txn) textHash(h *header) (string, error) {
	r, err := t.revision(h, h.Revision)
	if err != nil {
		return "", err
	}
	return r.TextHash, nil
}

// putStep writes step n.
func (t *txn) putStep(n uint64, s *journalStep) error {
	b, err := encode(s)
	if err != nil {
		return fmt.Errorf("encode step %d: %w", n, err)
	}
	if len(b) > maxStep {
		return fmt.Errorf("%d changes are too many for one step that can be taken back; make them in parts", len(s.Items))
	}
	return t.putRaw(inSteps, numberKey(n), b)
}

// dropSteps removes the steps whose number fits, with what only they keep.
func (t *txn) dropSteps(fits func(n uint64) bool) error {
	var which []uint64
	err := t.each(inSteps, nil, func(k, _ []byte) error {
		if n := splitNumberKey(k); fits(n) {
			which = append(which, n)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, n := range which {
		var s journalStep
		if _, err := t.load(inSteps, numberKey(n), &s); err != nil {
			return err
		}
		for _, h := range s.held() {
			if err := t.purge(h); err != nil {
				return err
			}
		}
		if err := t.del(inSteps, numberKey(n)); err != nil {
			return err
		}
	}
	return nil
}

// trimSteps lets the oldest steps fall off.
func (t *txn) trimSteps() error {
	c := t.bucket(inSteps).Cursor()
	steps, size := 0, 0
	var first uint64
	for k, v := c.Last(); k != nil; k, v = c.Prev() {
		steps++
		size += len(v)
		if steps > maxSteps || size > maxStepBytes && steps > minSteps {
			first = binary.BigEndian.Uint64(k)
			break
		}
	}
	if first == 0 {
		return nil
	}
	return t.dropSteps(func(n uint64) bool { return n <= first })
}
