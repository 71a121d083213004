package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"readout/briefings"
)

// errNoLibrary reports that there is nothing to back up.
var errNoLibrary = fmt.Errorf("there is no library yet: %w", briefings.ErrNotFound)

// Backup writes the library to w as it is at one moment. The copy is made
// first and sent then, so that a slow reader of w keeps nobody waiting.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	temp, err := os.CreateTemp(s.dir, "."+fileName+"-backup-*")
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("back up %s: %w", s.path, errNoLibrary)
	}
	if err != nil {
		return fmt.Errorf("back up %s: %w", s.path, err)
	}
	defer func() {
		_ = temp.Close()
		_ = os.Remove(temp.Name())
	}()
	if err := s.copyTo(ctx, temp, temp.Name()); err != nil {
		return err
	}
	if _, err := temp.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("back up %s: %w", s.path, err)
	}
	if _, err := io.Copy(w, &cancellable{ctx, temp}); err != nil {
		return fmt.Errorf("back up %s: %w", s.path, err)
	}
	return nil
}

// BackupFile writes the library to a private file, whole or not at all. A file
// that is there is replaced when it is a backup of a library and kept otherwise.
func (s *Store) BackupFile(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	if err := s.replaceable(path); err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	if !s.Exists() {
		return fmt.Errorf("back up %s: %w", s.path, errNoLibrary)
	}
	f, err := newFile(path)
	if err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	defer f.drop()
	if err := s.copyTo(ctx, f, path); err != nil {
		return err
	}
	if err := f.commit(); err != nil {
		return fullOr("back up to "+path, path, err)
	}
	return nil
}

// replaceable checks that path is free or a backup, and not the library.
func (s *Store) replaceable(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if mine, err := os.Stat(s.path); err == nil && os.SameFile(mine, info) {
		return errors.New("this is the library itself; name another file")
	}
	if !info.Mode().IsRegular() {
		return errors.New("this is not a file; name one")
	}
	if info.Size() == 0 {
		return nil
	}
	if _, err := inspect(path); err != nil {
		return errors.New("a file that is no backup of a library has this name; name another")
	}
	return nil
}

// copyTo writes the library to w, the file at path.
func (s *Store) copyTo(ctx context.Context, w io.Writer, path string) error {
	r := request{doing: "back up", wait: s.batchWait, batch: true}
	return s.run(ctx, r, func(t *txn) error {
		if t.b == nil {
			return fmt.Errorf("back up %s: %w", s.path, errNoLibrary)
		}
		_, err := t.b.WriteTo(&cancellableWriter{ctx, w})
		if err != nil && isFull(err) {
			return fullOr("back up", path, err)
		}
		return err
	})
}

// cancellable is a reader that stops when its context does.
type cancellable struct {
	ctx context.Context
	r   io.Reader
}

func (c *cancellable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// cancellableWriter is a writer that stops when its context does.
type cancellableWriter struct {
	ctx context.Context
	w   io.Writer
}

func (c *cancellableWriter) Write(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.w.Write(p)
}

// Restore replaces the library by the backup at path, which is checked first:
// one that is damaged or newer changes nothing. The replaced library stays
// beside it, under its name and ".before-restore-" and the time.
func (s *Store) Restore(ctx context.Context, path string) error {
	doing := "restore " + path
	if err := makeDir(s.dir); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	temp, err := s.fetchBackup(ctx, path)
	if err != nil {
		return s.explain(doing, err)
	}
	defer func() { _ = os.Remove(temp) }()
	if err := s.checkBackup(ctx, temp, path); err != nil {
		return err
	}
	if !s.Exists() {
		if err := os.Rename(temp, s.path); err != nil {
			return s.explain(doing, err)
		}
		return syncDir(s.dir)
	}
	return s.swap(ctx, doing, temp)
}

// fetchBackup copies the backup beside the library and returns the copy's name.
func (s *Store) fetchBackup(ctx context.Context, path string) (string, error) {
	from, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = from.Close() }()
	to, err := os.CreateTemp(s.dir, "."+fileName+"-restore-*")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(to, &cancellable{ctx, from})
	err = errors.Join(err, to.Chmod(fileMode), to.Sync(), to.Close())
	if err != nil {
		_ = os.Remove(to.Name())
		return "", err
	}
	return to.Name(), nil
}

// checkBackup checks the copy temp of the backup at path.
func (s *Store) checkBackup(ctx context.Context, temp, path string) error {
	version, err := inspect(temp)
	if err != nil {
		return fmt.Errorf("restore %s: the library was not changed: %w", path, err)
	}
	if version > s.schema() {
		return fmt.Errorf("restore %s: %w: its schema is %d, this program knows %d; the library was not changed",
			path, briefings.ErrNewer, version, s.schema())
	}
	copied := &Store{
		dir: s.dir, path: temp, wait: s.wait, batchWait: s.batchWait, clock: s.clock, turns: newTurns(), migrations: s.migrations,
	}
	report, err := copied.Check(ctx)
	s.forget(temp)
	if err != nil {
		return fmt.Errorf("restore %s: the library was not changed: %w", path, err)
	}
	if len(report.Problems) > 0 {
		return fmt.Errorf("restore %s: %w: %s (%d problems); the library was not changed",
			path, briefings.ErrDamaged, report.Problems[0], len(report.Problems))
	}
	return nil
}

// forget removes the copies of an older schema that a check of temp made: the
// backup itself is one.
func (s *Store) forget(temp string) {
	for version := 1; version < s.schema(); version++ {
		_ = os.Remove(schemaCopy(temp, version))
	}
}

// swap puts temp in the place of the library, which is kept, while nobody uses it.
func (s *Store) swap(ctx context.Context, doing, temp string) error {
	r := request{doing: doing, wait: s.batchWait, write: true, batch: true}
	done, err := s.turn(ctx, r)
	if err != nil {
		return err
	}
	defer done()
	h, err := s.lockOnly(ctx, r)
	if err != nil {
		return err
	}
	defer s.sign(doing)()
	if runtime.GOOS == "windows" {
		h() // which does not rename what is open
	} else {
		defer h()
	}
	keep := s.path + ".before-restore-" + s.now().Format("20060102T150405.000Z")
	if err := os.Link(s.path, keep); err != nil {
		if err := os.Rename(s.path, keep); err != nil {
			return s.explain(doing, err)
		}
	}
	if err := os.Rename(temp, s.path); err != nil {
		return s.explain(doing, err)
	}
	return syncDir(s.dir)
}

// lockOnly keeps others out of the library and returns what lets them in
// again. A damaged library, which nobody can use, needs no lock.
func (s *Store) lockOnly(ctx context.Context, r request) (func(), error) {
	h, err := s.open(ctx, r)
	if errors.Is(err, briefings.ErrDamaged) {
		return func() {}, nil
	}
	if err != nil {
		return nil, err
	}
	return h.close, nil
}

// inspect returns the schema of the library at path, which nobody writes to.
func inspect(path string) (version int, err error) {
	if err := verifyPages(path); err != nil {
		return 0, err
	}
	h, err := openFile(path, false)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", briefings.ErrDamaged, err)
	}
	defer h.close()
	b, err := h.db.Begin(false)
	if err != nil {
		return 0, err
	}
	t := &txn{b: b}
	defer func() { _ = t.rollback() }()
	return t.schemaVersion()
}
