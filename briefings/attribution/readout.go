package attribution

import (
	"strings"

	"readout/briefings"
)

// Readouts and joint statements are written in verbs: every sentence says who
// underscored, discussed or intends what, and little else. So in them more
// verbs report words than in news, what is reported goes on to the end of its
// sentence, and talk may have no speaker: "it was agreed to …".

// genre is what the rules may take for granted of a text.
type genre uint8

const (
	ofNews    genre = iota // and everything else
	ofReadout              // tells of a meeting, a call or a statement
	ofJoint                // more than one speak in it, and to write is to say
)

// genreOf tells the genre of a text by its kind and its title.
func genreOf(k *cast) genre {
	title := strings.ToLower(k.context.Title)
	switch {
	case k.context.Kind == briefings.KindNews, k.context.Kind == briefings.KindTranscript, k.context.Kind == briefings.KindSpeech:
		return ofNews
	case strings.Contains(title, "joint ") && !strings.Contains(title, "press conference"), len(k.author) > 1:
		return ofJoint
	case k.context.Kind == briefings.KindReadout, k.context.Kind == briefings.KindStatement, strings.HasPrefix(title, "readout"), strings.HasPrefix(title, "statement "):
		return ofReadout
	}
	return ofNews
}

// reportFrames are verbs that tell of talks, in the form of frames.
const reportFrames = `
address: np
advocate: np ing
affirm: np that
agree on: np ing
agree upon: np ing
agree with: np
applaud: np
appreciate: np
assess: np that
brief: np
call upon: np
come/came out in favour of: np ing
commit/committed: to
communicate: np that
confirm: np that
consider: np wh ing
consult on: np wh
consult about: np
convey: np that
cover: np
dedicate: np
describe: np wh
detail: np
direct: np
draw/drew attention to: np
emphasise: np that
encourage: np
examine: np wh
exchange assessments of: np
exchange assessments on: np
exchange ideas on: np
exchange information on: np
exchange opinions about: np
exchange opinions on: np
exchange perspectives on: np
exchange views about: np
exchange views on: np
exchange views regarding: np
exchange greetings: np
explore: np wh
express: np that
extend: np
focus on: np wh ing
give/gave an overview of: np
go/went over: np
highlight: np that
honor: np
identify: np
instruct: np
invite: np
lay/laid out: np
look forward to: np ing
make/made mention of: np
make/made a mention of: np
note: np that wh
offer: np
outline: np wh
present: np
preview: np
propose: np that ing to
raise: np that wh
re-affirm: np that
re-emphasize: np that
reaffirm: np that
recognise: np that
recognize: np that
recommit/recommitted: to
reflect on: np
reiterate: np that
relay: np that
resolve: to
respond to: np
review: np wh
set/set out: np
share: np
speak/spoke about: np wh
speak/spoke in detail about: np wh
speak/spoke in favor of: np ing
speak/spoke in favour of: np ing
speak/spoke of: np
stress: np that
support: np
take/took note of: np
take/took stock of: np
thank: np
touch on: np
touch upon: np
trade views on: np
underline: np that wh
underscore: np that wh
update: np
urge: np
voice: np
wish: np
`

// jointFrames are verbs that say something where the authors themselves write
// what they intend and think.
const jointFrames = `
acknowledge: np that
aim: to
be committed: to
be convinced: that
be determined: to
be prepared: to
be ready: to
be resolved: to
be united in: np ing
believe: that clause np
commend: np
decide: to that
deplore: np
embrace: np
endorse: np
expect: np that to
intend: to
look to: to
oppose: np ing
plan: to
reject: np
remain committed: to
remain concerned: np that
remain deeply concerned: np that
remain determined: to
remain ready: to
remain united in: np ing
respect: np
stand/stood ready: to
stand/stood united in: np ing
strive: to
value: np
`

// addReports puts the verbs of the genre into the lexicon, apart from those of
// news.
func addReports(l *lexicon) {
	for n, list := range [...]string{reportFrames, jointFrames} {
		g := ofReadout + genre(n)
		for line := range strings.Lines(list) {
			verb, frames, ok := strings.Cut(strings.TrimSpace(line), ":")
			if !ok {
				continue
			}
			words := strings.Fields(verb)
			var t takes
			if weakVerb(words[0]) {
				t = takesWeak
			}
			for w := range strings.FieldsSeq(frames) {
				t |= frameTakes[w]
			}
			if words[0] == "be" {
				l.addReport(words[1], reportForm{g, cueForm{takes: t, form: formBe, rest: words[2:]}})
				continue
			}
			for form, w := range inflect(words[0]) {
				if t&takesWeak != 0 && verbForm(form) == formIng {
					continue // "addressing", "considering", "supporting": likelier what is talked of
				}
				l.addReport(w, reportForm{g, cueForm{takes: t, form: verbForm(form), rest: words[1:]}})
			}
		}
	}
}

// reportForm is a form of a verb of saying in texts of a genre and of those
// after it.
type reportForm struct {
	genre genre
	cueForm
}

func (l *lexicon) addReport(word string, r reportForm) {
	e := l.entry(word)
	e.reports = append(e.reports, r)
}

// reportAt is cueAt with the verbs of the genre, which win where they are as
// long as another.
func (p *page) reportAt(g group, end int, best cue) (cue, bool) {
	t := &p.tokens[g.verb]
	for k := range t.lex.reports {
		c := &t.lex.reports[k]
		if c.genre > p.genre || g.verb+len(c.rest) >= end || !g.fits(c.form) {
			continue
		}
		if to := g.verb + 1 + len(c.rest); to >= best.to && p.wordsAt(g.verb+1, c.rest) {
			best.to, best.form = to, &c.cueForm
		}
	}
	return best, best.to > 0
}

// purposeAt finds "spoke with X [to discuss …]": a verb of saying after a verb
// of meeting, whose subject says it.
func (p *page) purposeAt(g group, s sentence) (cue, bool) {
	if g.from != g.verb-1 || p.tokens[g.from].lex.word != "to" || p.meetingBefore(s, g.from) < 0 {
		return cue{}, false
	}
	g = group{from: g.verb, verb: g.verb}
	c, _ := p.cueAt(g, s.to)
	return c, c.to > 0 && c.form.form == formBase
}

// meetingBefore returns the verb of meeting whose purpose may begin with
// token to, or -1.
func (p *page) meetingBefore(s sentence, to int) int {
	if to <= s.from || p.complemented(p.str(to-1)) {
		return -1
	}
	for i := to - 1; i > s.from && to-i < reach; i-- {
		t := &p.tokens[i]
		if t.quote >= 0 || t.is(fRel) || t.lex.word == wordThat || t.mark == ';' {
			return -1
		}
		if t.shape != lower || !t.word() {
			continue
		}
		switch t.lex.word {
		case "met", "meets", "spoke", "speaks", "talked", "held", "hosted", "convened", "gathered", "hosts", "holds", "joined":
			return i
		}
		switch p.str(i) {
		case "met", "meets", "talked", "hosted", "convened", "gathered", "joined":
			return i
		}
		if t.is(fModal|fHave) || t.is(fCue) && !t.lex.cues[0].noun && t.lex.cues[0].form != formIng {
			return -1
		}
	}
	return -1
}

// complemented reports whether "to" after noun w says what it is about:
// "efforts to discuss".
func (*page) complemented(w string) bool {
	switch w {
	case "effort", "efforts", "commitment", "commitments", "opportunity", "opportunities", "way", "ways", "step", "steps", "need", "plan", "plans", "right",
		"decision", "desire", "readiness", "willingness", "continue", "continued", "work", "working", "ability", "order", "call", "calls", "mission":
		return true
	}
	return false
}

// purposeSource is who meets somebody to say something.
func (f *finder) purposeSource(s sentence, c *cue) (source, bool) {
	if f.genre == ofNews || c.group <= s.from || f.tokens[c.group-1].lex.word != "to" {
		return source{}, false
	}
	v := f.meetingBefore(s, c.group-1)
	if v < 0 {
		return source{}, false
	}
	for v > s.from && f.tokens[v-1].is(fHave|fAdverb) && f.tokens[v-1].shape == lower {
		v--
	}
	src := f.subject(s.from, v)
	src.shared = true
	return src, src.kind == pronounSource || src.kind == phraseSource && f.canSpeak(src)
}

// contact reports whether the clause b only tells which thing is meant, "the
// measures we announced": what goes on after it is not its subject's.
func (f *finder) contact(s sentence, b *clause) bool {
	return b.source.kind == relativeSource || !b.source.shared && b.source.from > s.from && f.tokens[b.source.from-1].word() &&
		f.tokens[b.source.from-1].quote < 0 && !f.tokens[b.source.from-1].is(fConj|fPrep) && f.tokens[b.source.from-1].lex.word != wordThat
}

// weakVerb reports whether verb w is more often a thing to be done than said.
func weakVerb(w string) bool {
	switch w {
	case "support", "discuss", "review", "share", "recognize", "recognise", "consider", "address", "explore", "cover", "examine", "promote", "respect",
		"identify", "highlight", "detail", "outline", "embrace", "value", "encourage", "communicate", "reject", "oppose", "respond", "update", "present", "defend", "focus", "direct", "brief":
		return true
	}
	return false
}

// joins reports whether a verb in its base form, after another's content, is
// likelier one more thing to be done than one more verb of the subject:
// "reaffirm their resolve to protect the coast, support the ports and …".
func (f *finder) joins(from, to int) bool {
	for i := from; i < to; i++ {
		t := &f.tokens[i]
		if t.is(fRel) || t.lex.word == wordThat {
			return true
		}
		if t.lex.word == "to" && i+1 < to && f.tokens[i+1].word() && f.tokens[i+1].shape == lower && !f.tokens[i+1].is(fDet|fPoss|fObj) && !strings.HasSuffix(f.str(i+1), "ing") {
			return true
		}
	}
	return false
}

// reportLimits says where the content of each verb ends in a readout: where
// the next statement begins, or with the sentence.
func (f *finder) reportLimits(s sentence, cs []clause) {
	for k := range cs {
		c := &cs[k]
		if f.onlyQuoted(c) != nil || c.gap[1] > 0 || c.source.kind == relativeSource || c.inverted || f.subordinate(c, s) {
			continue
		}
		c.limit = s.to
		whole := c.right < s.to && f.tokens[c.right].lex.word == wordThat
		for m := k + 1; m < len(cs); m++ {
			n := &cs[m]
			if n.group <= c.right || !n.hasRight {
				continue
			}
			if end := f.nextReport(c, n, whole); end > c.right {
				c.limit = min(c.limit, end)
				break
			}
		}
		for i := c.right + 1; i+2 < c.limit; i++ {
			if f.nextAct(c, i, whole) {
				c.limit = i
				break
			}
		}
	}
}

// nextReport returns where the statement of n begins, if it goes on after that of
// c, or 0 where it stands within what c says.
func (f *finder) nextReport(c, n *clause, whole bool) int {
	switch {
	case n.source.kind == relativeSource:
		return 0
	case n.source.shared:
		return f.connector(n.group, c.right)
	case n.source.from <= c.right+1:
		return 0
	}
	before := &f.tokens[n.source.from-1]
	comma := f.tokens[n.source.from-2].mark == ','
	switch before.lex.word {
	case wordAnd, wordBut, wordWhile:
		if comma || !whole {
			return f.connector(n.source.from-1, c.right)
		}
	case wordWith:
		if comma && n.form.form == formIng {
			return n.source.from - 2
		}
	}
	if before.mark == ';' {
		return n.source.from - 1
	}
	return 0
}

// nextAct reports whether the subject's next act, which is no words, begins
// with the "and" at token i: "welcomed the treaty and signed the map".
func (f *finder) nextAct(c *clause, i int, whole bool) bool {
	if f.tokens[i].lex.word != wordAnd || f.tokens[i].quote >= 0 || c.form.form != formPast || whole {
		return false
	}
	v, n := &f.tokens[i+1], &f.tokens[i+2]
	return v.word() && v.shape == lower && (pastLike(f.str(i+1)) || v.is(fVerb) && f.str(i+1) != "use") && !v.is(fPrep|fDet) && v.quote < 0 && n.word() && (n.is(fDet|fPoss) || n.capped()) &&
		!pastLike(f.str(i-1))
}

// forTheirPart takes "for his part" off the head of a source.
func (f *finder) forTheirPart(s sentence, src *source) {
	if src.kind != phraseSource {
		return
	}
	i := src.from
	if f.tokens[i].is(fPoss) && i > s.from && f.tokens[i-1].lex.word == wordFor && i+2 < src.to && f.str(i+1) == "part" {
		src.from = i + 2
	}
	for k := src.to - 1; k > src.from; k-- {
		if f.tokens[k].mark != ',' {
			continue
		}
		if k+1 < src.to && (f.tokens[k+1].is(fPrep|fAdverb) || f.str(k+1) == "meanwhile") {
			src.to = k
		}
		break
	}
}

// unattributed finds talk without a speaker: "it was agreed to …", "X was
// also discussed", "the conversation focused on X".
func (f *finder) unattributed(n int, s sentence) {
	for i := s.from + 1; i < s.to; i++ {
		t := &f.tokens[i]
		if t.quote >= 0 || t.shape != lower || !t.word() {
			continue
		}
		if to := f.talks(s, i); to > 0 {
			if f.talkAbout(n, s, i, to) {
				return
			}
			continue
		}
		if to := f.focuses(s, i); to > 0 {
			if right := f.trim(to, s.to); right[1] > right[0] {
				f.add(draft{cue: [2]int{i, to}, content: [][2]int{right}, sentence: n, sure: sureOfTalk, talk: true})
			}
			return
		}
		if talkedOf(f.str(i)) {
			f.passive(n, s, i)
		}
	}
}

// talkReach is how many words may stand between a verb of talking and what
// the talk was about.
const talkReach = 24

// talks returns where the topic begins of "spoke today with X about …" and
// "had a long exchange of views on …", the verb of which is token i, or 0.
func (f *finder) talks(s sentence, i int) int {
	spoke := false
	switch f.str(i) {
	case "spoke", "talked":
		spoke = true
	case "had", "held", "continued":
	default:
		return 0
	}
	noun := spoke
	for k := i + 1; k+1 < s.to && k-i < talkReach; k++ {
		t := &f.tokens[k]
		switch w := t.lex.word; {
		case t.quote >= 0 || t.is(fRel|fBe|fHave|fModal) || t.mark == ';' || t.mark == ':' || t.lex.word == "to":
			return 0
		case !noun && (t.is(fPrep) || t.capped() || k-i > 8):
			return 0
		case noun && (w == wordAbout || w == "regarding" || w == "concerning" || w == "on" && !spoke && !f.tokens[k+1].is(fTime)):
			if spoke && k == i+1 {
				return 0 // a verb of the table
			}
			return k + 1
		}
		switch f.str(k) {
		case "dialogue", "exchange", "discussion", "discussions", "consultations", "talks", "conversation":
			noun = true
		}
	}
	return 0
}

// talkAbout makes the statement of talk whose verb is token v and whose topic
// begins with token to.
func (f *finder) talkAbout(n int, s sentence, v, to int) bool {
	group := f.groupOf(v, s)
	src := f.subject(s.from, group.from)
	if group.be || group.to || src.kind != pronounSource && (src.kind != phraseSource || !f.canSpeak(src)) {
		return false
	}
	f.forTheirPart(s, &src)
	end := s.to
	for k := to + 1; k+1 < s.to && end == s.to; k++ {
		if t := &f.tokens[k]; t.lex.word == wordAnd && t.quote < 0 && (f.tokens[k+1].is(fCue) && !f.tokens[k+1].lex.cues[0].noun || len(f.tokens[k+1].lex.reports) > 0 && pastLike(f.str(k+1))) {
			end = k
		}
	}
	d := draft{source: src, cue: [2]int{group.from, v + 1}, content: [][2]int{f.trim(to, end)}, sentence: n, sure: sureOfTalk}
	if f.tokens[v].lex.word != "spoke" && f.str(v) != "talked" {
		d.cue[1] = to
	}
	if d.content[0][1] <= d.content[0][0] {
		return false
	}
	f.add(d)
	return true
}

// passive makes the statement of participle i, if a form of "be" makes it one
// of a passive: what is said follows after "it", else it is the subject.
func (f *finder) passive(n int, s sentence, i int) {
	g := f.groupOf(i, s)
	if !g.be || g.modal || g.to || i+1 < s.to && f.tokens[i+1].lex.word == "by" {
		return
	}
	d := draft{cue: [2]int{g.from, i + 1}, sentence: n, sure: sureOfTalk, talk: true}
	if g.from > s.from && f.tokens[g.from-1].lex.word == "it" {
		right := f.trim(i+1, s.to)
		if right[1] > right[0] && (f.tokens[right[0]].lex.word == "to" || f.tokens[right[0]].lex.word == wordThat) {
			d.content = [][2]int{right}
			f.add(d)
		}
		return
	}
	from := f.subjectStart(s, g.from)
	if from >= g.from || f.tokens[from].is(fPron|fRel) || f.tokens[g.from-1].is(fRel) {
		return
	}
	d.content = [][2]int{f.trim(from, g.from)}
	if i+2 < s.to && f.tokens[i+1].mark == ',' && (f.tokens[i+2].lex.word == wordWith || f.tokens[i+2].lex.word == "including") {
		d.content = append(d.content, f.trim(i+2, s.to))
	}
	if d.content[0][1] > d.content[0][0] {
		f.add(d)
	}
}

// sureOfTalk is how often a passive of the genre tells of words.
const sureOfTalk = 0.7

// talkedOf reports whether participle w says that something was talked about.
func talkedOf(w string) bool {
	switch w {
	case "agreed", "discussed", "confirmed", "noted", "stressed", "emphasised", "emphasized", "underlined", "underscored", "reaffirmed", "reviewed", "raised",
		"touched", "decided", "highlighted":
		return true
	}
	return false
}

// subjectStart returns where the subject of a passive begins: after the
// connectors, times and places before the sentence's first comma.
func (f *finder) subjectStart(s sentence, end int) int {
	from := s.from
	for i := s.from; i < end; i++ {
		t := &f.tokens[i]
		if t.mark == ',' && i-s.from < 8 && f.tokens[s.from].is(fPrep|fAdverb|fConj|fTime) {
			return i + 1
		}
		if t.lex.word == wordAnd && i > s.from && f.tokens[i-1].mark == ',' && f.verbSoonIn(s.from, i) {
			from = i + 1
		}
	}
	return from
}

// focuses returns the end of a verb at token i that says what a conversation was
// about, or 0.
func (f *finder) focuses(s sentence, i int) int {
	to := 0
	switch f.str(i) {
	case "focused", "focussed", "centered", "centred", "concentrated", "touched":
		if i+1 < s.to && (f.tokens[i+1].lex.word == "on" || f.tokens[i+1].lex.word == "upon") {
			to = i + 2
		}
	case "covered", "addressed":
		to = i + 1
	case "dealt":
		if i+1 < s.to && f.tokens[i+1].lex.word == wordWith {
			to = i + 2
		}
	}
	if to == 0 {
		return 0
	}
	k := i
	for k > s.from && (f.tokens[k-1].is(fAdverb|fHave) || strings.HasSuffix(f.str(k-1), "ly")) {
		k--
	}
	if k == s.from {
		return 0
	}
	switch strings.ToLower(f.str(k - 1)) {
	case "conversation", "conversations", "discussion", "discussions", "talks", "meeting", "call", "dialogue", "exchange", "consultations", "negotiations":
		return to
	}
	return 0
}

// talkers are those who talk where the text does not say who: who talked
// together last, or the parties.
func (r *resolver) talkers(d *draft) party {
	if p := r.pair(d.cue[0], d.cue[0]+1); len(p.people) > 0 {
		return p
	}
	for n := len(r.spoke) - 1; n >= 0 && r.spoke[n].sentence >= d.sentence-2; n-- {
		if len(r.spoke[n].people) > 1 {
			return party{people: r.spoke[n].people, grounds: groundsGroup, loss: 0.1}
		}
	}
	return party{grounds: groundsNone}
}

// sides reports whether token i stands for states and not for those who speak
// for them.
func (p *page) sides(i int) bool {
	switch p.tokens[i].lex.word {
	case "delegations", "sides", "countries", "nations", "governments", "parties", "states":
		return true
	}
	return false
}

// statesOf are the states of people; the people where one has none.
func (r *resolver) statesOf(people []int) []int {
	var out []int
	for _, id := range people {
		code := r.countryOf(&r.people[id])
		if code == "" || countryName(code) == "" {
			return people
		}
		out = appendNew(out, []int{r.body(countryName(code), briefings.Government, code)})
	}
	return out
}
