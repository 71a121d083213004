package config

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"readout/ui/clean"
	"readout/ui/theme"
)

// Themes lists the themes that need no configuration.
func Themes() []string { return theme.Names() }

// ThemeNames lists the values of theme: the shipped themes and the user's own.
func (c Config) ThemeNames() []string { return append(Themes(), theme.OwnNames(c.Themes)...) }

// baseKey names the theme that an own one changes.
const baseKey = "base"

// themes takes over the user's themes and checks the one in force.
func (f *file) themes(c *Config, at lines) *problem {
	c.Themes = map[string]theme.Own{}
	for _, name := range slices.Sorted(maps.Keys(f.Themes)) {
		if p := themeName(name, at["themes."+name]); p != nil {
			return p
		}
		c.Themes[name] = theme.Own{Colors: map[string]string{}}
	}
	for _, path := range at.order("themes.") {
		_, rest, _ := strings.Cut(path, ".")
		name, key, ok := strings.Cut(rest, ".")
		if !ok {
			continue
		}
		own := c.Themes[name]
		if p := setColor(&own, key, f.Themes[name][key], at[path], path); p != nil {
			return p
		}
		c.Themes[name] = own
	}
	if names := c.ThemeNames(); !slices.Contains(names, c.Theme) {
		return &problem{at["theme"], fmt.Sprintf("theme is %q; it may be %s%s", clean.Line(c.Theme), strings.Join(names, ", "), Suggest(c.Theme, names))}
	}
	return nil
}

// themeName refuses what could not be written after [themes.
func themeName(name string, line int) *problem {
	bad := name == "" || strings.ContainsFunc(name, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '_'
	})
	switch {
	case bad:
		return &problem{line, fmt.Sprintf("the name %q of a theme may hold lower-case letters, digits and hyphens", clean.Line(name))}
	case slices.Contains(Themes(), name):
		return &problem{line, fmt.Sprintf("%q is a theme already; take another name, with base = %q", name, name)}
	}
	return nil
}

// setColor takes one key of a theme.
func setColor(own *theme.Own, key string, value any, line int, path string) *problem {
	var s string
	switch v := value.(type) {
	case string:
		s = v
	case int64:
		s = strconv.FormatInt(v, 10)
	default:
		return &problem{line, clean.Line(path) + ` is no colour; write "#rrggbb", a number from 0 to 255 or a name in quotation marks`}
	}
	if key == baseKey {
		if !slices.Contains(Themes(), s) {
			return &problem{line, fmt.Sprintf("%s is %q; it may be %s", path, clean.Line(s), strings.Join(Themes(), ", "))}
		}
		own.Base = s
		return nil
	}
	if !slices.Contains(theme.Tokens(), key) {
		near := Suggest(key, append(theme.Tokens(), baseKey))
		if near == "" {
			near = "; there are base, " + strings.Join(theme.Tokens(), ", ")
		}
		return &problem{line, fmt.Sprintf("unknown colour %q of a theme%s", clean.Line(key), near)}
	}
	if _, err := theme.ParseColor(s); err != nil {
		return &problem{line, clean.Line(path + ": " + err.Error())}
	}
	own.Colors[key] = s
	return nil
}

// themesString writes the user's themes as TOML.
func (c Config) themesString(b *strings.Builder) {
	for _, name := range theme.OwnNames(c.Themes) {
		own := c.Themes[name]
		fmt.Fprintf(b, "\n[themes.%s]\n", name)
		if own.Base != "" {
			fmt.Fprintf(b, "base = %s\n", quote(own.Base))
		}
		for _, token := range theme.Tokens() {
			if v, ok := own.Colors[token]; ok {
				fmt.Fprintf(b, "%s = %s\n", token, quote(v))
			}
		}
	}
}
