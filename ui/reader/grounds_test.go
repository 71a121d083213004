package reader

import (
	"strings"
	"testing"

	"readout/briefings"
)

func TestWhy(t *testing.T) {
	a := fixture(t)
	d := newBench(t, 80, 24, Options{}, a).doc
	who := span(t, a.Text, "Lund", 1)
	for grounds, want := range map[string]string{
		"named":                "“Lund” is named there",
		"surname":              "“Lund” is a surname, completed from the text",
		"office on 2024-03-14": "“Lund” held that office on 2024-03-14",
		"turn label":           "“Lund” is the label of the turn",

		"office on 2024-03-14: President, Norland":             "“Lund” held that office on 2024-03-14 (President, Norland)",
		"surname; office on 2024-03-14: President, Norland":    "“Lund” is a surname, completed from the text, office on 2024-03-14: President, Norland",
		"turn label; office on 2024-03-14: President, Norland": "“Lund” is the label of the turn, office on 2024-03-14: President, Norland",
		"office: President, Norland":                           "“Lund” is an office that the text gives (President, Norland)",
		"pronoun after Edda Maren":                             "“Lund” is a pronoun for Edda Maren",
		"both parties; title of the document":                  "“Lund” are the parties named before",
		"title of the document":                                "the title says who speaks",
		"unknown":                                              "nothing says who speaks",
		"something else":                                       "something else",
		"evil\x1b[2J\u202e":                                    "evil␛[2J",
		"":                                                     "",
	} {
		s := briefings.Statement{Grounds: grounds, Speaker: briefings.Source{Span: who}}
		if got := d.why(&s); got != want {
			t.Errorf("%q: %q, want %q", grounds, got, want)
		}
		for _, bad := range []briefings.Span{{}, {Start: -5, End: 3}, {Start: 3, End: 1 << 20}, {Start: 9, End: 2}} {
			s.Speaker.Span = bad
			if got := d.why(&s); strings.Contains(got, "“") {
				t.Errorf("%q at %v: %q", grounds, bad, got)
			}
		}
	}
}

// The statement under the cursor says who speaks in which office and why that
// is known: in the margin, and on a narrow screen on demand.
func TestStatementInWords(t *testing.T) {
	for _, w := range []int{60, 130} {
		b := newBench(t, w, 40, Options{Margin: true}, fixture(t))
		b.press("s")
		if w < 100 {
			b.press("tab")
		}
		for _, want := range []string{"Edda Maren", "President, Norland", "direct", "said", "Sel corridor", "90 %", "is named"} {
			if !strings.Contains(b.screen(), want) {
				t.Errorf("%d cells: %q is missing\n%s", w, want, b.screen())
			}
		}
	}
}
