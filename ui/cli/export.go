package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/briefings/export"
	"readout/briefings/query"
	"readout/store"
	"readout/ui/clean"
)

// exportFlags are the flags of export.
type exportFlags struct {
	to, out, format, since string
	with                   []string
	exitCode               bool
}

func (a *app) exportCmd() *cobra.Command {
	var f exportFlags
	c := &cobra.Command{
		Use:   "export [QUERY]",
		Short: "Write notes and highlights to Markdown files",
		Long: "export writes the briefings that QUERY selects: with --to one file a briefing into a folder, with --out all\n" +
			"into one file (- is stdout). A Markdown file holds the highlights, notes and tags; what stands between\n" +
			"%% begin mine %% and %% end mine %% is yours and survives every export, as do front-matter keys of your own.\n" +
			"Files whose content has not changed are not touched.",
		Example: "readout export is:annotated --to ~/notes\nreadout export tag:cop29 --format jsonl --out -",
	}
	c.Flags().StringVar(&f.to, "to", "", "the folder to write to; it is made when missing")
	c.Flags().StringVar(&f.out, "out", "", "the file to write to, - for stdout")
	c.Flags().StringVar(&f.format, "format", markdown, "markdown, json or jsonl")
	c.Flags().StringSliceVar(&f.with, "with", nil, "what to add to Markdown: statements")
	c.Flags().StringVar(&f.since, "since", "", "only what was imported, or whose notes were changed, on or after this date (2024-02-17, 7d)")
	c.Flags().BoolVar(&f.exitCode, "exit-code", false, "exit with 3 when nothing matched")
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		if err := f.check(a); err != nil {
			return err
		}
		q, err := a.query(args)
		if err != nil {
			return err
		}
		return a.export(q, &f)
	})
	return c
}

// check refuses flags that contradict each other.
func (f *exportFlags) check(a *app) error {
	if f.to == "" && f.out == "" {
		f.to = a.config.Export.Dir
	}
	switch {
	case f.to == "" && f.out == "":
		return wrong("export: say where: --to FOLDER or --out FILE (or set export.dir in the configuration)")
	case f.to != "" && f.out != "":
		return wrong("export: --to and --out both say where; give one")
	case !slices.Contains([]string{markdown, jsonFormat, jsonLines}, f.format):
		return wrong("--format %q: give markdown, json or jsonl", f.format)
	case f.format != markdown && len(f.with) > 0:
		return wrong("--with: %s holds everything already", f.format)
	}
	for _, w := range f.with {
		if w != "statements" {
			return wrong("--with %q: give statements", w)
		}
	}
	return nil
}

// export writes what q selects.
func (a *app) export(q query.Query, f *exportFlags) error {
	since, err := a.since(f.since)
	if err != nil {
		return err
	}
	filter := store.Filter{Query: q, HideSamples: true, Order: briefings.Order{By: briefings.ByPublished}}
	if f.out != "" {
		return a.exportFile(filter, since, f)
	}
	w, err := openExport(f.to)
	if err != nil {
		return err
	}
	defer w.Close()
	err = a.lib.Each(a.ctx, filter, func(art *briefings.Article) error {
		if !since(art) {
			return nil
		}
		return w.write(art, f)
	})
	for _, line := range w.beside {
		a.sayf("%s", clean.Line(line))
	}
	if err != nil {
		return err
	}
	a.tellf("%s", w.summary())
	switch {
	case len(w.beside) > 0:
		return fmt.Errorf("export: %s not touched", plural(len(w.beside), "file"))
	case w.files() == 0 && f.exitCode:
		return errNothing
	}
	return nil
}

// since returns the test of --since: whether an article was imported, or
// anything written on it, on or after a date.
func (a *app) since(s string) (func(*briefings.Article) bool, error) {
	if s == "" {
		return func(*briefings.Article) bool { return true }, nil
	}
	q, err := query.Parse("after:"+s, a.now())
	if err != nil {
		return nil, wrong("--since %q: give a date such as 2024-02-17, today or 7d", s)
	}
	return func(art *briefings.Article) bool {
		last := art.Updated
		for i := range art.Annotations {
			if m := art.Annotations[i].Modified; m.After(last) {
				last = m
			}
		}
		head := briefings.Briefing{Published: briefings.DateOf(last)}
		return q.Match(&query.Document{Briefing: &head})
	}, nil
}

// exportFile writes everything to one file or stdout.
func (a *app) exportFile(filter store.Filter, since func(*briefings.Article) bool, f *exportFlags) error {
	w, finish, err := a.output(f.out)
	if err != nil {
		return err
	}
	n := 0
	var only []byte // the Markdown of the one briefing, written when it is known to be one
	err = a.lib.Each(a.ctx, filter, func(art *briefings.Article) error {
		if !since(art) {
			return nil
		}
		n++
		data, err := render(art, f)
		if err != nil {
			return err
		}
		if f.format == markdown {
			if n > 1 {
				return wrong("export --out: one Markdown file holds one briefing, and the query selects several; give --to FOLDER")
			}
			only = data
			return nil
		}
		before, after := "", "\n"
		if f.format == jsonFormat {
			before, after = ",\n", ""
			if n == 1 {
				before = "[\n"
			}
		}
		if _, err = fmt.Fprint(w, before, string(data), after); err != nil {
			return fmt.Errorf("export to %s: %w", f.out, reason(err))
		}
		return nil
	})
	if err == nil && len(only) > 0 {
		_, err = w.Write(only)
	}
	if err == nil && f.format == jsonFormat {
		end := "\n]\n"
		if n == 0 {
			end = "[]\n"
		}
		_, err = io.WriteString(w, end)
	}
	if err := finish(err); err != nil {
		return err
	}
	if n == 0 && f.exitCode {
		return errNothing
	}
	return nil
}

// output opens the file to write to, or stdout for "-". finish ends it: with
// an error the file is as it was before.
func (a *app) output(name string) (w io.Writer, finish func(error) error, err error) {
	if name == "-" {
		return a.out, func(err error) error { return err }, nil
	}
	failed := func(err error) error { return fmt.Errorf("export to %s: %w", name, reason(err)) }
	path, err := expand(name)
	if err != nil {
		return nil, nil, failed(err)
	}
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return nil, nil, failed(err)
	}
	p, err := create(root, filepath.Base(path))
	if err != nil {
		_ = root.Close()
		return nil, nil, failed(err)
	}
	return p, func(err error) error {
		defer root.Close()
		if err != nil {
			p.abort()
			return err
		}
		if err := p.commit(); err != nil {
			return failed(err)
		}
		return nil
	}, nil
}

// render is an article in the format asked for.
func render(art *briefings.Article, f *exportFlags) ([]byte, error) {
	if f.format == markdown {
		return export.Markdown(art, export.Options{With: f.with})
	}
	b, err := export.JSON(export.Record(art), f.format == jsonFormat)
	if err != nil {
		return nil, fmt.Errorf("export %s: %w", art.ID, err)
	}
	return []byte(strings.TrimRight(string(b), "\n")), nil
}

// folder is a folder that is exported to. Nothing is read or written outside
// it: os.Root refuses names and links that leave it.
type folder struct {
	root                        *os.Root
	path                        string
	known                       map[string]string // id -> the file that an earlier export gave it
	written, unchanged, updated int
	beside                      []string // what was written beside files that could not be merged
}

func openExport(path string) (*folder, error) {
	path, err := expand(path)
	if err != nil {
		return nil, fmt.Errorf("export to %s: %w", path, err)
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("export to %s: %w", path, reason(err))
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("export to %s: %w", path, reason(err))
	}
	w := &folder{root: root, path: path, known: map[string]string{}}
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		_ = root.Close()
		return nil, fmt.Errorf("export to %s: %w", path, reason(err))
	}
	for _, e := range entries {
		name := e.Name()
		if abandoned(e) {
			_ = root.Remove(name)
			continue
		}
		stem := strings.TrimSuffix(name, filepath.Ext(name))
		if i := strings.LastIndexByte(stem, '-'); i >= 0 && e.Type().IsRegular() {
			w.known[stem[i+1:]+filepath.Ext(name)] = name
		}
	}
	return w, nil
}

func (w *folder) Close() { _ = w.root.Close() }

func (w *folder) files() int { return w.written + w.updated + w.unchanged + len(w.beside) }

func (w *folder) summary() string {
	return fmt.Sprintf("exported to %s: %d new, %d updated, %d unchanged", clean.Line(w.path), w.written, w.updated, w.unchanged)
}

// write exports one article.
func (w *folder) write(art *briefings.Article, f *exportFlags) error {
	ext := map[string]string{markdown: ".md", jsonFormat: ".json", jsonLines: ".jsonl"}[f.format]
	name := strings.TrimSuffix(export.Name(&art.Briefing), ".md") + ext
	// A title or date that was mended since leaves the file where links find it.
	if old, ok := w.known[art.ID+ext]; ok {
		name = old
	}
	data, err := render(art, f)
	if err != nil {
		return err
	}
	if f.format != markdown {
		data = append(data, '\n')
	}
	old, err := w.root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		w.written++
		return w.replace(name, data)
	}
	if err != nil {
		return fmt.Errorf("export to %s: %w", filepath.Join(w.path, name), reason(err))
	}
	if f.format == markdown {
		merged, err := export.Merge(old, data)
		if errors.Is(err, export.ErrMarkers) {
			beside := strings.TrimSuffix(name, ext) + ".new" + ext
			w.beside = append(w.beside, fmt.Sprintf("%s: %s; not touched, the new text is in %s beside it", filepath.Join(w.path, name), err, beside))
			return w.replace(beside, data)
		}
		if err != nil {
			return fmt.Errorf("export to %s: %w", filepath.Join(w.path, name), err)
		}
		data = merged
	}
	if string(old) == string(data) {
		w.unchanged++
		return nil
	}
	w.updated++
	return w.replace(name, data)
}

// replace writes data to a temporary file in the folder, syncs it and renames
// it to name, so that the file is the old one or the new one, never between.
func (w *folder) replace(name string, data []byte) error {
	p, err := create(w.root, name)
	if err == nil {
		if _, err = p.Write(data); err != nil {
			p.abort()
		} else {
			err = p.commit()
		}
	}
	if err != nil {
		return fmt.Errorf("export to %s: %w", filepath.Join(w.path, name), reason(err))
	}
	return nil
}

// exportIDs exports briefings by id, for the reader.
func (a *app) exportIDs(ctx context.Context, ids []string, dir string, progress func(done, total int)) (string, error) {
	w, err := openExport(dir)
	if err != nil {
		return "", err
	}
	defer w.Close()
	for i, id := range ids {
		if err := ctx.Err(); err != nil {
			return w.summary(), err
		}
		art, err := a.lib.Article(ctx, id)
		if err != nil {
			return w.summary(), err
		}
		if err := w.write(&art, &exportFlags{format: markdown}); err != nil {
			return w.summary(), err
		}
		progress(i+1, len(ids))
	}
	if len(w.beside) > 0 {
		return w.summary(), errors.New(w.beside[0])
	}
	return w.summary(), nil
}
