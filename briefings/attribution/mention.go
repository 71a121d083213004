package attribution

import (
	"strings"
	"sync"
)

// mentionKind says what a mention is before it is resolved.
type mentionKind uint8

const (
	namedMention  mentionKind = iota // a person's name, with or without a title
	weakMention                      // words with capitals that may be a name
	officeMention                    // "the head of state", "Mr. President"
	bodyMention                      // an organisation
	placeMention                     // a country, or a metonym of its government
	thingMention                     // words with capitals that name nobody: "the New York Declaration"
)

// mention is a phrase that stands for somebody: tokens [from, to).
type mention struct {
	from, to   int
	first, end int // the tokens of the name itself; empty for an office
	kind       mentionKind
	title      *title
	country    string // code, "" when the phrase gives none
	code       string // of a body or place
	former     bool
	person     int // index of the person + 1
}

// wordsAMention is about how many tokens of a text there are for each mention.
const wordsAMention = 12

// findMentions reads names, offices, bodies and places off the text, in order
// and without overlaps.
func (p *page) findMentions() []mention {
	out := make([]mention, 0, len(p.tokens)/wordsAMention+4)
	for i := 0; i < len(p.tokens); {
		t := &p.tokens[i]
		if !t.word() || t.shape == number || t.shape == lower && len(t.lex.phrases) == 0 {
			i++
			continue
		}
		m, next := p.mentionAt(i)
		if next > i {
			out = append(out, m)
			i = next
			continue
		}
		i++
	}
	p.surnames(out)
	return out
}

// surnames makes names of single words that are a thing or a nationality
// elsewhere, where the text has somebody of that name: "Law", "Cuban".
func (p *page) surnames(ms []mention) {
	var known map[string]bool
	for n := range ms {
		m := &ms[n]
		if m.kind == namedMention && m.end-m.first == 2 && p.firstName(m.first) && p.tokens[m.end-1].lex != &unknown {
			if known == nil {
				known = map[string]bool{}
			}
			known[p.str(m.end-1)] = true
		}
		if len(known) == 0 || m.to-m.from != 1 || m.kind != thingMention && m.kind != placeMention || !known[p.str(m.from)] || m.title != nil {
			continue
		}
		if m.kind == thingMention || p.predicate(m.to) {
			m.first, m.end, m.kind, m.code = m.from, m.to, namedMention, ""
		}
	}
}

// predicate reports whether token i begins what is said of the words before it.
func (p *page) predicate(i int) bool {
	if i >= len(p.tokens) {
		return true
	}
	t := &p.tokens[i]
	return t.shape == lower && t.word() && t.is(fVerb|fBe|fHave|fModal|fCue|fAdverb|fConj) || t.mark == ',' || t.mark == '.' || t.lex == &possessiveS
}

// lineEnd bounds a mention: the end of the paragraph, or the mark that ends a
// quotation.
func (p *page) lineEnd(i int) int {
	j := i + 1
	for j < len(p.tokens) && j-i < 24 && !p.tokens[j].brk && p.tokens[j].quote == p.tokens[i].quote {
		j++
	}
	return j
}

// mentionAt reads the mention that begins with token i, and returns the token
// after it, or i.
func (p *page) mentionAt(i int) (mention, int) {
	end := p.lineEnd(i)
	m := mention{from: i}
	if p.tokens[i].lex.word == wordFormer {
		return m, i // of the title after it
	}
	j := i
	if place, after := p.phraseAt(i, end, country, nationality, metonym); place != nil {
		k := p.pastOrdinals(&m, after, end)
		if t, n := p.phraseAt(k, end, office); t != nil && t.title.kind != kindHonorific {
			m.country = place.code
			if t.title.text == wordChief {
				return p.titled(m, k, n, end, t)
			}
			j = k
		} else if b, n := p.phraseAt(i, end, body); b != nil && n >= after {
			m.kind, m.code, m.to = bodyMention, b.code, n
			return m, n
		} else if after != i+1 || place.kind == nationality || after >= end || !p.knownName(i, after+1) {
			m.kind, m.code, m.to = placeMention, place.code, after
			return m, after
		}
	}
	if t, n := p.phraseAt(j, end, office); t != nil && t.title.text != wordChief {
		return p.titled(m, j, n, end, t)
	}
	if b, n := p.phraseAt(i, end, body); b != nil {
		if n < end && p.tokens[n].lex == &possessiveS {
			n++
		}
		if t, k := p.phraseAt(n, end, office); t != nil && b.code != "" && holders().seats[b.code] && t.title.kind != kindHonorific {
			m.country = b.code
			return p.titled(m, n, k, end, t)
		}
		_, n = p.phraseAt(i, end, body)
		m.kind, m.code, m.to = bodyMention, b.code, n
		return m, n
	}
	first, n := p.nameRun(i, end)
	if n == first {
		return m, i
	}
	m.first, m.end, m.from, m.to = first, n, first, n
	m.kind = weakMention
	if n-first == 1 && p.tokens[first].shape == allCaps && p.knownName(first, n) {
		m.kind = namedMention
		return m, n
	}
	if name := p.afterRank(first, n); name > first {
		m.first, m.kind = name, namedMention
		m.title = p.rank(first, name)
		return m, n
	}
	switch {
	case p.noName(first, n) || p.thing(first, n):
		m.kind = thingMention
	case p.bodyName(first, n):
		m.kind = bodyMention
	case n-first >= 2 && p.firstName(first):
		m.kind = namedMention
	case n-first >= 3:
		if from, to := p.holderWithin(first, n); to > from {
			m.from, m.first, m.end, m.to, m.kind = from, from, to, to, namedMention
			return m, to
		}
	}
	return m, n
}

// holderWithin finds the longest name of an office holder inside a run of
// capitals that is none as a whole, as where the words before it are titles of
// another language: "Bundeskanzler Olaf Scholz".
func (p *page) holderWithin(first, end int) (from, to int) {
	for n := end - first; n >= 2; n-- {
		for i := first; i+n <= end; i++ {
			if p.knownName(i, i+n) {
				if n == end-first {
					return first, first // all of it
				}
				return i, i + n
			}
		}
	}
	return first, first
}

// pastOrdinals steps over what may stand between a state and an office: the
// possessive, and "former", "new", which say when it was held.
func (p *page) pastOrdinals(m *mention, k, end int) int {
	if k < end && p.tokens[k].lex == &possessiveS {
		k++
	}
	for k < end && p.tokens[k].is(fOrdinal) && p.tokens[k].shape == lower {
		m.former = m.former || p.tokens[k].lex.word == wordFormer
		k++
	}
	return k
}

// titled reads a mention whose title stands at tokens [j, n).
func (p *page) titled(m mention, j, n, end int, t *phrase) (mention, int) {
	m.title = t.title
	// "Prime Minister and Foreign Minister", "State Department Spokesperson": the last one before the name.
	for n < end {
		next, k := p.phraseAt(n, end, office)
		if next == nil {
			break
		}
		if m.title.kind == kindHonorific || next.title.kind != kindHonorific {
			m.title = next.title
		}
		n = k
	}
	if rest, ok := strings.CutPrefix(m.title.text, "Former "); ok {
		m.former = true
		if ph, _ := p.phraseAt(j+1, end, office); ph != nil {
			m.title = ph.title
		} else {
			m.title = &title{text: rest, kind: m.title.kind}
		}
	}
	n = p.titlePlace(&m, n, end)
	if a := p.portfolio(n, end); a > n && m.title.kind != kindHonorific {
		m.title = &title{text: strings.Join(strings.Fields(p.text[p.tokens[j].start:p.tokens[a-1].end]), " "), kind: m.title.kind, gender: m.title.gender}
		n = a
	}
	p.former(&m)
	first, a := p.nameAfterTitle(n, end)
	if a > first && first == n {
		if p.noName(first, a) || p.thing(first, a) || p.bodyName(first, a) && (a-first >= 2 || p.tokens[first].is(fOrg)) || !p.tokens[j].capped() && m.title.kind == "military" {
			return m, m.from // "a Major Non-NATO Ally", "General Assembly"
		}
		m.first, m.end, m.to, m.kind = first, a, a, namedMention
		if m.country == "" && m.title.kind != kindHonorific {
			p.nameCountry(&m, a, end)
		}
		return m, m.to
	}
	if m.title.kind == kindHonorific {
		return m, m.from
	}
	m.kind, m.to = officeMention, n
	m.first, m.end = n, n
	if !p.tokens[j].capped() && m.from == j && !p.definite(j) {
		return m, m.from // "a president": nobody in particular
	}
	if m.from > 0 && p.tokens[m.from-1].lex.word == wordThe && !p.tokens[m.from].brk && p.tokens[m.from-1].quote == p.tokens[m.from].quote {
		m.from--
	}
	return m, n
}

// nameAfterTitle reads the name that follows a title, which may begin with a
// particle ("President von Arken") or be a month ("Prime Minister May").
func (p *page) nameAfterTitle(n, end int) (first, after int) {
	k := n
	for k < end && p.tokens[k].word() && p.tokens[k].is(fPart) && p.tokens[k].shape == lower {
		k++
	}
	if k > n && k < end && p.tokens[k].capped() {
		if f, a := p.nameRun(k, end); a > f && f == k {
			return n, a
		}
	}
	if n < end && p.isMay(n, n+1 < end && p.tokens[n+1].shape == number) {
		return n, n + 1
	}
	return p.nameRun(n, end)
}

// isMay reports whether token i is the surname May and not the month, before a
// number, or the verb.
func (p *page) isMay(i int, dated bool) bool {
	return p.tokens[i].lex.word == "may" && p.tokens[i].shape == capital && !dated
}

// titlePlace reads "of Finland", "of the United Nations" after a title that
// ends before token n, and returns the token after it.
func (p *page) titlePlace(m *mention, n, end int) int {
	if n+1 < end && (p.tokens[n].lex.word == "of" || p.tokens[n].lex.word == wordFor || p.tokens[n].lex.word == "to") {
		if c, a := p.phraseAt(p.pastThe(n+1), end, country, body); c != nil {
			if c.kind == country {
				m.country = c.code
			} else if c.code != "" && m.country == "" {
				m.code = c.code
			}
			return a
		}
	}
	if place := p.unknownPlace(n, end); place > n && heads[m.title.kind] {
		return place
	}
	return n
}

// maxPortfolio bounds what a minister is minister of, in tokens.
const maxPortfolio = 9

// portfolio steps over "of Trade and Industry" after a title that no table has
// in full, where a first name tells its end. It returns n where there is none.
func (p *page) portfolio(n, end int) int {
	if n+2 >= end || p.tokens[n].lex.word != "of" && p.tokens[n].lex.word != wordFor {
		return n
	}
	for k := p.pastThe(n + 1); k+1 < end && k-n < maxPortfolio; k++ {
		t := &p.tokens[k]
		if k > n+1 && p.firstName(k) && p.tokens[k+1].capped() && p.tokens[k-1].capped() {
			return k
		}
		if !t.capped() && t.mark != ',' && t.lex.word != wordAnd && t.lex.word != wordThe {
			return n
		}
	}
	return n
}

func (p *page) pastThe(i int) int {
	if p.tokens[i].lex.word == wordThe {
		return i + 1
	}
	return i
}

// former takes the words before a title that belong to it: "former President".
func (p *page) former(m *mention) {
	for m.from > 0 {
		t, next := &p.tokens[m.from-1], &p.tokens[m.from]
		w := t.lex.word
		if w != wordFormer && w != "acting" && w != "then" || t.brk || !next.gap || t.quote != next.quote {
			return
		}
		m.former = m.former || w == wordFormer
		m.from--
	}
}

// nameCountry reads "President Orvik of Finland": the name ends before token a.
func (p *page) nameCountry(m *mention, a, end int) {
	if a+1 >= end || p.tokens[a].lex.word != "of" {
		return
	}
	if c, after := p.phraseAt(p.pastThe(a+1), end, country); c != nil {
		m.country, m.to = c.code, after
	}
}

// unknownPlace steps over "of the Republic of Vestria" before a name of two
// words, where no table has the place.
func (p *page) unknownPlace(n, end int) int {
	if n+3 >= end || p.tokens[n].lex.word != "of" {
		return n
	}
	k := n + 1
	if p.tokens[k].lex.word == wordThe {
		k++
	}
	for k+1 < end && p.tokens[k].capped() && p.tokens[k+1].lex.word == "of" {
		k += 2
	}
	first, after := p.nameRun(k, end)
	if first != k || after-first < 3 || p.bodyName(first, after) {
		return n
	}
	return after - 2
}

// definite reports whether "the" stands before token j.
func (p *page) definite(j int) bool {
	for k := j - 1; k >= 0 && k >= j-3; k-- {
		if p.tokens[k].lex.word == wordThe || k == j-1 && p.tokens[k].is(fPoss) && strings.HasPrefix(p.tokens[j].lex.word, kindCounterpart) {
			return true
		}
		if !p.tokens[k].is(fOrdinal) {
			break
		}
	}
	return false
}

// afterRank returns the first token of the name in a run that begins with a
// rank or trade no table has: "Administrator Orvik", "Professors Lane".
func (p *page) afterRank(first, end int) int {
	name := first
	for name < end-2 && p.tokens[name].shape == allCaps && p.tokens[name+1].shape == capital && !p.tokens[name].is(fTitle) {
		name++ // "FEMA Administrator"
	}
	if name > first && !p.tokens[name].is(fHuman|fTitle) {
		return first
	}
	for name < end-1 && p.tokens[name].is(fHuman|fTitle) && !p.tokens[name].is(fMale|fFemale|fOrg) && p.tokens[name].shape != lower {
		name++
	}
	if name == first || p.thing(name, end) || p.bodyName(name, end) && (end-name > 1 || p.tokens[name].is(fOrg) || p.tokens[first].shape != allCaps) || p.noName(name, end) || p.tokens[name].is(fHuman|fCue) || p.tokens[end-1].shape == lower {
		return first
	}
	return name
}

// rank is the title that the words [first, end) before a name give: the
// table's, where they are its plural ("Presidents Orvik and Lane").
func (p *page) rank(first, end int) *title {
	text := p.text[p.tokens[first].start:p.tokens[end-1].end]
	lower := strings.ToLower(text)
	if abbreviated, ok := strings.CutSuffix(lower, "s."); ok { // "Sens."
		lower = abbreviated + ".s"
	}
	if one, ok := strings.CutSuffix(lower, "s"); ok && end-first == 1 {
		for _, ph := range p.words.find(one).phrases {
			if ph.kind == office && len(ph.words) == 1 {
				return ph.title
			}
		}
	}
	if p.tokens[end-1].shape == allCaps && end-first == 1 {
		text = text[:1] + strings.ToLower(text[1:])
	}
	return &title{text: text, kind: kindOther}
}

// noName reports whether a run of capitals ends with a word for people, which
// no name does: "Senate Republicans", "Non-NATO Ally".
func (p *page) noName(first, end int) bool {
	t := &p.tokens[end-1]
	return t.is(fHuman|fPlural) && !isSuffix(p.str(end-1)) && !t.is(fMale|fFemale|fOrg) && (end-first == 1 || !p.firstName(first))
}

// things are last words of proper names that are nobody's.
const things = " declaration statement framework roadmap partnership progress priorities priority dialogue deal protocol memorandum " +
	"charter process plan strategy principles principle values system network law laws initiative investment security policy peace prize " +
	"agreement agreements treaty accord act bill amendment convention summit week election war street avenue road river sea ocean project program " +
	"order orders constitution resolution route corridor pipeline accords provisions rules sanctions talks negotiations mechanism policies "

// thingWords are the words of things.
var thingWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(things) {
		out[w] = true
	}
	return out
})

func isThing(word string) bool {
	var buf [32]byte
	if small, ok := appendSmall(buf[:0], word); ok {
		return thingWords()[string(small)]
	}
	return thingWords()[strings.ToLower(word)]
}

// thing reports whether a run of capitals names something that does not
// speak, or whose article says that it is no person: "the Rules".
func (p *page) thing(first, end int) bool {
	if isThing(p.str(end - 1)) {
		return end-first != 2 || !p.firstName(first) // "Steven Law"
	}
	if first == 0 || p.tokens[first].brk || p.firstName(first) || p.bodyName(first, end) {
		return false
	}
	switch p.tokens[first-1].lex.word {
	case "these", "those", "this":
		return true
	case wordThe, "a", "an", "each", "every":
		return end-first > 1 && end < len(p.tokens) && (!p.tokens[end].word() || p.tokens[end].shape == lower && p.tokens[end].is(fVerb|fBe|fHave|fModal|fCue|fPrep|fConj))
	}
	return false
}

// nameRun reads a run of words with capitals that begins at or after i.
func (p *page) nameRun(i, end int) (first, after int) {
	if i >= end || !p.nameWord(i) || p.tokens[i].is(fPart) && p.tokens[i].shape == lower {
		return i, i
	}
	if i+1 < end && p.nameWord(i+1) && p.onlyFirst(i) {
		i++
	}
	j := i
	for j < end && j-i < 7 {
		t := &p.tokens[j]
		if j > i && !t.gap && t.word() {
			break
		}
		if j > i && (t.mark == '.' || t.mark == ',') && j+1 < end && isSuffix(p.str(j+1)) {
			j += 2
			break
		}
		if !p.nameWord(j) {
			break
		}
		if j > i && p.endsName(j, end) {
			break
		}
		j++
	}
	for j > i && p.tokens[j-1].word() && p.tokens[j-1].shape == lower && !articled(p.str(j-1)) {
		j-- // a particle at the end
	}
	return i, j
}

// onlyFirst reports whether a word has its capital from standing first in a
// sentence.
func (p *page) onlyFirst(i int) bool {
	t := &p.tokens[i]
	return p.startsSentence(i) && !t.is(fMale|fFemale|fOrg|fHuman|fPart) && (t.lex != &unknown || strings.HasSuffix(p.str(i), "ing"))
}

// endsName reports whether a word with a capital cannot go on a name: the verb
// of a heading ("Lane Says …") or the title of the next name.
func (p *page) endsName(j, end int) bool {
	t := &p.tokens[j]
	if t.is(fCue) && t.lex.cues[0].form == formThird && t.shape == capital {
		return true
	}
	ph, _ := p.phraseAt(j, end, office)
	return ph != nil && t.capped() && ph.title.kind != "royal" && !t.is(fMale|fFemale)
}

func isSuffix(w string) bool {
	return w == "Jr." || w == "Jr" || w == "Sr." || w == "Sr" || w == "II" || w == "III"
}

// nameWord reports whether token i can be part of a name.
func (p *page) nameWord(i int) bool {
	t := &p.tokens[i]
	if !t.word() || t.lex == &possessiveS {
		return false
	}
	if t.is(fPart) && t.shape == lower {
		return true
	}
	if !t.capped() {
		return t.shape == lower && articled(p.str(i))
	}
	if i > 0 && p.firstName(i-1) && t.gap && p.isMay(i, i+1 < len(p.tokens) && p.tokens[i+1].shape == number) {
		return true
	}
	if t.is(fDet | fPoss | fPron | fObj | fRel | fPrep | fConj | fBe | fHave | fModal | fNot) {
		return t.is(fPart) || t.is(fModal) && t.lex.word == "will" && p.text[t.start] == 'W' && i+1 < len(p.tokens) && p.tokens[i+1].capped()
	}
	if t.end-t.start == 1 {
		return p.text[t.start] != 'Q' && p.text[t.start] != 'A'
	}
	return !t.is(fTime) || t.is(fMale|fFemale)
}

// articled reports whether a word is a surname with its Arabic article, which
// is written small: "al-Kasvi".
func articled(w string) bool {
	return len(w) > 4 && (w[0] == 'a' || w[0] == 'e') && w[1] >= 'a' && w[1] <= 'z' && w[2] == '-' && w[3] >= 'A' && w[3] <= 'Z'
}

func (p *page) startsSentence(i int) bool {
	if i == 0 || p.tokens[i].brk {
		return true
	}
	switch p.tokens[i-1].mark {
	case '.', '?', '!', ':', '“', '"', '…', '”':
		return true
	}
	return false
}

// bodyName reports whether a run of capitals names a body, place or thing.
func (p *page) bodyName(first, end int) bool {
	for i := first; i < end; i++ {
		t := &p.tokens[i]
		if t.is(fOrg) && (i == first || !p.firstName(first) || i != end-1) {
			return true
		}
	}
	if end-first == 1 {
		w := p.str(first)
		return p.tokens[first].shape == allCaps && len(w) <= 6
	}
	return false
}

func (p *page) firstName(i int) bool {
	t := &p.tokens[i]
	return t.is(fMale|fFemale) && t.lex.word != ""
}

// knownName reports whether the words [i, end) are a holder's name.
func (p *page) knownName(i, end int) bool {
	if end > len(p.tokens) || !p.tokens[end-1].capped() {
		return false
	}
	return len(holders().named(p.text[p.tokens[i].start:p.tokens[end-1].end])) > 0
}
