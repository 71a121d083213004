package reader

import (
	"strings"

	"readout/briefings"
	"readout/ui/clean"
)

// why says in words by what the text tells who makes a statement: the phrase
// that stands there, and how it became a person. Grounds that it does not know
// it says as they are.
func (d *article) why(s *briefings.Statement) string {
	phrase := ""
	if at := s.Speaker.Span; !at.Empty() && at.Start >= 0 && at.End <= len(d.Text) {
		phrase = "“" + strings.TrimSpace(clean.Line(clean.Head(d.Text[at.Start:at.End], shownQuote))) + "”"
	}
	grounds, corrected := clean.Line(s.Grounds), ""
	if grounds == briefings.ByReader {
		return "your correction"
	}
	if found, ok := strings.CutSuffix(grounds, "; "+briefings.ByReader); ok {
		grounds, corrected = found, "your correction; "
	}
	grounds, dated, _ := strings.Cut(grounds, "; office on ")
	base, detail, _ := strings.Cut(grounds, ": ")
	if day, ok := strings.CutPrefix(base, "office on "); ok {
		return corrected + strings.TrimSpace(phrase+" held that office on "+day) + inBrackets(detail)
	}
	base, after, _ := strings.Cut(base, " after ")
	base, _, _ = strings.Cut(base, "; ")
	words, ok := map[string]string{
		"named":             "is named there",
		"surname":           "is a surname, completed from the text",
		"office":            "is an office that the text gives",
		"pronoun":           "is a pronoun for who was named before",
		"turn label":        "is the label of the turn",
		"organisation":      "speaks for itself",
		"description":       "has no name in the text",
		"both parties":      "are the parties named before",
		"quotation goes on": "the quotation before goes on",
		"says who asks":     "says who asks, in the words of the question",
		"called to ask":     "is given the floor before the question",

		"title of the document": "the title says who speaks",
		"unknown":               "nothing says who speaks",
	}[base]
	if after != "" {
		words = "is a pronoun for " + after
	}
	if dated != "" {
		words += ", office on " + dated
	}
	words += inBrackets(detail)
	switch {
	case !ok:
		return corrected + grounds
	case phrase == "" || strings.HasPrefix(words, "the ") || strings.HasPrefix(words, "nothing "):
		return corrected + words
	}
	return corrected + phrase + " " + words
}

// inBrackets returns s in brackets after a space, "" for none.
func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}
