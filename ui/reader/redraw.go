package reader

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/anchor"
)

// startRedraw selects the passage of the mark that keys act on, so that it can
// be given another. One that lost its passage begins at the cursor.
func (r *Reader) startRedraw() tea.Cmd {
	i := r.note()
	if i < 0 || r.doc.notes[i].IsPageNote() {
		return nil
	}
	n := &r.doc.notes[i]
	if n.At != nil {
		r.cur = r.doc.prev(n.At.End)
		r.startSelection()
		r.anchor = r.doc.snap(n.At.Start)
	} else {
		r.startSelection()
	}
	r.redraws = n.ID
	r.settle()
	return say("select the passage; %s takes it, %s leaves the mark as it was",
		firstKey(r.keys.Selection.Highlight), firstKey(r.keys.Selection.Cancel))
}

// redraw gives the mark the selected passage.
func (r *Reader) redraw() tea.Cmd {
	s, _ := anchor.Select(r.doc.Text, r.selected())
	if s.Empty() {
		return say("there is nothing to mark here")
	}
	id := r.redraws
	r.release()
	if i := r.noteByID(id); i >= 0 && r.doc.notes[i].At != nil && *r.doc.notes[i].At == s {
		return say("the mark has this passage already")
	}
	ctx, lib := r.ctx, r.lib
	r.writing++
	return func() tea.Msg {
		kept, err := lib.Redraw(ctx, id, s)
		if err != nil {
			return redrawn{err: err}
		}
		return redrawn{note: kept}
	}
}

// redrawn is the answer of the library.
type redrawn struct {
	note briefings.Annotation
	err  error
}

func (r *Reader) takeRedrawn(msg redrawn) tea.Cmd {
	if msg.err != nil {
		r.writing--
		return send(Failed{fmt.Errorf("give the mark another passage: %w", msg.err)})
	}
	said := "the mark has its new passage"
	if r.options.UndoKey != "" {
		said += "; " + r.options.UndoKey + " gives it the old one"
	}
	return r.takeNote(annotated{note: msg.note, said: said})
}
