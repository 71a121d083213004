package corrections

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"readout/briefings"
)

// invent makes corrections of every kind out of bytes: of statements of a, of
// passages between them and, when wild, of any.
func invent(a *briefings.Analysis, data []byte, wild bool) []briefings.Correction {
	all := []briefings.Speaker{holt, brandt, moor, {ID: "anna-holt-2", Name: "Anna Holt"}}
	next := func() int {
		if len(data) == 0 {
			return 0
		}
		n := data[0]
		data = data[1:]
		return int(n)
	}
	one := func() briefings.Speaker { return all[next()%len(all)] }
	kinds := briefings.CorrectionKinds()
	var out []briefings.Correction
	for n := 1; len(data) > 0 && n < 24; n++ {
		switch kind := kinds[next()%len(kinds)]; kind {
		case briefings.CorrectMerge:
			out = append(out, merge(n, one(), one()))
		case briefings.CorrectRename:
			out = append(out, rename(n, one(), []string{"A. Holt", "Eva Moor", ""}[next()%3]))
		case briefings.CorrectSplit:
			out = append(out, split(n, all[next()%3], all[3])) // into somebody who is not split himself
		case briefings.CorrectAlias:
			out = append(out, briefings.Correction{
				ID: id(n), Kind: kind, Alias: []string{"the", "Long Road", "border", "“"}[next()%4], Topic: briefings.Topic{ID: "roads", Label: "Roads"},
			})
		default:
			content := []briefings.Span{{Start: 37, End: 50}} // between statements
			if i := next() % (len(a.Statements) + 1); i < len(a.Statements) {
				content = a.Statements[i].Content
			}
			if wild {
				from := next() % len(text)
				to := min(from+1+next(), len(text))
				content = []briefings.Span{{Start: from, End: to}}
				if rest := to + next()%16 + 1; rest+9 < len(text) {
					content = append(content, briefings.Span{Start: rest, End: rest + 9})
				}
			}
			out = append(out, on(n, kind, content, one()))
		}
	}
	return out
}

// FuzzApply holds that whatever the corrections, what comes out is an analysis,
// that their order does not matter, and that those of statements and of
// passages beside them, applied twice, do what they do once.
func FuzzApply(f *testing.F) {
	f.Add([]byte{0, 1, 2}, uint64(1), false)
	f.Add([]byte{2, 9, 40, 60, 3, 1, 0, 2, 20, 1, 30, 80, 4, 2, 5, 0, 1, 5, 1, 0, 4, 0, 1}, uint64(2), true)
	f.Add([]byte{5, 0, 1, 5, 1, 2, 5, 2, 0, 3, 0, 3, 6, 1, 4, 2, 0, 1, 3, 0, 0, 2, 2}, uint64(3), false)
	f.Fuzz(func(t *testing.T, data []byte, seed uint64, wild bool) {
		a := found(t)
		cs := invent(&a, data, wild)
		got := Apply(a, text, cs)
		check(t, got)
		if !reflect.DeepEqual(a, found(t)) {
			t.Fatal("what was corrected is changed itself")
		}
		mixed := slices.Clone(cs)
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if other := Apply(a, text, mixed); !reflect.DeepEqual(other, got) {
			t.Errorf("in another order:\n%+v\nwant:\n%+v", other, got)
		}
		if wild {
			return
		}
		if again := Apply(got, text, cs); !reflect.DeepEqual(lines(&again), lines(&got)) || len(again.People) != len(got.People) {
			t.Errorf("applied again:\n%v\nwant:\n%v", lines(&again), lines(&got))
		}
	})
}

// TestIndependent holds that corrections of different things may be made in
// either order: the ids, which say what was first, do not matter then.
func TestIndependent(t *testing.T) {
	base := found(t).Statements
	makes := []func(n int) briefings.Correction{
		func(n int) briefings.Correction { return on(n, briefings.CorrectSpeaker, base[1].Content, moor) },
		func(n int) briefings.Correction { return on(n, briefings.CorrectDismiss, base[3].Content) },
		func(n int) briefings.Correction {
			return on(n, briefings.CorrectAdd, []briefings.Span{{Start: 37, End: 50}}, brandt)
		},
		func(n int) briefings.Correction { return rename(n, moor, "Eva-Maria Moor") },
		func(n int) briefings.Correction { return merge(n, brandt, briefings.Speaker{ID: "k-b", Name: "K. B."}) },
	}
	var want briefings.Analysis
	for n := range 50 {
		order := rand.New(rand.NewPCG(uint64(n), 0)).Perm(len(makes))
		var cs []briefings.Correction
		for i, m := range order {
			cs = append(cs, makes[m](i+1))
		}
		got := Apply(found(t), text, cs)
		slices.SortFunc(got.People, func(a, b briefings.Speaker) int { return len(a.ID) - len(b.ID) })
		if n == 0 {
			want = got
		} else if !reflect.DeepEqual(got, want) {
			t.Fatalf("in the order %v:\n%v\nwant:\n%v", order, lines(&got), lines(&want))
		}
	}
}

func BenchmarkApply(b *testing.B) {
	a := found(b)
	rules := NewRules([]briefings.Correction{merge(1, brandt, moor), rename(2, holt, "A. Holt")})
	b.ReportAllocs()
	for b.Loop() {
		rules.Apply(a, func() string { return text }, nil)
	}
}
