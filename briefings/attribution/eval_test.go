package attribution

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"readout/briefings"
)

// TestEval analyses the gold documents of READOUT_EVAL and prints the
// scorer's report, and at the end its chief figures beside what is aimed at. It
// asserts nothing: the figures are for people.
func TestEval(t *testing.T) {
	root := os.Getenv("READOUT_EVAL")
	if root == "" {
		t.Skip("READOUT_EVAL is not set: no gold data to score on")
	}
	parts := []string{"train", "dev"}
	figures := make([]map[string]float64, 0, len(parts))
	for _, part := range parts {
		gold := filepath.Join(root, "polnear", part+".jsonl.gz")
		pred := filepath.Join(t.TempDir(), part+".jsonl")
		if keep := os.Getenv("READOUT_EVAL_OUT"); keep != "" {
			pred = filepath.Join(keep, part+".jsonl")
		}
		predict(t, gold, pred)
		score(t, root, gold, pred)
		var all struct {
			All map[string]float64 `json:"all"`
		}
		if err := json.Unmarshal(scorer(t, root, gold, pred, "-json"), &all); err != nil {
			t.Fatal(err)
		}
		figures = append(figures, all.All)
	}
	printAims(t, parts, figures)
}

// aims are the figures by which the analysis is judged, by the scorer's keys,
// with what is aimed at and what the corpus's annotators reach among each other.
func aims() []struct {
	what, key       string
	aim, annotators float64
} {
	return []struct {
		what, key       string
		aim, annotators float64
	}{
		{"attribution end to end, F1", "e2e.all.f1", 62, 75.6},
		{"… precision", "e2e.all.p", 75, 75.6},
		{"… direct, F1", "e2e.direct.f1", 94, 97.3},
		{"… mixed, F1", "e2e.mixed.f1", 78, 89.1},
		{"… indirect, F1", "e2e.indirect.f1", 48, 66.1},
		{"recall of speech with the right source", "speech.e2e.all.r", 78, 90},
		{"content with the right source, tokens, F1", "token.attributed.f1", 70, 83.1},
		{"name right, surface", "name.surface.last", 97.5, 97.9},
		{"name right, by coreference", "name.corenlp.last", 75, 87},
		{"named end to end, F1", "name.e2e.f1", 68, 89.2},
	}
}

func printAims(t *testing.T, parts []string, figures []map[string]float64) {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-42s %6s %10s", "figure", "aim", "annotators")
	for _, p := range parts {
		fmt.Fprintf(&b, " %7s", p)
	}
	for _, a := range aims() {
		fmt.Fprintf(&b, "\n%-42s %6.1f %10.1f", a.what, a.aim, a.annotators)
		for _, f := range figures {
			v, ok := f[a.key]
			if !ok {
				t.Errorf("the scorer has no figure %s", a.key)
			}
			fmt.Fprintf(&b, " %7.1f", v)
		}
	}
	t.Log(b.String())
}

// score runs the scorer of the folder root and prints its report.
func score(t *testing.T, root, gold, pred string, flags ...string) {
	t.Helper()
	t.Logf("%s:\n%s", filepath.Base(gold), scorer(t, root, gold, pred, flags...))
}

// scorer runs the scorer of the folder root and returns what it prints.
func scorer(t *testing.T, root, gold, pred string, flags ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"run", ".", "-gold", gold, "-pred", pred}, flags...)...)
	cmd.Dir = filepath.Join(root, "score")
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("scoring %s: %v\n%s", gold, err, out)
	}
	return out
}

// predict writes the statements of every document of gold to the file pred.
func predict(t *testing.T, gold, pred string) {
	t.Helper()
	out, err := os.Create(pred)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	a := New()
	enc := json.NewEncoder(out)
	eachGold(t, gold, func(doc *goldDocument) {
		r := a.Analyze(doc.Text, Context{Date: doc.Date, Title: doc.Title})
		if r.Statements == nil {
			r.Statements = []briefings.Statement{}
		}
		if err := enc.Encode(map[string]any{"id": doc.ID, "statements": r.Statements}); err != nil {
			t.Fatal(err)
		}
	})
}
