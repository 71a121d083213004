package clean

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

func TestClean(t *testing.T) {
	for _, tt := range []struct{ in, line, text string }{
		{"", "", ""},
		{"Talks on the Sel river", "Talks on the Sel river", "Talks on the Sel river"},
		{"Gəncə ‘şəhəri’ 会談", "Gəncə ‘şəhəri’ 会談", "Gəncə ‘şəhəri’ 会談"},
		{"a\nb", "a b", "a\nb"},
		{"a\r\nb\rc", "a b c", "a\nb\nc"},
		{"a\tb", "a b", "a    b"},
		{"\x1b[31mred", "␛[31mred", "␛[31mred"},
		{"\x1b]52;c;aGk=\a", "␛]52;c;aGk=␇", "␛]52;c;aGk=␇"},
		{"\u009b31m", "\uFFFD31m", "\uFFFD31m"},
		{"a\x7fb\x00", "a␡b␀", "a␡b␀"},
		{"abc\u202edcba\u2066x\u2069", "abcdcbax", "abcdcbax"},
		{"so\u00adft\u200b\u2060\ufeff", "soft", "soft"},
		{"a\xffb", "a\uFFFDb", "a\uFFFDb"},
		{"l\u2028p\u2029n\u0085e", "l p n e", "l\np\nn\ne"},
		{"👩\u200d🚀 \u200e", "👩 \u200e", "👩 \u200e"},
		{"👩🏽\u200d🚀👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 ❤\ufe0f 1\ufe0f\u20e3", "👩👨 🏳 ❤ 1", "👩👨 🏳 ❤ 1"},
		{"🇦🇿🇦 🏽", "🇦🇿A 🏽", "🇦🇿A 🏽"},
		{"نمی\u200cشود क्\u200dष", "نمی\u200cشود क्\u200dष", "نمی\u200cشود क्\u200dष"},
	} {
		if got := Line(tt.in); got != tt.line {
			t.Errorf("Line(%q) = %q, want %q", tt.in, got, tt.line)
		}
		if got := Text(tt.in); got != tt.text {
			t.Errorf("Text(%q) = %q, want %q", tt.in, got, tt.text)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b[2J\u202e\xff\r\n\t\u009b")
	f.Fuzz(func(t *testing.T, s string) {
		line, text := Line(s), Text(s)
		for _, got := range []string{line, strings.ReplaceAll(text, "\n", "")} {
			if !utf8.ValidString(got) {
				t.Fatalf("%q is not UTF-8", got)
			}
			for _, r := range got {
				if r < ' ' || r >= 0x7f && r < 0xa0 || dropped(r) {
					t.Fatalf("%q holds %U", got, r)
				}
			}
		}
		if Line(line) != line || Text(text) != text {
			t.Fatalf("cleaning %q twice differs", s)
		}
	})
}

// TestCountedAlike checks that terminals that count by code point and those
// that count by grapheme agree on the width of what is returned.
func TestCountedAlike(t *testing.T) {
	for _, s := range []string{
		"plain", "会談 한국어", "Gəncə é e\u0301", "👨\u200d👩\u200d👧\u200d👦 👩🏽\u200d🚀 🏳\ufe0f\u200d🌈 ❤\ufe0f ☎\ufe0f 1\ufe0f\u20e3 #\u20e3",
		"🇦🇿🇦 🇺🇸🇦🇿 \U0001F3F4\U000E0067\U000E0062\U000E007F", "\u200d\u200d👨\u200d", "\ufe0f", "نمی\u200cشود שלום", "a\u200b\u00adb\x1b[1m\t",
	} {
		got := Line(s)
		if a, b := ansi.StringWidth(got), ansi.StringWidthWc(got); a != b {
			t.Errorf("Line(%q) = %q takes %d or %d cells", s, got, a, b)
		}
	}
}
