package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefings"

	"golang.org/x/text/unicode/norm"
)

// Find returns every place where quote stands in text, in order and not
// overlapping. What a person types or pastes is compared in NFC, with runs of
// white space as one space, and quotation marks, apostrophes, dashes and
// ellipses of every shape as one; letters must agree in case. The spans cover
// the words as text has them.
func Find(text, quote string) []briefings.Span {
	q := fold(norm.NFC.String(quote), false)
	q.s = strings.Trim(q.s, " ")
	if q.s == "" {
		return nil
	}
	t := fold(text, true)
	var out []briefings.Span
	for from := 0; ; {
		i := strings.Index(t.s[from:], q.s)
		if i < 0 {
			return out
		}
		start, last := from+i, from+i+len(q.s)-1
		s := briefings.Span{Start: int(t.start[start]), End: int(t.end[last])}
		if len(out) == 0 || out[len(out)-1].End <= s.Start {
			out = append(out, s)
		}
		from = last + 1
	}
}

// folded is a text in comparable form; start and end map each of its bytes to
// the first byte of the character it came from and the byte after it.
type folded struct {
	s          string
	start, end []int32
}

// fold returns the comparable form of text, with the way back when mapped.
func fold(text string, mapped bool) folded {
	var b strings.Builder
	b.Grow(len(text))
	var f folded
	if mapped {
		f.start = make([]int32, 0, len(text)+16)
		f.end = make([]int32, 0, len(text)+16)
	}
	space := false
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		from := b.Len()
		isSpace := unicode.IsSpace(r)
		switch {
		case isSpace && space:
			if mapped {
				f.end[len(f.end)-1] = int32(i + size)
			}
		case isSpace:
			b.WriteByte(' ')
		case r < utf8.RuneSelf && r != '`':
			b.WriteByte(byte(r))
		default:
			writeFolded(&b, r, text[i:i+size])
		}
		space = isSpace || (space && b.Len() == from)
		if mapped {
			for range b.Len() - from {
				f.start = append(f.start, int32(i))
				f.end = append(f.end, int32(i+size))
			}
		}
		i += size
	}
	f.s = b.String()
	return f
}

// writeFolded writes the comparable form of r, whose bytes are raw.
func writeFolded(b *strings.Builder, r rune, raw string) {
	switch r {
	case '“', '”', '„', '‟', '«', '»', '″', '〝', '〞', '＂':
		b.WriteByte('"')
	case '‘', '’', '‚', '‛', '‹', '›', '′', '`', '´', 'ʼ', 'ʹ', '＇':
		b.WriteByte('\'')
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹘', '－':
		b.WriteByte('-')
	case '…':
		b.WriteString("...")
	case '\u00ad', '\u200b', '\u2060', '\ufeff', '\u200e', '\u200f': // invisible
	default:
		b.WriteString(raw)
	}
}
