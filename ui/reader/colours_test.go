package reader

import (
	"strings"
	"testing"

	"readout/briefings"
)

// The names of the colours stand where the colours do: beside a note, in the
// legend, and in the help of the keys; a name is data and is cleaned.
func TestColoursAreNamed(t *testing.T) {
	names := [briefings.Colors]string{"", "conc\x1b[31mession", "a name that is much longer than a margin can be wide", "", ""}
	for _, w := range []int{40, 80, 130, 200} {
		b := newBench(t, w, 40, Options{Margin: true, Colours: names}, annotatedFixture(t))
		b.press("]")
		if !strings.Contains(b.screen()+b.strips(), "●2 conc␛[31mession") {
			t.Errorf("%d cells: the colour of the mark has no name\n%s", w, b.screen())
		}
		if strings.Contains(b.View(), "\x1b[31mession") {
			t.Error("a name reaches the terminal as it is")
		}
		if err := fits(b.Reader, b.View()); err != nil {
			t.Error(err)
		}
		if w < 120 {
			b.press("tab")
		}
		if !strings.Contains(b.screen(), "Colours") {
			t.Errorf("%d cells: no legend of the colours\n%s", w, b.screen())
		}
	}
	b := newBench(t, 130, 40, Options{Margin: true}, annotatedFixture(t))
	if strings.Contains(b.screen(), "Colours") {
		t.Error("a legend of colours without names")
	}
	b.SetColours([briefings.Colors]string{"position"})
	b.press("v")
	var help []string
	for _, g := range b.FullHelp() {
		for _, k := range g {
			help = append(help, k.Help().Key+" "+k.Help().Desc)
		}
	}
	all := strings.Join(help, "\n")
	for _, want := range []string{"1 highlight: position", "2 highlight: colour 2"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in the help:\n%s", want, all)
		}
	}
	if !strings.Contains(b.screen(), "Colours") {
		t.Error("names that were given later do not show")
	}
}

// strips returns what stands below the text for the note under the cursor,
// whether the screen has room for it or not.
func (b *bench) strips() string {
	if b.note() < 0 {
		return ""
	}
	return strings.Join(b.strip(b.note()), "\n")
}

// An article without findings gives the margin's room to its text, and keeps
// it so while its first note is made.
func TestBareArticle(t *testing.T) {
	a := briefings.Article{Briefing: briefings.Briefing{ID: "bare"}}
	a.Markdown = strings.Repeat("The delegations met in Varn and parted again without a word. ", 20)
	a.Text, a.Blocks = a.Markdown, []briefings.Span{{Start: 0, End: len(a.Markdown)}}
	b := newBench(t, 110, 30, Options{Margin: true}, a)
	if b.columns().margin != 0 {
		t.Fatal("an empty margin takes room from the text")
	}
	text := b.columns().text
	b.press("w", "w", "v", "w", "1")
	if len(b.doc.notes) != 1 || b.columns().text != text {
		t.Error("the first note moves the text")
	}
	b.run(b.Reload())
	if b.columns().text != text {
		t.Error("reading again moves the text")
	}
	b.press("tab")
	if b.columns().margin == 0 {
		t.Error("the margin cannot be asked for")
	}
	b.press("tab")
	if b.columns().margin != 0 {
		t.Error("the margin cannot be hidden again")
	}
	b = newBenchOn(t, 110, 30, Options{Margin: true}, b.lib, a.ID)
	if b.columns().margin == 0 {
		t.Error("an article with a note has no margin")
	}
}
