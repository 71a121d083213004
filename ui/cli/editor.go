package cli

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// editor is the command line of the reader's editor.
func (a *app) editor() []string {
	line := first(os.Getenv("READOUT_EDITOR"), a.config.Editor, os.Getenv("VISUAL"), os.Getenv("EDITOR"), "vi")
	return strings.Fields(line)
}

// edit lets the user write text in their editor. It needs a terminal.
func (a *app) edit(text, what string) (string, error) {
	if !terminal(a.in) {
		return "", wrong("%s: stdin is no terminal, so no editor can open; give --text", what)
	}
	cmd, read, err := a.editCommand(text)
	if err != nil {
		return "", err
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = a.in, a.out, a.err
	runErr := cmd.Run()
	written, err := read()
	if runErr != nil {
		return "", fmt.Errorf("run the editor %s: %w (set READOUT_EDITOR or EDITOR)", cmd.Args[0], runErr)
	}
	return written, err
}

// editCommand returns the command that edits text in a file of its own, and
// the function that reads what was written and removes the file.
func (a *app) editCommand(text string) (*exec.Cmd, func() (string, error), error) {
	dir, err := os.MkdirTemp("", "readout-")
	if err != nil {
		return nil, nil, fmt.Errorf("make a folder for the editor: %w", err)
	}
	path := filepath.Join(dir, "note.md")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		_ = os.RemoveAll(dir)
		return nil, nil, fmt.Errorf("write the note for the editor: %w", err)
	}
	words := append(a.editor(), path)
	cmd := exec.CommandContext(a.ctx, words[0], words[1:]...)
	read := func() (string, error) {
		defer os.RemoveAll(dir)
		data, err := os.ReadFile(path)
		if err != nil {
			return "", fmt.Errorf("read what the editor wrote: %w", err)
		}
		// Editors end a file with a line feed that nobody typed.
		return strings.TrimSuffix(string(data), "\n"), nil
	}
	return cmd, read, nil
}

// browse opens an address in the reader's browser.
func (a *app) browse(address string) error {
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return fmt.Errorf("open %q: not a web address", address)
	}
	words := strings.Fields(first(a.config.Browser, os.Getenv("BROWSER")))
	if len(words) == 0 {
		switch runtime.GOOS {
		case "darwin":
			words = []string{"open"}
		case "windows":
			words = []string{"rundll32", "url.dll,FileProtocolHandler"}
		default:
			words = []string{"xdg-open"}
		}
	}
	// It outlives this program.
	cmd := exec.CommandContext(context.WithoutCancel(a.ctx), words[0], append(words[1:], address)...)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the browser: %w; set BROWSER, or browser in the configuration; the address is %s", err, address)
	}
	return cmd.Process.Release()
}
