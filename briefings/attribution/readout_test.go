package attribution

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readout/briefings"
)

// reportTest is a text of the genre and what is said in it, as sources writes it with
// the names before.
type reportTest struct {
	name, text string
	want       []string
}

const (
	readoutTitle = "Readout of President Mira Holt’s Meeting with Prime Minister Jan Orvik of Velm"
	jointTitle   = "Joint Statement of the United States and France on the Ferry"
)

func (tt *reportTest) run(t *testing.T, c Context) {
	t.Helper()
	t.Run(tt.name, func(t *testing.T) {
		t.Parallel()
		r := New().Analyze(tt.text, c)
		got := []string{}
		for i := range r.Statements {
			st := &r.Statements[i]
			var content, names []string
			for _, s := range st.Content {
				content = append(content, tt.text[s.Start:s.End])
			}
			for _, p := range st.Speakers {
				names = append(names, p.Name)
			}
			got = append(got, fmt.Sprintf("%s | %s | %s | %s", strings.Join(names, "; "), tt.text[st.Speaker.Start:st.Speaker.End], tt.text[st.Cue.Start:st.Cue.End],
				strings.Join(content, " … ")))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n%q, want\n%q", tt.text, got, tt.want)
		}
	})
}

func TestReadoutVerbs(t *testing.T) {
	t.Parallel()
	const holt, both = "Mira Holt | President Holt", "Mira Holt; Jan Orvik | The two leaders"
	tests := []reportTest{
		{
			"to the end of the sentence", "President Holt discussed the ferry, including its timetable, and the harbor, which is old.",
			[]string{holt + " | discussed | the ferry, including its timetable, and the harbor, which is old"},
		},
		{
			"verbs of the genre", "President Holt raised the delays on the coast and communicated the wishes of the islands.",
			[]string{holt + " | raised | the delays on the coast", holt + " | communicated | the wishes of the islands"},
		},
		{
			"a statement of each", "The two leaders discussed the ferry and agreed to open the harbor by the summer.",
			[]string{both + " | discussed | the ferry", both + " | agreed | to open the harbor by the summer"},
		},
		{
			"one with another", "President Holt discussed the ferry with Prime Minister Orvik.",
			[]string{holt + " | discussed | the ferry with Prime Minister Orvik"},
		},
		{
			"a committed verb", "The two leaders committed to enhancing the harbor.",
			[]string{both + " | committed | to enhancing the harbor"},
		},
		{
			"another's clause after it", "The two leaders discussed the ferry and President Holt underscored the need for a bridge.",
			[]string{both + " | discussed | the ferry", holt + " | underscored | the need for a bridge"},
		},
		{
			"with a participle of another", "The two leaders discussed the ferry, with President Holt underscoring the need for a bridge.",
			[]string{both + " | discussed | the ferry", holt + " | underscoring | the need for a bridge"},
		},
		{
			"a participle", "The two leaders discussed the ferry, noting that it is late.",
			[]string{both + " | discussed | the ferry", both + " | noting | that it is late"},
		},
		{
			"a clause that tells which thing", "The two leaders discussed the ferry we announced today and reiterated that it is late.",
			[]string{both + " | discussed | the ferry we announced today", both + " | reiterated | that it is late"},
		},
		{
			"a purpose", "President Holt spoke today with Prime Minister Orvik to discuss the ferry and reaffirm the treaty.",
			[]string{holt + " | discuss | the ferry", holt + " | reaffirm | the treaty"},
		},
		{
			"a noun of calling", "President Holt discussed delays of the ferry and calls for repairs.",
			[]string{holt + " | discussed | delays of the ferry and calls for repairs"},
		},
		{
			"what is talked of", "President Holt discussed the ferry, addressing the needs of the coast, and the bridge.",
			[]string{holt + " | discussed | the ferry, addressing the needs of the coast, and the bridge"},
		},
		{"this", "President Holt condemned this storm.", []string{holt + " | condemned | this storm"}},
		{
			"spoke about, with words between", "President Holt spoke today with Prime Minister Orvik about the ferry.",
			[]string{holt + " | spoke | the ferry"},
		},
		{
			"a long dialogue", "The two leaders had a long and frank dialogue on the ferry.",
			[]string{both + " | had a long and frank dialogue on | the ferry"},
		},
		{"bare talk", "The two leaders held talks on Monday.", []string{}},
		{
			"those seeking", "The two leaders discussed the needs of farmers, seeking shelter and the price of grain.",
			[]string{both + " | discussed | the needs of farmers, seeking shelter and the price of grain"},
		},
		{"efforts are no purpose", "President Holt met those who lead efforts to discuss the ferry.", []string{}},
		{
			"an act after the words", "President Holt welcomed the treaty and signed the map.",
			[]string{holt + " | welcomed | the treaty"},
		},
		{
			"for her part", "For her part President Holt noted that the ferry is late.",
			[]string{holt + " | noted | that the ferry is late"},
		},
		{
			"it was agreed", "President Mira Holt met Prime Minister Jan Orvik. It was agreed to open the harbor.",
			[]string{"Mira Holt; Jan Orvik |  | was agreed | to open the harbor"},
		},
		{
			"discussed by nobody", "President Mira Holt met Prime Minister Jan Orvik. In addition, the state of the harbor was also discussed, with an emphasis on its lights.",
			[]string{"Mira Holt; Jan Orvik |  | was also discussed | the state of the harbor … with an emphasis on its lights"},
		},
		{
			"a conversation", "President Mira Holt met Prime Minister Jan Orvik. The conversation focused on the harbor.",
			[]string{"Mira Holt; Jan Orvik |  | focused on | the harbor"},
		},
	}
	for _, tt := range tests {
		tt.run(t, Context{Title: readoutTitle, Kind: briefings.KindReadout})
	}
}

func TestJointStatement(t *testing.T) {
	t.Parallel()
	const both = "United States; France | The United States and France"
	tests := []reportTest{
		{
			"to intend", "The United States and France intend to open the harbor.",
			[]string{both + " | intend | to open the harbor"},
		},
		{
			"to be committed", "The United States and France are fully committed to opening the harbor.",
			[]string{both + " | are fully committed | to opening the harbor"},
		},
		{
			"to remain committed", "We remain committed to peace on the coast.",
			[]string{"United States; France | We | remain committed | to peace on the coast"},
		},
		{
			"two verbs", "The United States and France condemn the storm and call on the islands to wait.",
			[]string{both + " | condemn | the storm", both + " | call on | the islands to wait"},
		},
		{
			"one thing more to do", "The United States and France reaffirm their resolve to protect the coast, support the ports and review the lights.",
			[]string{both + " | reaffirm | their resolve to protect the coast, support the ports and review the lights"},
		},
		{
			"things to do", "The United States and France intend to open the harbor, defend the coast, and urge calm.",
			[]string{both + " | intend | to open the harbor, defend the coast, and urge calm"},
		},
		{"what will be talked of", "The United States and France will review the timetable.", []string{}},
		{"an act", "The United States and France will open the harbor.", []string{}},
	}
	for _, tt := range tests {
		tt.run(t, Context{Title: jointTitle, Kind: briefings.KindStatement})
	}
}

// TestWithin: what the speaker of a turn reports of others is theirs as well.
func TestWithin(t *testing.T) {
	t.Parallel()
	const head, tail = "MIRA HOLT: Thank you all. ", "\n\nQ: Was the ferry late?\n\nMIRA HOLT: It was."
	turns := []string{"Question | Q | : | Was the ferry late?", "Mira Holt | MIRA HOLT | : | It was."}
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"somebody's words", "Jan Orvik told me that the ferry is late.", []string{"Jan Orvik | Jan Orvik | told | that the ferry is late"}},
		{
			"he after the name", "Jan Orvik came to Ostrel. He said that the ferry is late.",
			[]string{"Jan Orvik | He | said | that the ferry is late"},
		},
		{"the speaker's own", "I said that the ferry is late.", nil},
		{"the speaker's own, short", "We’ve discussed the ferry.", nil},
		{"verbs of the genre", "Jan Orvik presented the plans for the ferry.", []string{"Jan Orvik | Jan Orvik | presented | the plans for the ferry"}},
		{"the hearer's", "You said that the ferry is late.", nil},
		{"the speaker's name", "Mira Holt said that the ferry is late.", nil},
		{"a condition", "If Jan Orvik said that the ferry is late, we would know.", nil},
		{"what might be said", "Jan Orvik might say that the ferry is late.", nil},
		{"a question", "Did we know that Jan Orvik said that the ferry is late?", nil},
	} {
		whole := "Mira Holt | MIRA HOLT | : | Thank you all. " + tt.text
		(&reportTest{tt.name, head + tt.text + tail, slices.Concat([]string{whole}, tt.want, turns)}).run(t, Context{Kind: briefings.KindTranscript})
	}
}

// TestSides: delegations are states, leaders are people.
func TestSides(t *testing.T) {
	t.Parallel()
	const met = "French President Mira Holt met Finnish Prime Minister Jan Orvik. "
	for _, tt := range []reportTest{
		{"states", met + "The delegations discussed the ferry.", []string{"France; Finland | The delegations | discussed | the ferry"}},
		{"people", met + "The leaders discussed the ferry.", []string{"Mira Holt; Jan Orvik | The leaders | discussed | the ferry"}},
	} {
		tt.run(t, Context{Title: "Readout of the talks in Ostrel", Kind: briefings.KindReadout})
	}
}

// TestSignatories: "we" are those who hold the office in each state on the
// date, or the group where the words name no such office.
func TestSignatories(t *testing.T) {
	t.Parallel()
	for _, tt := range []reportTest{
		{
			"presidents", "We, the presidents of the United States and France, met in Ostrel. We recommit to the ferry.",
			[]string{"Joe Biden; Emmanuel Macron | We | recommit | to the ferry"},
		},
		{
			"mayors", "We, the mayors of Ostrel and Karsk, met in Ostrel. We commend the ferry.",
			[]string{"mayors of Ostrel and Karsk | We | commend | the ferry"},
		},
	} {
		tt.run(t, Context{Date: "2023-09-21", Title: "Joint Statement on the Ferry", Kind: briefings.KindStatement})
	}
}

// TestNewsIsNoReadout: the verbs of the genre are acts in news.
func TestNewsIsNoReadout(t *testing.T) {
	t.Parallel()
	for _, tt := range []reportTest{
		{"raise", "President Mira Holt raised the harbor dues.", []string{}},
		{"it was agreed", "It was agreed to open the harbor.", []string{}},
	} {
		tt.run(t, Context{Title: "Harbor dues rise", Kind: briefings.KindNews})
	}
}

// TestReadoutIsLinear: a readout of one sentence without end takes time in
// proportion to it, whatever verbs it has.
func TestReadoutIsLinear(t *testing.T) {
	t.Parallel()
	for _, part := range []string{"it was agreed to discuss and ", "met to discuss, ", "with X underscoring and they reaffirm "} {
		text := "The two leaders " + strings.Repeat(part, 20000) + "."
		New().Analyze(text, Context{Title: readoutTitle, Kind: briefings.KindReadout})
	}
}
