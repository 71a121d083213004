package corrections

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"readout/briefings"
)

const text = `The President of Ostland, Anna Holt, met the press. “We will sign the treaty,” Ms. Holt said. “It is time.” ` +
	`She also said that the border would open in May. Minister Karl Brandt said that Holt had promised “a new start” for the Long Road plan.`

// at returns where words stand in text.
func at(tb testing.TB, words string) briefings.Span {
	tb.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		tb.Fatalf("%q is not in the text", words)
	}
	return briefings.Span{Start: i, End: i + len(words)}
}

var (
	holt   = briefings.Speaker{ID: "anna-holt", Name: "Anna Holt", Kind: briefings.Person}
	brandt = briefings.Speaker{ID: "karl-brandt", Name: "Karl Brandt", Kind: briefings.Person}
	moor   = briefings.Speaker{ID: "eva-moor", Name: "Eva Moor", Kind: briefings.Person}
)

func party(s briefings.Speaker) briefings.Party { return briefings.Party{Name: s.Name, ID: s.ID} }

func said(kind briefings.StatementKind, by briefings.Speaker, content ...briefings.Span) briefings.Statement {
	return briefings.Statement{
		Kind: kind, Speaker: briefings.Source{Name: by.Name, ID: by.ID}, Speakers: []briefings.Party{party(by)},
		Content: content, Grounds: "named", Confidence: 0.9,
	}
}

// found is what an analyser finds in text: four statements, the last within the third.
func found(tb testing.TB) briefings.Analysis {
	tb.Helper()
	h, b := holt, brandt
	h.Mentions, b.Mentions = []briefings.Span{at(tb, "Anna Holt"), at(tb, "Ms. Holt")}, []briefings.Span{at(tb, "Karl Brandt")}
	return briefings.Analysis{
		Version: 7, People: []briefings.Speaker{h, b},
		Statements: []briefings.Statement{
			said(briefings.Direct, holt, at(tb, "“We will sign the treaty,”"), at(tb, "“It is time.”")),
			said(briefings.Indirect, holt, at(tb, "that the border would open in May")),
			said(briefings.Mixed, brandt, at(tb, "that Holt had promised “a new start” for the Long Road plan")),
			said(briefings.Mixed, holt, at(tb, "“a new start” for the Long Road plan")),
		},
		Topics: []briefings.Topic{{ID: "treaties", Label: "Treaties", Kind: briefings.TopicTheme, Mentions: []briefings.Span{at(tb, "treaty")}}},
	}
}

// on makes a correction of the passage that content covers; n orders them.
func on(n int, kind briefings.CorrectionKind, content []briefings.Span, who ...briefings.Speaker) briefings.Correction {
	all := briefings.Span{Start: content[0].Start, End: content[len(content)-1].End}
	c := briefings.Correction{
		ID: id(n), Kind: kind, Briefing: "b", At: &all, State: briefings.Anchored, Says: briefings.Direct, Who: who,
		Quote: &briefings.QuoteSelector{Exact: text[all.Start:all.End]},
	}
	for _, s := range content {
		c.Parts = append(c.Parts, briefings.Span{Start: s.Start - all.Start, End: s.End - all.Start})
	}
	return c
}

func id(n int) string { return fmt.Sprintf("01J%023d", n) }

func merge(n int, of, who briefings.Speaker) briefings.Correction {
	return briefings.Correction{ID: id(n), Kind: briefings.CorrectMerge, Of: party(of), Who: []briefings.Speaker{who}}
}

func rename(n int, of briefings.Speaker, name string) briefings.Correction {
	to := of
	to.Name = name
	return briefings.Correction{ID: id(n), Kind: briefings.CorrectRename, Of: party(of), Who: []briefings.Speaker{to}}
}

func split(n int, of, who briefings.Speaker) briefings.Correction {
	return briefings.Correction{ID: id(n), Kind: briefings.CorrectSplit, Briefing: "b", Of: party(of), Who: []briefings.Speaker{who}}
}

// lines says who makes each statement of a, on what grounds.
func lines(a *briefings.Analysis) []string {
	var out []string
	for i := range a.Statements {
		s := &a.Statements[i]
		out = append(out, fmt.Sprintf("%s: %s [%s %.1f]", strings.Join(s.Names(), "+"), s.Words(text), s.Grounds, s.Confidence))
	}
	return out
}

const (
	sign   = "“We will sign the treaty,” … “It is time.”"
	border = "that the border would open in May"
	outer  = "that Holt had promised “a new start” for the Long Road plan"
	inner  = "“a new start” for the Long Road plan"
	mine   = " [reader's correction 1.0]"
	theirs = " [named 0.9]"
	both   = " [named; reader's correction 0.9]"
)

func TestApply(t *testing.T) {
	base := found(t).Statements
	other := briefings.Speaker{ID: "anna-holt-2", Name: "Anna Holt", Kind: briefings.Person}
	press := []briefings.Span{at(t, "met the press")}
	tests := []struct {
		name string
		cs   []briefings.Correction
		want []string
	}{
		{"nothing", nil, []string{"Anna Holt: " + sign + theirs, "Anna Holt: " + border + theirs, "Karl Brandt: " + outer + theirs, "Anna Holt: " + inner + theirs}},
		{
			"a statement is somebody else's",
			[]briefings.Correction{on(1, briefings.CorrectSpeaker, base[1].Content, moor)},
			[]string{"Anna Holt: " + sign + theirs, "Eva Moor: " + border + mine, "Karl Brandt: " + outer + theirs, "Anna Holt: " + inner + theirs},
		},
		{
			"that of the outer is not that of the inner",
			[]briefings.Correction{on(1, briefings.CorrectSpeaker, base[2].Content, moor)},
			[]string{"Anna Holt: " + sign + theirs, "Anna Holt: " + border + theirs, "Eva Moor: " + outer + mine, "Anna Holt: " + inner + theirs},
		},
		{
			"of two speakers",
			[]briefings.Correction{on(1, briefings.CorrectSpeaker, base[0].Content, moor, brandt)},
			[]string{"Eva Moor+Karl Brandt: " + sign + mine, "Anna Holt: " + border + theirs, "Karl Brandt: " + outer + theirs, "Anna Holt: " + inner + theirs},
		},
		{
			"no statement",
			[]briefings.Correction{on(1, briefings.CorrectDismiss, base[3].Content)},
			[]string{"Anna Holt: " + sign + theirs, "Anna Holt: " + border + theirs, "Karl Brandt: " + outer + theirs},
		},
		{
			"one more statement",
			[]briefings.Correction{on(1, briefings.CorrectAdd, press, moor)},
			[]string{"Eva Moor: met the press" + mine, "Anna Holt: " + sign + theirs, "Anna Holt: " + border + theirs, "Karl Brandt: " + outer + theirs, "Anna Holt: " + inner + theirs},
		},
		{
			"a speaker holds where the analyser finds no statement",
			[]briefings.Correction{on(1, briefings.CorrectSpeaker, press, moor)},
			[]string{"Eva Moor: met the press" + mine, "Anna Holt: " + sign + theirs, "Anna Holt: " + border + theirs, "Karl Brandt: " + outer + theirs, "Anna Holt: " + inner + theirs},
		},
		{
			"the later one wins",
			[]briefings.Correction{
				on(3, briefings.CorrectSpeaker, base[1].Content, brandt), on(1, briefings.CorrectSpeaker, base[1].Content, moor),
				on(2, briefings.CorrectDismiss, base[3].Content), on(4, briefings.CorrectDismiss, base[2].Content),
			},
			[]string{"Anna Holt: " + sign + theirs, "Karl Brandt: " + border + mine},
		},
		{
			"the words are gone",
			[]briefings.Correction{{ID: id(1), Kind: briefings.CorrectDismiss, Briefing: "b", State: briefings.Orphan, Quote: &briefings.QuoteSelector{Exact: border}}},
			[]string{"Anna Holt: " + sign + theirs, "Anna Holt: " + border + theirs, "Karl Brandt: " + outer + theirs, "Anna Holt: " + inner + theirs},
		},
		{
			"two are one",
			[]briefings.Correction{merge(1, holt, moor)},
			[]string{"Eva Moor: " + sign + both, "Eva Moor: " + border + both, "Karl Brandt: " + outer + theirs, "Eva Moor: " + inner + both},
		},
		{
			"two are one, and the other way round again",
			[]briefings.Correction{merge(1, holt, brandt), merge(2, brandt, holt)},
			[]string{"Anna Holt: " + sign + theirs, "Anna Holt: " + border + theirs, "Anna Holt: " + outer + both, "Anna Holt: " + inner + theirs},
		},
		{
			"another name, given before a statement",
			[]briefings.Correction{rename(1, holt, "A. Holt"), on(2, briefings.CorrectSpeaker, base[2].Content, holt)},
			[]string{"A. Holt: " + sign + both, "A. Holt: " + border + both, "A. Holt: " + outer + mine, "A. Holt: " + inner + both},
		},
		{
			"another of the same name",
			[]briefings.Correction{split(1, holt, other)},
			[]string{"Anna Holt: " + sign + mine, "Anna Holt: " + border + mine, "Karl Brandt: " + outer + theirs, "Anna Holt: " + inner + mine},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := found(t)
			got := Apply(a, text, tt.cs)
			if l := lines(&got); !slices.Equal(l, tt.want) {
				t.Errorf("statements:\n%s\nwant:\n%s", strings.Join(l, "\n"), strings.Join(tt.want, "\n"))
			}
			if want := found(t); !reflect.DeepEqual(a, want) {
				t.Error("what was corrected is changed itself")
			}
			check(t, got)
			if again := Apply(got, text, tt.cs); !reflect.DeepEqual(again, got) {
				t.Errorf("applied again:\n%+v\nwant:\n%+v", again, got)
			}
			slices.Reverse(tt.cs)
			if other := Apply(a, text, tt.cs); !reflect.DeepEqual(other, got) {
				t.Errorf("in another order:\n%+v\nwant:\n%+v", other, got)
			}
		})
	}
}

// check reports what no analysis has: speakers who are not among the people,
// people twice, spans that are empty or outside the text.
func check(tb testing.TB, a briefings.Analysis) {
	tb.Helper()
	ids := map[string]bool{}
	for _, p := range a.People {
		if ids[p.ID] {
			tb.Errorf("%s is twice among the people", p.ID)
		}
		ids[p.ID] = true
		for n, m := range p.Mentions {
			if m.Empty() || m.End > len(text) || n > 0 && m.Start < p.Mentions[n-1].End {
				tb.Errorf("%s has the mentions %v", p.ID, p.Mentions)
			}
		}
	}
	for i := range a.Statements {
		s := &a.Statements[i]
		if size(s.Content) == 0 {
			tb.Errorf("statement %d has no words", i)
		}
		for n, c := range s.Content {
			if c.Empty() || c.Start < 0 || c.End > len(text) || n > 0 && c.Start < s.Content[n-1].End {
				tb.Errorf("statement %d has the content %v", i, s.Content)
			}
		}
		for _, p := range s.Speakers {
			if p.ID != "" && !ids[p.ID] {
				tb.Errorf("%s speaks and is not among the people", p.ID)
			}
		}
		if len(s.Speakers) > 0 && (s.Speakers[0].ID != s.Speaker.ID || s.Speakers[0].Name != s.Speaker.Name) {
			tb.Errorf("statement %d has the speaker %v and the speakers %v", i, s.Speaker, s.Speakers)
		}
	}
}

func TestPeople(t *testing.T) {
	got := Apply(found(t), text, []briefings.Correction{merge(1, brandt, holt), rename(2, holt, "Anna M. Holt")})
	if len(got.People) != 1 {
		t.Fatalf("people: %+v", got.People)
	}
	p := got.People[0]
	if p.ID != "anna-holt" || p.Name != "Anna M. Holt" || len(p.Mentions) != 3 || !slices.Equal(p.Aliases, []string{"Anna Holt", "Karl Brandt"}) {
		t.Errorf("the one that is left: %+v", p)
	}
}

// TestOtherIDs holds that corrections keep to people whose ids a later analyser
// takes from its tables.
func TestOtherIDs(t *testing.T) {
	a := found(t)
	a.People[0].ID, a.People[0].Name = "volodymyr-zelenskyy", "Volodymyr Zelenskyy"
	for i := range a.Statements {
		if s := &a.Statements[i]; s.Speaker.ID == holt.ID {
			s.Speaker.ID, s.Speaker.Name = a.People[0].ID, a.People[0].Name
			s.Speakers = []briefings.Party{party(a.People[0])}
		}
	}
	before := briefings.Speaker{ID: "volodymyr-zelensky", Name: "Volodymyr Zelensky"} // as an earlier one had it
	got := Apply(a, text, []briefings.Correction{merge(1, brandt, before)})
	for i := range got.Statements {
		if s := &got.Statements[i]; s.Speaker.ID != "volodymyr-zelenskyy" {
			t.Errorf("statement %d is of %+v", i, s.Speaker)
		}
	}
}

func TestAlias(t *testing.T) {
	alias := func(name string) briefings.Correction {
		return briefings.Correction{
			ID: id(1), Kind: briefings.CorrectAlias, Alias: name,
			Topic: briefings.Topic{ID: "roads", Label: "Roads", Kind: briefings.TopicTheme},
		}
	}
	for _, tt := range []struct {
		alias string
		want  []briefings.Span
	}{
		{"Long Road plan", []briefings.Span{at(t, "Long Road plan")}},
		{"long  road plan", []briefings.Span{at(t, "Long Road plan")}},
		{"Long road plan", nil}, // its capitals count
		{"road pla", nil},       // no word
		{"oad plan", nil},
		{"", nil},
		{"the", []briefings.Span{
			{Start: 0, End: 3}, {Start: 41, End: 44}, at(t, "the treaty"), at(t, "the border"), at(t, "the Long"),
		}},
	} {
		t.Run(tt.alias, func(t *testing.T) {
			cs := []briefings.Correction{alias(tt.alias)}
			got := Apply(found(t), text, cs)
			i := slices.IndexFunc(got.Topics, func(x briefings.Topic) bool { return x.ID == "roads" })
			if len(tt.want) == 0 {
				if i >= 0 {
					t.Errorf("found at %v", got.Topics[i].Mentions)
				}
				return
			}
			if i < 0 {
				t.Fatal("not found")
			}
			for n, m := range got.Topics[i].Mentions {
				if n >= len(tt.want) || m.Start != tt.want[n].Start {
					t.Errorf("mention %d at %v, want %v", n, m, tt.want)
				}
			}
			if last := got.Statements[3]; !slices.Contains(last.Topics, "roads") {
				t.Errorf("the statement is about %v", last.Topics)
			}
			if again := Apply(got, text, cs); !reflect.DeepEqual(again, got) {
				t.Errorf("applied again: %+v", again)
			}
		})
	}
}
