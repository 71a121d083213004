// Package library is the list of briefings: it shows the headers that a query
// selects, in an order, and lets the reader move, filter, sort and select. It
// draws the visible rows only, so that a library of any size costs the same.
//
// It does not act on briefings and opens nothing: it tells the root what was
// chosen ([Open], [Moved]). It knows no store: a [Source] answers queries.
package library

import (
	"context"
	"errors"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/theme"
)

// Source answers queries with headers, in order; a limit of 0 means all.
type Source interface {
	Find(ctx context.Context, q query.Query, o briefings.Order, limit, offset int) ([]briefings.Briefing, error)
}

// Messages to the root.
type (
	// Open asks for a briefing to be opened, with what the query found marked.
	Open struct {
		ID    string
		Query query.Query
	}
	// Moved says that another row, or none (ID ""), has the cursor.
	Moved struct{ ID string }
	// Failed carries an error to be told.
	Failed struct{ Err error }
	// Quit asks to leave the program.
	Quit struct{}
)

// Options are what a list begins with.
type Options struct {
	Query  query.Query
	Order  briefings.Order
	Now    func() time.Time                    // nil: time.Now
	Values func(field, prefix string) []string // further values for completion; may be nil
	// Send hands a message to the root at once, so that the next key finds the
	// screen or dialog that this one asked for; nil: in a command.
	Send func(tea.Msg) tea.Cmd
}

// firstPage is the number of rows that are read before all others: more than
// any screen shows.
const firstPage = 200

// Library is the list screen.
type Library struct {
	ctx    context.Context
	source Source
	keys   KeyMap
	opts   Options
	look   look

	width, height int
	focused       bool

	query  query.Query
	order  briefings.Order
	rows   []briefings.Briefing
	unread int
	loaded bool // the first answer has come
	whole  bool // rows are all that the query selects
	failed bool // the last search did not work
	asked  bool // for another query or order: what comes is told though the cursor stays
	at     int  // row with the cursor
	top    int  // first visible row

	selected map[string]bool
	words    vocabulary
	shared   bool           // somebody else reads rows
	drawn    map[int]string // rows as they were drawn last

	era    int
	cancel context.CancelFunc // of the search that runs
	filter filterState
}

// New returns the list; Load fills it. ctx ends its searches.
func New(ctx context.Context, source Source, st *theme.Styles, keys KeyMap, o Options) *Library {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Send == nil {
		o.Send = func(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }
	}
	if o.Order.By == "" {
		o.Order.By = briefings.ByPublished
	}
	l := &Library{
		ctx: ctx, source: source, keys: keys, opts: o, query: o.Query, order: o.Order,
		selected: map[string]bool{}, words: vocabulary{}, drawn: map[int]string{}, focused: true,
	}
	l.SetStyles(st)
	return l
}

// answer carries rows back to the list that asked.
type answer struct {
	l     *Library
	era   int
	rows  []briefings.Briefing
	whole bool
	words vocabulary
	err   error
}

// Load reads the rows of the query: the first page at once, then all of them.
// The cursor goes to the top.
func (l *Library) Load() tea.Cmd {
	l.at, l.top = 0, 0
	return l.ask(firstPage)
}

// Reload reads the rows again and keeps the cursor on its briefing.
func (l *Library) Reload() tea.Cmd {
	if !l.whole {
		return nil // the whole list is on its way
	}
	return l.ask(0)
}

// ask runs the query in a command; a search that still runs is given up.
func (l *Library) ask(limit int) tea.Cmd {
	if l.cancel != nil {
		l.cancel()
	}
	l.era++
	ctx, cancel := context.WithCancel(l.ctx)
	l.cancel = cancel
	era, source, q, order := l.era, l.source, l.query, l.order
	return func() tea.Msg {
		rows, err := source.Find(ctx, q, order, limit, 0)
		if err != nil {
			return answer{l: l, era: era, err: err}
		}
		a := answer{l: l, era: era, rows: rows, whole: limit == 0 || len(rows) < limit}
		if a.whole {
			a.words = gather(rows)
		}
		return a
	}
}

// take shows the rows of an answer, if it is still asked for.
func (l *Library) take(a answer) tea.Cmd {
	if a.l != l || a.era != l.era {
		return nil
	}
	if a.err != nil {
		l.loaded, l.asked = true, false
		if errors.Is(a.err, context.Canceled) {
			return nil
		}
		l.failed, l.whole = true, true // a reload tries again
		l.filter.count = ""
		return func() tea.Msg { return Failed{a.err} }
	}
	l.whole, l.failed = a.whole, false
	l.words.add(a.words)
	before := l.id()
	cmd := l.SetRows(a.rows)
	if id := l.id(); l.asked && id == before && id != "" { // other words are to be marked in it
		cmd = func() tea.Msg { return Moved{id} }
	}
	l.asked = false
	l.filter.count = countOf(len(l.rows), "briefing")
	if !a.whole {
		l.filter.count = "more than " + countOf(len(l.rows), "briefing")
		return tea.Batch(cmd, l.ask(0))
	}
	l.cancel()
	return cmd
}

// SetRows shows rows and keeps the cursor on its briefing where that is still
// there, otherwise at its place.
func (l *Library) SetRows(rows []briefings.Briefing) tea.Cmd {
	before := l.id()
	offset := l.at - l.top
	l.rows, l.loaded, l.shared = rows, true, false
	l.redraw()
	l.unread = 0
	found := -1
	ids := make(map[string]bool, len(l.selected))
	for i := range rows {
		if !rows[i].Read {
			l.unread++
		}
		if rows[i].ID == before {
			found = i
		}
		if len(l.selected) > 0 && l.selected[rows[i].ID] {
			ids[rows[i].ID] = true
		}
	}
	if l.whole {
		l.selected = ids
	}
	if found >= 0 && before != "" {
		l.at = found
		l.top = found - offset
	}
	l.keep()
	return l.moved(before)
}

// Patch changes the header of a briefing that is shown, ahead of a Reload.
func (l *Library) Patch(id string, change func(*briefings.Briefing)) { l.PatchAll([]string{id}, change) }

// PatchAll is Patch for many briefings: one pass over the rows.
func (l *Library) PatchAll(ids []string, change func(*briefings.Briefing)) {
	which := make(map[string]bool, len(ids))
	for _, id := range ids {
		which[id] = true
	}
	for i := range l.rows {
		if len(which) == 0 {
			break
		}
		if !which[l.rows[i].ID] {
			continue
		}
		delete(which, l.rows[i].ID)
		if l.shared { // a palette may be looking through them
			l.rows, l.shared = slices.Clone(l.rows), false
		}
		read := l.rows[i].Read
		change(&l.rows[i])
		l.words.add(gather(l.rows[i : i+1])) // a new tag can be completed at once
		if now := l.rows[i].Read; now && !read {
			l.unread--
		} else if read && !now {
			l.unread++
		}
	}
	l.redraw()
}

// Update takes keys, clicks and the answers to searches.
func (l *Library) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case answer:
		return l.take(msg)
	case due:
		return l.search(msg)
	case tea.KeyPressMsg:
		return l.press(msg)
	case tea.MouseWheelMsg:
		return l.wheel(msg)
	case tea.MouseClickMsg:
		return l.click(msg)
	}
	return nil
}

func (l *Library) press(k tea.KeyPressMsg) tea.Cmd {
	m := &l.keys
	l.enable()
	page := max((l.height-1)/l.rowHeight()-1, 1)
	switch {
	case key.Matches(k, m.Down):
		return l.Move(1)
	case key.Matches(k, m.Up):
		return l.Move(-1)
	case key.Matches(k, m.HalfDown):
		return l.Move((page + 1) / 2)
	case key.Matches(k, m.HalfUp):
		return l.Move(-(page + 1) / 2)
	case key.Matches(k, m.PageDown):
		return l.Move(page)
	case key.Matches(k, m.PageUp):
		return l.Move(-page)
	case key.Matches(k, m.Top):
		return l.Move(-len(l.rows))
	case key.Matches(k, m.Bottom):
		return l.Move(len(l.rows))
	}
	return l.act(k)
}

// act handles the keys that do more than move.
func (l *Library) act(k tea.KeyPressMsg) tea.Cmd {
	m := &l.keys
	switch {
	case key.Matches(k, m.Open):
		return l.open()
	case key.Matches(k, m.Filter):
		return l.openFilter()
	case key.Matches(k, m.Clear):
		return l.clear()
	case key.Matches(k, m.Sort):
		return l.openSort()
	case key.Matches(k, m.Select):
		return l.toggle()
	case key.Matches(k, m.SelectAll):
		l.selectAll()
	case key.Matches(k, m.Quit):
		return l.opts.Send(Quit{})
	}
	return nil
}

func (l *Library) open() tea.Cmd {
	id := l.id()
	if id == "" {
		return nil
	}
	return l.opts.Send(Open{id, l.query})
}

// Move moves the cursor by n rows, as far as there are rows.
func (l *Library) Move(n int) tea.Cmd {
	before := l.id()
	l.at += n
	l.keep()
	return l.moved(before)
}

// Goto puts the cursor on a briefing; it reports whether the list shows it.
func (l *Library) Goto(id string) bool {
	i := slices.IndexFunc(l.rows, func(b briefings.Briefing) bool { return b.ID == id })
	if i >= 0 {
		l.at = i
		l.keep()
	}
	return i >= 0
}

func (l *Library) moved(before string) tea.Cmd {
	id := l.id()
	if id == before {
		return nil
	}
	return func() tea.Msg { return Moved{id} }
}

// keep puts the cursor on a row, and the row on the screen.
func (l *Library) keep() {
	l.at = max(0, min(l.at, len(l.rows)-1))
	n := max(l.visible(), 1)
	l.top = max(l.top, l.at-n+1)
	l.top = min(l.top, l.at)
	l.top = max(0, min(l.top, len(l.rows)-n))
}

// id returns the id of the briefing under the cursor, or "".
func (l *Library) id() string {
	if l.at >= len(l.rows) {
		return ""
	}
	return l.rows[l.at].ID
}

// Current returns the briefing under the cursor.
func (l *Library) Current() (briefings.Briefing, bool) {
	if l.at >= len(l.rows) {
		return briefings.Briefing{}, false
	}
	return l.rows[l.at], true
}

// Header returns the header of a briefing that the list shows.
func (l *Library) Header(id string) (briefings.Briefing, bool) {
	for i := range l.rows {
		if l.rows[i].ID == id {
			return l.rows[i], true
		}
	}
	return briefings.Briefing{}, false
}

// Rows returns the headers that the list shows; the caller does not change
// them. Later changes of the list make a new slice.
func (l *Library) Rows() []briefings.Briefing {
	l.shared = true
	return l.rows
}

// Waiting reports whether the rows that were asked for are still to come: a key
// pressed meanwhile may mean what the list does not show yet.
func (l *Library) Waiting() bool { return l.asked || !l.loaded }

// Loaded reports whether the first answer has come.
func (l *Library) Loaded() bool { return l.loaded }

// Query returns the query that selects the rows.
func (l *Library) Query() query.Query { return l.query }

// Order returns the order of the rows.
func (l *Library) Order() briefings.Order { return l.order }

// SetQuery selects other rows.
func (l *Library) SetQuery(q query.Query) tea.Cmd {
	l.query, l.asked = q, true
	return l.Load()
}

// SetOrder sorts the rows.
func (l *Library) SetOrder(o briefings.Order) tea.Cmd {
	l.order, l.asked = o, true
	return l.Load()
}

// SetSize gives the list its cells.
func (l *Library) SetSize(width, height int) {
	l.redraw()
	l.width, l.height = max(width, 0), max(height, 0)
	l.keep()
}

// SetFocused says whether the list has the keyboard.
func (l *Library) SetFocused(on bool) { l.focused = on }
