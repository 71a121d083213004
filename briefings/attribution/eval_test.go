package attribution

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"readout/briefings"
)

// TestEval analyses the gold documents of READOUT_EVAL and prints the
// scorer's report. It asserts nothing: the figures are for people.
func TestEval(t *testing.T) {
	root := os.Getenv("READOUT_EVAL")
	if root == "" {
		t.Skip("READOUT_EVAL is not set: no gold data to score on")
	}
	for _, part := range []string{"train", "dev"} {
		gold := filepath.Join(root, "polnear", part+".jsonl.gz")
		pred := filepath.Join(t.TempDir(), part+".jsonl")
		if keep := os.Getenv("READOUT_EVAL_OUT"); keep != "" {
			pred = filepath.Join(keep, part+".jsonl")
		}
		predict(t, gold, pred)
		score(t, root, gold, pred)
	}
}

// score runs the scorer of the folder root and prints its report.
func score(t *testing.T, root, gold, pred string, flags ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"run", ".", "-gold", gold, "-pred", pred}, flags...)...)
	cmd.Dir = filepath.Join(root, "score")
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("scoring %s: %v\n%s", gold, err, out)
	}
	t.Logf("%s:\n%s", filepath.Base(gold), out)
}

// predict writes the statements of every document of gold to the file pred.
func predict(t *testing.T, gold, pred string) {
	t.Helper()
	in, err := os.Open(gold)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(pred)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	a := New()
	enc := json.NewEncoder(out)
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var doc struct {
			ID    string         `json:"id"`
			Text  string         `json:"text"`
			Title string         `json:"title"`
			Date  briefings.Date `json:"date"`
		}
		if err := json.Unmarshal(lines.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		r := a.Analyze(doc.Text, Context{Date: doc.Date, Title: doc.Title})
		if r.Statements == nil {
			r.Statements = []briefings.Statement{}
		}
		if err := enc.Encode(map[string]any{"id": doc.ID, "statements": r.Statements}); err != nil {
			t.Fatal(err)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}
