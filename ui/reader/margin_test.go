package reader

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
	"readout/ui/cells"
)

// marginOf returns the margin's rows of the screen, without the text.
func marginOf(b *bench) []string {
	var out []string
	for row := range strings.SplitSeq(b.screen(), "\n") {
		if _, margin, ok := strings.Cut(row, divider); ok {
			out = append(out, strings.TrimRight(margin, " "))
		}
	}
	return out
}

// The notes stand in the order of the text, the one that keys act on is marked
// and in sight wherever it stands.
func TestNotesInOrder(t *testing.T) {
	a := fixture(t)
	for i, w := range strings.Fields(a.Text)[:30] {
		n := mark(t, &a, fmt.Sprintf("%02d", i), w, 1, fmt.Sprintf("thought %02d\nand more of it", i))
		at := span(t, a.Text, w, 0)
		at.Start += i % 2 // no two in one place
		n.At = &at
		if !at.Empty() {
			a.Annotations = append(a.Annotations, n)
		}
	}
	for _, h := range []int{14, 24, 40} {
		b := newBench(t, 130, h, Options{Margin: true}, a)
		for step := range 2 * len(b.doc.notes) {
			b.press("]")
			var seen []int
			current := -1
			for _, row := range marginOf(b) {
				for i := range b.doc.notes {
					if strings.TrimSpace(row) == strings.Split(b.doc.notes[i].Text, "\n")[0] {
						seen = append(seen, i)
					}
				}
				if strings.HasPrefix(row, "▸") {
					current = len(seen)
				}
			}
			for k := 1; k < len(seen); k++ {
				if seen[k] != seen[k-1]+1 {
					t.Fatalf("height %d, step %d: notes %v", h, step, seen)
				}
			}
			if current < 0 || current >= len(seen) || seen[current] != b.note() {
				t.Fatalf("height %d, step %d: note %d is not marked among %v\n%s", h, step, b.note(), seen, b.screen())
			}
		}
	}
}

// A topic stands under the one it belongs to when both are mentioned.
func TestTopicsNested(t *testing.T) {
	a := fixture(t)
	s := []briefings.Span{{Start: 0, End: 5}}
	topic := func(id, parent string, n int) briefings.Topic {
		var at []briefings.Span
		for range n {
			at = append(at, s...)
		}
		return briefings.Topic{ID: id, Label: "the " + id, Parent: parent, Kind: briefings.TopicTheme, Mentions: at}
	}
	a.Analysis.Topics = []briefings.Topic{
		topic("roads", "transport", 9), topic("rail", "transport", 3), topic("transport", "", 2), topic("fish", "food", 4),
		topic("food", "", 0), topic("loop", "loop", 1), topic("a", "b", 1), topic("b", "a", 1),
	}
	b := newBench(t, 130, 40, Options{Margin: true}, a)
	var got []string
	for i := range b.doc.topics {
		got = append(got, strings.Repeat(" ", b.doc.topics[i].level)+b.doc.topics[i].id)
	}
	if want := "fish transport  roads  rail loop a b"; strings.Join(got, " ") != want {
		t.Errorf("topics %q, want %q", strings.Join(got, " "), want)
	}
	if !strings.Contains(b.screen(), "    the rail") {
		t.Errorf("no topic is indented\n%s", b.screen())
	}
}

// A long title takes the rows that the screen can spare, and no more.
func TestLongTitle(t *testing.T) {
	a := fixture(t)
	a.Title = strings.Repeat("the call of the four heads of state ", 6) + "on the corridor"
	for _, c := range []struct{ w, h, rows int }{{80, 40, 3}, {80, 24, 2}, {80, 16, 1}, {40, 12, 1}, {200, 60, 2}} {
		b := newBench(t, c.w, c.h, Options{}, a)
		rows := b.titleRows()
		if len(rows) != c.rows {
			t.Errorf("%dx%d: %d rows of title, want %d", c.w, c.h, len(rows), c.rows)
		}
		whole := strings.Join(rows, " ")
		if cut := strings.HasSuffix(whole, "…"); cut == strings.HasSuffix(whole, "corridor") {
			t.Errorf("%dx%d: %q", c.w, c.h, whole)
		}
		for _, row := range rows {
			if cells.Width(row) > c.w {
				t.Errorf("%dx%d: a row of %d cells", c.w, c.h, cells.Width(row))
			}
		}
		if view := ansi.Strip(b.View()); len(strings.Split(view, "\n")) != c.h {
			t.Errorf("%dx%d: another height", c.w, c.h)
		}
	}
}

func TestOneWord(t *testing.T) {
	a := fixture(t)
	a.Words = 1
	b := newBench(t, 80, 24, Options{}, a)
	b.press("v", "e")
	if !strings.Contains(b.screen(), "· 1 word ·") || !strings.HasSuffix(b.Status(), "1 word selected") {
		t.Errorf("status %q\n%s", b.Status(), b.screen())
	}
}

// A small margin shows fewer sections, each with something under its title,
// and the notes always.
func TestSmallMargin(t *testing.T) {
	titles := map[string]bool{"Speakers": true, "Topics": true, "Colours": true, "Notes": true}
	for _, a := range []briefings.Article{annotatedFixture(t), fixture(t)} {
		for h := 8; h < 40; h++ {
			b := newBench(t, 130, h, Options{Margin: true, Colours: [briefings.Colors]string{"position", "check"}}, a)
			b.View()
			rows := make([]string, 0, len(b.frame.margin))
			for _, row := range b.frame.margin {
				rows = append(rows, ansi.Strip(row))
			}
			notes := len(a.Annotations) == 0
			for i, row := range rows {
				notes = notes || strings.HasPrefix(row, "Notes")
				if titles[row] && (i+1 == len(rows) || rows[i+1] == "") {
					t.Errorf("height %d: %q has nothing under it\n%s", h, row, strings.Join(rows, "\n"))
				}
			}
			if !notes {
				t.Errorf("height %d: no notes\n%s", h, strings.Join(rows, "\n"))
			}
		}
	}
}

// TestNumbersLeaveTheMargin: paragraph numbers are taken from the text's width,
// the margin stays; zen has them too, the text in the same columns as before;
// where there is no room for them it is said.
func TestNumbersLeaveTheMargin(t *testing.T) {
	b := newBench(t, 83, 40, Options{Margin: true}, fixture(t))
	if b.columns().margin == 0 {
		t.Fatal("83 columns have no margin")
	}
	b.press("p")
	if c := b.columns(); c.margin == 0 || c.number == 0 {
		t.Errorf("with numbers the columns are %+v", c)
	}
	if !strings.Contains(b.screen(), " 2    On 14 March") {
		t.Errorf("no number:\n%s", b.screen())
	}

	b = newBench(t, 120, 40, Options{}, fixture(t))
	b.SetZen(true)
	at := strings.Index(b.screen(), "On 14 March")
	before := at - strings.LastIndex(b.screen()[:at], "\n")
	b.press("p")
	if at := strings.Index(b.screen(), "On 14 March"); at < 0 || at-strings.LastIndex(b.screen()[:at], "\n") != before || !strings.Contains(b.screen(), " 2    On 14") {
		t.Errorf("zen moves the text, or has no numbers:\n%s", b.screen())
	}

	b = newBench(t, 38, 20, Options{}, fixture(t))
	b.press("p")
	if text, _ := b.said(); text != "paragraph numbers need 40 columns" {
		t.Errorf("said %q", text)
	}
}

// TestSelectedIsCounted: one character is no word, and what has nothing larger
// around it is not called a paragraph when it is more.
func TestSelectedIsCounted(t *testing.T) {
	b := newBench(t, 100, 40, Options{}, fixture(t))
	b.press("v")
	if got := b.Status(); !strings.Contains(got, "1 character selected") {
		t.Errorf("the status is %q", got)
	}
	b.press("v")
	if got := b.Status(); !strings.Contains(got, "1 word selected") {
		t.Errorf("the status is %q", got)
	}
	b.press("esc", "v", "}", "}", "}", "v", "v")
	if text, _ := b.said(); text != "nothing larger stands around this" {
		t.Errorf("said %q", text)
	}
}
