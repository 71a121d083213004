package attribution

import (
	"slices"
	"strings"

	"readout/briefings"
)

// draft is a statement before its speaker is resolved. Its cue and content
// are token ranges; an empty cue is none.
type draft struct {
	source   source
	cue      [2]int
	content  [][2]int
	sentence int
	sure     float64 // how often a rule like this is right
	grounds  string  // preset by a rule; else the resolution says
	inner    bool    // no statement where another's content holds it
	spoken   bool    // a turn: direct without quotation marks
	people   []int   // preset by a rule
	talk     bool    // nobody is said to speak: those who talk there
	host     []int   // in whose words it stands, which are a statement as a whole

	act     briefings.Act
	partner [2]int // tokens of the first content of its counterpart in an exchange; empty for none
}

// sureOfQuotes is how often a verb beside a quotation is the one that
// attributes it.
const sureOfQuotes = 0.9

// finder applies the rules to one page.
type finder struct {
	*page

	cast    *cast
	drafts  []draft
	covered []bool // per quotation: part of a statement
	// turnFrom is, per paragraph, where the first turn of a transcript in it
	// begins, label included; its end where there is none.
	turnFrom []int
	tried    tried
}

func (f *finder) add(d draft) {
	for _, c := range d.content {
		for i := c[0]; i < c[1]; i++ {
			if q := f.tokens[i].quote; q >= 0 {
				f.covered[q] = true
				i = f.quotes[q].to - 1
			}
		}
	}
	f.drafts = append(f.drafts, d)
}

// clause is one cue of a sentence with what the rules found around it.
type clause struct {
	cue

	source   source
	quoted   *quotation // the source stands between it and the verb
	inverted bool       // the source follows the verb
	right    int        // first token of what may be content after it
	hasRight bool
	object   bool   // the content is a thing, not a clause
	limit    int    // the content after it ends here at the latest
	gap      [2]int // the subject of what is said, before the source: "[which] X said was late"
	block    [2]int // the quotation in the paragraph after it
}

// sentenceStatements finds the statements of one sentence.
func (f *finder) sentenceStatements(n int) {
	s := f.sentences[n]
	clauses := f.clauseStatements(n, s)
	f.accordingTo(n, s)
	f.colon(n, s, clauses)
	f.afterQuote(n, s)
	f.quotedObject(n, s)
	if f.genre != ofNews {
		f.unattributed(n, s)
	}
}

// clauseStatements finds the statements that a verb of sentence n attributes,
// of which s is all or the rest after a label.
func (f *finder) clauseStatements(n int, s sentence) []clause {
	cues := f.cuesOf(s)
	clauses := make([]clause, 0, len(cues))
	for k, c := range cues {
		if f.tokens[c.from].capped() && f.named(c.from) {
			continue // "the United States President"
		}
		end := s.to
		if k+1 < len(cues) {
			end = cues[k+1].from
		}
		if cl, ok := f.clauseOf(s, c, end, clauses); ok {
			if n := len(clauses) - 1; n >= 0 && clauses[n].source.from == cl.source.from && clauses[n].from < cl.source.to {
				clauses = clauses[:n] // a participle inside the subject: "officials briefed on the plan said"
			}
			clauses = append(clauses, cl)
		}
	}
	f.limits(s, clauses)
	if f.genre != ofNews {
		f.reportLimits(s, clauses)
	}
	f.block(n, s, clauses)
	since := len(f.drafts)
	left := s.from // the content before a cue begins here at the earliest
	for k := range clauses {
		left = f.clauseStatement(n, s, &clauses[k], left)
	}
	f.asked(n, s)
	f.opening(n, s)
	f.dropInner(since)
	return clauses
}

// dropInner drops the drafts from since on that stand inside another's content
// and report no words of somebody else: "she said she hopes that …".
func (f *finder) dropInner(since int) {
	for i := since; i < len(f.drafts); i++ {
		d := &f.drafts[i]
		d.inner = d.inner && f.inside(d, since)
	}
	f.drafts = append(f.drafts[:since], slices.DeleteFunc(f.drafts[since:], func(d draft) bool { return d.inner })...)
}

// inside reports whether the cue of d stands in the content of another draft
// from since on.
func (f *finder) inside(d *draft, since int) bool {
	for i := since; i < len(f.drafts); i++ {
		for _, c := range f.drafts[i].content {
			if c[0] <= d.cue[0] && d.cue[1] <= c[1] {
				return true
			}
		}
	}
	return false
}

// saidAfter finds the subject after "said" where a whole clause and a comma stand
// before it, and no content after: "The ferry was late, said Mira Holt, who …".
func (f *finder) saidAfter(s sentence, c *cue) (source, bool) {
	if c.group != c.from || c.from-1 <= s.from || f.tokens[c.from-1].mark != ',' || !f.finiteVerb(s.from, c.from) {
		return source{}, false
	}
	src := f.subjectAfter(c.to, s.to)
	if src.kind == noSource || src.to < s.to && f.tokens[src.to].word() && !f.tokens[src.to].is(fRel|fPrep|fTime) {
		return source{}, false
	}
	return src, true
}

// named reports whether a token is part of a mention.
func (f *finder) named(i int) bool {
	for _, m := range f.cast.mentionsIn(max(0, i-16), i+1) {
		if m.to > i && m.kind != thingMention && m.kind != weakMention {
			return true
		}
	}
	return false
}

// clauseOf finds the source of a cue. next is where the next cue stands.
func (f *finder) clauseOf(s sentence, c cue, _ int, before []clause) (clause, bool) {
	cl := clause{cue: c, right: c.to}
	switch {
	case c.form.form == formIng && !f.progressive(&c):
		src, ok := f.participle(s, &c, before)
		if !ok {
			return cl, false
		}
		cl.source = src
	default:
		cl.source, cl.quoted = f.afterQuotation(s, c.group)
		if cl.source.kind == noSource && f.plainSay(&cl) {
			cl.source, cl.inverted = f.saidAfter(s, &c)
			cl.right = max(cl.right, cl.source.to)
		}
		if cl.source.kind == noSource {
			cl.source = f.subject(s.from, c.group)
			if cl.source.kind == phraseSource && !f.canSpeak(cl.source) {
				cl.source = f.beforeWho(s.from, cl.source)
			}
		}
		if t := &f.tokens[max(s.from, c.group-1)]; cl.source.kind == noSource && t.lex.word == wordThat && f.quoteAhead(c.to, s.to) > 0 {
			cl.source, _ = f.firstSubject(s, c.group-1) // "X held up a sign that read “Q”"
		}
		if cl.source.kind == noSource {
			if src, ok := f.purposeSource(s, &c); ok {
				cl.source = src
			} else if src, ok := f.inherited(s, &c, before); ok {
				cl.source = src
			} else if c.form.takes&takesClause != 0 && c.form.form != formBase && f.invertible(s, c.group) {
				cl.source = f.subjectAfter(c.to, s.to)
				cl.inverted = cl.source.kind != noSource
				cl.right = max(cl.right, cl.source.to)
			}
		}
	}
	if f.genre != ofNews {
		f.forTheirPart(s, &cl.source)
	}
	if cl.source.kind == noSource || !f.plausible(&cl, f.ushers(&cl, s.to)) {
		return cl, false
	}
	f.findRight(s, &cl)
	if i := cl.source.from; !cl.hasRight && i > s.from && f.tokens[i-1].lex.word == "as" && i <= s.from+2 && cl.right+1 < s.to && f.tokens[cl.right].mark == ',' {
		cl.right, cl.hasRight = cl.right+1, true // "As X noted, …"
	}
	return cl, true
}

// beforeWho takes the phrase before a relative clause without commas that ends
// with src: "an official who asked to discuss strategy said".
func (f *finder) beforeWho(from int, src source) source {
	for i := src.from - 1; i > from && src.from-i < 24; i-- {
		t := &f.tokens[i]
		if !t.word() || t.quote >= 0 {
			return src
		}
		if t.lex.word != "who" {
			continue
		}
		if who := f.phraseBefore(from, i); who.kind == phraseSource && f.canSpeak(who) {
			return who
		}
		return src
	}
	return src
}

// progressive reports whether an -ing form is finite: "is calling for".
func (f *finder) progressive(c *cue) bool {
	for i := c.group; i < c.from; i++ {
		if f.tokens[i].is(fBe) {
			return true
		}
	}
	return false
}

// participle finds the source of ", saying that …": that of the clause before.
func (f *finder) participle(s sentence, c *cue, before []clause) (source, bool) {
	if c.group <= s.from {
		return source{}, false
	}
	t := &f.tokens[c.group-1]
	if t.word() {
		switch t.lex.word {
		case wordWhile, "by", "before", wordAfter, wordAnd, "without":
		default:
			return f.absolute(s, c, before)
		}
	}
	if k := len(before); k > 0 {
		src := before[k-1].source
		src.shared = true
		return src, true
	}
	return f.firstSubject(s, c.group)
}

// absolute finds the source of a participle with a subject of its own: "with
// the council calling X “Q”", "– X saying that …".
func (f *finder) absolute(s sentence, c *cue, before []clause) (source, bool) {
	src := f.phraseBefore(s.from, c.group)
	if src.kind != phraseSource {
		return source{}, false
	}
	quoted := f.quoteAhead(c.to, s.to) > 0
	if k := len(before); f.tokens[src.to-1].is(fOccasion) && (quoted || k == 0 || !before[k-1].hasRight || before[k-1].right > src.from) {
		return f.firstSubject(s, src.from) // "X issued a statement saying …"
	}
	if quoted && !f.canSpeak(src) {
		return f.firstSubject(s, src.from) // "X held up a sign saying “Q”"
	}
	if !f.canSpeak(src) || src.from <= s.from {
		return source{}, false
	}
	t := &f.tokens[src.from-1]
	return src, t.lex.word == wordWith || t.mark == '—' || t.mark == '-' && t.gap
}

// tried says how far a sentence was searched for its first subject in vain, so
// that many participles in it do not search it again.
type tried struct{ from, to int }

// firstSubject takes the first noun phrase of a sentence that stands before a
// finite verb.
func (f *finder) firstSubject(s sentence, end int) (source, bool) {
	if f.tried.from != s.from {
		f.tried = tried{from: s.from}
	}
	i := max(f.tried.to, s.from+1)
	defer func() { f.tried.to = i }()
	for ; i < end && i-s.from < reach; i++ {
		t := &f.tokens[i]
		if t.quote >= 0 || !t.word() || t.shape != lower || t.lex.flags&(fBe|fHave|fModal|fVerb|fCue) == 0 && !pastLike(f.str(i)) {
			continue
		}
		src := f.subject(s.from, i)
		if src.kind != noSource && (src.kind == pronounSource || f.canSpeak(src)) {
			src.shared = true
			return src, true
		}
	}
	return source{}, false
}

func pastLike(w string) bool { return len(w) > 4 && w[len(w)-2:] == "ed" }

// inherited gives "and emphasised …" the source of the cue before.
func (f *finder) inherited(s sentence, c *cue, before []clause) (source, bool) {
	if c.group <= s.from {
		return source{}, false
	}
	t := &f.tokens[c.group-1]
	if w := t.lex.word; t.mark != ',' && w != wordAnd && w != wordBut && w != "or" && w != "then" {
		return source{}, false
	}
	if t.mark == ',' && len(before) == 0 {
		return source{}, false
	}
	for k := len(before) - 1; k >= 0; k-- {
		b := &before[k]
		if f.genre != ofNews && (f.contact(s, b) || c.form.form == formBase && f.joins(b.right, c.group) && (weakVerb(f.str(c.from)) || f.tokens[b.right].lex.word == "to")) {
			continue
		}
		if b.form.form == c.form.form || b.form.form == formIng && c.form.form == formPast {
			src := b.source
			src.shared = true
			return src, true
		}
	}
	if t.mark == ',' || c.form.form == formBase || f.genre != ofNews && c.form.form == formThird && len(before) > 0 {
		return source{}, false
	}
	return f.firstSubject(s, c.group)
}

// invertible reports whether a verb before its subject may stand at token i:
// after a quotation, a comma or at the sentence's start.
func (f *finder) invertible(s sentence, i int) bool {
	if i == s.from {
		return i > 0 && f.tokens[i-1].quote >= 0
	}
	t := &f.tokens[i-1]
	return t.quote >= 0 || t.mark == ',' || t.mark == '—'
}

// ushers reports whether a quotation stands before the source of a cue, or
// follows the cue with a comma or a colon: then whatever stands before it may be its subject.
func (f *finder) ushers(cl *clause, end int) bool {
	if cl.form.form == formBase && cl.group == cl.from && (cl.form.noun || cl.source.kind == phraseSource && !f.pluralPhrase(&cl.source)) {
		return false
	}
	q := f.quoteAhead(cl.right, end)
	return cl.quoted != nil || q > 0 && !f.tokens[q-1].word()
}

// plausible keeps verbs from being found in nouns; quoted says that a
// quotation proves the verb.
func (f *finder) plausible(cl *clause, quoted bool) bool {
	src := &cl.source
	if f.tokens[cl.from].lex.word == "called" && cl.to == cl.from+1 && cl.to < len(f.tokens) && src.kind == phraseSource && f.naming(src, cl.to) {
		return false
	}
	if f.noSpeech(cl) || cl.form.takes&(takesStance|takesWeak) != 0 && !quoted && !f.takesStand(cl) {
		return false
	}
	if src.shared || cl.inverted || quoted {
		return true
	}
	if src.kind == phraseSource && cl.form.takes&(takesRaise|takesAgent) == 0 && !f.canSpeak(*src) && !f.plainSay(cl) && !f.saysThat(cl) {
		return false
	}
	return f.agrees(cl)
}

// saysThat reports whether "that" follows a verb that takes it: then a thing says so, "the
// footage shows that".
func (f *finder) saysThat(cl *clause) bool {
	return cl.form.takes&takesClause != 0 && cl.right < len(f.tokens) && f.tokens[cl.right].lex.word == wordThat
}

// agrees reports whether the form of the verb fits its subject, in number and
// in being a verb at all.
func (f *finder) agrees(cl *clause) bool {
	src := &cl.source
	last := &f.tokens[src.to-1]
	switch cl.form.form {
	case formBase:
		if src.kind == phraseSource && cl.form.noun {
			return f.pluralPhrase(src) && f.canSpeak(*src) && (cl.group < cl.from || last.is(fHuman|fWriting))
		}
		if src.kind == phraseSource {
			return f.pluralPhrase(src) || f.canSpeak(*src)
		}
		if src.kind == pronounSource && cl.group == cl.from {
			w := last.lex.word
			return w != "he" && w != wordShe && w != "it"
		}
		return src.kind != relativeSource || !cl.form.noun
	case formThird:
		if src.kind == phraseSource && cl.form.noun {
			return last.is(fHuman|fWriting) && !last.is(fDet) && f.tokens[src.from].is(fDet|fPoss) || last.capped() && !f.tokens[src.from].is(fDet)
		}
		if src.kind == pronounSource {
			w := last.lex.word
			return w == "he" || w == wordShe || w == "it"
		}
	}
	return true
}

// takesStand reports whether somebody has the attitude that the verb tells:
// not where it only might be, nor where it tells who is meant, "those who support …".
func (f *finder) takesStand(cl *clause) bool {
	for i := cl.group; i < cl.from; i++ {
		switch f.tokens[i].lex.word {
		case "could", "would", "might", "may", "should", "must", "can", "will", "shall":
			return false
		}
	}
	if f.genre != ofNews && cl.form.form == formIng && cl.form.takes&takesStance != 0 && !f.progressive(&cl.cue) {
		return false // "those seeking refuge"
	}
	return cl.source.kind != relativeSource || cl.form.takes&takesRaise != 0
}

// noSpeech reports whether a verb of saying means an act there: to defend with
// arms, "protests and calls for …".
func (f *finder) noSpeech(cl *clause) bool {
	w, src := f.tokens[cl.from].lex.word, &cl.source
	if cl.to >= len(f.tokens) {
		return false
	}
	next := &f.tokens[cl.to]
	if src.shared && cl.form.noun && cl.form.form == formThird {
		return next.is(fPrep)
	}
	if !strings.HasPrefix(w, "defend") {
		return false
	}
	if cl.group < cl.from && f.tokens[cl.from-1].is(fModal|fBe) || w == "defends" && next.is(fObj) {
		return true
	}
	return next.is(fObj|fPoss) && src.kind != pronounSource
}

// plainSay reports whether the cue is a form of "say", which needs no other
// evidence for its source and content.
func (f *finder) plainSay(cl *clause) bool {
	switch f.tokens[cl.from].lex.word {
	case "say", "says", "said", "saying":
		return true
	}
	return false
}

// naming reports whether "called" only gives the name of a thing: "a group
// called Blue Dawn".
func (f *finder) naming(src *source, right int) bool {
	t := &f.tokens[right]
	if !t.capped() && t.quote < 0 {
		return false
	}
	for i := src.from; i < src.to; i++ {
		if f.tokens[i].capped() && i > src.from || f.tokens[i].is(fHuman) {
			return false
		}
	}
	return !f.tokens[src.from].capped() || f.tokens[src.from].is(fDet)
}

// pluralPhrase reports whether a phrase can be the subject of "say".
func (f *finder) pluralPhrase(src *source) bool {
	for i := src.from; i < src.to; i++ {
		w := f.tokens[i].lex.word
		if w == wordAnd {
			return true
		}
		if w == "of" || w == "in" || w == wordFor || w == wordFrom {
			return i > src.from && f.pluralWord(i-1)
		}
		if i > src.from && f.tokens[i].shape == lower && (f.tokens[i].is(fRel) || strings.HasSuffix(f.str(i), "ing") || f.reduced(i, src.to) && pastLike(f.str(i))) && f.pluralWord(i-1) {
			return true // "mayors trying to regain control"
		}
	}
	return f.pluralWord(src.to - 1)
}

func (f *finder) pluralWord(i int) bool {
	t := &f.tokens[i]
	if t.is(fDet) || t.lex.word == "people" || t.lex.word == "police" || t.lex.word == "women" || t.lex.word == "men" {
		return true
	}
	w := f.str(i)
	return len(w) > 2 && w[len(w)-1] == 's' && w[len(w)-2] != 's'
}

// beginning is where the attribution of a clause begins: its source or its
// verb, or "as" before the source at the end of a sentence.
func (f *finder) beginning(s sentence, c *clause) int {
	if c.source.shared || c.inverted {
		return c.group
	}
	first := c.source.from
	if first-2 > s.from && f.tokens[first-1].lex.word == "as" && f.tokens[first-2].mark == ',' && c.right+1 >= s.to {
		return first - 1 // "…, as X said"
	}
	return first
}

// clauseStatement makes the statement of one cue; left is where content before
// it may begin. It returns the new left.
func (f *finder) clauseStatement(n int, s sentence, c *clause, left int) int {
	if c.form.takes&(takesRaise|takesAgent) != 0 {
		return f.raised(n, s, c, left)
	}
	d := draft{source: c.source, cue: [2]int{c.group, c.to}, sentence: n, sure: f.confidence(c), inner: c.inner()}
	first := f.beginning(s, c)
	if c.quoted != nil || f.onlyQuoted(c) != nil && !d.inner || c.block[1] > 0 {
		d.sure, d.inner = max(d.sure, sureOfQuotes), false
	}
	if c.block[1] > 0 {
		d.content = [][2]int{c.block}
		f.add(d)
		return c.limit
	}
	if c.gap[1] > 0 {
		d.content = [][2]int{c.gap, f.trim(c.right, c.limit)}
		f.add(d)
		return c.limit
	}
	before := f.contentBefore(s, left, first, c)
	if before[1] > before[0] && f.closesBefore(before, s.from, first) {
		d.content = append(d.content, before)
		if q := f.resumes(c, s); q >= 0 {
			d.content = append(d.content, [2]int{f.quotes[q].from, f.quotes[q].to})
		}
		f.add(d)
		return c.to
	}
	if c.hasRight && c.right < c.limit {
		right := f.trim(c.right, c.limit)
		if right[1] <= right[0] {
			return left
		}
		if before[1] > before[0] && f.interrupted(before, right) {
			d.content = append(d.content, before)
		}
		d.content = append(d.content, right)
		f.add(d)
		return c.limit
	}
	if c.form.takes&takesClause == 0 {
		return left
	}
	if before[1] <= before[0] {
		return f.elsewhere(d, s, c, first, left)
	}
	d.content = append(d.content, before)
	if rest := f.afterParenthesis(c, before); rest[1] > rest[0] {
		d.content = append(d.content, rest)
		f.add(d)
		return c.limit
	}
	if before[1]-before[0] < 3 && f.tokens[before[0]].quote < 0 && f.resumes(c, s) < 0 {
		return left // "Still, he said": what follows was not found
	}
	if q := f.resumes(c, s); q >= 0 {
		d.content = append(d.content, [2]int{f.quotes[q].from, f.quotes[q].to})
	}
	f.add(d)
	return c.limit
}

// inner reports whether the clause is no statement of its own inside what
// another says: an attitude, or words of one who is not named there.
func (c *clause) inner() bool {
	return c.source.kind != phraseSource || c.form.takes&(takesBelief|takesStance|takesWeak) != 0
}

// contentBefore is what stands before an attribution that begins at token
// first: from left on, or the whole sentence where that is another's.
func (f *finder) contentBefore(s sentence, left, first int, c *clause) [2]int {
	before := f.leftContent(s, left, first, c)
	if before[1] <= before[0] && left > s.from && left >= first-1 && f.reportsAll(s, c) {
		return f.leftContent(s, s.from, first, c)
	}
	return before
}

// reportsAll reports whether the clause c, after others, ends its sentence and
// has another's words as a whole: "X says that …, Y reports".
func (f *finder) reportsAll(s sentence, c *clause) bool {
	if c.hasRight || c.source.kind == relativeSource || c.right < s.to && f.tokens[c.right].word() {
		return false
	}
	w := f.tokens[c.source.to-1].lex
	name := f.str(c.source.to - 1)
	for i := s.from; i < c.source.from; i++ {
		if f.tokens[i].quote < 0 && f.tokens[i].lex == w && f.str(i) == name {
			return false // "X said …, X said"
		}
	}
	return true
}

func (f *finder) confidence(c *clause) float64 {
	sure := 0.9
	switch {
	case c.form.takes&takesStance != 0:
		sure = 0.5
	case c.form.takes&takesBelief != 0:
		sure = 0.6
	case c.form.takes&takesClause == 0:
		sure = 0.75
	}
	if c.source.shared || c.source.kind == relativeSource {
		sure -= 0.1
	}
	return sure
}

// elsewhere adds d if what is said stands neither before nor after its verb in
// its own clause: after "as X said", or in a quotation that ends before the sentence.
func (f *finder) elsewhere(d draft, s sentence, c *clause, first, left int) int {
	if c := f.afterAs(s, c); c[1] > c[0] {
		d.content = [][2]int{c}
		f.add(d)
		return c[1]
	}
	if q := f.quoteBefore(s); first <= s.from+1 && q >= 0 && c.source.kind != noSource {
		d.content = [][2]int{{f.quotes[q].from, f.quotes[q].to}}
		f.add(d)
	}
	return left
}

// afterAs is what follows "As X said, ".
func (f *finder) afterAs(s sentence, c *clause) [2]int {
	if c.source.from != s.from+1 || f.tokens[s.from].lex.word != "as" || c.right >= s.to || f.tokens[c.right].mark != ',' {
		return [2]int{}
	}
	return f.trim(c.right+1, s.to)
}

// raised makes the statement of a verb whose subject belongs to what is said:
// "X is expected to go", "X seems angry", "X was praised by Y".
func (f *finder) raised(n int, s sentence, c *clause, left int) int {
	if c.source.shared || c.inverted {
		return left
	}
	d := draft{cue: [2]int{c.group, c.to}, sentence: n, sure: 0.5, inner: true}
	subject := f.trim(c.source.from, c.source.to)
	if c.form.takes&takesAgent != 0 {
		d.source = f.subjectAfter(c.to, s.to)
		if d.source.kind == noSource {
			return left
		}
		d.content = [][2]int{subject}
		f.add(d)
		return left
	}
	if !c.hasRight || c.right >= c.limit {
		return left
	}
	right := f.trim(c.right, c.limit)
	if right[1] <= right[0] {
		return left
	}
	d.content = [][2]int{subject, right}
	f.add(d)
	return c.limit
}
