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
	_, err := tea.NewProgram(a, tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(out)).Run()
	switch {
	case err == nil, errors.Is(err, tea.ErrInterrupted), ctx.Err() != nil:
		return nil
	}
	return fmt.Errorf("run the reader: %w", err)
}
