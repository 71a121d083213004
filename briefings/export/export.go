// Package export writes what a reader keeps outside the library: Markdown with
// front matter for a vault or for Pandoc, and JSON. It is pure: articles come
// in, bytes go out; who writes files decides where and when.
//
// The same article gives the same bytes: every date comes from the article,
// none from the clock. Words from documents and notes are data: they never
// form front matter, a marker, a block id, an embed, HTML or anything else
// that a Markdown reader acts upon; see [escapeText] and [escapeNote].
package export

import (
	"strings"

	"readout/briefings"
)

// Options are the parts of a Markdown export that the reader chooses.
type Options struct {
	With []string // sections beyond the notes: [WithStatements]
}

// WithStatements asks for the list of statements below the notes.
const WithStatements = "statements"

// maxSlug is the number of characters of a title that a file name keeps.
const maxSlug = 60

// Name returns the name of b's file, DATE-slug-ID.md: at most 88 bytes of ASCII
// letters, digits, dashes and one dot, never a path and never a name that a
// system reserves. A briefing without a date is "undated".
func Name(b *briefings.Briefing) string {
	return fileDate(b.Published) + "-" + slug(b.Title) + "-" + keep(strings.ToLower(b.ID), 24) + ".md"
}

// fileDate returns the day of d, or "undated".
func fileDate(d briefings.Date) string {
	if _, ok := d.Time(); ok {
		return d.Day()
	}
	return "undated"
}

// slug returns title as lower-case ASCII words joined by dashes, cut at a word.
func slug(title string) string {
	var b strings.Builder
	for _, w := range words(title) {
		switch {
		case b.Len() == 0:
			b.WriteString(keep(w, maxSlug))
		case b.Len()+1+len(w) > maxSlug:
			return b.String()
		default:
			b.WriteString("-" + w)
		}
	}
	if b.Len() == 0 {
		return "untitled"
	}
	return b.String()
}

// keep returns the first n ASCII letters and digits of s, "x" when there are none.
func keep(s string, n int) string {
	var b strings.Builder
	for i := 0; i < len(s) && b.Len() < n; i++ {
		if c := s[i]; c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			b.WriteByte(c)
		}
	}
	if b.Len() == 0 {
		return "x"
	}
	return b.String()
}
