package ui

import (
	"context"
	"io"
	"sync"

	"readout/ui/flat"
)

// RunFlat is the program for screen readers and for terminals that can only
// print lines; see package flat.
func RunFlat(ctx context.Context, o Options, in io.Reader, out io.Writer) error {
	if renew := o.Actions.Renew; renew != nil {
		ctx, stop := context.WithCancel(ctx)
		var wg sync.WaitGroup
		defer wg.Wait()
		defer stop()
		// What it says would come between two lines that are being heard. What goes
		// wrong is tried again at the next start.
		wg.Go(func() { _, _ = renew(ctx, func(int, int) {}) })
	}
	return flat.Run(ctx, flat.Options{
		Library: o.Library,
		Actions: flat.Actions{
			Export: o.Actions.Export, Import: o.Actions.Import, Edit: o.Actions.Edit, Browse: o.Actions.Browse,
			Copy: o.Actions.Copy, RemoveSamples: o.Actions.RemoveSamples, AddSamples: o.Actions.AddSamples,
		},
		Query: o.Query, Order: o.Config.Sort, Folder: o.Config.Export.Dir, Colours: o.Config.Colours, Measure: o.Config.Measure, Now: o.Now,
	}, in, out)
}
