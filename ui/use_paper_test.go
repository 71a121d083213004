package ui_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPaper compares what two governments say of one meeting and collects
// passages for a paper, with citations.
func TestPaper(t *testing.T) {
	newDesk(t, invented(t)).paper("title:halmsted kind:readout after:2024-03-10", "Halvoria", "Kasvia")
}

// TestPaperCorpus does so with the two accounts of a real call.
func TestPaperCorpus(t *testing.T) {
	newDesk(t, corpus(t, "pairs")...).paper("biden putin after:2021-12-30 before:2022-01-01 -kind:transcript", "Psaki", "Presid")
}

func (d *desk) paper(both string, sides ...string) {
	t := d.t
	s := d.sit(120, 40)
	s.Keys(`\`, "type "+both, "enter")
	s.Sees(t, "1 of 2", sides[0], sides[1])

	// One passage of each side, marked, noted and copied with its citation.
	s.Keys("enter")
	first := s.Shown()
	for _, side := range []string{"one side", "other side"} {
		if side == "other side" {
			s.Keys("J")
		}
		s.Keys("s", "v", "v", "v", "v", "y")
		s.Says(t, "sent to the clipboard")
		if quote, cited, ok := strings.Cut(d.copied, "\n— "); !ok || len(quote) < 20 || !strings.Contains(cited, "https://") && !strings.Contains(cited, "http://") {
			t.Errorf("%s copied %q", side, d.copied)
		}
		s.Keys("[", "s", "v", "v", "v", "v", "3", "a", "type the "+side+" says it so", "tab", "type paper", "ctrl+s")
		s.Says(t, "note kept")
	}
	if s.Shown() == first {
		t.Fatal("J does not go to the other side")
	}
	s.Keys("s", "v", "v", "1", "Y")
	if strings.Contains(d.copied, "— ") {
		t.Errorf("Y copied %q", d.copied)
	}

	// Back to where the first side was, and there again.
	s.Keys("ctrl+o", "ctrl+o", "ctrl+o", "ctrl+o", "ctrl+o", "ctrl+o", "ctrl+o", "ctrl+o")
	if s.Shown() != first {
		t.Error("the way back does not lead to the first side")
	}

	// All notes: by speaker, then the tagged ones, then one of them at its place.
	s.Keys(`"`, ":", "type group speaker", "enter")
	s.Sees(t, "3 · by speaker", "the one side says it so")
	s.Keys(`\`, "type tag:paper", "enter")
	s.Sees(t, "the other side says it so")
	s.Keys("\\", "ctrl+u", "enter", "/", "type other side", "enter", "enter")
	s.Sees(t, "the other side says it so")
	if s.Shown() == first {
		t.Error("the note did not open in its briefing")
	}
	s.Keys("esc")

	// Everything to one folder, twice: the second time nothing changes.
	out := filepath.Join(t.TempDir(), "paper")
	s.Keys("V", "x", "ctrl+u", "type "+out, "enter")
	text, files := exported(t, out)
	if files != 2 || !strings.Contains(text, "the one side says it so") || !strings.Contains(text, "the other side says it so") {
		t.Errorf("%d files:\n%s", files, text)
	}
	if n := len(regexp.MustCompile(`\[@[^\]]+\]`).FindAllString(text, -1)); n < 3 {
		t.Errorf("%d citations in\n%s", n, text)
	}
	s.Keys("x", "enter")
	if again, _ := exported(t, out); again != text {
		t.Error("exporting again changes the files")
	}

	// The next day: a better word for the tag, and back.
	s = d.sit(80, 24)
	s.Keys(":", "type rename-tag paper chapter-2", "enter")
	s.Says(t, "tag paper is now chapter-2: 2 changed")
	if n := noteOf(d, "the one side says it so"); len(n.Tags) != 1 || n.Tags[0] != "chapter-2" {
		t.Errorf("tags %v", n.Tags)
	}
	s.Keys("U")
	s.Says(t, "undone: renamed")
	s.Keys("U", "U", "U")
	if n := noteOf(d, "the other side says it so"); n.ID != "" {
		t.Errorf("after four steps back the note is still %+v", n)
	}
	s.Keys("ctrl+r", "ctrl+r", "ctrl+r", "ctrl+r", "ctrl+r")
	s.Says(t, "nothing to redo")
	if n := noteOf(d, "the other side says it so"); len(n.Tags) != 1 || n.Tags[0] != "chapter-2" {
		t.Errorf("after all steps again the note is %+v", n)
	}
}
