package ui

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"readout/ui/config"
)

// TestUndoOverScreens takes back what was done on the list and in the article,
// in order, typed as fast as one likes, and after a restart.
func TestUndoOverScreens(t *testing.T) {
	lib := small()
	s := start(lib, 100, 30)
	id := lib.articles[0].ID
	s.keys("j", "*", "t", "type talks", "enter", "enter", "]", "d")
	wants(t, s, "brings it back")
	a, _ := lib.Article(t.Context(), id)
	if len(a.Annotations) != 0 || a.Starred || !slices.Contains(a.Tags, "talks") {
		t.Fatalf("article %+v", a.Briefing)
	}
	s.keys("U")
	wants(t, s, "undone: deleted a mark", "✎2")
	s = start(lib, 100, 30) // after a restart
	s.keys("U", "U")
	wants(t, s, "undone: starred")
	if a, _ = lib.Article(t.Context(), id); len(a.Annotations) != 1 || !a.Starred || slices.Contains(a.Tags, "talks") {
		t.Errorf("article %+v", a.Briefing)
	}
	s.keys("ctrl+r", "ctrl+r", "ctrl+r", "ctrl+r")
	wants(t, s, "nothing to redo")
	if a, _ = lib.Article(t.Context(), id); len(a.Annotations) != 0 || a.Starred || !slices.Contains(a.Tags, "talks") {
		t.Errorf("article %+v", a.Briefing)
	}
	s.keys("U", "U", "U", "U")
	wants(t, s, "nothing to undo")
}

// TestUndoWaits: an undo that is typed ahead takes back the change that was
// asked for before it, and what is typed after it comes after it.
func TestUndoWaits(t *testing.T) {
	lib := small()
	s := start(lib, 100, 30)
	var cmds []tea.Cmd
	for _, k := range []string{"*", "U", "j"} { // no answer comes in between
		_, cmd := s.app.Update(press(k))
		cmds = append(cmds, cmd)
	}
	if b, _ := s.app.list.Current(); b.ID == lib.articles[0].ID {
		t.Error("a key after the undo went ahead of it")
	}
	for _, c := range cmds {
		s.run(c)
	}
	if lib.articles[1].Starred {
		t.Error("the star is still there")
	}
	if b, _ := s.app.list.Current(); b.ID != lib.articles[0].ID {
		t.Error("the key typed after the undo was lost")
	}
}

// TestNotesScreen goes from the list to all notes, opens one at its passage,
// edits it, and comes back.
func TestNotesScreen(t *testing.T) {
	lib := small()
	s := start(lib, 120, 40)
	s.keys(`"`)
	wants(t, s, "[Notes]", "open the Sel bridge", "the date is new")
	s.keys("j", "enter")
	if n, ok := s.app.reader.Current(); !ok || n.ID != lib.articles[0].ID || !s.app.reading {
		t.Fatal("the note does not open its briefing")
	}
	s.keys("esc", "a", "type !", "ctrl+s")
	if got := lib.articles[0].Annotations[0].Text; got != "the date is new!" && got != "!the date is new" {
		t.Errorf("the note is %q", got)
	}
	s.keys("esc", "q")
	wants(t, s, "[Briefings]")
	s.keys(":", "type notes tag:nothing", "enter")
	if s.app.beside != theNotes {
		t.Error(":notes does not show the notes")
	}
	s.send(tea.MouseClickMsg{X: 3, Y: 0, Button: tea.MouseLeft})
	if s.app.beside != theList {
		t.Error("a click on the tab does not show the list")
	}
	s.keys(":", "type group colour", "enter")
	wants(t, s, "by colour")
}

// TestDivisions: the list and the margin get wider and narrower by key and by
// mouse, and are so again after a restart.
func TestDivisions(t *testing.T) {
	lib := small()
	s := start(lib, 160, 40)
	before := s.app.listWidth()
	s.keys(">", ">", "<")
	if got := s.app.listWidth(); got != before+listStep {
		t.Errorf("the list has %d cells, had %d", got, before)
	}
	s.send(tea.MouseClickMsg{X: s.app.listWidth(), Y: 5, Button: tea.MouseLeft})
	s.send(tea.MouseMotionMsg{X: 60, Y: 7, Button: tea.MouseLeft})
	s.send(tea.MouseReleaseMsg{X: 60, Y: 7})
	s.send(tea.MouseMotionMsg{X: 30, Y: 7})
	if got := s.app.listWidth(); got != 60 {
		t.Errorf("dragged, the list has %d cells", got)
	}
	s.keys("j", "enter")
	margin := s.app.reader.MarginWidth()
	s.keys("alt+>")
	if got := s.app.reader.MarginWidth(); got != margin+listStep {
		t.Errorf("the margin has %d cells, had %d", got, margin)
	}
	s.keys("z")
	if strings.Contains(s.screen(), "Press briefing") {
		t.Error("zen shows the list")
	}
	s.run(s.app.leave())

	s = start(lib, 160, 40)
	if s.app.listWidth() != 60 {
		t.Errorf("after a restart the list has %d cells", s.app.listWidth())
	}
	if b, _ := s.app.list.Current(); b.ID != lib.articles[0].ID {
		t.Error("after a restart the list is not where it was")
	}
	s.keys("enter")
	if s.app.alone() || s.app.reader.MarginWidth() != margin+listStep {
		t.Errorf("after a restart zen is %v, the margin has %d cells", s.app.alone(), s.app.reader.MarginWidth())
	}
	for _, w := range []int{40, 99, 100, 120, 300} {
		s.send(tea.WindowSizeMsg{Width: w, Height: 30})
		check(t, "divisions", s.app.View(), w, 30)
	}
}

// TestSequences: a binding may have several keys; what was begun is shown.
func TestSequences(t *testing.T) {
	c, err := config.Parse([]byte("[keys.list]\ntop = [\"g g\", \"home\"]\n[keys.global]\nnotes = [\"g n\"]\n[keys.article]\ntop = [\"g g\"]\n[keys.notes]\ntop = [\"g g\"]\n[keys.ledger]\ntop = [\"g g\"]\n"), "c")
	if err != nil {
		t.Fatal(err)
	}
	s := start(small(), 100, 30, func(o *Options) { o.Config = c })
	s.keys("G", "g")
	wants(t, s, " g …")
	s.keys("g")
	if b, _ := s.app.list.Current(); b.ID != s.app.list.Rows()[0].ID {
		t.Error("g g does not go to the top")
	}
	s.keys("g", "x")
	wants(t, s, "g x means nothing here")
	s.keys("g", "esc", "g", "n")
	wants(t, s, "[Notes]")
	s.keys("?")
	wants(t, s, "g n")
}

// TestEveryActionHasACommand runs an action by its name, also one that the
// configuration took the key of, on the screen that it belongs to.
func TestEveryActionHasACommand(t *testing.T) {
	c, err := config.Parse([]byte("[keys.article]\nnext_statement = []\n"), "c")
	if err != nil {
		t.Fatal(err)
	}
	lib := small()
	s := start(lib, 120, 40, func(o *Options) { o.Config = c })
	s.keys("j", "enter", "s")
	wants(t, s, "¶ 1")
	s.keys(":", "type next-statement", "enter")
	wants(t, s, "Mila Torvan, direct")
	s.keys("esc", ":", "type next-st", "enter")
	if !s.app.reading {
		t.Error("the command of an article's action does not go there")
	}
	names := map[string]bool{}
	for _, x := range s.app.all() {
		if names[x.name] {
			t.Errorf(":%s stands twice", x.name)
		}
		names[x.name] = true
	}
	for _, screen := range config.Screens() {
		for _, n := range screen.Actions {
			if name := strings.ReplaceAll(n.Name, "_", "-"); n.Mode == "" && !names[name] {
				t.Errorf("%s.%s has no command", screen.Name, n.Name)
			}
		}
	}
}

// TestNames: colours get names, tags others, and both are remembered.
func TestNames(t *testing.T) {
	lib := small()
	s := start(lib, 120, 40)
	s.keys(":", "type colour 2 concession", "enter", ":", "type rename-tag kelland neighbours", "enter")
	wants(t, s, "tag kelland is now neighbours: 1 changed")
	s = start(lib, 120, 40)
	s.keys("j", "enter", "]", "3", "2")
	wants(t, s, "concession")
	s.keys("esc", ":", "up")
	wants(t, s, ":rename-tag kelland neighbours") // the history outlives the program
	s.keys("esc", ":", "type colour 3 concession", "enter")
	wants(t, s, "colour 2 is called concession already")
	s.keys("U", "U", "U")
	if !slices.Contains(lib.articles[0].Tags, "kelland") {
		t.Error("the tag is not renamed back")
	}
}

// TestTrueColourTheme sets the terminal's background, and gives it back.
func TestTrueColourTheme(t *testing.T) {
	s := start(small(), 100, 30)
	s.keys(":", "type theme night", "enter")
	if v := s.app.View(); v.BackgroundColor == nil || v.ForegroundColor == nil {
		t.Error("the theme does not set the background")
	}
	s.keys(":", "type theme auto", "enter")
	if v := s.app.View(); v.BackgroundColor != nil {
		t.Error("the background is not given back")
	}
	s.keys(":", "type theme nosuch", "enter")
	wants(t, s, `theme is "nosuch"`)
}

// TestBulk: what the filter shows is changed at once, and comes back at once.
func TestBulk(t *testing.T) {
	lib := small()
	s := start(lib, 100, 30)
	s.keys("V", "t", "type all", "enter", "*")
	for _, a := range lib.articles {
		if !slices.Contains(a.Tags, "all") || !a.Starred {
			t.Fatalf("%s: %v", a.Title, a.Tags)
		}
	}
	s.keys("U", "U")
	for _, a := range lib.articles {
		if slices.Contains(a.Tags, "all") {
			t.Errorf("%s: %v", a.Title, a.Tags)
		}
	}
}

// TestSuspend: the key works while one types, and a letter that somebody bound
// to it is still a letter there.
func TestSuspend(t *testing.T) {
	for _, where := range [][]string{nil, {"enter"}, {"enter", "a"}, {":"}, {"?"}, {"e"}} {
		s := start(small(), 80, 24)
		s.keys(where...)
		s.keys("ctrl+z")
		if !slices.Contains(s.asked, "tea.SuspendMsg") {
			t.Errorf("after %v ctrl+z does not suspend: %v", where, s.asked)
		}
	}
	c, err := config.Parse([]byte("[keys.global]\nsuspend = [\"Z\"]\n"), "c")
	if err != nil {
		t.Fatal(err)
	}
	s := start(small(), 80, 24, func(o *Options) { o.Config = c })
	s.keys("j", "enter", "]", "a", "type Z", "ctrl+s")
	if slices.Contains(s.asked, "tea.SuspendMsg") {
		t.Error("a letter of a note suspends")
	}
}

// TestNoScrollbar: the configuration takes all of them away.
func TestNoScrollbar(t *testing.T) {
	for _, w := range []int{80, 160} {
		for _, bar := range []bool{true, false} {
			s := start(big(400), w, 24, func(o *Options) { o.Config.Scrollbar = bar })
			if got := strings.Contains(s.screen(), "▐"); got != bar {
				t.Errorf("at %d the list has a scrollbar: %v, want %v", w, got, bar)
			}
			s = start(small(), w, 9, func(o *Options) { o.Config.Scrollbar = bar })
			s.keys("j", "enter")
			if got := strings.ContainsAny(s.screen(), "├■┣"); got != bar {
				t.Errorf("at %d the article has a scrollbar: %v, want %v\n%s", w, got, bar, s.screen())
			}
		}
	}
}
