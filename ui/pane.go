package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/cells"
	"readout/ui/config"
	"readout/ui/dialog"
	"readout/ui/keys"
	"readout/ui/notes"
	"readout/ui/reader"
)

// pane is a screen as the root sees it, whatever it shows.
type pane interface {
	Update(msg tea.Msg) tea.Cmd
	View() string
	SetSize(width, height int)
	SetFocused(on bool)
	ShortHelp() []key.Binding
	FullHelp() [][]key.Binding
	Status() string
	Waiting() bool
}

// sharing is a pane that shares its place with others.
type sharing interface {
	pane
	TabAt(x, y int) int
}

// beside says which screen stands beside the article or before it.
type beside int

// The screens that share this place, in the order of their tabs.
const (
	theList beside = iota
	theNotes
	theLedger
)

// side is the screen beside or before the article: the list, the notes of the
// library, or the ledger.
func (a *App) side() sharing {
	switch a.beside {
	case theNotes:
		return a.notes
	case theLedger:
		return a.ledger
	case theList:
	}
	return a.list
}

// front is the screen with the keyboard.
func (a *App) front() pane {
	if a.reading {
		return a.reader
	}
	return a.side()
}

// showBeside puts a screen where the list stands, or the list back. The ledger
// is filled by who shows it, unless it is there.
func (a *App) showBeside(which beside) tea.Cmd {
	if a.beside == which {
		a.focus(false)
		return a.layout()
	}
	a.beside = which
	if which != theList {
		a.from = ""
		if a.reading {
			a.from = a.shown
		}
	}
	a.focus(false)
	cmds := []tea.Cmd{a.layout()}
	switch which {
	case theNotes:
		cmds = append(cmds, a.notes.Reload())
	case theLedger:
		cmds = append(cmds, a.ledger.Reload())
	case theList:
	}
	return tea.Batch(cmds...)
}

// leaveBeside goes back to where the notes or the ledger were asked for: the
// list, or the article at the place where it was left.
func (a *App) leaveBeside() tea.Cmd {
	from := a.from
	cmd := a.showBeside(theList)
	if from == "" {
		return cmd
	}
	return tea.Batch(cmd, a.open(from, query.Query{}))
}

// fromNotes handles what the notes screen asks for.
func (a *App) fromNotes(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case notes.Open:
		return a.openTo(msg.Briefing, reader.Place{Note: msg.Note}), true
	case notes.Moved:
		return a.previewTo(msg.Briefing, reader.Place{Note: msg.Note}), true
	case notes.Edit:
		cmd := a.openTo(msg.Briefing, reader.Place{Note: msg.Note})
		a.ahead = append(a.ahead, keys.Press(config.Article, "note")) // once the article is there
		return cmd, true
	case notes.Export:
		return a.askExportOf(msg.IDs), true
	case notes.Copy:
		return a.copyText(msg.Text), true
	case notes.Said:
		return a.say(msg.Text), true
	case notes.Failed:
		return a.fail(msg.Err), true
	case notes.Changed:
		return a.check(true), true
	case notes.Left:
		return a.leaveBeside(), true
	}
	return a.fromLedger(msg)
}

// openTo shows a briefing at a place and gives it the keyboard.
func (a *App) openTo(id string, to reader.Place) tea.Cmd {
	a.previews++
	a.list.Goto(id)
	a.focus(true)
	cmds := []tea.Cmd{a.layout(), a.reader.OpenTo(id, to)}
	a.shown = id
	return tea.Batch(append(cmds, a.opened(id))...)
}

// opened marks a briefing as read that is being read.
func (a *App) opened(id string) tea.Cmd {
	remember := tea.Cmd(nil)
	if a.memo.Shown != id {
		a.memo.Shown = id
		remember = a.remember()
	}
	if b, ok := a.list.Header(id); ok && b.Read {
		return remember
	}
	a.patch([]string{id}, func(b *briefings.Briefing) { b.Read = true })
	lib := a.lib
	return tea.Batch(remember, a.doAhead("", []string{id}, func(ctx context.Context) error { return lib.Opened(ctx, id) }))
}

// notesCommand shows the notes of the library, those of a query.
func (a *App) notesCommand(args string) tea.Cmd {
	q, err := query.Parse(args, a.o.Now())
	if err != nil {
		return a.fail(err)
	}
	show := a.showBeside(theNotes)
	if args == "" {
		return show
	}
	return tea.Batch(show, a.notes.SetQuery(q))
}

// groupCommand groups the notes of the library.
func (a *App) groupCommand(args string) tea.Cmd {
	by := notes.Grouping(args)
	if !slices.Contains(notes.Groupings(), by) {
		return a.fail(fmt.Errorf("group is %q; it may be %s", args, strings.Join(a.groups(""), ", ")))
	}
	return tea.Batch(a.notes.SetGroup(by), a.showBeside(theNotes))
}

// askExportOf opens the line for the folder to which the notes of briefings go.
func (a *App) askExportOf(ids []string) tea.Cmd {
	if len(ids) == 0 {
		return a.none()
	}
	if a.o.Actions.Export == nil {
		return a.say("export is not available here")
	}
	line := dialog.NewLine("export to folder: ", a.folder, func(dir string) tea.Cmd { return a.exportIDs(ids, dir) })
	line.Note = func() string {
		return "one Markdown file a briefing, yours in it is kept · " + cells.Count(len(ids), "briefing")
	}
	a.dialogs.Push(line)
	return nil
}

// ledgerTab is the width from which the ledger has its tab beside those of the
// list and the notes, whose counts go before it.
const ledgerTab = 46

// setTabs gives the screens that share their place its tabs.
func (a *App) setTabs(width int) {
	labels := tabLabels()
	if width < ledgerTab {
		labels = labels[:theLedger]
	}
	a.list.SetTabs(labels, int(theList))
	a.notes.SetTabs(labels, int(theNotes))
}

// tabLabels are the screens that share the place beside the article.
func tabLabels() []string { return []string{"Briefings", "Notes", "Ledger"} }

// tabAt returns the tab at a place of the side, -1 for none.
func (a *App) tabAt(x, y int) int {
	return a.side().TabAt(x, y)
}
