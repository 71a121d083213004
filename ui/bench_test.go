package ui

import (
	"context"
	"testing"

	tea "charm.land/bubbletea/v2"

	"readout/ui/config"
)

// BenchmarkFirstView is the work from New to the first frame with rows, with a
// library of 100,000 briefings; the reading of the rows is the store's.
func BenchmarkFirstView(b *testing.B) {
	lib, dark := big(200), true // what the first page holds
	b.ReportAllocs()
	for b.Loop() {
		a := New(context.Background(), Options{Library: lib, Config: config.Standard(), Dark: &dark, Now: now})
		a.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
		a.Update(a.list.Load()())
		_ = a.View()
	}
}

// BenchmarkKeyInList is a key press in a list of 100,000 with the drawing of
// the whole screen.
func BenchmarkKeyInList(b *testing.B) {
	for _, size := range []struct {
		name          string
		width, height int
	}{{"80x24", 80, 24}, {"120x40", 120, 40}, {"200x60", 200, 60}} {
		b.Run(size.name, func(b *testing.B) {
			s := start(big(100_000), size.width, size.height)
			down := press("j")
			b.ReportAllocs()
			for b.Loop() {
				s.app.Update(down)
				_ = s.app.View()
			}
		})
	}
}
