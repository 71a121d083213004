//go:build unix

package cli

import (
	"fmt"
	"os"
	"syscall"
)

// again starts this program anew in its own place, with a variable added to
// its environment. It returns only when that does not work.
func again(variable string) error {
	exe, err := os.Executable()
	if err == nil {
		err = syscall.Exec(exe, os.Args, append(os.Environ(), variable))
	}
	return fmt.Errorf("start again with %s: %w", variable, err)
}
