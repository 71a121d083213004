package briefings

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestCanonicalURL(t *testing.T) {
	tests := []struct{ name, a, b string }{
		{"scheme and host", "http://WWW.Norland.example/call", "https://norland.example/call"},
		{"trailing slash and fragment", "https://norland.example/call/#top", "https://norland.example/call"},
		{"default port", "https://norland.example:443/call", "https://norland.example/call"},
		{"tracking", "https://norland.example/call?utm_source=x&fbclid=y&id=7", "https://norland.example/call?id=7"},
		{"order of parameters", "https://norland.example/?b=2&a=1", "https://norland.example/?a=1&b=2"},
		{"moved archive", "https://bidenwhitehouse.archives.gov/a/b/", "https://www.whitehouse.gov/a/b/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if a, b := CanonicalURL(tt.a), CanonicalURL(tt.b); a != b {
				t.Errorf("CanonicalURL(%q) = %q, but of %q it is %q", tt.a, a, tt.b, b)
			}
			if URLIdentity(tt.a).ID() != URLIdentity(tt.b).ID() {
				t.Error("the ids differ")
			}
		})
	}
	for _, pair := range [][2]string{
		{"https://norland.example/a", "https://norland.example/b"},
		{"https://norland.example/?id=1", "https://norland.example/?id=2"},
		{"https://norland.example:8080/a", "https://norland.example/a"},
		{"https://norland.example/A", "https://norland.example/a"},
	} {
		if CanonicalURL(pair[0]) == CanonicalURL(pair[1]) {
			t.Errorf("%q and %q are told apart by nothing", pair[0], pair[1])
		}
	}
	for _, raw := range []string{"", " ", "no address", "http://[::1", "%zz://x", "mailto:a@b"} {
		_ = URLIdentity(raw).ID() // never panics
	}
}

// The id of an identity never changes: it is written into exported files.
func TestID(t *testing.T) {
	if id := URLIdentity("https://norland.example/call").ID(); id != "jwzpp6d5373f" {
		t.Errorf("id %q", id)
	}
	a, b := TextIdentity("one  two\nthree"), TextIdentity("one two three")
	if a != b {
		t.Error("white space is part of a text's identity")
	}
	if a.ID() == TextIdentity("one two four").ID() {
		t.Error("two texts have one id")
	}
	for _, r := range a.ID() {
		if strings.ContainsRune("il1o", r) || r > 'z' {
			t.Errorf("id %q has a letter that is read as another", a.ID())
		}
	}
}

func TestDate(t *testing.T) {
	tests := []struct {
		in, day string
		year    int
		ok      bool
	}{
		{"2022-07-16T11:51:24-04:00", "2022-07-16", 2022, true},
		{"2022-07-16", "2022-07-16", 2022, true},
		{"2022-07-16T23:30:00-04:00", "2022-07-16", 2022, true}, // the document's own day
		{"", "", 0, true},
		{"16 July 2022", "", 0, false},
		{"2022-13-01", "", 0, false},
		{"0000-01-01", "", 0, false},
	}
	for _, tt := range tests {
		d, err := ParseDate(tt.in)
		if (err == nil) != tt.ok {
			t.Errorf("ParseDate(%q): %v", tt.in, err)
			continue
		}
		if err == nil && (d.Day() != tt.day || d.Year() != tt.year) {
			t.Errorf("ParseDate(%q) is the day %q of %d, want %q of %d", tt.in, d.Day(), d.Year(), tt.day, tt.year)
		}
	}
	at := time.Date(2024, 2, 17, 9, 30, 0, 0, time.FixedZone("", 3600))
	if DateOf(at) != "2024-02-17T09:30:00+01:00" || DayOf(at) != "2024-02-17" {
		t.Errorf("DateOf = %q, DayOf = %q", DateOf(at), DayOf(at))
	}
}

func TestSpeakers(t *testing.T) {
	a := Analysis{
		People: []Speaker{{ID: "a"}, {ID: "b"}, {ID: "silent"}, {ID: "c"}},
		Statements: []Statement{
			{Speakers: []Party{{ID: "b"}, {ID: "c"}}}, {Speakers: []Party{{ID: "b"}}}, {Speakers: []Party{{ID: "a"}}}, {},
		},
	}
	var ids []string
	for _, s := range a.Speakers() {
		ids = append(ids, s.ID)
	}
	if want := []string{"b", "a", "c"}; !slices.Equal(ids, want) {
		t.Errorf("Speakers() = %q, want %q", ids, want)
	}
}

// The keys of the JSON are a contract with scripts.
func TestJSON(t *testing.T) {
	for want, v := range map[string]any{
		`{"id":"","title":"","source":"","url":"","published":"","kind":"","lang":"","tags":null,"read":false,"starred":false,"revision":0,"title_from":"","published_from":""}`: Briefing{Identity: "x", Path: "/p", Place: 3},
		`{"kind":"direct","speaker":{"name":"A","id":"a","start":1,"end":2},"speakers":null,"cue":{"start":0,"end":0},"content":null,"topics":null,"grounds":"","confidence":0.5}`: Statement{
			Kind: Direct, Speaker: Source{Name: "A", ID: "a", Span: Span{1, 2}}, Confidence: 0.5,
		},
		`{"kind":"","speaker":{"name":"","id":"","start":0,"end":0},"speakers":null,"cue":{"start":0,"end":0},"content":null,"topics":null,"grounds":"","confidence":0,"act":"question","pair":{"start":4,"end":9}}`: Statement{
			Act: ActQuestion, Pair: &Span{4, 9},
		},
	} {
		got, err := json.Marshal(v)
		if err != nil || string(got) != want {
			t.Errorf("%T:\n got %s\nwant %s (%v)", v, got, want, err)
		}
	}
}

func TestStatement(t *testing.T) {
	text := "“We are\nready,” she said. “Come.”"
	s := Statement{Content: []Span{{0, 19}, {30, 41}, {40, 900}, {-1, 3}}}
	if got := s.Words(text); got != "“We are ready,” … “Come.”" {
		t.Errorf("Words() = %q", got)
	}
	if n := s.Names(); len(n) != 0 {
		t.Errorf("Names() of nobody = %q", n)
	}
	s.Speaker.Name = "A"
	if n := s.Names(); !slices.Equal(n, []string{"A"}) {
		t.Errorf("Names() = %q", n)
	}
	s.Speakers = []Party{{Name: "A"}, {Name: "B"}}
	if n := s.Names(); !slices.Equal(n, []string{"A", "B"}) {
		t.Errorf("Names() = %q", n)
	}
}

// The two sides of an exchange find each other, also when a statement between
// them is gone.
func TestCounterpart(t *testing.T) {
	a := Analysis{Statements: []Statement{
		{Content: []Span{{0, 10}}, Act: ActQuestion, Pair: &Span{20, 30}},
		{Content: []Span{{12, 18}}},
		{Content: []Span{{20, 30}, {34, 40}}, Act: ActAnswer, Pair: &Span{0, 10}},
		{Content: []Span{{42, 50}}, Act: ActRefusal, Pair: &Span{60, 70}},
	}}
	ask, answer, lone := &a.Statements[0], &a.Statements[2], &a.Statements[3]
	if a.Counterpart(ask) != answer || a.Counterpart(answer) != ask || a.Counterpart(&a.Statements[1]) != nil || a.Counterpart(lone) != nil {
		t.Error("a question and its answer do not find each other, or others find one")
	}
	a.Statements = slices.Delete(a.Statements, 1, 2)
	if got := a.Counterpart(&a.Statements[0]); got == nil || got.Act != ActAnswer {
		t.Errorf("with a statement dismissed, the answer is %+v", got)
	}
}

func TestSpan(t *testing.T) {
	a, b, c := Span{0, 5}, Span{5, 9}, Span{3, 6}
	if a.Overlaps(b) || !a.Overlaps(c) || !c.Overlaps(b) || a.Contains(5) || !b.Contains(5) || a.Len() != 5 || !(Span{4, 4}).Empty() {
		t.Error("spans are half-open")
	}
}

func TestEnglish(t *testing.T) {
	for lang, want := range map[string]bool{"": true, "en": true, "en-GB": true, "EN": true, "eng": true, "fr": false, "ur": false, "enm": false, "zh-Hant": false} {
		if got := English(lang); got != want {
			t.Errorf("English(%q) = %v", lang, got)
		}
	}
}
