//go:build linux

package cli

import (
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// self is this test's own program under the name readout.
func self(t *testing.T) string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(t.TempDir(), "readout")
	if err := os.Symlink(exe, bin); err != nil {
		t.Fatal(err)
	}
	return bin
}

// ends waits until the program has ended by itself.
func (p *program) ends(t *testing.T) {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- p.cmd.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("the program ended with %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the program does not end")
	}
	_ = p.tty.Close()
}

// TestSession reads, marks, notes and tags in a real terminal, while commands
// work on the same library, and finds all of it from the command line after.
func TestSession(t *testing.T) {
	home := ownHome(t)
	lib := filepath.Join(home, "lib")
	doc := filepath.Join(home, "river.md")
	text := "---\ntitle: Talks on the River\nurl: https://norland.example/river\ndate: 2024-02-17\n---\n" +
		"President Ada Holm of Norland said that the shared river is a matter for both countries.\n\nThe two sides will meet again.\n"
	if err := os.WriteFile(doc, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := runMain(t, "", "import", doc); code != Done {
		t.Fatal(errOut)
	}
	p := start(t, lib, self(t))
	p.wait("Talks on the River")
	p.press("\r")
	p.wait("Ada Holm")
	p.press("vww2")
	p.wait("marked")
	p.forget()
	p.press("a")
	p.wait("ctrl+s")
	p.press("my own note\x13") // ctrl+s
	p.wait("my own note")
	p.forget()
	p.press("t")
	p.wait("tag")
	p.press("water\r")

	// Commands work while the reader is open.
	deadline := time.Now().Add(10 * time.Second)
	for {
		_, out, _ := runMain(t, "", "list", "tag:water", "--format", "{{.read}} {{.title}}")
		if strings.Contains(out, "true Talks on the River") {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the tag never reached the library: %q", out)
		}
		time.Sleep(50 * time.Millisecond)
	}
	// A resize at any moment keeps going, down to the smallest terminal.
	for _, size := range []pty.Winsize{{Rows: 12, Cols: 40}, {Rows: 60, Cols: 200}, {Rows: 2, Cols: 5}, {Rows: 24, Cols: 80}} {
		if err := pty.Setsize(p.tty, &size); err != nil {
			t.Fatal(err)
		}
		time.Sleep(60 * time.Millisecond)
	}
	p.press("q")
	time.Sleep(100 * time.Millisecond)
	p.press("q")
	p.ends(t)

	_, out, _ := runMain(t, "", "note", "list", "--format", "{{.color}} {{.text}} {{.state}} {{.quote}}")
	if !strings.HasPrefix(out, "2 my own note anchored ") {
		t.Errorf("note list: %q", out)
	}
	if code, out, errOut := runMain(t, "", "check"); code != Done {
		t.Errorf("check: %s%s", out, errOut)
	}
}

// TestSessionErrors breaks the library under the open reader: the reader says
// so and goes on.
func TestSessionErrors(t *testing.T) {
	home := ownHome(t)
	lib := filepath.Join(home, "lib")
	p := start(t, lib, self(t))
	p.wait("Start here")
	db := filepath.Join(lib, "readout.db")
	if err := os.WriteFile(db, []byte(strings.Repeat("not a library ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	p.forget()
	p.press("\r")
	p.wait("damaged")
	p.press("?")
	p.wait("keys")
	p.press("\x03") // ctrl+c
	p.ends(t)

	// Terminated from outside, it leaves the terminal as it was.
	if err := os.Remove(db); err != nil {
		t.Fatal(err)
	}
	p = start(t, lib, self(t))
	p.wait("Briefings")
	p.forget()
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	p.wait("\x1b[?1049l")
}

// TestHostileScreens shows documents that try to talk to the terminal in every
// screen, and looks at what the terminal got.
func TestHostileScreens(t *testing.T) {
	home := ownHome(t)
	lib := filepath.Join(home, "lib")
	docs := filepath.Join(home, "docs")
	if err := os.MkdirAll(docs, 0o700); err != nil {
		t.Fatal(err)
	}
	for kind, e := range evil {
		text := "---\ntitle: \"T" + strings.NewReplacer("\x1b", `\e`, "\a", `\a`, "\b", `\b`, "\v", `\v`, "\f", `\f`, "\x00", `\0`, "\x7f", `\x7f`, `\`, `\\`).Replace(e) +
			"\"\nsource: S" + e + "\nurl: https://norland.example/" + kind + "\ntags: [\"t" + e + "\"]\n---\n" +
			"President Ada Holm said that " + e + " was agreed, &#27;]52;c;ZXZpbA==&#7; &#x202e; &#155;31m.\n\n[a link](https://x.example/" + e + ")\n"
		if err := os.WriteFile(filepath.Join(docs, kind+".md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	runMain(t, "", "import", docs) // the one with a NUL is refused as binary
	_, out, _ := runMain(t, "", "list", "--format", "{{.id}}")
	if n := strings.Count(out, "\n"); n < len(evil)-1 {
		t.Fatalf("%d of %d documents imported", n, len(evil))
	}
	for id := range strings.Lines(out) {
		runMain(t, "", "note", "add", strings.TrimSpace(id), "--quote", "Ada Holm", "--text", "N"+evil["osc52"]+evil["bidi"]+evil["csi"])
	}
	p := start(t, lib, self(t))
	p.wait("Briefings")
	for _, keys := range []string{"\r", "s", "]", "p", "y", "a", "\x1b", "J", "J", "/agreed\r", "n", "q", "t", "\x1b", "e", "\x1b", "D", "\x1b", "?", "\x1b", "\x10ada", "\x1b", "\\title:T\r", "\r", "\t", "\t"} {
		p.press(keys)
		time.Sleep(60 * time.Millisecond)
	}
	p.mu.Lock()
	got := p.seen.String()
	p.mu.Unlock()
	for _, payload := range []string{"\x1b]52;c;ZXZpbA", "\x1b]0;owned", "\x1b[31mred", "\u009b", "\u0090", "\u202e", "\u2066", "\x1b[2Jred", "\v", "\f"} {
		if strings.Contains(got, payload) {
			t.Errorf("the terminal got %q", payload)
		}
	}
	if !strings.Contains(got, "Ada Holm") {
		t.Error("nothing was shown")
	}
}

// TestTerminalGoes: the signal of a terminal that is closed, and that of a
// system that shuts down, end the reader; the place and the note that was being
// written are kept.
func TestTerminalGoes(t *testing.T) {
	for _, how := range []string{"hung up", "terminated"} {
		t.Run(how, func(t *testing.T) {
			if how == "hung up" && signal.Ignored(syscall.SIGHUP) {
				t.Skip("started under nohup: the program ignores the signal")
			}
			home := ownHome(t)
			lib := filepath.Join(home, "lib")
			p := start(t, lib, self(t))
			p.wait("Start here")
			p.press("\r")
			p.wait("Moving about")
			p.forget()
			p.press("}}}a")
			p.wait("ctrl+s")
			p.forget()
			p.press("half a thought é")
			p.wait("é") // of what is typed the terminal gets pieces
			switch how {
			case "hung up":
				_ = p.cmd.Process.Signal(syscall.SIGHUP)
			case "terminated":
				_ = p.cmd.Process.Signal(syscall.SIGTERM)
			}
			done := make(chan struct{})
			go func() { defer close(done); _ = p.cmd.Wait() }()
			select {
			case <-done:
			case <-time.After(10 * time.Second):
				t.Fatal("the program does not end")
			}
			p = start(t, lib, self(t))
			p.wait("Start here")
			p.press("\r")
			p.wait("unfinished")
			p.forget()
			p.press("a")
			p.wait("é")
		})
	}
}
