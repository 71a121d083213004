package parse

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode/utf32"

	xunicode "golang.org/x/text/encoding/unicode"
)

// decode returns the text of data in UTF-8, not yet cleaned, and a warning
// if its encoding had to be guessed. The order: byte order mark, UTF-16 by its
// pattern of NULs, valid UTF-8, the charset that the document declares, a
// guess, and at last UTF-8 with what is wrong in it replaced.
func decode(data []byte) (text, warning string, err error) {
	if kind := binaryKind(data); kind != "" {
		return "", "", errors.New("this is " + kind)
	}
	if enc, ok := marked(data); ok {
		out, err := enc.NewDecoder().Bytes(data)
		if err != nil {
			return "", "", fmt.Errorf("text does not decode as its byte order mark says: %w", err)
		}
		return string(out), "", nil
	}
	if looksBinary(data) {
		return "", "", errors.New("this is no text: it holds binary data")
	}
	if utf8.Valid(data) {
		return string(data), "", nil
	}
	if text, ok := declaredText(data); ok {
		return text, "", nil
	}
	if almostUTF8(data) {
		return strings.ToValidUTF8(string(data), "\ufffd"), "some bytes are not UTF-8 and were replaced", nil
	}
	if name, text := guess(data); name != "" {
		return text, "no encoding is declared; read as " + name, nil
	}
	return strings.ToValidUTF8(string(data), "\ufffd"), "some bytes are not UTF-8 and were replaced", nil
}

// marked returns the encoding that a byte order mark, or the NULs of UTF-16
// without one, show.
func marked(data []byte) (encoding.Encoding, bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return xunicode.UTF8BOM, true
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM), true
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM), true
	}
	if e, ok := bareUTF16(data); ok {
		return xunicode.UTF16(e, xunicode.IgnoreBOM), true
	}
	return nil, false
}

// bareUTF16 recognises UTF-16 without a byte order mark: of the first
// characters nearly all have a zero byte on the same side (ASCII), or their
// high bytes are of very few values and the text decodes to letters (any
// other script).
func bareUTF16(data []byte) (xunicode.Endianness, bool) {
	n := min(len(data)&^1, 4096)
	if n < 8 || len(data)%2 != 0 {
		return false, false
	}
	var even, odd int // zero bytes at even and odd positions
	for i := 0; i < n; i += 2 {
		if data[i] == 0 {
			even++
		}
		if data[i+1] == 0 {
			odd++
		}
	}
	units := n / 2
	switch {
	case even == 0 && odd*10 >= units:
		return xunicode.LittleEndian, plausible16(data[:n], xunicode.LittleEndian)
	case odd == 0 && even*10 >= units:
		return xunicode.BigEndian, plausible16(data[:n], xunicode.BigEndian)
	}
	return false, false
}

func plausible16(data []byte, e xunicode.Endianness) bool {
	out, err := xunicode.UTF16(e, xunicode.IgnoreBOM).NewDecoder().Bytes(data)
	return err == nil && plausible(string(out)) > 0
}

// declaration finds the charset in an XML declaration or an HTML meta element.
var declaration = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:<\?xml[^>]{0,200}\bencoding|<meta[^>]{0,400}\bcharset)\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})`)
})

// declaredText decodes data by the charset that it declares. It reports false
// if there is none, an unknown one, or one that is plainly wrong.
func declaredText(data []byte) (string, bool) {
	m := declaration().FindSubmatch(data[:min(len(data), 4096)])
	if m == nil {
		return "", false
	}
	enc, name := charset.Lookup(string(m[1]))
	if enc == nil || name == "utf-8" || name == "replacement" || strings.HasPrefix(name, "utf-16") {
		return "", false
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil || plausible(string(out)) == 0 {
		return "", false
	}
	return string(out), true
}

// almostUTF8 reports whether data is UTF-8 with a few damaged bytes: more
// whole characters outside ASCII than wrong bytes.
func almostUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n <= 1:
			bad++
		case n > 1:
			good++
		}
		i += n
	}
	return good > 3*bad
}

// guess asks the statistics of chardet (a port of ICU's detector) and takes
// the first answer that gives a plausible text. windows-1252 is tried last:
// every byte has a meaning in it.
func guess(data []byte) (name, text string) {
	results, err := chardet.NewTextDetector().DetectAll(data[:min(len(data), 256<<10)])
	if err != nil {
		results = nil
	}
	best := 0
	for _, r := range results {
		enc, canonical := charset.Lookup(r.Charset)
		if enc == nil || canonical == "replacement" || canonical == "utf-8" || strings.HasPrefix(canonical, "utf-16") || r.Confidence < 10 {
			continue
		}
		out, err := enc.NewDecoder().Bytes(data)
		if err != nil {
			continue
		}
		if score := plausible(string(out)) * r.Confidence; score > best {
			best, name, text = score, canonical, string(out)
		}
	}
	if name != "" {
		return name, text
	}
	enc, name := charset.Lookup("windows-1252")
	if out, err := enc.NewDecoder().Bytes(data); err == nil && plausible(string(out)) > 0 {
		return name, string(out)
	}
	return "", ""
}

// plausible says how much s is like a text, 0 (not at all) to 100: decoders of
// the wrong encoding give replacement characters, controls, symbols in the
// middle of words and capitals after small letters.
func plausible(s string) int {
	var all, wrong int
	prev := ' '
	for i, r := range s {
		if i > head {
			break
		}
		if r < 0x80 && (r >= ' ' || strings.ContainsRune("\n\r\t\f", r)) {
			prev = r
			continue
		}
		all++
		switch {
		case r == utf8.RuneError:
			wrong += 20
		case unicode.IsControl(r), unicode.Is(unicode.Co, r):
			wrong += 10
		case unicode.IsUpper(r) && unicode.IsLower(prev):
			wrong += 2
		case unicode.IsSymbol(r) && unicode.IsLetter(prev):
			wrong++
		case unicode.IsLetter(r) && unicode.IsLetter(prev) && script(r) != script(prev):
			wrong++
		}
		prev = r
	}
	if all == 0 {
		return 100
	}
	return max(0, 100-wrong*100/all)
}

// script tells the alphabets that one-byte encodings mix up.
func script(r rune) int {
	switch {
	case unicode.Is(unicode.Latin, r):
		return 1
	case unicode.Is(unicode.Cyrillic, r):
		return 2
	case unicode.Is(unicode.Greek, r):
		return 3
	case unicode.Is(unicode.Arabic, r):
		return 4
	case unicode.Is(unicode.Hebrew, r):
		return 5
	}
	return 6
}
