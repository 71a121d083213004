package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"readout/briefings"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// allTurns is the weight of a writer among the goroutines of this process; a
// reader's is 1.
const allTurns = 1 << 30

// Pauses between two tries to lock the file.
const (
	firstPause = time.Millisecond
	lastPause  = 25 * time.Millisecond
)

// request says what is to be done with the file.
type request struct {
	doing  string // for messages: "import", "read briefing"
	wait   time.Duration
	write  bool
	create bool // make the library when there is none
	batch  bool // long: others who wait are told of it
	verify bool // walk all pages, not only those that point to others
}

// handle is the open file.
type handle struct {
	db   *bbolt.DB
	file *os.File
}

// run opens the file, runs f in a transaction and closes the file. An error or
// a panic of bbolt's rolls back.
func (s *Store) run(ctx context.Context, r request, f func(*txn) error) error {
	err := s.attempt(ctx, r, f)
	if errors.Is(err, errOld) {
		if err = s.migrate(ctx); err == nil {
			err = s.attempt(ctx, r, f)
		}
	}
	return err
}

func (s *Store) attempt(ctx context.Context, r request, f func(*txn) error) error {
	done, err := s.turn(ctx, r)
	if err != nil {
		return err
	}
	defer done()
	h, err := s.open(ctx, r)
	if !r.create && errors.Is(err, fs.ErrNotExist) { // what cannot be created is no empty library
		return f(&txn{ctx: ctx, now: s.now()})
	}
	if err != nil {
		return err
	}
	if r.batch {
		defer s.sign(r.doing)()
	}
	if err := s.verify(h, r); err != nil {
		h.close()
		return s.explain(r.doing, err)
	}
	return s.inside(ctx, h, r, f)
}

// verify walks the pages of h that bbolt is about to follow.
func (s *Store) verify(h *handle, r request) error {
	if r.verify {
		return verifyPages(s.path)
	}
	return s.skeleton.sound(h.file)
}

// turn waits until the goroutines of this process let this one in.
func (s *Store) turn(ctx context.Context, r request) (func(), error) {
	weight := int64(1)
	if r.write {
		weight = allTurns
	}
	if s.turns.TryAcquire(weight) {
		return func() { s.turns.Release(weight) }, nil
	}
	bounded, cancel := context.WithTimeout(ctx, r.wait)
	defer cancel()
	if err := s.turns.Acquire(bounded, weight); err != nil {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("%s: %w", r.doing, ctx.Err())
		}
		return nil, s.busy(r)
	}
	return func() { s.turns.Release(weight) }, nil
}

// open opens and locks the file; the error is fs.ErrNotExist when there is
// none and r does not create it.
func (s *Store) open(ctx context.Context, r request) (*handle, error) {
	deadline := time.Now().Add(r.wait)
	pause := firstPause
	for {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("%s: %w", r.doing, err)
		}
		if !s.Exists() {
			if err := s.absent(); err != nil {
				return nil, fmt.Errorf("%s: library %s: %w", r.doing, s.dir, err)
			}
			if !r.create {
				return nil, fs.ErrNotExist
			}
			if err := s.create(); err != nil {
				return nil, err
			}
		}
		h, err := openFile(s.path, r.write)
		switch {
		case err == nil && h.replaced(s.path):
			h.close() // another process restored a backup between our open and our lock
			continue
		case err == nil:
			return h, nil
		case !errors.Is(err, berrors.ErrTimeout):
			return nil, s.explain(r.doing, err)
		case time.Now().After(deadline):
			return nil, s.busy(r)
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("%s: %w", r.doing, ctx.Err())
		case <-time.After(pause):
			pause = min(2*pause, lastPause)
		}
	}
}

// absent returns nil when there is no library, else why it cannot be seen.
func (s *Store) absent() error {
	info, err := os.Stat(s.dir)
	if err == nil && !info.IsDir() {
		return errors.New("this is a file, not a folder; give the folder that holds the library")
	}
	if err == nil {
		_, err = os.Stat(s.path)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// openFile opens path and tries once to lock it: shared for reading, exclusive for
// writing. The error is bbolt's ErrTimeout when another holds it.
func openFile(path string, write bool) (h *handle, err error) {
	h = &handle{}
	defer func() {
		if p := recover(); p != nil {
			h.abandon()
			h, err = nil, damage(p)
		}
	}()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	h.db, err = bbolt.Open(path, fileMode, &bbolt.Options{
		Timeout:      time.Nanosecond, // one try; the waiting is ours, for it can be cancelled
		ReadOnly:     !write,
		NoStatistics: true,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			f, err := os.OpenFile(name, flag&^os.O_CREATE, mode)
			h.file = f
			return f, err
		},
	})
	if err != nil {
		return nil, err
	}
	return h, nil
}

// replaced reports whether path now names another file than h.
func (h *handle) replaced(path string) bool {
	mine, err := h.file.Stat()
	if err != nil {
		return false
	}
	theirs, err := os.Stat(path)
	return err != nil || !os.SameFile(mine, theirs)
}

// close closes the file and frees its lock.
func (h *handle) close() {
	_ = h.db.Close()
}

// abandon frees the lock of a file whose handle bbolt left in disorder.
func (h *handle) abandon() {
	if h.file != nil {
		unlock(h.file)
		_ = h.file.Close()
	}
}

// inside runs f in a transaction of h and closes h.
func (s *Store) inside(ctx context.Context, h *handle, r request, f func(*txn) error) (err error) {
	t := &txn{ctx: ctx, now: s.now()}
	defer func() {
		if p := recover(); p != nil {
			if t.foreign {
				_ = t.rollback()
				h.abandon()
				panic(p) // a caller's function, not the file
			}
			_ = t.rollback()
			h.abandon()
			err = s.explain(r.doing, damage(p))
		}
	}()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	if r.write {
		tighten(h.file)
	}
	if t.b, err = h.db.Begin(r.write); err != nil {
		h.close()
		return s.explain(r.doing, err)
	}
	err = s.within(t, h, f)
	if err == nil && t.dirty {
		err = t.b.Commit()
		t.b = nil
	}
	if e := t.rollback(); err == nil {
		err = e
	}
	h.close()
	return s.explain(r.doing, err)
}

// within checks that the file is a whole library of our schema and runs f.
func (s *Store) within(t *txn, h *handle, f func(*txn) error) error {
	info, err := h.file.Stat()
	if err != nil {
		return err
	}
	if info.Size() < t.b.Size() {
		return fmt.Errorf("%w: the file has %d of %d bytes", briefings.ErrDamaged, info.Size(), t.b.Size())
	}
	if err := s.checkSchema(t); err != nil {
		return err
	}
	return f(t)
}

// damage turns a panic of bbolt's, or a fault in the mapped file, into an error.
func damage(p any) error {
	return fmt.Errorf("%w: %v", briefings.ErrDamaged, p)
}

// explain says what was tried, on what file, and what the user can do.
func (s *Store) explain(doing string, err error) error {
	var told *toldError
	switch {
	case err == nil, errors.As(err, &told), errors.Is(err, errOld):
		return err
	case isFull(err):
		return fullOr(doing, s.path, err)
	case errors.Is(err, fs.ErrPermission):
		return &toldError{fmt.Errorf("%s: no permission for library %s: %w", doing, s.path, err)}
	case errors.Is(err, briefings.ErrDamaged), isDamage(err):
		if !errors.Is(err, briefings.ErrDamaged) {
			err = fmt.Errorf("%w: %w", briefings.ErrDamaged, err)
		}
		return &toldError{fmt.Errorf("%s: %s: %w; restore a backup with `readout restore FILE`", doing, s.path, err)}
	}
	return err
}

// fullOr says that the disk of the file at path is full, if that is what err is.
func fullOr(doing, path string, err error) error {
	if isFull(err) {
		return &toldError{fmt.Errorf("%s: the disk of %s is full; nothing was changed: %w", doing, path, err)}
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// toldError is an error that says all it has to: what, where, what to do.
type toldError struct{ error }

func (e *toldError) Unwrap() error { return e.error }

// isDamage reports whether bbolt refused the file for what it holds.
func isDamage(err error) bool {
	return errors.Is(err, berrors.ErrInvalid) || errors.Is(err, berrors.ErrChecksum) ||
		errors.Is(err, berrors.ErrVersionMismatch) ||
		strings.Contains(err.Error(), "file size too small") || strings.Contains(err.Error(), "mmap too large")
}

// isFull reports whether a write failed for want of room. bbolt passes some
// errors on as text, hence the words.
func isFull(err error) bool {
	for _, e := range []error{syscall.ENOSPC, syscall.EFBIG} {
		if errors.Is(err, e) || strings.Contains(err.Error(), e.Error()) {
			return true
		}
	}
	return strings.Contains(err.Error(), "disk quota exceeded")
}
