package notes

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
)

// How many rows a passage and a note take at most under the cursor.
const (
	mostPassage = 6
	mostNote    = 6
)

// How much of a passage and of a note is looked at for display, bytes: more
// than their rows can show.
const shown = 2 << 10

// passage returns the rows of a mark and its note, or of a page note.
func (n *Notes) passage(e *entry, w int, current bool) []row {
	most := 1
	if n.width < asideFrom && n.height >= roomyFrom {
		most = 2
	}
	note := 1
	if current && n.height >= roomyFrom/2 {
		most, note = mostPassage, mostNote
	}
	var out []row
	if e.a.Quote != nil {
		out = n.broken(out, quoted(e.a.Quote.Exact), n.look.text, w, most)
	}
	lines := 0
	for line := range strings.SplitSeq(clean.Text(strings.TrimSpace(head(e.a.Text, shown))), "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if lines == note {
			out[len(out)-1].text += " …"
			break
		}
		before := len(out)
		paint := n.look.muted
		if e.a.IsPageNote() {
			paint = n.look.text
		}
		out = n.broken(out, line, paint, w, note-lines)
		lines += len(out) - before
	}
	if len(out) == 0 {
		out = append(out, row{text: "(empty)", paint: n.look.muted})
	}
	return out
}

// broken appends a text in at most so many rows of w cells; the last is as long
// as it comes. Hits are marked over the ends of rows.
func (n *Notes) broken(out []row, text string, paint cells.Paint, w, most int) []row {
	var all []briefings.Span
	if n.find.term != "" {
		all = occurrences(text, n.find.term)
	}
	for _, s := range breaks(text, w, most) {
		r := row{text: text[s.Start:s.End], paint: paint}
		for _, h := range all {
			if h.Overlaps(s) {
				r.hits = append(r.hits, briefings.Span{Start: max(h.Start, s.Start) - s.Start, End: min(h.End, s.End) - s.Start})
			}
		}
		out = append(out, r)
	}
	return out
}

// breaks returns the rows of w cells that a text takes, at most so many, as
// byte ranges; the last one goes to the end of the text.
func breaks(s string, w, most int) []briefings.Span {
	var out []briefings.Span
	at := 0
	for len(out) < most-1 && cells.Width(s[at:]) > w {
		line, _, _ := strings.Cut(ansi.Wrap(head(s[at:], 8*w+64), w, ""), "\n")
		if line == "" || !strings.HasPrefix(s[at:], line) {
			break
		}
		out = append(out, briefings.Span{Start: at, End: at + len(line)})
		at += len(line)
		at += len(s[at:]) - len(strings.TrimLeft(s[at:], " "))
	}
	return append(out, briefings.Span{Start: at, End: len(s)})
}

// about returns what is said about a note as far as its group does not say it,
// in a row for the note and one for the briefing; under the cursor in as many as it
// takes.
func (n *Notes) about(e *entry, w int, current bool) []row {
	var parts []string
	if s := stateWords[e.a.State]; s != "" && !e.a.IsPageNote() {
		parts = append(parts, s)
	}
	if name := n.opts.Colours[colourOf(&e.a)-1]; name != "" && !e.a.IsPageNote() && n.grouping != ByColour {
		parts = append(parts, clean.Line(name))
	}
	switch {
	case e.a.IsPageNote():
		parts = append(parts, "on the whole briefing")
	case e.para > 0:
		parts = append(parts, fmt.Sprintf("¶ %d", e.para))
	}
	if len(e.who) > 1 || len(e.who) > 0 && n.grouping != BySpeaker {
		names := make([]string, 0, len(e.who))
		for _, p := range e.who {
			names = append(names, clean.Line(p.Name))
		}
		parts = append(parts, strings.Join(names, " and "))
	}
	if len(e.a.Tags) > 1 || len(e.a.Tags) > 0 && n.grouping != ByTag {
		parts = append(parts, "#"+clean.Line(strings.Join(e.a.Tags, " #")))
	}
	mine := strings.Join(parts, " · ")
	source := ""
	if n.grouping != ByBriefing {
		source = strings.TrimSpace(published(e.b) + " " + title(e.b))
	}
	if n.height < roomyFrom && n.width < asideFrom && mine != "" && source != "" { // few rows: one for both
		mine, source = mine+" · "+source, ""
	}
	paint := n.look.muted
	if lost(&e.a) || e.a.State == briefings.Changed {
		paint = n.look.warning
	}
	var out []row
	for _, r := range []row{{mine, paint, nil}, {source, n.look.muted, nil}} {
		most := 1
		if current {
			most = 3
		}
		if r.text == "" {
			continue
		}
		for _, s := range breaks(r.text, w, most) {
			out = append(out, row{text: r.text[s.Start:s.End], paint: r.paint})
		}
	}
	return out
}

// stateWords say how a mark has lost its place.
var stateWords = map[briefings.State]string{
	briefings.Moved:     "moved with the text",
	briefings.Changed:   "passage changed",
	briefings.Ambiguous: "ambiguous: fits several places",
	briefings.Orphan:    "orphan: no longer in the text",
}

// title returns the title of a briefing, or what can be said without one.
func title(b *briefings.Briefing) string {
	if t := strings.TrimSpace(clean.Line(b.Title)); t != "" {
		return t
	}
	return "(no title)"
}

// published returns the day of a briefing, or "".
func published(b *briefings.Briefing) string { return clean.Line(b.Published.Day()) }

// head returns at most size bytes of s, whole characters.
func head(s string, size int) string {
	if len(s) <= size {
		return s
	}
	for size > 0 && !utf8.RuneStart(s[size]) {
		size--
	}
	return s[:size]
}

// quoted returns the beginning of a passage on one line, in quotation marks:
// its own, where it has them.
func quoted(s string) string {
	s = strings.Join(strings.Fields(clean.Line(head(s, shown))), " ")
	before, after := "“", "”"
	if c, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("“\"„«‘‚‹「『", c) {
		before = ""
	}
	if c, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune("”\"“»’›」』", c) {
		after = ""
	}
	return before + s + after
}
