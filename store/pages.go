package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"

	"readout/briefings"
)

// bbolt trusts the pages that it maps: a damaged file can make it follow a
// pointer out of the file or round in a circle, which ends the program. So the
// pages that point to others are walked before any use of a file (skeleton.go),
// and all of them before the whole file is read (check, restore), by the format
// that bbolt has kept since version 2 of it (all little-endian on the machines
// that this program is built for):
//
//	page   id u64, flags u16, count u16, overflow u32, then elements
//	branch pos u32, key size u32, page u64; pos counts from the element
//	leaf   flags u32, pos u32, key size u32, value size u32
//	meta   magic u32, version u32, page size u32, flags u32, root page u64,
//	       sequence u64, freelist u64, high water mark u64, transaction u64, FNV-1a u64
const (
	pageHeader    = 16
	branchElement = 16
	leafElement   = 16
	metaLen       = 64
	bucketHeader  = 16

	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagMeta     = 0x04
	flagFreelist = 0x10
	flagBucket   = 0x01 // of a leaf element

	boltMagic   = 0xED0CDAED
	boltVersion = 2
	noFreelist  = ^uint64(0)

	maxPageDepth = 64
	maxPageSize  = 64 << 10
)

// walker walks the pages of a file.
type walker struct {
	f        io.ReaderAt
	size     int64
	pageSize int64
	high     uint64   // number of pages
	seen     []uint64 // a bit for each page
}

// verifyPages walks every page of the database at path and returns ErrDamaged
// for the first that bbolt could not follow.
func verifyPages(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	w := &walker{f: f, size: info.Size()}
	return w.walk()
}

func broken(format string, args ...any) error {
	return fmt.Errorf("%w: %s", briefings.ErrDamaged, fmt.Sprintf(format, args...))
}

// walk checks the newer good meta page and all of the tree under it.
func (w *walker) walk() error {
	best, err := w.meta()
	if err != nil {
		return err
	}
	root, freelist := binary.LittleEndian.Uint64(best[16:]), binary.LittleEndian.Uint64(best[32:])
	if freelist != noFreelist {
		if err := w.freelist(freelist); err != nil {
			return err
		}
	}
	return w.page(root, 0)
}

// meta returns the newer good meta page, and notes what it says of the file.
func (w *walker) meta() ([]byte, error) {
	first := make([]byte, pageHeader+metaLen)
	if _, err := w.f.ReadAt(first, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	w.pageSize = int64(os.Getpagesize())
	if m := first[pageHeader:]; binary.LittleEndian.Uint32(m) == boltMagic {
		if n := int64(binary.LittleEndian.Uint32(m[8:])); n >= 1024 && n <= maxPageSize && n&(n-1) == 0 {
			w.pageSize = n
		}
	}
	var best []byte
	for page := range int64(2) {
		b := make([]byte, pageHeader+metaLen)
		if _, err := w.f.ReadAt(b, page*w.pageSize); err != nil {
			continue
		}
		if m := b[pageHeader:]; goodMeta(m) && (best == nil || txid(m) > txid(best)) {
			best = m
		}
	}
	if best == nil {
		return nil, broken("this is not a library of readout, or its first two pages are damaged")
	}
	w.high = binary.LittleEndian.Uint64(best[40:])
	if w.high > uint64(w.size)/uint64(w.pageSize) {
		return nil, broken("the file has %d of %d pages", w.size/w.pageSize, w.high)
	}
	w.seen = make([]uint64, w.high/64+1)
	return best, nil
}

func txid(m []byte) uint64 { return binary.LittleEndian.Uint64(m[48:]) }

func goodMeta(m []byte) bool {
	h := fnv.New64a()
	_, _ = h.Write(m[:56])
	return binary.LittleEndian.Uint32(m) == boltMagic && binary.LittleEndian.Uint32(m[4:]) == boltVersion &&
		binary.LittleEndian.Uint64(m[56:]) == h.Sum64()
}

// head returns the kind of page id and how many pages follow it, checked to be
// where it says.
func (w *walker) head(id uint64) (flags uint16, overflow uint64, err error) {
	var head [pageHeader]byte
	return w.readHead(id, head[:])
}

// readHead is head that reads b, the page's beginning.
func (w *walker) readHead(id uint64, b []byte) (flags uint16, overflow uint64, err error) {
	if id < 2 || id >= w.high {
		return 0, 0, broken("a pointer to page %d of %d", id, w.high)
	}
	if _, err := w.f.ReadAt(b, int64(id)*w.pageSize); err != nil {
		return 0, 0, err
	}
	overflow = uint64(binary.LittleEndian.Uint32(b[12:]))
	if binary.LittleEndian.Uint64(b) != id || id+overflow >= w.high {
		return 0, 0, broken("page %d has a damaged head", id)
	}
	return binary.LittleEndian.Uint16(b[8:]), overflow, nil
}

// claim notes that something points to page id.
func (w *walker) claim(id uint64) error {
	switch {
	case id < 2 || id >= w.high:
		return broken("a pointer to page %d of %d", id, w.high)
	case w.claimed(id):
		return broken("page %d is used twice", id)
	}
	w.seen[id/64] |= 1 << (id % 64)
	return nil
}

// claimed reports whether something pointed to page id.
func (w *walker) claimed(id uint64) bool { return w.seen[id/64]>>(id%64)&1 == 1 }

// read returns page id with the pages that follow it, and claims them.
func (w *walker) read(id uint64) ([]byte, error) { return w.readTo(make([]byte, w.pageSize), id) }

// readTo is read that uses b, of the size of a page, when one is enough.
func (w *walker) readTo(b []byte, id uint64) ([]byte, error) {
	_, overflow, err := w.readHead(id, b)
	if err != nil {
		return nil, err
	}
	for i := range overflow + 1 {
		if err := w.claim(id + i); err != nil {
			return nil, err
		}
	}
	if overflow > 0 {
		return w.body(id, overflow)
	}
	return b, nil
}

func (w *walker) body(id, overflow uint64) ([]byte, error) {
	b := make([]byte, int64(overflow+1)*w.pageSize)
	_, err := w.f.ReadAt(b, int64(id)*w.pageSize)
	return b, err
}

func (w *walker) freelist(id uint64) error {
	b, err := w.read(id)
	if err != nil {
		return err
	}
	count, at := uint64(binary.LittleEndian.Uint16(b[10:])), uint64(pageHeader)
	if count == 0xFFFF {
		count, at = binary.LittleEndian.Uint64(b[pageHeader:]), at+8
	}
	if binary.LittleEndian.Uint16(b[8:]) != flagFreelist || count > (uint64(len(b))-at)/8 {
		return broken("the list of free pages is damaged")
	}
	last := uint64(1)
	for i := range count {
		free := binary.LittleEndian.Uint64(b[at+8*i:])
		if free <= last || free >= w.high {
			return broken("the list of free pages is damaged")
		}
		last = free
	}
	return nil
}

// page checks page id and what hangs under it.
func (w *walker) page(id uint64, depth int) error {
	if depth > maxPageDepth {
		return tooDeep()
	}
	b, err := w.read(id)
	if err != nil {
		return err
	}
	return w.elements(b, id, depth)
}

// elements checks the elements of a page, or of the page of an inline bucket.
func (w *walker) elements(b []byte, id uint64, depth int) error {
	switch flags := binary.LittleEndian.Uint16(b[8:]); flags {
	case flagBranch:
		return branch(b, id, func(child uint64) error { return w.page(child, depth+1) })
	case flagLeaf:
		return leaf(b, id, func(bucket []byte) error { return w.bucket(bucket, id, depth) })
	}
	return broken("page %d is of no kind that holds data", id)
}

// branch calls f with the pages to which a branch points.
func branch(b []byte, id uint64, f func(child uint64) error) error {
	count := int(binary.LittleEndian.Uint16(b[10:]))
	if pageHeader+count*branchElement > len(b) {
		return broken("page %d has a damaged head", id)
	}
	for i := range count {
		at := pageHeader + i*branchElement
		pos, ksize := binary.LittleEndian.Uint32(b[at:]), binary.LittleEndian.Uint32(b[at+4:])
		if uint64(at)+uint64(pos)+uint64(ksize) > uint64(len(b)) {
			return broken("page %d, element %d is damaged", id, i)
		}
		if err := f(binary.LittleEndian.Uint64(b[at+8:])); err != nil {
			return err
		}
	}
	return nil
}

// leaf checks the elements of a leaf and calls f with the values of those that
// are buckets.
func leaf(b []byte, id uint64, f func(bucket []byte) error) error {
	count := int(binary.LittleEndian.Uint16(b[10:]))
	if pageHeader+count*leafElement > len(b) {
		return broken("page %d has a damaged head", id)
	}
	for i := range count {
		at := pageHeader + i*leafElement
		flags, pos := binary.LittleEndian.Uint32(b[at:]), uint64(binary.LittleEndian.Uint32(b[at+4:]))
		ksize, vsize := uint64(binary.LittleEndian.Uint32(b[at+8:])), uint64(binary.LittleEndian.Uint32(b[at+12:]))
		end := uint64(at) + pos + ksize + vsize
		if end > uint64(len(b)) || flags > flagBucket {
			return broken("page %d, element %d is damaged", id, i)
		}
		if flags == flagBucket && vsize < bucketHeader {
			return broken("a bucket on page %d is damaged", id)
		}
		if flags == flagBucket {
			if err := f(b[end-vsize : end]); err != nil {
				return err
			}
		}
	}
	return nil
}

// bucket checks a bucket: its root page, or the page that follows in its value.
func (w *walker) bucket(v []byte, id uint64, depth int) error {
	if depth > maxPageDepth {
		return broken("a bucket on page %d is damaged", id)
	}
	if root := binary.LittleEndian.Uint64(v); root != 0 {
		return w.page(root, depth+1)
	}
	if len(v) < bucketHeader+pageHeader {
		return broken("a bucket on page %d is damaged", id)
	}
	return w.elements(v[bucketHeader:], id, depth+1)
}
