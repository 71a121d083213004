package cli

import (
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/clean"
)

// row is a line of the ledger: a statement and the briefing in which it stands.
type row struct {
	Briefing  string         `json:"briefing"`
	Title     string         `json:"title"`
	Published briefings.Date `json:"published"`
	Source    string         `json:"source"`
	Text      string         `json:"text"` // the words of the statement; parts are joined by " … "

	briefings.Statement

	labels []string
}

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
		f.Limit = 0 // the limit counts statements
		only, err := n.queries(a, f.Query)
		if err != nil {
			return err
		}
		var rows []row
		full := errors.New("enough")
		err = a.lib.Each(a.ctx, f, func(art *briefings.Article) error {
			rows = append(rows, ledgerOf(art, only, n.kind)...)
			if l.limit > 0 && len(rows) >= l.limit {
				rows = rows[:l.limit]
				return full
			}
			return nil
		})
		if err != nil && !errors.Is(err, full) {
			return err
		}
		switch l.format {
		case "csv":
			return a.ledgerCSV(rows)
		case markdown:
			return a.ledgerMarkdown(rows)
		}
		return emit(a, &l, rows, rowLine)
	})
	return c
}

// queries are what a single statement has to fulfil: the query's terms about
// statements, and the flags.
func (n *narrow) queries(a *app, q query.Query) ([]query.Query, error) {
	var only []query.Query
	if s := q.Statements(); !s.Empty() {
		only = append(only, s)
	}
	for _, flag := range []struct{ field, value string }{{"speaker", n.speaker}, {"topic", n.topic}} {
		if flag.value == "" {
			continue
		}
		sub, err := query.Parse(flag.field+":"+quote(flag.value), a.now())
		if err != nil {
			return nil, wrong("--%s %q: %w", flag.field, flag.value, err)
		}
		only = append(only, sub)
	}
	return only, nil
}

func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, "") + `"` }

// ledgerOf returns the statements of an article that fulfil only and kind.
func ledgerOf(art *briefings.Article, only []query.Query, kind string) []row {
	labels := make(map[string]string, len(art.Analysis.Topics))
	for _, t := range art.Analysis.Topics {
		labels[t.ID] = t.Label
	}
	var rows []row
	for _, s := range art.Analysis.Statements {
		if kind != "" && string(s.Kind) != kind || !fulfils(art, &s, only) {
			continue
		}
		r := row{
			Briefing: art.ID, Title: art.Title, Published: art.Published, Source: art.Source,
			Text: s.Words(art.Text), Statement: s,
		}
		r.Topics = nonNil(r.Topics)
		r.Content = nonNil(r.Content)
		r.Speakers = nonNil(r.Speakers)
		for _, id := range s.Topics {
			r.labels = append(r.labels, first(labels[id], id))
		}
		rows = append(rows, r)
	}
	return rows
}

// fulfils reports whether the statement alone matches every query: each is
// asked of an article that has this statement and nothing else.
func fulfils(art *briefings.Article, s *briefings.Statement, only []query.Query) bool {
	if len(only) == 0 {
		return true
	}
	an := briefings.Analysis{Statements: []briefings.Statement{*s}}
	head := art.Briefing
	head.Speakers = nil
	for _, q := range s.Speakers {
		head.Speakers = append(head.Speakers, q.ID)
	}
	for _, p := range art.Analysis.People {
		if slices.ContainsFunc(s.Speakers, func(q briefings.Party) bool { return q.ID == p.ID }) {
			an.People = append(an.People, p)
		}
	}
	for _, t := range art.Analysis.Topics {
		if slices.Contains(s.Topics, t.ID) {
			an.Topics = append(an.Topics, t)
		}
	}
	doc := &query.Document{
		Briefing: &head, Text: func() string { return art.Text },
		Analysis:    func() *briefings.Analysis { return &an },
		Annotations: func() []briefings.Annotation { return nil },
	}
	for _, q := range only {
		if !q.Match(doc) {
			return false
		}
	}
	return true
}

func nonNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// names of those who speak.
func (r *row) names() string { return first(join(r.Names()), "unknown") }

func rowLine(r *row) string {
	line := fmt.Sprintf("%s  %s  %s (%s): %s", r.Briefing, day(r.Published), r.names(), r.Kind, cut(r.Text, 160))
	if len(r.labels) > 0 {
		line += "  [" + strings.Join(r.labels, ", ") + "]"
	}
	return clean.Line(line)
}

func (a *app) ledgerCSV(rows []row) error {
	w := csv.NewWriter(a.out)
	_ = w.Write([]string{"briefing", "published", "source", "title", "speakers", "kind", "statement", "topics", "grounds", "confidence"}) // Flush tells
	for i := range rows {
		r := &rows[i]
		fields := []string{
			r.Briefing, string(r.Published), r.Source, r.Title, r.names(), string(r.Kind), r.Text,
			strings.Join(r.labels, "; "), r.Grounds, fmt.Sprintf("%.2f", r.Confidence),
		}
		for j := range fields {
			fields[j] = cell(fields[j])
		}
		_ = w.Write(fields)
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return fmt.Errorf("write to stdout: %w", err)
	}
	return nil
}

// cell makes a value that no spreadsheet takes for a formula (OWASP, CSV
// injection): one that begins like one gets an apostrophe before it.
func cell(s string) string {
	s = clean.Line(s)
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func (a *app) ledgerMarkdown(rows []row) error {
	var b strings.Builder
	b.WriteString("| Date | Speaker | Kind | Statement | Topics | Briefing |\n|---|---|---|---|---|---|\n")
	esc := strings.NewReplacer("|", `\|`, "\\", `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "<", "&lt;", "[", `\[`, "]", `\]`)
	for i := range rows {
		r := &rows[i]
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", first(r.Published.Day(), "no date"), esc.Replace(clean.Line(r.names())), r.Kind,
			esc.Replace(clean.Line(r.Text)), esc.Replace(clean.Line(strings.Join(r.labels, ", "))), r.Briefing)
	}
	return a.print(b.String())
}
