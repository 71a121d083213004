package library

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/cells"
	"readout/ui/dialog"
)

// filterState is the filter box's side of the list.
type filterState struct {
	before query.Query // to go back to
	count  string      // what the last search found
	typed  int         // number of the change that is waited for
	past   []string    // filters that were accepted, oldest first
}

// pastFilters is how many filters are remembered.
const pastFilters = 50

// wait is the pause in typing after which the list follows the filter.
const wait = 80 * time.Millisecond

// due says that a pause has come.
type due struct {
	l     *Library
	typed int
	query query.Query
}

// openFilter opens the filter box: the list follows what is typed.
func (l *Library) openFilter() tea.Cmd {
	l.filter.before, l.filter.count = l.query, cells.Count(len(l.rows), "briefing")
	value := l.query.String()
	if value != "" {
		value += " "
	}
	line := dialog.NewLine("filter: ", value, l.accept)
	line.Check = l.Check
	line.Complete = l.Complete
	line.Changed = l.typed
	line.Note = func() string { return l.filter.count }
	line.Cancel = l.restore
	line.History = l.filter.past
	return l.opts.Send(dialog.Open{Dialog: line})
}

// Check reports what is wrong with a query.
func (l *Library) Check(s string) *dialog.Problem {
	_, err := query.Parse(s, l.opts.Now())
	if at, ok := errors.AsType[*query.Error](err); ok {
		return &dialog.Problem{Pos: at.Pos, Len: at.Len, Msg: at.Msg}
	}
	if err != nil {
		return &dialog.Problem{Len: len(s), Msg: err.Error()}
	}
	return nil
}

// Complete completes a query with the fields of the language and the values
// that the library has.
func (l *Library) Complete(s string, cursor int) []dialog.Completion {
	var out []dialog.Completion
	for _, c := range query.Complete(s, cursor, l.values) {
		out = append(out, dialog.Completion{Text: c.Text, Show: c.Show, Help: c.Help})
	}
	return out
}

func (l *Library) typed(value string) tea.Cmd {
	l.filter.typed++ // what was typed before is no longer waited for
	q, err := query.Parse(value, l.opts.Now())
	if err != nil {
		return nil
	}
	d := due{l, l.filter.typed, q}
	return tea.Tick(wait, func(time.Time) tea.Msg { return d })
}

// search runs the query of the filter box once typing has paused.
func (l *Library) search(d due) tea.Cmd {
	if d.l != l || d.typed != l.filter.typed || d.query.String() == l.query.String() {
		return nil
	}
	return l.SetQuery(d.query)
}

func (l *Library) accept(value string) tea.Cmd {
	l.filter.typed++
	q, err := query.Parse(value, l.opts.Now())
	if err != nil {
		return nil
	}
	if s := q.String(); s != "" {
		past := slices.DeleteFunc(slices.Clone(l.filter.past), func(p string) bool { return p == s })
		past = append(past, s)
		l.filter.past = past[max(len(past)-pastFilters, 0):]
	}
	if q.String() == l.query.String() {
		return nil
	}
	return l.SetQuery(q)
}

func (l *Library) restore() tea.Cmd {
	l.filter.typed++
	if l.filter.before.String() == l.query.String() {
		return nil
	}
	return l.SetQuery(l.filter.before)
}

// openSort opens the list of orders.
func (l *Library) openSort() tea.Cmd {
	var items []dialog.Item
	for _, o := range orders {
		for _, reverse := range []bool{false, true} {
			order, text := briefings.Order{By: o.by, Reverse: reverse}, o.natural
			if reverse {
				text = o.reversed
			}
			it := dialog.Item{Text: text, Kind: string(o.by), Do: func() tea.Cmd { return l.SetOrder(order) }}
			if order == l.order {
				it.Help = "now"
			}
			items = append(items, it)
		}
	}
	find := func(pattern string) []dialog.Item { return dialog.Best(items, pattern, len(items)) }
	p, cmd := dialog.NewPalette("sort by", find)
	return tea.Batch(l.opts.Send(dialog.Open{Dialog: p}), cmd)
}

var orders = []struct {
	by                briefings.OrderBy
	natural, reversed string
}{
	{briefings.ByPublished, "newest first", "oldest first"},
	{briefings.ByAdded, "latest added first", "earliest added first"},
	{briefings.ByTitle, "title, A to Z", "title, Z to A"},
	{briefings.BySource, "source, A to Z", "source, Z to A"},
}

// orderText says an order in words.
func orderText(o briefings.Order) string {
	for _, k := range orders {
		if k.by == o.By && o.Reverse {
			return k.reversed
		} else if k.by == o.By {
			return k.natural
		}
	}
	return string(o.By)
}

// vocabulary counts the values that rows have in the fields of queries.
type vocabulary map[string]map[string]int

// gather counts the values of rows; it runs outside the event loop.
func gather(rows []briefings.Briefing) vocabulary {
	v := vocabulary{"tag": {}, "source": {}, "speaker": {}, "lang": {}}
	for i := range rows {
		b := &rows[i]
		for _, t := range b.Tags {
			v["tag"][t]++
		}
		for _, s := range b.Speakers {
			v["speaker"][s]++
		}
		if b.Source != "" {
			v["source"][b.Source]++
		}
		if b.Lang != "" {
			v["lang"][b.Lang]++
		}
	}
	return v
}

// add takes over values; what was known before stays known, so that a narrow
// filter does not narrow what can be completed. Fields whose values are all known are
// left alone.
func (v vocabulary) add(w vocabulary, known map[string]bool) {
	for field, values := range w {
		if known[field] {
			continue
		}
		if v[field] == nil {
			v[field] = map[string]int{}
		}
		for value, n := range values {
			v[field][value] = max(v[field][value], n)
		}
	}
}

// Learn says what all the values of a field are in the whole library, by the
// number of their briefings: what can be completed from then on, whatever the
// rows say. Fields that only the library's indexes know (topic) have no values
// before.
func (l *Library) Learn(field string, values map[string]int) {
	l.words[field] = values
	l.learned[field] = true
}

// values returns the values of a field of which a word begins with prefix, the
// most frequent ones first.
func (l *Library) values(field, prefix string) []string {
	known := l.words[field]
	out := slices.SortedFunc(maps.Keys(known), func(a, b string) int {
		return cmp.Or(known[b]-known[a], cmp.Compare(a, b))
	})
	if l.opts.Values != nil {
		for _, v := range l.opts.Values(field, prefix) {
			if _, ok := known[v]; !ok {
				out = append(out, v)
			}
		}
	}
	return slices.DeleteFunc(out, func(v string) bool { return !Begins(v, prefix) })
}

// Begins reports whether a value or one of its words begins with prefix, in
// letters of any case and with any accents.
func Begins(v, prefix string) bool { return begins(query.Fold(v), query.Fold(prefix)) }

func begins(v, prefix string) bool {
	for {
		if strings.HasPrefix(v, prefix) {
			return true
		}
		next := strings.IndexAny(v, " -:/_")
		if next < 0 {
			return false
		}
		v = v[next+1:]
	}
}

// Values returns the known values of a field, for completion elsewhere.
func (l *Library) Values(field, prefix string) []string { return l.values(field, prefix) }
