package cli

import (
	"context"
	"fmt"
	"io/fs"
	"os"
)

// saveFile writes a file for the reader, whole or not at all; one that is there
// is fs.ErrExist unless it is to be replaced.
func (a *app) saveFile(_ context.Context, path string, data []byte, replace bool) error {
	path, err := expand(path)
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); err == nil && !replace {
		return fmt.Errorf("write %s: %w", path, fs.ErrExist)
	}
	w, finish, err := a.output(path)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return finish(err)
}
