package topics

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"readout/briefings"
	"readout/briefings/facts"
)

func finder(tb testing.TB, extra ...Extra) *Finder {
	tb.Helper()
	f, err := New(extra)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// marked returns what f finds in text as "id:mention|mention …".
func marked(f *Finder, text string) string {
	var out []string
	for _, topic := range f.Find(text) {
		var m []string
		for _, s := range topic.Mentions {
			m = append(m, text[s.Start:s.End])
		}
		out = append(out, topic.ID+":"+strings.Join(m, "|"))
	}
	return strings.Join(out, " ")
}

func TestFind(t *testing.T) {
	t.Parallel()
	f := finder(t)
	tests := []struct{ text, want string }{
		{"", ""},
		// One conference under all of its names; the bare name is that of the numbered one.
		{"COP29, COP-29, COP 29, COP–29 and the 29th Conference of the Parties.", "cop29:COP29|COP-29|COP 29|COP–29|29th Conference of the Parties"},
		{"The COP began. COP29's hosts hailed it. COP ended.", "cop29:COP|COP29|COP"},
		{"COP28 and COP29 are each a COP.", "cop28:COP28 cop29:COP29 climate-conference:COP"},
		{"The COP presidency.", "climate-conference:COP"},
		{"A cop stopped 29 cars.", ""},
		{"At COP35 nobody spoke of a COP.", "cop35:COP35|COP"},
		{"COP29x and XCOP29 are no names, nor is COP291.", ""},
		{"the G20 summit and the G9 leaders' summit", "g20-summit:G20 summit g20:G20 g9-summit:G9 leaders' summit"},
		{"WUF13 follows WUF12.", "wuf13:WUF13 wuf12:WUF12"},
		// The longest name wins, across line ends but not across paragraphs.
		{"They spoke of border\ndelimitation.", "border-delimitation:border\ndelimitation"},
		{"They spoke of the border\n\ndelimitation.", "borders-and-territory:border"},
		{"BORDER DELIMITATION and Border-Delimitation", "border-delimitation:BORDER DELIMITATION|Border-Delimitation"},
		{"Armenia–Azerbaijan peace, Azerbaijan-Armenia peace", "armenia-azerbaijan-peace:Armenia–Azerbaijan peace|Azerbaijan-Armenia peace am:Armenia|Armenia az:Azerbaijan|Azerbaijan"},
		{"a peace settlement between Azerbaijan and Armenia", "armenia-azerbaijan-peace:peace settlement between Azerbaijan and Armenia az:Azerbaijan am:Armenia"},
		{"normalization of relations; the Armenia-Azerbaijan normalization", "armenia-azerbaijan-normalisation:normalization of relations|Armenia-Azerbaijan normalization am:Armenia az:Azerbaijan"},
		{
			"normalization of relations: Armenia–Azerbaijan normalisation, Armenia-Turkey normalization",
			"normalisation:normalization of relations armenia-azerbaijan-normalisation:Armenia–Azerbaijan normalisation am:Armenia|Armenia az:Azerbaijan " +
				"armenia-turkiye-normalisation:Armenia-Turkey normalization tr:Turkey",
		},
		{"regional connectivity, transportation, ports", "regional-connectivity:regional connectivity, transportation ports:ports"},
		{"normalisation of relations, normalization of relations", "normalisation:normalisation of relations|normalization of relations"},
		{"a hostage, two hostages, a cease-fire, tariffs and a tariff", "hostages:hostage|hostages conflict-and-ceasefire:cease-fire tariffs:tariffs|tariff"},
		{"Belém and Belem", "cop30:Belém|Belem"},
		// Countries: names, people, short forms.
		{"The Azerbaijani side met Azerbaijanis in Azerbaijan's south.", "az:Azerbaijani|Azerbaijanis|Azerbaijan"},
		{"U.S., US, USA and the United States; tell us. Join us!", "us:U.S.|US|USA|United States"},
		{"JOIN US NOW AND WIN", ""},
		{"the UK, the U.K. and Britain", "gb:UK|U.K.|Britain"},
		{"North Korean and South Korean aides met on the Korean Peninsula.", "kp:North Korean kr:South Korean korean-peninsula:Korean Peninsula"},
		{"South Sudan is not Sudan.", "ss:South Sudan sd:Sudan"},
		{"Latin America, the Gulf of Guinea and New Mexico", ""},
		{"Papua New Guinea, Guinea-Bissau and Guinea", "pg:Papua New Guinea gw:Guinea-Bissau gn:Guinea"},
		{"the Democratic Republic of the Congo and the Republic of the Congo", "cd:Democratic Republic of the Congo cg:Republic of the Congo"},
		{"Türkiye, Turkiye and Turkey ate a turkey, a Turkey and a Thanksgiving Turkey.", "tr:Türkiye|Turkiye|Turkey"},
		{"polish the Polish draft", "pl:Polish"},
		// Georgia the state and Georgia the country.
		{"They met in Atlanta, Georgia.", ""},
		{"Voters in Arizona, Georgia and Nevada", ""},
		{"the Georgia Senate, the state of Georgia, Georgia Tech", ""},
		{"Georgia and Armenia. Tbilisi, Georgia.", "ge:Georgia|Georgia am:Armenia"},
		// People called like countries.
		{"Chad Fizzwell and Jordan Quibbley came; Mr. Jordan and Michael Jordan left.", ""},
		{"Chad and Jordan agreed. Jordan King Zed spoke, as did Jordan's envoy. In Jordan Valley", "td:Chad jo:Jordan|Jordan|Jordan"},
		// Organisations.
		{"NATO, the U.N. Security Council and the World Trade Organization", "nato:NATO unsc:U.N. Security Council wto:World Trade Organization"},
		{"nato and the who", ""},
		{"WHO is sure. WHO WILL GO THERE?", "who:WHO"},
		{"NATO met. The Alliance is strong; the alliance is old.", "nato:NATO|Alliance"},
		{"The Alliance won.", ""},
		{"The Munich Security Conference (MSC)", "munich-security-conference:Munich Security Conference|MSC"},
		{"the MSC", ""},
		{"the NATO summit", "nato-summit:NATO summit nato:NATO"},
		{"the US State Department and the Armenian Foreign Ministry", "state:US State Department us:US mfa-am:Armenian Foreign Ministry am:Armenian"},
		{"RFE/RL, OPEC+ and OPEC", "opec+:OPEC+ opec:OPEC"},
		// What is set beside a name.
		{"(Middle Corridor)", "middle-corridor:Middle Corridor"},
		{"“Middle” Corridor, middle corridor", ""},
		{"St. Petersburg forum; St Petersburg forum", "st-petersburg-forum:St. Petersburg forum|St Petersburg forum"},
		{"the Cold War, World War II and a war", "conflict-and-ceasefire:war"},
		{"the Women’s rights agenda", "womens-rights:Women’s rights"},
		{"the 2+2 dialogue, C5+1 and 3+3 format", "2-plus-2-dialogue:2+2 dialogue c5-plus-1:C5+1 3-plus-3-format:3+3 format"},
	}
	for _, tt := range tests {
		if got := marked(f, tt.text); got != tt.want {
			t.Errorf("Find(%q)\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

func TestExtra(t *testing.T) {
	t.Parallel()
	f := finder(t,
		Extra{ID: "ossa-dam", Label: "Ossa dam", Parent: "my-water", Aliases: []string{"Lake Ossa", "Белое озеро"}},
		Extra{ID: "my-water", Label: "Water law"},
		Extra{ID: "cop29", Aliases: []string{"the Baku talks"}},
		Extra{ID: "az", Aliases: []string{"Land of Fire"}},
		Extra{ID: "plain"},
	)
	text := "The Ossa dam on Lake Ossa; белое озеро. The Baku talks in the Land of Fire. Plain words, the water law."
	want := "ossa-dam:Ossa dam|Lake Ossa|белое озеро cop29:The Baku talks az:Land of Fire plain:Plain my-water:water law"
	if got := marked(f, text); got != want {
		t.Errorf("Find gives\n got %s\nwant %s", got, want)
	}
	for _, topic := range f.Find("Lake Ossa") {
		if topic.Label != "Ossa dam" || topic.Parent != "my-water" || topic.Kind != briefings.TopicTheme {
			t.Errorf("the reader's topic is %+v", topic)
		}
		if got := strings.Join(topic.Aliases, "|"); got != "Lake Ossa|Белое озеро|Water law" {
			t.Errorf("the reader's topic is also called %s", got)
		}
	}
	if got := f.Find("plain")[0].Label; got != "Plain" {
		t.Errorf("a topic without a label is called %q", got)
	}
}

func TestExtraErrors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		extra []Extra
		want  string
	}{
		{[]Extra{{Label: "x"}}, "topic 1"},
		{[]Extra{{ID: "A b"}}, `"A b"`},
		{[]Extra{{ID: "a"}, {ID: "a"}}, "twice"},
		{[]Extra{{ID: "a", Parent: "nowhere"}}, `"nowhere"`},
		{[]Extra{{ID: "a", Parent: "a"}}, "its own parent"},
		{[]Extra{{ID: "a", Parent: "b"}, {ID: "b", Parent: "a"}}, "each other's parent"},
		{[]Extra{{ID: "a", Parent: "b"}, {ID: "b", Parent: "c"}, {ID: "c", Parent: "a"}}, "two levels"},
		{[]Extra{{ID: "a", Parent: "cop29"}}, "two levels"},
		{[]Extra{{ID: "a", Parent: "az"}}, "no topic but the name of Azerbaijan"},
		{[]Extra{{ID: "cop29", Parent: "energy"}}, "cannot move"},
		{[]Extra{{ID: "a", Aliases: []string{"Middle Corridor"}}}, `"middle-corridor"`},
		{[]Extra{{ID: "a", Aliases: []string{"middle-corridor"}}}, `"middle-corridor"`},
		{[]Extra{{ID: "a", Aliases: []string{"lake ossa"}}, {ID: "b", Aliases: []string{"Lake Ossa"}}}, `topic "b": alias "Lake Ossa" already belongs to topic "a"`},
		{[]Extra{{ID: "a", Aliases: []string{"  "}}}, "between 1 and 20 words"},
		{[]Extra{{ID: "a", Aliases: []string{"…"}}}, "between 1 and 20 words"},
		{[]Extra{{ID: "a", Aliases: []string{strings.Repeat("x ", 21)}}}, "between 1 and 20 words"},
	}
	for _, tt := range tests {
		_, err := New(tt.extra)
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("New(%+v) = %v; want … %s …", tt.extra, err, tt.want)
		}
	}
}

func TestKnown(t *testing.T) {
	t.Parallel()
	seen := map[string]briefings.Topic{}
	for _, topic := range finder(t).Known() {
		if _, ok := seen[topic.ID]; ok {
			t.Errorf("two topics are called %q", topic.ID)
		}
		if topic.Label == "" || topic.Kind == "" || topic.Mentions != nil {
			t.Errorf("topic %+v is not whole", topic)
		}
		if r, _ := utf8.DecodeRuneInString(topic.Label); unicode.IsLower(r) && !strings.HasPrefix(topic.Label, "al-") {
			t.Errorf("the label %q does not begin with a capital", topic.Label)
		}
		seen[topic.ID] = topic
	}
	for id, kind := range map[string]string{"cop29": "topic", "az": "country", "eu": "organisation", "ec": "country", "ec-org": "organisation", "transport-and-connectivity": "topic"} {
		if seen[id].Kind != kind {
			t.Errorf("%q is %+v; want a %s", id, seen[id], kind)
		}
	}
}

// TestLabelsAreFound looks for every topic by its label, in a sentence.
func TestLabelsAreFound(t *testing.T) {
	t.Parallel()
	f := finder(t)
	missing := 0
	for _, topic := range facts.Topics() {
		if topic.Parent == "" || tooCommon[topic.Label] || countryNames()[topic.Label] {
			continue
		}
		if !strings.Contains(" "+marked(f, "They spoke of "+topic.Label+" today.")+" ", " "+topic.ID+":") && givenAway[topic.Label] == "" {
			t.Logf("%s is not found by its label %q", topic.ID, topic.Label)
			missing++
		}
	}
	if missing > 3 {
		t.Errorf("%d topics are not found by their labels", missing)
	}
}

func check(t *testing.T, f *Finder, text string) {
	t.Helper()
	for _, topic := range f.Find(text) {
		if topic.ID == "" || topic.Label == "" || len(topic.Mentions) == 0 {
			t.Fatalf("topic %+v is not whole", topic)
		}
		end := 0
		for _, s := range topic.Mentions {
			if s.Start < end || s.Empty() || s.End > len(text) {
				t.Fatalf("%s: mention %v after %d in %d bytes", topic.ID, s, end, len(text))
			}
			if !utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End]) {
				t.Fatalf("%s: mention %v is not on character boundaries", topic.ID, s)
			}
			end = s.End
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"COP29 and COP", "U.S.-China", "l’État d’Israël", "29th Conference of the\nParties", "G\xff20", "İ'ş", "Armenia\u0301–", "'s", "R.S.", "Georgia, Georgia", "A.B"} {
		f.Add(s)
	}
	find := finder(f, Extra{ID: "x", Aliases: []string{"ж 1"}})
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.ValidString(text) { // a Text always is
			check(t, find, text)
		} else {
			find.Find(text)
		}
	})
}

func TestCorpus(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("READOUT_CORPUS")
	if dir == "" {
		t.Skip("READOUT_CORPUS is not set: no real documents to search")
	}
	f := finder(t)
	for _, pattern := range []string{"docs/*", "state/*", "html/*", "un/*", "json/*", "feeds/*"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			check(t, f, string(b))
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("The President of Norland met the Prime Minister of Georgia at COP29, and both hailed the agreement on border delimitation "+
		"and the Middle Corridor that the United States and the European Union had proposed. ", 300)
	f := finder(b)
	f.Find(text)
	words := len(strings.Fields(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		f.Find(text)
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds()/1e6, "Mwords/s")
}

func BenchmarkNew(b *testing.B) {
	for name, extra := range map[string][]Extra{"tables": nil, "extra": {{ID: "x", Aliases: []string{"Lake Ossa"}}}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				finder(b, extra...)
			}
		})
	}
}

// BenchmarkIndex is what the first Find costs.
func BenchmarkIndex(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newIndex(tables())
	}
}
