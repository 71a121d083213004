package reader

import (
	"strings"
	"unicode"

	"readout/briefings"
)

// hanging is by how many cells turns are indented under their labels.
const hanging = 2

// longestLabel bounds the label of a turn, bytes.
const longestLabel = 80

// turns returns the labels of a transcript's turns ("MR. VANE:", "Q"): of
// those that the analysis made statements of, and then of all paragraphs that
// begin as they do or in capitals.
func (d *article) turns() []briefings.Span {
	known := map[string]bool{}
	for i := range d.statements {
		if s := d.label(d.statements[i].Cue); !s.Empty() {
			known[d.Text[s.Start:s.End]] = true
		}
	}
	if len(known) == 0 {
		return nil
	}
	var out []briefings.Span
	for _, b := range d.blocks {
		line := d.Text[b.Start:min(b.End, b.Start+longestLabel)]
		word, _, _ := strings.Cut(line, " ")
		at := strings.IndexByte(line, ':')
		switch {
		case at > 0 && (known[line[:at+1]] || shouted(line[:at])):
			out = append(out, briefings.Span{Start: b.Start, End: b.Start + at + 1})
		case known[word]:
			out = append(out, briefings.Span{Start: b.Start, End: b.Start + len(word)})
		}
	}
	return out
}

// label returns the label that ends with a statement's cue: a colon after a
// name at the beginning of a paragraph, or a letter that stands for it.
func (d *article) label(cue briefings.Span) briefings.Span {
	if cue.Start < 0 || cue.End > len(d.Text) || cue.Empty() {
		return briefings.Span{}
	}
	b := d.paragraph(cue.Start)
	s := briefings.Span{Start: b.Start, End: cue.End}
	switch word := d.Text[cue.Start:cue.End]; {
	case cue.Start < b.Start || s.Len() > longestLabel:
		return briefings.Span{}
	case word == ":" && s.Len() > 1:
		return s
	case cue.Start == b.Start && len(word) <= len("Q.:") && unicode.IsUpper(rune(word[0])):
		return s
	}
	return briefings.Span{}
}

// shouted reports whether s is a name in capitals: two letters at least, none
// of them small.
func shouted(s string) bool {
	letters := 0
	for _, c := range s {
		switch {
		case unicode.IsLower(c), c == '\n', c == '.' && letters == 0:
			return false
		case unicode.IsLetter(c):
			letters++
		}
	}
	return letters >= 2
}
