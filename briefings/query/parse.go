package query

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// parser reads a query by recursive descent; its depth is that of the
// parentheses, which is bounded.
type parser struct {
	in    string
	pos   int
	now   time.Time
	depth int
	terms int
	field string // inside field:( … )
}

func parse(s string, now time.Time) (*node, error) {
	p := &parser{in: s, now: now}
	if len(s) > MaxLength {
		return nil, p.fail(MaxLength, len(s)-MaxLength, "a query has at most %d kB; shorten it", MaxLength>>10)
	}
	p.space()
	if p.pos == len(s) {
		return nil, nil
	}
	n, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.pos < len(s) { // or stops at a closing parenthesis only
		return nil, p.fail(p.pos, 1, "this parenthesis closes nothing; remove it or open one before")
	}
	return n, nil
}

func (p *parser) fail(pos, n int, format string, args ...any) error {
	return &Error{Pos: pos, Len: n, Msg: fmt.Sprintf(format, args...), Input: p.in}
}

func (p *parser) space() {
	for p.pos < len(p.in) {
		r, n := utf8.DecodeRuneInString(p.in[p.pos:])
		if !unicode.IsSpace(r) {
			return
		}
		p.pos += n
	}
}

// peek returns the character at the cursor, 0 at the end.
func (p *parser) peek() rune {
	if p.pos == len(p.in) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(p.in[p.pos:])
	return r
}

// bare returns the end of the word at pos: where white space, a parenthesis
// or a quotation mark follows.
func (p *parser) bare(pos int) int {
	if i := strings.IndexFunc(p.in[pos:], endsWord); i >= 0 {
		return pos + i
	}
	return len(p.in)
}

func endsWord(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == ')' || isQuote(r) }

// isQuote reports whether r opens and closes a phrase. Single quotation marks
// are apostrophes.
func isQuote(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»', '＂':
		return true
	}
	return false
}

func isOperator(word string) bool { return word == "OR" || word == "AND" || word == "NOT" }

// operator reports whether word stands at the cursor as a word of its own.
func (p *parser) operator(word string) bool {
	return p.in[p.pos:p.bare(p.pos)] == word
}

// or reads alternatives.
func (p *parser) or() (*node, error) {
	var kids []*node
	for {
		n, err := p.and()
		if err != nil {
			return nil, err
		}
		kids = append(kids, n)
		if !p.operator("OR") {
			return join(opOr, kids), nil
		}
		at := p.pos
		p.pos += len("OR")
		p.space()
		if p.ends() {
			return nil, p.dangling(at, "OR")
		}
	}
}

// ends reports whether nothing that a word or group could begin with follows.
func (p *parser) ends() bool {
	return p.pos == len(p.in) || p.in[p.pos] == ')' || p.operator("OR") || p.operator("AND")
}

func (p *parser) dangling(at int, word string) error {
	return p.fail(at, len(word), "%s needs a word or group on each side; to search the word itself, write it in quotation marks", word)
}

// and reads conditions side by side, one at least.
func (p *parser) and() (*node, error) {
	if p.operator("OR") || p.operator("AND") {
		return nil, p.dangling(p.pos, p.in[p.pos:p.bare(p.pos)])
	}
	var kids []*node
	for {
		n, err := p.unary()
		if err != nil {
			return nil, err
		}
		kids = append(kids, n)
		p.space()
		if p.operator("AND") {
			at := p.pos
			p.pos += len("AND")
			p.space()
			if p.ends() {
				return nil, p.dangling(at, "AND")
			}
		}
		if p.pos == len(p.in) || p.in[p.pos] == ')' || p.operator("OR") {
			return join(opAnd, kids), nil
		}
	}
}

// unary reads a condition, negated or not.
func (p *parser) unary() (*node, error) {
	at := p.pos
	var mark string
	switch {
	case p.in[p.pos] == '-':
		mark = "-"
		p.pos++
	case p.operator("NOT"):
		mark = "NOT"
		p.pos += len(mark)
		p.space()
	default:
		return p.primary()
	}
	if p.ends() || mark == "-" && unicode.IsSpace(p.peek()) {
		return nil, p.fail(at, len(mark), "%s needs the word, field or group to leave out right after it", mark)
	}
	if p.in[p.pos] == '-' || p.operator("NOT") {
		return nil, p.fail(at, p.pos+1-at, "two negations in a row; write one, or none")
	}
	n, err := p.primary()
	if err != nil {
		return nil, err
	}
	return &node{op: opNot, kids: []*node{n}}, nil
}

// primary reads a group or a term.
func (p *parser) primary() (*node, error) {
	switch r := p.peek(); {
	case r == '(':
		return p.group()
	case r == ')':
		return nil, p.fail(p.pos, 1, "this parenthesis closes nothing; remove it or open one before")
	case isQuote(r):
		at := p.pos
		value, err := p.quoted()
		if err != nil {
			return nil, err
		}
		return p.newTerm(p.field, value, true, at)
	}
	at := p.pos
	end := p.bare(at)
	word := p.in[at:end]
	name, rest, ok := strings.Cut(word, ":")
	if !ok || name == "" || strings.HasPrefix(rest, "//") || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		p.pos = end
		return p.newTerm(p.field, word, false, at)
	}
	return p.fielded(at, name, rest)
}

// fielded reads the term name:… that begins at at; rest is what follows the
// colon up to the end of the word.
func (p *parser) fielded(at int, name, rest string) (*node, error) {
	f, ok := field(name)
	if !ok {
		if s := suggestion(name); s != "" {
			return nil, p.fail(at, len(name), "no field is called %q; did you mean %s: ?", name, s)
		}
		hint := "the fields are " + strings.Join(names(), " ")
		if otherNames[strings.ToLower(name)] == "" && rest == "" {
			hint += "; to search the word, leave out the colon or write it in quotation marks"
		}
		return nil, p.fail(at, len(name), "no field is called %q; %s", name, hint)
	}
	if p.field != "" {
		return nil, p.fail(at, len(name)+1, "a field inside %s:( … ) has no meaning; close the group before it", p.field)
	}
	p.pos = at + len(name) + 1
	if rest != "" {
		p.pos += len(rest)
		return p.newTerm(f.Name, rest, false, p.pos-len(rest))
	}
	switch r := p.peek(); {
	case isQuote(r):
		from := p.pos
		value, err := p.quoted()
		if err != nil {
			return nil, err
		}
		return p.newTerm(f.Name, value, true, from)
	case r == '(':
		p.field = f.Name
		n, err := p.group()
		p.field = ""
		return n, err
	}
	return nil, p.fail(at, len(name)+1, "%s: needs a value right after the colon: %s:%s", f.Name, f.Name, example(f))
}

func (p *parser) group() (*node, error) {
	at := p.pos
	if p.depth++; p.depth > MaxDepth {
		return nil, p.fail(at, 1, "more than %d parentheses in one another; take some away", MaxDepth)
	}
	p.pos++
	p.space()
	if p.peek() == ')' {
		return nil, p.fail(at, p.pos+1-at, "an empty group; put words into it or remove it")
	}
	if p.pos == len(p.in) {
		return nil, p.fail(at, 1, "this parenthesis is not closed; add ) or remove it")
	}
	n, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.pos == len(p.in) {
		return nil, p.fail(at, 1, "this parenthesis is not closed; add ) or remove it")
	}
	p.pos++
	p.depth--
	return n, nil
}

// quoted reads a phrase at the cursor. Any double quotation mark closes it;
// \ before a mark or another \ stands for the character.
func (p *parser) quoted() (string, error) {
	at := p.pos
	_, open := utf8.DecodeRuneInString(p.in[at:])
	var b strings.Builder
	for i := at + open; i < len(p.in); {
		r, n := utf8.DecodeRuneInString(p.in[i:])
		if r == '\\' {
			if next, m := utf8.DecodeRuneInString(p.in[i+n:]); next == '\\' || isQuote(next) {
				b.WriteRune(next)
				i += n + m
				continue
			}
		}
		i += n
		if isQuote(r) {
			p.pos = i
			return b.String(), nil
		}
		b.WriteRune(r)
	}
	return "", p.fail(at, open, "this quotation mark is not closed; add one after the phrase")
}

// join makes one node of kids, with those of the same operator taken in.
func join(o op, kids []*node) *node {
	if len(kids) == 1 {
		return kids[0]
	}
	n := &node{op: o}
	for _, k := range kids {
		if k.op == o {
			n.kids = append(n.kids, k.kids...)
		} else {
			n.kids = append(n.kids, k)
		}
	}
	return n
}
