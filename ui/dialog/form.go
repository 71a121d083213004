package dialog

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/theme"
)

// Field is one line of a form.
type Field struct {
	Name, Label string
	Value       string
	Hint        string                       // what may stand here
	Check       func(string) error           // may be nil
	Complete    func(prefix string) []string // values that begin so; may be nil
}

// Form asks for several values at once.
type Form struct {
	title  string
	fields []Field
	ins    []input
	errs   []string
	at     int
	done   func(values map[string]string) tea.Cmd
	st     *theme.Styles
	cursor *tea.Cursor
	foot   foot
	inputs rect // of the inputs shown when it was drawn last
	first  int  // the field in their first row
}

// NewForm returns a form; done is given the values that were changed, by the
// names of their fields, when all of them are right.
func NewForm(title string, fields []Field, done func(values map[string]string) tea.Cmd) *Form {
	f := &Form{title: title, fields: fields, errs: make([]string, len(fields)), done: done}
	for _, fd := range fields {
		f.ins = append(f.ins, newInput(fd.Value))
	}
	return f
}

// SetStyles implements [Dialog].
func (f *Form) SetStyles(st *theme.Styles) { f.st = st }

// Bottom implements [Dialog].
func (f *Form) Bottom() bool { return false }

// Cursor implements [Dialog].
func (f *Form) Cursor() *tea.Cursor { return f.cursor }

// Help implements [Dialog].
func (f *Form) Help() []key.Binding {
	return []key.Binding{
		bind("save", "enter"), bind("next", "down"), bind("back", "up"), bind("complete", "tab"), bind("cancel", "esc"),
	}
}

// Update implements [Dialog].
func (f *Form) Update(msg tea.Msg) (bool, tea.Cmd) {
	msg = f.foot.press(msg)
	if len(f.fields) == 0 {
		return matches(msg, "esc", "ctrl+c", "enter"), nil
	}
	if x, y, ok := clicked(msg); ok {
		f.click(x, y)
		return false, nil
	}
	switch {
	case matches(msg, "esc", "ctrl+c"):
		return true, nil
	case matches(msg, "enter", "ctrl+s"):
		return f.save()
	case matches(msg, "tab"):
		f.tab()
	case matches(msg, "down", "ctrl+n"):
		f.move(1)
	case matches(msg, "up", "shift+tab", "ctrl+p"):
		f.move(-1)
	case wheel(msg) != 0:
		if to := f.at + wheel(msg); to >= 0 && to < len(f.ins) {
			f.move(wheel(msg))
		}
	default:
		if f.ins[f.at].update(msg) {
			f.check(f.at)
		}
	}
	return false, nil
}

// click goes to the field of a row, and to the character under the mouse.
func (f *Form) click(x, y int) {
	i := f.first + y - f.inputs.y
	if y < f.inputs.y || y >= f.inputs.y+f.inputs.h || i >= len(f.ins) {
		return
	}
	f.check(f.at)
	f.at = i
	f.ins[i].seek(x - f.inputs.x)
}

func (f *Form) move(step int) {
	f.check(f.at)
	f.at = (f.at + step + len(f.ins)) % len(f.ins)
}

// tab completes the value where it can be completed, and goes on otherwise.
func (f *Form) tab() {
	fd, in := &f.fields[f.at], &f.ins[f.at]
	if fd.Complete == nil {
		f.move(1)
		return
	}
	values := fd.Complete("")
	for i, v := range values {
		if v == in.Value() { // complete already: the next one
			in.set(values[(i+1)%len(values)])
			f.check(f.at)
			return
		}
	}
	if some := fd.Complete(in.Value()); len(some) > 0 {
		in.set(some[0])
		f.check(f.at)
		return
	}
	f.move(1)
}

func (f *Form) check(i int) bool {
	f.errs[i] = ""
	if check := f.fields[i].Check; check != nil {
		if err := check(f.ins[i].Value()); err != nil {
			f.errs[i] = err.Error()
		}
	}
	return f.errs[i] == ""
}

func (f *Form) save() (bool, tea.Cmd) {
	values := map[string]string{}
	for i := range f.fields {
		if !f.check(i) {
			f.at = i
			return false, nil
		}
		if v := f.ins[i].Value(); v != f.fields[i].Value {
			values[f.fields[i].Name] = v
		}
	}
	return true, f.done(values)
}

// View implements [Dialog].
func (f *Form) View(width, height int) string {
	label := 0
	for _, fd := range f.fields {
		label = max(label, cells.Width(fd.Label))
	}
	label = min(label, max((width-8)/2, 1))
	inner := max(min(width-4, 72), 1)
	w := max(inner-label-4, 1)
	rows := make([]string, 0, len(f.fields)+3)
	x, y := 0, 0
	for i, fd := range f.fields {
		var bad [2]int
		if f.errs[i] != "" {
			bad[1] = len(f.ins[i].Value())
		}
		in := &f.ins[i]
		if i != f.at {
			still := f.ins[i]
			still.CursorStart() // a value that is too long shows its beginning
			in, f.ins[i].from = &still, 0
		}
		typed, cursor, _ := in.view(f.st, w, bad)
		sign, st := "  ", f.st.Muted
		if i == f.at {
			sign, st = pointer, f.st.Focus
			x, y = 2+label+2+cursor, len(rows)
		}
		rows = append(rows, st.Render(sign+cells.Fit(clean.Line(fd.Label), label)+"  ")+typed)
	}
	f.first = 0
	below := []string{"", f.about(inner), f.foot.row(f.st, f.Help(), inner)}
	if room := max(height-2, 1); len(rows)+len(below) > room {
		below = below[min(1+max(len(below)-room, 0), len(below)-1):] // the keys go last
		if room == 1 {
			below, f.foot.spots = nil, nil
		}
		if keep := max(room-len(below), 1); len(rows) > keep { // the field at hand stays in sight
			f.first = clamp(y-keep/2, 0, len(rows)-keep)
			rows, y = rows[f.first:f.first+keep], y-f.first
		}
	}
	shown := len(rows)
	view, dx, dy := box(f.st, clean.Line(f.title), append(rows, below...), width, height)
	f.inputs = rect{dx + 2 + label + 2, dy, w, shown}
	f.foot.at(dx, dy+shown+len(below)-1)
	f.cursor = tea.NewCursor(min(x+dx, max(width-1, 0)), min(y+dy, max(height-1, 0)))
	return view
}

// about says what is wrong with the field at hand, or what may stand in it.
func (f *Form) about(width int) string {
	if len(f.fields) == 0 {
		return ""
	}
	if f.errs[f.at] != "" {
		return f.st.Error.Render(cells.Cut(clean.Line(f.errs[f.at]), width))
	}
	return f.st.Muted.Render(cells.Cut(clean.Line(f.fields[f.at].Hint), width))
}
