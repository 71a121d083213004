package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"readout": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScript runs every command as a process, over the briefings of testdata.
func TestScript(t *testing.T) {
	briefings, err := filepath.Abs("../../testdata/briefings")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "../../testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			e.Setenv("XDG_DATA_HOME", filepath.Join(e.WorkDir, "data"))
			e.Setenv("READOUT_LIBRARY", filepath.Join(e.WorkDir, "lib"))
			e.Setenv("BRIEFINGS", briefings)
			e.Setenv("TZ", "UTC")
			return nil
		},
		RequireUniqueNames: true,
	})
}
