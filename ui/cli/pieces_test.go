package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/briefings/attribution"
)

// TestAnalyzeLong: a text of any length is analysed in pieces and printed as
// one of few words is.
func TestAnalyzeLong(t *testing.T) {
	const first = "Foreign Minister Mara Lindqvist of Norland arrived in Port Alva.\n\n"
	const paragraph = "“The talks on the European Union were good,” Lindqvist said.\n\n"
	n := 2*attribution.PieceLen/len(paragraph) + 1000
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	var out, failed bytes.Buffer
	code := Main([]string{"analyze"}, io.MultiReader(strings.NewReader(first), strings.NewReader(strings.Repeat(paragraph, n))), &out, &failed)
	if code != 0 {
		t.Fatal(code, failed.String())
	}
	var got analyzed
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	again := encoded(t, &got)
	if !bytes.Equal(again, out.Bytes()) {
		t.Errorf("printed otherwise than a short text: %.300s", out.String())
	}
	if len(got.Statements) != n || len(got.Speakers) != 1 || got.Speakers[0].Name != "Mara Lindqvist" || len(got.Speakers[0].Mentions) != n+1 || len(got.Topics) == 0 {
		t.Errorf("%d statements of %d, %d speakers, %d topics", len(got.Statements), n, len(got.Speakers), len(got.Topics))
	}
	last := got.Statements[len(got.Statements)-1]
	text := first + strings.Repeat(paragraph, n)
	if words := last.Words(text); words != "“The talks on the European Union were good,”" || last.Speaker.Name != "Mara Lindqvist" {
		t.Errorf("the last statement is %q of %q", words, last.Speaker.Name)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// encoded is the JSON that analyze prints of a short text.
func encoded(t *testing.T, r *analyzed) []byte {
	t.Helper()
	var out bytes.Buffer
	a := newApp(nil, &out, io.Discard)
	if err := a.printJSON(r, true); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestAnalyzeLongBad: what is not text is refused with its place, whole.
func TestAnalyzeLongBad(t *testing.T) {
	good := strings.Repeat("Nobody said anything.\n\n", 3*attribution.PieceLen/23)
	file := filepath.Join(t.TempDir(), "bad.txt")
	if err := os.WriteFile(file, []byte(good+"\xff\xfe"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, failed bytes.Buffer
	if code := Main([]string{"analyze", file}, nil, &out, &failed); code != 1 || out.Len() > 0 {
		t.Errorf("exit %d, %d bytes printed", code, out.Len())
	}
	if !strings.Contains(failed.String(), "not UTF-8 text at byte 3145") {
		t.Errorf("said %q", failed.String())
	}
}
