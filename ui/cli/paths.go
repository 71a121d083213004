package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// mostPaths bounds the entries of a folder that are proposed.
const mostPaths = 50

// completePath returns the paths that begin with what is typed, folders with a
// separator behind them; those that begin with a dot only if the dot is typed.
// A leading ~ stays as it is typed. A folder that cannot be read proposes
// nothing.
func completePath(typed string) []string {
	shown, base := filepath.Split(typed)
	folder := shown
	if folder == "" {
		folder = "."
	}
	folder, err := expand(folder)
	if typed == "~" {
		return []string{"~" + string(filepath.Separator)}
	}
	if err != nil {
		return nil
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(name, base) || strings.HasPrefix(name, ".") && !strings.HasPrefix(base, ".") {
			continue
		}
		if info, err := os.Stat(filepath.Join(folder, name)); err == nil && info.IsDir() { // a link to a folder is one
			name += string(filepath.Separator)
		}
		if out = append(out, shown+name); len(out) == mostPaths {
			break
		}
	}
	slices.Sort(out)
	return out
}
