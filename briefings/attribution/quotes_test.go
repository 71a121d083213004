package attribution

import (
	"slices"
	"testing"
)

// TestQuotations holds whose a quotation is, and how far it goes.
func TestQuotations(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{
			"what follows the verb is no content after a quotation", "“The ferry is ours and stays ours,” said Mira Holt, angered that the council that runs it slept.",
			[]string{"Mira Holt | direct | said | “The ferry is ours and stays ours,”"},
		},
		{
			"a long apposition", "“The ferry sails at noon,” Mira Holt, the leader in polls and mayor of Ostrel, said when Jan Orvik asked her.",
			[]string{"Mira Holt | direct | said | “The ferry sails at noon,”"},
		},
		{
			"a relative clause", "“You paint the boat before a feast,” Mira Holt, who used to run the port, said about the work.",
			[]string{"Mira Holt | direct | said | “You paint the boat before a feast,”"},
		},
		{
			"a source that does not speak by itself", "“The ferry stays where it is,” the passage said. Another leaflet replied, “It must sail.”",
			[]string{" | direct | said | “The ferry stays where it is,”", " | direct | replied | “It must sail.”"},
		},
		{
			"an introduction may hold a quotation of its own", "Citing “duties in Ostrel,” Mira Holt told the council that she would stay.",
			[]string{"Mira Holt | indirect | told | that she would stay"},
		},
		{
			"on a line of its own after a colon", "In an old speech, Mira Holt continued:\n\n“The ferry is the heart of this town.”\n\nThe ferry was late.",
			[]string{"Mira Holt | direct | continued | “The ferry is the heart of this town.”"},
		},
		{
			"on a line of its own, with its own attribution", "A man in Ostrel interrupted her:\n\n“They stole the ferry,” Mira Holt said.",
			[]string{"Mira Holt | direct | said | “They stole the ferry,”"},
		},
		{
			"resumed after a participle", "“The ferry is late,” Mira Holt said, referring to the boat that Ostrel bought. “It always is.”",
			[]string{"Mira Holt | direct | said | “The ferry is late,” … “It always is.”", "Mira Holt | indirect | referring to | the boat that Ostrel bought"},
		},
		{"a name of a thing", "Mira Holt hosts the television show “Port and Sail.”", []string{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := allSaid(tt.text, Context{}); !slices.Equal(got, tt.want) {
				t.Errorf("Analyze(%q):\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}
