package details

import (
	"strings"
	"testing"
)

func TestTags(t *testing.T) {
	if got := strings.Join(Tags(" #a, b  +c,b,, d/e "), "|"); got != "a|b|c|d/e" {
		t.Errorf("Tags = %q", got)
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
