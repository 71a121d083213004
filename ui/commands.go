package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefings/query"
	"readout/ui/config"
	"readout/ui/details"
	"readout/ui/dialog"
	"readout/ui/ledger"
	"readout/ui/notes"
)

type keyBinding = key.Binding

// command is a word of the command line.
type command struct {
	name, args, help string
	values           func(a *App, prefix string) []string // of the last word; may be nil
	run              func(a *App, args string) tea.Cmd
}

// The words that both the command line and the flat mode know.
const (
	wordList   = "list"
	wordFilter = "filter"
	wordSort   = "sort"
	wordTag    = "tag"
	wordUntag  = "untag"
	wordStar   = "star"
	wordUnstar = "unstar"
	wordRead   = "read"
	wordUnread = "unread"
	wordExport = "export"
	wordImport = "import"
	wordUndo   = "undo"
	wordRedo   = "redo"
	wordHelp   = "help"
	wordQuit   = "quit"
)

// commands returns the table of the command line, in the order of help.
func commands() []command {
	return []command{
		{"open", "ID|TITLE", "open a briefing", (*App).titles, (*App).openCommand},
		{wordFilter, "[QUERY]", "show what a query selects; without one, everything", nil, (*App).filterCommand},
		{wordSort, "ORDER", "sort the list", fixed(orderNames()...), (*App).sortCommand},
		{wordTag, "NAME…", "tag the briefing at hand", (*App).tags, (*App).tagCommand},
		{wordUntag, "NAME…", "take tags off", (*App).tags, (*App).untagCommand},
		{wordStar, "", "star", nil, func(a *App, _ string) tea.Cmd { return a.setStarred(a.targets(), true) }},
		{wordUnstar, "", "take the star off", nil, func(a *App, _ string) tea.Cmd { return a.setStarred(a.targets(), false) }},
		{wordRead, "", "mark as read", nil, func(a *App, _ string) tea.Cmd { return a.mark(true) }},
		{wordUnread, "", "mark as unread", nil, func(a *App, _ string) tea.Cmd { return a.mark(false) }},
		{"edit", "", "edit the details", nil, func(a *App, _ string) tea.Cmd { return a.askDetails() }},
		{"rm", "", "remove the briefing", nil, func(a *App, _ string) tea.Cmd { return a.askRemove() }},
		{"browse", "", "open in the browser", nil, func(a *App, _ string) tea.Cmd { return a.browseCommand() }},
		{wordExport, "[FOLDER]", "write the notes as Markdown", nil, (*App).exportCommand},
		{wordImport, "PATH…", "add files and folders", nil, (*App).importCommand},
		{"samples", "add|rm", "add or remove the built-in samples", fixed("add", "rm"), (*App).samplesCommand},
		{"margin", "on|off", "show or hide the margin", fixed("on", "off"), (*App).marginCommand},
		{wordUndo, "", "take the last change back", nil, func(a *App, _ string) tea.Cmd { return a.undo(false) }},
		{wordRedo, "", "make it again", nil, func(a *App, _ string) tea.Cmd { return a.undo(true) }},
		{"notes", "[QUERY]", "all marks and notes of the library", nil, (*App).notesCommand},
		{"group", "WORD", "group all notes", (*App).groups, (*App).groupCommand},
		{wordLedger, "[QUERY]", "who said what: the statements of the library", nil, (*App).ledgerCommand},
		{wordSpeakers, "[QUERY]", "who speaks, and how often", nil, func(a *App, args string) tea.Cmd { return a.namesCommand(ledger.BySpeaker, args) }},
		{wordTopics, "[QUERY]", "what is spoken about, and how often", nil, func(a *App, args string) tea.Cmd { return a.namesCommand(ledger.ByTopic, args) }},
		{kindSpeaker, "NAME", "the page of a speaker", namesOf(kindSpeaker), func(a *App, args string) tea.Cmd { return a.pageCommand(ledger.BySpeaker, args) }},
		{kindTopic, "NAME", "the page of a topic", namesOf(kindTopic), func(a *App, args string) tea.Cmd { return a.pageCommand(ledger.ByTopic, args) }},
		{"rename-tag", "OLD NEW", "rename a tag everywhere, or merge it into another", (*App).tags, (*App).renameTagCommand},
		{"colour", "[NUMBER NAME]", "name a highlight colour", nil, (*App).colourCommand},
		{"zen", "", "the article alone, and back", nil, func(a *App, _ string) tea.Cmd { return a.toggleZen() }},
		{"tour", "", "the sample that shows what there is", nil, (*App).tourCommand},
		{"theme", "NAME", "change the colours", (*App).themes, (*App).themeCommand},
		{"reload", "", "read the library again", nil, func(a *App, _ string) tea.Cmd { return a.check(true) }},
		{"messages", "", "earlier messages", nil, func(a *App, _ string) tea.Cmd {
			return dialog.Show(dialog.NewText("messages", a.messages(), true))
		}},
		{wordHelp, "", "all keys", nil, func(a *App, _ string) tea.Cmd { return dialog.Show(a.help()) }},
		{"commands", "", "all commands", nil, func(a *App, _ string) tea.Cmd { return dialog.Show(a.commandHelp()) }},
		{wordQuit, "", "leave", nil, func(a *App, _ string) tea.Cmd { return a.leave() }},
	}
}

func fixed(values ...string) func(*App, string) []string {
	return func(_ *App, prefix string) []string {
		return slices.DeleteFunc(slices.Clone(values), func(v string) bool { return !strings.HasPrefix(v, prefix) })
	}
}

func orderNames() []string {
	var out []string
	for _, o := range config.Orders() {
		out = append(out, o, "-"+o)
	}
	return out
}

// all returns every command: the table, then the actions of the screens.
func (a *App) all() []command {
	table := commands()
	return append(table, a.actionCommands(table)...)
}

// commandHelp returns the page of all commands.
func (a *App) commandHelp() dialog.Dialog {
	var lines []string
	for _, c := range a.all() {
		lines = append(lines, fmt.Sprintf(":%-24s %s", strings.TrimSpace(c.name+" "+c.args), c.help))
	}
	return dialog.NewText("commands", lines, false)
}

// find returns the command of a name or of its unmistakable beginning.
// The commands of the table win over the names of actions.
func (a *App) find(name string) (command, error) {
	table := commands()
	if c, err := pick(table, name); err == nil || !errors.Is(err, errUnknown) {
		return c, err
	}
	actions := a.actionCommands(table)
	c, err := pick(actions, name)
	if errors.Is(err, errUnknown) {
		var known []string
		for _, c := range append(table, actions...) {
			known = append(known, c.name)
		}
		err = fmt.Errorf("%w %q%s (:commands lists them)", errUnknown, name, config.Suggest(name, known))
	}
	return c, err
}

var errUnknown = errors.New("unknown command")

func pick(from []command, name string) (command, error) {
	var fits []command
	for _, c := range from {
		if c.name == name || name == "q" && c.name == wordQuit {
			return c, nil
		}
		if strings.HasPrefix(c.name, name) {
			fits = append(fits, c)
		}
	}
	switch {
	case len(fits) == 1:
		return fits[0], nil
	case len(fits) > 1:
		names := make([]string, len(fits))
		for i, c := range fits {
			names[i] = c.name
		}
		return command{}, fmt.Errorf("%q may be %s", name, strings.Join(names, ", "))
	}
	return command{}, errUnknown
}

// commandLine opens the command line.
func (a *App) commandLine(value string) tea.Cmd {
	line := dialog.NewLine(":", value, a.runCommand)
	line.History = a.history
	line.Complete = a.completeCommand
	line.CompleteLater = func(s string, cursor int) tea.Cmd { return a.completePath(line, s, cursor) }
	line.Check = a.checkCommand
	line.Note = func() string {
		name, _, _ := strings.Cut(strings.TrimLeft(line.Value(), " :"), " ")
		if c, err := a.find(name); err == nil && name != "" {
			return strings.TrimSpace(c.name+" "+c.args) + ": " + c.help
		}
		return "tab completes · up and down recall · esc closes"
	}
	a.dialogs.Push(line)
	return a.learn()
}

const maxHistory = 200

func (a *App) runCommand(s string) tea.Cmd {
	s = strings.TrimLeft(s, " :")
	name, args, _ := strings.Cut(s, " ")
	if name == "" {
		return nil
	}
	a.history = slices.DeleteFunc(a.history, func(h string) bool { return h == s })
	a.history = append(a.history, s)
	if len(a.history) > maxHistory {
		a.history = slices.Clone(a.history[len(a.history)-maxHistory:])
	}
	a.said.text = "" // it was about what was done before
	c, err := a.find(name)
	if err != nil {
		return a.fail(err)
	}
	return tea.Batch(a.keep(stateHistory, a.history), c.run(a, strings.TrimSpace(args)))
}

// checkCommand points at a query's mistake while it is typed.
func (a *App) checkCommand(s string) *dialog.Problem {
	if args, ok := strings.CutPrefix(s, "filter "); ok {
		if p := a.list.Check(args); p != nil {
			p.Pos += len(s) - len(args)
			return p
		}
	}
	return nil
}

// completeCommand completes the command's name, then its words.
func (a *App) completeCommand(s string, cursor int) []dialog.Completion {
	name, args, spaced := strings.Cut(s[:cursor], " ")
	if !spaced {
		var out []dialog.Completion
		for _, c := range a.all() {
			if strings.HasPrefix(c.name, name) {
				text := c.name
				if c.args != "" {
					text += " "
				}
				out = append(out, dialog.Completion{Text: text, Show: strings.TrimSpace(c.name + " " + c.args), Help: c.help})
			}
		}
		return out
	}
	c, err := a.find(name)
	switch {
	case err != nil:
		return nil
	case c.name == wordFilter || c.name == wordLedger || c.name == wordSpeakers || c.name == wordTopics:
		var out []dialog.Completion
		for _, q := range a.list.Complete(args, len(args)) {
			q.Text = name + " " + q.Text
			out = append(out, q)
		}
		return out
	case c.name == "open":
		var out []dialog.Completion
		for _, t := range a.titles(args) {
			out = append(out, dialog.Completion{Text: name + " " + t, Show: t})
		}
		return out
	case c.values == nil:
		return nil
	}
	return dialog.CompleteName(s, cursor, func(prefix string) []string { return c.values(a, prefix) })
}

// titles returns up to eight titles that a pattern fits.
func (a *App) titles(pattern string) []string {
	var out []string
	rows := a.list.Rows()
	for i := range rows[:min(len(rows), 5000)] {
		if len(out) == 8 {
			break
		}
		if strings.HasPrefix(rows[i].ID, pattern) || dialog.Score(pattern, rows[i].Title) > 0 {
			out = append(out, rows[i].Title)
		}
	}
	return out
}

// openCommand opens the briefing of an id, a title, or the beginning of one.
func (a *App) openCommand(args string) tea.Cmd {
	if args == "" {
		return a.fail(errors.New("open what? :open ID or a title"))
	}
	best, score := "", 0
	rows := a.list.Rows()
	for i := range rows {
		b := &rows[i]
		switch {
		case b.ID == args || b.Title == args:
			return a.open(b.ID, query.Query{})
		case len(args) >= 4 && strings.HasPrefix(b.ID, args):
			best, score = b.ID, 1<<30
		default:
			if s := dialog.Score(args, b.Title); s > score {
				best, score = b.ID, s
			}
		}
	}
	if best == "" {
		return a.fail(fmt.Errorf("no briefing of this list is called %q; :filter shows others", args))
	}
	return a.open(best, query.Query{})
}

func (a *App) filterCommand(args string) tea.Cmd {
	q, err := query.Parse(args, a.o.Now())
	if err != nil {
		return a.fail(err)
	}
	return tea.Batch(a.showBeside(theList), a.back(), a.list.SetQuery(q))
}

func (a *App) sortCommand(args string) tea.Cmd {
	o, err := config.ParseOrder(args)
	if err != nil {
		return a.fail(err)
	}
	return tea.Batch(a.showBeside(theList), a.list.SetOrder(o))
}

func (a *App) groups(prefix string) []string {
	var names []string
	for _, g := range notes.Groupings() {
		names = append(names, string(g))
	}
	return fixed(names...)(a, prefix)
}

// renameTagCommand renames a tag in the whole library.
func (a *App) renameTagCommand(args string) tea.Cmd {
	names, err := dialog.Words(args)
	if err != nil {
		return a.fail(err)
	}
	if len(names) != 2 {
		return a.fail(errors.New("rename which tag to what? :rename-tag OLD NEW"))
	}
	from, to := strings.TrimLeft(names[0], "#"), strings.TrimLeft(names[1], "#")
	lib, ctx := a.lib, a.ctx
	a.acts++
	return func() tea.Msg {
		n, err := lib.RenameTag(ctx, from, to)
		say := fmt.Sprintf("tag %s is now %s: %d changed", from, to, n)
		if err == nil && n == 0 {
			say = "nothing is tagged " + from
		}
		return done{act: true, say: say, err: err}
	}
}

func (a *App) tagCommand(args string) tea.Cmd {
	if args == "" {
		return a.askTags(false)
	}
	return a.setTags(a.targets(), details.Tags(args), false)
}

func (a *App) untagCommand(args string) tea.Cmd {
	if args == "" {
		return a.askTags(true)
	}
	return a.setTags(a.targets(), details.Tags(args), true)
}

func (a *App) mark(read bool) tea.Cmd {
	bs := a.targets()
	return a.setRead(ids(bs), read, of(bs))
}

func (a *App) browseCommand() tea.Cmd {
	if a.o.Actions.Browse == nil {
		return a.say("no browser is available here")
	}
	return a.browse()
}

func (a *App) exportCommand(args string) tea.Cmd {
	if args == "" && a.o.Actions.Export != nil {
		return a.askExport()
	}
	paths, err := dialog.Words(args)
	if err != nil {
		return a.fail(err)
	}
	return a.export(a.targets(), strings.Join(paths, " "))
}

func (a *App) importCommand(args string) tea.Cmd {
	paths, err := dialog.Words(args)
	if err == nil && len(paths) == 0 {
		err = errors.New("import what? :import FILE or FOLDER")
	}
	if err != nil {
		return a.fail(err)
	}
	return a.importPaths(paths)
}

func (a *App) samplesCommand(args string) tea.Cmd {
	switch {
	case args == "add":
		return a.addSamples()
	case args != "rm":
		return a.fail(fmt.Errorf("samples is %q; it may be add or rm", args))
	}
	return a.removeSamples()
}

// addSamples adds the built-in samples.
func (a *App) addSamples() tea.Cmd {
	add, ctx := a.o.Actions.AddSamples, a.ctx
	if add == nil {
		return a.say("the samples cannot be added here")
	}
	return func() tea.Msg {
		say, err := add(ctx)
		return done{say: say, err: err}
	}
}

func (a *App) marginCommand(args string) tea.Cmd {
	if args != "on" && args != "off" {
		return a.fail(fmt.Errorf("margin is %q; it may be on or off", args))
	}
	a.reader.SetMargin(args == "on")
	return nil
}

func (a *App) themes(prefix string) []string { return fixed(a.o.Config.ThemeNames()...)(a, prefix) }

func (a *App) themeCommand(args string) tea.Cmd {
	if !slices.Contains(a.o.Config.ThemeNames(), args) {
		names := a.o.Config.ThemeNames()
		return a.fail(fmt.Errorf("theme is %q%s; it may be %s", args, config.Suggest(args, names), strings.Join(names, ", ")))
	}
	a.theme = args
	a.restyle()
	if a.spec().Follows() && a.o.Dark == nil && !a.coloured {
		return tea.RequestBackgroundColor
	}
	return nil
}

// checkQuery and completeQuery serve lines for queries on other screens as the
// list's own does.
func (a *App) checkQuery(s string) *dialog.Problem { return a.list.Check(s) }

func (a *App) completeQuery(s string, cursor int) []dialog.Completion {
	return a.list.Complete(s, cursor)
}

// completePath completes the path at the cursor of the commands that take one.
func (a *App) completePath(line *dialog.Line, s string, cursor int) tea.Cmd {
	paths := a.o.Actions.Paths
	name, _, spaced := strings.Cut(strings.TrimLeft(s[:cursor], " :"), " ")
	if c, err := a.find(name); paths == nil || !spaced || err != nil || c.name != wordImport && c.name != wordExport {
		return nil
	}
	word, start := dialog.WordAt(s, cursor)
	return line.Later(s, func() []dialog.Completion {
		var out []dialog.Completion
		for _, p := range paths(word) {
			out = append(out, dialog.Completion{Text: s[:start] + dialog.Quote(p) + s[cursor:], Show: p})
		}
		return out
	})
}
