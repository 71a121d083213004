// Package samples holds the built-in briefings that the reader shows in an
// empty library: one of each kind of document, so that the first run shows
// what the program does. Their states, persons and agencies are invented, and
// each says so in its text.
package samples

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Sample is one built-in document, to be imported like a file.
type Sample struct {
	Name  string // file name, whose ending says nothing but helps a reader of messages
	Data  []byte // current version
	Older []byte // an earlier version to import first, or nil
}

//go:embed data
var data embed.FS

// All returns the samples in the order of their names; the tour is the first.
// The bytes belong to the caller.
func All() []Sample {
	names, err := fs.Glob(data, "data/*")
	if err != nil { // the pattern is well formed
		return nil
	}
	slices.Sort(names)
	out := make([]Sample, 0, len(names))
	for _, name := range names {
		base := path.Base(name)
		if isOlder(base) {
			continue
		}
		ext := path.Ext(base)
		s := Sample{Name: base, Data: read(name)}
		if older := strings.TrimSuffix(name, ext) + olderMark + ext; slices.Contains(names, older) {
			s.Older = read(older)
		}
		out = append(out, s)
	}
	return out
}

// olderMark ends the name of an earlier version, before the extension.
const olderMark = ".older"

func isOlder(name string) bool {
	return strings.HasSuffix(strings.TrimSuffix(name, path.Ext(name)), olderMark)
}

func read(name string) []byte {
	b, err := data.ReadFile(name)
	if err != nil { // the name comes from the same file system
		return nil
	}
	return b
}
