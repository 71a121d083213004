package reader

import (
	"cmp"
	"fmt"
	"strings"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
)

// Status says in a few words where the cursor is, and what stands there.
func (r *Reader) Status() string {
	if r.loading != "" {
		return "opening …"
	}
	if r.doc == nil {
		return ""
	}
	d := r.doc
	if d.Text == "" {
		return "no text"
	}
	parts := []string{
		fmt.Sprintf("¶ %d", d.paragraphNumber(r.cur)),
		fmt.Sprintf("%d %%", int(100*d.page.Progress(r.top, r.body())+0.5)),
	}
	switch {
	case r.mode == editing: // how to keep the note needs the room
	case r.mode == lettering && r.naming:
		parts = append(parts, "a letter for this place")
	case r.mode == lettering:
		parts = append(parts, "go to the place of which letter")
	case r.selects:
		s := r.selected()
		if s.End == d.next(s.Start) {
			parts = append(parts, "1 character selected")
		} else {
			parts = append(parts, cells.Count(countWords(d.Text[s.Start:s.End]), "word")+" selected")
		}
	case r.found.text != "" && r.found.at == r.cur:
		parts = append(parts, r.found.text)
	default:
		parts = append(parts, r.standing()...)
	}
	if len(r.find.terms) > 0 && r.mode != searching {
		parts = append(parts, r.find.count(r.cur))
	}
	return strings.Join(parts, " · ")
}

// mostStatus bounds what is quoted in the status, cells.
const mostStatus = 40

// standing names what stands at the cursor: statement, topic, link.
func (r *Reader) standing() []string {
	d := r.doc
	var parts []string
	if i := r.statement(); i >= 0 {
		s := d.statements[i].Statement
		what := speakerNames(s) + ", " + how(s)
		parts = append(parts, what)
	}
	if t := d.topicAt(r.cur); t != "" {
		parts = append(parts, "on "+cells.Cut(clean.Line(cmp.Or(d.topic[t], t)), mostStatus))
	}
	if l, ok := d.linkAt(r.cur); ok {
		parts = append(parts, "link to "+cells.Cut(clean.Line(l.URL), mostStatus))
	}
	return parts
}

// how says of what kind a statement is, and that the reader corrected it.
func how(s *briefings.Statement) string {
	if s.Corrected() {
		return string(s.Kind) + ", corrected"
	}
	return string(s.Kind)
}
