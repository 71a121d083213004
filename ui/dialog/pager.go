package dialog

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/theme"
)

// Pager shows rows to read: help, earlier messages, the lines of an import.
type Pager struct {
	title string
	rows  func(st *theme.Styles, width int) []string
	top   int
	room  int // rows shown at the last View
	all   int // rows there are
	end   bool
	st    *theme.Styles
	foot  foot
}

// textWidth is the widest text in a pager, in cells.
const textWidth = 90

// NewText returns a pager over lines of text; it begins at the end when the
// last line is the newest.
func NewText(title string, lines []string, atEnd bool) *Pager {
	rows := func(_ *theme.Styles, width int) []string {
		var out []string
		for _, l := range lines {
			out = append(out, strings.Split(ansi.Wrap(clean.Text(l), max(width, 1), ""), "\n")...)
		}
		return out
	}
	return &Pager{title: title, rows: rows, end: atEnd, st: &theme.Styles{}}
}

// SetStyles implements [Dialog].
func (p *Pager) SetStyles(st *theme.Styles) { p.st = st }

// Bottom implements [Dialog].
func (p *Pager) Bottom() bool { return false }

// Cursor implements [Dialog].
func (p *Pager) Cursor() *tea.Cursor { return nil }

// Help implements [Dialog].
func (p *Pager) Help() []key.Binding {
	return []key.Binding{bind("down", "j"), bind("up", "k"), bind("page", "space"), bind("close", "esc")}
}

// Update implements [Dialog].
func (p *Pager) Update(msg tea.Msg) (bool, tea.Cmd) {
	msg = p.foot.press(msg)
	switch {
	case matches(msg, "esc", "q", "h", "enter", "ctrl+c"):
		return true, nil
	case wheel(msg) != 0:
		p.scroll(3 * wheel(msg))
	default:
		p.scroll(pageStep(msg, p.room, p.all))
	}
	return false, nil
}

// pageStep returns by how many rows a key scrolls a page of room rows out of
// all; 0 for any other message.
func pageStep(msg tea.Msg, room, all int) int {
	switch {
	case matches(msg, "j", "down"):
		return 1
	case matches(msg, "k", "up"):
		return -1
	case matches(msg, "ctrl+d"):
		return max(room/2, 1)
	case matches(msg, "ctrl+u"):
		return -max(room/2, 1)
	case matches(msg, "space", "pgdown", "ctrl+f"):
		return room
	case matches(msg, "b", "pgup", "ctrl+b"):
		return -room
	case matches(msg, "g", "home"):
		return -all
	case matches(msg, "G", "end"):
		return all
	}
	return 0
}

func (p *Pager) scroll(n int) {
	if n == 0 {
		return
	}
	p.end = false
	p.top = clamp(p.top+n, 0, max(p.all-p.room, 0))
}

// View implements [Dialog].
func (p *Pager) View(width, height int) string {
	inner := max(min(width-4, textWidth), 1)
	rows := p.rows(p.st, inner)
	p.all, p.room = len(rows), max(min(len(rows), height-3), 1)
	if p.end {
		p.top = p.all
	}
	p.top = clamp(p.top, 0, max(p.all-p.room, 0))
	place := ""
	if p.all > p.room {
		place = fmt.Sprintf("%d–%d of %d", p.top+1, p.top+p.room, p.all)
	}
	shown := append([]string{}, rows[min(p.top, len(rows)):min(p.top+p.room, len(rows))]...)
	foot := p.foot.row(p.st, p.Help(), max(inner-cells.Width(place)-2, 1))
	if room := inner - cells.Width(foot) - 2; place != "" && cells.Width(place) <= room {
		foot += "  " + p.st.Muted.Render(place)
	}
	view, x, y := box(p.st, clean.Line(p.title), append(shown, foot), width, height)
	p.foot.at(x, y+len(shown))
	return view
}
