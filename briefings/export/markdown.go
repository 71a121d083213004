package export

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"readout/briefings"
)

// The lines between which the reader's own text stands.
const (
	beginMine = "%% begin mine %%"
	endMine   = "%% end mine %%"
	hint      = "%% Everything above is rewritten by each export; your own text goes between the next two lines. %%"
)

// Markdown returns a's file: front matter, the highlights in the order of the
// text, the page notes, what o asks for, and an empty block for the reader.
// It ends with a line feed and is the same for the same article and options.
func Markdown(a *briefings.Article, o Options) ([]byte, error) {
	for _, w := range o.With {
		if w != WithStatements {
			return nil, fmt.Errorf("export with %q: no such section (there is %q)", w, WithStatements)
		}
	}
	w := writer{a: a, key: CiteKey(&a.Briefing)}
	w.out.WriteString("---\n")
	for _, e := range frontMatter(a) {
		w.out.WriteString(e.line)
	}
	w.out.WriteString("---\n")
	marks, notes := split(a.Annotations)
	w.section("Highlights", len(marks))
	for _, m := range marks {
		w.highlight(m)
	}
	w.section("Page notes", len(notes))
	for _, n := range notes {
		w.pageNote(n)
	}
	if slices.Contains(o.With, WithStatements) {
		w.section("Statements", len(a.Analysis.Statements))
		for i := range a.Analysis.Statements {
			w.statement(&a.Analysis.Statements[i])
		}
	}
	w.out.WriteString("\n" + hint + "\n" + beginMine + "\n" + endMine + "\n")
	return []byte(w.out.String()), nil
}

// split returns the marks in the order of the text, those without a place
// last, and the page notes in the order in which they were written.
func split(in []briefings.Annotation) (marks, notes []*briefings.Annotation) {
	for i := range in {
		if in[i].IsPageNote() {
			notes = append(notes, &in[i])
		} else {
			marks = append(marks, &in[i])
		}
	}
	sort.SliceStable(marks, func(i, j int) bool {
		a, b := marks[i], marks[j]
		switch {
		case (a.At == nil) != (b.At == nil):
			return b.At == nil
		case a.At != nil && *a.At != *b.At:
			return before(*a.At, *b.At)
		case a.At == nil && a.Position != nil && b.Position != nil && *a.Position != *b.Position:
			return before(*a.Position, *b.Position)
		}
		return a.ID < b.ID
	})
	sort.SliceStable(notes, func(i, j int) bool {
		if !notes[i].Created.Equal(notes[j].Created) {
			return notes[i].Created.Before(notes[j].Created)
		}
		return notes[i].ID < notes[j].ID
	})
	return marks, notes
}

func before(a, b briefings.Span) bool {
	if a.Start != b.Start {
		return a.Start < b.Start
	}
	return a.End < b.End
}

// writer writes the body of one article's file.
type writer struct {
	out strings.Builder
	a   *briefings.Article
	key string
}

// section begins a part with n items, if there are any.
func (w *writer) section(title string, n int) {
	if n > 0 {
		w.out.WriteString("\n## " + title + "\n")
	}
}

// highlight writes a marked passage: the words as they were marked, who says
// them and where, the block's id, and what the reader made of it.
func (w *writer) highlight(m *briefings.Annotation) {
	w.out.WriteString("\n")
	for par := range strings.SplitSeq(clean(m.Quote.Exact), "\n\n") {
		w.quote(escapeLines(par))
	}
	w.out.WriteString("> — " + w.reference(m) + "\n")
	w.blockID(m)
	var items [][]string
	if lines := escapeNote(m.Text); len(lines) > 0 {
		items = append(items, noteItem(lines))
	}
	if t := tags(m.Tags); t != "" {
		items = append(items, []string{"Tags: " + t})
	}
	if m.Color > 0 {
		items = append(items, []string{"Color: " + colorName(m.Color)})
	}
	if s := w.status(m); s != "" {
		items = append(items, []string{"Status: " + s})
	}
	w.items(items)
}

// quote writes the lines of one paragraph of a block quote. A line break is a
// backslash; behind a backslash, which parsers read differently, two spaces.
func (w *writer) quote(lines []string) {
	for i, l := range lines {
		w.out.WriteString("> " + l)
		switch {
		case i == len(lines)-1:
		case strings.HasSuffix(l, `\`):
			w.out.WriteString("  ")
		default:
			w.out.WriteString(`\`)
		}
		w.out.WriteString("\n")
	}
	if len(lines) > 0 {
		w.out.WriteString(">\n")
	}
}

// escapeLines returns the lines of one paragraph, escaped.
func escapeLines(par string) []string {
	var out []string
	for l := range strings.SplitSeq(par, "\n") {
		if l = escapeText(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// reference returns speakers, paragraph and citation of a passage.
func (w *writer) reference(m *briefings.Annotation) string {
	var parts []string
	if m.At != nil {
		parts = w.speakers(*m.At)
		if p := w.paragraph(*m.At); p != "" {
			parts = append(parts, p)
		}
	}
	return strings.TrimSpace(strings.Join(parts, ", ") + " [@" + w.key + "]")
}

// speakers returns those who say what s covers, in the order of the text: each
// as a wikilink with the words by which the text names them.
func (w *writer) speakers(s briefings.Span) []string {
	var out []string
	seen := map[string]bool{}
	for i := range w.a.Analysis.Statements {
		st := &w.a.Analysis.Statements[i]
		if !st.Says(s) {
			continue
		}
		as := w.namedAs(st)
		for j, p := range parts(st) {
			name := speakerName(p.Name)
			if name == "" || seen[p.ID+"\x00"+name] {
				continue
			}
			seen[p.ID+"\x00"+name] = true
			if j == 0 {
				name += as
			}
			out = append(out, name)
		}
	}
	return out
}

// speakerName returns name as a wikilink, "" when there is none.
func speakerName(name string) string {
	if name = linkName(name); name != "" {
		return wikilink(name)
	}
	return ""
}

// parts returns all speakers of st.
func parts(st *briefings.Statement) []briefings.Party {
	if len(st.Speakers) == 0 {
		return []briefings.Party{{Name: st.Speaker.Name, ID: st.Speaker.ID}}
	}
	return st.Speakers
}

// namedAs returns how the text names the speaker where that is not the name,
// ` (as “the head of state”)`, and that the reader corrected it.
func (w *writer) namedAs(st *briefings.Statement) string {
	if st.Grounds == briefings.ByReader { // the phrase says somebody else
		return " (corrected)"
	}
	by := ""
	if st.Corrected() {
		by = " (corrected)"
	}
	s := st.Speaker.Span
	if len(st.Speakers) > 1 || s.Empty() || s.Start < 0 || s.End > len(w.a.Text) {
		return by
	}
	phrase := strings.TrimRight(line(firstBytes(w.a.Text[s.Start:s.End], 120)), ":.,")
	if phrase == "" || strings.Contains(phrase, line(st.Speaker.Name)) {
		return by
	}
	return " (as “" + escapeText(phrase) + "”)" + by
}

// paragraph returns the number of the paragraph that s stands in, or numbers:
// "¶ 4" or "¶ 4–5".
func (w *writer) paragraph(s briefings.Span) string {
	n, first, last := 0, 0, 0
	for _, b := range w.a.Blocks {
		if b.Empty() {
			continue
		}
		n++
		if b.Start < s.End && s.Start < b.End {
			if first == 0 {
				first = n
			}
			last = n
		}
	}
	switch first {
	case 0:
		return ""
	case last:
		return "¶ " + strconv.Itoa(first)
	}
	return "¶ " + strconv.Itoa(first) + "–" + strconv.Itoa(last)
}

// blockID writes the id by which other pages link to the block above.
func (w *writer) blockID(m *briefings.Annotation) {
	w.out.WriteString("\n^h-" + keep(m.ID, 40) + "\n")
}

// noteItem returns the lines of a note as the item of a list.
func noteItem(lines []string) []string {
	if len(lines) == 1 || !strings.ContainsAny(lines[0][:1], " >-+*0123456789") {
		return append([]string{"Note: " + strings.TrimLeft(lines[0], " ")}, lines[1:]...)
	}
	return append([]string{"Note:", ""}, lines...)
}

// items writes a list; lines after an item's first are indented into it.
func (w *writer) items(items [][]string) {
	if len(items) == 0 {
		return
	}
	w.out.WriteString("\n")
	for _, item := range items {
		for i, l := range item {
			switch {
			case i == 0:
				w.out.WriteString("- " + l + "\n")
			case l == "":
				w.out.WriteString("\n")
			default:
				w.out.WriteString("  " + l + "\n")
			}
		}
	}
}

// tags returns names as Obsidian's tags.
func tags(names []string) string {
	var out []string
	for _, n := range names {
		if n = tagName(n); n != "" {
			out = append(out, "#"+n)
		}
	}
	return strings.Join(out, " ")
}

// colorName returns the number and name of a highlight colour.
func colorName(n int) string {
	names := [briefings.Colors]string{"yellow", "green", "cyan", "magenta", "red"}
	if n < 1 || n > len(names) {
		return strconv.Itoa(n)
	}
	return strconv.Itoa(n) + " " + names[n-1]
}

// status says how the passage fits the current revision, "" when it stands as
// it was marked.
func (w *writer) status(m *briefings.Annotation) string {
	rev := strconv.Itoa(w.a.Revision)
	switch m.State {
	case briefings.Moved:
		return "moved in revision " + rev
	case briefings.Changed:
		s := "changed in revision " + rev
		if m.At != nil && m.At.Start >= 0 && m.At.Start <= m.At.End && m.At.End <= len(w.a.Text) {
			s += ", which has “" + escapeText(w.a.Text[m.At.Start:m.At.End]) + "”"
		}
		return s
	case briefings.Ambiguous:
		return "ambiguous: several places of revision " + rev + " fit"
	case briefings.Orphan:
		return "orphan: no place of revision " + rev + " fits"
	}
	return ""
}

// pageNote writes a note on the whole briefing.
func (w *writer) pageNote(n *briefings.Annotation) {
	text := strings.Join(escapeNote(n.Text), "\n")
	if text == "" {
		text = "(empty note)"
	}
	w.out.WriteString("\n" + strings.TrimLeft(text, " ") + "\n")
	w.blockID(n)
	if t := tags(n.Tags); t != "" {
		w.items([][]string{{"Tags: " + t}})
	}
}

// statement writes one line of the list of statements.
func (w *writer) statement(st *briefings.Statement) {
	var names []string
	for _, p := range parts(st) {
		if n := speakerName(p.Name); n != "" {
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		names = append(names, "Unknown")
	}
	var content []string
	where := st.Speaker.Span
	for i, c := range st.Content {
		if c.Start < 0 || c.End > len(w.a.Text) || c.Empty() {
			continue
		}
		if i == 0 {
			where = c
		}
		content = append(content, escapeText(w.a.Text[c.Start:c.End]))
	}
	head := strings.Join(names, ", ") + w.namedAs(st) + ", " + string(st.Kind)
	if p := w.paragraph(where); p != "" {
		head += ", " + p
	}
	if len(st.Topics) > 0 {
		head += ", on " + w.topics(st.Topics)
	}
	w.items([][]string{{head + " [@" + w.key + "]: " + strings.Join(content, " … ")}})
}

// topics returns the labels of the topics with the given ids.
func (w *writer) topics(ids []string) string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		label := id
		for i := range w.a.Analysis.Topics {
			if w.a.Analysis.Topics[i].ID == id {
				label = w.a.Analysis.Topics[i].Label
			}
		}
		out = append(out, escapeText(label))
	}
	return strings.Join(out, " and ")
}
