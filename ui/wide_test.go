package ui

import (
	"os"
	"os/exec"
	"testing"
)

// TestGeometryWide is TestGeometry in a terminal that shows characters of
// ambiguous width in two cells. How they are counted is read when a program
// starts, so this one is started again.
func TestGeometryWide(t *testing.T) {
	if os.Getenv("RUNEWIDTH_EASTASIAN") != "" {
		t.Skip("started with RUNEWIDTH_EASTASIAN already")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-test.run=^(TestGeometry|TestHostile)$")
	cmd.Env = append(os.Environ(), "RUNEWIDTH_EASTASIAN=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
