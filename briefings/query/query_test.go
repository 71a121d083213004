package query

import (
	"testing"
	"time"

	"readout/briefings"
)

var noon = time.Date(2024, 3, 10, 12, 0, 0, 0, time.UTC)

func TestMatchThin(t *testing.T) {
	t.Parallel()
	text := "The Norland leader said: “We want a peace treaty.” Ostia hailed COP-29."
	d := &Document{
		Briefing: &briefings.Briefing{ID: "abcd2345", Title: "Talks in Port Mara", Tags: []string{"sample"}, Published: "2024-02-17", Kind: briefings.KindNews, Revision: 1},
		Text:     func() string { return text },
		Analysis: func() *briefings.Analysis {
			return &briefings.Analysis{
				People:     []briefings.Speaker{{ID: "ada-vell", Name: "Ada Vell"}, {ID: "tom-orr", Name: "Tom Orr"}},
				Statements: []briefings.Statement{{Speakers: []briefings.Party{{Name: "Ada Vell", ID: "ada-vell"}}, Content: []briefings.Span{{Start: 28, End: 49}}}, {Speakers: []briefings.Party{{Name: "Tom Orr", ID: "tom-orr"}}}},
			}
		},
	}
	for in, want := range map[string]bool{
		"":                                      true,
		"peace":                                 true,
		"peac":                                  false,
		"peac*":                                 true,
		"cop29":                                 true,
		"speaker:vell said:peace":               true,
		"speaker:orr said:peace":                false,
		"-(speaker:orr said:peace)":             true,
		"tag:sample -is:read":                   true,
		"after:2024-02 before:2024-03":          true,
		"after:7d":                              false,
		"“peace treaty” OR nothing":             true,
		"title:mara kind:news":                  true,
		"trety~":                                true,
		"(speaker:orr OR speaker:vell) said:we": true,
	} {
		q, err := Parse(in, noon)
		if err != nil {
			t.Errorf("Parse(%q): %v", in, err)
			continue
		}
		if got := q.Match(d); got != want {
			t.Errorf("%q matches: %v; want %v", in, got, want)
		}
	}
}
