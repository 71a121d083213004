package ui

import (
	"context"
	"errors"
	"fmt"
	"io"

	tea "charm.land/bubbletea/v2"
)

// Run shows the program on a terminal until the reader leaves it, ctx ends or
// the terminal goes away. With Options.Flat it runs [RunFlat].
func Run(ctx context.Context, o Options, in io.Reader, out io.Writer) error {
	if o.Flat {
		return RunFlat(ctx, o, in, out)
	}
	a := New(ctx, o)
	defer a.quit() // searches and loads end with the program
	p := tea.NewProgram(a, tea.WithInput(in), tea.WithOutput(out))
	defer context.AfterFunc(ctx, p.Quit)() // in order, as a key would: the terminal is restored before Run returns
	_, err := p.Run()
	if err == nil || errors.Is(err, tea.ErrInterrupted) {
		return nil
	}
	return fmt.Errorf("run the reader: %w", err)
}
