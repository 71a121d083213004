// Gold helps to annotate who said what in the documents of TestField; the
// rules are those of briefings/attribution/testdata/field/RULES.md.
//
//	go run ./briefings/attribution/internal/gold docs                list the documents
//	go run ./briefings/attribution/internal/gold text ID             a document, its sentences numbered
//	go run ./briefings/attribution/internal/gold check FILE…         what drafts say, or what does not fit
//	go run ./briefings/attribution/internal/gold write DIR OUT       drafts -> offsets
//	go run ./briefings/attribution/internal/gold compare A B         agreement of two annotations, each drafts or offsets
//	go run ./briefings/attribution/internal/gold pin                 fill in the hashes of the list
//
// It is run in the root of the repository. READOUT_CORPUS names the folder of
// documents; READOUT_EVAL that of the scorer, which compare runs. A draft of
// document ID is the file ID.txt; it holds words of the document and is kept
// outside of the repository.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"readout/briefings"
	"readout/briefings/attribution/internal/field"
)

const list = "briefings/attribution/testdata/field/documents.tsv"

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gold:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	usage := errors.New("usage: gold docs | text ID | check FILE… | write DIR OUT | compare A B | pin")
	folder := os.Getenv("READOUT_CORPUS")
	if folder == "" {
		return errors.New("READOUT_CORPUS is not set: it names the folder of the documents")
	}
	f, err := os.Open(list)
	if err != nil {
		return fmt.Errorf("%w: run it in the root of the repository", err)
	}
	defer f.Close()
	rows, err := field.ReadList(f)
	if err != nil {
		return err
	}
	w := work{os.DirFS(folder), rows}
	switch {
	case len(args) == 1 && args[0] == "docs":
		return w.docs()
	case len(args) == 2 && args[0] == "text":
		return w.text(args[1])
	case len(args) > 1 && args[0] == "check":
		return w.check(args[1:])
	case len(args) == 3 && args[0] == "write":
		return w.write(args[1], args[2])
	case len(args) == 3 && args[0] == "compare":
		return w.compare(args[1], args[2])
	case len(args) == 1 && args[0] == "pin":
		return w.pin()
	}
	return usage
}

type work struct {
	folder fs.FS
	rows   []field.Row
}

func (w *work) document(id string) (*field.Document, error) {
	for _, r := range w.rows {
		if r.ID == id {
			return field.Load(w.folder, r)
		}
	}
	return nil, fmt.Errorf("no document %q in %s", id, list)
}

func (w *work) docs() error {
	words := 0
	for _, r := range w.rows {
		d, err := field.Load(w.folder, r)
		if err != nil {
			return err
		}
		n := len(strings.Fields(d.Covered))
		words += n
		fmt.Printf("%-22s %-11s %5d words  %s\n", d.ID, d.Genre, n, d.Details.Title)
	}
	fmt.Printf("%d documents, %d words\n", len(w.rows), words)
	return nil
}

func (w *work) text(id string) error {
	d, err := w.document(id)
	if err != nil {
		return err
	}
	g := d.Details
	fmt.Printf("%s\n%s, %s, %s; %s\n", g.Title, g.Source, g.Published, g.URL, d.Genre)
	end := -1
	for i, s := range d.Sentences {
		if end < 0 || strings.Contains(d.Covered[end:s.Start], "\n") {
			fmt.Println()
		}
		end = s.End
		fmt.Printf("%3d  %s\n", i+1, d.Covered[s.Start:s.End])
	}
	if len(d.Covered) < len(d.Full) {
		fmt.Println("\n(The rest of the document is not annotated.)")
	}
	return nil
}

// read reads a draft; its name is that of the document.
func (w *work) read(file string) (*field.Document, field.Gold, error) {
	d, err := w.document(strings.TrimSuffix(filepath.Base(file), ".txt"))
	if err != nil {
		return nil, field.Gold{}, err
	}
	draft, err := os.ReadFile(file)
	if err != nil {
		return nil, field.Gold{}, err
	}
	g, err := d.Read(string(draft))
	if err == nil {
		err = d.Check(&g)
	}
	if err != nil {
		err = fmt.Errorf("%s:\n%w", file, err)
	}
	return d, g, err
}

func (w *work) check(files []string) error {
	var errs []error
	for _, file := range files {
		d, g, err := w.read(file)
		if err != nil {
			errs = append(errs, err)
			if d == nil {
				continue
			}
		}
		fmt.Printf("== %s: %s (%d statements)\n", d.ID, d.Details.Title, len(g.Statements))
		said := make([]bool, len(d.Sentences))
		for i := range g.Statements {
			show(os.Stdout, fmt.Sprintf("%3d", i+1), d, &g.Statements[i])
			for n, s := range d.Sentences {
				for _, c := range g.Statements[i].Content {
					said[n] = said[n] || c.Overlaps(s)
				}
			}
		}
		for n, s := range d.Sentences {
			if !said[n] {
				fmt.Printf("  nothing in %d: %s\n", n+1, d.Covered[s.Start:s.End])
			}
		}
	}
	return errors.Join(errs...)
}

// show prints a statement on one line.
func show(out io.Writer, mark string, d *field.Document, s *field.Statement) {
	st := briefings.Statement{Content: s.Content}
	words := st.Words(d.Covered)
	if r := []rune(words); len(r) > 400 {
		words = string(r[:200]) + " [……] " + string(r[len(r)-150:])
	}
	fmt.Fprintf(out, "%s %s [%s] {%s} %s\n", mark, strings.Join(s.Names, "; "), d.Covered[s.Speaker.Start:s.Speaker.End], d.Covered[s.Cue.Start:s.Cue.End], words)
}

func (w *work) write(dir, out string) error {
	golds, err := w.golds(dir)
	if err != nil {
		return err
	}
	if len(golds) != len(w.rows) {
		return fmt.Errorf("%s has drafts of %d of the %d documents", dir, len(golds), len(w.rows))
	}
	var b bytes.Buffer
	if err := field.Write(&b, golds); err != nil {
		return err
	}
	return os.WriteFile(out, b.Bytes(), 0o644) //nolint:gosec // a file of the repository
}

// golds reads an annotation: a folder of drafts, or a file of offsets.
func (w *work) golds(from string) ([]field.Gold, error) {
	if info, err := os.Stat(from); err != nil {
		return nil, err
	} else if !info.IsDir() {
		f, err := os.Open(from)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return field.ReadGold(f)
	}
	var out []field.Gold
	var errs []error
	for _, r := range w.rows {
		file := filepath.Join(from, r.ID+".txt")
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		_, g, err := w.read(file)
		out, errs = append(out, g), append(errs, err)
	}
	return out, errors.Join(errs...)
}

// compare prints where two annotations differ, and the scorer's table of b
// against a.
func (w *work) compare(a, b string) error {
	as, err := w.golds(a)
	if err != nil {
		return err
	}
	bs, err := w.golds(b)
	if err != nil {
		return err
	}
	docs := map[string]*field.Document{}
	for i := range as {
		if docs[as[i].ID], err = w.document(as[i].ID); err != nil {
			return err
		}
	}
	var gold, pred bytes.Buffer
	tally, err := field.Set(docs, as, bs, &gold, &pred, differences)
	if err != nil {
		return err
	}
	fmt.Println(tally)
	return score(gold.Bytes(), pred.Bytes())
}

func differences(d *field.Document, matches []field.Match) {
	fmt.Printf("== %s\n", d.ID)
	for _, m := range matches {
		switch {
		case m.B == nil:
			show(os.Stdout, "only a:", d, m.A)
		case m.A == nil:
			show(os.Stdout, "only b:", d, m.B)
		case !m.Same():
			show(os.Stdout, "a:", d, m.A)
			show(os.Stdout, "b:", d, m.B)
		}
	}
}

// score runs the scorer, where there is one.
func score(gold, pred []byte) error {
	root := os.Getenv("READOUT_EVAL")
	if root == "" {
		fmt.Println("READOUT_EVAL is not set: no scorer to run")
		return nil
	}
	dir, err := os.MkdirTemp("", "gold")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	g, p := filepath.Join(dir, "gold.jsonl"), filepath.Join(dir, "pred.jsonl")
	if err := errors.Join(os.WriteFile(g, gold, 0o600), os.WriteFile(p, pred, 0o600)); err != nil {
		return err
	}
	cmd := exec.CommandContext(context.Background(), "go", "run", ".", "-gold", g, "-pred", p, "-by", "publisher")
	cmd.Dir, cmd.Stdout, cmd.Stderr = filepath.Join(root, "score"), os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	return cmd.Run()
}

func (w *work) pin() error {
	var b bytes.Buffer
	for i, r := range w.rows {
		var err error
		if w.rows[i], err = field.Pin(w.folder, r); err != nil {
			return err
		}
	}
	if err := field.WriteList(&b, w.rows); err != nil {
		return err
	}
	return os.WriteFile(list, b.Bytes(), 0o644) //nolint:gosec // a file of the repository
}
