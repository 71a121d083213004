package ledger

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/anchor"
	"readout/briefings/export"
	"readout/ui/cells"
	"readout/ui/clean"
)

// targets returns what a key acts on: the statement under the cursor, those of
// the group at whose heading it is, or all of a page at its summary.
func (l *Ledger) targets() []*entry {
	if e := l.entry(); e != nil {
		return []*entry{e}
	}
	if g := l.group(); g != nil {
		return g.entries
	}
	return l.shelf.entries
}

// marked carries what became of marking a statement.
type marked struct {
	l    *Ledger
	e    *entry
	c    int
	said string
	err  error
}

// mark makes a highlight of the statement under the cursor, or gives the one
// that it is another colour.
func (l *Ledger) mark(c int) tea.Cmd {
	e := l.entry()
	if e == nil {
		return nil
	}
	said := "marked in " + l.colour(c)
	if e.colour > 0 {
		said = "now " + l.colour(c)
	}
	if k := l.opts.UndoKey; k != "" {
		said += "; " + k + " takes it back"
	}
	ctx, source, id, s := l.ctx, l.source, e.said.Briefing.ID, *e.statement()
	return func() tea.Msg {
		a, err := source.Article(ctx, id)
		if err == nil {
			_, err = source.AnnotateAll(ctx, Marks(&a, &s, c))
		}
		if err != nil {
			return marked{l: l, err: fmt.Errorf("mark the statement: %w", err)}
		}
		return marked{l, e, c, said, nil}
	}
}

// Marks returns the annotations that mark a statement of a in a colour: those
// that there are on its very words, and new ones for the rest.
func Marks(a *briefings.Article, s *briefings.Statement, colour int) []briefings.Annotation {
	var out []briefings.Annotation
	for _, p := range s.Passages(a.Text) {
		at, quote := anchor.Select(a.Text, p)
		if at.Empty() {
			continue
		}
		i := slices.IndexFunc(a.Annotations, func(n briefings.Annotation) bool { return n.At != nil && *n.At == at })
		if i >= 0 {
			old := a.Annotations[i]
			old.Color = colour
			out = append(out, old)
			continue
		}
		position := at
		out = append(out, briefings.Annotation{
			Briefing: a.ID, Revision: a.Hash, Position: &position, Quote: &quote, At: &at, State: briefings.Anchored, Color: colour,
		})
	}
	return out
}

// takeMark shows a mark.
func (l *Ledger) takeMark(m marked) tea.Cmd {
	if m.l != l {
		return nil
	}
	if m.err != nil {
		return l.say(Failed{m.err})
	}
	m.e.colour = m.c
	return tea.Batch(l.say(Changed{[]string{m.e.said.Briefing.ID}}), l.say(Said{m.said}))
}

// copy puts statements on the clipboard, each with who says it and where, or
// all without.
func (l *Ledger) copy(cited bool) tea.Cmd {
	entries := l.targets()
	if len(entries) == 0 {
		return nil
	}
	parts := make([]string, 0, len(entries))
	for _, e := range entries {
		text := Unquoted(clean.Line(e.words()))
		if cited {
			text = strings.TrimSuffix(export.Cited(text, e.statement().Names(), &e.said.Briefing), "\n")
		}
		parts = append(parts, text+"\n")
	}
	text := strings.Join(parts, "\n")
	said := "statement"
	if len(entries) > 1 {
		said = cells.Count(len(entries), said)
	}
	if cited {
		said += " with citation"
	}
	cmds := []tea.Cmd{l.say(Copy{text}), l.say(Said{said + " sent to the clipboard"})}
	if native := l.opts.Clipboard; native != nil {
		cmds = append(cmds, func() tea.Msg {
			if err := native(text); err != nil {
				return Failed{fmt.Errorf("put the statement on the clipboard: %w", err)}
			}
			return nil
		})
	}
	return tea.Batch(cmds...)
}

// Unquoted returns words without one pair of quotation marks around all of
// them, for a citation puts its own there.
func Unquoted(s string) string {
	for _, q := range [...][2]string{{"“", "”"}, {`"`, `"`}, {"«", "»"}, {"„", "“"}} {
		inner := strings.TrimSuffix(strings.TrimPrefix(s, q[0]), q[1])
		if len(s) == len(inner)+len(q[0])+len(q[1]) && !strings.Contains(inner, q[0]) {
			return strings.TrimRight(inner, ",")
		}
	}
	return s
}

// export asks for the statements to be written: those of the group at whose
// heading the cursor is, or all that are shown.
func (l *Ledger) export() tea.Cmd {
	entries := l.shelf.entries
	if g := l.group(); l.entry() == nil && g != nil {
		entries = g.entries
	}
	if len(entries) == 0 {
		return nil
	}
	var rows []export.StatementObject
	var last *briefings.Said
	var made []export.StatementObject
	for _, e := range entries {
		if e.said != last {
			last, made = e.said, export.Statements(e.said)
		}
		rows = append(rows, made[e.i])
	}
	return l.opts.Send(Export{rows})
}
