package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word or a mark of the text.
type token struct {
	start, end int
	quote      int  // index of the quotation that holds the token (marks included), or -1
	mark       rune // the mark, with every double quotation mark as in markOpen and markClose; 0 for a word
	shape      shape
	gap        bool // white space stands before it
	brk        bool // a line feed stands before it
	lex        *lexeme
}

// shape says how a word is written.
type shape uint8

const (
	lower shape = iota
	capital
	allCaps // two letters and more
	number
)

// The classes of quotation marks; every other mark stands for itself.
const (
	markOpen    = '“'
	markClose   = '”'
	markNeutral = '"' // opens or closes
	markSingle  = '‘' // opens a short quotation; its end is an apostrophe
)

func (t *token) word() bool { return t.mark == 0 }

func (t *token) is(f flag) bool { return t.lex.flags&f != 0 }

// capped reports whether t is a word that begins with a capital letter.
func (t *token) capped() bool { return t.mark == 0 && (t.shape == capital || t.shape == allCaps) }

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// tokenize cuts text into words and marks. A word keeps hyphens, apostrophes
// and the dots of abbreviations inside; the possessive "'s" is a word of its own.
func tokenize(text string, words *lexicon) []token {
	return appendTokens(make([]token, 0, len(text)/4+8), text, words)
}

// appendTokens appends the tokens of text.
func appendTokens(tokens []token, text string, words *lexicon) []token {
	gap, brk := true, false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == '\n' || r == '\r' {
			gap, brk = true, true
			i += n
			continue
		}
		if unicode.IsSpace(r) || r == '\u200b' {
			gap = true
			i += n
			continue
		}
		t := token{start: i, quote: -1, gap: gap, brk: brk, lex: &unknown}
		if end, mark := mojibake(text, i, r); mark != 0 {
			i, t.mark, t.end = end, mark, end
			if possessive(text, &t) {
				t.mark, t.end = 0, t.end+1
				t.lex = &possessiveS
				i = t.end
			}
		} else if isWordRune(r) {
			i = wordEnd(text, i, words)
			t.end = i
			t.shape = shapeOf(text[t.start:t.end])
			t.lex = words.find(text[t.start:t.end])
		} else {
			i, t.mark = markEnd(text, i, r, n)
			t.end = i
			if possessive(text, &t) {
				t.mark, t.end = 0, t.end+1
				t.lex = &possessiveS
				i = t.end
			}
		}
		gap, brk = false, false
		tokens = append(tokens, t)
	}
	return tokens
}

// possessive reports whether the mark t is the apostrophe of "'s" after a word.
func possessive(text string, t *token) bool {
	if t.gap || t.mark != '\'' && t.mark != '’' || t.end >= len(text) || text[t.end]|0x20 != 's' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[t.end+1:])
	return t.end+1 == len(text) || !isWordRune(r)
}

// wordEnd returns the end of the word that begins at i.
func wordEnd(text string, i int, words *lexicon) int {
	start, dots := i, false
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if isWordRune(r) {
			if _, mark := mojibake(text, i, r); mark != 0 {
				return i
			}
			i += n
			continue
		}
		next, m := utf8.DecodeRuneInString(text[i+n:])
		if m == 0 || !isWordRune(next) {
			if r == '.' && (dots || words.abbreviation(text[start:i])) {
				return i + n
			}
			return i
		}
		switch {
		case isApostrophe(r):
			after, _ := utf8.DecodeRuneInString(text[i+n+m:])
			if next|0x20 == 's' && !isWordRune(after) {
				return i // "'s" is a word of its own
			}
		case r == '-' || r == '‑' || r == '\u00ad' || r == '\u200c' || r == '\u200d' || r == '&':
		case r == '.' && unicode.IsLetter(next) && i-start <= 4 && (dots || utf8.RuneCountInString(text[start:i]) == 1 || i-start >= 3 && text[i-2] == '-'):
			dots = true
		case r == '.' && unicode.IsLetter(next) && words.domain(text, i+n):
		case (r == '.' || r == ',') && unicode.IsDigit(next) && text[i-1] >= '0' && text[i-1] <= '9':
		default:
			return i
		}
		i += n
	}
	return i
}

// mojibake reads the mark at i whose three bytes were each taken for a
// character: "â€œ" for “. The last character of ” is often lost. The mark is 0
// where there is none.
func mojibake(text string, i int, r rune) (end int, mark rune) {
	if r != 'â' {
		return i, 0
	}
	rest := text[i+len("â"):]
	after, ok := strings.CutPrefix(rest, "€")
	if !ok {
		if after, ok = strings.CutPrefix(rest, "\u0080"); !ok {
			return i, 0
		}
	}
	end = len(text) - len(after)
	last, n := utf8.DecodeRuneInString(after)
	switch last {
	case 'œ', '\u009c':
		return end + n, markOpen
	case '\u009d', utf8.RuneError:
		return end + n, markClose
	case '˜', '\u0098':
		return end + n, markSingle
	case '™', '\u0099':
		return end + n, '’'
	case '¦':
		return end + n, '…'
	case '“', '”', '\u0093', '\u0094':
		return end + n, '—'
	}
	return end, markClose
}

// markEnd returns the end and the class of the mark at i.
func markEnd(text string, i int, r rune, n int) (int, rune) {
	switch r {
	case '“', '«':
		return i + n, r
	case '”', '»':
		return i + n, r
	case '\'', '’', '‘', '`', '.', '-':
		run := i + n
		for run < len(text) && run-i < 4*n {
			q, m := utf8.DecodeRuneInString(text[run:])
			if q != r {
				break
			}
			run += m
		}
		count := (run - i) / n
		switch {
		case (r == '\'' || r == '`' || r == '‘' || r == '’') && count == 2:
			return run, markNeutral
		case r == '.' && count >= 2:
			return run, '…'
		case r == '-' && count >= 2:
			return run, '—'
		}
		return i + n, r
	case '–', '―':
		return i + n, '—'
	}
	return i + n, r
}

func shapeOf(w string) shape {
	letters, upper, first := 0, 0, true
	s := lower
	for _, r := range w {
		switch {
		case r >= 'a' && r <= 'z':
			letters++
		case r >= 'A' && r <= 'Z':
			letters++
			upper++
			if first {
				s = capital
			}
		case r >= '0' && r <= '9':
			if first {
				s = number
			}
		case unicode.IsLetter(r):
			letters++
			if unicode.IsUpper(r) {
				upper++
				if first {
					s = capital
				}
			}
		}
		first = false
	}
	if letters >= 2 && upper == letters && s == capital {
		return allCaps
	}
	return s
}
