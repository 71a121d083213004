package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefings"
	"readout/briefings/facts"
)

// role is an office that the text or the tables give a person.
type role struct {
	text    string
	kind    string
	country string
	former  bool
	table   bool // from the tables, on the briefing's date
}

// person is one of those that the text names: a human being, or a body.
type person struct {
	name     string
	id       string
	kind     briefings.SpeakerKind
	words    []string // folded words of the longest form in the text
	gender   string
	roles    []role
	country  string // code
	mentions []briefings.Span
	tenures  []int
	weak     bool // words with capitals that nothing yet shows to be a person
	seen     bool // the text names them, not its title alone
	written  bool // the text has their first name too
}

// cast holds the people of one text.
type cast struct {
	*page

	context  Context
	day      string
	house    string // country whose government publishes the text
	people   []person
	byWord   map[string][]int // folded name word -> people
	byID     map[string]int
	mentions []mention
	entitled []int           // mentions of people who hold an office
	titled   int             // so many people come from the document's title
	common   map[string]bool // see commonWords
	places   map[string]bool // codes of the countries and bodies that the text names; see namesPlace
	whole    bool            // the whole text is the author's
	author   []int           // who speaks in the whole document, by its title
	parties  []int           // who met or spoke with each other, by the title
	takers   []int           // who has turns in a transcript
}

func newCast(p *page, c Context, known []person) *cast {
	k := &cast{
		page: p, context: c, day: dayOf(c.Date), house: houseCountry(c), byWord: map[string][]int{}, byID: map[string]int{},
		mentions: p.findMentions(),
	}
	if c.Title != "" && len(c.Title) < maxTitle {
		head := c
		head.Title = ""
		t, ours := newCast(newPage(c.Title), head, nil), map[int]int{}
		for id, q := range t.people {
			if len(q.words) == 0 || q.weak && len(q.tenures) == 0 {
				continue
			}
			ours[id] = len(k.people)
			k.people = append(k.people, q)
			k.index(len(k.people)-1, q.words)
		}
		k.titled = len(k.people)
		k.authors(t, ours)
		k.participants(t, ours)
	}
	k.meet(known)
	k.common = k.commonWords()
	k.fullNames()
	k.shortNames()
	for n := range k.mentions {
		if id := k.mentions[n].person - 1; id >= 0 {
			k.fromTables(&k.people[id])
			if len(k.people[id].roles) > 0 {
				k.entitled = append(k.entitled, n)
			}
		}
	}
	for id := range k.people[:k.titled] {
		k.fromTables(&k.people[id])
	}
	return k
}

// maxTitle bounds a document's title that is read for names, in bytes.
const maxTitle = 1000

func (k *cast) nameWords(m *mention) []string {
	ws := make([]string, 0, m.end-m.first)
	for i := m.first; i < m.end; i++ {
		if k.tokens[i].word() && !isSuffix(k.str(i)) {
			ws = append(ws, strings.TrimRight(fold(k.str(i)), "."))
		}
	}
	return ws
}

// fullNames makes a person of every name of two words and more.
func (k *cast) fullNames() {
	for n := range k.mentions {
		m := &k.mentions[n]
		if m.end-m.first < 2 || m.kind != namedMention && m.kind != weakMention {
			continue
		}
		ws := k.nameWords(m)
		if len(ws) < 2 {
			continue
		}
		id := k.sameFull(ws, m)
		if first := &k.tokens[m.first]; id < 0 && m.title != nil && first.is(fPart) && !first.is(fMale|fFemale) && len(ws) == 2 {
			id = k.bySurname(ws[1:], m) // a surname with its particle
		}
		if id < 0 {
			id = k.newPerson(m, ws)
		}
		k.join(id, m, ws)
	}
}

// maxNamesakes bounds how many people of one surname are compared.
const maxNamesakes = 8

// sameFull finds the person with the same surname and a first name that does
// not differ, or -1.
func (k *cast) sameFull(ws []string, m *mention) int {
	last := ws[len(ws)-1]
	if id := k.secondSurname(ws, m); id >= 0 {
		return id
	}
	for n, id := range k.byWord[last] {
		if n >= maxNamesakes {
			break
		}
		have := k.people[id].words
		if beginsWith(have, ws) && !k.elsewhere(id, m) {
			return id
		}
		if len(have) == 0 || have[len(have)-1] != last {
			continue
		}
		if k.elsewhere(id, m) {
			continue
		}
		if len(have) == 1 || sameFirst(have[0], ws[0]) || k.sameHolder(id, ws) || endsWith(have, ws) || endsWith(ws, have) {
			return id
		}
	}
	return -1
}

// secondSurname finds the person whose name is the first two words of ws:
// "Elena Rell" for "Elena Rell Costa".
func (k *cast) secondSurname(ws []string, m *mention) int {
	if len(ws) != 3 && len(ws) != 4 {
		return -1
	}
	for n, id := range k.byWord[ws[1]] {
		if n >= maxNamesakes {
			break
		}
		if beginsWith(ws, k.people[id].words) && !k.elsewhere(id, m) {
			return id
		}
	}
	return -1
}

// beginsWith reports whether a name of three or four words begins with one of two.
func beginsWith(long, short []string) bool {
	return len(short) == 2 && (len(long) == 3 || len(long) == 4) && len(short[0]) > 1 && slices.Equal(long[:2], short)
}

// elsewhere reports whether a mention cannot be of a person because it gives an
// office in one state to somebody who has theirs in another: of two Alberts
// the prince of Monaco is not the king of Belgium.
func (k *cast) elsewhere(id int, m *mention) bool {
	if m.country == "" || m.title == nil || !stately[m.title.kind] {
		return false
	}
	p := &k.people[id]
	known := false
	for _, i := range p.tenures {
		t := &facts.Offices()[i]
		if t.Country == m.country {
			return false
		}
		known = true
	}
	for _, ro := range p.roles {
		if ro.country == m.country || ro.country == "" {
			return false
		}
		known = known || stately[ro.kind]
	}
	return known
}

// stately are the kinds of office that are held in the state which the text
// names with them; an ambassador to a state, say, is not its own.
var stately = map[string]bool{
	kindState: true, kindGovernment: true, kindForeign: true, kindDefence: true, kindMinister: true, "royal": true, kindLeader: true, "vice_president": true,
}

// sameHolder reports whether a person and a name stand for one office holder:
// "Joseph R. Biden" and "Joe Biden".
func (k *cast) sameHolder(id int, ws []string) bool {
	return nickname(k.people[id].words[0], ws[0])
}

// endsWith reports whether a long name ends with a surname of two words and
// more: "Lopez Obrador", "Di Maio".
func endsWith(long, short []string) bool {
	return len(short) >= 2 && len(long) > len(short) && slices.Equal(long[len(long)-len(short):], short)
}

func sameFirst(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) == 0 || len(b) == 0 || a[0] != b[0] {
		return false
	}
	return len(a) == 1 || len(b) == 1 || len(a) >= 3 && len(b) >= 3 && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a)) || nickname(a, b)
}

// nicknames lists short forms of first names, each group on a line.
const nicknames = `
 joe joseph
 tony anthony antony
 mike michael
 bill william will billy
 bob robert rob bobby
 jim james jimmy
 tom thomas
 tim timothy
 ted edward theodore ed
 dick richard rick
 ben benjamin bibi binyamin
 jake jacob
 chris christopher
 dan daniel
 dave david
 jen jennifer
 liz elizabeth
 kate katherine kathryn catherine
 nick nicholas
 steve stephen steven
 sam samuel samantha
 alex alexander aleksandr
 mitch mitchell addison
 chuck charles charlie
 jack john
 don donald
 andy andrew andrzej
 jeff jeffrey
 greg gregory
 matt matthew
 ron ronald
 ken kenneth
 sergey sergei
 dmitry dmitri dmitriy
`

func nickname(a, b string) bool {
	i := strings.Index(nicknames, " "+a+" ")
	if i < 0 {
		i = strings.Index(nicknames, " "+a+"\n")
	}
	if i < 0 {
		return false
	}
	start := strings.LastIndexByte(nicknames[:i+1], '\n')
	line, _, _ := strings.Cut(nicknames[start+1:], "\n")
	return strings.Contains(line+" ", " "+b+" ")
}

func (k *cast) newPerson(m *mention, ws []string) int {
	id := len(k.people)
	p := person{words: ws, kind: briefings.Person, weak: m.kind == weakMention}
	if m.end > m.first {
		p.name = k.nameOf(m)
		p.tenures = holders().named(p.name)
		if len(p.tenures) == 0 && len(ws) > 2 { // without middle names and initials
			p.tenures = holders().named(ws[0] + " " + ws[len(ws)-1])
			if len(p.tenures) == 0 && len(ws) <= 4 { // without the second surname
				p.tenures = holders().named(ws[0] + " " + ws[1])
			}
		}
		if len(p.tenures) == 0 && len(ws) == 2 {
			if p.tenures = familyFirst(ws); len(p.tenures) > 0 {
				p.words = []string{ws[1], ws[0]}
			}
		}
		p.tenures = k.oneHolder(p.tenures, m)
	}
	k.people = append(k.people, p)
	k.index(id, ws)
	return id
}

// familyFirst finds tenures by a name whose family name stands first, as it
// does at home: "Kishida Fumio".
func familyFirst(ws []string) []int {
	is := holders().named(ws[1] + " " + ws[0])
	for _, i := range is {
		if familyNameFirst(facts.Offices()[i].Country) {
			return is
		}
	}
	return nil
}

// familyNameFirst reports whether the family name stands first in a country.
func familyNameFirst(code string) bool {
	switch code {
	case "JP", "KR", "CN", "TW", "HU", "VN", "KH", "SG", "HK":
		return true
	}
	return false
}

// oneHolder keeps the tenures of one person, where a name is that of several:
// those of the state that a mention gives, else of the only one whose office
// on the day may be called as the mention has it. A mention that gives a state
// in which none of them held an office means somebody else.
func (k *cast) oneHolder(tenures []int, m *mention) []int {
	all := facts.Offices()
	given := m.country != "" && m.title != nil && stately[m.title.kind]
	several := false
	one := -1
	for _, i := range tenures {
		t := &all[i]
		several = several || personOf(t) != personOf(&all[tenures[0]])
		if given && t.Country != m.country || one >= 0 && personOf(t) == personOf(&all[one]) {
			continue
		}
		if fits := m.title == nil || officeFits(t.Title, t.Kind, m.title); given || fits && (k.day == "" || t.Holds(k.day)) {
			if one >= 0 {
				return nil
			}
			one = i
		}
	}
	switch {
	case one >= 0:
		return samePerson(tenures, one)
	case len(tenures) == 0 || several || given:
		return nil
	}
	return tenures
}

// samePerson keeps those of tenures that are of the holder of tenure one.
func samePerson(tenures []int, one int) []int {
	all := facts.Offices()
	out := make([]int, 0, len(tenures))
	for _, i := range tenures {
		if personOf(&all[i]) == personOf(&all[one]) {
			out = append(out, i)
		}
	}
	return out
}

// personOf is the id of a tenure's holder, the same in every document.
func personOf(t *facts.Tenure) string {
	if t.Person != "" {
		return t.Person
	}
	return slug(t.Holder)
}

// nameOf is the name of a mention as people write it: words in capitals, as
// labels have them, get one, and white space is single.
func (k *cast) nameOf(m *mention) string {
	var b strings.Builder
	for i := m.first; i < m.end; i++ {
		w := k.str(i)
		if k.tokens[i].gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		if k.tokens[i].shape == allCaps && (len(w) > 2 || k.tokens[i].is(fPart) && k.tokens[m.end-1].shape == allCaps) && !isSuffix(w) {
			parts := strings.Split(strings.ToLower(w), "-")
			for n, part := range parts {
				if part != "" {
					r, size := utf8.DecodeRuneInString(part)
					parts[n] = string(unicode.ToUpper(r)) + part[size:]
				}
			}
			w = strings.Join(parts, "-")
		}
		b.WriteString(w)
	}
	return b.String()
}

func (k *cast) index(id int, ws []string) {
	for _, w := range ws {
		if rest, ok := strings.CutPrefix(w, "al-"); ok {
			k.index(id, []string{rest})
		}
		l := k.byWord[w]
		if len(l) == 0 || l[len(l)-1] != id {
			k.byWord[w] = append(l, id)
		}
	}
}

// join adds a mention to a person: its title, and its name if it is longer.
func (k *cast) join(id int, m *mention, ws []string) {
	p := &k.people[id]
	m.person = id + 1
	p.seen = true
	p.written = p.written || len(ws) > 1
	if k.plainer(p, m, ws) {
		p.words, p.name = ws, k.nameOf(m)
		p.tenures = holders().named(p.name)
	}
	fuller := len(ws) > len(p.words) && !k.knownFirst(p.words) || len(ws) == len(p.words) && len(ws) > 1 && len(p.words[0]) == 1 && len(ws[0]) > 1
	if fuller && len(p.words) > 0 && len(p.tenures) == 0 {
		if len(p.words) > 1 || ws[len(ws)-1] == p.words[0] {
			p.words, p.name = ws, k.nameOf(m)
			p.tenures = holders().named(p.name)
			k.index(id, ws)
		}
	}
	if len(p.tenures) == 0 && m.country != "" && len(p.words) == len(ws) {
		p.tenures = k.oneHolder(holders().named(p.name), m)
	}
	if m.kind == namedMention {
		p.weak = false
	}
	k.entitle(p, m)
	if p.gender == "" && m.end > m.first {
		switch t := &k.tokens[m.first]; {
		case t.is(fMale) && !t.is(fFemale):
			p.gender = "m"
		case t.is(fFemale) && !t.is(fMale):
			p.gender = "f"
		}
	}
	for _, i := range p.tenures {
		if g := facts.Offices()[i].Gender; g != "" {
			p.gender = g
			break
		}
	}
}

// plainer reports whether a mention has a person's name without words that
// stood before it in a heading: "Ostrel Talks Donor Mira Holt".
func (k *cast) plainer(p *person, m *mention, ws []string) bool {
	return len(p.tenures) == 0 && endsWith(p.words, ws) && k.firstName(m.first) && !k.knownFirst(p.words)
}

// knownFirst reports whether a name begins with a first name that the lexicon has.
func (k *cast) knownFirst(ws []string) bool {
	return len(ws) > 1 && k.page.words.find(ws[0]).flags&(fMale|fFemale) != 0
}

// entitle gives a person the title of a mention.
func (k *cast) entitle(p *person, m *mention) {
	if m.title == nil {
		return
	}
	if m.title.gender != "" && (p.gender == "" || m.title.kind == kindHonorific) {
		p.gender = m.title.gender
	}
	if m.title.kind == kindHonorific || m.title.text[0] >= 'a' || m.kind == officeMention && (m.title.kind == kindLeader || strings.HasPrefix(m.title.text, "M")) {
		if m.country != "" && p.country == "" {
			p.country = m.country
		}
		return
	}
	for i := range p.roles {
		if p.roles[i].text == m.title.text || p.roles[i].kind == m.title.kind {
			if p.roles[i].country == "" {
				p.roles[i].country = m.country
			}
			return
		}
	}
	p.roles = append(p.roles, role{text: m.title.text, kind: m.title.kind, country: m.country, former: m.former})
}

// shortNames joins surnames to people, through the offices where the text has
// no full name.
func (k *cast) shortNames() {
	seen := map[string]int{} // surnames met with nothing but themselves
	for n := range k.mentions {
		if m := &k.mentions[n]; m.person == 0 && m.end-m.first == 1 && m.title != nil && m.title.kind != kindHonorific && m.kind == namedMention {
			if ws := k.nameWords(m); len(ws) == 1 && k.bySurname(ws, m) < 0 {
				if id := k.byOffice(m); id >= 0 {
					seen[ws[0]] = id
				}
			}
		}
	}
	for n := range k.mentions {
		m := &k.mentions[n]
		if m.person != 0 || m.end-m.first < 1 || m.kind != namedMention && m.kind != weakMention {
			continue
		}
		if ws := k.nameWords(m); len(ws) > 0 {
			k.shortName(m, ws, seen)
		}
	}
}

// shortName joins one surname to its person.
func (k *cast) shortName(m *mention, ws []string, seen map[string]int) {
	if id := k.bySurname(ws, m); id >= 0 {
		if k.hasOffice(id, m) || k.byOffice(m) < 0 { // else "President Holt" in a text that names Anna Holt
			k.join(id, m, ws)
		}
		return
	}
	if len(ws) > 1 {
		return
	}
	key := ws[0]
	if id, ok := seen[key]; ok && !k.elsewhere(id, m) {
		k.join(id, m, ws)
		return
	}
	if id := k.byOffice(m); id >= 0 {
		seen[key] = id
		return
	}
	if id := k.spelt(key); id >= 0 {
		k.join(id, m, ws)
		return
	}
	if id := k.inOffice(m, key); id >= 0 {
		seen[key] = id
		k.join(id, m, ws)
		return
	}
	if m.kind == weakMention && k.startsSentence(m.first) && k.tokens[m.first].lex != &unknown && !k.firstName(m.first) {
		return
	}
	if m.kind == weakMention && !k.firstName(m.first) && (k.common[key] || k.startsSentence(m.first) && nounLike(key)) {
		m.kind = thingMention
		return
	}
	id := k.newPerson(m, ws)
	seen[key] = id
	k.join(id, m, ws)
}

// spelt finds the person of the text, known to the table, whose surname has
// another spelling: "Zelensky" beside "Volodymyr Zelenskyy".
func (k *cast) spelt(key string) int {
	all := facts.Offices()
	for _, i := range holders().worded(key) {
		last := fold(all[i].Holder)
		last = last[strings.LastIndexByte(last, ' ')+1:]
		if last == key {
			continue
		}
		for n, id := range k.byWord[last] {
			if n >= maxNamesakes {
				break
			}
			if slices.Contains(k.people[id].tenures, i) {
				return id
			}
		}
	}
	return -1
}

// inOffice finds whom a surname without a title means in a text that names
// nobody else of it: the only one of all office holders who has it, if they
// are in office on the day and the text names their state.
func (k *cast) inOffice(m *mention, key string) int {
	if k.day == "" || m.title != nil || k.tokens[m.first].lex != &unknown {
		return -1
	}
	all := facts.Offices()
	var best *facts.Tenure
	for _, i := range holders().worded(key) {
		t := &all[i]
		if first, _, ok := strings.Cut(fold(t.Holder), " "); ok && first == key && !familyNameFirst(t.Country) {
			continue // a first name
		}
		if best != nil && personOf(t) != personOf(best) {
			return -1
		}
		if best == nil || t.Holds(k.day) && !best.Holds(k.day) {
			best = t
		}
	}
	if best == nil || best.Kind == kindOther || !best.Holds(k.day) || !k.namesPlace(best.Country) {
		return -1
	}
	return k.holder(best)
}

// namesPlace reports whether the text names a country.
func (k *cast) namesPlace(code string) bool {
	if k.places == nil {
		k.places = map[string]bool{}
		for n := range k.mentions {
			if m := &k.mentions[n]; m.code != "" {
				k.places[m.code] = true
			} else if m.country != "" {
				k.places[m.country] = true
			}
		}
	}
	return k.places[code]
}

// nounLike reports whether a word has the ending of common nouns, so that its
// capital is that of a sentence: "Businesses say", "Negotiation continues".
func nounLike(w string) bool {
	for _, e := range [...]string{"esses", "ings", "ations", "ation", "ments", "ness", "nesses", "ities", "ists", "ivers", "ances", "ences", "ship", "ships", "isms", "izens", "anies", "ies"} {
		if strings.HasSuffix(w, e) && len(w) > len(e) {
			return true
		}
	}
	return false
}

// commonWords are those single words with capitals that the text also writes
// small: "Virus", "Progress" are no surnames there.
func (k *cast) commonWords() map[string]bool {
	candidates := map[string]bool{}
	for n := range k.mentions {
		if m := &k.mentions[n]; m.kind == weakMention && m.end-m.first == 1 {
			candidates[strings.ToLower(k.str(m.first))] = false
		}
	}
	if len(candidates) == 0 {
		return candidates
	}
	for i := range k.tokens {
		if t := &k.tokens[i]; t.word() && t.shape == lower {
			if seen, ok := candidates[k.str(i)]; ok && !seen {
				candidates[k.str(i)] = true
			}
		}
	}
	return candidates
}

// hasOffice reports whether a person may have the title of m: the text or the
// tables give it to them, or m has none but an honorific.
func (k *cast) hasOffice(id int, m *mention) bool {
	if m.title == nil || m.title.kind == kindHonorific {
		return true
	}
	p := &k.people[id]
	for _, ro := range p.roles {
		if officeFits(ro.text, ro.kind, m.title) {
			return true
		}
	}
	for _, i := range p.tenures {
		if t := &facts.Offices()[i]; officeFits(t.Title, t.Kind, m.title) {
			return true
		}
	}
	return false
}

// bySurname finds the person whom a short name means: the one met last before
// it with that surname, else the first after it.
func (k *cast) bySurname(ws []string, m *mention) int {
	best, author := -1, -1
	for n, id := range k.byWord[ws[len(ws)-1]] {
		if n >= maxNamesakes {
			break
		}
		p := &k.people[id]
		if len(p.words) < 2 && len(ws) == 1 && p.words[0] != ws[0] {
			continue
		}
		if m.title != nil && m.title.gender != "" && p.gender != "" && m.title.gender != p.gender {
			continue
		}
		if k.elsewhere(id, m) {
			continue
		}
		last := strings.TrimPrefix(p.words[len(p.words)-1], "al-") == strings.TrimPrefix(ws[len(ws)-1], "al-")
		if !last && len(ws) == 1 && m.title == nil && len(p.tenures) == 0 && !k.firstName(m.first) {
			continue
		}
		if !last && len(ws) == 1 && m.title == nil && slices.Contains(k.author, id) {
			author = id // who seldom speaks of himself
			continue
		}
		if best < 0 || last && k.people[best].words[len(k.people[best].words)-1] != ws[len(ws)-1] || last && p.seen && !k.people[best].seen {
			best = id
		}
	}
	if best < 0 {
		return author
	}
	return best
}

// body returns the organisation or government of a mention or phrase.
func (k *cast) body(name string, kind briefings.SpeakerKind, country string) int {
	id := slug(name)
	if kind == briefings.Group || kind == briefings.Unnamed {
		id = string(kind) + ":" + id
	}
	if n, ok := k.byID[id]; ok {
		return n
	}
	k.byID[id] = len(k.people)
	k.people = append(k.people, person{name: name, id: id, kind: kind, country: country})
	return len(k.people) - 1
}
