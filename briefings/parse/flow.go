package parse

import (
	"strings"
	"unicode/utf8"
)

// The widths at which people and programs wrap text, in columns.
const (
	minWrap = 45
	maxWrap = 110
)

// flow joins the lines of a wrapped paragraph. Lines that are not wrapped stay
// lines (verse, addresses), or become paragraphs if they are sentences.
func flow(group []string) []piece {
	width, long := 0, 0
	cols := make([]int, len(group))
	for i := range group {
		group[i] = strings.TrimSpace(group[i])
		cols[i] = columns(group[i])
		width = max(width, cols[i])
		if cols[i] > maxWrap {
			long++
		}
	}
	full := make([]bool, len(group)) // the next word did not fit
	n := 0
	for i := 0; i+1 < len(group); i++ {
		word, _, _ := strings.Cut(group[i+1], " ")
		step := min(columns(word), 24) + 1
		if isWideStart(group[i+1]) {
			step = 3
		}
		if full[i] = cols[i]+step > width-2; full[i] {
			n++
		}
	}
	if long == 0 && width >= minWrap && n*10 >= (len(group)-1)*6 {
		return joined(group, full)
	}
	if long > 0 || sentences(group) {
		var out []piece
		for _, line := range group {
			out = append(out, piece{lines: []string{oneLine(line)}})
		}
		return out
	}
	p := piece{}
	for _, line := range group {
		p.lines = append(p.lines, oneLine(line))
	}
	return []piece{p}
}

func isWideStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x2e80 && isWide(r)
}

// joined joins wrapped lines; a line that is not full and ends a sentence ends
// its paragraph.
func joined(group []string, full []bool) []piece {
	var out []piece
	var b strings.Builder
	for i, line := range group {
		if b.Len() > 0 {
			b.WriteString(glue(group[i-1], line))
		}
		b.WriteString(oneLine(line))
		if i+1 == len(group) || !full[i] && endsSentence(line) {
			out = append(out, piece{lines: []string{b.String()}})
			b.Reset()
		}
	}
	return out
}

// sentences reports whether the lines are sentences, one or more a line.
func sentences(group []string) bool {
	n, long := 0, 0
	for _, line := range group {
		if endsSentence(line) {
			n++
		}
		if len(line) >= minWrap {
			long++
		}
	}
	return len(group) > 1 && n*10 >= len(group)*7 && long*2 >= len(group)
}
