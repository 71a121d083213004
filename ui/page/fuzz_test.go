package page

import (
	"testing"
	"unicode/utf8"

	"readout/briefings/markup"
)

// FuzzPage lays out any Markdown at any width, also under a text that may not
// be its own.
func FuzzPage(f *testing.F) {
	for _, md := range nasty {
		f.Add(md, uint8(30), "")
	}
	f.Add("a *b* c", uint8(8), "a b d")
	f.Fuzz(func(t *testing.T, md string, width uint8, other string) {
		if len(md) > 4<<10 {
			return
		}
		checkPage(t, openAs(md, int(width), styles()[len(md)%3]))
		if other != "" && utf8.ValidString(other) {
			_, blocks := markup.Parse(md).Text()
			p := New(md, other, blocks, DefaultStyle(false, false))
			p.SetWidth(int(width))
			checkPage(t, p)
		}
	})
}
