package reader

import (
	"fmt"
	"sort"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/anchor"
	"readout/briefings/export"
	"readout/ui/clean"
)

func matches(msg tea.KeyPressMsg, b key.Binding) bool { return key.Matches(msg, b) }

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

// selected returns the selection, the character under the cursor included.
func (r *Reader) selected() briefings.Span {
	lo, hi := min(r.anchor, r.cur), max(r.anchor, r.cur)
	return briefings.Span{Start: lo, End: r.doc.next(hi)}
}

// selection acts on the keys that a selection has for itself.
func (r *Reader) selection(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	k := &r.keys
	switch {
	case matches(msg, k.Selection.Cancel):
		r.release()
	case matches(msg, k.Selection.Swap):
		r.cur, r.anchor = r.anchor, r.cur
		r.settle()
	case matches(msg, k.Selection.Highlight):
		return r.highlight(r.last), true
	case matches(msg, k.Select):
		r.grow()
	default:
		return nil, false
	}
	return nil, true
}

// release lets the selection go.
func (r *Reader) release() {
	r.mode, r.selects = reading, false
}

// grow widens the selection to the word, the sentence, the paragraph.
func (r *Reader) grow() {
	d, s := r.doc, r.selected()
	word := briefings.Span{}
	if w, ok := d.wordEndAfter(d.prev(s.Start)); ok && w.Start <= s.Start {
		word = w
	}
	sentence := d.sentence(s.Start)
	sentence.End = max(sentence.End, d.sentence(d.prev(s.End)).End)
	paragraph := d.paragraph(s.Start)
	paragraph.End = max(paragraph.End, d.paragraph(d.prev(s.End)).End)
	for _, wider := range []briefings.Span{word, sentence, paragraph} {
		if wider.Start <= s.Start && wider.End >= s.End && wider.Len() > s.Len() {
			r.anchor, r.cur = d.snap(wider.Start), d.prev(wider.End)
			r.settle()
			return
		}
	}
}

// jump acts on the keys that go to a statement, a note or a hit.
func (r *Reader) jump(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	k := &r.keys
	switch {
	case matches(msg, k.NextStatement):
		return r.hopStatement(1), true
	case matches(msg, k.PrevStatement):
		return r.hopStatement(-1), true
	case matches(msg, k.NextNote):
		return r.hopNote(1), true
	case matches(msg, k.PrevNote):
		return r.hopNote(-1), true
	case matches(msg, k.NextMatch):
		return r.match(1), true
	case matches(msg, k.PrevMatch):
		return r.match(-1), true
	case matches(msg, k.Search):
		return r.openSearch(), true
	}
	return nil, false
}

// hopStatement goes to the next or previous statement. Statements that begin
// at the same place come one after the other.
func (r *Reader) hopStatement(by int) tea.Cmd {
	list := r.doc.statements
	i := r.stmt
	switch {
	case i >= 0:
		i += by
	case by > 0:
		i = sort.Search(len(list), func(i int) bool { return list[i].at > r.cur })
	default:
		i = sort.Search(len(list), func(i int) bool { return list[i].at >= r.cur }) - 1
	}
	if i < 0 {
		return say("this is the first statement")
	}
	if i >= len(list) {
		return say("this is the last statement")
	}
	r.cur, r.stmt, r.focus = list[i].at, i, -1
	r.reveal()
	return nil
}

// hopNote goes to the next or previous mark; behind the last one come the page
// notes and those without a place.
func (r *Reader) hopNote(by int) tea.Cmd {
	d := r.doc
	i := r.focus
	switch {
	case i >= 0:
		i += by
	case by > 0:
		i = sort.Search(d.placed, func(i int) bool { return d.notes[i].At.Start > r.cur })
	default:
		i = sort.Search(d.placed, func(i int) bool { return d.notes[i].At.Start >= r.cur }) - 1
	}
	if i < 0 {
		return say("this is the first note")
	}
	if i >= len(d.notes) {
		return say("this is the last note")
	}
	r.focus, r.stmt = i, -1
	if at := d.notes[i].At; at != nil {
		r.cur = d.snap(at.Start)
	}
	r.reveal()
	return nil
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
		return tea.Batch(r.place(), send(Step{1}))
	case matches(msg, k.PrevBriefing):
		return tea.Batch(r.place(), send(Step{-1}))
	case matches(msg, k.Select):
		r.anchor, r.mode, r.selects = r.cur, selecting, true
	case matches(msg, k.Note):
		return r.openNote(false)
	case matches(msg, k.PageNote):
		return r.openNote(true)
	case matches(msg, k.Delete):
		return r.askDelete()
	case matches(msg, k.Copy):
		return r.copy()
	case matches(msg, k.Margin):
		r.toggleMargin()
	case matches(msg, k.Numbers):
		r.numbers = !r.numbers
		r.relayout()
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
	return tea.Batch(r.place(), send(Left{}))
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
			return r.annotate(a, fmt.Sprintf("colour %d", c))
		}
		return nil
	}
	a, again := r.marked()
	if a.Quote == nil {
		return say("there is nothing to mark here")
	}
	a.Color = c
	r.release()
	if again {
		return r.annotate(a, fmt.Sprintf("colour %d", c))
	}
	return r.annotate(a, fmt.Sprintf("marked in colour %d", c))
}

// marked returns an annotation for the selection: the one that has its very
// place already (true), else a new one; without a quote when nothing visible
// is selected.
func (r *Reader) marked() (briefings.Annotation, bool) {
	s, quote := anchor.Select(r.doc.Text, r.selected())
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
	ctx, lib := r.ctx, r.lib
	return func() tea.Msg {
		kept, err := lib.Annotate(ctx, a)
		if err != nil {
			kept = a
		}
		return annotated{note: kept, said: said, err: err}
	}
}

// takeNote shows a kept annotation.
func (r *Reader) takeNote(msg annotated) tea.Cmd {
	if msg.err != nil {
		r.reopen(msg.note)
		return send(Failed{fmt.Errorf("keep the note: %w", msg.err)})
	}
	if r.doc != nil && r.doc.ID == msg.note.Briefing {
		focused := r.focusID()
		r.doc.put(msg.note, r.styles)
		r.refocus(focused)
		r.frame = frame{}
		r.see(0)
	}
	return tea.Batch(send(Changed{msg.note.Briefing}), send(Said{msg.said}))
}

// dropNote takes a removed annotation off the screen.
func (r *Reader) dropNote(msg unannotated) tea.Cmd {
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
	return tea.Batch(send(Changed{msg.briefing}), send(Said{msg.said}))
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

// askDelete asks before a mark and its note are deleted.
func (r *Reader) askDelete() tea.Cmd {
	i := r.note()
	if i < 0 {
		return nil
	}
	a := r.doc.notes[i]
	what := "Delete this mark?"
	switch {
	case a.IsPageNote():
		what = "Delete this page note?"
	case a.Text != "":
		what = "Delete this mark and its note?"
	}
	r.question(what, func() tea.Cmd { return r.unannotate(a, "deleted") })
	return nil
}

func (r *Reader) unannotate(a briefings.Annotation, said string) tea.Cmd {
	ctx, lib := r.ctx, r.lib
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

// copy puts the selection, the mark, the statement or the paragraph under the
// cursor on the clipboard, with speaker and citation.
func (r *Reader) copy() tea.Cmd {
	text, what := r.passage()
	if text == "" {
		return say("there is nothing to copy here")
	}
	var b strings.Builder
	b.WriteString("“" + strings.TrimSpace(text) + "”\n— ")
	at := r.cur
	if r.selects {
		at = r.selected().Start
	}
	if i := r.doc.statementAt(at); i >= 0 && len(r.doc.statements[i].Speakers) > 0 {
		b.WriteString(speakerNames(r.doc.statements[i].Statement) + ", ")
	}
	b.WriteString(export.Citation(&r.doc.Briefing) + "\n")
	if r.mode == selecting {
		r.release()
	}
	cmds := []tea.Cmd{send(Copy{b.String()}), say("%s sent to the clipboard", what)}
	if native := r.options.Clipboard; native != nil {
		text := b.String()
		cmds = append(cmds, func() tea.Msg {
			if err := native(text); err != nil {
				return Failed{fmt.Errorf("put the text on the clipboard: %w", err)}
			}
			return nil
		})
	}
	return tea.Batch(cmds...)
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
