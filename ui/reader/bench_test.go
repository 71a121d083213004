package reader

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/markup"
	"readout/ui/theme"
)

// long returns an article of about 30,000 words in 500 turns: a statement
// each, with a mention of its speaker and of a topic, and a hundred marks.
func long(tb testing.TB) briefings.Article {
	tb.Helper()
	var b strings.Builder
	for i := range 500 {
		fmt.Fprintf(&b, "SPEAKER %d: We will keep the **Sel corridor** open. %s\n\n", i%7,
			strings.Repeat("The works at the border go on as agreed by both sides. ", 5))
	}
	md := b.String()
	text, blocks := markup.Parse(md).Text()
	a := briefings.Article{
		Briefing: briefings.Briefing{ID: "long", Title: "A long day", Hash: briefings.Hash(md), Words: len(strings.Fields(text))},
		Markdown: md, Text: text, Blocks: blocks,
	}
	topic := briefings.Topic{ID: "corridor", Label: "Sel corridor"}
	people := make([]briefings.Speaker, 7)
	for i, s := range blocks {
		id := fmt.Sprintf("person:%d", i%7)
		p := &people[i%7]
		p.ID, p.Name, p.Kind = id, fmt.Sprintf("Speaker %c", 'A'+i%7), briefings.Person
		label := briefings.Span{Start: s.Start, End: s.Start + len("SPEAKER 1")}
		p.Mentions = append(p.Mentions, label)
		at := s.Start + strings.Index(text[s.Start:], "Sel")
		topic.Mentions = append(topic.Mentions, briefings.Span{Start: at, End: at + len("Sel corridor")})
		a.Analysis.Statements = append(a.Analysis.Statements, briefings.Statement{
			Kind: briefings.Direct, Speaker: briefings.Source{ID: id, Name: p.Name, Span: label},
			Speakers: []briefings.Party{{ID: id, Name: p.Name}}, Content: []briefings.Span{{Start: label.End + 2, End: s.End}},
			Topics: []string{"corridor"}, Confidence: 1,
		})
		if i%5 == 0 {
			m := mark(tb, &a, strconv.Itoa(i), "agreed", 1+i%5, "")
			m.At = &briefings.Span{Start: at, End: at + 30}
			a.Annotations = append(a.Annotations, m)
		}
	}
	a.Analysis.People, a.Analysis.Topics = people, []briefings.Topic{topic}
	return a
}

// BenchmarkKey is one key and the frame after it, in a long article whose
// blocks have been seen before.
func BenchmarkKey(b *testing.B) {
	for _, tt := range []struct {
		name string
		keys []string
	}{
		{"down", []string{"j"}},
		{"half", []string{"ctrl+d", "ctrl+u"}},
		{"statement", []string{"s"}},
	} {
		for _, o := range []Options{{}, {Margin: true}} {
			b.Run(fmt.Sprintf("%s/margin=%v", tt.name, o.Margin), func(b *testing.B) {
				r := newBench(b, 120, 47, o, long(b))
				r.press("/")
				r.typeText("border")
				r.press("enter")
				for range 60 {
					r.press("ctrl+d")
					r.View()
				}
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					if i%400 == 0 {
						r.press("g")
						r.View()
					}
					r.Update(keyOf(tt.keys[i%len(tt.keys)]))
					r.View()
				}
			})
		}
	}
}

// BenchmarkOpen is the work between the answer of the library and the first
// frame.
func BenchmarkOpen(b *testing.B) {
	short := annotatedFixture(b)
	for _, a := range []briefings.Article{short, long(b)} {
		b.Run(a.ID, func(b *testing.B) {
			r := New(context.Background(), newFake(a), theme.New(true, true), DefaultKeys(), Options{Margin: true})
			r.SetSize(120, 47)
			b.ReportAllocs()
			for b.Loop() {
				r.doc = nil
				r.era, r.cancel = 1, func() {}
				r.Update(loaded{era: 1, article: a})
				r.View()
			}
		})
	}
}

// BenchmarkSearch is a letter more in the search box.
func BenchmarkSearch(b *testing.B) {
	r := newBench(b, 120, 47, Options{}, long(b))
	r.press("/")
	r.typeText("borde")
	for b.Loop() {
		r.typeText("r")
		r.press("backspace")
	}
}
