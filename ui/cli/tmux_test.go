//go:build linux

package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// tmux is a terminal multiplexer of the test's own, with one pane.
type tmux struct {
	t      *testing.T
	socket string
}

// newTmux starts a command in a pane of its own server; without tmux on this
// machine the test is skipped.
func newTmux(t *testing.T, width, height int, command ...string) *tmux {
	t.Helper()
	if testing.Short() {
		t.Skip("runs a terminal multiplexer; left out with -short")
	}
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed")
	}
	dir, err := os.MkdirTemp("", "tmux") //nolint:usetesting // sockets have short names
	if err != nil {
		t.Fatal(err)
	}
	x := &tmux{t, filepath.Join(dir, "s")}
	t.Cleanup(func() {
		_ = exec.Command("tmux", "-S", x.socket, "kill-server").Run()
		_ = os.RemoveAll(dir)
	})
	x.do(append([]string{"-f", "/dev/null", "new-session", "-d", "-x", strconv.Itoa(width), "-y", strconv.Itoa(height)}, command...)...)
	return x
}

// do runs a command of tmux and returns what it says.
func (x *tmux) do(args ...string) string {
	x.t.Helper()
	cmd := exec.Command("tmux", append([]string{"-S", x.socket}, args...)...)
	cmd.Env = append(os.Environ(), "TMUX=", "LC_ALL=C.UTF-8", "NO_COLOR=")
	out, err := cmd.CombinedOutput()
	if err != nil {
		x.t.Fatalf("tmux %q: %v: %s", args, err, out)
	}
	return string(out)
}

// keys presses keys by tmux's names: "Enter", "C-s", "j".
func (x *tmux) keys(keys ...string) {
	x.t.Helper()
	x.do(append([]string{"send-keys", "--"}, keys...)...)
}

// types types a text.
func (x *tmux) types(text string) {
	x.t.Helper()
	x.do("send-keys", "-l", "--", text)
}

// screen returns what the pane shows.
func (x *tmux) screen() string {
	x.t.Helper()
	return x.do("capture-pane", "-p")
}

// shows waits until the pane shows all texts.
func (x *tmux) shows(texts ...string) string {
	x.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for {
		screen, missing := x.screen(), ""
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				missing = text
			}
		}
		if missing == "" {
			return screen
		}
		if time.Now().After(deadline) {
			x.t.Fatalf("the pane never shows %q:\n%s", missing, screen)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// reading imports an invented briefing of many paragraphs into a new library.
func reading(t *testing.T) {
	t.Helper()
	doc := filepath.Join(ownHome(t), "river.md")
	var text strings.Builder
	text.WriteString("---\ntitle: Talks on the River\nurl: https://norland.example/river\ndate: 2024-02-17\n---\n")
	for i := range 40 {
		text.WriteString("Paragraph " + strconv.Itoa(i+1) + ". President Ada Holm of Norland said that the shared river is a matter for both countries.\n\n")
	}
	if err := os.WriteFile(doc, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := runMain(t, "", "import", doc); code != Done {
		t.Fatal(errOut)
	}
}

// TestTmuxSizes reads at the usual sizes and changes them under the program:
// every row fits, and the place stays in sight.
func TestTmuxSizes(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		reading(t)
		x := newTmux(t, size[0], size[1], self(t))
		x.shows("Talks on the River")
		x.keys("Enter")
		x.shows("Paragraph 1.")
		x.types("}}}}}}}}}}}}s")
		x.shows("Paragraph 13.", "Ada Holm")
		for _, other := range [][2]int{{40, 12}, {200, 60}, {30, 5}, size} {
			x.do("resize-window", "-x", strconv.Itoa(other[0]), "-y", strconv.Itoa(other[1]))
			screen := x.shows("Paragraph 13.")
			if n := strings.Count(screen, "\n"); n != other[1] {
				t.Errorf("%d rows at %v:\n%s", n, other, screen)
			}
		}
		x.shows("Paragraph 13.", "Ada Holm", "? help")
		x.keys("q")
		x.shows("Briefings")
	}
}

// TestTmuxSuspend stops the program in a shell and goes on with it.
func TestTmuxSuspend(t *testing.T) {
	reading(t)
	x := newTmux(t, 80, 24, "env", "PS1=shell> ", "ENV=", "sh", "-i")
	x.shows("shell>")
	x.types(self(t) + "\n")
	x.shows("[Briefings]")
	x.keys("Enter")
	x.types("}}}}}}}}}}}}")
	x.shows("Paragraph 13.")
	x.keys("C-z")
	x.shows("shell>", "topped")
	x.types("echo $((6*7))\n")
	x.shows("42")
	x.types("fg\n")
	screen := x.shows("Paragraph 13.", "? help")
	if strings.Contains(screen, "shell>") {
		t.Errorf("the shell shows through:\n%s", screen)
	}
	x.keys("q")
	x.shows("[Briefings]")
	x.keys("q")
	x.shows("shell>", "42")
}

// TestTmuxClosed closes the terminal while a note is being written: the draft
// and the place are there the next time.
func TestTmuxClosed(t *testing.T) {
	reading(t)
	x := newTmux(t, 80, 24, self(t))
	x.shows("Talks on the River")
	x.keys("Enter")
	x.types("}}}}}}}}}}}}")
	x.shows("Paragraph 13.")
	x.types("vvv2a")
	x.shows("Note on")
	x.types("half a thought about")
	x.shows("half a thought about")
	x.do("kill-server")

	x = newTmux(t, 80, 24, self(t))
	x.shows("Talks on the River")
	x.keys("Enter")
	x.shows("Paragraph 13.", "unfinished note")
	x.types("a")
	x.shows("half a thought about")
	x.types(" rivers")
	x.keys("C-s")
	x.shows("note kept")
	if _, out, _ := runMain(t, "", "note", "list", "--format", "{{.color}} {{.text}}"); out != "2 half a thought about rivers\n" {
		t.Errorf("note list: %q", out)
	}
}

// TestTmuxPaste pastes a megabyte into a note.
func TestTmuxPaste(t *testing.T) {
	reading(t)
	line := "A line of a very long note, pasted from elsewhere: :q! ? dd.\n"
	pasted := strings.Repeat(line, 1<<20/len(line)) + "The end."
	file := filepath.Join(t.TempDir(), "pasted")
	if err := os.WriteFile(file, []byte(pasted), 0o600); err != nil {
		t.Fatal(err)
	}
	x := newTmux(t, 120, 40, self(t))
	x.shows("Talks on the River")
	x.keys("Enter")
	x.shows("Paragraph 1.")
	x.types("vvv3a")
	x.shows("Note on")
	x.do("load-buffer", file)
	x.do("paste-buffer", "-p")
	x.shows(strconv.Itoa(len(pasted)) + " characters")
	x.types(" and a word")
	x.keys("C-s")
	x.shows("note kept")
	x.keys("j")
	x.shows("? help")
	if _, out, _ := runMain(t, "", "note", "list", "--format", "{{.text}}"); out != pasted+" and a word\n" {
		t.Errorf("%d bytes were kept of %d: …%q", len(out), len(pasted), out[max(0, len(out)-100):])
	}
}
