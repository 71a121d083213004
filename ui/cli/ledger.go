package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/briefings/export"
	"readout/briefings/query"
	"readout/store"
	"readout/ui/clean"
)

// narrow are the flags that choose among statements.
type narrow struct{ speaker, topic, kind string }

func (a *app) statementsCmd() *cobra.Command {
	l := listing{formats: []string{"csv", markdown}}
	var n narrow
	c := &cobra.Command{
		Use:   "statements [QUERY]",
		Short: "The ledger: who said what, when, on what",
		Long: "statements prints the statements of the briefings that QUERY selects. Its speaker:, topic: and said: terms\n" +
			"choose among the statements too, and so do the flags.",
		Example: "readout statements --speaker blinken --topic cop29\nreadout statements 'after:2024' --format csv > ledger.csv",
	}
	l.flags(c, true)
	c.Flags().StringVar(&n.speaker, "speaker", "", "only by this speaker (id, or words of the name)")
	c.Flags().StringVar(&n.topic, "topic", "", "only on this topic (id or label)")
	c.Flags().StringVar(&n.kind, "kind", "", "only direct, indirect or mixed")
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		f, err := a.filter(&l, args)
		if err != nil {
			return err
		}
		if n.kind != "" && !slices.Contains([]string{"direct", "indirect", "mixed"}, n.kind) {
			return wrong("--kind %q: give direct, indirect or mixed", n.kind)
		}
		if f.Query, err = n.query(a, f.Query); err != nil {
			return err
		}
		rows, err := a.ledger(f, n.kind, l.limit)
		if err != nil {
			return err
		}
		switch l.format {
		case "csv":
			table, err := export.StatementsCSV(rows)
			if err != nil {
				return err
			}
			return a.print(string(table))
		case markdown:
			return a.print(string(export.StatementsMarkdown(rows)))
		}
		return emit(a, &l, rows, rowLine)
	})
	return c
}

// ledger returns the statements that f selects, at most so many unless limit
// is 0; kind is one of theirs or "".
func (a *app) ledger(f store.Filter, kind string, limit int) ([]export.StatementObject, error) {
	var rows []export.StatementObject
	full := errors.New("enough")
	err := a.lib.Ledger(a.ctx, f, func(all []briefings.Said) error {
		for i := range all {
			for _, r := range export.Statements(&all[i]) {
				if kind != "" && string(r.Kind) != kind {
					continue
				}
				if rows = append(rows, r); len(rows) == limit {
					return full
				}
			}
		}
		return nil
	})
	if errors.Is(err, full) {
		err = nil
	}
	return rows, err
}

// query returns q with the flags that a query can say.
func (n *narrow) query(a *app, q query.Query) (query.Query, error) {
	for _, flag := range []struct{ field, value string }{{"speaker", n.speaker}, {"topic", n.topic}} {
		if flag.value == "" {
			continue
		}
		sub := flag.field + ":" + quote(flag.value)
		if _, err := query.Parse(sub, a.now()); err != nil {
			return q, wrong("--%s %q: %w", flag.field, flag.value, err)
		}
		if !q.Empty() {
			sub = "(" + q.String() + ") " + sub
		}
		var err error
		if q, err = query.Parse(sub, a.now()); err != nil {
			return q, fmt.Errorf("--%s with the query: %w", flag.field, err)
		}
	}
	return q, nil
}

func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, "") + `"` }

func rowLine(r *export.StatementObject) string {
	line := fmt.Sprintf("%s  %s  %s (%s): %s", r.Briefing, day(r.Published), r.By(), r.Kind, cut(r.Text, 160))
	if labels := r.Labels(); len(labels) > 0 {
		line += "  [" + strings.Join(labels, ", ") + "]"
	}
	return clean.Line(line)
}
