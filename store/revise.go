package store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"sync"
	"unicode/utf8"

	"readout/briefings"
	"readout/briefings/anchor"

	"github.com/klauspost/compress/zstd"
)

// The kinds of revision.
const (
	kindFirst    = "first"
	kindText     = "text"
	kindLayout   = "layout"
	kindMetadata = "metadata"
)

// errInvalid reports a document that no library takes.
var errInvalid = errors.New("invalid document")

// validate checks what everything else relies on.
func validate(in *briefings.Import) error {
	if !utf8.ValidString(in.Text) || !utf8.ValidString(in.Markdown) {
		return fmt.Errorf("%w: its text is not UTF-8", errInvalid)
	}
	for _, s := range []string{in.Details.Title, in.Details.Source, in.Details.URL, in.Details.Lang} {
		if !utf8.ValidString(s) {
			return fmt.Errorf("%w: the detail %q is not UTF-8", errInvalid, s)
		}
	}
	if err := checkSpans(in.Text, "a block", in.Blocks); err != nil {
		return err
	}
	return checkAnalysis(in.Text, &in.Analysis)
}

// checkSpans checks that spans lie in text, on character boundaries.
func checkSpans(text, what string, all []briefings.Span) error {
	for _, s := range all {
		if s.Start < 0 || s.End < s.Start || s.End > len(text) || !boundary(text, s.Start) || !boundary(text, s.End) {
			return fmt.Errorf("%w: %s has bytes %d to %d of a text of %d", errInvalid, what, s.Start, s.End, len(text))
		}
	}
	return nil
}

func boundary(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }

// checkAnalysis checks every span of a.
func checkAnalysis(text string, a *briefings.Analysis) error {
	for i := range a.People {
		if err := checkSpans(text, "a mention of "+a.People[i].Name, a.People[i].Mentions); err != nil {
			return err
		}
	}
	for i := range a.Topics {
		if err := checkSpans(text, "a mention of "+a.Topics[i].Label, a.Topics[i].Mentions); err != nil {
			return err
		}
	}
	for i := range a.Statements {
		s := &a.Statements[i]
		if err := checkSpans(text, "a statement", append([]briefings.Span{s.Speaker.Span, s.Cue}, s.Content...)); err != nil {
			return err
		}
		if s.Pair != nil {
			if err := checkSpans(text, "the counterpart of a statement", []briefings.Span{*s.Pair}); err != nil {
				return err
			}
		}
	}
	return nil
}

// adopt takes over what in says of itself, except what the user mended. A
// detail that it does not give stays; tags that are new to the document are added.
func (h *header) adopt(in *briefings.Import, before *details) {
	d := packDetails(&in.Details)
	set := func(name string, to *string, value string) bool {
		if value == "" || slices.Contains(h.Mended, name) {
			return false
		}
		*to = value
		return true
	}
	if set(fieldTitle, &h.Title, d.Title) {
		h.TitleFrom = d.TitleFrom
	}
	if set(fieldDate, &h.Published, d.Published) {
		h.PublishedFrom = d.PublishedFrom
	}
	set(fieldSource, &h.Source, d.Source)
	set(fieldURL, &h.URL, d.URL)
	set(fieldKind, &h.Kind, d.Kind)
	set(fieldLang, &h.Lang, d.Lang)
	for _, tag := range d.Tags {
		if !slices.Contains(before.Tags, tag) {
			h.Tags = append(h.Tags, tag)
		}
	}
	h.Tags = cleanTags(h.Tags)
}

// Names of the details, as Edit takes them.
const (
	fieldTitle  = "title"
	fieldSource = "source"
	fieldURL    = "url"
	fieldDate   = "date"
	fieldKind   = "kind"
	fieldLang   = "lang"
)

// give sets what the user gave; it is kept over re-imports.
func (h *header) give(g *briefings.Given) {
	var which []string
	for _, d := range []struct{ name, value string }{
		{fieldTitle, g.Title},
		{fieldSource, g.Source},
		{fieldURL, g.URL},
		{fieldDate, string(g.Published)},
		{fieldKind, string(g.Kind)},
		{fieldLang, g.Lang},
	} {
		if d.value != "" {
			which = append(which, d.name)
		}
	}
	h.mend(&g.Details, which)
	if len(g.Tags) > 0 {
		h.Tags = cleanTags(append(h.Tags, g.Tags...))
	}
}

// mend sets the named details and records that the user did.
func (h *header) mend(d *briefings.Details, which []string) {
	for _, name := range which {
		switch name {
		case fieldTitle:
			h.Title, h.TitleFrom = d.Title, briefings.FromMeta
		case fieldSource:
			h.Source = d.Source
		case fieldURL:
			h.URL = d.URL
		case fieldDate:
			h.Published, h.PublishedFrom = string(d.Published), briefings.FromMeta
			if d.Published == "" {
				h.PublishedFrom = ""
			}
		case fieldKind:
			h.Kind = string(d.Kind)
		case fieldLang:
			h.Lang = d.Lang
		}
		if !slices.Contains(h.Mended, name) {
			h.Mended = append(h.Mended, name)
			slices.Sort(h.Mended)
		}
	}
}

// know adds the names under which in came.
func (f *facets) know(in *briefings.Import, key briefings.Identity) {
	names := []string{string(key)}
	if in.Path != "" {
		names = append(names, pathPrefix+in.Path)
	}
	for _, n := range names {
		if n != "" && !slices.Contains(f.Known, n) {
			f.Known = append(f.Known, n)
		}
	}
}

func (f *facets) clone() *facets {
	return &facets{slices.Clone(f.Known), slices.Clone(f.Topics), slices.Clone(f.People), slices.Clone(f.Parties)}
}

// keep stores a revision of h with its bodies and makes it the current one.
func (t *txn) keep(h *header, f *facets, in *briefings.Import, kind string) error {
	body := h.Revision + 1
	if kind == kindMetadata {
		current, err := t.revision(h, h.Revision)
		if err != nil {
			return err
		}
		body = current.Body
	}
	h.Revision++
	h.Hash = briefings.Hash(in.Markdown)
	h.Updated = packTime(t.now)
	h.Path = in.Path
	h.Words = wordCount(in.Text)
	r := revision{
		Hash: h.Hash, TextHash: briefings.Hash(in.Text), Fetched: h.Updated, Kind: kind, Body: body,
		Path: in.Path, Format: in.Format, Details: packDetails(&in.Details),
	}
	var err error
	if r.Original, r.Source, err = t.hold(in.Original); err != nil {
		return err
	}
	key := revisionKey(h.Number, h.Revision)
	if err := t.put(inRevisions, key, &r); err != nil {
		return err
	}
	if body == h.Revision {
		if err := t.putBlob(inTexts, key, []byte(in.Text)); err != nil {
			return err
		}
		if err := t.put(inPages, key, &page{in.Markdown, packSpans(in.Blocks)}); err != nil {
			return err
		}
	}
	return t.saveAnalysis(h, f, &in.Analysis, in.Text, r.TextHash)
}

// saveAnalysis stores what was found in text, the current Text of h, corrects
// it, and sets in h and f what follows from it; the caller saves these.
func (t *txn) saveAnalysis(h *header, f *facets, a *briefings.Analysis, text, textHash string) error {
	if err := t.unsettle(a.Version); err != nil {
		return err
	}
	r := packAnalysis(a, textHash)
	if err := t.put(inAnalyses, numberKey(h.Number), &r); err != nil {
		return err
	}
	return t.correct(h, f, &r, func() (string, error) { return text, nil })
}

// derive returns what header and facets keep of an analysis.
func derive(a *briefings.Analysis) (speakers []string, f facets) {
	for _, p := range a.Speakers() {
		speakers = append(speakers, p.ID)
	}
	for i := range a.Topics {
		f.Topics = append(f.Topics, a.Topics[i].ID)
	}
	for i := range a.People {
		f.People = append(f.People, a.People[i].ID)
	}
	for i := range a.Statements {
		for _, p := range parties(&a.Statements[i]) {
			if k := partyKey(p); !slices.Contains(f.Parties, k) {
				f.Parties = append(f.Parties, k)
			}
		}
	}
	return speakers, f
}

var compressor = sync.OnceValues(func() (*zstd.Encoder, error) {
	return zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(1))
})

// maxOriginal bounds what a compressed original may unpack to.
const maxOriginal = 256 << 20

var decompressor = sync.OnceValues(func() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxOriginal), zstd.WithDecoderConcurrency(1))
})

// hold stores the bytes as read, once for all revisions that have them.
func (t *txn) hold(data []byte) (number uint64, hash []byte, err error) {
	sum := sha256.Sum256(data)
	var h holding
	found, err := t.load(inHashes, sum[:], &h)
	if err != nil {
		return 0, nil, err
	}
	if !found {
		enc, err := compressor()
		if err != nil {
			return 0, nil, err
		}
		if h.Number, err = t.bucket(inOriginals).NextSequence(); err != nil {
			return 0, nil, err
		}
		if err := t.putBlob(inOriginals, numberKey(h.Number), enc.EncodeAll(data, nil)); err != nil {
			return 0, nil, err
		}
	}
	h.Count++
	return h.Number, sum[:], t.put(inHashes, sum[:], &h)
}

// release lets go of the original of a revision; the last one removes it.
func (t *txn) release(r *revision) error {
	var h holding
	if found, err := t.load(inHashes, r.Source, &h); err != nil || !found {
		return err
	}
	if h.Count--; h.Count > 0 {
		return t.put(inHashes, r.Source, &h)
	}
	return errors.Join(t.del(inHashes, r.Source), t.del(inOriginals, numberKey(h.Number)))
}

// original returns the bytes that r was read from.
func (t *txn) original(r *revision) ([]byte, error) {
	packed, found, err := t.blob(inOriginals, numberKey(r.Original))
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, fmt.Errorf("%w: original %d is missing", briefings.ErrDamaged, r.Original)
	}
	dec, err := decompressor()
	if err != nil {
		return nil, err
	}
	data, err := dec.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: original %d: %w", briefings.ErrDamaged, r.Original, err)
	}
	return data, nil
}

// relocate finds the notes of h again in text, its new Text.
func (t *txn) relocate(h *header, text string) error {
	notes, err := t.notes(h.id)
	if err != nil {
		return err
	}
	h.Notes, h.Orphans = len(notes), 0
	for i := range notes {
		a := &notes[i]
		a.At, a.State = anchor.Locate(a, h.Hash, text)
		if lost(a) {
			h.Orphans++
		}
		n := packNote(a)
		if err := t.put(inAnnotations, noteKey(h.id, a.ID), &n); err != nil {
			return err
		}
	}
	return nil
}

// lost reports whether a has no place although it should.
func lost(a *briefings.Annotation) bool {
	return a.State == briefings.Orphan || a.State == briefings.Ambiguous
}

// carried is how much text after the reader's place is looked for in a new
// revision, in bytes.
const carried = 160

// carry returns the place in text that corresponds to place in before.
func carry(before, text string, place int) int {
	if place <= 0 || place >= len(before) {
		return min(max(place, 0), len(text))
	}
	at, q := anchor.Select(before, briefings.Span{Start: place, End: min(place+carried, len(before))})
	a := briefings.Annotation{Position: &at, Quote: &q}
	if found, _ := anchor.Locate(&a, "", text); found != nil {
		return found.Start
	}
	place = min(place, len(text))
	for place > 0 && !boundary(text, place) {
		place--
	}
	return place
}

// normal returns d with nil for no tags, for comparison.
func normal(d details) details {
	if len(d.Tags) == 0 {
		d.Tags = nil
	}
	return d
}
