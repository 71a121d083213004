package dialog

import (
	"strings"

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
		bind("next", "down"), bind("back", "up"), bind("complete", "tab"), bind("save", "enter"), bind("cancel", "esc"),
	}
}

// Update implements [Dialog].
func (f *Form) Update(msg tea.Msg) (bool, tea.Cmd) {
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
	default:
		if f.ins[f.at].update(msg) {
			f.check(f.at)
		}
	}
	return false, nil
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
	w := max(min(width-4, 72)-label-4, 1)
	var rows []string
	x, y := 0, 0
	for i, fd := range f.fields {
		var bad [2]int
		if f.errs[i] != "" {
			bad[1] = len(f.ins[i].Value())
		}
		in := f.ins[i]
		if i != f.at {
			in.CursorStart() // a value that is too long shows its beginning
		}
		typed, cursor, _ := in.view(f.st, w, bad)
		sign, st := "  ", f.st.Muted
		if i == f.at {
			sign, st = "› ", f.st.Focus
			x, y = 2+label+2+cursor, len(rows)
		}
		rows = append(rows, st.Render(sign+cells.Fit(fd.Label, label)+"  ")+typed)
	}
	say := f.st.Muted.Render(cells.Cut(clean.Line(f.fields[f.at].Hint), label+4+w))
	if f.errs[f.at] != "" {
		say = f.st.Error.Render(cells.Cut(clean.Line(f.errs[f.at]), label+4+w))
	}
	foot := []string{"", say, hints(f.st, f.Help())}
	if room := max(height-2, 1); len(rows)+len(foot) > room {
		foot = foot[1:]
		if keep := max(room-len(foot), 1); len(rows) > keep { // the field at hand stays in sight
			first := clamp(y-keep/2, 0, len(rows)-keep)
			rows, y = rows[first:first+keep], y-first
		}
	}
	view, dx, dy := box(f.st, clean.Line(f.title), append(rows, foot...), width, height)
	f.cursor = tea.NewCursor(min(x+dx, max(width-1, 0)), min(y+dy, max(height-1, 0)))
	return strings.TrimSuffix(view, "\n")
}
