// Package dialog holds what opens over a screen and takes the keyboard: lines
// to type into, forms, questions, lists to choose from, pages to read. A
// dialog knows neither the screen under it nor the library; it is given
// functions to complete, check and finish with.
package dialog

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/cells"
	"readout/ui/theme"
)

// Dialog is one thing that is open over a screen.
type Dialog interface {
	// Update takes a message; done says that the dialog is to be closed. The
	// place of a mouse message is relative to the top left of the last View.
	Update(msg tea.Msg) (done bool, cmd tea.Cmd)
	// View returns the rows of the dialog, at most width cells wide and
	// height rows high, joined by line feeds.
	View(width, height int) string
	// Cursor returns the place of the terminal's cursor, relative to the top
	// left of the last View, or nil.
	Cursor() *tea.Cursor
	SetStyles(st *theme.Styles)
	// Help lists the keys that do something in the dialog now.
	Help() []key.Binding
	// Bottom says that the dialog sits at the lower edge, in the way of a
	// command line; others stand in the middle.
	Bottom() bool
}

// Open asks whoever holds the stack to open a dialog.
type Open struct{ Dialog Dialog }

// Show returns a command that opens d.
func Show(d Dialog) tea.Cmd { return func() tea.Msg { return Open{d} } }

// Stack is the open dialogs, the last one in front. The zero value is ready
// for use after SetStyles.
type Stack struct {
	all   []Dialog
	st    *theme.Styles
	place rect // of the dialog in front, when it was drawn last
}

// rect is a part of the screen in cells.
type rect struct{ x, y, w, h int }

func (r rect) has(x, y int) bool { return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h }

// SetStyles gives all dialogs, now and later, their styles.
func (s *Stack) SetStyles(st *theme.Styles) {
	s.st = st
	for _, d := range s.all {
		d.SetStyles(st)
	}
}

// Push opens d in front of the others.
func (s *Stack) Push(d Dialog) {
	if s.st != nil {
		d.SetStyles(s.st)
	}
	s.all = append(s.all, d)
}

// Top returns the dialog in front, or nil.
func (s *Stack) Top() Dialog {
	if len(s.all) == 0 {
		return nil
	}
	return s.all[len(s.all)-1]
}

// Clear closes all dialogs.
func (s *Stack) Clear() { s.all = nil }

// Update hands keys, pastes and clicks to the dialog in front, and everything
// else, results that a dialog waits for, to all of them.
func (s *Stack) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyMsg, tea.PasteMsg:
		if d := s.Top(); d != nil {
			return s.hand(d, msg)
		}
		return nil
	case tea.MouseMsg:
		return s.mouse(m)
	}
	var cmds []tea.Cmd
	for _, d := range s.all {
		cmds = append(cmds, s.hand(d, msg))
	}
	return tea.Batch(cmds...)
}

// mouse hands a mouse message to the dialog in front. A click beside it does
// nothing: it neither closes the dialog, with what was typed into it, nor
// reaches the screen below.
func (s *Stack) mouse(msg tea.MouseMsg) tea.Cmd {
	d := s.Top()
	if d == nil {
		return nil
	}
	m := msg.Mouse()
	inside := s.place.has(m.X, m.Y)
	m.X, m.Y = m.X-s.place.x, m.Y-s.place.y
	switch msg.(type) {
	case tea.MouseClickMsg:
		if !inside {
			return nil
		}
		return s.hand(d, tea.MouseClickMsg(m))
	case tea.MouseWheelMsg:
		return s.hand(d, tea.MouseWheelMsg(m))
	case tea.MouseMotionMsg:
		return s.hand(d, tea.MouseMotionMsg(m))
	}
	return s.hand(d, tea.MouseReleaseMsg(m))
}

func (s *Stack) hand(d Dialog, msg tea.Msg) tea.Cmd {
	done, cmd := d.Update(msg)
	if done {
		s.remove(d)
	}
	return cmd
}

func (s *Stack) remove(d Dialog) {
	kept := make([]Dialog, 0, len(s.all))
	for _, e := range s.all {
		if e != d {
			kept = append(kept, e)
		}
	}
	s.all = kept
}

// Over lays the open dialogs over a screen of width by height cells and
// returns it with the place of the cursor in it.
func (s *Stack) Over(screen string, width, height int) (string, *tea.Cursor) {
	var cursor *tea.Cursor
	s.place = rect{}
	for _, d := range s.all {
		box := d.View(width, height)
		if box == "" {
			continue
		}
		w, h := size(box)
		x, y := (width-w)/2, (height-h)/2
		if d.Bottom() {
			x, y = 0, height-h
		}
		s.place = rect{x, y, w, h}
		screen = cells.Over(screen, box, x, y)
		if cursor = d.Cursor(); cursor != nil {
			cursor.X = clamp(cursor.X+x, 0, width-1)
			cursor.Y = clamp(cursor.Y+y, 0, height-1)
		}
	}
	return screen, cursor
}

// size returns the width and height of a box in cells.
func size(box string) (w, h int) {
	for row := range strings.SplitSeq(box, "\n") {
		w = max(w, cells.Width(row))
		h++
	}
	return w, h
}

// The lines of a frame, and what points at a row.
var (
	level   = cells.Sign("─", "-")
	upright = cells.Sign("│", "|")
	corner  = [...]string{cells.Sign("╭", "+"), cells.Sign("╮", "+"), cells.Sign("╰", "+"), cells.Sign("╯", "+")}
	pointer = cells.Sign("›", ">") + " "
)

// box draws rows in a frame with a title, at most width by height cells. It
// returns where the rows begin in it.
func box(st *theme.Styles, title string, rows []string, width, height int) (view string, x, y int) {
	if width < 8 || height < 4 { // no room for a frame
		return strings.Join(cells.Block(strings.Join(rows, "\n"), max(width, 1), max(min(height, len(rows)), 1)), "\n"), 0, 0
	}
	inner := cells.Width(title)
	for _, r := range rows {
		inner = max(inner, cells.Width(r))
	}
	inner = min(inner, width-4)
	if len(rows) > height-2 {
		rows = rows[:height-2]
	}
	edge := cells.NewPaint(st.Frame)
	name := cells.Cut(title, inner)
	bar := strings.Repeat(level, max(inner-cells.Width(name), 0))
	var b strings.Builder
	b.WriteString(edge.On(corner[0]+" ") + st.Title.Render(name) + edge.On(" "+bar+corner[1]) + "\n")
	if name == "" {
		b.Reset()
		b.WriteString(edge.On(corner[0]+strings.Repeat(level, inner+2)+corner[1]) + "\n")
	}
	for _, r := range rows {
		b.WriteString(edge.On(upright) + " " + cells.Fit(r, inner) + " " + edge.On(upright) + "\n")
	}
	b.WriteString(edge.On(corner[2] + strings.Repeat(level, inner+2) + corner[3]))
	return b.String(), 2, 1
}
