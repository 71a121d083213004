package ui_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/query"
	"readout/store"
	"readout/ui"
	"readout/ui/cli"
	"readout/ui/config"
)

// The tests of this package play three uses of the program over a real library:
// a morning of reading, a paper on two sides of one meeting, and reading
// without a screen. They press what a reader would press and look at what a
// reader would see.

// shelf is the store as the screens know it.
type shelf struct{ *store.Desk }

func (s shelf) Find(ctx context.Context, q query.Query, o briefings.Order, limit, offset int) ([]briefings.Briefing, error) {
	return s.Desk.Find(ctx, store.Filter{Query: q, Order: o, Limit: limit, Offset: offset})
}

func (s shelf) Notes(ctx context.Context, q query.Query, o briefings.Order) ([]briefings.Noted, error) {
	return s.Annotations(ctx, store.Filter{Query: q, Order: o})
}

func (s shelf) Ledger(ctx context.Context, q query.Query, o briefings.Order, f func([]briefings.Said) error) error {
	return s.Desk.Ledger(ctx, store.Filter{Query: q, Order: o}, f)
}

// desk is a reader's desk: a library on disk, and the program to sit down at.
type desk struct {
	t      *testing.T
	dir    string
	copied string // what went to the clipboard last
}

// newDesk imports documents into a new library.
func newDesk(t *testing.T, docs ...string) *desk {
	t.Helper()
	d := &desk{t: t, dir: filepath.Join(t.TempDir(), "library")}
	t.Setenv("READOUT_LIBRARY", d.dir)
	t.Setenv("READOUT_CONFIG", filepath.Join(t.TempDir(), "none.toml"))
	var out, errOut bytes.Buffer
	// Some of the documents are broken on purpose, and their import says so.
	if code := cli.Main(append([]string{"import"}, docs...), strings.NewReader(""), &out, &errOut); !strings.Contains(out.String(), "added") {
		t.Fatalf("import: code %d: %s%s", code, out.String(), errOut.String())
	}
	return d
}

// library opens the library anew, as another start of the program does.
func (d *desk) library() shelf {
	return shelf{store.New(d.dir, store.Options{Now: ui.Clock}).Desk()}
}

// sit starts the program.
func (d *desk) sit(width, height int) *ui.Session {
	return ui.Start(d.library(), width, height, d.actions)
}

func (d *desk) actions(o *ui.Options) {
	o.Config = config.Standard()
	o.Actions.Copy = func(text string) error { d.copied = text; return nil }
	o.Actions.Export = func(_ context.Context, ids []string, dir string, _ func(int, int)) (string, error) {
		for _, id := range ids {
			var out, errOut bytes.Buffer
			code := cli.Main([]string{"export", "id:" + id, "--to", dir}, strings.NewReader(""), &out, &errOut) //nolint:contextcheck // a process of its own, as far as it knows
			if code != cli.Done {
				return "", fmt.Errorf("export %s: %s", id, errOut.String())
			}
		}
		return fmt.Sprintf("exported %d to %s", len(ids), dir), nil
	}
}

// notes returns every annotation of the library, those of a briefing together.
func (d *desk) notes() []briefings.Annotation {
	d.t.Helper()
	noted, err := d.library().Notes(d.t.Context(), query.Query{}, briefings.Order{By: briefings.ByPublished})
	if err != nil {
		d.t.Fatal(err)
	}
	var out []briefings.Annotation
	for _, n := range noted {
		out = append(out, n.Annotations...)
	}
	return out
}

// invented copies the documents of the tests and the samples to a folder, as
// if the samples were the reader's own.
func invented(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, from := range []string{"../briefings/samples/data", "../testdata/briefings"} {
		files, err := os.ReadDir(from)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			data, err := os.ReadFile(filepath.Join(from, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			data = bytes.Replace(data, []byte("tags: [sample"), []byte("tags: [desk"), 1)
			if err := os.WriteFile(filepath.Join(dir, f.Name()), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// corpus returns folders of real documents, or skips the test.
func corpus(t *testing.T, folders ...string) []string {
	t.Helper()
	root := os.Getenv("READOUT_CORPUS")
	if root == "" {
		t.Skip("READOUT_CORPUS is not set: no real documents to read")
	}
	for i, f := range folders {
		folders[i] = filepath.Join(root, f)
	}
	return folders
}

// exported returns the files of a folder, in one text, and how many they are.
func exported(t *testing.T, dir string) (text string, files int) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	return all.String(), len(paths)
}
