package theme

// Wishes are what flags and configuration say about the terminal.
type Wishes struct {
	NoColorFlag, FlatFlag bool // --no-color, --plain
	NoColor, Flat         bool // no_color, plain of the configuration
}

// Output is what a terminal gets.
type Output struct {
	Color bool // false: attributes only
	Flat  bool // lines only, no full screen
}

// Profile decides what the terminal gets: flag before environment before
// configuration before default. Whether there is a terminal at all is not its
// question.
//
// Colour, the first that holds:
//
//	--no-color                            none
//	NO_COLOR is set, to anything but ""   none (no-color.org)
//	CLICOLOR_FORCE is set, not to "0"     colour, also where TERM is dumb
//	CLICOLOR is "0"                       none (bixense.com/clicolors)
//	TERM is dumb                          none
//	no_color = true                       none
//
// Lines only: --plain, TERM=dumb (a terminal that cannot move its cursor; so
// is one without a name, but on Windows, where terminals have none), or plain =
// true. CLICOLOR_FORCE does not change that.
func Profile(getenv func(string) string, windows bool, w Wishes) Output {
	term := getenv("TERM")
	dumb := term == "dumb" || term == "" && !windows
	out := Output{Flat: w.FlatFlag || w.Flat || dumb}
	force := getenv("CLICOLOR_FORCE")
	switch {
	case w.NoColorFlag, getenv("NO_COLOR") != "":
	case force != "" && force != "0":
		out.Color = true
	case getenv("CLICOLOR") == "0", dumb, w.NoColor:
	default:
		out.Color = true
	}
	return out
}
