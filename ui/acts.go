package ui

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/details"
	"readout/ui/dialog"
	"readout/ui/keys"
	"readout/ui/reader"
)

// briefingKey handles the keys that act on the briefing at hand.
func (a *App) briefingKey(k tea.KeyPressMsg) (tea.Cmd, bool) {
	b := &a.briefing
	switch {
	case key.Matches(k, b.Tag):
		return a.askTags(false), true
	case key.Matches(k, b.Untag):
		return a.askTags(true), true
	case key.Matches(k, b.Star):
		return a.toggleStar(), true
	case key.Matches(k, b.Read):
		return a.toggleRead(), true
	case key.Matches(k, b.Edit):
		return a.askDetails(), true
	case key.Matches(k, b.Remove):
		return a.askRemove(), true
	case key.Matches(k, b.Browse):
		return a.browse(), true
	case key.Matches(k, b.Export):
		return a.askExport(), true
	}
	return nil, false
}

// of names what an action is for: a title, or how many.
func of(bs []briefings.Briefing) string {
	if len(bs) != 1 {
		return cells.Number(len(bs)) + " briefings"
	}
	if t := strings.TrimSpace(clean.Line(bs[0].Title)); t != "" {
		return "“" + cells.Cut(t, named) + "”"
	}
	return bs[0].ID
}

// named is the width of a title that only says which briefing is meant: what
// was done stands beside it in one row.
const named = 40

// whole is of with the whole title, for questions.
func whole(bs []briefings.Briefing) string {
	if len(bs) == 1 && strings.TrimSpace(bs[0].Title) != "" {
		return "“" + strings.TrimSpace(bs[0].Title) + "”"
	}
	return of(bs)
}

// none says that there is nothing to act on.
func (a *App) none() tea.Cmd { return a.say("there is no briefing here") }

func (a *App) toggleStar() tea.Cmd {
	bs := a.targets()
	if len(bs) == 0 {
		return a.none()
	}
	return a.setStarred(bs, slices.ContainsFunc(bs, func(b briefings.Briefing) bool { return !b.Starred }))
}

func (a *App) setStarred(bs []briefings.Briefing, on bool) tea.Cmd {
	if len(bs) == 0 {
		return a.none()
	}
	a.patch(ids(bs), func(b *briefings.Briefing) { b.Starred = on })
	lib, which, say := a.lib, ids(bs), "starred "
	if !on {
		say = "no star on "
	}
	return a.doAhead(say+of(bs), which, func(ctx context.Context) error { return lib.SetStarred(ctx, which, on) })
}

func (a *App) toggleRead() tea.Cmd {
	bs := a.targets()
	if len(bs) == 0 {
		return a.none()
	}
	read := slices.ContainsFunc(bs, func(b briefings.Briefing) bool { return !b.Read })
	return a.setRead(ids(bs), read, of(bs))
}

// setRead sets the read state; what names the briefings in the message, ""
// says nothing.
func (a *App) setRead(which []string, read bool, what string) tea.Cmd {
	if len(which) == 0 {
		return a.none()
	}
	a.patch(which, func(b *briefings.Briefing) { b.Read = read })
	say := ""
	if what != "" && read {
		say = "read: " + what
	} else if what != "" {
		say = "unread: " + what
	}
	lib := a.lib
	return a.doAhead(say, which, func(ctx context.Context) error { return lib.SetRead(ctx, which, read) })
}

// askTags opens the line for tags to put on or take off.
func (a *App) askTags(off bool) tea.Cmd {
	bs := a.targets()
	if len(bs) == 0 {
		return a.none()
	}
	prompt, known := "tag: ", a.tags
	if off {
		var on []string
		for i := range bs {
			on = append(on, bs[i].Tags...)
		}
		slices.Sort(on)
		on = slices.Compact(on)
		if len(on) == 0 {
			return a.say("no tag on " + of(bs))
		}
		prompt, known = "untag: ", func(prefix string) []string {
			return slices.DeleteFunc(slices.Clone(on), func(t string) bool { return !strings.HasPrefix(t, prefix) })
		}
	}
	line := dialog.NewLine(prompt, "", func(s string) tea.Cmd { return a.setTags(bs, details.Tags(s), off) })
	line.Complete = func(s string, cursor int) []dialog.Completion { return dialog.CompleteName(s, cursor, known) }
	line.Note = func() string { return "names with commas or blanks between · tab completes · " + of(bs) }
	a.dialogs.Push(line)
	return a.learn()
}

func (a *App) setTags(bs []briefings.Briefing, names []string, off bool) tea.Cmd {
	if len(names) == 0 {
		return nil
	}
	if len(bs) == 0 {
		return a.none()
	}
	if !changes(bs, names, off) {
		if off { // no step comes of it: U would take back something else
			return a.say("nothing here is tagged " + strings.Join(names, ", "))
		}
		return a.say("tagged " + strings.Join(names, ", ") + " already: " + of(bs))
	}
	a.patch(ids(bs), func(b *briefings.Briefing) { b.Tags = details.Retag(b.Tags, names, off) })
	lib, which := a.lib, ids(bs)
	if off {
		return a.doAhead("took "+strings.Join(names, ", ")+" off "+of(bs), which, func(ctx context.Context) error {
			return lib.Tag(ctx, which, nil, names)
		})
	}
	return a.doAhead("tagged "+strings.Join(names, ", ")+": "+of(bs), which, func(ctx context.Context) error {
		return lib.Tag(ctx, which, names, nil)
	})
}

// changes reports whether a briefing's tags become others when names are added or
// taken away.
func changes(bs []briefings.Briefing, names []string, off bool) bool {
	for i := range bs {
		if slices.ContainsFunc(names, func(n string) bool { return slices.Contains(bs[i].Tags, n) == off }) {
			return true
		}
	}
	return false
}

// askRemove asks before briefings are removed, and says what goes with them.
func (a *App) askRemove() tea.Cmd {
	bs := a.targets()
	if len(bs) == 0 {
		return a.none()
	}
	noted, corrected := 0, 0
	for i := range bs {
		noted += bs[i].Notes
		corrected += bs[i].Corrections
	}
	q := a.removeQuestion(bs, noted)
	if corrected > 0 {
		q = a.removeQuestion(bs, withCorrections)
	}
	a.dialogs.Push(q)
	return nil
}

// withCorrections is no number of notes: it says that there are corrections.
const withCorrections = -2

func (a *App) removeQuestion(bs []briefings.Briefing, noted int) *dialog.Confirm {
	c := &dialog.Confirm{Title: "remove", Question: "Remove " + whole(bs) + " from the library?", Yes: "remove", No: "keep"}
	switch {
	case noted == 1:
		c.Question += " A note of yours goes with it."
	case noted > 1:
		c.Question += fmt.Sprintf(" %d notes of yours go with it.", noted)
	case noted == withCorrections:
		c.Question += " Your corrections go with it, and your notes."
	case noted < 0:
		c.Question += " Notes of yours go with it."
	}
	if noted != 0 {
		c.Yes = "remove with notes"
	}
	if k := keys.First(a.global.Undo); k != "" {
		c.Question += " " + k + " brings it back."
	}
	c.Done = func() tea.Cmd { return a.remove(bs, noted != 0) }
	return c
}

func (a *App) remove(bs []briefings.Briefing, withNotes bool) tea.Cmd {
	lib, which, ctx := a.lib, ids(bs), a.ctx
	say := "removed " + of(bs) + a.backHint()
	a.list.Deselect()
	if a.reading && slices.Contains(which, a.shown) {
		a.focus(false)
	}
	again := func(err error) tea.Cmd {
		if withNotes || !errors.Is(err, briefings.ErrAnnotated) {
			return nil
		}
		return dialog.Show(a.removeQuestion(bs, -1)) // a note was made meanwhile
	}
	a.acts++
	return tea.Batch(a.layout(), func() tea.Msg {
		return done{act: true, say: say, err: lib.Remove(ctx, which, withNotes), retry: again}
	})
}

// browse opens the page of the briefing at hand.
func (a *App) browse() tea.Cmd {
	bs := a.targets()
	switch {
	case len(bs) == 0:
		return a.none()
	case len(bs) > 1:
		return a.say("only one briefing at a time opens in the browser")
	}
	if !isWeb(bs[0].URL) {
		return a.say(of(bs) + " has no web address")
	}
	return a.browseTo(bs[0].URL)
}

// isWeb reports whether a browser may be asked to open an address.
func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}

// browseTo opens a page.
func (a *App) browseTo(address string) tea.Cmd {
	browse := a.o.Actions.Browse
	switch {
	case browse == nil:
		return a.say("no browser is available here")
	case !isWeb(address):
		return a.say(address + " is no web address")
	}
	return func() tea.Msg { return done{say: "opened " + address, err: browse(address)} }
}

// patch changes headers that the list shows, ahead of the library.
func (a *App) patch(which []string, change func(*briefings.Briefing)) {
	a.list.PatchAll(which, change)
}

// backHint says which key takes back what was just done.
func (a *App) backHint() string {
	if k := keys.First(a.global.Undo); k != "" {
		return "; " + k + " brings it back"
	}
	return ""
}

// screenLimit is the longest piece that GNU screen hands on, bytes.
const screenLimit = 768

// copyText sends a text to the clipboard of the terminal and of the system. The
// screen that it comes from says what it was.
func (a *App) copyText(text string) tea.Cmd {
	native := a.o.Actions.Copy
	terminal := tea.SetClipboard(text)
	if a.o.Screen {
		terminal = tea.Raw(ansi.ScreenPassthrough(ansi.SetSystemClipboard(text), screenLimit))
	}
	cmds := []tea.Cmd{terminal}
	if native != nil {
		cmds = append(cmds, func() tea.Msg {
			_ = native(text) // a machine without a clipboard still has the terminal's
			return nil
		})
	}
	return tea.Batch(cmds...)
}

// askExport opens the line for the folder.
func (a *App) askExport() tea.Cmd {
	bs := a.targets()
	if len(bs) == 0 {
		return a.none()
	}
	line := dialog.NewLine("export to folder: ", a.folder, func(dir string) tea.Cmd { return a.export(bs, dir) })
	line.Note = func() string { return "one Markdown file a briefing, yours in it is kept · " + of(bs) }
	a.dialogs.Push(line)
	return nil
}

func (a *App) export(bs []briefings.Briefing, dir string) tea.Cmd { return a.exportIDs(ids(bs), dir) }

// exportIDs writes the notes of briefings into a folder.
func (a *App) exportIDs(which []string, dir string) tea.Cmd {
	run := a.o.Actions.Export
	dir = strings.TrimSpace(dir)
	switch {
	case run == nil:
		return a.say("export is not available here")
	case dir == "":
		return a.say("no folder given; nothing is exported")
	case len(which) == 0:
		return a.none()
	}
	a.folder = dir
	return a.start("exporting", func(ctx context.Context, report func(int, int, string)) (string, error) {
		return run(ctx, which, dir, func(done, total int) { report(done, total, "") })
	})
}

func (a *App) importPaths(paths []string) tea.Cmd {
	run := a.o.Actions.Import
	if run == nil {
		return a.say("import is not available here")
	}
	return a.start("importing", func(ctx context.Context, report func(int, int, string)) (string, error) {
		summary, first, err := run(ctx, paths, report)
		if first && a.o.Actions.RemoveSamples != nil {
			summary += "; :samples rm removes the built-in samples"
		}
		return summary, err
	})
}

// removeSamples removes the built-in samples.
func (a *App) removeSamples() tea.Cmd {
	remove, ctx := a.o.Actions.RemoveSamples, a.ctx
	if remove == nil {
		return a.say("the samples cannot be removed here")
	}
	return func() tea.Msg {
		say, err := remove(ctx)
		return done{say: say, err: err}
	}
}

// editor returns the function by which the article's notes open in $EDITOR.
func (a *App) editor() func(text string) tea.Cmd {
	edit := a.o.Actions.Edit
	if edit == nil {
		return nil
	}
	return func(text string) tea.Cmd {
		return func() tea.Msg {
			cmd, read, err := edit(text)
			if err != nil {
				return reader.Edited{Err: err}
			}
			return execute{tea.ExecProcess(cmd, func(err error) tea.Msg {
				if err != nil {
					return reader.Edited{Err: fmt.Errorf("editor: %w", err)}
				}
				text, err := read()
				return reader.Edited{Text: text, Err: err}
			})}
		}
	}
}

// execute carries a command that takes over the terminal to the event loop.
type execute struct{ cmd tea.Cmd }
