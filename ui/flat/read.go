package flat

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"readout/briefings"
	"readout/briefings/markup"
	"readout/ui/cells"
)

// lineCells is the width of the lines that a portion is counted in.
const lineCells = 80

// readWord reads on, reads a briefing, or marks the list as read.
func (f *session) readWord(args string) {
	switch n, err := strconv.Atoi(args); {
	case args == "all":
		f.markRead("all", true)
	case err == nil:
		f.readNumber(n)
	case args != "":
		f.say("read takes the number of a briefing, all, or nothing: then it reads on.")
	case f.art == nil:
		f.say("Nothing is open. Type the number of a briefing.")
	default:
		f.mode = onArticle
		f.readOn()
	}
}

// readOn reads a portion from where reading stopped.
func (f *session) readOn() {
	a := f.art
	from := a.place()
	if strings.TrimSpace(a.Text[a.said.End:]) == "" && a.said.End > 0 {
		f.end()
		return
	}
	to, lines := from, 0
	for _, p := range a.cut.Paragraphs() {
		if p.End <= from {
			continue
		}
		p.Start = max(p.Start, from)
		n := f.rows80(a.Text[p.Start:p.End])
		if lines+n > f.o.Portion && lines > 0 {
			break
		}
		lines, to = lines+n, p.End
		if lines > f.o.Portion {
			to = f.sentences(p, f.o.Portion)
			break
		}
	}
	f.read(briefings.Span{Start: from, End: to})
	if strings.TrimSpace(a.Text[to:]) == "" {
		f.end()
		return
	}
	f.sayf("%d percent. Enter reads on.", f.percent())
}

// end says that the text has ended.
func (f *session) end() {
	f.say("End of the text. next briefing goes on, statements says who said what, list goes back.")
}

// rows80 returns how many lines of 80 cells a paragraph takes, the blank one
// included.
func (f *session) rows80(s string) int {
	return cells.Width(strings.ReplaceAll(s, "\n", " "))/lineCells + 2
}

// sentences returns the end of as many sentences of p as make a portion.
func (f *session) sentences(p briefings.Span, lines int) int {
	a := f.art
	to := a.cut.Sentence(p.Start).End
	for to < p.End {
		s := a.cut.Sentence(a.cut.NextSentence(max(to-1, p.Start)))
		if s.End <= to || s.End > p.End || f.rows80(a.Text[p.Start:s.End]) > lines {
			break
		}
		to = s.End
	}
	return to
}

// percent returns how much of the text lies before the end of what was read.
func (f *session) percent() int {
	if len(f.art.Text) == 0 {
		return 100
	}
	return f.art.said.End * 100 / len(f.art.Text)
}

// read prints the text of a span, a paragraph a line, and takes it for the
// place; the reader is in its last sentence.
func (f *session) read(s briefings.Span) {
	a := f.art
	f.print(s)
	a.said = s
	a.cur = s
	if !s.Empty() {
		last := a.cut.Sentence(a.cut.Prev(s.End))
		a.cur = briefings.Span{Start: max(last.Start, s.Start), End: min(max(last.End, s.Start), s.End)}
	}
	a.hop, a.note = hop{unit: a.hop.unit, i: -1}, ""
}

// visit prints what is gone to: the place is all of it.
func (f *session) visit(s briefings.Span) {
	f.print(s)
	f.art.said, f.art.cur, f.art.note = s, s, ""
}

// print prints the text of a span. A paragraph that is no plain one is named
// where it begins.
func (f *session) print(s briefings.Span) {
	a := f.art
	for i, p := range a.cut.Paragraphs() {
		if p.End <= s.Start || p.Start >= s.End {
			continue
		}
		piece := briefings.Span{Start: max(p.Start, s.Start), End: min(p.End, s.End)}
		name := ""
		if piece.Start == p.Start {
			name = kindName(a.kind(i))
		}
		if !f.voices {
			f.say(name + a.plain(piece, i))
			continue
		}
		for _, part := range a.voiced(piece) {
			if part.voice != "" {
				f.say(part.voice + ":")
			}
			f.say(name + a.plain(part.Span, i))
			name = ""
		}
	}
}

// kindName is what is said before a paragraph.
func kindName(k markup.Kind) string {
	switch k {
	case markup.Heading:
		return "Heading: "
	case markup.List:
		return "List: "
	case markup.Quote:
		return "Quotation: "
	case markup.Code:
		return "Code: "
	case markup.Table:
		return "Table: "
	default:
		return ""
	}
}

// plain returns the text of a part of paragraph n; the cells of a table have
// semicolons between them, the items of a list their numbers before them.
func (a *article) plain(s briefings.Span, n int) string {
	t := a.Text[s.Start:s.End]
	switch a.kind(n) {
	case markup.Table:
		t = strings.ReplaceAll(t, "\t", "; ")
	case markup.List:
		var b strings.Builder
		for off := s.Start; off < s.End; {
			b.WriteString(a.lists[off])
			end := s.End
			if j := strings.IndexByte(a.Text[off:s.End], '\n'); j >= 0 {
				end = off + j + 1
			}
			b.WriteString(a.Text[off:end])
			off = end
		}
		t = b.String()
	}
	return strings.TrimSpace(t)
}

// voicedPart is text, and who begins to speak in it.
type voicedPart struct {
	briefings.Span

	voice string
}

// voiced cuts a part of a paragraph before the sentences in which somebody
// begins to speak.
func (a *article) voiced(p briefings.Span) []voicedPart {
	parts := []voicedPart{{Span: p}}
	for i := range a.statements {
		s := &a.statements[i]
		if s.at.Start < p.Start || s.at.Start >= p.End {
			continue
		}
		at := max(a.cut.Sentence(s.at.Start).Start, p.Start)
		voice := a.speaker(s.Statement) + ", " + line(string(s.Kind))
		last := &parts[len(parts)-1]
		switch {
		case at <= last.Start && last.voice == "":
			last.voice = voice
		case at <= last.Start:
			last.voice += "; " + voice
		default:
			parts = append(parts, voicedPart{briefings.Span{Start: at, End: p.End}, voice})
			last = &parts[len(parts)-2]
			last.End = at
		}
	}
	return parts
}

// again repeats what was read last.
func (f *session) again() {
	a := f.art
	if a.said.Empty() {
		f.visit(a.cut.Sentence(min(a.cur.Start, max(len(a.Text)-1, 0))))
		return
	}
	f.print(a.said)
}

// from reads on from a paragraph.
func (f *session) from(args string) {
	ps := f.art.cut.Paragraphs()
	n, err := strconv.Atoi(args)
	if err != nil || n < 1 || n > len(ps) {
		f.sayf("from takes the number of a paragraph, 1 to %d.", len(ps))
		return
	}
	f.depart()
	f.art.said = briefings.Span{Start: ps[n-1].Start, End: ps[n-1].Start}
	f.art.cur = f.art.said
	f.readOn()
}

// rest reads to the end.
func (f *session) rest() {
	f.read(briefings.Span{Start: f.art.place(), End: len(f.art.Text)})
	f.end()
}

// text reads the whole text.
func (f *session) text() {
	f.read(briefings.Span{Start: 0, End: len(f.art.Text)})
	f.end()
}

// whereWord says where the reader is.
func (f *session) whereWord() {
	a := f.art
	if a == nil || f.mode != onArticle {
		switch f.mode {
		case onNotes:
			f.sayf("In the notes of the library, %d of them.", len(f.noted.list))
		case onLedger:
			f.sayf("In the ledger, %s.", cells.Count(len(f.ledgered), "statement"))
		default:
			f.sayf("In the list, %s%s.", cells.Count(len(f.rows), "briefing"), f.selected())
		}
		return
	}
	f.sayf("In %s: paragraph %d of %d, %d percent read.", titled(&a.Briefing), a.cut.Number(a.cur.Start), len(a.cut.Paragraphs()), f.percent())
	for _, h := range slices.Backward(a.headings) {
		if h.Start <= a.cur.Start {
			f.sayf("Under the heading %s.", quoted(a.Text[h.Start:h.End]))
			break
		}
	}
	if s := a.statement(); s != nil {
		f.sayf("Statement %d of %d: %s, %s.", s.number, len(a.statements), a.speaker(s.Statement), line(string(s.Kind)))
	}
	if i := f.noteAtHand(); i >= 0 {
		f.sayf("Note %s", f.noteLine(i+1, &a.Annotations[i]))
	}
	f.sayf("At: %s", quoted(short(a.here(), 200)))
}

// here returns the words at the place.
func (a *article) here() string {
	s := a.cur
	if s.Empty() && s.Start < len(a.Text) {
		s = a.cut.Sentence(s.Start)
	}
	return a.Text[s.Start:s.End]
}

// depart remembers the place before a jump.
func (f *session) depart() {
	a := f.art
	if n := len(a.trail); n == 0 || a.trail[n-1] != a.cur {
		a.trail = append(a.trail, a.cur)
	}
	const longest = 100
	if len(a.trail) > longest {
		a.trail = a.trail[1:]
	}
}

// comeBack goes to where the reader was before the last jump.
func (f *session) comeBack() {
	a := f.art
	n := len(a.trail)
	if n == 0 {
		f.say("There is no place to return to.")
		return
	}
	to := a.trail[n-1]
	a.trail = a.trail[:n-1]
	if to.Empty() && to.Start < len(a.Text) {
		to = a.cut.Sentence(to.Start)
	}
	f.sayf("Back in paragraph %d.", a.cut.Number(to.Start))
	f.visit(to)
	a.hop = hop{unit: a.hop.unit, i: -1}
}

// context returns the words around a span, for lists to choose from.
func (a *article) context(s briefings.Span) string {
	const around = 40
	from, to := max(s.Start-around, 0), min(s.End+around, len(a.Text))
	for from > 0 && from < s.Start && a.Text[from-1] != ' ' && a.Text[from-1] != '\n' { // whole words
		from++
	}
	for to < len(a.Text) && to > s.End && a.Text[to] != ' ' && a.Text[to] != '\n' {
		to--
	}
	for from < s.Start && !utf8.RuneStart(a.Text[from]) {
		from++
	}
	for to > s.End && to < len(a.Text) && !utf8.RuneStart(a.Text[to]) {
		to--
	}
	return strings.Join(strings.Fields(line(a.Text[from:to])), " ")
}
