package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// minShout is the number of words from which a text in capitals is taken for
// one that is written so throughout: fewer are a heading or a label.
const minShout = 8

// shouts reports whether a text has hardly a word in small letters. It looks at
// little of a text that has.
func shouts(tokens []token) bool {
	caps, small := 0, 0
	for i := range tokens {
		switch t := &tokens[i]; {
		case t.mark != 0:
		case t.shape == allCaps:
			caps++
		case t.shape == lower && t.lex != &possessiveS:
			if small++; 20*small > len(tokens) {
				return false
			}
		}
	}
	return caps >= minShout && 20*small <= caps
}

// spoken returns the text of a page in capitals as it would be written
// otherwise, byte for byte in the same place, so that the rules for names and
// verbs hold: only names keep their capital. What is not known to be a name is
// none, so that nobody is invented. Labels of turns stay as they are.
func (p *page) spoken() string {
	proper := p.properWords()
	out := []byte(p.text)
	label := 0 // the token after the label of the paragraph
	para := 0
	for i := range p.tokens {
		for para < len(p.paragraphs) && p.paragraphs[para].from <= i {
			label = p.labelEnd(para)
			para++
		}
		if t := &p.tokens[i]; t.word() && i >= label {
			lowerFrom(out, t.start, t.end, proper[i] || p.startsSentence(i))
		}
	}
	return string(out)
}

// labelEnd returns the token after the label of a paragraph, or its first.
func (p *page) labelEnd(para int) int {
	l, ok := p.labelAt(para)
	if !ok {
		return p.paragraphs[para].from
	}
	for i := l.from; i < l.to; i++ {
		if p.tokens[i].is(fCue) {
			return l.from // "MIRA HOLT TOLD REPORTERS:"
		}
	}
	return l.to
}

// lowerFrom writes the word out[from:to] small, but for its first letter if it
// is a name. A letter whose small form has another length stays.
func lowerFrom(out []byte, from, to int, name bool) {
	for i := from; i < to; {
		r, n := utf8.DecodeRune(out[i:to])
		if l := unicode.ToLower(r); (i > from || !name) && l != r && utf8.RuneLen(l) == n {
			utf8.EncodeRune(out[i:], l)
		}
		i += n
	}
}

// properWords finds the words of names in a text in capitals: what the tables
// have, what stands after a title or a first name, two unknown words that
// speak, and such words elsewhere.
func (p *page) properWords() []bool {
	proper := make([]bool, len(p.tokens))
	learned := map[string]bool{}
	for i := range p.tokens {
		if !p.tokens[i].word() || proper[i] {
			continue
		}
		from, to := p.properAt(i)
		for j := from; j < to; j++ {
			proper[j] = true
			if p.tokens[j].lex == &unknown {
				learned[p.str(j)] = true
			}
		}
	}
	for i := range p.tokens {
		proper[i] = proper[i] || len(learned) > 0 && learned[p.str(i)]
	}
	return proper
}

// properAt returns the words of a name that token i shows to be one; they
// begin with it, or none are.
func (p *page) properAt(i int) (from, to int) {
	t := &p.tokens[i]
	end := p.lineEnd(i)
	if ph, n := p.phraseAt(i, end, country, nationality, metonym, body); ph != nil && (n > i+1 || !t.is(fObj|fDet|fPrep|fConj|fPron|fModal)) {
		return i, n
	}
	if ph, n := p.phraseAt(i, end, office); ph != nil || t.is(fTitle) {
		if ph == nil {
			n = i + 1
		}
		if to = p.unknownRun(n, end); to > n {
			return i, to
		}
		return i, i
	}
	if p.onlyName(i) {
		if to = p.unknownRun(i+1, end); to > i+1 {
			return i, to
		}
		return i, i
	}
	if t.is(fTime) && !t.is(fDet|fAdverb|fOrdinal|fModal) {
		return i, i + 1
	}
	to = p.unknownRun(i, end)
	switch {
	case to >= i+2 && (p.startsSentence(i) || !p.tokens[i-1].word() || p.tokens[i-1].is(fConj|fCue)) && p.introduced(to):
		return i, to
	case to > i && len(holders().worded(fold(p.str(i)))) > 0 && p.introduced(i+1):
		return i, i + 1
	}
	return i, i
}

// onlyName reports whether a word is a first name and nothing else.
func (p *page) onlyName(i int) bool {
	t := &p.tokens[i]
	return t.is(fMale|fFemale) && t.lex.flags&^(fMale|fFemale) == 0
}

// introduced reports whether the words before token i speak, or are explained:
// "… SAID", "…, THE MAYOR".
func (p *page) introduced(i int) bool {
	if i >= len(p.tokens) {
		return false
	}
	return p.tokens[i].is(fCue) || p.tokens[i].mark == ',' && i+1 < len(p.tokens) && p.tokens[i+1].lex.word == wordThe
}

// maxUnknown bounds the words of a name that no list has.
const maxUnknown = 3

// unknownRun returns the end of the run of words that begins with token i and
// may be a name: first names and words that no list has, without the endings of
// verbs, adverbs and plurals.
func (p *page) unknownRun(i, end int) int {
	j := i
	for j < end && j-i < maxUnknown && p.tokens[j].word() && (j == i || p.tokens[j].gap) {
		t := &p.tokens[j]
		initial := t.end-t.start <= 2 && p.text[t.end-1] == '.'
		if !initial && !p.onlyName(j) && (t.lex != &unknown || t.shape != allCaps || ordinary(p.str(j))) {
			break
		}
		j++
	}
	return j
}

// ordinary reports whether a word in capitals has the ending of one that is
// no name.
func ordinary(w string) bool {
	for _, e := range [...]string{"ED", "ING", "LY", "TION", "MENT", "NESS", "ITY", "IVE", "OUS", "FUL", "ABLE", "ERS", "IES", "ALS", "NTS", "RTS"} {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}
