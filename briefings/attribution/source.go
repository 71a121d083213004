package attribution

import "strings"

// sourceKind says of what sort the phrase beside a cue is.
type sourceKind uint8

const (
	noSource sourceKind = iota
	pronounSource
	relativeSource // who: its antecedent is in back
	phraseSource
)

// source is the phrase beside a cue that says who speaks: tokens [from, to).
type source struct {
	kind     sourceKind
	from, to int
	shared   bool // the source of an earlier cue of the sentence
}

// reach bounds every walk over the tokens of one sentence.
const reach = 60

// subject finds the phrase that stands before token end and is its subject,
// within the sentence that begins at from.
func (p *page) subject(from, end int) source {
	s := p.subjectNear(from, end)
	if s.kind == phraseSource {
		s.from = p.widened(from, s.from, s.to)
	}
	return s
}

// widened returns the start of the phrase whose last part begins at token i:
// "[officials briefed on] the plan", "[the mayor and] her aides", "[Mira Holt,] a judge".
func (p *page) widened(from, i, end int) int {
	if i <= from {
		return i
	}
	t := &p.tokens[i-1]
	if t.mark == ',' {
		if j := p.nameBefore(from, i-1); j >= 0 && p.opensApposition(i) {
			return j
		}
		return p.list(from, i, end)
	}
	if !t.word() || t.quote >= 0 || t.shape != lower {
		return i
	}
	and := i - 1
	if t.is(fAdverb) && i-2 > from {
		and--
	}
	if p.tokens[and].lex.word == wordAnd {
		if before := p.phraseBefore(from, and); (before.kind == phraseSource || before.kind == pronounSource) && p.opensClause(from, before.from) {
			return before.from
		}
		return p.nounPhrase(from, i)
	}
	if p.opensClause(from, i) && t.lex.word != "like" {
		return i
	}
	return p.nounPhrase(from, i)
}

// list returns the start of the list of names whose last part is tokens [i, end): "A, B and C", "voters in A, B and C".
func (p *page) list(from, i, end int) int {
	and := i
	for and < end && p.tokens[and].lex.word != wordAnd {
		and++
	}
	if and == end {
		return i
	}
	j := i
	for j > from && (p.tokens[j-1].mark == ',' || p.tokens[j-1].capped() && p.tokens[j-1].quote < 0 && !p.tokens[j-1].is(fPrep|fConj|fPron|fDet)) {
		j--
	}
	if j == i || p.tokens[j].mark == ',' {
		return i
	}
	if p.opensClause(from, j) {
		return j
	}
	if k := p.nounPhrase(from, j); k < j {
		return k
	}
	return i
}

// subordinates reports whether token i, a preposition, may begin a clause as well.
func (p *page) subordinates(i int) bool {
	switch p.tokens[i].lex.word {
	case "as", wordAfter, "before", "since", "until", "than", "like":
		return true
	}
	return false
}

// opensClause reports whether a clause of its own begins with token i.
func (p *page) opensClause(from, i int) bool {
	if i <= from {
		return true
	}
	t := &p.tokens[i-1]
	return !t.word() || t.is(fConj) || t.lex.word == wordThat || t.is(fPrep) && p.subordinates(i-1)
}

// opensApposition reports whether token i begins a description such as "a
// judge", "the mayor of Ostrel".
func (p *page) opensApposition(i int) bool {
	t := &p.tokens[i]
	return t.shape == lower && t.is(fDet|fPoss|fOrdinal) && t.lex.word != "they" || t.shape == lower && t.is(fHuman)
}

// nameBefore returns where the name of two words and more begins that ends
// before token end and opens a clause, or -1.
func (p *page) nameBefore(from, end int) int {
	i := end
	for i > from && p.tokens[i-1].capped() && p.tokens[i-1].quote < 0 && !p.tokens[i-1].is(fPrep|fConj|fPron) {
		i--
	}
	if end-i < 2 || !p.opensClause(from, i) {
		return -1
	}
	return i
}

// nounPhrase returns where the noun phrase begins whose last part begins at
// token end: it opens a clause, and a finite verb stands in it only after "who" or "that". It returns end if there is none.
func (p *page) nounPhrase(from, end int) int {
	i := end
	verb := false // a finite verb that no relative word to its left has claimed yet
	for ; i > from && end-i < reach; i-- {
		t := &p.tokens[i-1]
		if !t.word() && t.mark != '\'' && t.mark != '’' || t.quote >= 0 || t.is(fConj) && !t.is(fRel) && t.lex.word != wordAnd || t.is(fPron) {
			break
		}
		if t.is(fRel) || t.lex.word == wordThat && i-1 > from && !p.tokens[i-2].is(fVerb|fCue) {
			verb = false
			continue
		}
		if t.shape == lower && (t.is(fBe|fHave|fModal|fVerb) && t.lex.word != "being" || t.is(fCue) && !t.is(fHuman) && !t.lex.cues[0].noun && t.lex.cues[0].form != formIng && !p.reduced(i-1, end)) {
			verb = true
		}
		if t.shape == lower && pastLike(p.str(i-1)) && !p.reduced(i-1, end) {
			verb = true
		}
	}
	if verb || i >= end-1 {
		return end
	}
	t := &p.tokens[i]
	if t.is(fPrep|fConj|fRel|fTime|fAdverb|fObj) && !t.is(fDet|fHuman|fOrdinal) || t.shape == lower && (t.is(fVerb|fCue) && !t.is(fHuman) || strings.HasSuffix(p.str(i), "ing") || strings.HasSuffix(p.str(i), "ly")) || !p.opensClause(from, i) {
		return end
	}
	return i
}

// reduced reports whether the participle i only modifies the noun before it:
// "a witness heard by …", "officials briefed on …".
func (p *page) reduced(i, end int) bool {
	return i+1 < end && p.tokens[i+1].is(fPrep) && i > 0 && p.tokens[i-1].word() && !p.tokens[i-1].is(fHave|fModal)
}

// subjectNear finds the last part of the subject before token end.
func (p *page) subjectNear(from, end int) source {
	j := end
	for j > from && p.adverbial(j-1) {
		j--
	}
	if j-1 > from && j < end && p.tokens[j].is(fTime) && p.tokens[j-1].is(fPrep) && p.tokens[j-1].shape == lower && p.tokens[j-1].lex.word != "of" { // "X on Monday said"
		j--
	}
	if j <= from {
		return source{}
	}
	t := &p.tokens[j-1]
	if t.mark == ')' || t.mark == ']' {
		if k := p.openBracket(from, j-1); k > from {
			j = k
			t = &p.tokens[j-1]
		}
	}
	if t.mark == ',' || t.mark == '—' {
		if m := p.tokens[max(from, j-2)].mark; m == ')' || m == ']' {
			if k := p.openBracket(from, j-2); k > from { // "Sen. X (R), said"
				if s := p.phraseBefore(from, k); s.kind == phraseSource && p.clauseStart(from, s.from) {
					return s
				}
			}
		}
		if s := p.apposed(from, j-1); s.kind != noSource {
			return s
		}
		return p.beforeApposition(from, j-1)
	}
	return p.phraseBefore(from, j)
}

// adverbial reports whether token i is an adverb or a time that stands
// between a subject and its verb.
func (p *page) adverbial(i int) bool {
	t := &p.tokens[i]
	if !t.word() || t.quote >= 0 {
		return false
	}
	if t.is(fTime) && !t.is(fHuman) {
		return true
	}
	switch t.lex.word {
	case "himself", "herself", "themselves", "itself":
		return true
	}
	return t.shape == lower && (t.is(fAdverb|fNot) && !t.is(fDet|fPron|fHuman) || strings.HasSuffix(p.str(i), "ly") && len(p.str(i)) > 5)
}

func (p *page) openBracket(from, i int) int {
	for k := i - 1; k >= from && i-k < reach; k-- {
		if m := p.tokens[k].mark; m == '(' || m == '[' {
			return k
		}
	}
	return -1
}

// phraseBefore takes the noun phrase that ends before token end.
func (p *page) phraseBefore(from, end int) source {
	t := &p.tokens[end-1]
	if !t.word() && t.mark != '%' || t.quote >= 0 && !p.quotes[t.quote].single {
		return source{}
	}
	if t.is(fPron) && !t.is(fTitle) {
		return source{kind: pronounSource, from: end - 1, to: end}
	}
	if w := t.lex.word; t.is(fRel) && w != "whom" {
		return source{kind: relativeSource, from: end - 1, to: end}
	}
	if t.lex.word == wordThat {
		return source{}
	}
	if w := t.lex.word; t.is(fPoss) || w == wordThe || w == "a" || w == "an" || w == "every" || t.is(fPrep|fConj|fBe|fHave|fModal) && !t.capped() {
		return source{}
	}
	if t.shape == lower && t.is(fCue) && t.lex.cues[0].form == formPast && !t.is(fHuman) {
		return source{}
	}
	if t.lex == &possessiveS {
		if end-2 >= from && p.tokens[end-2].is(fPron) { // "he's said"
			return source{kind: pronounSource, from: end - 2, to: end - 1}
		}
		return source{}
	}
	start := p.phraseStart(from, end)
	if start < end && p.tokens[start].is(fPrep) && !p.tokens[start].capped() {
		return source{}
	}
	if start < end-1 && p.tokens[start].lex.word == wordAnd {
		start = p.listStart(from, start)
	}
	if start >= end {
		return source{}
	}
	return source{kind: phraseSource, from: start, to: end}
}

// listStart returns the start of "A, B, and C", of which token and is the
// "and": A, where names alone lead up to it, else C.
func (p *page) listStart(from, and int) int {
	i, items := and, 0
	for i > from && and-i < reach {
		t := &p.tokens[i-1]
		if t.mark == ',' {
			items++
		}
		name := t.word() && t.quote < 0 && (t.capped() && !t.is(fPrep|fConj|fRel) || t.lex.word == wordThe || t.lex.word == "of" || t.shape == number)
		if t.mark != ',' && !name {
			break
		}
		i--
	}
	if items < 2 || i != from && (i == 0 || !p.tokens[i-1].is(fConj)) || p.tokens[i].mark != 0 {
		return and + 1
	}
	return i
}

// phraseStart walks left over the noun phrase that ends before token end.
func (p *page) phraseStart(from, end int) int {
	safe, i := end, end
	sure := true // the walk has not crossed a preposition or "and" that may belong to the verb before
	for i > from && end-i < reach {
		switch p.step(from, i, end) {
		case stepMark:
			return i
		case stepEnd:
			return p.settle(from, i, safe)
		case stepJoin:
			if sure && p.tokens[i-1].lex.word != "of" {
				safe = min(safe, i)
				sure = false
			}
			i--
			continue
		case stepDet:
			i--
			if sure {
				safe = i
			}
			if i <= from {
				return i
			}
			before := &p.tokens[i-1]
			if before.is(fDet) || before.lex.word == "of" || before.lex.word == "'s" {
				continue
			}
			if i-1 == from || !p.phrasePreposition(from, i-1) && before.lex.word != wordAnd {
				return p.settle(from, i, safe)
			}
			sure = false
		default:
		}
		i--
		if sure {
			safe = i
		}
	}
	return i
}

// step is what the word to the left does to a noun phrase.
type step uint8

const (
	stepWord step = iota // belongs to it
	stepDet              // begins it, most often
	stepJoin             // joins it to another: of, and, for
	stepEnd              // belongs to something else
	stepMark             // a mark that ends it
)

// step says what token i-1 does to the phrase [i, end).
func (p *page) step(from, i, end int) step {
	t := &p.tokens[i-1]
	if t.quote >= 0 && !p.quotes[t.quote].single {
		return stepMark
	}
	if !t.word() {
		switch t.mark {
		case '’', '\'', '&', '/', '%':
			return stepWord
		case ',':
			if i < end && isSuffix(p.str(i)) && i-2 >= from && p.tokens[i-2].capped() {
				return stepWord
			}
		}
		return stepMark
	}
	w := t.lex
	switch {
	case w == &possessiveS || t.shape == number || t.capped() && w.flags&(fPrep|fConj|fPron|fBe|fModal) == 0:
		return stepWord
	case w.flags&(fDet|fPoss) != 0 && w.word != wordThat:
		return stepDet
	case w.word == "of" || w.word == wordAnd && i-1 > from && i < end:
		return stepJoin
	case p.phrasePreposition(from, i-1) && i < end && i-1 > from:
		return stepJoin
	case w.flags&(fPrep|fConj|fPron|fObj|fRel|fBe|fHave|fModal|fVerb|fNot) != 0:
		return stepEnd
	case w.flags&fAdverb != 0 && w.flags&(fOrdinal|fDet) == 0:
		return stepEnd
	case w.flags&fCue != 0 && !w.cues[0].noun && i != end && w.flags&fHuman == 0:
		return stepEnd
	}
	return stepWord
}

// settle chooses between the whole of a walk and its sure part: where it
// stopped at a verb, what it crossed may be that verb's.
func (p *page) settle(from, i, safe int) int {
	if i <= from {
		return i
	}
	t := &p.tokens[i-1]
	if t.word() && t.is(fVerb|fBe|fHave|fCue|fPrep) && safe > i {
		return safe
	}
	return i
}

// phrasePreposition reports whether token i is a preposition that often joins
// two nouns of one phrase.
func (p *page) phrasePreposition(from, i int) bool {
	switch p.tokens[i].lex.word {
	case wordFor, "in", "at", wordFrom, wordWith, "on", "to", "of":
		return i > from && p.tokens[i-1].word() && !p.tokens[i-1].is(fVerb|fBe|fPrep|fAdverb|fTime)
	}
	return false
}

// apposed finds the subject at the sentence's start with all that commas add
// to it, "X, 40, the head of Y, a group in Z, who …, and …,", whose last
// comma is token comma.
func (p *page) apposed(from, comma int) source {
	head, relative := source{}, false
	for i := from; i < comma && i-from < 2*reach; {
		end := i
		for end < comma && p.tokens[end].mark != ',' {
			if t := &p.tokens[end]; t.mark == ';' || t.mark == ':' || t.quote >= 0 && !p.quotes[t.quote].single {
				return source{}
			}
			end++
		}
		switch {
		case head.kind == noSource:
			s, ok := p.apposedHead(i, end)
			if !ok {
				return source{}
			}
			head = s
		case p.tokens[i].is(fRel) || p.tokens[i].lex.word == "whose":
			relative = true
		case !p.apposition(i, end, relative):
			return source{}
		}
		i = end + 1
	}
	if head.kind == noSource || head.to == comma {
		return source{}
	}
	head.to = comma
	return head
}

// apposedHead takes the noun phrase that is all of tokens [i, end), without
// the connectors, adverbs and times before it. It finds none among those alone, and reports false if something else stands there.
func (p *page) apposedHead(i, end int) (source, bool) {
	for i < end && p.tokens[i].is(fConj|fAdverb|fTime) && !p.tokens[i].is(fDet|fPron|fHuman) {
		i++
	}
	if i == end {
		return source{}, true
	}
	s := source{kind: phraseSource, from: i, to: end}
	return s, !p.tokens[i].is(fPrep|fPron|fObj|fRel) && p.canSpeak(s) && !p.finiteVerb(i, end)
}

// apposition reports whether tokens [i, end), between two commas, may only
// add to a name before: a description, an age, a place, or what goes on with a relative clause.
func (p *page) apposition(i, end int, relative bool) bool {
	t := &p.tokens[i]
	switch {
	case t.is(fPron):
		return false
	case t.is(fPrep):
		switch t.lex.word {
		case "of", "in", wordFor, wordFrom, "at":
		default:
			return false
		}
	case t.is(fConj) && (!relative || t.lex.word != wordAnd):
		return !p.finiteVerb(i, end)
	}
	return relative || !p.finiteVerb(i, end)
}

// finiteVerb reports whether a finite verb stands among tokens [i, end) with no "who" or "that" before it.
func (p *page) finiteVerb(i, end int) bool {
	for k := i; k < end; k++ {
		t := &p.tokens[k]
		if t.is(fRel) || t.lex.word == wordThat {
			return false
		}
		if t.word() && t.shape == lower && (t.is(fBe|fHave|fModal|fVerb) || (t.is(fCue) && !t.is(fHuman) && !t.lex.cues[0].noun && t.lex.cues[0].form != formIng || pastLike(p.str(k))) && !p.reduced(k, end)) {
			return true
		}
	}
	return false
}

// beforeApposition finds the phrase before "X, the minister of Y," whose
// second comma is token comma.
func (p *page) beforeApposition(from, comma int) source {
	for i := comma - 1; i > from && comma-i < reach; i-- {
		t := &p.tokens[i]
		if t.mark == ';' || t.mark == ':' || t.quote >= 0 && !p.quotes[t.quote].single {
			return source{}
		}
		if t.mark != ',' && t.mark != '—' || i == comma {
			continue
		}
		k := i
		if m := p.tokens[i-1].mark; m == ')' || m == ']' {
			if b := p.openBracket(from, i-1); b > from {
				k = b
			}
		}
		s := p.phraseBefore(from, k)
		if s.kind == phraseSource && p.canSpeak(s) && p.clauseStart(from, s.from) {
			if p.describing(from, s) {
				continue // "X, head of A, member of B, said": B's comma
			}
			s.to = i
			if n := &p.tokens[i+1]; n.is(fDet|fPoss|fHuman|fTitle) || n.capped() || n.is(fRel) || n.shape == number {
				s.to = comma // the apposition may hold the name
			}
			return s
		}
	}
	// "On Monday, in Paris, X": the comma ends no apposition.
	return p.beforeAside(from, comma)
}

// describing reports whether a phrase is itself an apposition after a comma, of
// a phrase that begins with a capital.
func (p *page) describing(from int, s source) bool {
	if s.from-1 <= from || p.tokens[s.from-1].mark != ',' || p.tokens[s.from].capped() {
		return false
	}
	before := p.phraseBefore(from, s.from-1)
	return before.kind == phraseSource && p.tokens[before.to-1].capped() && p.canSpeak(before) && p.clauseStart(from, before.from)
}

// beforeAside finds the phrase before a short aside, "X, for example, said",
// whose second comma is token comma.
func (p *page) beforeAside(from, comma int) source {
	for i := comma - 1; i > from && comma-i <= 6; i-- {
		t := &p.tokens[i]
		if t.quote >= 0 || t.mark != 0 && t.mark != ',' {
			return source{}
		}
		if t.mark != ',' {
			continue
		}
		if n := &p.tokens[i+1]; i+1 == comma || !n.is(fPrep|fAdverb|fTime|fConj) || n.capped() {
			return source{}
		}
		if s := p.phraseBefore(from, i); s.kind == pronounSource || s.kind == phraseSource && p.canSpeak(s) && p.clauseStart(from, s.from) {
			return s
		}
		return source{}
	}
	return source{}
}

// clauseStart reports whether a clause may begin with token i.
func (p *page) clauseStart(from, i int) bool {
	if i <= from {
		return true
	}
	t := &p.tokens[i-1]
	return !t.word() || t.quote >= 0 || t.is(fConj|fCue) || t.lex.word == wordThat || t.lex.word == "said" || t.lex.word == "as"
}

// canSpeak reports whether the phrase names somebody or a word for people.
func (p *page) canSpeak(s source) bool {
	for i := s.from; i < s.to; i++ {
		t := &p.tokens[i]
		if t.word() && (t.capped() && !t.is(fDet|fPrep|fConj|fTime|fAdverb) || t.is(fHuman|fPron|fWriting)) || t.mark == '%' {
			return true
		}
	}
	return false
}

// subjectAfter finds the subject that follows its verb ("said X, who …").
func (p *page) subjectAfter(i, end int) source {
	start, head := i, false
	for i < end && i-start < reach && p.inSubject(i, head) {
		if t := &p.tokens[i]; t.word() && !t.is(fDet|fPoss|fPrep) {
			head = true
		}
		i++
	}
	s := source{kind: phraseSource, from: start, to: p.nameAfter(start, i, end)}
	if !head || !p.canSpeak(s) {
		return source{}
	}
	return s
}

// nameAfter returns the end of a description with the name that a comma adds
// to it: "said the mayor of Ostrel, Mira Holt".
func (p *page) nameAfter(start, i, end int) int {
	if i <= start || i >= end || p.tokens[i].mark != ',' || p.tokens[i-1].shape != lower {
		return i
	}
	k := i + 1
	for k < end && p.tokens[k].capped() && p.tokens[k].quote < 0 {
		k++
	}
	if k-i < 3 || k < end && p.tokens[k].word() {
		return i
	}
	return k
}

// inSubject reports whether token i goes on a subject after its verb; head
// says whether the subject has a noun already.
func (p *page) inSubject(i int, head bool) bool {
	t := &p.tokens[i]
	if t.quote >= 0 {
		return false
	}
	if !t.word() {
		return head && (t.mark == '&' || t.mark == '\'' || t.mark == '’' || t.mark == '/')
	}
	w := t.lex.word
	switch {
	case t.is(fModal) && t.capped() && i+1 < len(p.tokens) && p.tokens[i+1].capped(): // "said Will Holt"
		return true
	case t.is(fPron | fObj | fRel | fBe | fModal | fHave | fVerb):
		return false
	case t.is(fConj):
		return w == wordAnd && head
	case t.is(fTime) && !t.is(fMale|fFemale|fOrdinal), t.is(fAdverb) && !t.is(fDet|fOrdinal):
		return false
	case t.is(fPrep):
		return head && (w == "of" || w == wordFor || w == "at")
	}
	return !head || !t.is(fCue) || t.shape != lower || t.is(fHuman) || t.lex.cues[0].form == formBase
}
