// Package ui is the full-screen program: the root model that holds the screens
// together. It gives each its size, its styles and its messages, runs what
// takes long, opens dialogs, and tells errors in the status line; it never
// ends on one.
//
// # Screens
//
// Screens are packages of their own that know neither each other nor the root:
// ui/library (the list), ui/notes (all notes) and ui/ledger (who said what)
// share one side, ui/reader is the article. To the root each is a [pane]. Which
// of them show follows the width (layout.go); dialogs (ui/dialog) lie over them.
// ui/flat is the same program in lines of words and shares no screen.
//
// # Keys
//
// A key goes to the dialog in front, else to what is being typed into, else
// through the sequencer to the bindings that act everywhere, to those of the
// briefing at hand, and to the screen. Every binding has a name by which a
// command runs it (actions.go), so that nothing can be done by keys alone.
//
// # Changes
//
// The library on disk is known only as [Library]. Every change made here is a
// step of its that [Library.Undo] takes back; headers show it ahead of the
// answer. A key that needs an answer first waits in a queue (ahead.go), an undo
// until the changes before it are made. What the screen itself remembers
// (memo.go) is kept in the library too. What the program cannot do by itself
// (export, import, editors, browsers) comes as [Actions].
package ui

import (
	"context"
	"os/exec"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/config"
	"readout/ui/dialog"
	"readout/ui/flat"
	"readout/ui/keys"
	"readout/ui/ledger"
	"readout/ui/library"
	"readout/ui/notes"
	"readout/ui/page"
	"readout/ui/reader"
	"readout/ui/theme"
)

// Library is what the program needs of the library on disk: what its screens
// need, and what it does by itself. Every call may take long, fail, and come
// from another goroutine.
type Library interface {
	reader.Library
	library.Source
	notes.Source
	ledger.Source
	flat.Library
	Changer
	Keeper

	// Names returns all speakers and topics, those of most briefings first.
	Names(ctx context.Context) (speakers, topics []briefings.Count, err error)
	// NoteTags returns the tags that notes have.
	NoteTags(ctx context.Context) ([]string, error)
}

// Changer changes briefings. Every change is a step that can be taken back, but
// for [Changer.Opened].
type Changer interface {
	Tag(ctx context.Context, ids, add, remove []string) error
	// RenameTag renames a tag in the whole library, or merges it into one that
	// is there; it returns how many briefings and annotations had it.
	RenameTag(ctx context.Context, from, to string) (int, error)
	SetRead(ctx context.Context, ids []string, read bool) error
	SetStarred(ctx context.Context, ids []string, starred bool) error
	Edit(ctx context.Context, id string, d briefings.Details, which []string) error
	Remove(ctx context.Context, ids []string, withNotes bool) error // briefings.ErrAnnotated
	// Opened marks a briefing as read because it was opened.
	Opened(ctx context.Context, id string) error
}

// Keeper keeps what was done and how the screens were left.
type Keeper interface {
	// Undo takes the newest step back, Redo makes it again; briefings.ErrNoStep
	// when there is none.
	Undo(ctx context.Context) (briefings.Step, error)
	Redo(ctx context.Context) (briefings.Step, error)
	// State and SetState keep small facts of the screens; nil is none.
	State(ctx context.Context, key string) ([]byte, error)
	SetState(ctx context.Context, key string, value []byte) error
}

// Stamper is a [Library] that can say cheaply whether it has changed: two
// equal stamps mean that nothing was written between them. Without it the list
// is read again only when the terminal gets the focus.
type Stamper interface {
	Stamp(ctx context.Context) (string, error)
}

// Actions are what the program cannot do by itself. Each runs outside the
// event loop; one that is nil is not offered.
type Actions struct {
	// Export writes the notes of briefings into a folder.
	Export func(ctx context.Context, ids []string, dir string, progress func(done, total int)) (summary string, err error)
	// Import adds files and folders; line is one line of its report, or "".
	// first says that these are the first beside the built-in samples.
	Import func(ctx context.Context, paths []string, progress func(done, total int, line string)) (summary string, first bool, err error)
	// Paths returns the paths that begin with what is typed.
	Paths func(typed string) []string
	// Save writes a file, whole or not at all; one that is there is fs.ErrExist
	// unless it is to be replaced.
	Save func(ctx context.Context, path string, data []byte, replace bool) error
	// Edit prepares $EDITOR on a text; read returns what was written.
	Edit func(text string) (cmd *exec.Cmd, read func() (string, error), err error)
	// Browse opens a page in the browser.
	Browse func(url string) error
	// Copy puts a text on the native clipboard; the terminal's (OSC 52) gets it too.
	Copy func(text string) error
	// AddSamples adds the built-in samples that are not in the library.
	AddSamples func(ctx context.Context) (summary string, err error)
	// Renew analyses again what an earlier version of the rules had analysed; the
	// summary is "" when there was nothing. It runs from the start on, behind
	// everything else, and says total once it knows that there is something.
	Renew func(ctx context.Context, progress func(done, total int)) (summary string, err error)
	// RemoveSamples removes the built-in samples without notes.
	RemoveSamples func(ctx context.Context) (summary string, err error)
}

// Options are what the program is started with.
type Options struct {
	Library Library
	Actions Actions
	Config  config.Config // config.Standard() or what a file says
	Query   string        // selects the list; a mistake in it is told and shown in the filter box
	Version string

	NoColor    bool
	Screen     bool             // the terminal is within GNU screen, which takes sequences for the one behind it in an envelope
	Hyperlinks bool             // the terminal is known to have them (OSC 8)
	Dark       *bool            // the background, for tests; nil: ask the terminal
	Flat       bool             // Run runs RunFlat
	Now        func() time.Time // nil: time.Now
}

// App is the program. It implements [tea.Model].
type App struct {
	ctx  context.Context
	o    Options
	quit context.CancelFunc

	global   keys.Global
	briefing keys.Briefing
	article  reader.KeyMap

	lib     *writer
	list    *library.Library
	notes   *notes.Notes
	ledger  *ledger.Ledger
	reader  *reader.Reader
	dialogs dialog.Stack

	st       *theme.Styles
	paints   paints
	theme    string // one of the configuration's
	profile  colorprofile.Profile
	method   ansi.Method
	coloured bool // the theme has set the terminal's background: it would tell ours
	dark     bool // what the terminal said, or was assumed
	width    int
	height   int
	reading  bool   // the article has the keyboard
	beside   beside // what stands beside the article or before it
	shown    string // id of the briefing that the article shows or is about to show
	from     string // id of the briefing that was read when the notes or the ledger were asked for, "" for none

	primed tea.Cmd           // what is left to load after the first rows; nil: everything
	ahead  []tea.KeyPressMsg // typed while the article waits for something

	after    func(time.Duration, tea.Msg) tea.Cmd // a message later; tests do not wait
	previews int                                  // number of the last preview that was asked for
	task     task
	renewal  task // of old analyses, behind everything else
	said     said
	log      []string // messages, oldest first
	history  []string // command lines, oldest first
	folder   string   // last export folder
	stamp    string
	checking bool

	memo     memo
	memoEra  int
	colours  [briefings.Colors]string // names of the highlight colours, "" for none
	given    []string                 // those that were given in the reader
	recent   []dialog.Item            // chosen in the palette, newest first
	dragged  edge                     // the division that the mouse holds
	acts     int                      // changes on their way to the library
	names    learned                  // those of the library, as far as they are known
	taught   bool                     // the list knows the names of the library
	taughtBy string                   // as of this stamp
	noteTags []string                 // tags that notes have
	undoing  int                      // undos among them
	await    string                   // briefing that gets the list's cursor when its row comes
	seq      keys.Sequencer
	maps     map[string][]keys.Named // the bindings of the screens, by their names in the configuration
}

// New returns the program; it touches the library only when it runs.
func New(ctx context.Context, o Options) *App {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Config.Theme == "" {
		o.Config = config.Standard()
	}
	ctx, quit := context.WithCancel(ctx)
	a := &App{
		ctx: ctx, o: o, quit: quit, after: later, dark: true, theme: o.Config.Theme, profile: colorprofile.TrueColor, folder: o.Config.Export.Dir,
		global: keys.DefaultGlobal(), briefing: keys.DefaultBriefing(), article: reader.DefaultKeys(),
	}
	if o.Dark != nil {
		a.dark = *o.Dark
	}
	listKeys, noteKeys, ledgerKeys := library.DefaultKeys(), notes.DefaultKeys(), ledger.DefaultKeys()
	for name, named := range map[string][]keys.Named{
		config.Global: keys.All(&a.global), config.Briefing: keys.All(&a.briefing), config.List: keys.All(&listKeys),
		config.Notes: keys.All(&noteKeys), config.Ledger: keys.All(&ledgerKeys), config.Article: keys.All(&a.article),
	} {
		keys.Override(named, o.Config.Keys[name])
		keys.Name(name, named)
	}
	a.maps = map[string][]keys.Named{config.Global: keys.All(&a.global), config.Briefing: keys.All(&a.briefing)}
	a.offer()
	a.st = a.styles()
	a.coloured = a.st.Background != nil
	a.paints = newPaints(a.st)
	q, err := query.Parse(o.Query, o.Now())
	a.lib = &writer{Library: o.Library}
	a.notes = notes.New(ctx, a.lib, a.st, noteKeys, notes.Options{
		Now: o.Now, Send: a.atOnce, Order: o.Config.Sort, NoScrollbar: !o.Config.Scrollbar, UndoKey: keys.First(a.global.Undo), Clipboard: o.Actions.Copy,
		Check: a.checkQuery, Complete: a.completeQuery, Tags: a.tags,
	})
	a.notes.SetFocused(false)
	a.notes.SetColours(o.Config.Colours)
	a.notes.SetTabs(tabLabels(), 1)
	a.ledger = ledger.New(ctx, a.lib, a.st, ledgerKeys, ledger.Options{
		Now: o.Now, Send: a.atOnce, UndoKey: keys.First(a.global.Undo), Clipboard: o.Actions.Copy, Colours: o.Config.Colours,
		Check: a.checkQuery, Complete: a.completeQuery,
	})
	a.ledger.SetFocused(false)
	a.ledger.SetTabs(tabLabels(), 2)
	a.list = library.New(ctx, a.lib, a.st, listKeys, library.Options{Query: q, Order: o.Config.Sort, Now: o.Now, Send: a.atOnce, NoScrollbar: !o.Config.Scrollbar})
	a.reader = reader.New(ctx, a.lib, a.st, a.article, reader.Options{
		Editor: a.editor(), Measure: o.Config.Measure, Margin: o.Config.Margin, Send: a.atOnce,
		After:    func(d time.Duration, msg tea.Msg) tea.Cmd { return a.after(d, msg) },
		Terminal: a.terminalOf(), Now: o.Now, NoScrollbar: !o.Config.Scrollbar,
		UndoKey: keys.First(a.global.Undo), Tags: a.tags, ZenMeasure: o.Config.ZenMeasure, Colours: o.Config.Colours,
	})
	a.list.SetTabs(tabLabels(), 0)
	a.memo.List, a.memo.Margin = o.Config.ListWidth, o.Config.MarginWidth
	a.reader.SetMarginWidth(a.memo.Margin)
	a.reader.SetFocused(false)
	a.maps[config.List], a.maps[config.Notes], a.maps[config.Article] = a.list.Bindings(), a.notes.Bindings(), a.reader.Bindings()
	a.maps[config.Ledger] = a.ledger.Bindings()
	a.dialogs.SetStyles(a.st)
	if err != nil {
		a.note(err.Error(), true)
	}
	return a
}

// later returns a command that gives msg after d.
func later(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// offer takes the keys away from what was not given.
func (a *App) offer() {
	if a.o.Actions.Export == nil {
		a.briefing.Export.SetEnabled(false)
	}
	if a.o.Actions.Browse == nil {
		a.briefing.Browse.SetEnabled(false)
	}
}

// Init asks for the first rows and, unless that is settled, for the colour of
// the background. The first frame waits for neither.
func (a *App) Init() tea.Cmd {
	rows := a.primed
	if rows == nil {
		rows = a.list.Load()
	}
	cmds := []tea.Cmd{rows, a.watch(), a.check(false), a.renew()}
	if a.primed == nil {
		cmds = append(cmds, a.recall())
	}
	if a.spec().Follows() && a.o.Dark == nil {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

// spec says which styles are wanted: the theme in force, for what the terminal
// can do.
func (a *App) spec() theme.Spec {
	return theme.Spec{
		Name: a.theme, Dark: a.dark, Color: !a.o.NoColor && !a.o.Config.NoColor, Profile: a.profile, Own: a.o.Config.Themes,
	}
}

func (a *App) styles() *theme.Styles { return a.spec().Styles() }

// terminalOf is what articles need to know of the terminal.
func (a *App) terminalOf() reader.Terminal {
	t := reader.Terminal{Method: a.method}
	switch links := a.o.Config.Links; {
	case links == config.LinksOSC8, links == config.LinksAuto && a.o.Hyperlinks:
		t.Links = page.Hyperlinks
	case links == config.LinksNumbers, links == config.LinksAuto:
		t.Links = page.NumberedLinks
	}
	return t
}

// restyle gives everything the styles of the theme in force.
func (a *App) restyle() {
	a.st = a.styles()
	a.coloured = a.coloured || a.st.Background != nil
	a.paints = newPaints(a.st)
	a.list.SetStyles(a.st)
	a.notes.SetStyles(a.st)
	a.ledger.SetStyles(a.st)
	a.reader.SetStyles(a.st)
	a.dialogs.SetStyles(a.st)
}

// Update implements [tea.Model]: terminal facts, then ctrl+c, then dialogs,
// then results of the program's own work, then keys, then the screens.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := a.handle(msg)
	if len(a.ahead) > 0 {
		cmd = tea.Batch(cmd, a.replay())
	}
	return a, cmd
}

func (a *App) handle(msg tea.Msg) tea.Cmd {
	if cmd, ok := a.terminal(msg); ok {
		return cmd
	}
	if cmd, ok := a.own(msg); ok {
		return cmd
	}
	if cmd, ok := a.fromScreens(msg); ok {
		return cmd
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return a.key(msg)
	case tea.PasteMsg:
		return a.paste(msg)
	case tea.MouseMsg:
		return a.mouse(msg)
	}
	// Results of searches, loads and palettes: they know whom they are for.
	cmd := tea.Batch(a.dialogs.Update(msg), a.list.Update(msg), a.notes.Update(msg), a.ledger.Update(msg), a.reader.Update(msg))
	return tea.Batch(cmd, a.goTo())
}

// terminal handles what the terminal says of itself.
func (a *App) terminal(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.width, a.height = msg.Width, msg.Height
		return a.layout(), true
	case tea.BackgroundColorMsg:
		if dark := msg.IsDark(); dark != a.dark && a.o.Dark == nil && !a.coloured {
			a.dark = dark
			if a.spec().Follows() {
				a.restyle()
			}
		}
		return nil, true
	case tea.ColorProfileMsg:
		if msg.Profile != a.profile {
			a.profile = msg.Profile
			a.restyle()
		}
		return nil, true
	case tea.ModeReportMsg:
		if msg.Mode == ansi.ModeUnicodeCore && (msg.Value == ansi.ModeReset || msg.Value == ansi.ModeSet || msg.Value == ansi.ModePermanentlySet) {
			a.method = ansi.GraphemeWidth // as the renderer does
			a.reader.SetTerminal(a.terminalOf())
		}
		return nil, true
	case tea.FocusMsg, tea.ResumeMsg:
		_, ok := a.o.Library.(Stamper)
		return a.check(!ok), true
	case tea.BlurMsg:
		return a.reader.Blur(), true
	}
	return nil, false
}

// goTo puts the list's cursor on the briefing that is waited for, once the list
// has it; the article beside the list follows.
func (a *App) goTo() tea.Cmd {
	if a.await == "" || !a.list.Goto(a.await) {
		return nil
	}
	a.await = ""
	return a.follow()
}
