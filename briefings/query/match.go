package query

import (
	"net/url"
	"slices"
	"strings"

	"readout/briefings"
)

// Match reports whether q holds of d. Conditions on the header come first, so
// that bodies are asked for only when they decide.
func (q Query) Match(d *Document) bool {
	if q.root == nil {
		return true
	}
	m := &matcher{d: d, b: d.Briefing}
	return m.holds(q.root)
}

// Find returns the places in text of the free words and phrases of q that are
// not negated, in order, not overlapping.
func (q Query) Find(text string) []briefings.Span {
	var out []briefings.Span
	var tokens []token
	for t, positive := range q.root.terms() {
		if !positive || t.field != fieldWords {
			continue
		}
		if tokens == nil {
			tokens = tokenize(text)
		}
		for i := range tokens {
			if n := t.needle.at(tokens, i); n > 0 {
				out = append(out, briefings.Span{Start: int(tokens[i].start), End: int(tokens[i+n-1].end)})
			}
		}
	}
	slices.SortFunc(out, func(a, b briefings.Span) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	kept := out[:0]
	for _, s := range out {
		if len(kept) == 0 || !s.Overlaps(kept[len(kept)-1]) {
			kept = append(kept, s)
		}
	}
	return kept
}

// needle is a word or phrase to look for.
type needle struct {
	words  []string
	joined string // the words as one, where nothing but hyphens stood between them; else ""
	mode   mode
}

func newNeedle(value string, m mode) needle {
	n := needle{mode: m}
	one := true
	for i, t := range tokenize(value) {
		n.words = append(n.words, t.word)
		n.joined += t.word
		one = one && (i == 0 || t.joined)
	}
	if !one {
		n.joined = ""
	}
	return n
}

// in reports whether n stands anywhere in tokens.
func (n *needle) in(tokens []token) bool {
	for i := range tokens {
		if n.at(tokens, i) > 0 {
			return true
		}
	}
	return false
}

func (n *needle) inText(s string) bool { return s != "" && n.in(tokenize(s)) }

// at returns how many tokens n takes up at i, 0 when it does not stand there.
func (n *needle) at(tokens []token, i int) int {
	if n.phraseAt(tokens, i) {
		return len(n.words)
	}
	if n.joined == "" {
		return 0
	}
	// "ceasefire" finds "cease-fire", and the other way round.
	rest, last := n.joined, i
	for {
		w := tokens[last].word
		switch {
		case w == rest || n.mode == prefix && strings.HasPrefix(w, rest):
			return last - i + 1
		case !strings.HasPrefix(rest, w):
			return 0
		}
		rest = rest[len(w):]
		if last++; last == len(tokens) || !tokens[last].joined {
			return 0
		}
	}
}

func (n *needle) phraseAt(tokens []token, i int) bool {
	if len(n.words) == 0 || i+len(n.words) > len(tokens) {
		return false
	}
	for k, w := range n.words {
		t := &tokens[i+k]
		if k > 0 && t.first || !n.same(t.word, w, k == len(n.words)-1) {
			return false
		}
	}
	return true
}

func (n *needle) same(word, w string, last bool) bool {
	switch {
	case word == w:
		return true
	case n.mode == prefix && last:
		return strings.HasPrefix(word, w)
	case n.mode == fuzzy:
		a, b := []rune(word), []rune(w)
		limit := slips(len(b)) + 1
		return distance(a, b, limit) < limit
	}
	return false
}

// slips returns how many letters of a word of n letters may be wrong.
func slips(n int) int {
	switch {
	case n < 3:
		return 0
	case n < 6:
		return 1
	}
	return 2
}

// matcher asks one document; what it loads it keeps.
type matcher struct {
	d        *Document
	b        *briefings.Briefing
	analysis *briefings.Analysis
	text     *string
	tokens   []token
	said     map[int][]token // of statements, by index
	notes    []briefings.Annotation
	hasNotes bool
}

func (m *matcher) holds(n *node) bool {
	switch n.op {
	case opTerm:
		return m.term(n.term)
	case opNot:
		return !m.holds(n.kids[0])
	case opOr:
		return slices.ContainsFunc(n.plan, m.holds)
	}
	for _, k := range n.plan {
		if !m.holds(k) {
			return false
		}
	}
	return n.one == nil || m.oneStatement(n.one)
}

func (m *matcher) term(t *term) bool {
	b := m.b
	switch t.field {
	case fieldWords:
		return t.needle.inText(b.Title) || t.needle.in(m.words())
	case fieldTitle:
		return t.of(b.Title)
	case fieldID:
		return strings.HasPrefix(b.ID, Fold(strings.TrimSpace(t.value)))
	case fieldTag:
		return slices.ContainsFunc(b.Tags, t.isTag)
	case fieldSource:
		return t.of(b.Source) || t.mode != some && ofHost(b.URL, Fold(t.value))
	case fieldKind:
		return string(b.Kind) == t.value
	case fieldLang:
		lang, want := Fold(b.Lang), Fold(t.value)
		return lang == want || strings.HasPrefix(lang, want+"-")
	case fieldIs:
		return isState(b, t.value)
	case fieldRevised:
		return b.Revision > 1
	case fieldAfter, fieldBefore, fieldOn:
		return t.onDay(b.Published.Day())
	case fieldNote:
		return m.noted(t)
	case fieldSpeaker, fieldSaid:
		return m.stated(t)
	case fieldTopic:
		return m.treats(t)
	case fieldCountry:
		return m.concerns(t)
	}
	return false
}

// of reports whether a field that holds s meets t.
func (t *term) of(s string) bool {
	if t.mode == some {
		return s != ""
	}
	return t.needle.inText(s)
}

func (t *term) isTag(tag string) bool {
	tag, want := Fold(tag), Fold(strings.TrimSpace(t.value))
	switch t.mode {
	case some:
		return true
	case prefix:
		return strings.HasPrefix(tag, want)
	case fuzzy:
		limit := slips(len([]rune(want))) + 1
		return distance([]rune(tag), []rune(want), limit) < limit
	}
	return tag == want
}

func isState(b *briefings.Briefing, state string) bool {
	switch state {
	case isUnread:
		return !b.Read
	case isRead:
		return b.Read
	case isStarred:
		return b.Starred
	case isAnnotated:
		return b.Notes > 0
	case isRevised:
		return b.Revision > 1
	case isOrphaned:
		return b.Orphans > 0
	}
	return false
}

func (t *term) onDay(day string) bool {
	if day == "" {
		return false
	}
	switch t.field {
	case fieldAfter:
		return day >= t.period.from
	case fieldBefore:
		return day < t.period.from
	}
	return day >= t.period.from && day < t.period.to
}

// ofHost reports whether raw is an address at host want, below it, or with
// want as a part of its host but the last.
func ofHost(raw, want string) bool {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return false
	}
	host := Fold(u.Hostname())
	if host == want || strings.HasSuffix(host, "."+want) && strings.Contains(want, ".") {
		return true
	}
	parts := strings.Split(host, ".")
	return slices.Contains(parts[:len(parts)-1], want)
}

func (m *matcher) noted(t *term) bool {
	if m.b.Notes == 0 {
		return false
	}
	if !m.hasNotes && m.d.Annotations != nil {
		m.notes, m.hasNotes = m.d.Annotations(), true
	}
	return slices.ContainsFunc(m.notes, func(a briefings.Annotation) bool {
		return t.of(a.Text) || a.Quote != nil && t.of(a.Quote.Exact)
	})
}

func (m *matcher) theText() string {
	if m.text == nil {
		s := ""
		if m.d.Text != nil {
			s = m.d.Text()
		}
		m.text = &s
	}
	return *m.text
}

func (m *matcher) words() []token {
	if m.tokens == nil {
		m.tokens = tokenize(m.theText())
	}
	return m.tokens
}

func (m *matcher) theAnalysis() *briefings.Analysis {
	if m.analysis == nil {
		m.analysis = &briefings.Analysis{}
		if m.d.Analysis != nil {
			if a := m.d.Analysis(); a != nil {
				m.analysis = a
			}
		}
	}
	return m.analysis
}
