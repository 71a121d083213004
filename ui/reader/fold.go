package reader

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/ui/cells"
)

// A text area of a terminal is made for notes of some pages: it takes ten
// thousand lines, counts all of them at every key, and keeps no control
// characters. What does not go into it as it is stands there as one private
// character, so that it can be moved and deleted but not altered, and comes out
// as it went in: a long text behind a character of its own, a control character
// behind the one with its number.
const (
	foldFrom  = 24 << 10 // bytes from which a text is folded
	foldLines = 400      // or line ends
	firstFold = '\ue000' // the private characters of folded texts
	lastFold  = '\ue0fe'
	control   = '\ue100' // and its number: a control character
	noChar    = '\ue1ff' // stands for U+FFFD
)

// private reports whether r is one of the characters that stand for others.
func private(r rune) bool { return r >= firstFold && r <= noChar }

// How the private characters are shown, in one cell.
var (
	tabSign  = []rune(cells.Sign("→", ">"))[0]
	foldSign = []rune(cells.Sign("▣", "#"))[0]
)

// folds are the texts that stand aside, by their character.
type folds map[rune]string

// in returns a text as the text area takes it. A text with private characters
// of its own is folded as a whole.
func (f folds) in(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	if len(text) > foldFrom || strings.ContainsFunc(text, private) || strings.Count(text, "\n") > foldLines {
		return f.fold(text)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError:
			return noChar
		case r != '\n' && unicode.IsControl(r):
			return control + r
		}
		return r
	}, text)
}

// fold puts a text aside.
func (f folds) fold(text string) string {
	for r := firstFold; r <= lastFold; r++ {
		if _, taken := f[r]; !taken {
			f[r] = text
			return string(r)
		}
	}
	return text // more than two hundred pastes in one note
}

// out returns what the text area holds as the note has it.
func (f folds) out(value string) string {
	if !strings.ContainsFunc(value, private) {
		return value
	}
	var b strings.Builder
	for _, r := range value {
		text, folded := f[r]
		switch {
		case folded:
			b.WriteString(text)
		case r == noChar:
			b.WriteRune(utf8.RuneError)
		case r >= control && r < noChar:
			b.WriteRune(r - control)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// show draws in a view of the text area what stands for something else.
func (f folds) show(view string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == control+'\t':
			return tabSign
		case r >= control && r < control+' ':
			return '\u2400' + (r - control) // its picture
		case r >= control && r <= noChar:
			return utf8.RuneError
		case r >= firstFold && r <= lastFold:
			return foldSign
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
		return fmt.Sprintf("%c is %d characters, folded", foldSign, size)
	}
	return fmt.Sprintf("the %d %c are %d characters, folded", n, foldSign, size)
}

// endings makes the line ends of pasted text line feeds: terminals send those
// that the enter key gives.
var endings = strings.NewReplacer("\r\n", "\n", "\r", "\n")
