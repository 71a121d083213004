package parse

import (
	"strings"
	"testing"

	"readout/briefings/markup"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "Two lines\nof text\tand a tab", "Two lines\nof text\tand a tab"},
		{"line ends", "a\r\nb\rc\r\n\r\nd", "a\nb\nc\n\nd"},
		{"line separators", "a\u0085b\u2028c\u2029d\ve\ff", "a\nb\nc\n\nd\ne\nf"},
		{"controls", "a\x00b\x07c\x1b[31md\x7fe\u0080f\u009bg", "abc[31mdefg"},
		{"bidi overrides", "a\u202ab\u202bc\u202cd\u202de\u202ef\u2066g\u2067h\u2068i\u2069j", "abcdefghij"},
		{"directional marks stay", "a\u200eb\u200fc", "a\u200eb\u200fc"},
		{"spaces", "a\u00a0b\u202fc", "a b c"},
		{"invisible", "mini\u00adster\u200b \u2060pre\ufeffss", "minister press"},
		{"joiners in words", "می\u200cخواهم क\u200dष", "می\u200cخواهم क\u200dष"},
		{"joiners elsewhere", "a \u200cb\u200d c\u200d\u200d.", "a b c."},
		{"emoji", "👩\u200d💻 ❤\ufe0f\u200d🔥", "👩\u200d💻 ❤\ufe0f\u200d🔥"},
		{"joiner behind what goes", "a\u200d\u00adb", "a\u200db"},
		{"nfc", "cafe\u0301", "café"},
		{"nfc after removal", "e\u00ad\u0301", "é"},
		{"not utf-8", "a\xffb", "a\ufffdb"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Clean(tt.in)
			if got != tt.want {
				t.Errorf("Clean(%q) = %q; want %q", tt.in, got, tt.want)
			}
			if again := Clean(got); again != got {
				t.Errorf("Clean(%q) = %q; want no change", got, again)
			}
		})
	}
}

func TestFinishEntities(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"override", "a&#8238;b&#x202e;c", "abc"},
		{"escape sequence", "a&#27;[2Jb", "a[2Jb"},
		{"soft hyphen", "mini&shy;ster&#173;s", "ministers"},
		{"spaces", "a&nbsp;b&#8239;c", "a b c"},
		{"nested", "a&#82&#173;38;b", "ab"},
		{"nested twice", "a&#8&#17&shy;3;2&shy;38;b", "ab"},
		{"syntax stays", "1 &lt; 2 &amp; 3 &#42;", "1 &lt; 2 &amp; 3 &#42;"},
		{"protected", "&amp;#8238;", "&amp;#8238;"},
		{"escaped", `\&#8238;`, `\&#8238;`},
		{"letters", "caf&eacute; e&#769;", "café é"},
		{"unknown", "&nosuch; a;b", "&nosuch; a;b"},
		{"without semicolon", "&copy;2024 &notit;", "©2024 &notit;"},
		{"matter", "---\nx: y\n---\nz", "***\nx: y\n---\nz"},
		{"indent", "a\n\n&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;b", "a\n\nb"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := finish(tt.in); got != tt.want {
				t.Errorf("finish(%q) = %q; want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestEscapeKeepsText(t *testing.T) {
	lines := []string{
		"1. first", "12) second", "# no heading", "#hashtag", "* star", "- dash", "+ plus", "--", "---", "- - -", "***", "===", "> quoted", ">x",
		"a_b_c and _this_ and __that__", "*this* and **that** and ***all***", "<b>bold</b> & <!-- x --> <x@y>", "&lt; &amp; &#42; AT&T", "`code` and ``more``",
		"[link](http://example.org) and [ref] and ![img](x)", "[x]: http://example.org", "a | b", "| a | b |", "--- | ---", ":--", "~~~", "~~gone~~ a~b~ ~",
		"```", "\\ backslash \\* \\", "https://example.org/a_b*c_d?x=1&y=2.", "see www.example.org/a_b_c_ and (www.example.com).", "mail first_last@example.org, or me@x.org",
		"http://", "ftp://example.org/x", "mailto:a_b@example.org", "1.", "(a) first", "# # #", "a  b", "ends with two spaces  ", "!", "![", "\"q\" 'q'", "#", "1986\\. A year",
		"Straße «так» 中文。", "a\\_b", "*", "_", "**", "* * *", "<http://x.org>", "&copy", "&copy;", "x^2", "$5", "[^1]", "- [ ] task", "\t tab",
	}
	check := func(text string) {
		t.Helper()
		want := oneLineEach(text)
		md := render([]piece{{lines: strings.Split(want, "\n")}})
		if got, _ := markup.Parse(md).Text(); got != want {
			t.Errorf("%q is written as %q, which reads as %q", want, md, got)
		}
	}
	for i, a := range lines {
		check(a)
		for j, b := range lines {
			check(a + "\n" + b)
			if i%7 == j%7 {
				check("Some words " + a + " and " + b + " in a sentence.")
			}
		}
	}
}

func oneLineEach(text string) string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		out = append(out, oneLine(line))
	}
	return strings.Join(out, "\n")
}
