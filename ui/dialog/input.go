package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/keys"
	"readout/ui/theme"
)

// maxInput bounds what is typed or pasted into a line, in characters.
const maxInput = 16 << 10

// input is a line of text being typed. The editing is that of bubbles'
// textinput, with what was killed (ctrl+k, ctrl+u, ctrl+w) given back by
// ctrl+y; it is drawn here, because that counts a wide character as one cell.
type input struct {
	textinput.Model

	killed string
	from   int // first byte that was drawn last
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
	return input{Model: m}
}

// update edits the line; it reports whether the text changed.
func (in *input) update(msg tea.Msg) bool {
	before := in.Value()
	switch m := msg.(type) {
	case tea.PasteMsg:
		msg = tea.PasteMsg{Content: oneLine(m.Content)}
	case tea.KeyPressMsg:
		if matches(m, "ctrl+y") {
			msg = tea.PasteMsg{Content: in.killed}
		}
	}
	in.Model, _ = in.Update(msg)
	after := in.Value()
	if matches(msg, "ctrl+k", "ctrl+u", "ctrl+w", "alt+d", "alt+backspace", "alt+delete") && len(after) < len(before) {
		at := in.offset() // where what was taken out stood
		in.killed = before[at : at+len(before)-len(after)]
	}
	return after != before
}

// oneLine returns what is pasted as one line: line ends with the white space
// around them become one blank.
func oneLine(s string) string {
	const most = maxInput * utf8.UTFMax
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "")
	}
	if !strings.ContainsAny(s, "\r\n") {
		return s
	}
	var parts []string
	for line := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = strings.TrimSpace(line); line != "" {
			parts = append(parts, line)
		}
	}
	return strings.Join(parts, " ")
}

// set replaces the text.
func (in *input) set(s string) {
	in.SetValue(s)
	in.CursorEnd()
}

// offset returns the cursor's place as a byte offset into the text.
func (in *input) offset() int {
	value := in.Value()
	at := 0
	for range in.Position() {
		_, n := utf8.DecodeRuneInString(value[at:])
		at += n
	}
	return at
}

// seek puts the cursor on the character at cell x of the last view.
func (in *input) seek(x int) {
	value := in.Value()
	at := min(in.from, len(value))
	if at > 0 {
		x-- // the ellipsis
	}
	for at < len(value) {
		g, _ := ansi.FirstGraphemeCluster(value[at:], ansi.GraphemeWidth)
		w := cells.Width(clean.Line(g))
		if g == "" || x < w {
			break
		}
		x -= w
		at += len(g)
	}
	in.SetCursor(utf8.RuneCountInString(value[:at]))
}

// start returns the first byte to draw so that the text before the cursor, at
// byte at, fits into room cells.
func (in *input) start(value string, at, room int) int {
	const longest = 64 // bytes of a cell; more marks than that are cut
	low := max(at-longest*(room+2), 0)
	for low < at && !utf8.RuneStart(value[low]) {
		low++
	}
	if low == 0 && cells.Width(clean.Line(value[:at])) <= room {
		return 0
	}
	type stop struct{ at, w int }
	var stops []stop
	for i := low; i < at; {
		g, _ := ansi.FirstGraphemeCluster(value[i:at], ansi.GraphemeWidth)
		if g == "" {
			break
		}
		stops = append(stops, stop{i, cells.Width(clean.Line(g))})
		i += len(g)
	}
	from, used := at, 1 // the ellipsis
	for _, s := range slices.Backward(stops) {
		if used += s.w; used > room {
			break
		}
		from = s.at
	}
	return from
}

// view draws the part of the text around the cursor in w cells, what stands in
// bad (a byte range) as an error. It returns the cells before the cursor, and
// those before the range.
func (in *input) view(st *theme.Styles, w int, bad [2]int) (row string, cursor, mark int) {
	value, at := in.Value(), in.offset()
	from := in.start(value, at, max(w-1, 0))
	in.from = from
	end := min(len(value), from+64*(w+2)) // what may be seen
	for end < len(value) && !utf8.RuneStart(value[end]) {
		end++
	}
	before := ""
	if from > 0 && w > 1 {
		before = cells.Ellipsis()
	}
	part := func(a, b int) string { return clean.Line(value[clamp(a, from, end):clamp(b, from, end)]) }
	left, wrong, right := part(from, bad[0]), part(bad[0], bad[1]), part(bad[1], end)
	if bad[1] <= bad[0] {
		left, wrong, right = part(from, end), "", ""
	}
	row = st.Muted.Render(before) + st.Text.Render(left)
	if wrong != "" {
		row += st.Wrong.Render(wrong)
	}
	row += st.Text.Render(right)
	return cells.Fit(row, w), cells.Width(before) + cells.Width(part(from, at)), cells.Width(before) + cells.Width(left)
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
