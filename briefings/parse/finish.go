package parse

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// longestEntity bounds the search for the beginning of an entity; the longest
// name of HTML 5 has 31 letters.
const longestEntity = 40

// finish makes Markdown safe and tidy after its reader: entities that stand
// for what Clean removes or replaces, or for anything outside ASCII, become the
// characters themselves, cleaned; the first line is never one that a second
// reading would take for front matter.
func finish(md string) string {
	md = strings.Trim(Clean(resolveEntities(Clean(md))), "\n")
	first, rest, _ := strings.Cut(md, "\n")
	switch strings.TrimRight(first, " \t") {
	case yamlFence:
		md = "***\n" + rest
	case tomlFence:
		md = `\+++` + "\n" + rest
	}
	return md
}

// resolveEntities replaces the entities that do not stand for one printable
// ASCII character: those protect Markdown from being read as such, and stay.
// It looks at each semicolon backwards, in what is already resolved, so that no
// nesting (&#82&#173;38;) survives and the cost stays linear.
func resolveEntities(md string) string {
	if !strings.Contains(md, "&") {
		return md
	}
	out := make([]byte, 0, len(md))
	for i := range len(md) {
		out = append(out, md[i])
		if md[i] != ';' {
			continue
		}
		low := max(0, len(out)-longestEntity)
		at := bytes.LastIndexByte(out[low:], '&')
		if at < 0 {
			continue
		}
		at += low
		if escaped(out, at) {
			continue
		}
		entity := string(out[at:])
		value := html.UnescapeString(entity)
		if value == entity || strings.HasSuffix(value, ";") && value != ";" {
			continue // no entity, or one of those that HTML knows without its semicolon
		}
		if keepsEntity(value) {
			continue
		}
		if strings.ContainsAny(value, "\n\t") {
			value = " "
		}
		if strings.TrimLeft(value, "\u00a0\u202f ") == "" && atLineStart(out[:at]) {
			value = "" // no indentation: it would mean code
		}
		out = append(out[:at], Clean(value)...)
		if strings.ContainsRune(value, zwj) || strings.ContainsRune(value, zwnj) {
			out = append(out[:at], value...) // judged later, among its neighbours
		}
	}
	return string(out)
}

// keepsEntity reports whether value is printable ASCII.
func keepsEntity(value string) bool {
	for i := range len(value) {
		if value[i] < ' ' || value[i] > '~' {
			return false
		}
	}
	return value != ""
}

// atLineStart reports whether nothing but spaces stands between s and the line
// feed before it.
func atLineStart(s []byte) bool {
	i := len(s)
	for i > 0 && (s[i-1] == ' ' || s[i-1] == '\t') && len(s)-i < 8 {
		i--
	}
	return i == 0 || s[i-1] == '\n'
}

// escaped reports whether the character at i stands behind an odd number of
// backslashes.
func escaped(s []byte, i int) bool {
	n := 0
	for i > n && s[i-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}
