package reader

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/textarea"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/ui/clean"
	"readout/ui/theme"
)

// editor is the note editor at the bottom of the screen: the note's text and,
// in one row, its tags.
type editor struct {
	note   briefings.Annotation // as it was
	isNew  bool
	title  string
	text   textarea.Model
	shown  string // the note's text as the text area shows it when it opens
	tags   textinput.Model
	onTags bool
	area   area
	folds  folds
	known  func(prefix string) []string // tags of the library; may be nil

	preview bool
	drawn   drawn
}

// area is the size that the inputs were given.
type area struct{ w, h int }

// leastEditor is the number of rows of text in the editor before it grows.
const leastEditor = 4

// openNote opens the editor: on the selection, on the mark under the cursor,
// or else on a note for the whole briefing.
func (r *Reader) openNote(page bool) tea.Cmd {
	if len(r.drafts.kept) > 0 && r.mode == reading && !page {
		return r.resume()
	}
	a, isNew := briefings.Annotation{Briefing: r.doc.ID, Revision: r.doc.Hash, State: briefings.Anchored}, true
	i := r.note()
	switch {
	case page:
	case r.mode == selecting:
		kept, again := r.marked()
		if kept.Quote == nil {
			return say("there is nothing to mark here")
		}
		a, isNew = kept, !again
	case i >= 0:
		a, isNew = r.doc.notes[i], false
	default:
		if k := slices.IndexFunc(r.doc.notes, func(n briefings.Annotation) bool { return n.IsPageNote() }); k >= 0 {
			a, isNew = r.doc.notes[k], false
		}
	}
	return r.openEditor(a, isNew)
}

// openEditor shows the editor on a note.
func (r *Reader) openEditor(a briefings.Annotation, isNew bool) tea.Cmd {
	title := "Note on the whole briefing"
	if a.Quote != nil {
		title = "Note on " + clean.Quoted(a.Quote.Exact, shownQuote)
	}
	r.editor = newEditor(a, isNew, title, r.styles)
	r.editor.known = r.options.Tags
	r.mode = editing
	focus := r.editor.text.Focus()
	r.editor.resize(r.textWidth(), r.mostRows())
	r.see(0)
	return tea.Batch(focus, send(Writing{}))
}

func newEditor(a briefings.Annotation, isNew bool, title string, st *theme.Styles) editor {
	e := editor{note: a, isNew: isNew, title: title, text: textarea.New(), tags: textinput.New(), folds: folds{}}
	e.text.Prompt = ""
	e.text.ShowLineNumbers = false
	e.text.CharLimit = 0
	e.text.DynamicHeight = true
	e.text.MaxContentHeight = 1 << 20 // what is long is folded
	e.text.SetVirtualCursor(false)
	e.text.SetValue(e.folds.in(a.Text))
	e.shown = e.text.Value()
	e.tags.Prompt = "Tags: "
	e.tags.Placeholder = "separated by spaces"
	e.tags.ShowSuggestions = true
	e.tags.KeyMap.AcceptSuggestion.SetKeys("right", "end")
	e.tags.SetVirtualCursor(false)
	e.tags.SetValue(clean.Line(strings.Join(a.Tags, " ")))
	e.restyle(st)
	return e
}

// restyle gives the inputs the theme's styles.
func (e *editor) restyle(st *theme.Styles) {
	s := textarea.DefaultStyles(st.Dark)
	for _, state := range []*textarea.StyleState{&s.Focused, &s.Blurred} {
		state.Base, state.Text, state.CursorLine = st.Text, st.Text, st.Text
		state.Placeholder, state.EndOfBuffer, state.Prompt = st.Muted, st.Muted, st.Muted
	}
	e.text.SetStyles(s)
	e.tags.SetStyles(inputStyles(st))
}

func inputStyles(st *theme.Styles) textinput.Styles {
	s := textinput.DefaultStyles(st.Dark)
	for _, state := range []*textinput.StyleState{&s.Focused, &s.Blurred} {
		state.Text, state.Placeholder, state.Prompt = st.Text, st.Muted, st.Accent
	}
	return s
}

// resize fits the inputs into w cells and h rows of text.
func (e *editor) resize(w, h int) {
	w, h = max(w, 1), max(h, 1)
	if e.area == (area{w, h}) {
		return
	}
	e.area = area{w, h}
	e.text.MaxHeight, e.text.MinHeight = h, min(leastEditor, h)
	e.text.SetWidth(w)
	e.tags.SetWidth(max(w-len(e.tags.Prompt)-1, 1))
	e.follow()
}

// follow brings the rows around the cursor into sight, which the text area
// does at messages only.
func (e *editor) follow() { e.text, _ = e.text.Update(nil) }

// value returns the note as it stands in the editor. A text that was not
// touched is returned byte for byte, whatever the text area made of it.
func (e *editor) value() briefings.Annotation {
	a := e.note
	if v := e.text.Value(); v != e.shown {
		a.Text = e.folds.out(v)
	}
	if v := e.tags.Value(); v != clean.Line(strings.Join(a.Tags, " ")) {
		a.Tags = tagList(v)
	}
	return a
}

// tagList returns the tags of a line: separated by spaces or commas, with or
// without a number sign.
func tagList(s string) []string {
	var out []string
	for _, t := range strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' }) {
		if t = strings.TrimLeft(t, "#+"); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return out
}

// changed reports whether closing the editor would lose something.
func (e *editor) changed() bool {
	a := e.value()
	return a.Text != e.note.Text || !slices.Equal(a.Tags, e.note.Tags)
}

// edit acts on a key in the editor.
func (r *Reader) edit(msg tea.KeyPressMsg) tea.Cmd {
	k := &r.keys.Editor
	e := &r.editor
	switch {
	case matches(msg, k.Save):
		r.mode = reading
		return r.closeEditor(r.save(e.value()))
	case matches(msg, k.External):
		return tea.Batch(r.draft(), r.options.Editor(e.value().Text))
	case matches(msg, k.Preview):
		e.preview = !e.preview
		r.see(0)
		return nil
	case e.onTags && msg.Code == tea.KeyTab && msg.Mod == 0 && e.complete():
		return r.wrote()
	case matches(msg, k.Field):
		e.onTags = !e.onTags
		if e.onTags {
			e.text.Blur()
			return e.tags.Focus()
		}
		e.tags.Blur()
		return e.text.Focus()
	case matches(msg, k.Close):
		if e.changed() {
			r.question("Throw away what you have written?", func() tea.Cmd {
				return r.closeEditor(r.forgetDraft(e.note.Briefing))
			})
			return nil
		}
		return r.closeEditor(nil)
	}
	if r.previewing() { // one types in what one sees
		e.preview = false
		r.see(0)
	}
	return r.typed(msg)
}

// previewing reports whether the preview stands in the place of the text.
func (r *Reader) previewing() bool {
	return r.mode == editing && r.editor.preview && !r.editor.onTags && r.width < besideFrom && r.roomy()
}

// closeEditor goes back to reading; a selection that was written on ends.
func (r *Reader) closeEditor(cmd tea.Cmd) tea.Cmd {
	r.release()
	r.editor.text.Blur()
	r.editor.tags.Blur()
	r.see(0)
	return cmd
}

// reopen opens the editor again with what could not be kept, so that nothing
// written is lost; where something else is open it is kept as a draft.
func (r *Reader) reopen(a briefings.Annotation) tea.Cmd {
	was := r.editor.note
	if a.Text == "" && len(a.Tags) == 0 || was.ID != a.ID || was.Briefing != a.Briefing || was.Text == a.Text && slices.Equal(was.Tags, a.Tags) {
		return nil // a colour was not kept; the note stands as it was
	}
	if r.mode != reading || r.doc == nil || a.Briefing != r.doc.ID {
		return r.keepAside(draft{Note: was, New: r.editor.isNew, Text: a.Text, Tags: strings.Join(a.Tags, " ")})
	}
	e := newEditor(was, r.editor.isNew, r.editor.title, r.styles)
	e.known = r.options.Tags
	e.text.SetValue(e.folds.in(a.Text))
	e.tags.SetValue(clean.Line(strings.Join(a.Tags, " ")))
	e.text.Focus()
	r.editor, r.mode = e, editing
	r.see(0)
	return r.draft()
}

// save keeps the note; an emptied page note goes. Its draft is forgotten once
// that is done.
func (r *Reader) save(a briefings.Annotation) tea.Cmd {
	empty := strings.TrimSpace(a.Text) == "" && len(a.Tags) == 0
	forget := r.forgetDraft(a.Briefing)
	switch {
	case a.IsPageNote() && empty && r.editor.isNew:
		return tea.Batch(forget, say("nothing written, nothing kept"))
	case a.IsPageNote() && empty:
		return tea.Batch(forget, r.unannotate(a, "page note deleted"+r.undoHint()))
	case !r.editor.isNew && !r.editor.changed() && a.Text == r.editor.note.Text:
		return tea.Batch(forget, say("note unchanged"))
	case empty:
		return r.annotateThen(a, "marked", forget)
	}
	return r.annotateThen(a, "note kept", forget)
}

// edited takes the text of the external editor and keeps it.
func (r *Reader) edited(msg Edited) tea.Cmd {
	if msg.Err != nil {
		return send(Failed{fmt.Errorf("write the note in an editor: %w", msg.Err)})
	}
	if r.mode != editing && r.editor.note.Briefing == "" {
		return send(Failed{errors.New("no note was being edited")})
	}
	if r.mode != editing {
		d := r.editor.written()
		d.Text = msg.Text
		return tea.Batch(r.keepAside(d), send(Failed{errors.New("the note that was edited is closed; its text is kept as a draft")}))
	}
	a := r.editor.value()
	text := msg.Text
	if !strings.HasSuffix(a.Text, "\n") {
		text = strings.TrimSuffix(text, "\n") // editors end the last line
	}
	if text == a.Text {
		return say("note unchanged")
	}
	a.Text = text
	return r.closeEditor(r.save(a))
}

// typed hands a message to the input that is open.
func (r *Reader) typed(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch {
	case r.mode == searching:
		before := r.find.input.Value()
		r.find.input, cmd = r.find.input.Update(msg)
		if r.find.input.Value() != before {
			r.incremental()
		}
	case r.mode == editing && r.editor.onTags:
		r.editor.tags, cmd = r.editor.tags.Update(msg)
		r.editor.suggest()
	case r.mode == editing:
		rows := r.foot()
		if r.editor.text, cmd = r.editor.text.Update(msg); r.foot() != rows {
			r.see(0)
		}
	}
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		if r.mode == editing {
			cmd = tea.Batch(cmd, r.wrote())
		}
	}
	return cmd
}

// paste puts pasted text in the input that is open: in a note as it is.
func (r *Reader) paste(msg tea.PasteMsg) tea.Cmd {
	if r.mode == searching || r.mode == editing && r.editor.onTags {
		msg.Content = clean.Line(msg.Content)
		return r.typed(msg)
	}
	if r.mode == editing {
		msg.Content = r.editor.folds.in(endings.Replace(msg.Content))
	}
	return r.typed(msg)
}

// suggest proposes tags of the library for the last word of the tags.
func (e *editor) suggest() {
	if e.known == nil {
		return
	}
	v := e.tags.Value()
	start := strings.LastIndexAny(v, " ,;") + 1
	word := strings.TrimLeft(v[start:], "#+")
	if word == "" {
		e.tags.SetSuggestions(nil)
		return
	}
	before := v[:len(v)-len(word)]
	var all []string
	for _, t := range e.known(word) {
		if t != word && clean.Line(t) == t {
			all = append(all, before+t)
		}
	}
	e.tags.SetSuggestions(all)
}

// complete takes the tag that is proposed; it reports false when there is none.
func (e *editor) complete() bool {
	if len(e.tags.MatchedSuggestions()) == 0 {
		return false
	}
	proposed := e.tags.CurrentSuggestion()
	if proposed == "" || proposed == e.tags.Value() {
		return false
	}
	e.tags.SetValue(proposed + " ")
	e.tags.CursorEnd()
	e.suggest()
	return true
}
