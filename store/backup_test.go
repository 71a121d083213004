package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"readout/briefings"
)

func TestBackupAndRestore(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	file := filepath.Join(t.TempDir(), "backup.db")
	if err := s.BackupFile(ctx, file); !errors.Is(err, briefings.ErrNotFound) {
		t.Errorf("no library: %v", err)
	}
	mustImport(t, s, doc("a", talks))
	must(t, s.BackupFile(ctx, file))
	mustImport(t, s, doc("b", ports))
	if info, err := os.Stat(file); err != nil || info.Mode() != 0o600 {
		t.Errorf("backup: %v, %v", info, err)
	}
	must(t, s.Restore(ctx, file))
	if got := titles(t, s, Filter{}); got != "a" {
		t.Errorf("restored %q", got)
	}
	kept, err := filepath.Glob(s.path + ".before-restore-*")
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept %v, %v", kept, err)
	}
	must(t, s.Restore(ctx, kept[0]))
	if got := titles(t, s, Filter{}); got != "a b" {
		t.Errorf("restored what was kept: %q", got)
	}
	must(t, s.BackupFile(ctx, file)) // over a backup

	var stream bytes.Buffer
	must(t, s.Backup(ctx, &stream))
	other := New(filepath.Join(t.TempDir(), "new", "library"), Options{})
	must(t, os.WriteFile(file, stream.Bytes(), 0o600))
	must(t, other.Restore(ctx, file))
	if got := titles(t, other, Filter{}); got != "a b" {
		t.Errorf("restored where there was none: %q", got)
	}
	checkSound(t, other)
}

func TestBackupRefusals(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	mustImport(t, s, doc("a", talks))
	dir := t.TempDir()
	diary := filepath.Join(dir, "diary")
	must(t, os.WriteFile(diary, bytes.Repeat([]byte("Dear diary. "), 1000), 0o600))
	for _, path := range []string{diary, dir, s.path, filepath.Join(dir, "none", "x")} {
		if err := s.BackupFile(ctx, path); err == nil {
			t.Errorf("backup to %s: no error", path)
		}
	}
	good, err := os.ReadFile(s.path)
	must(t, err)
	cut := filepath.Join(dir, "cut")
	must(t, os.WriteFile(cut, good[:len(good)/2], 0o600))
	for path, want := range map[string]error{diary: briefings.ErrDamaged, cut: briefings.ErrDamaged, dir + "/none": fs.ErrNotExist} {
		if err := s.Restore(ctx, path); !errors.Is(err, want) {
			t.Errorf("restore %s: %v; want %v", path, err, want)
		}
	}
	if got := titles(t, s, Filter{}); got != "a" {
		t.Errorf("after refusals: %q", got)
	}
	must(t, os.WriteFile(s.path, good[:len(good)/2], 0o600)) // a damaged library is replaced
	must(t, os.WriteFile(cut, good, 0o600))
	must(t, s.Restore(ctx, cut))
	if got := titles(t, s, Filter{}); got != "a" {
		t.Errorf("after damage: %q", got)
	}
}

func TestReanalyzeAndReparse(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	out := mustImport(t, s, doc("a", talks), doc("b", ports))
	at := briefings.Span{Start: 4, End: 13}
	_, err := s.Annotate(ctx, briefings.Annotation{Briefing: out[0].ID, Position: &at})
	must(t, err)
	told := 0
	analyse := func(a *briefings.Article) (briefings.Analysis, error) {
		must(t, s.SetRead(ctx, []string{a.ID}, true)) // no lock is held
		return briefings.Analysis{
			Version: 2, Topics: []briefings.Topic{{ID: "grain", Mentions: []briefings.Span{{Start: 0, End: 3}}}},
		}, nil
	}
	progress := func(done, total int) { told = done*10 + total }
	if n, err := s.Reanalyze(ctx, nil, analyse, progress); n != 2 || err != nil || told != 22 {
		t.Errorf("Reanalyze = %d, %v, told %d", n, err, told)
	}
	if n, err := s.Reanalyze(ctx, nil, analyse, nil); n != 0 || err != nil {
		t.Errorf("again = %d, %v", n, err)
	}
	parse := func(_ []byte, a *briefings.Article) (briefings.Import, error) {
		in := doc(a.Title, "A new first line.", a.Text)
		in.Analysis = a.Analysis
		if a.Title == "b" {
			in = doc(a.Title, a.Text)
			in.Analysis = a.Analysis
		}
		return in, nil
	}
	if n, err := s.Reparse(ctx, nil, parse, nil); n != 1 || err != nil {
		t.Errorf("Reparse = %d, %v", n, err)
	}
	a, err := s.Article(ctx, out[0].ID)
	if err != nil || a.Revision != 2 || len(a.Annotations) != 1 || a.Annotations[0].At == nil || !a.Read {
		t.Fatalf("%+v, %v", a, err)
	}
	if got := a.Text[a.Annotations[0].At.Start:a.Annotations[0].At.End]; got != talks[4:13] {
		t.Errorf("the note is on %q", got)
	}
	if revs, err := s.Revisions(ctx, a.ID); err != nil || revs[1].Kind != "layout" {
		t.Errorf("%+v, %v", revs, err)
	}
}

func TestAnnotateAgain(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	id := mustImport(t, s, doc("a", talks))[0].ID
	pageNote, err := s.Annotate(ctx, briefings.Annotation{Briefing: id, Text: "whole", Color: 3})
	must(t, err)
	if !pageNote.IsPageNote() || pageNote.Color != 0 || pageNote.State != briefings.Anchored {
		t.Errorf("page note %+v", pageNote)
	}
	n, err := s.Annotate(ctx, briefings.Annotation{Briefing: id, Position: &briefings.Span{Start: 4, End: 13}})
	must(t, err)
	n.Text, n.Color, n.Tags = "changed", 4, []string{"x", " x"}
	edited, err := s.Annotate(ctx, n)
	must(t, err)
	if edited.Text != "changed" || edited.Color != 4 || len(edited.Tags) != 1 || !edited.Modified.After(n.Modified) || !edited.Created.Equal(n.Created) {
		t.Errorf("edited %+v", edited)
	}
	must(t, s.Unannotate(ctx, n.ID))
	if back, err := s.Annotate(ctx, edited); err != nil || back.ID != n.ID || !back.Created.Equal(n.Created) || !back.Modified.Equal(edited.Modified) {
		t.Errorf("put back %+v, %v", back, err)
	}
	if got, err := s.Annotation(ctx, n.ID[:20]); err != nil && !errors.Is(err, briefings.ErrAmbiguous) || err == nil && got.ID != n.ID {
		t.Errorf("by prefix: %+v, %v", got, err)
	}
	noted, err := s.Annotations(ctx, Filter{})
	if err != nil || len(noted) != 1 || len(noted[0].Annotations) != 2 || !noted[0].Annotations[1].IsPageNote() {
		t.Errorf("Annotations = %+v, %v", noted, err)
	}
	for _, bad := range []briefings.Annotation{
		{Briefing: "abcdefabcdef", Text: "x"},
		{Briefing: id, ID: "no"},
		{Briefing: id, ID: "01HQZZZZZZZZZZZZZZZZZZZZZZ"},
		{Briefing: id, Position: &briefings.Span{Start: 5, End: 5000}},
		{Briefing: id, Position: &briefings.Span{Start: 3, End: 4}},
		{Briefing: id, Color: 9},
	} {
		if got, err := s.Annotate(ctx, bad); err == nil {
			t.Errorf("%+v: stored as %+v", bad, got)
		}
	}
	must(t, s.Remove(ctx, []string{id}, true))
	if all, err := s.Annotations(ctx, Filter{}); err != nil || len(all) != 0 {
		t.Errorf("after removal: %v, %v", all, err)
	}
}

func TestPlacesTagsAndSamplesSeen(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	if seen, err := s.SamplesSeen(ctx); seen || err != nil {
		t.Error(seen, err)
	}
	must(t, s.MarkSamplesSeen(ctx))
	if seen, err := s.SamplesSeen(ctx); !seen || err != nil {
		t.Error(seen, err)
	}
	in := with(dated("Été", "2024-01-02", "", "x"), atPath("/a"))
	in.Text, in.Markdown = "Été. "+talks, "Été. "+talks
	out := mustImport(t, s, in, dated("b", "2023-01-02", "", "x", "y"))
	must(t, s.SetPlace(ctx, out[0].ID, 1))
	if b, err := s.Resolve(ctx, out[0].ID); err != nil || b.Place != 0 {
		t.Errorf("place %d, %v", b.Place, err)
	}
	must(t, s.SetPlace(ctx, out[0].ID, 21))
	in.Text = "Corrected. " + in.Text
	in.Markdown, in.Original, in.Blocks = in.Text, []byte(in.Text), nil
	mustImport(t, s, in)
	if b, err := s.Resolve(ctx, out[0].ID); err != nil || b.Place != 21+len("Corrected. ") {
		t.Errorf("place after a revision %d, %v", b.Place, err)
	}
	tags, err := s.Tags(ctx)
	if err != nil || len(tags) != 2 || tags[0].Briefings != 2 || tags[0].First != "2023-01-02" || tags[0].Last != "2024-01-02" {
		t.Errorf("%+v, %v", tags, err)
	}
	if err := s.Edit(ctx, out[0].ID, briefings.Details{Kind: "x"}, []string{"kind"}); err == nil {
		t.Error("kind x was taken")
	}
	if _, err := s.Resolve(ctx, "ab"); !errors.Is(err, briefings.ErrNotFound) {
		t.Error(err)
	}
}
