package store

import (
	"fmt"
	"os"
	"path/filepath"
)

// pending is a private file that appears under its name when it is whole and
// durable: a temporary file in the same folder, sync, rename.
type pending struct {
	*os.File

	path string
	done bool
}

// newFile begins the file path. The caller defers drop and ends with commit.
func newFile(path string) (*pending, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return nil, err
	}
	p := &pending{File: f, path: path}
	if err := f.Chmod(fileMode); err != nil {
		p.drop()
		return nil, err
	}
	return p, nil
}

// commit makes the file durable and gives it its name.
func (p *pending) commit() error {
	if err := p.Sync(); err != nil {
		return err
	}
	if err := p.Close(); err != nil {
		return err
	}
	if err := os.Rename(p.Name(), p.path); err != nil {
		return fmt.Errorf("put %s in its place: %w", p.path, err)
	}
	p.done = true
	return syncDir(filepath.Dir(p.path))
}

// drop removes what was not committed.
func (p *pending) drop() {
	if !p.done {
		_ = p.Close()
		_ = os.Remove(p.Name())
	}
}
