package export

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// ErrMarkers reports a file that cannot be exported again without risk to what
// the reader wrote in it: the markers of the reader's block are missing,
// doubled or out of order, or its front matter cannot be read.
var ErrMarkers = errors.New("not safe to overwrite")

// markers finds everything that looks like a marker, wherever it stands.
var markers = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)%%[ \t]*(begin|end)[ \t]+mine[ \t]*%%`)
})

// Merge returns generated with what is the reader's in old: the block between
// the markers and everything after it, and the keys of front matter that the
// program does not own, byte for byte and in the order of old. A file that
// holds nothing is replaced. On an error, which is [ErrMarkers], old is to be
// left alone.
func Merge(old, generated []byte) (merged []byte, err error) {
	if len(bytes.TrimSpace(old)) == 0 {
		return generated, nil
	}
	theirs, err := take(string(old))
	if err != nil {
		return nil, err
	}
	ours, err := take(string(generated))
	if err != nil {
		return nil, fmt.Errorf("generated text: %w", err)
	}
	front, err := mergeFront(theirs.front, ours.front)
	if err != nil {
		return nil, err
	}
	return []byte("---\n" + front + "---\n" + ours.body + theirs.mine), nil
}

// file is an exported file in its parts: front matter without its fences, the
// generated part, and from the first marker to the end what the reader owns.
type file struct{ front, body, mine string }

// take cuts an exported file into its parts.
func take(s string) (file, error) {
	var f file
	s = strings.TrimPrefix(s, "\ufeff")
	if first, rest, ok := cutLine(s); ok && first == "---" {
		end := fenceEnd(rest)
		if end < 0 {
			return f, fmt.Errorf("front matter has no end: %w", ErrMarkers)
		}
		f.front = rest[:end]
		_, s, _ = cutLine(rest[end:])
	}
	found := markers().FindAllStringIndex(s, 3)
	if n := len(found); n != 2 || markers().MatchString(f.front) {
		return f, fmt.Errorf("it has %s: %w", count(n), ErrMarkers)
	}
	begin, end := found[0], found[1]
	if !whole(s, begin, beginMine) || !whole(s, end, endMine) {
		return f, fmt.Errorf("a marker is changed, out of order or not on a line of its own: %w", ErrMarkers)
	}
	f.body, f.mine = s[:begin[0]], s[begin[0]:]
	return f, nil
}

// count says how many markers there are.
func count(n int) string {
	switch n {
	case 0:
		return "no markers"
	case 1:
		return "one marker of two"
	case 2:
		return "a marker in its front matter"
	}
	return "more than two markers"
}

// cutLine returns the first line of s, without white space at its end, and
// what follows it; ok is false for an empty s.
func cutLine(s string) (first, rest string, ok bool) {
	first, rest, _ = strings.Cut(s, "\n")
	return strings.TrimRight(first, " \t\r"), rest, s != ""
}

// fenceEnd returns where in s the line that ends front matter begins, or -1.
func fenceEnd(s string) int {
	for at := 0; at < len(s); {
		first, rest, _ := cutLine(s[at:])
		if first == "---" || first == "..." {
			return at
		}
		if at = len(s) - len(rest); rest == "" {
			break
		}
	}
	return -1
}

// whole reports whether the marker at loc is spelt as marker and stands alone
// on its line.
func whole(s string, loc []int, marker string) bool {
	if s[loc[0]:loc[1]] != marker || loc[0] > 0 && s[loc[0]-1] != '\n' {
		return false
	}
	after, _, _ := strings.Cut(s[loc[1]:], "\n")
	return strings.TrimSpace(after) == ""
}

// mergeFront returns the lines of old with the values of the owned keys taken
// from generated. An owned key that old lacks follows the owned key before it.
func mergeFront(old, generated string) (string, error) {
	if strings.TrimSpace(old) == "" {
		return generated, nil
	}
	theirs, err := entries(old)
	if err != nil {
		return "", err
	}
	ours, err := entries(generated)
	if err != nil {
		return "", err
	}
	have := make(map[string]int, len(theirs))
	for i, e := range theirs {
		have[e.key] = i
	}
	// insert holds the owned keys that follow an entry of old (-1: precede all).
	insert := map[int]string{}
	at := -1
	for _, e := range ours {
		if i, ok := have[e.key]; ok {
			theirs[i].line = e.line
			at = i
		} else {
			insert[at] += e.line
		}
	}
	var b strings.Builder
	b.WriteString(insert[-1])
	for i, e := range theirs {
		b.WriteString(e.lead)
		b.WriteString(e.line)
		if !strings.HasSuffix(e.line, "\n") {
			b.WriteString("\n")
		}
		b.WriteString(insert[i])
		b.WriteString(e.after)
	}
	// What was put together must read as it was meant.
	merged, err := entries(b.String())
	if err != nil {
		return "", err
	}
	for _, e := range slices.Concat(theirs, ours) {
		if e.key != "" && !slices.ContainsFunc(merged, func(m segment) bool { return m.key == e.key }) {
			return "", fmt.Errorf("front matter loses the key %q: %w", e.key, ErrMarkers)
		}
	}
	return b.String(), nil
}

// segment is one top-level key of front matter: the comments and empty lines
// before it, its lines, and behind the last key those that follow it.
type segment struct{ key, lead, line, after string }

// entries cuts front matter at its top-level keys.
func entries(front string) ([]segment, error) {
	if strings.Contains(strings.ReplaceAll(front, "\r\n", ""), "\r") {
		return nil, fmt.Errorf("front matter has carriage returns within lines: %w", ErrMarkers)
	}
	f, err := parser.ParseBytes([]byte(front), 0)
	if err != nil {
		first, _, _ := strings.Cut(err.Error(), "\n")
		return nil, fmt.Errorf("front matter is not valid YAML (%s): %w", first, ErrMarkers)
	}
	keys, err := topKeys(f)
	if err != nil {
		return nil, err
	}
	lines := strings.SplitAfter(front, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	out := make([]segment, 0, len(keys)+1)
	done := 0 // lines that belong to an entry
	for i, k := range keys {
		start, end := k.line-1, len(lines)
		if start < done || start >= len(lines) {
			return nil, fmt.Errorf("front matter has two keys on one line: %w", ErrMarkers)
		}
		if i+1 < len(keys) {
			end = min(keys[i+1].line-1, len(lines))
		}
		// Comments and empty lines before the next key belong to that key, those
		// at the end to none.
		for end > start+1 && isLead(lines[end-1]) {
			end--
		}
		if end <= start {
			return nil, fmt.Errorf("front matter has two keys on one line: %w", ErrMarkers)
		}
		out = append(out, segment{key: k.name, lead: strings.Join(lines[done:start], ""), line: strings.Join(lines[start:end], "")})
		done = end
	}
	if done < len(lines) && len(out) > 0 {
		out[len(out)-1].after = strings.Join(lines[done:], "")
	} else if done < len(lines) {
		out = append(out, segment{line: strings.Join(lines[done:], "")})
	}
	return out, nil
}

// isLead reports whether l is empty or looks like a comment. Inside of a block
// scalar it may be neither, but nothing is put between it and what precedes it
// except where the program's own key ends.
func isLead(l string) bool {
	l = strings.TrimSpace(l)
	return l == "" || l[0] == '#'
}

// key is a top-level key and its line, counted from 1.
type key struct {
	name string
	line int
}

// topKeys returns the keys of the one mapping that f holds.
func topKeys(f *ast.File) ([]key, error) {
	if len(f.Docs) == 0 || f.Docs[0].Body == nil {
		return nil, nil
	}
	var values []*ast.MappingValueNode
	switch body := f.Docs[0].Body.(type) {
	case *ast.MappingNode:
		if body.IsFlowStyle {
			return nil, fmt.Errorf("front matter is written in braces: %w", ErrMarkers)
		}
		values = body.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{body}
	case *ast.CommentGroupNode:
		return nil, nil
	default:
		return nil, fmt.Errorf("front matter is no list of keys: %w", ErrMarkers)
	}
	if len(f.Docs) > 1 {
		return nil, fmt.Errorf("front matter is more than one document: %w", ErrMarkers)
	}
	out := make([]key, 0, len(values))
	seen := map[string]bool{}
	for _, v := range values {
		t := v.Key.GetToken()
		if t == nil || t.Position == nil || seen[t.Value] {
			return nil, fmt.Errorf("front matter has a key twice: %w", ErrMarkers)
		}
		seen[t.Value] = true
		out = append(out, key{t.Value, t.Position.Line})
	}
	return out, nil
}
