package notes

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/theme"
)

// desk is a source of notes.
type desk struct {
	noted []briefings.Noted
	err   error
	asks  []string // queries
	calls []string // changes
}

func (d *desk) Notes(_ context.Context, q query.Query, _ briefings.Order) ([]briefings.Noted, error) {
	d.asks = append(d.asks, q.String())
	if d.err != nil {
		return nil, d.err
	}
	var out []briefings.Noted
	for _, n := range d.noted {
		if len(n.Annotations) > 0 && q.Match(&query.Document{Briefing: &n.Briefing, Text: func() string { return "" }}) {
			n.Annotations = slices.Clone(n.Annotations)
			out = append(out, n)
		}
	}
	return out, nil
}

func (d *desk) find(id string) (*briefings.Noted, int) {
	for i := range d.noted {
		if k := slices.IndexFunc(d.noted[i].Annotations, func(a briefings.Annotation) bool { return a.ID == id }); k >= 0 {
			return &d.noted[i], k
		}
	}
	return nil, -1
}

func (d *desk) AnnotateAll(_ context.Context, as []briefings.Annotation) ([]briefings.Annotation, error) {
	if d.err != nil {
		return nil, d.err
	}
	var call []string
	for _, a := range as {
		call = append(call, fmt.Sprintf("%s %d %v", a.ID, a.Color, a.Tags))
		if n, k := d.find(a.ID); n != nil {
			n.Annotations[k] = a
		}
	}
	d.calls = append(d.calls, strings.Join(call, ", "))
	return as, nil
}

func (d *desk) UnannotateAll(_ context.Context, ids []string) error {
	if d.err != nil {
		return d.err
	}
	d.calls = append(d.calls, "delete "+strings.Join(ids, " "))
	for _, id := range ids {
		n, k := d.find(id)
		n.Annotations = slices.Delete(n.Annotations, k, k+1)
		n.Speakers = slices.Delete(n.Speakers, k, k+1)
		n.Paragraphs = slices.Delete(n.Paragraphs, k, k+1)
	}
	return nil
}

// noon is the time of the tests.
var noon = time.Date(2031, 5, 20, 12, 0, 0, 0, time.UTC)

// mark returns an annotation; a passage of "" makes a page note.
func mark(id, passage, text string, colour int, daysAgo int, tags ...string) briefings.Annotation {
	a := briefings.Annotation{ID: id, Text: text, Tags: tags, State: briefings.Anchored, Created: noon.AddDate(0, 0, -daysAgo)}
	if passage != "" {
		a.Color, a.Quote, a.At = colour, &briefings.QuoteSelector{Exact: passage}, &briefings.Span{}
	}
	return a
}

var (
	maren = briefings.Party{Name: "Edda Maren", ID: "person:edda-maren"}
	lund  = briefings.Party{Name: "Jonas Lund", ID: "person:jonas-lund"}
)

// invented returns three invented briefings with notes.
func invented() *desk {
	orphan := mark("04", "a joint patrol of the estuary from autumn on", "was in the first version, asked the press office", 5, 3, "check")
	orphan.State, orphan.At = briefings.Orphan, nil
	changed := mark("06", "the third chapter would be closed in June", "", 2, 40)
	changed.State = briefings.Changed
	return &desk{noted: []briefings.Noted{
		{
			Briefing: briefings.Briefing{ID: "selcorridor", Title: "Maren, Lund discuss the Sel corridor", Published: "2031-05-14", Source: "Harbour Gazette", Tags: []string{"sel"}},
			Annotations: []briefings.Annotation{
				mark("01", "We have never been closer to an agreement on the Sel corridor,\nand we will not let this chance pass", "", 1, 0, "corridor"),
				mark("02", "the last one, on customs, would be settled before the autumn session of the commission", "Concession? In March he said **spring**.\n\nCompare the readout of Ostria.", 2, 0, "concession", "corridor"),
				mark("03", "会談は友好的な雰囲気で行われた", "", 3, 1),
				orphan,
				mark("05", "", "Both sides left the fees out. Ask why.", 0, 1, "check"),
			},
			Speakers:   [][]briefings.Party{{maren}, {lund}, nil, {maren, lund}, nil},
			Paragraphs: []int{2, 3, 8, 0, 0},
		},
		{
			Briefing:    briefings.Briefing{ID: "chapters", Title: "Readout of the call of the Foreign Minister of Ostria with the chair of the river commission on the remaining chapters", Published: "2031-04-02", Source: "Ostria Press"},
			Annotations: []briefings.Annotation{changed, mark("07", "fees for transit", "see chapter two", 1, 41, "corridor")},
			Speakers:    [][]briefings.Party{{lund}, nil}, Paragraphs: []int{4, 11},
		},
		{
			Briefing:    briefings.Briefing{ID: "untitled", Published: ""},
			Annotations: []briefings.Annotation{mark("08", "“Our railways will meet in Varn,”", "", 4, 90)},
			Speakers:    [][]briefings.Party{{maren}}, Paragraphs: []int{1},
		},
	}}
}

var colours = [briefings.Colors]string{"position", "concession", "", "", "check"}

// newNotes returns a screen of the size with its notes read.
func newNotes(tb testing.TB, d *desk, w, h int) *Notes {
	tb.Helper()
	n := New(context.Background(), d, theme.New(true, true), DefaultKeys(), Options{
		Now: func() time.Time { return noon }, Colours: colours, UndoKey: "U",
	})
	n.SetSize(w, h)
	run(n, n.Load())
	return n
}

// run runs a command and gives the screen its answers; it returns the messages
// that are for others.
func run(n *Notes, cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
		return nil
	case tea.BatchMsg:
		var out []tea.Msg
		for _, c := range msg {
			out = append(out, run(n, c)...)
		}
		return out
	case answer, due, found, changed:
		return run(n, n.Update(msg))
	default:
		return []tea.Msg{msg}
	}
}

// press presses keys, with blanks between, and returns the messages for others.
func press(n *Notes, keys string) []tea.Msg {
	var out []tea.Msg
	for k := range strings.FieldsSeq(keys) {
		code := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "space": tea.KeySpace, "tab": tea.KeyTab}[k]
		msg := tea.KeyPressMsg{Code: code}
		if after, ok := strings.CutPrefix(k, "ctrl+"); ok {
			msg = tea.KeyPressMsg{Code: rune(after[0]), Mod: tea.ModCtrl}
		} else if k == "shift+tab" {
			msg = tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
		} else if code == 0 {
			msg = tea.KeyPressMsg{Code: rune(k[0]), Text: k}
		}
		out = append(out, run(n, n.Update(msg))...)
	}
	return out
}

// seen returns what is on the screen, without colours.
func seen(n *Notes) string { return ansi.Strip(n.View()) }

// under returns the id of the note under the cursor.
func under(n *Notes) string { return n.current().Note }

// of returns the messages of a type.
func only[T any](msgs []tea.Msg) []T {
	var out []T
	for _, m := range msgs {
		if t, ok := m.(T); ok {
			out = append(out, t)
		}
	}
	return out
}
