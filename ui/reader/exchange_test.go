package reader

import (
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/markup"
)

// gaggle is an article of questions and answers, with an analysis made by hand.
func gaggle(tb testing.TB) briefings.Article {
	tb.Helper()
	const md = "Q Will the minister go?\n\nMS. ORR: She will go in May.\n\nQ And the price?\n\nMS. ORR: I have nothing on that.\n\nQ Thank you all."
	text, blocks := markup.Parse(md).Text()
	s := func(words string, nth int) briefings.Span { return span(tb, text, words, nth) }
	state := func(act briefings.Act, name string, who briefings.Span, content, pair string) briefings.Statement {
		st := briefings.Statement{
			Kind: briefings.Direct, Speaker: briefings.Source{Name: name, ID: name, Span: who}, Speakers: []briefings.Party{{Name: name, ID: name}},
			Content: []briefings.Span{s(content, 0)}, Grounds: "turn label", Confidence: 1, Act: act,
		}
		if pair != "" {
			at := s(pair, 0)
			st.Pair = &at
		}
		return st
	}
	return briefings.Article{
		Briefing: briefings.Briefing{ID: "gaggle", Title: "Gaggle", Kind: briefings.KindTranscript, Lang: "en", Revision: 1, Hash: briefings.Hash(md)},
		Markdown: md, Text: text, Blocks: blocks,
		Analysis: briefings.Analysis{Statements: []briefings.Statement{
			state(briefings.ActQuestion, "Journalist", s("Q", 0), "Will the minister go?", "She will go in May."),
			state(briefings.ActAnswer, "Una Orr", s("MS. ORR", 0), "She will go in May.", "Will the minister go?"),
			state(briefings.ActQuestion, "Journalist", s("Q", 1), "And the price?", "I have nothing on that."),
			state(briefings.ActRefusal, "Una Orr", s("MS. ORR", 1), "I have nothing on that.", "And the price?"),
			state(briefings.ActQuestion, "Journalist", s("Q", 2), "Thank you all.", ""),
		}},
	}
}

// TestCounterpart: a key goes from a question to its answer and back.
func TestCounterpart(t *testing.T) {
	b := newBench(t, 120, 40, Options{Margin: true}, gaggle(t))
	here := func() string { return b.doc.Text[b.cur:min(b.cur+12, len(b.doc.Text))] }
	steps := []struct{ key, at, said, margin string }{
		{"s", "Will the min", "", "answered by Una Orr"},
		{"%", "She will go ", "answer: Una Orr", "Journalist: Will the"},
		{"%", "Will the min", "question: Journalist", "asks"},
		{"s", "She will go ", "", "answers"},
		{"s", "And the pric", "", "who does not answer"},
		{"%", "I have nothi", "no answer: Una Orr", "refuses"},
		{"s", "Thank you al", "", "a question"},
		{"%", "Thank you al", "no answer to this question was found", ""},
		{"g", "Q Will the m", "", ""},
		{"%", "Will the min", "", "asks"},
	}
	for i, step := range steps {
		b.press(step.key)
		said, _ := b.said()
		screen := b.screen() + b.Status() + said
		if !strings.HasPrefix(here(), step.at) || !strings.Contains(screen, step.said) || !strings.Contains(screen, step.margin) {
			t.Errorf("step %d, %s: at %q, want %q; %q, %q in\n%s", i, step.key, here(), step.at, step.said, step.margin, screen)
		}
	}
	plain := newBench(t, 80, 24, Options{}, fixture(t))
	if plain.enable(); plain.keys.Counterpart.Enabled() {
		t.Error("offered where nobody asks")
	}
}
