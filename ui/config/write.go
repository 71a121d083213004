package config

import (
	"fmt"
	"strconv"
	"strings"

	"readout/ui/clean"
	"readout/ui/theme"
)

// Default returns the configuration file that `config init` writes: every key
// with its default and what it means, all commented out.
func Default() string {
	std := Standard()
	var b strings.Builder
	b.WriteString("# Configuration of readout. Everything is optional; a line without \"#\" at its head counts.\n")
	for _, k := range []struct{ help, line string }{
		{"Folder of the library; READOUT_LIBRARY and --library go before it.", `library = "~/.local/share/readout"`},
		{"Colours: " + strings.Join(Themes(), ", ") + ", or one of your own (below).\n# auto, dark and light use the terminal's own sixteen; contrast and safe (for every kind of eye) come dark and light.", "theme = " + quote(std.Theme)},
		{"Without colour: bold, underlined and reversed text only (as NO_COLOR does).", "no_color = false"},
		{"Lines only, no full screen, for screen readers (as --plain does).", "plain = false"},
		{"Wheel, click and drag; the terminal's own selection then needs shift.", "mouse = false"},
		{"Command for writing notes; READOUT_EDITOR goes before it, VISUAL and EDITOR after.", `editor = "nvim"`},
		{"Command that opens a page; the system's when it is not set.", `browser = "firefox"`},
		{fmt.Sprintf("Greatest number of cells in a line of an article, %d to %d.", MinMeasure, MaxMeasure), "measure = " + strconv.Itoa(std.Measure)},
		{"The same in zen, where the article stands alone.", "zen_measure = " + strconv.Itoa(std.ZenMeasure)},
		{fmt.Sprintf("Cells of the list and of the margin beside an article, %d to %d; 0: what fits.", MinPane, MaxPane), "list_width = 0\n# margin_width = 0"},
		{"The margin (speakers, topics, notes) shows beside an article where there is room.", "margin = true"},
		{"A bar right of the article that shows place, search hits, notes and statements.", "scrollbar = true"},
		{"How the terminal shows characters that are narrow in western and wide in eastern fonts: narrow or wide.", "ambiguous = \"narrow\""},
		{"Links: osc8 (the terminal opens them), numbers, off; auto: osc8 where the terminal has it, else numbers.", "links = " + quote(string(std.Links))},
		{"Names of the five highlight colours.", `colours = ["position", "concession", "check"]`},
		{"Order of the list: " + strings.Join(Orders(), ", ") + "; after a hyphen reversed.", "sort = " + quote(OrderName(std.Sort))},
	} {
		b.WriteString("\n# " + k.help + "\n# " + k.line + "\n")
	}
	b.WriteString("\n# A theme of your own: another one with some colours changed. A colour is \"#rrggbb\", 0 to 255, a name (red,\n" +
		"# bright-blue…) or \"none\".\n# [themes.mine]\n# base = \"night\"\n# highlight1 = \"#5c4d00\"\n# Its colours:" + wrapped(theme.Tokens()) + "\n")
	b.WriteString("\n# [export]\n# Folder of exported notes; when it is not set the reader asks for it.\n# dir = \"~/notes/briefings\"\n")
	b.WriteString("\n# Topics of your own, and further names of known ones (`readout topics` lists them).\n" +
		"# [[topics]]\n# id = \"black-sea-grain\"\n# label = \"Black Sea grain\"\n# parent = \"economy\"\n" +
		"# aliases = [\"grain corridor\", \"Black Sea Grain Initiative\"]\n")
	b.WriteString("\n# Keys: a list for each action; [] takes them away. A key is a character, a name\n" +
		"# (enter, esc, tab, space, up, pgdown, f1…), either after ctrl+, alt+ or shift+;\n" +
		"# up to four of them, one blank apart, are typed one after the other: \"g t\".\n")
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
	ambiguous := narrow
	if c.Wide {
		ambiguous = wide
	}
	for _, k := range [][2]string{
		{"library", quote(c.Library)},
		{"theme", quote(c.Theme)},
		{"no_color", strconv.FormatBool(c.NoColor)},
		{"plain", strconv.FormatBool(c.Plain)},
		{"mouse", strconv.FormatBool(c.Mouse)},
		{"editor", quote(c.Editor)},
		{"browser", quote(c.Browser)},
		{"measure", strconv.Itoa(c.Measure)},
		{"zen_measure", strconv.Itoa(c.ZenMeasure)},
		{"list_width", strconv.Itoa(c.ListWidth)},
		{"margin_width", strconv.Itoa(c.MarginWidth)},
		{"margin", strconv.FormatBool(c.Margin)},
		{"scrollbar", strconv.FormatBool(c.Scrollbar)},
		{"ambiguous", quote(ambiguous)},
		{"links", quote(string(c.Links))},
		{"colours", list(c.Colours[:])},
		{"sort", quote(OrderName(c.Sort))},
	} {
		b.WriteString(k[0] + " = " + k[1] + "\n")
	}
	fmt.Fprintf(&b, "\n[export]\ndir = %s\n", quote(c.Export.Dir))
	c.themesString(&b)
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

// wrapped returns words in lines of a comment.
func wrapped(words []string) string {
	var b strings.Builder
	at := 80
	for _, w := range words {
		if at+len(w) > 78 {
			b.WriteString("\n#  ")
			at = 3
		}
		b.WriteString(" " + w)
		at += len(w) + 1
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
