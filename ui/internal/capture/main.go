// Capture makes the pictures of the README: it runs the real program in a
// terminal of its own, presses keys, and draws what the terminal then shows as
// SVG, on a light and on a dark background:
//
//	go generate ./ui/internal/capture
//
// The terminal is an emulator (charmbracelet/x/vt), so that no other program
// is needed. Its sixteen colours are those of palette.go.
package main

import (
	"flag"
	"fmt"
	"html"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

//go:generate go run . -light=false -keys G,k,enter,s,s,s,v,),2,a,W,h,y,space,n,o,w,?,ctrl+s,s -o ../../testdata/reader-dark.svg
//go:generate go run . -light=true -keys G,k,enter,s,s,s,v,),2,a,W,h,y,space,n,o,w,?,ctrl+s,s -o ../../testdata/reader-light.svg

// Sizes of a cell and of the text in it, in pixels.
const (
	cellWidth  = 8.4
	cellHeight = 18
	fontSize   = 14
	baseline   = 13
)

// How long the program is given to start, and to act on a key.
const (
	startPause = 1500 * time.Millisecond
	keyPause   = 300 * time.Millisecond
)

func main() {
	width := flag.Int("width", 132, "columns")
	height := flag.Int("height", 38, "rows")
	light := flag.Bool("light", false, "a light background")
	keys := flag.String("keys", "", "keys to press, commas between them: characters, enter, space, esc, tab, ctrl+s")
	args := flag.String("args", "", "arguments of the program")
	out := flag.String("o", "", "the file to write")
	flag.Parse()
	p := dark
	if *light {
		p = bright
	}
	t := &terminal{Emulator: vt.NewEmulator(*width, *height), palette: p}
	err := t.run(strings.Fields(*args), strings.Split(*keys, ","))
	if err == nil {
		err = os.WriteFile(*out, []byte(t.svg()), 0o644) //nolint:gosec // a picture that goes into the repository
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "capture:", err)
		os.Exit(1)
	}
}

// terminal is an emulator with the colours of a palette.
type terminal struct {
	*vt.Emulator

	palette palette
}

// run runs the program of this module in the terminal, on a new library, and
// presses keys.
func (t *terminal) run(args, keys []string) error {
	home, err := os.MkdirTemp("", "capture")
	if err != nil {
		return fmt.Errorf("make a home: %w", err)
	}
	defer func() { _ = os.RemoveAll(home) }()
	bin := filepath.Join(home, "program")
	if out, err := exec.Command("go", "build", "-o", bin, "readout").CombinedOutput(); err != nil { //nolint:noctx // ends by itself
		return fmt.Errorf("build: %w: %s", err, out)
	}
	t.SetDefaultBackgroundColor(t.palette.colour(t.palette.bg))
	t.SetDefaultForegroundColor(t.palette.colour(t.palette.fg))
	cmd := exec.Command(bin, args...) //nolint:noctx // killed below
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=", "HOME="+home,
		"XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home, "XDG_STATE_HOME="+home, "READOUT_LIBRARY="+filepath.Join(home, "library"))
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: uint16(t.Height()), Cols: uint16(t.Width())})
	if err != nil {
		return fmt.Errorf("start: %w", err)
	}
	shown := make(chan struct{})
	go func() { // the program's output to the screen
		defer close(shown)
		copyAll(t.Emulator, tty)
	}()
	go copyAll(tty, t.Emulator) // the terminal's answers to the program
	time.Sleep(startPause)
	for _, k := range keys {
		if _, err := tty.WriteString(press(k)); err != nil {
			return fmt.Errorf("press %s: %w", k, err)
		}
		time.Sleep(keyPause)
	}
	time.Sleep(keyPause)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	_ = tty.Close()
	<-shown
	return nil
}

// press returns what a terminal sends for a key.
func press(k string) string {
	named := map[string]string{"enter": "\r", "space": " ", "esc": "\x1b", "tab": "\t"}
	if s, ok := named[k]; ok {
		return s
	}
	if c, ok := strings.CutPrefix(k, "ctrl+"); ok && len(c) == 1 {
		return string(rune(c[0] & 0x1f))
	}
	return k
}

// copyAll is io.Copy without a word about the end of a terminal.
func copyAll(to interface{ Write(p []byte) (int, error) }, from interface{ Read(p []byte) (int, error) }) {
	buf := make([]byte, 1<<15)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			_, _ = to.Write(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

// svg draws the screen: a rectangle for each run of a background, a text for
// each run of a style.
func (t *terminal) svg() string {
	var b strings.Builder
	w, h := float64(t.Width())*cellWidth+16, t.Height()*cellHeight+16
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%d" viewBox="0 0 %.0f %d">`+"\n", w, h, w, h)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="6" fill="%s"/>`+"\n", t.palette.bg)
	fmt.Fprintf(&b, `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="%d" xml:space="preserve">`+"\n", fontSize)
	for y := range t.Height() {
		t.row(&b, y)
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

// row draws a row of cells as runs of one style.
func (t *terminal) row(b *strings.Builder, y int) {
	var run strings.Builder
	var style uv.Style
	from := 0
	flush := func(to int) {
		t.palette.draw(b, run.String(), style, from, to, y)
		run.Reset()
		from = to
	}
	for x := range t.Width() {
		c := t.CellAt(x, y)
		if c == nil || c.IsZero() {
			continue // the second half of a wide character
		}
		if !c.Style.Equal(&style) {
			flush(x)
			style = c.Style
		}
		run.WriteString(c.Content)
	}
	flush(t.Width())
}

// draw draws a run of cells of one style.
func (p *palette) draw(b *strings.Builder, text string, st uv.Style, from, to, y int) {
	if text == "" || to <= from {
		return
	}
	fg, bg := p.hex(st.Fg, p.fg), p.hex(st.Bg, "")
	if st.Attrs&uv.AttrReverse != 0 {
		fg, bg = p.hex(st.Bg, p.bg), p.hex(st.Fg, p.fg)
	}
	x, top := 8+float64(from)*cellWidth, 8+y*cellHeight
	if bg != "" {
		fmt.Fprintf(b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n", x, top, float64(to-from)*cellWidth, cellHeight, bg)
	}
	if strings.TrimSpace(text) == "" {
		return
	}
	attrs := ""
	if st.Attrs&uv.AttrBold != 0 {
		attrs += ` font-weight="bold"`
	}
	if st.Attrs&uv.AttrItalic != 0 {
		attrs += ` font-style="italic"`
	}
	if st.Attrs&uv.AttrFaint != 0 {
		attrs += ` opacity="0.6"`
	}
	if st.Underline != 0 {
		attrs += ` text-decoration="underline"`
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%d" textLength="%.1f" fill="%s"%s>%s</text>`+"\n", x, top+baseline, float64(to-from)*cellWidth, fg, attrs, html.EscapeString(text))
}

// hex is a colour as SVG writes it; none when there is no colour.
func (p *palette) hex(c color.Color, none string) string {
	switch c := c.(type) {
	case nil:
		return none
	case ansi.BasicColor:
		return p.basic[c&15]
	case ansi.IndexedColor:
		if c < 16 {
			return p.basic[c]
		}
	}
	r, g, bl, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, bl>>8)
}
