package attribution

import (
	"slices"
	"strings"
	"unicode/utf8"

	"readout/briefings"
)

// PieceLen is about how much text is analysed at once, in bytes: memory does
// not grow with a text that is longer than a book.
const PieceLen = 1 << 20

// maxKnown bounds how many people a series carries from piece to piece.
const maxKnown = 4096

// Series analyses a text that comes in pieces. People of earlier pieces are
// known in later ones, so that a surname alone is still somebody; what is said
// across the end of a piece is not put together.
type Series struct {
	context Context
	known   []person
	at      int
}

// Series begins a text of which c is known.
func (*Analyzer) Series(c Context) *Series { return &Series{context: c} }

// Next analyses the next piece. The spans of its result count from the
// beginning of the first one.
func (s *Series) Next(piece string) Result {
	r, k := analyze(piece, s.context, s.known)
	s.learn(k)
	r.shift(s.at)
	s.at += len(piece)
	return r
}

// learn keeps the people that k has by name, those of the newest piece last.
func (s *Series) learn(k *cast) {
	var rest, here []person
	for _, p := range k.people {
		if len(p.words) == 0 || p.weak {
			continue
		}
		if len(p.mentions) == 0 {
			rest = append(rest, p)
			continue
		}
		p.mentions, p.name, p.words = nil, strings.Clone(p.name), slices.Clone(p.words) // not the piece, of which they are parts
		for i, w := range p.words {
			p.words[i] = strings.Clone(w)
		}
		p.roles = slices.Clone(p.roles)
		for i := range p.roles {
			p.roles[i].text = strings.Clone(p.roles[i].text)
		}
		here = append(here, p)
	}
	all := slices.Concat(rest, here)
	s.known = all[max(0, len(all)-maxKnown):]
}

// meet makes the people of earlier pieces known.
func (k *cast) meet(known []person) {
	for _, p := range known {
		if k.sameFull(p.words, &mention{}) >= 0 { // the title has named them
			continue
		}
		k.people = append(k.people, p)
		k.index(len(k.people)-1, p.words)
	}
}

// shift moves every span of r by n bytes.
func (r *Result) shift(n int) {
	if n == 0 {
		return
	}
	move := func(s *briefings.Span) {
		if !s.Empty() {
			s.Start, s.End = s.Start+n, s.End+n
		}
	}
	for i := range r.People {
		for j := range r.People[i].Mentions {
			move(&r.People[i].Mentions[j])
		}
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		move(&s.Speaker.Span)
		move(&s.Cue)
		for j := range s.Content {
			move(&s.Content[j])
		}
		if s.Pair != nil {
			pair := *s.Pair
			move(&pair)
			s.Pair = &pair
		}
	}
}

// Cut returns the length of the piece with which text begins: all of it when
// that is little, else up to an end of a paragraph, line, sentence or word, the
// first of these that lies in the second half of PieceLen bytes.
func Cut(text string) int {
	if len(text) <= 2*PieceLen {
		return len(text)
	}
	head := text[:PieceLen]
	for _, end := range []string{"\n\n", "\n", ". ", " "} {
		if i := strings.LastIndex(head, end); i >= PieceLen/2 {
			return i + len(end)
		}
	}
	n := PieceLen
	for n > PieceLen-utf8.UTFMax && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}

// long analyses a text in pieces.
func (a *Analyzer) long(text string, c Context) Result {
	var out Result
	at := map[string]int{}
	s := a.Series(c)
	for len(text) > 0 {
		n := Cut(text)
		r := s.Next(text[:n])
		text = text[n:]
		out.Statements = append(out.Statements, r.Statements...)
		out.People = Join(out.People, r.People, at)
	}
	return out
}

// Join adds the people of a later piece to those of earlier ones, of whom at
// holds the indexes by id.
func Join(all, more []briefings.Speaker, at map[string]int) []briefings.Speaker {
	for i := range more {
		p := &more[i]
		n, ok := at[p.ID]
		if !ok {
			at[p.ID] = len(all)
			all = append(all, *p)
			continue
		}
		all[n].Mentions = append(all[n].Mentions, p.Mentions...)
	}
	return all
}
