package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"readout/briefings"
	"readout/briefings/query"
)

// talk is synthetic with ten statements of a line or two each.
func talk(n int) briefings.Import {
	in := synthetic(n, 500)
	in.Analysis.Statements = nil
	for i := range 10 {
		p, at := in.Analysis.People[i%3], i*len(in.Text)/11
		at += strings.IndexByte(in.Text[at:], ' ') + 1
		end := at + 120 + strings.IndexByte(in.Text[at+120:], ' ')
		in.Analysis.Statements = append(in.Analysis.Statements, briefings.Statement{
			Kind: briefings.Direct, Speaker: briefings.Source{Name: p.Name, ID: p.ID, Span: p.Mentions[0]},
			Speakers: []briefings.Party{{Name: p.Name, ID: p.ID}}, Cue: p.Mentions[1],
			Content: []briefings.Span{{Start: at, End: end}},
			Topics:  []string{in.Analysis.Topics[0].ID}, Grounds: "named", Confidence: 0.9,
		})
	}
	return in
}

// BenchmarkLedger measures the whole ledger of a library, and how long its
// first rows take.
func BenchmarkLedger(b *testing.B) {
	for _, size := range []int{3000, 10_000} {
		s := New(filepath.Join(b.TempDir(), "library"), Options{})
		for from := 0; from < size; from += 1000 {
			batch := make([]briefings.Import, 1000)
			for i := range batch {
				batch[i] = talk(from + i)
			}
			if _, err := s.Import(context.Background(), batch); err != nil {
				b.Fatal(err)
			}
		}
		for _, text := range []string{"", "speaker:person-7", `said:"further meetings"`} {
			q, err := query.Parse(text, time.Now())
			if err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("%d/%s", size, text), func(b *testing.B) {
				meter(b)
				var first time.Duration
				var kept []briefings.Said
				var before, after runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&before)
				for b.Loop() {
					kept = nil
					began := time.Now()
					err := s.Ledger(context.Background(), Filter{Query: q}, func(all []briefings.Said) error {
						if kept == nil {
							first += time.Since(began)
						}
						kept = append(kept, all...)
						return nil
					})
					if err != nil {
						b.Fatal(err)
					}
				}
				runtime.GC()
				runtime.ReadMemStats(&after)
				rows := 0
				for i := range kept {
					rows += len(kept[i].Statements)
				}
				b.ReportMetric(float64(first.Microseconds())/float64(b.N), "µs-first-rows")
				b.ReportMetric(float64(rows), "rows")
				b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/1e6, "MB-kept")
				runtime.KeepAlive(kept)
			})
		}
	}
}

// ledger returns what Ledger gives, a line a statement.
func ledger(t *testing.T, s *Store, f Filter) (lines []string) {
	t.Helper()
	err := s.Ledger(context.Background(), f, func(all []briefings.Said) error {
		for i := range all {
			for k := range all[i].Statements {
				st := &all[i].Statements[k]
				lines = append(lines, all[i].Briefing.ID+" "+strings.Join(st.Names(), ",")+" "+all[i].Words[k]+" "+strings.Join(all[i].Labels(st), ","))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// TestLedger: the ledger has what the articles have, in their order.
func TestLedger(t *testing.T) {
	s := newStore(t)
	var docs []briefings.Import
	for i := range 3*firstSaid + 5 {
		docs = append(docs, talk(i))
	}
	mustImport(t, s, docs...)
	for _, text := range []string{
		"", "speaker:person-37", "topic:topic-3", "speaker:person-37 topic:topic-3", `said:"grain ports"`, "-speaker:person-0 railway",
		"after:2020-01-20 speaker:person-37", "speaker:person-37 OR speaker:person-1", "title:talks is:unread", "nothing-has-this",
	} {
		for _, order := range []briefings.Order{{}, {By: briefings.ByPublished, Reverse: true}, {By: briefings.BySource}} {
			f := Filter{Query: parseQuery(t, text), Order: order}
			var want []string
			only := f.Query.Statements()
			err := s.Each(context.Background(), f, func(a *briefings.Article) error {
				labels := briefings.Said{Topics: a.Analysis.Topics}
				for i := range a.Analysis.Statements {
					if st := &a.Analysis.Statements[i]; only.MatchStatement(&a.Briefing, func() string { return a.Text }, &a.Analysis, i) {
						want = append(want, a.ID+" "+strings.Join(st.Names(), ",")+" "+st.Words(a.Text)+" "+strings.Join(labels.Labels(st), ","))
					}
				}
				return nil
			})
			if got := ledger(t, s, f); err != nil || !slices.Equal(got, want) {
				t.Errorf("%q by %v: %d lines, %v; the articles have %d", text, order, len(got), err, len(want))
			}
		}
	}
	if got := ledger(t, s, Filter{Query: parseQuery(t, "speaker:person-37")}); len(got) == 0 || len(got) > 40 || strings.Contains(got[0], "Person person-38 ") {
		t.Errorf("one speaker has %d lines: %.200q", len(got), got)
	}
}

// TestLedgerEnds: the caller ends it with an error or its context, and what is
// removed meanwhile is left out.
func TestLedgerEnds(t *testing.T) {
	s := newStore(t)
	var docs []briefings.Import
	for i := range firstSaid + 10 {
		docs = append(docs, talk(i))
	}
	mustImport(t, s, docs...)
	enough := errors.New("enough")
	calls := 0
	if err := s.Ledger(context.Background(), Filter{}, func([]briefings.Said) error { calls++; return enough }); !errors.Is(err, enough) || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
	ctx, cancel := context.WithCancel(context.Background())
	if err := s.Ledger(ctx, Filter{}, func([]briefings.Said) error { cancel(); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	all, err := s.Find(context.Background(), Filter{})
	if err != nil {
		t.Fatal(err)
	}
	last, seen := all[len(all)-1].ID, false
	err = s.Ledger(context.Background(), Filter{}, func(some []briefings.Said) error {
		for i := range some {
			seen = seen || some[i].Briefing.ID == last
		}
		return s.Remove(context.Background(), []string{last}, false)
	})
	if seen || err != nil && !errors.Is(err, briefings.ErrNotFound) {
		t.Errorf("a removed briefing is listed: %v, %v", seen, err)
	}
	if lines := ledger(t, New(filepath.Join(t.TempDir(), "none"), Options{}), Filter{}); lines != nil {
		t.Errorf("a library that does not exist has %q", lines)
	}
}

// TestLedgerMarks: a statement knows the colour of the mark on it.
func TestLedgerMarks(t *testing.T) {
	s := newStore(t)
	id := mustImport(t, s, talk(1))[0].ID
	a, err := s.Article(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	at := a.Analysis.Statements[2].Passages(a.Text)
	if len(at) != 1 {
		t.Fatalf("passages %v", at)
	}
	if _, err := s.Annotate(context.Background(), briefings.Annotation{Briefing: id, Position: &at[0], Color: 4}); err != nil {
		t.Fatal(err)
	}
	err = s.Ledger(context.Background(), Filter{}, func(all []briefings.Said) error {
		if got := all[0].Colors; !slices.Equal(got, []int{0, 0, 4, 0, 0, 0, 0, 0, 0, 0}) {
			t.Errorf("colours %v", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
