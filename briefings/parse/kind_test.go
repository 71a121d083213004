package parse

import (
	"testing"

	"readout/briefings"
)

func TestKind(t *testing.T) {
	const prose = "They met in the capital and spoke about the river.\n"
	const talk = "MS. VALE: Good afternoon.\n\nQ Will she travel?\n\nMS. VALE: She will.\n\nQ When?\n"
	const speech = "MR. OST: I thank you all for coming here tonight, to this hall above the river, where our two peoples have met for a hundred years and more, in good times and in bad ones.\n\nIt has been a long way, and there is some way to go.\n\nQ Will you sign?\n\nMR. OST: We will.\n"
	tests := []struct {
		title, matter, body string
		want                briefings.Kind
	}{
		{"Readout of the President’s Call with the Duke of Ost", "", prose, briefings.KindReadout},
		{"The Minister’s Meeting with the Duke of Ost", "", prose, briefings.KindReadout},
		{"Telephone conversation with the Duke of Ost", "", prose, briefings.KindReadout},
		{"Meeting with the Duke of Ost", "", "President of Sylvania Anna Vale: Welcome.\n\nI am glad to see you.\n\nDuke of Ost: Thank you.\n", briefings.KindTranscript},
		{"Press Briefing by the Spokesperson, 17 February 2024", "", prose, briefings.KindTranscript},
		{"Press Gaggle by the Press Secretary", "", prose, briefings.KindTranscript},
		{"Background Press Call on the River", "", prose, briefings.KindTranscript},
		{"The Minister and the Duke of Ost at a Joint Press Availability", "", prose, briefings.KindTranscript},
		{"Interview with the Ostburg Post", "", prose, briefings.KindTranscript},
		{"Joint Statement by Sylvania and Ost", "", prose, briefings.KindStatement},
		{"Sylvania-Ost Joint Statement", "", prose, briefings.KindStatement},
		{"Statement by the Spokesperson on the Minister’s Call with the Duke of Ost", "", prose, briefings.KindStatement},
		{"Leaders’ Statement on the River", "", prose, briefings.KindStatement},
		{"Joint Declaration of the River Conference", "", prose, briefings.KindStatement},
		{"Communiqué of the River Conference", "", prose, briefings.KindStatement},
		{"Remarks by the President on the River", "", prose, briefings.KindSpeech},
		{"Remarks by the President on the River", "", speech, briefings.KindSpeech},
		{"Remarks by the President and the Duke of Ost Before Bilateral Meeting", "", speech, briefings.KindTranscript},
		{"Remarks to the Press", "", talk, briefings.KindTranscript},
		{"The Minister’s speech at the River Conference", "", prose, briefings.KindSpeech},
		{"Address by the Duke of Ost", "", prose, briefings.KindSpeech},
		{"Ministers meet", "", prose, briefings.KindOther},
		{"Ministers meet", "", talk, briefings.KindTranscript},
		{"Ministers meet", "", "Trade: They spoke of it.\n\nThe River: They spoke of it too.\n", briefings.KindOther},
		{"Ministers meet", "", "The below is attributable to the Spokesperson:\n\n" + prose, briefings.KindReadout},
		{"Ministers meet", "", "The two ministers met, The Ostburg Post reports.\n", briefings.KindNews},
		{"Ministry publishes statement of accounts", "section: news", prose, briefings.KindNews},
		{"Ministers meet", "kind: speech", talk, briefings.KindSpeech},
		{"Ministers meet", "tags: statements-releases", prose, briefings.KindStatement},
		{"Ministers meet", "category: Press briefings", prose, briefings.KindTranscript},
		{"President Vale held talks with the Duke of Ost", "source: President of Sylvania", prose, briefings.KindReadout},
		{"President Vale held talks with the Duke of Ost", "source: Gazette", prose, briefings.KindOther},
	}
	for _, tt := range tests {
		d, err := Parse(Input{Name: "x.md", Data: []byte("---\ntitle: \"" + tt.title + "\"\n" + tt.matter + "\n---\n\n" + tt.body)})
		if err != nil || d.Details.Kind != tt.want {
			t.Errorf("%s (%s): %s, %v; want %s", tt.title, tt.matter, d.Details.Kind, err, tt.want)
		}
	}
}

func TestLanguageOf(t *testing.T) {
	for want, text := range map[string]string{
		"en": "The foreign minister of Sylvania met the Duke of Ost and spoke with him about the river and the border.",
		"fr": "La ministre des Finances de la Sylvanie a rencontré le duc et ils ont parlé du fleuve et des échanges dans la région.",
		"de": "Die Außenministerin traf den Herzog und sprach mit ihm über den Fluss und die Grenze, die für das Land wichtig ist.",
		"es": "La ministra de Asuntos Exteriores se reunió con el duque y habló con él de la frontera y del comercio para los dos países.",
		"it": "La ministra degli Esteri ha incontrato il duca e ha parlato con lui della frontiera e del commercio che è per il paese una risorsa.",
		"pt": "A ministra dos Negócios Estrangeiros encontrou o duque e falou com ele da fronteira e do comércio, que não é pouco para os dois países.",
		"ru": "Министр иностранных дел встретилась с герцогом и говорила с ним о реке и о границе, а также о том, что будет на ней.",
		"uk": "Міністерка закордонних справ зустрілася з герцогом і говорила з ним про річку та про кордон, що є важливим для них.",
		"pl": "Minister spraw zagranicznych spotkała się z księciem i rozmawiała z nim o rzece oraz o granicy, która jest ważna dla nich i nie tylko.",
		"tr": "Dışişleri bakanı dük ile görüştü ve nehir ile sınır için önemli olan bir anlaşma gibi konuları daha sonra konuştu.",
		"az": "Xarici işlər naziri hersoqla görüşüb və onunla sərhəd haqqında danışıb, bu isə iki ölkə üçün daha vacib bir məsələ olub.",
		"ar": "التقى وزير الخارجية السفير في العاصمة وتحدث معه عن الحدود التي هي من أهم القضايا بين البلدين على هذا النهر.",
		"zh": "外交部长今天在首都会见了来访的大使，双方就边界问题交换了意见。",
		"ja": "外務大臣は本日、首都で大使と会談し、国境について意見を交換しました。",
		"ko": "외교부 장관은 오늘 수도에서 대사를 만나 국경에 대해 의견을 나누었다.",
		"el": "Ο υπουργός Εξωτερικών συναντήθηκε σήμερα με τον πρέσβη στην πρωτεύουσα.",
		"":   "Ostburg 2024 Vale Sylvania NATO OSCE",
	} {
		if got := languageOf(text); got != want {
			t.Errorf("languageOf(%.60q) = %q; want %q", text, got, want)
		}
	}
	for in, want := range map[string]string{"en_US": "en-US", "en-GB": "en-GB", "EN": "en", "english": "en", "az-Latn": "az-Latn", "zz-nonsense-x": "", "": "", "en_US.UTF-8": "en-US", "und": ""} {
		if got := langTag(in); got != want {
			t.Errorf("langTag(%q) = %q; want %q", in, got, want)
		}
	}
}

func TestCleanTitle(t *testing.T) {
	for _, tt := range []struct{ in, site, want string }{
		{"Ministers meet | Gazette", "Gazette", "Ministers meet"},
		{"Ministers meet - The White House", "The White House", "Ministers meet"},
		{"Ministers meet • President of Russia", "President of Russia", "Ministers meet"},
		{"Gazette | Ministers meet", "Gazette", "Ministers meet"},
		{"Ministers meet the Gazette", "Gazette", "Ministers meet the Gazette"},
		{"Gazette", "Gazette", "Gazette"},
		{"  Ministers\n meet\u00a0today ", "", "Ministers meet today"},
	} {
		if got := cleanTitle(tt.in, tt.site); got != tt.want {
			t.Errorf("cleanTitle(%q, %q) = %q; want %q", tt.in, tt.site, got, tt.want)
		}
	}
}
