package topics

import (
	"strings"
	"testing"
)

func finder(t testing.TB, extra ...Extra) *Finder {
	t.Helper()
	f, err := New(extra)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// marked returns what f finds in text as "id:mention|mention …".
func marked(f *Finder, text string) string {
	var out []string
	for _, topic := range f.Find(text) {
		var m []string
		for _, s := range topic.Mentions {
			m = append(m, text[s.Start:s.End])
		}
		out = append(out, topic.ID+":"+strings.Join(m, "|"))
	}
	return strings.Join(out, " ")
}

func TestFind(t *testing.T) {
	t.Parallel()
	f := finder(t)
	tests := []struct{ name, text, want string }{
		{"empty", "", ""},
		{"one conference", "COP29, COP-29, COP 29 and the 29th Conference of the Parties. COP is near.", "cop29:COP29|COP-29|COP 29|29th Conference of the Parties|COP"},
		{"unknown number", "At COP35 nobody spoke.", "cop35:COP35"},
		{"longest", "They spoke of border delimitation.", "border-delimitation:border delimitation"},
		{"capital", "They had turkey and chad.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := marked(f, tt.text); got != tt.want {
				t.Errorf("Find(%q)\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}
