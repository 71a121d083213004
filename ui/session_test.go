package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/ui/library"
	"readout/ui/reader"
)

func wants(t *testing.T, s *session, texts ...string) {
	t.Helper()
	screen := s.screen()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			t.Errorf("the screen does not show %q:\n%s", text, screen)
		}
	}
}

// TestSession reads a briefing as a person would: find it, read it, mark a
// passage, tag it, star it, export it.
func TestSession(t *testing.T) {
	lib := small()
	var exported []string
	s := start(lib, 100, 30, func(o *Options) {
		o.Actions.Export = func(_ context.Context, ids []string, dir string, progress func(int, int)) (string, error) {
			exported = []string{ids[0], dir}
			progress(1, 1)
			return "1 briefing exported to " + dir, nil
		}
	})
	s.keys(`\`, "type kelland", "enter")
	wants(t, s, "Filter: kelland", "Torvan receives")
	s.keys("enter")
	wants(t, s, "Mila Torvan")
	id := s.app.shown
	if a, _ := lib.Article(t.Context(), id); !a.Read {
		t.Error("opening does not mark as read")
	}
	s.keys("s", "v", "3")
	if a, _ := lib.Article(t.Context(), id); len(a.Annotations) != 2 || a.Annotations[1].Color != 3 {
		t.Errorf("annotations = %+v", a.Annotations)
	}
	s.keys("t", "type bridges, talks", "enter", "*", "m")
	a, _ := lib.Article(t.Context(), id)
	if !slices.Contains(a.Tags, "bridges") || !slices.Contains(a.Tags, "talks") || a.Starred || a.Read {
		t.Errorf("tags = %v, starred = %v, read = %v", a.Tags, a.Starred, a.Read)
	}
	s.keys("x", "type /notes", "enter")
	if len(exported) != 2 || exported[0] != id || exported[1] != "/notes" {
		t.Errorf("exported %v", exported)
	}
	wants(t, s, "1 briefing exported to /notes")
	s.keys("esc")
	wants(t, s, "Filter: kelland", "✎2")
	s.keys("esc")
	wants(t, s, "4 · 2 unread")
	s.keys("q")
	if !slices.Contains(s.asked, "quit") {
		t.Errorf("asked = %v, want quit", s.asked)
	}
}

func TestKeysEverywhere(t *testing.T) {
	for _, where := range [][]string{nil, {"enter"}, {"?"}, {":"}, {"e"}, {"enter", "/"}, {"j", "enter", "v"}, {"enter", "a"}} {
		s := start(small(), 80, 24)
		s.keys(where...)
		s.keys("ctrl+c")
		if !slices.Contains(s.asked, "quit") {
			t.Errorf("after %v ctrl+c does not quit", where)
		}
	}
	s := start(small(), 80, 24)
	s.keys("esc", "esc", "h")
	if slices.Contains(s.asked, "quit") {
		t.Error("esc or h leaves from the list")
	}
	s.keys("enter", "?", "q", "q")
	if slices.Contains(s.asked, "quit") || s.app.reading {
		t.Error("q does not close help, then the article")
	}
}

func TestTypedLettersAreNotKeys(t *testing.T) {
	s := start(small(), 80, 24)
	s.keys("j", "enter", "a", "type m:?*", "ctrl+s", "esc")
	a, _ := s.app.o.Library.Article(t.Context(), s.app.shown)
	if i := len(a.Annotations) - 1; i < 0 || a.Annotations[i].Text != "m:?*" {
		t.Errorf("annotations = %+v", a.Annotations)
	}
	if !a.Starred {
		t.Error("a letter of a note took the star off")
	}
}

func TestErrorsAreTold(t *testing.T) {
	lib := small()
	s := start(lib, 80, 24)
	lib.fail = fmt.Errorf("open the library: %w", briefings.ErrBusy)
	s.keys("*")
	wants(t, s, "error: open the library: library busy; try again")
	s.keys("enter", "J", ":", "type nonsense", "enter")
	lib.fail = nil
	wants(t, s, `unknown command "nonsense"`)
	s.keys("M")
	wants(t, s, "library busy")
}

func TestRemoveAsks(t *testing.T) {
	lib := small()
	s := start(lib, 80, 24)
	s.keys("D", "enter", "n")
	if len(lib.articles) != 4 {
		t.Fatal("removed without a y")
	}
	s.keys("D", "y")
	if len(lib.articles) != 3 {
		t.Fatal("not removed")
	}
	// A note is made elsewhere after the list was read.
	lib.articles[1].Annotations = []briefings.Annotation{{ID: "x"}}
	s.keys("j", "D", "y")
	wants(t, s, "Notes of yours go with", "y remove with notes")
	s.keys("y")
	if len(lib.articles) != 2 {
		t.Error("not removed with notes")
	}
}

// TestRemovePreviewed: the briefing beside the list is read again before the
// list goes on to another; that it was removed is no error there.
func TestRemovePreviewed(t *testing.T) {
	s := start(small(), 120, 40)
	gone := reader.Failed{Err: fmt.Errorf("briefing x: %w", briefings.ErrNotFound)}
	s.keys("j", "D", "y")
	s.app.Update(gone)
	wants(t, s, "brings it back")
	s.keys("enter")
	s.app.Update(gone)
	wants(t, s, "error: briefing x")
}

func TestStep(t *testing.T) {
	s := start(small(), 80, 24)
	s.keys("enter", "J")
	wants(t, s, "Torvan receives")
	s.keys("J", "J", "J")
	wants(t, s, "this is the last briefing of the list", "Press briefing")
	s.keys("K", "esc")
	if b, _ := s.app.list.Current(); b.Title != "会談の要旨" {
		t.Errorf("the list is at %q", b.Title)
	}
}

// TestPreview: beside the list the article follows the cursor; that is not
// reading, and acts are for the list's briefing.
func TestPreview(t *testing.T) {
	lib := small()
	s := start(lib, 140, 30)
	wants(t, s, "grain shipments")
	s.keys("j")
	wants(t, s, "Sel bridge before")
	for _, a := range lib.articles {
		if a.Title == "Torvan receives Kelland's foreign minister" && a.Read {
			t.Error("a preview counts as reading")
		}
	}
	s.send(tea.WindowSizeMsg{Width: 90, Height: 30})
	wants(t, s, "Briefings")
	s.keys("k")
	s.send(tea.WindowSizeMsg{Width: 140, Height: 30})
	wants(t, s, "grain shipments")
}

// TestLateAnswers: what comes for another query or briefing changes nothing.
func TestLateAnswers(t *testing.T) {
	s := start(small(), 80, 24)
	late := s.app.list.SetOrder(briefings.Order{By: briefings.ByTitle})
	s.run(s.app.list.SetOrder(briefings.Order{By: briefings.ByPublished, Reverse: true}))
	before := s.screen()
	s.run(late)
	if s.screen() != before {
		t.Errorf("a late answer changed the list:\n%s", s.screen())
	}
	first := s.app.reader.Open(s.app.list.Rows()[0].ID)
	s.app.reading = true
	s.run(s.app.reader.Open(s.app.list.Rows()[1].ID))
	before = s.screen()
	s.run(first)
	if s.screen() != before {
		t.Error("a late article replaced the one that was asked for")
	}
}

// TestChangedElsewhere: what a command writes meanwhile appears, and the
// cursor stays on its briefing.
func TestChangedElsewhere(t *testing.T) {
	lib := small()
	s := start(lib, 80, 24)
	s.keys("j")
	b, _ := s.app.list.Current()
	lib.mu.Lock()
	lib.articles = append(lib.articles, article(briefings.Briefing{Title: "A later one", Published: "2031-05-19"}, "Words."))
	lib.writes++
	lib.mu.Unlock()
	s.send(tick{})
	wants(t, s, "A later one")
	if now, _ := s.app.list.Current(); now.ID != b.ID {
		t.Errorf("the cursor went from %q to %q", b.Title, now.Title)
	}
	finds := lib.finds
	s.send(tick{})
	if lib.finds != finds {
		t.Error("the list is read again although nothing has changed")
	}
}

func TestTasks(t *testing.T) {
	release := make(chan struct{})
	s := start(small(), 80, 24, func(o *Options) {
		o.Actions.Import = func(ctx context.Context, paths []string, progress func(int, int, string)) (string, bool, error) {
			progress(1, 3, "added x "+paths[0])
			select {
			case <-ctx.Done():
				return "", false, ctx.Err()
			case <-release:
				return "3 added", false, nil
			}
		}
	})
	s.keys(":", `type import "my papers" x`, "enter")
	wants(t, s, "importing 1 of 3")
	s.keys(":", "type import y", "enter")
	wants(t, s, "still importing")
	s.keys("ctrl+g")
	s.send(finished{era: s.app.task.era, err: context.Canceled}) // the session had stopped waiting for the answer
	wants(t, s, "importing stopped")
	s.keys("M")
	wants(t, s, "added x my papers")
	close(release)
}

// TestRenewal: old analyses are renewed behind everything else; it is told
// once there is something to do, other work goes before it, a key stops it.
func TestRenewal(t *testing.T) {
	ended := make(chan struct{})
	s := start(small(), 80, 24, func(o *Options) {
		o.Actions.Renew = func(ctx context.Context, progress func(int, int)) (string, error) {
			progress(7, 12)
			<-ctx.Done()
			close(ended)
			return "", ctx.Err()
		}
		o.Actions.Import = func(context.Context, []string, func(int, int, string)) (string, bool, error) {
			return "1 added", false, nil
		}
	})
	wants(t, s, "analysing again 7 of 12")
	s.keys(":", "type import x", "enter")
	wants(t, s, "1 added")
	s.send(forget{s.app.said.era})
	wants(t, s, "analysing again 7 of 12")
	s.keys("ctrl+g")
	s.send(finished{era: renewalEra, err: context.Canceled})
	wants(t, s, "analysing again stopped")
	<-ended
	if s.app.current() != nil {
		t.Error("it still runs")
	}
}

// TestNothingToRenew: who has nothing old is told nothing.
func TestNothingToRenew(t *testing.T) {
	s := start(small(), 80, 24, func(o *Options) {
		o.Actions.Renew = func(context.Context, func(int, int)) (string, error) { return "", nil }
	})
	if s.app.said.text != "" || s.app.current() != nil {
		t.Errorf("said %q", s.app.said.text)
	}
}

func TestEditor(t *testing.T) {
	s := start(small(), 80, 24, func(o *Options) {
		o.Actions.Edit = func(string) (*exec.Cmd, func() (string, error), error) {
			return nil, nil, errors.New("no editor is set")
		}
	})
	s.keys("enter", "a", "ctrl+e")
	wants(t, s, "no editor is set")
	s.send(reader.Edited{Text: "written elsewhere"})
	if a, _ := s.app.o.Library.Article(t.Context(), s.app.shown); len(a.Annotations) != 1 || a.Annotations[0].Text != "written elsewhere" {
		t.Errorf("annotations = %+v", a.Annotations)
	}
}

// TestSamplesAreTold: the first import says how the samples go, and asks nothing.
func TestSamplesAreTold(t *testing.T) {
	removed := 0
	s := start(small(), 80, 24, func(o *Options) {
		o.Actions.Import = func(context.Context, []string, func(int, int, string)) (string, bool, error) {
			return "1 added", true, nil
		}
		o.Actions.AddSamples = func(context.Context) (string, error) { return "added 12 samples", nil }
		o.Actions.RemoveSamples = func(context.Context) (string, error) {
			removed++
			return "removed 12 samples", nil
		}
	})
	s.keys(":", "type import x", "enter")
	wants(t, s, "1 added; :samples rm removes the built-in samples")
	s.keys("j")
	wants(t, s, "›")
	s.keys(":", "type samples rm", "enter")
	wants(t, s, "removed 12 samples")
	s.keys(":", "type samples add", "enter")
	wants(t, s, "added 12 samples")
	s.keys(":", "type samples x", "enter")
	wants(t, s, "it may be add or rm")
	if removed != 1 {
		t.Errorf("the samples were removed %d times", removed)
	}
}

func TestCopy(t *testing.T) {
	var copied string
	s := start(small(), 80, 24, func(o *Options) { o.Actions.Copy = func(text string) error { copied = text; return nil } })
	s.keys("j", "enter", "s", "y")
	if !strings.Contains(copied, "We have agreed") || !slices.Contains(s.asked, "tea.setClipboardMsg") {
		t.Errorf("copied %q, asked %v", copied, s.asked)
	}
	wants(t, s, "sent to the clipboard", "with citation")
}

func TestDetailsAreStored(t *testing.T) {
	lib := small()
	s := start(lib, 80, 24)
	s.keys("e", "ctrl+u", "type A call", "down", "down", "down", "ctrl+u", "type nonsense", "enter")
	wants(t, s, "not a date")
	s.keys("ctrl+u", "type 16 May 2031", "enter")
	wants(t, s, "A call", "2031-05-16")
	b, _ := s.app.list.Current()
	if a, _ := lib.Article(t.Context(), b.ID); a.Title != "A call" || a.Published != "2031-05-16" {
		t.Errorf("stored %q, %q", a.Title, a.Published)
	}
}

// TestFlat: the program's library and actions are those of the flat mode.
func TestFlat(t *testing.T) {
	var out bytes.Buffer
	in := strings.NewReader("1\nstar\nundo\nquit\n")
	if err := Run(t.Context(), Options{Library: small(), Flat: true, Now: now}, in, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1. Readout of the call", "Starred: “Readout", "Taken back: "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in:\n%s", want, out.String())
		}
	}
}

// TestRemapped: the configuration's keys act and are shown.
func TestRemapped(t *testing.T) {
	lib := small()
	s := start(lib, 80, 24, func(o *Options) {
		o.Config.Keys = map[string]map[string][]string{"briefing": {"star": {"f"}}, "list": {"down": {"n"}}}
	})
	s.keys("n", "f", "*")
	if b, _ := s.app.list.Current(); b.Starred {
		t.Error("f does not take the star off")
	}
	s.keys("?", "G")
	wants(t, s, "f  star")
}

func TestThemes(t *testing.T) {
	s := start(small(), 80, 24, func(o *Options) { o.Dark = nil })
	if !slices.Contains(s.asked, "tea.backgroundColorMsg") {
		t.Errorf("asked %v, want the background's colour", s.asked)
	}
	dark := s.app.View().Content
	s.send(tea.BackgroundColorMsg{Color: white{}})
	if s.app.View().Content == dark {
		t.Error("a light background changes nothing")
	}
	s.keys(":", "type theme dark", "enter")
	if s.app.st.Dark != true {
		t.Error(":theme dark is not dark")
	}
}

type white struct{}

func (white) RGBA() (r, g, b, a uint32) { return 0xffff, 0xffff, 0xffff, 0xffff }

// TestOpensWithQuery: the query of the command line selects; a mistake in it
// is told and shows everything.
func TestOpensWithQuery(t *testing.T) {
	s := start(small(), 80, 24, func(o *Options) { o.Query = "tag:calls" })
	wants(t, s, "Filter: tag:calls", "1 of 1")
	s = start(small(), 80, 24, func(o *Options) { o.Query = "bogus:x" })
	wants(t, s, "error: ", "bogus", "Torvan receives")
}

var _ Library = (*memory)(nil)

var _ library.Source = (*memory)(nil)

// TestMouse: clicks go to the pane under them.
func TestMouse(t *testing.T) {
	s := start(small(), 140, 30, func(o *Options) { o.Config.Mouse = true })
	if s.app.View().MouseMode == tea.MouseModeNone {
		t.Error("the mouse is off")
	}
	s.send(tea.MouseClickMsg{X: 4, Y: 5, Button: tea.MouseLeft})
	if b, _ := s.app.list.Current(); b.Title != "Torvan receives Kelland's foreign minister" || s.app.reading {
		t.Errorf("a click is on %q", b.Title)
	}
	s.send(tea.MouseClickMsg{X: 70, Y: 5, Button: tea.MouseLeft})
	if !s.app.reading {
		t.Error("a click on the article does not open it")
	}
	s.send(tea.MouseClickMsg{X: 4, Y: 1, Button: tea.MouseLeft})
	if s.app.reading {
		t.Error("a click on the list does not go back to it")
	}
	s = start(small(), 140, 30)
	if s.app.View().MouseMode != tea.MouseModeNone {
		t.Error("the mouse is on by default")
	}
}

// TestNotesGoBack: the notes of the library lead back to the article from which
// they were asked for.
func TestNotesGoBack(t *testing.T) {
	s := start(small(), 80, 24)
	s.keys("j", "enter", `"`)
	wants(t, s, "[Notes]")
	s.keys("q")
	wants(t, s, "We have agreed")
	s.keys(`"`, `"`)
	wants(t, s, "We have agreed")
	s.keys("q", `"`, "q")
	wants(t, s, "[Briefings]")
}

// TestCommandsMistyped: a word that is nearly a command names it, and what is
// said of one command does not outlive the next.
func TestCommandsMistyped(t *testing.T) {
	s := start(small(), 100, 30)
	s.keys(":", "type fliter x", "enter")
	wants(t, s, `error: unknown command "fliter"; did you mean "filter"?`)
	s.keys(":", "type theme nigth", "enter")
	wants(t, s, `error: theme is "nigth"; did you mean "night"?`)
	s.keys(":", "type theme night", "enter")
	if screen := s.screen(); strings.Contains(screen, "error") {
		t.Errorf("the error outlives the command that was right:\n%s", screen)
	}
}
