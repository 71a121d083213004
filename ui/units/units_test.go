package units

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
		u := New(tt.text, nil)
		var got []string
		for at := 0; ; {
			s := u.Sentence(at)
			got = append(got, tt.text[s.Start:s.End])
			next := u.NextSentence(at)
			if u.Sentence(next) == s {
				break
			}
			at = next
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q has the sentences %q, want %q", tt.text, got, tt.want)
		}
		for at := u.Prev(len(tt.text)); at > 0; {
			before := u.PrevSentence(at)
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
		u := New(text, nil)
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
			if got := u.Next(s); got != end {
				t.Fatalf("%q: next(%d) = %d, want %d", text, s, got, end)
			}
			if got := u.Prev(end); got != s {
				t.Fatalf("%q: prev(%d) = %d, want %d", text, end, got, s)
			}
			for off := s; off < end; off++ {
				if got := u.Snap(off); got != s {
					t.Fatalf("%q: snap(%d) = %d, want %d", text, off, got, s)
				}
			}
		}
		if u.Next(len(text)) != len(text) || u.Prev(0) != 0 {
			t.Fatalf("%q: moves over the ends", text)
		}
	}
}

func TestWordsAndParagraphs(t *testing.T) {
	text := "Don't wait: COP-29, the U.S. side.\n\n— 会談 …"
	u := New(text, []briefings.Span{{Start: 0, End: strings.Index(text, "\n")}, {Start: strings.Index(text, "—"), End: len(text)}})
	var on, ends, back []string
	for at := -1; ; {
		w, ok := u.WordAfter(at)
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
		w, ok := u.WordEndAfter(at)
		if !ok {
			break
		}
		ends, at = append(ends, text[w.Start:w.End]), u.Prev(w.End)
	}
	if !slices.Equal(ends, want) {
		t.Errorf("ends on: %q", ends)
	}
	for at := len(text); ; {
		w, ok := u.WordBefore(at)
		if !ok {
			break
		}
		back, at = append(back, text[w.Start:w.End]), w.Start
	}
	slices.Reverse(back)
	if !slices.Equal(back, want) {
		t.Errorf("words back: %q", back)
	}
	if got := u.NextParagraph(3); text[got:got+3] != "—" {
		t.Errorf("the next paragraph is at %q", text[got:])
	}
	if u.PrevParagraph(u.NextParagraph(0)+4) != u.NextParagraph(0) || u.PrevParagraph(5) != 0 || u.PrevParagraph(0) != 0 {
		t.Error("paragraphs back")
	}
}
