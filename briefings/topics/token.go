package topics

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a word, a number or a mark of punctuation of a text.
type token struct {
	start, end int32
	word       int32 // id in the vocabulary, or -1
	number     int16 // of a number of at most three digits, or -1
	gap        gap   // what stands before it
	class      class
}

type gap uint8

// Gaps. A name reaches over all of them but a break.
const (
	glued  gap = iota // nothing: a letter beside a digit
	hyphen            // a hyphen, dash or slash
	space
	broken // a blank line, a dash between words, the beginning
)

type class uint8

// Classes of tokens.
const (
	lower   class = iota // a word that begins with a small letter or has none
	initial              // begins with a capital
	capital              // two letters or more, all capitals
	digits
	mark // punctuation
)

// tokenize cuts text into tokens. Words are runs of letters, cut where digits
// begin, so that COP29 is COP and 29; "'s" is left out; dotted initials (U.S.)
// are one word; + is a token, so that OPEC+ is not OPEC. look gives the id of
// a folded word, or -1.
func tokenize(text string, look func([]byte) int32) []token {
	return appendTokens(make([]token, 0, len(text)/5+1), make([]byte, 0, 64), text, look)
}

// appendTokens appends the tokens of text to out; buf is room for a word.
func appendTokens(out []token, buf []byte, text string, look func([]byte) int32) []token {
	s := scanner{text: text, look: look, buf: buf}
	for s.pos < len(text) {
		if t, ok := s.next(); ok {
			out = append(out, t)
			s.gap = glued
			if t.class == mark {
				s.gap = hyphen // punctuation is never a part of a word
			}
		}
	}
	return out
}

type scanner struct {
	text string
	look func([]byte) int32
	buf  []byte
	pos  int
	gap  gap
	init bool
}

// next reads a token or what stands between two.
func (s *scanner) next() (token, bool) {
	if !s.init {
		s.init, s.gap = true, broken
	}
	c := s.text[s.pos]
	switch {
	case isLetter(c):
		return s.letters(), true
	case c >= '0' && c <= '9':
		return s.digits(), true
	case c == ' ' || c == '\t':
		s.gap = max(s.gap, space)
		s.pos++
		return token{}, false
	case c == '\n':
		s.gap = max(s.gap, space)
		if strings.HasPrefix(s.text[s.pos+1:], "\n") {
			s.gap = broken
		}
		s.pos++
		return token{}, false
	case c == '-' || c == '/':
		s.dash(1)
		return token{}, false
	case c < utf8.RuneSelf:
		return s.punctuation(1), true
	}
	return s.wide()
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// dash takes a hyphen of n bytes: one between two words joins them.
func (s *scanner) dash(n int) {
	if s.gap == glued {
		s.gap = hyphen
	} else {
		s.gap = broken
	}
	s.pos += n
}

// wide reads a character beyond ASCII.
func (s *scanner) wide() (token, bool) {
	r, n := utf8.DecodeRuneInString(s.text[s.pos:])
	switch {
	case unicode.IsLetter(r):
		return s.letters(), true
	case r == '‐' || r == '‑' || r == '–':
		s.dash(n)
		return token{}, false
	case unicode.IsSpace(r):
		s.gap = max(s.gap, space)
		s.pos += n
		return token{}, false
	case unicode.IsMark(r) || unicode.Is(unicode.Cf, r):
		s.pos += n
		return token{}, false
	}
	return s.punctuation(n), true
}

func (s *scanner) punctuation(n int) token {
	t := token{start: int32(s.pos), end: int32(s.pos + n), word: -1, number: -1, gap: s.gap, class: mark}
	if t.gap == glued {
		t.gap = hyphen
	}
	if n == 1 {
		t.word = s.look(append(s.buf[:0], s.text[s.pos]))
	}
	s.pos += n
	return t
}

func (s *scanner) digits() token {
	t := token{start: int32(s.pos), number: -1, gap: s.gap, class: digits}
	for s.pos < len(s.text) && s.text[s.pos] >= '0' && s.text[s.pos] <= '9' {
		s.pos++
	}
	t.end = int32(s.pos)
	word := s.text[t.start:t.end]
	if len(word) <= 3 && word[0] != '0' {
		n := int16(0)
		for i := range len(word) {
			n = n*10 + int16(word[i]-'0')
		}
		t.number = n
	}
	t.word = s.look(append(s.buf[:0], word...))
	return t
}

// letters reads a word.
func (s *scanner) letters() token {
	t := token{start: int32(s.pos), number: -1, gap: s.gap}
	buf, count, capitals := s.buf[:0], 0, 0
	if end := s.dotted(); end > 0 {
		for i := s.pos; i < end; i++ {
			if c := s.text[i]; c != '.' {
				buf = append(buf, c|0x20)
			}
		}
		s.pos, t.end, t.class = end, int32(end), capital
		t.word = s.look(buf)
		return t
	}
	first := false
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		if isLetter(c) {
			if c <= 'Z' {
				capitals++
				first = first || count == 0
			}
			count++
			buf = append(buf, c|0x20)
			s.pos++
			continue
		}
		r, n := utf8.DecodeRuneInString(s.text[s.pos:])
		switch {
		case c >= utf8.RuneSelf && unicode.IsLetter(r):
			if unicode.IsUpper(r) {
				capitals++
				first = first || count == 0
			}
			count++
			buf = appendFolded(buf, r)
		case unicode.IsMark(r):
			// a combining accent: not part of the folded word
		case (r == '\'' || r == '’') && s.apostrophe(n):
			buf = append(buf, '\'')
		default:
			return s.word(t, buf, count, capitals, first)
		}
		s.pos += n
	}
	return s.word(t, buf, count, capitals, first)
}

// word finishes the word that buf holds, and passes a possessive after it.
func (s *scanner) word(t token, buf []byte, count, capitals int, first bool) token {
	t.end = int32(s.pos)
	switch {
	case capitals == count && count > 1:
		t.class = capital
	case first:
		t.class = initial
	}
	t.word = s.look(buf)
	rest := s.text[s.pos:]
	for _, q := range [...]string{"'", "’"} {
		if tail, ok := strings.CutPrefix(rest, q); ok {
			if len(tail) > 0 && (tail[0] == 's' || tail[0] == 'S') && !startsWord(tail[1:]) {
				s.pos += len(q) + 1
			}
		}
	}
	return t
}

// apostrophe reports whether the apostrophe of n bytes at the cursor stands
// inside a word and begins no possessive.
func (s *scanner) apostrophe(n int) bool {
	tail := s.text[s.pos+n:]
	if !startsWord(tail) {
		return false
	}
	return tail[0] != 's' && tail[0] != 'S' || startsWord(tail[1:])
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// dotted returns the end of the dotted initials (U.S., D.P.R.K.) at the
// cursor, or 0.
func (s *scanner) dotted() int {
	letters, i := 0, s.pos
	for i+1 < len(s.text) && s.text[i] >= 'A' && s.text[i] <= 'Z' && s.text[i+1] == '.' {
		letters++
		i += 2
	}
	if letters > 0 && i < len(s.text) && s.text[i] >= 'A' && s.text[i] <= 'Z' && !startsWord(s.text[i+1:]) {
		letters++ // U.S without the last dot
		i++
	}
	if letters < 2 {
		return 0
	}
	return i
}

// appendFolded appends r without case and diacritics.
func appendFolded(buf []byte, r rune) []byte {
	r = unicode.ToLower(r)
	switch r {
	case 'ı':
		return append(buf, 'i')
	case 'ə':
		return append(buf, 'a')
	case 'ø':
		return append(buf, 'o')
	case 'ł':
		return append(buf, 'l')
	case 'đ', 'ð':
		return append(buf, 'd')
	}
	var b [utf8.UTFMax]byte
	n := utf8.EncodeRune(b[:], r)
	d := norm.NFD.Properties(b[:n]).Decomposition()
	if d == nil {
		return append(buf, b[:n]...)
	}
	for _, part := range string(d) {
		if !unicode.IsMark(part) {
			buf = utf8.AppendRune(buf, part)
		}
	}
	return buf
}
