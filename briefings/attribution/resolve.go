package attribution

import (
	"sort"
	"strings"

	"readout/briefings"
	"readout/briefings/facts"
)

// The grounds on which a statement has its speaker.
const (
	groundsNamed   = "named"        // the full name stands beside the cue
	groundsSurname = "surname"      // a surname, completed from elsewhere in the text
	groundsOffice  = "office"       // "the head of state", by an office that the text gives
	groundsDate    = "office on "   // and a day: by the table of offices
	groundsPronoun = "pronoun"      // he, she, they, who
	groundsLabel   = "turn label"   // a transcript's label
	groundsBody    = "organisation" // a government or an organisation by its name
	groundsPhrase  = "description"  // "a senior official", who has no name in the text
	groundsGroup   = "both parties" // "the two leaders", "they"
	groundsCarried = "quotation goes on"
	groundsNone    = "unknown"
)

// resolver gives drafts their speakers, in the order of the text.
type resolver struct {
	*cast
	spoke []spoken // who spoke, in order
}

// spoken records that people spoke at a token.
type spoken struct {
	at       int
	sentence int
	people   []int
}

// party is what a source was resolved to.
type party struct {
	people  []int
	grounds string
	loss    float64 // what the resolution takes from the confidence
}

// mentionsIn returns the mentions that begin in [from, to).
func (k *cast) mentionsIn(from, to int) []mention {
	lo := sort.Search(len(k.mentions), func(i int) bool { return k.mentions[i].from >= from })
	hi := lo
	for hi < len(k.mentions) && k.mentions[hi].from < to {
		hi++
	}
	return k.mentions[lo:hi]
}

func (r *resolver) resolve(d *draft) party {
	s := d.source
	switch {
	case d.people != nil:
		return party{people: d.people, grounds: d.grounds}
	case s.kind == noSource:
		return party{grounds: groundsNone}
	case d.cue[1] == 0:
		if len(r.spoke) > 0 {
			return party{people: r.spoke[len(r.spoke)-1].people, grounds: groundsCarried, loss: 0.1}
		}
	}
	return r.source(s, d.sentence)
}

func (r *resolver) source(s source, sentence int) party {
	switch s.kind {
	case pronounSource:
		return r.pronoun(s.from, sentence)
	case relativeSource:
		return r.antecedent(s, sentence)
	}
	if s.to-s.from == 1 {
		switch r.tokens[s.from].lex.word {
		case "both", "everyone", "all":
			return r.pair(s.from, s.from+1)
		}
	}
	return r.phrase(s.from, s.to)
}

// phrase resolves a noun phrase: the first named person in it that is its
// head, else an office, a body, a description.
func (r *resolver) phrase(from, to int) party {
	if r.isHouse(from, to) {
		return party{grounds: groundsNone, loss: 1}
	}
	var out party
	inside := r.mentionsIn(from, to)
	for n, m := range inside {
		if m.to < to && r.genitive(m.to) || r.governed(from, m.from) {
			continue
		}
		if m.kind == weakMention && n+1 < len(inside) && inside[n+1].from == m.to {
			continue // "Ostrel Gov. Jan Holt"
		}
		if m.to < to && r.lowerNoun(m.to) && m.kind != officeMention {
			continue // "the Lane campaign"
		}
		p, ok := r.mention(&m)
		if !ok {
			continue
		}
		if len(out.people) == 0 {
			out = p
			continue
		}
		// "X and Y" are two; "X, the minister," is one.
		if r.joinedBy(out, &m, from) {
			out.people = appendNew(out.people, p.people)
			continue
		}
		if m.kind == namedMention && len(out.people) == 1 && out.people[0] != p.people[0] && (out.grounds == groundsOffice || strings.HasPrefix(out.grounds, groundsDate) || out.grounds == groundsPhrase) {
			out = p // "the director, X,"
			continue
		}
		if out.grounds == groundsBody && p.grounds != groundsBody && p.grounds != groundsPhrase {
			out = p
		}
	}
	if len(out.people) > 0 {
		return out
	}
	if r.plural(from, to) {
		if p := r.pair(from, to); len(p.people) > 0 {
			return p
		}
	}
	return r.description(from, to)
}

// genitive reports whether token i makes a possessive of the word before.
func (r *resolver) genitive(i int) bool {
	t := &r.tokens[i]
	return t.lex == &possessiveS || (t.mark == '\'' || t.mark == '’') && !t.gap
}

// joinedBy reports whether "and" joins a mention to the one before.
func (r *resolver) joinedBy(_ party, m *mention, from int) bool {
	i := m.from - 1
	if i > from && r.tokens[i].is(fDet) {
		i--
	}
	return i > from && r.tokens[i].lex.word == "and"
}

func appendNew(a, b []int) []int {
next:
	for _, x := range b {
		for _, y := range a {
			if x == y {
				continue next
			}
		}
		a = append(a, x)
	}
	return a
}

// governed reports whether a preposition before a mention makes it a
// complement of the phrase's head: "a spokesman for X".
func (r *resolver) governed(from, at int) bool {
	for i := at - 1; i > from; i-- {
		t := &r.tokens[i]
		if t.mark == ',' {
			return false
		}
		if t.is(fPrep) {
			return true
		}
		if !t.is(fDet|fOrdinal) && t.shape == lower && t.lex != &possessiveS && !t.is(fTitle) {
			return false
		}
	}
	return false
}

func (r *resolver) lowerNoun(i int) bool {
	t := &r.tokens[i]
	return t.word() && t.shape == lower && t.lex != &possessiveS && t.lex.flags&(fPrep|fConj|fRel|fDet|fAdverb|fPoss) == 0
}

// isHouse reports whether the phrase is the publisher, whose reporting of its
// own report is no statement.
func (r *resolver) isHouse(from, to int) bool {
	return r.context.Source != "" && strings.EqualFold(r.text[r.tokens[from].start:r.tokens[to-1].end], r.context.Source)
}

// mention resolves one mention.
func (r *resolver) mention(m *mention) (party, bool) {
	switch m.kind {
	case namedMention, weakMention:
		if m.person == 0 {
			return party{}, false
		}
		p := &r.people[m.person-1]
		p.weak = false
		g := groundsSurname
		if m.end-m.first >= 2 {
			g = groundsNamed
		}
		return party{people: []int{m.person - 1}, grounds: g}, true
	case officeMention:
		id, g := r.office(m, -1)
		if id < 0 {
			return party{}, false
		}
		return party{people: []int{id}, grounds: g, loss: 0.05}, true
	case bodyMention:
		return party{people: []int{r.bodyOf(m)}, grounds: groundsBody}, true
	case placeMention:
		if m.code == "" {
			return party{}, false
		}
		return party{people: []int{r.bodyOf(m)}, grounds: groundsBody}, true
	}
	return party{}, false
}

func (r *resolver) bodyOf(m *mention) int {
	name := r.text[r.tokens[m.from].start:r.tokens[m.to-1].end]
	if m.kind == placeMention {
		return r.body(countryName(m.code), briefings.Government, m.code)
	}
	for _, o := range facts.Organisations() {
		if m.code != "" && o.Code == m.code {
			kind := briefings.Organisation
			if o.Kind == "ministry" {
				kind = briefings.Government
			}
			return r.body(o.Name, kind, "")
		}
	}
	return r.body(name, briefings.Organisation, "")
}

// office resolves a description of an office; not is a person whom it cannot
// mean (who speaks to them), or -1.
func (r *resolver) office(m *mention, not int) (int, string) {
	if m.country == "" && r.house != "" {
		if id := r.officeIn(m, r.house, not); id >= 0 {
			return id, groundsOffice
		}
		if r.day != "" && heads[m.title.kind] {
			if id := r.officeByDate(m, r.house); id >= 0 && id != not {
				return id, groundsDate + r.day
			}
		}
	}
	if id := r.officeIn(m, m.country, not); id >= 0 {
		return id, groundsOffice
	}
	country := m.country
	if country == "" {
		country = r.house
	}
	if country != "" && r.day != "" {
		if id := r.officeByDate(m, country); id >= 0 && id != not {
			return id, groundsDate + r.day
		}
	}
	if m.country == "" {
		return -1, ""
	}
	name := m.title.text + " of " + countryName(m.country)
	id := r.body(name, briefings.Person, m.country)
	if len(r.people[id].roles) == 0 {
		r.people[id].roles = []role{{text: m.title.text, kind: m.title.kind, country: m.country}}
	}
	return id, groundsPhrase
}

// officeReach is how many mentions of office holders are looked through for
// the one that a description means.
const officeReach = 200

// officeIn finds the person mentioned last before m who has such an office
// (of that country, if one is given), else the first after.
func (r *resolver) officeIn(m *mention, country string, not int) int {
	at := sort.Search(len(r.entitled), func(i int) bool { return r.mentions[r.entitled[i]].from >= m.from })
	for i := at - 1; i >= 0 && at-i < officeReach; i-- {
		if id := r.mentions[r.entitled[i]].person - 1; id != not && r.holds(id, m.title, country) {
			return id
		}
	}
	for i := at; i < len(r.entitled) && i-at < officeReach; i++ {
		if id := r.mentions[r.entitled[i]].person - 1; id != not && r.holds(id, m.title, country) {
			return id
		}
	}
	return r.fromTitle(m, country, not)
}

// fromTitle looks among the people whom only the document's title names.
func (r *resolver) fromTitle(m *mention, country string, not int) int {
	for id := range r.titled {
		if id != not && r.holds(id, m.title, country) {
			return id
		}
	}
	return -1
}

// holds reports whether a person has an office that may be called t.
func (r *resolver) holds(id int, t *title, country string) bool {
	p := &r.people[id]
	for _, ro := range p.roles {
		if officeFits(ro.text, ro.kind, t) && (country == "" || ro.country == country || ro.country == "" && r.countryOf(p) == country) {
			return true
		}
	}
	return false
}

func (r *resolver) officeByDate(m *mention, country string) int {
	for _, kind := range []string{m.title.kind, "head_of_state", "head_of_government", "foreign_minister"} {
		for _, t := range facts.HolderOn(country, kind, r.day) {
			if officeFits(t.Title, t.Kind, m.title) {
				return r.holder(&t)
			}
		}
	}
	return -1
}

// plural reports whether a phrase stands for several: "the two leaders".
func (r *resolver) plural(from, to int) bool {
	if !r.tokens[to-1].is(fPlural) || !r.tokens[from].is(fDet) || r.tokens[from].lex.word == "some" || r.tokens[from].lex.word == "many" {
		return false
	}
	for i := from; i < to; i++ {
		if r.tokens[i].capped() && i > from {
			return false
		}
	}
	return to-from <= 4
}

// pair resolves "they" and "the two leaders" to the two principals: those who
// hold office in different countries and were named first.
func (r *resolver) pair(from, to int) party {
	var two []int
	word := r.tokens[to-1].lex.word
	for n, e := range r.entitled {
		m := &r.mentions[e]
		if n >= officeReach {
			break
		}
		if m.from > from && len(two) >= 1 {
			continue
		}
		p := &r.people[m.person-1]
		if len(p.roles) == 0 && p.country == "" || len(two) == 1 && (two[0] == m.person-1 || r.countryOf(p) != "" && r.countryOf(&r.people[two[0]]) == r.countryOf(p)) {
			continue
		}
		if word == "ministers" && !r.hasRole(p, "minister", "secretary") || word == "presidents" && !r.hasRole(p, "president", "head") {
			continue
		}
		if len(two) == 0 || two[0] != m.person-1 {
			two = append(two, m.person-1)
		}
		if len(two) == 2 {
			return party{people: two, grounds: groundsGroup, loss: 0.1}
		}
	}
	return party{}
}

func (r *resolver) hasRole(p *person, words ...string) bool {
	for _, ro := range p.roles {
		for _, w := range words {
			if strings.Contains(strings.ToLower(ro.text), w) || strings.Contains(ro.kind, w) {
				return true
			}
		}
	}
	return false
}

func (k *cast) countryOf(p *person) string {
	for _, ro := range p.roles {
		if ro.country != "" {
			return ro.country
		}
	}
	if p.country == "" && len(p.tenures) > 0 {
		return facts.Offices()[p.tenures[0]].Country
	}
	return p.country
}

// description makes a speaker of a phrase that names nobody.
func (r *resolver) description(from, to int) party {
	i := from
	for i < to-1 && r.tokens[i].is(fDet|fPoss) && r.tokens[i].lex.word != "one" {
		i++
	}
	j := min(to, i+8)
	for k := i; k < j; k++ {
		if r.tokens[k].mark == ',' {
			j = k
		}
	}
	if j <= i {
		return party{grounds: groundsNone}
	}
	last := r.str(j - 1)
	kind := briefings.Unnamed
	if len(last) > 2 && last[len(last)-1] == 's' && last[len(last)-2] != 's' {
		kind = briefings.Group
	}
	name := strings.Join(strings.Fields(r.text[r.tokens[i].start:r.tokens[j-1].end]), " ")
	return party{people: []int{r.body(name, kind, "")}, grounds: groundsPhrase, loss: 0.1}
}

// lookBack is how many sentences back a pronoun may point.
const lookBack = 6

// pronoun resolves a pronoun that is a source.
func (r *resolver) pronoun(at, sentence int) party {
	switch r.tokens[at].lex.word {
	case "he", "him", "his":
		return r.gendered(at, sentence, "m")
	case "she", "her":
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
