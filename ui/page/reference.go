package page

import (
	"strconv"
	"strings"

	"readout/briefings"
)

// Reference is a reference to a footnote, or the number at the footnote that
// leads back to it: package parse makes both of the forms that documents have.
type Reference struct {
	briefings.Span // in the text of the article

	Number int
	Note   bool // it stands at the note
	To     int  // where it leads: the beginning of the note's line, or the reference
}

// The addresses of footnotes in the normalised Markdown, before their numbers.
const (
	toNote = "#fn-"
	toRef  = "#fnref-"
)

// Refers reports whether Markdown can have footnotes: finding them takes time
// in a long article.
func Refers(markdown string) bool { return strings.Contains(markdown, "]("+toNote) }

// References returns the references and footnotes of the article that lead to
// each other, in the order of its text. It parses the inside of every block, once.
func (p *Page) References() []Reference {
	if p.refs != nil || p.doc == nil {
		return p.refs
	}
	p.refs = []Reference{}
	first, note := map[int]int{}, map[int]int{} // by number: where it is referred to, where it stands
	for _, b := range p.blocks {
		if b.index < 0 || b.Empty() {
			continue
		}
		proj := p.doc.Project(b.index, nil)
		if proj.Text != p.text[b.Start:b.End] {
			continue
		}
		for _, l := range proj.Links {
			r := Reference{Span: briefings.Span{Start: b.Start + l.Start, End: b.Start + l.End}}
			digits, ok := strings.CutPrefix(l.URL, toNote)
			if !ok {
				digits, r.Note = strings.CutPrefix(l.URL, toRef)
			}
			n, err := strconv.Atoi(digits)
			if err != nil || !ok && !r.Note {
				continue
			}
			r.Number = n
			known := first
			if r.Note {
				known = note
			}
			if _, ok := known[n]; !ok {
				known[n] = r.Start
			}
			p.refs = append(p.refs, r)
		}
	}
	out := p.refs[:0]
	for _, r := range p.refs {
		from, ok := first[r.Number]
		to, noted := note[r.Number]
		if !ok || !noted {
			continue
		}
		if r.To = from; !r.Note {
			r.To = strings.LastIndexByte(p.text[:to], '\n') + 1
		}
		out = append(out, r)
	}
	p.refs = out
	return p.refs
}
