package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
)

// primeWait is how long the start waits for the first rows: they take about a
// millisecond, unless another program holds the library.
const primeWait = 20 * time.Millisecond

// restAfter leaves the processor to the first frame before the rest of the
// list is read.
const restAfter = 40 * time.Millisecond

// prime takes the size of the terminal and reads what was remembered and the
// first rows before the program starts, so that its first frame has them: what
// the program is told later waits for the next frame, a sixtieth of a second
// away, and would move what stands there.
func (a *App) prime(out io.Writer) {
	if f, ok := out.(interface{ Fd() uintptr }); ok {
		if w, h, err := term.GetSize(f.Fd()); err == nil {
			a.width, a.height = w, h
			a.layout()
		}
	}
	type first struct{ memo, rows tea.Msg }
	recall, load, answer := a.recall(), a.list.Load(), make(chan first, 1)
	go func() { answer <- first{recall(), load()} }()
	select {
	case got := <-answer:
		_, fill := a.Update(got.memo)
		_, rest := a.Update(got.rows)
		if rest = tea.Batch(fill, rest); rest == nil {
			rest = func() tea.Msg { return nil }
		}
		a.primed = func() tea.Msg {
			time.Sleep(restAfter)
			return rest()
		}
	case <-time.After(primeWait):
		a.primed = func() tea.Msg {
			got := <-answer
			return tea.Sequence(func() tea.Msg { return got.memo }, func() tea.Msg { return got.rows })()
		}
	}
}

// Run shows the program on a terminal until the reader leaves it, ctx ends or
// the terminal goes away. With Options.Flat it runs [RunFlat].
func Run(ctx context.Context, o Options, in io.Reader, out io.Writer) error {
	if o.Flat {
		return RunFlat(ctx, o, in, out)
	}
	a := New(context.WithoutCancel(ctx), o) // what it keeps at its end outlives the wish to end
	defer a.quit()                          // searches and loads end with the program
	a.prime(out)                            //nolint:contextcheck // its search ends with the program's own context
	p := tea.NewProgram(a, tea.WithInput(in), tea.WithOutput(out))
	defer context.AfterFunc(ctx, p.Quit)() // in order, as a key would: the terminal is restored before Run returns
	_, err := p.Run()
	a.close() //nolint:contextcheck // what it keeps outlives ctx: also when a signal came, or the terminal went away
	if err == nil || errors.Is(err, tea.ErrInterrupted) {
		return nil
	}
	return fmt.Errorf("run the reader: %w", err)
}

// close keeps the place in the article, a note that is being written and what
// the screen remembers, once the event loop has ended, however it did.
func (a *App) close() {
	a.stop()
	drain(tea.Batch(a.reader.Close(), a.keep(stateScreen, a.memo)))
	a.lib.settle()
}

// drain runs a command and those that it holds, and drops what they answer.
func drain(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if batch, ok := cmd().(tea.BatchMsg); ok {
		for _, c := range batch {
			drain(c)
		}
	}
}
