package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/briefings/parse"
	"readout/briefings/samples"
	"readout/store"
)

func (a *app) samplesCmd() *cobra.Command {
	add := &cobra.Command{Use: "add", Short: "Add the built-in samples", Args: cobra.ArbitraryArgs}
	add.RunE = a.run(func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return wrong("samples add: takes no arguments")
		}
		n, err := a.addSamples(a.ctx)
		if err == nil {
			a.tellf("added %s; readout samples rm removes them", plural(n, "sample"))
		}
		return err
	})
	var withNotes bool
	rm := &cobra.Command{Use: "rm", Short: "Remove the built-in samples", Args: cobra.ArbitraryArgs}
	rm.Flags().BoolVar(&withNotes, "with-notes", false, "remove samples that you annotated, too")
	rm.RunE = a.run(func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return wrong("samples rm: takes no arguments")
		}
		n, kept, err := a.removeSamples(a.ctx, withNotes)
		if err != nil {
			return err
		}
		a.tellf("removed %s", plural(n, "sample"))
		if kept > 0 {
			return fmt.Errorf("samples rm: %s with your notes stay; --with-notes removes them too", plural(kept, "sample"))
		}
		return nil
	})
	return a.parent("samples", "Add or remove the built-in samples", add, rm)
}

// addSamples imports the built-in samples; an edited one comes in both its versions.
func (a *app) addSamples(ctx context.Context) (int, error) {
	an, err := a.analyzer()
	if err != nil {
		return 0, err
	}
	all := samples.All()
	for _, older := range []bool{true, false} {
		var docs []briefings.Import
		for i := range all {
			data := all[i].Data
			if older {
				data = all[i].Older
			}
			if data == nil {
				continue
			}
			doc, err := sampleImport(all[i].Name, data)
			if err != nil {
				return 0, err
			}
			doc.Analysis = an.Analyze(doc.Text, contextOf(&doc))
			docs = append(docs, doc)
		}
		outcomes, err := a.lib.Import(ctx, docs)
		if err != nil {
			return 0, fmt.Errorf("add the samples: %w", err)
		}
		for _, o := range outcomes {
			if o.Result == briefings.Failed {
				return 0, fmt.Errorf("add the samples: %s", o.Error)
			}
		}
	}
	return len(all), a.lib.MarkSamplesSeen(ctx)
}

// sampleImport parses a sample.
func sampleImport(name string, data []byte) (briefings.Import, error) {
	imp, _, err := document(parse.Input{Name: name, Data: data}, briefings.Given{})
	if err != nil {
		return imp, fmt.Errorf("sample %s: %w", name, err)
	}
	return imp, nil
}

// removeSamples removes the samples, those with notes only if withNotes. It
// tells how many went and how many stayed.
func (a *app) removeSamples(ctx context.Context, withNotes bool) (gone, kept int, err error) {
	if !a.lib.Exists() {
		return 0, 0, nil
	}
	var ids []string
	for _, s := range samples.All() {
		imp, err := sampleImport(s.Name, s.Data)
		if err != nil {
			return 0, 0, err
		}
		b, err := a.lib.Resolve(ctx, imp.Identity.ID())
		switch {
		case errors.Is(err, briefings.ErrNotFound):
		case err != nil:
			return 0, 0, err
		case b.Notes > 0 && !withNotes:
			kept++
		default:
			ids = append(ids, b.ID)
		}
	}
	if err := a.lib.MarkSamplesSeen(ctx); err != nil { // they never come back by themselves
		return 0, 0, err
	}
	if len(ids) > 0 {
		err = a.lib.Remove(ctx, ids, withNotes)
	}
	return len(ids), kept, err
}

// firstRun adds the samples to a library that is empty and never had them.
func (a *app) firstRun(ctx context.Context) error {
	rows, err := a.lib.Find(ctx, store.Filter{Limit: 1})
	if err != nil || len(rows) > 0 {
		return err
	}
	seen, err := a.lib.SamplesSeen(ctx)
	if err != nil || seen {
		return err
	}
	_, err = a.addSamples(ctx)
	return err
}
