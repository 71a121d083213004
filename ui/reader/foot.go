package reader

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"readout/briefings/markup"
	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/page"
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

// mostRows returns the most rows of text that the editor grows to: half of the
// screen.
func (r *Reader) mostRows() int {
	return max((r.height-r.header()-2)/2, 1)
}

// editorRows returns the rows of text in the editor.
func (r *Reader) editorRows() int {
	r.editor.resize(r.textWidth(), r.mostRows())
	if r.editor.preview { // a note and its Markdown differ in rows
		return min(r.mostRows(), max(r.editor.text.Height(), leastPreview))
	}
	return max(min(r.editor.text.Height(), r.mostRows()), 1)
}

// roomy reports whether the editor has rows for a title and the tags.
func (r *Reader) roomy() bool { return r.height >= 7 }

func (r *Reader) editorHeight() int {
	if r.roomy() {
		return r.editorRows() + 2
	}
	return 1
}

// leastPreview is the number of rows that a preview has at least, where there is
// room.
const leastPreview = 10

// besideFrom is the width from which the preview stands beside the note.
const besideFrom = 100

// textWidth returns the cells of a row of the text area.
func (r *Reader) textWidth() int {
	if r.editor.preview && r.width >= besideFrom {
		return (r.width - len(" | ")) / 2
	}
	return r.width
}

func (r *Reader) editorRowsView() []string {
	e := &r.editor
	if !r.roomy() {
		if e.onTags {
			return []string{ansi.Truncate(harmless(e.tags.View()), r.width, "")}
		}
		return cells.Block(e.folds.show(harmless(e.text.View())), r.width, 1)
	}
	rows := []string{r.styles.Focus.Render(cells.Cut(r.editorTitle(), r.width))}
	h := r.editorRows()
	switch {
	case e.preview && r.width < besideFrom:
		rows = append(rows, r.previewRows(r.width, h)...)
	case e.preview:
		text := cells.Block(e.folds.show(harmless(e.text.View())), r.textWidth(), h)
		for i, p := range r.previewRows(r.width-r.textWidth()-len(" | "), h) {
			rows = append(rows, cells.Fit(text[i], r.textWidth())+r.styles.Border.Render(divider)+p)
		}
	default:
		rows = append(rows, cells.Block(e.folds.show(harmless(e.text.View())), r.width, h)...)
	}
	return append(rows, ansi.Truncate(harmless(e.tags.View()), r.width, ""))
}

// editorTitle says what is written on, and with which keys.
func (r *Reader) editorTitle() string {
	k, e := &r.keys.Editor, &r.editor
	title := e.title
	if f := e.folds.said(e.text.Value()); f != "" {
		title = f
	}
	field := "tags"
	if e.onTags {
		field = "note"
	}
	help := firstKey(k.Save) + " saves · " + firstKey(k.Field) + " " + field
	if r.options.Editor != nil && r.width >= 72 {
		help += " · " + firstKey(k.External) + " editor"
	}
	if r.width >= 90 {
		help += " · " + firstKey(k.Preview) + " preview"
	}
	help += " · " + firstKey(k.Close) + " closes"
	if room := r.width - cells.Width(help) - 3; room >= 16 {
		title = cells.Fit(title, room) + "   " + help
	}
	return title
}

// drawn is the preview as it was made last.
type drawn struct {
	text string // the Markdown
	size int    // of the text that it gives, bytes
	page *page.Page
}

// mostPreview bounds the text that the preview shows, bytes.
const mostPreview = 64 << 10

// previewRows draws the note as an article is drawn: h rows of at most w cells
// around where the cursor of the text area is.
func (r *Reader) previewRows(w, h int) []string {
	e := &r.editor
	text := clean.Text(clean.Head(e.value().Text, mostPreview))
	if e.drawn.page == nil || e.drawn.text != text {
		plain, blocks := markup.Parse(text).Text()
		e.drawn = drawn{text, len(plain), page.New(text, plain, blocks, pageStyle(r.styles, r.options.Terminal))}
	}
	p := e.drawn.page
	p.SetWidth(max(w, 1))
	at := p.First()
	if n := e.text.LineCount(); n > 1 { // about as far down as the cursor is
		at, _ = p.Move(p.PosOf(e.drawn.size*e.text.Line()/n), -h/2)
		if last := p.Last(h); p.Compare(at, last) > 0 {
			at = last
		}
	}
	rows := p.Paint(at, h, nil)
	for i := range rows {
		rows[i] = cells.Cut(rows[i], w)
	}
	return rows
}
