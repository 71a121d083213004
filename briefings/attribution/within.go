package attribution

import (
	"strings"

	"readout/briefings"
)

// within finds, in the turns of a transcript and in what a title gives to one
// author, what the speaker reports of others: "the Minister told me that …".
// The speaker's own "I said" and what is asked or only might be are part of
// the words themselves.
func (f *finder) within() {
	hosts := 0
	for hosts < len(f.drafts) && f.drafts[hosts].spoken {
		hosts++
	}
	for i := hosts; i < len(f.drafts); i++ {
		if d := &f.drafts[i]; hosts == 1 && f.holds(&f.drafts[0], d.cue[0]) {
			d.host = f.drafts[0].people
		}
	}
	for h := range hosts {
		d := &f.drafts[h]
		if len(d.people) != 1 || f.cast.people[d.people[0]].kind == briefings.Unnamed {
			continue
		}
		for _, c := range d.content {
			if para := f.sentences[f.sentenceOf(c[0])].para; f.turnFrom[para] < f.paragraphs[para].to {
				f.reportsIn(c, d.people)
			}
		}
	}
}

// holds reports whether token i stands between the first and the last word of
// what d says.
func (*finder) holds(d *draft, i int) bool {
	n := len(d.content)
	return n > 0 && d.content[0][0] <= i && i < d.content[n-1][1]
}

// reportsIn finds the reports of others among tokens c, which host speaks.
func (f *finder) reportsIn(c [2]int, host []int) {
	for n := f.sentenceOf(c[0]); n < len(f.sentences) && f.sentences[n].from < c[1]; n++ {
		s := f.sentences[n]
		s.from, s.to = max(s.from, c[0]), min(s.to, c[1])
		if s.to <= s.from || f.tokens[s.to-1].mark == '?' {
			continue
		}
		since := len(f.drafts)
		g := f.genre
		f.genre = ofReadout // whoever tells of talks uses the same verbs
		f.clauseStatements(n, s)
		f.genre = g
		kept := f.drafts[:since]
		for _, d := range f.drafts[since:] {
			if f.told(s, &d) {
				d.host = host
				kept = append(kept, d)
			}
		}
		f.drafts = kept
	}
}

// told reports whether a draft tells what somebody else said in fact.
func (f *finder) told(s sentence, d *draft) bool {
	if d.sure < sureOfReport || d.source.kind != phraseSource && d.source.kind != pronounSource || len(d.content) == 0 {
		return false
	}
	switch f.tokens[d.source.from].lex.word {
	case "i", "we", "you", "it", "nobody", "everybody", "everyone", "people", "one", "some", "many", "others":
		return false
	}
	switch w, _, cut := strings.Cut(strings.ReplaceAll(f.str(d.source.from), "'", "’"), "’"); w {
	case "I", "We", "You", "It", "That", "There", "we", "you":
		if cut {
			return false // "We’ve"
		}
	}
	for i := d.cue[0]; i < d.cue[1]; i++ {
		if t := &f.tokens[i]; t.is(fModal|fNot) || strings.HasSuffix(f.str(i), "n’t") || strings.HasSuffix(f.str(i), "n't") {
			return false
		}
	}
	for i := max(s.from, d.source.from-4); i < d.source.from; i++ {
		switch f.tokens[i].lex.word {
		case "if", "whether", "unless", "when", "until":
			return false
		}
	}
	return true
}

// sureOfReport is how sure a rule must be of a statement within another's words.
const sureOfReport = 0.65

// another reports whether those whom a report within somebody's words is
// of are named, and neither the speaker nor the speaker's own government.
func (r *resolver) another(p *party) bool {
	if len(p.people) == 0 || p.grounds == groundsPhrase || p.grounds == groundsNone {
		return false
	}
	for _, id := range p.people {
		q := &r.people[id]
		for _, h := range r.host {
			if id == h || q.kind == briefings.Government && q.country != "" && q.country == r.countryOf(&r.people[h]) {
				return false
			}
		}
	}
	return true
}
