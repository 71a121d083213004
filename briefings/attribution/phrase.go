package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"readout/briefings/facts"
)

// phraseKind says what a phrase of the tables names.
type phraseKind uint8

const (
	noPhrase    phraseKind = iota
	country                // "Azerbaijan", "United States"
	nationality            // "Azerbaijani": also a word before a title
	metonym                // "the Kremlin"
	body                   // "NATO", "the State Department"
	office                 // "Secretary of State"
)

// phrase is an entry of the tables, word by word.
type phrase struct {
	words  []*lexeme
	kind   phraseKind
	code   string // of the country or the body
	title  *title
	proper bool // written with capitals
}

// title is an office or a rank, as the tables have it.
type title struct {
	text   string // "Secretary of State"
	kind   string // head_of_state | foreign_minister | honorific | …
	gender string
	vice   bool // vice president, deputy minister
}

// domain reports whether a dot before text[i:] belongs to a name like
// "News.Az".
func (l *lexicon) domain(text string, i int) bool {
	j := i
	for j < len(text) && j-i <= 5 && (text[j]|0x20 >= 'a' && text[j]|0x20 <= 'z') {
		j++
	}
	if j-i < 2 || j-i > 4 {
		return false
	}
	if j < len(text) {
		if r, _ := utf8.DecodeRuneInString(text[j:]); isWordRune(r) {
			return false
		}
	}
	return l.find(text[i:j]).flags&(fDet|fPron|fPrep|fConj|fPoss|fAdverb) == 0
}

// addPhrases puts the phrases of the tables under their first words.
func addPhrases(l *lexicon) {
	for _, c := range facts.Countries() {
		for _, n := range slices.Concat([]string{c.Name, c.Official}, c.Aliases) {
			l.phrase(n, phrase{kind: country, code: c.Code, proper: true})
		}
		for _, n := range c.Adjectives {
			l.phrase(n, phrase{kind: nationality, code: c.Code, proper: true})
		}
		for _, n := range c.Metonyms {
			l.phrase(strings.TrimPrefix(n, "the "), phrase{kind: metonym, code: c.Code, proper: true})
		}
	}
	for _, o := range facts.Organisations() {
		for _, n := range slices.Concat([]string{o.Name}, o.Aliases) {
			l.phrase(strings.TrimPrefix(strings.TrimPrefix(n, "The "), "the "), phrase{kind: body, code: o.Code, proper: true})
		}
	}
	seen := map[string]bool{}
	add := func(text string, t *title) {
		if k := strings.ToLower(text); !seen[k] && t.kind != kindPress {
			seen[k] = true
			l.phrase(text, phrase{kind: office, title: t})
		}
	}
	for _, t := range moreTitles {
		add(t.text, &t)
	}
	for _, t := range facts.Titles() {
		e := &title{text: t.Phrase, kind: t.Kind, gender: t.Gender}
		w := strings.ToLower(t.Phrase)
		e.vice = strings.HasPrefix(w, "vice") || strings.HasPrefix(w, "deputy") || strings.HasPrefix(w, "assistant") || strings.HasPrefix(w, "under")
		add(t.Phrase, e)
		for _, a := range t.Abbreviations {
			if strings.HasSuffix(a, ".") || len(a) <= 3 && a != "PR" && a != "SE" && a != "SR" && a != "SG" && a != "AG" {
				add(a, e)
			}
		}
	}
	last := ""
	for i := range facts.Offices() { // of one office the rows stand together
		if o := &facts.Offices()[i]; o.Title != last && o.Kind != kindOther && strings.IndexByte(o.Title, ' ') > 0 {
			last = o.Title
			add(o.Title, &title{text: o.Title, kind: o.Kind})
		}
	}
}

// moreTitles are descriptions of offices beside the table's titles.
var moreTitles = []title{
	{text: "head of state", kind: kindState},
	{text: "head of government", kind: kindGovernment},
	{text: "head of the state", kind: kindState},
	{text: kindLeader, kind: kindLeader},
	{text: kindCounterpart, kind: kindCounterpart},
	{text: "counterparts", kind: kindCounterpart},
	{text: wordChief, kind: kindGeneral},
	{text: "foreign policy chief", kind: kindForeign},
	{text: "top diplomat", kind: kindForeign},
	{text: "chief diplomat", kind: kindForeign},
	{text: "Mr. President", kind: kindState, gender: "m"},
	{text: "Madam President", kind: kindState, gender: "f"},
	{text: "Mr. Secretary", kind: kindSecretary, gender: "m"},
	{text: "Madam Secretary", kind: kindSecretary, gender: "f"},
	{text: "Mr. Prime Minister", kind: kindGovernment, gender: "m"},
	{text: "Mr. Minister", kind: kindMinister, gender: "m"},
	{text: "Mr. Chancellor", kind: kindGovernment, gender: "m"},
	{text: "Presidential candidate", kind: kindParty},
	{text: "Presidential nominee", kind: kindParty},
	{text: "Campaign manager", kind: kindParty},
}

func (l *lexicon) phrase(text string, ph phrase) {
	l.buf = appendTokens(l.buf[:0], text, l)
	if cap(l.refs)-len(l.refs) < len(l.buf) {
		l.refs = make([]*lexeme, 0, max(slabLen, len(l.buf)))
	}
	from := len(l.refs)
	for i := range l.buf {
		t := &l.buf[i]
		if !t.word() {
			l.refs = l.refs[:from]
			return
		}
		if t.lex == &possessiveS {
			l.refs = append(l.refs, &possessiveS)
			continue
		}
		l.refs = append(l.refs, l.lowered(text[t.start:t.end]))
	}
	ph.words = l.refs[from:len(l.refs):len(l.refs)]
	if len(ph.words) == 0 {
		return
	}
	e := ph.words[0]
	at := 0
	for at < len(e.phrases) && len(e.phrases[at].words) >= len(ph.words) {
		at++
	}
	e.phrases = slices.Insert(e.phrases, at, ph)
}

// phraseAt returns the longest phrase of the given kinds that begins with
// token i, and the token after it.
func (p *page) phraseAt(i, end int, kinds ...phraseKind) (*phrase, int) {
	if i >= end || len(p.tokens[i].lex.phrases) == 0 {
		return nil, i
	}
	for k := range p.tokens[i].lex.phrases {
		ph := &p.tokens[i].lex.phrases[k]
		if !slices.Contains(kinds, ph.kind) || ph.proper && !p.tokens[i].capped() || i+len(ph.words) > end {
			continue
		}
		if len(ph.words) == 1 && ph.proper && len(ph.words[0].word) <= 3 && p.tokens[i].shape != allCaps && p.text[p.tokens[i].end-1] != '.' {
			continue // "Us", "Who", "Am"
		}
		if p.samePhrase(i, ph) {
			return ph, i + len(ph.words)
		}
	}
	return nil, i
}

func (p *page) samePhrase(i int, ph *phrase) bool {
	for k, w := range ph.words {
		t := &p.tokens[i+k]
		if t.lex != w || !t.word() || k > 0 && t.brk {
			return false
		}
	}
	return true
}

// lookalikes are Cyrillic letters, two bytes each, that slip into Latin words;
// latins are what they look like.
const (
	lookalikes = "аеорсухіАЕОРСУХІ"
	latins     = "aeopcyxiaeopcyxi"
)

// isASCII reports whether s has no letters but the English ones.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// fold returns s in lower case without accents.
func fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	latin := strings.ContainsAny(s, "aeiouAEIOU")
	for _, r := range norm.NFD.String(s) {
		if i := strings.IndexRune(lookalikes, r); latin && i >= 0 && r >= utf8.RuneSelf {
			b.WriteByte(latins[i/2])
			continue
		}
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ı':
			b.WriteByte('i')
		case r == 'ə', r == 'Ə':
			b.WriteByte('a')
		case r == 'ø', r == 'Ø':
			b.WriteByte('o')
		case r == 'ł', r == 'Ł':
			b.WriteByte('l')
		case r == '’':
			b.WriteByte('\'')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// slugLength bounds an id, in bytes.
const slugLength = 60

// slug returns the id of a name: folded words joined by hyphens.
func slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range fold(name) {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
			if b.Len() >= slugLength {
				break
			}
		} else if r != '\'' && r != '.' {
			gap = true
		}
	}
	return b.String()
}
