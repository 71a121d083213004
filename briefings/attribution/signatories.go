package attribution

import (
	"strings"

	"readout/briefings"
)

// holdersOf are those who hold the office on the date in each of the states
// that "the presidents of A, B and C", tokens [from, to), lists; nil where the words name no
// such office, or somebody is not known.
func (r *resolver) holdersOf(from, to int) []int {
	if r.day == "" {
		return nil
	}
	t := title{}
	of := from
	for of < to && r.tokens[of].lex.word != "of" {
		switch strings.ToLower(r.str(of)) {
		case "presidents":
			t.kind, t.text = kindState, "President"
		case "leaders":
			t.kind, t.text = kindLeader, kindLeader
		case "ministers":
			t.kind, t.text = kindForeign, "Foreign Minister"
			if of == from || !strings.EqualFold(r.str(of-1), "foreign") {
				return nil
			}
		}
		of++
	}
	if t.kind == "" || of == to {
		return nil
	}
	var out []int
	for _, p := range r.mentionsIn(of, to) {
		if p.kind != placeMention || p.code == "" {
			continue
		}
		id := r.officeByDate(&mention{from: p.from, to: p.to, kind: officeMention, title: &t, country: p.code}, p.code)
		if id < 0 {
			return nil
		}
		out = appendNew(out, []int{id})
	}
	if len(out) < 2 || len(out) > maxParties {
		return nil
	}
	return out
}

// signed makes the group of a joint statement's "We, the …", tokens [from, to).
func (r *resolver) signed(from, to int) []int {
	if ps := r.holdersOf(from, to); ps != nil {
		return ps
	}
	return []int{r.body(r.shortList(from, to), briefings.Group, "")}
}
