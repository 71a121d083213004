package reader

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A text area of a terminal is made for notes of some pages: it takes ten
// thousand lines, counts all of them at every key, and knows no tabs. What does
// not go into it as it is stands there as one private character, so that it can
// be moved and deleted but not altered, and comes out as it went in.
const (
	foldFrom  = 24 << 10 // bytes from which a text is folded
	foldLines = 400      // or line ends
	firstFold = '\ue000' // the private characters of folded texts
	lastFold  = '\ue0fe'
	tabMark   = '\ue0ff' // stands for a tab
)

// folds are the texts that stand aside, by their character.
type folds map[rune]string

// in returns a text as the text area takes it. A text with private characters
// of its own is folded as a whole.
func (f folds) in(text string) string {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "�")
	private := strings.ContainsFunc(text, func(r rune) bool { return r >= firstFold && r <= tabMark })
	if len(text) > foldFrom || private || strings.Count(text, "\n") > foldLines {
		return f.fold(text)
	}
	return strings.ReplaceAll(text, "\t", string(tabMark))
}

// fold puts a text aside.
func (f folds) fold(text string) string {
	for r := firstFold; r <= lastFold; r++ {
		if _, taken := f[r]; !taken {
			f[r] = text
			return string(r)
		}
	}
	return strings.ReplaceAll(text, "\t", "    ") // two hundred pastes in one note
}

// out returns what the text area holds as the note has it.
func (f folds) out(value string) string {
	if !strings.ContainsFunc(value, func(r rune) bool { return r >= firstFold && r <= tabMark }) {
		return value
	}
	var b strings.Builder
	for _, r := range value {
		text, folded := f[r]
		switch {
		case r == tabMark:
			b.WriteByte('\t')
		case folded:
			b.WriteString(text)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// show draws the marks in a view of the text area.
func (f folds) show(view string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == tabMark:
			return '→'
		case r >= firstFold && r <= lastFold:
			return '▣'
		}
		return r
	}, view)
}

// said describes the folded texts that stand in value; "" for none.
func (f folds) said(value string) string {
	n, size := 0, 0
	for _, r := range value {
		if text, ok := f[r]; ok {
			n++
			size += utf8.RuneCountInString(text)
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("▣ is %d characters, folded", size)
	}
	return fmt.Sprintf("the %d ▣ are %d characters, folded", n, size)
}
