package reader

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"readout/ui/cells"
)

// foot returns the number of rows below the text: an input, a question, or the
// note under the cursor where no margin shows it.
func (r *Reader) foot() int {
	room := r.height
	switch r.mode {
	case searching:
		return min(1, room)
	case asking:
		if r.ask.back == editing {
			return min(1+r.editorHeight(), room)
		}
		return min(1, room)
	case editing:
		return min(r.editorHeight(), room)
	case reading, selecting:
	}
	return r.stripHeight()
}

// footRows draw what stands below the text.
func (r *Reader) footRows() []string {
	n := r.foot()
	var rows []string
	switch r.mode {
	case searching:
		rows = []string{r.searchRow()}
	case asking:
		if r.ask.back == editing {
			rows = r.editorRowsView()
		}
		rows = append(rows, r.questionRow())
		if len(rows) > n {
			rows = rows[len(rows)-n:]
		}
	case editing:
		rows = r.editorRowsView()
	case reading, selecting:
		rows = r.stripRows()
	}
	if len(rows) > n {
		rows = rows[:n]
	}
	return rows
}

func (r *Reader) searchRow() string {
	count := ""
	if r.find.input.Value() != "" {
		count = r.find.count(r.cur)
	}
	w := r.width - cells.Width(count) - 1
	if w < 8 {
		w, count = r.width, ""
	}
	r.find.input.SetStyles(inputStyles(r.styles))
	r.find.input.SetWidth(max(w-2, 1))
	return cells.Fit(harmless(r.find.input.View()), w) + cells.Cut(" "+r.styles.Muted.Render(count), r.width-w)
}

func (r *Reader) questionRow() string {
	q := &r.keys.Question
	return cells.Cut(r.styles.Warning.Render(r.ask.text)+" "+
		r.styles.Accent.Render(firstKey(q.Yes)+"/"+firstKey(q.No)), r.width)
}

// firstKey names the key that a one-row prompt shows.
func firstKey(b key.Binding) string {
	if ks := b.Keys(); len(ks) > 0 {
		return ks[0]
	}
	return "–"
}

// harmless leaves out of a drawn input what would reorder the row: inputs drop
// control characters by themselves, but not these.
func harmless(view string) string {
	return strings.Map(func(c rune) rune {
		if c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069' {
			return -1
		}
		return c
	}, view)
}

// editorRows returns the rows of text in the editor.
func (r *Reader) editorRows() int {
	return max(min(maxEditor, (r.height-r.header()-2)/2), 1)
}

// roomy reports whether the editor has rows for a title and the tags.
func (r *Reader) roomy() bool { return r.height >= 7 }

func (r *Reader) editorHeight() int {
	if r.roomy() {
		return r.editorRows() + 2
	}
	return 1
}

func (r *Reader) editorRowsView() []string {
	e := &r.editor
	e.resize(r.width, r.editorRows())
	if !r.roomy() {
		if e.onTags {
			return []string{cells.Cut(harmless(e.tags.View()), r.width)}
		}
		return cells.Block(harmless(e.text.View()), r.width, 1)
	}
	k := &r.keys.Editor
	title := e.title
	field := "tags"
	if e.onTags {
		field = "note"
	}
	help := firstKey(k.Save) + " saves · " + firstKey(k.Field) + " " + field
	if r.options.Editor != nil && r.width >= 72 {
		help += " · " + firstKey(k.External) + " editor"
	}
	help += " · " + firstKey(k.Close) + " closes"
	if room := r.width - cells.Width(help) - 3; room >= 16 {
		title = cells.Fit(title, room) + "   " + help
	}
	rows := []string{r.styles.Focus.Render(cells.Cut(title, r.width))}
	rows = append(rows, cells.Block(harmless(e.text.View()), r.width, e.area.h)...)
	return append(rows, cells.Cut(harmless(e.tags.View()), r.width))
}
