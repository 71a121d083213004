package ui_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"readout/ui"
)

// TestPlain reads, marks and writes without a screen and without a mouse: a
// line typed, words heard.
func TestPlain(t *testing.T) { newDesk(t, invented(t)).plain("title:halmsted kind:readout") }

// TestPlainCorpus does so with real documents.
func TestPlainCorpus(t *testing.T) {
	newDesk(t, corpus(t, "docs")...).plain("title:call kind:readout")
}

func (d *desk) plain(wanted string) {
	t := d.t
	heard := d.hear("filter "+wanted, "1", "statements", "next statement", "where", "mark sentence", "colour 2 is position",
		"note said before", "tag talks", "star", "next briefing", "mark sentence", "quit")
	hears(t, heard, "Briefings 1 to", "that match "+wanted, "words,", "1. ", "paragraph", "Marked", "Note on", "Tagged", "Starred")
	if all := d.notes(); len(all) != 2 || noteOf(d, "said before").Quote == nil {
		t.Fatalf("%d notes are kept: %+v", len(all), all)
	}

	// The next day: it goes on where it was left, and takes back what was done.
	heard = d.hear("undo", "undo", "redo", "filter is:starred", "1", "notes", "next note", "again", "cite", "quit")
	hears(t, heard, "Taken back: marked", "Taken back: starred", "Made again: starred", "said before", "Going on in paragraph")
	if all := d.notes(); len(all) != 1 {
		t.Errorf("%d notes are left", len(all))
	}

	out := filepath.Join(t.TempDir(), "out")
	heard = d.hear("all notes by speaker", "1", "list", "all notes", "export "+out, "quit")
	hears(t, heard, "said before", "xported")
	if text, files := exported(t, out); files != 1 || !strings.Contains(text, "said before") {
		t.Errorf("%d files: %s", files, text)
	}

	// What was done without a screen is there with one.
	s := d.sit(80, 24)
	s.Keys(`"`)
	s.Sees(t, "said before", "1 · by briefing")
}

// hear runs the flat mode over lines that are typed, and returns what it says.
func (d *desk) hear(lines ...string) string {
	d.t.Helper()
	var out bytes.Buffer
	o := ui.Options{Library: d.library(), Flat: true, Now: ui.Clock}
	d.actions(&o)
	if err := ui.Run(d.t.Context(), o, strings.NewReader(strings.Join(lines, "\n")+"\n"), &out); err != nil {
		d.t.Fatal(err)
	}
	for _, r := range out.String() { // what a screen reader would spell out
		if r != '\n' && unicode.IsControl(r) || r >= 0x2500 && r < 0x2600 {
			d.t.Fatalf("%U is said in:\n%s", r, out.String())
		}
	}
	return out.String()
}

func hears(t *testing.T, heard string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(heard, text) {
			t.Errorf("%q is not said in:\n%s", text, heard)
		}
	}
}
