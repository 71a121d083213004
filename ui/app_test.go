package ui

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

var sizes = []struct {
	name          string
	width, height int
}{{"40x12", 40, 12}, {"80x24", 80, 24}, {"120x40", 120, 40}, {"200x60", 200, 60}}

// seen compares the screen with the golden file, at every size.
func seen(t *testing.T, keys ...string) {
	t.Helper()
	for _, size := range sizes {
		t.Run(size.name, func(t *testing.T) {
			s := start(small(), size.width, size.height)
			s.keys(keys...)
			golden.RequireEqual(t, []byte(s.screen()))
		})
	}
}

func TestList(t *testing.T)    { seen(t) }
func TestArticle(t *testing.T) { seen(t, "j", "enter") }
func TestHelp(t *testing.T)    { seen(t, "?") }
func TestPalette(t *testing.T) { seen(t, "ctrl+p", "type tor") }
func TestCommand(t *testing.T) { seen(t, ":", "type s") }
func TestFilter(t *testing.T)  { seen(t, `\`, "type speeker:x") }
func TestDetails(t *testing.T) { seen(t, "e") }
func TestRemove(t *testing.T)  { seen(t, "j", "D") }
