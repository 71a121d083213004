package attribution

import (
	"slices"
	"strings"
	"testing"

	"readout/briefings"
)

// speakersIn returns the names of the speakers of each statement, joined by "+".
func speakersIn(text string, c Context) []string {
	r := New().Analyze(text, c)
	var out []string
	for i := range r.Statements {
		out = append(out, strings.Join(r.Statements[i].Names(), "+"))
	}
	return out
}

// TestWrittenNames holds by which of the text's forms a person is called.
func TestWrittenNames(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text, title string
		want              []string
	}{
		{"a heading's words before a name", "Donald Halm came to Ostrel. Halm said that it was late.", "Offensive Things Donald Halm Said", []string{"Donald Halm"}},
		{"a heading's surname", "The donor came. Edward Halm said that it was late. Then Halm said that he was glad.", "Ostrel Donor Halm Comes", []string{"Edward Halm", "Edward Halm"}},
		{"two titles before a name", "Presidential candidate Dr. Edward Halm said that it was late.", "", []string{"Edward Halm"}},
		{"plural ranks", "Sens. Edward Halm and Mary Orvik met. Halm said that it was late.", "", []string{"Edward Halm"}},
		{"a surname that is a thing", "Steven Law came. Law said that it was late.", "", []string{"Steven Law"}},
		{"a surname that is a nationality", "Mark Cuban came. Cuban said that it was late.", "", []string{"Mark Cuban"}},
		{"an office beside a name", "The French interior minister, Besnar Holt, said that it was late.", "", []string{"Besnar Holt"}},
		{"an apposition", "“It is late,” said nobody. Edward Halm, 30, the head of a small firm in Ostrel, said that it was late.", "", []string{"Edward Halm"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := speakersIn(tt.text, Context{Title: tt.title}); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// whoIs returns the ids of the people of a text, each with the mentions that
// stand for them.
func whoIs(text string, c Context) map[string][]string {
	out := map[string][]string{}
	for _, p := range New().Analyze(text, c).People {
		for _, m := range p.Mentions {
			out[p.ID] = append(out[p.ID], text[m.Start:m.End])
		}
	}
	return out
}

// TestPeopleOverTime holds whom offices, surnames and spellings mean on a day.
// The texts only say that somebody came or met somebody.
func TestPeopleOverTime(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		date       briefings.Date
		id         string
		mentions   string // of that person, joined by " / "
	}{
		{"an office in 2015", "The French President came.", "2015-03-02", "francois-hollande", "The French President"},
		{"the same in 2023", "The French President came.", "2023-03-02", "emmanuel-macron", "The French President"},
		{"the day of a change", "The French President came.", "2017-05-14", "emmanuel-macron", "The French President"},
		{"a secretary", "The U.S. Secretary of State came.", "2015-03-02", "john-kerry", "The U.S. Secretary of State"},
		{"a leader, then a head of state", "The Azerbaijani leader came. The head of state left.", "2024-02-17", "ilham-aliyev", "The Azerbaijani leader / The head of state"},
		{"a counterpart by name", "Azerbaijani President Ilham Aliyev met Armenian Prime Minister Nikol Pashinyan. Ilham Aliyev and his Armenian counterpart left.", "2024-02-17", "nikol-pashinyan", "Armenian Prime Minister Nikol Pashinyan / Armenian counterpart"},
		{"a counterpart by date", "Foreign Minister Jeyhun Bayramov came. His Armenian counterpart left.", "2024-02-17", "ararat-mirzoyan", "Armenian counterpart"},
		{"a counterpart without a state", "Azerbaijani Foreign Minister Jeyhun Bayramov met Armenian Foreign Minister Ararat Mirzoyan. Jeyhun Bayramov thanked his counterpart.", "2024-02-17", "ararat-mirzoyan", "Armenian Foreign Minister Ararat Mirzoyan / counterpart"},
		{"the minister of whom the sentence is", "Foreign Minister Jeyhun Bayramov met Foreign Minister Ararat Mirzoyan. The Minister left.", "2024-02-17", "jeyhun-bayramov", "Foreign Minister Jeyhun Bayramov / The Minister"},
		{"spellings", "Zelensky came. President Zelenskiy and Volodymyr Zelenskyy left.", "2023-05-01", "volodymyr-zelenskyy", "Zelensky / President Zelenskiy / Volodymyr Zelenskyy"},
		{"particles", "Ursula von der Leyen came. Von der Leyen left. President von der Leyen slept.", "2023-05-01", "ursula-von-der-leyen", "Ursula von der Leyen / Von der Leyen / President von der Leyen"},
		{"an article", "Iraqi Prime Minister Mohammed Shia Al-Sudani came. Al-Sudani left. Prime Minister Sudani slept.", "2023-05-01", "mohammed-shia-al-sudani", "Iraqi Prime Minister Mohammed Shia Al-Sudani / Al-Sudani / Prime Minister Sudani"},
		{"a family name first", "Chinese President Xi Jinping came. Xi left. Mr. Xi slept.", "2023-05-01", "xi-jinping", "Chinese President Xi Jinping / Xi / Mr. Xi"},
		{"a family name first, at home", "Kishida Fumio came. Prime Minister Kishida left.", "2023-05-01", "fumio-kishida", "Kishida Fumio / Prime Minister Kishida"},
		{"with and without marks", "Niinistö came. President Niinisto left. Niinistӧ slept.", "2022-05-01", "sauli-niinisto", "Niinistö / President Niinisto / Niinistӧ"},
		{"a title without a first name", "Foreign Secretary Cleverly came.", "2023-05-01", "james-cleverly", "Foreign Secretary Cleverly"},
		{"a surname that is a month", "Prime Minister May came.", "2018-05-01", "theresa-may", "Prime Minister May"},
		{"a surname alone of a state that is named", "Talks in Russia ended. Lavrov left.", "2023-05-01", "sergei-lavrov", "Lavrov"},
		{"a surname with and without its title", "Kerry came. Secretary Kerry left.", "2015-05-01", "john-kerry", "Kerry / Secretary Kerry"},
		{"the head of a body", "NATO Secretary General Jens Stoltenberg came. The NATO chief left.", "2023-07-01", "jens-stoltenberg", "NATO Secretary General Jens Stoltenberg / The NATO chief"},
		{"a king of that country", "Prince Albert II of Monaco came. King Albert II of Belgium left.", "2012-07-01", "albert-ii-belgium", "King Albert II of Belgium"},
		{"and a prince of another", "Prince Albert II of Monaco came. King Albert II of Belgium left.", "2012-07-01", "albert-ii-monaco", "Prince Albert II of Monaco"},
		{"an aide of the president is not the president", "Aide to the President Yury Ushakov came.", "2022-02-12", "yuri-ushakov", "Aide to the President Yury Ushakov"},
		{"a former one, named", "Nicolas Sarkozy came. The former French President left.", "2016-05-02", "nicolas-sarkozy", "Nicolas Sarkozy / The former French President"},
		{"a former one, with a surname", "Former French President Sarkozy came.", "2016-05-02", "nicolas-sarkozy", "Former French President Sarkozy"},
		{"not the one in office", "The former French President came.", "2016-05-02", "francois-hollande", ""},
		{"a second surname", "Prime Minister Pedro Sánchez Pérez-Castejón came. Pedro Sánchez left.", "2023-05-02", "pedro-sanchez", "Prime Minister Pedro Sánchez Pérez-Castejón / Pedro Sánchez"},
		{"husband and wife", "MRS. OBAMA: Good day.\n\nTHE PRESIDENT: Good day.", "2012-05-02", "michelle-obama", "MRS. OBAMA"},
		{"the first lady", "THE FIRST LADY: Good day.\n\nTHE PRESIDENT: Good day.", "2012-05-02", "michelle-obama", "THE FIRST LADY"},
		{"initials", "Crown Prince Mohammed bin Salman came. MBS left.", "2023-02-12", "mohammed-bin-salman", "Crown Prince Mohammed bin Salman / MBS"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			who := whoIs(tt.text, Context{Date: tt.date})
			if got := strings.Join(who[tt.id], " / "); got != tt.mentions {
				t.Errorf("%s is %q, want %q; people %q", tt.id, got, tt.mentions, who)
			}
		})
	}
}

// TestOneID holds that a person has one id in every document, whatever these
// call them and whenever they were written, and that namesakes have two.
func TestOneID(t *testing.T) {
	t.Parallel()
	type doc struct {
		text string
		date briefings.Date
	}
	one := map[string][]doc{
		"volodymyr-zelenskyy": {
			{"President Zelensky came.", "2019-12-01"},
			{"Volodymyr Zelenskiy came.", ""},
			{"The Ukrainian President came.", "2023-01-01"},
			{"Ukraine waited. Zelenskyy came.", "2022-01-01"},
			{"VOLODYMYR ZELENSKYY: We came.\n\nQ: Why?", "2030-01-01"},
		},
		"joe-biden": {
			{"Vice President Joseph Biden came.", "2014-01-01"},
			{"President Joseph R. Biden, Jr. came.", "2022-01-01"},
			{"Joe Biden came.", "2009-01-01"},
			{"The U.S. President came.", "2023-01-01"},
			{"Former President Biden came.", "2025-06-01"},
		},
		"mark-rutte": {
			{"Dutch Prime Minister Mark Rutte came.", "2015-01-01"}, {"The NATO chief came.", "2025-01-01"}, {"The Dutch prime minister came.", "2015-01-01"},
		},
		"salman-bin-abdulaziz-al-saud": {{"King Salman came.", "2020-01-01"}, {"King Salman bin Abdulaziz Al Saud came.", "2016-01-01"}},
		"anna-holt":                    {{"Minister Anna Holt came.", "2020-01-01"}, {"Mayor Anna Holt came.", ""}, {"ANNA HOLT: We came.\n\nQ: Why?", ""}},
		"anna-lopez-hult":              {{"Anna López-Hult came.", ""}, {"Anna Lopez-Hult came.", ""}},
	}
	for id, docs := range one {
		for _, d := range docs {
			if who := whoIs(d.text, Context{Date: d.date}); len(who[id]) == 0 {
				t.Errorf("%s: %q on %q names %q", id, d.text, d.date, who)
			}
		}
	}
	two := [][2]doc{
		{{"Prince Albert II of Monaco came.", "2012-01-01"}, {"King Albert II of Belgium came.", "2012-01-01"}},
		{{"The French President came.", "2015-01-01"}, {"The French President came.", "2023-01-01"}},
		{{"Argentine President Alberto Fernandez came.", "2021-01-01"}, {"Vestria waited. Alberto Fernandez, the U.S. ambassador to Equatorial Guinea, came.", "2011-01-01"}},
		{{"Sri Lankan President Mahinda Rajapaksa came.", "2012-01-01"}, {"Sri Lankan President Gotabaya Rajapaksa came.", "2020-01-01"}},
		{{"King Abdullah of Jordan came.", "2012-01-01"}, {"King Abdullah of Saudi Arabia came.", "2012-01-01"}},
	}
	for _, pair := range two {
		a, b := whoIs(pair[0].text, Context{Date: pair[0].date}), whoIs(pair[1].text, Context{Date: pair[1].date})
		for id := range a {
			if len(b[id]) > 0 && !strings.Contains(strings.Join(b[id], " "), "Sri") {
				t.Errorf("%q and %q both name %s: %q, %q", pair[0].text, pair[1].text, id, a, b)
			}
		}
	}
}

// TestSeats holds that capitals and buildings which speak are governments.
func TestSeats(t *testing.T) {
	t.Parallel()
	for seat, id := range map[string]string{
		"Baku": "azerbaijan", "The Kremlin": "russia", "Foggy Bottom": "united-states", "Downing Street": "united-kingdom", "The Elysee": "france",
		"The White House": "united-states", "Beijing": "china",
	} {
		r := New().Analyze(seat+" said that talks would go on.", Context{Date: "2023-01-01"})
		if len(r.Statements) != 1 || r.Statements[0].Speaker.ID != id || r.People[0].Kind != briefings.Government {
			t.Errorf("%s: %+v, %+v", seat, r.People, r.Statements)
		}
	}
}
