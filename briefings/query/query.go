// Package query is readout's query language: the same for the list's filter,
// the search box, the command line and saved searches.
//
//	peace treaty                    both words, in the text or the title
//	"peace treaty"                  the phrase; “ ” „ “ « » work as well
//	speaker:aliyev said:"peace treaty" after:2024-01
//	-tag:seen (summit OR talks) negotiat* Niinisto~
//
// Juxtaposition is AND and binds tighter than OR; parentheses group; - negates
// what it stands before. AND and NOT in capitals are understood too. A field
// takes one value, a quotation, or a group: tag:(cop29 OR climate). Fields and
// values are compared without case and diacritics.
//
// Words are whole words by Unicode's boundaries: peace does not find
// peaceful, peace* does. A hyphen is like a space or like nothing: cop-29
// finds COP29, COP-29 and COP 29. word~ finds words at most one slip away (two
// from six letters on).
//
// All said: and speaker: of one group hold of one statement, so that
// speaker:aliyev said:peace finds what he said and not what the article says.
// after: and on: begin with the first day of their period, before: ends the
// day before it: after:2024-02 before:2024-03 is February. 7d is the day seven
// days ago. A date term never holds of a briefing without a date, and its
// negation always does.
//
// revised:substance is, until the class of each change is recorded, the same
// as is:revised.
//
// The package knows the model and the tables of facts; it does no I/O.
package query

import (
	"strings"
	"time"

	"readout/briefings"
)

// Bounds of a query: bytes, nested parentheses, and terms.
const (
	MaxLength = 64 << 10
	MaxDepth  = 100
	MaxTerms  = 500
)

// Query is a parsed query. The zero Query is empty and holds of everything. It
// is never changed after [Parse], and safe for concurrent use.
type Query struct {
	root *node
}

// Parse reads a query. now says what "today" and "7d" are. The error is an
// [*Error] that points at the bytes that are wrong.
func Parse(s string, now time.Time) (Query, error) {
	root, err := parse(s, now)
	if err != nil {
		return Query{}, err
	}
	root.prepare()
	return Query{root}, nil
}

// Empty reports whether q holds of everything because nothing was asked.
func (q Query) Empty() bool { return q.root == nil }

// String returns q in its plainest form, which parses to the same query.
// Relative dates stay relative.
func (q Query) String() string {
	var b strings.Builder
	q.root.write(&b, opOr)
	return b.String()
}

// Term is one condition that every match fulfils.
type Term struct {
	Field string
	Value string // folded ([Fold])
}

// Required returns the conditions at the top of q that every match fulfils
// and an index can narrow by: tag (the whole tag, folded), id (its beginning),
// speaker (words of a name, alias or id), topic (words of an id or label, an
// alias, or one of these of the parent), country, source, kind, lang, is.
// Words with * or ~, negations and alternatives are left out.
func (q Query) Required() []Term {
	var out []Term
	for _, n := range q.root.conjuncts() {
		if n.op != opTerm || n.term.mode != whole {
			continue
		}
		switch n.term.field {
		case fieldID, fieldSpeaker, fieldTopic, fieldTag, fieldSource, fieldCountry, fieldKind, fieldLang, fieldIs:
			out = append(out, Term{n.term.field, Fold(n.term.value)})
		}
	}
	return out
}

// Statements returns the part of q that can be asked about a single statement
// (a document that holds no other): the conditions at its top that are made of
// speaker:, said: and topic: alone. It is empty when there are none.
func (q Query) Statements() Query {
	var kept []*node
	for _, n := range q.root.conjuncts() {
		if n.aboutStatements() {
			kept = append(kept, n)
		}
	}
	switch len(kept) {
	case 0:
		return Query{}
	case 1:
		return Query{kept[0]}
	}
	return Query{&node{op: opAnd, kids: kept, plan: kept}}
}

// Asks reports whether a term of field with value ("" is any) stands in q
// without being negated.
func (q Query) Asks(field, value string) bool {
	for t, positive := range q.root.terms() {
		if positive && t.field == field && (value == "" || Fold(t.value) == Fold(value)) {
			return true
		}
	}
	return false
}

// Highlights returns the free words and phrases of q that are not negated, as
// typed, without the marks * and ~. [Query.Find] gives their places in a text.
func (q Query) Highlights() []string {
	var out []string
	for t, positive := range q.root.terms() {
		if positive && t.field == fieldWords {
			out = append(out, t.value)
		}
	}
	return out
}

// Document is what a query is asked about. Bodies are functions, called at
// most once each and only when a term needs them; a nil one stands for an
// empty body.
type Document struct {
	Briefing    *briefings.Briefing
	Text        func() string
	Analysis    func() *briefings.Analysis
	Annotations func() []briefings.Annotation
}
