package attribution

import (
	"slices"
	"sort"
	"strings"

	"readout/briefings"
	"readout/briefings/facts"
)

// office resolves a description of an office; not is a person whom it cannot
// mean (who speaks to them), or -1.
func (r *resolver) office(m *mention, not int) (int, string) {
	if m.title.kind == kindCounterpart {
		return r.counterpart(m)
	}
	if m.country == "" && m.kind == officeMention {
		if adjective := r.unknownAdjective(m); adjective != "" {
			return r.officeOf(m, adjective, not)
		}
	}
	if id := r.spokenTo(m, not); id >= 0 {
		return id, groundsOffice
	}
	if m.former {
		return r.formerly(m)
	}
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
	if id := r.datedBefore(m, not); id >= 0 {
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
	name := m.title.text + " of " + countryOfficial(m.country)
	id := r.body(name, briefings.Person, m.country)
	if len(r.people[id].roles) == 0 {
		r.people[id].roles = []role{{text: m.title.text, kind: m.title.kind, country: m.country}}
	}
	return id, groundsPhrase
}

// formerly finds whom "the former French President" means: the one named last
// before, else after it, whose time in such an office is over; else nobody
// whom the text does not name.
func (r *resolver) formerly(m *mention) (int, string) {
	all := facts.Offices()
	best := -1
	for n := range r.mentions {
		o := &r.mentions[n]
		if o.from >= m.from && best >= 0 || n >= officeReach {
			break
		}
		if o.person == 0 || o.from == m.from {
			continue
		}
		id := o.person - 1
		for _, i := range r.people[id].tenures {
			if t := &all[i]; (m.country == "" || t.Country == m.country) && officeFits(t.Title, t.Kind, m.title) && t.To != "" && (r.day == "" || t.To <= r.day) {
				best = id
			}
		}
		for _, ro := range r.people[id].roles {
			if ro.former && officeFits(ro.text, ro.kind, m.title) && (m.country == "" || ro.country == m.country) {
				best = id
			}
		}
	}
	if best >= 0 {
		return best, groundsOffice
	}
	return -1, ""
}

// spokenTo finds whom "Mr. President" means in a transcript: another of those
// who speak in it.
func (r *resolver) spokenTo(m *mention, not int) int {
	if !strings.HasPrefix(m.title.text, "Mr. ") && !strings.HasPrefix(m.title.text, "Madam ") {
		return -1
	}
	for _, id := range r.takers {
		if id != not && r.holds(id, m.title, m.country) {
			return id
		}
	}
	return -1
}

// datedBefore finds the person whom the table gave to a description before m
// and who may be called so too: "the Vestrian leader … the head of state".
func (r *resolver) datedBefore(m *mention, not int) int {
	for n := len(r.dated) - 1; n >= 0 && len(r.dated)-n < officeReach; n-- {
		if id := r.dated[n]; id != not && r.holds(id, m.title, m.country) {
			return id
		}
	}
	return -1
}

// counterpart finds whom "his Armenian counterpart" means: of the country, if
// one is given, who has the same office as the person met last before, else
// the one named last, else the holder of that office on the day. Without a
// country it is the person of another state with the same office.
func (r *resolver) counterpart(m *mention) (int, string) {
	at := sort.Search(len(r.entitled), func(i int) bool { return r.mentions[r.entitled[i]].from >= m.from })
	whose, other := -1, -1
	for i := at - 1; i >= 0 && at-i < officeReach && whose < 0; i-- {
		id := r.mentions[r.entitled[i]].person - 1
		if m.country == "" || r.countryOf(&r.people[id]) != m.country {
			whose = id
		}
	}
	if n := len(r.spoke); n > 0 && len(r.spoke[n-1].people) == 1 {
		if id := r.spoke[n-1].people[0]; len(r.people[id].roles) > 0 && (m.country == "" || r.countryOf(&r.people[id]) != m.country) {
			whose = id
		}
	}
	if whose < 0 {
		return -1, ""
	}
	ro := r.people[whose].roles[0]
	same := &title{text: ro.text, kind: ro.kind}
	for i := at - 1; i >= 0 && at-i < officeReach; i-- {
		id := r.mentions[r.entitled[i]].person - 1
		c := r.countryOf(&r.people[id])
		if id == whose || c == r.countryOf(&r.people[whose]) || m.country != "" && c != m.country {
			continue
		}
		if r.holds(id, same, "") {
			return id, groundsOffice
		}
		if other < 0 && m.country != "" {
			other = id
		}
	}
	if other >= 0 {
		return other, groundsOffice
	}
	if m.country != "" && r.day != "" {
		if id := r.officeByDate(&mention{title: same}, m.country); id >= 0 {
			return id, groundsDate + r.day
		}
	}
	return -1, ""
}

// unknownAdjective returns the word before an office that says of which state
// it is, where no table has that state: "the Kasvian Foreign Minister".
func (r *resolver) unknownAdjective(m *mention) string {
	i := m.from - 1
	if m.from < m.to && r.tokens[m.from].lex.word == wordThe || i < 0 {
		return ""
	}
	t := &r.tokens[i]
	if !t.capped() || t.brk && i > 0 && !r.startsSentence(i) || r.tokens[m.from].brk || t.quote != r.tokens[m.from].quote || t.lex != &unknown || i == 0 || r.startsSentence(i) {
		return ""
	}
	w := r.str(i)
	for _, e := range [...]string{"an", "ese", "ish", "i", "ic", "ch"} {
		if strings.HasSuffix(w, e) && len(w) > len(e)+3 {
			return w
		}
	}
	return ""
}

// stemLength is how many letters a state's name and its adjective share.
const stemLength = 4

// officeOf finds the holder of an office of a state that no table has: the
// one whose name the text writes beside that state's; else it describes them.
func (r *resolver) officeOf(m *mention, adjective string, not int) (int, string) {
	stem := fold(adjective)[:stemLength]
	for n, e := range r.entitled {
		if n >= officeReach {
			break
		}
		o := &r.mentions[e]
		if id := o.person - 1; id == not || !r.holds(id, m.title, "") {
			continue
		}
		to := o.first
		for k := o.to; k < len(r.tokens) && k < o.to+6 && (r.tokens[k].lex.word == "of" || r.tokens[k].lex.word == wordThe || k > o.to && r.tokens[k].capped()); k++ {
			to = k + 1
		}
		for i := max(0, o.from-1); i < to; i++ {
			if t := &r.tokens[i]; t.capped() && (i < o.first || i >= o.end) && strings.HasPrefix(fold(r.str(i)), stem) {
				return o.person - 1, groundsOffice
			}
		}
	}
	id := r.body(adjective+" "+m.title.text, briefings.Person, "")
	if len(r.people[id].roles) == 0 {
		r.people[id].roles = []role{{text: m.title.text, kind: m.title.kind}}
	}
	return id, groundsPhrase
}

// officeReach is how many mentions of office holders are looked through for
// the one that a description means.
const officeReach = 200

// officeIn finds the person with such an office (of that country, if one is
// given) who was mentioned last before m, else first after it. Of those in an
// earlier sentence it is the one mentioned first, whom the sentence is about.
func (r *resolver) officeIn(m *mention, country string, not int) int {
	at := sort.Search(len(r.entitled), func(i int) bool { return r.mentions[r.entitled[i]].from >= m.from })
	found, begin := -1, 0
	for i := at - 1; i >= 0 && at-i < officeReach; i-- {
		e := &r.mentions[r.entitled[i]]
		if found >= 0 && e.from < begin {
			return found
		}
		if id := e.person - 1; id != not && r.holds(id, m.title, country) {
			s := &r.sentences[r.sentenceOf(e.from)]
			if s.to > m.from {
				return id
			}
			found, begin = id, s.from
		}
	}
	if found >= 0 {
		return found
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
	for _, kind := range []string{m.title.kind, kindState, kindGovernment, kindForeign, kindOther} {
		for _, t := range facts.HolderOn(country, kind, r.day) {
			if officeFits(t.Title, t.Kind, m.title) {
				id := r.holder(&t)
				r.dated = append(r.dated, id)
				return id
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

// statesBefore are the governments that "both countries" means: those who
// spoke together last.
func (r *resolver) statesBefore(to int) []int {
	switch r.tokens[to-1].lex.word {
	case "countries", "nations", "governments", "sides", "parties":
	default:
		return nil
	}
	for n := len(r.spoke) - 1; n >= 0 && len(r.spoke)-n < officeReach; n-- {
		ps := r.spoke[n].people
		if len(ps) > 1 && r.people[ps[0]].kind == briefings.Government {
			return ps
		}
	}
	return nil
}

// maxParties bounds the people of one statement.
const maxParties = 12

// pair resolves "they" and "the two leaders" to the principals: those who hold
// office in different countries and were named first, two of them, or, unless
// the phrase says two, all that the same paragraph names.
func (r *resolver) pair(from, to int) party {
	var them []int
	word := r.tokens[to-1].lex.word
	two := false
	for i := from; i < to; i++ {
		two = two || r.tokens[i].lex.word == "two" || r.tokens[i].lex.word == "both"
	}
	if len(r.parties) >= 2 && len(r.author) < 2 && (!two || len(r.parties) == 2) && word != "ministers" && word != "presidents" {
		return party{people: r.parties, grounds: groundsGroup, loss: 0.1}
	}
	paragraph := 0 // the end of that of the first
	for n, e := range r.entitled {
		m := &r.mentions[e]
		if n >= officeReach || len(them) >= maxParties || len(them) >= 2 && (two || m.from >= paragraph) {
			break
		}
		if m.from > from && len(them) >= 1 {
			break
		}
		p := &r.people[m.person-1]
		if slices.Contains(r.host, m.person-1) || r.sameState(them, m.person-1) && !r.joinedTo(n, them) || word == "ministers" && !r.hasRole(p, kindMinister, kindSecretary) ||
			word == "presidents" && !r.hasRole(p, "president", "head") {
			continue
		}
		if len(them) == 0 {
			paragraph = r.paragraphEnd(m.from)
		}
		them = append(them, m.person-1)
	}
	if len(them) < 2 {
		return party{}
	}
	return party{people: them, grounds: groundsGroup, loss: 0.1}
}

// joinedTo reports whether "and" joins the n-th of the office holders to the
// last of them, as two ministers of one state who are met together.
func (r *resolver) joinedTo(n int, them []int) bool {
	if n == 0 || len(them) < 2 {
		return false
	}
	a, b := &r.mentions[r.entitled[n-1]], &r.mentions[r.entitled[n]]
	if a.person-1 != them[len(them)-1] || b.from-a.to > 4 || b.person == a.person {
		return false
	}
	for i := a.to; i < b.from; i++ {
		if r.tokens[i].lex.word == wordAnd {
			return !slices.Contains(them, b.person-1)
		}
	}
	return false
}

// sameState reports whether a person is one of them, or of the country of one.
func (r *resolver) sameState(them []int, id int) bool {
	c := r.countryOf(&r.people[id])
	for _, t := range them {
		if t == id || c != "" && r.countryOf(&r.people[t]) == c {
			return true
		}
	}
	return false
}

// paragraphEnd returns the end of the paragraph that holds a token.
func (p *page) paragraphEnd(token int) int {
	i := sort.Search(len(p.paragraphs), func(i int) bool { return p.paragraphs[i].to > token })
	return p.paragraphs[min(i, len(p.paragraphs)-1)].to
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
