package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestDragStaysWithTheArticle: a selection that began in the article follows
// the mouse over the list and ends below the last row.
func TestDragStaysWithTheArticle(t *testing.T) {
	s := start(small(), 140, 30, func(o *Options) { o.Config.Mouse = true })
	s.keys("enter")
	x := s.app.listWidth() + 20
	s.send(tea.MouseClickMsg{X: x, Y: 3, Button: tea.MouseLeft})
	s.send(tea.MouseMotionMsg{X: 2, Y: 5, Button: tea.MouseLeft})
	if !s.app.reading || !strings.Contains(s.app.reader.Status(), "selected") {
		t.Errorf("the drag over the list: %s", s.app.reader.Status())
	}
	s.send(tea.MouseReleaseMsg{X: 2, Y: 29, Button: tea.MouseLeft})
	if s.app.reader.Dragging() {
		t.Error("the release is lost")
	}
}
