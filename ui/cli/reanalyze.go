package cli

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/briefings/analysis"
	"readout/briefings/attribution"
	"readout/briefings/parse"
	"readout/store"
)

func (a *app) reanalyzeCmd() *cobra.Command {
	var again bool
	c := &cobra.Command{
		Use:   "reanalyze [QUERY]",
		Short: "Find speakers, statements and topics again",
		Long: "reanalyze runs this version's analysis over stored briefings, with the topics of the configuration. With --parse\n" +
			"the kept originals are parsed again first; notes are placed again on the new text.",
	}
	c.Flags().BoolVar(&again, "parse", false, "parse the kept originals again, too")
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		q, err := a.query(args)
		if err != nil {
			return err
		}
		if !a.lib.Exists() {
			a.tellf("the library is empty")
			return nil
		}
		var ids []string
		if !q.Empty() {
			rows, err := a.lib.Find(a.ctx, store.Filter{Query: q})
			if err != nil {
				return err
			}
			ids = make([]string, 0, len(rows)) // not nil, which means all
			for i := range rows {
				ids = append(ids, rows[i].ID)
			}
		}
		changed, err := a.reanalyze(ids, again)
		if err == nil {
			a.tellf("%s changed", plural(changed, "briefing"))
		}
		return err
	})
	return c
}

func (a *app) reanalyze(ids []string, again bool) (int, error) {
	an, err := a.analyzer()
	if err != nil {
		return 0, err
	}
	bar := a.progress("reanalyze")
	defer bar.clear()
	defer a.settle(a.ctx)
	if again {
		return a.lib.Reparse(a.ctx, ids, func(original []byte, art *briefings.Article) (briefings.Import, error) {
			imp, _, err := document(parse.Input{Name: art.Path, Data: original, URL: art.URL}, briefings.Given{})
			if err != nil {
				return imp, err
			}
			c := contextOf(&imp)
			c.Date, c.Kind = briefings.Date(first(string(art.Published), string(c.Date))), briefings.Kind(first(string(art.Kind), string(c.Kind)))
			imp.Analysis = an.Analyze(imp.Text, c)
			return imp, nil
		}, bar.set)
	}
	return a.lib.Reanalyze(a.ctx, ids, func(art *briefings.Article) (briefings.Analysis, error) { return analyse(an, art), nil }, bar.set)
}

// analyse analyses a stored briefing.
func analyse(an *analysis.Analyzer, art *briefings.Article) briefings.Analysis {
	return an.Analyze(art.Text, attribution.Context{
		Date: art.Published, Title: art.Title, Source: art.Source, URL: art.URL, Lang: art.Lang, Kind: art.Kind,
	})
}

// settle lets the library remember that all of it is analysed by this version,
// if that is so. It saves a look at the next start, no more: an error will be
// told by what fails because of it.
func (a *app) settle(ctx context.Context) { _ = a.lib.Settle(ctx, analysis.Version) }

// How the renewal of old analyses stays out of the way: it leaves the start
// alone, and rests as long as it works.
const (
	renewAfter = 2 * time.Second
	renewRest  = 250 * time.Millisecond // at most, after a briefing
)

// renew analyses again what an earlier version had analysed, for the reader.
func (a *app) renew(ctx context.Context, progress func(done, total int)) (string, error) {
	if !rest(ctx, renewAfter) {
		return "", nil
	}
	ids, err := a.lib.Stale(ctx, analysis.Version)
	if err != nil || len(ids) == 0 {
		a.settle(ctx)
		return "", err
	}
	an, err := a.analyzer()
	if err != nil {
		return "", err
	}
	progress(0, len(ids))
	changed, err := a.lib.Reanalyze(ctx, ids, func(art *briefings.Article) (briefings.Analysis, error) {
		start := time.Now()
		found := analyse(an, art)
		rest(ctx, min(time.Since(start), renewRest))
		return found, nil
	}, progress)
	if err != nil {
		return "", err
	}
	a.settle(ctx)
	return plural(changed, "briefing") + " analysed again, by the rules of this version", nil
}

// rest waits; it reports false when ctx ends first.
func rest(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
