package attribution

import "strings"

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
		cl.right, cl.hasRight, cl.object = i, true, true
		return
	}
	if w := f.tokens[cl.from].lex.word; (w == "asked" || w == "asks" || w == "asking" || w == "ask") && i < s.to && f.tokens[i].lex.word == wordAbout {
		cl.right, cl.hasRight, cl.object = i, true, true
		return
	}
	i = f.skipAdjuncts(i, s.to)
	cl.right = i
	if i >= s.to || cl.inverted {
		return
	}
	if f.framed(i, s.to, cl) {
		cl.hasRight = true
		return
	}
	if cl.form.takes&takesStrict != 0 && cl.form.takes&takesObject == 0 {
		return
	}
	if f.extracted(s, i, cl) {
		return
	}
	cl.hasRight = f.beginsContent(i, s.to, cl)
	cl.object = cl.form.takes&takesObject != 0
}

// extracted finds "which X said was late": a finite verb follows the cue, and
// its subject stands before the source.
func (f *finder) extracted(s sentence, i int, cl *clause) bool {
	t, from := &f.tokens[i], cl.source.from
	if cl.form.takes&takesClause == 0 || cl.source.shared || from <= s.from || t.shape != lower || !t.is(fBe|fHave|fModal|fVerb) {
		return false
	}
	if b := &f.tokens[from-1]; !b.is(fRel) && b.lex.word != wordThat || b.quote >= 0 {
		return false
	}
	cl.gap, cl.hasRight, cl.right = [2]int{from - 1, from}, true, i
	return true
}

// framed reports whether token i begins a question, a gerund or a predicate that the verb takes.
func (f *finder) framed(i, end int, cl *clause) bool {
	t := &f.tokens[i]
	if !t.word() || t.quote >= 0 || t.shape != lower || i+1 >= end {
		return false
	}
	k := cl.form.takes
	w := f.str(i)
	switch {
	case k&takesWh != 0 && questionWord(w):
		return true
	case k&takesIng != 0 && len(w) > 5 && strings.HasSuffix(w, "ing"):
		return true
	case k&takesLike != 0:
		return !t.is(fModal|fBe|fHave|fRel|fConj|fPron) && (!t.is(fPrep) || w == "like" || w == "as")
	}
	return false
}

// questionWord reports whether w begins an indirect question.
func questionWord(w string) bool {
	switch w {
	case "how", "why", "what", "whether", "who", "if", "where", "when", "which":
		return true
	}
	return false
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
		if t.lex.word == wordThat && t.quote < 0 {
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
		if !t.word() || t.quote >= 0 || t.is(fConj|fPron|fBe|fHave|fModal|fPrep|fTime) && t.lex.word != "of" && t.lex.word != wordAnd {
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
		case t.lex.word == "this" && t.word() && i+1 < end && !f.tokens[i+1].is(fTime):
			return i // "condemned this storm"
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
		if t.is(fTime | fOccasion) {
			place = true
		} else if t.is(fPron|fBe|fHave|fModal|fVerb|fRel|fObj|fConj) || place && f.pastPlace(i) {
			break
		}
		i++
	}
	if !place {
		return 0
	}
	return i
}

// pastPlace reports whether token i, after the place or time of saying was
// named, begins something else.
func (f *finder) pastPlace(i int) bool {
	t, before := &f.tokens[i], &f.tokens[i-1]
	switch {
	case t.is(fPrep):
		switch t.lex.word {
		case "on", "in", "at", "to", "of", "during", wordWith, wordFrom, wordAfter:
			return false
		}
		return true
	case t.is(fDet | fPoss):
		return !before.is(fPrep)
	}
	return !before.is(fPrep|fDet|fPoss|fTime) && !t.capped()
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
	if cl.form.takes&takesClause == 0 || cl.form.takes&takesStrict != 0 {
		return false
	}
	if t.is(fBe|fHave|fModal) && t.lex.word != "having" && t.lex.word != "being" {
		return false
	}
	if f.plainSay(cl) && f.saidShort(i, end) {
		return true
	}
	switch t.lex.word {
	case "to", wordWith, "by", "of", wordAbout, wordFor, "into", "as", wordFrom, wordAnd, "or":
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

// saidShort reports whether what follows "said" at token i begins with a
// number or is an answer: "said about half of them did", "said no".
func (f *finder) saidShort(i, end int) bool {
	switch f.tokens[i].lex.word {
	case wordAbout:
		return i+1 < end && (f.tokens[i+1].shape == number || f.tokens[i+1].is(fDet))
	case "no", "none":
		return f.tokens[i].shape == lower
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
		if q := f.onlyQuoted(c); q != nil {
			c.limit = f.withNext(q, s.to)
			continue
		}
		c.limit = f.ownEnd(c, s)
		for m := k + 1; m < len(cs); m++ {
			n := &cs[m]
			if n.quoted != nil && n.quoted.from >= c.right {
				c.limit = min(c.limit, f.connector(n.quoted.from, c.right))
			}
			if n.group <= c.right {
				continue
			}
			switch {
			case n.source.from < c.from && n.source.to > c.from && !n.source.shared:
				c.limit = min(c.limit, f.connector(n.group, c.right)) // "X, who says …, said …"
			case n.source.shared:
				c.limit = min(c.limit, f.connector(n.group, c.right))
			case !n.hasRight && n.group == n.from && (n.right >= s.to || f.tokens[n.right].mark != 0 || n.to < n.right) && n.source.from > c.right && f.commaBefore(n.source.from) && n.form.takes&takesClause != 0:
				c.limit = min(c.limit, n.source.from)
			case n.source.from > c.right+1 && f.freshClause(n.source.from):
				c.limit = min(c.limit, f.connector(n.source.from, c.right))
			}
		}
	}
}

// commaBefore reports whether a comma stands before token i, or inside the
// closing quotation mark there.
func (f *finder) commaBefore(i int) bool {
	t := &f.tokens[i-1]
	if t.quote < 0 || f.quotes[t.quote].single {
		return t.mark == ','
	}
	_, to := f.inner(&f.quotes[t.quote])
	return f.tokens[to-1].mark == ','
}

// ownEnd returns where the content of a cue ends by itself: at a semicolon, or
// at a comma that something else follows, which may stand inside a closing
// quotation mark.
func (f *finder) ownEnd(c *clause, s sentence) int {
	for i := c.right; i < s.to; i++ {
		t := &f.tokens[i]
		switch {
		case t.quote >= 0 && !f.quotes[t.quote].single:
			q := &f.quotes[t.quote]
			i = q.to - 1
			if q.from >= c.right && f.leaves(c, q.to, s.to) {
				return q.to
			}
			if _, to := f.inner(q); q.from >= c.right && f.tokens[to-1].mark == ',' && f.endsAt(c, s, i) {
				return q.to
			}
		case t.mark == ',' && c.gap[1] > 0, t.mark == ';', t.mark == ',' && f.endsAt(c, s, i) && (i > c.right || c.hasRight || !f.quotedIn(i, s.to)), t.word() && i > c.right && f.movesOn(c, i, s.to):
			return i
		}
	}
	return s.to
}

// leaves reports whether what follows the closing mark before token i is not
// said any more: "called X “Q” and left", "called X “Q” in a speech".
func (f *finder) leaves(c *clause, i, end int) bool {
	if i+1 >= end {
		return false
	}
	t, next := &f.tokens[i], &f.tokens[i+1]
	switch {
	case t.mark == '—' || t.mark == '-' && t.gap:
		return next.lex.word == wordBut || next.lex.word == wordAnd || next.lex.word == "except"
	case c.form.takes&takesClause != 0 && !f.givesName(c):
		return false
	case t.lex.word == wordAnd || t.lex.word == wordBut:
		return next.is(fPron) && f.verbSoon(i+2, end) || f.mainVerb(i+1, end)
	case t.lex.word == wordWhile || t.lex.word == "when" || t.lex.word == "as" || t.lex.word == wordAfter:
		return !f.quotedIn(i, end)
	case t.is(fPrep):
		to := f.adjunct(i+1, end)
		return f.givesName(c) && to > 0 && to-i < 7
	}
	return false
}

// quotedIn reports whether a quotation begins among tokens [i, end).
func (f *finder) quotedIn(i, end int) bool {
	for ; i < end; i++ {
		if f.tokens[i].quote >= 0 {
			return true
		}
	}
	return false
}

// givesName reports whether the cue c gives its object a name, which a quotation
// ends: "called X “Q” in a speech".
func (f *finder) givesName(c *clause) bool {
	w := f.tokens[c.from].lex.word
	return strings.HasPrefix(w, "call") && c.to == c.from+1 || strings.HasPrefix(w, "describ") || strings.HasPrefix(w, "label") || strings.HasPrefix(w, "brand") || strings.HasPrefix(w, "dub")
}

// onlyQuoted returns the quotation that a comma or a colon opens right after
// the cue c, if it ends with a mark of its own: it is all that is said.
func (f *finder) onlyQuoted(c *clause) *quotation {
	if !c.hasRight || f.tokens[c.right].quote < 0 || f.tokens[c.right-1].word() {
		return nil
	}
	q := &f.quotes[f.tokens[c.right].quote]
	if q.single || q.open || q.from != c.right || !f.speech(q) || !f.ended(q) && !f.handsOver(q) {
		return nil
	}
	return q
}

// withNext returns the end of a quotation with those that "and" joins to it.
func (f *finder) withNext(q *quotation, end int) int {
	to := q.to
	for i := to; i < end; i++ {
		t := &f.tokens[i]
		switch {
		case t.quote >= 0 && !f.quotes[t.quote].single && f.quotes[t.quote].from == i:
			to = f.quotes[t.quote].to
			i = to - 1
		case t.mark == ',' || t.lex.word == wordAnd || t.lex.word == "or":
		default:
			return to
		}
	}
	return to
}

// subordinate reports whether the clause of a cue hangs on another that
// follows: "While X said that …, Y …".
func (f *finder) subordinate(c *clause, s sentence) bool {
	if c.source.kind == noSource || c.inverted || c.source.shared || c.source.from <= s.from {
		return false
	}
	return f.opensSubordinate(c.source.from-1) && (c.source.from == s.from+1 || !f.tokens[c.source.from-2].word())
}

// mainClause reports whether a subject and its verb follow the comma at i.
func (f *finder) mainClause(i, end int) bool {
	if i+2 >= end || f.tokens[i+1].quote >= 0 {
		return false
	}
	t := &f.tokens[i+1]
	return t.is(fPron) || (t.is(fDet|fPoss) || t.capped()) && f.verbSoon(i+2, end)
}

// mainVerb reports whether the verb that the relative clause kept apart from
// its subject is token i: "X, who said that …, left".
func (f *finder) mainVerb(i, end int) bool {
	if i >= end || f.tokens[i].quote >= 0 || f.tokens[i].shape != lower {
		return false
	}
	t := &f.tokens[i]
	return t.is(fBe|fHave|fModal|fVerb) || t.is(fCue) && !t.lex.cues[0].noun && t.lex.cues[0].form != formIng || pastLike(f.str(i))
}

// endsAt reports whether the content of a cue ends at the comma i.
func (f *finder) endsAt(c *clause, s sentence, i int) bool {
	return f.cut(c, i, s.to) || f.subordinate(c, s) && f.mainClause(i, s.to) || c.source.kind == relativeSource && f.mainVerb(i+1, s.to)
}

// movesOn reports whether the writer's own clause goes on with word i, without
// a comma, after a cue that takes a thing: "attacked the plan and left".
func (f *finder) movesOn(c *clause, i, end int) bool {
	t := &f.tokens[i]
	if t.shape != lower || i+1 >= end {
		return false
	}
	if c.gap[1] > 0 { // "which X said was late left"
		return t.is(fBe|fHave|fModal|fVerb) && !f.tokens[i-1].is(fBe|fHave|fModal|fNot|fAdverb) && !f.subordinated(c.right, i)
	}
	if !c.object {
		return false
	}
	switch t.lex.word {
	case wordBut, "despite":
		return true
	case wordAnd:
		n := &f.tokens[i+1]
		if n.shape != lower || !n.word() || n.quote >= 0 || f.tokens[i-1].mark == ',' {
			return false
		}
		if c.form.form == formPast {
			return pastLike(f.str(i+1)) || n.is(fVerb) || n.is(fCue) && n.lex.cues[0].form == formPast
		}
		return false
	}
	return c.source.kind == relativeSource && t.is(fBe|fHave|fModal|fVerb) && !f.subordinated(c.right, i)
}

// subordinated reports whether a word among tokens [i, end) makes the verb at
// end one of a clause inside the content.
func (f *finder) subordinated(i, end int) bool {
	for k := i; k < end; k++ {
		if t := &f.tokens[k]; t.is(fRel|fPron|fConj) && t.lex.word != wordAnd || t.lex.word == wordThat || t.lex.word == "to" {
			return true
		}
	}
	return false
}

// freshClause reports whether ", and X" or ", but X" stands before token i.
func (f *finder) freshClause(i int) bool {
	w := f.tokens[i-1].lex.word
	return i >= 2 && (w == wordAnd || w == wordBut || w == wordWhile || w == wordAlthough || w == "though" || w == "as") && f.tokens[i-2].mark == ','
}

// connector steps back over ", and" before token i.
func (f *finder) connector(i, floor int) int {
	for i > floor {
		t := &f.tokens[i-1]
		if t.mark != ',' && t.mark != '—' && (!t.word() || t.quote >= 0 || !t.is(fConj)) && t.lex.word != "by" && t.lex.word != "without" && t.lex.word != "before" && t.lex.word != wordAfter {
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
	if n.lex.word == wordBut && f.verbSoon(i+2, end) && (c.object || i+2 < end && f.tokens[i+2].is(fPron)) {
		return true
	}
	if n.lex.word == wordAnd && i+2 < end && (f.tokens[i+2].lex.word == "he" || f.tokens[i+2].lex.word == wordShe) && f.verbSoon(i+3, end) {
		return true
	}
	if (n.lex.word == wordWhile || n.lex.word == "though" || n.lex.word == wordAlthough) && i+2 < end && f.tokens[i+2].capped() {
		return true
	}
	if !c.object {
		return false
	}
	switch n.lex.word {
	case wordWhile, "as", wordAfter, wordAlthough, "though", "who", "which", "even", "when", "where":
		return true
	case wordAnd:
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
