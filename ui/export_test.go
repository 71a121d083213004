package ui

import (
	"strings"
	"testing"
)

// Session is a session for the tests outside the package, which may know the
// store and the command line.
type Session struct{ s *session }

// Start starts the program of a size, with the clock of the tests.
func Start(lib Library, width, height int, change ...func(*Options)) *Session {
	return &Session{start(lib, width, height, change...)}
}

// Keys presses keys: the names of keys, or "type " and text.
func (s *Session) Keys(words ...string) { s.s.keys(words...) }

// Screen returns what is seen, without colours.
func (s *Session) Screen() string { return s.s.screen() }

// Last returns the last row of the screen: what the program says.
func (s *Session) Last() string {
	rows := strings.Split(s.Screen(), "\n")
	return strings.TrimSpace(rows[len(rows)-1])
}

// Shown returns the id of the briefing that the article shows.
func (s *Session) Shown() string { return s.s.app.shown }

// Sees fails the test unless all texts are on the screen.
func (s *Session) Sees(t *testing.T, texts ...string) {
	t.Helper()
	wants(t, s.s, texts...)
}

// Says fails the test unless the program says the text in its last row.
func (s *Session) Says(t *testing.T, text string) {
	t.Helper()
	if !strings.Contains(s.Last(), text) {
		t.Errorf("the program says %q, not %q:\n%s", s.Last(), text, s.Screen())
	}
}

// Clock is the clock of the tests.
var Clock = now
