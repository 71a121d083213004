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

var bright = palette{
	fg: "#2b303b", bg: "#fbfaf6",
	basic: [16]string{
		"#2b303b", "#b3313d", "#3c7a35", "#9a6a00", "#2a5fa5", "#82429c", "#1d7a7a", "#d8d5cc",
		"#75798a", "#c9404c", "#4b8f43", "#c79a2e", "#3c75c2", "#9a57b5", "#2c9191", "#ffffff",
	},
}
