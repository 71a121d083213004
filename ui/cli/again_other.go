//go:build !unix

package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
)

// again runs this program anew with a variable added to its environment, and
// ends with its exit code.
func again(variable string) error {
	exe, err := os.Executable()
	if err != nil {
		return fmt.Errorf("start again with %s: %w", variable, err)
	}
	cmd := exec.CommandContext(context.Background(), exe, os.Args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), variable)
	err = cmd.Run()
	if ended, ok := errors.AsType[*exec.ExitError](err); ok {
		os.Exit(ended.ExitCode())
	}
	if err != nil {
		return fmt.Errorf("start again with %s: %w", variable, err)
	}
	os.Exit(Done)
	return nil
}
