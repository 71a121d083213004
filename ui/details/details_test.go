package details

import (
	"strings"
	"testing"
)

func TestTags(t *testing.T) {
	for s, want := range map[string]string{
		"":                       "",
		" , # + ":                "",
		" #a, b  +c,b,, d/e ":    "a|b|c|d/e",
		"#border, +grain\u00a0x": "border|grain|x",
	} {
		if got := strings.Join(Tags(s), "|"); got != want {
			t.Errorf("Tags(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestRetag(t *testing.T) {
	tags := []string{"grain", "border"}
	if got := strings.Join(Retag(tags, []string{"border", "arms"}, false), "|"); got != "arms|border|grain" {
		t.Errorf("put on: %q", got)
	}
	if got := strings.Join(Retag(tags, []string{"border", "arms"}, true), "|"); got != "grain" {
		t.Errorf("taken off: %q", got)
	}
	if strings.Join(tags, "|") != "grain|border" {
		t.Errorf("the tags themselves have changed: %q", tags)
	}
}

func TestChecks(t *testing.T) {
	for _, tt := range []struct {
		check func(string) error
		good  []string
		bad   []string
	}{
		{checkURL, []string{"", "https://x.example/a"}, []string{"x", "ftp://x", "javascript:alert(1)"}},
		{checkDate, []string{"", "2024-02-17", "2024-02-17T10:00:00+01:00", "17 February 2024"}, []string{"yesterday-ish", "2024-13-01"}},
		{checkKind, []string{"news"}, []string{"", "gossip"}},
		{checkLang, []string{"", "en", "pt-BR", "zh-Hant-TW"}, []string{"e", "english", "en_US", "en-", "日本"}},
		{checkTitle, []string{"x"}, []string{"", " "}},
	} {
		for _, s := range tt.good {
			if err := tt.check(s); err != nil {
				t.Errorf("%q: %v", s, err)
			}
		}
		for _, s := range tt.bad {
			if tt.check(s) == nil {
				t.Errorf("%q is taken", s)
			}
		}
	}
}
