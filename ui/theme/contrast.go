package theme

import (
	"image/color"
	"math"

	"github.com/charmbracelet/x/ansi"
)

// readable is the least contrast of text with its ground: WCAG 2.1, 1.4.3.
const readable = 4.5

// channels returns the linear light of a colour's channels, 0 to 1; false for
// one whose look the terminal decides: none, or one of its sixteen.
func channels(c color.Color) (out [3]float64, known bool) {
	if _, basic := c.(ansi.BasicColor); basic || c == nil {
		return out, false
	}
	r, g, b, _ := c.RGBA()
	for i, v := range [3]uint32{r, g, b} {
		out[i] = linear(float64(v) / 0xffff)
	}
	return out, true
}

// linear undoes the gamma of sRGB.
func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// luminance is the relative luminance of WCAG 2.1, 0 (black) to 1.
func luminance(c color.Color) (float64, bool) {
	ch, known := channels(c)
	return 0.2126*ch[0] + 0.7152*ch[1] + 0.0722*ch[2], known
}

// contrast is the ratio of WCAG 2.1, 1 to 21; false where a colour's look is
// not known.
func contrast(a, b color.Color) (float64, bool) {
	x, knownA := luminance(a)
	y, knownB := luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05), knownA && knownB
}

// dark reports whether light text belongs on c.
func dark(c color.Color) bool {
	y, _ := luminance(c)
	return y < 0.18
}

// on returns the colour of text over ground: the first of the wanted ones that
// can be read there, else black or white. Where the looks are not known it is
// the first.
func (t *tokens) on(ground color.Color, wanted ...token) color.Color {
	var first color.Color
	for _, w := range wanted {
		c := t[w]
		if c == nil {
			continue
		}
		if first == nil {
			first = c
		}
		if ratio, known := contrast(c, ground); known && ratio >= readable {
			return c
		}
	}
	if _, known := channels(ground); !known {
		return first
	}
	if dark(ground) {
		return rgb(0xffffff)
	}
	return rgb(0x000000)
}
