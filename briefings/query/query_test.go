package query

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"readout/briefings"
)

// noon is the day on which the tests ask.
var noon = time.Date(2024, 3, 31, 12, 0, 0, 0, time.FixedZone("", 4*3600))

// document is a briefing with every body. Its states and persons are invented.
func document() *Document {
	const text = "President Ada Varo of Norland met Tomas Örr in Port Mara.\n\n" +
		"“We want a peace\ntreaty,” Varo said, “and a cease-fire.”\n\n" +
		"Örr said COP-29 matters to U.S. firms. Norland's neighbours hailed the coup d’état talks.\n\n" +
		"Trade. Unions met."
	span := func(s string) briefings.Span {
		i := strings.Index(text, s)
		return briefings.Span{Start: i, End: i + len(s)}
	}
	return &Document{
		Briefing: &briefings.Briefing{
			ID: "k3f9abcd2345", Title: "Talks in Port Mara", Source: "News.Nl", URL: "https://www.mfa.gov.nl/a", Tags: []string{"sample", "Café Talks"},
			Published: "2024-02-17T23:30:00+04:00", Kind: briefings.KindReadout, Lang: "en-GB", Starred: true, Revision: 2, Notes: 2, Orphans: 1,
			Speakers: []string{"ada-varo"},
		},
		Text: func() string { return text },
		Analysis: func() *briefings.Analysis {
			return &briefings.Analysis{
				People: []briefings.Speaker{
					{ID: "ada-varo", Name: "Ada Varo", CountryCode: "NO", Aliases: []string{"the Norland leader"}}, {ID: "tomas-orr", Name: "Tomas Örr"},
				},
				Statements: []briefings.Statement{
					{Speakers: []briefings.Party{{Name: "Ada Varo", ID: "ada-varo"}}, Content: []briefings.Span{span("We want a peace\ntreaty"), span("and a cease-fire")}},
					{Speaker: briefings.Source{Name: "Tomas Örr", ID: "tomas-orr"}, Content: []briefings.Span{span("COP-29 matters to U.S. firms")}},
				},
				Topics: []briefings.Topic{
					{ID: "cop29", Label: "COP29", Parent: "climate-and-environment", Kind: briefings.TopicTheme},
					{ID: "middle-corridor", Label: "Middle Corridor", Parent: "transport-and-connectivity", Kind: briefings.TopicTheme},
					{ID: "my-lake", Label: "Lake Ossa", Kind: briefings.TopicTheme, Aliases: []string{"the great water", "Rivers"}},
					{ID: "gb", Label: "United Kingdom", Kind: briefings.TopicCountry},
				},
			}
		},
		Annotations: func() []briefings.Annotation {
			return []briefings.Annotation{{Text: "ask the desk"}, {Text: "", Quote: &briefings.QuoteSelector{Exact: "a cease-fire"}}}
		},
	}
}

func TestMatch(t *testing.T) {
	t.Parallel()
	yes := []string{
		"", "  ", "peace", "PEACE", "peace treaty", `"peace treaty"`, "“peace treaty”", "„peace treaty“", "«peace treaty»", "nothing OR peace",
		"-nothing", "-(nothing peace)", "peac*", "traety~", "orr", "örr", "ORR", "ceasefire", "cease-fire", `"cease fire"`, "ceasef*", "cop29", "cop-29", `"cop 29"`, "COP*",
		"norland", "norland's", "us", "u.s.", "coup", "d'état", "d'etat", "mara talks", "title:talks", `title:"port mara"`, "(peace OR war) -nothing", "peace AND treaty",
		"peace NOT war", "NOT war", "a b OR peace", "peace (a OR (treaty))",
		"id:k3f9", "id:K3F9ABCD2345", "tag:sample", "tag:SAMPLE", `tag:"cafe talks"`, "tag:*", "tag:samp*", "tag:(x OR sample)", "tag:sampel~", "source:news.nl", "source:mfa.gov.nl",
		"source:gov.nl", "source:mfa", "source:*", "kind:readout", "kind:Readout", "lang:en", "lang:en-gb", "is:unread", "is:starred", "is:annotated", "is:revised", "is:orphaned",
		"revised:substance", "note:desk", "note:ceasefire", "note:*", "-is:read",
		"on:2024-02-17", "on:2024-02", "on:2024", "after:2024", "after:2024-02", "after:2024-02-17", "before:2024-02-18", "before:2024-03", "after:2m", "after:1y", "before:today", "-on:today",
		"speaker:varo", "speaker:ada-varo", `speaker:"ada varo"`, "speaker:orr", "speaker:*", `speaker:"norland leader"`, `said:"peace treaty"`, "said:peace", `said:"treaty and"`,
		"speaker:varo said:peace", "said:peace speaker:varo", `(speaker:varo said:peace) tag:sample`, "(speaker:orr OR speaker:varo) said:peace", "-(speaker:orr said:peace)",
		"speaker:orr said:(peace OR cop29)", "speaker:orr -said:war", "said:peace said:treaty",
		"topic:cop29", "topic:cop-29", `topic:"COP 29"`, `topic:"29th Conference of the Parties"`, "topic:TITR", "topic:corridor", "topic:climate", "topic:transport-and-connectivity",
		"topic:ossa", `topic:"great water"`, "topic:rivers", "-topic:seas", "topic:*", "country:gb", "country:UK", `country:"united kingdom"`, "country:Britain", "country:NO", "country:norway", "topic:britain",
	}
	no := []string{
		"peac", "eace", `"treaty peace"`, `"mara we"`, "nothing", "peace nothing", "-peace", "traety", "cop2", "ceasef", "peace -treaty", "(zz OR xx)", `"treaty" war`,
		"id:9abc", "tag:samp", "tag:other", "-tag:*", "source:other", "source:nl", "kind:news", "lang:e", "lang:ru", "is:read", "note:peace", "title:peace",
		"on:2024-02-18", "after:2024-02-18", "before:2024-02", "before:2024-02-17", "after:7d", "on:yesterday",
		"speaker:nobody", "speaker:ad", "speaker:varo said:cop29", "speaker:orr said:peace", "(speaker:varo) (said:cop29)", "said:norland", "said:hailed", "said:peace said:cop29",
		"-(speaker:varo said:peace)", "topic:brexit", "country:fr", "country:de", "topic:lake-ossa-2",
	}
	for i, list := range [][]string{yes, no} {
		for _, in := range list {
			q, err := Parse(in, noon)
			if err != nil {
				t.Errorf("Parse(%q): %v", in, err)
				continue
			}
			if got := q.Match(document()); got != (i == 0) {
				t.Errorf("%q matches: %v", in, got)
			}
		}
	}
}

func TestStatements(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"peace tag:a is:unread", ""},
		{"said:peace", "said:peace"},
		{"speaker:var* tag:a said:peace grain", "speaker:var* said:peace"},
		{"(speaker:varo OR topic:cop29) -said:war (tag:a OR said:b)", "(speaker:varo OR topic:cop29) -said:war"},
		{"speaker:varo OR speaker:orr", "speaker:varo OR speaker:orr"},
		{"speaker:varo OR tag:a", ""},
	} {
		q, err := Parse(tt.in, noon)
		if err != nil {
			t.Fatal(err)
		}
		got := q.Statements()
		if got.String() != tt.want {
			t.Errorf("the part of %q about statements is %q; want %q", tt.in, got, tt.want)
		}
		if q.Match(document()) && !got.Match(document()) {
			t.Errorf("%q holds, and its part %q does not", tt.in, got)
		}
	}
}

func TestUndatedMatchesNoDate(t *testing.T) {
	t.Parallel()
	d := &Document{Briefing: &briefings.Briefing{}}
	for in, want := range map[string]bool{"after:1900": false, "before:2100": false, "on:today": false, "-after:1900": true, "x": false, "speaker:x": false, "note:x": false} {
		q, err := Parse(in, noon)
		if err != nil || q.Match(d) != want {
			t.Errorf("%q matches an undated, empty briefing: %v, %v; want %v", in, q.Match(d), err, want)
		}
	}
}

func TestErrorsPoint(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, at, msg string }{
		{"speker:varo", "speker", "did you mean speaker:"},
		{"peace speeker:varo", "speeker", "did you mean speaker:"},
		{"since:2024", "since", "did you mean after:"},
		{"zzzz:x", "zzzz", "the fields are"},
		{"after:soon", "soon", "takes a date"},
		{"after:2024-13", "2024-13", "takes a date"},
		{"after:2024-02-30", "2024-02-30", "takes a date"},
		{"on:-7d", "-7d", "takes a date"},
		{"(a", "(", "not closed"},
		{"a)", ")", "closes nothing"},
		{"a ( b ( c )", "(", "not closed"},
		{")", ")", "closes nothing"},
		{"()", "()", "empty group"},
		{"a ( )", "( )", "empty group"},
		{`say "peace`, `"`, "not closed"},
		{"said:“peace", "“", "not closed"},
		{"OR a", "OR", "each side"},
		{"a OR", "OR", "each side"},
		{"a OR OR b", "OR", "each side"},
		{"(a OR)", "OR", "each side"},
		{"a AND", "AND", "each side"},
		{"-", "-", "right after it"},
		{"a - b", "-", "right after it"},
		{"NOT", "NOT", "right after it"},
		{"(-)", "-", "right after it"},
		{"--a", "-", "two negations"},
		{"speaker:", "speaker:", "needs a value"},
		{"speaker: varo", "speaker:", "needs a value"},
		{"tag:(a speaker:b)", "speaker:", "no meaning"},
		{"is:unred", "unred", "did you mean is:unread"},
		{"is:blue", "blue", "is one of unread"},
		{"kind:newz", "newz", "did you mean kind:news"},
		{"revised:wording", "wording", "is one of substance"},
		{`""`, `""`, "no word"},
		{"&", "&", "no word"},
		{"*", "*", "no word"},
		{`said:"…"`, `"…"`, "needs a word"},
		{`tag:" "`, `" "`, "needs a value"},
		{"a\xffb", "a\xffb", "no text"},
		{strings.Repeat("(", 101) + "a" + strings.Repeat(")", 101), "(", "more than 100"},
		{strings.Repeat("a ", 501), "a", "at most 500"},
		{strings.Repeat("a", MaxLength+1), "a", "at most 64 kB"},
	}
	for _, tt := range tests {
		_, err := Parse(tt.in, noon)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("Parse(%.40q) gives %v; want an error", tt.in, err)
			continue
		}
		if e.Pos < 0 || e.Len < 1 || e.Pos+e.Len > len(tt.in) {
			t.Errorf("Parse(%.40q): the error is at %d+%d of %d bytes", tt.in, e.Pos, e.Len, len(tt.in))
			continue
		}
		if got := tt.in[e.Pos : e.Pos+e.Len]; !strings.HasPrefix(got, tt.at) || !strings.Contains(e.Msg, tt.msg) {
			t.Errorf("Parse(%.40q) points at %.20q: %s; want %q … %s", tt.in, got, e.Msg, tt.at, tt.msg)
		}
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("Parse(%.40q): the error has several lines: %s", tt.in, err)
		}
	}
}

func TestWordsWithColons(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"10:30", "http://example.org/a", "a/res:1", ":x", "3:2"} {
		q, err := Parse(in, noon)
		if err != nil || len(q.Highlights()) != 1 {
			t.Errorf("Parse(%q) = %v, %v; want one free word", in, q, err)
		}
	}
}

func TestPeriods(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, from, to string }{
		{"2024", "2024-01-01", "2025-01-01"},
		{"2024-02", "2024-02-01", "2024-03-01"},
		{"2024-12-31", "2024-12-31", "2025-01-01"},
		{"today", "2024-03-31", "2024-04-01"},
		{"Yesterday", "2024-03-30", "2024-03-31"},
		{"7d", "2024-03-24", "2024-03-25"},
		{"2w", "2024-03-17", "2024-03-18"},
		{"1m", "2024-02-29", "2024-03-01"},
		{"1y", "2023-03-31", "2023-04-01"},
		{"0d", "2024-03-31", "2024-04-01"},
		{"9999y", "0001-01-01", "0001-01-02"},
		{"9999", "9999-01-01", ":"},
	}
	for _, tt := range tests {
		p, ok := parsePeriod(tt.in, noon)
		if !ok || p.from != tt.from || p.to != tt.to {
			t.Errorf("parsePeriod(%q) = %v, %v; want [%s, %s)", tt.in, p, ok, tt.from, tt.to)
		}
	}
	for _, in := range []string{"", "d", "7", "7x", "-7d", "+7d", "12345d", "0000", "24-02", "2024-2", "2024-02-17T10:00:00Z"} {
		if p, ok := parsePeriod(in, noon); ok {
			t.Errorf("parsePeriod(%q) = %v; want none", in, p)
		}
	}
}

func TestString(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"", ""},
		{"  a   b ", "a b"},
		{"a AND b OR c", "a b OR c"},
		{"a (b OR c)", "a (b OR c)"},
		{"(a (b c))", "a b c"},
		{"-(a)", "-a"},
		{"NOT (a b)", "-(a b)"},
		{"“peace treaty”", `"peace treaty"`},
		{`"or" "OR"`, `or "OR"`},
		{`"-a"`, `"-a"`},
		{`"a*" a* a~`, `"a*" a* a~`},
		{"TAG:(a OR b) x", "(tag:a OR tag:b) x"},
		{"tag:*", "tag:*"},
		{`"tag:x"`, `"tag:x"`},
		{"10:30", `"10:30"`},
		{`say"a b"c`, `say "a b" c`},
		{`"a \"b\" \\ c"`, `"a \"b\" \\ c"`},
		{"after:7D", "after:7D"},
		{"is:UNREAD", "is:unread"},
	}
	for _, tt := range tests {
		q, err := Parse(tt.in, noon)
		if err != nil || q.String() != tt.want {
			t.Errorf("Parse(%q).String() = %q, %v; want %q", tt.in, q.String(), err, tt.want)
		}
	}
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	q, err := Parse(`tag:Sample -tag:old (tag:a OR "peace talks") is:unread speaker:"Ada Varo" summ* topic:x* after:2024`, noon)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := q.Required(), []Term{{"tag", "sample"}, {"is", "unread"}, {"speaker", "ada varo"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("Required() = %v; want %v", got, want)
	}
	if got, want := q.Highlights(), []string{"peace talks", "summ"}; !reflect.DeepEqual(got, want) {
		t.Errorf("Highlights() = %q; want %q", got, want)
	}
	for _, tt := range []struct {
		field, value string
		want         bool
	}{{"tag", "sample", true}, {"tag", "a", true}, {"tag", "old", false}, {"id", "", false}, {"speaker", "", true}, {"", "", true}} {
		if got := q.Asks(tt.field, tt.value); got != tt.want {
			t.Errorf("Asks(%q, %q) = %v; want %v", tt.field, tt.value, got, tt.want)
		}
	}
	var zero Query
	if !zero.Empty() || zero.String() != "" || zero.Required() != nil || zero.Asks("tag", "") || zero.Highlights() != nil || !zero.Match(document()) {
		t.Error("the zero Query is not empty")
	}
}

func TestBodiesAreLoadedOnlyWhenTheyDecide(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"peace is:read": "", "peace tag:sample": "text", "is:starred OR peace": "", "speaker:varo": "", "speaker:orr": "analysis",
		"note:desk speaker:nobody": "annotations analysis", "peace speaker:nobody": "analysis", "title:nothing said:x": "", "talks": "", "talks peace said:peace": "analysis text",
	} {
		var asked []string
		d := document()
		text, analysis, annotations := d.Text, d.Analysis, d.Annotations
		d.Text = func() string { asked = append(asked, "text"); return text() }
		d.Analysis = func() *briefings.Analysis { asked = append(asked, "analysis"); return analysis() }
		d.Annotations = func() []briefings.Annotation { asked = append(asked, "annotations"); return annotations() }
		q, err := Parse(in, noon)
		if err != nil {
			t.Fatal(err)
		}
		q.Match(d)
		got := strings.Join(asked, " ")
		if in == "talks peace said:peace" && got == "text analysis" {
			got = want
		}
		if got != want {
			t.Errorf("%q asks for %q; want %q", in, got, want)
		}
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	text := document().Text()
	for in, want := range map[string]string{
		`"peace treaty" varo`: "Varo|peace\ntreaty|Varo", "ceasefire": "cease-fire", "cop29": "COP-29", "t*": "Tomas|to|treaty|the|talks|Trade", "-peace": "", "tag:peace": "",
		`peace "peace treaty"`: "peace\ntreaty", "norland": "Norland|Norland's", "u.s": "U.S",
	} {
		q, err := Parse(in, noon)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range q.Find(text) {
			got = append(got, text[s.Start:s.End])
		}
		if in == "t*" {
			if len(got) != 6 {
				t.Errorf("Find of %q gives %q", in, got)
			}
			continue
		}
		if strings.Join(got, "|") != want {
			t.Errorf("Find of %q gives %q; want %q", in, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Niinistö": "niinisto", "İlham ƏLİYEV": "ilham aliyev", "STRASSE Straße": "strasse strasse", "Łódź": "lodz", "O’Brien": "o'brien", "ﬁn": "fin", "Ёлка": "елка", "Ødegård": "odegard",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q; want %q", in, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"treaty", "traety", 1}, {"treaty", "treaty", 0}, {"kitten", "sitting", 3}, {"abcd", "badc", 2}, {"ab", "ba", 1}, {"abc", "", 3}} {
		if got := distance([]rune(tt.a), []rune(tt.b), 9); got != tt.want {
			t.Errorf("distance(%q, %q) = %d; want %d", tt.a, tt.b, got, tt.want)
		}
		if got := distance([]rune(tt.b), []rune(tt.a), 9); got != tt.want {
			t.Errorf("distance(%q, %q) = %d; want %d", tt.b, tt.a, got, tt.want)
		}
	}
}

// TestRoundTrip prints random queries and parses them again.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	values := []string{"a", "peace treaty", "x-y", "OR", "-b", "q\"q", "ä“ö", `back\slash`, "10:30", "tag:x", "w*", "(p)", "é"}
	var build func(depth int) string
	build = func(depth int) string {
		if depth == 0 || r.IntN(3) == 0 {
			v := values[r.IntN(len(values))]
			s := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "“", `\“`).Replace(v)
			field := []string{"", "tag:", "said:", "speaker:", "title:"}[r.IntN(5)]
			return field + `"` + s + `"`
		}
		parts := make([]string, 1+r.IntN(3))
		for i := range parts {
			parts[i] = build(depth - 1)
			if r.IntN(4) == 0 {
				parts[i] = "-(" + parts[i] + ")"
			}
		}
		return "(" + strings.Join(parts, []string{" ", " OR ", " AND "}[r.IntN(3)]) + ")"
	}
	for range 2000 {
		roundTrip(t, build(4))
	}
}

func roundTrip(t *testing.T, in string) {
	t.Helper()
	q, err := Parse(in, noon)
	if err != nil {
		t.Fatalf("Parse(%q): %v", in, err)
	}
	again, err := Parse(q.String(), noon)
	if err != nil {
		t.Fatalf("Parse(%q) prints as %q: %v", in, q, err)
	}
	if again.String() != q.String() || !reflect.DeepEqual(again.root, q.root) {
		t.Fatalf("Parse(%q) prints as %q, which prints as %q", in, q, again)
	}
	if q.Match(document()) != again.Match(document()) {
		t.Fatalf("%q and %q match differently", in, q)
	}
}

// TestTokenizeIsUAX29 compares the loop over ASCII with the library's.
func TestTokenizeIsUAX29(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	const alphabet = "aB9_'.:,;-/\"@#  x\n\t~&"
	for range 20000 {
		b := make([]byte, 1+r.IntN(12))
		for i := range b {
			b[i] = alphabet[r.IntN(len(alphabet))]
		}
		text := string(b)
		var got, want []string
		for _, tok := range tokenize(text) {
			got = append(got, text[tok.start:tok.end])
		}
		seg := words.FromString(text)
		for seg.Next() {
			if v := seg.Value(); strings.ContainsAny(v[:1], "aB9_x") {
				want = append(want, v)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("tokenize(%q) = %q; UAX #29 says %q", text, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"peace treaty", `speaker:varo said:"peace treaty"`, "-tag:x (a OR b) c*", "after:2024-02 on:7d", "“a” OR («b» -c~)", "tag:(a OR b)", `"\"`, "-(-(a))", "a:b", "10:30 http://x",
		"is:unread is:", "((((a))))", "Ж:x", "a\x00b", "İ", "\u00ad x", "'s", "--", "tag:*", "NOT a AND b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		q, err := Parse(in, noon)
		if err == nil {
			roundTrip(t, in)
			for _, s := range q.Find(in) {
				if s.Start < 0 || s.End > len(in) || s.Empty() {
					t.Fatalf("Find(%q) gives %v", in, s)
				}
			}
			return
		}
		var e *Error
		if !errors.As(err, &e) {
			t.Fatalf("Parse(%q): %T", in, err)
		}
		if e.Pos < 0 || e.Len < 0 || e.Pos+e.Len > len(in) || e.Input != in {
			t.Fatalf("Parse(%q): error at %d+%d", in, e.Pos, e.Len)
		}
		if utf8.ValidString(in) && strings.ContainsAny(err.Error(), "\n\x1b") {
			t.Fatalf("Parse(%q): %q", in, err)
		}
		Complete(in, len(in)/2, func(string, string) []string { return []string{in} })
	})
}

func TestComplete(t *testing.T) {
	t.Parallel()
	values := func(field, _ string) []string {
		switch field {
		case "tag":
			return []string{"armenia", "old talks"}
		case "speaker":
			return []string{"Ada Varo", "Tomas Örr"}
		}
		return nil
	}
	tests := []struct {
		in   string // | is the cursor
		want string
	}{
		{"|", "speaker: said: topic: country: tag: source: title: note: kind: lang: is: revised: after: before: on: id: "},
		{"sp|", "speaker: "},
		{"x -SP| y", "x -speaker: y"},
		{"is:u|", "is:unread"},
		{"is:|", "is:unread is:read is:starred is:annotated is:revised is:orphaned"},
		{"tag:a|", "tag:armenia"},
		{"tag:ta|", `tag:"old talks"`},
		{"-tag:ol|d x", `-tag:"old talks"d x`},
		{"speaker:orr|", `speaker:"Tomas Örr"`},
		{`speaker:"Ada |`, `speaker:"Ada Varo"`},
		{`x speaker:"to|" y`, `x speaker:"Tomas Örr" y`},
		{"zzz:|", ""},
		{"(is:s|", "(is:starred"},
		{"tag:|", `tag:armenia tag:"old talks"`},
		{"after:t|", "after:today"},
	}
	for _, tt := range tests {
		cursor := strings.Index(tt.in, "|")
		input := strings.Replace(tt.in, "|", "", 1)
		var got []string
		for _, c := range Complete(input, cursor, values) {
			got = append(got, c.Text)
		}
		if strings.TrimSpace(strings.Join(got, " ")) != strings.TrimSpace(tt.want) {
			t.Errorf("Complete(%q) = %q; want %q", tt.in, got, tt.want)
		}
	}
}

func TestFieldsAreWhole(t *testing.T) {
	t.Parallel()
	for _, f := range Fields() {
		value := example(f)
		if _, err := Parse(f.Name+":"+value, noon); err != nil || f.Help == "" {
			t.Errorf("field %s: example %q gives %v, help %q", f.Name, value, err, f.Help)
		}
		for _, v := range f.Values {
			if _, err := Parse(f.Name+":"+v, noon); err != nil {
				t.Errorf("%s:%s: %v", f.Name, v, err)
			}
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	text := strings.Repeat("The President of Norland met the Prime Minister of Ostia, and both hailed the agreement on borders reached in Port Mara. ", 90)
	d := &Document{Briefing: &briefings.Briefing{Title: "Talks", Tags: []string{"x"}, Published: "2024-02-17"}, Text: func() string { return text }}
	for _, in := range []string{"tag:y", "after:2024-03", "ceasefire", `"peace treaty" -war`, "negotiat* treety~"} {
		q, err := Parse(in, noon)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(in, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				q.Match(d)
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(`speaker:varo said:"peace treaty" after:2024-01 -tag:(old OR seen)`, noon); err != nil {
			b.Fatal(err)
		}
	}
}
