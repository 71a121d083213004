package attribution

import (
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
	if t := &p.tokens[pg.from]; t.word() && p.text[t.start:t.end] == "Q" && pg.to > pg.from+1 {
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
			w := t.lex.word
			if t.shape == capital && len(p.str(i)) > 1 && !t.is(fTitle) {
				l.caps = false
			}
			if t.shape == lower && w != "of" && w != wordThe && w != wordAnd && w != wordFor && !t.is(fPart) && t.lex != &possessiveS || n > maxLabel {
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
	f.inTurn = make([]bool, len(f.paragraphs))
	var labels []label
	for i := range f.paragraphs {
		l, ok := f.labelAt(i)
		if ok && f.speaks(k, &l) {
			labels = append(labels, l)
		}
	}
	alone := len(labels) == 1 && (k.context.Kind == briefings.KindTranscript || labels[0].caps && f.names(k, &labels[0]))
	if len(labels) < 2 && !alone {
		f.attributable(k)
		return
	}
	known := map[string][]int{}
	for n := range labels {
		end := len(f.paragraphs)
		if n+1 < len(labels) {
			end = labels[n+1].para
		}
		f.turn(k, &labels[n], end, known)
	}
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
	return strings.Trim(fold(f.text[f.tokens[l.from].start:f.tokens[max(end, l.from+1)-1].end]), " .:")
}

// speaks reports whether a label names a speaker and not a subject ("NOTE:").
func (f *finder) speaks(k *cast, l *label) bool {
	text := f.labelText(l)
	if _, ok := unnamedLabels[text]; ok {
		return true
	}
	if strings.HasSuffix(strings.TrimRight(text, " #0123456789"), "official") || strings.HasSuffix(strings.TrimRight(text, " #0123456789"), "officials") {
		return true
	}
	switch text {
	case "the president", "the vice president", "the first lady", "the prime minister", "the secretary", "the king", "the queen", "the chancellor", "the minister":
		return true
	}
	return f.names(k, l)
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

// turn makes the statement of one turn.
func (f *finder) turn(k *cast, l *label, end int, known map[string][]int) {
	d := draft{
		source: source{kind: phraseSource, from: l.from, to: l.end}, cue: [2]int{l.end, l.to}, sure: 0.97, spoken: true,
		sentence: f.sentenceOf(l.from), grounds: groundsLabel,
	}
	if l.to == l.end {
		d.cue = [2]int{l.end - 1, l.end}
	}
	text := f.labelText(l)
	if _, ok := known[text]; !ok {
		known[text] = k.labelled(l, text)
	}
	d.people = known[text]
	if len(d.people) == 0 {
		d.people = nil
	}
	for para := l.para; para < end; para++ {
		from := f.paragraphs[para].from
		if para == l.para {
			from = l.to
		}
		if para > l.para && f.endOfTurns(para) {
			break
		}
		f.inTurn[para] = true
		if para > l.para && f.heading(para) {
			continue
		}
		d.content = append(d.content, f.withoutDirections(from, f.paragraphs[para].to)...)
	}
	if len(d.content) > 0 {
		f.drafts = append(f.drafts, d)
	}
}

func (f *finder) sentenceOf(token int) int {
	lo, hi := 0, len(f.sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if f.sentences[mid].to <= token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return min(lo, len(f.sentences)-1)
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
		for a < b && !f.tokens[a].word() && f.tokens[a].quote < 0 && f.tokens[a].mark != '—' && f.tokens[a].mark != '…' && f.tokens[a].mark != '$' {
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
		for j < to && j-i < 14 && f.tokens[j].mark != ')' && f.tokens[j].mark != ']' {
			if f.tokens[j].word() && strings.Contains(directions, " "+strings.TrimRight(strings.ToLower(f.str(j)), ".")+" ") {
				stage = true
			}
			j++
		}
		if j >= to || j-i >= 14 || !stage {
			continue
		}
		keep(start, i)
		start = j + 1
		i = j
	}
	keep(start, to)
	return out
}

// labelled resolves a label to its person.
func (k *cast) labelled(l *label, text string) []int {
	if name, ok := unnamedLabels[text]; ok {
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
