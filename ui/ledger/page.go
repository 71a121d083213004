package ledger

import (
	"cmp"
	"slices"
	"strings"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/offices"
)

// summaryHeight returns the rows of the summary of a page. They depend on the
// height alone, so that nothing jumps when rows come.
func (l *Ledger) summaryHeight() int {
	switch {
	case l.height >= 30:
		return 12
	case l.height >= 20:
		return 7
	case l.height >= 12:
		return 3
	}
	return 1
}

// summed are the lines of the summary, and what they were made for.
type summed struct {
	era, entries, w, h int
	lines              []string
}

// summary draws what is known of the subject of a page.
func (l *Ledger) summary(current bool) []string {
	h := l.summaryHeight()
	if now := (summed{l.era, len(l.shelf.entries), l.width, h, l.summed.lines}); l.summed.lines == nil ||
		l.summed.era != now.era || l.summed.entries != now.entries || l.summed.w != now.w || l.summed.h != now.h {
		var all group
		for _, e := range l.shelf.entries {
			all.add(e)
		}
		now.lines = l.summaryOf(&all, h)
		l.summed = now
	}
	lines := l.summed.lines
	rows := make([]string, 0, h)
	for k := range h {
		text, cursor := "", " "
		if k < len(lines) {
			text = lines[k]
		}
		if k == 0 && current {
			cursor = cells.Sign("›", ">")
		}
		row := cells.Fit(cursor+" "+text, l.width)
		switch {
		case current:
			rows = append(rows, l.paint().On(row))
		case k == 0:
			rows = append(rows, l.look.caption.On(row))
		default:
			rows = append(rows, l.look.muted.On(row))
		}
	}
	return rows
}

// mostOffices bounds the offices of a page.
const mostOffices = 4

// summaryOf says what is known in at most h lines, what matters most first.
func (l *Ledger) summaryOf(all *group, h int) []string {
	w := max(l.width-2, 1)
	of := "topic"
	var dated []string
	aliases := ""
	if l.now.subject.Kind == BySpeaker {
		p := l.person()
		of, aliases = about(&p), also(&p)
		dated = offices.Held(l.now.subject.Name, p.Aliases)
	}
	counts := cells.Count(len(all.entries), "statement") + " in " + cells.Count(all.briefings, "briefing") + ", " + all.span()
	if h < 3 {
		return []string{counts}
	}
	out := []string{of, counts}
	if s := overTime(all, w); s != "" {
		out = append(out, s)
	}
	left := h - len(out) - 1 // the last row stands between summary and statements
	bars := 0
	if left > 2 {
		bars = min((left+1)/2, 5)
	}
	if n := min(len(dated), mostOffices, left-bars); n > 0 {
		out = append(out, dated[:n]...)
		left -= n
	}
	if aliases != "" && left > bars {
		out = append(out, aliases)
		left--
	}
	return append(out, l.bars(all, max(left, 0), w)...)
}

// bars draws the topics of a speaker, or the speakers on a topic, with most
// statements.
func (l *Ledger) bars(all *group, most, w int) []string {
	by := ByTopic
	if l.now.subject.Kind == ByTopic {
		by = BySpeaker
	}
	s := newShelf(by)
	s.add(all.entries)
	s.sort(ByCount)
	groups := slices.DeleteFunc(s.groups, func(g group) bool {
		return g.subject.Kind == "" || l.now.subject == g.subject
	})
	var out []string
	name := min(w/2, 28)
	for i := range groups[:min(most, len(groups))] {
		n := len(groups[i].entries)
		out = append(out, cells.Fit(groups[i].name, name)+" "+cells.FitLeft(cells.Number(n), 5)+" "+length(n, len(groups[0].entries), max(min(w-name-7, 30), 1)))
	}
	return out
}

// person returns what the newest briefing of the page says of its speaker, with
// the names that any has for them.
func (l *Ledger) person() briefings.Speaker {
	var p briefings.Speaker
	var day string
	for _, e := range l.shelf.entries {
		i := slices.IndexFunc(e.said.People, func(p briefings.Speaker) bool { return p.ID == l.now.subject.ID })
		if i < 0 {
			continue
		}
		q := &e.said.People[i]
		if d := e.day(); p.ID == "" || d > day {
			aliases := p.Aliases
			p, day = *q, d
			p.Aliases = aliases
		}
		for _, a := range q.Aliases {
			if !slices.Contains(p.Aliases, a) {
				p.Aliases = append(slices.Clip(p.Aliases), a)
			}
		}
	}
	return p
}

// about says what kind of speaker somebody is, of where, in which office.
func about(p *briefings.Speaker) string {
	var parts []string
	for _, s := range []string{string(p.Kind), p.Country, p.Role} {
		if s = strings.TrimSpace(clean.Line(s)); s != "" {
			parts = append(parts, s)
		}
	}
	return cmp.Or(strings.Join(parts, " · "), "speaker")
}

func also(p *briefings.Speaker) string {
	var names []string
	for _, a := range p.Aliases {
		if a = strings.TrimSpace(clean.Line(a)); a != "" && a != p.Name {
			names = append(names, a)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "also " + strings.Join(names, ", ")
}
