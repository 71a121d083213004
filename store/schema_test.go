package store

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/zstd"

	"readout/briefings"
)

var update = flag.Bool("update", false, "write the stored library of the present schema anew")

// TestStoredSchemas opens a library of every schema that was ever written, as
// it was written: migrations bring it to the present one and nothing is lost.
func TestStoredSchemas(t *testing.T) {
	present := New(t.TempDir(), Options{Now: clock()})
	if *update {
		storeFixture(t, present)
	}
	files, err := filepath.Glob(filepath.Join("testdata", "schema-*.db.zst"))
	if err != nil || len(files) != present.schema() {
		t.Fatalf("stored libraries %v, %v; want one of each schema up to %d (go test -update writes it)", files, err, present.schema())
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			s := newStore(t)
			must(t, os.MkdirAll(s.dir, 0o700))
			unpack(t, filepath.Base(name), s.path)
			if got := titles(t, s, Filter{}); got != "Ports Talks" {
				t.Errorf("titles %q", got)
			}
			noted, err := s.Annotations(t.Context(), Filter{})
			if err != nil || len(noted) != 1 || noted[0].Annotations[0].Text != "kept" || noted[0].Briefing.Revision != 2 {
				t.Errorf("annotations %+v, %v", noted, err)
			}
			kept, err := s.Corrections(t.Context(), Filter{})
			if want := filepath.Base(name) >= "schema-3"; err != nil || (len(kept) == 1 && kept[0].Applies()) != want {
				t.Errorf("corrections %+v, %v", kept, err)
			}
			if filepath.Base(name) == "schema-1.db.zst" {
				must(t, s.Desk().SetStarred(t.Context(), []string{noted[0].Briefing.ID}, true))
				must(t, s.SetState(t.Context(), "screen", []byte("wide")))
			}
			var done []string
			for range 2 {
				if step, err := s.Desk().Undo(t.Context()); err == nil {
					done = append(done, step.What)
				}
			}
			if v, err := s.State(t.Context(), "screen"); len(done) == 0 || string(v) != "wide" || err != nil {
				t.Errorf("undone %q; state %q, %v", done, v, err)
			}
			if len(done) == 2 && titles(t, s, Filter{}) != "Grain Ports Talks" {
				t.Errorf("what was removed did not come back: %q", titles(t, s, Filter{}))
			}
		})
	}
}

// unpack writes a stored library to path.
func unpack(t *testing.T, name, path string) {
	t.Helper()
	dec, err := zstd.NewReader(nil)
	must(t, err)
	defer dec.Close()
	packed, err := os.ReadFile(filepath.Join("testdata", name))
	must(t, err)
	data, err := dec.DecodeAll(packed, nil)
	must(t, err)
	must(t, os.WriteFile(path, data, 0o600))
}

// storeFixture writes the stored library of the present schema.
func storeFixture(t *testing.T, s *Store) {
	t.Helper()
	first := with(dated("Talks", "2024-02-17", "Agency", "x"), atPath("/a"))
	first.Text, first.Markdown, first.Blocks = talks, talks, nil
	id := mustImport(t, s, first, dated("Ports", "2024-02-18", ""))[0].ID
	_, err := s.Annotate(t.Context(), briefings.Annotation{Briefing: id, Position: &briefings.Span{Start: 4, End: 13}, Text: "kept"})
	must(t, err)
	first.Text, first.Markdown, first.Original = talks+" More.", talks+" More.", []byte("second")
	mustImport(t, s, first)
	_, err = s.Correct(t.Context(), briefings.Correction{
		Kind: briefings.CorrectAdd, Briefing: id, Parts: []briefings.Span{{Start: 4, End: 13}}, Who: []briefings.Speaker{{Name: "Anna Holt"}},
	})
	must(t, err)
	d := s.Desk()
	must(t, d.Remove(t.Context(), []string{mustImport(t, s, dated("Grain", "2024-02-19", ""))[0].ID}, false))
	must(t, d.SetStarred(t.Context(), []string{id}, true))
	must(t, s.SetState(t.Context(), "screen", []byte("wide")))
	data, err := os.ReadFile(s.path)
	must(t, err)
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	must(t, err)
	must(t, os.MkdirAll("testdata", 0o750))
	must(t, os.WriteFile(filepath.Join("testdata", fmt.Sprintf("schema-%d.db.zst", s.schema())), enc.EncodeAll(data, nil), 0o600))
}
