package ui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/config"
	"readout/ui/dialog"
	"readout/ui/keys"
	"readout/ui/ledger"
	"readout/ui/library"
	"readout/ui/reader"
	"readout/ui/theme"
)

// View implements [tea.Model].
func (a *App) View() tea.View {
	v := tea.View{AltScreen: true, ReportFocus: true, WindowTitle: a.windowTitle()}
	if a.o.Config.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if a.task.running() {
		v.ProgressBar = a.progressBar()
	}
	if a.st.Background != nil {
		v.BackgroundColor, v.ForegroundColor = a.st.Background, a.st.Foreground
	}
	if a.width < 1 || a.height < 1 {
		return v
	}
	v.Content, v.Cursor = a.screen()
	return v
}

func (a *App) progressBar() *tea.ProgressBar {
	if a.task.total <= 0 {
		return tea.NewProgressBar(tea.ProgressBarIndeterminate, 0)
	}
	return tea.NewProgressBar(tea.ProgressBarDefault, min(100*a.task.done/a.task.total, 100))
}

func (a *App) windowTitle() string {
	if a.reading {
		if b, ok := a.list.Header(a.shown); ok && b.Title != "" {
			return cells.Cut(clean.Line(b.Title), 80) + " – readout"
		}
	}
	return "readout"
}

// screen returns the whole screen, exactly its size, and the place of the
// terminal's cursor.
func (a *App) screen() (string, *tea.Cursor) {
	var b strings.Builder
	b.Grow(a.width * a.height * 2)
	var cursor *tea.Cursor
	height := a.height - 1
	switch {
	case height < 1:
	case a.wide():
		a.sideBySide(&b, height)
		if cursor = a.readerCursor(); cursor != nil {
			cursor.X += a.listWidth() + 1
		}
	case a.reading:
		view := a.reader.View()
		b.WriteString(view)
		b.WriteString(strings.Repeat("\n", height-strings.Count(view, "\n")))
		cursor = a.readerCursor()
	default:
		b.WriteString(a.side().View())
		b.WriteByte('\n')
	}
	b.WriteString(a.status())
	if a.dialogs.Top() == nil {
		return b.String(), cursor
	}
	return a.dialogs.Over(b.String(), a.width, a.height)
}

func (a *App) readerCursor() *tea.Cursor {
	if !a.reading {
		return nil
	}
	return a.reader.Cursor()
}

// paints are styles that every frame needs, ready to be written.
type paints struct{ edge, bar, failure cells.Paint }

func newPaints(st *theme.Styles) paints {
	return paints{cells.NewPaint(st.Border), cells.NewPaint(st.Status), cells.NewPaint(st.Failure)}
}

// sideBySide writes the rows of list, divider and article.
func (a *App) sideBySide(b *strings.Builder, height int) {
	left := strings.Split(a.side().View(), "\n")
	right := strings.Split(a.reader.View(), "\n")
	edge := a.paints.edge.On(cells.Sign("│", "|"))
	for i := range height {
		b.WriteString(cells.Settle(left[i], a.listWidth(), a.method))
		b.WriteString(edge)
		if i < len(right) { // never wider than the pane; the renderer clears what a row leaves
			b.WriteString(right[i])
		}
		b.WriteByte('\n')
	}
}

// status returns the last row: a message, or the place and what helps here; on
// the right the work that runs.
func (a *App) status() string {
	right := a.running()
	room := a.width
	if right != "" {
		right = " " + cells.Cut(right, a.width/2) + " "
		room -= cells.Width(right)
	}
	bar := a.paints.bar
	if a.said.text != "" {
		text := " " + a.said.text
		if a.said.wrong {
			text = " error: " + a.said.text
		}
		if more := " (" + keys.First(a.global.Messages) + ": all)"; cells.Width(text) > room && room > 40 {
			text = cells.Cut(text, room-cells.Width(more)) + more
		}
		if a.said.wrong {
			return a.paints.failure.On(cells.Fit(text, room)) + bar.On(right)
		}
		return bar.On(cells.Fit(text, room) + right)
	}
	left := " " + clean.Line(a.front().Status())
	if p := a.seq.Prefix(); p != "" {
		left = " " + p + " …"
	}
	if a.alone() && left == " " {
		return ""
	}
	help := a.hints(room - cells.Width(left) - 3)
	if help == "" && a.reading && a.reader.Typing() { // how to save goes before where one is
		left, help = " ", a.hints(room-1)
	}
	return bar.On(cells.Fit(left, room-cells.Width(help)) + help + right)
}

// running says what the task is doing.
func (a *App) running() string {
	t := a.current()
	if t == nil {
		return ""
	}
	s := t.name
	if t.total > 0 {
		s += fmt.Sprintf(" %s of %s", cells.Number(t.done), cells.Number(t.total))
	} else if t.done > 0 {
		s += " " + cells.Number(t.done)
	}
	return s + " · " + keys.First(a.global.Cancel) + " stops"
}

// hints returns the bindings that help here, as many as fit, with help itself
// always among them.
func (a *App) hints(width int) string {
	all := a.front().ShortHelp()
	last := keys.First(a.global.Help) + " " + a.global.Help.Help().Desc + " "
	if a.reading && a.reader.Typing() {
		last = ""
	}
	var out strings.Builder
	used := cells.Width(last)
	for _, b := range all {
		h := b.Help()
		if !b.Enabled() || h.Desc == "" {
			continue
		}
		name := h.Key
		if name == keys.Show(b.Keys()) {
			name = keys.First(b)
		}
		part := clean.Line(name+" "+h.Desc) + " · "
		if used+cells.Width(part) > width {
			break
		}
		out.WriteString(part)
		used += cells.Width(part)
	}
	if used > width {
		return ""
	}
	if last == "" {
		return strings.TrimSuffix(out.String(), "· ")
	}
	return out.String() + last
}

// signs explains what stands beside the text or in the list, in the form of
// bindings.
func signs(all [][2]string) []keyBinding {
	var out []keyBinding
	for _, s := range all {
		out = append(out, key.NewBinding(key.WithKeys(s[0]), key.WithHelp(s[0], s[1])))
	}
	return out
}

// elsewhere heads the keys of another screen in the help.
var elsewhere = map[string]string{config.List: "In the list", config.Article: "In an article", config.Notes: "In all notes", config.Ledger: "In the ledger"}

// outside returns the bindings of a screen that does not have the keyboard,
// whether or not they act there just now.
func outside(named []keys.Named) []keyBinding {
	var out []keyBinding
	for _, n := range named {
		if b := *n.Binding; n.Mode == "" && keys.First(b) != "" {
			b.SetEnabled(true)
			out = append(out, b)
		}
	}
	return out
}

// help returns the page of all bindings that act now, in which those of the
// other screens are found.
func (a *App) help() dialog.Dialog {
	a.global.Cancel.SetEnabled(a.current() != nil)
	g, b := a.global, a.briefing
	groups := []dialog.Group{}
	add := func(title string, bindings ...[]keyBinding) {
		var all []keyBinding
		for _, bs := range bindings {
			all = append(all, bs...)
		}
		groups = append(groups, dialog.Group{Title: title, Bindings: all})
	}
	name := "List"
	switch {
	case a.reading:
		name = "Article"
	case a.beside == theNotes:
		name = "All notes"
	case a.beside == theLedger:
		name = "The ledger"
	}
	add(name, a.front().FullHelp()...)
	if a.reading || a.beside == theList {
		add("The briefing at hand", []keyBinding{b.Tag, b.Untag, b.Star, b.Read, b.Edit, b.Browse, b.Export, b.Remove})
	}
	g.Zen.SetEnabled(a.reading)
	for _, d := range []*keyBinding{&g.ListNarrower, &g.ListWider} {
		d.SetEnabled(a.wide())
	}
	for _, d := range []*keyBinding{&g.MarginNarrower, &g.MarginWider} {
		d.SetEnabled(a.reader.MarginWidth() > 0)
	}
	add("Everywhere", []keyBinding{
		g.Command, g.Palette, g.Undo, g.Redo, g.Notes, g.Ledger, g.Speakers, g.Topics, g.Zen, g.Help, g.Messages, g.Reload, g.Cancel,
		g.ListNarrower, g.ListWider, g.MarginNarrower, g.MarginWider, g.Repaint, g.Suspend, g.Quit,
	})
	switch {
	case a.reading:
		add("Signs", signs(reader.Signs()))
	case a.beside == theLedger:
		add("Signs", signs(ledger.Signs()))
	case a.beside == theList:
		add("Signs", signs(library.Signs()))
	}
	for _, other := range []string{config.List, config.Article, config.Notes, config.Ledger} {
		if other != a.screenName() {
			groups = append(groups, dialog.Group{Title: elsewhere[other], Bindings: outside(a.maps[other]), Elsewhere: true})
		}
	}
	title := "keys"
	if a.o.Version != "" {
		title = "readout " + a.o.Version + ": keys"
	}
	return dialog.NewHelp(title, groups, g.Help.Keys()...)
}
