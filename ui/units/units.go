// Package units cuts the text of a briefing into what a reader moves by
// (characters, words, sentences, paragraphs) and finds words in it. It knows
// no screen: offsets are bytes of Text, spans half-open.
package units

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"

	"readout/briefings"
)

// Units cuts a Text into what a cursor moves by: characters as readers see
// them, words and sentences (Unicode Standard Annex 29), and paragraphs, which
// are the revision's blocks. Every method looks at a bounded window around an
// offset, so that a block of a whole transcript costs no more than a short one.
type Units struct {
	text   string
	blocks []briefings.Span // not empty, sorted
}

// New returns the units of a text with the spans of its blocks.
func New(text string, blocks []briefings.Span) Units {
	u := Units{text: text}
	for _, b := range blocks {
		if !b.Empty() && b.Start >= 0 && b.End <= len(text) {
			u.blocks = append(u.blocks, b)
		}
	}
	if len(u.blocks) == 0 && text != "" {
		u.blocks = []briefings.Span{{Start: 0, End: len(text)}}
	}
	return u
}

// Window is how far, in bytes, a boundary is looked for before a guess is taken.
const Window = 4096

// boundary returns an offset at or before off where a character certainly
// begins: between two ASCII bytes, or far enough away not to matter.
func (u Units) boundary(off int) int {
	for p := off; p > 0; p-- {
		ascii := p < len(u.text) && u.text[p] < utf8.RuneSelf && u.text[p-1] < utf8.RuneSelf
		if ascii && (u.text[p] != '\n' || u.text[p-1] != '\r') {
			return p
		}
		if off-p > Window && p < len(u.text) && utf8.RuneStart(u.text[p]) {
			return p
		}
	}
	return 0
}

// Next returns the end of the character that begins at off.
func (u Units) Next(off int) int {
	if off >= len(u.text) {
		return len(u.text)
	}
	if c := u.text[off]; c < utf8.RuneSelf && c != '\r' && (off+1 == len(u.text) || u.text[off+1] < utf8.RuneSelf) {
		return off + 1
	}
	it := graphemes.FromString(u.text[off:])
	if !it.Next() {
		return len(u.text)
	}
	return off + len(it.Value())
}

// Snap returns the beginning of the character at off, at most the last one.
func (u Units) Snap(off int) int {
	if off <= 0 || u.text == "" {
		return 0
	}
	if off >= len(u.text) {
		return u.Prev(len(u.text))
	}
	p := u.boundary(off)
	for {
		n := u.Next(p)
		if n > off || n <= p {
			return p
		}
		p = n
	}
}

// Prev returns the beginning of the character that ends at or before off.
func (u Units) Prev(off int) int {
	if off <= 0 {
		return 0
	}
	p := u.boundary(off - 1)
	for {
		n := u.Next(p)
		if n >= off || n <= p {
			return p
		}
		p = n
	}
}

// wordlike reports whether a token is a word and not space or punctuation.
func wordlike(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
	}
	return false
}

// spaceBefore returns the beginning of a run of text after white space, at
// least min bytes before off, or 0.
func (u Units) spaceBefore(off, least int) int {
	for p := off - least; p > 0; p-- {
		if c := u.text[p-1]; c == ' ' || c == '\n' {
			return p
		}
		if off-least-p > Window && utf8.RuneStart(u.text[p]) {
			return p
		}
	}
	return 0
}

// WordAfter returns the first word that begins after off.
func (u Units) WordAfter(off int) (briefings.Span, bool) {
	return u.word(off, func(w briefings.Span) bool { return w.Start > off })
}

// WordEndAfter returns the first word whose last character begins after off.
func (u Units) WordEndAfter(off int) (briefings.Span, bool) {
	return u.word(off, func(w briefings.Span) bool { return u.Prev(w.End) > off })
}

func (u Units) word(off int, fits func(briefings.Span) bool) (briefings.Span, bool) {
	at := u.spaceBefore(off, 64)
	it := words.FromString(u.text[at:])
	for it.Next() {
		w := briefings.Span{Start: at, End: at + len(it.Value())}
		at = w.End
		if w.End > off && wordlike(it.Value()) && fits(w) {
			return w, true
		}
	}
	return briefings.Span{}, false
}

// WordBefore returns the last word that begins before off.
func (u Units) WordBefore(off int) (briefings.Span, bool) {
	for back := 64; ; back *= 8 {
		at := u.spaceBefore(off, back)
		first, found, last := at, false, briefings.Span{}
		it := words.FromString(u.text[at:min(len(u.text), off+Window)])
		for it.Next() {
			w := briefings.Span{Start: at, End: at + len(it.Value())}
			at = w.End
			if w.Start >= off {
				break
			}
			if wordlike(it.Value()) {
				last, found = w, true
			}
		}
		if found || first == 0 {
			return last, found
		}
	}
}

// Block returns the index of the paragraph at off: the one that holds it, else
// the one before.
func (u Units) Block(off int) int {
	i := sort.Search(len(u.blocks), func(i int) bool { return u.blocks[i].Start > off })
	return max(i-1, 0)
}

// Paragraph returns the paragraph at off: the one that holds it, else the one
// before.
func (u Units) Paragraph(off int) briefings.Span {
	if len(u.blocks) == 0 {
		return briefings.Span{}
	}
	return u.blocks[u.Block(off)]
}

// NextParagraph returns where the paragraph after off begins, or the last
// character.
func (u Units) NextParagraph(off int) int {
	i := sort.Search(len(u.blocks), func(i int) bool { return u.blocks[i].Start > off })
	if i < len(u.blocks) {
		return u.blocks[i].Start
	}
	return u.Prev(len(u.text))
}

// PrevParagraph returns where the paragraph at off begins, or the one before
// when off is that place.
func (u Units) PrevParagraph(off int) int {
	i := sort.Search(len(u.blocks), func(i int) bool { return u.blocks[i].Start >= off })
	if i > 0 {
		return u.blocks[i-1].Start
	}
	return 0
}

// sentenceReach bounds how far a sentence is followed in each direction, bytes.
const sentenceReach = 8192

// Sentence returns the sentence at off, without white space around it; the
// paragraph bounds it.
func (u Units) Sentence(off int) briefings.Span {
	p := u.Paragraph(off)
	if p.Empty() {
		return p
	}
	from := p.Start
	if off-from > sentenceReach {
		from = max(from, u.spaceBefore(off, sentenceReach))
	}
	to := p.End
	if to-off > sentenceReach {
		to = u.Snap(off + sentenceReach)
	}
	start, at := from, from
	it := sentences.FromString(u.text[from:to])
	for it.Next() {
		at += len(it.Value())
		if at < to && abbreviated(u.text[start:at]) {
			continue // not the end of a sentence
		}
		if at > off {
			break
		}
		start = at
	}
	return u.trim(briefings.Span{Start: start, End: at})
}

// NextSentence returns where the sentence after off begins.
func (u Units) NextSentence(off int) int {
	at := u.Sentence(off).End
	for at < len(u.text) {
		r, n := utf8.DecodeRuneInString(u.text[at:])
		if !unicode.IsSpace(r) && at > off {
			return u.Snap(at)
		}
		at += n
	}
	return u.Prev(len(u.text))
}

// PrevSentence returns where the sentence at off begins, or the one before
// when off is that place.
func (u Units) PrevSentence(off int) int {
	s := u.Sentence(off)
	if off > s.Start {
		return s.Start
	}
	before := strings.TrimRightFunc(u.text[:s.Start], unicode.IsSpace)
	if before == "" {
		return 0
	}
	return u.Sentence(u.Prev(len(before))).Start
}

// Number returns the number of the paragraph at off, from 1; 0 in an empty text.
func (u Units) Number(off int) int {
	if len(u.blocks) == 0 {
		return 0
	}
	return u.Block(off) + 1
}

// Paragraphs returns the paragraphs that have text, in order.
func (u Units) Paragraphs() []briefings.Span { return u.blocks }

// trim returns s without white space at its ends.
func (u Units) trim(s briefings.Span) briefings.Span {
	t := u.text[s.Start:s.End]
	s.Start += len(t) - len(strings.TrimLeftFunc(t, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimSpace(t))
	return s
}

// abbreviations are words before whose full stop no sentence ends; the
// annex's rules know none. Initials and letters with stops ("U.S.") are told by
// their shape.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "st": true, "sen": true, "rep": true, "gov": true,
	"gen": true, "lt": true, "col": true, "maj": true, "capt": true, "sgt": true, "adm": true, "hon": true, "rev": true,
	"amb": true, "messrs": true, "mme": true, "no": true, "nos": true, "art": true, "para": true, "vs": true,
	"jan": true, "feb": true, "aug": true, "sept": true, "oct": true, "nov": true, "dec": true, "jr": true,
}

// abbreviated reports whether s ends in an abbreviation and not at the end of
// a sentence. It reads the last word only.
func abbreviated(s string) bool {
	if strings.HasSuffix(s, "\n") {
		return false // a line of a list or a hard break ends here
	}
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	if !strings.HasSuffix(s, ".") {
		return false
	}
	s = s[:len(s)-1]
	word := s[strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' })+1:]
	if abbreviations[strings.ToLower(word)] {
		return true
	}
	last := word[strings.LastIndexByte(word, '.')+1:]
	r, n := utf8.DecodeRuneInString(last)
	return n > 0 && n == len(last) && unicode.IsUpper(r)
}
