package attribution

// draft is a statement before its speaker is resolved. Its cue and content
// are token ranges; an empty cue is none.
type draft struct {
	source   source
	cue      [2]int
	content  [][2]int
	sentence int
	sure     float64 // how often a rule like this is right
	grounds  string  // preset by a rule; else the resolution says
	spoken   bool    // a turn: direct without quotation marks
	people   []int   // preset by a rule
}

// finder applies the rules to one page.
type finder struct {
	*page
	cast    *cast
	drafts  []draft
	covered []bool // per quotation: part of a statement
	inTurn  []bool // per paragraph: a transcript's turn, or its label
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
	inverted bool // the source follows the verb
	right    int  // first token of what may be content after it
	hasRight bool
	limit    int // the content after it ends here at the latest
}

// sentenceStatements finds the statements of one sentence.
func (f *finder) sentenceStatements(n int) {
	s := f.sentences[n]
	cues := f.cuesOf(s)
	clauses := make([]clause, 0, len(cues))
	for k, c := range cues {
		end := s.to
		if k+1 < len(cues) {
			end = cues[k+1].from
		}
		if cl, ok := f.clauseOf(s, c, end, clauses); ok {
			clauses = append(clauses, cl)
		}
	}
	f.limits(s, clauses)
	left := s.from // the content before a cue begins here at the earliest
	for k := range clauses {
		left = f.clauseStatement(n, s, &clauses[k], left)
	}
	f.accordingTo(n, s)
	f.colon(n, s, clauses)
	f.afterQuote(n, s, clauses)
}

// clauseOf finds the source of a cue. next is where the next cue stands.
func (f *finder) clauseOf(s sentence, c cue, _ int, before []clause) (clause, bool) {
	cl := clause{cue: c, right: c.to}
	switch {
	case c.form.form == formIng && !f.progressive(s, &c):
		src, ok := f.participle(s, &c, before)
		if !ok {
			return cl, false
		}
		cl.source = src
	default:
		cl.source = f.subject(s.from, c.group)
		if cl.source.kind == noSource {
			if src, ok := f.inherited(s, &c, before); ok {
				cl.source = src
			} else if c.form.takes&takesClause != 0 && c.form.form != formBase && f.invertible(s, c.group) {
				cl.source = f.subjectAfter(c.to, s.to)
				cl.inverted = cl.source.kind != noSource
				cl.right = max(cl.right, cl.source.to)
			}
		}
	}
	if cl.source.kind == noSource || !f.plausible(&cl) {
		return cl, false
	}
	f.findRight(s, &cl)
	return cl, true
}

// progressive reports whether an -ing form is finite: "is calling for".
func (f *finder) progressive(s sentence, c *cue) bool {
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
		case "while", "by", "before", "after", "and", "without":
		default:
			return source{}, false
		}
	}
	if k := len(before); k > 0 {
		src := before[k-1].source
		src.shared = true
		return src, true
	}
	return f.firstSubject(s, c.group)
}

// firstSubject takes the first noun phrase of a sentence that stands before a
// finite verb.
func (f *finder) firstSubject(s sentence, end int) (source, bool) {
	for i := s.from + 1; i < end && i-s.from < reach; i++ {
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
	if w := t.lex.word; t.mark != ',' && w != "and" && w != "but" && w != "or" && w != "then" {
		return source{}, false
	}
	if t.mark == ',' && len(before) == 0 {
		return source{}, false
	}
	for k := len(before) - 1; k >= 0; k-- {
		b := &before[k]
		if b.form.form == c.form.form || b.form.form == formIng && c.form.form == formPast {
			src := b.source
			src.shared = true
			return src, true
		}
	}
	if t.mark == ',' || c.form.form == formBase {
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

// plausible keeps verbs from being found in nouns.
func (f *finder) plausible(cl *clause) bool {
	src := &cl.source
	if f.tokens[cl.from].lex.word == "called" && cl.to == cl.from+1 && cl.to < len(f.tokens) && src.kind == phraseSource && f.naming(src, cl.to) {
		return false
	}
	if src.shared || cl.inverted {
		return true
	}
	last := &f.tokens[src.to-1]
	if src.kind == phraseSource && !f.canSpeak(*src) && !f.plainSay(cl) {
		return false
	}
	switch cl.form.form {
	case formBase:
		if src.kind == phraseSource && cl.form.noun {
			return f.pluralPhrase(src) && f.canSpeak(*src) && (cl.group < cl.from || last.is(fHuman))
		}
		if src.kind == phraseSource {
			return f.pluralPhrase(src) || f.canSpeak(*src)
		}
		if src.kind == pronounSource && cl.group == cl.from {
			w := last.lex.word
			return w != "he" && w != "she" && w != "it"
		}
		return src.kind != relativeSource || !cl.form.noun
	case formThird:
		if src.kind == phraseSource && cl.form.noun {
			return last.is(fHuman) && f.tokens[src.from].is(fDet|fPoss) || last.capped() && !f.tokens[src.from].is(fDet)
		}
		if src.kind == pronounSource {
			w := last.lex.word
			return w == "he" || w == "she" || w == "it"
		}
	}
	return true
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
		if w == "and" {
			return true
		}
		if w == "of" || w == "in" || w == "for" || w == "from" {
			return i > src.from && f.pluralWord(i-1)
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

// findRight skips what stands between a cue and its content and tells whether
// there is content at all.
func (f *finder) findRight(s sentence, cl *clause) {
	i := cl.right
	if that := f.thatAhead(i, s.to); that > 0 && (cl.form.takes&takesObject == 0 || f.onlyAdjuncts(cl, that, s.to)) {
		cl.right, cl.hasRight = that, true
		return
	}
	if q := f.quoteAhead(i, s.to); q > 0 {
		cl.right, cl.hasRight = q, true
		return
	}
	if cl.form.takes&takesPerson != 0 && !cl.inverted {
		i = f.skipAddressee(i, s.to)
	}
	if i < s.to && cl.form.takes&takesTo != 0 && f.tokens[i].lex.word == "to" {
		cl.right, cl.hasRight = i, true
		return
	}
	if w := f.tokens[cl.from].lex.word; (w == "asked" || w == "asks" || w == "asking" || w == "ask") && i < s.to && f.tokens[i].lex.word == "about" {
		cl.right, cl.hasRight = i, true
		return
	}
	i = f.skipAdjuncts(i, s.to)
	cl.right = i
	if i >= s.to || cl.inverted || cl.form.takes&takesStrict != 0 {
		return
	}
	cl.hasRight = f.beginsContent(i, s.to, cl)
}

// onlyAdjuncts reports whether nothing but an addressee, times and places
// stand between a cue and token that.
func (f *finder) onlyAdjuncts(cl *clause, that, end int) bool {
	i := cl.right
	if that == i || f.skipAdjuncts(i, end) >= that || f.tokens[that-1].mark == ',' && f.tokens[i].mark == ',' {
		return true
	}
	return cl.form.takes&takesPerson != 0 && f.skipAdjuncts(f.skipAddressee(i, end), end) >= that
}

// thatAhead returns the place of "that" where it opens the content: after at
// most an addressee and adjuncts.
func (f *finder) thatAhead(i, end int) int {
	for k := i; k < end && k-i < 14; k++ {
		t := &f.tokens[k]
		if t.lex.word == "that" && t.quote < 0 {
			if k == i || !f.tokens[k-1].is(fPrep|fDet) {
				return k
			}
		}
		if t.quote >= 0 || t.mark == ';' || t.mark == ':' || t.is(fBe|fHave|fModal|fRel|fConj) || t.is(fVerb|fPron) && t.shape == lower && k > i {
			return 0
		}
		if t.is(fCue) && t.shape == lower && k > i && !t.is(fHuman) && !t.lex.cues[0].noun {
			return 0
		}
	}
	return 0
}

// quoteAhead returns the place of the quotation that a comma or a colon opens
// after at most an addressee and adjuncts.
func (f *finder) quoteAhead(i, end int) int {
	for k := i; k < end && k-i < 16; k++ {
		t := &f.tokens[k]
		if t.quote >= 0 && !f.quotes[t.quote].single {
			if q := &f.quotes[t.quote]; q.from == k && f.speech(q) && (k == i || f.tokens[k-1].mark == ',' || f.tokens[k-1].mark == ':') {
				return k
			}
			return 0
		}
		if t.mark == ';' || t.is(fBe|fHave|fModal) || t.is(fVerb) && t.shape == lower || k > i && t.is(fCue) && t.shape == lower && !t.is(fHuman|fOccasion) {
			return 0
		}
	}
	return 0
}

// skipAddressee skips "reporters", "the committee", "him".
func (f *finder) skipAddressee(i, end int) int {
	if i >= end {
		return i
	}
	if f.tokens[i].is(fObj) || f.tokens[i].lex.word == "her" || f.tokens[i].lex.word == "you" || f.tokens[i].lex.word == "it" {
		return i + 1
	}
	start := i
	for i < end && i-start < 10 {
		t := &f.tokens[i]
		if !t.word() || t.quote >= 0 || t.is(fConj|fPron|fBe|fHave|fModal|fPrep|fTime) && t.lex.word != "of" && t.lex.word != "and" {
			break
		}
		if t.is(fDet|fPoss) && i > start && !f.tokens[i-1].is(fPrep|fDet|fConj) {
			break
		}
		i++
		if i < end && f.tokens[i-1].shape == lower && f.tokens[i].capped() {
			break // "told reporters Lane would"
		}
	}
	return i
}

// skipAdjuncts skips times and places of saying: "on Monday", "in a
// statement", "during an interview with X".
func (f *finder) skipAdjuncts(i, end int) int {
	for i < end {
		t := &f.tokens[i]
		switch {
		case t.quote >= 0:
			return i
		case t.is(fTime) && t.word() && !t.is(fPron):
			i++
		case t.shape == lower && t.word() && t.is(fAdverb) && !t.is(fDet) && t.lex.word != "there":
			i++
		case t.is(fPrep) && i+1 < end && f.adjunct(i+1, end) > 0:
			i = f.adjunct(i+1, end)
		case t.mark == ',' && i+1 < end && f.tokens[i+1].is(fTime):
			i++
		default:
			return i
		}
	}
	return i
}

// adjunct returns the end of the phrase after a preposition of a place or time of
// saying, or 0.
func (f *finder) adjunct(i, end int) int {
	start, place := i, false
	for i < end && i-start < 12 {
		t := &f.tokens[i]
		if !t.word() || t.quote >= 0 {
			break
		}
		if t.is(fTime) || t.is(fOccasion) {
			place = true
		} else if t.is(fPron|fBe|fHave|fModal|fVerb|fRel|fObj) || t.is(fConj) {
			break
		} else if place && !t.is(fPrep|fDet|fPoss) && !f.tokens[i-1].is(fPrep|fDet|fPoss|fTime) && !t.capped() {
			break
		} else if place && t.is(fDet|fPoss) && !f.tokens[i-1].is(fPrep) {
			break
		} else if place && t.is(fPrep) && t.lex.word != "with" && t.lex.word != "on" && t.lex.word != "in" && t.lex.word != "at" && t.lex.word != "to" && t.lex.word != "of" && t.lex.word != "from" && t.lex.word != "after" && t.lex.word != "during" {
			break
		}
		i++
	}
	if !place {
		return 0
	}
	return i
}

// beginsContent reports whether a clause or phrase that can be said begins
// with token i.
func (f *finder) beginsContent(i, end int, cl *clause) bool {
	t := &f.tokens[i]
	if !t.word() {
		if t.mark == ':' || t.mark == '$' || t.mark == '[' {
			return i+1 < end
		}
		return t.quote >= 0 && cl.form.takes&(takesObject|takesClause) != 0
	}
	if t.quote >= 0 {
		return true
	}
	if cl.form.takes&takesObject != 0 && !f.verbLike(i, end) {
		return true
	}
	if cl.form.takes&takesClause == 0 {
		return false
	}
	if t.is(fBe|fHave|fModal) && t.lex.word != "having" && t.lex.word != "being" {
		return false
	}
	switch t.lex.word {
	case "to", "with", "by", "of", "about", "for", "into", "as", "from", "and", "or":
		return false
	}
	if f.plainSay(cl) && !t.is(fPrep) && i+2 < end && f.tokens[i+1].word() && !t.is(fConj) {
		return true
	}
	for k := i; k < end && k-i < 40; k++ {
		v := &f.tokens[k]
		if v.mark == ';' {
			break
		}
		if v.word() && (v.is(fBe|fHave|fModal|fVerb|fCue) || pastLike(f.str(k))) && v.shape == lower && k > i {
			return true
		}
		if v.word() && k > i && v.lex.word == "'s" && f.tokens[k-1].is(fPron) {
			return true
		}
	}
	return false
}

// verbLike reports whether token i cannot begin a noun phrase.
func (f *finder) verbLike(i, _ int) bool {
	t := &f.tokens[i]
	if t.is(fPoss | fDet) {
		return false
	}
	return t.is(fBe|fHave|fModal|fPrep|fTime|fRel|fNot) || t.is(fConj) && !t.is(fRel) && t.lex.word != "what" && t.lex.word != "how" && t.lex.word != "why" && t.lex.word != "whether" ||
		t.is(fAdverb) && t.shape == lower && !t.is(fDet)
}

// limits says where the content after each cue ends: at the connector of a
// later cue that continues the same clause, at a trailing attribution, at a
// semicolon.
func (f *finder) limits(s sentence, cs []clause) {
	for k := range cs {
		c := &cs[k]
		c.limit = s.to
		for i := c.right; i < s.to; i++ {
			t := &f.tokens[i]
			if t.quote >= 0 && !f.quotes[t.quote].single {
				i = f.quotes[t.quote].to - 1
				continue
			}
			if t.mark == ';' {
				c.limit = i
				break
			}
			if t.mark == ',' && f.cut(c, i, s.to) {
				c.limit = i
				break
			}
		}
		for m := k + 1; m < len(cs); m++ {
			n := &cs[m]
			if n.group <= c.right {
				continue
			}
			switch {
			case n.source.from < c.from && n.source.to > c.from && !n.source.shared:
				c.limit = min(c.limit, f.connector(n.group, c.right)) // "X, who says …, said …"
			case n.source.shared:
				c.limit = min(c.limit, f.connector(n.group, c.right))
			case !n.hasRight && n.group == n.from && (n.right >= s.to || f.tokens[n.right].mark != 0 || n.to < n.right) && n.source.from > c.right && f.tokens[n.source.from-1].mark == ',' && n.form.takes&takesClause != 0:
				c.limit = min(c.limit, n.source.from-1)
			case n.source.from > c.right+1 && f.freshClause(n.source.from):
				c.limit = min(c.limit, f.connector(n.source.from, c.right))
			}
		}
	}
}

// freshClause reports whether ", and X" or ", but X" stands before token i.
func (f *finder) freshClause(i int) bool {
	w := f.tokens[i-1].lex.word
	return i >= 2 && (w == "and" || w == "but" || w == "while" || w == "although" || w == "though" || w == "as") && f.tokens[i-2].mark == ','
}

// connector steps back over ", and" before token i.
func (f *finder) connector(i, floor int) int {
	for i > floor {
		t := &f.tokens[i-1]
		if t.mark != ',' && t.mark != '—' && !(t.word() && t.quote < 0 && t.is(fConj)) && t.lex.word != "by" && t.lex.word != "without" && t.lex.word != "before" && t.lex.word != "after" {
			break
		}
		i--
	}
	return i
}

// cut reports whether the comma at i ends the content of c: where a new clause
// or participle of the writer's begins.
func (f *finder) cut(c *clause, i, end int) bool {
	if i+1 >= end {
		return false
	}
	n := &f.tokens[i+1]
	if n.lex.word == "according" {
		return true
	}
	if n.lex.word == "but" && f.verbSoon(i+2, end) {
		return true
	}
	if n.lex.word == "and" && i+2 < end && (f.tokens[i+2].lex.word == "he" || f.tokens[i+2].lex.word == "she") && f.verbSoon(i+3, end) {
		return true
	}
	if c.form.takes&takesClause != 0 {
		return false
	}
	switch n.lex.word {
	case "while", "as", "after", "although", "though", "who", "which", "even", "when", "where":
		return true
	case "and":
		return f.verbSoon(i+2, end)
	}
	w := f.str(i + 1)
	return n.shape == lower && len(w) > 5 && w[len(w)-3:] == "ing"
}

func (f *finder) verbSoon(i, end int) bool {
	for k := i; k < end && k < i+6; k++ {
		t := &f.tokens[k]
		if t.word() && t.shape == lower && (t.is(fBe|fHave|fModal|fVerb|fCue) || pastLike(f.str(k))) {
			return true
		}
	}
	return false
}

// clauseStatement makes the statement of one cue; left is where content before
// it may begin. It returns the new left.
func (f *finder) clauseStatement(n int, s sentence, c *clause, left int) int {
	d := draft{source: c.source, cue: [2]int{c.group, c.to}, sentence: n, sure: f.confidence(c)}
	first := c.group
	if !c.source.shared && !c.inverted {
		first = c.source.from
	}
	before := f.leftContent(s, left, first, c)
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
		if q := f.quoteBefore(s); first <= s.from+1 && q >= 0 && c.source.kind != noSource {
			d.content = append(d.content, [2]int{f.quotes[q].from, f.quotes[q].to})
			f.add(d)
		}
		return left
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

// afterParenthesis is the content that goes on after ", he said,".
func (f *finder) afterParenthesis(c *clause, before [2]int) [2]int {
	if c.right >= c.limit || f.tokens[c.right].mark != ',' || f.tokens[before[1]-1].quote >= 0 || c.inverted && f.verbSoonIn(before[0], before[1]) {
		return [2]int{}
	}
	i := c.right + 1
	if i >= c.limit || f.tokens[i].quote >= 0 && !f.quotes[f.tokens[i].quote].single {
		return [2]int{}
	}
	t := &f.tokens[i]
	w := f.str(i)
	if t.is(fRel) || t.is(fConj) && t.lex.word != "and" && (f.verbSoonIn(before[0], before[1]) || t.lex.word == "but") || t.shape == lower && len(w) > 4 && w[len(w)-3:] == "ing" || t.is(fPrep) && f.verbSoonIn(before[0], before[1]) {
		return [2]int{}
	}
	if f.verbSoonIn(before[0], before[1]) && !f.verbSoonIn(i, c.limit) {
		return [2]int{}
	}
	return f.trim(i, c.limit)
}

// verbSoonIn reports whether a finite verb stands among tokens [i, end).
func (f *finder) verbSoonIn(i, end int) bool {
	for k := i; k < end && k-i < reach; k++ {
		t := &f.tokens[k]
		if t.word() && t.shape == lower && (t.is(fBe|fHave|fModal|fVerb) || t.is(fCue) && !t.lex.cues[0].noun || pastLike(f.str(k))) {
			return true
		}
	}
	return false
}

// leftContent is what stands before the source: the quotation or the clause
// that a comma or its own mark ends.
func (f *finder) leftContent(s sentence, left, first int, c *clause) [2]int {
	if first <= left || c.source.shared {
		return [2]int{}
	}
	t := &f.tokens[first-1]
	if t.quote < 0 && t.mark != ',' && t.mark != '—' {
		return [2]int{}
	}
	if t.quote < 0 && !c.hasRight && c.right < s.to && f.tokens[c.right].word() && f.tokens[c.right].quote < 0 && !f.tokens[c.right].is(fConj|fPrep|fRel) {
		return [2]int{} // "In a study, X found broad support": something follows that the rules do not read
	}
	if t.quote >= 0 && !f.quotes[t.quote].single {
		q := &f.quotes[t.quote]
		if q.from >= left {
			from := q.from
			if !f.speech(q) || f.joined(left, q.from) {
				from = left
			}
			return f.trim(from, first)
		}
	}
	return f.trim(left, first)
}

// joined reports whether the words before a quotation belong to it: "The plan
// was “a disaster,” he said".
func (f *finder) joined(left, from int) bool {
	if from <= left {
		return false
	}
	t := &f.tokens[from-1]
	return t.word() || t.mark == ','
}

// interrupted reports whether a quotation goes on after its attribution.
func (f *finder) interrupted(before, right [2]int) bool {
	a, b := f.tokens[before[1]-1].quote, f.tokens[right[0]].quote
	return a >= 0 && b >= 0 && a != b
}

// resumes returns the quotation that opens right after the attribution c in
// the same sentence, or -1.
func (f *finder) resumes(c *clause, s sentence) int {
	for k := c.right; k < s.to && k < c.right+16; k++ {
		if q := f.tokens[k].quote; q >= 0 && !f.quotes[q].single && f.speech(&f.quotes[q]) {
			if m := f.tokens[k-1].mark; m == ',' || m == ':' || m == '.' || m == '—' {
				return q
			}
			return -1
		}
	}
	return -1
}

// quoteBefore returns the quotation that ends right before sentence s in its
// paragraph, or -1.
func (f *finder) quoteBefore(s sentence) int {
	if s.from <= f.paragraphs[s.para].from {
		return -1
	}
	q := f.tokens[s.from-1].quote
	if q < 0 || f.quotes[q].single || f.covered[q] || !f.speech(&f.quotes[q]) {
		return -1
	}
	return q
}

// trim drops marks and connectors at the ends of a content.
func (f *finder) trim(from, to int) [2]int {
	for from < to && !f.tokens[from].word() && f.tokens[from].quote < 0 && f.tokens[from].mark != '$' {
		from++
	}
	for to > from {
		t := &f.tokens[to-1]
		if t.quote >= 0 && !(f.quotes[t.quote].from < from) {
			break
		}
		if t.word() || t.mark == ')' || t.mark == '%' || t.mark == '?' || t.mark == '!' || t.mark == '\'' || t.mark == '’' {
			break
		}
		to--
	}
	return [2]int{from, to}
}

func (f *finder) confidence(c *clause) float64 {
	sure := 0.9
	if c.form.takes&takesBelief != 0 {
		sure = 0.6
	} else if c.form.takes&takesClause == 0 {
		sure = 0.75
	}
	if c.source.shared || c.source.kind == relativeSource {
		sure -= 0.1
	}
	return sure
}
