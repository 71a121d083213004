package attribution

import "readout/briefings"

// lookBack is how many sentences back a pronoun may point.
const lookBack = 6

// pronoun resolves a pronoun that is a source.
func (r *resolver) pronoun(at, sentence int) party {
	switch r.tokens[at].lex.word {
	case "he", "him", "his":
		return r.gendered(at, sentence, "m")
	case wordShe, "her":
		return r.gendered(at, sentence, "f")
	case "they", "them":
		for n := len(r.spoke) - 1; n >= 0 && r.spoke[n].sentence >= sentence-2; n-- {
			if ps := r.spoke[n].people; len(ps) > 1 || len(ps) == 1 && r.people[ps[0]].kind != briefings.Person {
				return party{people: ps, grounds: groundsPronoun, loss: 0.15}
			}
		}
		return r.pair(at, at+1)
	case "it":
		for n := len(r.spoke) - 1; n >= 0 && r.spoke[n].sentence >= sentence-2; n-- {
			if ps := r.spoke[n].people; len(ps) == 1 && r.people[ps[0]].kind != briefings.Person {
				return party{people: ps, grounds: groundsPronoun, loss: 0.15}
			}
		}
	}
	return party{grounds: groundsNone, loss: 0.2}
}

// gendered finds the man or woman that a pronoun points at: the subject of its
// own sentence, then the speaker or subject of the sentences before.
func (r *resolver) gendered(at, sentence int, gender string) party {
	fits := func(id int) bool {
		p := &r.people[id]
		return p.kind == briefings.Person && (p.gender == "" || p.gender == gender)
	}
	for n := sentence; n >= 0 && n >= sentence-lookBack; n-- {
		s := r.sentences[n]
		if n < sentence {
			for k := len(r.spoke) - 1; k >= 0 && r.spoke[k].sentence >= n; k-- {
				if sp := r.spoke[k]; sp.sentence == n && len(sp.people) == 1 && fits(sp.people[0]) {
					return party{people: sp.people[:1:1], grounds: groundsPronoun, loss: 0.1 + 0.03*float64(sentence-n)}
				}
			}
		}
		weak, weakest := -1, -1
		for _, m := range r.mentionsIn(s.from, min(s.to, at)) {
			if r.tokens[m.from].quote >= 0 && !r.quotes[r.tokens[m.from].quote].single {
				continue
			}
			id := m.person - 1
			if m.kind == officeMention {
				id, _ = r.office(&m, -1)
			}
			if id < 0 || !fits(id) || r.people[id].weak && len(r.people[id].words) > 1 && !r.people[id].hasGender() {
				if id >= 0 && fits(id) && m.kind == weakMention && m.from <= s.from+1 && weakest < 0 {
					weakest = id
				}
				continue
			}
			if r.people[id].gender == gender {
				return party{people: []int{id}, grounds: groundsPronoun, loss: 0.15 + 0.03*float64(sentence-n)}
			}
			if weak < 0 && !r.people[id].weak {
				weak = id
			}
		}
		if weak < 0 {
			weak = weakest
		}
		if weak >= 0 {
			return party{people: []int{weak}, grounds: groundsPronoun, loss: 0.25}
		}
	}
	return party{grounds: groundsNone, loss: 0.2}
}

func (p *person) hasGender() bool { return p.gender != "" }

// antecedent resolves "who" to the phrase before it.
func (r *resolver) antecedent(s source, sentence int) party {
	from := r.sentences[sentence].from
	ms := r.mentionsIn(from, s.from)
	end := s.from
	for end > from && !r.tokens[end-1].word() {
		end--
	}
	if len(ms) > 0 {
		if m := ms[len(ms)-1]; m.to >= end-1 {
			if p, ok := r.mention(&m); ok {
				p.grounds = groundsPronoun
				return p
			}
		}
	}
	if end > from && r.tokens[end-1].quote < 0 {
		if b := r.phraseBefore(from, end); b.kind == phraseSource {
			p := r.phrase(b.from, b.to)
			p.grounds = groundsPronoun
			return p
		}
	}
	return party{grounds: groundsNone, loss: 0.2}
}
