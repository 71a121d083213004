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
	w := &walker{f: f, size: info.Size()}
	m, err := w.meta()
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.file != nil && os.SameFile(c.file, info) && c.txid == txid(m) {
		return nil
	}
	if err := w.skeleton(binary.LittleEndian.Uint64(m[16:]), 0); err != nil {
		return err
	}
	c.file, c.txid = info, txid(m)
	return nil
}

// skeleton visits the branches of the tree of buckets under page id and those
// of every bucket's tree, so that no page is pointed to twice; then no way leads
// in a circle.
func (w *walker) skeleton(id uint64, depth int) error {
	if depth > maxPageDepth {
		return tooDeep()
	}
	b, err := w.read(id)
	if err != nil {
		return err
	}
	switch binary.LittleEndian.Uint16(b[8:]) {
	case flagBranch:
		return branch(b, id, func(child uint64) error { return w.skeleton(child, depth+1) })
	case flagLeaf:
		return leaf(b, id, func(bucket []byte) error {
			root := binary.LittleEndian.Uint64(bucket)
			if root == 0 {
				return nil // the bucket is here, on this page
			}
			height, err := w.height(root)
			if err != nil {
				return err
			}
			pages := make([][]byte, height+1)
			for i := range pages {
				pages[i] = make([]byte, w.pageSize)
			}
			return w.branches(root, height, pages)
		})
	}
	return broken("page %d is of no kind that holds data", id)
}

// height returns the number of branches above the first leaf of the tree under
// page id. bbolt keeps all leaves of a tree equally deep.
func (w *walker) height(id uint64) (n int, err error) {
	for ; n <= maxPageDepth; n++ {
		flags, overflow, err := w.head(id)
		if err != nil {
			return 0, err
		}
		if flags != flagBranch {
			return n, nil
		}
		b, err := w.body(id, overflow)
		if err != nil {
			return 0, err
		}
		parent := id
		if err := branch(b, parent, func(child uint64) error {
			if id == parent {
				id = child
			}
			return nil
		}); err != nil {
			return 0, err
		}
	}
	return 0, tooDeep()
}

// branches claims page id and all under it; it looks into those above the
// leaves. pages has room for a page of each height.
func (w *walker) branches(id uint64, height int, pages [][]byte) error {
	if height == 0 {
		return w.claim(id)
	}
	b, err := w.readTo(pages[height], id)
	if err != nil || binary.LittleEndian.Uint16(b[8:]) != flagBranch {
		return err
	}
	return branch(b, id, func(child uint64) error { return w.branches(child, height-1, pages) })
}

func tooDeep() error { return broken("pages are nested more than %d deep", maxPageDepth) }
