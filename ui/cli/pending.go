package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"time"
)

// pending is a file that is being written under a temporary name beside the
// one that it will get: a reader of the folder finds the old file or the new
// one, never a part. Names and links that leave the folder are refused by
// os.Root.
type pending struct {
	*os.File

	root       *os.Root
	temp, name string
}

// create begins a file; commit or abort ends it.
func create(root *os.Root, name string) (*pending, error) {
	temp := fmt.Sprintf(".readout-%d.tmp", os.Getpid())
	_ = root.Remove(temp) // of a process that was killed and had this number
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return &pending{f, root, temp, name}, nil
}

// abandonedAfter is the age from which a temporary file belongs to nobody.
const abandonedAfter = time.Hour

// abandoned reports whether a file is one that a killed process left.
func abandoned(e fs.DirEntry) bool {
	if ok, _ := path.Match(".readout-*.tmp", e.Name()); !ok || !e.Type().IsRegular() {
		return false
	}
	info, err := e.Info()
	return err == nil && time.Since(info.ModTime()) > abandonedAfter
}

// commit makes what was written durable and gives it its name.
func (p *pending) commit() error {
	err := p.Sync()
	if closeErr := p.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = p.root.Rename(p.temp, p.name)
	}
	if err != nil {
		_ = p.root.Remove(p.temp)
	}
	return err
}

// abort takes the file away.
func (p *pending) abort() {
	_ = p.Close()
	_ = p.root.Remove(p.temp)
}
