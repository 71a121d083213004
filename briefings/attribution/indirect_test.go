package attribution

import (
	"fmt"
	"slices"
	"testing"
)

// sources analyses text and writes every statement as its source phrase, cue
// and content.
func sources(text string) []string {
	r := New().Analyze(text, Context{})
	out := []string{}
	for i := range r.Statements {
		st := &r.Statements[i]
		line := fmt.Sprintf("%s | %s |", text[st.Speaker.Start:st.Speaker.End], text[st.Cue.Start:st.Cue.End])
		for _, c := range st.Content {
			line += " " + text[c.Start:c.End]
		}
		out = append(out, line)
	}
	return out
}

type sourceTest struct {
	name, text string
	want       []string
}

func (tt *sourceTest) run(t *testing.T) {
	t.Run(tt.name, func(t *testing.T) {
		t.Parallel()
		if got := sources(tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("sources(%q):\n%q, want\n%q", tt.text, got, tt.want)
		}
	})
}

// TestSubjects: the phrase beside the verb may be only the end of its subject.
func TestSubjects(t *testing.T) {
	t.Parallel()
	tests := []sourceTest{
		{
			"reduced relative", "Officials briefed on the harbor plan said the ferry would sail.",
			[]string{"Officials briefed on the harbor plan | said | the ferry would sail"},
		},
		{
			"participle", "Two residents going to the market said the ferry was late.",
			[]string{"Two residents going to the market | said | the ferry was late"},
		},
		{
			"relative clause inside", "Ministers who have criticized the mayors of the coast say the ferry is late.",
			[]string{"who | have criticized | the mayors of the coast", "Ministers who have criticized the mayors of the coast | say | the ferry is late"},
		},
		{
			"two, the second with an adverb", "Ministers and even some mayors say the ferry is late.",
			[]string{"Ministers and even some mayors | say | the ferry is late"},
		},
		{
			"pronoun and name", "She and Jan Orvik said the ferry was late.",
			[]string{"She and Jan Orvik | said | the ferry was late"},
		},
		{
			"list of places", "Most voters in Ostrel, Velm and Karsk say the ferry is late.",
			[]string{"Most voters in Ostrel, Velm and Karsk | say | the ferry is late"},
		},
		{
			"two appositions", "Mira Holt, editor at large of The Ostrel Post, a weekly newspaper, said the ferry was late.",
			[]string{"Mira Holt, editor at large of The Ostrel Post, a weekly newspaper | said | the ferry was late"},
		},
		{
			"apposition and relative clause", "Orvik, who backed Sen. Mira Holt, and opposed the mayor for years, last week said the ferry was late.",
			[]string{"Orvik, who backed Sen. Mira Holt, and opposed the mayor for years | said | the ferry was late"},
		},
		{
			"name after the description", "The ferry was late, said the harbor's director, Mira Holt.",
			[]string{"the harbor's director, Mira Holt | said | The ferry was late"},
		},
		{
			"no name before a comma", "On Monday, the mayor said the ferry was late.",
			[]string{"the mayor | said | the ferry was late"},
		},
		{
			"another clause before", "The ferry left the harbor, and Holt said it was late.",
			[]string{"Holt | said | it was late"},
		},
	}
	for _, tt := range tests {
		tt.run(t)
	}
}

// TestWriterGoesOn: where the writer's own clause goes on after what was said.
func TestWriterGoesOn(t *testing.T) {
	t.Parallel()
	tests := []sourceTest{
		{
			"a second verb", "Mira Holt condemned the treaty and walked to the harbor.",
			[]string{"Mira Holt | condemned | the treaty"},
		},
		{
			"but", "Mira Holt blamed the storm but later paid for the ferry.",
			[]string{"Mira Holt | blamed | the storm"},
		},
		{
			"the verb of a relative clause's noun", "Mayors who have praised the ferry will meet in Ostrel.",
			[]string{"who | have praised | the ferry"},
		},
		{
			"two things", "Mira Holt condemned the treaty and the ferry.",
			[]string{"Mira Holt | condemned | the treaty and the ferry"},
		},
	}
	for _, tt := range tests {
		tt.run(t)
	}
}
