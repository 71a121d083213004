package reader

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
)

// frame keeps what one frame drew and the next can use again.
type frame struct {
	header      []string
	headerWidth int
	divider     string
	margin      []string
	key         marginKey

	legends []section        // speakers, topics and colours, width cells wide
	entries map[int][]string // notes that keys do not act on
	width   int

	strip strip
	title titled
	ticks ticks
}

// titled is the title in rows.
type titled struct {
	rows          []string
	width, height int
}

// strip is the note at the bottom of a screen without a margin.
type strip struct {
	rows        []string
	note, width int
}

// marginKey is all that the margin depends on while article and styles stay.
type marginKey struct{ width, height, statement, note, first int }

// section is a part of the margin: a title and entries of one or more rows.
type section struct {
	title   string
	entries [][]string
	more    int // entries that were not drawn: there is no room for them
}

func (s section) rows() int {
	if len(s.entries) == 0 {
		return 0
	}
	n := 1
	for _, e := range s.entries {
		n += len(e)
	}
	return n
}

// marginRows returns the margin beside the visible rows.
func (r *Reader) marginRows(spans []briefings.Span, c columns, h int) []string {
	if c.margin == 0 {
		return nil
	}
	key := marginKey{c.margin, h, r.statement(), r.note(), r.firstNote(covering(spans))}
	if r.frame.margin != nil && r.frame.key == key {
		return r.frame.margin
	}
	if r.frame.divider == "" {
		r.frame.divider = r.styles.Border.Render(divider)
	}
	if r.frame.legends == nil || r.frame.width != c.margin {
		r.frame.width, r.frame.entries = c.margin, map[int][]string{}
		r.frame.legends = []section{r.speakersSection(c.margin), r.topicsSection(c.margin), r.coloursSection(c.margin)}
	}
	here := r.here(key.statement, c.margin)
	below := here.rows()
	if below > 0 {
		below = min(below+1, h/2)
	}
	rows := r.stack(r.frame.legends, r.notesList(key.first, key.note, c.margin), h-below)
	if below > 0 {
		for len(rows) < h-below+1 {
			rows = append(rows, "")
		}
		rows = append(rows, r.cut(here, below-1)...)
	}
	r.frame.margin, r.frame.key = rows, key
	return rows
}

// notesList returns the function that draws the notes in the order of the text
// in h rows, from one on that leaves the note target, the one that keys act on
// or the first on the screen, in sight.
func (r *Reader) notesList(target, current, w int) list {
	n := len(r.doc.notes)
	want := func(most int) int {
		rows := 1
		for i := 0; i < n && rows < most; i++ {
			rows += len(r.entry(i, current, w))
		}
		if n == 0 {
			return 0
		}
		return min(rows, most)
	}
	draw := func(h int) []string {
		from, room := target, h-1-len(r.entry(target, current, w))
		if target < n-1 {
			room-- // for what says that there are more
		}
		for from > 0 && room >= len(r.entry(from-1, current, w)) {
			from--
			room -= len(r.entry(from, current, w))
		}
		s := section{title: "Notes"}
		if from > 0 {
			s.title = fmt.Sprintf("Notes, %d above", from)
		}
		for i, left := from, h; i < n; i++ {
			if left <= 0 {
				s.more = n - i
				break
			}
			e := r.entry(i, current, w)
			s.entries = append(s.entries, e)
			left -= len(e)
		}
		return r.cut(s, h)
	}
	return list{want, draw}
}

// list is a part of the margin that is drawn only as far as it is seen: want
// says how many rows it takes, up to most, draw returns h of them.
type list struct {
	want func(most int) int
	draw func(h int) []string
}

// entry is noteEntry, kept from frame to frame.
func (r *Reader) entry(i, current, w int) []string {
	if i == current {
		return r.noteEntry(i, true, w)
	}
	e, ok := r.frame.entries[i]
	if !ok {
		e = r.noteEntry(i, false, w)
		r.frame.entries[i] = e
	}
	return e
}

// firstNote returns the note that the margin's list begins with: the one that
// keys act on, else the first that is not above the screen.
func (r *Reader) firstNote(w briefings.Span) int {
	if i := r.note(); i >= 0 {
		return i
	}
	d := r.doc
	for i := range d.notes[:d.placed] {
		if d.notes[i].At.End > w.Start {
			return i
		}
	}
	return max(d.placed-1, 0)
}

// leastPart is the number of rows that a part of the margin takes at least:
// its title, an entry, and the blank row before it.
const leastPart = 3

// stack puts sections and a list under each other in h rows, each getting a
// fair share. Where there is not room for all of them, the last sections go.
func (r *Reader) stack(sections []section, last list, h int) []string {
	parts := make([]list, 0, len(sections)+1)
	for _, s := range sections {
		parts = append(parts, list{func(int) int { return s.rows() }, func(h int) []string { return r.cut(s, h) }})
	}
	parts = slices.DeleteFunc(append(parts, last), func(l list) bool { return l.want(1) == 0 })
	drop := len(parts) - 1
	if last.want(1) > 0 {
		drop-- // the notes stay
	}
	for ; drop >= 0 && len(parts) > 1 && len(parts)*leastPart > h+1; drop-- {
		parts = slices.Delete(parts, drop, drop+1)
	}
	want := make([]int, len(parts))
	for i, l := range parts {
		want[i] = l.want(max(h, 1))
	}
	var rows []string
	for i, n := range share(h-max(len(parts)-1, 0), want) {
		if i > 0 {
			rows = append(rows, "")
		}
		if n > 0 {
			rows = append(rows, parts[i].draw(n)...)
		}
	}
	return rows[:min(len(rows), max(h, 0))]
}

// share divides total among wants: nobody gets more than wanted, and what one
// does not need goes to the others.
func share(total int, want []int) []int {
	got := make([]int, len(want))
	for total > 0 {
		hungry := 0
		for i := range want {
			if got[i] < want[i] {
				hungry++
			}
		}
		if hungry == 0 {
			break
		}
		part := max(total/hungry, 1)
		for i := range want {
			n := min(part, want[i]-got[i], total)
			got[i] += n
			total -= n
		}
	}
	return got
}

// cut returns the section in at most h rows; the last says what is left out.
func (r *Reader) cut(s section, h int) []string {
	if h <= 0 || len(s.entries) == 0 {
		return nil
	}
	rows := []string{r.paints.title.On(s.title)}
	for i, e := range s.entries {
		last := i == len(s.entries)-1 && s.more == 0
		if len(rows)+len(e) > h || !last && len(rows)+len(e) == h {
			if last || len(rows) == h || i == 0 { // of one that is too long, its beginning
				rows = append(rows, e...)
				return rows[:h]
			}
			more := len(s.entries) - i + s.more
			return append(rows, r.paints.muted.On(fmt.Sprintf("  … %d more", more)))
		}
		rows = append(rows, e...)
	}
	return rows
}

func (r *Reader) speakersSection(w int) section {
	s := section{title: "Speakers"}
	for i := range r.doc.speakers {
		l := &r.doc.speakers[i]
		count := strconv.Itoa(l.count)
		name := cells.Fit(l.name, w-2-len(count)-1)
		e := []string{l.style.Styled(l.mark) + " " + l.style.Styled(strings.TrimRight(name, " ")) +
			cells.Blank(trailing(name)) + " " + r.paints.muted.On(count)}
		if l.about != "" {
			e = append(e, "  "+r.paints.muted.On(cells.Cut(l.about, w-2)))
		}
		s.entries = append(s.entries, e)
	}
	return s
}

// trailing counts the blanks at the end of s.
func trailing(s string) int { return len(s) - len(strings.TrimRight(s, " ")) }

func (r *Reader) topicsSection(w int) section {
	s := section{title: "Topics"}
	for i := range r.doc.topics {
		l := &r.doc.topics[i]
		count := strconv.Itoa(l.count)
		indent := cells.Blank(2 + 2*l.level)
		name := cells.Fit(l.name, w-len(indent)-len(count)-1)
		s.entries = append(s.entries, []string{indent + l.style.Styled(strings.TrimRight(name, " ")) +
			cells.Blank(trailing(name)) + " " + r.paints.muted.On(count)})
	}
	return s
}

// notesSection lists all notes in the order of the text.
func (r *Reader) notesSection(current, w int) section {
	s := section{title: "Notes"}
	for i := range r.doc.notes {
		s.entries = append(s.entries, r.noteEntry(i, i == current, w))
	}
	return s
}

// mostFact is the number of rows that a fact of a statement takes at most.
const mostFact = 3

// here describes a statement: speaker, kind, cue, topics, grounds, confidence.
func (r *Reader) here(i, w int) section {
	if i < 0 {
		return section{}
	}
	d, s := r.doc, r.doc.statements[i].Statement
	letter, style := r.letter(s)
	out := section{title: "Statement"}
	add := func(name, value string) {
		if value == "" {
			return
		}
		var rows []string
		for i, line := range wrap(value, w-8) {
			if i == mostFact {
				rows[i-1] = cells.Cut(rows[i-1]+"…", w)
				break
			}
			rows = append(rows, r.paints.muted.On(cells.Fit(name, 7))+" "+cells.Cut(line, w-8))
			name = ""
		}
		out.entries = append(out.entries, rows)
	}
	out.entries = append(out.entries, []string{style.Styled(letter+" ") + style.Styled(cells.Cut(speakerNames(s), w-2))})
	if role := d.role(s.Speaker.ID); role != "" {
		for i, line := range wrap(role, w-2) {
			if i == mostFact {
				break
			}
			out.entries = append(out.entries, []string{"  " + r.paints.muted.On(cells.Cut(line, w-2))})
		}
	}
	kind := string(s.Kind)
	if glyph := bars[s.Kind]; glyph != "" {
		kind = glyph + " " + kind
	}
	add("kind", kind)
	if c := s.Cue; !c.Empty() && c.Start >= 0 && c.End <= len(d.Text) {
		add("cue", clean.Line(d.Text[c.Start:c.End]))
	}
	var topics []string
	for _, id := range s.Topics {
		label := d.topic[id]
		if label == "" {
			label = clean.Line(id)
		}
		topics = append(topics, label)
	}
	add("topics", strings.Join(topics, ", "))
	add(d.exchange(i))
	add("why", d.why(s))
	add("sure", fmt.Sprintf("%.0f %%", 100*s.Confidence))
	return out
}

// role says what is known of a speaker: office and country.
func (d *article) role(id string) string {
	for i := range d.Analysis.People {
		if p := &d.Analysis.People[i]; id != "" && p.ID == id {
			return about(p)
		}
	}
	return ""
}

// wrap breaks text into lines of at most w cells.
func wrap(text string, w int) []string {
	return strings.Split(ansi.Wrap(text, max(w, 1), ""), "\n")
}
