// Package notes is the screen of all notes: every mark and note of the library
// that a query selects, under headings by briefing, tag, colour, speaker, date
// or state. It moves, folds, filters, finds words, and changes notes: colour,
// tags, deletion, a single one or a selected range. It draws the visible rows
// only; reading, grouping and finding run in commands.
//
// It opens no briefing and edits no text: it tells the root what was chosen
// ([Open], [Moved], [Edit], [Export]). It knows no store: a [Source] answers.
package notes

import (
	"context"
	"errors"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/cells"
	"readout/ui/dialog"
	"readout/ui/tabs"
	"readout/ui/theme"
)

// Source answers queries with briefings and their annotations, and keeps what
// is changed in these.
type Source interface {
	// Notes returns the briefings that q selects and that have annotations,
	// in an order, each with all of its annotations.
	Notes(ctx context.Context, q query.Query, o briefings.Order) ([]briefings.Noted, error)
	// AnnotateAll changes annotations, UnannotateAll removes them: all or, on
	// an error, none. Those of one briefing stand together.
	AnnotateAll(ctx context.Context, as []briefings.Annotation) ([]briefings.Annotation, error)
	UnannotateAll(ctx context.Context, ids []string) error
}

// Messages to the root.
type (
	// Open asks for a note to be shown at its passage, with the keyboard
	// there; Note is "" for the briefing itself.
	Open struct{ Briefing, Note string }
	// Moved says that another note has the cursor, or the heading of a
	// briefing (Note "").
	Moved struct{ Briefing, Note string }
	// Edit asks for the editor on a note.
	Edit struct{ Briefing, Note string }
	// Export asks for briefings to be exported, in the order of the screen.
	Export struct{ IDs []string }
	// Copy asks for text to be put on the clipboard of the terminal.
	Copy struct{ Text string }
	// Changed says that notes of briefings have changed in the library.
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
	Query   query.Query
	Order   briefings.Order // of the briefings
	Group   Grouping        // "": by briefing
	Colours [briefings.Colors]string
	UndoKey string           // that takes a change back, for remarks; "": none is named
	Now     func() time.Time // nil: time.Now

	// Check and Complete serve the line of the filter, as the list's; Tags
	// returns tags of the library that begin with prefix. All may be nil.
	Check    func(s string) *dialog.Problem
	Complete func(s string, cursor int) []dialog.Completion
	Tags     func(prefix string) []string

	NoScrollbar bool

	Clipboard func(string) error // native; may be nil
	// Send hands a message to the root at once, so that the next key finds the
	// screen or dialog that this one asked for; nil: in a command.
	Send func(tea.Msg) tea.Cmd
}

// entry is an annotation with what is said of it. It is never changed: a
// change makes a new one, because commands may be looking at it.
type entry struct {
	b    *briefings.Briefing
	a    briefings.Annotation
	who  []briefings.Party
	para int // number of its paragraph, 0 without a place
}

// item is a row to move to: an entry, or the heading of a group (e nil).
type item struct {
	g int // index of the group
	e *entry
}

// Notes is the screen of all notes.
type Notes struct {
	ctx    context.Context
	source Source
	keys   KeyMap
	opts   Options
	look   look

	width, height int
	inner         int // cells of the list, its scrollbar left out
	focused       bool
	tabs          tabs.Bar

	query    query.Query
	order    briefings.Order
	grouping Grouping

	entries []*entry // in the order of the source
	groups  []group
	folded  map[string]bool // groups, by key
	items   []item          // what can be moved to
	at      int             // item with the cursor
	top     int             // first visible item
	drawn   map[item][]string

	loaded  bool   // the first answer has come
	failed  bool   // the last one was an error
	reading bool   // the source is being asked
	asked   bool   // for other rows: what comes is told though the cursor stays
	wanted  string // note that the cursor goes to with the next rows
	stay    bool   // the next rows follow a change made here: the cursor stays in its row
	era     int
	cancel  context.CancelFunc

	selected map[string]bool // ids of annotations
	span     span
	find     finder
	filter   filterState
}

// New returns the screen; Load fills it. ctx ends its searches.
func New(ctx context.Context, source Source, st *theme.Styles, keys KeyMap, o Options) *Notes {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Send == nil {
		o.Send = func(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }
	}
	if o.Order.By == "" {
		o.Order.By = briefings.ByPublished
	}
	if !slices.Contains(Groupings(), o.Group) {
		o.Group = ByBriefing
	}
	n := &Notes{
		ctx: ctx, source: source, keys: keys, opts: o, query: o.Query, order: o.Order, grouping: o.Group,
		folded: map[string]bool{}, drawn: map[item][]string{}, selected: map[string]bool{}, focused: true,
	}
	n.SetStyles(st)
	return n
}

// answer carries what is to be shown back to the screen that asked.
type answer struct {
	n       *Notes
	era     int
	read    bool // entries come from the source
	entries []*entry
	groups  []group
	hits    map[string]bool
	err     error
}

// Load reads the notes of the query. The cursor goes to the first.
func (n *Notes) Load() tea.Cmd {
	n.asked = true
	return n.Reload()
}

// Reload reads the notes again and keeps the cursor on its note.
func (n *Notes) Reload() tea.Cmd {
	n.reading = true
	if n.cancel != nil {
		n.cancel()
	}
	ctx, cancel := context.WithCancel(n.ctx)
	n.cancel = cancel
	source, q, order := n.source, n.query, n.order
	return n.arranged(true, func() ([]*entry, error) { return read(ctx, source, q, order) })
}

// ReloadTo is Reload that puts the cursor on a note, and unfolds its group, once
// it is there: what was brought back is shown.
func (n *Notes) ReloadTo(note string) tea.Cmd {
	n.wanted = note
	return n.Reload()
}

// regroup arranges what has been read anew; where it is being read again, that
// is begun again instead.
func (n *Notes) regroup() tea.Cmd {
	if n.reading {
		return n.Reload()
	}
	entries := n.entries
	return n.arranged(false, func() ([]*entry, error) { return entries, nil })
}

// arranged groups entries and finds words in them in a command.
func (n *Notes) arranged(fresh bool, entries func() ([]*entry, error)) tea.Cmd {
	n.era++
	era, by, term, now := n.era, n.grouping, n.find.term, n.opts.Now()
	return func() tea.Msg {
		es, err := entries()
		if err != nil {
			return answer{n: n, era: era, err: err}
		}
		return answer{n: n, era: era, read: fresh, entries: es, groups: arrange(es, by, now), hits: hits(es, term)}
	}
}

// read asks the source and keeps the annotations that the query is about.
func read(ctx context.Context, source Source, q query.Query, order briefings.Order) ([]*entry, error) {
	rest, each := q.Annotations()
	noted, err := source.Notes(ctx, rest, order)
	if err != nil {
		return nil, err
	}
	var out []*entry
	for i := range noted {
		d := &noted[i]
		for k := range d.Annotations {
			if k%256 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if !each.MatchAnnotation(&d.Briefing, &d.Annotations[k]) {
				continue
			}
			e := &entry{b: &d.Briefing, a: d.Annotations[k]}
			if k < len(d.Speakers) {
				e.who = d.Speakers[k]
			}
			if k < len(d.Paragraphs) {
				e.para = d.Paragraphs[k]
			}
			out = append(out, e)
		}
	}
	return out, nil
}

// take shows an answer, if it is still asked for.
func (n *Notes) take(a answer) tea.Cmd {
	if a.n != n || a.era != n.era {
		return nil
	}
	if a.read || a.err != nil {
		n.reading = false
		n.cancel()
	}
	if a.err != nil {
		n.loaded, n.asked = true, false
		if errors.Is(a.err, context.Canceled) {
			return nil
		}
		n.failed = true
		n.filter.count = ""
		return func() tea.Msg { return Failed{a.err} }
	}
	first := n.asked || !n.loaded
	before, was := n.here(), n.current()
	n.entries, n.groups, n.find.hits = a.entries, a.groups, a.hits
	n.loaded, n.failed, n.asked = true, false, false
	n.filter.count = cells.Count(len(n.entries), "note")
	n.keepSelected()
	n.list()
	if first {
		n.at, n.top = 0, 0
		n.intoGroup()
	} else {
		n.seek(before, n.stay)
	}
	n.stay = false
	n.keep()
	if n.wanted != "" {
		n.Goto(n.wanted)
		n.wanted = ""
	}
	if is := n.current(); first && is == was && is.Briefing != "" {
		return func() tea.Msg { return is } // other notes may be beside it
	}
	return n.moved(was)
}

// keepSelected lets go of what is selected and no longer there.
func (n *Notes) keepSelected() {
	n.span.on = false
	if len(n.selected) == 0 {
		return
	}
	kept := map[string]bool{}
	for _, e := range n.entries {
		if n.selected[e.a.ID] {
			kept[e.a.ID] = true
		}
	}
	n.selected = kept
}

// list makes the items of the groups, those of folded ones left out.
func (n *Notes) list() {
	n.redraw()
	n.items = n.items[:0]
	for g := range n.groups {
		if n.grouping != Flat {
			n.items = append(n.items, item{g: g})
			if n.folded[n.groups[g].key] {
				continue
			}
		}
		for _, e := range n.groups[g].entries {
			n.items = append(n.items, item{g, e})
		}
	}
}

// Update takes keys, clicks and answers.
func (n *Notes) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case answer:
		return n.take(msg)
	case due:
		return n.search(msg)
	case found:
		return n.show(msg)
	case changed:
		return n.takeChange(msg)
	case tea.KeyPressMsg:
		return n.press(msg)
	case tea.MouseWheelMsg:
		return n.wheel(msg)
	case tea.MouseClickMsg:
		return n.click(msg)
	}
	return nil
}

func (n *Notes) press(k tea.KeyPressMsg) tea.Cmd {
	m := &n.keys
	n.enable()
	page := n.pageItems()
	switch {
	case key.Matches(k, m.Down):
		return n.Move(1)
	case key.Matches(k, m.Up):
		return n.Move(-1)
	case key.Matches(k, m.HalfDown):
		return n.Move((page + 1) / 2)
	case key.Matches(k, m.HalfUp):
		return n.Move(-(page + 1) / 2)
	case key.Matches(k, m.PageDown):
		return n.Move(page)
	case key.Matches(k, m.PageUp):
		return n.Move(-page)
	case key.Matches(k, m.Top):
		return n.Move(-len(n.items))
	case key.Matches(k, m.Bottom):
		return n.Move(len(n.items))
	case key.Matches(k, m.NextGroup):
		return n.hopGroup(1)
	case key.Matches(k, m.PrevGroup):
		return n.hopGroup(-1)
	}
	return n.see(k)
}
