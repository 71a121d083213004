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
	start, end int
	joined     bool // nothing but one hyphen stands between this word and the one before
	first      bool // the first word after a blank line: no phrase reaches over it
}

// tokenize returns the words of text by Unicode's default word boundaries
// (UAX #29). "'s" and dots between single letters are dropped: "Norland's" is
// "norland", "U.S." is "us". Words around a hyphen are words of their own.
func tokenize(text string) []token {
	out := make([]token, 0, len(text)/6+1)
	first, end, hyphens := true, 0, 0
	seg := words.FromString(text)
	for seg.Next() {
		v := seg.Value()
		r, _ := utf8.DecodeRuneInString(v)
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && r != '_' {
			switch {
			case isHyphen(r):
				hyphens++
			case r == '\n' && (strings.HasPrefix(text[seg.End():], "\n") || seg.Start() > 0 && text[seg.Start()-1] == '\n'):
				first = true
			}
			continue
		}
		w := trimWord(Fold(v))
		if w == "" {
			continue
		}
		start := seg.Start()
		joined := !first && len(out) > 0 && hyphens == 1 && hyphenWide(text[end:start])
		out = append(out, token{w, start, seg.End(), joined, first})
		first, end, hyphens = false, seg.End(), 0
	}
	return out
}

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '–' }

// hyphenWide reports whether between is one hyphen and nothing else.
func hyphenWide(between string) bool {
	r, n := utf8.DecodeRuneInString(between)
	return n == len(between) && isHyphen(r)
}

// trimWord drops a possessive and the dots of initials from a folded word.
func trimWord(w string) string {
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "'")
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
