package attribution

import (
	"sort"
	"strings"

	"readout/briefings"
	"readout/briefings/facts"
)

// The grounds on which a statement has its speaker. To some of them because
// adds what they rest on: "office on 2015-03-02: President, France", "pronoun
// after Mira Holt".
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
	groundsTitle   = "title of the document" // which says who speaks, or who met whom
	groundsAsker   = "says who asks"         // a questioner who gives a name or a newsroom
	groundsCalled  = "called to ask"         // the turn before gives the floor to them
	groundsNone    = "unknown"
)

// resolver gives drafts their speakers, in the order of the text.
type resolver struct {
	*cast

	spoke    []spoken // who spoke, in order
	dated    []int    // those whom the table gave to a description, in order
	host     []int    // in whose words the statement at hand stands
	we       []int    // whom "we" means, once searched
	searched bool
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
	thing   bool    // the source is no one who can speak
	from    int     // 1 + the first token of the source, where it begins before the draft's
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
	case d.talk:
		return r.talkers(d)
	case s.kind == noSource:
		return party{grounds: groundsNone}
	case d.cue[1] == 0:
		if len(r.spoke) > 0 {
			return party{people: r.spoke[len(r.spoke)-1].people, grounds: groundsCarried, loss: 0.1}
		}
	}
	p := r.source(s, d.sentence)
	if p.thing && d.sure < sureOfThings {
		p.loss = 1 // "the pandemic underscored the need": nobody said so
	}
	return p
}

// sureOfThings is how sure a rule must be for a statement whose source is a
// thing: "the film says that …" is one, "the rains stress the dam" is not.
const sureOfThings = 0.85

func (r *resolver) source(s source, sentence int) party {
	switch s.kind {
	case pronounSource:
		return r.pronoun(s.from, sentence)
	case relativeSource:
		return r.antecedent(s, sentence)
	}
	if r.tokens[s.from].lex.word == "we" {
		return r.pronoun(s.from, sentence)
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
		if m.kind == weakMention && n+1 < len(inside) && inside[n+1].from == m.to || r.modifies(&m, from, to) {
			continue // "Ostrel Gov. Jan Holt"
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
		if r.better(&out, &p, &m) {
			out = p // "the director, X,"
		}
	}
	if len(out.people) > 0 {
		return out
	}
	if r.plural(from, to) {
		if ps := r.statesBefore(to); len(ps) > 1 {
			return party{people: ps, grounds: groundsGroup, loss: 0.1}
		}
		if p := r.pair(from, to); len(p.people) > 0 {
			if r.genre != ofNews && r.sides(to-1) {
				p.people = r.statesOf(p.people)
			}
			return p
		}
		if len(r.author) > 1 {
			return party{people: r.author, grounds: groundsTitle, loss: 0.05}
		}
	}
	if m := r.apposed(from, to); m != nil {
		return party{people: []int{m.person - 1}, grounds: groundsNamed, loss: 0.05, from: m.from + 1}
	}
	return r.description(from, to)
}

// appositions is how many phrases between commas may stand between a name and
// the last of them.
const appositions = 4

// apposed returns the name that a phrase between commas stands beside: of
// "Mira Holt, a lawyer in Ostrel, the capital," the first words; nil where the
// phrase stands by itself.
func (r *resolver) apposed(from, to int) *mention {
	if to >= len(r.tokens) || r.tokens[to].mark != ',' && r.tokens[to].mark != '—' {
		return nil
	}
	for range appositions {
		if from < 2 || r.tokens[from-1].mark != ',' || r.tokens[from].brk {
			return nil
		}
		ms := r.mentionsIn(max(0, from-8), from-1)
		if len(ms) > 0 {
			if m := &ms[len(ms)-1]; m.to == from-1 && m.person > 0 && m.end-m.first >= 2 && r.tokens[m.from].quote == r.tokens[from].quote && r.heads(m.from) {
				return m
			}
		}
		from--
		for i := 0; from > 0 && r.tokens[from-1].mark != ','; i++ {
			t := &r.tokens[from-1]
			if i > maxDescription+3 || t.quote != r.tokens[to].quote || t.mark == '.' || t.mark == ';' || t.shape == lower && t.word() && t.is(fBe|fHave|fModal|fCue) && !t.is(fHuman) {
				return nil
			}
			from--
		}
	}
	return nil
}

// heads reports whether the noun phrase with token i is no complement of a
// preposition.
func (r *resolver) heads(i int) bool {
	return i == 0 || r.tokens[i].brk || !r.tokens[i-1].is(fPrep) || r.tokens[i-1].lex.word == "to" && i > 1 && r.tokens[i-2].lex.word == "according"
}

// modifies reports whether a mention only modifies the head of a phrase: "the
// Lane campaign", "Lane's spokesman", "a spokesman for Lane".
func (r *resolver) modifies(m *mention, from, to int) bool {
	if r.governed(from, m.from) {
		return true
	}
	return m.to < to && (r.genitive(m.to) || r.lowerNoun(m.to) && m.kind != officeMention)
}

// better reports whether q, found later in a phrase, says more than p: a name
// more than an office, a person more than a body.
func (r *resolver) better(p, q *party, m *mention) bool {
	beside := m.kind == weakMention && m.end-m.first >= 2 && m.from > 0 && r.tokens[m.from-1].mark == ','
	if (m.kind == namedMention || beside) && len(p.people) == 1 && p.people[0] != q.people[0] &&
		(p.grounds == groundsOffice || strings.HasPrefix(p.grounds, groundsDate) || p.grounds == groundsPhrase) {
		return true
	}
	return p.grounds == groundsBody && q.grounds != groundsBody && q.grounds != groundsPhrase
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
	if i > from && r.tokens[i].mark == ',' && r.inList(i, from) {
		return true
	}
	return i > from && r.tokens[i].lex.word == wordAnd
}

// inList reports whether the comma at i parts the items of "A, B, and C": an
// "and" after a comma follows before anything else than names.
func (r *resolver) inList(i, _ int) bool {
	for k := i + 1; k+1 < len(r.tokens) && k-i < reach; k++ {
		t := &r.tokens[k]
		if t.mark == ',' && r.tokens[k+1].lex.word == wordAnd {
			return true
		}
		if t.mark != ',' && !t.capped() && t.lex.word != wordThe && t.lex.word != "of" {
			return false
		}
	}
	return false
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
	name := r.text[r.tokens[from].start:r.tokens[to-1].end]
	return len(name) > 3 && len(name) <= len(r.context.Source) && strings.Contains(strings.ToLower(r.context.Source), strings.ToLower(name)) &&
		r.house == ""
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
		speaks := -1
		if len(r.host) == 1 {
			speaks = r.host[0] // "the President" in somebody's words is another
		}
		id, g := r.office(m, speaks)
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
			kind, state := briefings.Organisation, ""
			if o.Kind == "ministry" {
				kind, state = briefings.Government, r.stateOf(o.Name)
			}
			return r.body(o.Name, kind, state)
		}
	}
	return r.body(name, briefings.Organisation, "")
}

// stateOf returns the code of the state whose adjective begins a body's name.
func (r *resolver) stateOf(name string) string {
	first, _, _ := strings.Cut(name, " ")
	for _, ph := range r.words.find(first).phrases {
		if len(ph.words) == 1 && (ph.kind == nationality || ph.kind == country) {
			return ph.code
		}
	}
	return ""
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
