package reader

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"readout/briefings"
)

// nested is an article with marks in, over and on each other.
func nested(tb testing.TB) briefings.Article {
	tb.Helper()
	a := fixture(tb)
	for i, words := range []string{
		"President Edda Maren of Norland met the Foreign Minister", "Edda Maren of Norland", "Norland met the Foreign Minister of Ostria",
		"Norland", "Norland", "met",
	} {
		a.Annotations = append(a.Annotations, mark(tb, &a, fmt.Sprintf("%02d", i), words, 1+i%5, ""))
	}
	return a
}

// Every mark has cells of its own colour or shares all of them with one of the
// same place, and the layers agree with the marks byte by byte.
func TestOverlay(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	a := nested(t)
	for round := range 50 {
		b := newBench(t, 100, 30, Options{}, a)
		d := b.doc
		for off := range d.Text {
			top, held := -1, 0
			for i := range d.notes[:d.placed] {
				if at := d.notes[i].At; at.Contains(off) {
					held++
					if top < 0 || at.Len() < d.notes[top].At.Len() {
						top = i
					}
				}
			}
			for c := range d.highlights {
				if covered(d.highlights[c].Spans, off) != (top >= 0 && colour(&d.notes[top]) == c+1) {
					t.Fatalf("round %d, byte %d: colour %d, top mark %d", round, off, c+1, top)
				}
			}
			if covered(d.overlaps.Spans, off) != (held > 1) {
				t.Fatalf("round %d, byte %d: %d marks, underlined twice %v", round, off, held, held < 2)
			}
		}
		a.Annotations = nil
		for i := range 8 {
			from := rnd.IntN(len(a.Text) - 60)
			at := briefings.Span{Start: from, End: from + 1 + rnd.IntN(59)}
			a.Annotations = append(a.Annotations, briefings.Annotation{
				ID: strconv.Itoa(i), Briefing: a.ID, Quote: &briefings.QuoteSelector{Exact: "x"}, At: &at, State: briefings.Anchored, Color: 1 + rnd.IntN(5),
			})
		}
	}
}

func covered(spans []briefings.Span, off int) bool {
	for _, s := range spans {
		if s.Contains(off) {
			return true
		}
	}
	return false
}

// Each of the marks can be reached, recoloured and deleted, also those that
// share their place with another.
func TestEveryMarkIsReached(t *testing.T) {
	for _, dir := range []string{"]", "["} {
		b := newBench(t, 100, 30, Options{}, nested(t))
		if dir == "[" {
			b.press("G")
		}
		seen := map[string]bool{}
		for range b.doc.notes {
			b.press(dir)
			if i := b.note(); i >= 0 {
				seen[b.doc.notes[i].ID] = true
			}
		}
		if len(seen) != len(b.doc.notes) {
			t.Errorf("%s reaches %v of %d marks", dir, seen, len(b.doc.notes))
		}
	}
	b := newBench(t, 100, 30, Options{}, nested(t))
	if !strings.Contains(b.screen(), "1+") {
		t.Errorf("the gutter does not say that several begin here\n%s", b.screen())
	}
	for n := len(b.doc.notes); n > 0; n-- {
		b.press("g", "]")
		id := b.doc.notes[b.note()].ID
		b.press("5")
		if i := b.noteByID(id); b.doc.notes[i].Color != 5 {
			t.Fatalf("%s was not recoloured", id)
		}
		b.press("d")
		if len(b.doc.notes) != n-1 || b.noteByID(id) >= 0 {
			t.Fatalf("%s was not deleted", id)
		}
	}
}
