package attribution

import (
	"slices"
	"strings"

	"readout/briefings"
)

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
		return r.they(at, sentence)
	case "we":
		if ps := r.signatories(); ps != nil && r.tokens[at].quote < 0 {
			return party{people: ps, grounds: groundsPronoun, loss: 0.05}
		}
		if len(r.author) > 0 && r.tokens[at].quote < 0 {
			return party{people: r.author, grounds: groundsTitle, loss: 0.05}
		}
	case "i":
		if len(r.author) == 1 && r.tokens[at].quote < 0 && r.people[r.author[0]].kind == briefings.Person {
			return party{people: r.author, grounds: groundsTitle, loss: 0.05}
		}
	case "it":
		for n := len(r.spoke) - 1; n >= 0 && r.spoke[n].sentence >= sentence-2; n-- {
			if ps := r.spoke[n].people; len(ps) == 1 && r.people[ps[0]].kind != briefings.Person {
				return party{people: ps, grounds: groundsPronoun, loss: 0.15}
			}
		}
	}
	return party{grounds: groundsNone, loss: 0.2}
}

// they are those who spoke together in the sentences before, else a group or
// body that did, else the principals; a government that is named by its
// country only where there is nobody else.
func (r *resolver) they(at, sentence int) party {
	one := party{}
	for n := len(r.spoke) - 1; n >= 0 && r.spoke[n].sentence >= sentence-2; n-- {
		ps := r.spoke[n].people
		if len(ps) > 1 || len(ps) == 1 && r.people[ps[0]].kind != briefings.Person && r.people[ps[0]].kind != briefings.Government {
			return party{people: ps, grounds: groundsPronoun, loss: 0.15}
		}
		if len(ps) == 1 && r.people[ps[0]].kind == briefings.Government && one.people == nil {
			one = party{people: ps, grounds: groundsPronoun, loss: 0.25}
		}
	}
	if p := r.pair(at, at+1); len(p.people) > 0 {
		return p
	}
	return one
}

// gendered finds the man or woman that a pronoun points at: the subject of its
// own sentence, then the speaker or subject of the sentences before.
func (r *resolver) gendered(at, sentence int, gender string) party {
	for n := sentence; n >= 0 && n >= sentence-lookBack; n-- {
		far := 0.03 * float64(sentence-n)
		if n < sentence {
			if id := r.spokeIn(n, gender); id >= 0 {
				return party{people: []int{id}, grounds: groundsPronoun, loss: 0.1 + far}
			}
		}
		s := r.sentences[n]
		if id, sure := r.subjectIn(s.from, min(s.to, at), gender); id >= 0 {
			loss := 0.25
			if sure {
				loss = 0.15 + far
			}
			return party{people: []int{id}, grounds: groundsPronoun, loss: loss}
		}
	}
	return party{grounds: groundsNone, loss: 0.2}
}

// fits reports whether somebody may be he (m) or she (f).
func (r *resolver) fits(id int, gender string) bool {
	p := &r.people[id]
	if slices.Contains(r.host, id) {
		return false // who speaks says "I"
	}
	return p.kind == briefings.Person && (p.gender == "" || p.gender == gender)
}

// spokeIn returns who spoke alone and last in a sentence, or -1.
func (r *resolver) spokeIn(sentence int, gender string) int {
	for k := len(r.spoke) - 1; k >= 0 && r.spoke[k].sentence >= sentence; k-- {
		if sp := r.spoke[k]; sp.sentence == sentence && len(sp.people) == 1 && r.fits(sp.people[0], gender) {
			return sp.people[0]
		}
	}
	return -1
}

// subjectIn returns the first person among tokens [from, to), outside
// quotations, who fits: surely, where the gender is known.
func (r *resolver) subjectIn(from, to int, gender string) (id int, sure bool) {
	maybe, perhaps := -1, -1
	for n, m := range r.mentionsIn(from, to) {
		if n >= officeReach {
			break
		}
		if q := r.tokens[m.from].quote; q >= 0 && !r.quotes[q].single {
			continue
		}
		id := m.person - 1
		if m.kind == officeMention {
			id, _ = r.office(&m, -1)
		}
		if id < 0 || !r.fits(id, gender) {
			continue
		}
		p := &r.people[id]
		switch {
		case p.gender == gender:
			return id, true
		case !p.weak && maybe < 0:
			maybe = id
		case p.weak && len(p.words) > 1 && m.kind == weakMention && m.from <= from+1 && perhaps < 0:
			perhaps = id
		}
	}
	if maybe < 0 {
		maybe = perhaps
	}
	return maybe, false
}

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

// signatoriesReach is how many paragraphs are searched for "We, the …".
const signatoriesReach = 20

// signatories returns the group that a joint statement's "We, the leaders of
// …," names, or nil.
func (r *resolver) signatories() []int {
	if r.searched {
		return r.we
	}
	r.searched = true
	for n, pg := range r.paragraphs {
		if n >= signatoriesReach {
			break
		}
		for i := pg.from; i+4 < pg.to && i-pg.from < 12; i++ {
			if r.tokens[i].lex.word != "we" || r.tokens[i].quote >= 0 {
				continue
			}
			i++
			if m := r.tokens[i].mark; m == ',' || m == '—' || m == '-' {
				i++
			}
			if r.tokens[i].lex.word != wordThe {
				break
			}
			if end := r.signatoriesEnd(i+1, pg.to); end > i+1 {
				r.we = r.signed(i+1, end)
				return r.we
			}
		}
	}
	return r.we
}

// signatoriesEnd returns the token after the group that begins at i: before
// the verb, a dash or a full stop.
func (r *resolver) signatoriesEnd(i, limit int) int {
	start := i
	for i < limit && i-start < 3*reach {
		t := &r.tokens[i]
		if t.quote >= 0 || t.mark == '.' || t.mark == ':' || t.mark == '—' || t.shape == lower && t.word() && (t.is(fVerb|fBe|fHave|fModal) || t.is(fCue) && !t.is(fHuman) || pastLike(r.str(i))) {
			break
		}
		i++
	}
	for i > start && (!r.tokens[i-1].word() || r.tokens[i-1].is(fAdverb)) {
		i--
	}
	return i
}

// listShown is how many items of a long list are named.
const listShown = 3

// shortList writes tokens [from, to), of a list longer than listShown only its
// first items.
func (r *resolver) shortList(from, to int) string {
	end, commas, tail := to, 0, ""
	for i := from; i < to; i++ {
		if r.tokens[i].mark != ',' {
			continue
		}
		if commas++; commas == listShown {
			end = i
		}
	}
	if commas > listShown {
		tail = " and others"
	} else {
		end = to
	}
	return strings.Join(strings.Fields(r.text[r.tokens[from].start:r.tokens[end-1].end]), " ") + tail
}
