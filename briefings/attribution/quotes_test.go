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
			[]string{"Mira Holt | direct | Citing | “duties in Ostrel,”", "Mira Holt | indirect | told | that she would stay"},
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
		{
			"a line of its own goes on", "“The ferry is late,” Mira Holt said.\n\n“It always is on Fridays.”\n\n“Is it?” Jan Orvik asked.",
			[]string{"Mira Holt | direct | said | “The ferry is late,” … “It always is on Fridays.”", "Jan Orvik | direct | asked | “Is it?”"},
		},
		{
			"a question of somebody else's in the same paragraph", "“The ferry is late,” Mira Holt said. “Is it always?” Jan Orvik wondered.",
			[]string{"Mira Holt | direct | said | “The ferry is late,”", "Jan Orvik | direct | wondered | “Is it always?”"},
		},
		{
			"a verb that no table has, before its subject", "“The ferry is late,” moaned Mira Holt, the mayor. “Alas,” sighed one of those passengers, who slept.",
			[]string{"Mira Holt | direct | moaned | “The ferry is late,”", "one of those passengers | direct | sighed | “Alas,”"},
		},
		{
			"after an abbreviation", "“The ferry is late,” Mira Holt said in Ostrel, Calif. “It always is on Fridays.”",
			[]string{"Mira Holt | direct | said | “The ferry is late,” … “It always is on Fridays.”"},
		},
		{
			"a comma inside the marks", "Mira Holt called the ferry “a disgrace to us,” but she also wrote a poem. She said that the boat, “our pride,” would sail.",
			[]string{"Mira Holt | mixed | called | the ferry “a disgrace to us,”", "Mira Holt | mixed | said | that the boat, “our pride,” would sail"},
		},
		{
			"what follows a quotation after a comma", "Mira Holt shouted, “The ferry sails!” as the band played, and wrote: “So it is,” and, “So be it.”",
			[]string{"Mira Holt | direct | shouted | “The ferry sails!”", "Mira Holt | mixed | wrote | “So it is,” and, “So be it.”"},
		},
		{
			"after a colon with its own attribution", "Mira Holt said that she was busy: “The ferry is late,” she wrote.",
			[]string{"Mira Holt | indirect | said | that she was busy", "Mira Holt | direct | wrote | “The ferry is late,”"},
		},
		{
			"between dashes", "Jan Orvik suggested that he liked it - “I would have sailed,” he said twice - and slept.",
			[]string{"Jan Orvik | indirect | suggested | that he liked it", "Jan Orvik | direct | said | “I would have sailed,”"},
		},
		{
			"a name right before a colon", "It does not surprise the sailor Mira Holt: “The ferry is late every week.” Jan Orvik wrote to Mira Holt: “The ferry is early today.”",
			[]string{"Mira Holt | direct | : | “The ferry is late every week.”", "Jan Orvik | direct | wrote | “The ferry is early today.”"},
		},
		{
			"a few words of the writer's", "“I will not,” Mira Holt said. But “the ferry is the better for it, and so is Ostrel.”",
			[]string{"Mira Holt | direct | said | “I will not,” … But “the ferry is ~and so is Ostrel.”"},
		},
		{
			"an apposition with commas of its own", "Mira Holt, head of the port, member of the council and poet from Ostrel, said that it was late.",
			[]string{"Mira Holt | indirect | said | that it was late"},
		},
		{
			"a relative clause without commas", "A council official who wants to discuss internal strategy said on Monday that it was late.",
			[]string{"council official | indirect | said | that it was late"},
		},
		{
			"the main clause has the speaker", "When Jan Orvik died in May, Mira Holt released a text: “He was the best of sailors.”",
			[]string{"Mira Holt | direct | : | “He was the best of sailors.”"},
		},
		{
			"a noun that is no verb after a singular", "“The ferry is late and so are we,” White House press secretary Mira Holt said.",
			[]string{"Mira Holt | direct | said | “The ferry is late and so are we,”"},
		},
		{
			"a participle with a subject of its own", "The town was glad, with Mira Holt calling the ferry “the pride of us all.” Both left – Jan Orvik saying that it was late.",
			[]string{"Mira Holt | mixed | calling | the ferry “the pride of us all.”", "Jan Orvik | indirect | saying | that it was late"},
		},
		{
			"the day before the verb", "Mira Holt on Monday criticized the ferry, saying that it was late.",
			[]string{"Mira Holt | indirect | criticized | the ferry", "Mira Holt | indirect | saying | that it was late"},
		},
		{
			"a name for something", "Mira Holt called the ferry “third-rate” and left the town. Jan Orvik called it “rotten” on his radio show.",
			[]string{"Mira Holt | mixed | called | the ferry “third-rate”", "Jan Orvik | mixed | called | it “rotten”"},
		},
		{
			"a word for something, with any verb", "Mira Holt waved off the delay as “minimal” that day. The book was printed as “Port and Sail.”",
			[]string{"Mira Holt | mixed | waved | off the delay as “minimal”"},
		},
		{
			"all of it is another's", "The sailors say that the ferry is late, the Coast Wire reported.",
			[]string{"Coast Wire | indirect | reported | The sailors say that the ferry is late", "sailors | indirect | say | that the ferry is late"},
		},
		{
			"it goes on after the attribution", "The ferry was cleaned, Mira Holt said, but “nobody asked us about the rats.”",
			[]string{"Mira Holt | mixed | said | The ferry was cleaned … but “nobody asked us about the rats.”"},
		},
		{
			"a sentence that the attribution breaks", "The ferry, Mira Holt said, “is ours and stays ours.”",
			[]string{"Mira Holt | mixed | said | The ferry … “is ours and stays ours.”"},
		},
		{
			"a quotation after a clause", "Mira Holt argued that the ferry was late. “It always is on Fridays.”",
			[]string{"Mira Holt | mixed | argued | that the ferry was late … “It always is on Fridays.”"},
		},
		{
			"to ask somebody to do something", "Mira Holt asked the sailors to “cease and desist” at once.",
			[]string{"Mira Holt | mixed | asked | to “cease and desist” at once"},
		},
		{
			"a statement that says it", "Mira Holt issued a statement saying that the ferry was late. She held up a sign that read “Ferries for all of us.”",
			[]string{"Mira Holt | indirect | saying | that the ferry was late", "Mira Holt | direct | read | “Ferries for all of us.”"},
		},
		{
			"the verb first", "The ferry was late. Said Mira Holt, who runs the port, “We are all so sorry about it.”",
			[]string{"Mira Holt | direct | Said | “We are all so sorry about it.”"},
		},
		{
			"the verb alone", "Mira Holt said that it was late. Adding, “It always is on Fridays.”",
			[]string{"Mira Holt | indirect | said | that it was late", "Mira Holt | direct | Adding | “It always is on Fridays.”"},
		},
		{
			"inside the words that another reports", "Mira Holt said the ferry “would have no chance at all,” the mayor recalled.",
			[]string{"mayor | mixed | recalled | Mira Holt said the~no chance at all,”", "Mira Holt | mixed | said | the ferry “would have no chance at all,”"},
		},
		{
			"a thing explains", "“A slow ferry has us on a slow path,” the website explains. “Mira Holt is late,” said nobody.",
			[]string{" | direct | explains | “A slow ferry has us on a slow path,”"},
		},
		{
			"somebody else acts before the next quotation", "“It is late,” Mira Holt said, pointing to the clock. Anna Rell shook her head. “The clock is better at it than I am.”",
			[]string{"Mira Holt | direct | said | “It is late,”", "Mira Holt | indirect | pointing to | the clock", "Anna Rell | direct | shook | “The clock is better at it than I am.”"},
		},
		{
			"as somebody said", "As Mira Holt, the mayor of Ostrel, noted on Monday, the ferry was late. The ferry was early, as Jan Orvik said.",
			[]string{"Mira Holt | indirect | noted | the ferry was late", "Jan Orvik | indirect | said | The ferry was early"},
		},
		{
			"a participle opens the sentence", "Noting that the ferry was late, Mira Holt left the town. In calling it “a disgrace,” Jan Orvik smiled.",
			[]string{"Mira Holt | indirect | Noting | that the ferry was late", "Jan Orvik | mixed | calling | it “a disgrace,”"},
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
