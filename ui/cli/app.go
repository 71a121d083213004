package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/term"

	"readout/briefings/analysis"
	"readout/briefings/query"
	"readout/store"
	"readout/ui/config"
	"readout/ui/theme"
)

// app is one run of the program: its streams, its flags and what it opened.
type app struct {
	in       io.Reader
	out, err io.Writer
	ctx      context.Context
	failed   error // of the command that ran

	flat, noColor, quiet   bool
	screen                 theme.Output // what the terminal gets
	libraryDir, configFile string

	config   config.Config
	lib      *store.Store
	analyzer func() (*analysis.Analyzer, error)
	now      func() time.Time
}

func newApp(in io.Reader, out, errOut io.Writer) *app {
	a := &app{in: in, out: out, err: errOut, now: time.Now}
	// The analyser's tables are read when the first text is analysed.
	a.analyzer = sync.OnceValues(func() (*analysis.Analyzer, error) {
		an, err := analysis.New(a.config.Topics)
		if err != nil {
			return nil, fmt.Errorf("topics of the configuration %s: %w", a.configPath(), err)
		}
		return an, nil
	})
	return a
}

// version is what `readout --version` prints.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development"
}

// prepare settles flags, environment and configuration, in that order of
// precedence, and names the library without touching it.
func (a *app) prepare() error {
	if err := a.loadConfig(); err != nil {
		return err
	}
	a.screen = theme.Profile(os.Getenv, runtime.GOOS == "windows", theme.Wishes{
		NoColorFlag: a.noColor, FlatFlag: a.flat, NoColor: a.config.NoColor, Flat: a.config.Plain,
	})
	dir := first(a.libraryDir, os.Getenv("READOUT_LIBRARY"), a.config.Library)
	if dir == "" {
		dir = filepath.Join(xdg.DataHome, "readout")
	}
	dir, err := expand(dir)
	if err != nil {
		return fmt.Errorf("library folder: %w", err)
	}
	a.libraryDir = dir
	a.lib = store.New(dir, store.Options{})
	return nil
}

// configPath is the configuration file in use, whether or not it exists.
func (a *app) configPath() string {
	if p := first(a.configFile, os.Getenv("READOUT_CONFIG")); p != "" {
		return p
	}
	return filepath.Join(xdg.ConfigHome, "readout", "config.toml")
}

func (a *app) loadConfig() error {
	path := a.configPath()
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && a.configFile == "" {
		data, err = nil, nil
	}
	if err != nil {
		return fmt.Errorf("read the configuration: %w", err)
	}
	a.config, err = config.Parse(data, path)
	if err != nil {
		return fmt.Errorf("%w (mend it, or give another with --config)", err)
	}
	return nil
}

// first returns the first of its arguments that is not empty.
func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// expand returns path as an absolute one, with a leading ~ resolved.
func expand(path string) (string, error) {
	if path == "~" || strings.HasPrefix(path, "~/") {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		path = filepath.Join(home, path[1:])
	}
	return filepath.Abs(path)
}

// sayf writes a line to stderr. An empty line is not written.
func (a *app) sayf(format string, args ...any) {
	if s := fmt.Sprintf(format, args...); s != "" {
		_, _ = fmt.Fprintln(a.err, "readout: "+s) // stderr that fails has nobody to tell
	}
}

// tellf says something that --quiet silences.
func (a *app) tellf(format string, args ...any) {
	if !a.quiet {
		a.sayf(format, args...)
	}
}

// query parses the words of a query; several arguments are joined by spaces,
// and one that holds spaces is itself a query, not a phrase.
func (a *app) query(args []string) (query.Query, error) {
	return query.Parse(strings.Join(args, " "), a.now())
}

// terminal reports whether a stream is a terminal.
func terminal(stream any) bool {
	f, ok := stream.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(f.Fd())
}
