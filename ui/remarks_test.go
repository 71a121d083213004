package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/ui/config"
	"readout/ui/reader"
)

// A tag that was just made is proposed for the next briefing, and what was
// done is told in a row that a long title does not push out.
func TestNewTagIsProposed(t *testing.T) {
	long := small()
	long.articles[1].Title = "Readout of the call between President Torvan and Prime Minister Adu on " + strings.Repeat("grain ", 20)
	s := start(long, 80, 24)
	s.keys("t", "type granary", "enter")
	wants(t, s, "tagged granary: “Readout of the call")
	s.keys("j", "t", "type gr")
	wants(t, s, "granary", "names with commas")
	s.keys("tab", "enter")
	wants(t, s, "tagged granary: “Torvan receives")
	s.keys("k", "D")
	if screen := strings.Join(strings.Fields(strings.ReplaceAll(s.screen(), "│", " ")), " "); strings.Count(screen, "grain") < 20 {
		t.Errorf("the question does not name the whole title:\n%s", s.screen())
	}
}

// A tag that is there already is no change: it is said so, since U would take
// back what was done before. And where there is room for one only, the keys of
// a note go before the place of the cursor.
func TestNoChangeIsSaid(t *testing.T) {
	s := start(small(), 80, 24)
	s.keys("t", "type granary", "enter", "t", "type granary", "enter")
	wants(t, s, "tagged granary already: “")
	s.keys(":", "type untag harvest", "enter")
	wants(t, s, "nothing here is tagged harvest")

	s = start(small(), 40, 12)
	s.keys("enter", "a", "type x")
	wants(t, s, "ctrl+s save")
}

// What was said before an input opened gives way to the keys of the input.
func TestInputHushesRemarks(t *testing.T) {
	s := start(small(), 100, 30)
	s.keys("j", "enter", "s", "v", "w", "2")
	wants(t, s, "marked in colour 2; a adds a note")
	s.keys("j")
	wants(t, s, "marked in colour 2")
	s.keys("k", "a")
	wants(t, s, "ctrl+s save")
	if strings.Contains(s.screen(), "marked in colour") {
		t.Error("the remark hides the keys of the editor")
	}
	s.keys("type why now", "ctrl+s")
	wants(t, s, "note kept")
}

// The filter in force marks its words in the article that stands beside the
// list already.
func TestFilterMarksTheOpenArticle(t *testing.T) {
	s := start(small(), 140, 30)
	s.keys("j")
	s.keys(`\`, "type bridge", "enter", "enter")
	wants(t, s, " of ")
	if !strings.Contains(s.app.reader.Status(), "match") {
		t.Errorf("status %q", s.app.reader.Status())
	}
	s.keys("q", "esc", "enter")
	if strings.Contains(s.app.reader.Status(), "match") {
		t.Errorf("without a filter: status %q", s.app.reader.Status())
	}
}

// Every sign beside the text is explained.
func TestSignsAreExplained(t *testing.T) {
	s := start(small(), 120, 60)
	s.keys("j", "enter", "?", "G")
	for _, sign := range reader.Signs() {
		if sign[0] == "" || sign[1] == "" {
			t.Errorf("sign %q", sign)
		}
	}
	wants(t, s, "Signs", "direct speech", "indirect speech", "a mark with a note")
	if n := len(reader.Signs()); n < briefings.Colors {
		t.Errorf("%d signs", n)
	}
}

// Keys typed before the rows of a filter or an order have come are for those
// rows, and none is lost before the first rows have.
func TestKeysWaitForRows(t *testing.T) {
	s := start(small(), 80, 24)
	s.keys(`\`, "type kelland")
	s.send(press("ctrl+u")) // the list shows all again
	s.keys("type adu")
	before, _ := s.app.list.Current()
	_, cmd := s.app.Update(press("enter"))
	late := s.app.list.SetOrder(briefings.Order{By: briefings.ByTitle})
	s.send(press("j"))
	s.send(press("enter"))
	if s.app.reading {
		t.Fatalf("enter opens %q before the order is there", before.Title)
	}
	s.run(cmd)
	s.run(late)
	if b, _ := s.app.list.Current(); !s.app.reading || s.app.shown != b.ID {
		t.Error("the keys are lost")
	}
	for _, key := range []string{"q", "enter"} {
		app := New(t.Context(), Options{Library: small(), Config: config.Standard(), Now: now})
		load := app.Init()
		app.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
		_, end := app.Update(press(key))
		if key == "q" {
			if end == nil {
				t.Error("q waits for the library")
			}
			continue
		}
		(&session{app: app}).run(load)
		if !app.reading {
			t.Error("the key typed before the first rows is lost")
		}
	}
}

// TestMessagesYield: a message that was read gives the status line back with
// the next key; an error stays longer.
func TestMessagesYield(t *testing.T) {
	clock := now()
	s := start(small(), 80, 24, func(o *Options) { o.Now = func() time.Time { return clock } })
	s.keys("*", "j")
	wants(t, s, "star")
	clock = clock.Add(2 * time.Second)
	s.keys("j")
	wants(t, s, "3 of 4")
	s.keys(":", "type nonsense", "enter")
	clock = clock.Add(2 * time.Second)
	s.keys("k")
	wants(t, s, "unknown command")
	clock = clock.Add(10 * time.Second)
	s.keys("k")
	wants(t, s, "1 of 4")
}

// Tags that only notes have are proposed as well: for a briefing, for the next
// note, and to be renamed.
func TestTagsOfNotesAreProposed(t *testing.T) {
	lib := small()
	lib.articles[0].Annotations[0].Tags = []string{"winter-works"}
	s := start(lib, 100, 30)
	s.keys("t", "type wor")
	wants(t, s, "winter-works")
	s.keys("tab", "enter")
	wants(t, s, "tagged winter-works: “")
	s.keys("U", ":", "type rename-tag win", "tab")
	wants(t, s, "rename-tag winter-works")
	s.keys("esc", "esc", "enter", "A", "tab", "type wint", "tab", "ctrl+s")
	for i := range lib.articles {
		for _, n := range lib.articles[i].Annotations {
			if n.ID != "01J00000000000000000000001" && !slices.Equal(n.Tags, []string{"winter-works"}) {
				t.Errorf("the note has the tags %q", n.Tags)
			}
		}
	}
	if n := len(lib.articles[1].Annotations) + len(lib.articles[0].Annotations); n != 2 {
		t.Errorf("%d notes", n)
	}
}
