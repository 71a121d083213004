package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/config"
	"readout/ui/keys"
	"readout/ui/library"
)

// An action is what a key does. Every one has a command as well, named after
// the action with hyphens for underscores: next_statement is :next-statement.
type action struct {
	screen string // as the configuration writes it
	name   string
	help   string
	key    string // the first one, as help shows it; "" for none
}

// command returns the name by which the command line knows the action.
func (a action) command() string { return strings.ReplaceAll(a.name, "_", "-") }

// bindings returns the maps of bindings that act where the keyboard is.
func (a *App) bindings() [][]keys.Named {
	switch {
	case a.reading:
		return [][]keys.Named{a.maps[config.Global], a.maps[config.Briefing], a.maps[config.Article]}
	case a.beside != theList:
		return [][]keys.Named{a.maps[config.Global], a.maps[a.screenName()]}
	}
	return [][]keys.Named{a.maps[config.Global], a.maps[config.Briefing], a.maps[config.List]}
}

// screenName names the screen with the keyboard as the configuration does.
func (a *App) screenName() string {
	switch {
	case a.reading:
		return config.Article
	case a.beside == theNotes:
		return config.Notes
	case a.beside == theLedger:
		return config.Ledger
	}
	return config.List
}

// actions lists what can be done by name: everything of every screen but what
// acts only within an input. Those of the screen with the keyboard come first;
// one name stands for one action.
func (a *App) actions() []action {
	front := a.screenName()
	var out []action
	seen := map[string]bool{}
	for _, screen := range []string{front, config.Global, config.Briefing, config.Article, config.List, config.Notes, config.Ledger} {
		for _, n := range a.maps[screen] {
			if n.Mode != "" || seen[n.Name] {
				continue
			}
			seen[n.Name] = true
			out = append(out, action{screen, n.Name, n.Binding.Help().Desc, keys.First(*n.Binding)})
		}
	}
	return out
}

// act runs an action: on its screen, as its key would.
func (a *App) act(x action) tea.Cmd {
	var show tea.Cmd
	switch x.screen {
	case config.Article:
		if _, ok := a.reader.Current(); !ok {
			return a.say("no briefing is open")
		}
		a.focus(true)
		show = a.layout()
	case config.List:
		show = a.showBeside(theList)
	case config.Notes:
		show = a.showBeside(theNotes)
	case config.Ledger:
		show = a.showBeside(theLedger)
	}
	return tea.Batch(show, a.press(keys.Press(x.screen, x.name)))
}

// actionCommands returns the actions whose name no command has, as commands.
func (a *App) actionCommands(table []command) []command {
	var out []command
	for _, x := range a.actions() {
		name := x.command()
		if slices.ContainsFunc(table, func(c command) bool { return c.name == name }) {
			continue
		}
		help := x.help
		if x.key != "" {
			help += " (" + x.key + ")"
		}
		out = append(out, command{name: name, help: help, run: func(a *App, _ string) tea.Cmd { return a.act(x) }})
	}
	return out
}

// tourTag marks the sample that shows what there is.
const tourTag = "tour"

// tourCommand opens the tour, wherever the list stands.
func (a *App) tourCommand(string) tea.Cmd {
	lib, ctx, now := a.lib, a.ctx, a.o.Now()
	return func() tea.Msg {
		q, err := query.Parse("tag:"+tourTag+" tag:"+briefings.SampleTag, now)
		if err != nil {
			return done{err: err}
		}
		rows, err := lib.Find(ctx, q, briefings.Order{By: briefings.ByPublished}, 1, 0)
		if err != nil {
			return done{err: err}
		}
		if len(rows) == 0 {
			return done{say: "the tour is not in this library: :samples add brings the samples"}
		}
		return library.Open{ID: rows[0].ID}
	}
}
