package dialog

import (
	"slices"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/theme"
)

// Item is something that a palette finds.
type Item struct {
	Kind string // command, briefing, tag…
	Text string
	Help string
	Do   func() tea.Cmd
}

// Palette finds one of many things by a few letters. The search runs in a
// command: it may look through all briefings of a library.
type Palette struct {
	title string
	find  func(pattern string) []Item // called outside the event loop
	in    input
	items []Item
	at    int
	era   int
	ready bool
	st    *theme.Styles
	cur   *tea.Cursor
}

// found carries the answer of a search back to the palette that asked.
type found struct {
	p     *Palette
	era   int
	items []Item
}

// NewPalette returns a palette and the command that fills it. find must be
// safe to call while the program runs on; it returns the best items first.
func NewPalette(title string, find func(pattern string) []Item) (*Palette, tea.Cmd) {
	p := &Palette{title: title, find: find, in: newInput(""), st: &theme.Styles{}}
	return p, p.search()
}

func (p *Palette) search() tea.Cmd {
	p.era++
	era, find, pattern := p.era, p.find, p.in.Value()
	return func() tea.Msg { return found{p, era, find(pattern)} }
}

// SetStyles implements [Dialog].
func (p *Palette) SetStyles(st *theme.Styles) { p.st = st }

// Bottom implements [Dialog].
func (p *Palette) Bottom() bool { return false }

// Cursor implements [Dialog].
func (p *Palette) Cursor() *tea.Cursor { return p.cur }

// Help implements [Dialog].
func (p *Palette) Help() []key.Binding {
	return []key.Binding{bind("choose", "up", "down"), bind("do it", "enter"), bind("close", "esc")}
}

// Update implements [Dialog].
func (p *Palette) Update(msg tea.Msg) (bool, tea.Cmd) {
	if f, ok := msg.(found); ok {
		if f.p == p && f.era == p.era {
			p.items, p.at, p.ready = f.items, 0, true
		}
		return false, nil
	}
	switch {
	case matches(msg, "esc", "ctrl+c"):
		return true, nil
	case matches(msg, "enter"):
		if p.at < len(p.items) {
			return true, p.items[p.at].Do()
		}
		return false, nil
	case matches(msg, "down", "ctrl+n", "tab"):
		p.move(1)
		return false, nil
	case matches(msg, "up", "ctrl+p", "shift+tab"):
		p.move(-1)
		return false, nil
	}
	if p.in.update(msg) {
		return false, p.search()
	}
	return false, nil
}

func (p *Palette) move(step int) {
	if n := len(p.items); n > 0 {
		p.at = (p.at + step + n) % n
	}
}

// paletteRows is the greatest number of items shown at once.
const paletteRows = 14

// View implements [Dialog].
func (p *Palette) View(width, height int) string {
	w := max(min(width-4, 76), 1)
	room := max(min(paletteRows, height-5), 1)
	typed, x, _ := p.in.view(p.st, max(w-2, 1), [2]int{})
	rows := []string{p.st.Focus.Render("> ") + typed}
	first := 0
	if p.at >= room {
		first = p.at - room + 1
	}
	for i := first; i < min(first+room, len(p.items)); i++ {
		rows = append(rows, p.row(i, w))
	}
	for len(rows) < room+1 { // the box keeps its height while typing
		rows = append(rows, "")
	}
	if p.ready && len(p.items) == 0 {
		rows[1] = p.st.Muted.Render(cells.Cut("nothing fits", w))
	}
	rows = append(rows, hints(p.st, p.Help()))
	view, dx, dy := box(p.st, clean.Line(p.title), rows, width, height)
	p.cur = tea.NewCursor(min(dx+2+x, max(width-1, 0)), min(dy, max(height-1, 0)))
	return view
}

func (p *Palette) row(i, w int) string {
	it := p.items[i]
	kind := clean.Line(it.Kind)
	help := cells.Cut(clean.Line(it.Help), w/3)
	text := w - 2 - cells.Width(kind) - 2
	if help != "" {
		text -= cells.Width(help) + 2
	}
	sign, st := "  ", p.st.Text
	if i == p.at {
		sign, st = "› ", p.st.Selected
	}
	row := st.Render(sign + cells.Fit(clean.Line(it.Text), text))
	if help != "" {
		row += "  " + p.st.Muted.Render(help)
	}
	return row + "  " + p.st.Muted.Render(kind)
}

// Score says how well a pattern fits a text: 0 not at all, the more the
// better. Every word of the pattern must stand in the text, or all its letters
// in order; both are taken without regard to case. Linear in the text.
func Score(pattern, text string) int {
	pattern, text = strings.ToLower(strings.TrimSpace(pattern)), strings.ToLower(text)
	if pattern == "" {
		return 1
	}
	score := 0
	for w := range strings.FieldsSeq(pattern) {
		at := strings.Index(text, w)
		switch {
		case at < 0:
			return letters(pattern, text)
		case at == 0:
			score += 400
		case text[at-1] == ' ' || text[at-1] == '-' || text[at-1] == ':':
			score += 300
		default:
			score += 200
		}
	}
	return score + max(0, 100-len(text)/4)
}

// letters scores a pattern whose letters stand in order in the text, from the
// beginning of a word on, not scattered wider than three times their number.
func letters(pattern, text string) int {
	want := []rune(strings.ReplaceAll(pattern, " ", ""))
	best, before := 0, ' '
	i, start := 0, -1
	for at, r := range text {
		begins := !unicode.IsLetter(before) && !unicode.IsDigit(before)
		before = r
		switch {
		case i == 0 && (!begins || r != want[0]), i > 0 && r != want[i]:
		default:
			if i == 0 {
				start = at
			}
			i++
		}
		if start >= 0 && at-start > 3*len(want) { // too wide: begin anew
			i, start = 0, -1
		}
		if i == len(want) {
			best = max(best, 100-(at-start))
			i, start = 0, -1
		}
	}
	return max(best, 0)
}

// Best returns at most n items that fit the pattern, the best first, those
// that fit alike in their order.
func Best(items []Item, pattern string, n int) []Item {
	return Rank(pattern, n, len(items), func(i int) string { return items[i].Text + " " + items[i].Kind }, func(i int) Item { return items[i] })
}

// Rank is Best for things that become items only when they are shown: text
// gives what the i-th of count is looked for by, item makes it.
func Rank(pattern string, n, count int, text func(i int) string, item func(i int) Item) []Item {
	type hit struct{ at, score int }
	var hits []hit
	all := strings.TrimSpace(pattern) == ""
	for i := range count {
		if all && len(hits) == n {
			break
		}
		if s := Score(pattern, text(i)); s > 0 {
			hits = append(hits, hit{i, s})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return b.score - a.score })
	hits = hits[:max(min(n, len(hits)), 0)]
	out := make([]Item, len(hits))
	for i, h := range hits {
		out[i] = item(h.at)
	}
	return out
}
