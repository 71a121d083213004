package export

import (
	"testing"

	"readout/briefings"
)

func TestCited(t *testing.T) {
	b := briefings.Briefing{Title: "Talks on\nthe Sel", Source: "Gazette", Published: "2031-05-02", URL: "https://gazette.example/1"}
	for _, tt := range []struct {
		passage  string
		speakers []string
		b        briefings.Briefing
		want     string
	}{
		{" We agreed. ", []string{"Edda Maren"}, b, "“We agreed.”\n— Edda Maren, Gazette, “Talks on the Sel”, 2 May 2031, https://gazette.example/1\n"},
		{"We agreed.", []string{"Edda Maren", "Jonas Lund"}, briefings.Briefing{Title: "Talks"}, "“We agreed.”\n— Edda Maren and Jonas Lund, “Talks”\n"},
		{"We agreed.", nil, briefings.Briefing{}, "“We agreed.”\n"},
	} {
		if got := Cited(tt.passage, tt.speakers, &tt.b); got != tt.want {
			t.Errorf("Cited(%q, %q) = %q, want %q", tt.passage, tt.speakers, got, tt.want)
		}
	}
}
