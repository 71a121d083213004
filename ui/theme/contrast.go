package theme

import (
	"image/color"
	"math"

	"github.com/charmbracelet/x/ansi"
)

// The least contrast with the ground, by WCAG 2.1: of text (1.4.3) and of signs
// and lines (1.4.11).
const (
	readable = 4.5
	visible  = 3
)

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

// sign returns c, which is made to be a ground, as the colour of a sign on the
// background: darker or lighter, as far as it takes to be visible there.
func (t *tokens) sign(c color.Color) color.Color {
	in, known := channels(c)
	ground, groundKnown := luminance(t[background])
	if !known || !groundKnown {
		return c
	}
	var to float64
	if ground < 0.18 {
		to = 1
	}
	for step := 0.0; step < 1; step += 0.05 {
		var out [3]uint8
		for i, v := range in {
			out[i] = gamma(v + (to-v)*step)
		}
		c = color.RGBA{R: out[0], G: out[1], B: out[2], A: 0xff}
		if ratio, _ := contrast(c, t[background]); ratio >= visible {
			break
		}
	}
	return c
}

// gamma is the opposite of linear, as a byte.
func gamma(v float64) uint8 {
	if v <= 0.0031308 {
		v *= 12.92
	} else {
		v = 1.055*math.Pow(v, 1/2.4) - 0.055
	}
	return uint8(math.Round(255 * min(max(v, 0), 1)))
}
