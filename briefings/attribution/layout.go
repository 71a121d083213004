package attribution

import "readout/briefings"

// paragraph is a line of the text, or a block: tokens [from, to).
type paragraph struct{ from, to int }

// sentence is a run of tokens [from, to) of one paragraph; a quotation is
// never cut, however many sentences it holds.
type sentence struct{ from, to, para int }

// quotation is a passage in quotation marks within one paragraph: tokens
// [from, to), marks included.
type quotation struct {
	from, to int
	para     int
	open     bool // not closed before the paragraph's end
	single   bool
	words    int
}

// page is the text as the first stages see it.
type page struct {
	text       string
	tokens     []token
	paragraphs []paragraph
	quotes     []quotation
	sentences  []sentence
	words      *lexicon
	genre      genre
}

func newPage(text string) *page {
	p := &page{text: text, words: words()}
	p.tokens = tokenize(text, p.words)
	p.splitParagraphs()
	if shouts(p.tokens) {
		p.text = p.spoken()
		p.tokens = appendTokens(p.tokens[:0], p.text, p.words)
		p.paragraphs = p.paragraphs[:0]
		p.splitParagraphs()
	}
	for i := range p.paragraphs {
		p.findQuotes(i)
	}
	for i := range p.paragraphs {
		p.splitSentences(i)
	}
	return p
}

func (p *page) str(i int) string { return p.text[p.tokens[i].start:p.tokens[i].end] }

func (p *page) span(from, to int) briefings.Span {
	return briefings.Span{Start: p.tokens[from].start, End: p.tokens[to-1].end}
}

// splitParagraphs ends a paragraph at every line feed, but not where a line
// was only wrapped: a single line feed before a word in lower case.
func (p *page) splitParagraphs() {
	from := 0
	for i := range p.tokens {
		t := &p.tokens[i]
		if i == 0 || !t.brk {
			continue
		}
		if t.word() && t.shape == lower && p.tokens[i-1].word() {
			continue
		}
		p.paragraphs = append(p.paragraphs, paragraph{from, i})
		from = i
	}
	if from < len(p.tokens) {
		p.paragraphs = append(p.paragraphs, paragraph{from, len(p.tokens)})
	}
}

// singleReach is the longest quotation in single marks, in bytes.
const singleReach = 150

// findQuotes pairs the quotation marks of a paragraph. Marks inside a
// quotation only nest when they are of another kind; one that is left open
// runs to the paragraph's end.
func (p *page) findQuotes(para int) {
	end := p.paragraphs[para].to
	begun, opener := -1, rune(0)
	far := closers{page: p, end: end}
	for i := p.paragraphs[para].from; i < end; i++ {
		t := &p.tokens[i]
		if begun < 0 {
			switch t.mark {
			case '“', '”', '"', '„', '«', '»':
				if end-i > maxQuote && far.after(i)-i > maxQuote {
					to := p.strayEnd(i, end)
					p.addQuote(quotation{from: i, to: to, para: para, open: true})
					i = to - 1
					continue
				}
				begun, opener = i, t.mark
			case '‘', '\'':
				if j := p.singleEnd(i, end); j > 0 {
					p.addQuote(quotation{from: i, to: j, para: para, single: true})
					i = j - 1
				}
			}
			continue
		}
		if closes(opener, t.mark) || opener == '“' && t.mark == '“' && !t.gap && (i+1 == end || p.tokens[i+1].gap) {
			p.addQuote(quotation{from: begun, to: i + 1, para: para})
			begun = -1
		}
	}
	if begun >= 0 {
		p.addQuote(quotation{from: begun, to: end, para: para, open: true})
	}
}

// maxQuote is the number of tokens after which a quotation that nothing has
// closed is taken for a mark that went astray, which must not swallow the rest
// of a long paragraph; strayReach bounds what it does hold.
const (
	maxQuote   = 2000
	strayReach = 100
)

// closers finds closing marks ahead; it goes over a paragraph once for each kind.
type closers struct {
	*page

	end  int
	next [4]int // per kind of opener, the closing mark found last
}

// after returns the mark that closes what the mark at token i opens, or the
// paragraph's end.
func (r *closers) after(i int) int {
	opener, kind := r.tokens[i].mark, 0
	switch opener {
	case '«':
		kind = 1
	case '»':
		kind = 2
	case '„':
		kind = 3
	}
	j := max(r.next[kind], i+1)
	for j < r.end && !closes(opener, r.tokens[j].mark) {
		j++
	}
	r.next[kind] = j
	return j
}

// strayEnd returns the token after the sentence that begins with the mark at
// token i.
func (p *page) strayEnd(i, end int) int {
	end = min(end, i+strayReach)
	for j := i + 1; j < end; j++ {
		if p.terminates(j, end) && p.tokens[j].mark != 0 {
			return j + 1
		}
	}
	return end
}

func closes(opener, mark rune) bool {
	switch opener {
	case '«':
		return mark == '»'
	case '»':
		return mark == '«'
	case '„':
		return mark == '“' || mark == '”' || mark == '"'
	}
	return mark == '”' || mark == '"'
}

// singleEnd returns the end of the quotation in single marks that begins at
// token i, or 0.
func (p *page) singleEnd(i, end int) int {
	if !p.tokens[i].gap || i+1 >= end || p.tokens[i+1].gap {
		return 0
	}
	for j := i + 1; j < end && p.tokens[j].start-p.tokens[i].start <= singleReach; j++ {
		m := p.tokens[j].mark
		if (m == '’' || m == '\'') && !p.tokens[j].gap && (j+1 == end || p.tokens[j+1].gap || !p.tokens[j+1].word()) {
			return j + 1
		}
		if m == '“' || m == '"' {
			return 0
		}
	}
	return 0
}

func (p *page) addQuote(q quotation) {
	for i := q.from; i < q.to; i++ {
		p.tokens[i].quote = len(p.quotes)
		if p.tokens[i].word() {
			q.words++
		}
	}
	p.quotes = append(p.quotes, q)
}

// inner returns the tokens of q without its marks.
func (p *page) inner(q *quotation) (from, to int) {
	from, to = q.from+1, q.to
	if !q.open {
		to--
	}
	return from, to
}

// ended reports whether q ends with the end of a sentence inside its marks.
func (p *page) ended(q *quotation) bool {
	from, to := p.inner(q)
	if to <= from {
		return false
	}
	switch p.tokens[to-1].mark {
	case '.', '?', '!', '…', '—':
		return true
	}
	return q.open
}

// speech reports whether q is long or whole enough to be somebody's words
// and not a word held with tongs.
func (p *page) speech(q *quotation) bool {
	from, to := p.inner(q)
	if q.words >= 5 {
		return true
	}
	if to <= from {
		return false
	}
	switch p.tokens[to-1].mark {
	case '.', '?', '!', ',':
		return q.words >= 1
	case 0:
		if p.text[p.tokens[to-1].end-1] == '.' { // "No."
			return true
		}
	}
	return q.open && q.words > 0
}

// maxSentence is the number of tokens after which a sentence is cut wherever
// it stands, so that work within a sentence is bounded.
const maxSentence = 400

func (p *page) splitSentences(para int) {
	pg := p.paragraphs[para]
	from := pg.from
	for i := pg.from; i < pg.to; i++ {
		t := &p.tokens[i]
		last := i
		switch {
		case t.quote >= 0:
			q := &p.quotes[t.quote]
			i = q.to - 1
			last = i
			if !p.ended(q) || q.single {
				continue
			}
		case i-from >= maxSentence && t.word():
			p.sentences = append(p.sentences, sentence{from, i + 1, para})
			from = i + 1
			continue
		case !p.terminates(i, pg.to):
			continue
		}
		for last+1 < pg.to && p.trailing(last+1) {
			last++
		}
		i = last
		if last+1 < pg.to && !p.begins(last+1) {
			continue
		}
		p.sentences = append(p.sentences, sentence{from, last + 1, para})
		from = last + 1
	}
	if from < pg.to {
		p.sentences = append(p.sentences, sentence{from, pg.to, para})
	}
}

// terminates reports whether token i, outside quotations, may end a sentence.
func (p *page) terminates(i, end int) bool {
	t := &p.tokens[i]
	switch t.mark {
	case '.', '?', '!':
		return true
	case 0:
		// An abbreviation ends a sentence before a word that only stands first.
		if p.text[t.end-1] != '.' || i+1 >= end || !t.capped() {
			return false
		}
		n := &p.tokens[i+1]
		if n.quote >= 0 && p.quotes[n.quote].from == i+1 && n.gap && p.speech(&p.quotes[n.quote]) && !t.is(fTitle) {
			return true // "… in Ostrel, Calif. “It is late.”"
		}
		return n.capped() && n.is(fDet|fPron|fPrep|fConj) && !t.is(fTitle)
	}
	return false
}

// trailing reports whether token i still belongs to the sentence before it.
func (p *page) trailing(i int) bool {
	t := &p.tokens[i]
	switch t.mark {
	case '.', '?', '!', ')', ']':
		return !t.gap
	case '”', '’', '"', '»':
		return !t.gap && t.quote < 0
	}
	return false
}

// begins reports whether a sentence may begin with token i.
func (p *page) begins(i int) bool {
	t := &p.tokens[i]
	if t.word() {
		return t.shape != lower
	}
	switch t.mark {
	case ',', ';', ':', ')', '—':
		return false
	}
	return true
}
