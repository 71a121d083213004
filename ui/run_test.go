package ui

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/creack/pty"

	"readout/ui/config"
)

// terminal is what a pty has shown.
type terminal struct {
	mu  sync.Mutex
	out bytes.Buffer
}

func (p *terminal) read(r io.Reader) {
	b := make([]byte, 4096)
	for {
		n, err := r.Read(b)
		p.mu.Lock()
		p.out.Write(b[:n])
		p.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (p *terminal) shows(t *testing.T, text string) {
	t.Helper()
	for range 250 {
		p.mu.Lock()
		found := bytes.Contains(p.out.Bytes(), []byte(text))
		p.mu.Unlock()
		if found {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("the terminal does not show %q:\n%q", text, p.out.String())
}

// TestRun runs the program in a terminal that answers no question: the first
// frame must not wait for one, and quitting leaves the alternate screen.
func TestRun(t *testing.T) {
	for _, how := range []string{"quit", "cancel"} {
		master, slave, err := pty.Open()
		if err != nil {
			t.Skip("no pty here:", err)
		}
		defer func() { _ = master.Close() }()
		if err := pty.Setsize(master, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
			t.Fatal(err)
		}
		var seen terminal
		go seen.read(master)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		ended := make(chan error, 1)
		go func() {
			ended <- Run(ctx, Options{Library: small(), Config: config.Standard(), Now: now}, slave, slave)
		}()
		seen.shows(t, "Torvan receives")
		if how == "quit" {
			_, _ = master.WriteString("q")
		} else {
			cancel()
		}
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("%s: %v", how, err)
			}
		case <-time.After(5 * time.Second):
			t.Fatalf("%s does not end the program", how)
		}
		seen.shows(t, "\x1b[?1049l")
		_ = slave.Close()
	}
}

// TestRandomKeys: whatever is pressed and however the window changes, no
// panic, and every screen fits.
func TestRandomKeys(t *testing.T) {
	pressed := []string{
		"j", "k", "enter", "esc", "tab", "space", "up", "down", "backspace", "q", "h", "l", "g", "G", "J", "K", "t", "T", "*", "m", "e", "D", "y", "n", "o", "x",
		":", "?", `\`, "/", "s", "S", "]", "[", "v", "V", "w", "b", ")", "}", "1", "3", "a", "d", "p", "M", "R", "ctrl+p", "ctrl+d", "ctrl+u", "ctrl+g", "ctrl+l",
		"ctrl+s", "type tag:x", "type 会", "(", "\"", "-",
	}
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 7))
		w, h := 100, 30
		s := start(small(), w, h)
		var last []string
		for range 150 {
			k := pressed[r.IntN(len(pressed))]
			if r.IntN(15) == 0 {
				w, h = 1+r.IntN(150), 1+r.IntN(45)
				k = fmt.Sprint(w, "x", h)
				s.send(tea.WindowSizeMsg{Width: w, Height: h})
			} else {
				s.keys(k)
			}
			last = append(last, k)
			check(t, fmt.Sprint("seed ", seed, " after ", last[max(0, len(last)-8):]), s.app.View(), w, h)
		}
	}
}

// TestPrimeRemembers: what was remembered is there before the first frame.
func TestPrimeRemembers(t *testing.T) {
	lib := small()
	s := start(lib, 120, 30)
	s.keys(":", "type colour 3 concession", "enter", ">", "j", "enter", "q")
	if err := lib.SetState(t.Context(), stateScreen, []byte(`{"list":50,"shown":"`+s.app.shown+`"}`)); err != nil {
		t.Fatal(err)
	}
	again := New(t.Context(), Options{Library: lib, Config: config.Standard(), Now: now})
	again.width, again.height = 120, 30
	again.prime(io.Discard)
	if len(again.history) != 1 || again.colours[2] != "concession" || again.listWidth() != 50 {
		t.Errorf("history %q, colours %q, list %d", again.history, again.colours, again.listWidth())
	}
	if b, _ := again.list.Current(); b.ID != s.app.shown {
		t.Errorf("the list is at %q, not where it was", b.Title)
	}
}
