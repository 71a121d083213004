package query

import (
	"iter"
	"slices"
	"strings"
	"unicode"
)

type op int

// The operators, loosest first.
const (
	opOr op = iota
	opAnd
	opNot
	opTerm
)

// node is a query's tree: opAnd and opOr have two kids or more, none of them
// of the same operator, opNot one, opTerm none.
type node struct {
	op   op
	kids []*node
	term *term

	// plan are the kids in the order of what they cost; of an opAnd without
	// those in one, which hold of one statement.
	plan []*node
	one  []*node
}

// mode says how the words of a term are compared.
type mode int

const (
	whole  mode = iota
	prefix      // word*
	fuzzy       // word~
	some        // field:*, any value
)

// marks are how modes are written after a value.
var marks = map[mode]string{prefix: "*", fuzzy: "~", some: "*"}

// term is one condition.
type term struct {
	field  string
	value  string // as typed, without quotation marks and mark
	mode   mode
	needle needle
	period period          // of dates
	ids    map[string]bool // of topics and countries that the value names
}

// cost orders terms by what it takes to load what they ask for: a header is at
// hand, annotations and analyses are smaller than texts.
func (t *term) cost() int {
	switch t.field {
	case fieldWords, fieldSaid:
		return 3
	case fieldSpeaker, fieldTopic, fieldCountry:
		return 2
	case fieldNote:
		return 1
	}
	return 0
}

// cost is that of the dearest term.
func (n *node) cost() int {
	worst := 0
	for t := range n.terms() {
		worst = max(worst, t.cost())
	}
	return worst
}

// prepare fills plan and one of n and all under it.
func (n *node) prepare() {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		k.prepare()
	}
	n.arrange()
}

// arrange fills plan and one of n.
func (n *node) arrange() {
	n.plan = slices.Clone(n.kids)
	costs := make(map[*node]int, len(n.kids))
	for _, k := range n.kids {
		costs[k] = k.cost()
	}
	slices.SortStableFunc(n.plan, func(a, b *node) int { return costs[a] - costs[b] })
	if n.op != opAnd {
		return
	}
	said := false
	for _, k := range n.plan {
		if only, holds := k.ofStatement(); only {
			n.one = append(n.one, k)
			said = said || holds
		}
	}
	if !said || len(n.one) < 2 {
		n.one = nil
		return
	}
	n.plan = slices.DeleteFunc(n.plan, func(k *node) bool { return slices.Contains(n.one, k) })
}

// ofStatement reports whether n is made of said: and speaker: alone, without
// negation, and whether said: is among them.
func (n *node) ofStatement() (only, said bool) {
	switch n.op {
	case opTerm:
		return n.term.field == fieldSaid || n.term.field == fieldSpeaker, n.term.field == fieldSaid
	case opNot:
		return false, false
	}
	only = true
	for _, k := range n.kids {
		o, s := k.ofStatement()
		only, said = only && o, said || s
	}
	return only, said
}

// aboutStatements reports whether n is made of speaker:, said: and topic: alone.
func (n *node) aboutStatements() bool {
	for t := range n.terms() {
		if t.field != fieldSpeaker && t.field != fieldSaid && t.field != fieldTopic {
			return false
		}
	}
	return true
}

// terms yields every term under n and whether it stands there unnegated.
func (n *node) terms() iter.Seq2[*term, bool] {
	return func(yield func(*term, bool) bool) { n.walk(true, yield) }
}

func (n *node) walk(positive bool, yield func(*term, bool) bool) bool {
	switch {
	case n == nil:
		return true
	case n.op == opTerm:
		return yield(n.term, positive)
	case n.op == opNot:
		positive = !positive
	}
	for _, k := range n.kids {
		if !k.walk(positive, yield) {
			return false
		}
	}
	return true
}

// conjuncts returns the parts of n that must all hold.
func (n *node) conjuncts() []*node {
	switch {
	case n == nil:
		return nil
	case n.op == opAnd:
		return n.kids
	}
	return []*node{n}
}

// write appends n to b; within says what it stands in.
func (n *node) write(b *strings.Builder, within op) {
	if n == nil {
		return
	}
	switch n.op {
	case opTerm:
		n.term.write(b)
		return
	case opNot:
		b.WriteByte('-')
		if n.kids[0].op == opNot { // two marks in a row are an error
			b.WriteByte('(')
			defer b.WriteByte(')')
		}
		n.kids[0].write(b, opNot)
		return
	}
	between := " "
	if n.op == opOr {
		between = " OR "
	}
	if n.op < within {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	for i, k := range n.kids {
		if i > 0 {
			b.WriteString(between)
		}
		k.write(b, n.op)
	}
}

func (t *term) write(b *strings.Builder) {
	if t.field != fieldWords {
		b.WriteString(t.field)
		b.WriteByte(':')
	}
	if t.mode != whole || t.bare() {
		b.WriteString(t.value)
		b.WriteString(marks[t.mode])
		return
	}
	b.WriteByte('"')
	for _, r := range t.value {
		if isQuote(r) || r == '\\' {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
}

// bare reports whether the value can be written without quotation marks.
func (t *term) bare() bool {
	v := t.value
	if v == "" || strings.HasSuffix(v, "*") || strings.HasSuffix(v, "~") {
		return false
	}
	if t.field == fieldWords && (v[0] == '-' || strings.Contains(v, ":") || isOperator(v)) {
		return false
	}
	return !strings.ContainsFunc(v, func(r rune) bool { return endsWord(r) || r == unicode.ReplacementChar })
}
