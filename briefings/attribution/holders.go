package attribution

import (
	"slices"
	"strings"
	"sync"

	"readout/briefings"
	"readout/briefings/facts"
)

// holderIndex finds tenures by their holders' names.
type holderIndex struct {
	full  keyed           // folded name, every spelling
	word  keyed           // first and last word of the name, last words of its other spellings
	seats map[string]bool // codes of the states and bodies that have offices

	titles map[string]string // of offices, and the same in small letters
}

func (h *holderIndex) named(name string) []int {
	var buf [48]byte
	if small, ok := appendSmall(buf[:0], name); ok {
		return h.full.findBytes(small)
	}
	return h.full.find(fold(name))
}

// small returns an office's title in small letters.
func (h *holderIndex) small(title string) string {
	if s, ok := h.titles[title]; ok {
		return s
	}
	return strings.ToLower(title)
}

// worded finds tenures by a folded word, or the last words, of a name.
func (h *holderIndex) worded(word string) []int { return h.word.find(word) }

// keyed is a map from keys to lists of numbers, made in one go: the lists lie
// one after the other in one slice.
type keyed struct {
	at    map[string]int32
	from  []int32 // per key, where its list begins in all; one more at the end
	all   []int
	pairs []keyedPair // until it is made
}

type keyedPair struct{ key, value int32 }

func (k *keyed) add(key string, value int) {
	n, ok := k.at[key]
	if !ok {
		n = int32(len(k.at))
		k.at[key] = n
	}
	k.pairs = append(k.pairs, keyedPair{n, int32(value)})
}

// done makes the lists of what was added; their order stays.
func (k *keyed) done() {
	k.from = make([]int32, len(k.at)+1)
	for _, p := range k.pairs {
		k.from[p.key+1]++
	}
	for i := range len(k.at) {
		k.from[i+1] += k.from[i]
	}
	next := slices.Clone(k.from)
	k.all = make([]int, len(k.pairs))
	for _, p := range k.pairs {
		k.all[next[p.key]] = int(p.value)
		next[p.key]++
	}
	k.pairs = nil
}

func (k *keyed) find(key string) []int {
	n, ok := k.at[key]
	if !ok {
		return nil
	}
	return k.all[k.from[n]:k.from[n+1]]
}

func (k *keyed) findBytes(key []byte) []int {
	n, ok := k.at[string(key)]
	if !ok {
		return nil
	}
	return k.all[k.from[n]:k.from[n+1]]
}

var holders = sync.OnceValue(newHolders)

func newHolders() *holderIndex {
	all := facts.Offices()
	h := &holderIndex{
		full:  keyed{at: make(map[string]int32, 5*len(all)/4), pairs: make([]keyedPair, 0, 2*len(all))},
		word:  keyed{at: make(map[string]int32, 2*len(all)), pairs: make([]keyedPair, 0, 4*len(all))},
		seats: make(map[string]bool, 300), titles: make(map[string]string, 400),
	}
	var buf [8]string
	var arena strings.Builder // of the folded names: one string for many
	folded := func(s string) string {
		if !isASCII(s) {
			return fold(s)
		}
		from := arena.Len()
		for i := range len(s) {
			c := s[i]
			if c >= 'A' && c <= 'Z' {
				c |= 0x20
			}
			arena.WriteByte(c)
		}
		return arena.String()[from:]
	}
	for i := range all {
		t := &all[i]
		h.seats[t.Country] = true
		if _, ok := h.titles[t.Title]; !ok {
			h.titles[t.Title] = strings.ToLower(t.Title)
		}
		name := folded(t.Holder)
		h.full.add(name, i)
		words := buf[:0] // of this name, each once
		word := func(w string) {
			if w != "" && !slices.Contains(words, w) {
				words = append(words, w)
				h.word.add(w, i)
			}
		}
		first, rest, several := strings.Cut(name, " ")
		last := name[strings.LastIndexByte(name, ' ')+1:]
		word(last)
		word(first)
		if several {
			word(rest)
			if strings.IndexByte(rest, ' ') > 0 {
				word(strings.ReplaceAll(rest, " ", "-"))
			}
		}
		word(last[strings.LastIndexByte(last, '-')+1:])
		for n, a := range t.Also {
			if a = folded(a); a == name || slices.Contains(t.Also[:n], a) {
				continue
			}
			h.full.add(a, i)
			word(a[strings.LastIndexByte(a, ' ')+1:])
		}
	}
	h.full.done()
	h.word.done()
	return h
}

// kindRank orders offices by how likely "President X" means their holder.
var kindRank = map[string]int{
	kindState: 0, kindGovernment: 1, kindForeign: 2, kindDefence: 3, kindGeneral: 4,
	"vice_president": 5, "national_security_adviser": 6, kindSpokes: 7, "ambassador_un": 8, kindOther: 9,
}

// tenureFor picks the tenure among candidates that fits a title and a day: of
// those that cover the day, or, where day is "", when all are of one person.
func tenureFor(candidates []int, t *title, country, day string) (*facts.Tenure, bool) {
	all := facts.Offices()
	var best *facts.Tenure
	for _, i := range candidates {
		o := &all[i]
		if country != "" && o.Country != country || t != nil && !officeFits(o.Title, o.Kind, t) {
			continue
		}
		if day != "" && !o.Holds(day) || t != nil && t.gender != "" && o.Gender != "" && t.gender != o.Gender {
			continue
		}
		switch {
		case best == nil || best.Holder == o.Holder && kindRank[o.Kind] < kindRank[best.Kind]:
			best = o
		case best.Holder != o.Holder:
			if day != "" && kindRank[o.Kind] != kindRank[best.Kind] {
				if kindRank[o.Kind] < kindRank[best.Kind] {
					best = o
				}
				continue
			}
			return nil, false
		}
	}
	return best, best != nil
}

// heads are the kinds of office whose holder is a state's "leader".
var heads = map[string]bool{kindState: true, kindGovernment: true, "royal": true, kindLeader: true}

// officeFits reports whether an office (its title and kind) may be called t.
func officeFits(name, kind string, t *title) bool {
	switch t.kind {
	case kindLeader:
		return heads[kind] || kind == kindParty
	case kindHonorific:
		return true
	case kindGeneral:
		if t.text == wordChief {
			return kind == kindGeneral
		}
	}
	a, b := holders().small(name), holders().small(t.text)
	b = strings.TrimPrefix(strings.TrimPrefix(b, "mr. "), "madam ")
	if a == b {
		return true
	}
	if isVice(a) != isVice(b) || b == "prime minister" && strings.Contains(a, "president") {
		return false
	}
	if t.kind == kindState && strings.HasPrefix(b, "head of") {
		return kind == kindState || strings.Contains(a, "president") || strings.Contains(a, "king")
	}
	if strings.Contains(b, "president") || b == "king" || b == "queen" {
		return strings.Contains(a, b) && !strings.Contains(a, "adviser")
	}
	if b == kindSecretary || b == kindMinister || b == "premier" || b == "chancellor" || b == "chairman" || b == "director" || b == "ambassador" || b == kindSpokes {
		return strings.Contains(a, b) || b == "premier" && strings.Contains(a, "prime minister")
	}
	if b == "speaker" {
		return strings.Contains(a, b)
	}
	if strings.HasPrefix(b, "spokes") || strings.Contains(b, "press secretary") {
		return kind == kindSpokes
	}
	if t.kind == kind && kind != kindMinister && kind != kindOther && kind != kindParty && kind != "legislature" && kind != "envoy" {
		return true
	}
	return len(b) > 8 && strings.Contains(a, b)
}

func isVice(s string) bool {
	return strings.HasPrefix(s, "vice") || strings.HasPrefix(s, "deputy") || strings.HasPrefix(s, "first vice") || strings.HasPrefix(s, "under") ||
		strings.HasPrefix(s, "assistant") || strings.HasPrefix(s, "principal deputy")
}

// countryOfficial returns a country's name as it stands after "of".
func countryOfficial(code string) string {
	n := countryName(code)
	if strings.HasPrefix(n, "United ") || strings.HasSuffix(n, "s") && (n == "Netherlands" || n == "Philippines" || n == "Bahamas" || n == "Maldives") ||
		strings.HasSuffix(n, "Republic") || strings.HasSuffix(n, "Union") {
		return "the " + n
	}
	return n
}

// countryName returns the English short name of a country, or the name of a
// body, by its code; or "".
func countryName(code string) string {
	if c, ok := facts.CountryByCode(code); ok {
		return c.Name
	}
	for _, o := range facts.Organisations() {
		if o.Code == code {
			return o.Name
		}
	}
	return ""
}

// houseCountry returns the country whose government publishes the document,
// or "": there "the President" is that country's.
func houseCountry(c Context) string {
	s := strings.ToLower(c.Source + " " + c.URL)
	switch {
	case strings.Contains(s, "whitehouse.") || strings.Contains(s, "white house") || strings.Contains(s, "state.gov") || strings.Contains(s, "state department") || strings.Contains(s, "department of state"):
		return "US"
	case strings.Contains(s, "kremlin"):
		return "RU"
	case strings.Contains(s, "president.az"):
		return "AZ"
	case strings.Contains(s, "president.gov.ua"):
		return "UA"
	case strings.Contains(s, "gov.uk"):
		return "GB"
	case strings.Contains(s, "elysee"):
		return "FR"
	}
	return ""
}

func dayOf(d briefings.Date) string {
	if _, ok := d.Time(); !ok {
		return ""
	}
	return d.Day()
}
