// Capture draws a terminal screen as an SVG picture: the picture in the README
// is made with
//
//	tmux capture-pane -p -e | go run ./ui/internal/capture > ui/testdata/reader.svg
//
// It reads rows of text with SGR sequences and writes one rectangle for each
// run of background and one text element for each run of a style. The sixteen
// colours of the terminal are those below.
package main

import (
	"bytes"
	"fmt"
	"html"
	"image/color"
	"io"
	"os"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Sizes of a cell and of the text in it, in pixels.
const (
	cellWidth  = 8.4
	cellHeight = 18
	fontSize   = 14
	baseline   = 13
)

// palette is a set of sixteen colours, and the default ones.
type palette struct {
	fg, bg string
	basic  [16]string
}

var dark = palette{
	fg: "#d8dee9", bg: "#20242c",
	basic: [16]string{
		"#20242c", "#d5616b", "#8fb573", "#d9b45b", "#6f9bd1", "#b083c9", "#5fb3b3", "#c5cbd6",
		"#6b7484", "#e5808a", "#a9cc8f", "#ecca7a", "#8db4e6", "#c9a0dd", "#7fcfcf", "#ffffff",
	},
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "capture:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	data, err := io.ReadAll(in)
	if err != nil {
		return fmt.Errorf("read the screen: %w", err)
	}
	rows := bytes.Split(bytes.TrimRight(data, "\n"), []byte("\n"))
	width := 0
	for _, r := range rows {
		width = max(width, ansi.StringWidth(string(r)))
	}
	var b strings.Builder
	w, h := float64(width)*cellWidth+16, len(rows)*cellHeight+16
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%d" viewBox="0 0 %.0f %d">`+"\n", w, h, w, h)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="6" fill="%s"/>`+"\n", dark.bg)
	fmt.Fprintf(&b, `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="%d" xml:space="preserve">`+"\n", fontSize)
	for y, r := range rows {
		drawRow(&b, uv.NewStyledString(string(r)), y, width)
	}
	b.WriteString("</g>\n</svg>\n")
	_, err = io.WriteString(out, b.String())
	return err
}

// drawRow draws a row of cells as runs of one style.
func drawRow(b *strings.Builder, s *uv.StyledString, y, width int) {
	buf := uv.NewScreenBuffer(width, 1)
	s.Draw(&buf, uv.Rect(0, 0, width, 1))
	var run strings.Builder
	var style uv.Style
	from := 0
	flush := func(to int) {
		drawRun(b, run.String(), style, from, to, y)
		run.Reset()
		from = to
	}
	for x := range width {
		c := buf.CellAt(x, 0)
		if c == nil || c.IsZero() {
			continue // the second half of a wide character
		}
		if !c.Style.Equal(&style) {
			flush(x)
			style = c.Style
		}
		run.WriteString(c.Content)
	}
	flush(width)
}

func drawRun(b *strings.Builder, text string, st uv.Style, from, to, y int) {
	if text == "" || to <= from {
		return
	}
	fg, bg := hex(st.Fg, dark.fg), hex(st.Bg, "")
	if st.Attrs&uv.AttrReverse != 0 {
		fg, bg = hex(st.Bg, dark.bg), hex(st.Fg, dark.fg)
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
func hex(c color.Color, none string) string {
	switch c := c.(type) {
	case nil:
		return none
	case ansi.BasicColor:
		return dark.basic[c&15]
	case ansi.IndexedColor:
		if c < 16 {
			return dark.basic[c]
		}
	}
	r, g, bl, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, bl>>8)
}
