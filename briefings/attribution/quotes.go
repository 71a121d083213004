package attribution

// accordingTo finds "…, according to X" and "According to X, …".
func (f *finder) accordingTo(n int, s sentence) {
	for i := s.from; i+2 < s.to; i++ {
		t := &f.tokens[i]
		if t.quote >= 0 || t.lex.word != "according" || f.tokens[i+1].lex.word != "to" {
			continue
		}
		end := f.sourceEnd(i+2, s.to)
		if end <= i+2 {
			continue
		}
		d := draft{
			source: source{kind: phraseSource, from: i + 2, to: end}, cue: [2]int{i, i + 2}, sentence: n, sure: 0.85,
		}
		if end == i+3 && f.tokens[i+2].is(fPron|fObj) {
			d.source.kind = pronounSource
		}
		var c [2]int
		if i <= s.from+1 {
			c = f.trim(min(end, s.to), s.to)
		} else {
			c = f.trim(f.clauseBack(s.from, i), i)
		}
		if c[1] > c[0] {
			d.content = [][2]int{c}
			if rest := f.trim(end, s.to); i > s.from+1 && rest[1] > rest[0] && f.tokens[i-1].mark == ',' && f.tokens[end].mark == ',' && !f.verbSoonIn(c[0], c[1]) {
				d.content = append(d.content, rest) // "The ferry, according to X, was late"
			}
			f.add(d)
		}
	}
}

// asked finds "Asked whether …, X said" and "…, X said when asked by Y about
// Z": a question, most often of somebody who is not named.
func (f *finder) asked(n int, s sentence) {
	for i := s.from; i+2 < s.to; i++ {
		t := &f.tokens[i]
		if t.lex.word != "asked" || t.quote >= 0 || i > s.from && !f.beforeAsked(i-1) {
			continue
		}
		d := draft{cue: [2]int{i, i + 1}, sentence: n, sure: 0.7}
		k := f.skipAdjuncts(i+1, s.to)
		if k < s.to && f.tokens[k].lex.word == "by" {
			d.source = f.subjectAfter(k+1, s.to)
			k = f.skipAdjuncts(max(k+1, d.source.to), s.to)
		}
		if k >= s.to {
			return
		}
		q := &f.tokens[k]
		if !q.word() || q.quote >= 0 || q.shape != lower || !q.is(fRel) && (!q.is(fConj) || q.lex.word == wordAnd) && q.lex.word != wordAbout && q.lex.word != "to" {
			continue
		}
		end := k + 1
		for end < s.to && (f.tokens[end].mark != ',' && f.tokens[end].mark != ';' || f.tokens[end].quote >= 0) {
			end++
		}
		if c := f.trim(k, end); c[1]-c[0] >= 2 {
			d.content = [][2]int{c}
			f.add(d)
		}
		return
	}
}

// beforeAsked reports whether the participle "asked" may follow token i.
func (f *finder) beforeAsked(i int) bool {
	switch f.tokens[i].lex.word {
	case "when", "if", "being", "once", "until", "while":
		return true
	}
	return false
}

// clauseBack returns the start of the stretch that ends at i: after a
// semicolon.
func (f *finder) clauseBack(from, i int) int {
	for k := i - 1; k > from; k-- {
		if f.tokens[k].mark == ';' && f.tokens[k].quote < 0 {
			return k + 1
		}
	}
	return from
}

// sourceEnd walks over the source after "according to": up to a comma, or the
// sentence's end.
func (f *finder) sourceEnd(i, end int) int {
	for k := i; k < end; k++ {
		t := &f.tokens[k]
		if t.mark == ',' || t.mark == ';' || t.mark == '.' || t.mark == '—' || t.mark == ':' || t.quote >= 0 && !f.quotes[t.quote].single || t.is(fRel) {
			return k
		}
	}
	return end
}

// colon finds "X put it this way: “…”": a quotation after a colon without a
// verb that the rules know.
func (f *finder) colon(n int, s sentence, _ []clause) {
	f.headline(n, s)
	for i := s.from + 1; i+1 < s.to; i++ {
		t := &f.tokens[i]
		if t.quote >= 0 {
			i = f.quotes[t.quote].to - 1
			continue
		}
		q := f.tokens[i+1].quote
		if t.mark != ':' && t.mark != ',' || q < 0 || f.covered[q] || f.quotes[q].single || !f.speech(&f.quotes[q]) || f.quotes[q].from != i+1 {
			continue
		}
		if t.mark == ',' && (f.quotes[q].words < 5 || f.title(&f.quotes[q])) {
			continue
		}
		cue := [2]int{i, i + 1}
		src, ok := f.opener(n, s, i)
		if ok {
			cue = [2]int{s.from, s.from + 1}
		}
		if !ok {
			src, ok = f.nameBefore(s.from, i)
		}
		if !ok {
			src, ok = f.mainSubject(s, i)
		}
		if !ok {
			src = f.phraseBefore(s.from, i)
			if first, after := f.nameRun(s.from, i); first == s.from && after > first && after < i && f.tokens[after].lex.word != "of" {
				src = source{kind: phraseSource, from: first, to: after}
			}
			if src.kind == noSource || src.from != s.from || t.mark == ',' {
				continue
			}
		}
		src.shared = false
		f.add(draft{source: src, cue: cue, content: [][2]int{{f.quotes[q].from, f.quotes[q].to}}, sentence: n, sure: 0.6})
	}
}

// afterQuote finds “…,” X fumed: a quotation whose attribution has a verb
// that the rules do not know, or a subject that hardly speaks.
func (f *finder) afterQuote(n int, s sentence) {
	if qi := f.quoteBefore(s); qi >= 0 && f.handsOver(&f.quotes[qi]) {
		f.tail(n, &f.quotes[qi], s.from, s.to, true)
	}
	for i := s.from; i < s.to; i++ {
		qi := f.tokens[i].quote
		if qi < 0 {
			continue
		}
		q := &f.quotes[qi]
		i = q.to - 1
		if f.covered[qi] || q.single || q.open || !f.speech(q) || q.to+1 >= s.to || !f.leads(s.from, q) {
			continue
		}
		if f.tokens[q.to].mark == ',' {
			f.tail(n, q, q.to+1, s.to, false)
		} else if f.handsOver(q) {
			f.tail(n, q, q.to, s.to, false)
		}
	}
}

// tail reads the attribution of quotation q off tokens [from, end): a subject
// and a verb, or a verb and a subject. One that is a sentence of its own
// has nothing else.
func (f *finder) tail(n int, q *quotation, from, end int, own bool) {
	src, v, ok := f.subjectVerb(from, end)
	if ok && own && v+1 < end && f.tokens[v+1].mark != '.' && f.tokens[v+1].mark != ',' {
		return
	}
	if !ok && !own {
		src, ok = f.verbSubject(from, end)
		v = from
	}
	if ok && (src.kind == pronounSource || f.tokens[v].is(fCue) || f.canSpeak(src)) {
		sure := 0.7
		if f.tokens[v].is(fCue) {
			sure = sureOfQuotes
		}
		f.add(draft{sentence: n, source: src, cue: [2]int{v, v + 1}, content: [][2]int{{q.from, q.to}}, sure: sure})
	}
}

// subjectVerb reads a noun phrase at token from and the verb after it.
func (f *finder) subjectVerb(from, end int) (source, int, bool) {
	for v := from + 1; v < end && v-from < reach/2; v++ {
		t := &f.tokens[v]
		if t.quote >= 0 {
			break
		}
		if !t.word() || t.shape != lower || !pastLike(f.str(v)) && !t.is(fVerb|fCue) {
			continue
		}
		to := v
		for to > from && f.adverbial(to-1) {
			to--
		}
		src := f.nounPhrase(from, to)
		if src.kind == noSource || t.is(fCue) && t.lex.cues[0].form == formBase && !f.pluralPhrase(&src) {
			continue
		}
		return src, v, true
	}
	return source{}, 0, false
}

// verbSubject reads a verb at token from and the noun phrase after it.
func (f *finder) verbSubject(from, end int) (source, bool) {
	t := &f.tokens[from]
	if t.shape != lower || !t.word() || !pastLike(f.str(from)) && (!t.is(fCue) || t.lex.cues[0].form == formIng) {
		return source{}, false
	}
	to := from + 1
	for to < end && to-from < 12 && f.tokens[to].quote < 0 && (f.tokens[to].word() && !f.tokens[to].is(fRel|fBe|fHave|fModal|fVerb) && f.tokens[to].lex.word != "as" || f.tokens[to].mark == '-') {
		to++
	}
	src := f.nounPhrase(from+1, to)
	if src.kind == phraseSource {
		src.to = f.nameAfter(src.from, src.to, end)
	}
	return src, src.kind == phraseSource
}

// block gives the quotations in the paragraphs after a colon to whom the
// sentence before it names: "X continued:", then “…” on a line of its own.
func (f *finder) block(n int, s sentence, clauses []clause) {
	para := s.para + 1
	if f.tokens[s.to-1].mark != ':' || s.to != f.paragraphs[s.para].to || para >= len(f.paragraphs) || f.turnFrom[para] < f.paragraphs[para].to {
		return
	}
	qi := f.tokens[s.to].quote
	if qi < 0 || f.quotes[qi].single || f.quotes[qi].from != s.to || !f.speech(&f.quotes[qi]) || f.sentences[n+1].to-f.quotes[qi].to > 1 {
		return
	}
	content := [2]int{f.quotes[qi].from, f.quotes[qi].to}
	if k := len(clauses); k > 0 && !clauses[k-1].hasRight {
		clauses[k-1].block = content
		return
	}
	d := draft{cue: [2]int{s.to - 1, s.to}, sentence: n, content: [][2]int{content}, sure: 0.7}
	if k := len(clauses); k > 0 {
		d.source = clauses[k-1].source
		d.source.shared = true
	} else if src, ok := f.opener(n, s, s.to-1); ok {
		d.source = src
	} else if src, ok := f.mainSubject(s, s.to-1); ok {
		d.source = src
	} else if d.source = f.phraseBefore(s.from, s.to-1); d.source.kind == noSource {
		return
	}
	f.add(d)
}

// carryOn gives quotations without an attribution of their own to the
// statement before: “A,” X said. “B.”, and quotations that run on over
// paragraphs.
func (f *finder) carryOn(n int, since int) {
	s := f.sentences[n]
	if since == len(f.drafts) && f.goesOn(n) {
		return
	}
	qi := f.tokens[s.from].quote
	if qi < 0 || f.covered[qi] || f.quotes[qi].single || len(f.drafts) == 0 || since < len(f.drafts) && f.drafts[since].sentence == n {
		return
	}
	q := &f.quotes[qi]
	if q.from != s.from || s.to-q.to > 1 || !f.speech(q) || f.attributedNext(n) {
		return
	}
	d := f.lastQuoted()
	same := f.sentences[d.sentence].para == s.para
	lastq := f.tokens[d.content[len(d.content)-1][1]-1].quote
	if !same && s.para-f.sentences[d.sentence].para > 2 || lastq < 0 && !same {
		return
	}
	c := [2]int{q.from, q.to}
	if same && d.sentence < n-1 && d.content[len(d.content)-1][1] < f.sentences[n-1].from {
		if src, ok := f.actor(n - 1); ok {
			v := src.to
			for v < s.from-1 && (!f.tokens[v].word() || f.adverbial(v)) {
				v++
			}
			f.add(draft{source: src, cue: [2]int{v, v + 1}, content: [][2]int{c}, sentence: n, sure: 0.5})
			return
		}
	}
	open := lastq >= 0 && f.quotes[lastq].open && f.quotes[lastq].para == q.para-1
	if open || same && lastq >= 0 || !same && f.runsOn(d, n) {
		d.content = append(d.content, c)
		f.covered[qi] = true
		return
	}
	if !same {
		return // a paragraph in quotation marks may be anybody's
	}
	if d.sentence == n-1 && d.source.kind != noSource {
		d.content = append(d.content, c)
		f.covered[qi] = true
		return
	}
	src := d.source
	src.shared = true
	f.add(draft{source: src, content: [][2]int{c}, sentence: n, sure: 0.5})
}

// actor takes the person that sentence n is about: "X shook her head.", before
// a quotation of its own.
func (f *finder) actor(n int) (source, bool) {
	s := f.sentences[n]
	src, ok := f.firstSubject(s, s.to)
	src.shared = true
	switch src.kind {
	case pronounSource:
		w := f.tokens[src.from].lex.word
		return src, ok && (w == "he" || w == wordShe)
	case phraseSource:
		return src, ok && f.speaker(src)
	}
	return src, false
}

// attributedNext reports whether the sentence after n says whose the
// quotation is that sentence n is: “Is it?” X asked.
func (f *finder) attributedNext(n int) bool {
	q := &f.quotes[f.tokens[f.sentences[n].from].quote]
	if _, to := f.inner(q); f.tokens[to-1].mark != '?' && f.tokens[to-1].mark != '!' {
		return false
	}
	if n+1 >= len(f.sentences) || f.sentences[n+1].para != f.sentences[n].para {
		return false
	}
	s := f.sentences[n+1]
	for i := s.from + 1; i < s.to && i-s.from < 8; i++ {
		t := &f.tokens[i]
		if t.quote >= 0 {
			return false
		}
		if !t.word() || t.shape != lower || !t.is(fCue) && !pastLike(f.str(i)) {
			continue
		}
		end := i
		for end > s.from && f.adverbial(end-1) {
			end--
		}
		if f.nounPhrase(s.from, end).kind == noSource {
			continue
		}
		if i+1 >= s.to {
			return true
		}
		next := &f.tokens[i+1]
		return next.mark == '.' || next.mark == ',' || t.is(fCue) && (next.is(fPrep|fTime|fAdverb|fConj|fObj) || next.capped())
	}
	return false
}

// goesOn gives a sentence that is a quotation but for a few words of the
// writer's to the quotation of the sentence before: “A,” X said. But “B.”
func (f *finder) goesOn(n int) bool {
	if n == 0 || len(f.drafts) == 0 || f.sentences[n-1].para != f.sentences[n].para {
		return false
	}
	s := f.sentences[n]
	all, quoted := 0, 0
	for i := s.from; i < s.to; i++ {
		t := &f.tokens[i]
		if t.word() {
			all++
			if t.quote >= 0 && !f.quotes[t.quote].single {
				quoted++
			} else if c, ok := f.cueAt(group{from: i, verb: i}, s.to); ok && t.shape == lower && !c.form.noun && c.form.form != formBase {
				return false // it says whose it is
			}
		}
	}
	qi := f.tokens[s.to-1].quote
	if quoted == all || quoted < 5 || quoted*10 < all*4 || qi >= 0 && f.covered[qi] {
		return false
	}
	d := f.lastQuoted()
	last := d.content[len(d.content)-1][1]
	if d.sentence != n-1 && last < f.sentences[n-1].to-1 || f.tokens[last-1].quote < 0 {
		return false
	}
	d.content = append(d.content, f.trim(s.from, s.to))
	for i := s.from; i < s.to; i++ {
		if q := f.tokens[i].quote; q >= 0 {
			f.covered[q] = true
			i = f.quotes[q].to - 1
		}
	}
	return true
}

// runsOn reports whether the sentences between a statement and sentence n, a
// paragraph in quotation marks, hold nothing but the statement's own words:
// “A,” X said. Then “B.” on a line of its own.
func (f *finder) runsOn(d *draft, n int) bool {
	last := d.content[len(d.content)-1][1]
	if f.tokens[last-1].quote < 0 || f.sentences[n].para != f.sentences[n-1].para+1 || f.sentences[n].to < f.paragraphs[f.sentences[n].para].to {
		return false
	}
	return d.sentence == n-1 || last >= f.sentences[n-1].to-1
}

// lastQuoted is the last draft, or the one of its sentence that a quotation
// begins: “A,” X said, referring to Y. “B.”
func (f *finder) lastQuoted() *draft {
	last := &f.drafts[len(f.drafts)-1]
	for k := len(f.drafts) - 1; k >= 0 && f.drafts[k].sentence == last.sentence; k-- {
		d := &f.drafts[k]
		if qi := f.tokens[d.content[0][0]].quote; qi >= 0 && d.content[0][0] == f.sentences[d.sentence].from && f.speech(&f.quotes[qi]) {
			return d
		}
	}
	return last
}

// opener takes the source of a sentence that begins with its verb, up to the
// mark at token i: "Said X, the mayor of Y, “…”", "Adding, “…”".
func (f *finder) opener(n int, s sentence, i int) (source, bool) {
	t := &f.tokens[s.from]
	if !t.word() || !t.is(fCue) {
		return source{}, false
	}
	if t.lex.cues[0].form == formIng && i == s.from+1 && len(f.drafts) > 0 {
		if d := &f.drafts[len(f.drafts)-1]; d.sentence == n-1 && f.sentences[n-1].para == s.para {
			src := d.source
			src.shared = true
			return src, src.kind != noSource
		}
	}
	if t.lex.cues[0].form != formPast {
		return source{}, false
	}
	if f.tokens[i].mark == ',' {
		for k := s.from + 1; k < i; k++ {
			if f.tokens[k].mark == ',' {
				i++ // the mark closes an apposition
				break
			}
		}
	}
	src := f.nounPhrase(s.from+1, i)
	return src, src.kind != noSource
}

// mainSubject takes the subject of the clause that ends before token end: not
// that of "When X left, Y wrote:", nor of "X said no, but Y wrote:".
func (f *finder) mainSubject(s sentence, end int) (source, bool) {
	for i := end - 2; i > s.from; i-- {
		t := &f.tokens[i]
		if t.quote >= 0 || t.mark != ',' {
			continue
		}
		next := &f.tokens[i+1]
		joined := next.lex.word == wordBut || next.lex.word == wordAnd
		if !joined && (!f.opensSubordinate(s.from) || !f.firstComma(s.from, i)) {
			continue
		}
		if src, ok := f.firstSubject(sentence{from: i + 1, to: s.to, para: s.para}, end); ok && (src.from == i+1 || next.is(fConj) && src.from == i+2) {
			return src, true
		}
	}
	return f.firstSubject(s, end)
}

// opensSubordinate reports whether a clause that begins with token i hangs on
// another.
func (f *finder) opensSubordinate(i int) bool {
	switch f.tokens[i].lex.word {
	case wordWhile, "when", wordAfter, "as", wordAlthough, "though", "if", "because", "since", "before", "asked":
		return true
	}
	return false
}

// firstComma reports whether the comma at token i is the first one after from.
func (f *finder) firstComma(from, i int) bool {
	for k := from; k < i; k++ {
		if f.tokens[k].mark == ',' {
			return false
		}
	}
	return true
}

// nameBefore takes the name that ends right before the colon at token i:
// "the pollster Mira Holt:".
func (f *finder) nameBefore(from, i int) (source, bool) {
	if f.tokens[i].mark != ':' {
		return source{}, false
	}
	for _, m := range f.cast.mentionsIn(max(from, i-16), i) {
		if m.to == i && m.from > from && !f.addressed(m.from-1) && (m.kind == namedMention || m.kind == weakMention && m.person > 0 && (m.end-m.first > 1 || !f.cast.people[m.person-1].weak)) {
			if before := &f.tokens[m.from-1]; before.lex.word == wordAnd { // "by A and B:"
				return f.phraseBefore(from, i), true
			}
			return source{kind: phraseSource, from: m.from, to: i}, true
		}
	}
	return source{}, false
}

// addressed reports whether token i makes the name after it somebody else than
// the speaker: "wrote to X:".
func (f *finder) addressed(i int) bool {
	t := &f.tokens[i]
	return t.is(fPrep) && t.lex.word != "by" && t.lex.word != wordFrom
}

// headline finds "Lane: Talks will go on" in the first lines of a text.
func (f *finder) headline(n int, s sentence) {
	if s.para > 1 || s.from != f.paragraphs[s.para].from || s.to-s.from > 30 {
		return
	}
	for i := s.from; i+2 < s.to && i-s.from < 7; i++ {
		t := &f.tokens[i]
		if t.mark == ':' && i > s.from {
			c := f.trim(i+1, s.to)
			src := source{kind: phraseSource, from: s.from, to: i}
			if c[1]-c[0] >= 3 && f.speaker(src) {
				f.add(draft{source: src, cue: [2]int{i, i + 1}, content: [][2]int{c}, sentence: n, sure: 0.6})
			}
			return
		}
		if !t.capped() && !t.is(fDet) && t.lex != &possessiveS && t.lex.word != wordAnd {
			return
		}
	}
}

// speaker reports whether a phrase ends with a person or a known body.
func (f *finder) speaker(src source) bool {
	for _, m := range f.cast.mentionsIn(src.from, src.to) {
		if m.to != src.to {
			continue
		}
		if m.code != "" {
			return true
		}
		if m.person > 0 {
			p := &f.cast.people[m.person-1]
			return !p.weak || len(p.words) > 1 || len(p.tenures) > 0
		}
	}
	return false
}

// closesBefore reports whether a content ends with a quotation whose last mark
// hands over to the attribution that begins with token first: “…,” X said.
// What else follows the verb then is no content.
func (f *finder) closesBefore(content [2]int, from, first int) bool {
	qi := f.tokens[content[1]-1].quote
	if qi < 0 {
		return false
	}
	q := &f.quotes[qi]
	if q.single || q.open || q.from != content[0] || !f.leads(from, q) || first-q.to > 1 || first > q.to && f.tokens[q.to].mark != ',' {
		return false
	}
	return first > q.to || f.handsOver(q)
}

// leads reports whether a quotation begins the sentence that begins at token
// from, a connector and marks aside, or a part of it after a colon or a dash.
func (f *finder) leads(from int, q *quotation) bool {
	if q.from > from {
		switch t := &f.tokens[q.from-1]; t.mark {
		case ':', '—', ';':
			return true
		case '-':
			return t.gap
		}
	}
	for i := from; i < q.from; i++ {
		if t := &f.tokens[i]; t.word() && (!t.is(fConj) || i > from) {
			return false
		}
	}
	return true
}

// handsOver reports whether a quotation ends with a mark after which its
// attribution may follow.
func (f *finder) handsOver(q *quotation) bool {
	from, to := f.inner(q)
	for to > from && (f.tokens[to-1].mark == '’' || f.tokens[to-1].mark == '\'') {
		to--
	}
	if to <= from {
		return false
	}
	switch f.tokens[to-1].mark {
	case ',', '?', '!', '—', '…':
		return true
	}
	return false
}

// afterQuotation is the source between a quotation and the verb group that
// begins with token group: “…,” X, the mayor of Y, said.
func (f *finder) afterQuotation(s sentence, group int) (source, *quotation) {
	start := group
	for start > s.from && group-start < reach && f.tokens[start-1].quote < 0 {
		start--
	}
	if start == s.from || f.tokens[start-1].quote < 0 {
		return source{}, nil
	}
	q := &f.quotes[f.tokens[start-1].quote]
	if q.single || !f.speech(q) || !f.leads(s.from, q) {
		return source{}, nil
	}
	if f.tokens[start].mark == ',' {
		start++
	} else if !f.handsOver(q) {
		return source{}, nil
	}
	end := group
	for end > start && f.adverbial(end-1) {
		end--
	}
	if src := f.nounPhrase(start, end); src.kind != noSource {
		return src, q
	}
	return source{}, nil
}

// nounPhrase takes tokens [from, to) as a source if they are one noun phrase,
// with an apposition or a relative clause between commas at most.
func (f *finder) nounPhrase(from, to int) source {
	if to <= from {
		return source{}
	}
	if to == from+1 && f.tokens[from].is(fPron) {
		return source{kind: pronounSource, from: from, to: to}
	}
	last := to
	if f.tokens[to-1].mark == ',' {
		last--
	}
	if !f.startsPhrase(from, last) {
		return source{}
	}
	switch f.tokens[from].lex.word {
	case "nobody", "none", "nothing", "no":
		return source{}
	}
	noun := false
	for i := from; i < last; i++ {
		t := &f.tokens[i]
		if t.mark == ',' && i > from {
			if last == to {
				return source{} // nothing closes the apposition
			}
			break
		}
		if !f.inPhrase(i, from) {
			return source{}
		}
		noun = noun || t.word() && (!t.is(fDet|fPoss|fPrep) || t.is(fDet) && t.lex.word != wordThe || t.capped() && last == from+1)
	}
	if !noun {
		return source{}
	}
	return source{kind: phraseSource, from: from, to: last}
}

// startsPhrase reports whether a noun phrase may begin with token i: a word
// with a capital before another may be a name ("Will Holt").
func (f *finder) startsPhrase(i, end int) bool {
	t := &f.tokens[i]
	if !t.is(fConj | fRel | fPrep | fPron | fBe | fHave | fModal | fObj) {
		return true
	}
	if !t.capped() {
		return false
	}
	return i+1 < end && f.tokens[i+1].capped() || i+1 == end && t.is(fPrep|fModal)
}

// inPhrase reports whether token i can stand inside a noun phrase that begins
// with token from.
func (f *finder) inPhrase(i, from int) bool {
	t := &f.tokens[i]
	switch {
	case t.quote >= 0 && !f.quotes[t.quote].single:
		return false
	case !t.word():
		return t.mark != ';' && t.mark != ':' && t.mark != '—'
	}
	if c, ok := f.cueAt(group{from: i, verb: i}, len(f.tokens)); ok && t.shape == lower && !t.is(fHuman) && !c.form.noun && c.form.form != formBase {
		return false
	}
	return t.capped() || i == from || !t.is(fBe|fHave|fModal|fPron|fRel|fVerb|fConj) || t.lex.word == wordAnd
}
