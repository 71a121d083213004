package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"

	"readout/briefings"
)

// format tells a library of readout's from any other bbolt file.
const format = "readout library"

// Keys of bucket meta.
const (
	keyFormat  = "format"
	keySchema  = "schema"
	keySamples = "samples_seen"
)

// The buckets. A number is a briefing's, 8 bytes big-endian, given in the order of
// import; a revision's key is that number and the revision's, 4 bytes big-endian.
const (
	inMeta        = "meta"
	inHeaders     = "headers"       // id -> header
	inFacets      = "facets"        // id -> what only the indexes know
	inNumbers     = "numbers"       // number -> id
	inRevisions   = "revisions"     // revision key -> revision
	inTexts       = "texts"         // revision key -> Text
	inPages       = "pages"         // revision key -> Markdown and blocks
	inAnalyses    = "analyses"      // number -> analysis of the current revision
	inOriginals   = "originals"     // number of the original -> bytes as read, zstd
	inHashes      = "originals_of"  // SHA-256 of the bytes -> number of the original, how many revisions hold it
	inAnnotations = "annotations"   // id "/" ULID -> annotation
	inNoteIDs     = "annotation_of" // ULID -> id of the briefing
	inDates       = "by_date"       // newest first, unknown last (see dateKey) -> copy of the header
	inTags        = "by_tag"        // name NUL id
	inSpeakers    = "by_speaker"
	inTopics      = "by_topic"
	inPeople      = "by_person" // everybody named
	inStates      = "by_state"
	inNames       = "names"       // index NUL name -> what briefings call it
	inIdentities  = "by_identity" // "url:…", "guid:…", "text:…", "path:…" -> id
	inSteps       = "steps"       // number, 8 bytes big-endian -> a change that can be taken back (see journal.go)
	inState       = "state"       // key -> small fact of a screen

	inCorrections   = "corrections"   // id, nothing for the whole library, "/" ULID -> correction
	inCorrectionIDs = "correction_of" // ULID -> id "/"
	inCorrected     = "corrected"     // number -> the analysis with the corrections, where they change it
)

func buckets() []string {
	return []string{
		inMeta, inHeaders, inFacets, inNumbers, inRevisions, inTexts, inPages, inAnalyses, inOriginals, inHashes,
		inAnnotations, inNoteIDs, inDates, inTags, inSpeakers, inTopics, inPeople, inStates, inIdentities, inNames,
		inSteps, inState, inCorrections, inCorrectionIDs, inCorrected,
	}
}

// indexes are the buckets that follow from headers and facets alone.
func indexes() []string {
	return []string{inNumbers, inDates, inTags, inSpeakers, inTopics, inPeople, inStates, inIdentities}
}

// migration brings a library from one schema to the next, in one transaction.
type migration func(*txn) error

// migrations lists what each schema after the first needs: the first entry
// makes schema 2 of schema 1.
func migrations() []migration {
	return []migration{
		func(t *txn) error { return t.makeBuckets(inSteps, inState) }, // undo, and what the screens remember
		func(t *txn) error { return t.makeBuckets(inCorrections, inCorrectionIDs, inCorrected) },
	}
}

func (t *txn) makeBuckets(names ...string) error {
	for _, name := range names {
		if _, err := t.b.CreateBucketIfNotExists([]byte(name)); err != nil {
			return err
		}
	}
	t.dirty = true
	return nil
}

// schema is the version that this program writes.
func (s *Store) schema() int { return 1 + len(s.migrations) }

// errOld reports a library of an older schema; run migrates and tries again.
var errOld = errors.New("library has an older schema")

// checkSchema returns nil when the library has our schema.
func (s *Store) checkSchema(t *txn) error {
	version, err := t.schemaVersion()
	switch {
	case err != nil:
		return err
	case version > s.schema():
		return &toldError{fmt.Errorf("%s: %w: its schema is %d, this program knows %d; install the newer readout",
			s.path, briefings.ErrNewer, version, s.schema())}
	case version < s.schema():
		return errOld
	}
	return nil
}

// schemaVersion reads the version of the library.
func (t *txn) schemaVersion() (int, error) {
	if string(t.get(inMeta, []byte(keyFormat))) != format {
		return 0, fmt.Errorf("%w: this is not a library of readout", briefings.ErrDamaged)
	}
	version, err := strconv.Atoi(string(t.get(inMeta, []byte(keySchema))))
	if err != nil || version < 1 {
		return 0, fmt.Errorf("%w: it has no schema version", briefings.ErrDamaged)
	}
	return version, nil
}

// migrate brings the library to our schema: a copy first, then each step in a
// transaction with its version.
func (s *Store) migrate(ctx context.Context) error {
	r := request{doing: "upgrade library", wait: s.batchWait, write: true, batch: true}
	done, err := s.turn(ctx, r)
	if err != nil {
		return err
	}
	defer done()
	h, err := s.open(ctx, r)
	if err != nil {
		return err
	}
	defer h.close()
	defer s.sign(r.doing)()
	for {
		finished, err := s.step(h)
		if err != nil {
			return s.explain(r.doing, err)
		}
		if finished {
			return nil
		}
	}
}

// schemaCopy is the path of the copy of a library before its upgrade.
func schemaCopy(path string, version int) string { return fmt.Sprintf("%s.schema-%d", path, version) }

// step does one migration; it reports true when none is left.
func (s *Store) step(h *handle) (finished bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = damage(p)
		}
	}()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	b, err := h.db.Begin(true)
	if err != nil {
		return false, err
	}
	t := &txn{b: b, ctx: context.Background(), now: s.now()}
	defer func() { _ = t.rollback() }()
	version, err := t.schemaVersion()
	if err != nil || version >= s.schema() {
		return true, err
	}
	keep := schemaCopy(s.path, version)
	if _, err := os.Stat(keep); err != nil {
		if err := t.copyTo(keep); err != nil {
			return false, fmt.Errorf("copy the library before its upgrade: %w", err)
		}
	}
	if err := s.migrations[version-1](t); err != nil {
		return false, fmt.Errorf("schema %d to %d: %w", version, version+1, err)
	}
	if err := t.putRaw(inMeta, []byte(keySchema), []byte(strconv.Itoa(version+1))); err != nil {
		return false, err
	}
	err = t.b.Commit()
	t.b = nil
	return false, err
}

// numberKey is the key of a briefing's number.
func numberKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// revisionKey is the key of a revision.
func revisionKey(n uint64, rev int) []byte {
	return binary.BigEndian.AppendUint32(numberKey(n), uint32(rev))
}

func splitNumberKey(k []byte) uint64 { return binary.BigEndian.Uint64(k) }

func splitRevisionKey(k []byte) (number uint64, rev int) {
	return binary.BigEndian.Uint64(k), int(binary.BigEndian.Uint32(k[8:]))
}
