package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/briefings/parse"
	"readout/ui/clean"
)

// given are the details that flags give.
type given struct {
	as, title, source, url, date, kind, lang string
	tags                                     []string
}

// flags adds the flags of the details that import and edit share.
func (d *given) flags(c *cobra.Command) {
	c.Flags().StringVar(&d.title, "title", "", "the title")
	c.Flags().StringVar(&d.source, "source", "", "the publisher")
	c.Flags().StringVar(&d.url, "url", "", "where it was published")
	c.Flags().StringVar(&d.date, "date", "", "when it was published: 2024-02-17, RFC 3339 or “17 February 2024”")
	c.Flags().StringVar(&d.kind, "kind", "", join(kindNames()))
	_ = c.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(kindNames(), cobra.ShellCompDirectiveNoFileComp))
}

func kindNames() []string {
	var names []string
	for _, k := range briefings.Kinds() {
		names = append(names, string(k))
	}
	return names
}

// given checks the flags and returns what they give.
func (d *given) given() (briefings.Given, error) {
	var g briefings.Given
	g.Title, g.Source, g.URL = clean.Line(strings.TrimSpace(d.title)), clean.Line(strings.TrimSpace(d.source)), strings.TrimSpace(d.url)
	if g.URL != "" && !strings.Contains(g.URL, "://") {
		return g, wrong("--url %q: give a whole address, with https://", d.url)
	}
	g.URL = clean.Line(g.URL)
	if d.date != "" {
		date, err := parse.Day(d.date)
		if err != nil {
			return g, wrong("--date: %w", err)
		}
		g.Published = date
	}
	g.Lang = d.lang
	if d.kind != "" {
		if !slices.Contains(kindNames(), d.kind) {
			return g, wrong("--kind %q: give %s", d.kind, join(kindNames()))
		}
		g.Kind = briefings.Kind(d.kind)
	}
	for _, t := range d.tags {
		tag, err := tagName(t)
		if err != nil {
			return g, err
		}
		g.Tags = append(g.Tags, tag)
	}
	return g, nil
}

// tagName checks a tag: one line, no comma, no quotation mark, so that it can
// be written in a query and in front matter.
func tagName(s string) (string, error) {
	t := strings.TrimSpace(strings.TrimPrefix(s, "+"))
	switch {
	case t == "":
		return "", wrong("tag %q: is empty", s)
	case clean.Line(t) != t || strings.ContainsAny(t, ",\"\n\t"):
		return "", wrong("tag %q: a tag has no comma, quotation mark, tab or control character", clean.Line(s))
	case len(t) > 100:
		return "", wrong("tag %q: longer than 100 bytes", cut(t, 40))
	}
	return t, nil
}
