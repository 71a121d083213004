package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/briefings/export"
	"readout/store"
	"readout/ui/clean"
)

// The formats that have a name.
const (
	oneline    = "oneline"
	jsonFormat = "json"
	jsonLines  = "jsonl"
	markdown   = "markdown"
)

// listing are the flags that every list has.
type listing struct {
	format   string
	limit    int
	sort     string
	exitCode bool
	formats  []string // beside oneline, json, jsonl and a template
}

// flags adds the list's flags to c; withSort says whether it can be sorted.
func (l *listing) flags(c *cobra.Command, withSort bool) {
	c.Flags().StringVar(&l.format, "format", oneline, join(l.names())+" or a Go template over the JSON fields")
	c.Flags().IntVar(&l.limit, "limit", 0, "at most this many (0: all)")
	c.Flags().BoolVar(&l.exitCode, "exit-code", false, "exit with 3 when nothing matched")
	if withSort {
		c.Flags().StringVar(&l.sort, "sort", "published", "published, added, title or source; a leading - reverses")
	}
}

// names are the formats by name.
func (l *listing) names() []string {
	return append([]string{oneline, jsonFormat, jsonLines}, l.formats...)
}

// check refuses what the flags cannot mean.
func (l *listing) check() error {
	if l.limit < 0 {
		return wrong("--limit %d: give a number from 0 (all)", l.limit)
	}
	if strings.Contains(l.format, "{{") {
		if _, err := l.template(); err != nil {
			return err
		}
		return nil
	}
	if !slices.Contains(l.names(), l.format) {
		return wrong("--format %q: give %s, or a template such as '{{.id}}'", l.format, join(l.names()))
	}
	return nil
}

func (l *listing) template() (*template.Template, error) {
	t, err := template.New("format").Option("missingkey=error").
		Funcs(template.FuncMap{"join": joinAny, "json": func(v any) (string, error) {
			b, err := export.JSON(v, false)
			return string(b), err
		}}).Parse(l.format)
	if err != nil {
		return nil, wrong("--format: %w", err)
	}
	return t, nil
}

// joinAny is strings.Join for what JSON has read.
func joinAny(list []any, sep string) string {
	words := make([]string, len(list))
	for i := range list {
		words[i] = fmt.Sprint(list[i])
	}
	return strings.Join(words, sep)
}

// order reads --sort.
func (l *listing) order() (briefings.Order, error) {
	name, reverse := strings.CutPrefix(l.sort, "-")
	o := briefings.Order{By: briefings.OrderBy(name), Reverse: reverse}
	switch o.By {
	case briefings.ByPublished, briefings.ByAdded, briefings.ByTitle, briefings.BySource:
		return o, nil
	case briefings.ByRelevance:
		return o, wrong("--sort relevance: a list is not ranked; give published, added, title or source")
	default:
		return o, wrong("--sort %q: give published, added, title or source, with a leading - to reverse", l.sort)
	}
}

// filter checks the list's flags and says what they and a query ask of the
// store.
func (a *app) filter(l *listing, args []string) (store.Filter, error) {
	if err := l.check(); err != nil {
		return store.Filter{}, err
	}
	q, err := a.query(args)
	if err != nil {
		return store.Filter{}, err
	}
	f := store.Filter{Query: q, Limit: l.limit, HideSamples: true}
	if l.sort != "" {
		f.Order, err = l.order()
	}
	return f, err
}

// own is filter for what the reader wrote, which is shown wherever it stands:
// samples are not hidden, and the limit is one of rows, not of briefings.
func (a *app) own(l *listing, args []string) (store.Filter, error) {
	f, err := a.filter(l, args)
	f.Limit, f.HideSamples = 0, false
	return f, err
}

// emitOwn is emit for as many rows as the list may have.
func emitOwn[T any](a *app, l *listing, rows []T, line func(*T) string) error {
	if l.limit > 0 && len(rows) > l.limit {
		rows = rows[:l.limit]
	}
	return emit(a, l, rows, line)
}

// emit prints rows in the format asked for; line draws a row of oneline.
func emit[T any](a *app, l *listing, rows []T, line func(*T) string) error {
	if rows == nil {
		rows = []T{}
	}
	if err := write(a, l, rows, line); err != nil {
		return err
	}
	if len(rows) == 0 && l.exitCode {
		return errNothing
	}
	return nil
}

func write[T any](a *app, l *listing, rows []T, line func(*T) string) error {
	switch l.format {
	case jsonFormat:
		return a.printJSON(rows, true)
	case jsonLines:
		for i := range rows {
			if err := a.printJSON(&rows[i], false); err != nil {
				return err
			}
		}
		return nil
	case oneline:
		for i := range rows {
			if err := a.print(line(&rows[i]) + "\n"); err != nil {
				return err
			}
		}
		return nil
	}
	t, err := l.template()
	if err != nil {
		return err
	}
	for i := range rows {
		s, err := fill(t, &rows[i])
		if err != nil {
			return err
		}
		if err := a.print(s + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// fill runs a template over the JSON fields of row.
func fill(t *template.Template, row any) (string, error) {
	data, err := json.Marshal(row)
	if err != nil {
		return "", fmt.Errorf("format a row: %w", err)
	}
	var fields map[string]any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber() // offsets print as they are
	if err := dec.Decode(&fields); err != nil {
		return "", fmt.Errorf("format a row: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, fields); err != nil {
		return "", wrong("--format: %w", err)
	}
	return cleanTabs(b.String()), nil
}

// cleanTabs is clean.Text that keeps tabs, which separate columns.
func cleanTabs(s string) string {
	parts := strings.Split(s, "\t")
	for i := range parts {
		parts[i] = clean.Text(parts[i])
	}
	return strings.Join(parts, "\t")
}

// print writes to stdout.
func (a *app) print(s string) error {
	if _, err := a.out.Write([]byte(s)); err != nil {
		return fmt.Errorf("write to stdout: %w", err)
	}
	return nil
}

// printJSON writes v and a line feed to stdout.
func (a *app) printJSON(v any, indent bool) error {
	b, err := export.JSON(v, indent)
	if err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return a.print(strings.TrimRight(string(b), "\n") + "\n")
}

// cut shortens s to n characters.
func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return strings.TrimRight(string(r[:n-1]), " ") + "…"
	}
	return s
}

// day is a date in a column.
func day(d briefings.Date) string {
	if s := d.Day(); s != "" {
		return s
	}
	return "no date   "
}
