package ui

import (
	"errors"
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

// undone is the end of an undo or redo.
type undone struct {
	redo bool
	step briefings.Step
	err  error
}

// undo takes the last change back, or makes it again. The library knows the
// changes, so that this works over screens and restarts.
func (a *App) undo(redo bool) tea.Cmd {
	lib, ctx := a.lib, a.ctx
	a.acts++
	a.undoing++
	return func() tea.Msg {
		take := lib.Undo
		if redo {
			take = lib.Redo
		}
		step, err := take(ctx)
		return undone{redo, step, err}
	}
}

func (a *App) undone(u undone) tea.Cmd {
	a.acts--
	a.undoing--
	verb, none := "undone", "nothing to undo"
	if u.redo {
		verb, none = "done again", "nothing to redo"
	}
	switch {
	case errors.Is(u.err, briefings.ErrNoStep):
		return a.say(none)
	case u.err != nil:
		return tea.Batch(a.fail(u.err), a.check(true))
	}
	say := verb + ": " + u.step.What
	switch n := u.step.Left; {
	case n == 1:
		say += "; one change is left alone, somebody has changed the same since"
	case n > 1:
		say += fmt.Sprintf("; %d changes are left alone, somebody has changed the same since", n)
	}
	if u.step.Note != "" && slices.Contains(u.step.IDs, a.shown) {
		a.reader.FocusNote(u.step.Note)
	}
	if len(u.step.IDs) == 1 && !a.reading {
		a.await = u.step.IDs[0]
	}
	cmds := []tea.Cmd{a.say(say), a.check(true)}
	if u.step.Note != "" && a.beside == theNotes {
		cmds = append(cmds, a.notes.ReloadTo(u.step.Note))
	}
	return tea.Batch(cmds...)
}

// undoes reports whether a key takes a change back or makes one again.
func (a *App) undoes(k tea.KeyPressMsg) bool { return key.Matches(k, a.global.Undo, a.global.Redo) }

// settles reports whether a key has to wait until the changes that were asked
// for are made: an undo takes back the last of them, and what is typed after
// it comes after it.
func (a *App) settles(k tea.KeyPressMsg) bool {
	return a.acts > 0 && a.dialogs.Top() == nil && (a.undoes(k) || len(a.ahead) > 0)
}
