package flat

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout/briefings"
	"readout/briefings/anchor"
)

// colourName names a colour: as the reader calls it, or by its number.
func (f *session) colourName(n int) string {
	if n >= 1 && n <= briefings.Colors && f.o.Colours[n-1] != "" {
		return line(f.o.Colours[n-1])
	}
	return "colour " + strconv.Itoa(n)
}

// parseColour reads a colour's number or the beginning of its name.
func (f *session) parseColour(s string) (int, error) {
	if n, err := strconv.Atoi(s); err == nil {
		if n < 1 || n > briefings.Colors {
			return 0, fmt.Errorf("the colours are 1 to %d", briefings.Colors)
		}
		return n, nil
	}
	var named []string
	for _, c := range f.o.Colours {
		if c != "" {
			named = append(named, strings.ToLower(c))
		}
	}
	if len(named) == 0 {
		return 0, fmt.Errorf("the colours are 1 to %d; colour 1 is NAME gives one a name", briefings.Colors)
	}
	name, err := pick(s, named)
	if err != nil {
		return 0, err
	}
	return slices.IndexFunc(f.o.Colours[:], func(c string) bool { return strings.ToLower(c) == name }) + 1, nil
}

// colourWord recolours the mark at hand, names a colour, or lists the colours.
func (f *session) colourWord(args string) {
	if args == "" {
		for n := 1; n <= briefings.Colors; n++ {
			name := f.o.Colours[n-1]
			if name == "" {
				name = "no name"
			}
			f.sayf("%d. %s", n, line(name))
		}
		f.sayf("The next mark is made in %s.", f.colourName(f.colour))
		return
	}
	if number, name, ok := strings.Cut(args, " is "); ok {
		f.nameColour(strings.TrimSpace(number), strings.TrimSpace(name))
		return
	}
	n, err := f.parseColour(args)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	f.colour = n
	i := -1
	if f.mode == onArticle && f.art != nil {
		i = f.noteAtHand()
	}
	if i < 0 || f.art.Annotations[i].IsPageNote() {
		f.sayf("The next mark is made in %s.", f.colourName(n))
		return
	}
	a := f.art.Annotations[i]
	a.Color = n
	if f.annotate(a) {
		f.didf("%s: %s.", capital(f.colourName(n)), quoted(short(a.Quote.Exact, 80)))
	}
}

// markWord marks what is at the place, a passage by its ends, or briefings as
// read or unread.
func (f *session) markWord(args string) {
	what, rest := cut(args)
	if what == "" {
		f.say("mark what? mark sentence, paragraph, statement, match, from WORDS to WORDS, read or unread.")
		return
	}
	what, err := pick(what, []string{unitSentence, unitParagraph, unitStatement, unitMatch, "from", "read", "unread"})
	switch {
	case err != nil:
		f.say(sentence(err.Error()))
	case what == "read", what == "unread":
		f.markRead(rest, what == "read")
	case f.art == nil:
		f.say("Nothing is open. Type the number of a briefing.")
	case what == "from":
		f.enter()
		f.markFrom(rest)
	default:
		f.enter()
		f.markUnit(what, rest)
	}
}

func (f *session) markUnit(what, colour string) {
	at, err := f.art.unitHere(what)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	if colour != "" {
		if f.colour, err = f.parseColour(colour); err != nil {
			f.colour = 1
			f.say(capital(sentence(err.Error())))
			return
		}
	}
	f.mark(at)
}

// unitHere returns the unit at the place.
func (a *article) unitHere(what string) (briefings.Span, error) {
	if a.Text == "" {
		return briefings.Span{}, errors.New("the article has no text")
	}
	off := min(a.cur.Start, len(a.Text)-1)
	switch what {
	case unitParagraph:
		return a.cut.Paragraph(off), nil
	case unitStatement:
		if s := a.statement(); s != nil {
			return s.at, nil
		}
		return briefings.Span{}, errors.New("nobody speaks here; next statement goes to one")
	case unitMatch:
		if a.hop.unit == unitMatch && a.hop.i >= 0 && a.hop.i < len(a.hits) {
			return a.hits[a.hop.i], nil
		}
		return briefings.Span{}, errors.New("no match is here; find WORDS goes to one")
	}
	return a.cut.Sentence(off), nil
}

// markFrom marks a passage by its first and last words.
func (f *session) markFrom(args string) {
	for i := 0; ; {
		j := strings.Index(args[i:], " to ")
		if j < 0 {
			break
		}
		i += j
		first, last := strings.TrimSpace(args[:i]), strings.TrimSpace(args[i+4:])
		i += 4
		if first == "" || last == "" || len(anchor.Find(f.art.Text, first)) == 0 || len(anchor.Find(f.art.Text, last)) == 0 {
			continue
		}
		from, ok := f.locate(first)
		if !ok {
			return
		}
		for _, to := range anchor.Find(f.art.Text, last) {
			if to.Start >= from.Start && to.End >= from.End {
				f.mark(briefings.Span{Start: from.Start, End: to.End})
				return
			}
		}
		f.sayf("%s does not stand behind %s.", quoted(last), quoted(first))
		return
	}
	f.say("These words do not both stand in the text. mark from FIRST WORDS to LAST WORDS.")
}

// highlight marks a passage that is given word for word.
func (f *session) highlight(args string) {
	if args == "" {
		f.say("highlight what? Give the words of the passage, or mark sentence.")
		return
	}
	if at, ok := f.locate(args); ok {
		f.mark(at)
	}
}

// locate finds words in the article, and asks which where they stand in
// several places.
func (f *session) locate(words string) (briefings.Span, bool) {
	spans := anchor.Find(f.art.Text, words)
	if len(spans) == 0 {
		spans = f.art.finder.Search(f.art.Text, words)
	}
	switch {
	case len(spans) == 0:
		f.sayf("%s does not stand in the text.", quoted(short(words, 60)))
		return briefings.Span{}, false
	case len(spans) == 1:
		return spans[0], true
	}
	const most = 20
	f.sayf("These words stand in %d places.", len(spans))
	for i, s := range spans[:min(most, len(spans))] {
		f.sayf("%d. Paragraph %d: %s", i+1, f.art.cut.Number(s.Start), f.art.context(s))
	}
	if len(spans) > most {
		f.say("Give more of the words for the others.")
	}
	answer, ok := f.ask("which number? ")
	answer = strings.TrimSpace(answer)
	n, err := strconv.Atoi(answer)
	switch {
	case !ok:
		return briefings.Span{}, false
	case err == nil && n >= 1 && n <= len(spans):
		return spans[n-1], true
	case err != nil && answer != "":
		f.push(answer) // it was a command
	}
	f.say("None was taken.")
	return briefings.Span{}, false
}

// mark marks a passage, or gives the mark that has it already the colour.
func (f *session) mark(s briefings.Span) {
	a := f.art
	at, quote := anchor.Select(a.Text, s)
	if at.Empty() {
		f.say("There is nothing to mark here.")
		return
	}
	n := briefings.Annotation{
		Briefing: a.ID, Revision: a.Hash, Position: &at, Quote: &quote, At: &at, State: briefings.Anchored, Color: f.colour,
	}
	for i := range a.Annotations {
		if old := &a.Annotations[i]; old.At != nil && *old.At == at {
			n = *old
			n.Color = f.colour
		}
	}
	if !f.annotate(n) {
		return
	}
	who := ""
	if names := a.parties(at); names != "" {
		who = ", " + names
	}
	f.didf("Marked in %s%s: %s. note TEXT adds a note.", f.colourName(f.colour), who, quoted(short(a.Text[at.Start:at.End], 120)))
}

// parties names those who say what a span covers.
func (a *article) parties(at briefings.Span) string {
	var names []string
	for _, p := range a.Analysis.SpeakersOf(at) {
		names = append(names, line(p.Name))
	}
	return strings.Join(names, " and ")
}

// annotate keeps a new or changed annotation; in the article it is the one at
// hand from now on. It says what went wrong.
func (f *session) annotate(n briefings.Annotation) bool {
	// What was written before the program is ended is kept.
	kept, err := f.o.Library.Annotate(context.WithoutCancel(f.ctx), n)
	if err != nil {
		f.fail(err)
		return false
	}
	if f.ctx.Err() != nil {
		return true
	}
	f.refresh([]string{n.Briefing})
	if f.art != nil && f.art.ID == n.Briefing {
		f.art.note = kept.ID
	}
	f.noted.put(kept)
	return true
}

// noteAtHand returns the index of the note that words act on: the one made or
// gone to, else the shortest mark at the place; -1 is none.
func (f *session) noteAtHand() int {
	a := f.art
	best := -1
	for i := range a.Annotations {
		n := &a.Annotations[i]
		if a.note != "" && n.ID == a.note {
			return i
		}
		if n.At == nil || !n.At.Overlaps(a.cur) && !n.At.Contains(a.cur.Start) {
			continue
		}
		if best < 0 || n.At.Len() < a.Annotations[best].At.Len() {
			best = i
		}
	}
	return best
}

// redraw gives a note another passage.
func (f *session) redraw(args string) {
	number, words := cut(args)
	n, err := f.noteNumber(number)
	switch {
	case err != nil:
		f.say(capital(sentence(err.Error())))
		return
	case words == "":
		f.say("redraw takes the number of a note and the words of its new passage.")
		return
	case n.IsPageNote():
		f.say("This note is on the whole briefing and has no passage.")
		return
	}
	at, ok := f.locate(words)
	if !ok {
		return
	}
	kept, err := f.o.Library.Redraw(f.ctx, n.ID, at)
	if err != nil {
		f.fail(err)
		return
	}
	f.refresh([]string{n.Briefing})
	f.art.note = kept.ID
	f.didf("The note now stands at %s.", quoted(short(f.art.Text[at.Start:at.End], 120)))
}
