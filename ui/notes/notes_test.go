package notes

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"readout/briefings"
	"readout/ui/dialog"
)

func TestView(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {60, 30}, {120, 40}} {
		for _, g := range Groupings() {
			t.Run(fmt.Sprintf("%dx%d-%s", size[0], size[1], g), func(t *testing.T) {
				n := newNotes(t, invented(), size[0], size[1])
				run(n, n.SetGroup(g))
				press(n, "g j j")
				golden.RequireEqual(t, []byte(seen(n)))
			})
		}
	}
}

// TestGroups: every grouping has every note, under the right headings.
func TestGroups(t *testing.T) {
	for _, tt := range []struct {
		by   Grouping
		want string
	}{
		{ByBriefing, "Maren, Lund discuss the Sel corridor: 01 02 03 04 05 | Readout of the call of the Foreign Minister of Ostria with the chair of the river commission on the remaining chapters: 06 07 | (no title): 08"},
		{ByTag, "#check: 04 05 | #concession: 02 | #corridor: 01 02 07 | no tag: 03 06 08"},
		{ByColour, "1 position: 01 07 | 2 concession: 02 06 | colour 3: 03 | colour 4: 08 | 5 check: 04 | page notes: 05"},
		{BySpeaker, "Edda Maren: 01 04 08 | Jonas Lund: 02 04 06 | nobody is known to say it: 03 07 | page notes: 05"},
		{ByDate, "today, 20 May 2031: 01 02 | yesterday, 19 May 2031: 03 05 | Saturday, 17 May 2031: 04 | April 2031: 06 07 | February 2031: 08"},
		{ByState, "without a place in the text: 04 | at a passage that has changed: 06 | in place: 01 02 03 07 08 | page notes: 05"},
		{Flat, ": 01 02 03 05 04 06 07 08"},
	} {
		n := newNotes(t, invented(), 80, 30)
		run(n, n.SetGroup(tt.by))
		var groups []string
		for i := range n.groups {
			words := []string{n.heading(&n.groups[i]) + ":"}
			for _, e := range n.groups[i].entries {
				words = append(words, e.a.ID)
			}
			groups = append(groups, strings.Join(words, " "))
		}
		if got := strings.Join(groups, " | "); got != tt.want {
			t.Errorf("by %s:\n%s\nwant\n%s", tt.by, got, tt.want)
		}
		if under(n) != "01" {
			t.Errorf("by %s the cursor is on %q", tt.by, under(n))
		}
	}
}

// TestMoves: the cursor goes over headings and notes, and tells what it is on.
func TestMoves(t *testing.T) {
	n := newNotes(t, invented(), 60, 20)
	for _, step := range []struct {
		key  string
		at   int
		told string
	}{
		{"k", 0, "selcorridor/"},
		{"j", 1, "selcorridor/01"},
		{"G", 10, "untitled/08"},
		{"j", 10, "-"},
		{"K", 9, "untitled/"},
		{"K", 6, "chapters/"},
		{"J", 9, "untitled/"},
		{"g", 0, "selcorridor/"},
		{"tab", 0, "-"},
		{"j", 1, "chapters/"},
		{"tab", 1, "-"},
		{"j", 2, "untitled/"},
		{"shift+tab", 2, "-"},
		{"shift+tab", 9, "-"},
		{"k", 8, "chapters/07"},
		{"tab", 6, "chapters/"},
	} {
		told := "-"
		for _, m := range only[Moved](press(n, step.key)) {
			told = m.Briefing + "/" + m.Note
		}
		if n.at != step.at || told != step.told {
			t.Errorf("after %s the cursor is at %d and tells %q, want %d and %q", step.key, n.at, told, step.at, step.told)
		}
	}
	if got := only[Open](press(n, "g shift+tab shift+tab j enter")); len(got) != 1 || got[0] != (Open{"selcorridor", "01"}) {
		t.Errorf("enter says %v", got)
	}
	if got := only[Edit](press(n, "j a")); len(got) != 1 || got[0] != (Edit{"selcorridor", "02"}) {
		t.Errorf("a says %v", got)
	}
	if !n.Goto("08") || under(n) != "08" || n.Goto("99") {
		t.Errorf("Goto is on %q", under(n))
	}
	if got := only[Left](press(n, "esc q h")); len(got) != 3 {
		t.Errorf("%d times left", len(got))
	}
}

// TestHeadingStays: the heading of the first note stands on top although its
// row has scrolled away.
func TestHeadingStays(t *testing.T) {
	n := newNotes(t, invented(), 60, 12)
	press(n, "j j j j")
	rows := strings.Split(seen(n), "\n")
	if !strings.Contains(rows[1], "▾ Maren, Lund discuss") || strings.Contains(rows[2], "▾") {
		t.Errorf("the first rows are\n%s", strings.Join(rows[:4], "\n"))
	}
	press(n, "J") // the heading itself is a row like any other
	if n.items[n.at].e != nil || !strings.Contains(seen(n), "›▾ Readout of the call") {
		t.Errorf("the next heading is not shown:\n%s", seen(n))
	}
}

// TestQuery: a query selects briefings by the source, and notes here.
func TestQuery(t *testing.T) {
	d := invented()
	n := newNotes(t, d, 80, 30)
	for _, tt := range []struct{ query, asked, want string }{
		{"tag:sel", "", "01 02 03 04 05"},
		{"tag:corridor", "", "01 02 07"},
		{"source:ostria note:chapter", "source:ostria", "06 07"},
		{"is:orphaned", "", "04"},
		{"source:nobody", "source:nobody", ""},
	} {
		line := only[dialog.Open](press(n, `\`))[0].Dialog.(*dialog.Line)
		run(n, line.Done(tt.query))
		var got []string
		for _, e := range n.entries {
			got = append(got, e.a.ID)
		}
		if s := strings.Join(got, " "); s != tt.want || d.asks[len(d.asks)-1] != tt.asked {
			t.Errorf("%q shows %q (asked %q), want %q (%q)", tt.query, s, d.asks[len(d.asks)-1], tt.want, tt.asked)
		}
	}
	if !strings.Contains(seen(n), "No note fits this filter.") || !strings.Contains(seen(n), "Notes: source:nobody") {
		t.Errorf("an empty screen says\n%s", seen(n))
	}
	if got := only[Moved](press(n, "esc")); len(got) != 1 || got[0].Note != "01" || len(n.entries) != 8 {
		t.Errorf("esc does not show all: %v", got)
	}
	line := only[dialog.Open](press(n, `\`))[0].Dialog.(*dialog.Line)
	run(n, line.Changed("tag:check"))
	if len(n.entries) != 2 || line.Note() != "2 notes" {
		t.Errorf("the notes do not follow the filter: %d, %q", len(n.entries), line.Note())
	}
	run(n, line.Cancel())
	if len(n.entries) != 8 {
		t.Error("esc does not restore the notes")
	}
}

// TestFind: words are found in passages and notes, across line ends, and n
// goes on round the end and into folded groups.
func TestFind(t *testing.T) {
	n := newNotes(t, invented(), 60, 30)
	find := func(s string) *dialog.Line {
		line := only[dialog.Open](press(n, "/"))[0].Dialog.(*dialog.Line)
		run(n, line.Changed(s))
		return line
	}
	line := find("chapter")
	if under(n) != "06" || line.Note() != "in 2 notes" {
		t.Errorf("the cursor is on %q, the line says %q", under(n), line.Note())
	}
	run(n, line.Cancel())
	if under(n) != "01" || n.find.term != "" {
		t.Errorf("esc goes to %q", under(n))
	}
	run(n, find("corridor, and").Done("corridor, and"))
	if under(n) != "01" || len(n.find.hits) != 1 {
		t.Errorf("over the end of a line: %q, %v", under(n), n.find.hits)
	}
	run(n, find("Chapter").Done("Chapter"))
	if len(n.find.hits) != 0 {
		t.Errorf("a capital finds %v", n.find.hits)
	}
	press(n, "J tab k")
	run(n, find("chapter").Done("chapter"))
	var order []string
	for _, k := range []string{"", "n", "n", "N"} {
		msgs := press(n, k)
		order = append(order, under(n))
		if s := only[Said](msgs); len(s) > 0 {
			order = append(order, s[0].Text)
		}
	}
	if got := strings.Join(order, ", "); got != "06, 07, 06, from the top again, 07, from the end again" {
		t.Errorf("hits in the order %s", got)
	}
	if s := n.Status(); s != "8 notes · group 2 of 3 · “chapter” in 2 notes" {
		t.Errorf("Status = %q", s)
	}
	if press(n, "esc"); n.find.term != "" || !strings.Contains(n.Status(), "8 notes") {
		t.Error("esc does not forget the words")
	}
}

func TestOccurrences(t *testing.T) {
	for _, tt := range []struct{ text, term, want string }{
		{"Talks on talks", "talks", "Talks|talks"},
		{"Talks on talks", "Talks", "Talks"},
		{"a  b\nc", "b c", "b\nc"},
		{"“it’s”", `"it's"`, "“it’s”"},
		{"İstanbul x", "x", "x"},
		{"abc", " ", ""},
		{"", "a", ""},
	} {
		var got []string
		for _, s := range occurrences(tt.text, tt.term) {
			got = append(got, tt.text[s.Start:s.End])
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("occurrences(%q, %q) = %q, want %q", tt.text, tt.term, s, tt.want)
		}
	}
}

// TestChange: a note changes at once, the cursor stays in its row, and what is
// done is said.
func TestChange(t *testing.T) {
	for _, tt := range []struct {
		by          Grouping
		keys        string
		calls, said string
		under       string
	}{
		{ByBriefing, "3", "01 3 [corridor]", "colour 3", "01"},
		{ByBriefing, "2", "01 2 [corridor]", "concession", "01"},
		{ByBriefing, "1", "", "already position", "01"},
		{ByBriefing, "j d", "delete 02", "deleted; U brings it back", "03"},
		{ByBriefing, "j j j j d", "delete 05", "deleted; U brings it back", "06"},
		{ByColour, "2", "01 2 [corridor]", "concession", "07"},
		{ByBriefing, "v j j 5", "01 5 [corridor], 02 5 [concession corridor], 03 5 []", "check: 3 notes", "03"},
		{ByBriefing, "v j d", "delete 01 02", "deleted 2 notes; U brings them back", "03"},
		{ByBriefing, "V d", "delete 01 02 03 04 05 06 07 08", "deleted 8 notes; U brings them back", ""},
	} {
		d := invented()
		n := newNotes(t, d, 80, 30)
		run(n, n.SetGroup(tt.by))
		said := only[Said](press(n, tt.keys))
		if got := strings.Join(d.calls, ";"); got != tt.calls || len(said) == 0 || said[len(said)-1].Text != tt.said || under(n) != tt.under {
			t.Errorf("by %s, %s: %q, says %q, cursor on %q; want %q, %q, %q", tt.by, tt.keys, got, said, under(n), tt.calls, tt.said, tt.under)
		}
	}
}

// TestTags: tags go on and off one note or many; what has them is left alone.
func TestTags(t *testing.T) {
	d := invented()
	n := newNotes(t, d, 80, 30)
	line := only[dialog.Open](press(n, "v j t"))[0]
	l := line.Dialog.(*dialog.Line)
	if c := l.Complete("new, con", 8); l.Prompt != "tag 2 notes: " || len(c) != 1 || c[0].Text != "new, concession" {
		t.Errorf("prompt %q, completions %v", l.Prompt, c)
	}
	msgs := run(n, l.Done("#concession"))
	if got := only[Said](msgs); got[0].Text != "tagged concession" || strings.Join(d.calls, ";") != "01 1 [concession corridor]" {
		t.Errorf("says %v, calls %v", got, d.calls)
	}
	if got := only[Changed](msgs); len(got) != 1 || !slices.Equal(got[0].IDs, []string{"selcorridor"}) {
		t.Errorf("changed %v", got)
	}
	if n.Selected() != 2 {
		t.Errorf("%d are still selected", n.Selected())
	}
	l = only[dialog.Open](press(n, "T"))[0].Dialog.(*dialog.Line)
	run(n, l.Done("corridor concession"))
	if len(d.calls) != 2 || d.calls[1] != "01 1 [], 02 2 []" {
		t.Errorf("calls %q", d.calls)
	}
	if got := only[Said](press(n, "T")); len(got) != 1 || got[0].Text != "no tag on 2 notes" {
		t.Errorf("untag without tags says %v", got)
	}
}

func TestCopy(t *testing.T) {
	n := newNotes(t, invented(), 80, 30)
	for _, tt := range []struct{ keys, text, said string }{
		{"y", "“We have never been closer to an agreement on the Sel corridor,\nand we will not let this chance pass”\n— Edda Maren, Harbour Gazette, “Maren, Lund discuss the Sel corridor”, 14 May 2031\n", "passage with citation sent to the clipboard"},
		{"Y", "We have never been closer to an agreement on the Sel corridor,\nand we will not let this chance pass\n", "passage sent to the clipboard"},
		{"j j v j Y", "会談は友好的な雰囲気で行われた\n\na joint patrol of the estuary from autumn on\n", "2 passages sent to the clipboard"},
		{"esc j Y", "Both sides left the fees out. Ask why.\n", "note sent to the clipboard"},
	} {
		msgs := press(n, tt.keys)
		if got := only[Copy](msgs); len(got) != 1 || got[0].Text != tt.text || only[Said](msgs)[0].Text != tt.said {
			t.Errorf("%s: %q, %v", tt.keys, got, only[Said](msgs))
		}
	}
}

// TestExport: the briefings of what is selected, of the group, of all.
func TestExport(t *testing.T) {
	n := newNotes(t, invented(), 80, 30)
	for _, tt := range []struct{ keys, want string }{
		{"x", "selcorridor chapters untitled"},
		{"k x", "selcorridor"},
		{"G v k k x", "chapters untitled"},
	} {
		got := only[Export](press(n, tt.keys))
		if len(got) != 1 || strings.Join(got[0].IDs, " ") != tt.want {
			t.Errorf("%s exports %v, want %s", tt.keys, got, tt.want)
		}
	}
	if got := n.Targets(); len(got) != 2 || got[0].ID != "chapters" {
		t.Errorf("Targets = %v", got)
	}
}

// TestSelection: a range follows the cursor, both ways, and stays; headings
// stand for their groups.
func TestSelection(t *testing.T) {
	n := newNotes(t, invented(), 80, 30)
	for _, step := range []struct {
		keys string
		want string
	}{
		{"j v j", "02 03"},
		{"k k", "01 02"},
		{"v G", "01 02"},
		{"v k", "01 02 08"},
		{"esc", ""},
		{"g v", "01 02 03 04 05"},
		{"v", ""},
		{"V", "01 02 03 04 05 06 07 08"},
		{"V", ""},
		{"g j j j j j v J tab", "05"},
		{"k v j", "05 06 07"},
	} {
		press(n, step.keys)
		var got []string
		for _, e := range n.entries {
			if n.selected[e.a.ID] {
				got = append(got, e.a.ID)
			}
		}
		if s := strings.Join(got, " "); s != step.want {
			t.Errorf("after %s %q are selected, want %q", step.keys, s, step.want)
		}
	}
	if head, _, _ := strings.Cut(seen(n), "\n"); !strings.Contains(head, "3 of 8 selected") {
		t.Errorf("the head says %q", head)
	}
}

func TestMouse(t *testing.T) {
	n := newNotes(t, invented(), 60, 30)
	at := func(words string) tea.MouseClickMsg {
		for y, row := range strings.Split(seen(n), "\n") {
			if strings.Contains(row, words) {
				return tea.MouseClickMsg{X: 9, Y: y, Button: tea.MouseLeft}
			}
		}
		t.Fatalf("%q is not on the screen\n%s", words, seen(n))
		return tea.MouseClickMsg{}
	}
	run(n, n.Update(at("Concession? In March")))
	if under(n) != "02" {
		t.Errorf("a click is on %q", under(n))
	}
	if got := only[Open](run(n, n.Update(at("Concession? In March")))); len(got) != 1 || got[0].Note != "02" {
		t.Errorf("a second click says %v", got)
	}
	run(n, n.Update(at("▾ Maren, Lund")))
	if !n.folded["selcorridor"] || n.at != 0 {
		t.Errorf("a click on the heading does not fold: at %d", n.at)
	}
	run(n, n.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown}))
	if n.at != 3 {
		t.Errorf("the wheel goes to %d", n.at)
	}
}

// TestReload: what another program changed is shown, with the cursor on its
// note, and an error leaves what there was.
func TestReload(t *testing.T) {
	d := invented()
	n := newNotes(t, d, 80, 30)
	press(n, "j j v")
	d.noted[0].Annotations = append([]briefings.Annotation{mark("00", "new", "", 1, 0)}, d.noted[0].Annotations...)
	if msgs := run(n, n.Reload()); len(msgs) != 0 || under(n) != "03" || len(n.entries) != 9 || n.Selected() != 1 {
		t.Errorf("after a reload %v, on %q, %d notes, %d selected", msgs, under(n), len(n.entries), n.Selected())
	}
	press(n, "esc K tab")
	if msgs := only[Moved](run(n, n.ReloadTo("00"))); len(msgs) != 1 || under(n) != "00" {
		t.Errorf("ReloadTo tells %v and is on %q", msgs, under(n))
	}
	d.err = errors.New("busy")
	if got := only[Failed](run(n, n.Reload())); len(got) != 1 || !errors.Is(got[0].Err, d.err) || len(n.entries) != 9 {
		t.Errorf("failed: %v", got)
	}
	if got := only[Failed](press(n, "esc d")); len(got) != 1 || len(n.entries) != 9 {
		t.Errorf("a deletion that fails says %v and leaves %d notes", got, len(n.entries))
	}
	if n.Waiting() {
		t.Error("it waits for nothing")
	}
}
