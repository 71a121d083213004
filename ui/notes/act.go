package notes

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/export"
	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/details"
	"readout/ui/dialog"
)

// act handles the keys that change notes or hand them on.
func (n *Notes) act(k tea.KeyPressMsg) tea.Cmd {
	m := &n.keys
	for i, c := range m.colours() {
		if key.Matches(k, *c) {
			return n.recolour(i + 1)
		}
	}
	switch {
	case key.Matches(k, m.Note):
		if e := n.entry(); e != nil {
			return n.opts.Send(Edit{e.b.ID, e.a.ID})
		}
	case key.Matches(k, m.Delete):
		return n.remove()
	case key.Matches(k, m.Tag):
		return n.askTags(false)
	case key.Matches(k, m.Untag):
		return n.askTags(true)
	case key.Matches(k, m.Copy):
		return n.copy(true)
	case key.Matches(k, m.CopyPlain):
		return n.copy(false)
	case key.Matches(k, m.Export):
		return n.export()
	}
	return nil
}

// changed carries what became of a change back to the screen.
type changed struct {
	n    *Notes
	kept map[string]*entry // by id; nil: deleted
	said string
	err  error
}

// edit keeps other versions of entries in a command: one change of the
// library, however many there are.
func (n *Notes) edit(entries []*entry, doing, said string, f func(*briefings.Annotation)) tea.Cmd {
	ctx, source := n.ctx, n.source
	return func() tea.Msg {
		as := make([]briefings.Annotation, len(entries))
		for i, e := range entries {
			as[i] = e.a
			f(&as[i])
		}
		as, err := source.AnnotateAll(ctx, as)
		if err != nil {
			return changed{n: n, err: fmt.Errorf("%s: %w", doing, err)}
		}
		c := changed{n: n, said: said, kept: make(map[string]*entry, len(as))}
		for i, e := range entries {
			now := *e
			now.a = as[i]
			c.kept[e.a.ID] = &now
		}
		return c
	}
}

// takeChange shows a change at once, and then where it belongs.
func (n *Notes) takeChange(c changed) tea.Cmd {
	if c.n != n {
		return nil
	}
	if c.err != nil {
		return func() tea.Msg { return Failed{c.err} }
	}
	var ids []string
	for _, e := range n.entries {
		if _, ok := c.kept[e.a.ID]; ok && !slices.Contains(ids, e.b.ID) {
			ids = append(ids, e.b.ID)
		}
	}
	before, was := n.survivor(c.kept), n.current()
	n.entries = replaced(n.entries, c.kept)
	for i := range n.groups {
		n.groups[i].entries = replaced(n.groups[i].entries, c.kept)
	}
	n.groups = slices.DeleteFunc(n.groups, func(g group) bool { return len(g.entries) == 0 })
	for id, e := range c.kept {
		if e == nil {
			delete(n.selected, id)
		}
	}
	n.span.on = false
	n.list()
	n.seek(before, true)
	n.keep()
	n.stay = true
	return tea.Batch(n.moved(was), n.regroup(), func() tea.Msg { return Changed{ids} }, n.say("%s", c.said))
}

// survivor returns the place of the cursor when its note is not to be deleted,
// else that of the next note that is not, or of the last one before.
func (n *Notes) survivor(kept map[string]*entry) spot {
	stays := func(i int) bool {
		if n.items[i].e == nil {
			return i == n.at
		}
		now, ok := kept[n.items[i].e.a.ID]
		return !ok || now != nil
	}
	for i := n.at; i < len(n.items); i++ {
		if stays(i) {
			return n.spotOf(n.items[i])
		}
	}
	for i := n.at - 1; i >= 0; i-- {
		if stays(i) {
			return n.spotOf(n.items[i])
		}
	}
	return spot{}
}

// replaced returns entries with those of kept in the place of the ones with
// their ids; what was kept as nil is left out.
func replaced(entries []*entry, kept map[string]*entry) []*entry {
	out := make([]*entry, 0, len(entries))
	for _, e := range entries {
		now, ok := kept[e.a.ID]
		switch {
		case !ok:
			out = append(out, e)
		case now != nil:
			out = append(out, now)
		}
	}
	return out
}

// recolour gives marks a colour; page notes have none.
func (n *Notes) recolour(c int) tea.Cmd {
	marks := slices.DeleteFunc(n.targets(), func(e *entry) bool { return e.a.IsPageNote() || e.a.Color == c })
	if len(marks) == 0 {
		return n.say("already %s", n.colour(c))
	}
	return n.edit(marks, "recolour", n.colour(c)+of(marks, ": "), func(a *briefings.Annotation) { a.Color = c })
}

// of says how many notes were changed, when it is not the one at the cursor.
func of(entries []*entry, between string) string {
	if len(entries) == 1 {
		return ""
	}
	return between + cells.Count(len(entries), "note")
}

// remove deletes notes without a question, and says how to get them back.
func (n *Notes) remove() tea.Cmd {
	gone := n.targets()
	if len(gone) == 0 {
		return nil
	}
	said := "deleted" + of(gone, " ")
	if undo := n.opts.UndoKey; undo != "" && len(gone) == 1 {
		said += "; " + undo + " brings it back"
	} else if undo != "" {
		said += "; " + undo + " brings them back"
	}
	ctx, source := n.ctx, n.source
	return func() tea.Msg {
		c := changed{n: n, said: said, kept: make(map[string]*entry, len(gone))}
		ids := make([]string, len(gone))
		for i, e := range gone {
			ids[i], c.kept[e.a.ID] = e.a.ID, nil
		}
		if err := source.UnannotateAll(ctx, ids); err != nil {
			return changed{n: n, err: fmt.Errorf("delete notes: %w", err)}
		}
		return c
	}
}

// askTags opens the line for tags to put on notes or to take off.
func (n *Notes) askTags(off bool) tea.Cmd {
	entries := n.targets()
	if len(entries) == 0 {
		return nil
	}
	prompt, known := "tag the note: ", n.tagsWith
	if len(entries) > 1 {
		prompt = "tag " + cells.Count(len(entries), "note") + ": "
	}
	if off {
		prompt = "un" + prompt
		var on []string
		for _, e := range entries {
			on = append(on, e.a.Tags...)
		}
		slices.Sort(on)
		on = slices.Compact(on)
		if len(on) == 0 {
			return n.say("no tag%s", of(entries, " on "))
		}
		known = func(prefix string) []string {
			return slices.DeleteFunc(slices.Clone(on), func(t string) bool { return !strings.HasPrefix(t, prefix) })
		}
	}
	line := dialog.NewLine(prompt, "", func(s string) tea.Cmd { return n.tag(entries, details.Tags(s), off) })
	line.Complete = func(s string, cursor int) []dialog.Completion { return dialog.CompleteName(s, cursor, known) }
	line.Note = func() string { return "names with commas or blanks between · tab completes" }
	return n.opts.Send(dialog.Open{Dialog: line})
}

// tag puts tags on notes, or takes them off.
func (n *Notes) tag(entries []*entry, names []string, off bool) tea.Cmd {
	if len(names) == 0 {
		return nil
	}
	var differ []*entry
	for _, e := range entries {
		if !slices.Equal(details.Retag(e.a.Tags, names, off), e.a.Tags) {
			differ = append(differ, e)
		}
	}
	list := clean.Line(strings.Join(names, ", "))
	said := "tagged " + list + of(differ, ": ")
	if off {
		said = "took " + list + " off" + of(differ, " ")
	}
	if len(differ) == 0 {
		return n.say("nothing to change: %s", list)
	}
	return n.edit(differ, "tag", said, func(a *briefings.Annotation) { a.Tags = details.Retag(a.Tags, names, off) })
}

// copy puts passages on the clipboard, each with its speaker and citation or
// all without; of a page note, its text.
func (n *Notes) copy(cited bool) tea.Cmd {
	entries := n.targets()
	if len(entries) == 0 {
		return nil
	}
	parts := make([]string, 0, len(entries))
	for _, e := range entries {
		parts = append(parts, copied(e, cited))
	}
	text := strings.Join(parts, "\n")
	said := "passage"
	switch {
	case len(entries) > 1:
		said = cells.Count(len(entries), "passage")
	case entries[0].a.IsPageNote():
		said = "note"
	}
	if cited {
		said += " with citation"
	}
	cmds := []tea.Cmd{func() tea.Msg { return Copy{text} }, n.say("%s sent to the clipboard", said)}
	if native := n.opts.Clipboard; native != nil {
		cmds = append(cmds, func() tea.Msg {
			if err := native(text); err != nil {
				return Failed{fmt.Errorf("put the text on the clipboard: %w", err)}
			}
			return nil
		})
	}
	return tea.Batch(cmds...)
}

func copied(e *entry, cited bool) string {
	text := strings.TrimSpace(clean.Text(e.a.Text))
	if e.a.Quote != nil {
		text = strings.TrimSpace(clean.Text(e.a.Quote.Exact))
	}
	if !cited {
		return text + "\n"
	}
	names := make([]string, 0, len(e.who))
	for _, p := range e.who {
		names = append(names, p.Name)
	}
	return export.Cited(text, names, e.b)
}

// export asks for the briefings of the selected notes, of the group at whose
// heading the cursor is, or of all notes that are shown.
func (n *Notes) export() tea.Cmd {
	from := n.entries
	switch {
	case len(n.selected) > 0:
		from = n.targets()
	case n.at < len(n.items) && n.items[n.at].e == nil:
		from = n.groups[n.items[n.at].g].entries
	}
	var ids []string
	for _, b := range briefingsOf(from) {
		ids = append(ids, b.ID)
	}
	if len(ids) == 0 {
		return nil
	}
	return n.opts.Send(Export{ids})
}
