package reader

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

// drafts returns the texts of the drafts that the library has.
func (f *fake) drafts(id string) []string {
	var out []string
	for _, d := range loadDrafts(context.Background(), f, id) {
		out = append(out, d.Text)
	}
	return out
}

// Another note that is begun, saved or thrown away leaves the draft of the
// first one alone.
func TestDraftsStandBesideEachOther(t *testing.T) {
	a := fixture(t)
	b := newBench(t, 80, 24, Options{}, a)
	b.press("a")
	b.typeText("first")
	b.run(b.Close())
	b = newBenchOn(t, 80, 24, Options{}, b.lib, a.ID)
	b.press("s", "v", ")", "a")
	b.typeText("second")
	b.run(b.Blur())
	if got := b.lib.drafts(a.ID); !slices.Equal(got, []string{"first", "second"}) {
		t.Fatalf("drafts %q", got)
	}
	b.press("ctrl+s")
	if got := b.lib.drafts(a.ID); !slices.Equal(got, []string{"first"}) || len(b.doc.notes) != 1 {
		t.Fatalf("after saving the second: drafts %q, notes %v", got, b.doc.notes)
	}
	b.press("A")
	b.typeText("third")
	b.run(b.Blur())
	b.press("esc", "y")
	if got := b.lib.drafts(a.ID); !slices.Equal(got, []string{"first"}) {
		t.Fatalf("after throwing away the third: drafts %q", got)
	}
	b.press("a")
	if got := b.editor.text.Value(); got != "first" {
		t.Fatalf("went on with %q", got)
	}
	b.press("ctrl+s")
	if got := b.lib.drafts(a.ID); len(got) != 0 || len(b.doc.notes) != 2 {
		t.Errorf("drafts %q, notes %v", got, b.doc.notes)
	}
}

// While one types without a rest a draft is asked for once, not at each key.
func TestDraftIsKeptWhileTyping(t *testing.T) {
	b := newBench(t, 80, 24, Options{}, fixture(t))
	asked := 0
	b.press("a")
	b.after = func(_ time.Duration, msg tea.Msg) tea.Cmd {
		asked++
		return func() tea.Msg { return msg }
	}
	b.press("x", "y", "z")
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
	b.run(b.Update(draftDue{b.drafts.era}))
	if got := b.lib.drafts(b.doc.ID); !slices.Equal(got, []string{"xyz"}) {
		t.Errorf("drafts %q", got)
	}
	b.press("!")
	if asked != 2 {
		t.Errorf("asked %d times", asked)
	}
}

// What goes to another place of the same article leaves what is written.
func TestGoingAwayKeepsDraft(t *testing.T) {
	a := annotatedFixture(t)
	for name, away := range map[string]func(b *bench) tea.Cmd{
		"place":  func(b *bench) tea.Cmd { return b.OpenTo(a.ID, Place{Off: 3}) },
		"note":   func(b *bench) tea.Cmd { return b.OpenTo(a.ID, Place{Note: "02"}) },
		"search": func(b *bench) tea.Cmd { return b.OpenAt(a.ID, asked(t, "customs")) },
	} {
		b := newBench(t, 80, 24, Options{}, a)
		b.press("A")
		b.typeText("half")
		b.run(away(b))
		if b.Typing() || !slices.Equal(b.lib.drafts(a.ID), []string{"half"}) {
			t.Errorf("%s: typing %v, drafts %q", name, b.Typing(), b.lib.drafts(a.ID))
		}
		b.press("a")
		if b.mode != editing || b.editor.text.Value() != "half" {
			t.Errorf("%s: mode %v, text %q", name, b.mode, b.editor.text.Value())
		}
	}
}

// A note that could not be saved while something else was opened is a draft.
func TestFailedNoteIsADraft(t *testing.T) {
	a := fixture(t)
	other := fixture(t)
	other.ID = "other"
	b := newBench(t, 80, 24, Options{}, a, other)
	b.press("a")
	b.typeText("thought")
	b.lib.fail = errBusy
	save := b.Update(keyOf("ctrl+s"))
	b.lib.fail = nil
	b.run(b.Open("other"))
	b.lib.fail = errBusy
	msg := save()
	b.lib.fail = nil
	b.run(func() tea.Msg { return msg })
	if got := b.lib.drafts(a.ID); !slices.Equal(got, []string{"thought"}) {
		t.Errorf("drafts %q", got)
	}
	if len(b.lib.drafts("other")) != 0 {
		t.Error("the draft stands at another briefing")
	}
}

// A draft of another revision opens where its passage stands now.
func TestDraftOfAnotherRevision(t *testing.T) {
	a := fixture(t)
	b := newBench(t, 80, 24, Options{}, a)
	b.press("s", "v", "w", "w", "w", "a")
	quote := b.editor.note.Quote.Exact
	b.typeText("half")
	b.run(b.Close())
	a.Text = "Corrected.\n\n" + a.Text
	a.Markdown, a.Hash = "Corrected.\n\n"+a.Markdown, briefings.Hash("corrected")
	a.Blocks = append([]briefings.Span{{Start: 0, End: 10}}, a.Blocks...)
	for i := range a.Blocks[1:] {
		a.Blocks[i+1].Start += 12
		a.Blocks[i+1].End += 12
	}
	b.lib.articles[a.ID] = a
	b = newBenchOn(t, 80, 24, Options{}, b.lib, a.ID)
	b.press("a")
	at := b.editor.note.At
	if at == nil || a.Text[at.Start:at.End] != quote || b.cur != at.Start {
		t.Errorf("the draft stands at %v, the cursor at %d; want %q", at, b.cur, quote)
	}
}

// What an outside editor wrote is kept although its note was closed meanwhile.
func TestEditedAfterClosing(t *testing.T) {
	a := fixture(t)
	b := newBench(t, 80, 24, Options{Editor: func(string) tea.Cmd { return nil }}, a)
	b.press("a", "x")
	b.run(b.Update(keyOf("ctrl+e")))
	b.run(b.OpenTo(a.ID, Place{}))
	b.run(b.Update(Edited{Text: "a page of text"}))
	if got := b.lib.drafts(a.ID); !slices.Contains(got, "a page of text") {
		t.Errorf("drafts %q", got)
	}
	if _, err := b.said(); err == nil || !strings.Contains(err.Error(), "kept as a draft") {
		t.Errorf("said %v", err)
	}
}

// Drafts of two briefings do not keep each other from being written, and an
// older state does not replace a newer one.
func TestDraftBox(t *testing.T) {
	f, box, ctx := newFake(), &draftBox{last: map[string]int{}}, context.Background()
	d := func(id, text string) []draft { return []draft{{Note: briefings.Annotation{Briefing: id}, Text: text}} }
	err := errors.Join(
		box.put(ctx, f, 2, "b", d("b", "two")), box.put(ctx, f, 1, "a", d("a", "one")),
		box.put(ctx, f, 4, "a", nil), box.put(ctx, f, 3, "a", d("a", "late")),
	)
	if err != nil || len(f.drafts("a")) != 0 || !slices.Equal(f.drafts("b"), []string{"two"}) {
		t.Errorf("%v, a %q, b %q", err, f.drafts("a"), f.drafts("b"))
	}
}
