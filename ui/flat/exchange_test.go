package flat

import (
	"strings"
	"testing"

	"readout/briefings"
)

// TestExchange: a question and its answer lead to each other.
func TestExchange(t *testing.T) {
	const question, answer, text = "Will the minister go?", "I have nothing on that.", "Q Will the minister go?\n\nMS. ORR: I have nothing on that."
	at := func(words string) briefings.Span {
		i := strings.Index(text, words)
		return briefings.Span{Start: i, End: i + len(words)}
	}
	asked, refused := at(question), at(answer)
	state := func(act briefings.Act, name string, content briefings.Span, pair *briefings.Span) briefings.Statement {
		return briefings.Statement{
			Kind: briefings.Direct, Speaker: briefings.Source{Name: name, ID: name}, Speakers: []briefings.Party{{Name: name, ID: name}},
			Content: []briefings.Span{content}, Act: act, Pair: pair,
		}
	}
	lib := library(t)
	_, err := lib.Import(t.Context(), []briefings.Import{{
		Details: briefings.Details{Title: "Gaggle"}, Original: []byte(text), Format: "text", Markdown: text, Text: text,
		Blocks: []briefings.Span{{Start: 0, End: 23}, {Start: 25, End: len(text)}},
		Analysis: briefings.Analysis{Statements: []briefings.Statement{
			state(briefings.ActQuestion, "Journalist", asked, &refused), state(briefings.ActRefusal, "Una Orr", refused, &asked),
		}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	out := play(t, lib, nil, "open gaggle", "statements 1", "who", "other", "who", "other", "where", "open call", "other", "quit")
	for _, want := range []string{
		"A question, which Una Orr does not answer. other goes there.", "No answer to Journalist. other goes to the question.",
		"This is no question and no answer.",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("not said: %s\n%s", want, out)
		}
	}
	if n := strings.Count(out, question); n < 3 {
		t.Errorf("the question is read %d times:\n%s", n, out)
	}
}

// TestLongLedger: next goes on with a ledger that was not heard to its end.
func TestLongLedger(t *testing.T) {
	lib := library(t)
	text := strings.Repeat("“Yes,” Una Orr said.\n\n", 40)
	n := strings.Index(text, "\n\n") + 2
	var said []briefings.Statement
	for i := range 40 {
		said = append(said, briefings.Statement{
			Kind: briefings.Direct, Speaker: briefings.Source{Name: "Una Orr", ID: "orr"}, Speakers: []briefings.Party{{Name: "Una Orr", ID: "orr"}},
			Content: []briefings.Span{{Start: n * i, End: n*i + strings.Index(text, "”") + len("”")}},
		})
	}
	_, err := lib.Import(t.Context(), []briefings.Import{{
		Details: briefings.Details{Title: "Yes"}, Original: []byte(text), Format: "text", Markdown: text, Text: text,
		Blocks: []briefings.Span{{Start: 0, End: len(text)}}, Analysis: briefings.Analysis{Statements: said},
	}})
	if err != nil {
		t.Fatal(err)
	}
	out := play(t, lib, nil, "ledger speaker:orr", "next", "next", "40", "quit")
	if !strings.Contains(out, "\n40. Una Orr") || !strings.Contains(out, "Statement 40 of 40.") {
		t.Errorf("the end is not heard:\n%s", out)
	}
}
