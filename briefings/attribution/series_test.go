package attribution

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"readout/briefings"
)

// said is what a test looks at in a statement.
func saidIn(text string, s *briefings.Statement) string {
	return fmt.Sprintf("%s: %s", s.Speaker.Name, s.Words(text))
}

// TestSeries: a surname of a later piece is who an earlier one named in full,
// and spans count from the beginning of the text.
func TestSeries(t *testing.T) {
	first := "Foreign Minister Mara Lindqvist of Norland spoke on Monday. “The road is open,” Lindqvist said.\n\n"
	second := "Lindqvist said that the talks would go on. Mara Lindqvist added that the border was calm.\n\n"
	s := New().Series(Context{})
	var got []string
	var people []briefings.Speaker
	at := map[string]int{}
	for _, piece := range []string{first, second} {
		r := s.Next(piece)
		for i := range r.Statements {
			got = append(got, saidIn(first+second, &r.Statements[i]))
		}
		people = Join(people, r.People, at)
	}
	want := []string{
		"Mara Lindqvist: “The road is open,”", "Mara Lindqvist: that the talks would go on", "Mara Lindqvist: that the border was calm",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("statements %q; want %q", got, want)
	}
	for _, p := range people {
		if p.Name != "Mara Lindqvist" {
			continue
		}
		for _, m := range p.Mentions {
			if words := (first + second)[m.Start:m.End]; !strings.HasSuffix(words, "Lindqvist") {
				t.Errorf("mention %q", words)
			}
		}
		if len(p.Mentions) != 4 {
			t.Errorf("%d mentions; want 4", len(p.Mentions))
		}
		return
	}
	t.Errorf("people %+v", people)
}

// TestPieces: a text longer than two pieces is the sum of its paragraphs, where
// these stand for themselves.
func TestPieces(t *testing.T) {
	const paragraph = "“The harbour will open in spring,” Tomas Orr said.\n\n"
	text := strings.Repeat(paragraph, 2*PieceLen/len(paragraph)+100)
	r := New().Analyze(text, Context{})
	if n := strings.Count(text, paragraph); len(r.Statements) != n {
		t.Fatalf("%d statements; want %d", len(r.Statements), n)
	}
	for i := range r.Statements {
		if got := saidIn(text, &r.Statements[i]); got != "Tomas Orr: “The harbour will open in spring,”" {
			t.Fatalf("statement %d is %q", i, got)
		}
	}
	if len(r.People) != 1 || len(r.People[0].Mentions) != len(r.Statements) {
		t.Errorf("%d people", len(r.People))
	}
}

func TestCut(t *testing.T) {
	long := func(unit string) string { return strings.Repeat(unit, 2*PieceLen/len(unit)+9) }
	tests := []struct {
		name, text, before string // before: what a piece ends with
	}{
		{"paragraphs", long("Some words.\n\n"), ".\n\n"},
		{"lines", long("Some words.\n"), ".\n"},
		{"sentences", long("Some words. "), ". "},
		{"words", long("word "), "d "},
		{"one word", long("界"), "界"},
		{"nothing but marks", long("́"), "́"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for text := tt.text; ; {
				n := Cut(text)
				if n == len(text) {
					if n > 2*PieceLen {
						t.Errorf("the last piece has %d bytes", n)
					}
					return
				}
				if n < PieceLen/2 || n > PieceLen || !strings.HasSuffix(text[:n], tt.before) || !utf8.ValidString(text[:n]) {
					t.Fatalf("a piece of %d bytes ends with %q", n, text[max(0, n-12):n])
				}
				text = text[n:]
			}
		})
	}
	if n := Cut(strings.Repeat("\x80", 2*PieceLen+1)); n < PieceLen-utf8.UTFMax || n > PieceLen {
		t.Errorf("of bytes that are no text %d", n)
	}
}

// BenchmarkLong shows that time grows with the length of a text, and that what
// is held at once does not.
func BenchmarkLong(b *testing.B) {
	for _, mb := range []int{1, 4, 16} {
		text := strings.Repeat(meeting+"\n\n", (mb<<20)/len(meeting))
		b.Run(fmt.Sprintf("%dMB", mb), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				New().Analyze(text, Context{Date: "2024-02-17"})
			}
		})
	}
}
