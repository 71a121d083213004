package attribution

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sources analyses text and writes every statement as its source phrase, cue
// and content.
func sources(text string) []string {
	r := New().Analyze(text, Context{})
	out := []string{}
	for i := range r.Statements {
		st := &r.Statements[i]
		var content []string
		for _, c := range st.Content {
			content = append(content, text[c.Start:c.End])
		}
		out = append(out, fmt.Sprintf("%s | %s | %s", text[st.Speaker.Start:st.Speaker.End], text[st.Cue.Start:st.Cue.End], strings.Join(content, " … ")))
	}
	return out
}

type sourceTest struct {
	name, text string
	want       []string
}

func (tt *sourceTest) run(t *testing.T) {
	t.Helper()
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
			"a time before the verb", "Mayors trying to regain control of the harbor in November say they have a plan.",
			[]string{"Mayors trying to regain control of the harbor | say | they have a plan"},
		},
		{
			"a share of people", "The treaty is new; 26% say they are against it.",
			[]string{"26% | say | they are against it"},
		},
		{
			"a thing that says", "The footage shows that the ferry was late.",
			[]string{"The footage | shows | that the ferry was late"},
		},
		{
			"a thing that does not say", "The wind shows the mayor the way.", []string{},
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

// TestAsked: questions of somebody who stands after "by" or nowhere.
func TestAsked(t *testing.T) {
	t.Parallel()
	tests := []sourceTest{
		{
			"after the answer", "“No,” Mira Holt said when asked whether the ferry was late.",
			[]string{"Mira Holt | said | “No,”", " | asked | whether the ferry was late"},
		},
		{
			"by somebody", "Asked by Jan Orvik about the ferry, Mira Holt said it was late.",
			[]string{"Jan Orvik | Asked | about the ferry", "Mira Holt | said | it was late"},
		},
		{
			"asking in a subordinate clause", "On Monday, when Jan Orvik asked whether the ferry was late, Mira Holt smiled.",
			[]string{"Jan Orvik | asked | whether the ferry was late"},
		},
		{"no question", "The harbor they asked for was closed when asked.", []string{}},
	}
	for _, tt := range tests {
		tt.run(t)
	}
}

// TestOddOrders: what is said does not stand after its verb in one piece.
func TestOddOrders(t *testing.T) {
	t.Parallel()
	tests := []sourceTest{
		{
			"its subject before", "The ferry, which Holt said was late, left Ostrel.",
			[]string{"Holt | said | which … was late"},
		},
		{
			"its subject before, no commas", "The plan that Holt has said would never work was dropped.",
			[]string{"Holt | has said | that … would never work"},
		},
		{
			"after as", "As Mira Holt noted, the ferry was late.",
			[]string{"Mira Holt | noted | the ferry was late"},
		},
		{
			"around according to", "The ferry, according to Mira Holt, was late.",
			[]string{"Mira Holt | according to | The ferry … was late"},
		},
		{
			"a whole clause before said", "The storm damaged the harbor, the oldest in Velm, said Mira Holt, who lives there.",
			[]string{"Mira Holt | said | The storm damaged the harbor, the oldest in Velm"},
		},
		{
			"a verb that goes on", "Mira Holt continued to insist that the ferry was late.",
			[]string{"Mira Holt | continued to insist | that the ferry was late"},
		},
	}
	for _, tt := range tests {
		tt.run(t)
	}
}

// TestInner: what stands inside another's words is a statement of its own only
// where it tells the words of somebody else who is named.
func TestInner(t *testing.T) {
	t.Parallel()
	tests := []sourceTest{
		{
			"another's words", "Mira Holt said that Jan Orvik had announced a ferry.",
			[]string{"Mira Holt | said | that Jan Orvik had announced a ferry", "Jan Orvik | had announced | a ferry"},
		},
		{
			"a pronoun's words", "Mira Holt said that she told the mayor that the ferry was late.",
			[]string{"Mira Holt | said | that she told the mayor that the ferry was late"},
		},
		{
			"a belief", "Mira Holt said she believes the ferry was late.",
			[]string{"Mira Holt | said | she believes the ferry was late"},
		},
		{
			"an attitude", "Mira Holt said the mayors oppose the ferry.",
			[]string{"Mira Holt | said | the mayors oppose the ferry"},
		},
	}
	for _, tt := range tests {
		tt.run(t)
	}
}

// TestFrames: what the verbs of the table take.
func TestFrames(t *testing.T) {
	t.Parallel()
	tests := []sourceTest{
		{"question, a thing", "Mira Holt questioned the treaty.", []string{"Mira Holt | questioned | the treaty"}},
		{"question, whether", "Mira Holt questioned whether the ferry would sail.", []string{"Mira Holt | questioned | whether the ferry would sail"}},
		{"an irregular verb", "Mira Holt knew that the ferry was late.", []string{"Mira Holt | knew | that the ferry was late"}},
		{"not its other objects", "Mira Holt knew the mayor of Ostrel.", []string{}},
		{"to do", "Mira Holt wants to close the harbor.", []string{"Mira Holt | wants | to close the harbor"}},
		{"doing", "Mira Holt railed against closing the harbor.", []string{"Mira Holt | railed against | closing the harbor"}},
		{"an adjective", "Mira Holt was confident that the ferry would sail.", []string{"Mira Holt | was confident | that the ferry would sail"}},
		{"an adjective and a preposition", "Mira Holt is critical of the treaty.", []string{"Mira Holt | is critical of | the treaty"}},
		{"raised, passive", "Mira Holt is expected to close the harbor.", []string{" | is expected | Mira Holt … to close the harbor"}},
		{"raised, active", "Mira Holt seemed tired of the treaty.", []string{" | seemed | Mira Holt … tired of the treaty"}},
		{"raised, as", "The treaty is seen as a threat.", []string{" | is seen as | The treaty … a threat"}},
		{"the agent", "The treaty was denounced by Mira Holt.", []string{"Mira Holt | was denounced by | The treaty"}},
		{"what might be", "Mira Holt could oppose the treaty.", []string{}},
		{"who is meant", "Those who oppose the treaty left Ostrel.", []string{}},
	}
	for _, tt := range tests {
		tt.run(t)
	}
}

func TestInflect(t *testing.T) {
	t.Parallel()
	for verb, want := range map[string][4]string{
		"challenge":       {"challenge", "challenges", "challenged", "challenging"},
		"rebut/rebutted":  {"rebut", "rebuts", "rebutted", "rebutting"},
		"vilify":          {"vilify", "vilifies", "vilified", "vilifying"},
		"know/knew":       {"know", "knows", "knew", "knowing"},
		"foresee/foresaw": {"foresee", "foresees", "foresaw", "foreseeing"},
		"press":           {"press", "presses", "pressed", "pressing"},
		"play":            {"play", "plays", "played", "playing"},
		"swear/swore":     {"swear", "swears", "swore", "swearing"},
		"see/-":           {"see", "sees", "-", "seeing"},
	} {
		if got := inflect(verb); got != want {
			t.Errorf("inflect(%q) = %q, want %q", verb, got, want)
		}
	}
}
