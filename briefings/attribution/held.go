package attribution

// quotedObject finds "X waved off the delay as “minimal”": somebody's word for
// something, with a verb that is none of saying.
func (f *finder) quotedObject(n int, s sentence) {
	for i := s.from + 2; i < s.to; i++ {
		qi := f.tokens[i].quote
		if qi < 0 {
			continue
		}
		q := &f.quotes[qi]
		i = q.to - 1
		if f.covered[qi] || q.single || q.open || q.words == 0 || !f.as(q) || f.title(q) {
			continue
		}
		v := f.governor(s.from, q.from)
		if v < 0 {
			continue
		}
		group := v
		for group > s.from && f.tokens[group-1].word() && (f.adverbial(group-1) || f.tokens[group-1].is(fHave|fModal)) {
			group--
		}
		if group > s.from && f.tokens[group-1].is(fBe) {
			continue
		}
		src := f.subject(s.from, group)
		if src.kind != pronounSource && src.kind != relativeSource && (src.kind != phraseSource || !f.canSpeak(src)) {
			continue
		}
		f.add(draft{source: src, cue: [2]int{group, v + 1}, content: [][2]int{{v + 1, f.withNext(q, s.to)}}, sentence: n, sure: 0.5})
	}
}

// governor returns the verb before a quotation, or -1.
func (f *finder) governor(from, to int) int {
	for k := to - 1; k > from && to-k < 16; k-- {
		t := &f.tokens[k]
		if t.quote >= 0 || t.mark == ';' || t.mark == ':' || t.mark == '—' || t.is(fBe|fRel|fHave|fModal|fPron) {
			return -1
		}
		if t.word() && t.shape == lower && (pastLike(f.str(k)) || t.is(fVerb) || t.is(fCue) && !t.lex.cues[0].noun && t.lex.cues[0].form != formBase) {
			return k
		}
	}
	return -1
}

// as reports whether "as" and at most an article stand before a quotation.
func (f *finder) as(q *quotation) bool {
	i := q.from - 1
	if i > 0 && f.tokens[i].is(fDet) {
		i--
	}
	return i > 0 && f.tokens[i].lex.word == "as"
}

// title reports whether a quotation looks like the name of a book, a show or a
// slogan: a capital on every word but the small ones.
func (f *finder) title(q *quotation) bool {
	from, to := f.inner(q)
	caps := 0
	for i := from; i < to; i++ {
		t := &f.tokens[i]
		switch {
		case !t.word() || t.shape == number:
		case t.capped():
			caps++
		case i == from || !t.is(fPrep|fDet|fConj|fPoss|fBe) && t.lex != &possessiveS && t.lex.word != "to":
			return false
		}
	}
	return caps > 0
}

// opening finds "Citing X, Y left" and "In calling X “Q,” Y lied": a
// participle that opens a sentence says what the subject after it says.
func (f *finder) opening(n int, s sentence) {
	i := s.from
	switch f.tokens[i].lex.word {
	case "in", "by", wordWhile, wordAfter, "before":
		i++
	}
	if i+2 >= s.to || !f.tokens[i].is(fCue) || f.tokens[i].quote >= 0 {
		return
	}
	c, ok := f.cueAt(group{from: i, verb: i}, s.to)
	if !ok || c.form.form != formIng {
		return
	}
	src, end := f.subjectAhead(s, c.to)
	if end == 0 {
		return
	}
	cl := clause{cue: c, right: c.to, source: src}
	f.findRight(sentence{from: s.from, to: end, para: s.para}, &cl)
	if content := f.trim(cl.right, end); cl.hasRight && content[1] > content[0] {
		f.add(draft{source: src, cue: [2]int{c.from, c.to}, content: [][2]int{content}, sentence: n, sure: 0.8})
	}
}

// subjectAhead finds the subject that follows a comma after token i, also one
// inside a closing quotation mark, and returns it with where it begins.
func (f *finder) subjectAhead(s sentence, i int) (source, int) {
	for ; i+2 < s.to; i++ {
		t := &f.tokens[i]
		if t.quote >= 0 {
			q := &f.quotes[t.quote]
			i = q.to - 1
			if !f.commaBefore(q.to) {
				continue
			}
		} else if t.mark != ',' {
			continue
		}
		if src, ok := f.firstSubject(sentence{from: i + 1, to: s.to, para: s.para}, s.to); ok && src.from == i+1 {
			src.shared = false
			return src, i + 1
		}
	}
	return source{}, 0
}
