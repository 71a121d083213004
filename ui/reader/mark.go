package reader

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/anchor"
	"readout/ui/keys"
)

func matches(msg tea.KeyPressMsg, bs ...key.Binding) bool { return key.Matches(msg, bs...) }

// note returns the index of the note that keys act on: the one jumped to, else
// the mark under the cursor; -1 when there is none.
func (r *Reader) note() int {
	if r.focus >= 0 && r.focus < len(r.doc.notes) {
		return r.focus
	}
	return r.doc.noteAt(r.cur)
}

// statement returns the index of the statement at the cursor, or -1.
func (r *Reader) statement() int {
	if r.stmt >= 0 && r.stmt < len(r.doc.statements) {
		return r.stmt
	}
	return r.doc.statementAt(r.cur)
}

// act acts on the keys that change something or leave.
func (r *Reader) act(msg tea.KeyPressMsg) tea.Cmd {
	k := &r.keys
	for i, c := range k.colours() {
		if matches(msg, *c) {
			return r.highlight(i + 1)
		}
	}
	switch {
	case matches(msg, k.Leave):
		return r.leave(msg)
	case matches(msg, k.NextBriefing):
		return tea.Batch(r.place(), r.options.Send(Step{1}))
	case matches(msg, k.PrevBriefing):
		return tea.Batch(r.place(), r.options.Send(Step{-1}))
	case matches(msg, k.Select):
		r.startSelection()
		r.see(0)
	case matches(msg, k.Note):
		return r.openNote(false)
	case matches(msg, k.PageNote):
		return r.openNote(true)
	case matches(msg, k.Delete):
		return r.delete()
	case matches(msg, k.Copy):
		return r.copy(true)
	case matches(msg, k.CopyBare):
		return r.copy(false)
	case matches(msg, k.Redraw):
		return r.startRedraw()
	case matches(msg, k.SetSpeaker, k.Dismiss, k.RenameSpeaker, k.MergeSpeaker, k.SplitSpeaker, k.TopicAlias):
		return r.correct(msg)
	case matches(msg, k.Margin):
		r.toggleMargin()
	case matches(msg, k.Numbers):
		r.numbers = !r.numbers
		r.relayout()
		if r.numbers && r.width < leastNumbered {
			return say("paragraph numbers need %d columns", leastNumbered)
		}
	}
	return nil
}

// leave goes back to the list; the escape key drops the marks of a search
// first.
func (r *Reader) leave(msg tea.KeyPressMsg) tea.Cmd {
	if msg.String() == "esc" && r.ready() && r.find.typed && len(r.find.terms) > 0 {
		r.find.forget()
		return nil
	}
	return tea.Batch(r.place(), r.options.Send(Left{}))
}

// highlight marks the selection in a colour, or gives the mark under the
// cursor that colour.
func (r *Reader) highlight(c int) tea.Cmd {
	if !r.ready() {
		return nil
	}
	r.last = c
	if r.mode != selecting {
		if i := r.note(); i >= 0 && !r.doc.notes[i].IsPageNote() {
			a := r.doc.notes[i]
			a.Color = c
			return r.annotate(a, "now "+r.colourName(c))
		}
		if !r.marksStatement() {
			return nil
		}
		var cmds []tea.Cmd
		for _, a := range r.markStatement(c) {
			cmds = append(cmds, r.annotate(a, "statement marked "+r.asColour(c)+hint(r.keys.Note, "adds a note")))
		}
		return tea.Batch(cmds...)
	}
	if r.redraws != "" {
		return r.redraw()
	}
	a, again := r.marked()
	if a.Quote == nil {
		return say("there is nothing to mark here")
	}
	a.Color = c
	r.release()
	if again {
		return r.annotate(a, "now "+r.colourName(c))
	}
	return r.annotate(a, "marked "+r.asColour(c)+hint(r.keys.Note, "adds a note"))
}

// hint says what a key does, after something was said; nothing for no key.
func hint(b key.Binding, does string) string {
	if len(keys.Keys(b)) == 0 {
		return ""
	}
	return "; " + firstKey(b) + " " + does
}

// marked returns an annotation for the selection: the one that has its very
// place already (true), else a new one; without a quote when nothing visible
// is selected.
func (r *Reader) marked() (briefings.Annotation, bool) { return r.markedAt(r.selected()) }

// markedAt is marked for a passage.
func (r *Reader) markedAt(passage briefings.Span) (briefings.Annotation, bool) {
	s, quote := anchor.Select(r.doc.Text, passage)
	if s.Empty() {
		return briefings.Annotation{}, false
	}
	for _, n := range r.doc.notes[:r.doc.placed] {
		if *n.At == s {
			return n, true
		}
	}
	at, position := s, s
	return briefings.Annotation{
		Briefing: r.doc.ID, Revision: r.doc.Hash, Position: &position, Quote: &quote, At: &at,
		State: briefings.Anchored, Color: r.last,
	}, false
}

// annotate keeps a new or changed annotation.
func (r *Reader) annotate(a briefings.Annotation, said string) tea.Cmd {
	return r.annotateThen(a, said, nil)
}

func (r *Reader) annotateThen(a briefings.Annotation, said string, then tea.Cmd) tea.Cmd {
	ctx, lib := r.ctx, r.lib
	r.writing++
	return func() tea.Msg {
		kept, err := lib.Annotate(ctx, a)
		if err != nil {
			kept = a
		}
		return annotated{note: kept, said: said, err: err, then: then}
	}
}

// takeNote shows a kept annotation.
func (r *Reader) takeNote(msg annotated) tea.Cmd {
	r.writing--
	if msg.err != nil {
		return tea.Batch(r.reopen(msg.note), send(Failed{fmt.Errorf("keep the note: %w", msg.err)}))
	}
	if r.doc != nil && r.doc.ID == msg.note.Briefing {
		focused := r.focusID()
		r.doc.put(msg.note, r.styles)
		r.refocus(focused)
		r.frame = frame{}
		r.see(0)
	}
	return tea.Batch(send(Changed{msg.note.Briefing}), send(Said{msg.said}), r.reload(), msg.then)
}

// dropNote takes a removed annotation off the screen.
func (r *Reader) dropNote(msg unannotated) tea.Cmd {
	r.writing--
	if msg.err != nil {
		return send(Failed{fmt.Errorf("delete the note: %w", msg.err)})
	}
	if r.doc != nil && r.doc.ID == msg.briefing {
		focused := r.focusID()
		r.doc.drop(msg.id, r.styles)
		r.refocus(focused)
		r.frame = frame{}
		r.see(0)
	}
	return tea.Batch(send(Changed{msg.briefing}), send(Said{msg.said}), r.reload(), msg.then)
}

// reload reads again what was being read before a note changed.
func (r *Reader) reload() tea.Cmd {
	if !r.pending {
		return nil
	}
	return r.Reload()
}

// focusID and refocus keep the note jumped to over a change of the list.
func (r *Reader) focusID() string {
	if r.focus >= 0 && r.focus < len(r.doc.notes) {
		return r.doc.notes[r.focus].ID
	}
	return ""
}

func (r *Reader) refocus(id string) {
	r.focus = -1
	for i := range r.doc.notes {
		if id != "" && r.doc.notes[i].ID == id {
			r.focus = i
		}
	}
}

// delete removes the mark or note that keys act on, without asking: the owner
// can take it back.
func (r *Reader) delete() tea.Cmd {
	i := r.note()
	if i < 0 {
		return nil
	}
	a := r.doc.notes[i]
	said := "mark deleted"
	switch {
	case a.IsPageNote():
		said = "page note deleted"
	case a.Text != "":
		said = "mark and note deleted"
	}
	return r.unannotate(a, said+r.undoHint())
}

// undoHint says which key brings back what is gone.
func (r *Reader) undoHint() string {
	if r.options.UndoKey == "" {
		return ""
	}
	return "; " + r.options.UndoKey + " brings it back"
}

func (r *Reader) unannotate(a briefings.Annotation, said string) tea.Cmd {
	ctx, lib := r.ctx, r.lib
	r.writing++
	return func() tea.Msg {
		return unannotated{briefing: a.Briefing, id: a.ID, said: said, err: lib.Unannotate(ctx, a.ID)}
	}
}

// question asks something that yes answers.
func (r *Reader) question(text string, yes func() tea.Cmd) {
	r.ask = question{text: text, back: r.mode, yes: yes}
	r.mode = asking
	r.see(0)
}

// answer acts on the answer to a question.
func (r *Reader) answer(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case matches(msg, r.keys.Question.Yes):
		r.mode = r.ask.back
		return r.ask.yes()
	case matches(msg, r.keys.Question.No):
		r.mode = r.ask.back
		r.see(0)
	}
	return nil
}
