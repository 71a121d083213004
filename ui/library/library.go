// Package library is the list of briefings: it shows the headers that a query
// selects, in an order, and lets the reader move, filter, sort and select. It
// draws the visible rows only, so that a library of any size costs the same.
//
// It does not act on briefings and opens nothing: it tells the root what was
// chosen ([Open], [Moved]). It knows no store: a [Source] answers queries.
package library

import (
	"context"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/tabs"
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
	Query       query.Query
	Order       briefings.Order
	Now         func() time.Time                    // nil: time.Now
	Values      func(field, prefix string) []string // further values for completion; may be nil
	NoScrollbar bool
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
	span     span // the range that follows the cursor
	words    vocabulary
	learned  map[string]bool // fields all of whose values are known
	shared   bool            // somebody else reads rows
	shape    shape           // how the entries are laid out
	drawn    map[int]entry   // entries as they were drawn last
	tall     map[int]int     // rows of entries
	tabs     tabs.Bar
	whose    int // rows without a filter, when known last; 0: not known
	mouse    pointer

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
		selected: map[string]bool{}, words: vocabulary{}, learned: map[string]bool{}, drawn: map[int]entry{}, tall: map[int]int{}, focused: true,
	}
	l.SetStyles(st)
	return l
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
	case tea.MouseMotionMsg:
		return l.drag(msg)
	case tea.MouseReleaseMsg:
		l.release()
	case scrollDue:
		return l.scrollOn(msg)
	}
	return nil
}

func (l *Library) press(k tea.KeyPressMsg) tea.Cmd {
	m := &l.keys
	l.enable()
	switch {
	case key.Matches(k, m.Down):
		return l.Move(1)
	case key.Matches(k, m.Up):
		return l.Move(-1)
	case key.Matches(k, m.HalfDown):
		return l.Move(l.half())
	case key.Matches(k, m.HalfUp):
		return l.Move(-l.half())
	case key.Matches(k, m.PageDown):
		return l.turn(1)
	case key.Matches(k, m.PageUp):
		return l.turn(-1)
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
		l.selectRange()
	case key.Matches(k, m.Toggle):
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
	l.reshape()
	return l.Load()
}

// SetOrder sorts the rows.
func (l *Library) SetOrder(o briefings.Order) tea.Cmd {
	l.order, l.asked = o, true
	return l.Load()
}

// SetSize gives the list its cells.
func (l *Library) SetSize(width, height int) {
	l.width, l.height = max(width, 0), max(height, 0)
	l.reshape()
	l.keep()
}

// SetTabs puts labels in front of the head row: the screens that share this
// place. None: the head row names the list.
func (l *Library) SetTabs(labels []string, active int) {
	l.tabs = tabs.Bar{Labels: labels, Active: active}
	l.reshape()
	l.keep()
}

// TabAt returns the index of the tab at a cell of the list, or -1.
func (l *Library) TabAt(x, y int) int {
	if y != 0 {
		return -1
	}
	return l.tabs.At(x)
}

// SetFocused says whether the list has the keyboard.
func (l *Library) SetFocused(on bool) { l.focused = on }
