package ui

import (
	"errors"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/dialog"
	"readout/ui/keys"
	"readout/ui/ledger"
	"readout/ui/library"
	"readout/ui/reader"
)

// fromScreens handles the messages by which screens and dialogs ask for what
// only the root can do.
func (a *App) fromScreens(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case library.Open:
		return a.open(msg.ID, msg.Query), true
	case library.Moved:
		if b, ok := a.list.Current(); ok { // it may have moved on since
			return a.preview(b.ID), true
		}
		return a.preview(msg.ID), true
	case library.Failed:
		return a.fail(msg.Err), true
	case library.Quit:
		return a.leave(), true
	case dialog.Open:
		a.dialogs.Push(msg.Dialog)
		return a.learn(), true
	}
	return a.fromReader(msg)
}

func (a *App) fromReader(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case reader.Left:
		return a.back(), true
	case reader.Step:
		return a.step(msg.Delta), true
	case reader.Changed:
		return a.check(true), true
	case reader.Failed:
		if !a.reading && errors.Is(msg.Err, briefings.ErrNotFound) {
			return nil, true // what was shown beside the list was removed, and the list goes on to another
		}
		return a.fail(msg.Err), true
	case reader.Said:
		return a.say(msg.Text), true
	case reader.Copy:
		return a.copyText(msg.Text), true
	case reader.Correct:
		return a.askCorrection(msg), true
	case reader.Goto:
		return a.openTo(msg.ID, msg.To), true
	case reader.OpenLink:
		return a.browseTo(msg.URL), true
	}
	return a.fromNotes(msg)
}

// key hands a key to whom it is for: the dialog in front, a screen that is
// being typed into, the program, the screen.
func (a *App) key(k tea.KeyPressMsg) tea.Cmd {
	if k.String() == "ctrl+c" { // whatever is bound, and whatever is open
		return a.leave()
	}
	if k.Text == "" && key.Matches(k, a.global.Suspend) { // whatever is being typed
		return a.suspend()
	}
	if a.dialogs.Top() != nil {
		return a.dialogs.Update(k)
	}
	a.await = ""
	a.yield()
	if a.queue(k) {
		return nil
	}
	k, cmd, ok := a.sequence(k)
	if !ok {
		return cmd
	}
	return a.press(k)
}

// press acts on a key that no dialog and no sequence takes.
func (a *App) press(k tea.KeyPressMsg) tea.Cmd {
	defer a.hush(a.said.era, a.reader.Typing())
	if a.reading && a.reader.Typing() {
		return a.reader.Update(k)
	}
	if cmd, ok := a.globalKey(k); ok {
		return cmd
	}
	if cmd, ok := a.dividerKey(k); ok {
		return cmd
	}
	if a.beside != theList && !a.reading { // its keys act on notes or statements
		return a.side().Update(k)
	}
	if cmd, ok := a.briefingKey(k); ok {
		return cmd
	}
	return a.front().Update(k)
}

// sequence gathers the keys of a binding of several; ok reports whether k is to
// be acted on.
func (a *App) sequence(k tea.KeyPressMsg) (out tea.KeyPressMsg, cmd tea.Cmd, ok bool) {
	if a.reading && a.reader.Typing() {
		a.seq.Reset()
		return k, nil, true
	}
	out, state, prefix := a.seq.Feed(k, a.bindings()...)
	switch {
	case state == keys.Pending:
		return out, nil, false
	case state == keys.Dropped && prefix != "":
		return out, a.say(keys.Show([]string{prefix}) + " means nothing here"), false
	case state == keys.Dropped:
		return out, nil, false
	}
	return out, nil, true
}

// quits reports whether a key leaves the program from the list.
func (a *App) quits(k tea.KeyPressMsg) bool { return a.beside == theList && a.list.Quits(k) }

// hush takes a remark away that was made before an input opened or closed: the
// keys of the input stand in its place.
func (a *App) hush(era int, typing bool) {
	if a.reader.Typing() != typing && a.said.era == era && !a.said.wrong {
		a.said.text = ""
	}
}

// globalKey handles the keys that mean the same on every screen.
func (a *App) globalKey(k tea.KeyPressMsg) (tea.Cmd, bool) {
	g := &a.global
	g.Cancel.SetEnabled(a.current() != nil)
	switch {
	case key.Matches(k, g.Command):
		return a.commandLine(""), true
	case key.Matches(k, g.Palette):
		return a.palette(), true
	case key.Matches(k, g.Help):
		a.dialogs.Push(a.help())
		return nil, true
	case key.Matches(k, g.Messages):
		a.dialogs.Push(dialog.NewText("messages", a.messages(), true))
		return nil, true
	case key.Matches(k, g.Repaint):
		return tea.Batch(tea.ClearScreen, tea.RequestWindowSize), true
	case key.Matches(k, g.Suspend):
		return a.suspend(), true
	case key.Matches(k, g.Cancel):
		a.current().stop()
		return a.say("stopping…"), true
	case key.Matches(k, g.Quit):
		return a.leave(), true
	case key.Matches(k, g.Reload):
		return a.check(true), true
	case key.Matches(k, g.Undo):
		return a.undo(false), true
	case key.Matches(k, g.Redo):
		return a.undo(true), true
	case key.Matches(k, g.Notes):
		if a.beside == theNotes && !a.reading {
			return a.leaveBeside(), true
		}
		return a.showBeside(theNotes), true
	case key.Matches(k, g.Ledger):
		return a.ledgerKey(), true
	case key.Matches(k, g.Speakers):
		return a.subjectKey(ledger.BySpeaker), true
	case key.Matches(k, g.Topics):
		return a.subjectKey(ledger.ByTopic), true
	case key.Matches(k, g.Zen):
		return a.toggleZen(), true
	}
	return nil, false
}

func (a *App) paste(msg tea.PasteMsg) tea.Cmd {
	if a.dialogs.Top() != nil {
		return a.dialogs.Update(msg)
	}
	if a.reading {
		return a.reader.Update(msg)
	}
	return nil
}

// mouse hands a click or a turn of the wheel to the pane under it, with the
// place made relative to the pane.
func (a *App) mouse(msg tea.MouseMsg) tea.Cmd {
	if a.dialogs.Top() != nil {
		return a.dialogs.Update(msg)
	}
	m := msg.Mouse()
	if a.beside == theList && a.list.Dragging() { // it began there
		return a.list.Update(msg)
	}
	if cmd, ok := a.drag(msg); ok {
		return cmd
	}
	if a.reader.Dragging() { // wherever it is by now
		m.X = a.inReader(m.X)
		return a.reader.Update(moved(msg, m))
	}
	if _, held := msg.(tea.MouseMotionMsg); m.Y >= a.height-1 && !held {
		return nil
	}
	_, click := msg.(tea.MouseClickMsg)
	onList := !a.reading
	if a.wide() {
		onList = m.X < a.listWidth()
	}
	if onList {
		if tab := a.tabAt(m.X, m.Y); click && tab >= 0 {
			return a.showBeside(beside(tab))
		}
		if click {
			a.focus(false)
		}
		return a.side().Update(msg)
	}
	m.X = a.inReader(m.X)
	if click && !a.reading {
		cmd, there := a.enter()
		if !there {
			return cmd
		}
		return tea.Batch(cmd, a.reader.Update(moved(msg, m)))
	}
	return a.reader.Update(moved(msg, m))
}

// enter gives the keyboard to the article beside the list or the notes; it
// reports whether that article stands on the screen, where it stood, so that a
// click on it acts on what the reader saw.
func (a *App) enter() (cmd tea.Cmd, there bool) {
	id, found := a.shown, query.Query{}
	if b, ok := a.list.Current(); ok && a.beside == theList { // a preview may have yet to come
		id, found = b.ID, a.list.Query()
	}
	if id == "" {
		return nil, false
	}
	now, ok := a.reader.Current()
	there = ok && now.ID == id && a.shown == id
	cmd = a.open(id, found)
	return cmd, there && a.wide()
}

// moved returns a mouse message at another place.
func moved(msg tea.MouseMsg, m tea.Mouse) tea.Msg {
	switch msg.(type) {
	case tea.MouseClickMsg:
		return tea.MouseClickMsg(m)
	case tea.MouseReleaseMsg:
		return tea.MouseReleaseMsg(m)
	case tea.MouseWheelMsg:
		return tea.MouseWheelMsg(m)
	}
	return tea.MouseMotionMsg(m)
}

// open shows a briefing, gives it the keyboard and marks it as read.
func (a *App) open(id string, found query.Query) tea.Cmd {
	a.previews++
	a.list.Goto(id)
	a.focus(true)
	cmds := []tea.Cmd{a.layout()}
	if now, ok := a.reader.Current(); !ok || now.ID != id || a.shown != id {
		a.shown = id
		cmds = append(cmds, a.reader.OpenAt(id, found))
	} else if !a.reader.Waiting() {
		a.reader.Mark(found)
	}
	return tea.Batch(append(cmds, a.opened(id))...)
}

// previewPause is the rest after which the article follows the list.
const previewPause = 60 * time.Millisecond

// firstPause leaves the processor to the first frame before the first article
// is drawn.
const firstPause = 20 * time.Millisecond

type previewDue struct {
	number int
	id     string
	to     reader.Place
}

// preview shows the briefing under the cursor of the list beside it, once the
// cursor rests. That does not count as reading it.
func (a *App) preview(id string) tea.Cmd { return a.previewTo(id, reader.Place{}) }

func (a *App) previewTo(id string, to reader.Place) tea.Cmd {
	a.previews++
	if a.reading || !a.wide() || id == "" {
		return nil
	}
	due := previewDue{a.previews, id, to}
	if _, ok := a.reader.Current(); !ok {
		return a.after(firstPause, due)
	}
	return a.after(previewPause, due)
}

func (a *App) showPreview(due previewDue) tea.Cmd {
	if due.number != a.previews || a.reading || !a.wide() {
		return nil
	}
	a.shown = due.id
	if due.to != (reader.Place{}) {
		return a.reader.OpenTo(due.id, due.to)
	}
	return a.reader.OpenAt(due.id, a.list.Query())
}

// follow fills the article beside the list when it comes into sight.
func (a *App) follow() tea.Cmd {
	if a.reading || a.beside != theList {
		return nil
	}
	if b, ok := a.list.Current(); ok && b.ID != a.shown {
		return a.preview(b.ID)
	}
	return nil
}

// back returns from the article to the list.
func (a *App) back() tea.Cmd {
	a.focus(false)
	return a.layout()
}

// step opens the briefing after or before the one that is read.
func (a *App) step(delta int) tea.Cmd {
	a.list.Goto(a.shown)
	before, _ := a.list.Current()
	a.list.Move(delta)
	b, ok := a.list.Current()
	if !ok || b.ID == before.ID {
		if delta > 0 {
			return a.say("this is the last briefing of the list")
		}
		return a.say("this is the first briefing of the list")
	}
	return a.open(b.ID, a.list.Query())
}

// focus gives the keyboard to the article or to the list.
func (a *App) focus(article bool) {
	a.reading = article
	a.reader.SetFocused(article)
	a.list.SetFocused(!article && a.beside == theList)
	a.notes.SetFocused(!article && a.beside == theNotes)
	a.ledger.SetFocused(!article && a.beside == theLedger)
}

// targets returns the briefings that an action is for.
func (a *App) targets() []briefings.Briefing {
	if !a.reading {
		return a.list.Targets()
	}
	if b, ok := a.list.Header(a.shown); ok { // the list is the fresher one
		return []briefings.Briefing{b}
	}
	if art, ok := a.reader.Current(); ok && art.ID == a.shown {
		return []briefings.Briefing{art.Briefing}
	}
	return nil
}

func ids(bs []briefings.Briefing) []string {
	out := make([]string, len(bs))
	for i := range bs {
		out[i] = bs[i].ID
	}
	return out
}

// suspend hands the terminal back to the shell; what is being written is kept
// before.
func (a *App) suspend() tea.Cmd {
	return tea.Sequence(a.reader.Blur(), a.lib.settle, tea.Suspend)
}

// leave saves the place in the article and ends the program.
func (a *App) leave() tea.Cmd {
	a.stop()
	return tea.Sequence(tea.Batch(a.reader.Close(), a.keep(stateScreen, a.memo)), a.lib.settle, tea.Quit)
}
