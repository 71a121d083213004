package attribution

import (
	"slices"
	"strings"
	"testing"

	"readout/briefings"
)

// TestBadMarks: marks that are missing, doubled, nested or broken spoil no more
// than the passage they stand in.
func TestBadMarks(t *testing.T) {
	t.Parallel()
	after := "\n\nThe ferry will sail on Friday, Jan Orvik said."
	last := "Jan Orvik | indirect | said | The ferry will sail on Friday"
	tests := []struct {
		name, text string
		want       []string
	}{
		{"two apostrophes", "Mira Holt said: ''The road is open to all of us.'' ''It is long,'' she added.", []string{
			"Mira Holt | direct | said | ''The road is open to all of us.''", "Mira Holt | direct | added | ''It is long,''",
		}},
		{"never closed", "“The road is open to all of us, Mira Holt said.", []string{}},
		{"never closed, said before", "Mira Holt said: “The road is open to all of us.", []string{"Mira Holt | direct | said | “The road is open to all of us."}},
		{"never opened", "Mira Holt said that the road is open to all of us.”", []string{"Mira Holt | indirect | said | that the road is open to all of us"}},
		{"three straight marks", "\"The road is open,\" Mira Holt said. \"It is long.", []string{"Mira Holt | direct | said | \"The road is open,\" … \"It is long."}},
		{"nested", "“He told me, ‘Stop the car,’ and I stopped,” Mira Holt said.", []string{"Mira Holt | direct | said | “He told me, ‘Stop the car,’ and I stopped,”"}},
		{"a mark alone", "”\n\nMira Holt said that the road is open.\n\n“", []string{"Mira Holt | indirect | said | that the road is open"}},
		{"bytes taken for characters", "â€œThe road is open,â€\u009d Mira Holt said. â€œIt isnâ€™t long.â€", []string{
			"Mira Holt | direct | said | â€œThe road is open,â€\u009d … â€œIt isnâ€™t long.â€",
		}},
		{"bytes taken for other characters", "â\u0080\u009cThe road is open,â\u0080\u009d Mira Holt said.", []string{
			"Mira Holt | direct | said | â\u0080\u009cThe road is open,â\u0080\u009d",
		}},
		{"lost bytes", "\uFFFDThe road is open,\uFFFD Mira Holt said.", []string{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := tt.text + after
			check(t, text, New().Analyze(text, Context{}))
			got := allSaid(text, Context{})
			if len(got) == 0 || got[len(got)-1] != last {
				t.Fatalf("Analyze(%q) = %q; want the last to be %q", text, got, last)
			}
			if tt.want = append(tt.want, last); len(tt.want) > 1 && !slices.Equal(got, tt.want) {
				t.Errorf("Analyze(%q):\n got %q\nwant %q", text, got, tt.want)
			}
		})
	}
}

func TestCapitals(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{"names by title, and alone", "PRESIDENT MIRA HOLT SAID ON MONDAY THAT THE FERRY WOULD SAIL. \"THE ROAD IS OPEN,\" HOLT SAID.", []string{
			"Mira Holt | indirect | SAID | THAT THE FERRY WOULD SAIL", "Mira Holt | direct | SAID | \"THE ROAD IS OPEN,\"",
		}},
		{"explained", "TOMAS ORR, THE MAYOR OF OSTREL, TOLD REPORTERS ON FRIDAY THAT HE WAS LATE.", []string{"Tomas Orr | indirect | TOLD | THAT HE WAS LATE"}},
		{"accents", "MS. ZOË ÅRUD SAID THAT THE FERRY WOULD SAIL ON MONDAY MORNING.", []string{"Zoë Årud | indirect | SAID | THAT THE FERRY WOULD SAIL ON MONDAY MORNING"}},
		{"labels", "MR. HOLT: THE ROAD IS OPEN TO ALL OF US.\n\nQ: AND THE FERRY?\n\nMR. HOLT: IT WILL SAIL ON FRIDAY.", []string{
			"Holt | direct | : | THE ROAD IS OPEN TO ALL OF US.", "Question | direct | : | AND THE FERRY?", "Holt | direct | : | IT WILL SAIL ON FRIDAY.",
		}},
		{"nobody", "THE FERRY WILL SAIL ON FRIDAY. IT WAS LATE. PRESS RELEASE NUMBER ONE FOR IMMEDIATE USE.", []string{}},
		{"a cue without a name", "ANGRY PASSENGERS WAITED ALL DAY. HEAVY RAINS STOPPED EVERY FERRY BETWEEN THE ISLANDS.", []string{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := New().Analyze(tt.text, Context{})
			check(t, tt.text, r)
			if got := allSaid(tt.text, Context{}); !slices.Equal(got, tt.want) {
				t.Errorf("Analyze(%q):\n got %q\nwant %q", tt.text, got, tt.want)
			}
			if len(tt.want) == 0 && len(r.People) > 0 {
				t.Errorf("Analyze(%q) names %+v", tt.text, r.People)
			}
		})
	}
}

// TestSpokenKeepsPlaces: what a text in capitals is read as has every character
// in the same place.
func TestSpokenKeepsPlaces(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"PRESIDENT MIRA HOLT SAID ON MONDAY THAT THE FERRY WOULD SAIL",
		"İSTANBUL ȺȾ ẞ K Å ÇA VA ÉTÉ ÑANDÚ STRASSE ПРЕЗИДЕНТ СКАЗАЛ ΣΊΣΥΦΟΣ", // some small forms have another length
	} {
		p := newPage(text)
		if len(p.text) != len(text) || p.text == text || !strings.EqualFold(strings.ToLower(p.text), strings.ToLower(text)) {
			t.Errorf("%q is read as %q", text, p.text)
		}
	}
}

// TestOtherLanguages: office holders are found wherever they stand in a run of
// capitals; nobody is said to have said anything that only a grammar could tell.
func TestOtherLanguages(t *testing.T) {
	t.Parallel()
	tests := []struct {
		lang, text string
		people     []string
	}{
		{"de", "Bundeskanzler Olaf Scholz traf am Montag Präsident Emmanuel Macron. Danach fuhr er ab.", []string{"Olaf Scholz", "Emmanuel Macron"}},
		{"fr", "Le président Emmanuel Macron a rencontré lundi le chancelier Olaf Scholz à la gare.", []string{"Emmanuel Macron", "Olaf Scholz"}},
		{"es", "Canciller Olaf Scholz llegó el lunes a la estación.", []string{"Olaf Scholz"}},
		{"az", "Azərbaycan Prezidenti İlham Əliyev bazar ertəsi Olaf Scholz ilə görüşüb.", []string{"Ilham Aliyev", "Olaf Scholz"}},
		{"ru", "Канцлер (Olaf Scholz) прибыл на вокзал в понедельник. «Дорога открыта», — сказал он.", []string{"Olaf Scholz"}},
		{"ar", "وصل المستشار (Olaf Scholz) إلى المحطة يوم الاثنين. قال: «الطريق مفتوح».", []string{"Olaf Scholz"}},
		{"zh", "总理（Olaf Scholz）星期一到达车站。“路开了，”他说。", []string{"Olaf Scholz"}},
		{"de", "Der Zug kam am Montag an. Die Straße ist offen. Niemand war da.", nil},
		{"fr", "Le train est arrivé lundi. La route est ouverte. Personne n’était là.", nil},
		{"ru", "Поезд прибыл в понедельник. Дорога открыта. Никого не было.", nil},
		{"az", "Qatar bazar ertəsi gəldi. Yol açıqdır. Heç kim yox idi.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.lang, func(t *testing.T) {
			t.Parallel()
			r := New().Analyze(tt.text, Context{Date: "2022-06-01", Lang: tt.lang})
			check(t, tt.text, r)
			var got []string
			for i := range r.People {
				if p := &r.People[i]; p.Kind == briefings.Person {
					got = append(got, p.Name)
				}
			}
			if !slices.Equal(got, tt.people) {
				t.Errorf("people of %q: %q; want %q", tt.text, got, tt.people)
			}
			if len(r.Statements) > 0 {
				t.Errorf("%q: %q", tt.text, allSaid(tt.text, Context{Date: "2022-06-01", Lang: tt.lang}))
			}
		})
	}
}

// TestHolderWithin: what stands before or after an office holder's name in a
// run of capitals is no part of it.
func TestHolderWithin(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Yesterday Bundeskanzler Olaf Scholz came.":            "Olaf Scholz",
		"They met Außenministerin Annalena Baerbock on Monday": "Annalena Baerbock",
		"Tomas Varo Arkady came.":                              "Tomas Varo Arkady",
	} {
		p := newPage(text)
		var got string
		for _, m := range p.findMentions() {
			if m.kind == namedMention || m.kind == weakMention {
				got = text[p.tokens[m.from].start:p.tokens[m.to-1].end]
			}
		}
		if got != want {
			t.Errorf("%q: %q; want %q", text, got, want)
		}
	}
}

// TestOneParagraph analyses a paragraph of five megabytes, with marks that pair
// oddly in it.
func TestOneParagraph(t *testing.T) {
	t.Parallel()
	const unit = "Mira Holt said the ferry would sail. “It is late, Tomas Orr said. "
	text := strings.Repeat(unit, 5<<20/len(unit)+1)
	r := New().Analyze(text, Context{Date: "2022-01-01"})
	check(t, text, r)
	if n := len(text) / len(unit); len(r.Statements) < n-n/100 || len(r.People) == 0 {
		t.Errorf("%d statements and %d people of %d sentences", len(r.Statements), len(r.People), n)
	}
}

// TestLexiconIsSmall: words are looked up in small letters only.
func TestLexiconIsSmall(t *testing.T) {
	t.Parallel()
	for w := range words().entries {
		if strings.ContainsFunc(w, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
			t.Errorf("%q is never found", w)
		}
	}
}
