package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/atotto/clipboard"
)

// copyWait bounds how long a program that takes a text may need.
const copyWait = 3 * time.Second

// copyNative puts a text on the clipboards that programs serve: the system's,
// and that of tmux, which by default hands it on to the terminal outside (-w)
// while it drops what a program within it sends to the terminal itself. It is
// an error only if there is none.
func copyNative(text string) error {
	errs := []error{clipboard.WriteAll(text)}
	if os.Getenv("TMUX") != "" {
		ctx, cancel := context.WithTimeout(context.Background(), copyWait)
		defer cancel()
		cmd := exec.CommandContext(ctx, "tmux", "load-buffer", "-w", "-")
		cmd.Stdin = strings.NewReader(text)
		errs = append(errs, cmd.Run())
	}
	for _, err := range errs {
		if err == nil {
			return nil
		}
	}
	return fmt.Errorf("no clipboard took the text: %w", errors.Join(errs...))
}
