// Package reader is the screen on which an article is read: its text with
// speakers, cues, topics, highlights and search hits painted in it, gutters
// that say who speaks and where a mark stands, and a margin with the legend
// and the notes.
//
// The reading cursor, the selection and every hit are places in Text, never on
// the screen: a resize, another theme or a reload leaves them where they are.
// The screen does no I/O of its own; what it needs of a library runs in
// commands through [Library], and what it cannot decide goes to its owner as a
// message ([Left], [Step], [Copy], …).
package reader

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/cells"
	"readout/ui/page"
	"readout/ui/theme"
	cut "readout/ui/units"
)

// Library is what the screen needs of a library. Its methods are called in
// commands, so they may wait; errors are shown, they never end the screen.
type Library interface {
	// Article returns the current revision of a briefing with its annotations.
	Article(ctx context.Context, id string) (briefings.Article, error)
	// Annotate adds an annotation (ID "") or changes text, colour and tags of one.
	Annotate(ctx context.Context, a briefings.Annotation) (briefings.Annotation, error)
	// Unannotate removes an annotation.
	Unannotate(ctx context.Context, id string) error
	// Redraw gives a mark another passage of the current text.
	Redraw(ctx context.Context, id string, at briefings.Span) (briefings.Annotation, error)
	// SetPlace keeps where reading stopped, a byte offset into Text.
	SetPlace(ctx context.Context, id string, off int) error
}

// Options are what the owner of the screen can offer.
type Options struct {
	// Editor opens an editor outside the program on text and answers with
	// [Edited]. nil: there is none.
	Editor func(text string) tea.Cmd
	// Measure is the largest width of a row of text in cells; 0 means 80.
	Measure int
	// ZenMeasure is Measure where the text stands alone; 0 means 72.
	ZenMeasure int
	// Colours are the names that the user gave to the highlight colours.
	Colours [briefings.Colors]string
	// Margin shows the margin from the start where it fits beside the text.
	Margin bool
	// Clipboard is the system's own clipboard, used beside [Copy]; may be nil.
	Clipboard func(string) error
	// UndoKey names the key by which the owner takes a change back; "": none.
	UndoKey string
	// After returns a command that gives msg after d; nil: one that waits.
	After func(d time.Duration, msg tea.Msg) tea.Cmd
	// Tags returns tags of the library that begin with prefix; may be nil.
	Tags func(prefix string) []string
	// NoScrollbar leaves the scrollbar away.
	NoScrollbar bool
	// Terminal is what the terminal can do.
	Terminal Terminal
	// Now tells the time, for double clicks; nil: time.Now.
	Now func() time.Time
	// Send hands [Left] and [Step] to the root at once, so that the next key
	// finds the screen that this one asked for; nil: in a command.
	Send func(tea.Msg) tea.Cmd
}

// Widths of a row that reads well, and of one with nothing beside it.
const (
	defaultMeasure = 80
	defaultZen     = 72
)

// Messages to the owner of the screen.
type (
	// Left says that the reader goes back to the list.
	Left struct{}
	// Step asks for the next (+1) or previous (-1) briefing.
	Step struct{ Delta int }
	// Changed says that the header of a briefing changed: its notes' number.
	Changed struct{ ID string }
	// Writing says that a note was opened in the editor, where tags are completed.
	Writing struct{}
	// Failed is an error to be shown; the screen goes on.
	Failed struct{ Err error }
	// Said is a remark for the status line.
	Said struct{ Text string }
	// Copy asks for a text to be put on the clipboard.
	Copy struct{ Text string }
	// Correct asks for a correction: its kind, passage and speaker are given, what
	// else it needs is to be asked for. Statement is the one that it is about, nil
	// for a selection; People are those of the briefing.
	Correct struct {
		briefings.Correction
		Statement *briefings.Statement
		Words     string // of the passage
		People    []briefings.Speaker
	}
	// Goto asks for another briefing, at a place; [Reader.OpenTo] answers it.
	Goto struct {
		ID string
		To Place
	}
	// OpenLink asks for a page to be opened in the browser.
	OpenLink struct{ URL string }
)

// Edited is the answer of [Options.Editor]: the text as it was saved.
type Edited struct {
	Text string
	Err  error
}

// Answers of the screen's own commands.
type (
	loaded struct {
		era     int
		article briefings.Article
		err     error
		places  map[string]cut.Place
		drafts  []draft
		found   query.Query
		to      *Place // where the cursor goes; nil: where reading stopped
		opened  bool   // asked for by name, not read again
	}
	annotated struct {
		note briefings.Annotation
		said string
		err  error
		then tea.Cmd // when it was kept; may be nil
	}
	unannotated struct {
		briefing, id, said string
		err                error
		then               tea.Cmd
	}
)

// Reader is the article screen.
type Reader struct {
	ctx     context.Context
	lib     Library
	styles  *theme.Styles
	keys    KeyMap
	options Options

	width, height int
	focused       bool
	margin        bool // wanted; shown where it fits
	bare          bool // the article had nothing for a margin when it was opened
	sheet         bool // the margin covers the text, on a narrow screen
	sheetTop      int
	numbers       bool // paragraph numbers in the gutter
	marginWidth   int  // wanted, cells; 0: as it fits
	zen           zen
	mode          mode

	era     int
	cancel  context.CancelFunc // of the load under way
	pending bool               // an article is on its way
	loading string             // id of the briefing being opened, or ""
	writing int                // annotations on their way to the library
	doc     *article           // nil: none open
	saved   int                // the place that the library knows

	cur   int      // reading cursor: byte of Text
	goal  int      // the cell that j and k aim at
	top   page.Pos // first visible row
	row   int      // row of the cursor in the text, as the reader left it
	over  int      // rows above the text at that moment
	stmt  int      // statement jumped to, while the cursor stays; -1: none
	focus int      // note jumped to, while the cursor stays; -1: none

	widened []widened // how the selection came to be what it is
	pointer pointer
	after   func(time.Duration, tea.Msg) tea.Cmd // a message later; tests do not wait

	selects bool // there is a selection, also while an input is open
	anchor  int  // its other end
	last    int  // highlight colour used last

	paints paints
	find   finder
	found  found

	trail      trail
	stood      spot // where the last key left the cursor
	before     int  // where the last jump in this article began
	travelling bool // a briefing of the jump list is on its way
	places     map[string]cut.Place
	naming     bool // the letter that is awaited is for this place

	editor  editor
	drafts  draftState
	redraws string // id of the mark that the selection is a new passage for, or ""
	wanted  string // id of the annotation that gets the focus when it is there
	ask     question
	frame   frame
}

// paints are styles ready to be written often.
type paints struct{ muted, title, track, tick, spot, lit cells.Paint }

func newPaints(st *theme.Styles) paints {
	p := cells.NewPaint
	return paints{p(st.Muted), p(st.Title), p(st.Track), p(st.Tick), p(st.Spot), p(st.Spot.Reverse(true))}
}

// question is something asked in one row; yes answers it.
type question struct {
	text string
	back mode
	yes  func() tea.Cmd
}

// New returns the screen, with no article open. The context bounds every
// command that it starts.
func New(ctx context.Context, lib Library, st *theme.Styles, keys KeyMap, o Options) *Reader {
	if o.Measure <= 0 {
		o.Measure = defaultMeasure
	}
	if o.ZenMeasure <= 0 {
		o.ZenMeasure = defaultZen
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Send == nil {
		o.Send = send
	}
	if o.After == nil {
		o.After = later
	}
	return &Reader{
		ctx: ctx, lib: lib, styles: st, paints: newPaints(st), keys: keys, options: o,
		margin: o.Margin, focused: true, stmt: -1, focus: -1, last: 1, after: o.After,
	}
}

// Update acts on a message. Only those of the keyboard, of the mouse (with
// coordinates relative to the screen's top left) and of the screen's own
// commands mean anything to it.
func (r *Reader) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		r.arrived()
		defer r.stay()
		return r.press(msg)
	case tea.PasteMsg:
		return r.paste(msg)
	case tea.MouseMsg:
		r.arrived()
		defer r.stay()
		return r.mouse(msg)
	case edgeDue, linkDue:
		return r.later(msg)
	case loaded:
		return r.take(msg)
	case annotated:
		return r.takeNote(msg)
	case unannotated:
		return r.dropNote(msg)
	case redrawn:
		return r.takeRedrawn(msg)
	case draftDue:
		return r.draftDue(msg)
	case aside:
		return r.putDrafts(msg.id, msg.list)
	case Edited:
		return r.edited(msg)
	}
	return r.typed(msg) // blinking and the like, for the inputs
}

// SetSize sets the size of the screen in cells.
func (r *Reader) SetSize(w, h int) {
	w, h = max(w, 0), max(h, 0)
	if w == r.width && h == r.height {
		return
	}
	r.width, r.height = w, h
	r.relayout()
}

// SetStyles takes other styles.
func (r *Reader) SetStyles(st *theme.Styles) {
	r.styles, r.paints = st, newPaints(st)
	if r.mode == editing || r.mode == asking && r.ask.back == editing {
		r.editor.restyle(st)
	}
	r.frame = frame{}
	if r.doc != nil {
		r.doc.restyle(st, r.options.Terminal)
		r.relayout()
	}
}

// SetTerminal takes what the terminal has told of itself since.
func (r *Reader) SetTerminal(t Terminal) {
	if t == r.options.Terminal {
		return
	}
	r.options.Terminal = t
	r.SetStyles(r.styles)
}

// SetFocused says whether the screen has the keyboard; without it no cursor is
// shown.
func (r *Reader) SetFocused(on bool) { r.focused = on }

// SetMargin shows the margin where it fits beside the text, or hides it.
func (r *Reader) SetMargin(on bool) {
	if r.margin != on || r.bare {
		r.margin, r.bare = on, false
		r.relayout()
	}
}

// Typing reports whether the screen wants every key: an input is open, a
// question asked or a passage being selected.
func (r *Reader) Typing() bool { return r.mode != reading }

// Waiting reports whether an article is being opened or an annotation kept: a
// key pressed meanwhile may mean what the screen does not show yet.
func (r *Reader) Waiting() bool { return r.loading != "" || r.writing > 0 }

// Current returns the article that is open.
func (r *Reader) Current() (briefings.Article, bool) {
	if r.doc == nil {
		return briefings.Article{}, false
	}
	return r.doc.Article, true
}

// later returns a command that gives msg after d.
func later(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

func send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

func say(format string, args ...any) tea.Cmd {
	return send(Said{fmt.Sprintf(format, args...)})
}
