package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/briefings/analysis"
	"readout/briefings/attribution"
	"readout/briefings/markup"
	"readout/briefings/parse"
	"readout/ui/clean"
)

// importBatch is the number of documents stored in one transaction: enough to
// spread the cost of a sync to disk, few enough to keep the library open for
// other programs in between.
const importBatch = 64

// importBatchBytes ends a batch early, so that memory stays bounded.
const importBatchBytes = 8 << 20

// importer reads documents and stores them.
type importer struct {
	app   *app
	given briefings.Given
	an    *analysis.Analyzer
}

// candidate is an input on its way: a file, or stdin.
type candidate struct {
	path string // as named by the user, or found below a folder; "-" is stdin
	doc  briefings.Import
	err  error
	warn []string
	size int
}

func (a *app) importCmd() *cobra.Command {
	var l listing
	var d given
	c := &cobra.Command{
		Use:   "import PATH|DIR|-…",
		Short: "Add briefings, or revise them",
		Long: "import reads plain text, Markdown with front matter and HTML, from files, folders (with all below them)\n" +
			"and stdin (-); the format is recognised by content. Importing the same again changes nothing; changed text\n" +
			"under the same identity becomes a new revision. One line a briefing is printed once it is durable:\n" +
			"added|updated|unchanged|failed, id, title. One bad input never stops the others; the exit code is 1 if any failed.",
		Example: "readout import ~/briefings\ncurl -s https://example.org/page | readout import - --url https://example.org/page",
		Args:    cobra.ArbitraryArgs,
	}
	c.Flags().StringVar(&d.as, "as", "", "the id or URL of the briefing that this is a revision of")
	d.flags(c)
	c.Flags().StringSliceVar(&d.tags, "tag", nil, "tag what is imported (may be repeated)")
	c.Flags().StringVar(&l.format, "format", oneline, "oneline, json, jsonl or a Go template over the JSON fields")
	c.RunE = a.run(func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return wrong("import: name files or folders, or - for stdin")
		}
		if err := l.check(); err != nil {
			return err
		}
		g, err := d.given()
		if err != nil {
			return err
		}
		if err := a.checkInputs(args, &d, c); err != nil {
			return err
		}
		if d.as != "" {
			b, err := a.lib.Resolve(a.ctx, d.as)
			if err != nil {
				return fmt.Errorf("import --as: %w", err)
			}
			g.As = b.ID
		}
		return a.importAll(args, g, &l)
	})
	return c
}

// checkInputs refuses flags that name one document beside several inputs.
func (a *app) checkInputs(args []string, d *given, c *cobra.Command) error {
	stdin := 0
	for _, arg := range args {
		if arg == "-" {
			stdin++
		}
		if strings.HasPrefix(arg, "https://") || strings.HasPrefix(arg, "http://") {
			return wrong("import %s: this version does not fetch; save the page and run readout import FILE --url %s", arg, arg)
		}
	}
	if stdin > 1 {
		return wrong("import: stdin (-) can be read once")
	}
	several := len(args) > 1
	if info, err := os.Stat(args[0]); err == nil && info.IsDir() {
		several = true
	}
	for _, name := range []string{"as", "url", "title"} {
		if several && c.Flags().Changed(name) {
			return wrong("import --%s: names one document, but several are given", name)
		}
	}
	if d.as != "" && c.Flags().Changed("url") {
		return wrong("import: --as and --url both say which briefing this is; give one")
	}
	return nil
}

// importAll imports the inputs and prints their outcomes as they become durable.
func (a *app) importAll(args []string, g briefings.Given, l *listing) error {
	an, err := a.analyzer()
	if err != nil {
		return err
	}
	im := &importer{app: a, given: g, an: an}
	bar := a.progress("import")
	var all []briefings.Outcome
	failed, added := 0, 0
	err = im.run(a.ctx, args, func(o *briefings.Outcome, done, total int) error {
		bar.set(done, total)
		switch o.Result {
		case briefings.Failed:
			failed++
		case briefings.Added:
			added++
		}
		if l.format == jsonFormat {
			all = append(all, *o)
			return nil
		}
		bar.clear()
		return emit(a, l, []briefings.Outcome{*o}, outcomeLine)
	})
	bar.clear()
	if l.format == jsonFormat {
		err = errors.Join(err, emit(a, l, all, outcomeLine))
	}
	if err != nil {
		return err
	}
	if a.firstOwn(a.ctx, added) {
		a.tellf("the built-in samples are still in the library; `readout samples rm` removes them")
	}
	if failed > 0 {
		return fmt.Errorf("import: %d of the inputs failed; the others are in the library", failed)
	}
	return nil
}

// outcomeLine is a line of the report; a failure says why.
func outcomeLine(o *briefings.Outcome) string {
	if o.Result == briefings.Failed {
		return fmt.Sprintf("%-9s  %-12s  %s", o.Result, "-", clean.Line(first(o.Path, "stdin")+": "+o.Error))
	}
	return fmt.Sprintf("%-9s  %-12s  %s", o.Result, o.ID, clean.Line(o.Title))
}

// run imports every input, in order; report is called for each one when it is
// durable, with the number done and the number known of.
func (im *importer) run(ctx context.Context, args []string, report func(o *briefings.Outcome, done, total int) error) error {
	paths := im.walk(args)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	done := 0
	var batch []*candidate
	size := 0
	flush := func() error {
		outcomes, err := im.store(ctx, batch)
		for i := range outcomes {
			done++
			if err := report(&outcomes[i], done, len(paths)); err != nil {
				return err
			}
		}
		batch, size = batch[:0], 0
		return err
	}
	for c := range im.parsed(ctx, paths) {
		for _, w := range c.warn {
			im.app.tellf("%s: %s", clean.Line(c.path), clean.Line(w))
		}
		batch = append(batch, c)
		size += c.size
		if len(batch) == importBatch || size >= importBatchBytes {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return ctx.Err()
}

// store writes a batch and returns an outcome for each candidate, in order.
func (im *importer) store(ctx context.Context, batch []*candidate) ([]briefings.Outcome, error) {
	var docs []briefings.Import
	for _, c := range batch {
		if c.err == nil {
			docs = append(docs, c.doc)
		}
	}
	var stored []briefings.Outcome
	if len(docs) > 0 {
		var err error
		if stored, err = im.app.lib.Import(ctx, docs); err != nil {
			return nil, fmt.Errorf("import: %w", err)
		}
	}
	outcomes := make([]briefings.Outcome, 0, len(batch))
	for _, c := range batch {
		if c.err != nil {
			outcomes = append(outcomes, briefings.Outcome{Result: briefings.Failed, Path: c.path, Error: c.err.Error()})
			continue
		}
		o := stored[0]
		stored = stored[1:]
		o.Path = c.path
		outcomes = append(outcomes, o)
	}
	return outcomes, nil
}

// parsed parses and analyses the inputs on all processors and yields them in
// the order given. It stops when ctx ends.
func (im *importer) parsed(ctx context.Context, paths []candidate) <-chan *candidate {
	workers := runtime.GOMAXPROCS(0)
	queue := make(chan chan *candidate, 2*workers) // bounds what is held in memory
	out := make(chan *candidate)
	var wg sync.WaitGroup
	slots := make(chan struct{}, workers)
	go func() {
		defer close(queue)
		for i := range paths {
			done := make(chan *candidate, 1)
			select {
			case <-ctx.Done():
				return
			case queue <- done:
			}
			slots <- struct{}{}
			wg.Go(func() {
				defer func() { <-slots }()
				c := paths[i]
				im.read(&c)
				done <- &c
			})
		}
	}()
	go func() {
		defer close(out)
		defer wg.Wait()
		for done := range queue {
			select {
			case c := <-done:
				select {
				case out <- c:
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// walk lists the inputs: files as named, and the files below folders in the
// order of their names, without hidden ones and without following links.
func (im *importer) walk(args []string) []candidate {
	var list []candidate
	for _, arg := range args {
		info, err := os.Stat(arg)
		if arg == "-" || err != nil || !info.IsDir() {
			list = append(list, candidate{path: arg})
			continue
		}
		_ = filepath.WalkDir(arg, func(path string, d os.DirEntry, err error) error { // errors are kept in the list
			switch {
			case err != nil:
				list = append(list, candidate{path: path, err: reason(err)})
				if d != nil && d.IsDir() {
					return filepath.SkipDir
				}
			case path != arg && strings.HasPrefix(d.Name(), "."):
				if d.IsDir() {
					return filepath.SkipDir
				}
			case d.Type().IsRegular():
				list = append(list, candidate{path: path})
			case d.Type()&os.ModeSymlink != 0:
				if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
					list = append(list, candidate{path: path})
				}
			}
			return nil
		})
	}
	return list
}

// read fills c with the parsed and analysed document, or with the reason why not.
func (im *importer) read(c *candidate) {
	if c.err != nil {
		return
	}
	in := parse.Input{Name: c.path, URL: im.given.URL}
	var abs string
	if c.path == "-" {
		in.Data, c.err = io.ReadAll(io.LimitReader(im.app.in, parse.MaxSize+1))
	} else {
		abs, _ = filepath.Abs(c.path) // "" only when the working folder is gone
		in.Data, c.err = readFile(c.path)
	}
	if c.err == nil && len(in.Data) > parse.MaxSize {
		c.err = fmt.Errorf("larger than %d MiB, the limit for one briefing; split it", parse.MaxSize>>20)
	}
	if c.err != nil {
		c.err = reason(c.err)
		return
	}
	c.size = len(in.Data)
	if c.doc, c.warn, c.err = document(in, im.given); c.err != nil {
		return
	}
	c.doc.Path = abs
	c.doc.Analysis = im.an.Analyze(c.doc.Text, contextOf(&c.doc))
}

// document parses one input.
func document(in parse.Input, g briefings.Given) (briefings.Import, []string, error) {
	doc, err := parse.Parse(in)
	if err != nil {
		return briefings.Import{}, nil, err
	}
	imp := briefings.Import{Details: doc.Details, Given: g, Original: in.Data, Format: doc.Format, Markdown: doc.Markdown}
	imp.Text, imp.Blocks = markup.Parse(doc.Markdown).Text()
	imp.Identity = identity(&imp, doc.GUID)
	return imp, doc.Warnings, nil
}

// identity says by what a document is recognised when it comes again.
func identity(imp *briefings.Import, guid string) briefings.Identity {
	switch url := first(imp.Given.URL, imp.Details.URL); {
	case url != "":
		return briefings.URLIdentity(url)
	case guid != "":
		return briefings.Identity("guid:" + guid)
	default:
		return briefings.TextIdentity(imp.Text)
	}
}

// contextOf is what the analyser may know of a document beside its text.
func contextOf(imp *briefings.Import) attribution.Context {
	g, d := &imp.Given, &imp.Details
	return attribution.Context{
		Date:   briefings.Date(first(string(g.Published), string(d.Published))),
		Title:  first(g.Title, d.Title),
		Source: first(g.Source, d.Source),
		URL:    first(g.URL, d.URL),
		Lang:   first(g.Lang, d.Lang),
		Kind:   briefings.Kind(first(string(g.Kind), string(d.Kind))),
	}
}

// readFile reads a file that is not larger than a briefing may be.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errors.New("is a folder")
	case !info.Mode().IsRegular() && !openAlready(path):
		// Opening a named pipe would wait for a writer that may never come.
		return nil, errors.New("is not a regular file; send what it gives to readout import -")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info.Size() > parse.MaxSize {
		return nil, fmt.Errorf("%d MiB, more than the limit of %d MiB for one briefing; split it", info.Size()>>20, parse.MaxSize>>20)
	}
	return io.ReadAll(io.LimitReader(f, parse.MaxSize+1))
}

// openAlready reports whether a path names a stream that this process was
// given open, as the shell's <(command) does.
func openAlready(path string) bool {
	return path == "/dev/stdin" || strings.HasPrefix(path, "/dev/fd/") || strings.HasPrefix(path, "/proc/self/fd/")
}

// reason takes the operation and path off an error of the file system, which
// the report names already.
func reason(err error) error {
	if pe, ok := errors.AsType[*os.PathError](err); ok {
		return pe.Err
	}
	if le, ok := errors.AsType[*os.LinkError](err); ok {
		return le.Err
	}
	return err
}
