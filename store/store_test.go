package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"readout/briefings"
	"readout/briefings/query"
)

// clock is a clock that goes on by a second at every look.
func clock() func() time.Time {
	at := time.Date(2024, 2, 17, 10, 0, 0, 0, time.UTC)
	return func() time.Time {
		at = at.Add(time.Second)
		return at
	}
}

// newStore returns an empty library that is checked when the test ends.
func newStore(tb testing.TB) *Store {
	tb.Helper()
	s := New(filepath.Join(tb.TempDir(), "library"), Options{Now: clock(), Wait: 2 * time.Second})
	tb.Cleanup(func() { checkSound(tb, s) })
	return s
}

func checkSound(tb testing.TB, s *Store) {
	tb.Helper()
	r, err := s.Check(context.Background())
	if err != nil {
		tb.Errorf("Check: %v", err)
	}
	for _, p := range r.Problems {
		tb.Errorf("Check: %s", p)
	}
}

// doc is a document of paragraphs with an analysis that is only as good as a
// test of the store needs.
func doc(title string, paragraphs ...string) briefings.Import {
	text := strings.Join(paragraphs, "\n\n")
	in := briefings.Import{
		Details:  briefings.Details{Title: title, TitleFrom: briefings.FromHeading, Kind: briefings.KindNews},
		Original: []byte(title + "\n" + text), Format: "text", Markdown: text, Text: text,
	}
	at := 0
	for _, p := range paragraphs {
		in.Blocks = append(in.Blocks, briefings.Span{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	return in
}

func mustImport(tb testing.TB, s *Store, docs ...briefings.Import) []briefings.Outcome {
	tb.Helper()
	out, err := s.Import(context.Background(), docs)
	if err != nil {
		tb.Fatalf("Import: %v", err)
	}
	return out
}

func parseQuery(tb testing.TB, q string) query.Query {
	tb.Helper()
	parsed, err := query.Parse(q, time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		tb.Fatalf("query %q: %v", q, err)
	}
	return parsed
}

func TestReadingCreatesNothing(t *testing.T) {
	ctx := context.Background()
	s := New(filepath.Join(t.TempDir(), "a", "b"), Options{})
	if all, err := s.Find(ctx, Filter{}); err != nil || len(all) != 0 {
		t.Errorf("Find = %v, %v; want nothing", all, err)
	}
	if _, err := s.Article(ctx, "abcdefabcdef"); !errors.Is(err, briefings.ErrNotFound) {
		t.Errorf("Article: %v; want ErrNotFound", err)
	}
	if err := s.SetRead(ctx, []string{"abcdefabcdef"}, true); !errors.Is(err, briefings.ErrNotFound) {
		t.Errorf("SetRead: %v; want ErrNotFound", err)
	}
	if r, err := s.Check(ctx); err != nil || len(r.Problems) > 0 {
		t.Errorf("Check = %v, %v", r, err)
	}
	if _, err := os.Stat(s.dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder was made: %v", err)
	}
}

func TestImportAndRead(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	in := doc("Talks in Lindholm", "The ministers of Norland and Sudmark met.", "They spoke of the strait.")
	out := mustImport(t, s, in)
	if out[0].Result != briefings.Added || out[0].Title != in.Details.Title {
		t.Fatalf("Import = %+v", out)
	}
	a, err := s.Article(ctx, out[0].ID)
	if err != nil || a.Text != in.Text || a.Markdown != in.Markdown || len(a.Blocks) != 2 || a.Revision != 1 {
		t.Errorf("Article = %+v, %v", a, err)
	}
	if data, r, err := s.Original(ctx, a.ID, 1); err != nil || string(data) != string(in.Original) || r.Kind != "first" {
		t.Errorf("Original = %q, %+v, %v", data, r, err)
	}
	if again := mustImport(t, s, in); again[0].Result != briefings.Unchanged || again[0].ID != a.ID {
		t.Errorf("again: %+v", again)
	}
	if b, err := s.Resolve(ctx, a.ID[:5]); err != nil || b.ID != a.ID {
		t.Errorf("Resolve = %+v, %v", b, err)
	}
	for path, mode := range map[string]os.FileMode{s.path: 0o600, s.dir: 0o700 | os.ModeDir} {
		if info, err := os.Stat(path); err != nil || info.Mode() != mode {
			t.Errorf("%s: %v, %v; want %v", path, info.Mode(), err, mode)
		}
	}
}

func TestLibraryIsNoFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{path, filepath.Join(path, "below")} {
		if all, err := New(dir, Options{}).Find(t.Context(), Filter{}); err == nil {
			t.Errorf("the library %s has %d briefings", dir, len(all))
		}
		if _, err := New(dir, Options{}).Import(t.Context(), []briefings.Import{doc("a", "b")}); err == nil {
			t.Errorf("a library is made at %s", dir)
		}
	}
}

func TestNotes(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	in := doc("Talks in Lindholm", "The ministers of Norland and Sudmark met on Monday morning.", "They spoke of the strait at length.")
	in.Path = "/docs/talks.txt"
	id := mustImport(t, s, in)[0].ID
	at := strings.Index(in.Text, "the strait")
	n, err := s.Annotate(ctx, briefings.Annotation{
		Briefing: id, Position: &briefings.Span{Start: at, End: at + len("the strait")}, Color: 2, Text: "which one?",
	})
	if err != nil || n.State != briefings.Anchored || n.Quote.Exact != "the strait" || n.ID == "" {
		t.Fatalf("Annotate = %+v, %v", n, err)
	}
	in = doc("Talks in Lindholm", "Update.", "The ministers of Norland and Sudmark met on Monday morning.", "They spoke of the strait at length.")
	in.Path = "/docs/talks.txt"
	out := mustImport(t, s, in)
	if out[0].Result != briefings.Updated || out[0].ID != id {
		t.Fatalf("revision: %+v; want updated %s", out, id)
	}
	a, err := s.Article(ctx, id)
	if err != nil || len(a.Annotations) != 1 || a.Revision != 2 {
		t.Fatalf("Article = %+v, %v", a, err)
	}
	got := a.Annotations[0]
	if in.Text[got.At.Start:got.At.End] != "the strait" || got.Position.Start != at {
		t.Errorf("relocated %+v", got)
	}
	if err := s.Remove(ctx, []string{id}, false); !errors.Is(err, briefings.ErrAnnotated) {
		t.Errorf("Remove: %v; want ErrAnnotated", err)
	}
	if err := s.Unannotate(ctx, n.ID); err != nil {
		t.Error(err)
	}
	if err := s.Remove(ctx, []string{id}, false); err != nil {
		t.Error(err)
	}
}

// TestNotesStayWithTheText marks one of several passages that look alike: while
// the Text stays the same, whatever else changes, the mark stays where it is.
func TestNotesStayWithTheText(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	in := doc("Refrain", slices.Repeat([]string{"They agreed to meet again in the capital of Norland, and so they did."}, 7)...)
	in.Path = "/docs/refrain.md"
	id := mustImport(t, s, in)[0].ID
	n, err := s.Annotate(ctx, briefings.Annotation{Briefing: id, Position: &in.Blocks[3]})
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range []func(){
		func() { in.Markdown = strings.Replace(in.Markdown, "Norland", "*Norland*", 1) },
		func() { in.Details.Title = "The refrain" },
		func() { in.Details.URL, in.Markdown = "https://n.example/r", in.Markdown+"\n" },
	} {
		change()
		in.Original = []byte(in.Details.Title + in.Markdown)
		if out := mustImport(t, s, in); out[0].Result != briefings.Updated || out[0].ID != id {
			t.Fatalf("import: %+v", out)
		}
		a, err := s.Annotation(ctx, n.ID)
		if err != nil || a.State != briefings.Anchored || a.At == nil || *a.At != in.Blocks[3] {
			t.Errorf("the mark is %s at %v, %v; want it at %v", a.State, a.At, err, in.Blocks[3])
		}
	}
}

// TestFolderThatCannotBe: where the folder of a library cannot be made, adding
// to it fails with what was tried; it is no empty library.
func TestFolderThatCannotBe(t *testing.T) {
	if _, err := os.Stat("/proc/self"); err != nil {
		t.Skip("no /proc, whose folders cannot be made")
	}
	_, err := New("/proc/no-such-library", Options{}).Import(t.Context(), []briefings.Import{doc("A title", "Words.")})
	if err == nil || !strings.Contains(err.Error(), "create library: mkdir /proc/no-such-library") {
		t.Errorf("Import = %v", err)
	}
}
