package reader

import (
	"regexp"
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/clean"
	"readout/ui/theme"
)

// reversed matches the sequence that turns fore- and background round.
var reversed = regexp.MustCompile(`[;[]7[;m]`)

func TestQuoted(t *testing.T) {
	for in, want := range map[string]string{
		"the works":              "“the works”",
		"“Thank you, Minister.”": "“Thank you, Minister.”",
		"“Thank you, Minister":   "“Thank you, Minister”",
		`"Thank you," he said`:   "\"Thank you,\" he said”",
		" «Merci» ":              "«Merci»",
		"":                       "“”",
	} {
		if got := clean.Quoted(in, shownQuote); got != want {
			t.Errorf("clean.Quoted(%q, shownQuote) = %q, want %q", in, got, want)
		}
	}
}

// The statement under the cursor is shown by its bar, not by its words.
func TestStatementIsQuiet(t *testing.T) {
	for _, colour := range []bool{true, false} {
		b := newBench(t, 120, 40, Options{}, fixture(t))
		b.SetStyles(theme.New(true, colour))
		before := strings.Split(b.View(), "\n")
		b.press("s")
		filled := 0
		for i, row := range strings.Split(b.View(), "\n") {
			if strings.Contains(row, "\x1b[1mWe have") || strings.Contains(row, "\x1b[1mhave never") {
				t.Errorf("bold words: %q", row)
			}
			if at := strings.Index(row, bars[briefings.Direct]); at > 0 && reversed.MatchString(row[:at]) && row != before[i] {
				filled++
			}
		}
		if filled != 2 {
			t.Errorf("colour %v: %d filled bars, want 2\n%s", colour, filled, b.screen())
		}
		b.SetFocused(false)
		for row := range strings.SplitSeq(b.View(), "\n") {
			if at := strings.Index(row, bars[briefings.Direct]); at > 0 && reversed.MatchString(row[:at]) {
				t.Errorf("a filled bar without the keyboard: %q", row)
			}
		}
	}
}

// Opening the article that is open marks the words of the new search, and
// leaves those that were searched for in it when there is none.
func TestOpenAgainMarks(t *testing.T) {
	a := fixture(t)
	b := newBench(t, 80, 24, Options{}, a)
	b.run(b.OpenAt(a.ID, asked(t, "corridor")))
	if n := len(b.find.hits); n == 0 {
		t.Fatal("no hits of the first search")
	}
	b.run(b.OpenAt(a.ID, asked(t, "customs")))
	if got := b.find.terms; len(got) != 1 || got[0] != "customs" || len(b.find.hits) != 1 {
		t.Errorf("marked %q, %d hits", got, len(b.find.hits))
	}
	b.run(b.Reload())
	if len(b.find.hits) != 1 {
		t.Error("reading again drops the marks")
	}
	b.run(b.OpenAt(a.ID, query.Query{}))
	if len(b.find.hits) != 0 {
		t.Error("marks of a search that is over stay")
	}
	b.press("/")
	b.typeText("Varn")
	b.press("enter")
	b.run(b.OpenAt(a.ID, query.Query{}))
	if len(b.find.hits) != 2 {
		t.Errorf("%d hits of the article's own search", len(b.find.hits))
	}
}

func TestMarkSaysWhatIsNext(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, fixture(t))
	b.press("v", "w", "2")
	if text, _ := b.said(); text != "marked in colour 2; a adds a note" {
		t.Errorf("said %q", text)
	}
}

// The cursor is seen on what is reversed as it is: a mark without colours, the
// end of a selection.
func TestCursorOnReversed(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, annotatedFixture(t))
	b.SetStyles(theme.New(true, false))
	row := func() string {
		at, _, _ := b.doc.page.Cell(b.cur)
		return strings.Split(b.View(), "\n")[b.header()+b.visible(at)]
	}
	b.press("]", "w")
	if got := row(); !strings.Contains(got, "\x1b[1;4;7mS") && !strings.Contains(got, "\x1b[1;4mS") {
		t.Errorf("the cursor on a mark: %q", got)
	}
	b.press("G", "b", "v", "b")
	if got := row(); !strings.Contains(got, "4") || b.cursorStyle() == b.styles.Cursor {
		t.Errorf("the cursor in a selection: %q", got)
	}
}
