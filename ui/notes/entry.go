package notes

import (
	"fmt"
	"strings"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
)

// unfolded returns the rows that the note under the cursor may take where it
// unfolds in its place: what follows stays in sight.
func (n *Notes) unfolded() int { return max(n.body()*3/4, 1) }

// How many rows a passage and a note take at most where the one under the
// cursor unfolds.
const (
	mostPassage = 6
	mostNote    = 6
)

// How much of a passage and of a note is looked at for display, bytes: more
// than their rows can show.
const shown = 2 << 10

// passage returns the rows of a mark and its note, or of a page note, in the
// list.
func (n *Notes) passage(e *entry, w int, unfold bool) []row {
	most := 1
	if n.inner < asideFrom && n.height >= roomyFrom {
		most = 2
	}
	note := 1
	if room := n.unfolded(); unfold && room > 3 { // a row is for the facts
		switch {
		case e.a.Text == "":
			note = 0
		case e.a.Quote == nil:
			note = min(mostNote, room-1)
		default:
			note = min(mostNote, room/3)
		}
		most = min(mostPassage, room-note-1)
	}
	var out []row
	if e.a.Quote != nil {
		out = n.broken(out, clean.Quoted(e.a.Quote.Exact, shown), n.look.text, w, most)
	}
	paint := n.look.muted
	if e.a.IsPageNote() {
		paint = n.look.text
	}
	out = n.note(out, e, paint, w, note)
	if len(out) == 0 {
		out = append(out, row{text: "(empty)", paint: n.look.muted})
	}
	return out
}

// note appends the text of a note in at most so many rows of w cells, blank
// lines left out; an ellipsis stands for further lines.
func (n *Notes) note(out []row, e *entry, paint cells.Paint, w, most int) []row {
	from := len(out)
	text := clean.Text(strings.TrimSpace(clean.Head(e.a.Text, shown)))
	found := most > 1 || n.find.term == "" || len(occurrences(text, n.find.term)) == 0
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimRight(line, " "); line == "" {
			continue
		}
		if found = found || len(occurrences(line, n.find.term)) > 0; !found {
			continue // in one row stands the line with the words
		}
		left := most - (len(out) - from)
		if left <= 0 {
			if len(out) > 0 {
				out[len(out)-1].text += " …"
			}
			break
		}
		out = n.broken(out, line, paint, w, left)
	}
	return out
}

// broken appends a text in at most so many rows of w cells; the last is as long
// as it comes. Hits are marked over the ends of rows, and a text of which the
// first hit would be cut off begins shortly before it.
func (n *Notes) broken(out []row, text string, paint cells.Paint, w, most int) []row {
	var all []briefings.Span
	if n.find.term != "" {
		if all = occurrences(text, n.find.term); len(all) > 0 {
			if from := start(text, all[0], w, most); from > 0 {
				text = "…" + text[from:]
				all = occurrences(text, n.find.term)
			}
		}
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

// start returns the byte with which a text begins in so many rows of w cells,
// that a hit is among them: 0, or the beginning of a word before the hit.
func start(text string, hit briefings.Span, w, most int) int {
	if cells.Width(text[:hit.End]) < w*most-w/4 { // rows that break at words are not full
		return 0
	}
	from := hit.Start
	for words := 3; words > 0 && from > 0; words-- {
		before := strings.LastIndexByte(text[:from-1], ' ') + 1
		if cells.Width(text[before:hit.Start]) > w/2 {
			break
		}
		from = before
	}
	return from
}

// breaks returns the rows of w cells that a text takes, at most so many, as
// byte ranges; the last one goes to the end of the text.
func breaks(s string, w, most int) []briefings.Span {
	var out []briefings.Span
	at := 0
	for len(out) < most-1 && cells.Width(s[at:]) > w {
		line := cells.Row(clean.Head(s[at:], 8*w+64), w)
		if line == "" || !strings.HasPrefix(s[at:], line) {
			break
		}
		out = append(out, briefings.Span{Start: at, End: at + len(line)})
		at += len(line)
		at += len(s[at:]) - len(strings.TrimLeft(s[at:], " "))
	}
	return append(out, briefings.Span{Start: at, End: len(s)})
}

// facts says what is known of a note besides its words; unless all is asked
// for, without what its group says.
func (n *Notes) facts(e *entry, all bool) string {
	var parts []string
	page := e.a.IsPageNote()
	if s := stateWords[e.a.State]; s != "" && !page {
		parts = append(parts, s)
	}
	if name := n.opts.Colours[colourOf(&e.a)-1]; name != "" && !page && (all || n.grouping != ByColour) {
		parts = append(parts, clean.Line(name))
	}
	switch {
	case page:
		parts = append(parts, "on the whole briefing")
	case e.para > 0:
		parts = append(parts, fmt.Sprintf("¶ %d", e.para))
	}
	if len(e.who) > 1 || len(e.who) > 0 && (all || n.grouping != BySpeaker) {
		names := make([]string, 0, len(e.who))
		for _, p := range e.who {
			names = append(names, clean.Line(p.Name))
		}
		parts = append(parts, strings.Join(names, " and "))
	}
	if len(e.a.Tags) > 1 || len(e.a.Tags) > 0 && (all || n.grouping != ByTag) {
		parts = append(parts, "#"+clean.Line(strings.Join(e.a.Tags, " #")))
	}
	return strings.Join(parts, " · ")
}

// about returns a row for the facts of a note and one for its briefing, as far
// as its group does not say them; under the cursor, where it unfolds, in as
// many as they take.
func (n *Notes) about(e *entry, w int, unfold bool) []row {
	mine := n.facts(e, false)
	source := ""
	if n.grouping != ByBriefing {
		source = strings.TrimSpace(published(e.b) + " " + title(e.b))
	}
	if n.height < roomyFrom && n.inner < asideFrom && mine != "" && source != "" { // few rows: one for both
		mine, source = mine+" · "+source, ""
	}
	most := 1
	if unfold {
		most = 3
	}
	var out []row
	for _, r := range []row{{text: mine, paint: n.stated(e)}, {text: source, paint: n.look.muted}} {
		if r.text == "" {
			continue
		}
		for _, s := range breaks(r.text, w, most) {
			out = append(out, row{text: r.text[s.Start:s.End], paint: r.paint})
		}
	}
	return out
}

// stated returns the paint of the facts of a note.
func (n *Notes) stated(e *entry) cells.Paint {
	if lost(&e.a) || e.a.State == briefings.Changed {
		return n.look.warning
	}
	return n.look.muted
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
