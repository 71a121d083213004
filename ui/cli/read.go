package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/briefings/query"
	"readout/store"
	"readout/ui"
	"readout/ui/cells"
	"readout/ui/clean"
)

// shelf is the store as the screens know it.
type shelf struct{ *store.Desk }

// Find implements the list's source: what the reader lists is what `list` does.
func (s shelf) Find(ctx context.Context, q query.Query, o briefings.Order, limit, offset int) ([]briefings.Briefing, error) {
	return s.Desk.Find(ctx, store.Filter{Query: q, Order: o, Limit: limit, Offset: offset, HideSamples: !q.Empty()})
}

// Notes implements the notes screen's source.
func (s shelf) Notes(ctx context.Context, q query.Query, o briefings.Order) ([]briefings.Noted, error) {
	return s.Annotations(ctx, store.Filter{Query: q, Order: o, HideSamples: !q.Empty()})
}

// Ledger implements the ledger's source.
func (s shelf) Ledger(ctx context.Context, q query.Query, o briefings.Order, f func([]briefings.Said) error) error {
	return s.Desk.Ledger(ctx, store.Filter{Query: q, Order: o, HideSamples: !q.Empty()}, f)
}

// Stamp tells whether the library was written to: the time and size of its
// file, without opening it.
func (s shelf) Stamp(context.Context) (string, error) {
	info, err := os.Stat(s.Path())
	if err != nil {
		return "", nil //nolint:nilerr // a library that does not exist has not changed
	}
	return fmt.Sprint(info.ModTime().UnixNano(), info.Size()), nil
}

// eastAsian is the variable by which the terminal libraries count characters of
// ambiguous width as two cells. They read it before the program's first line.
const eastAsian = "RUNEWIDTH_EASTASIAN"

// read opens the reader, or prints the list where there is no terminal.
func (a *app) read(_ *cobra.Command, args []string) error {
	q := strings.Join(args, " ")
	if _, err := a.query(args); err != nil {
		return err
	}
	if !a.screen.Flat && !terminal(a.out) {
		return a.readPlain(args)
	}
	if a.config.Wide && !a.screen.Flat && !cells.Wide() && os.Getenv(eastAsian) == "" {
		return again(eastAsian + "=1")
	}
	// A library that cannot be read says so before the screen is taken.
	if err := a.firstRun(a.ctx); err != nil {
		return err
	}
	o := ui.Options{
		Library: shelf{a.lib.Desk()}, Actions: a.actions(), Config: a.config, Query: q, Version: version(),
		NoColor: !a.screen.Color, Flat: a.screen.Flat, Hyperlinks: hyperlinks(os.Getenv),
		Screen: os.Getenv("STY") != "" && os.Getenv("TMUX") == "",
	}
	return ui.Run(a.ctx, o, a.in, a.out)
}

// readPlain prints what the reader would list.
func (a *app) readPlain(args []string) error {
	l := listing{format: oneline, sort: "published"}
	q, err := a.query(args)
	if err != nil {
		return err
	}
	rows, err := a.lib.Find(a.ctx, store.Filter{Query: q, Order: briefings.Order{By: briefings.ByPublished}, HideSamples: !q.Empty()})
	if err != nil {
		return err
	}
	switch {
	case len(rows) == 0 && !q.Empty():
		a.tellf("nothing matches %s", clean.Line(q.String()))
	case len(rows) == 0:
		a.tellf("no briefings; readout import FILE adds some, and the reader on a terminal brings samples")
	}
	return emit(a, &l, rows, headerLine)
}

// actions are what the screens ask of this package.
func (a *app) actions() ui.Actions {
	return ui.Actions{
		Export: a.exportIDs,
		Import: a.importPaths,
		Paths:  completePath,
		Save:   a.saveFile,
		Edit:   a.editCommand,
		Browse: a.browse,
		Copy:   copyNative,
		Renew:  a.renew,
		AddSamples: func(ctx context.Context) (string, error) {
			n, err := a.addSamples(ctx)
			return "added " + plural(n, "sample") + "; :tour opens the first", err
		},
		RemoveSamples: func(ctx context.Context) (string, error) {
			n, kept, err := a.removeSamples(ctx, false)
			if err == nil && kept > 0 {
				return fmt.Sprintf("removed %s; %d with your notes stay", plural(n, "sample"), kept), nil
			}
			return "removed " + plural(n, "sample"), err
		},
	}
}

// firstOwn reports whether the briefings just added are the first beside the
// built-in samples.
func (a *app) firstOwn(ctx context.Context, added int) bool {
	c, err := a.lib.Count(ctx)
	return err == nil && added > 0 && c.Samples > 0 && c.Briefings-c.Samples == added
}

// importPaths imports files and folders for the reader.
func (a *app) importPaths(ctx context.Context, paths []string, progress func(done, total int, line string)) (summary string, first bool, err error) {
	an, err := a.analyzer()
	if err != nil {
		return "", false, err
	}
	for i, p := range paths {
		if paths[i], err = expand(p); err != nil {
			return "", false, fmt.Errorf("import %s: %w", p, err)
		}
	}
	quiet := *a
	quiet.quiet = true // warnings belong to the report of the command, not over the screen
	counts := map[briefings.Result]int{}
	im := &importer{app: &quiet, an: an}
	var failed string
	err = im.run(ctx, paths, func(o *briefings.Outcome, done, total int) error {
		counts[o.Result]++
		if o.Result == briefings.Failed && failed == "" {
			failed = o.Path + ": " + o.Error
		}
		progress(done, total, outcomeLine(o))
		return nil
	})
	summary = fmt.Sprintf("%d added, %d updated, %d unchanged", counts[briefings.Added], counts[briefings.Updated], counts[briefings.Unchanged])
	if err == nil && failed != "" {
		err = fmt.Errorf("%s, %d failed: %s", summary, counts[briefings.Failed], failed)
	}
	if errors.Is(err, context.Canceled) {
		return summary + "; stopped", false, nil
	}
	return summary, err == nil && a.firstOwn(ctx, counts[briefings.Added]), err
}
