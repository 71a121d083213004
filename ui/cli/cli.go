// Package cli is readout's command line: it parses what was asked, calls the
// store and the pure packages, and prints. It alone knows everybody else; the
// full-screen program gets from here what it cannot do by itself (files, the
// editor, the browser, the clipboard).
//
// The rules that every command keeps: results go to stdout and everything else
// to stderr; an error is one line that says what was tried, on what, and what
// to do; the exit code is one of [Done], [Failure], [Usage], [Nothing] and
// [Busy]; text from outside never reaches a terminal as anything but text.
package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"
)

// The exit codes of the program.
const (
	Done    = 0
	Failure = 1
	Usage   = 2
	Nothing = 3 // nothing matched, with --exit-code only
	Busy    = 75
)

// memoryLimit is the heap, in bytes, above which the garbage collector works
// harder: a document of the largest size needs about as much.
const memoryLimit = 400 << 20

// Main runs the program with args (without the program's name) and returns its
// exit code.
func Main(args []string, in io.Reader, out, errOut io.Writer) int {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // under nohup it is
		ends = append(ends, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), ends...)
	defer stop()

	a := newApp(in, out, errOut)
	root := a.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	if slices.Contains(args, "--no-color") {
		_ = os.Setenv("NO_COLOR", "1") // help is drawn before the flags are looked at
	}
	// Commands keep their error in a.failed and give cobra none: fang would ask
	// the terminal for its background before it prints one.
	if err := fang.Execute(ctx, root, fang.WithVersion(version()), fang.WithoutManpage(), fang.WithoutCompletions()); err != nil && a.failed == nil {
		a.failed = wrong("%w", err)
	}
	if a.failed != nil {
		a.sayf("%s", oneLine(a.failed))
	}
	return exitCode(a.failed)
}

// root returns the command that opens the reader, with all others under it.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "readout [QUERY]",
		Short: "Read foreign-affairs briefings: who said what, and about what",
		Long: "readout keeps briefings (news reports of meetings, official readouts, press-briefing transcripts, joint\n" +
			"statements, speeches) in a local library, shows in the text who said what and about what, lets you mark,\n" +
			"tag and annotate passages offline, and exports your notes to Markdown.\n\n" +
			"Without a command it opens the reader, on the list that QUERY selects; words that are no command are the query.",
		Example: "readout import ~/briefings\nreadout speaker:blinken after:2024-01\nreadout export is:annotated --to ~/notes",
		Args:    cobra.ArbitraryArgs,
	}
	root.RunE = a.run(a.read)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		a.failed = wrong("%s%w (see %s --help)", prefix(c), err, c.CommandPath())
		return nil
	})
	f := root.PersistentFlags()
	f.BoolVar(&a.flat, "plain", false, "a flat mode without full screen, for screen readers")
	f.StringVar(&a.libraryDir, "library", "", "the folder that holds the library (else $READOUT_LIBRARY, else $XDG_DATA_HOME/readout)")
	f.StringVar(&a.configFile, "config", "", "the configuration file (else $XDG_CONFIG_HOME/readout/config.toml)")
	f.BoolVar(&a.noColor, "no-color", false, "no colour (so does NO_COLOR)")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "no messages but errors")
	root.Flags().BoolP("version", "V", false, "print the version")

	root.AddGroup(
		&cobra.Group{ID: "library", Title: "library"},
		&cobra.Group{ID: "reading", Title: "reading"},
		&cobra.Group{ID: "marking", Title: "marking"},
		&cobra.Group{ID: "keeping", Title: "keeping"},
	)
	a.group(root, "library", a.importCmd(), a.listCmd(), a.editCmd(), a.rmCmd(), a.samplesCmd())
	a.group(root, "reading", a.showCmd(), a.analyzeCmd(), a.statementsCmd(), a.speakersCmd(), a.topicsCmd(), a.tagsCmd())
	a.group(root, "marking", a.noteCmd(), a.correctionsCmd(), a.tagCmd(), a.untagCmd(),
		a.flagCmd("star", "Star briefings", a.star(true)), a.flagCmd("unstar", "Take the star from briefings", a.star(false)),
		a.flagCmd("read", "Mark briefings as read", a.markRead(true)), a.flagCmd("unread", "Mark briefings as unread", a.markRead(false)))
	a.group(root, "keeping", a.exportCmd(), a.backupCmd(), a.restoreCmd(), a.checkCmd(), a.reanalyzeCmd(), a.configCmd(), a.completionCmd(), a.manCmd())
	return root
}

// group adds commands under a title of the help.
func (*app) group(root *cobra.Command, id string, cmds ...*cobra.Command) {
	for _, c := range cmds {
		c.GroupID = id
		root.AddCommand(c)
	}
}

// run wraps a command's body: its error is kept, not handed to cobra.
func (a *app) run(body func(*cobra.Command, []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		a.ctx = c.Context()
		if a.failed = a.prepare(); a.failed == nil {
			a.failed = body(c, args)
		}
		return nil
	}
}

// runBare is run for commands that need neither configuration nor library.
func (a *app) runBare(body func(*cobra.Command, []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		a.ctx = c.Context()
		a.failed = body(c, args)
		return nil
	}
}

// prefix is how a message begins that comes from c: its name, without the
// program's.
func prefix(c *cobra.Command) string {
	if !c.HasParent() {
		return ""
	}
	return strings.TrimPrefix(c.CommandPath(), c.Root().Name()+" ") + ": "
}

// parent returns a command that only holds others.
func (a *app) parent(use, short string, children ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: use, Short: short, Args: cobra.ArbitraryArgs}
	c.RunE = a.run(func(c *cobra.Command, args []string) error {
		names := make([]string, 0, len(children))
		for _, ch := range children {
			names = append(names, ch.Name())
		}
		if len(args) > 0 {
			return wrong("%sno such command: %q (it has: %s)", prefix(c), args[0], join(names))
		}
		return wrong("%ssay which: %s", prefix(c), join(names))
	})
	c.AddCommand(children...)
	return c
}

//go:generate go run ./internal/readme ../../README.md

// Command is a command as documentation names it.
type Command struct{ Use, Short string }

// Commands lists the commands with those below them, in the order of the help.
func Commands() []Command {
	var out []Command
	var walk func(prefix string, c *cobra.Command)
	walk = func(prefix string, c *cobra.Command) {
		for _, sub := range c.Commands() {
			if sub.HasSubCommands() {
				walk(prefix+sub.Name()+" ", sub)
				continue
			}
			out = append(out, Command{prefix + sub.Use, sub.Short})
		}
	}
	root := newApp(nil, nil, nil).root()
	out = append(out, Command{root.Use, "Open the reader, on the list that QUERY selects"})
	walk("", root)
	return out
}
