// Package store keeps briefings in one bbolt file. It has one concrete type,
// [Store], and [Desk], which is a Store whose changes can be taken back. An
// exported method is one transaction unless its comment says otherwise, and the
// file is open only for the length of that transaction, so that the reader and
// any number of commands share a library.
//
// The package refuses to be a query engine: what a query means is known to
// briefings/query; indexes here only narrow what is looked at. It refuses to
// parse, to analyse and to fetch.
//
// # Errors
//
// Errors wrap the sentinels of package briefings: ErrNotFound, ErrAmbiguous,
// ErrBusy, ErrNewer, ErrDamaged, ErrAnnotated. A full disk is an error that
// says so. After any error the library is as it was before the call.
//
// # The file
//
// Records are CBOR (RFC 8949, core deterministic encoding, integer keys) behind a
// CRC-32C, so that a flipped bit is found when it is read. Bodies are numbered
// in the order of import and appended; only headers and index entries are
// keyed by id. schema.go lists the buckets.
package store

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sync/semaphore"
)

// fileName is the name of the database in a library's folder.
const fileName = "readout.db"

// How long an operation waits for another process by default.
const (
	defaultWait      = 5 * time.Second
	defaultBatchWait = time.Minute
)

// Options are the settings of a Store; the zero value has the defaults.
type Options struct {
	Wait      time.Duration    // how long an operation waits for others; 5 s when zero
	BatchWait time.Duration    // the same for imports, re-analyses, backups and restores; 60 s when zero
	Now       func() time.Time // the clock; time.Now when nil
}

// Store is a library of briefings in a folder. It is safe for concurrent use
// by any number of goroutines and processes.
type Store struct {
	dir        string
	path       string
	wait       time.Duration
	batchWait  time.Duration
	clock      func() time.Time
	turns      *semaphore.Weighted // orders the goroutines of this process, fairly
	migrations []migration         // from schema 1 on; a field for the tests' sake
	skeleton   checked
}

// New returns the library in folder dir. It touches nothing: the folder and
// the file are made by the first write.
func New(dir string, o Options) *Store {
	if o.Wait <= 0 {
		o.Wait = defaultWait
	}
	if o.BatchWait <= 0 {
		o.BatchWait = defaultBatchWait
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Store{
		dir:        dir,
		path:       filepath.Join(dir, fileName),
		wait:       o.Wait,
		batchWait:  o.BatchWait,
		clock:      o.Now,
		turns:      newTurns(),
		migrations: migrations(),
	}
}

// Path returns the path of the database file.
func (s *Store) Path() string { return s.path }

// Exists reports whether the library has been made.
func (s *Store) Exists() bool {
	info, err := os.Stat(s.path)
	return err == nil && info.Size() > 0
}

// now returns the time in UTC without a monotonic reading.
func (s *Store) now() time.Time { return s.clock().UTC().Round(0) }

// view runs f in a read transaction. On a library that does not exist f sees
// an empty one.
func (s *Store) view(ctx context.Context, doing string, f func(*txn) error) error {
	return s.run(ctx, request{doing: doing, wait: s.wait}, f)
}

// update runs f in a write transaction that is durable when update returns
// nil. On a library that does not exist f sees an empty one, which is not
// created: f is for changes to what is there.
func (s *Store) update(ctx context.Context, doing string, f func(*txn) error) error {
	return s.run(ctx, request{doing: doing, wait: s.wait, write: true}, f)
}

func newTurns() *semaphore.Weighted { return semaphore.NewWeighted(allTurns) }
