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
	keys  []string // further keys that close it
	st    *theme.Styles
}

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

// Group is a part of the help: bindings under a heading.
type Group struct {
	Title    string
	Bindings []key.Binding
}

// NewHelp returns a pager over the enabled bindings of groups, in as many
// columns as fit.
func NewHelp(title string, groups []Group, keys ...string) *Pager {
	rows := func(st *theme.Styles, width int) []string { return helpRows(st, groups, width) }
	return &Pager{title: title, rows: rows, keys: keys, st: &theme.Styles{}}
}

// column is the width of a column of help in cells.
const column = 44

func helpRows(st *theme.Styles, groups []Group, width int) []string {
	cols := max(width/column, 1)
	w := min(width/cols, column)
	var rows []string
	for _, g := range groups {
		var items []string
		for _, b := range g.Bindings {
			if h := b.Help(); b.Enabled() && h.Key != "" && h.Desc != "" {
				items = append(items, st.Accent.Render(cells.FitLeft(h.Key, min(14, w/3)))+"  "+st.Text.Render(h.Desc))
			}
		}
		if len(items) == 0 {
			continue
		}
		if len(rows) > 0 {
			rows = append(rows, "")
		}
		rows = append(rows, st.Title.Render(g.Title))
		down := (len(items) + cols - 1) / cols
		for i := range down {
			var row strings.Builder
			for j := i; j < len(items); j += down {
				row.WriteString(cells.Fit(items[j], w))
			}
			rows = append(rows, strings.TrimRight(row.String(), " "))
		}
	}
	return rows
}

// SetStyles implements [Dialog].
func (p *Pager) SetStyles(st *theme.Styles) { p.st = st }

// Bottom implements [Dialog].
func (p *Pager) Bottom() bool { return false }

// Cursor implements [Dialog].
func (p *Pager) Cursor() *tea.Cursor { return nil }

// Help implements [Dialog].
func (p *Pager) Help() []key.Binding {
	return []key.Binding{bind("scroll", "j", "k"), bind("page", "space"), bind("close", "esc")}
}

// Update implements [Dialog].
func (p *Pager) Update(msg tea.Msg) (bool, tea.Cmd) {
	switch {
	case matches(msg, "esc", "q", "h", "enter", "ctrl+c"), len(p.keys) > 0 && matches(msg, p.keys...):
		return true, nil
	case matches(msg, "j", "down"):
		p.scroll(1)
	case matches(msg, "k", "up"):
		p.scroll(-1)
	case matches(msg, "ctrl+d"):
		p.scroll(p.room / 2)
	case matches(msg, "ctrl+u"):
		p.scroll(-p.room / 2)
	case matches(msg, "space", "pgdown", "ctrl+f"):
		p.scroll(p.room)
	case matches(msg, "b", "pgup", "ctrl+b"):
		p.scroll(-p.room)
	case matches(msg, "g", "home"):
		p.scroll(-p.all)
	case matches(msg, "G", "end"):
		p.scroll(p.all)
	}
	return false, nil
}

func (p *Pager) scroll(n int) {
	p.end = false
	p.top = clamp(p.top+n, 0, max(p.all-p.room, 0))
}

// View implements [Dialog].
func (p *Pager) View(width, height int) string {
	inner := max(min(width-4, 2*column+2), 1)
	rows := p.rows(p.st, inner)
	p.all, p.room = len(rows), max(min(len(rows), height-3), 1)
	if p.end {
		p.top = p.all
	}
	p.top = clamp(p.top, 0, max(p.all-p.room, 0))
	foot := hints(p.st, p.Help())
	if p.all > p.room {
		foot += p.st.Muted.Render(fmt.Sprintf(" · %d–%d of %d", p.top+1, p.top+p.room, p.all))
	}
	shown := append([]string{}, rows[min(p.top, len(rows)):min(p.top+p.room, len(rows))]...)
	view, _, _ := box(p.st, clean.Line(p.title), append(shown, foot), width, height)
	return view
}
