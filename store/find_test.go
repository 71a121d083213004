package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/query"
)

// titles returns the titles of what a filter selects.
func titles(t *testing.T, s *Store, f Filter) string {
	t.Helper()
	all, err := s.Find(context.Background(), f)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range all {
		out = append(out, all[i].Title)
	}
	return strings.Join(out, " ")
}

func dated(title, date, source string, tags ...string) briefings.Import {
	in := doc(title, "The text of "+title+" speaks of grain.")
	in.Details.Published, in.Details.Source, in.Details.Tags = briefings.Date(date), source, tags
	in.Details.PublishedFrom = briefings.FromMeta
	return in
}

func TestOrders(t *testing.T) {
	s := newStore(t)
	mustImport(t, s,
		dated("c", "2024-02-17", "Zeta"), dated("«A»", "2024-02-17T10:00:00+01:00", ""), dated("b", "", "alpha"),
		dated("É", "1999-01-01", "beta"), dated("a", "", "Émile"), dated("D", "2024-02-17T01:00:00+04:00", "beta"),
	)
	for _, tt := range []struct {
		order briefings.Order
		want  string
	}{
		{briefings.Order{}, "«A» c D É a b"},
		{briefings.Order{By: briefings.ByPublished, Reverse: true}, "É D c «A» a b"},
		{briefings.Order{By: briefings.ByAdded}, "a «A» b c D É"}, // one import, one time
		{briefings.Order{By: briefings.ByTitle}, "a «A» b c D É"},
		{briefings.Order{By: briefings.BySource}, "b D É a c «A»"},
		{briefings.Order{By: briefings.BySource, Reverse: true}, "c a É D b «A»"},
	} {
		got := titles(t, s, Filter{Order: tt.order})
		if tt.order.By == briefings.ByAdded || tt.order.By == briefings.ByTitle {
			got, tt.want = strings.ReplaceAll(got, "«A»", "a"), strings.ReplaceAll(tt.want, "«A»", "a") // equal but for the id
		}
		if got != tt.want {
			t.Errorf("%+v: %s; want %s", tt.order, got, tt.want)
		}
	}
}

// TestFindAgrees holds every way of finding against a plain scan.
func TestFindAgrees(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	r := rand.New(rand.NewPCG(7, 7))
	var docs []briefings.Import
	for i := range 700 {
		in := synthetic(i, 60)
		if r.IntN(10) == 0 {
			in.Details.Published = ""
		}
		docs = append(docs, in)
	}
	ids := mustImport(t, s, docs...)
	var starred []string
	for i := 0; i < len(ids); i += 9 {
		starred = append(starred, ids[i].ID)
	}
	if err := s.SetStarred(ctx, starred, true); err != nil {
		t.Fatal(err)
	}
	var everything []briefings.Article
	if err := s.Each(ctx, Filter{}, func(a *briefings.Article) error {
		everything = append(everything, *a)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		"", "tag:desk3", "tag:DESK3 is:starred", "-tag:desk3", "is:unread speaker:person-7", "speaker:\"person-12\"", "speaker:person topic:topic-5",
		"country:\"country 7\"", "topic:country-7", "speaker:person-7 OR speaker:person-9", "tariffs after:2021-06", "id:a", "speaker:minister", "country:norland",
	} {
		for _, reverse := range []bool{false, true} {
			f := Filter{Query: parseQuery(t, q), Order: briefings.Order{Reverse: reverse}}
			all, err := s.Find(ctx, f)
			if err != nil {
				t.Fatal(err)
			}
			want := scan(everything, f)
			if got := idsOf(all); !slices.Equal(got, want) {
				t.Errorf("%q reverse %v: %d found; want %d", q, reverse, len(got), len(want))
			}
			f.Limit, f.Offset = 7, 3
			page, err := s.Find(ctx, f)
			if err != nil {
				t.Fatal(err)
			}
			if got := idsOf(page); !slices.Equal(got, want[min(3, len(want)):min(10, len(want))]) {
				t.Errorf("%q reverse %v, page: %v; want %v", q, reverse, got, want)
			}
		}
	}
}

func idsOf(all []briefings.Briefing) []string {
	out := []string{}
	for i := range all {
		out = append(out, all[i].ID)
	}
	return out
}

// scan is Find without an index.
func scan(everything []briefings.Article, f Filter) []string {
	var found []*header
	for i := range everything {
		a := &everything[i]
		d := document(a)
		if f.Query.Match(&d) {
			found = append(found, &header{id: a.ID, Title: a.Title, Published: string(a.Published)})
		}
	}
	sortHeaders(found, f.Order)
	out := []string{}
	for _, h := range found {
		out = append(out, h.id)
	}
	return out
}

// TestTopicsOfTheReader finds a briefing by the reader's own names of a topic,
// and no longer by those that were taken away.
func TestTopicsOfTheReader(t *testing.T) {
	s := newStore(t)
	in := dated("lake", "2024-01-01", "")
	own := briefings.Topic{ID: "my-lake", Label: "Lake Ossa", Parent: "my-waters", Kind: briefings.TopicTheme, Aliases: []string{"Great Water", "Water law"}}
	in.Analysis.Topics = []briefings.Topic{own}
	mustImport(t, s, in, dated("other", "2024-01-02", ""))
	for _, q := range []string{`topic:"great water"`, "topic:law", "topic:my-waters", "topic:ossa", "topic:GREAT*", `topic:"great water" is:unread`} {
		if got := titles(t, s, Filter{Query: parseQuery(t, q)}); got != "lake" {
			t.Errorf("%q finds %q", q, got)
		}
	}
	_, err := s.Reanalyze(context.Background(), nil, func(a *briefings.Article) (briefings.Analysis, error) {
		an := a.Analysis
		if len(an.Topics) > 0 {
			own.Aliases = nil
			an.Topics = []briefings.Topic{own}
		}
		return an, nil
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := titles(t, s, Filter{Query: parseQuery(t, `topic:"great water"`)}); got != "" {
		t.Errorf("a name that was taken away finds %q", got)
	}
	checkSound(t, s)
}

func TestSamplesHide(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	for i := range 3 {
		mustImport(t, s, dated(fmt.Sprintf("s%d", i), "2020-01-01", "", briefings.SampleTag))
	}
	if got := titles(t, s, Filter{HideSamples: true}); got != "s0 s1 s2" {
		t.Errorf("samples alone: %q", got)
	}
	mustImport(t, s, dated("real", "2021-01-01", ""))
	for _, tt := range []struct {
		q    string
		hide bool
		want string
	}{
		{"", true, "real"},
		{"", false, "real s0 s1 s2"},
		{"tag:sample", true, "s0 s1 s2"},
		{"grain", true, "real"},
		{"-tag:sample", true, "real"},
	} {
		for _, limit := range []int{0, 10} {
			if got := titles(t, s, Filter{Query: parseQuery(t, tt.q), HideSamples: tt.hide, Limit: limit}); got != tt.want {
				t.Errorf("%q, limit %d: %q; want %q", tt.q, limit, got, tt.want)
			}
		}
	}
	c, err := s.Count(ctx)
	if err != nil || c != (Counts{Briefings: 4, Samples: 3}) {
		t.Errorf("Count = %+v, %v", c, err)
	}
}

// document is what a query is asked about, from a whole article.
func document(a *briefings.Article) query.Document {
	return query.Document{
		Briefing: &a.Briefing, Text: func() string { return a.Text },
		Analysis:    func() *briefings.Analysis { return &a.Analysis },
		Annotations: func() []briefings.Annotation { return a.Annotations },
	}
}
