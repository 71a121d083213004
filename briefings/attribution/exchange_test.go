package attribution

import (
	"fmt"
	"slices"
	"testing"

	"readout/briefings"
)

// exchanged renders every statement as "who act words > words of its
// counterpart".
func exchanged(text string, c Context) []string {
	r := New().Analyze(text, c)
	a := briefings.Analysis{People: r.People, Statements: r.Statements}
	var out []string
	for i := range a.Statements {
		s := &a.Statements[i]
		line := fmt.Sprintf("%s | %s | %s", s.Speaker.Name, s.Act, s.Words(text))
		if o := a.Counterpart(s); o != nil {
			line += " > " + o.Words(text)
		}
		out = append(out, line)
	}
	return out
}

func TestExchange(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		c          Context
		want       []string
	}{
		{
			"an opening, a question, a follow-up",
			"MS. HOLT: Good day, all.\n\nQ    Will the ferry sail?\n\nMS. HOLT: It will.\n\nQ    When?\n\nMS. HOLT: On Friday.\n\nQ    Thank you.",
			Context{},
			[]string{
				"Holt |  | Good day, all.", "Question | question | Will the ferry sail? > It will.", "Holt | answer | It will. > Will the ferry sail?",
				"Question | question | When? > On Friday.", "Holt | answer | On Friday. > When?", "Question |  | Thank you.",
			},
		},
		{
			"two answer one question, thanks between them",
			"QUESTION: Will the ferry sail?\n\nMINISTER HOLT: It will.\n\nQUESTION: Okay.\n\nMINISTER ORVIK: We all hope so.",
			Context{},
			[]string{
				"Holt | answer | It will. > Will the ferry sail?", "Orvik | answer | We all hope so. > Will the ferry sail?", "Question |  | Okay.",
				"Question | question | Will the ferry sail? > It will.",
			},
		},
		{
			"two questions at once, a moderator between",
			"Q: Will the ferry sail?\n\nQ: And the train?\n\nMODERATOR: One at a time, please.\n\nMS. HOLT: Both will run.",
			Context{},
			[]string{
				"Holt | answer | Both will run. > And the train?", "Moderator |  | One at a time, please.",
				"Question | question | And the train? > Both will run.", "Question | question | Will the ferry sail? > Both will run.",
			},
		},
		{
			"a question that nobody heard", "Q: (Inaudible.)\n\nMS. HOLT: It will.\n\nQ: And the train?\n\nMS. HOLT: No.",
			Context{},
			[]string{"Holt |  | It will.", "Holt | answer | No. > And the train?", "Question | question | And the train? > No."},
		},
		{
			"refusals", "Q: Will the ferry sail?\n\nMS. HOLT: I don’t have anything for you on that.\n\nQ: And the train?\n\nMS. HOLT: I’d refer you to the railway.\n\nQ: Anything?\n\nMS. HOLT: The bus runs, and nobody refused.",
			Context{},
			[]string{
				"Holt | answer | The bus runs, and nobody refused. > Anything?", "Holt | refusal | I don’t have anything for you on that. > Will the ferry sail?",
				"Holt | refusal | I’d refer you to the railway. > And the train?", "Question | question | And the train? > I’d refer you to the railway.",
				"Question | question | Anything? > The bus runs, and nobody refused.", "Question | question | Will the ferry sail? > I don’t have anything for you on that.",
			},
		},
		{
			"a talk without questioners", "Tomas Arkady: Good day. How was the harvest?\n\nDalia Renn: It was good.\n\nTomas Arkady: I am glad.",
			Context{Kind: briefings.KindTranscript},
			[]string{
				"Dalia Renn | answer | It was good. > Good day. How was the harvest?", "Tomas Arkady |  | I am glad.",
				"Tomas Arkady | question | Good day. How was the harvest? > It was good.",
			},
		},
		{
			"set into one line", "Anna Holt met the press. * * * Minister of Trade Anna Holt: Good day! The ferry will sail. Question: When will it sail? Anna Holt: On Friday. Question: And the train? Anna Holt: No comment.",
			Context{Kind: briefings.KindTranscript},
			[]string{
				"Anna Holt |  | Good day! The ferry will sail.", "Anna Holt | answer | On Friday. > When will it sail?", "Anna Holt | refusal | No comment. > And the train?",
				"Question | question | And the train? > No comment.", "Question | question | When will it sail? > On Friday.",
			},
		},
		{
			"what nobody says", "MS. HOLT: Thank you. (The two exchange gifts of some value.) Good day. (Laughter.) We (inaudible) go. [Senior official], please.\n\nMR. ORVIK: (As interpreted.) Thanks.",
			Context{},
			[]string{"Holt |  | Thank you. … Good day. … We … go. [Senior official], please.", "Orvik |  | Thanks."},
		},
		{
			"two officials and two questioners", "SENIOR OFFICIAL #1: Hi.\n\nQUESTION 2: Will the ferry sail?\n\nSENIOR OFFICIAL #2: It will.",
			Context{},
			[]string{"Question | question | Will the ferry sail? > It will.", "Senior official #1 |  | Hi.", "Senior official #2 | answer | It will. > Will the ferry sail?"},
		},
		{
			"a report", "Asked whether the ferry would sail, Mira Holt said it would. Jan Orvik declined to comment on the train. “Will it be late?” a reporter asked. “No comment,” Jan Orvik said.",
			Context{},
			[]string{
				" | question | whether the ferry would sail > it would", "Mira Holt | answer | it would > whether the ferry would sail",
				"Jan Orvik | refusal | to comment on the train", "reporter | question | “Will it be late?” > “No comment,”", "Jan Orvik | refusal | “No comment,” > “Will it be late?”",
			},
		},
		{"no labels within a report", "The notice had three parts. Place: Ostrel. Date: Friday. Note: bring a coat.", Context{}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := exchanged(tt.text, tt.c)
			want := slices.Clone(tt.want)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("\n got %q\nwant %q", got, want)
			}
		})
	}
}

// TestAsker holds who asks, where the text says so.
func TestAsker(t *testing.T) {
	t.Parallel()
	const answer = "\n\nMS. HOLT: On Friday.\n\n"
	tests := []struct {
		name, text string
		want       []string // name and role of each questioner
	}{
		{"nobody says", "Q    When will it sail?" + answer, []string{"Question: Journalist"}},
		{"says it", "Q    Hi, this is Dalia Renn with Coast Wire. When will it sail?" + answer, []string{"Dalia Renn: Journalist (Coast Wire)"}},
		{"a name and letters", "QUESTION: Dalia Renn, KVT. When will it sail?" + answer, []string{"Dalia Renn: Journalist (KVT)"}},
		{"in a parenthesis", "QUESTION: (Dalia Renn, Reuters) When will it sail?" + answer, []string{"Dalia Renn: Journalist (Reuters)"}},
		{"a newsroom alone", "QUESTION (Reuters): When will it sail?" + answer + "QUESTION: Why?", []string{"Journalist (Reuters): Journalist", "Question: Journalist"}},
		{"about a newsroom", "QUESTION: The Coast Wire says it will not sail. Is that so?" + answer, []string{"Question: Journalist"}},
		{"about a person", "QUESTION: Jan Orvik, the mayor, says it will not sail. Is that so?" + answer, []string{"Question: Journalist"}},
		{"called by the speaker", "MS. HOLT: Good day. Thanks. Dalia Renn from Reuters.\n\nQ    When will it sail?" + answer + "Q    Why?", []string{"Dalia Renn: Journalist (Reuters)", "Question: Journalist"}},
		{
			"called by a moderator, for a follow-up too",
			"MODERATOR: We’ll go to the line of Dalia Renn.\n\nQ    When will it sail?" + answer + "Q    And why?" + answer + "MODERATOR: The next question is from Tomas Arkady, Reuters.\n\nQ    Who steers?" + answer + "MODERATOR: Next?\n\nQ    Where?",
			[]string{"Dalia Renn: Journalist", "Dalia Renn: Journalist", "Tomas Arkady: Journalist (Reuters)", "Question: Journalist"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := New().Analyze(tt.text, Context{Kind: briefings.KindTranscript})
			role := map[string]string{}
			for _, p := range r.People {
				role[p.ID] = p.Role
			}
			var got []string
			for _, s := range r.Statements {
				if s.Act == briefings.ActQuestion {
					got = append(got, s.Speaker.Name+": "+role[s.Speaker.ID])
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// An interview is led by the one whom its title names beside the guest.
func TestInterviewer(t *testing.T) {
	t.Parallel()
	text := "QUESTION: When will it sail?\n\nMINISTER HOLT: On Friday.\n\nQUESTION: And why?\n\nMINISTER HOLT: Because."
	for title, want := range map[string]string{
		"Minister Anna Holt With Dalia Renn of Coast TV":            "Dalia Renn",
		"Minister Anna Holt at a Press Availability":                "Question",
		"Minister Anna Holt With Minister Jan Orvik in Port Sorrel": "Question",
	} {
		r := New().Analyze(text, Context{Title: title, Kind: briefings.KindTranscript})
		if got := r.Statements[0].Speaker.Name; got != want {
			t.Errorf("%s: %q asks, want %q", title, got, want)
		}
	}
}
