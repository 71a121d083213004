package reader

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefings/export"
	"readout/ui/cells"
	"readout/ui/clean"
)

// copy puts the selection, the mark, the statement or the paragraph under the
// cursor on the clipboard, with speaker and citation or bare.
func (r *Reader) copy(cited bool) tea.Cmd {
	text, what := r.passage()
	if text == "" {
		return say("there is nothing to copy here")
	}
	text = strings.TrimSpace(text)
	said := fmt.Sprintf("%s sent to the clipboard, %s", what, cells.Count(countWords(text), "word"))
	if cited {
		text = export.Cited(text, r.sayers(), &r.doc.Briefing)
		said += " with citation"
	}
	if r.mode == selecting {
		r.release()
	}
	cmds := []tea.Cmd{send(Copy{text}), say("%s", said)}
	if native := r.options.Clipboard; native != nil {
		cmds = append(cmds, func() tea.Msg {
			if err := native(text); err != nil {
				return Failed{fmt.Errorf("put the text on the clipboard: %w", err)}
			}
			return nil
		})
	}
	return tea.Batch(cmds...)
}

// sayers returns the names of those who say what is to be copied.
func (r *Reader) sayers() []string {
	at := r.cur
	if r.selects {
		at = r.selected().Start
	}
	i := r.doc.statementAt(at)
	if i < 0 || len(r.doc.statements[i].Speakers) == 0 {
		return nil
	}
	return r.doc.statements[i].Names()
}

// passage returns what is to be copied and its name.
func (r *Reader) passage() (text, what string) {
	d := r.doc
	if r.selects {
		s := r.selected()
		return clean.Text(d.Text[s.Start:s.End]), "selection"
	}
	if i := r.note(); i >= 0 {
		switch n := &d.notes[i]; {
		case n.At != nil:
			return clean.Text(d.Text[n.At.Start:n.At.End]), "mark"
		case n.Quote != nil:
			return clean.Text(n.Quote.Exact), "mark"
		}
	}
	if i := r.statement(); i >= 0 {
		parts := make([]string, 0, len(d.statements[i].spans))
		for _, s := range d.statements[i].spans {
			parts = append(parts, unquoted(d.Text[s.Start:s.End]))
		}
		return clean.Text(strings.Join(parts, " … ")), "statement"
	}
	p := d.paragraph(r.cur)
	return clean.Text(d.Text[p.Start:p.End]), "paragraph"
}

// unquoted returns s without one pair of quotation marks around it.
func unquoted(s string) string {
	s = strings.TrimSpace(s)
	for _, q := range [...][2]string{{"“", "”"}, {`"`, `"`}, {"«", "»"}, {"„", "“"}} {
		if len(s) >= len(q[0])+len(q[1]) && strings.HasPrefix(s, q[0]) && strings.HasSuffix(s, q[1]) {
			return s[len(q[0]) : len(s)-len(q[1])]
		}
	}
	return s
}
