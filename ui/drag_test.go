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

// TestDragFromTheListTakes: a drag over the article takes what is under it,
// wherever the keyboard was; the click that opens the article is not lost.
func TestDragFromTheListTakes(t *testing.T) {
	s := start(small(), 140, 30, func(o *Options) { o.Config.Mouse = true })
	x := s.app.listWidth() + 20
	s.send(tea.MouseClickMsg{X: x, Y: 3, Button: tea.MouseLeft})
	s.send(tea.MouseMotionMsg{X: x + 12, Y: 3, Button: tea.MouseLeft})
	s.send(tea.MouseReleaseMsg{X: x + 12, Y: 3, Button: tea.MouseLeft})
	if !s.app.reading || !strings.Contains(s.app.reader.Status(), "selected") {
		t.Errorf("after the drag: %s", s.app.reader.Status())
	}
}

// TestClickBesideTheNotes: a click on the article beside all notes gives the
// keyboard to what it shows, whatever the list is at.
func TestClickBesideTheNotes(t *testing.T) {
	s := start(small(), 140, 30, func(o *Options) { o.Config.Mouse = true })
	s.keys("j", "enter", "v", "1", "esc", "g")
	marked := s.app.memo.Shown
	s.keys(`"`)
	for range 5 {
		if s.app.shown == marked {
			break
		}
		s.keys("j")
	}
	if s.app.shown != marked {
		t.Fatalf("the notes show %s, not %s", s.app.shown, marked)
	}
	s.app.list.Move(-10)
	s.send(tea.MouseClickMsg{X: s.app.listWidth() + 20, Y: 4, Button: tea.MouseLeft})
	if !s.app.reading || s.app.shown != marked {
		t.Errorf("the click opened %s, not %s (reading %v)", s.app.shown, marked, s.app.reading)
	}
}
