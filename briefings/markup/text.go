package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"
)

// longestEntity bounds the search for the semicolon of an entity. The longest
// name of HTML 5 has 31 letters.
const longestEntity = 40

// resolve turns backslash escapes and entities into the characters that they
// stand for, in one pass, so that what an escape yields is not resolved again.
func resolve(s string) string {
	i := strings.IndexAny(s, `\&`)
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for ; i >= 0; i = strings.IndexAny(s, `\&`) {
		b.WriteString(s[:i])
		s = s[i:]
		n := 1
		switch {
		case s[0] == '\\' && len(s) > 1 && util.IsPunct(s[1]):
			b.WriteByte(s[1])
			n = 2
		case s[0] == '&':
			var c string
			c, n = entity(s)
			b.WriteString(c)
		default:
			b.WriteByte(s[0])
		}
		s = s[n:]
	}
	b.WriteString(s)
	return b.String()
}

// entity resolves the entity at the beginning of s and returns the number of
// bytes read; an ampersand that begins none stands for itself.
func entity(s string) (string, int) {
	end := strings.IndexByte(s[:min(len(s), longestEntity)], ';')
	if end < 0 {
		return "&", 1
	}
	ref := []byte(s[:end+1])
	out := util.ResolveNumericReferences(ref)
	if string(out) == string(ref) {
		out = util.ResolveEntityNames(ref)
	}
	if string(out) == string(ref) {
		return "&", 1
	}
	return strings.ToValidUTF8(string(out), "\uFFFD"), end + 1
}

// dropped reports whether r never stands in a Text: control characters but
// tab and line feed, bidirectional embeddings, overrides and isolates, and
// invisible separators.
func dropped(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\t' && r != '\n'
	case r < 0x7F:
		return false
	case r <= 0x9F, r == 0xAD, r == 0x200B, r == 0x2060, r == 0xFEFF,
		r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}

// sanitize returns s as a Text may hold it: dropped characters go, NBSP and
// narrow NBSP become spaces, line and paragraph separators line feeds.
func sanitize(s string) string {
	if !strings.ContainsFunc(s, unsafe) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == 0xA0 || r == 0x202F:
			return ' '
		case r == 0x2028 || r == 0x2029:
			return '\n'
		case dropped(r):
			return -1
		}
		return r
	}, s)
}

// unsafe reports whether sanitize changes r.
func unsafe(r rune) bool {
	return r == 0xA0 || r == 0x202F || r == 0x2028 || r == 0x2029 || dropped(r)
}

// flow makes s one line of text: white space becomes single spaces.
func flow(s string) string {
	if !strings.ContainsAny(s, "\t\n") && !strings.Contains(s, "  ") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for i := range len(s) {
		c := s[i]
		if c == ' ' || c == '\t' || c == '\n' {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		b.WriteByte(c)
	}
	return b.String()
}

// joined returns the length of what at the beginning of s belongs to the
// character before it: marks, joiners, and whatever NFC may compose.
func joined(s string) int {
	if s == "" || s[0] < utf8.RuneSelf {
		return 0
	}
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if r != 0x200D && !unicode.In(r, unicode.Mn, unicode.Me) && norm.NFC.PropertiesString(s[n:]).BoundaryBefore() {
			break
		}
		n += size
	}
	return n
}

// htmlText returns the text of a piece of HTML: no script, no style.
func htmlText(src string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(src))
	skip := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.TrimSpace(b.String())
		case html.TextToken:
			if skip == "" {
				b.Write(z.Text())
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			if s := string(name); skip == "" && (s == "script" || s == "style" || s == "template" || s == "noscript") {
				skip = s
			} else {
				b.WriteString(tagSpace(s))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if s := string(name); s == skip {
				skip = ""
			} else {
				b.WriteString(tagSpace(s))
			}
		case html.SelfClosingTagToken:
			name, _ := z.TagName()
			b.WriteString(tagSpace(string(name)))
		}
	}
}

// tagSpace returns the white space that a tag stands for: none if it is one
// of those that stand inside words.
func tagSpace(name string) string {
	switch name {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u", "wbr":
		return ""
	}
	return " "
}

// isBreak reports whether raw inline HTML is a line break.
func isBreak(tag string) bool {
	t := strings.ToLower(strings.Trim(tag, "<> \t\n"))
	t = strings.TrimSpace(strings.TrimSuffix(t, "/"))
	return t == "br" || strings.HasPrefix(t, "br ")
}
