package dialog

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/clean"
	"readout/ui/theme"
)

// Confirm asks a question that is answered with y or n. Enter answers nothing:
// a key typed ahead must not remove a briefing.
type Confirm struct {
	Title, Question string
	Yes, No         string // what the keys do, for the help row
	Done            func() tea.Cmd
	Refused         func() tea.Cmd // may be nil

	st   *theme.Styles
	foot foot
}

// SetStyles implements [Dialog].
func (c *Confirm) SetStyles(st *theme.Styles) { c.st = st }

// Bottom implements [Dialog].
func (c *Confirm) Bottom() bool { return false }

// Cursor implements [Dialog].
func (c *Confirm) Cursor() *tea.Cursor { return nil }

// Help implements [Dialog].
func (c *Confirm) Help() []key.Binding {
	return []key.Binding{bind(c.Yes, "y"), key.NewBinding(key.WithKeys("n", "esc", "q"), key.WithHelp("n", c.No))}
}

// Update implements [Dialog].
func (c *Confirm) Update(msg tea.Msg) (bool, tea.Cmd) {
	msg = c.foot.press(msg)
	switch {
	case matches(msg, "y", "Y"):
		return true, c.Done()
	case matches(msg, "n", "N", "esc", "q", "ctrl+c"):
		if c.Refused != nil {
			return true, c.Refused()
		}
		return true, nil
	}
	return false, nil
}

// View implements [Dialog].
func (c *Confirm) View(width, height int) string {
	w := max(min(width-4, 60), 1)
	rows := strings.Split(ansi.Wrap(clean.Text(c.Question), w, ""), "\n")
	rows = append(rows, "", c.foot.row(c.st, c.Help(), w))
	if over := len(rows) - max(height-2, 1); over > 0 && over < len(rows) { // the keys are seen in any case
		rows = append(rows[:len(rows)-1-over], rows[len(rows)-1])
	}
	view, x, y := box(c.st, clean.Line(c.Title), rows, width, height)
	c.foot.at(x, y+len(rows)-1)
	return view
}
