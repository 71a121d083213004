package reader

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

func TestSelecting(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{"] v w", "Harbour"},
		{"] v w w w", "Harbour Security Forum"},
		{"] v w w w h", "Harbour Security Foru"},
		{"] v l l l", "Harb"},
		{"] v e e b", "Harbour S"},
		{"] v w w o w o", "Security"},
		{"s s v )", "that the two countries had agreed on three of the four chapters."},
		{"s s v ) )", "that the two countries had agreed on three of the four chapters. He expressed hope that the last one, on customs, " +
			"would be settled before COP29."},
		{"s s v }", "that the two countries had agreed on three of the four chapters. He expressed hope that the last one, on customs, " +
			"would be settled before COP29."},
		{"s s v (", "Lund noted t"},
		{"] v v", "Harbour"},
		{"s s w v v v", "that the two countries had agreed on three of the four chapters"},
		{"s s w v v v v", "Lund noted that the two countries had agreed on three of the four chapters."},
		{"] l l v b", "Har"},
		{"G v {", "They also exchanged views on regional security. 会談は友好的な雰囲気 で行われた, the agency Ostria Press reported."},
		{"} v j", "On 14 March, President Edda Maren of Norland met the Foreign Minister of O"},
	} {
		b := newBench(t, 80, 24, Options{}, annotatedFixture(t))
		b.press(strings.Fields(tt.keys)...)
		if !b.Typing() || b.mode != selecting {
			t.Errorf("%q does not select", tt.keys)
			continue
		}
		s := b.selected()
		if got := b.doc.Text[s.Start:s.End]; got != tt.want {
			t.Errorf("%q selects %q, want %q", tt.keys, got, tt.want)
		}
		b.press("esc")
		if b.Typing() || b.selects {
			t.Errorf("%q: the escape key does not let go", tt.keys)
		}
	}
}

func TestHighlight(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, fixture(t))
	b.press("s", "v", "w", "w", "w", "4")
	if b.Typing() || len(b.doc.notes) != 1 {
		t.Fatalf("mode %v, notes %v", b.mode, b.doc.notes)
	}
	n := b.doc.notes[0]
	if n.Quote.Exact != "\"We have never" || n.Color != 4 || n.Revision != b.doc.Hash || n.Briefing != b.doc.ID {
		t.Errorf("marked %+v", n)
	}
	if at := *n.At; b.doc.Text[at.Start:at.End] != n.Quote.Exact || *n.Position != at {
		t.Errorf("placed at %v, position %v", at, n.Position)
	}
	if !strings.Contains(b.screen(), "●4") {
		t.Errorf("no sign of the mark:\n%s", b.screen())
	}
	if !slices.Contains(b.sent, tea.Msg(Changed{b.doc.ID})) {
		t.Error("the root does not hear of the note")
	}
	b.press("2")
	if n = b.doc.notes[0]; n.Color != 2 || len(b.doc.notes) != 1 {
		t.Errorf("recoloured: %+v", b.doc.notes)
	}
	b.press("w", "v", "w", "enter") // a mark in a mark, in the colour used last
	if len(b.doc.notes) != 2 || b.doc.notes[1].Color != 2 || b.doc.notes[1].Quote.Exact != "been" {
		t.Errorf("second mark: %+v", b.doc.notes)
	}
	b.press("d") // at once: undo brings it back
	if len(b.doc.notes) != 1 {
		t.Error("the mark is still there")
	}
	b.press("G", "3")
	if len(b.doc.notes) != 1 || b.doc.notes[0].Color != 2 {
		t.Error("a colour away from any mark changed one")
	}
	b.press("g", "}", "v", "w", "5", "{", "v", "w", "1")
	if n := b.doc.notes[0]; len(b.doc.notes) != 2 || n.Color != 1 {
		t.Errorf("the same place marked again: %+v", b.doc.notes)
	}
}

func TestNote(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, fixture(t))
	b.press("s", "v", ")", "a")
	if !b.Typing() || b.Cursor() == nil {
		t.Fatal("no editor")
	}
	b.typeText("Ask jJkq the desk.")
	b.press("enter")
	b.typeText("Then call.")
	b.press("tab")
	b.typeText("todo, #sel")
	b.run(b.Update(keyOf("ctrl+s")))
	if b.Typing() || len(b.doc.notes) != 1 {
		t.Fatalf("mode %v, notes %v", b.mode, b.doc.notes)
	}
	n := b.doc.notes[0]
	if n.Text != "Ask jJkq the desk.\nThen call." || !slices.Equal(n.Tags, []string{"sel", "todo"}) || n.Quote == nil {
		t.Errorf("kept %+v", n)
	}
	b.press("a") // on the mark: its note, unchanged
	b.press("esc")
	if b.Typing() {
		t.Error("an untouched note asks before it closes")
	}
	b.press("a", "x", "esc")
	if b.mode != asking {
		t.Fatal("a changed note closes without asking")
	}
	b.press("n")
	if b.mode != editing {
		t.Fatal("no does not go back to the note")
	}
	b.press("esc", "y")
	if b.Typing() || b.doc.notes[0].Text != n.Text {
		t.Error("thrown away text was kept")
	}
	b.press("G", "a")
	b.typeText("On the whole: good.")
	b.run(b.Update(keyOf("ctrl+s")))
	if p := b.doc.notes[1]; !p.IsPageNote() || p.Text != "On the whole: good." || p.Color != 0 {
		t.Errorf("page note %+v", p)
	}
	b.press("a")
	for range len("On the whole: good.") {
		b.press("backspace")
	}
	b.run(b.Update(keyOf("ctrl+s")))
	if len(b.doc.notes) != 1 {
		t.Error("an emptied page note stays")
	}
	b.press("A")
	b.run(b.Update(keyOf("ctrl+s")))
	if len(b.doc.notes) != 1 {
		t.Error("an empty page note was kept")
	}
}

// TestNoteKeptExactly holds that a note which the text area would change is
// kept as it was while nobody touches it.
func TestNoteKeptExactly(t *testing.T) {
	a := fixture(t)
	text := "a\tb\r\nc\x1b[31m \u202e\n\n"
	a.Annotations = []briefings.Annotation{mark(t, &a, "01", "Harbour Security Forum", 2, text)}
	b := newBench(t, 80, 24, Options{}, a)
	b.press("]", "a", "tab")
	if strings.ContainsAny(b.View(), "\u202e\r") || strings.Contains(b.View(), "\x1b[31m ") {
		t.Error("the note's controls reach the screen")
	}
	b.typeText("x")
	b.run(b.Update(keyOf("ctrl+s")))
	if n := b.doc.notes[0]; n.Text != text || !slices.Equal(n.Tags, []string{"x"}) {
		t.Errorf("kept %q %q", n.Text, n.Tags)
	}
}

func TestExternalEditor(t *testing.T) {
	var given string
	answer := Edited{Text: "written\toutside\n"}
	o := Options{Editor: func(text string) tea.Cmd {
		given = text
		return func() tea.Msg { return answer }
	}}
	b := newBench(t, 80, 24, o, annotatedFixture(t))
	b.press("]", "]", "a", "!")
	b.run(b.Update(keyOf("ctrl+e")))
	if !strings.HasSuffix(given, "*customs* desk.!") {
		t.Errorf("the editor got %q", given)
	}
	if n := b.doc.notes[1]; n.Text != "written\toutside" || b.Typing() {
		t.Errorf("kept %q, typing %v", n.Text, b.Typing())
	}
	answer = Edited{Err: errors.New("no editor")}
	b.press("a")
	b.run(b.Update(keyOf("ctrl+e")))
	if _, err := b.said(); err == nil || !b.Typing() {
		t.Errorf("a failed editor: error %v, typing %v", err, b.Typing())
	}
}

func TestNothingWrittenIsLost(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, fixture(t))
	b.press("s", "v", ")", "a")
	b.typeText("Long thought.")
	b.lib.fail = errBusy
	b.run(b.Update(keyOf("ctrl+s")))
	if _, err := b.said(); !errors.Is(err, errBusy) {
		t.Errorf("error %v", err)
	}
	if b.mode != editing || b.editor.text.Value() != "Long thought." {
		t.Fatalf("mode %v, text %q", b.mode, b.editor.text.Value())
	}
	b.lib.fail = nil
	b.run(b.Update(keyOf("ctrl+s")))
	if len(b.doc.notes) != 1 || b.doc.notes[0].Text != "Long thought." || b.doc.notes[0].Quote == nil {
		t.Errorf("kept %+v", b.doc.notes)
	}
}

// TestDraftIsKept: what was being written when the screen closed, or when the
// process was killed, is gone on with later; it is no note before it is saved.
func TestDraftIsKept(t *testing.T) {
	a := annotatedFixture(t)
	for _, tt := range []struct {
		name, to string
		end      func(b *bench)
	}{
		{"closed", "", func(b *bench) { b.run(b.Close()) }},
		{"killed a second after the last key", "]", func(b *bench) { b.run(func() tea.Msg { return draftDue{b.drafts.era} }) }},
		{"the focus is lost", "", func(b *bench) { b.run(b.Blur()) }},
		{"another is opened", "]", func(b *bench) { b.run(b.Open("nothing")) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, 80, 24, Options{}, a)
			notes := len(b.doc.notes)
			if tt.to != "" {
				b.press(tt.to)
			}
			b.press("a")
			b.typeText("half a thou")
			note := b.editor.note
			tt.end(b)
			lib := b.lib
			if len(lib.articles[a.ID].Annotations) != notes {
				t.Fatal("a draft became a note")
			}
			b = newBenchOn(t, 80, 24, Options{}, lib, a.ID)
			if !strings.Contains(fmt.Sprint(b.sent), "an unfinished note of yours is kept; a goes on with it") {
				t.Errorf("not told: %v", b.sent)
			}
			b.press("a")
			if b.mode != editing || !strings.HasSuffix(b.editor.text.Value(), "half a thou") || b.editor.note.ID != note.ID {
				t.Fatalf("mode %v, text %q", b.mode, b.editor.text.Value())
			}
			b.press("ctrl+s")
			if lib.states[draftKey(a.ID)] != nil {
				t.Error("the draft of a saved note is still there")
			}
			b = newBenchOn(t, 80, 24, Options{}, lib, a.ID)
			b.press("A")
			b.typeText("x")
			b.run(b.Blur())
			b.press("esc", "y")
			if lib.states[draftKey(a.ID)] != nil {
				t.Error("the draft that was thrown away is still there")
			}
		})
	}
}

// TestRedraw: a mark gets another passage, and keeps its note.
func TestRedraw(t *testing.T) {
	b := newBench(t, 80, 24, Options{UndoKey: "U"}, annotatedFixture(t))
	b.press("]")
	id, before := b.doc.notes[b.note()].ID, *b.doc.notes[b.note()].At
	b.press("E", "w", "w", "esc")
	if n := b.doc.notes[b.noteByID(id)]; *n.At != before {
		t.Error("letting go moved the mark")
	}
	b.press("[", "E", "w", "w", "3") // a colour does nothing here
	if b.mode != selecting {
		t.Fatal("a colour ended the selection")
	}
	b.press("enter")
	n := b.doc.notes[b.noteByID(id)]
	if n.At.Start != before.Start || n.At.End <= before.End || len(b.lib.articles) != 1 {
		t.Errorf("the mark has %v, had %v", n.At, before)
	}
	b.press("G", "E")
	if b.mode != reading {
		t.Error("there is no mark at the end, and something is drawn")
	}
}

// TestColourNames: colours are called what the reader calls them.
func TestColourNames(t *testing.T) {
	o := Options{}
	o.Colours[1] = "concession"
	b := newBench(t, 80, 24, o, fixture(t))
	b.press("s", "v", "w", "2", "3")
	if got := fmt.Sprint(b.sent); !strings.Contains(got, "marked as concession") || !strings.Contains(got, "now colour 3") {
		t.Errorf("said %s", got)
	}
}

func TestCopy(t *testing.T) {
	var native string
	o := Options{Clipboard: func(s string) error { native = s; return nil }}
	for _, tt := range []struct {
		keys string
		want []string
	}{
		{"s y", []string{"“We have never been closer to an agreement on the Sel corridor, and we will not let this chance pass,”\n", "Edda Maren", "norland.example/sel"}},
		{"G y", []string{"“They also exchanged views"}},
		{"] y", []string{"“Harbour Security Forum”"}},
		{"] v w y", []string{"“Harbour”"}},
	} {
		b := newBench(t, 80, 24, o, annotatedFixture(t))
		b.press(strings.Fields(tt.keys)...)
		var got string
		for _, m := range b.sent {
			if c, ok := m.(Copy); ok {
				got = c.Text
			}
		}
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%q copies %q, want %q in it", tt.keys, got, want)
			}
		}
		if native != got {
			t.Errorf("the system's clipboard got %q", native)
		}
	}
}

// TestSpellingIsUntouched: what was typed or pasted comes out byte for byte,
// however long.
func TestSpellingIsUntouched(t *testing.T) {
	long := strings.Repeat("The delegation spoke of grain\tand of the railway again.  \n", 20_000)
	for _, text := range []string{
		"a\ttab,  two blanks \n\n\ttrailing \t", "e\u0301 is not é; ﬁ stays", "👩🏽‍🚀 and 中文", long, strings.Repeat("one line ", 100_000),
		"\ue000 is somebody's private character", strings.Repeat("\n", 5000),
	} {
		b := newBench(t, 120, 40, Options{}, fixture(t))
		b.press("a")
		b.typeText("before ")
		b.Update(tea.PasteMsg{Content: text})
		b.Update(tea.PasteMsg{Content: text})
		b.typeText(" after")
		if got, want := b.editor.value().Text, "before "+text+text+" after"; got != want {
			t.Errorf("%.40q: %d bytes became %d", text, len(want), len(got))
		}
		for range 2 {
			if err := invariants(b.Reader); err != nil {
				t.Error(err)
			}
			b.press("ctrl+o") // preview
		}
		b.press("ctrl+s")
		if n := b.doc.notes; len(n) != 1 || n[0].Text != "before "+text+text+" after" {
			t.Errorf("%.40q is kept otherwise", text)
		}
	}
}

// TestPreview shows the note as Markdown, beside it or in its place.
func TestPreview(t *testing.T) {
	for _, w := range []int{60, 120} {
		b := newBench(t, w, 30, Options{}, fixture(t))
		b.press("a")
		b.Update(tea.PasteMsg{Content: "# Position\n\n- *first*\n- second"})
		b.press("ctrl+o")
		screen := b.screen()
		if !strings.Contains(screen, "• first") || strings.Contains(screen, "- *first*") != (w == 120) {
			t.Errorf("at %d:\n%s", w, screen)
		}
	}
}

// TestTagsAreProposed: the tags of the library complete the last word.
func TestTagsAreProposed(t *testing.T) {
	b := newBench(t, 80, 24, Options{Tags: func(prefix string) []string {
		if tag := "border"; strings.HasPrefix(tag, prefix) {
			return []string{tag}
		}
		return nil
	}}, fixture(t))
	b.press("a", "tab")
	b.typeText("water bor")
	b.press("right", "ctrl+s")
	if n := b.doc.notes; len(n) != 1 || !slices.Equal(n[0].Tags, []string{"border", "water"}) {
		t.Errorf("notes %+v", n)
	}
}
