// Package ledger is the screen of who said what: the statements of the library
// that a query selects, under headings by speaker, topic, date or source. The
// same rows folded are the lists of speakers and of topics; those of one
// speaker or topic under a summary are its page. It moves, folds, filters,
// finds words, marks statements and copies them.
//
// Rows come from a [Source] some at a time: the first are shown at once, the
// others are added behind them, and headings are sorted once all are there,
// with the cursor kept on what it is on. It knows no store, opens no briefing
// and writes no file: it tells the root what was chosen ([Open], [Export]).
package ledger

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/export"
	"readout/briefings/query"
	"readout/ui/dialog"
	"readout/ui/tabs"
	"readout/ui/theme"
)

// Source tells what is said in briefings, and keeps marks.
type Source interface {
	// Ledger calls f with what is said in the briefings that q selects, in an
	// order, some briefings at a time, until f returns an error.
	Ledger(ctx context.Context, q query.Query, o briefings.Order, f func([]briefings.Said) error) error
	Article(ctx context.Context, id string) (briefings.Article, error)
	// AnnotateAll keeps annotations: all or, on an error, none.
	AnnotateAll(ctx context.Context, as []briefings.Annotation) ([]briefings.Annotation, error)
}

// Messages to the root.
type (
	// Open asks for a statement to be shown at its passage, with the keyboard there.
	Open struct {
		Briefing string
		Off      int // byte of the Text
	}
	// Moved says that another statement has the cursor.
	Moved Open
	// Export asks for statements to be written to a file.
	Export struct{ Rows []export.StatementObject }
	// Copy asks for text to be put on the clipboard of the terminal.
	Copy struct{ Text string }
	// Changed says that annotations of briefings have changed in the library.
	Changed struct{ IDs []string }
	// Said carries a remark to be shown.
	Said struct{ Text string }
	// Failed carries an error to be told.
	Failed struct{ Err error }
	// Left asks to leave the screen.
	Left struct{}
)

// Options are what the screen begins with.
type Options struct {
	Colours [briefings.Colors]string
	UndoKey string           // that takes a change back, for remarks; "": none is named
	Now     func() time.Time // nil: time.Now

	// Check and Complete serve the line of the filter, as the list's.
	Check    func(s string) *dialog.Problem
	Complete func(s string, cursor int) []dialog.Completion

	Clipboard func(string) error // native; may be nil
	// Send hands a message to the root at once, so that the next key finds the
	// screen or dialog that this one asked for; nil: in a command.
	Send func(tea.Msg) tea.Cmd
}

// Subject is the speaker or topic that a page is about. ID is "" for a speaker
// who has only a name.
type Subject struct {
	Kind Grouping // BySpeaker or ByTopic; "": the whole ledger
	ID   string
	Name string
}

// state is what is shown and how: what going back returns to.
type state struct {
	query    query.Query // beside the subject
	subject  Subject
	grouping Grouping
	order    Order
	oldest   bool // oldest statements first
	folded   map[string]bool
	all      bool // groups are folded unless folded says otherwise
	spot     spot
}

// Ledger is the screen.
type Ledger struct {
	ctx    context.Context
	source Source
	keys   KeyMap
	opts   Options
	look   look

	width, height int
	focused       bool
	tabs          tabs.Bar

	now  state
	past []state // to go back to, oldest first

	shelf shelf // what has been read, in groups
	next  *shelf
	items []item
	tops  []int // first row of each item
	at    int   // item with the cursor
	top   int   // first visible row

	loaded  bool // rows of what is shown have come
	failed  bool
	reading bool
	stay    bool // the cursor has been moved since the reading began
	era     int
	cancel  context.CancelFunc

	summed summed
	find   finder
	filter filterState
}

// New returns the screen; Load fills it. ctx ends its reading.
func New(ctx context.Context, source Source, st *theme.Styles, keys KeyMap, o Options) *Ledger {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Send == nil {
		o.Send = func(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }
	}
	l := &Ledger{ctx: ctx, source: source, keys: keys, opts: o, focused: true, now: state{grouping: None, folded: map[string]bool{}}}
	l.SetStyles(st)
	return l
}

// part carries rows back to the screen that asked.
type part struct {
	l       *Ledger
	era     int
	entries []*entry
	done    bool
	err     error
	from    <-chan part
}

// whole returns the query with what the subject asks.
func (s *state) whole(now time.Time) (query.Query, error) {
	if s.subject.Kind == "" {
		return s.query, nil
	}
	id := s.subject.ID
	if id == "" {
		id = s.subject.Name
	}
	text := string(s.subject.Kind) + `:"` + bare.Replace(id) + `"`
	if !s.query.Empty() {
		text = "(" + s.query.String() + ") " + text
	}
	return query.Parse(text, now)
}

// Load reads the rows of what is to be shown; the cursor goes to the first.
func (l *Ledger) Load() tea.Cmd {
	l.shelf, l.next = newShelf(l.now.grouping), nil
	l.loaded, l.stay = false, false
	l.list()
	l.at, l.top = 0, 0
	return l.read()
}

// Reload reads the rows again; what is shown stays until all have come.
func (l *Ledger) Reload() tea.Cmd {
	if !l.loaded || l.reading {
		return l.Load()
	}
	next := newShelf(l.now.grouping)
	l.next = &next
	return l.read()
}

// read asks the source in the background.
func (l *Ledger) read() tea.Cmd {
	l.era++
	l.stop()
	q, err := l.now.whole(l.opts.Now())
	if err != nil {
		l.failed, l.loaded = true, true
		return l.say(Failed{err})
	}
	ctx, cancel := context.WithCancel(l.ctx)
	l.cancel, l.reading, l.failed = cancel, true, false
	order := briefings.Order{By: briefings.ByPublished, Reverse: l.now.oldest}
	parts, era, source, subject := make(chan part), l.era, l.source, l.now.subject
	go func() {
		defer close(parts)
		give := func(p part) error {
			p.l, p.era, p.from = l, era, parts
			select {
			case parts <- p:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		names := interned{}
		err := source.Ledger(ctx, q, order, func(all []briefings.Said) error {
			return give(part{entries: entriesOf(all, subject, names)})
		})
		_ = give(part{done: true, err: err}) // who does not wait for it has gone on
	}()
	return listen(parts)
}

func (l *Ledger) stop() {
	if l.cancel != nil {
		l.cancel()
	}
	l.cancel, l.reading = nil, false
}

// listen waits for the next rows.
func listen(from <-chan part) tea.Cmd {
	return func() tea.Msg {
		p, ok := <-from
		if !ok {
			return nil
		}
		return p
	}
}

// take shows rows that have come, if they are still asked for.
func (l *Ledger) take(p part) tea.Cmd {
	if p.l != l || p.era != l.era {
		return nil
	}
	was := l.current()
	switch {
	case p.done:
		return l.finish(p.err, was)
	case l.next != nil:
		l.next.add(p.entries)
		return listen(p.from)
	}
	first := !l.loaded
	l.shelf.add(p.entries)
	l.loaded = true
	l.list()
	if first {
		l.begin()
	}
	l.keep()
	l.filter.count = l.count()
	return tea.Batch(l.moved(was), listen(p.from))
}

// begin puts the cursor where reading begins: on the first statement, or in a
// list of names on the first of them.
func (l *Ledger) begin() {
	l.at, l.top = 0, 0
	for i, it := range l.items {
		if it.e != nil || it.g >= 0 && l.isFolded(&l.shelf.groups[it.g]) {
			l.at = i
			break
		}
	}
	if l.now.spot != (spot{}) {
		l.seek(l.now.spot)
	}
}

// finish ends a reading: headings get their order.
func (l *Ledger) finish(err error, was Moved) tea.Cmd {
	l.stop()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	first := !l.loaded
	here, row := l.here(), l.rowOf(l.at)-l.top
	if err == nil && l.next != nil {
		l.shelf = *l.next
	}
	l.loaded, l.next, l.failed = true, nil, err != nil
	l.shelf.sort(l.now.order)
	l.list()
	switch {
	case first || !l.stay:
		l.begin()
	case l.seek(here):
		l.top = max(l.rowOf(l.at)-row, 0)
	}
	l.refind()
	l.keep()
	l.filter.count = l.count()
	if err != nil {
		return l.say(Failed{err})
	}
	return l.moved(was)
}

// show makes s what is shown, and keeps what was shown to go back to.
func (l *Ledger) show(s state) tea.Cmd {
	l.now.spot = l.here()
	l.past = append(l.past, l.now)
	l.now = s
	l.find = finder{}
	return l.Load()
}

// Show shows the ledger of a query from its beginning.
func (l *Ledger) Show(q query.Query) tea.Cmd {
	l.past, l.find = nil, finder{}
	l.now = state{query: q, grouping: None, folded: map[string]bool{}}
	return l.Load()
}

// ShowNames shows the speakers or topics of the statements that a query selects.
func (l *Ledger) ShowNames(by Grouping, q query.Query) tea.Cmd {
	l.past, l.find = nil, finder{}
	l.now = state{query: q, grouping: by, folded: map[string]bool{}, all: true}
	return l.Load()
}

// ShowPage shows the page of a speaker or topic. Within the screen what is
// filtered by stays, and going back leads to what was shown; anew begins with
// neither.
func (l *Ledger) ShowPage(s Subject, anew bool) tea.Cmd {
	next := state{subject: s, grouping: None, folded: map[string]bool{}}
	if anew {
		l.past, l.find, l.now = nil, finder{}, next
		return l.Load()
	}
	q, err := l.now.whole(l.opts.Now())
	if err != nil {
		return l.say(Failed{err})
	}
	if l.now.subject == s {
		return l.say(Said{"this is the page of " + s.Name})
	}
	next.query, next.oldest = q, l.now.oldest
	return l.show(next)
}

// back returns to what was shown before; it reports false when there is none.
func (l *Ledger) back() (tea.Cmd, bool) {
	n := len(l.past) - 1
	if n < 0 {
		return nil, false
	}
	l.now, l.past = l.past[n], l.past[:n]
	l.find = finder{}
	return l.Load(), true
}

// Query returns the query beside the subject.
func (l *Ledger) Query() query.Query { return l.now.query }

// SetQuery selects other statements.
func (l *Ledger) SetQuery(q query.Query) tea.Cmd {
	l.now.query, l.now.spot = q, spot{}
	return l.Load()
}

// Group returns by what the statements are grouped.
func (l *Ledger) Group() Grouping { return l.now.grouping }

// SetGroup groups the statements by something else; the cursor stays on its
// statement.
func (l *Ledger) SetGroup(g Grouping) tea.Cmd {
	if g == l.now.grouping || !slices.Contains(Groupings(), g) {
		return nil
	}
	was := l.current()
	here, row := l.here(), l.rowOf(l.at)-l.top
	l.now.grouping, l.now.all, l.stay = g, false, true
	l.now.folded = map[string]bool{}
	if l.next != nil || l.reading {
		l.next = nil
		return l.Load()
	}
	l.shelf = l.shelf.by(g)
	l.shelf.sort(l.now.order)
	l.list()
	here.group = ""
	if l.seek(here) {
		l.top = max(l.rowOf(l.at)-row, 0)
	}
	l.keep()
	return l.moved(was)
}

// Update takes keys, clicks and answers.
func (l *Ledger) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case part:
		return l.take(msg)
	case due:
		return l.search(msg)
	case marked:
		return l.takeMark(msg)
	case tea.KeyPressMsg:
		l.stay = true
		return l.press(msg)
	case tea.MouseWheelMsg:
		return l.wheel(msg)
	case tea.MouseClickMsg:
		return l.click(msg)
	}
	return nil
}

// say returns a command that carries a message to the root.
func (l *Ledger) say(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }
