package dialog

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefings/query"
)

// pattern is what a palette looks for, taken apart once for many texts. It is
// not for use by several goroutines at a time.
type pattern struct {
	words   [][]byte
	letters []byte // the same without blanks
	text    []byte // the folded text at hand
	at      []int  // where its bytes stand in the text; only if asked for
	runes   map[rune]string
}

func newPattern(s string) *pattern {
	p := &pattern{runes: map[rune]string{}}
	for w := range strings.FieldsSeq(s) {
		p.fold(w, false)
		if len(p.text) > 0 {
			p.words = append(p.words, bytes.Clone(p.text))
			p.letters = append(p.letters, p.text...)
		}
	}
	return p
}

// fold puts a text without case and diacritics into p.text.
func (p *pattern) fold(s string, places bool) {
	p.text, p.at = p.text[:0], p.at[:0]
	for i := 0; i < len(s); {
		c, n := s[i], 1
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			p.text = append(p.text, c)
		} else {
			var r rune
			r, n = utf8.DecodeRuneInString(s[i:])
			f, ok := p.runes[r]
			if !ok {
				f = query.Fold(string(r))
				p.runes[r] = f
			}
			p.text = append(p.text, f...)
		}
		for places && len(p.at) < len(p.text) {
			p.at = append(p.at, i)
		}
		i += n
	}
}

// score says how well the pattern fits a text: 0 not at all. See [Score].
func (p *pattern) score(s string) int {
	if len(p.words) == 0 {
		return 1
	}
	p.fold(s, false)
	score := 0
	for _, w := range p.words {
		at := p.word(w)
		switch {
		case at < 0:
			_, score := p.scattered()
			return score
		case at == 0:
			score += 400
		case begins(p.text, at):
			score += 300
		default:
			score += 200
		}
	}
	return score + max(0, 100-len(p.text)/4)
}

// word returns where a word of the pattern stands in the text: at the
// beginning of a word, if it does anywhere, or else anywhere; or -1.
func (p *pattern) word(w []byte) int {
	first := bytes.Index(p.text, w)
	for at := first; at >= 0; {
		if begins(p.text, at) {
			return at
		}
		next := bytes.Index(p.text[at+1:], w)
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return first
}

// begins reports whether a word begins at a byte of a text.
func begins(text []byte, at int) bool {
	if at == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRune(text[:at])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// scattered finds the letters of the pattern in order in the text, from the
// beginning of a word on, not scattered wider than three times their number.
// It returns where they stand in the folded text, and how good that is.
func (p *pattern) scattered() (places []int, score int) {
	want := p.letters
	for start := range p.text {
		if p.text[start] != want[0] || !begins(p.text, start) {
			continue
		}
		i, at := 1, start+1
		for ; i < len(want) && at < len(p.text) && at-start <= 3*len(want); at++ {
			if p.text[at] == want[i] {
				i++
			}
		}
		if i == len(want) && 101-(at-start) > score {
			score = 101 - (at - start)
			places = append(places[:0], start)
		}
	}
	if score <= 0 {
		return nil, 0
	}
	for at := places[0] + 1; len(places) < len(want); at++ {
		if p.text[at] == want[len(places)] {
			places = append(places, at)
		}
	}
	return places, score
}

// marks returns the byte ranges of a text that the pattern matched, in order.
func (p *pattern) marks(s string) [][2]int {
	if len(p.words) == 0 {
		return nil
	}
	p.fold(s, true)
	hit := make([]bool, len(s)+1)
	set := func(from, n int) {
		for i := from; i < from+n; i++ {
			hit[p.at[i]] = true
		}
	}
	for _, w := range p.words {
		at := p.word(w)
		if at < 0 {
			clear(hit)
			places, _ := p.scattered()
			for _, at := range places {
				set(at, 1)
			}
			break
		}
		set(at, len(w))
	}
	var out [][2]int
	for i := range s {
		_, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case !hit[i]:
		case len(out) > 0 && out[len(out)-1][1] == i:
			out[len(out)-1][1] += n
		default:
			out = append(out, [2]int{i, i + n})
		}
	}
	return out
}

// Score says how well a pattern fits a text: 0 not at all, the more the
// better. Every word of the pattern must stand in the text, or all its letters
// in order; case and diacritics do not matter. Linear in the text.
func Score(pattern, text string) int { return newPattern(pattern).score(text) }

// Best returns at most n items that fit the pattern, the best first, those
// that fit alike in their order.
func Best(items []Item, pattern string, n int) []Item {
	return Rank(pattern, n, len(items), func(i int) string { return items[i].Text + " " + items[i].Kind }, func(i int) Item { return items[i] })
}

// Rank is Best for things that become items only when they are shown: text
// gives what the i-th of count is looked for by, "" if it is not to be found;
// item makes it.
func Rank(pattern string, n, count int, text func(i int) string, item func(i int) Item) []Item {
	type hit struct{ at, score int }
	var hits []hit
	p := newPattern(pattern)
	for i := range count {
		if len(p.words) == 0 && len(hits) == n {
			break
		}
		t := text(i)
		if t == "" {
			continue
		}
		if s := p.score(t); s > 0 {
			hits = append(hits, hit{i, s})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return b.score - a.score })
	hits = hits[:max(min(n, len(hits)), 0)]
	out := make([]Item, len(hits))
	for i, h := range hits {
		out[i] = item(h.at)
	}
	return out
}

// all reports whether every word of the pattern stands in a text.
func (p *pattern) all(s string) bool {
	p.fold(s, false)
	for _, w := range p.words {
		if !bytes.Contains(p.text, w) {
			return false
		}
	}
	return true
}
