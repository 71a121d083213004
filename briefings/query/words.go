package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns s as the language compares it: without case and diacritics
// (Niinistö and NIINISTO are one), compatibility forms as their plain
// letters, typographic apostrophes as "'". An index of tags, ids or names that
// is narrowed by a [Term] holds folded keys.
func Fold(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	// Decompose, drop the marks, and fold what is left. Case folding may bring
	// marks of its own (İ becomes i and a dot above), so it goes first.
	for _, r := range norm.NFKD.String(cases.Fold().String(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '’' || r == 'ʼ' || r == '‘':
			b.WriteByte('\'')
		default:
			if to, ok := letters[r]; ok {
				b.WriteString(to)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// letters are those that Unicode does not decompose and that names are
// commonly written without.
var letters = map[rune]string{
	'ı': "i", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ħ': "h", 'ŋ': "n", 'ə': "a",
}

// plain reports whether s is its own folded form, and is ASCII.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || 'A' <= s[i] && s[i] <= 'Z' {
			return false
		}
	}
	return true
}

// token is one word of a text: its folded form and its bytes in the text.
type token struct {
	word       string
	start, end int32
	joined     bool // nothing but one hyphen stands between this word and the one before
	first      bool // the first word after a blank line: no phrase reaches over it
}

// tokenize returns the words of text by Unicode's default word boundaries
// (UAX #29). "'s" and dots between single letters are dropped: "Norland's" is
// "norland", "U.S." is "us". Words around a hyphen are words of their own.
//
// White space is a boundary whatever stands beside it, so the text is taken
// chunk by chunk between white space, and a chunk in ASCII, as most are, by a
// loop of our own (an eighth of the time).
func tokenize(text string) []token {
	z := tokenizer{text: text, low: lowerASCII(text), first: true, out: make([]token, 0, len(text)/7+2)}
	for i := 0; i < len(text); {
		switch c := text[i]; c {
		case ' ', '\t', '\r', '\v', '\f':
			i++
			continue
		case '\n':
			z.first = z.first || i+1 < len(text) && text[i+1] == '\n'
			i++
			continue
		}
		end, ascii := i, true
		for end < len(text) && text[end] > ' ' {
			ascii = ascii && text[end] < utf8.RuneSelf
			end++
		}
		switch {
		case end == i: // a control character
			end++
		case ascii:
			z.ascii(i, end)
		default:
			z.unicode(i, end)
		}
		i = end
	}
	return z.out
}

// tokenizer collects the words of a text.
type tokenizer struct {
	text, low string // as it is; with the letters of ASCII in lower case
	first     bool
	out       []token
}

// lowerASCII returns s with A to Z in lower case, in as many bytes.
func lowerASCII(s string) string {
	if plain(s) {
		return s
	}
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// add appends the word at [start, end), folded by the caller.
func (z *tokenizer) add(word string, start, end int) {
	word = trimWord(word)
	if word == "" {
		return
	}
	joined := false
	if len(z.out) > 0 && !z.first {
		joined = hyphenAlone(z.text[z.out[len(z.out)-1].end:start])
	}
	z.out = append(z.out, token{word, int32(start), int32(end), joined, z.first})
	z.first = false
}

// ascii takes the chunk [i, end), which holds neither white space nor a
// character beyond ASCII. Letters, digits and _ make words; a mark between
// two letters or two digits may be inside one (rules WB6 to WB12).
func (z *tokenizer) ascii(i, end int) {
	for i < end {
		if asciiClass[z.text[i]] == 0 {
			i++
			continue
		}
		start := i
		for i++; i < end; i++ {
			if asciiClass[z.text[i]] != 0 {
				continue
			}
			if i+1 >= end || !within(asciiClass[z.text[i-1]], z.text[i], asciiClass[z.text[i+1]]) {
				break
			}
		}
		z.add(z.low[start:i], start, i)
	}
}

// Classes of characters of words.
const (
	asciiLetter = 1 + iota
	asciiDigit
	asciiLine // _
)

var asciiClass = func() (c [256]uint8) {
	for i := range 26 {
		c['a'+i], c['A'+i] = asciiLetter, asciiLetter
	}
	for i := range 10 {
		c['0'+i] = asciiDigit
	}
	c['_'] = asciiLine
	return c
}()

// within reports whether mark, between characters of two classes, is inside a word.
func within(before uint8, mark byte, after uint8) bool {
	switch mark {
	case '.', '\'':
		return before == after && (before == asciiLetter || before == asciiDigit)
	case ':':
		return before == asciiLetter && after == asciiLetter
	case ',', ';':
		return before == asciiDigit && after == asciiDigit
	}
	return false
}

// unicode takes the chunk [i, end).
func (z *tokenizer) unicode(i, end int) {
	seg := words.FromString(z.low[i:end])
	for seg.Next() {
		v := seg.Value()
		r, _ := utf8.DecodeRuneInString(v)
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '_' {
			z.add(Fold(v), i+seg.Start(), i+seg.End())
		}
	}
}

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '–' }

// hyphenAlone reports whether between is one hyphen and nothing else.
func hyphenAlone(between string) bool {
	r, n := utf8.DecodeRuneInString(between)
	return n == len(between) && isHyphen(r)
}

// trimWord drops a possessive and the dots of initials from a folded word.
func trimWord(w string) string {
	if len(w) > 2 && w[len(w)-2] == '\'' && w[len(w)-1] == 's' {
		w = w[:len(w)-2]
	}
	if strings.IndexByte(w, '.') < 0 {
		return w
	}
	for i, part := range strings.Split(w, ".") {
		if utf8.RuneCountInString(part) > 1 || i == 0 && part == "" {
			return w
		}
	}
	return strings.ReplaceAll(w, ".", "")
}

// distance returns the number of insertions, deletions, replacements and
// swaps of neighbours that turn a into b (optimal string alignment, Damerau
// 1964), or limit when it is at least that.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row := rows[(i+2)%3], rows[i%3], rows[(i+1)%3]
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least >= limit {
			return limit
		}
	}
	return min(limit, rows[(len(a)+1)%3][len(b)])
}
