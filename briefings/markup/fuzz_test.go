package markup

import "testing"

// FuzzText holds that the text of any Markdown is clean and that its blocks
// add up to it.
func FuzzText(f *testing.F) {
	for _, md := range hostile(100) {
		f.Add(md)
	}
	f.Add("# a *b*\n\n| c | d |\n|---|---|\n| e\u0301 | &#27; |\n\n<b>x</b> y<br>z\n\n> - 1. `q`")
	f.Fuzz(func(t *testing.T, md string) {
		if len(md) > 16<<10 {
			return
		}
		check(t, md)
	})
}
