package dialog

import (
	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/keys"
	"readout/ui/theme"
)

// maxInput bounds what is typed or pasted into a line, in characters.
const maxInput = 16 << 10

// input is a line of text being typed. The editing is that of bubbles'
// textinput; it is drawn here, because that counts a wide character as one
// cell.
type input struct {
	textinput.Model
}

func newInput(value string) input {
	m := textinput.New()
	m.CharLimit = maxInput
	m.SetVirtualCursor(false)
	m.KeyMap.Paste.SetEnabled(false)            // terminals paste by themselves
	m.KeyMap.AcceptSuggestion.SetEnabled(false) // tab belongs to the dialog
	m.KeyMap.NextSuggestion.SetEnabled(false)
	m.KeyMap.PrevSuggestion.SetEnabled(false)
	m.SetValue(value)
	m.CursorEnd()
	m.Focus()
	return input{m}
}

// update edits the line; it reports whether the text changed.
func (in *input) update(msg tea.Msg) bool {
	before := in.Value()
	in.Model, _ = in.Update(msg)
	return in.Value() != before
}

// set replaces the text.
func (in *input) set(s string) {
	in.SetValue(s)
	in.CursorEnd()
}

// offset returns the cursor's place as a byte offset into the text.
func (in *input) offset() int {
	return len(string([]rune(in.Value())[:in.Position()]))
}

// view draws the part of the text around the cursor in w cells, what stands in
// bad (a byte range) as an error. It returns the cells before the cursor, and
// those before the range.
func (in *input) view(st *theme.Styles, w int, bad [2]int) (row string, cursor, mark int) {
	value, at := in.Value(), in.offset()
	from := 0
	for cells.Width(clean.Line(value[from:at])) > w-1 && from < at {
		from += len(string([]rune(value[from : from+min(4, at-from)])[:1]))
	}
	part := func(a, b int) string { return clean.Line(value[clamp(a, from, len(value)):clamp(b, from, len(value))]) }
	start, end := clamp(bad[0], from, len(value)), clamp(bad[1], from, len(value))
	left, wrong, right := part(from, start), part(start, end), part(end, len(value))
	row = st.Text.Render(left)
	if wrong != "" {
		row += st.Wrong.Render(wrong)
	}
	row += st.Text.Render(right)
	return cells.Fit(row, w), cells.Width(part(from, at)), cells.Width(left)
}

func clamp(n, low, high int) int { return max(low, min(n, high)) }

// matches reports whether msg is a press of one of the keys.
func matches(msg tea.Msg, ks ...string) bool {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false
	}
	return key.Matches(k, key.NewBinding(key.WithKeys(ks...)))
}

// bind returns a binding for the help of a dialog.
func bind(help string, ks ...string) key.Binding {
	return key.NewBinding(key.WithKeys(ks...), key.WithHelp(keys.Show(ks), help))
}
