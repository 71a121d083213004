package store

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"readout/briefings"
)

// The words of a step stand on one line: how wide they are, and the names in
// them, in cells.
const (
	maxWords    = 70
	longestName = 40 // a title or a passage
	longestTags = 30 // a list of tags
	leastName   = 12
)

// said is head and a title or passage in quotation marks, or what stands for
// it when it is blank.
func said(head, name, otherwise string) string {
	if name = quoted(name, min(longestName, max(maxWords-cellsOf(head)-2, leastName))); name == "" {
		name = otherwise
	}
	return head + name
}

// saidOf is head and which briefings the items are about: a title, or how many.
func (t *txn) saidOf(head string, items []journalItem) (string, error) {
	if len(items) != 1 {
		return head + countOf(len(items), "briefing"), nil
	}
	h, err := t.header(items[0].ID)
	if err != nil {
		return "", err
	}
	return said(head, h.Title, h.id), nil
}

// saidAbout is head and what an annotation marks: its passage, or its briefing.
func (t *txn) saidAbout(head string, a *briefings.Annotation) (string, error) {
	if a.Quote != nil {
		return said(head, a.Quote.Exact, a.ID), nil
	}
	h, err := t.header(a.Briefing)
	if err != nil {
		return "", err
	}
	return said(head, h.Title, h.id), nil
}

// tagged says before whom or what which tags were put on it and taken off.
func tagged(add, remove []string) string {
	switch {
	case len(remove) == 0:
		return "tagged " + tagList(add, longestTags) + ": "
	case len(add) == 0:
		return "took " + tagList(remove, longestTags) + " off "
	}
	return "tagged " + tagList(add, longestTags/2) + " instead of " + tagList(remove, longestTags/2) + ": "
}

// tagList names tags in at most n cells; of many, the first and how many more
// there are.
func tagList(tags []string, n int) string {
	if all := strings.Join(tags, ", "); cellsOf(all) <= n || len(tags) == 1 {
		return shorten(all, n)
	}
	for k := len(tags) - 1; k > 1; k-- {
		more := fmt.Sprintf(" and %d more", len(tags)-k)
		if some := strings.Join(tags[:k], ", "); cellsOf(some)+len(more) <= n {
			return some + more
		}
	}
	more := fmt.Sprintf(" and %d more", len(tags)-1)
	return shorten(tags[0], max(n-len(more), 1)) + more
}

// annotated says what became of an annotation, before what it marks.
func annotated(c *noteChange) string {
	before, after := c.Before, c.After
	page := (before == nil || before.Quote == nil) && (after == nil || after.Quote == nil)
	switch {
	case after == nil && page:
		return "deleted the note on "
	case after == nil:
		return "deleted the mark "
	case before == nil && (page || after.Text != ""):
		return "noted on "
	case before == nil:
		return "marked "
	case before.Text != after.Text && before.Text == "":
		return "noted on "
	case before.Text != after.Text && after.Text == "":
		return "deleted the note on "
	case before.Text != after.Text:
		return "changed the note on "
	case before.Color != after.Color:
		return "recoloured "
	}
	return tagged(missingFrom(before.Tags, after.Tags), missingFrom(after.Tags, before.Tags))
}

// quoted returns the beginning of s in quotation marks, on one line of at most
// n cells besides these, or "" when it is blank. Quotation marks of its own
// become single ones; a pair around the whole of it, or half a pair, is left out.
func quoted(s string, n int) string {
	s = strings.Join(strings.Fields(cut(s, 16*n)), " ")
	if s = shorten(unquoted(s), n); s == "" {
		return ""
	}
	return "“" + innerQuotes().Replace(s) + "”"
}

func innerQuotes() *strings.Replacer {
	return strings.NewReplacer("“", "‘", "”", "’", "„", "‚", `"`, "'")
}

// unquoted is s without a quotation mark at its beginning or end that belongs
// to the whole of it or to nothing in it.
func unquoted(s string) string {
	const marks = "“”„\""
	first, n := utf8.DecodeRuneInString(s)
	last, m := utf8.DecodeLastRuneInString(s)
	opens, closes := strings.ContainsRune(marks, first), strings.ContainsRune(marks, last)
	if n == len(s) {
		return s
	}
	switch inner := s[n:]; {
	case opens && closes && !strings.ContainsAny(s[n:len(s)-m], marks):
		return strings.TrimSpace(s[n : len(s)-m])
	case opens && !strings.ContainsAny(inner, marks):
		return strings.TrimSpace(inner)
	case closes && !strings.ContainsAny(s[:len(s)-m], marks):
		return strings.TrimSpace(s[:len(s)-m])
	}
	return s
}

// shorten returns s, or its beginning and … in n cells.
func shorten(s string, n int) string {
	if cellsOf(s) <= n {
		return s
	}
	end := 0
	for i, r := range s {
		if n -= cellsOfRune(r); n < 1 {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	return strings.TrimRightFunc(s[:end], unicode.IsSpace) + "…"
}

// cellsOf estimates how wide a screen shows s; marks that are drawn over
// others count, too.
func cellsOf(s string) (n int) {
	for _, r := range s {
		n += cellsOfRune(r)
	}
	return n
}

func cellsOfRune(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	case width.Neutral, width.EastAsianAmbiguous, width.EastAsianNarrow, width.EastAsianHalfwidth:
	}
	return 1
}

func countOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
