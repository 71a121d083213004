package store

import (
	"encoding/binary"
	"os"
	"sync"
)

// checked remembers the last file of a Store whose skeleton was found sound.
type checked struct {
	mu   sync.Mutex
	file os.FileInfo
	txid uint64
}

// sound checks that bbolt can follow the pointers of f and come to an end. A
// state of a file that this Store has checked is not checked again.
func (c *checked) sound(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	w := &walker{f: f, size: info.Size(), seen: make(map[uint64]bool)}
	m, err := w.meta()
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.file != nil && os.SameFile(c.file, info) && c.txid == txid(m) {
		return nil
	}
	if err := w.skeleton(binary.LittleEndian.Uint64(m[16:]), 0, true); err != nil {
		return err
	}
	c.file, c.txid = info, txid(m)
	return nil
}

// skeleton visits page id and the branches under it, so that no page is pointed
// to twice; then no way leads in a circle. Leaves are looked into only where
// they hold buckets (top). All leaves of a tree are equally deep, so the first
// child of a branch says what its siblings are.
func (w *walker) skeleton(id uint64, depth int, top bool) error {
	if depth > maxPageDepth {
		return broken("pages are nested more than %d deep", maxPageDepth)
	}
	if err := w.claim(id); err != nil {
		return err
	}
	flags, overflow, err := w.head(id)
	switch {
	case err != nil:
		return err
	case flags == flagLeaf && !top:
		return nil
	case flags != flagLeaf && flags != flagBranch:
		return broken("page %d is of no kind that holds data", id)
	}
	b, err := w.body(id, overflow)
	if err != nil {
		return err
	}
	if flags == flagLeaf {
		return leaf(b, id, func(bucket []byte) error {
			root := binary.LittleEndian.Uint64(bucket)
			if root == 0 {
				return nil // the bucket is here, on this page
			}
			return w.skeleton(root, depth+1, false)
		})
	}
	leaves := false
	first := true
	return branch(b, id, func(child uint64) error {
		if first && !top {
			flags, _, err := w.head(child)
			if err != nil {
				return err
			}
			leaves = flags == flagLeaf
		}
		first = false
		if leaves {
			return w.claim(child)
		}
		return w.skeleton(child, depth+1, top)
	})
}
