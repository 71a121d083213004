package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"readout/briefings"

	"go.etcd.io/bbolt"
)

// A library is private.
const (
	fileMode fs.FileMode = 0o600
	dirMode  fs.FileMode = 0o700
)

// create makes the folder and an empty library in it. The file appears whole
// or not at all; that another process made it first is no error.
func (s *Store) create() error {
	if err := makeDir(s.dir); err != nil {
		return fmt.Errorf("create library: %w", err)
	}
	temp, err := tempName(s.dir)
	if err != nil {
		return s.explain("create library", err)
	}
	defer func() { _ = os.Remove(temp) }()
	if err := s.build(temp); err != nil {
		return s.explain("create library", err)
	}
	if err := install(temp, s.path); err != nil {
		return s.explain("create library", err)
	}
	return syncDir(s.dir)
}

// build fills path with the buckets of an empty library.
func (s *Store) build(path string) error {
	db, err := bbolt.Open(path, fileMode, &bbolt.Options{NoStatistics: true})
	if err != nil {
		return err
	}
	err = db.Update(func(b *bbolt.Tx) error {
		for _, name := range buckets() {
			if _, err := b.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		t := &txn{b: b}
		if err := t.putRaw(inMeta, []byte(keyFormat), []byte(format)); err != nil {
			return err
		}
		return t.putRaw(inMeta, []byte(keySchema), []byte(strconv.Itoa(s.schema())))
	})
	return errors.Join(err, db.Close())
}

// install gives temp the name path unless a library has it.
func install(temp, path string) error {
	if info, err := os.Stat(path); err == nil && info.Size() == 0 {
		return os.Rename(temp, path) // an empty file holds nothing to lose
	}
	err := os.Link(temp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	return os.Rename(temp, path) // a file system without hard links
}

// tempName makes an empty private file in dir.
func tempName(dir string) (string, error) {
	f, err := os.CreateTemp(dir, "."+fileName+"-*")
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	return f.Name(), f.Chmod(fileMode)
}

// makeDir makes dir and its missing parents, private whatever the umask is.
// A folder that exists keeps its mode: it is the user's.
func makeDir(dir string) error {
	if info, err := os.Stat(dir); err == nil {
		if !info.IsDir() {
			return fmt.Errorf("%s is a file, not a folder", dir)
		}
		return nil
	}
	if err := makeParent(dir); err != nil {
		return err
	}
	if err := os.Mkdir(dir, dirMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Chmod(dir, dirMode)
}

func makeParent(dir string) error {
	parent := filepath.Dir(dir)
	if parent == dir {
		return nil
	}
	return makeDir(parent)
}

// tighten takes away what others may do with the file.
func tighten(f *os.File) {
	info, err := f.Stat()
	if err == nil && info.Mode().Perm()&0o077 != 0 {
		_ = f.Chmod(fileMode) // another owner's file keeps its mode
	}
}

// syncDir makes the names in dir durable.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // has no such call; the rename is journalled
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return fmt.Errorf("sync folder %s: %w", dir, err)
	}
	return nil
}

// holderPath is the file in which a long operation says who is at work.
func (s *Store) holderPath() string { return filepath.Join(s.dir, "."+fileName+".busy") }

// sign says in a file beside the library who holds it, for the messages of
// those who wait. It returns the function that takes the sign away.
func (s *Store) sign(doing string) func() {
	s.sweep()
	line := fmt.Sprintf("%s, process %d", doing, os.Getpid())
	if os.WriteFile(s.holderPath(), []byte(line), fileMode) != nil {
		return func() {} // a sign is a courtesy
	}
	return func() { _ = os.Remove(s.holderPath()) }
}

// busy is the error of a wait that ended.
func (s *Store) busy(r request) error {
	who := "another readout process is"
	if holder := s.holder(); holder != "" {
		who = fmt.Sprintf("another readout process (%s) is", holder)
	}
	return &toldError{fmt.Errorf("%s: %w: %s working in %s; waited %s: try again when it is done",
		r.doing, briefings.ErrBusy, who, s.path, r.wait.Round(100*time.Millisecond))}
}

// holder returns what the sign says, "" when there is none or when it was left
// by a process that is no more.
func (s *Store) holder() string {
	b, err := os.ReadFile(s.holderPath())
	if err != nil || len(b) > 200 {
		return ""
	}
	line := strings.TrimSpace(string(b))
	_, number, ok := strings.Cut(line, ", process ")
	pid, err := strconv.Atoi(number)
	if !ok || err != nil || pid == os.Getpid() {
		return ""
	}
	if p, err := os.FindProcess(pid); err != nil || errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone) {
		return ""
	}
	return line
}

// staleAfter is the age from which a temporary file was left by a process that
// was killed.
const staleAfter = 24 * time.Hour

// sweep removes temporary files that killed processes left.
func (s *Store) sweep() {
	left, err := filepath.Glob(filepath.Join(s.dir, "."+fileName+"-*"))
	if err != nil {
		return // the folder's name is a pattern; nothing is swept there
	}
	for _, name := range left {
		if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > staleAfter {
			_ = os.Remove(name)
		}
	}
}
