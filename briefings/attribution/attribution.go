// Package attribution finds who said what in a text: its own rules over
// words, without a model, without a network, in time linear in the text.
//
// The work goes through stages, each of which hands a small type to the next:
//
//	tokens      words, marks, sentences, paragraphs, quotations   token.go, layout.go, shout.go, lexicon.go
//	mentions    names with titles, offices, bodies, places        mention.go, phrase.go
//	people      one for all mentions; offices by date             people.go, tables.go, holders.go
//	turns       labels of transcripts, authors by the title       turns.go, author.go
//	exchange    questions and answers, who asks, refusals         exchange.go, asker.go
//	cues        verbs and phrases of saying, and their source     cue.go, source.go
//	rules       clauses, quotations, "according to"               rules.go, content.go, before.go, quotes.go
//	resolution  pronouns, offices, groups -> people               resolve.go, describe.go, offices.go, pronouns.go
//	readouts    what only readouts and joint statements have      readout.go
//	within      what turns and authors report of others               within.go
//	statements  spans, kinds, grounds, confidence                 statement.go
//
// A stage reads what earlier stages found and does not go back to it; only
// resolution adds to the people. So a better rule, or a learned one, replaces
// a stage without touching the others.
package attribution

import "readout/briefings"

// Version numbers the rules: results of different versions may differ.
const Version = 2

// Context is what is known of a text besides the text. All of it is optional.
type Context struct {
	Date   briefings.Date // decides who holds an office
	Title  string
	Source string // the publisher, which is never a speaker of its own report
	URL    string
	Lang   string
	Kind   briefings.Kind
}

// Result is what was found. Spans are byte ranges of the text analysed.
type Result struct {
	People     []briefings.Speaker   // everybody named or resolved, in the order of first mention
	Statements []briefings.Statement // in the order of their first byte; Topics is left nil
}

// Analyzer finds people and statements. It has no state of its own; the
// tables behind it are read once, at first use.
type Analyzer struct{}

// New returns an analyser, which any number of goroutines may use.
func New() *Analyzer { return &Analyzer{} }

// Analyze finds the people and statements of text. It never fails: a text in
// which nothing is found gives an empty result. A text of more than two
// [PieceLen] is analysed piece by piece, see [Series].
func (a *Analyzer) Analyze(text string, c Context) Result {
	if Cut(text) < len(text) {
		return a.long(text, c)
	}
	r, _ := analyze(text, c, nil)
	return r
}

// analyze analyses a text in which those known may be named.
func analyze(text string, c Context, known []person) (Result, *cast) {
	p := newPage(text)
	f := &finder{page: p, covered: make([]bool, len(p.quotes))}
	k := newCast(p, c, known)
	f.cast = k
	p.genre = genreOf(k)
	f.turns(k)
	f.wholeText(k)
	for n := range p.sentences {
		since := len(f.drafts)
		if f.turnFrom[p.sentences[n].para] < p.sentences[n].to {
			continue // of a turn, see within
		}
		f.sentenceStatements(n)
		f.carryOn(n, since)
	}
	f.within()
	return k.result(f.drafts), k
}
