package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/briefings/export"
	"readout/ui/clean"
)

// showMeasure is the widest line that show draws when nobody says how wide.
const showMeasure = 80

func (a *app) showCmd() *cobra.Command {
	var format string
	var width int
	c := &cobra.Command{
		Use:   "show REF",
		Short: "Print a briefing",
		Long: "show prints a briefing as text, as Markdown, or as JSON with its speakers, people, topics, statements and\n" +
			"annotations (offsets are bytes into text).",
		Example: "readout show p4xk9\nreadout show p4xk9 --format json | jq .statements",
	}
	c.Flags().StringVar(&format, "format", "text", "text, markdown or json")
	c.Flags().IntVar(&width, "width", 0, "wrap text at this many cells (0: as wide as the terminal, unwrapped when there is none)")
	c.RunE = a.run(func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return wrong("show: name one briefing by id, prefix or URL")
		}
		if format != "text" && format != markdown && format != jsonFormat {
			return wrong("--format %q: give text, markdown or json", format)
		}
		if width < 0 || c.Flags().Changed("width") && width < 20 && width != 0 {
			return wrong("--width %d: give at least 20 cells", width)
		}
		b, err := a.lib.Resolve(a.ctx, args[0])
		if err != nil {
			return refError(err)
		}
		art, err := a.lib.Article(a.ctx, b.ID)
		if err != nil {
			return err
		}
		switch format {
		case jsonFormat:
			return a.printJSON(export.Record(&art), true)
		case markdown:
			return a.print(cleanTabs(head(&art.Briefing, "# ") + "\n" + strings.TrimRight(art.Markdown, "\n") + "\n"))
		}
		if width == 0 && terminal(a.out) {
			width = showMeasure
			if f, ok := a.out.(*os.File); ok {
				if w, _, err := term.GetSize(f.Fd()); err == nil && w > 0 {
					width = min(width, w)
				}
			}
		}
		text := cleanTabs(head(&art.Briefing, "") + "\n" + art.Text + "\n")
		if width > 0 {
			text = wrapText(text, width)
		}
		return a.print(text)
	})
	return c
}

// wrapText breaks the lines of text at words.
func wrapText(text string, width int) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		for row := range strings.Lines(ansi.Wrap(line, width, "")) {
			end := ""
			if strings.HasSuffix(row, "\n") {
				end = "\n"
			}
			out.WriteString(strings.TrimRight(row, " \n") + end)
			if end == "" && row != "" && !strings.HasSuffix(line, row) {
				out.WriteString("\n")
			}
		}
	}
	return out.String()
}

// head is what stands over a briefing's text: the title, and a line that says
// where it is from.
func head(b *briefings.Briefing, mark string) string {
	parts := []string{first(b.Source, "source unknown"), first(b.Published.Day(), "no date"), string(b.Kind)}
	if b.URL != "" {
		parts = append(parts, b.URL)
	}
	return fmt.Sprintf("%s%s\n%s\n", mark, clean.Line(b.Title), clean.Line(strings.Join(parts, " · ")))
}
