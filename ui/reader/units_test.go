package reader

import (
	"math/rand/v2"
	"slices"
	"testing"

	"readout/briefings"
)

func TestShare(t *testing.T) {
	for _, tt := range []struct {
		total int
		want  []int
		got   []int
	}{
		{10, []int{2, 3, 4}, []int{2, 3, 4}},
		{9, []int{2, 30, 4}, []int{2, 4, 3}},
		{10, []int{20, 30}, []int{5, 5}},
		{2, []int{5, 5, 5}, []int{1, 1, 0}},
		{-3, []int{5}, []int{0}},
		{7, nil, []int{}},
	} {
		if got := share(tt.total, tt.want); !slices.Equal(got, tt.got) {
			t.Errorf("share(%d, %v) = %v, want %v", tt.total, tt.want, got, tt.got)
		}
	}
}

func TestMarksAreDistinct(t *testing.T) {
	var speakers []briefings.Speaker
	for _, n := range []string{"Joanna Biden", "Antonia Blinken", "Q", "Senior Official", "Bob", "李明", "", "Bo"} {
		speakers = append(speakers, briefings.Speaker{ID: "id:" + n, Name: n})
	}
	m := marks(speakers)
	seen := map[string]bool{}
	for _, s := range speakers {
		if seen[m[s.ID]] || m[s.ID] == "" {
			t.Errorf("%q has the mark %q", s.Name, m[s.ID])
		}
		seen[m[s.ID]] = true
	}
	if m["id:Joanna Biden"] != "B" || m["id:Antonia Blinken"] != "A" || m["id:Q"] != "Q" {
		t.Errorf("marks %v", m)
	}
}

func TestSegments(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		var list []segment
		for i := range rnd.IntN(20) {
			s := rnd.IntN(50)
			list = append(list, segment{Span: briefings.Span{Start: s, End: s + 1 + rnd.IntN(20)}, statement: i})
		}
		segs := newSegments(slices.Clone(list))
		w := briefings.Span{Start: rnd.IntN(60), End: 60}
		w.End = w.Start + 1 + rnd.IntN(9)
		got := map[int]bool{}
		for _, s := range segs.within(w) {
			if s.Overlaps(w) {
				got[s.statement] = true
			}
		}
		for _, s := range list {
			if s.Overlaps(w) != got[s.statement] {
				t.Fatalf("%v in %v: %v", s, w, got)
			}
		}
	}
}

func TestMerged(t *testing.T) {
	got := merged([]briefings.Span{{Start: 8, End: 9}, {Start: 3, End: 6}, {Start: 5, End: 7}, {Start: -2, End: 1}, {Start: 9, End: 90}, {Start: 4, End: 4}}, 12)
	want := []briefings.Span{{Start: 0, End: 1}, {Start: 3, End: 7}, {Start: 8, End: 9}, {Start: 9, End: 12}}
	if !slices.Equal(got, want) {
		t.Errorf("merged: %v, want %v", got, want)
	}
	if in := within(got, briefings.Span{Start: 6, End: 9}); !slices.Equal(in, want[1:3]) {
		t.Errorf("within: %v", in)
	}
}
