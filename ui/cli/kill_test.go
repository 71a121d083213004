//go:build unix

package cli

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestKill kills the program during imports, annotations and exports, at
// random moments, and checks the library and the exported files afterwards:
// what was reported as done is there, and nothing is half done.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("runs many processes; left out with -short")
	}
	home := ownHome(t)
	docs := filepath.Join(home, "docs")
	if err := os.MkdirAll(docs, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range 150 {
		text := "---\ntitle: Document " + strconv.Itoa(i) + "\nurl: https://norland.example/" + strconv.Itoa(i) + "\n---\n" +
			strings.Repeat("President Ada Holm said that the talks on COP29 would go on. ", 40) + "\n"
		if err := os.WriteFile(filepath.Join(docs, strconv.Itoa(i)+".md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	readout := filepath.Join(home, "readout")
	if err := os.Symlink(self, readout); err != nil { // the test binary is the program under this name
		t.Fatal(err)
	}
	reported := map[string]bool{}
	killed := func(after time.Duration, args ...string) string {
		cmd := exec.Command(readout, args...)
		var out strings.Builder
		cmd.Stdout = &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		timer.Stop()
		return out.String()
	}
	whole := func() {
		t.Helper()
		out, err := exec.Command(readout, "check").CombinedOutput()
		if err != nil {
			t.Fatalf("check: %v\n%s", err, out)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(limit time.Duration) time.Duration { return time.Duration(random.Int64N(int64(limit))) }

	for range 12 {
		out := killed(20*time.Millisecond+pick(250*time.Millisecond), "import", docs)
		for line := range strings.Lines(out) {
			if f := strings.Fields(line); len(f) > 1 && strings.HasSuffix(line, "\n") {
				reported[f[1]] = true
			}
		}
		whole()
	}
	if out, err := exec.Command(readout, "import", docs).CombinedOutput(); err != nil {
		t.Fatalf("import: %v\n%s", err, out)
	}
	_, list, _ := runMain(t, "", "list", "--format", "{{.id}}")
	for id := range reported {
		if !strings.Contains(list, id) {
			t.Errorf("%s was reported and is gone", id)
		}
	}
	id, _, _ := strings.Cut(list, "\n")
	added := 0
	for range 12 {
		out := killed(pick(60*time.Millisecond), "note", "add", id, "--quote", "the talks", "--nth", "2", "--text", "a note")
		added += strings.Count(out, "\n")
		whole()
	}
	_, notes, _ := runMain(t, "", "note", "list", "--format", "{{.id}}")
	if n := strings.Count(notes, "\n"); n < added {
		t.Errorf("%d notes were reported, %d are there", added, n)
	}
	to := filepath.Join(home, "out")
	for range 8 {
		killed(20*time.Millisecond+pick(200*time.Millisecond), "export", "--to", to)
		files, _ := filepath.Glob(filepath.Join(to, "*.md"))
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil || !strings.Contains(string(data), "%% end mine %%") {
				t.Errorf("%s is half written: %v", f, err)
			}
		}
	}
}
