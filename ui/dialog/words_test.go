package dialog

import (
	"slices"
	"strings"
	"testing"
)

// TestCompleteName: the name at the cursor is completed, and what stands after
// it stays.
func TestCompleteName(t *testing.T) {
	known := func(prefix string) []string {
		return slices.DeleteFunc([]string{"border", "bridge", "grain"}, func(s string) bool { return !strings.HasPrefix(s, prefix) })
	}
	for _, tt := range []struct {
		line   string
		cursor int
		want   string
	}{
		{"b", 1, "border|bridge"},
		{"x, #br", 6, "x, #bridge"},
		{"bo grain", 2, "border grain"},
		{"border", 6, ""},
		{"x", 99, ""},
		{"g", -1, "borderg|bridgeg|graing"},
	} {
		var got []string
		for _, c := range CompleteName(tt.line, tt.cursor, known) {
			got = append(got, c.Text)
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("CompleteName(%q, %d) = %q, want %q", tt.line, tt.cursor, s, tt.want)
		}
	}
}
