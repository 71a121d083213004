package cli

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestCompletePath(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	for _, name := range []string{"notes a.md", "notes-b.md", ".hidden", "other.md"} {
		if err := os.WriteFile(filepath.Join(home, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(home, "notes.d", "deep"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		typed string
		want  []string
	}{
		{"~", []string{"~/"}},
		{"~/no", []string{"~/notes a.md", "~/notes-b.md", "~/notes.d/"}},
		{home + "/notes.", []string{home + "/notes.d/"}},
		{home + "/notes.d/", []string{home + "/notes.d/deep/"}},
		{"~/.", []string{"~/.hidden"}},
		{"~/nothing/here", nil},
		{"~/z", nil},
	} {
		if got := completePath(tt.typed); !slices.Equal(got, tt.want) {
			t.Errorf("completePath(%q) = %q, want %q", tt.typed, got, tt.want)
		}
	}
}
