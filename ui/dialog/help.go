package dialog

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/keys"
	"readout/ui/theme"
)

// Group is a part of the help: bindings under a heading.
type Group struct {
	Title     string
	Bindings  []key.Binding
	Elsewhere bool // they act on another screen: shown only where / finds them
}

// Help shows the bindings that act now. / finds some of them, and those of
// other screens; tab shows beside each the name by which the configuration and the command line know it, and
// those that have no key.
type Help struct {
	title  string
	groups []Group
	close  []string // further keys that close it
	in     input
	typing bool
	names  bool
	top    int
	room   int // rows shown at the last View
	all    int // rows there are
	st     *theme.Styles
	cur    *tea.Cursor
	foot   foot
}

// NewHelp returns the help for the enabled bindings of groups; the keys close
// it as well as those that close every dialog.
func NewHelp(title string, groups []Group, keys ...string) *Help {
	return &Help{title: title, groups: groups, close: keys, in: newInput(""), st: &theme.Styles{}}
}

// SetStyles implements [Dialog].
func (h *Help) SetStyles(st *theme.Styles) { h.st = st }

// Bottom implements [Dialog].
func (h *Help) Bottom() bool { return false }

// Cursor implements [Dialog].
func (h *Help) Cursor() *tea.Cursor { return h.cur }

// Help implements [Dialog].
func (h *Help) Help() []key.Binding {
	switch {
	case h.typing:
		return []key.Binding{bind("keep", "enter"), bind("names", "tab"), bind("show all", "esc")}
	case h.in.Value() != "":
		return []key.Binding{bind("find", "/"), bind("names", "tab"), bind("down", "j"), bind("up", "k"), bind("show all", "esc")}
	case h.names:
		return []key.Binding{bind("find", "/"), bind("hide names", "tab"), bind("down", "j"), bind("up", "k"), bind("close", "esc")}
	}
	return []key.Binding{bind("find", "/"), bind("names", "tab"), bind("down", "j"), bind("up", "k"), bind("close", "esc")}
}

// Update implements [Dialog].
func (h *Help) Update(msg tea.Msg) (bool, tea.Cmd) {
	msg = h.foot.press(msg)
	switch {
	case matches(msg, "ctrl+c"):
		return true, nil
	case matches(msg, "esc") && (h.typing || h.in.Value() != ""):
		h.typing, h.top = false, 0
		h.in.set("")
	case matches(msg, "esc"):
		return true, nil
	case matches(msg, "tab"):
		h.names = !h.names
	case wheel(msg) != 0:
		h.scroll(3 * wheel(msg))
	case h.typing:
		h.write(msg)
	case matches(msg, "q", "h", "enter"), len(h.close) > 0 && matches(msg, h.close...):
		return true, nil
	case matches(msg, "/"):
		h.typing = true
	default:
		h.scroll(pageStep(msg, h.room, h.all))
	}
	return false, nil
}

// write edits what is looked for.
func (h *Help) write(msg tea.Msg) {
	switch {
	case matches(msg, "enter"):
		h.typing = false
	case matches(msg, "down", "up", "pgdown", "pgup"):
		h.scroll(pageStep(msg, h.room, h.all))
	default:
		if h.in.update(msg) {
			h.top = 0
		}
	}
}

func (h *Help) scroll(n int) { h.top = clamp(h.top+n, 0, max(h.all-h.room, 0)) }

// shown is a binding as the help shows it.
type shown struct{ key, desc, name string }

// find returns the bindings of a group that fit what is looked for: every word
// of it stands in the keys, the description, the name or the heading.
func (h *Help) find(g Group) []shown {
	var out []shown
	words := newPattern(h.in.Value())
	for _, b := range g.Bindings {
		help := b.Help()
		s := shown{clean.Line(help.Key), clean.Line(help.Desc), keys.NameOf(b)}
		if !b.Enabled() || s.desc == "" || s.key == "" && (!h.names || s.name == "") {
			continue
		}
		if words.all(strings.Join([]string{s.key, s.desc, s.name, g.Title}, " ")) {
			out = append(out, s)
		}
	}
	return out
}

// A column of help is at least and at most so wide; keys have so much room in
// it at least, and what the words leave.
const (
	column     = 44
	wideColumn = 54
	keyCells   = 14
)

// rows returns the help in rows of at most width cells.
func (h *Help) rows(width int) []string {
	cols := max(width/column, 1)
	if h.names {
		cols = 1
	}
	w := width / cols
	var rows []string
	found := make([][]shown, len(h.groups))
	for i, g := range h.groups {
		if !g.Elsewhere || h.in.Value() != "" {
			found[i] = h.find(g)
		}
	}
	ks := h.keyRoom(found, w)
	for i, g := range h.groups {
		found := found[i]
		if len(found) == 0 {
			continue
		}
		if len(rows) > 0 {
			rows = append(rows, "")
		}
		rows = append(rows, h.st.Title.Render(cells.Cut(clean.Line(g.Title), width)))
		down := (len(found) + cols - 1) / cols
		for i := range down {
			var row strings.Builder
			for j := i; j < len(found); j += down {
				row.WriteString(cells.Fit(h.entry(found[j], ks, w), w))
			}
			rows = append(rows, strings.TrimRight(row.String(), " "))
		}
	}
	if len(rows) == 0 {
		rows = append(rows, h.st.Muted.Render("nothing fits"))
	}
	return rows
}

// keyRoom returns the cells for keys in a column of w: all of them are shown
// where the words beside them leave the room.
func (h *Help) keyRoom(found [][]shown, w int) int {
	key, desc, name := 0, 0, 0
	for _, group := range found {
		for _, s := range group {
			key, desc, name = max(key, cells.Width(s.key)), max(desc, cells.Width(s.desc)), max(name, cells.Width(s.name))
		}
	}
	room := w - 2 - desc
	if h.names {
		room -= 2 + name
	}
	return max(min(key, room), min(keyCells, w/3))
}

// entry returns a binding in at most w cells, ks of them for its keys.
func (h *Help) entry(s shown, ks, w int) string {
	name := ""
	if h.names && s.name != "" {
		name = "  " + cells.Cut(s.name, max(w/2, 1))
	}
	if s.key == "" {
		s.key = "–"
	}
	desc := max(w-ks-2-cells.Width(name), 0)
	text := cells.Cut(s.desc, desc)
	if name != "" {
		text = cells.Fit(s.desc, desc)
	}
	return h.st.Accent.Render(cells.FitLeft(s.key, ks)) + "  " + h.st.Text.Render(text) + h.st.Muted.Render(name)
}

// View implements [Dialog].
func (h *Help) View(width, height int) string {
	inner := max(min(width-4, 2*wideColumn), 1)
	rows := h.rows(inner)
	finding := h.typing || h.in.Value() != ""
	h.all, h.room = len(rows), max(height-3, 1)
	if finding {
		h.room = max(h.room-1, 1)
	} else {
		h.room = min(h.room, h.all)
	}
	h.top = clamp(h.top, 0, max(h.all-h.room, 0))
	shown := slices.Clone(rows[h.top:min(h.top+h.room, h.all)])
	for len(shown) < h.room {
		shown = append(shown, "")
	}
	place := ""
	if h.all > h.room {
		place = fmt.Sprintf("%d–%d of %d", h.top+1, h.top+h.room, h.all)
	}
	h.cur = nil
	if finding {
		typed, x, _ := h.in.view(h.st, max(inner-2, 1), [2]int{})
		shown = append(shown, cells.Fit(h.st.Focus.Render("/ ")+typed, inner))
		if h.typing {
			h.cur = tea.NewCursor(x+2, 0)
		}
	}
	foot := h.foot.row(h.st, h.Help(), max(inner-cells.Width(place)-2, 1))
	if room := inner - cells.Width(foot) - 2; place != "" && cells.Width(place) <= room {
		foot += cells.Blank(room-cells.Width(place)+2) + h.st.Muted.Render(place)
	}
	shown = append(shown, cells.Fit(foot, inner)) // the box keeps its width
	view, x, y := box(h.st, clean.Line(h.title), shown, width, height)
	h.foot.at(x, y+len(shown)-1)
	if h.cur != nil {
		h.cur.X, h.cur.Y = min(h.cur.X+x, max(width-1, 0)), clamp(y+len(shown)-2, 0, max(height-1, 0))
	}
	return view
}
