package dialog

import (
	"slices"
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
	// CompleteLater completes what takes long (files, a whole library): its
	// command answers with [Completed], see [Line.Later]. Its completions
	// follow those of Complete. May be nil.
	CompleteLater func(value string, cursor int) tea.Cmd
	Check         func(value string) *Problem // may be nil; a problem keeps the line open
	Changed       func(value string) tea.Cmd  // after every change; may be nil
	Note          func() string               // said under a line without a problem; may be nil
	Done          func(value string) tea.Cmd
	Cancel        func() tea.Cmd // may be nil
	History       []string       // oldest first

	in      input
	st      *theme.Styles
	show    []Completion
	at      int  // chosen completion, -1 for none
	first   int  // first one that is drawn
	drawn   int  // how many were drawn
	above   int  // row of the line in the last view
	indent  int  // cells of the prompt in the last view
	pending int  // step to take when the completions of this value come
	past    past // place in the history
	problem *Problem
	cursor  *tea.Cursor
	foot    foot
}

// past is a walk through the history.
type past struct {
	on    bool
	at    int    // len(History): the line itself
	draft string // the line before the walk began
}

// Completed carries completions to the line that asked for them; it is left
// alone when another value is typed meanwhile.
type Completed struct {
	To    *Line
	Value string // what they complete
	List  []Completion
}

// NewLine returns a line that begins with value.
func NewLine(prompt, value string, done func(string) tea.Cmd) *Line {
	return &Line{Prompt: prompt, Done: done, in: newInput(value), at: -1, st: &theme.Styles{}}
}

// Later returns a command that completes value outside the event loop.
func (l *Line) Later(value string, complete func() []Completion) tea.Cmd {
	return func() tea.Msg { return Completed{l, value, complete()} }
}

// SetStyles implements [Dialog].
func (l *Line) SetStyles(st *theme.Styles) { l.st = st }

// Bottom implements [Dialog].
func (l *Line) Bottom() bool { return true }

// Value returns what is typed.
func (l *Line) Value() string { return l.in.Value() }

// Help implements [Dialog].
func (l *Line) Help() []key.Binding {
	bs := []key.Binding{bind("accept", "enter")}
	if l.Complete != nil || l.CompleteLater != nil {
		bs = append(bs, bind("complete", "tab"))
	}
	if len(l.History) > 0 {
		bs = append(bs, bind("history", "up", "down"))
	}
	return append(bs, bind("cancel", "esc"))
}

// Update implements [Dialog].
func (l *Line) Update(msg tea.Msg) (bool, tea.Cmd) {
	msg = l.foot.press(msg)
	if c, ok := msg.(Completed); ok {
		return false, l.take(c)
	}
	if x, y, ok := clicked(msg); ok {
		return false, l.click(x, y)
	}
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
		return false, l.recall(-1, strings.HasPrefix)
	case matches(msg, "down"):
		return false, l.recall(1, strings.HasPrefix)
	case matches(msg, "ctrl+r"):
		return false, l.recall(-1, strings.Contains)
	}
	if wheel(msg) != 0 {
		l.first = clamp(l.first+wheel(msg), 0, max(len(l.show)-l.drawn, 0))
	}
	place := l.in.Position()
	if !l.in.update(msg) {
		if l.in.Position() != place { // what was proposed was for another place
			l.show, l.at, l.pending = nil, -1, 0
		}
		return false, nil
	}
	l.at, l.past = -1, past{}
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
	l.problem, l.pending = nil, 0
	if l.Check != nil {
		l.problem = l.Check(value)
	}
	l.show, l.first = nil, 0
	var cmds []tea.Cmd
	if value != "" {
		cmds = append(cmds, l.complete(value))
	}
	if l.Changed != nil {
		cmds = append(cmds, l.Changed(value))
	}
	return tea.Batch(cmds...)
}

// complete shows what completes value, and asks for what takes longer.
func (l *Line) complete(value string) tea.Cmd {
	l.show, l.first = nil, 0
	if l.Complete != nil {
		l.show = l.Complete(value, l.in.offset())
	}
	if l.CompleteLater != nil {
		return l.CompleteLater(value, l.in.offset())
	}
	return nil
}

// take shows completions that have come, unless one is chosen or something
// else has been typed.
func (l *Line) take(c Completed) tea.Cmd {
	if c.To != l || c.Value != l.in.Value() || l.at >= 0 || l.past.on {
		return nil
	}
	if len(l.show) == 0 {
		l.first = 0
	}
	for _, d := range c.List {
		if !slices.Contains(l.show, d) {
			l.show = append(slices.Clip(l.show), d)
		}
	}
	if step := l.pending; step != 0 && len(l.show) > 0 {
		l.pending = 0
		return l.cycle(step)
	}
	return nil
}

// choose puts the next completion into the line.
func (l *Line) choose(step int) tea.Cmd {
	if l.at >= 0 || len(l.show) > 0 {
		return l.cycle(step)
	}
	cmd := l.complete(l.in.Value())
	if len(l.show) > 0 {
		return l.cycle(step)
	}
	l.pending = step // as soon as they come
	return cmd
}

func (l *Line) cycle(step int) tea.Cmd {
	if l.at < 0 && step < 0 {
		l.at = 0
	}
	return l.pick((l.at + step + len(l.show)) % len(l.show))
}

// pick puts the i-th completion into the line.
func (l *Line) pick(i int) tea.Cmd {
	show, first := l.show, l.first
	l.at = i
	l.in.set(show[i].Text)
	cmd := l.changed()
	if len(show) == 1 { // complete: what is shown now completes what follows
		l.at = -1
		if slices.ContainsFunc(l.show, func(c Completion) bool { return c.Text == show[0].Text }) {
			l.show = nil
		}
		return cmd
	}
	l.show, l.first = show, first
	return cmd
}

// click chooses a completion, or puts the cursor under the mouse.
func (l *Line) click(x, y int) tea.Cmd {
	switch i := l.first + y; {
	case y < l.drawn && i < len(l.show):
		return l.pick(i)
	case y == l.above:
		l.in.seek(x - l.indent)
		l.show, l.at, l.pending = nil, -1, 0
	}
	return nil
}

// recall walks through the lines of the history that fit what was typed.
func (l *Line) recall(step int, fits func(line, draft string) bool) tea.Cmd {
	if !l.past.on {
		l.past = past{true, len(l.History), l.in.Value()}
	}
	to := l.past.at
	for {
		to += step
		if to < 0 || to > len(l.History) || l.past.at == len(l.History) && step > 0 {
			return nil
		}
		if to == len(l.History) || fits(l.History[to], l.past.draft) && l.History[to] != l.in.Value() {
			break
		}
	}
	walk := past{true, to, l.past.draft}
	if to == len(l.History) {
		l.in.set(walk.draft)
	} else {
		l.in.set(l.History[to])
	}
	l.at, l.past = -1, walk
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
	prompt := cells.Cut(clean.Line(l.Prompt), max(width/2, 1))
	bad := [2]int{}
	if l.problem != nil {
		bad = [2]int{l.problem.Pos, l.problem.Pos + max(l.problem.Len, 1)}
	}
	l.indent = cells.Width(prompt)
	w := max(width-l.indent, 1)
	typed, x, mark := l.in.view(l.st, w, bad)
	rows := l.list(width, min(maxShown, height-4))
	l.drawn, l.above = len(rows), len(rows)
	rows = append(rows, cells.Fit(l.st.Focus.Render(prompt)+typed, width))
	l.foot.spots = nil
	if height > 1 {
		for _, row := range l.below(width, l.indent+mark) {
			rows = append(rows, cells.Fit(row, width))
		}
	}
	if over := len(rows) - height; over > 0 { // the line itself stays in sight
		over = min(over, l.above)
		l.above -= over
		l.drawn = max(l.drawn-over, 0)
		rows = rows[over:min(over+height, len(rows))]
	}
	l.foot.at(0, l.above+1)
	l.cursor = tea.NewCursor(min(l.indent+x, width-1), l.above)
	return strings.Join(rows, "\n")
}

// below returns what stands under the line: a mistake is pointed at.
func (l *Line) below(width, mark int) []string {
	if l.problem == nil {
		if l.Note != nil {
			if note := l.Note(); note != "" {
				return []string{l.st.Muted.Render(cells.Cut(clean.Line(note), width))}
			}
		}
		return []string{l.foot.row(l.st, l.Help(), width)}
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
	l.first = clamp(l.first, 0, max(len(l.show)-height, 0))
	if l.at >= 0 {
		l.first = clamp(l.first, l.at-height+1, l.at)
	}
	shown := l.show[l.first:min(l.first+height, len(l.show))]
	name := 0
	for _, c := range shown {
		name = max(name, cells.Width(clean.Line(c.Show)))
	}
	name = max(min(name, width-4), 0)
	rows := make([]string, 0, len(shown))
	for i, c := range shown {
		sign, st := "  ", l.st.Text
		if l.first+i == l.at {
			sign, st = pointer, l.st.Selected
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
