package topics

import (
	"strings"

	"readout/briefings"
	"readout/briefings/facts"
)

// layer is the kind of thing a name stands for. Within a layer the longest
// name at a place wins; names of different layers may overlap.
type layer uint8

const (
	themes layer = iota
	countries
	organisations
	layers
)

// caseRule says how a name must be written in the text.
type caseRule uint8

const (
	anyCase   caseRule = iota // border delimitation
	capitalOK                 // Turkey: its first word begins with a capital
	exactCase                 // NATO, UfM: letter for letter
)

// nothing is the topic of a name that stands for no topic, and only keeps a
// shorter one from being found in it ("Latin America" is no "America").
const nothing int32 = -1

// name is one name of a topic, at the end of its way through the trie.
type name struct {
	topic  int32
	layer  layer
	rule   caseRule
	weak   bool   // counts only where a stronger name of the topic stands in the text
	series series // the number in the name makes the topic
	exact  string // for exactCase: the letters and digits
}

// series are events that come again under a number.
type series uint8

const (
	noSeries    series = iota
	parties            // COP29
	groups             // G20 summit
	urbanForum         // WUF13
	bareParties        // COP, without its number
)

// index is the trie. It is not changed once built.
type index struct {
	words map[string]int32
	some  [1 << 10]uint64  // a bit for what words may hash to, so that most that are no words need no look
	next  map[uint64]int32 // node<<32 | word -> node
	ends  [][]name         // by node

	learning func([]byte) int32 // see learn
	tokens   []token            // room for those of the name that is being added
	buf      []byte

	generic map[int32]int32 // topic between two states -> the same between any ("Normalisation")
}

// anyNumber is the word that stands for a number of one or two digits in names
// of a series.
const anyNumber int32 = 0

func newIndex(f *Finder) *index {
	x := &index{
		words: make(map[string]int32, 3500), next: make(map[uint64]int32, 7000),
		ends: make([][]name, 1, 8192),
	}
	x.words["\x00"] = anyNumber
	x.learning, x.buf = x.learn, make([]byte, 0, 64)
	x.addVoids()
	x.addSeries(f)
	taken := x.addThemes(f)
	x.addCountries(f)
	x.addOrganisations(f, taken)
	x.addExtra(f)
	x.generic = generics(f)
	x.learning, x.tokens, x.buf = nil, nil, nil
	for w := range x.words {
		h := hash([]byte(w))
		x.some[h>>6] |= 1 << (h & 63)
	}
	return x
}

// generics returns the topics that are another one between two states: their
// label is the other's with the two states before it.
func generics(f *Finder) map[int32]int32 {
	labels := make(map[string]int32, len(f.topics))
	for i, t := range f.topics {
		labels[strings.ToLower(t.Label)] = int32(i)
	}
	out := map[int32]int32{}
	for i, t := range f.topics {
		states, rest, _ := strings.Cut(t.Label, " ")
		a, b, _ := strings.Cut(states, "–")
		if id, ok := labels[rest]; ok && isState(a) && isState(b) {
			out[int32(i)] = id
		}
	}
	return out
}

// look returns the id of a folded word, or -1.
func (x *index) look(word []byte) int32 {
	if h := hash(word); x.some[h>>6]&(1<<(h&63)) == 0 {
		return -1
	}
	if id, ok := x.words[string(word)]; ok {
		return id
	}
	return -1
}

// hash tells words apart by their length, beginning and end.
func hash(word []byte) uint16 {
	n := len(word)
	h := uint32(n)
	for i := range min(n, 3) {
		h = h*31 + uint32(word[i])
		h = h*31 + uint32(word[n-1-i])
	}
	return uint16((h * 2654435761) >> 16)
}

// learn returns the id of a folded word, new or not.
func (x *index) learn(word []byte) int32 {
	if id, ok := x.words[string(word)]; ok {
		return id
	}
	id := int32(len(x.words))
	x.words[string(word)] = id
	for _, other := range spellings(string(word)) {
		if _, ok := x.words[other]; !ok {
			x.words[other] = id
		}
	}
	return id
}

// way returns the words of a name, without commas and full stops at will: "St.
// Petersburg" is found as "St Petersburg" too.
func (x *index) way(alias string) []int32 {
	x.tokens = appendTokens(x.tokens[:0], x.buf[:0], alias, x.learning)
	out := make([]int32, 0, len(x.tokens))
	for _, t := range x.tokens {
		if t.class == mark && t.word < 0 {
			continue
		}
		out = append(out, t.word)
	}
	return out
}

func (x *index) put(way []int32, n name) {
	at := int32(0)
	for _, w := range way {
		k := uint64(at)<<32 | uint64(uint32(w))
		to, ok := x.next[k]
		if !ok {
			to = int32(len(x.ends))
			x.ends = append(x.ends, nil)
			x.next[k] = to
		}
		at = to
	}
	for _, old := range x.ends[at] {
		if old.topic == n.topic && old.layer == n.layer && old.series == n.series && (old.rule <= n.rule || old.exact == n.exact) {
			return
		}
	}
	x.ends[at] = append(x.ends[at], n)
}

// alias adds a name under every form that it takes.
func (x *index) alias(alias string, n name) {
	if n.rule == exactCase {
		n.exact = letters(alias)
	}
	way := x.way(alias)
	if len(way) == 0 {
		return
	}
	x.put(way, n)
	if full := x.words["."]; full != 0 {
		if short := without(way, full); len(short) > 0 && len(short) < len(way) {
			x.put(short, n)
		}
	}
	last := lastWord(alias)
	for _, other := range numbers(last, len(way), n.rule) {
		changed := append([]int32(nil), way...)
		if w := x.way(other); len(w) == 1 {
			changed[len(changed)-1] = w[0]
			m := n
			if n.rule == exactCase {
				m.exact = strings.TrimSuffix(n.exact, letters(last)) + other
			}
			x.put(changed, m)
		}
	}
}

func without(way []int32, word int32) []int32 {
	var out []int32
	for _, w := range way {
		if w != word {
			out = append(out, w)
		}
	}
	return out
}

// addThemes adds the names of the tables' topics and returns their keys.
func (x *index) addThemes(f *Finder) map[string]bool {
	taken := make(map[string]bool, 2048)
	eachTheme(f, func(id int32, alias string, rule caseRule) {
		taken[x.keyOf(alias)] = true
		x.alias(alias, name{topic: id, layer: themes, rule: rule, weak: weakNames[alias]})
		for _, other := range turned(alias) {
			x.alias(other, name{topic: id, layer: themes, rule: rule})
		}
	})
	return taken
}

// eachTheme calls add with every name of the tables' topics that is used.
func eachTheme(f *Finder, add func(id int32, alias string, rule caseRule)) {
	nations := countryNames()
	labels := make(map[string]string, len(facts.Topics()))
	for _, t := range facts.Topics() {
		labels[strings.ToLower(t.Label)] = t.ID
	}
	for _, t := range facts.Topics() {
		one := func(alias string, rule caseRule) {
			if tooCommon[alias] || nations[alias] || givenAway[alias] == t.ID {
				return
			}
			if owner := labels[strings.ToLower(alias)]; owner != "" && owner != t.ID {
				return // "referendum" is a topic, and an alias of another
			}
			add(f.byID[t.ID], alias, rule)
		}
		if rule := ruleOfLabel(&t); rule == anyCase {
			one(strings.ToLower(t.Label), rule)
		} else {
			one(t.Label, rule)
		}
		for _, a := range t.Aliases {
			one(a, ruleOf(a))
		}
	}
}

// turned returns an alias that names two states the other way round: "A-B
// peace" is "B-A peace", "between A and B" is "between B and A".
func turned(alias string) []string {
	var out []string
	for word := range strings.FieldsSeq(alias) {
		if a, b, ok := strings.Cut(strings.ReplaceAll(word, "–", "-"), "-"); ok && a != "" && b != "" && isState(a) && isState(b) {
			out = append(out, strings.Replace(alias, word, b+"-"+a, 1))
		}
	}
	if head, tail, ok := strings.Cut(alias, "between "); ok {
		if a, b, ok := strings.Cut(tail, " and "); ok && !strings.Contains(b, " ") {
			out = append(out, head+"between "+b+" and "+a)
		}
	}
	return out
}

// isState reports whether a word of an alias names a state or its people.
func isState(w string) bool { return countryWords()[w] }

func (x *index) addCountries(f *Finder) {
	for _, c := range facts.Countries() {
		id, ok := f.byID[countryID(c.Code)]
		if !ok {
			continue
		}
		names := append([]string{c.Name, c.Official}, c.Aliases...)
		names = append(append(names, c.Nouns...), c.Adjectives...)
		for _, a := range names {
			if notForCountries[a] {
				continue
			}
			if to, ok := ambiguous[a]; ok && to != c.Code {
				continue
			}
			x.alias(strings.TrimPrefix(a, "the "), name{topic: id, layer: countries, rule: max(ruleOf(a), capitalOK), weak: weakNames[a]})
		}
	}
}

func (x *index) addOrganisations(f *Finder, taken map[string]bool) {
	for _, o := range facts.Organisations() {
		id, ok := f.byID[strings.ToLower(o.Code)]
		if !ok || f.topics[id].Kind != briefings.TopicOrganisation {
			id, ok = f.byID[organisationID(o.Code)]
		}
		if !ok || o.Kind == newsroom {
			continue
		}
		for _, a := range append([]string{o.Name}, o.Aliases...) {
			if tooCommon[a] || taken[x.keyOf(a)] {
				continue
			}
			rule := ruleOf(a)
			if rule == anyCase {
				rule = capitalOK
			}
			x.alias(strings.TrimPrefix(a, "the "), name{topic: id, layer: organisations, rule: rule, weak: weakNames[a] || strings.HasPrefix(a, "the ")})
		}
	}
}

// keyOf returns what two names share that are the same but for case, spaces,
// hyphens and accents.
func (x *index) keyOf(alias string) string {
	key := make([]byte, 0, 64)
	x.tokens = appendTokens(x.tokens[:0], x.buf[:0], alias, func(w []byte) int32 {
		key = append(key, w...)
		return 0
	})
	return string(key)
}

func (x *index) addVoids() {
	for l, phrases := range map[layer]string{countries: voidForCountries, themes: voidForThemes, organisations: voidForOrganisations} {
		for phrase := range strings.SplitSeq(phrases, ";") {
			x.alias(phrase, name{topic: nothing, layer: l, rule: ruleOf(phrase)})
		}
	}
}

// addSeries adds the numbered events. A number is written # here.
func (x *index) addSeries(f *Finder) {
	conference := f.byID["climate-conference"]
	for _, s := range [...]struct {
		text   string
		series series
		rule   caseRule
	}{
		{"COP #", parties, anyCase},
		{"COP #th", parties, anyCase},
		{"#th Conference of the Parties", parties, anyCase},
		{"#st Conference of the Parties", parties, anyCase},
		{"#nd Conference of the Parties", parties, anyCase},
		{"#rd Conference of the Parties", parties, anyCase},
		{"#th session of the Conference of the Parties", parties, anyCase},
		{"#st session of the Conference of the Parties", parties, anyCase},
		{"#th UN Climate Change Conference", parties, anyCase},
		{"#th United Nations Climate Change Conference", parties, anyCase},
		{"G # summit", groups, anyCase},
		{"G # leaders' summit", groups, anyCase},
		{"Group of # summit", groups, anyCase},
		{"WUF #", urbanForum, capitalOK},
		{"#th World Urban Forum", urbanForum, anyCase},
	} {
		before, after, _ := strings.Cut(s.text, "#")
		way := append(append(x.way(before), anyNumber), x.way(after)...)
		x.put(way, name{topic: conference, layer: themes, rule: s.rule, series: s.series})
	}
	for _, a := range [...]string{"COP", "Conference of the Parties"} {
		x.alias(a, name{topic: conference, layer: themes, rule: max(ruleOf(a), capitalOK), series: bareParties})
	}
}
