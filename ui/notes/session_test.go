package notes

import (
	"strings"
	"testing"

	"readout/ui/dialog"
)

// TestSession reads as somebody's hour over their notes before a paper is
// written: what was conceded, by whom; what lost its place; what is cited.
func TestSession(t *testing.T) {
	d := invented()
	n := newNotes(t, d, 60, 30)
	see := func(words ...string) {
		t.Helper()
		screen := strings.Join(strings.Fields(seen(n)), " ")
		for _, w := range words {
			if !strings.Contains(screen, w) {
				t.Fatalf("%q is not on the screen:\n%s", w, seen(n))
			}
		}
	}
	ask := func(key, value string) {
		t.Helper()
		open := only[dialog.Open](press(n, key))
		if len(open) != 1 {
			t.Fatalf("%s opens nothing", key)
		}
		run(n, open[0].Dialog.(*dialog.Line).Done(value))
	}
	see("All notes", "8 · by briefing", "▾ Maren, Lund discuss the Sel corridor")

	// Where do the notes on customs stand? Two colours say it together.
	ask("/", "customs")
	see("› ✎2", "by briefing")
	press(n, "b b") // by tag, by colour: the cursor stays on the note
	see("▾ 2 concession", "by colour")
	if under(n) != "02" {
		t.Fatalf("grouping moves the cursor to %q", under(n))
	}
	press(n, "esc 1") // it is a position after all: it leaves the group, and the cursor does not follow
	see("▾ 1 position 3", "▾ 2 concession 1")
	if under(n) != "06" {
		t.Fatalf("after a note left its group the cursor is on %q", under(n))
	}

	// What has lost its place comes first by state, and is tagged for later.
	run(n, n.SetGroup(ByState))
	press(n, "g j")
	see("▾ without a place in the text", "orphan: no longer in the text")
	ask("t", "again")
	see("#again #check")

	// All that Lund says goes to the clipboard with citations, all of that to files.
	run(n, n.SetGroup(BySpeaker))
	press(n, "g J")
	see("›▾ Jonas Lund 3")
	press(n, "v")
	see("3 of 8 selected")
	text := only[Copy](press(n, "y"))[0].Text
	if strings.Count(text, "— ") != 3 || !strings.Contains(text, "Jonas Lund, Ostria Press") {
		t.Fatalf("copied:\n%s", text)
	}
	if got := only[Export](press(n, "x"))[0].IDs; strings.Join(got, " ") != "selcorridor chapters" {
		t.Fatalf("exported: %v", got)
	}

	// The selection is deleted by mistake, and brought back by the root.
	before := d.noted[0].Annotations[1]
	press(n, "d")
	see("5 · by speaker")
	if len(d.noted[0].Annotations) != 3 {
		t.Fatalf("%d notes are left", len(d.noted[0].Annotations))
	}
	d.noted[0].Annotations = append(d.noted[0].Annotations, before)
	d.noted[0].Speakers, d.noted[0].Paragraphs = append(d.noted[0].Speakers, nil), append(d.noted[0].Paragraphs, 3)
	run(n, n.ReloadTo(before.ID))
	if under(n) != before.ID {
		t.Fatalf("what came back is not under the cursor: %q", under(n))
	}
	see("6 · by speaker")
	if got := only[Open](press(n, "enter")); len(got) != 1 || got[0] != (Open{"selcorridor", "02"}) {
		t.Fatalf("enter opens %v", got)
	}
}
