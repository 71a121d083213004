package ui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/config"
	"readout/ui/keys"
)

// TestGeometry: every screen and dialog fits every size, with text that tries
// to be wider than it is.
func TestGeometry(t *testing.T) {
	for _, screen := range []struct {
		name string
		keys []string
	}{
		{"list", nil},
		{"range", []string{"v", "j", "j"}},
		{"article", []string{"j", "enter"}},
		{"selection", []string{"j", "enter", "v", "w", "w"}},
		{"statement", []string{"j", "enter", "s"}},
		{"numbers", []string{"j", "enter", "p", "/", "type the", "enter"}},
		{"margin", []string{"j", "enter", "]", "tab"}},
		{"note", []string{"j", "enter", "]", "a", "type \u4f1a\u8b70 and words", "ctrl+o"}},
		{"tags of a note", []string{"j", "enter", "]", "a", "tab", "type k"}},
		{"throw away", []string{"j", "enter", "a", "type x", "esc"}},
		{"redraw", []string{"j", "enter", "]", "E", "w"}},
		{"zen", []string{"j", "enter", "z"}},
		{"links", []string{"j", "enter", "L"}},
		{"letter", []string{"j", "enter", "r"}},
		{"notes", []string{`"`}},
		{"notes by speaker", []string{`"`, "b", "b", "b", "tab"}},
		{"notes found", []string{`"`, "/", "type bridge"}},
		{"ledger", []string{";"}},
		{"ledger by speaker", []string{";", "b", "j", "/", "type bridge"}},
		{"ledger by topic, oldest first", []string{";", "b", "b", "o", "tab"}},
		{"speakers", []string{"@"}},
		{"topics", []string{"W"}},
		{"page of a speaker", []string{"@", "enter"}},
		{"page from an article", []string{"j", "enter", "s", "@"}},
		{"ledger to a file", []string{";", "x"}},
		{"help", []string{"?"}},
		{"help of an article", []string{"j", "enter", "?", "/", "type note"}},
		{"palette", []string{"ctrl+p", "type t"}},
		{"palette of notes", []string{"ctrl+p", "type \"s"}},
		{"command", []string{":", "type s"}},
		{"actions", []string{":", "type next-", "tab"}},
		{"bad filter", []string{`\`, "type (tag:x OR"}},
		{"details", []string{"e"}},
		{"remove", []string{"j", "D"}},
		{"tags", []string{"t", "type a", "tab"}},
		{"sort", []string{"s"}},
		{"messages", []string{"*", "M"}},
		{"error", []string{":", "type nonsense", "enter"}},
	} {
		for name, lib := range map[string]*memory{"a small library": small(), "hostile text": hostileLibrary()} {
			s := start(lib, 80, 24)
			s.keys(screen.keys...)
			for _, w := range []int{1, 2, 5, 9, 20, 39, 40, 60, 72, 80, 99, 100, 120, 200, 300} {
				for _, h := range []int{1, 2, 3, 4, 6, 9, 12, 24, 40, 100} {
					s.send(tea.WindowSizeMsg{Width: w, Height: h})
					check(t, fmt.Sprintf("%s of %s at %dx%d", screen.name, name, w, h), s.app.View(), w, h)
				}
			}
			s.send(tea.WindowSizeMsg{})
			_ = s.app.View()
		}
	}
}

// check fails when a view has not exactly h rows of at most w cells, or its
// cursor lies outside.
func check(t *testing.T, what string, v tea.View, w, h int) {
	t.Helper()
	rows := strings.Split(v.Content, "\n")
	if len(rows) != h {
		t.Fatalf("%s: %d rows", what, len(rows))
	}
	for i, r := range rows {
		if n := ansi.StringWidth(r); n > w {
			t.Fatalf("%s: row %d has %d cells: %q", what, i, n, ansi.Strip(r))
		}
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h) {
		t.Fatalf("%s: the cursor is at %d,%d", what, c.X, c.Y)
	}
}

// TestKeyMaps walks all key maps: every action has a help text, no key has two
// meanings on a screen.
func TestKeyMaps(t *testing.T) {
	byName := map[string][]keys.Named{}
	for _, s := range config.Screens() {
		byName[s.Name] = s.Actions
		for _, n := range s.Actions {
			if h := n.Binding.Help(); h.Desc == "" || h.Key == "" {
				t.Errorf("%s.%s has no help", s.Name, n.Name)
			}
			for _, k := range n.Binding.Keys() {
				if name, err := keys.Check(k); err != nil || name != k {
					t.Errorf("%s.%s: Check(%q) = %q, %v", s.Name, n.Name, k, name, err)
				}
			}
		}
	}
	for _, screen := range []string{"notes", "ledger"} {
		for _, c := range keys.Clashes(byName["global"], byName[screen]) {
			t.Errorf("%s: %q is both %s and %s", screen, c.Key, c.First, c.Second)
		}
	}
	for _, screen := range []string{"list", "article"} {
		for _, c := range keys.Clashes(byName["global"], byName["briefing"], byName[screen]) {
			t.Errorf("%s: %q is both %s and %s", screen, c.Key, c.First, c.Second)
		}
	}
}

const hostile = "\x1b]0;owned\a\x1b[2Jre\u202ead\x9b31mme\r\n\tx\x07\u2066y\u200b"

// hostileLibrary is small with text from outside that tries everything.
func hostileLibrary() *memory {
	lib := small()
	for i := range lib.articles {
		a := &lib.articles[i]
		a.Title, a.Source, a.URL, a.Lang = hostile+a.Title, hostile, "https://x.example/"+hostile, hostile
		a.Tags = []string{hostile, "b" + hostile}
		a.Kind = "speech"
		for j := range a.Analysis.People {
			a.Analysis.People[j].Name, a.Analysis.People[j].Role = hostile, hostile
		}
		for j := range a.Annotations {
			a.Annotations[j].Text, a.Annotations[j].Tags = hostile, []string{hostile}
		}
	}
	return lib
}

// TestHostile: no text from outside reaches the terminal with a control
// character or an override of the direction, on any screen.
func TestHostile(t *testing.T) {
	lib := hostileLibrary()
	for _, keys := range [][]string{
		nil,
		{"j", "enter"},
		{"j", "enter", "]", "a"},
		{";"},
		{"@"},
		{"@", "enter"},
		{"j", "enter", "s", "tab"},
		{`"`},
		{`"`, "b", "b", "b"},
		{"ctrl+p", "type \"n"},
		{"j", "enter", "]", "a", "ctrl+o"},
		{"j", "enter", "L"},
		{"j", "enter", "z"},
		{"ctrl+p", "type r"},
		{"e"},
		{"D"},
		{"*", "M"},
		{"T", "tab"},
		{"t", "tab"},
		{`\`, "type tag:", "tab"},
		{":", "type open r", "tab"},
		{"o"},
		{"x"},
		{"m"},
		{":", "type bogus\u202e", "enter"},
		{"?"},
	} {
		for _, size := range sizes {
			s := start(lib, size.width, size.height, func(o *Options) {
				o.Actions.Browse = func(string) error { return fmt.Errorf("cannot open %s", hostile) }
			})
			s.keys(keys...)
			v := s.app.View()
			for _, text := range []string{v.Content, v.WindowTitle} {
				if at := foreign(text); at >= 0 {
					t.Fatalf("%v at %s: %q reaches the terminal", keys, size.name, text[max(0, at-20):min(len(text), at+20)])
				}
			}
		}
	}
}

// foreign returns the offset of the first character that no screen may hold:
// anything but text, line feeds and SGR sequences.
func foreign(s string) int {
	for i := 0; i < len(s); {
		if s[i] == '\n' {
			i++
			continue
		}
		if strings.HasPrefix(s[i:], "\x1b[") {
			j := i + 2
			for j < len(s) && (s[j] >= '0' && s[j] <= '9' || s[j] == ';' || s[j] == ':') {
				j++
			}
			if j == len(s) || s[j] != 'm' {
				return i
			}
			i = j + 1
			continue
		}
		r := []rune(s[i:min(i+4, len(s))])[0]
		if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return i
		}
		i += len(string(r))
	}
	return -1
}

func TestNoColor(t *testing.T) {
	s := start(small(), 120, 40, func(o *Options) { o.NoColor = true })
	s.keys("j", "enter", "s")
	for _, seq := range strings.Split(s.app.View().Content, "\x1b[")[1:] {
		code, _, _ := strings.Cut(seq, "m")
		for c := range strings.SplitSeq(code, ";") {
			if len(c) == 2 && (c[0] == '3' || c[0] == '4' || c[0] == '9') || len(c) == 3 {
				t.Fatalf("colour %q without colour", code)
			}
		}
	}
}
