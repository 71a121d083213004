package store

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"readout/briefings"
	"readout/briefings/corrections"

	"go.etcd.io/bbolt"
)

// txn is a transaction; without a file (b is nil) it is one on an empty library
// that cannot be written to.
type txn struct {
	b       *bbolt.Tx
	ctx     context.Context
	now     time.Time
	names   map[string]*known   // cache of bucket names
	facts   map[string][]string // cache of bucket state: id of a briefing -> keys of what is kept of it
	rules   *corrections.Rules  // cache of the corrections of the whole library
	later   []entry             // of briefings brought back; catchUp writes them
	dirty   bool                // something was written
	foreign bool                // a caller's function is running: its panics are its own
}

// bucket returns a bucket that every library has.
func (t *txn) bucket(name string) *bbolt.Bucket {
	b := t.b.Bucket([]byte(name))
	if b == nil {
		panic("bucket " + name + " is missing") // becomes ErrDamaged
	}
	return b
}

// get returns the raw value of key, or nil. It is valid in the transaction only.
func (t *txn) get(bucket string, key []byte) []byte {
	if t.b == nil || len(key) == 0 {
		return nil
	}
	return t.bucket(bucket).Get(key)
}

// load decodes the record of key into v; found is false when there is none.
func (t *txn) load(bucket string, key []byte, v any) (found bool, err error) {
	raw := t.get(bucket, key)
	if raw == nil {
		return false, nil
	}
	return true, decode(bucket, key, raw, v)
}

// blob returns the bytes of key, checked; found is false when there are none.
func (t *txn) blob(bucket string, key []byte) (b []byte, found bool, err error) {
	raw := t.get(bucket, key)
	if raw == nil {
		return nil, false, nil
	}
	b, err = unframe(bucket, key, raw)
	return b, true, err
}

// put writes the record v.
func (t *txn) put(bucket string, key []byte, v any) error {
	b, err := encode(v)
	if err != nil {
		return fmt.Errorf("encode record of %s: %w", bucket, err)
	}
	return t.putRaw(bucket, key, b)
}

// putBlob writes bytes that are no record.
func (t *txn) putBlob(bucket string, key, b []byte) error {
	return t.putRaw(bucket, key, frame(b))
}

func (t *txn) putRaw(bucket string, key, value []byte) error {
	t.dirty = true
	return t.bucket(bucket).Put(key, value)
}

func (t *txn) del(bucket string, key []byte) error {
	t.dirty = true
	return t.bucket(bucket).Delete(key)
}

// each calls f for every key of bucket that begins with prefix, in order, and
// looks now and then whether the caller still wants it.
func (t *txn) each(bucket string, prefix []byte, f func(k, v []byte) error) error {
	if t.b == nil {
		return nil
	}
	c := t.bucket(bucket).Cursor()
	n := 0
	for k, v := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
		if err := t.tick(n); err != nil {
			return err
		}
		if err := f(k, v); err != nil {
			return err
		}
		n++
	}
	return nil
}

// tick is called with the number of a turn of a loop; it returns the error of
// the context, at which it looks every 64 turns.
func (t *txn) tick(n int) error {
	if n%64 != 0 || t.ctx == nil {
		return nil
	}
	return t.ctx.Err()
}

// rollback ends a transaction that was not committed, whatever state bbolt is in.
func (t *txn) rollback() (err error) {
	if t.b == nil {
		return nil
	}
	defer func() {
		if p := recover(); p != nil {
			err = damage(p)
		}
	}()
	b := t.b
	t.b = nil
	return b.Rollback()
}

// copyTo writes the library as this transaction sees it to a new private file,
// whole or not at all.
func (t *txn) copyTo(path string) error {
	f, err := newFile(path)
	if err != nil {
		return err
	}
	defer f.drop()
	if _, err := t.b.WriteTo(f); err != nil {
		return err
	}
	return f.commit()
}

// missing is the error of an id that no record has.
func missing(what, id string) error {
	return fmt.Errorf("%s %q: %w", what, id, briefings.ErrNotFound)
}
