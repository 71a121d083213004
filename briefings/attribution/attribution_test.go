package attribution

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"readout/briefings"
)

// said renders a statement as "name | kind | cue | content", spans cut to
// their ends.
func said(text string, st *briefings.Statement) string {
	var names, content []string
	for _, p := range st.Speakers {
		names = append(names, p.Name)
	}
	for _, c := range st.Content {
		s := []rune(text[c.Start:c.End])
		if len(s) > 50 {
			s = slices.Concat(s[:18], []rune("~"), s[len(s)-18:])
		}
		content = append(content, string(s))
	}
	return fmt.Sprintf("%s | %s | %s | %s", strings.Join(names, "+"), st.Kind, text[st.Cue.Start:st.Cue.End], strings.Join(content, " … "))
}

func allSaid(text string, c Context) []string {
	r := New().Analyze(text, c)
	out := []string{}
	for i := range r.Statements {
		out = append(out, said(text, &r.Statements[i]))
	}
	return out
}

func TestStatements(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{
			"quotation before its attribution", "“The bridge will be built by spring,” Mira Holt said. “Nobody doubts that.”",
			[]string{"Mira Holt | direct | said | “The bridge will be built by spring,” … “Nobody doubts that.”"},
		},
		{
			"verb before its subject", "“We shall see,” said Mira Holt, the mayor of Ostrel.",
			[]string{"Mira Holt | direct | said | “We shall see,”"},
		},
		{
			"interrupted", "“The road,” Mira Holt said, “is closed for the winter.”",
			[]string{"Mira Holt | direct | said | “The road,” … “is closed for the winter.”"},
		},
		{
			"straight marks and a colon", "Mira Holt told reporters: \"There is no plan at all.\"",
			[]string{"Mira Holt | direct | told | \"There is no plan at all.\""},
		},
		{
			"over two paragraphs", "Mira Holt said: “The first thing is trust.\n\n“The second is patience.”",
			[]string{"Mira Holt | direct | said | “The first thing is trust. … “The second is patience.”"},
		},
		{
			"indirect with that", "Mira Holt said on Monday that the ferry would sail.",
			[]string{"Mira Holt | indirect | said | that the ferry would sail"},
		},
		{
			"bare clause", "Mira Holt said the ferry would sail.",
			[]string{"Mira Holt | indirect | said | the ferry would sail"},
		},
		{
			"mixed", "Mira Holt said the ferry was “a disgrace to us” and would stop.",
			[]string{"Mira Holt | mixed | said | the ferry was “a disgrace to us” and would stop"},
		},
		{
			"trailing attribution", "The ferry will sail on Friday, Mira Holt said.",
			[]string{"Mira Holt | indirect | said | The ferry will sail on Friday"},
		},
		{
			"according to, after", "The ferry will sail on Friday, according to Mira Holt.",
			[]string{"Mira Holt | indirect | according to | The ferry will sail on Friday"},
		},
		{
			"according to, before", "According to Mira Holt, the ferry will sail on Friday.",
			[]string{"Mira Holt | indirect | According to | the ferry will sail on Friday"},
		},
		{
			"two verbs, one subject", "Mira Holt welcomed the treaty and stressed that the ferry would sail.",
			[]string{"Mira Holt | indirect | welcomed | the treaty", "Mira Holt | indirect | stressed | that the ferry would sail"},
		},
		{
			"participle", "Mira Holt welcomed the treaty, adding that the ferry would sail.",
			[]string{"Mira Holt | indirect | welcomed | the treaty", "Mira Holt | indirect | adding | that the ferry would sail"},
		},
		{
			"pronoun", "Mira Holt arrived in Ostrel. She said the ferry would sail.",
			[]string{"Mira Holt | indirect | said | the ferry would sail"},
		},
		{
			"surname", "Mira Holt arrived in Ostrel. The ferry will sail, Holt said.",
			[]string{"Mira Holt | indirect | said | The ferry will sail"},
		},
		{
			"pronoun by gender", "Mr. Jan Orvik met Ms. Mira Holt in Ostrel. She said the ferry would sail.",
			[]string{"Mira Holt | indirect | said | the ferry would sail"},
		},
		{
			"apposition", "Mira Holt, the mayor of Ostrel, said the ferry would sail.",
			[]string{"Mira Holt | indirect | said | the ferry would sail"},
		},
		{
			"a government by its seat", "The Kremlin said the talks would go on.",
			[]string{"Russia | indirect | said | the talks would go on"},
		},
		{
			"nobody's name", "A senior official said the talks would go on.",
			[]string{"senior official | indirect | said | the talks would go on"},
		},
		{"nothing said", "The ferry sailed on Friday. It was late.", []string{}},
		{"a noun that looks like a verb", "The tax plans and the campaign reports were printed.", []string{}},
		{"guillemets", "Mira Holt a dit : « Le bac partira vendredi, sans faute. »", []string{"Mira Holt | direct | : | « Le bac partira vendredi, sans faute. »"}},
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

// meeting has the shape of a news agency's report of a diplomatic meeting;
// both states and everybody in it are invented.
const meeting = `President of the Republic of Vestria Tomas Arkady has met with Quillonian Foreign Minister Dalia Renn in Port Sorrel, at the latter’s request, Coast Wire reports.

Greeting the president, Dalia Renn said, “Good evening, Mr. President. I am glad to be back. We value this work.”

President Tomas Arkady said, “Thank you, Madam Minister. As you said, the canal matters to both of us. We count on your support.”

Dalia Renn hailed the ties between the capitals, highlighting the prospects of the canal.

President Tomas Arkady, in turn, underlined that his country values the canal and emphasized the need for a treaty.

The Foreign Minister extended congratulations on the harvest and expressed the readiness of her government to help.

The head of state underscored the importance of peace. He highlighted the meeting in the spring and evaluated as a good step the agreements reached there.

They also exchanged views on fisheries, railways and other matters.`

func TestMeeting(t *testing.T) {
	t.Parallel()
	r := New().Analyze(meeting, Context{Source: "Coast Wire"})
	a := briefings.Analysis{People: r.People, Statements: r.Statements}
	speakers := a.Speakers()
	if len(speakers) != 2 {
		t.Fatalf("speakers: %+v; want two", speakers)
	}
	for _, p := range speakers {
		var ms []string
		for _, m := range p.Mentions {
			ms = append(ms, meeting[m.Start:m.End])
		}
		want := map[string][]string{
			"tomas-arkady": {
				"President of the Republic of Vestria Tomas Arkady", "the president", "Mr. President", "President Tomas Arkady", "President Tomas Arkady",
				"The head of state", "He", "They",
			},
			"dalia-renn": {"Foreign Minister Dalia Renn", "Dalia Renn", "Madam Minister", "Dalia Renn", "The Foreign Minister", "They"},
		}[p.ID]
		if !slices.Equal(ms, want) {
			t.Errorf("mentions of %s:\n got %q\nwant %q", p.ID, ms, want)
		}
	}
	want := []string{
		"Dalia Renn | direct | said", "Tomas Arkady | direct | said", "Dalia Renn | indirect | hailed", "Dalia Renn | indirect | highlighting",
		"Tomas Arkady | indirect | underlined", "Tomas Arkady | indirect | emphasized", "Dalia Renn | indirect | extended", "Dalia Renn | indirect | expressed",
		"Tomas Arkady | indirect | underscored", "Tomas Arkady | indirect | highlighted", "Tomas Arkady | indirect | evaluated as",
		"Tomas Arkady+Dalia Renn | indirect | also exchanged views on",
	}
	var got []string
	for i := range r.Statements {
		s := said(meeting, &r.Statements[i])
		got = append(got, s[:strings.LastIndex(s, " | ")])
	}
	if !slices.Equal(got, want) {
		t.Errorf("statements:\n got %q\nwant %q", got, want)
	}
}

// TestSeed checks the report of a real meeting, where the reader has it.
func TestSeed(t *testing.T) {
	t.Parallel()
	root := os.Getenv("READOUT_CORPUS")
	if root == "" {
		t.Skip("READOUT_CORPUS is not set: no real documents to analyse")
	}
	b, err := os.ReadFile(filepath.Join(root, "..", "seed", "aliyev-blinken-munich.txt"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for _, date := range []briefings.Date{"", "2024-02-17"} {
		r := New().Analyze(text, Context{Source: "News.Az", Date: date})
		a := briefings.Analysis{People: r.People, Statements: r.Statements}
		var got []string
		for _, p := range a.Speakers() {
			got = append(got, strings.Join([]string{p.ID, p.Name, string(p.Kind), p.Role, p.Country, p.CountryCode}, "|"))
		}
		want := []string{
			"ilham-aliyev|Ilham Aliyev|person|President|Azerbaijan|AZ",
			"antony-blinken|Antony Blinken|person|Secretary of State|United States|US",
		}
		if !slices.Equal(got, want) {
			t.Errorf("date %q: speakers %q; want %q", date, got, want)
		}
		var by []string
		for i := range r.Statements {
			st := &r.Statements[i]
			names := []string{}
			for _, p := range st.Speakers {
				names = append(names, p.ID[:1])
			}
			by = append(by, strings.Join(names, "+")+" "+text[st.Cue.Start:st.Cue.End]+" "+string(st.Kind[:1]))
		}
		wantBy := []string{
			"a said d", "i said d", "a hailed i", "a highlighting i", "i highlighted i", "i emphasized i", "a extended i", "a expressed i", "i expressed i",
			"i emphasized i", "i underscored i", "i highlighted i", "i evaluated as i", "i underscored i", "i+a also exchanged views on i",
		}
		if !slices.Equal(by, wantBy) {
			t.Errorf("date %q: statements\n got %q\nwant %q", date, by, wantBy)
		}
	}
}

func TestTurns(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		c          Context
		want       []string
	}{
		{
			"press briefing", "1:05 P.M. EST\n\nMS. PSAKI: Good afternoon. (Laughter.) Two items.\n\nThe first is short.\n\nQ    Is it?\n\nMS. PSAKI: Yes.\n\nEND 1:10 P.M. EST",
			Context{Date: "2021-12-13"},
			[]string{"Jen Psaki | direct | : | Good afternoon. … Two items. … The first is short.", "Question | direct | Q | Is it?", "Jen Psaki | direct | : | Yes."},
		},
		{
			"the president's house", "THE PRESIDENT: Welcome, everybody.\n\nPRESIDENT RAMAPHOSA: Thank you [sic] very much.\n\nQ: Sir?\n\nTHE PRESIDENT: Thank you.",
			Context{Date: "2022-09-16", Source: "The White House"},
			[]string{
				"Joe Biden | direct | : | Welcome, everybody.", "Cyril Ramaphosa | direct | : | Thank you … very much.", "Question | direct | : | Sir?",
				"Joe Biden | direct | : | Thank you.",
			},
		},
		{
			"labels without dots", "QUESTION: Anything on the talks?\n\nMR PRICE: Nothing (inaudible) new.\n\nQUESTION: Nothing?",
			Context{Date: "2022-02-01"},
			[]string{"Question | direct | : | Anything on the talks?", "Ned Price | direct | : | Nothing … new.", "Question | direct | : | Nothing?"},
		},
		{
			"the first label has the office", "President of Vestria Tomas Arkady: Good day to all.\n\nDalia Renn: Good day.\n\nTomas Arkady: Let us begin.",
			Context{},
			[]string{"Tomas Arkady | direct | : | Good day to all.", "Dalia Renn | direct | : | Good day.", "Tomas Arkady | direct | : | Let us begin."},
		},
		{
			"an official without a name", "SENIOR ADMINISTRATION OFFICIAL: Hi, all.\n\nOPERATOR: Next question.\n\nSENIOR ADMINISTRATION OFFICIAL: Thanks.",
			Context{},
			[]string{"Senior administration official | direct | : | Hi, all.", "Operator | direct | : | Next question.", "Senior administration official | direct | : | Thanks."},
		},
		{"no transcript", "NOTE: This is a list.\n\nPLACE: Ostrel.", Context{}, []string{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := allSaid(tt.text, tt.c); !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestReadout(t *testing.T) {
	t.Parallel()
	text := "Vice President Mira Holt spoke today with Prime Minister Jan Orvik of Finland. The Vice President reaffirmed the treaty. " +
		"The Vice President and the Prime Minister discussed the ferry. The two leaders agreed to meet again."
	want := []string{
		"Mira Holt | indirect | reaffirmed | the treaty", "Mira Holt+Jan Orvik | indirect | discussed | the ferry", "Mira Holt+Jan Orvik | indirect | agreed | to meet again",
	}
	if got := allSaid(text, Context{Kind: briefings.KindReadout}); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestWe(t *testing.T) {
	t.Parallel()
	text := "We, the leaders of Vestria and Quillon, met in Ostrel.\n\nWe reaffirm our respect for the treaty. We call for peace."
	want := []string{
		"leaders of Vestria and Quillon | indirect | reaffirm | our respect for the treaty", "leaders of Vestria and Quillon | indirect | call for | peace",
	}
	if got := allSaid(text, Context{}); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestUnknownState(t *testing.T) {
	t.Parallel()
	r := New().Analyze("Talks were held in Vestria. Vestria said it would sign.", Context{})
	if len(r.Statements) != 1 || len(r.People) != 1 || r.People[0].Kind != briefings.Government || r.People[0].ID != "vestria" {
		t.Errorf("got %+v; want one statement of the government of Vestria", r)
	}
}

// check fails unless r keeps the promises of Result on text.
func check(t *testing.T, text string, r Result) {
	t.Helper()
	valid := utf8.ValidString(text) // only then is every byte part of a character
	span := func(what string, s briefings.Span, empty bool) {
		if empty && s.Start == 0 && s.End == 0 {
			return
		}
		if s.Start < 0 || s.End > len(text) || s.Start >= s.End || valid && !utf8.RuneStart(text[s.Start]) || valid && s.End < len(text) && !utf8.RuneStart(text[s.End]) {
			t.Fatalf("%s: span %v is no range of characters of %d bytes", what, s, len(text))
		}
	}
	begins := map[int]bool{}
	for i := range r.Statements {
		if c := r.Statements[i].Content; len(c) > 0 {
			begins[c[0].Start] = true
		}
	}
	ids := map[string]bool{}
	for _, p := range r.People {
		if p.ID == "" || p.Name == "" || ids[p.ID] {
			t.Fatalf("person %+v: empty or double id", p)
		}
		ids[p.ID] = true
		last := 0
		for _, m := range p.Mentions {
			span("mention of "+p.ID, m, false)
			if m.Start < last {
				t.Fatalf("mentions of %s overlap or are not sorted: %v", p.ID, p.Mentions)
			}
			last = m.End
		}
	}
	for i := range r.Statements {
		st := &r.Statements[i]
		span("speaker", st.Speaker.Span, true)
		span("cue", st.Cue, true)
		if len(st.Content) == 0 || st.Confidence <= 0 || st.Confidence > 1 || st.Grounds == "" {
			t.Fatalf("statement %+v: no content, confidence or grounds", st)
		}
		last := 0
		for _, c := range st.Content {
			span("content", c, false)
			if c.Start < last {
				t.Fatalf("contents overlap or are not sorted: %v", st.Content)
			}
			last = c.End
			if !st.Cue.Empty() && c.Overlaps(st.Cue) {
				t.Fatalf("content %q holds its own cue %q", text[c.Start:c.End], text[st.Cue.Start:st.Cue.End])
			}
		}
		for _, p := range st.Speakers {
			if !ids[p.ID] || p.Name == "" {
				t.Fatalf("statement of %q, who is not among the people or has no name", p.ID)
			}
		}
		if st.Speaker.Name == "" != (st.Speaker.ID == "") || st.Speaker.Name == "" != (len(st.Speakers) == 0) {
			t.Fatalf("speaker %+v of %+v: a name without an id, or the other way round", st.Speaker, st.Speakers)
		}
		if st.Pair != nil && !begins[st.Pair.Start] {
			t.Fatalf("pair %v is of no statement", *st.Pair)
		}
	}
}

// traps are texts that make a careless rule slow, or fail.
func traps(n int) map[string]string {
	return map[string]string{
		"one line":         strings.Repeat("the minister of the state of the union said that he ", n/10),
		"quotations":       strings.Repeat("“Yes,” he said. ", n),
		"open quotations":  strings.Repeat("“", n),
		"single marks":     strings.Repeat(" ‘a", n),
		"nested marks":     strings.Repeat("“‘«", n) + strings.Repeat("»’”", n),
		"names":            strings.Repeat("Mira Holt, ", n),
		"surnames":         manyNames(n),
		"offices":          strings.Repeat("the president said. ", n),
		"they":             strings.Repeat("They discussed peace. ", n),
		"labels":           strings.Repeat("MR. HOLT: Yes.\n\n", n),
		"cues":             strings.Repeat("said ", n),
		"commas":           strings.Repeat(", ", n) + "said",
		"brackets":         strings.Repeat("(", n) + "Mira Holt said it would." + strings.Repeat(")", n),
		"according to":     strings.Repeat("according to ", n),
		"capitals":         strings.Repeat("Aa ", n),
		"and":              strings.Repeat("Mira and ", n) + "said he would go.",
		"apostrophes":      strings.Repeat("'", n),
		"broken UTF-8":     strings.Repeat("\xff\xfe“\x80 said ", n),
		"no spaces":        strings.Repeat("a", n),
		"clauses":          strings.Repeat("Mira Holt said the ferry would sail, adding that it was late, ", n/10),
		"participles":      strings.Repeat("adding, noting, ", n) + "Mira Holt said.",
		"participles of":   "Mira Holt welcomed the treaty" + strings.Repeat(", adding that it was late", n/4),
		"quotations in 1":  "Mira Holt said " + strings.Repeat("“it is late” and ", n/2) + "left.",
		"names in one":     strings.Repeat("Mira Holt and Jan Orvik ", n/4) + "said that it was late.",
		"cues in one":      strings.Repeat("he said she told them ", n/4),
		"that":             "Mira Holt said " + strings.Repeat("that he said ", n/2),
		"turns":            strings.Repeat("Q: Is it late?\n\nMR. HOLT: I will not comment. Yes, Anna.\n\n", n/10),
		"long question":    "Q: " + strings.Repeat("Is it late, Mr. Holt? ", n/4) + "\n\nMR. HOLT: Yes.\n\n",
		"one surname":      oneSurname(n),
		"one first name":   strings.ReplaceAll(manyNames(n), " Holt", " Mira"),
		"all capitals":     strings.Repeat("PRESIDENT MIRA HOLT SAID THAT IT WAS LATE. JAN ORVIK TOLD HER. ", n/10),
		"mojibake":         strings.Repeat("â€œIt is late,â€ he said. ", n/4),
		"open and long":    strings.Repeat("“It is late, Mira Holt said. ", n/4),
		"unknown runs":     strings.Repeat("Aaa Bbb Ccc Ddd Eee Fff Ggg ", n/7),
		"title after name": strings.Repeat("Holt, the president of France, ", n) + "said it was late.",
	}
}

func manyNames(n int) string {
	var b strings.Builder
	for i := range n / 4 {
		fmt.Fprintf(&b, "%c%c Holt said it would. ", 'A'+i%26, 'a'+i/26%26)
		fmt.Fprintf(&b, "Anna %c%co%d. ", 'A'+i%26, 'a'+i/26%26, i)
	}
	return b.String()
}

// oneSurname names many people of one surname, and then the surname alone.
func oneSurname(n int) string {
	var b strings.Builder
	for i := range n / 8 {
		fmt.Fprintf(&b, "%c%co%c Holt said it would. ", 'A'+i%26, 'a'+i/26%26, 'a'+i/676%26)
	}
	b.WriteString(strings.Repeat("Holt said it was late. President Holt agreed. ", n/16))
	return b.String()
}

func TestTraps(t *testing.T) {
	t.Parallel()
	for name, text := range traps(2000) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, text, New().Analyze(text, Context{Date: "2022-01-01"}))
		})
	}
}

func TestCorpus(t *testing.T) {
	t.Parallel()
	root := os.Getenv("READOUT_CORPUS")
	if root == "" {
		t.Skip("READOUT_CORPUS is not set: no real documents to analyse")
	}
	files, _ := filepath.Glob(filepath.Join(root, "*", "*"))
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil || !utf8.Valid(b) {
			continue
		}
		text := string(b)
		r := New().Analyze(text, Context{Date: "2022-01-01"})
		check(t, text, r)
	}
}

func TestDeterministic(t *testing.T) {
	t.Parallel()
	first := fmt.Sprint(New().Analyze(meeting, Context{Date: "2024-02-17"}))
	for range 5 {
		if got := fmt.Sprint(New().Analyze(meeting, Context{Date: "2024-02-17"})); got != first {
			t.Fatalf("two analyses differ:\n%s\n%s", first, got)
		}
	}
}

func FuzzAnalyze(f *testing.F) {
	f.Add(meeting, "2024-02-17")
	f.Add("MR. HOLT: Yes.\n\nQ No?", "")
	f.Add("“A,” he said. “B.”\n\n“C", "x")
	f.Add("PRESIDENT MIRA HOLT SAID ON MONDAY THAT \"THE FERRY\" WOULD SAIL, JAN ORVIK ADDED.", "2022-01-01")
	f.Add("â€œIt isnâ€™t late,â€ she said, “‘never «and»’ ''not''", "2022-01-01")
	f.Add("Bundeskanzler Olaf Scholz traf Präsident İlham Əliyev.", "2022-06-01")
	for _, s := range traps(5) {
		f.Add(s, "2022-01-01")
	}
	f.Fuzz(func(t *testing.T, text, date string) {
		check(t, text, New().Analyze(text, Context{Date: briefings.Date(date), Title: text, Kind: briefings.KindTranscript}))
	})
}

func BenchmarkAnalyze(b *testing.B) {
	text := strings.Repeat(meeting+"\n\n", 40)
	count := len(strings.Fields(text))
	New().Analyze(text, Context{})
	b.SetBytes(int64(len(text)))
	b.ResetTimer()
	for b.Loop() {
		New().Analyze(text, Context{Date: "2024-02-17"})
	}
	b.ReportMetric(float64(count)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkTraps shows that time grows with the text and not with its square:
// compare the two sizes of a trap.
func BenchmarkTraps(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		for name, text := range traps(n) {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					New().Analyze(text, Context{Date: "2022-01-01"})
				}
			})
		}
	}
}

// BenchmarkTables is what the first analysis does once, beside reading the
// tables themselves (see the benchmark of package facts).
func BenchmarkTables(b *testing.B) {
	for b.Loop() {
		newLexicon()
		newHolders()
	}
}
