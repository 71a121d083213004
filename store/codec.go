package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"sync"

	"readout/briefings"

	"github.com/fxamacker/cbor/v2"
)

// checksumLen is the length of the CRC-32C in front of every record.
const checksumLen = 4

// Bounds of what a record may hold; a record beyond them was not written by us.
const (
	maxElements = 16 << 20 // an article of 64 MB has fewer spans
	maxDepth    = 12
)

var castagnoli = sync.OnceValue(func() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) })

var encMode = sync.OnceValue(func() cbor.EncMode {
	m, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		panic(err) // the options are constant
	}
	return m
})

var decMode = sync.OnceValue(func() cbor.DecMode {
	m, err := cbor.DecOptions{
		DupMapKey:        cbor.DupMapKeyEnforcedAPF,
		IndefLength:      cbor.IndefLengthForbidden,
		TagsMd:           cbor.TagsForbidden,
		MaxNestedLevels:  maxDepth,
		MaxArrayElements: maxElements,
		MaxMapPairs:      256,
	}.DecMode()
	if err != nil {
		panic(err) // the options are constant
	}
	return m
})

// frame puts the checksum before b.
func frame(b []byte) []byte {
	out := make([]byte, checksumLen, checksumLen+len(b))
	binary.LittleEndian.PutUint32(out, crc32.Checksum(b, castagnoli()))
	return append(out, b...)
}

// unframe returns the bytes behind the checksum.
func unframe(bucket string, key, raw []byte) ([]byte, error) {
	if len(raw) < checksumLen || binary.LittleEndian.Uint32(raw) != crc32.Checksum(raw[checksumLen:], castagnoli()) {
		return nil, fmt.Errorf("%w: record %q of %s does not have its checksum", briefings.ErrDamaged, key, bucket)
	}
	return raw[checksumLen:], nil
}

// encode returns the framed record of v.
func encode(v any) ([]byte, error) {
	b, err := encMode().Marshal(v)
	if err != nil {
		return nil, err
	}
	return frame(b), nil
}

// decode reads a framed record into v. bucket and key are for the message.
func decode(bucket string, key, raw []byte, v any) error {
	b, err := unframe(bucket, key, raw)
	if err != nil {
		return err
	}
	if err := decMode().Unmarshal(b, v); err != nil {
		return fmt.Errorf("%w: record %q of %s: %w", briefings.ErrDamaged, key, bucket, err)
	}
	return nil
}
