package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"readout/briefings"
)

// vocabulary is what synthetic briefings are made of.
var vocabulary = strings.Fields(`the ministers of Norland and Sudmark agreed on a plan for talks about water rights
	in the strait while officials said that further meetings would follow before winter trade tariffs grain ports
	railway security border commission delegation spokesperson statement emphasized regional cooperation energy`)

// synthetic returns document n of a library as large as wanted: about words
// words, ten mentions of people and topics each, statements that quote it.
func synthetic(n, words int) briefings.Import {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	var paragraphs []string
	for left := words; left > 0; left -= 60 {
		p := make([]string, 60)
		for i := range p {
			p[i] = vocabulary[r.IntN(len(vocabulary))]
		}
		paragraphs = append(paragraphs, strings.Join(p, " ")+".")
	}
	in := doc(fmt.Sprintf("Talks %05d on %s", n, vocabulary[r.IntN(len(vocabulary))]), paragraphs...)
	in.Details.Source = fmt.Sprintf("Agency %d", n%20)
	in.Details.Published = briefings.DateOf(time.Date(2020, 1, 1, n%24, 0, 0, 0, time.UTC).AddDate(0, 0, n%1500))
	in.Details.Tags = []string{fmt.Sprintf("desk%d", n%10)}
	in.Details.URL = fmt.Sprintf("https://agency%d.example/%d", n%20, n)
	spans := func(k int) (out []briefings.Span) {
		for i := range k {
			at := i * len(in.Text) / (k + 1)
			out = append(out, briefings.Span{Start: at, End: at + 5})
		}
		return out
	}
	for i := range 6 {
		id := fmt.Sprintf("person-%d", (n+i*37)%400)
		in.Analysis.People = append(in.Analysis.People, briefings.Speaker{
			ID: id, Name: "Person " + id, Kind: briefings.Person, Role: "Minister", Country: "Norland", Mentions: spans(5),
		})
		in.Analysis.Topics = append(in.Analysis.Topics, briefings.Topic{
			ID: fmt.Sprintf("topic-%d", (n+i*11)%100), Label: "Topic", Kind: briefings.TopicTheme, Mentions: spans(4),
		}, briefings.Topic{
			ID: fmt.Sprintf("country-%d", (n+i*7)%60), Label: fmt.Sprintf("Country %d", (n+i*7)%60), Kind: briefings.TopicCountry, Mentions: spans(4),
		})
		p := in.Analysis.People[i%3]
		in.Analysis.Statements = append(in.Analysis.Statements, briefings.Statement{
			Kind: briefings.Indirect, Speaker: briefings.Source{Name: p.Name, ID: p.ID, Span: p.Mentions[0]},
			Speakers: []briefings.Party{{Name: p.Name, ID: p.ID}}, Cue: p.Mentions[1], Content: p.Mentions[2:4],
			Topics: []string{in.Analysis.Topics[0].ID}, Grounds: "named", Confidence: 0.9,
		})
	}
	return in
}

// bigLibrary makes one library of 10,000 briefings for all benchmarks.
var bigLibrary = sync.OnceValues(func() (*Store, error) {
	dir, err := os.MkdirTemp("", "readout-bench-*")
	if err != nil {
		return nil, err
	}
	s := New(filepath.Join(dir, "library"), Options{})
	for from := 0; from < 10_000; from += 1000 {
		batch := make([]briefings.Import, 1000)
		for i := range batch {
			batch[i] = synthetic(from+i, 500)
		}
		if _, err := s.Import(context.Background(), batch); err != nil {
			return nil, err
		}
	}
	return s, nil
})

func TestMain(m *testing.M) {
	if childMain() {
		return
	}
	code := m.Run()
	if made {
		if s, err := bigLibrary(); err == nil {
			_ = os.RemoveAll(filepath.Dir(s.dir))
		}
	}
	os.Exit(code)
}

// made reports whether bigLibrary was called.
var made bool

func big(b *testing.B) (*Store, []briefings.Briefing) {
	b.Helper()
	made = true
	s, err := bigLibrary()
	if err != nil {
		b.Fatal(err)
	}
	all, err := s.Find(b.Context(), Filter{})
	if err != nil || len(all) != 10_000 {
		b.Fatalf("%d briefings, %v", len(all), err)
	}
	return s, all
}

// meter reports the processor time of each turn of a benchmark, in microseconds.
func meter(b *testing.B) {
	b.Helper()
	start := cpuTime()
	b.Cleanup(func() {
		b.ReportMetric(float64((cpuTime()-start).Microseconds())/float64(b.N), "cpu-µs/op")
	})
}

func BenchmarkOpenAndReadHeader(b *testing.B) {
	s, all := big(b)
	meter(b)
	for i := 0; b.Loop(); i++ {
		if _, err := s.Resolve(b.Context(), all[i*31%len(all)].ID); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkList10000(b *testing.B) {
	s, _ := big(b)
	for _, by := range []briefings.OrderBy{briefings.ByPublished, briefings.ByTitle} {
		b.Run(string(by), func(b *testing.B) {
			meter(b)
			for b.Loop() {
				if _, err := s.Find(b.Context(), Filter{Order: briefings.Order{By: by}, HideSamples: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFirst100(b *testing.B) {
	s, _ := big(b)
	meter(b)
	for b.Loop() {
		all, err := s.Find(b.Context(), Filter{Limit: 100, HideSamples: true})
		if err != nil || len(all) != 100 {
			b.Fatal(len(all), err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	s, _ := big(b)
	for _, q := range []string{"tag:desk3", "is:starred", "speaker:person-7", "topic:topic-5", "tariffs railway", "after:2023-01"} {
		b.Run(q, func(b *testing.B) {
			f := Filter{Query: parseQuery(b, q)}
			meter(b)
			for b.Loop() {
				if _, err := s.Find(b.Context(), f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkArticle(b *testing.B) {
	s, all := big(b)
	meter(b)
	for i := 0; b.Loop(); i++ {
		if _, err := s.Article(b.Context(), all[i*31%len(all)].ID); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSetRead(b *testing.B) {
	s, all := big(b)
	meter(b)
	for i := 0; b.Loop(); i++ {
		if err := s.SetRead(b.Context(), []string{all[i*31%len(all)].ID}, i/len(all)%2 == 0); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkArticle30000Words(b *testing.B) {
	s := New(b.TempDir(), Options{})
	id := mustImport(b, s, synthetic(1, 30_000))[0].ID
	meter(b)
	for b.Loop() {
		if _, err := s.Article(b.Context(), id); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkImport1000(b *testing.B) {
	batch := make([]briefings.Import, 1000)
	for i := range batch {
		batch[i] = synthetic(i, 500)
	}
	meter(b)
	for b.Loop() {
		mustImport(b, New(b.TempDir(), Options{}), batch...)
	}
	b.ReportMetric(float64(len(batch)*b.N)/b.Elapsed().Seconds(), "docs/s")
}

// BenchmarkBareOpenAndGet is what bbolt itself takes to open the file and read
// one value: what BenchmarkOpenAndReadHeader is to be held against.
func BenchmarkBareOpenAndGet(b *testing.B) {
	s, all := big(b)
	meter(b)
	for i := 0; b.Loop(); i++ {
		db, err := bbolt.Open(s.path, fileMode, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
		if err != nil {
			b.Fatal(err)
		}
		err = db.View(func(tx *bbolt.Tx) error {
			if tx.Bucket([]byte(inHeaders)).Get([]byte(all[i*31%len(all)].ID)) == nil {
				return errInvalid
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		_ = db.Close()
	}
}

// BenchmarkTag10000 tags and untags every briefing, without steps and with
// them; BenchmarkUndo10000 takes such a step back and makes it again.
func BenchmarkTag10000(b *testing.B) {
	s, all := big(b)
	ids := idsOf(all)
	for _, tt := range []struct {
		name string
		tag  func(add, remove []string) error
	}{
		{"Store", func(add, remove []string) error { return s.Tag(b.Context(), ids, add, remove) }},
		{"Desk", func(add, remove []string) error { return s.Desk().Tag(b.Context(), ids, add, remove) }},
	} {
		b.Run(tt.name, func(b *testing.B) {
			meter(b)
			tag := []string{"border"}
			for i := 0; b.Loop(); i++ {
				add, remove := tag, []string(nil)
				if i%2 == 1 {
					add, remove = remove, add
				}
				if err := tt.tag(add, remove); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkUndo10000(b *testing.B) {
	s, all := big(b)
	d := s.Desk()
	if err := d.Tag(b.Context(), idsOf(all), []string{"undone"}, nil); err != nil {
		b.Fatal(err)
	}
	meter(b)
	for i := 0; b.Loop(); i++ {
		walk := d.Undo
		if i%2 == 1 {
			walk = d.Redo
		}
		if step, err := walk(b.Context()); err != nil || step.Left > 0 {
			b.Fatal(step.Left, err)
		}
	}
}

// BenchmarkRemove10000 removes every briefing and brings all of them back.
func BenchmarkRemove10000(b *testing.B) {
	s, all := big(b)
	d, ids := s.Desk(), idsOf(all)
	meter(b)
	for b.Loop() {
		if err := d.Remove(b.Context(), ids, true); err != nil {
			b.Fatal(err)
		}
		if step, err := d.Undo(b.Context()); err != nil || step.Left > 0 {
			b.Fatal(step.Left, err)
		}
	}
}

// BenchmarkStar is a small step, with a journal that is full.
func BenchmarkStar(b *testing.B) {
	s, all := big(b)
	d := s.Desk()
	star := func(i int) {
		if err := d.SetStarred(b.Context(), []string{all[i*31%len(all)].ID}, i/len(all)%2 == 0); err != nil {
			b.Fatal(err)
		}
	}
	for i := range maxSteps {
		star(i)
	}
	meter(b)
	for i := maxSteps; b.Loop(); i++ {
		star(i)
	}
}

func BenchmarkOpened(b *testing.B) {
	s, all := big(b)
	d := s.Desk()
	meter(b)
	for i := 0; b.Loop(); i++ {
		if err := d.Opened(b.Context(), all[i*31%len(all)].ID); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSetState(b *testing.B) {
	s, _ := big(b)
	meter(b)
	for i := 0; b.Loop(); i++ {
		if err := s.SetState(b.Context(), "screen", []byte{byte(i)}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNames(b *testing.B) {
	s, _ := big(b)
	meter(b)
	for b.Loop() {
		if _, _, err := s.Names(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
