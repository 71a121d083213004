package main

import (
	"fmt"
	"image/color"
)

// palette is a set of sixteen colours, and the default ones.
type palette struct {
	fg, bg string
	basic  [16]string
}

// colour reads a colour as SVG writes it.
func (p *palette) colour(s string) color.Color {
	var c color.RGBA
	if _, err := fmt.Sscanf(s, "#%02x%02x%02x", &c.R, &c.G, &c.B); err != nil {
		return color.Black
	}
	c.A = 0xff
	return c
}

var dark = palette{
	fg: "#d8dee9", bg: "#20242c",
	basic: [16]string{
		"#20242c", "#d5616b", "#8fb573", "#d9b45b", "#6f9bd1", "#b083c9", "#5fb3b3", "#c5cbd6",
		"#6b7484", "#e5808a", "#a9cc8f", "#ecca7a", "#8db4e6", "#c9a0dd", "#7fcfcf", "#ffffff",
	},
}

// bright has the colours of GNOME's terminals, which many have before them.
var bright = palette{
	fg: "#2b303b", bg: "#fbfaf6",
	basic: [16]string{
		"#171421", "#c01c28", "#26a269", "#a2734c", "#12488b", "#a347ba", "#2aa1b3", "#d0cfcc",
		"#5e5c64", "#f66151", "#33da7a", "#e9ad0c", "#2a7bde", "#c061cb", "#33c7de", "#ffffff",
	},
}
