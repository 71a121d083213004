package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/dialog"
	"readout/ui/ledger"
	"readout/ui/reader"
)

// paletteSize is the number of hits that a palette holds.
const paletteSize = 100

// The kinds of things that the palette finds.
const (
	kindCommand  = "command"
	kindBriefing = "briefing"
	kindSpeaker  = "speaker"
	kindTopic    = "topic"
	kindTag      = "tag"
	kindNote     = "note"
)

// palette opens the list of everything that has a name: commands, tags and
// briefings at once; speakers, topics and notes, which are asked of the
// library, when they have come.
func (a *App) palette() tea.Cmd {
	var items []dialog.Item
	for _, c := range a.all() {
		items = append(items, dialog.Item{Kind: kindCommand, ID: c.name, Text: c.name + ": " + c.help, Do: func() tea.Cmd {
			if c.args != "" && !strings.HasPrefix(c.args, "[") {
				return a.commandLine(c.name + " ")
			}
			return c.run(a, "")
		}})
	}
	for _, t := range a.list.Values(wordTag, "") {
		items = append(items, dialog.Item{Kind: kindTag, ID: t, Text: t, Help: "filter by it", Do: func() tea.Cmd {
			return a.filterCommand(fieldQuery(wordTag, t))
		}})
	}
	rows := a.list.Rows()
	text := func(kind string) func(i int) string {
		return func(i int) string {
			switch {
			case i < len(items) && (kind == "" || kind == items[i].Kind):
				return items[i].Text + " " + items[i].Kind
			case i < len(items) || kind != "" && kind != kindBriefing:
				return ""
			}
			return rows[i-len(items)].Title + " " + rows[i-len(items)].Source
		}
	}
	item := func(i int) dialog.Item {
		if i < len(items) {
			return items[i]
		}
		b := rows[i-len(items)]
		return dialog.Item{
			Kind: kindBriefing, ID: b.ID, Text: b.Title, Help: b.Published.Day(),
			Do: func() tea.Cmd { return a.open(b.ID, query.Query{}) },
		}
	}
	p, cmd := dialog.Finder{
		Title: "find",
		Kinds: []dialog.Kind{
			{Letter: ":", Name: kindCommand, Label: "commands"},
			{Letter: ">", Name: kindBriefing, Label: "briefings"},
			{Letter: "@", Name: kindSpeaker, Label: "speakers"},
			{Letter: "%", Name: kindTopic, Label: "topics"},
			{Letter: "#", Name: kindTag, Label: "tags"},
			{Letter: "\"", Name: kindNote, Label: "notes"},
		},
		Find: func(kind, pattern string) []dialog.Item { // outside the event loop: it reads no state
			return dialog.Rank(pattern, paletteSize, len(items)+len(rows), text(kind), item)
		},
		Recent: a.recent,
		Used:   a.used,
	}.Open()
	a.dialogs.Push(p)
	return tea.Batch(cmd, a.findNames(p), a.findNotes(p))
}

// mostRecent is the number of things chosen in the palette that stand first in
// it the next time.
const mostRecent = 8

func (a *App) used(it dialog.Item) {
	kept := []dialog.Item{it}
	for _, old := range a.recent {
		if (old.Kind != it.Kind || old.ID != it.ID) && len(kept) < mostRecent {
			kept = append(kept, old)
		}
	}
	a.recent = kept
}

// findNames brings the speakers and topics of the library to the palette.
func (a *App) findNames(p *dialog.Palette) tea.Cmd {
	lib, ctx, items := a.lib, a.ctx, a.namedItems
	return func() tea.Msg {
		speakers, topics, err := lib.Names(ctx)
		if err != nil {
			return done{err: err}
		}
		return dialog.Found{To: p, Items: append(items(kindSpeaker, speakers), items(kindTopic, topics)...)}
	}
}

// namedItems are speakers or topics as the palette shows them.
func (a *App) namedItems(kind string, all []briefings.Count) []dialog.Item {
	items := make([]dialog.Item, len(all))
	for i, c := range all {
		id := c.ID
		if id == "" {
			id = c.Name
		}
		items[i] = dialog.Item{
			Kind: kind, ID: id, Text: c.Name, Help: cells.Count(c.Briefings, "briefing"),
			Do: func() tea.Cmd { return a.showPage(ledger.Subject{Kind: ledger.Grouping(kind), ID: c.ID, Name: c.Name}) },
		}
	}
	return items
}

// longestFind bounds the text by which a note is found, bytes.
const longestFind = 300

// findNotes brings the notes of the library to the palette.
func (a *App) findNotes(p *dialog.Palette) tea.Cmd {
	lib, ctx, items := a.lib, a.ctx, a.notedItems
	return func() tea.Msg {
		noted, err := lib.Notes(ctx, query.Query{}, briefings.Order{By: briefings.ByPublished})
		if err != nil {
			return done{err: err}
		}
		return dialog.Found{To: p, Items: items(noted)}
	}
}

// notedItems are notes as the palette shows them.
func (a *App) notedItems(noted []briefings.Noted) []dialog.Item {
	var items []dialog.Item
	for i := range noted {
		b := &noted[i].Briefing
		for _, n := range noted[i].Annotations {
			text := n.Text
			if n.Quote != nil {
				text = strings.TrimSpace(text + " “" + n.Quote.Exact + "”")
			}
			text = strings.ToValidUTF8(text[:min(len(text), longestFind)], "")
			items = append(items, dialog.Item{
				Kind: kindNote, ID: n.ID, Text: clean.Line(text), Help: b.Published.Day(),
				Do: func() tea.Cmd { return a.openTo(b.ID, reader.Place{Note: n.ID}) },
			})
		}
	}
	return items
}

// fieldQuery returns the query for a value of a field.
func fieldQuery(field, value string) string {
	if strings.ContainsAny(value, " ()\"*~") {
		return field + `:"` + strings.ReplaceAll(value, `"`, "") + `"`
	}
	return field + ":" + value
}
