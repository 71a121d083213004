package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"readout/briefings"
)

// sound returns the bytes of a library with everything in it and the ids of
// its briefings.
func sound(tb testing.TB) (data []byte, ids []string) {
	tb.Helper()
	ctx := context.Background()
	s := newStore(tb)
	for i := range 12 {
		in := synthetic(i, 300)
		in.Path = "/docs/" + in.Details.Title
		ids = append(ids, mustImport(tb, s, in)[0].ID)
	}
	if _, err := s.Annotate(ctx, briefings.Annotation{Briefing: ids[0], Position: &briefings.Span{Start: 3, End: 40}}); err != nil {
		tb.Fatal(err)
	}
	if err := s.Remove(ctx, ids[5:6], false); err != nil {
		tb.Fatal(err)
	}
	d := s.Desk()
	err := errors.Join(
		d.Tag(ctx, ids[:3], []string{"border"}, nil), d.Remove(ctx, ids[6:7], false),
		d.SetStarred(ctx, ids[:2], true), d.SetState(ctx, "screen", bytes.Repeat([]byte("wide "), 100)),
	)
	if err == nil {
		_, err = d.Undo(ctx)
	}
	if err != nil {
		tb.Fatal(err)
	}
	data, err = os.ReadFile(s.path)
	if err != nil {
		tb.Fatal(err)
	}
	return data, append(ids[:5:5], ids[7:]...)
}

// useAll uses every kind of access; it returns the first error.
func useAll(s *Store, ids []string) error {
	ctx := context.Background()
	errs := make([]error, 0, 8)
	_, err := s.Find(ctx, Filter{})
	errs = append(errs, err)
	_, err = s.Find(ctx, Filter{Limit: 3})
	errs = append(errs, err)
	for _, id := range ids {
		_, err = s.Article(ctx, id)
		errs = append(errs, err)
		_, _, err = s.Original(ctx, id, 1)
		errs = append(errs, err)
	}
	_, err = s.Tags(ctx)
	errs = append(errs, err, s.SetRead(ctx, ids[:1], true))
	_, err = s.State(ctx, "screen")
	errs = append(errs, err)
	_, err = s.Desk().Undo(ctx)
	if !errors.Is(err, briefings.ErrNoStep) {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func TestDamage(t *testing.T) {
	good, ids := sound(t)
	for _, tt := range []struct {
		name string
		data []byte
		want error
	}{
		{"not a database", bytes.Repeat([]byte("Dear diary. "), 4000), briefings.ErrDamaged},
		{"short", []byte("x"), briefings.ErrDamaged},
		{"cut in the middle", good[:len(good)/2], briefings.ErrDamaged},
		{"cut after two pages", good[:8192], briefings.ErrDamaged},
		{"zeroed pages", append(bytes.Clone(good[:8192]), make([]byte, len(good)-8192)...), briefings.ErrDamaged},
		{"empty", nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := New(t.TempDir(), Options{})
			if err := os.WriteFile(s.path, tt.data, 0o600); err != nil {
				t.Fatal(err)
			}
			if tt.want == nil {
				if all, err := s.Find(t.Context(), Filter{}); err != nil || len(all) != 0 {
					t.Errorf("Find = %v, %v", all, err)
				}
				mustImport(t, s, doc("a", "b"))
				checkSound(t, s)
				return
			}
			if err := useAll(s, ids); !errors.Is(err, tt.want) {
				t.Errorf("use: %v; want %v", err, tt.want)
			}
			if r, err := s.Check(t.Context()); !errors.Is(err, tt.want) && len(r.Problems) == 0 {
				t.Errorf("Check = %+v, %v; want %v", r, err, tt.want)
			}
		})
	}
}

// TestFlippedBits flips bits all over a library: nothing panics, and a record
// that was hit is never taken for sound.
func TestFlippedBits(t *testing.T) {
	good, ids := sound(t)
	s := New(t.TempDir(), Options{})
	want := readable(t, s, good, ids)
	r := rand.New(rand.NewPCG(3, 5))
	noticed := 0
	for range 100 {
		bad := bytes.Clone(good)
		at := 8192 + r.IntN(len(bad)-8192)
		bad[at] ^= 1 << r.IntN(8)
		if err := os.WriteFile(s.path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		report, err := s.Check(t.Context())
		if err != nil || len(report.Problems) > 0 {
			noticed++
			if err != nil && !errors.Is(err, briefings.ErrDamaged) {
				t.Errorf("byte %d: %v", at, err)
			}
			// A flipped key is another key: what it led to is damage to a check, and
			// just not found by who asks for it.
			if err := useAll(s, ids); err != nil && !errors.Is(err, briefings.ErrDamaged) && !errors.Is(err, briefings.ErrNotFound) {
				t.Errorf("byte %d: use: %v", at, err)
			}
			continue
		}
		if got := readable(t, s, bad, ids); !reflect.DeepEqual(got, want) {
			t.Errorf("byte %d of %d: check passes and the briefings differ", at, len(bad))
		}
	}
	t.Logf("check noticed %d of 100 flipped bits; the others are in free pages and padding", noticed)
}

// TestCircles lets branches point to themselves, to one another and to a page
// that is pointed to already: every use says so, and ends.
func TestCircles(t *testing.T) {
	s := newStore(t)
	docs := make([]briefings.Import, 400)
	for i := range docs {
		docs[i] = synthetic(i, 20)
	}
	ids := []string{mustImport(t, s, docs...)[0].ID}
	good, err := os.ReadFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	w := &walker{f: bytes.NewReader(good), size: int64(len(good))}
	m, err := w.meta()
	if err != nil {
		t.Fatal(err)
	}
	if err := w.skeleton(binary.LittleEndian.Uint64(m[16:]), 0); err != nil {
		t.Fatal(err)
	}
	var branches []uint64
	for id := range w.high {
		if w.claimed(id) && good[int64(id)*w.pageSize+8] == flagBranch {
			branches = append(branches, id)
		}
	}
	if len(branches) < 3 {
		t.Fatalf("%d branches: the library is too small for the test", len(branches))
	}
	for i, id := range branches {
		at := int64(id)*w.pageSize + pageHeader
		count := int64(binary.LittleEndian.Uint16(good[at-6:]))
		for _, element := range []int64{0, count - 1} {
			for _, to := range []uint64{id, branches[(i+1)%len(branches)]} {
				bad := bytes.Clone(good)
				binary.LittleEndian.PutUint64(bad[at+element*branchElement+8:], to)
				if err := os.WriteFile(s.path, bad, 0o600); err != nil {
					t.Fatal(err)
				}
				other := New(s.dir, Options{})
				if err := useAll(other, ids); !errors.Is(err, briefings.ErrDamaged) {
					t.Errorf("page %d, element %d, points to %d: %v", id, element, to, err)
				}
			}
		}
	}
	if err := os.WriteFile(s.path, good, 0o600); err != nil { // for the check at the end
		t.Fatal(err)
	}
}

// readable returns every article of the library data.
func readable(t *testing.T, s *Store, data []byte, ids []string) (out []briefings.Article) {
	t.Helper()
	if err := os.WriteFile(s.path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		a, err := s.Article(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

// TestFlippedRecords flips bits of records alone, which bbolt does not notice:
// reading says so.
func TestFlippedRecords(t *testing.T) {
	good, ids := sound(t)
	s := New(t.TempDir(), Options{})
	header := []byte("Talks 00003")
	at := bytes.Index(good, header)
	for at >= 0 {
		bad := bytes.Clone(good)
		bad[at+3] ^= 4
		if err := os.WriteFile(s.path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if r, err := s.Check(t.Context()); err != nil || len(r.Problems) == 0 {
			if err := useAll(s, ids); err != nil {
				t.Errorf("byte %d: check finds nothing (%v), use: %v", at, err, err)
			}
		}
		next := bytes.Index(good[at+1:], header)
		if next < 0 {
			break
		}
		at += 1 + next
	}
}

func TestNewerSchema(t *testing.T) {
	s := newStore(t)
	mustImport(t, s, doc("a", "b"))
	newer := New(s.dir, Options{})
	newer.migrations = append(newer.migrations, func(*txn) error { return nil })
	if _, err := newer.Find(t.Context(), Filter{}); err != nil {
		t.Fatal(err)
	}
	err := useAll(s, []string{"abcdefabcdef"})
	if !errors.Is(err, briefings.ErrNewer) {
		t.Errorf("use: %v; want ErrNewer", err)
	}
	if _, err := s.Import(t.Context(), []briefings.Import{doc("c", "d")}); !errors.Is(err, briefings.ErrNewer) {
		t.Errorf("Import: %v; want ErrNewer", err)
	}
	s.migrations = newer.migrations // for the check at the end
}

// TestMigrations runs two migrations, the second of which fails at first.
func TestMigrations(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	id := mustImport(t, s, doc("before", "The text."))[0].ID
	broken := errors.New("no")
	retitle := func(t *txn) error {
		h, err := t.header(id)
		if err != nil {
			return err
		}
		to := h.clone()
		to.Title += " and after"
		return t.saveHeader(h, to)
	}
	old := s.migrations
	s.migrations = append(slices.Clone(old), retitle, func(t *txn) error {
		return errors.Join(retitle(t), broken)
	})
	if _, err := s.Find(ctx, Filter{}); !errors.Is(err, broken) {
		t.Fatalf("Find = %v; want the migration's error", err)
	}
	s.migrations[len(old)+1] = retitle
	if got := titles(t, s, Filter{}); got != "before and after and after" {
		t.Errorf("title %q", got)
	}
	kept, err := filepath.Glob(s.path + ".schema-*")
	if err != nil || len(kept) != 2 {
		t.Errorf("kept %v, %v; want the library of both schemas", kept, err)
	}
	if r, err := s.Check(ctx); err != nil || r.Schema != len(old)+3 {
		t.Errorf("Check = %+v, %v", r, err)
	}
}

// FuzzDecode decodes damaged records: an error or a value, never a panic.
func FuzzDecode(f *testing.F) {
	in := synthetic(1, 100)
	record := packAnalysis(&in.Analysis, "x")
	step := journalStep{What: "tagged a: “b”", Items: []journalItem{
		{ID: "x", Tagged: []string{"a"}, Read: &flip{true}, Details: []detailChange{{Name: "title", After: "b"}}},
		{ID: "y", Note: &noteChange{ID: "n", After: &note{Position: spans{1, 2}, Quote: &quote{Exact: "q"}}}},
		{ID: "z", Gone: &trashed{Notes: []trashedNote{{ID: "n", Note: note{Text: "t"}}}, Held: true}},
	}}
	for _, v := range []any{record, header{Title: "a", Tags: []string{"b"}}, note{Position: spans{1, 2}, Quote: &quote{Exact: "q"}}, revision{}, step} {
		b, err := encMode().Marshal(v)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte{0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		raw := frame(b)
		var (
			h  header
			a  analysis
			n  note
			r  revision
			fc facets
			p  page
			js journalStep
		)
		for _, v := range []any{&h, &a, &n, &r, &fc, &p, &js} {
			if err := decode("test", nil, raw, v); err != nil && !errors.Is(err, briefings.ErrDamaged) {
				t.Errorf("decode: %v", err)
			}
		}
		_, _, _, _ = h.briefing(), a.model(), n.annotation("a", "b"), js.model(0)
		_ = js.held()
		_ = p.Blocks.unpack()
	})
}

// FuzzPages walks damaged files: an error or none, never a panic.
func FuzzPages(f *testing.F) {
	good, _ := sound(f)
	f.Add(uint32(0), []byte{0})
	f.Add(uint32(8192+10), []byte{0xff, 0xff})
	f.Fuzz(func(t *testing.T, at uint32, with []byte) {
		bad := bytes.Clone(good)
		copy(bad[int(at)%len(bad):], with)
		path := filepath.Join(t.TempDir(), "x")
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := verifyPages(path); err != nil && !errors.Is(err, briefings.ErrDamaged) {
			t.Error(err)
		}
	})
}
