package notes

import (
	"strings"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
)

// The strip at the lower edge shows what is under the cursor whole, or as far
// as it has rows: the list above it stands still while the cursor moves.
const (
	stripFrom = 16 // height from which there is one; below it the note unfolds in its place
	mostStrip = 14
)

// stripHeight returns the rows of the strip. They depend on the height alone,
// so that nothing jumps.
func (n *Notes) stripHeight() int {
	if n.height < stripFrom || len(n.items) == 0 {
		return 0
	}
	return min(n.height/3, mostStrip)
}

// strip draws what is under the cursor.
func (n *Notes) strip() []string {
	h := n.stripHeight()
	if h == 0 {
		return nil
	}
	it := n.items[n.at]
	var caption string
	var rows []row
	if it.e != nil {
		caption = strings.TrimSpace(published(it.e.b) + " " + title(it.e.b))
		rows = n.wholeNote(it.e, h-1)
	} else {
		caption = n.heading(&n.groups[it.g])
		rows = n.wholeGroup(&n.groups[it.g], h-1)
	}
	out := make([]string, 0, h)
	caption = cells.Cut(caption, n.width-6)
	line := cells.Sign("─", "-")
	bar := line + line + " " + caption + " "
	if caption == "" {
		bar = line + line
	}
	if n.width >= 4 {
		out = append(out, n.look.border.On(bar+strings.Repeat(line, max(n.width-cells.Width(bar), 0))))
	}
	for k := 0; len(out) < h; k++ {
		var b strings.Builder
		n.part(&b, rows, k, n.width, false)
		out = append(out, b.String())
	}
	return out
}

// wholeNote returns the passage of a note, its text and what is said about it,
// in at most h rows: what is said about it is always there.
func (n *Notes) wholeNote(e *entry, h int) []row {
	var about []row
	if facts := n.facts(e, true); facts != "" {
		about = n.broken(nil, facts, n.stated(e), n.width, max(h/2, 1))
	}
	for i := range about {
		about[i].hits = nil // words are looked for in passages and notes
	}
	room := h - len(about)
	var out []row
	if e.a.Quote != nil {
		most := room
		if strings.TrimSpace(e.a.Text) != "" {
			most = max((room+1)/2, room-strings.Count(strings.TrimSpace(e.a.Text), "\n")-1-len(e.a.Text)/max(n.width, 1))
		}
		out = n.broken(out, clean.Quoted(e.a.Quote.Exact, shown), n.look.text, n.width, most)
	}
	if left := room - len(out); left > 0 {
		out = n.note(out, e, n.look.text, n.width, left)
	}
	return append(out[:min(len(out), room)], about...)
}

// wholeGroup says what a heading stands for, in at most h rows.
func (n *Notes) wholeGroup(g *group, h int) []row {
	var parts []string
	if n.grouping == ByBriefing {
		b := g.entries[0].b
		for _, s := range []string{published(b), string(b.Kind), clean.Line(b.Source)} {
			if s != "" {
				parts = append(parts, s)
			}
		}
	}
	parts = append(parts, cells.Count(len(g.entries), "note"))
	if k := count(g.entries, func(a *briefings.Annotation) bool { return a.Text != "" }); k > 0 && k < len(g.entries) {
		parts = append(parts, cells.Number(k)+" with text")
	}
	if k := count(g.entries, lost); k > 0 && k < len(g.entries) {
		parts = append(parts, cells.Number(k)+" without a place")
	}
	out := n.broken(nil, n.heading(g), n.look.text, n.width, max(h-1, 1))
	if h > 1 {
		out = append(out, row{text: strings.Join(parts, " · "), paint: n.look.muted})
	}
	return out
}

// count counts the annotations that fit.
func count(entries []*entry, fits func(*briefings.Annotation) bool) int {
	k := 0
	for _, e := range entries {
		if fits(&e.a) {
			k++
		}
	}
	return k
}
