package dialog

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/theme"
)

// Item is something that a palette finds.
type Item struct {
	Kind string // command, briefing, tag…
	ID   string // tells items of the same text apart; may be ""
	Text string
	Help string
	Do   func() tea.Cmd // may be nil
}

// same reports whether two items are one.
func (it *Item) same(other *Item) bool {
	return it.Kind == other.Kind && it.ID == other.ID && it.Text == other.Text
}

// Kind is a sort of item that a letter, typed first, restricts a palette to.
type Kind struct {
	Letter string // "#"
	Name   string // the Kind of its items
	Label  string // "tags", for the row that names the letters
}

// Finder is what a palette is made of.
type Finder struct {
	Title string
	Kinds []Kind
	// Find returns the best items first; kind is "" for all. It is called
	// outside the event loop and must be safe to call while the program runs
	// on; one call ends before the next begins.
	Find   func(kind, pattern string) []Item
	Recent []Item     // stand first while nothing is typed, in their order
	Used   func(Item) // is told what was chosen; may be nil
}

// Palette finds one of many things by a few letters. The search runs in a
// command: it may look through all briefings of a library. What is found later
// ([Found]) comes in below the cursor.
type Palette struct {
	o        Finder
	in       input
	items    []Item
	late     []Item // given by Found
	at       int
	first    int // first item that is drawn
	drawn    int // how many were drawn
	x, y     int // of the first of them
	wanted   int // number of the search whose answer is wanted
	have     int // number of the search that items answer
	busy     bool
	stale    bool // something was typed or found while a search ran
	entered  bool // enter was pressed ahead of the answer
	touched  bool // the cursor was moved since something was typed
	st       *theme.Styles
	cur      *tea.Cursor
	foot     foot
	matching *pattern
}

// found carries the answer of a search back to the palette that asked.
type found struct {
	p     *Palette
	era   int
	items []Item
}

// Found gives a palette further things to find, a portion at a time. What is
// under the cursor stays there.
type Found struct {
	To    *Palette
	Items []Item
}

// NewPalette returns a palette over things of one kind and the command that
// fills it. find is [Finder.Find] without kinds.
func NewPalette(title string, find func(pattern string) []Item) (*Palette, tea.Cmd) {
	return Finder{Title: title, Find: func(_, pattern string) []Item { return find(pattern) }}.Open()
}

// Open returns the palette and the command that fills it.
func (f Finder) Open() (*Palette, tea.Cmd) {
	p := &Palette{o: f, in: newInput(""), st: &theme.Styles{}, wanted: 1}
	p.matching = newPattern("")
	return p, p.search()
}

// typed returns the kind that is asked for and the pattern.
func (p *Palette) typed() (kind, pattern string) {
	value := strings.TrimLeft(p.in.Value(), " ")
	for _, k := range p.o.Kinds {
		if rest, ok := strings.CutPrefix(value, k.Letter); ok && k.Letter != "" {
			return k.Name, rest
		}
	}
	return "", value
}

// most is the number of items that a palette holds.
const most = 200

// search looks for what is typed, unless a search runs: then it is the next.
func (p *Palette) search() tea.Cmd {
	if p.busy {
		p.stale = true
		return nil
	}
	p.busy, p.stale = true, false
	era, find, late, recent := p.wanted, p.o.Find, slices.Clip(p.late), p.o.Recent
	kind, pattern := p.typed()
	return func() tea.Msg {
		items := find(kind, pattern)
		if kind != "" {
			of := func(it Item) bool { return it.Kind != kind }
			late, recent = slices.DeleteFunc(slices.Clone(late), of), slices.DeleteFunc(slices.Clone(recent), of)
			items = slices.DeleteFunc(slices.Clone(items), of)
		}
		if len(late) > 0 {
			items = Best(slices.Concat(items, late), pattern, most)
		}
		if strings.TrimSpace(pattern) == "" && len(recent) > 0 {
			items = slices.Concat(recent, slices.DeleteFunc(slices.Clone(items), func(it Item) bool {
				return slices.ContainsFunc(recent, func(r Item) bool { return r.same(&it) })
			}))
		}
		return found{p, era, items}
	}
}

// SetStyles implements [Dialog].
func (p *Palette) SetStyles(st *theme.Styles) { p.st = st }

// Bottom implements [Dialog].
func (p *Palette) Bottom() bool { return false }

// Cursor implements [Dialog].
func (p *Palette) Cursor() *tea.Cursor { return p.cur }

// Help implements [Dialog].
func (p *Palette) Help() []key.Binding {
	return []key.Binding{bind("choose", "down", "up"), bind("do it", "enter"), bind("close", "esc")}
}

// Update implements [Dialog].
func (p *Palette) Update(msg tea.Msg) (bool, tea.Cmd) {
	switch m := msg.(type) {
	case found:
		return p.answered(m)
	case Found:
		if m.To == p && len(m.Items) > 0 {
			p.late = append(p.late, m.Items...)
			return false, p.search()
		}
		return false, nil
	}
	msg = p.foot.press(msg)
	if x, y, ok := clicked(msg); ok {
		return p.click(x, y)
	}
	switch {
	case matches(msg, "esc", "ctrl+c"):
		return true, nil
	case matches(msg, "enter"):
		return p.enter()
	case matches(msg, "down", "ctrl+n", "tab"):
		p.move(1)
		return false, nil
	case matches(msg, "up", "ctrl+p", "shift+tab"):
		p.move(-1)
		return false, nil
	case matches(msg, "pgdown", "pgup"):
		step := max(p.drawn-1, 1)
		if matches(msg, "pgup") {
			step = -step
		}
		p.at, p.touched = clamp(p.at+step, 0, max(len(p.items)-1, 0)), true
		return false, nil
	case wheel(msg) != 0:
		p.at, p.touched = clamp(p.at+wheel(msg), 0, max(len(p.items)-1, 0)), true
		return false, nil
	}
	if p.in.update(msg) {
		p.wanted++
		p.entered, p.touched = false, false
		_, pattern := p.typed()
		p.matching = newPattern(pattern)
		return false, p.search()
	}
	return false, nil
}

// answered takes the items of a search and begins the next one if something
// was typed meanwhile.
func (p *Palette) answered(f found) (bool, tea.Cmd) {
	if f.p != p {
		return false, nil
	}
	p.busy = false
	if f.era == p.wanted {
		p.take(f)
	}
	var cmd tea.Cmd
	if p.stale {
		cmd = p.search()
	}
	if p.entered && p.have == p.wanted {
		done, do := p.enter()
		return done, tea.Batch(cmd, do)
	}
	return false, cmd
}

// take shows the items of an answer. Those of another answer to the same words
// stay as they are down to the cursor.
func (p *Palette) take(f found) {
	if p.have != f.era {
		p.items, p.at, p.first, p.have = f.items, 0, 0, f.era
		return
	}
	if len(p.items) == 0 || !p.touched && p.at == 0 && len(f.items) > 0 && f.items[0].same(&p.items[0]) {
		p.items = f.items
		return
	}
	kept := p.items[:min(p.at+1, len(p.items))]
	items := slices.Clone(kept)
	for i := range f.items {
		if !slices.ContainsFunc(kept, func(it Item) bool { return it.same(&f.items[i]) }) {
			items = append(items, f.items[i])
		}
	}
	p.items = items
}

// enter does what is under the cursor, as soon as that is known.
func (p *Palette) enter() (bool, tea.Cmd) {
	if p.have != p.wanted {
		p.entered = true
		return false, nil
	}
	p.entered = false
	if p.at >= len(p.items) {
		return false, nil
	}
	it := p.items[p.at]
	if p.o.Used != nil {
		p.o.Used(it)
	}
	if it.Do == nil {
		return true, nil
	}
	return true, it.Do()
}

func (p *Palette) click(_, y int) (bool, tea.Cmd) {
	if i := p.first + y - p.y; y >= p.y && y < p.y+p.drawn && i < len(p.items) {
		p.at = i
		return p.enter()
	}
	return false, nil
}

func (p *Palette) move(step int) {
	if n := len(p.items); n > 0 {
		p.at, p.touched = (p.at+step+n)%n, true
	}
}

// titleFloor is the room for an item's text, in cells, below which its kind and
// help are left out.
const titleFloor = 28

// paletteRows is the greatest number of items shown at once.
const paletteRows = 14

// View implements [Dialog].
func (p *Palette) View(width, height int) string {
	w := max(min(width-4, 76), 1)
	legend := 0
	if len(p.o.Kinds) > 0 && height >= 10 {
		legend = 1
	}
	room := max(min(paletteRows, height-4-legend), 1)
	typed, x, _ := p.in.view(p.st, max(w-2, 1), [2]int{})
	rows := []string{p.st.Focus.Render("> ") + typed}
	p.first = clamp(p.first, p.at-room+1, p.at)
	p.first = clamp(p.first, 0, max(len(p.items)-room, 0))
	p.drawn = min(room, len(p.items)-p.first)
	for i := p.first; i < p.first+p.drawn; i++ {
		rows = append(rows, p.row(i, w))
	}
	for len(rows) < room+1 { // the box keeps its height while typing
		rows = append(rows, "")
	}
	if p.have == p.wanted && len(p.items) == 0 && len(rows) > 1 {
		rows[1] = p.st.Muted.Render(cells.Cut("nothing fits", w))
	}
	if legend > 0 {
		rows = append(rows, p.legend(w))
	}
	rows = append(rows, p.foot.row(p.st, p.Help(), w))
	view, dx, dy := box(p.st, clean.Line(p.o.Title), rows, width, height)
	p.x, p.y = dx, dy+1
	p.foot.at(dx, dy+len(rows)-1)
	p.cur = tea.NewCursor(min(dx+2+x, max(width-1, 0)), min(dy, max(height-1, 0)))
	return view
}

// legend names the letters that restrict the palette, the one in force marked.
func (p *Palette) legend(w int) string {
	now, _ := p.typed()
	var row strings.Builder
	used := 0
	for i, k := range p.o.Kinds {
		text, st := k.Letter+" "+k.Label, p.st.Muted
		if k.Name == now {
			text, st = "["+text+"]", p.st.Focus
		}
		if i > 0 {
			text = "  " + text
		}
		if used += cells.Width(text); used > w {
			break
		}
		row.WriteString(st.Render(text))
	}
	return row.String()
}

func (p *Palette) row(i, w int) string {
	it := p.items[i]
	kind := clean.Line(it.Kind)
	help := cells.Cut(clean.Line(it.Help), w/3)
	text := w - 2 - cells.Width(kind) - 2
	if help != "" && text-cells.Width(help)-2 >= titleFloor {
		text -= cells.Width(help) + 2
	} else {
		help = ""
	}
	if text < titleFloor {
		kind, text = "", max(w-2, 0)
	}
	sign, st := "  ", p.st.Text
	if i == p.at {
		sign, st = pointer, p.st.Selected
	}
	row := st.Render(sign) + p.marked(clean.Line(it.Text), text, i == p.at)
	if help != "" {
		row += "  " + p.st.Muted.Render(help)
	}
	if kind != "" {
		row += "  " + p.st.Muted.Render(kind)
	}
	return row
}

// marked returns the text of an item in w cells with the letters that were
// typed marked. Of a text that is too long the part with them is shown.
func (p *Palette) marked(s string, w int, selected bool) string {
	plain, hit := p.st.Text, p.st.Hit
	if selected {
		plain, hit = p.st.Selected, p.st.Selected.Underline(true)
	}
	marks := p.matching.marks(s)
	from := hidden(s, w, marks)
	before := ""
	if from > 0 {
		before = cells.Ellipsis()
	}
	seen := cells.Cut(s[from:], w-cells.Width(before))
	to, after := from+len(seen), ""
	if seen != s[from:] {
		to, after = min(from+len(strings.TrimSuffix(seen, cells.Ellipsis())), len(s)), cells.Ellipsis()
	}
	paint := cells.NewPaint(plain)
	var b strings.Builder
	b.WriteString(paint.On(before))
	at := from
	for _, m := range marks {
		start, end := clamp(m[0], at, to), clamp(m[1], at, to)
		b.WriteString(paint.On(s[at:start]))
		if end > start {
			b.WriteString(hit.Render(s[start:end]))
		}
		at = end
	}
	b.WriteString(paint.On(s[at:to] + after + cells.Blank(w-cells.Width(before)-cells.Width(seen))))
	return b.String()
}

// hidden returns how many bytes of a text are left out at its beginning so that
// the marks in it fit into w cells, at least the first of them.
func hidden(s string, w int, marks [][2]int) int {
	if len(marks) == 0 || cells.Width(s) <= w {
		return 0
	}
	first, end := cells.Width(s[:marks[0][0]]), cells.Width(s[:marks[len(marks)-1][1]])
	if end < w {
		return 0
	}
	over := min(end-w+2, first)
	at := 0
	for over > 0 && at < marks[0][0] {
		g, _ := ansi.FirstGraphemeCluster(s[at:], ansi.GraphemeWidth)
		if g == "" {
			break
		}
		over -= cells.Width(g)
		at += len(g)
	}
	return min(at, marks[0][0])
}
