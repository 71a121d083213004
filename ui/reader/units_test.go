package reader

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"readout/briefings"
)

func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"One. Two? Three!", []string{"One.", "Two?", "Three!"}},
		{"Mr. Lund met Gen. R. Kray in Varn. They agreed.", []string{"Mr. Lund met Gen. R. Kray in Varn.", "They agreed."}},
		{"The U.S. Secretary spoke. He left.", []string{"The U.S. Secretary spoke.", "He left."}},
		{"“We agree.” He smiled. (Laughter.) Next.", []string{"“We agree.”", "He smiled.", "(Laughter.)", "Next."}},
		{"It costs 3.5 million. Good.", []string{"It costs 3.5 million.", "Good."}},
		{"first line no.\nsecond line", []string{"first line no.", "second line"}},
		{"会談は友好的だった。合意した。", []string{"会談は友好的だった。", "合意した。"}},
		{"no end", []string{"no end"}},
	} {
		u := newUnits(tt.text, nil)
		var got []string
		for at := 0; ; {
			s := u.sentence(at)
			got = append(got, tt.text[s.Start:s.End])
			next := u.nextSentence(at)
			if u.sentence(next) == s {
				break
			}
			at = next
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q has the sentences %q, want %q", tt.text, got, tt.want)
		}
		for at := u.prev(len(tt.text)); at > 0; {
			before := u.prevSentence(at)
			if before >= at {
				t.Errorf("%q: back from %d to %d", tt.text, at, before)
				break
			}
			at = before
		}
	}
}

func TestUnitsAgreeWithGraphemes(t *testing.T) {
	pieces := []string{"a", " ", "\n\n", "é", "e\u0301", "👩‍🚀", "🇳🇴", "会", "ש", "\u200d", "x.", "\r\n", "क्षि", "1️⃣", "'"}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var b strings.Builder
		for range rnd.IntN(30) {
			b.WriteString(pieces[rnd.IntN(len(pieces))])
		}
		text := b.String()
		u := newUnits(text, nil)
		var starts []int
		at := 0
		for it := graphemes.FromString(text); it.Next(); {
			starts = append(starts, at)
			at += len(it.Value())
		}
		for i, s := range starts {
			end := len(text)
			if i+1 < len(starts) {
				end = starts[i+1]
			}
			if got := u.next(s); got != end {
				t.Fatalf("%q: next(%d) = %d, want %d", text, s, got, end)
			}
			if got := u.prev(end); got != s {
				t.Fatalf("%q: prev(%d) = %d, want %d", text, end, got, s)
			}
			for off := s; off < end; off++ {
				if got := u.snap(off); got != s {
					t.Fatalf("%q: snap(%d) = %d, want %d", text, off, got, s)
				}
			}
		}
		if u.next(len(text)) != len(text) || u.prev(0) != 0 {
			t.Fatalf("%q: moves over the ends", text)
		}
	}
}

func TestWordsAndParagraphs(t *testing.T) {
	text := "Don't wait: COP-29, the U.S. side.\n\n— 会談 …"
	u := newUnits(text, []briefings.Span{{Start: 0, End: strings.Index(text, "\n")}, {Start: strings.Index(text, "—"), End: len(text)}})
	var on, ends, back []string
	for at := -1; ; {
		w, ok := u.wordAfter(at)
		if !ok {
			break
		}
		on, at = append(on, text[w.Start:w.End]), w.Start
	}
	want := []string{"Don't", "wait", "COP", "29", "the", "U.S", "side", "会", "談"}
	if !slices.Equal(on, want) {
		t.Errorf("words on: %q", on)
	}
	for at := 0; ; {
		w, ok := u.wordEndAfter(at)
		if !ok {
			break
		}
		ends, at = append(ends, text[w.Start:w.End]), u.prev(w.End)
	}
	if !slices.Equal(ends, want) {
		t.Errorf("ends on: %q", ends)
	}
	for at := len(text); ; {
		w, ok := u.wordBefore(at)
		if !ok {
			break
		}
		back, at = append(back, text[w.Start:w.End]), w.Start
	}
	slices.Reverse(back)
	if !slices.Equal(back, want) {
		t.Errorf("words back: %q", back)
	}
	if got := u.nextParagraph(3); text[got:got+3] != "—" {
		t.Errorf("the next paragraph is at %q", text[got:])
	}
	if u.prevParagraph(u.nextParagraph(0)+4) != u.nextParagraph(0) || u.prevParagraph(5) != 0 || u.prevParagraph(0) != 0 {
		t.Error("paragraphs back")
	}
}

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
