package notes

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/cells"
	"readout/ui/dialog"
)

// filterState is the filter box's side of the screen.
type filterState struct {
	before query.Query // to go back to
	count  string      // what the last search found
	typed  int         // number of the change that is waited for
}

// wait is the pause in typing after which the screen follows the filter.
const wait = 80 * time.Millisecond

// due says that a pause has come.
type due struct {
	n     *Notes
	typed int
	query query.Query
}

// openFilter opens the filter box: the notes follow what is typed.
func (n *Notes) openFilter() tea.Cmd {
	n.filter.before, n.filter.count = n.query, cells.Count(len(n.entries), "note")
	value := n.query.String()
	if value != "" {
		value += " "
	}
	line := dialog.NewLine("filter: ", value, n.accept)
	line.Check, line.Complete = n.opts.Check, n.opts.Complete
	line.Changed = n.typed
	line.Note = func() string { return n.filter.count }
	line.Cancel = n.restore
	return n.opts.Send(dialog.Open{Dialog: line})
}

func (n *Notes) typed(value string) tea.Cmd {
	n.filter.typed++ // what was typed before is no longer waited for
	q, err := query.Parse(value, n.opts.Now())
	if err != nil {
		return nil
	}
	d := due{n, n.filter.typed, q}
	return tea.Tick(wait, func(time.Time) tea.Msg { return d })
}

// search runs the query of the filter box once typing has paused.
func (n *Notes) search(d due) tea.Cmd {
	if d.n != n || d.typed != n.filter.typed || d.query.String() == n.query.String() {
		return nil
	}
	return n.SetQuery(d.query)
}

func (n *Notes) accept(value string) tea.Cmd {
	n.filter.typed++
	q, err := query.Parse(value, n.opts.Now())
	if err != nil {
		return func() tea.Msg { return Failed{err} }
	}
	if q.String() == n.query.String() {
		return nil
	}
	return n.SetQuery(q)
}

func (n *Notes) restore() tea.Cmd {
	n.filter.typed++
	if n.filter.before.String() == n.query.String() {
		return nil
	}
	return n.SetQuery(n.filter.before)
}

// Query returns the query that selects the notes.
func (n *Notes) Query() query.Query { return n.query }

// SetQuery selects other notes.
func (n *Notes) SetQuery(q query.Query) tea.Cmd {
	n.query = q
	return n.Load()
}

// SetOrder sorts the briefings, and with them their notes.
func (n *Notes) SetOrder(o briefings.Order) tea.Cmd {
	n.order = o
	return n.Load()
}
