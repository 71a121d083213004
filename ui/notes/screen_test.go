package notes

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
	"readout/ui/dialog"
	"readout/ui/keys"
	"readout/ui/theme"
)

// nasty is text that tries to leave its cells.
var nasty = []string{
	"\x1b]0;owned\a\x1b[2Jre\u202ead\x9b31mme\r\n\tx\x07\u2066y\u200b", strings.Repeat("会談の要旨", 40), strings.Repeat("e\u0301", 90),
	"👩\u200d🚀👨\u200d👩\u200d👧 family", "\u05e9\u05dc\u05d5\u05dd \u0634\u0631\u062d", strings.Repeat("unbroken", 60), "", " ", "\n\n\n", "a\xffb", "ｆｕｌｌ　ｗｉｄｔｈ",
}

// wild returns briefings with notes of hostile text.
func wild(r *rand.Rand, briefs, most int) *desk {
	word := func() string { return nasty[r.IntN(len(nasty))] }
	d := &desk{}
	for i := range briefs {
		b := briefings.Noted{Briefing: briefings.Briefing{ID: fmt.Sprint("b", i), Title: word(), Source: word(), Published: briefings.Date([]string{"", "2031-05-02", "2031"}[r.IntN(3)]), Tags: []string{word()}}}
		for k := range 1 + r.IntN(most) {
			a := briefings.Annotation{
				ID: fmt.Sprint(i, "-", k), Text: word() + word(), Color: r.IntN(6), Created: noon.Add(-time.Duration(r.IntN(3000)) * time.Hour),
				State: []briefings.State{briefings.Anchored, briefings.Moved, briefings.Changed, briefings.Ambiguous, briefings.Orphan, "?"}[r.IntN(6)],
			}
			for range r.IntN(3) {
				a.Tags = append(a.Tags, word())
			}
			if r.IntN(4) > 0 {
				a.Quote = &briefings.QuoteSelector{Exact: word() + word()}
			}
			b.Annotations = append(b.Annotations, a)
			var who []briefings.Party
			for range r.IntN(3) {
				who = append(who, briefings.Party{Name: word(), ID: word()})
			}
			b.Speakers, b.Paragraphs = append(b.Speakers, who), append(b.Paragraphs, r.IntN(2000))
		}
		d.noted = append(d.noted, b)
	}
	return d
}

// sized fails unless the screen has exactly its size, and nothing of a text
// reaches the terminal as a control.
func sized(t *testing.T, n *Notes, w, h int, what string) {
	t.Helper()
	view := n.View()
	if w == 0 || h == 0 {
		if view != "" {
			t.Fatalf("%s: %q at %dx%d", what, view, w, h)
		}
		return
	}
	rows := strings.Split(view, "\n")
	if len(rows) != h {
		t.Fatalf("%s: %d rows at %dx%d", what, len(rows), w, h)
	}
	for _, row := range rows {
		if c := ansi.StringWidth(row); c != w {
			t.Fatalf("%s: a row of %d cells at %dx%d: %q", what, c, w, h, ansi.Strip(row))
		}
		for _, c := range ansi.Strip(row) {
			if c < ' ' || c >= 0x7f && c < 0xa0 || c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069' {
				t.Fatalf("%s: %U reaches the terminal at %dx%d", what, c, w, h)
			}
		}
	}
}

// TestGeometry: whatever is shown, the screen has exactly its size.
func TestGeometry(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	d := wild(r, 12, 4)
	for _, g := range []Grouping{ByBriefing, ByTag, Flat} {
		n := newNotes(t, d, 80, 24)
		n.SetColours([briefings.Colors]string{nasty[0], nasty[1]})
		n.SetTabs([]string{"Briefings", nasty[0]}, 1)
		run(n, n.SetGroup(g))
		for _, w := range []int{0, 1, 2, 5, 9, 13, 20, 31, 40, 60, 80, 99, 120, 200, 300} {
			for _, h := range []int{0, 1, 2, 3, 5, 6, 12, 24, 60, 100} {
				n.SetSize(w, h)
				for _, k := range []string{"", "j J", "G", "v k k tab", "shift+tab esc", "shift+tab g"} {
					press(n, k)
					sized(t, n, w, h, fmt.Sprint(g, " after ", k))
				}
			}
		}
	}
	for _, d := range []*desk{{}, {err: errors.New("busy")}} {
		n := newNotes(t, d, 80, 24)
		for _, size := range [][2]int{{1, 1}, {3, 2}, {40, 12}, {12, 3}} {
			n.SetSize(size[0], size[1])
			sized(t, n, size[0], size[1], "without notes")
		}
	}
}

// TestRandomKeys: whatever is pressed, the cursor is on the screen, and the
// notes of the source are the ones that are shown.
func TestRandomKeys(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	all := strings.Fields("j k g G ctrl+d ctrl+u space J K tab shift+tab b B v v V esc 1 2 3 4 5 d t T / n N \\ y Y x enter a")
	for range 25 {
		d := wild(r, 1+r.IntN(30), 6)
		w, h := r.IntN(130), r.IntN(40)
		n := newNotes(t, d, w, h)
		for range 80 {
			switch r.IntN(14) {
			case 0:
				w, h = r.IntN(130), r.IntN(40)
				n.SetSize(w, h)
			case 1:
				run(n, n.Reload())
			default:
				for _, o := range only[dialog.Open](press(n, all[r.IntN(len(all))])) {
					run(n, o.Dialog.(*dialog.Line).Done([]string{"", "e", "x y", "tag:x", "family"}[r.IntN(5)]))
				}
			}
			sized(t, n, w, h, "random keys")
			if n.Waiting() {
				t.Fatal("it waits for nothing")
			}
			if len(n.items) > 0 && (n.at >= len(n.items) || n.top > n.at || h > 1 && w > 1 && !strings.Contains(seen(n), "›")) {
				t.Fatalf("cursor %d, first %d of %d at %dx%d\n%s", n.at, n.top, len(n.items), w, h, seen(n))
			}
			if n.query.Empty() {
				count := 0
				for _, b := range d.noted {
					count += len(b.Annotations)
				}
				if count != len(n.entries) {
					t.Fatalf("%d notes are shown of %d", len(n.entries), count)
				}
			}
		}
	}
}

// TestKeys: every binding has help, no key means two things, and help lists
// what acts alone.
func TestKeys(t *testing.T) {
	m, global := DefaultKeys(), keys.DefaultGlobal()
	for _, c := range keys.Clashes(keys.All(&global), keys.All(&m)) {
		t.Errorf("%q is both %s and %s", c.Key, c.First, c.Second)
	}
	listed := func(n *Notes) string {
		var out []string
		for _, g := range n.FullHelp() {
			for _, b := range g {
				out = append(out, b.Help().Key+" "+b.Help().Desc)
			}
		}
		return strings.Join(out, ", ")
	}
	n := newNotes(t, &desk{}, 80, 24)
	if got := listed(n); got != `\ filter, esc back, q h ← back` {
		t.Errorf("without notes: %s", got)
	}
	n = newNotes(t, invented(), 80, 24)
	for _, tt := range []struct{ keys, has, not string }{
		{"", "a edit the note", "next match"},
		{"g", "v select the group", "a edit the note"},
		{"j j j j j", "d delete", "1 position"},
		{"k v", "v keep the range", "esc back"},
		{"esc", "1 position", "let go"},
		{"b b b b b b", "group otherwise", "fold the group"},
	} {
		press(n, tt.keys)
		if got := listed(n); !strings.Contains(got, tt.has) || strings.Contains(got, tt.not) {
			t.Errorf("after %q: %s; want %q and not %q", tt.keys, got, tt.has, tt.not)
		}
		for _, b := range n.ShortHelp() {
			if !b.Enabled() {
				t.Errorf("after %q the short help lists %q", tt.keys, b.Help().Desc)
			}
		}
	}
}

// TestStill: a move changes the rows of two notes alone.
func TestStill(t *testing.T) {
	d := &desk{noted: []briefings.Noted{{Briefing: briefings.Briefing{ID: "b", Title: "Talks"}}}}
	for i := range 40 {
		d.noted[0].Annotations = append(d.noted[0].Annotations, mark(fmt.Sprintf("%02d", i), "fees for transit", "", 1, 0))
	}
	n := newNotes(t, d, 80, 24)
	before := strings.Split(n.View(), "\n")
	press(n, "j")
	changed := 0
	for i, row := range strings.Split(n.View(), "\n") {
		if row != before[i] {
			changed++
		}
	}
	if changed != 4 { // two notes of two rows
		t.Errorf("%d rows changed", changed)
	}
}

// plenty returns many notes.
func plenty(count int) *desk {
	d := &desk{}
	for i := 0; len(d.noted)*10 < count; i++ {
		b := briefings.Noted{Briefing: briefings.Briefing{ID: fmt.Sprint("b", i), Title: fmt.Sprintf("Communiqué %d of the river commission", i), Published: "2031-05-02"}}
		for k := range 10 {
			b.Annotations = append(b.Annotations, mark(fmt.Sprint(i, "-", k), strings.Repeat("The works on the lower Sel “will begin” in autumn. ", 6),
				strings.Repeat("Compare chapter two. ", 8), 1+k%5, (i*10+k)%900, fmt.Sprint("tag-", i%50)))
			b.Speakers, b.Paragraphs = append(b.Speakers, []briefings.Party{{Name: fmt.Sprint("Speaker ", i%200), ID: fmt.Sprint("p", i%200)}}), append(b.Paragraphs, k+1)
		}
		d.noted = append(d.noted, b)
	}
	return d
}

func BenchmarkKey(b *testing.B) {
	n := newNotes(b, plenty(20_000), 200, 60)
	down := tea.KeyPressMsg{Code: 'j', Text: "j"}
	b.ReportAllocs()
	for b.Loop() {
		n.Update(down)
		_ = n.View()
	}
}

// BenchmarkTake is what the event loop does with an answer.
func BenchmarkTake(b *testing.B) {
	n := newNotes(b, plenty(20_000), 200, 60)
	a := n.regroup()().(answer)
	n.Move(10_000)
	for b.Loop() {
		n.Update(a)
		_ = n.View()
	}
}

// BenchmarkArrange and BenchmarkFind run outside the event loop.
func BenchmarkArrange(b *testing.B) {
	n := newNotes(b, plenty(20_000), 200, 60)
	for b.Loop() {
		arrange(n.entries, BySpeaker, noon)
	}
}

func BenchmarkFind(b *testing.B) {
	n := newNotes(b, plenty(20_000), 200, 60)
	for b.Loop() {
		hits(n.entries, "nowhere")
	}
}

// BenchmarkSelect is a key in a range over everything.
func BenchmarkSelect(b *testing.B) {
	n := newNotes(b, plenty(20_000), 200, 60)
	n.SetStyles(theme.New(true, true))
	press(n, "v G")
	up, down := tea.KeyPressMsg{Code: 'k', Text: "k"}, tea.KeyPressMsg{Code: 'j', Text: "j"}
	for b.Loop() {
		n.Update(up)
		n.Update(down)
		_ = n.View()
	}
}

// TestHitsAreSeen: the words that were looked for stand on the screen, marked,
// wherever they are in a passage or a note.
func TestHitsAreSeen(t *testing.T) {
	long := strings.Repeat("The works on the lower Sel begin soon. ", 30)
	d := &desk{noted: []briefings.Noted{{Briefing: briefings.Briefing{ID: "b", Title: "Talks"}, Annotations: []briefings.Annotation{
		mark("0", long+"Then a tunnel is dug. "+long, "", 1, 0), mark("1", "fees", "first line\n\nthe tunnel again", 1, 0), mark("2", "", long+"tunnel", 1, 0),
	}}}}
	for _, size := range [][2]int{{40, 12}, {44, 40}, {80, 24}, {160, 40}} {
		n := newNotes(t, d, size[0], size[1])
		line := only[dialog.Open](press(n, "/"))[0].Dialog.(*dialog.Line)
		run(n, line.Done("tunnel"))
		for i := range 3 {
			rows := ansi.Strip(strings.Join(n.draw(n.at), "\n"))
			if !strings.Contains(rows, "tunnel") || under(n) != strconv.Itoa(i) {
				t.Errorf("at %v note %s does not show the words:\n%s", size, under(n), rows)
			}
			press(n, "n")
		}
	}
}

// TestTabs: the labels stand in the head row, the filter under them where there
// is room, and a label is found at its cell.
func TestTabs(t *testing.T) {
	n := newNotes(t, invented(), 60, 20)
	n.SetTabs([]string{"Briefings", "Notes"}, 1)
	rows := strings.Split(seen(n), "\n")
	if !strings.HasPrefix(rows[0], " Briefings [Notes]") || !strings.HasSuffix(rows[0], "8 · by briefing") || n.TabAt(3, 0) != 0 || n.TabAt(13, 0) != 1 || n.TabAt(3, 1) != -1 {
		t.Errorf("the head is %q", rows[0])
	}
	line := only[dialog.Open](press(n, `\`))[0].Dialog.(*dialog.Line)
	run(n, line.Done("tag:sel"))
	if rows := strings.Split(seen(n), "\n"); !strings.HasPrefix(rows[0], " Briefings [Notes]") || !strings.HasPrefix(rows[1], "Notes: tag:sel ") {
		t.Errorf("with a filter the head is %q", rows[:2])
	}
	n.SetSize(60, 8)
	if head, _, _ := strings.Cut(seen(n), "\n"); !strings.HasPrefix(head, "Notes: tag:sel ") || n.TabAt(3, 0) != -1 {
		t.Errorf("with a filter and few rows the head is %q", head)
	}
}
