package attribution

import (
	"slices"
	"strings"

	"readout/briefings"
)

// label is the beginning of a turn: tokens [from, to) name the speaker, the
// colon included where there is one.
type label struct {
	para, from, to int
	end            int // of the name, without colon
	caps           bool
}

// maxLabel bounds the words of a label.
const maxLabel = 12

// labelAt reads the label at the head of a paragraph.
func (p *page) labelAt(para int) (label, bool) {
	pg := p.paragraphs[para]
	l := label{para: para, from: pg.from, caps: true}
	if p.isQ(pg.from) && pg.to > pg.from+1 {
		l.end, l.to = pg.from+1, pg.from+1
		if m := p.tokens[l.to].mark; m == ':' || m == '.' {
			l.to++
		}
		return l, l.to < pg.to
	}
	n := 0
	for i := pg.from; i < pg.to && i-pg.from <= 2*maxLabel; i++ {
		t := &p.tokens[i]
		switch {
		case t.mark == ':':
			l.end, l.to = i, i+1
			return l, n > 0 && l.to < pg.to
		case t.mark == '(' || t.mark == '[':
			// "(as interpreted)": skip to its end
			for i < pg.to && p.tokens[i].mark != ')' && p.tokens[i].mark != ']' {
				i++
			}
		case t.word():
			n++
			if t.shape == capital && len(p.str(i)) > 1 && !t.is(fTitle) {
				l.caps = false
			}
			if !p.labelWord(i) || n > maxLabel {
				return l, false
			}
			if t.shape == lower {
				l.caps = l.caps && t.is(fPart)
			}
		case t.mark == '#' || t.mark == '.' || t.mark == '-' || t.mark == ',' || t.mark == '\'' || t.mark == '’' || t.mark == '&':
		default:
			return l, false
		}
	}
	return l, false
}

// isQ reports whether token i is the Q before a question.
func (p *page) isQ(i int) bool {
	t := &p.tokens[i]
	return t.word() && t.end-t.start == 1 && p.text[t.start] == 'Q'
}

// labelWord reports whether a word can be part of a label: with a capital, or
// one of the small words of titles and names.
func (p *page) labelWord(i int) bool {
	t := &p.tokens[i]
	if t.shape != lower || t.is(fPart) || t.lex == &possessiveS {
		return true
	}
	switch t.lex.word {
	case "of", wordThe, wordAnd, wordFor, "to":
		return true
	}
	return false
}

// labelsWithin finds the labels inside a paragraph whose turns were set into
// one line: what stands between the end of a sentence and a colon.
func (p *page) labelsWithin(para int) []label {
	var out []label
	pg := p.paragraphs[para]
	for i := pg.from + 1; i+1 < pg.to; i++ {
		if p.isQ(i) && p.ends(i-1) && p.tokens[i+1].capped() {
			out = append(out, label{para: para, from: i, end: i + 1, to: i + 1})
			continue
		}
		if p.tokens[i].mark != ':' {
			continue
		}
		l := label{para: para, from: i, end: i, to: i + 1, caps: true}
		for l.from > pg.from && i-l.from < maxLabel && p.tokens[l.from-1].word() && p.labelWord(l.from-1) && (l.from == i || !p.ends(l.from-1)) {
			l.from--
			t := &p.tokens[l.from]
			l.caps = l.caps && (t.shape == allCaps || t.is(fPart|fTitle) || t.lex.word == "of" || t.lex.word == wordThe)
		}
		if l.from < i && l.from > pg.from && p.tokens[l.from].capped() && p.ends(l.from-1) {
			out = append(out, l)
		}
	}
	return out
}

// ends reports whether a sentence can end with token i.
func (p *page) ends(i int) bool {
	switch p.tokens[i].mark {
	case '.', '?', '!', ')', ']', '”', '"', '*', '…', '—':
		return true
	case 0:
		return p.text[p.tokens[i].end-1] == '.' && !p.tokens[i].is(fTitle)
	}
	return false
}

// What those are called who ask and answer without a name.
const (
	labelQuestion = "Question"
	labelAnswer   = "Answer"
)

// unnamedLabels are labels of people without a name, folded, and what they are called.
var unnamedLabels = map[string]string{
	"q": labelQuestion, "question": labelQuestion, "reporter": labelQuestion, "journalist": labelQuestion, kindPress: labelQuestion,
	"moderator": "Moderator", "interpreter": "Interpreter", "operator": "Operator", "participant": "Participant",
	"participants": "Participants", "interviewer": "Interviewer", "host": "Host", "anchor": "Anchor", "staff": "Staff", "aide": "Aide",
	"audience": "Audience", "audience member": "Audience member", "speaker": "Speaker", "voice": "Voice", "answer": labelAnswer, "correspondent": labelQuestion,
	"attendee": "Attendee", "attendees": "Attendees", "translator": "Interpreter", "child": "Child", "student": "Student",
	"remark": "Remark", "response": labelAnswer, "a": labelAnswer, "mod": "Moderator", "reply": labelAnswer,
}

// turns finds a transcript's turns: each is direct speech of its label, over
// all paragraphs to the next label. A text with fewer than two labels that
// speak is no transcript.
func (f *finder) turns(k *cast) {
	f.turnFrom = make([]int, len(f.paragraphs))
	var labels []label
	for i := range f.paragraphs {
		f.turnFrom[i] = f.paragraphs[i].to
		l, ok := f.labelAt(i)
		if ok && f.speaks(k, &l) {
			labels = append(labels, l)
		}
	}
	labels = f.flattened(k, labels)
	alone := len(labels) == 1 && (k.context.Kind == briefings.KindTranscript || labels[0].caps && f.names(k, &labels[0]))
	if len(labels) < 2 && !alone {
		f.attributable(k)
		return
	}
	known := map[string][]int{}
	turns := make([]turn, 0, len(labels))
	for n := range labels {
		to := len(f.tokens)
		if n+1 < len(labels) {
			to = labels[n+1].from
		}
		turns = append(turns, f.turn(k, &labels[n], to, known))
	}
	f.exchange(k, turns)
}

// minFlattened is how many labels inside paragraphs make a transcript whose
// turns were set into one line.
const minFlattened = 3

// flattened adds to the labels those inside paragraphs: of questions, of
// speakers whose label comes again, and in capitals with a title.
func (f *finder) flattened(k *cast, heads []label) []label {
	var within []label
	for i := range f.paragraphs {
		within = append(within, f.labelsWithin(i)...)
	}
	if len(within) < minFlattened {
		return heads
	}
	count := map[string]int{}
	for n := range heads {
		count[f.labelText(&heads[n])] += 2
	}
	for n := range within {
		count[f.labelText(&within[n])]++
	}
	var found []label
	named := 0
	for n := range within {
		l := &within[n]
		text := f.labelText(l)
		unnamed := asked(text) || unnamedLabels[text] != "" && l.to > l.end
		switch {
		case unnamed && count[text] > 1:
		case !unnamed && f.speaks(k, l) && (count[text] > 1 || l.caps || f.labelledAgain(l, within)):
			named++
		default:
			continue
		}
		found = append(found, *l)
	}
	if len(found) < minFlattened || named == 0 && len(heads) == 0 {
		return heads
	}
	found = append(found, heads...)
	slices.SortFunc(found, func(a, b label) int { return a.from - b.from })
	return found
}

// labelledAgain reports whether a label ends with the whole of another, as the
// first label of a speaker, with the office, does.
func (f *finder) labelledAgain(l *label, others []label) bool {
	text := f.labelText(l)
	for n := range others {
		if n >= officeReach {
			break
		}
		if o := f.labelText(&others[n]); strings.IndexByte(o, ' ') > 0 && len(o) < len(text) && strings.HasSuffix(text, " "+o) {
			return true
		}
	}
	return false
}

// labelText is a label's name, folded.
func (f *finder) labelText(l *label) string {
	end := l.end
	for i := l.from; i < l.end; i++ {
		if m := f.tokens[i].mark; m == '(' || m == '[' {
			end = i
			break
		}
	}
	text := strings.Trim(fold(f.text[f.tokens[l.from].start:f.tokens[max(end, l.from+1)-1].end]), " .:")
	return strings.Join(strings.Fields(text), " ")
}

// speaks reports whether a label names a speaker and not a subject ("NOTE:").
func (f *finder) speaks(k *cast, l *label) bool {
	text := f.labelText(l)
	if _, ok := unnamedLabels[text]; ok {
		return true
	}
	if bare := unnumbered(text); strings.HasSuffix(bare, "official") || strings.HasSuffix(bare, "officials") || unnamedLabels[bare] != "" {
		return true
	}
	switch text {
	case "the president", "the vice president", "the first lady", "the prime minister", "the secretary", "the king", "the queen", "the chancellor", "the minister":
		return true
	}
	return f.names(k, l) || k.surnameOf(l) >= 0
}

// surnameOf returns the person whose surname ends a label in capitals that
// nothing else explains, as one with a slip in its title: or -1.
func (k *cast) surnameOf(l *label) int {
	if !l.caps || l.end-l.from < 2 || !k.tokens[l.end-1].word() {
		return -1
	}
	key := fold(k.str(l.end - 1))
	for n, id := range k.byWord[key] {
		if n >= maxNamesakes {
			break
		}
		if p := &k.people[id]; p.words[len(p.words)-1] == key && !p.weak {
			return id
		}
	}
	return -1
}

// unnumbered takes the number and the article off a label: "senior official
// #2", "speaker one", "a participant".
func unnumbered(text string) string {
	text = strings.TrimPrefix(strings.TrimPrefix(text, "a "), "unidentified ")
	text = strings.TrimRight(text, " #0123456789")
	for _, n := range [...]string{" one", " two", " three", " four"} {
		text = strings.TrimSuffix(text, n)
	}
	return text
}

// names reports whether a label ends with a person's name.
func (f *finder) names(k *cast, l *label) bool {
	for _, m := range k.mentionsIn(l.from, l.end) {
		if m.person == 0 || m.to < l.end && f.tokens[m.to].word() {
			continue
		}
		if m.kind == namedMention || m.kind == weakMention && m.end-m.first >= 2 && m.from == l.from && m.end-m.first <= 4 {
			return true
		}
	}
	return false
}

// sureOfLabels is how sure a label of a transcript makes its speaker.
const sureOfLabels = 0.97

// turn is one turn of a transcript.
type turn struct {
	label string // folded
	draft int    // of what is said, or -1 where nothing is
	from  int    // the first token after the label
	to    int
}

// turn makes the statement of one turn, which ends before token to.
func (f *finder) turn(k *cast, l *label, to int, known map[string][]int) turn {
	d := draft{
		source: source{kind: phraseSource, from: l.from, to: l.end}, cue: [2]int{l.end, l.to}, sure: sureOfLabels, spoken: true,
		sentence: f.sentenceOf(l.from), grounds: groundsLabel,
	}
	if l.to == l.end {
		d.cue = [2]int{l.end - 1, l.end}
	}
	text := f.labelText(l)
	if _, ok := known[text]; !ok {
		known[text] = k.labelled(l, text)
		k.takers = appendNew(k.takers, known[text])
	}
	d.people = known[text]
	if len(d.people) == 0 {
		d.people = nil
	}
	if len(d.people) == 1 {
		for ms, i := k.mentionsIn(l.from, l.end), 0; i < len(ms); i++ {
			if ms[i].kind == officeMention && ms[i].person == 0 {
				ms[i].person = d.people[0] + 1
			}
		}
	}
	out := turn{label: text, draft: -1, from: l.to, to: l.to}
	for para := l.para; para < len(f.paragraphs) && f.paragraphs[para].from < to; para++ {
		from, end := f.paragraphs[para].from, min(f.paragraphs[para].to, to)
		if para == l.para {
			from = l.to
			f.turnFrom[para] = min(f.turnFrom[para], l.from)
		} else {
			if f.endOfTurns(para) {
				break
			}
			f.turnFrom[para] = from
			if f.heading(para) {
				continue
			}
		}
		d.content = append(d.content, f.withoutDirections(from, end)...)
		out.to = end
	}
	if len(d.content) > 0 {
		out.draft = len(f.drafts)
		f.drafts = append(f.drafts, d)
	}
	return out
}

// sentenceOf returns the sentence that holds a token.
func (p *page) sentenceOf(token int) int {
	lo, hi := 0, len(p.sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if p.sentences[mid].to <= token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return min(lo, len(p.sentences)-1)
}

// endOfTurns reports whether a paragraph ends a transcript: "END", "###", a
// clock time.
func (f *finder) endOfTurns(para int) bool {
	pg := f.paragraphs[para]
	words := 0
	for i := pg.from; i < pg.to; i++ {
		if f.tokens[i].word() {
			words++
		}
	}
	first := f.text[f.tokens[pg.from].start:f.tokens[pg.from].end]
	if words == 0 || first == "END" || first == "#" {
		return true
	}
	return words <= 5 && f.tokens[pg.from].shape == number && strings.Contains(f.text[f.tokens[pg.from].start:f.tokens[pg.to-1].end], ".M.")
}

// heading reports whether a paragraph within a turn is a heading: short, and
// no mark at its end.
func (f *finder) heading(para int) bool {
	pg := f.paragraphs[para]
	if pg.to-pg.from > 12 || f.tokens[pg.from].shape == lower {
		return false
	}
	return f.tokens[pg.to-1].word() && f.text[f.tokens[pg.to-1].end-1] != '.'
}

// directions are the words of stage directions.
const directions = " laughter laughs laughing chuckles applause inaudible crosstalk cross-talk interpreted interpretation translated translation sic " +
	"pause break cheers cheering off-mike off-mic inaudible. video audio phonetic indiscernible ph background via through unintelligible speaks " +
	"speaking gestures gesturing music recess silence booing boos shouting shouts begins ends played signing signed "

// withoutDirections returns the tokens [from, to) without stage directions
// such as "(Laughter.)" and "[sic]".
func (f *finder) withoutDirections(from, to int) [][2]int {
	var out [][2]int
	keep := func(a, b int) {
		for a < b && !f.tokens[a].word() && f.tokens[a].quote < 0 && f.tokens[a].mark != '—' && f.tokens[a].mark != '…' && f.tokens[a].mark != '$' && f.tokens[a].mark != '[' {
			a++
		}
		for i := a; i < b; i++ {
			if f.tokens[i].word() {
				out = append(out, [2]int{a, b})
				return
			}
		}
	}
	start := from
	for i := from; i < to; i++ {
		if m := f.tokens[i].mark; m != '(' && m != '[' {
			continue
		}
		j, stage := i+1, false
		for j < to && j-i < maxDirection && f.tokens[j].mark != ')' && f.tokens[j].mark != ']' {
			if f.tokens[j].word() && strings.Contains(directions, " "+strings.TrimRight(strings.ToLower(f.str(j)), ".")+" ") {
				stage = true
			}
			j++
		}
		if j >= to || j-i >= maxDirection || !stage && !f.aside(i, j) {
			continue
		}
		keep(start, i)
		start = j + 1
		i = j
	}
	keep(start, to)
	return out
}

// maxDirection bounds a stage direction, in tokens.
const maxDirection = 30

// aside reports whether the parenthesis from token i to its mark at j is a
// sentence of its own, which nobody speaks: "(The two exchange gifts.)".
func (f *finder) aside(i, j int) bool {
	return f.tokens[i].mark == '(' && j > i+1 && f.tokens[i+1].capped() && f.ends(j-1) && (i == 0 || f.ends(i-1) || f.tokens[i].brk)
}

// labelled resolves a label to its person.
func (k *cast) labelled(l *label, text string) []int {
	name, ok := unnamedLabels[text]
	if bare := unnumbered(text); !ok && asked(bare) {
		name, ok = unnamedLabels[bare]
	}
	if ok {
		id := k.body(name, briefings.Unnamed, "")
		if name == labelQuestion && len(k.people[id].roles) == 0 {
			k.people[id].roles = []role{{text: "Journalist", kind: kindPress}}
		}
		return []int{id}
	}
	if strings.Contains(text, "official") {
		name := strings.ToUpper(text[:1]) + text[1:]
		return []int{k.body(name, briefings.Unnamed, "")}
	}
	r := &resolver{cast: k}
	for _, m := range k.mentionsIn(l.from, l.end) {
		if id := k.surnameOf(l); m.kind == weakMention && id >= 0 && id != m.person-1 && len(k.people[id].roles) > 0 {
			return []int{id} // a slip in the title
		}
		if m.person > 0 && (m.kind == namedMention || m.kind == weakMention) {
			k.people[m.person-1].weak = false
			return []int{m.person - 1}
		}
		if m.kind != officeMention {
			continue
		}
		if m.country == "" && k.house == "" {
			m.country = k.ownHead(&m, r)
		}
		if id, _ := r.office(&m, -1); id >= 0 {
			return []int{id}
		}
	}
	if id := k.surnameOf(l); id >= 0 {
		return []int{id}
	}
	return []int{k.body(strings.ToUpper(text[:1])+text[1:], briefings.Unnamed, "")}
}

// ownHead is the country of "THE PRESIDENT" where neither publisher nor text says: the label is the White House's.
func (k *cast) ownHead(m *mention, r *resolver) string {
	if r.officeIn(m, "", -1) >= 0 {
		return ""
	}
	return "US"
}

// attributable finds "The following is attributable to Spokesperson X:": what
// follows are X's words.
func (f *finder) attributable(k *cast) {
	for para := range f.paragraphs {
		pg := f.paragraphs[para]
		if para > 12 || pg.to-pg.from > 40 {
			continue
		}
		for i := pg.from; i+2 < pg.to; i++ {
			if f.tokens[i].lex.word != "attributable" && f.tokens[i].lex.word != "attributed" || f.tokens[i+1].lex.word != "to" || f.tokens[pg.to-1].mark != ':' {
				continue
			}
			d := draft{
				source: source{kind: phraseSource, from: i + 2, to: pg.to - 1}, cue: [2]int{i, i + 2}, sure: 0.9, spoken: true,
				sentence: f.sentenceOf(i),
			}
			for _, m := range k.mentionsIn(i+2, pg.to-1) {
				if m.person > 0 {
					d.people, d.grounds = []int{m.person - 1}, groundsNamed
				}
			}
			for n := para + 1; n < len(f.paragraphs) && !f.endOfTurns(n); n++ {
				d.content = append(d.content, f.withoutDirections(f.paragraphs[n].from, f.paragraphs[n].to)...)
			}
			if len(d.content) > 0 && d.people != nil {
				f.drafts = append(f.drafts, d)
			}
			return
		}
	}
}
