package attribution

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"readout/briefings/attribution/internal/field"
)

const fieldFolder = "testdata/field"

// TestField scores the analysis of the documents of testdata/field, imported
// as the program does, against their gold, and prints the scorer's table by
// genre. It asserts that hashes and spans fit; the figures are for people.
// RULES.md there says what the gold holds and how it was made.
func TestField(t *testing.T) {
	root := os.Getenv("READOUT_CORPUS")
	if root == "" {
		t.Skip("READOUT_CORPUS is not set: no real documents to analyse")
	}
	docs := fieldDocuments(t, root)
	golds := fieldGold(t, "gold.jsonl", docs)
	if golds == nil {
		t.Skip("the documents fit their hashes; there is no gold yet")
	}
	found := make([]field.Gold, 0, len(golds))
	a := New()
	for i := range golds {
		d := docs[golds[i].ID]
		g := d.Details
		r := a.Analyze(d.Full, Context{Date: g.Published, Title: g.Title, Source: g.Source, URL: g.URL, Lang: g.Lang, Kind: g.Kind})
		found = append(found, d.Predicted(r.Statements))
	}
	scoreField(t, docs, golds, found)
}

// TestFieldAgreement prints how far the two annotations agree that the gold
// was made from: the second is scored against the first.
func TestFieldAgreement(t *testing.T) {
	root := os.Getenv("READOUT_CORPUS")
	if root == "" {
		t.Skip("READOUT_CORPUS is not set: no real documents to compare annotations of")
	}
	docs := fieldDocuments(t, root)
	first, second := fieldGold(t, "first.jsonl", docs), fieldGold(t, "second.jsonl", docs)
	if first == nil || second == nil {
		t.Skip("there are no two annotations yet")
	}
	scoreField(t, docs, first, second)
}

// fieldDocuments loads the documents of the list, which checks their hashes.
func fieldDocuments(t *testing.T, root string) map[string]*field.Document {
	t.Helper()
	f, err := os.Open(filepath.Join(fieldFolder, "documents.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := field.ReadList(f)
	if err != nil {
		t.Fatal(err)
	}
	docs := map[string]*field.Document{}
	for _, r := range rows {
		if docs[r.ID], err = field.Load(os.DirFS(root), r); err != nil {
			t.Fatal(err)
		}
	}
	return docs
}

// fieldGold reads an annotation and checks that it fits the documents; nil
// when there is none.
func fieldGold(t *testing.T, name string, docs map[string]*field.Document) []field.Gold {
	t.Helper()
	f, err := os.Open(filepath.Join(fieldFolder, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	golds, err := field.ReadGold(f)
	if err != nil {
		t.Fatal(err)
	}
	if len(golds) != len(docs) {
		t.Fatalf("%s has annotations of %d of the %d documents", name, len(golds), len(docs))
	}
	for i := range golds {
		d := docs[golds[i].ID]
		if d == nil {
			t.Fatalf("%s has an annotation of %s, which is not in the list", name, golds[i].ID)
		}
		if err := d.Check(&golds[i]); err != nil {
			t.Fatal(err)
		}
	}
	return golds
}

// scoreField prints how far b agrees with a, and runs the scorer where
// READOUT_EVAL names it.
func scoreField(t *testing.T, docs map[string]*field.Document, a, b []field.Gold) {
	t.Helper()
	var gold, pred bytes.Buffer
	tally, err := field.Set(docs, a, b, &gold, &pred, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(tally)
	root := os.Getenv("READOUT_EVAL")
	if root == "" {
		t.Log("READOUT_EVAL is not set: no scorer to run")
		return
	}
	dir := t.TempDir()
	g, p := filepath.Join(dir, "gold.jsonl"), filepath.Join(dir, "pred.jsonl")
	if err := errors.Join(os.WriteFile(g, gold.Bytes(), 0o600), os.WriteFile(p, pred.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	score(t, root, g, p, "-by", "publisher")
}
