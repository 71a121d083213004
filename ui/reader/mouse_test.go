package reader

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/markup"
)

// rat is a bench with a mouse, whose clock stands until it is moved and whose
// delayed messages wait until they are let go.
type rat struct {
	*bench

	now   time.Time
	later []tea.Msg
}

func newRat(t *testing.T, w, h int, o Options, a briefings.Article) *rat {
	t.Helper()
	r := &rat{now: time.Unix(0, 0)}
	o.Now = func() time.Time { return r.now }
	r.bench = newBench(t, w, h, o, a)
	r.after = func(_ time.Duration, msg tea.Msg) tea.Cmd {
		r.later = append(r.later, msg)
		return nil
	}
	return r
}

// fire lets the delayed messages go.
func (r *rat) fire() {
	due := r.later
	r.later = nil
	for _, m := range due {
		r.run(r.Update(m))
	}
}

// cell returns the cell of the screen that shows the nth (from 0) occurrence
// of words.
func (r *rat) cell(t *testing.T, words string, nth int) (x, y int) {
	t.Helper()
	at, x, _ := r.doc.page.Cell(span(t, r.doc.Text, words, nth).Start)
	c := r.columns()
	y = r.visible(at)
	if y < 0 {
		t.Fatalf("%q is not on the screen", words)
	}
	return c.pad + c.left + x, r.header() + y
}

func (r *rat) down(x, y int) {
	r.run(r.Update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}))
}

func (r *rat) move(x, y int) {
	r.run(r.Update(tea.MouseMotionMsg{X: x, Y: y, Button: tea.MouseLeft}))
}

func (r *rat) up(x, y int) {
	r.run(r.Update(tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft}))
}

func (r *rat) click(x, y int) {
	r.down(x, y)
	r.up(x, y)
}

func TestClicks(t *testing.T) {
	r := newRat(t, 80, 24, Options{}, annotatedFixture(t))
	x, y := r.cell(t, "countries", 0)
	for _, want := range []string{
		"", "countries", "Lund noted that the two countries had agreed on three of the four chapters.",
		"Lund noted that the two countries had agreed on three of the four chapters. He expressed hope that the last one, on customs, " +
			"would be settled before COP29.", "", "countries",
	} {
		r.click(x, y)
		if got := r.selection(); got != want {
			t.Errorf("selected %q, want %q", got, want)
		}
		r.now = r.now.Add(100 * time.Millisecond)
	}
	r.now = r.now.Add(time.Second)
	r.click(x, y)
	if r.selects || r.word(9) != "countries" {
		t.Errorf("a slow click selects %q at %q", r.selection(), r.word(9))
	}
	x, y = r.cell(t, "four chapters", 0)
	r.click(x, y)
	if r.focusID() != "03" {
		t.Errorf("a click on a mark focuses %q", r.focusID())
	}
}

// A click beside the text is on what is nearest.
func TestClickBeside(t *testing.T) {
	r := newRat(t, 80, 40, Options{}, fixture(t))
	_, y := r.cell(t, "On 14 March", 0)
	for _, tt := range []struct {
		x, y int
		want string
	}{
		{0, y, "On 14"},
		{60, y - 1, "r"},
		{79, 38, "."},
		{0, y - 2, "Maren, Lund"},
	} {
		r.now = r.now.Add(time.Second)
		r.click(tt.x, tt.y)
		if got := r.word(len(tt.want)); got != tt.want {
			t.Errorf("a click at %d,%d is at %q, want %q", tt.x, tt.y, got, tt.want)
		}
	}
}

func TestDrag(t *testing.T) {
	r := newRat(t, 80, 24, Options{}, fixture(t))
	fx, fy := r.cell(t, "two countries", 0)
	tx, ty := r.cell(t, "hope", 0)
	r.down(fx, fy)
	r.move(tx+3, ty)
	if !r.Dragging() {
		t.Error("nothing is dragged")
	}
	r.up(tx+3, ty)
	want := "two countries had agreed on three of the four chapters. He expressed hope"
	if got := r.selection(); got != want || r.Dragging() {
		t.Errorf("dragged over %q, want %q", got, want)
	}
	r.move(fx, fy) // nothing is held any more
	if got := r.selection(); got != want {
		t.Errorf("selected %q after the release", got)
	}
	// Backwards, by words.
	r.now = r.now.Add(time.Second)
	r.click(tx+1, ty)
	r.down(tx+1, ty)
	if got := r.selection(); got != "hope" {
		t.Errorf("a double click selects %q", got)
	}
	r.move(fx+6, fy)
	if got := r.selection(); got != "countries had agreed on three of the four chapters. He expressed hope" || r.cur != r.selected().Start {
		t.Errorf("dragged back over %q", got)
	}
	r.move(tx+1, ty)
	if got := r.selection(); got != "hope" {
		t.Errorf("and again selects %q", got)
	}
	r.up(tx+1, ty)
	r.press("1")
	if len(r.doc.notes) != 1 || r.doc.notes[0].Quote.Exact != "hope" {
		t.Errorf("marked %v", r.doc.notes)
	}
}

// Beyond the edge the text goes on scrolling until the button is let go.
func TestDragBeyondTheEdge(t *testing.T) {
	r := newRat(t, 80, 24, Options{}, long(t))
	r.down(10, 10)
	from := r.cur
	r.move(10, 40)
	for range 30 {
		r.fire()
	}
	if len(r.later) != 1 {
		t.Fatalf("%d ticks wait", len(r.later))
	}
	down := r.selected()
	if down.Start != from || down.End-from < 2000 {
		t.Errorf("selected %v from %d", down, from)
	}
	r.move(10, 12) // back inside: it stops
	r.fire()
	if len(r.later) != 0 {
		t.Error("it goes on scrolling inside")
	}
	r.move(10, -5)
	for range 100 {
		r.fire()
	}
	if s := r.selected(); s.Start != 0 || s.End != r.doc.next(from) {
		t.Errorf("selected %v going up, want up to %d", s, from)
	}
	r.up(10, -5)
	top := r.top
	r.fire()
	if len(r.later) != 0 || r.top != top {
		t.Error("it goes on scrolling after the release")
	}
	if !r.selects {
		t.Error("the release lets the selection go")
	}
}

func TestScrollbar(t *testing.T) {
	for _, w := range []int{80, 130} {
		r := newRat(t, w, 24, Options{Margin: true}, long(t))
		c := r.columns()
		x := r.width - 1
		if c.margin > 0 {
			x = c.left + c.text + c.right + 1
		}
		r.down(x, 23)
		if !strings.Contains(r.Status(), "100 %") {
			t.Errorf("width %d: at the bottom of the bar: %s", w, r.Status())
		}
		r.move(x+3, r.header())
		if r.top != r.doc.page.First() {
			t.Errorf("width %d: at its top: %s", w, r.Status())
		}
		r.move(3, -4)
		r.move(3, 12)
		if s := r.Status(); r.selects || !strings.Contains(s, "5") {
			t.Errorf("width %d: in the middle: %s", w, s)
		}
		r.up(3, 12)
		r.press("ctrl+o")
		if r.cur != 0 {
			t.Errorf("width %d: back at %d", w, r.cur)
		}
	}
	r := newRat(t, 80, 24, Options{}, fixture(t))
	for row := range strings.SplitSeq(r.screen(), "\n") {
		if strings.HasSuffix(row, barLine) || strings.HasSuffix(row, barThumb) {
			t.Fatalf("a scrollbar where everything is in sight: %q", row)
		}
	}
}

// The scrollbar keeps still when something opens below the text.
func TestScrollbarKeepsStill(t *testing.T) {
	column := func(r *rat) string {
		var b strings.Builder
		for row := range strings.SplitSeq(r.screen(), "\n") {
			if cs := []rune(row); len(cs) == r.width {
				b.WriteRune(cs[len(cs)-1])
			} else {
				b.WriteByte(' ')
			}
		}
		return b.String()
	}
	r := newRat(t, 80, 24, Options{}, long(t))
	before := column(r)
	r.press("/")
	if got := strings.TrimSpace(column(r)); !strings.HasPrefix(strings.TrimSpace(before), got) {
		t.Errorf("was %q, is %q", before, got)
	}
}

func TestMarginClick(t *testing.T) {
	r := newRat(t, 130, 40, Options{Margin: true}, annotatedFixture(t))
	for i, row := range strings.Split(r.screen(), "\n") {
		if strings.Contains(row, "Ask the *customs*") {
			r.click(r.width-10, i)
			if r.focusID() != "02" || r.word(5) != "three" {
				t.Errorf("note %q at %q", r.focusID(), r.word(9))
			}
			return
		}
	}
	t.Error("the note is not in the margin")
}

// linked returns an article with two links.
func linked(tb testing.TB) briefings.Article {
	tb.Helper()
	md := "The [communiqué](https://norland.example/communique) was **signed**.\n\nSee also <https://ostria.example/>."
	a := briefings.Article{Briefing: briefings.Briefing{ID: "linked"}, Markdown: md}
	a.Text, a.Blocks = markup.Parse(md).Text()
	return a
}

func TestLinks(t *testing.T) {
	opened := func(b *bench) (urls []string) {
		for _, m := range b.sent {
			if l, ok := m.(OpenLink); ok {
				urls = append(urls, l.URL)
			}
		}
		return urls
	}
	b := newBench(t, 80, 24, Options{}, linked(t))
	b.press("enter") // no link here
	if len(opened(b)) != 0 {
		t.Error("a link where none is")
	}
	b.press("w", "enter")
	if got := opened(b); len(got) != 1 || got[0] != "https://norland.example/communique" {
		t.Errorf("opened %q", got)
	}
	r := newRat(t, 80, 24, Options{}, linked(t))
	x, y := r.cell(t, "muniqué", 0)
	r.click(x, y)
	if len(opened(r.bench)) != 0 {
		t.Error("the link did not wait for a second click")
	}
	r.fire()
	if len(opened(r.bench)) != 1 {
		t.Error("a click does not open the link")
	}
	r.now = r.now.Add(time.Second)
	r.click(x, y)
	r.click(x, y)
	r.fire()
	if len(opened(r.bench)) != 1 || r.selection() != "communiqué" {
		t.Errorf("a double click opens %q, selects %q", opened(r.bench), r.selection())
	}
}
