package config

import (
	"fmt"
	"slices"
	"strings"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
)

// The limits of measures in cells.
const (
	MinMeasure     = 20
	MaxMeasure     = 400
	MinPane        = 16 // of the list and of the margin; 0 is automatic
	MaxPane        = 200
	maxName        = 20 // of the name of a highlight colour
	defaultMeasure = 80
	defaultZen     = 72
)

// Links says how the links of an article are shown.
type Links string

// The values of links.
const (
	LinksAuto    Links = "auto"    // as hyperlinks where the terminal has them, else numbered
	LinksOSC8    Links = "osc8"    // as hyperlinks
	LinksNumbers Links = "numbers" // numbered
	LinksOff     Links = "off"     // as words
)

// The values of ambiguous: how wide the terminal shows characters that are
// narrow in western and wide in eastern fonts.
const (
	narrow = "narrow"
	wide   = "wide"
)

// choice is a key that has one of some words.
type choice struct {
	key, value string
	may        []string
}

// number is a key that has a number of cells.
type number struct {
	key             string
	value, from, to int
	auto            bool // 0 is automatic
}

// values checks what can be checked by itself.
func (f *file) values(c *Config, at lines) *problem {
	for _, n := range []number{
		{"measure", f.Measure, MinMeasure, MaxMeasure, false},
		{"zen_measure", f.ZenMeasure, MinMeasure, MaxMeasure, false},
		{"list_width", f.ListWidth, MinPane, MaxPane, true},
		{"margin_width", f.MarginWidth, MinPane, MaxPane, true},
	} {
		if n.value >= n.from && n.value <= n.to || n.auto && n.value == 0 {
			continue
		}
		msg := fmt.Sprintf("%s is %d; it may be %d to %d cells", n.key, n.value, n.from, n.to)
		if n.auto {
			msg += ", or 0 for what fits"
		}
		return &problem{at[n.key], msg}
	}
	for _, w := range []choice{
		{"ambiguous", f.Ambiguous, []string{narrow, wide}},
		{"links", f.Links, []string{string(LinksAuto), string(LinksOSC8), string(LinksNumbers), string(LinksOff)}},
	} {
		if !slices.Contains(w.may, w.value) {
			return &problem{at[w.key], fmt.Sprintf("%s is %q; it may be %s", w.key, clean.Line(w.value), strings.Join(w.may, ", "))}
		}
	}
	for _, command := range []struct{ key, value string }{{"editor", f.Editor}, {"browser", f.Browser}} {
		if command.value != "" && strings.TrimSpace(command.value) == "" {
			return &problem{at[command.key], command.key + " is blank; it may be a command or \"\""}
		}
	}
	return f.colours(c, at["colours"])
}

// colours takes over the names of the highlight colours. One that is empty
// leaves its colour without a name.
func (f *file) colours(c *Config, line int) *problem {
	if len(f.Colours) > briefings.Colors {
		return &problem{line, fmt.Sprintf("colours has %d names; there are %d colours", len(f.Colours), briefings.Colors)}
	}
	for i, name := range f.Colours {
		switch p := CheckColour(name); {
		case p != nil:
			return &problem{line, fmt.Sprintf("colours: %s", p)}
		case name != "" && slices.ContainsFunc(f.Colours[:i], func(s string) bool { return strings.EqualFold(s, name) }):
			return &problem{line, fmt.Sprintf("colours: %q is given twice", name)}
		}
		c.Colours[i] = name
	}
	return nil
}

// CheckColour reports what is wrong with the name of a highlight colour; "" is
// no name.
func CheckColour(name string) error {
	switch {
	case name == "":
		return nil
	case strings.TrimSpace(name) != name || clean.Line(name) != name:
		return fmt.Errorf("the name %q holds more than words", clean.Line(name))
	case cells.Width(name) > maxName:
		return fmt.Errorf("the name %q is longer than %d cells", name, maxName)
	}
	return nil
}
