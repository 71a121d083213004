package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// hyperlinks reports whether the terminal is known to have hyperlinks (OSC 8).
// No terminal can be asked; these say who they are, and are named as having
// them in the list of github.com/Alhadis/OSC8-Adoption. Within screen, and in
// a tmux before 3.4, links are numbered.
func hyperlinks(getenv func(string) string) bool {
	if force := getenv("FORCE_HYPERLINK"); force != "" {
		return force != "0"
	}
	term := getenv("TERM")
	if getenv("TERM_PROGRAM") == "tmux" { // from 3.4 on it keeps them, where what is behind it has them
		var major, minor int
		_, err := fmt.Sscanf(getenv("TERM_PROGRAM_VERSION"), "%d.%d", &major, &minor)
		return err == nil && (major > 3 || major == 3 && minor >= 4)
	}
	if getenv("TMUX") != "" || strings.HasPrefix(term, "screen") || strings.HasPrefix(term, "tmux") {
		return false
	}
	if vte, err := strconv.Atoi(getenv("VTE_VERSION")); err == nil {
		return vte >= 5000
	}
	if getenv("WT_SESSION") != "" || getenv("KONSOLE_VERSION") != "" || getenv("DOMTERM") != "" {
		return true
	}
	return slices.Contains([]string{"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "mintty", "rio"}, getenv("TERM_PROGRAM")) ||
		slices.Contains([]string{"xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "alacritty", "contour", "wezterm"}, term)
}
