package ui_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"readout/briefings"
	"readout/ui"
)

// TestMorning reads forty briefings and marks fifteen passages.
func TestMorning(t *testing.T) { newDesk(t, invented(t)).morning() }

// TestMorningCorpus does so with real documents.
func TestMorningCorpus(t *testing.T) { newDesk(t, corpus(t, "docs", "state")...).morning() }

func (d *desk) morning() {
	t := d.t
	s := d.sit(120, 40)
	s.Keys(`\`, "type is:unread", "enter")
	s.Sees(t, "Filter: is:unread")
	s.Keys(":", "type colour 2 concession", "enter")
	s.Says(t, "colour 2 is called concession")

	// The first half of the morning.
	s.Keys("enter")
	read, marked := readAndMark(s, 20, 8)
	if len(d.notes()) != marked || marked != 8 {
		t.Fatalf("%d passages are marked, %d notes are kept", marked, len(d.notes()))
	}
	s.Keys("s", "v", "v", "v", "2", "a", "type ask the desk about this", "tab", "type follow-up", "ctrl+s")
	s.Says(t, "note kept")
	marked++
	if n := noteOf(d, "ask the desk about this"); n.Color != 2 || n.Quote == nil || !slices.Contains(n.Tags, "follow-up") {
		t.Errorf("the note is %+v", n)
	}

	// Second thoughts, and third ones.
	s.Keys("d")
	s.Says(t, "U brings it back")
	if got := len(d.notes()); got != marked-1 {
		t.Errorf("%d notes are left after one was deleted", got)
	}
	s.Keys("U")
	s.Says(t, "undone: deleted")
	if n := noteOf(d, "ask the desk about this"); n.Quote == nil {
		t.Error("the note did not come back")
	}

	// Called away in the middle of a note: the terminal is closed.
	s.Keys("ctrl+d", "a", "type called away in the m", "ctrl+c")
	id := s.Shown()
	at := place(d, id)
	s = d.sit(120, 40)
	if s.Shown() != id {
		t.Errorf("beside the list %s is shown, not %s, where its cursor is", s.Shown(), id)
	}
	s.Keys("enter")
	s.Says(t, "an unfinished note of yours is kept")
	s.Keys("ctrl+c")
	if s.Shown() != id || place(d, id) != at || at == 0 {
		t.Errorf("after the restart %s is open at %d, not %s at %d", s.Shown(), place(d, id), id, at)
	}
	s = d.sit(120, 40)
	s.Keys("enter")
	s.Sees(t, "concession")
	s.Keys("a")
	s.Sees(t, "called away in the m")
	s.Keys("type iddle", "ctrl+s")
	if n := noteOf(d, "called away in the middle"); n.ID == "" {
		t.Errorf("the draft was not kept as a note:\n%s", s.Screen())
	}
	marked++ // a note on the whole briefing, or on the mark it stood on
	s.Keys("U")
	s.Says(t, "undone: ")
	s.Keys("ctrl+r")
	s.Says(t, "done again: ")

	// The second half, on a small screen.
	s = d.sit(80, 24)
	s.Keys("g", "enter")
	more, again := readAndMark(s, 40-read, 15-8)
	if read += more; read < 40 {
		t.Errorf("%d briefings were read", read)
	}
	marked += again
	if got := len(d.notes()); got != marked {
		t.Errorf("%d notes are kept, %d were made", got, marked)
	}

	// What there is now, and where it goes.
	s = d.sit(120, 40)
	s.Keys(`"`)
	s.Sees(t, "[Notes]", fmt.Sprintf("%d · by briefing", marked))
	s.Keys(":", "type group colour", "enter")
	s.Sees(t, "concession")
	s.Keys("G")
	s.Sees(t, "called away in the middle")
	s.Keys("/", "type ask the desk", "enter", "enter")
	s.Sees(t, "ask the desk about this")
	s.Keys("esc")
	s.Sees(t, "[Notes]")
	out := filepath.Join(t.TempDir(), "notes")
	s.Keys("V", "x", "ctrl+u", "type "+out, "enter")
	s.Says(t, "exported")
	text, files := exported(t, out)
	if files == 0 || strings.Count(text, "\n^h-")+strings.Count(text, "called away") < marked {
		t.Errorf("%d files hold %d passages of %d", files, strings.Count(text, "\n^h-"), marked)
	}
	s.Keys(":", "up", "up")
	s.Sees(t, ":colour 2 concession")
}

// readAndMark reads n briefings from the one that is open, and marks the first
// passages of some; it returns how many it read and marked.
func readAndMark(s *ui.Session, n, marks int) (read, marked int) {
	for read < n {
		read++
		s.Keys("s", "space", "g")
		if marked < marks && read*marks >= marked*n {
			s.Keys("s", "v", ")", strconv.Itoa(marked%5+1))
			if strings.Contains(s.Last(), "marked") {
				marked++
			} else {
				s.Keys("esc")
			}
		}
		if read < n {
			s.Keys("J")
		}
	}
	return read, marked
}

// place returns the place in a briefing that the library keeps.
func place(d *desk, id string) int {
	d.t.Helper()
	a, err := d.library().Article(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return a.Place
}

// noteOf returns the note with a text, or none.
func noteOf(d *desk, text string) briefings.Annotation {
	all := d.notes()
	if i := slices.IndexFunc(all, func(n briefings.Annotation) bool { return n.Text == text }); i >= 0 {
		return all[i]
	}
	return briefings.Annotation{}
}
