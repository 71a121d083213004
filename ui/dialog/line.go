package dialog

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/theme"
)

// Completion is a proposal for a line.
type Completion struct {
	Text string // the whole new line
	Show string // what the list shows
	Help string
}

// Problem is what is wrong with a line: the bytes it is about, and words.
type Problem struct {
	Pos, Len int
	Msg      string
}

// Line asks for one line of text at the lower edge of the screen, with
// completion, history and the place of a mistake shown while typing. Set its
// fields before it is opened.
type Line struct {
	Prompt   string
	Complete func(value string, cursor int) []Completion // cursor in bytes; may be nil
	Check    func(value string) *Problem                 // may be nil; a problem keeps the line open
	Changed  func(value string) tea.Cmd                  // after every change; may be nil
	Note     func() string                               // said under a line without a problem; may be nil
	Done     func(value string) tea.Cmd
	Cancel   func() tea.Cmd // may be nil
	History  []string       // oldest first

	in      input
	st      *theme.Styles
	show    []Completion
	at      int    // chosen completion, -1 for none
	asked   bool   // tab was pressed: the list shows although nothing is typed
	past    int    // place in the history, len(History) for the line itself
	draft   string // the line before the history was entered
	problem *Problem
	cursor  *tea.Cursor
}

// NewLine returns a line that begins with value.
func NewLine(prompt, value string, done func(string) tea.Cmd) *Line {
	return &Line{Prompt: prompt, Done: done, in: newInput(value), at: -1, past: -1, st: &theme.Styles{}}
}

// SetStyles implements [Dialog].
func (l *Line) SetStyles(st *theme.Styles) { l.st = st }

// Bottom implements [Dialog].
func (l *Line) Bottom() bool { return true }

// Value returns what is typed.
func (l *Line) Value() string { return l.in.Value() }

// Help implements [Dialog].
func (l *Line) Help() []key.Binding {
	return []key.Binding{bind("accept", "enter"), bind("complete", "tab"), bind("history", "up", "down"), bind("cancel", "esc")}
}

// Update implements [Dialog].
func (l *Line) Update(msg tea.Msg) (bool, tea.Cmd) {
	switch {
	case matches(msg, "esc", "ctrl+c"):
		if l.Cancel != nil {
			return true, l.Cancel()
		}
		return true, nil
	case matches(msg, "enter"):
		return l.accept()
	case matches(msg, "tab", "ctrl+n"):
		return false, l.choose(1)
	case matches(msg, "shift+tab", "ctrl+p"):
		return false, l.choose(-1)
	case matches(msg, "up"):
		return false, l.recall(-1)
	case matches(msg, "down"):
		return false, l.recall(1)
	}
	if !l.in.update(msg) {
		return false, nil
	}
	l.at, l.asked = -1, false
	return false, l.changed()
}

func (l *Line) accept() (bool, tea.Cmd) {
	value := l.in.Value()
	if l.Check != nil {
		if l.problem = l.Check(value); l.problem != nil {
			return false, nil
		}
	}
	return true, l.Done(value)
}

// changed looks at the new text.
func (l *Line) changed() tea.Cmd {
	value := l.in.Value()
	l.problem = nil
	if l.Check != nil {
		l.problem = l.Check(value)
	}
	l.show = nil
	if l.Complete != nil && value != "" {
		l.show = l.Complete(value, l.in.offset())
	}
	if l.Changed != nil {
		return l.Changed(value)
	}
	return nil
}

// choose puts the next completion into the line.
func (l *Line) choose(step int) tea.Cmd {
	if l.at < 0 && l.Complete != nil {
		l.show, l.asked = l.Complete(l.in.Value(), l.in.offset()), true
	}
	if len(l.show) == 0 {
		return nil
	}
	if l.at < 0 && step < 0 {
		l.at = 0
	}
	l.at = (l.at + step + len(l.show)) % len(l.show)
	show := l.show
	l.in.set(show[l.at].Text)
	cmd := l.changed()
	l.show, l.asked = show, true
	if len(show) == 1 { // complete: the next tab completes what follows
		l.at, l.show = -1, nil
	}
	return cmd
}

// recall walks through the history.
func (l *Line) recall(step int) tea.Cmd {
	if len(l.History) == 0 {
		return nil
	}
	if l.past < 0 {
		l.past, l.draft = len(l.History), l.in.Value()
	}
	to := clamp(l.past+step, 0, len(l.History))
	if to == l.past {
		return nil
	}
	l.past = to
	if to == len(l.History) {
		l.in.set(l.draft)
	} else {
		l.in.set(l.History[to])
	}
	l.at = -1
	cmd := l.changed()
	l.show = nil
	return cmd
}

// maxShown is the number of completions shown at once.
const maxShown = 8

// View implements [Dialog]: completions, the line, and a row that says what is
// wrong or what can be done.
func (l *Line) View(width, height int) string {
	if width < 1 || height < 1 {
		return ""
	}
	prompt := cells.Cut(l.Prompt, max(width/2, 1))
	bad := [2]int{}
	if l.problem != nil {
		bad = [2]int{l.problem.Pos, l.problem.Pos + max(l.problem.Len, 1)}
	}
	w := max(width-cells.Width(prompt), 1)
	typed, x, mark := l.in.view(l.st, w, bad)
	rows := l.list(width, min(maxShown, height-4))
	l.cursor = tea.NewCursor(cells.Width(prompt)+x, len(rows))
	rows = append(rows, cells.Fit(l.st.Focus.Render(prompt)+typed, width))
	if height > 1 {
		for _, row := range l.below(width, cells.Width(prompt)+mark) {
			rows = append(rows, cells.Fit(row, width))
		}
	}
	if over := len(rows) - height; over > 0 { // the line itself stays in sight
		over = min(over, l.cursor.Y)
		l.cursor.Y -= over
		rows = rows[over:min(over+height, len(rows))]
	}
	return strings.Join(rows, "\n")
}

// below returns what stands under the line: a mistake is pointed at.
func (l *Line) below(width, mark int) []string {
	if l.problem == nil {
		if l.Note != nil {
			if note := l.Note(); note != "" {
				return []string{l.st.Muted.Render(clean.Line(note))}
			}
		}
		return []string{hints(l.st, l.Help())}
	}
	msg := "^ " + clean.Line(l.problem.Msg)
	over := mark + cells.Width(msg) - width
	if over > 0 && mark >= cells.Width(msg) { // say it on the left of the mark
		msg = clean.Line(l.problem.Msg) + " ^"
		return []string{cells.Blank(mark-cells.Width(msg)+2) + l.st.Error.Render(msg)}
	}
	if over > 0 {
		return []string{cells.Blank(mark) + l.st.Error.Render("^"), l.st.Error.Render(cells.Cut(clean.Line(l.problem.Msg), width))}
	}
	return []string{cells.Blank(mark) + l.st.Error.Render(msg)}
}

// list returns the rows of the completions.
func (l *Line) list(width, height int) []string {
	if len(l.show) == 0 || height < 1 {
		return nil
	}
	first := 0
	if l.at >= height {
		first = l.at - height + 1
	}
	shown := l.show[first:min(first+height, len(l.show))]
	name := 0
	for _, c := range shown {
		name = max(name, cells.Width(clean.Line(c.Show)))
	}
	name = min(name, width-4)
	rows := make([]string, 0, len(shown))
	for i, c := range shown {
		sign, st := "  ", l.st.Text
		if first+i == l.at {
			sign, st = "› ", l.st.Selected
		}
		row := st.Render(sign + cells.Fit(clean.Line(c.Show), name))
		if c.Help != "" {
			row += "  " + l.st.Muted.Render(clean.Line(c.Help))
		}
		rows = append(rows, cells.Fit(row, width))
	}
	return rows
}

// Cursor implements [Dialog].
func (l *Line) Cursor() *tea.Cursor { return l.cursor }
