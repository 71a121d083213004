package reader

import (
	"slices"

	"charm.land/bubbles/v2/key"

	"readout/briefings"
	"readout/ui/keys"
)

// KeyMap holds every binding of the screen. Its own fields act while reading
// (most of them in a selection too); the nested maps act only in their mode,
// so a key may stand in several of them. Bindings may be changed before the map
// is handed to [New]; which of them act at a moment is set by the state, so
// that help built from the map never lists a key that does nothing.
type KeyMap struct {
	Down, Up, HalfDown, HalfUp, PageDown, PageUp, Top, Bottom key.Binding

	Left, Right, RowStart, RowEnd, NextWord, PrevWord        key.Binding
	NextSentence, PrevSentence, NextParagraph, PrevParagraph key.Binding

	NextStatement, PrevStatement, NextNote, PrevNote   key.Binding
	NextSame, PrevSame, NextTopic, PrevTopic           key.Binding // a statement of the same speaker; a mention of a topic
	NextHeading, PrevHeading, Counterpart              key.Binding // the answer to a question, the question of an answer
	Back, Forward, Remember, GoTo                      key.Binding // the jump list, and places with a letter
	Search, NextMatch, PrevMatch                       key.Binding
	Links, OpenLink                                    key.Binding
	Select, Note, PageNote, Delete, Copy               key.Binding
	CopyBare, Redraw                                   key.Binding
	SetSpeaker, Dismiss                                key.Binding // corrections of a statement; of a selection, one more
	RenameSpeaker, MergeSpeaker, SplitSpeaker          key.Binding
	TopicAlias                                         key.Binding
	Colour1, Colour2, Colour3, Colour4, Colour5        key.Binding // highlight a selection, recolour a mark
	Margin, Numbers, NextBriefing, PrevBriefing, Leave key.Binding

	Selection SelectionKeys
	Editor    EditorKeys
	Find      FindKeys
	Question  QuestionKeys
}

// SelectionKeys act in a selection, before those of reading.
type SelectionKeys struct {
	Left, EndWord, Swap, Shrink, Highlight, Cancel key.Binding
}

// EditorKeys act in the note editor, before those of typing.
type EditorKeys struct {
	Save, External, Preview, Field, Close key.Binding
}

// FindKeys act in the search box, before those of typing.
type FindKeys struct {
	Accept, Cancel, Older, Newer key.Binding
}

// QuestionKeys answer a question.
type QuestionKeys struct {
	Yes, No key.Binding
}

// DefaultKeys returns the bindings of the contract.
func DefaultKeys() KeyMap {
	return KeyMap{
		Down:     keys.Bind("down", "j", "down"),
		Up:       keys.Bind("up", "k", "up"),
		HalfDown: keys.Bind("half a page down", "ctrl+d"),
		HalfUp:   keys.Bind("half a page up", "ctrl+u"),
		PageDown: keys.Bind("page down", "space", "pgdown", "ctrl+f"),
		PageUp:   keys.Bind("page up", "ctrl+b", "pgup", "shift+space"),
		Top:      keys.Bind("top", "g", "home"),
		Bottom:   keys.Bind("end", "G", "end"),

		Left:          keys.Bind("left", "left"),
		Right:         keys.Bind("right", "l", "right"),
		RowStart:      keys.Bind("start of the row", "0", "^"),
		RowEnd:        keys.Bind("end of the row", "$"),
		NextWord:      keys.Bind("word on", "w"),
		PrevWord:      keys.Bind("word back", "b"),
		NextSentence:  keys.Bind("sentence on", ")"),
		PrevSentence:  keys.Bind("sentence back", "("),
		NextParagraph: keys.Bind("paragraph on", "}"),
		PrevParagraph: keys.Bind("paragraph back", "{"),

		NextStatement: keys.Bind("next statement", "s"),
		PrevStatement: keys.Bind("previous statement", "S"),
		NextNote:      keys.Bind("next note", "]"),
		PrevNote:      keys.Bind("previous note", "["),
		NextSame:      keys.Bind("next of the same speaker", "f"),
		PrevSame:      keys.Bind("previous of the same speaker", "F"),
		NextTopic:     keys.Bind("next mention of the topic", "."),
		PrevTopic:     keys.Bind("previous mention of the topic", ","),
		Counterpart:   keys.Bind("question or answer", "%"),
		NextHeading:   keys.Bind("next heading", "+"),
		PrevHeading:   keys.Bind("previous heading", "-"),
		Back:          keys.Bind("back to where you were", "ctrl+o"),
		Forward:       keys.Bind("forward again", "ctrl+n"),
		Remember:      keys.Bind("remember this place, with a letter", "r"),
		GoTo:          keys.Bind("go to the place of a letter", "'"),
		Search:        keys.Bind("search", "/"),
		NextMatch:     keys.Bind("next match", "n"),
		PrevMatch:     keys.Bind("previous match", "N"),

		Links:    keys.Bind("links", "L"),
		OpenLink: keys.Bind("open the link", "enter"),
		Select:   keys.Bind("select, more", "v"),
		Note:     keys.Bind("note", "a"),
		PageNote: keys.Bind("another page note", "A"),
		Delete:   keys.Bind("delete the mark", "d"),
		Copy:     keys.Bind("copy with citation", "y"),
		CopyBare: keys.Bind("copy without citation", "Y"),
		Redraw:   keys.Bind("another passage for the mark", "E"),

		SetSpeaker:    keys.Bind("whose statement it is", "="),
		Dismiss:       keys.Bind("this is no statement", "!"),
		RenameSpeaker: keys.Bind("rename the speaker", "C"),
		MergeSpeaker:  keys.Bind("one person with another speaker", "&"),
		SplitSpeaker:  keys.Bind("another of that name, here", "|"),
		TopicAlias:    keys.Bind("another name of the topic", "#"),

		Colour1: keys.Bind("colour 1", "1"),
		Colour2: keys.Bind("colour 2", "2"),
		Colour3: keys.Bind("colour 3", "3"),
		Colour4: keys.Bind("colour 4", "4"),
		Colour5: keys.Bind("colour 5", "5"),

		Margin:       keys.Bind("margin", "tab"),
		Numbers:      keys.Bind("paragraph numbers", "p"),
		NextBriefing: keys.Bind("next briefing", "J"),
		PrevBriefing: keys.Bind("previous briefing", "K"),
		Leave:        keys.Bind("back", "esc", "h", "q"),

		Selection: SelectionKeys{
			Left:      keys.Bind("left", "h"),
			EndWord:   keys.Bind("end of the word", "e"),
			Swap:      keys.Bind("other end", "o"),
			Shrink:    keys.Bind("select less", "V"),
			Highlight: keys.Bind("highlight", "enter"),
			Cancel:    keys.Bind("let go", "esc", "q"),
		},
		Editor: EditorKeys{
			Save:     keys.Bind("save", "ctrl+s", "alt+enter"),
			External: keys.Bind("external editor", "ctrl+e"),
			Preview:  keys.Bind("preview", "ctrl+o"),
			Field:    keys.Bind("note or tags", "tab", "shift+tab"),
			Close:    keys.Bind("close", "esc"),
		},
		Find: FindKeys{
			Accept: keys.Bind("accept", "enter"),
			Cancel: keys.Bind("cancel", "esc"),
			Older:  keys.Bind("earlier search", "up"),
			Newer:  keys.Bind("later search", "down"),
		},
		Question: QuestionKeys{
			Yes: keys.Bind("yes", "y", "Y"),
			No:  keys.Bind("no", "n", "N", "esc", "q"),
		},
	}
}

// colours returns the bindings of the highlight colours, from 1.
func (k *KeyMap) colours() [briefings.Colors]*key.Binding {
	return [...]*key.Binding{&k.Colour1, &k.Colour2, &k.Colour3, &k.Colour4, &k.Colour5}
}

// mode is what the keyboard is for.
type mode int

const (
	reading mode = iota
	selecting
	searching
	editing
	asking
	lettering // the letter of a place is awaited
)

// enable sets which bindings act now.
func (r *Reader) enable() {
	k := &r.keys
	set := func(on bool, bs ...*key.Binding) {
		for _, b := range bs {
			b.SetEnabled(on && len(b.Keys()) > 0)
		}
	}
	open := r.ready()
	text := open && r.doc.Text != ""
	read, sel := r.mode == reading, r.mode == selecting
	move := read || sel
	note := -1
	if open && read {
		note = r.note()
	}
	set(move && open, &k.Down, &k.Up, &k.HalfDown, &k.HalfUp, &k.PageDown, &k.PageUp, &k.Top, &k.Bottom, &k.Margin, &k.Numbers)
	set(move && text, &k.Left, &k.Right, &k.RowStart, &k.RowEnd, &k.NextWord, &k.PrevWord, &k.NextSentence,
		&k.PrevSentence, &k.NextParagraph, &k.PrevParagraph, &k.Search, &k.Select, &k.Copy)
	set(read, &k.Leave, &k.NextBriefing, &k.PrevBriefing)
	set(move && text && len(r.find.terms) > 0, &k.NextMatch, &k.PrevMatch)
	set(move && text && len(r.doc.statements) > 0, &k.NextStatement, &k.PrevStatement)
	set(read && open && len(r.doc.notes) > 0, &k.NextNote, &k.PrevNote)
	set(move && open, &k.Note)
	set(read && open, &k.PageNote)
	set(note >= 0, &k.Delete)
	for _, c := range k.colours() {
		set(sel && r.redraws == "" || note >= 0 && !r.doc.notes[note].IsPageNote() || r.marksStatement(), c)
	}
	set(sel, &k.Selection.Left, &k.Selection.EndWord, &k.Selection.Swap, &k.Selection.Shrink, &k.Selection.Highlight, &k.Selection.Cancel)
	r.enableJumps(set)
	set(move && text, &k.CopyBare)
	said := text && read && r.statement() >= 0
	set(said || text && sel, &k.SetSpeaker)
	set(said, &k.Dismiss)
	set(said && r.spokenBy() != nil, &k.RenameSpeaker, &k.MergeSpeaker, &k.SplitSpeaker)
	set(text && (sel || read && r.topicHere() != ""), &k.TopicAlias)
	set(note >= 0 && text && !r.doc.notes[note].IsPageNote(), &k.Redraw)
	set(r.mode == editing, &k.Editor.Save, &k.Editor.Close, &k.Editor.Field, &k.Editor.Preview)
	set(r.mode == editing && r.options.Editor != nil, &k.Editor.External)
	set(r.mode == searching, &k.Find.Accept, &k.Find.Cancel, &k.Find.Older, &k.Find.Newer)
	set(r.mode == asking, &k.Question.Yes, &k.Question.No)
}

// enableJumps sets which of the bindings that go far away act now.
func (r *Reader) enableJumps(set func(bool, ...*key.Binding)) {
	k := &r.keys
	read := r.mode == reading
	text := r.ready() && r.doc.Text != "" && (read || r.mode == selecting)
	set(text && len(r.doc.statements) > 0, &k.NextSame, &k.PrevSame)
	set(text && r.doc.exchanges, &k.Counterpart)
	set(text && len(r.doc.mentions) > 0, &k.NextTopic, &k.PrevTopic)
	set(text && len(r.doc.page.Headings()) > 0, &k.NextHeading, &k.PrevHeading)
	set(text || r.mode == lettering && !r.naming, &k.GoTo)
	set(text && read, &k.Remember)
	set(r.ready() && read, &k.Back, &k.Forward)
	set(text && read && r.doc.mayLink, &k.Links)
	link := false
	if text && read {
		if _, link = r.doc.linkAt(r.cur); !link {
			_, link = r.doc.referenceAt(r.cur)
		}
	}
	set(link, &k.OpenLink)
}

// ShortHelp returns the bindings that help most at this moment.
func (r *Reader) ShortHelp() []key.Binding {
	r.enable()
	k := &r.keys
	switch r.mode {
	case selecting:
		return enabled(k.NextWord, k.NextSentence, k.NextParagraph, k.Select, r.coloursHelp(), k.Note, k.Copy, k.SetSpeaker, k.Selection.Cancel)
	case searching:
		return enabled(k.Find.Accept, k.Find.Cancel)
	case editing:
		return enabled(k.Editor.Save, k.Editor.Field, k.Editor.Preview, k.Editor.External, k.Editor.Close)
	case asking:
		return enabled(k.Question.Yes, k.Question.No)
	case lettering:
		return r.lettersHelp()
	case reading:
	}
	if k.OpenLink.Enabled() {
		return enabled(k.OpenLink, k.Links, k.NextStatement, k.Select, k.Note, k.Leave)
	}
	if r.ready() && r.note() >= 0 {
		return enabled(k.Note, r.coloursHelp(), k.Delete, k.Copy, k.NextNote, k.Leave)
	}
	return enabled(k.NextStatement, k.NextNote, k.Search, k.Select, k.Note, k.Copy, k.Margin, k.Leave)
}

// FullHelp returns all bindings that act now, in groups.
func (r *Reader) FullHelp() [][]key.Binding {
	r.enable()
	k := &r.keys
	groups := [][]key.Binding{
		enabled(k.Down, k.Up, k.HalfDown, k.HalfUp, k.PageDown, k.PageUp, k.Top, k.Bottom),
		enabled(k.Left, k.Selection.Left, k.Right, k.RowStart, k.RowEnd, k.NextWord, k.PrevWord, k.Selection.EndWord,
			k.NextSentence, k.PrevSentence, k.NextParagraph, k.PrevParagraph),
		enabled(k.NextStatement, k.PrevStatement, k.NextSame, k.PrevSame, k.NextTopic, k.PrevTopic, k.NextNote, k.PrevNote,
			k.Counterpart, k.NextHeading, k.PrevHeading, k.Search, k.NextMatch, k.PrevMatch, k.Back, k.Forward, k.Remember, k.GoTo, k.Links, k.OpenLink),
		slices.Concat(enabled(k.Select, k.Selection.Shrink, k.Selection.Swap), r.coloursInHelp(), enabled(k.Selection.Highlight, k.Note,
			k.PageNote, k.Redraw, k.Delete, k.Copy, k.CopyBare, k.Selection.Cancel)),
		enabled(k.SetSpeaker, k.Dismiss, k.RenameSpeaker, k.MergeSpeaker, k.SplitSpeaker, k.TopicAlias),
		enabled(k.Margin, k.Numbers, k.NextBriefing, k.PrevBriefing, k.Leave),
		enabled(k.Editor.Save, k.Editor.External, k.Editor.Preview, k.Editor.Field, k.Editor.Close),
		enabled(k.Find.Accept, k.Find.Cancel, k.Find.Older, k.Find.Newer),
		enabled(k.Question.Yes, k.Question.No),
	}
	var out [][]key.Binding
	for _, g := range groups {
		if len(g) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func enabled(bs ...key.Binding) []key.Binding {
	var out []key.Binding
	for _, b := range bs {
		if b.Enabled() {
			out = append(out, b)
		}
	}
	return out
}

// Bindings returns the screen's own bindings with their names; which of them
// act is set by its state.
func (r *Reader) Bindings() []keys.Named { return keys.All(&r.keys) }
