package query

import (
	"strings"
	"unicode/utf8"

	"readout/briefings/facts"
)

// newTerm makes the term of field with a value that was written at pos.
func (p *parser) newTerm(field, value string, quoted bool, pos int) (*node, error) {
	n := p.pos - pos
	if p.terms++; p.terms > MaxTerms {
		return nil, p.fail(pos, n, "a query has at most %d conditions; take some away", MaxTerms)
	}
	if strings.ContainsRune(value, utf8.RuneError) {
		return nil, p.fail(pos, n, "these bytes are no text; type the word again")
	}
	t := &term{field: field, value: value}
	if !quoted {
		t.mark()
	}
	err := p.check(t, pos, n)
	if err != nil {
		return nil, err
	}
	return &node{op: opTerm, term: t}, nil
}

// mark takes * or ~ off the value of fields that are compared by words.
func (t *term) mark() {
	switch t.field {
	case fieldKind, fieldLang, fieldIs, fieldRevised, fieldAfter, fieldBefore, fieldOn, fieldID:
		return
	}
	if v, ok := strings.CutSuffix(t.value, "*"); ok {
		t.value, t.mode = v, prefix
		if v == "" && t.field != fieldWords {
			t.mode = some
		}
	} else if v, ok := strings.CutSuffix(t.value, "~"); ok {
		t.value, t.mode = v, fuzzy
	}
}

// check compiles t, or says what is wrong with its value, which stands in n
// bytes from pos.
func (p *parser) check(t *term, pos, n int) error {
	if t.mode == some {
		return nil
	}
	switch t.field {
	case fieldKind, fieldIs, fieldRevised:
		return p.oneOf(t, pos, n)
	case fieldAfter, fieldBefore, fieldOn:
		var ok bool
		if t.period, ok = parsePeriod(t.value, p.now); !ok {
			return p.fail(pos, n, "%s: takes a date: 2024, 2024-02, 2024-02-17, today, yesterday, 7d, 2w, 3m or 1y", t.field)
		}
		return nil
	case fieldID, fieldTag, fieldLang:
		if strings.TrimSpace(t.value) == "" {
			return p.fail(pos, n, "%s: needs a value: %s:%s", t.field, t.field, example(named(t.field)))
		}
		return nil
	}
	t.needle = newNeedle(t.value, t.mode)
	if len(t.needle.words) == 0 {
		if t.field == fieldWords {
			return p.fail(pos, n, "there is no word to search in %s; remove it", strings.TrimSpace(printable(p.in[pos:pos+n])))
		}
		return p.fail(pos, n, "%s: needs a word: %s:%s", t.field, t.field, example(named(t.field)))
	}
	switch t.field {
	case fieldTopic:
		t.ids = topicsCalled(t.value)
	case fieldCountry:
		t.ids = countriesCalled(t.value)
	}
	return nil
}

// oneOf checks a value against the field's list.
func (p *parser) oneOf(t *term, pos, n int) error {
	values := named(t.field).Values
	for _, v := range values {
		if v == Fold(t.value) {
			t.value = v
			return nil
		}
	}
	list := strings.Join(values, ", ")
	if near := nearest(t.value, values); near != "" {
		return p.fail(pos, n, "%s:%s is not known; did you mean %s:%s ? (%s)", t.field, printable(t.value), t.field, near, list)
	}
	return p.fail(pos, n, "%s: is one of %s", t.field, list)
}

// named returns the field called name.
func named(name string) Field {
	f, _ := field(name)
	return f
}

func names() []string {
	fields := Fields()
	out := make([]string, 0, len(fields))
	for _, f := range fields {
		out = append(out, f.Name+":")
	}
	return out
}

// example returns a value that f takes, for messages.
func example(f Field) string {
	if len(f.Values) > 0 {
		return f.Values[0]
	}
	switch f.Name {
	case fieldSaid, fieldTitle, fieldNote:
		return `"peace treaty"`
	case fieldLang:
		return "en"
	case fieldCountry:
		return "AZ"
	case fieldTopic, fieldTag:
		return "climate"
	case fieldSource:
		return "reuters"
	case fieldID:
		return "k3f9"
	}
	return "name"
}

// topicsCalled returns the ids of the topics of the tables that value is the
// id, label or an alias of. The names that the reader gave to topics stand in
// the analysis ([briefings.Topic]'s Aliases).
func topicsCalled(value string) map[string]bool {
	key, ids := compact(value), map[string]bool{}
	for _, t := range facts.Topics() {
		if called(key, t.ID, t.Label, t.Aliases) {
			ids[t.ID] = true
		}
	}
	for _, o := range facts.Organisations() {
		if called(key, o.Code, o.Name, o.Aliases) {
			ids[strings.ToLower(o.Code)] = true
		}
	}
	for id := range countriesCalled(value) {
		ids[id] = true
	}
	return ids
}

// countriesCalled returns the codes, in lower case, of the countries that
// value is a code or name of.
func countriesCalled(value string) map[string]bool {
	key, codes := compact(value), map[string]bool{}
	for _, c := range facts.Countries() {
		if called(key, c.Code, c.Name, c.Aliases) || key == compact(c.Code3) || key == compact(c.Official) {
			codes[strings.ToLower(c.Code)] = true
		}
	}
	return codes
}

func called(key, id, name string, aliases []string) bool {
	if key == compact(id) || key == compact(name) {
		return true
	}
	for _, a := range aliases {
		if key == compact(a) {
			return true
		}
	}
	return false
}

// compact folds s and drops what is no letter or digit: COP-29 is cop29.
func compact(s string) string {
	var b strings.Builder
	for _, t := range tokenize(s) {
		b.WriteString(t.word)
	}
	return b.String()
}
