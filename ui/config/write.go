package config

import (
	"fmt"
	"strconv"
	"strings"

	"readout/ui/clean"
)

// Default returns the configuration file that `config init` writes: every key
// with its default and what it means, all commented out.
func Default() string {
	std := Standard()
	var b strings.Builder
	b.WriteString("# Configuration of readout. Everything is optional; a line without \"#\" at its head counts.\n")
	for _, k := range []struct{ help, line string }{
		{"Folder of the library; READOUT_LIBRARY and --library go before it.", `library = "~/.local/share/readout"`},
		{"Colours for a dark or a light background; auto asks the terminal.", "theme = " + quote(std.Theme)},
		{"Without colour: bold, underlined and reversed text only (as NO_COLOR does).", "no_color = false"},
		{"Wheel, click and drag; the terminal's own selection then needs shift.", "mouse = false"},
		{"Command for writing notes; READOUT_EDITOR goes before it, VISUAL and EDITOR after.", `editor = "nvim"`},
		{"Command that opens a page; the system's when it is not set.", `browser = "firefox"`},
		{fmt.Sprintf("Greatest number of cells in a line of an article, %d to %d.", MinMeasure, MaxMeasure), "measure = " + strconv.Itoa(std.Measure)},
		{"The margin (speakers, topics, notes) shows beside an article where there is room.", "margin = true"},
		{"Order of the list: " + strings.Join(Orders(), ", ") + "; after a hyphen reversed.", "sort = " + quote(OrderName(std.Sort))},
	} {
		b.WriteString("\n# " + k.help + "\n# " + k.line + "\n")
	}
	b.WriteString("\n# [export]\n# Folder of exported notes; when it is not set the reader asks for it.\n# dir = \"~/notes/briefings\"\n")
	b.WriteString("\n# Topics of your own, and further names of known ones (`readout topics` lists them).\n" +
		"# [[topics]]\n# id = \"black-sea-grain\"\n# label = \"Black Sea grain\"\n# parent = \"economy\"\n" +
		"# aliases = [\"grain corridor\", \"Black Sea Grain Initiative\"]\n")
	b.WriteString("\n# Keys: a list for each action; [] takes them away. A key is a character, a name\n" +
		"# (enter, esc, tab, space, up, pgdown, f1…), either after ctrl+, alt+ or shift+.\n")
	for _, s := range Screens() {
		b.WriteString("\n# [keys." + s.Name + "]  # " + s.Title + "\n")
		for _, n := range s.Actions {
			line := "# " + n.Name + " = " + list(n.Binding.Keys())
			fmt.Fprintf(&b, "%-46s # %s\n", line, n.Binding.Help().Desc)
		}
	}
	return b.String()
}

// String returns the configuration in force as TOML: what [Parse] reads back
// to the same Config.
func (c Config) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "library = %s\ntheme = %s\nno_color = %t\nmouse = %t\neditor = %s\nbrowser = %s\nmeasure = %d\nmargin = %t\nsort = %s\n",
		quote(c.Library), quote(c.Theme), c.NoColor, c.Mouse, quote(c.Editor), quote(c.Browser), c.Measure, c.Margin, quote(OrderName(c.Sort)))
	fmt.Fprintf(&b, "\n[export]\ndir = %s\n", quote(c.Export.Dir))
	for _, t := range c.Topics {
		fmt.Fprintf(&b, "\n[[topics]]\nid = %s\nlabel = %s\nparent = %s\naliases = %s\n",
			quote(t.ID), quote(t.Label), quote(t.Parent), list(t.Aliases))
	}
	for _, s := range Screens() {
		fmt.Fprintf(&b, "\n[keys.%s]\n", s.Name)
		for _, n := range s.Actions {
			bound, ok := c.Keys[s.Name][n.Name]
			if !ok {
				bound = n.Binding.Keys()
			}
			fmt.Fprintf(&b, "%s = %s\n", n.Name, list(bound))
		}
	}
	return b.String()
}

// quote returns s as a TOML basic string.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || clean.Line(string(r)) != string(r):
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func list(ss []string) string {
	out := make([]string, 0, len(ss))
	for _, s := range ss {
		out = append(out, quote(s))
	}
	return "[" + strings.Join(out, ", ") + "]"
}
