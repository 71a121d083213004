package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"readout/briefings"
)

const (
	talks = "The ministers of Norland and Sudmark met in Lindholm on Monday. They spoke of the strait, of grain and of the railway. Both sides called the talks useful and agreed to meet again in June."
	ports = "A storm closed every harbour of the eastern coast for two days. Ferries stayed in port while engineers looked at the piers, and trade came to a stop until Thursday afternoon."
)

func with(in briefings.Import, f func(*briefings.Import)) briefings.Import {
	f(&in)
	return in
}

func atPath(path string) func(*briefings.Import) {
	return func(in *briefings.Import) { in.Path = path }
}

func TestIdentity(t *testing.T) {
	url := func(u string) func(*briefings.Import) {
		return func(in *briefings.Import) { in.Details.URL, in.Identity = u, briefings.URLIdentity(u) }
	}
	edited := strings.Replace(talks, "useful", "frank", 1)
	for _, tt := range []struct {
		name          string
		first, second briefings.Import
		want          briefings.Result
		same          bool
	}{
		{"the same bytes", doc("a", talks), doc("a", talks), briefings.Unchanged, true},
		{"the same bytes from elsewhere", with(doc("a", talks), atPath("/a")), with(doc("a", talks), atPath("/b")), briefings.Unchanged, true},
		{"edited at its path", with(doc("a", talks), atPath("/a")), with(doc("a", edited), atPath("/a")), briefings.Updated, true},
		{"edited elsewhere", with(doc("a", talks), atPath("/a")), with(doc("a", edited), atPath("/b")), briefings.Added, false},
		{"another text at its path", with(doc("a", talks), atPath("/a")), with(doc("b", ports), atPath("/a")), briefings.Added, false},
		{"grown at its path", with(doc("a", talks), atPath("/a")), with(doc("a", talks, ports, ports+" More."), atPath("/a")), briefings.Updated, true},
		{"the same URL", with(doc("a", talks), url("https://norland.example/a?utm_source=x")), with(doc("b", ports), url("http://www.norland.example/a/")), briefings.Updated, true},
		{"a URL and its path", with(with(doc("a", talks), url("https://n.example/a")), atPath("/a")), with(doc("a", edited), atPath("/a")), briefings.Updated, true},
		{"details alone", doc("a", talks), with(doc("b", talks), func(*briefings.Import) {}), briefings.Updated, true},
		{"a given URL", doc("a", talks), with(doc("a", talks), func(in *briefings.Import) { in.Given.URL = "https://n.example/z" }), briefings.Added, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStore(t)
			a, b := mustImport(t, s, tt.first)[0], mustImport(t, s, tt.second)[0]
			if b.Result != tt.want || (a.ID == b.ID) != tt.same || a.Result != briefings.Added {
				t.Errorf("%+v, then %+v; want %s, same briefing: %v", a, b, tt.want, tt.same)
			}
			if again := mustImport(t, s, tt.second)[0]; again.Result != briefings.Unchanged || again.ID != b.ID {
				t.Errorf("the second again: %+v", again)
			}
		})
	}
}

// TestTwoVersionsInAFolder imports an older and a newer file of one document
// again and again: nothing changes after the first time.
func TestTwoVersionsInAFolder(t *testing.T) {
	s := newStore(t)
	older, newer := with(doc("a", talks), atPath("/old")), with(doc("a", talks, ports), atPath("/new"))
	older.Identity, newer.Identity = "guid:7", "guid:7"
	out := mustImport(t, s, older, newer)
	if out[0].Result != briefings.Added || out[1].Result != briefings.Updated {
		t.Fatal(out)
	}
	for range 2 {
		for _, o := range mustImport(t, s, older, newer) {
			if o.Result != briefings.Unchanged {
				t.Errorf("again: %+v", o)
			}
		}
	}
	back := with(older, atPath("/new")) // the file really went back
	if o := mustImport(t, s, back)[0]; o.Result != briefings.Updated {
		t.Errorf("back: %+v", o)
	}
}

func TestRevisionsAndMendedDetails(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	first := with(doc("Draft", talks), atPath("/a"))
	first.Details.Tags = []string{"grain", "draft"}
	id := mustImport(t, s, first)[0].ID
	must(t, s.Edit(ctx, id, briefings.Details{Title: "Mine", URL: "https://n.example/mine"}, []string{"title", "url"}))
	must(t, s.Tag(ctx, []string{id}, []string{" my  tag ", ""}, []string{"draft"}))

	second := with(doc("Final", talks, ports), atPath("/a"))
	second.Details.Tags, second.Details.Source = []string{"draft", "grain", "port"}, "Norland News"
	third := with(second, func(in *briefings.Import) { in.Markdown, in.Original = "**"+in.Text+"**", []byte("3") })
	fourth := with(third, func(in *briefings.Import) { in.Details.Source, in.Original = "Norland Agency", []byte("4") })
	fifth := with(fourth, func(in *briefings.Import) { in.Original = []byte("other advertisements") })
	for i, in := range []briefings.Import{second, third, fourth, fifth} {
		want := briefings.Updated
		if i == 3 {
			want = briefings.Unchanged
		}
		if o := mustImport(t, s, in)[0]; o.Result != want || o.ID != id || o.Title != "Mine" {
			t.Errorf("import %d: %+v; want %s", i+2, o, want)
		}
	}
	a, err := s.Article(ctx, id)
	must(t, err)
	if a.URL != "https://n.example/mine" || a.Source != "Norland Agency" || !slices.Equal(a.Tags, []string{"grain", "my tag", "port"}) ||
		a.Revision != 4 || a.Text != second.Text || a.Markdown != third.Markdown {
		t.Errorf("article %+v", a.Briefing)
	}
	revs, err := s.Revisions(ctx, id)
	must(t, err)
	var kinds []string
	for _, r := range revs {
		kinds = append(kinds, r.Kind)
	}
	if got := strings.Join(kinds, " "); got != "first text layout metadata" {
		t.Errorf("kinds %s", got)
	}
	if old, err := s.Revision(ctx, id, 1); err != nil || old.Text != first.Text || old.Revision != 1 {
		t.Errorf("revision 1: %+v, %v", old, err)
	}
	if _, err := s.Revision(ctx, id, 9); !errors.Is(err, briefings.ErrNotFound) {
		t.Errorf("revision 9: %v", err)
	}
	if b, err := s.Resolve(ctx, "https://www.n.example/mine#x"); err != nil || b.ID != id {
		t.Errorf("Resolve: %v, %v", b.ID, err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestOneBadDocument(t *testing.T) {
	s := newStore(t)
	bad := doc("bad", talks)
	bad.Blocks = []briefings.Span{{Start: 0, End: 1 << 20}}
	lost := with(doc("lost", ports), func(in *briefings.Import) { in.Given.As = "zzzz" })
	broken := doc("broken", "\xff")
	out := mustImport(t, s, doc("a", talks), bad, lost, broken, doc("b", ports))
	want := []briefings.Result{briefings.Added, briefings.Failed, briefings.Failed, briefings.Failed, briefings.Added}
	for i, o := range out {
		if o.Result != want[i] || (o.Error != "") != (want[i] == briefings.Failed) {
			t.Errorf("%d: %+v; want %s", i, o, want[i])
		}
	}
}

func TestGivenDetailsAndAs(t *testing.T) {
	s := newStore(t)
	first := doc("a", talks)
	id := mustImport(t, s, first)[0].ID
	given := with(first, func(in *briefings.Import) {
		in.Given.Title, in.Given.Published, in.Given.Tags = "Given", "2024-05-06", []string{"new"}
	})
	if o := mustImport(t, s, given)[0]; o.Result != briefings.Updated || o.ID != id || o.Title != "Given" {
		t.Errorf("given: %+v", o)
	}
	as := with(doc("b", ports), func(in *briefings.Import) { in.Given.As = id[:6] })
	if o := mustImport(t, s, as)[0]; o.Result != briefings.Updated || o.ID != id {
		t.Errorf("as: %+v", o)
	}
	b, err := s.Resolve(t.Context(), id)
	if err != nil || b.Title != "Given" || b.Published != "2024-05-06" || b.Revision != 2 || !slices.Equal(b.Mended, []string{"date", "title"}) {
		t.Errorf("%+v, %v", b, err)
	}
	if o := mustImport(t, s, doc("b", ports))[0]; o.Result != briefings.Unchanged || o.ID != id {
		t.Errorf("the same without --as: %+v", o)
	}
}

func TestImportCanceled(t *testing.T) {
	s := newStore(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Import(ctx, []briefings.Import{doc("a", talks)}); !errors.Is(err, context.Canceled) {
		t.Errorf("Import = %v", err)
	}
}

func TestSimilarity(t *testing.T) {
	half := talks[:len(talks)/2]
	for _, tt := range []struct {
		name string
		a, b string
		is   bool
	}{
		{"itself", talks, talks, true},
		{"other case and marks", talks, strings.ToUpper(talks) + "!", true},
		{"half of it and another", talks, half + ports, true},
		{"another", talks, ports, false},
		{"nothing", "", "", true},
		{"nothing and something", "", talks, false},
		{"without spaces", "北国和南国的部长在林岛会谈", "北国和南国的部长在林岛会谈了", true},
		{"others without spaces", "北国和南国的部长在林岛会谈", "暴风雨关闭了东海岸的港口", false},
	} {
		if got := similarity(tt.a, tt.b); (got >= enough) != tt.is || got < 0 || got > 1 || got != similarity(tt.b, tt.a) {
			t.Errorf("%s: %.2f; want half or more: %v", tt.name, got, tt.is)
		}
	}
}
