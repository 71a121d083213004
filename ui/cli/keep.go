package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"

	"readout/ui/clean"
	"readout/ui/config"
)

func (a *app) backupCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the library to a file, while it is in use",
		Long: "backup writes one consistent state of the whole library to FILE (- is stdout), with the changes that can be taken back. The\n" +
			"reader and other commands go on meanwhile.",
	}
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return wrong("backup: name the file to write")
		}
		if args[0] == "-" {
			if terminal(a.out) {
				return wrong("backup -: stdout is a terminal; redirect it")
			}
			return a.lib.Backup(a.ctx, a.out)
		}
		if err := a.lib.BackupFile(a.ctx, args[0]); err != nil {
			return err
		}
		a.tellf("backed up to %s", clean.Line(args[0]))
		return nil
	})
	return c
}

func (a *app) restoreCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the library's place",
		Long:  "restore checks the backup first; a damaged one is refused. The library that it replaces is kept beside it.",
	}
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return wrong("restore: name the backup to read")
		}
		if err := a.lib.Restore(a.ctx, args[0]); err != nil {
			return err
		}
		a.tellf("restored %s from %s", clean.Line(a.lib.Path()), clean.Line(args[0]))
		return nil
	})
	return c
}

func (a *app) checkCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "check",
		Short: "Check that the library is whole",
		Long: "check reads the whole library: the file itself, every reference, every span, every index and what can be taken back. It\n" +
			"changes nothing. It says how many briefings removed in the reader are kept, because they can be brought back.",
	}
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return wrong("check: takes no arguments")
		}
		r, err := a.lib.Check(a.ctx)
		if err != nil {
			return err
		}
		for _, p := range r.Problems {
			if err := a.print(clean.Line(p) + "\n"); err != nil {
				return err
			}
		}
		summary := fmt.Sprintf("%s, %s, %s", plural(r.Briefings, "briefing"), plural(r.Revisions, "revision"), plural(r.Annotations, "annotation"))
		if r.Corrections > 0 {
			summary += ", " + plural(r.Corrections, "correction")
		}
		if r.Removed > 0 {
			summary += fmt.Sprintf("; %s can be brought back", plural(r.Removed, "removed briefing"))
		}
		if len(r.Problems) > 0 {
			return fmt.Errorf("check: %s in %s (%s); readout restore puts a backup in its place", plural(len(r.Problems), "problem"), clean.Line(a.lib.Path()), summary)
		}
		return a.print("ok: " + summary + "\n")
	})
	return c
}

func (a *app) configCmd() *cobra.Command {
	path := &cobra.Command{Use: "path", Short: "Say where the configuration is"}
	path.RunE = a.runBare(func(*cobra.Command, []string) error { return a.print(clean.Line(a.configPath()) + "\n") })
	initial := &cobra.Command{Use: "init", Short: "Write a commented configuration to begin with"}
	initial.RunE = a.runBare(func(*cobra.Command, []string) error { return a.configInit() })
	show := &cobra.Command{Use: "show", Short: "Print the configuration in force"}
	show.RunE = a.run(func(*cobra.Command, []string) error { return a.print(clean.Text(a.config.String())) })
	return a.parent("config", "Where the configuration is, and what it says", path, initial, show)
}

// configInit writes the default configuration, never over an existing one.
func (a *app) configInit() error {
	path := a.configPath()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists; it is not written over", path)
	}
	if err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	_, err = f.WriteString(config.Default())
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write the configuration %s: %w", path, err)
	}
	return a.print(clean.Line(path) + "\n")
}

func (a *app) completionCmd() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	c := &cobra.Command{
		Use: "completion SHELL", Short: "Print a completion script for bash, zsh, fish or powershell",
		ValidArgs: shells, Example: "readout completion bash > ~/.local/share/bash-completion/completions/readout",
	}
	c.RunE = a.runBare(func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return wrong("completion: name the shell: %s", join(shells))
		}
		switch args[0] {
		case "bash":
			return c.Root().GenBashCompletionV2(a.out, true)
		case "zsh":
			return c.Root().GenZshCompletion(a.out)
		case "fish":
			return c.Root().GenFishCompletion(a.out, true)
		case "powershell":
			return c.Root().GenPowerShellCompletionWithDesc(a.out)
		}
		return wrong("completion: no script for %q; there are %s", args[0], join(shells))
	})
	return c
}

func (a *app) manCmd() *cobra.Command {
	c := &cobra.Command{Use: "man", Short: "Print the manual page", Example: "readout man | man -l -"}
	c.RunE = a.runBare(func(c *cobra.Command, _ []string) error {
		for _, sub := range slices.Clone(c.Root().Commands()) {
			sub.InitDefaultHelpFlag()
		}
		page, err := mango.NewManPage(1, c.Root())
		if err != nil {
			return fmt.Errorf("build the manual page: %w", err)
		}
		return a.print(page.Build(roff.NewDocument()))
	})
	return c
}
