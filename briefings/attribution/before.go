package attribution

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
	if t.is(fConj|fPrep) && !t.capped() && f.quotedIn(i, c.limit) && f.tokens[before[1]].mark == ',' {
		return f.trim(i, c.limit) // "…, X said, but “Q”"
	}
	if t.is(fRel) || t.is(fConj) && t.lex.word != wordAnd && (f.verbSoonIn(before[0], before[1]) || t.lex.word == wordBut) || t.shape == lower && len(w) > 4 && w[len(w)-3:] == "ing" || t.is(fPrep) && f.verbSoonIn(before[0], before[1]) && (t.lex.word != "to" || !f.quotedIn(i, min(c.limit, i+3))) {
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

// interrupted reports whether a quotation, or a sentence that ends with one,
// goes on after its attribution: "The ferry, X said, “is ours.”"
func (f *finder) interrupted(before, right [2]int) bool {
	a, b := f.tokens[before[1]-1].quote, f.tokens[right[0]].quote
	if b < 0 || f.tokens[right[0]-1].mark != ',' {
		return a >= 0 && b >= 0 && a != b
	}
	if a >= 0 {
		return a != b
	}
	first := &f.tokens[before[0]]
	if q := first.quote; q >= 0 && f.quotes[q].from == before[0] && f.speech(&f.quotes[q]) {
		return true
	}
	from, to := f.inner(&f.quotes[b])
	return f.tokens[before[1]].mark == ',' && from < to && f.tokens[from].shape == lower && f.tokens[from].word() && !first.is(fPrep|fConj|fAdverb|fTime) && !f.opensSubordinate(before[0])
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
		if t.quote >= 0 && f.quotes[t.quote].from >= from {
			break
		}
		if t.word() || t.mark == ')' || t.mark == '%' || t.mark == '?' || t.mark == '!' || t.mark == '\'' || t.mark == '’' {
			break
		}
		to--
	}
	return [2]int{from, to}
}
