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

// turns returns the labels of a transcript's turns ("MR. VANE:"): of those
// that the analysis made statements of, and then of all paragraphs that begin
// as they do or in capitals.
func (d *article) turns() []briefings.Span {
	known := map[string]bool{}
	for i := range d.statements {
		s := d.statements[i].Statement
		if s.Cue.Start < 0 || s.Cue.End > len(d.Text) || s.Cue.Empty() || strings.TrimSpace(d.Text[s.Cue.Start:s.Cue.End]) != ":" {
			continue
		}
		if b := d.paragraph(s.Cue.Start); s.Cue.End-b.Start > 0 && s.Cue.End-b.Start <= longestLabel {
			known[strings.TrimSpace(d.Text[b.Start:s.Cue.End])] = true
		}
	}
	if len(known) == 0 {
		return nil
	}
	var out []briefings.Span
	for _, b := range d.blocks {
		line := d.Text[b.Start:min(b.End, b.Start+longestLabel)]
		if at := strings.IndexByte(line, ':'); at > 0 && (known[line[:at+1]] || shouted(line[:at])) {
			out = append(out, briefings.Span{Start: b.Start, End: b.Start + at + 1})
		}
	}
	return out
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
