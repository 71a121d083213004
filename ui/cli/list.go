package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/ui/clean"
)

func (a *app) listCmd() *cobra.Command {
	var l listing
	c := &cobra.Command{
		Use:     "list [QUERY]",
		Short:   "List briefings, newest first",
		Long:    "list prints the briefings that QUERY selects, or all of them; marks: ● unread, ★ starred, ✎ annotated.",
		Example: "readout list 'is:unread topic:cop29 after:2024-01'\nreadout list --format '{{.id}} {{.title}}'",
	}
	l.flags(c, true)
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		f, err := a.filter(&l, args)
		if err != nil {
			return err
		}
		f.HideSamples = !f.Query.Empty() // all of a library is all of it; a search is for what is real
		rows, err := a.lib.Find(a.ctx, f)
		if err != nil {
			return err
		}
		for i := range rows {
			fillHeader(&rows[i])
		}
		return emit(a, &l, rows, headerLine)
	})
	return c
}

// fillHeader makes a header print as JSON without null.
func fillHeader(b *briefings.Briefing) {
	if b.Tags == nil {
		b.Tags = []string{}
	}
}

// headerLine is a briefing in one line.
func headerLine(b *briefings.Briefing) string {
	marks := []rune("   ")
	if !b.Read {
		marks[0] = '●'
	}
	if b.Starred {
		marks[1] = '★'
	}
	if b.Notes > 0 {
		marks[2] = '✎'
	}
	var tail strings.Builder
	if b.Source != "" {
		tail.WriteString("  [" + b.Source + "]")
	}
	for _, t := range b.Tags {
		tail.WriteString("  #" + t)
	}
	return clean.Line(fmt.Sprintf("%s  %s  %s  %s%s", b.ID, day(b.Published), string(marks), b.Title, tail.String()))
}
