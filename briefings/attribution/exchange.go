package attribution

import (
	"slices"
	"strings"
	"unicode/utf8"

	"readout/briefings"
)

// askers are the labels of those who ask, folded.
var askers = map[string]bool{
	"q": true, "question": true, "reporter": true, "journalist": true, kindPress: true, "interviewer": true, "host": true, "anchor": true,
	"correspondent": true, "student": true, "child": true, "audience member": true, "attendee": true, "participant": true, "media": true,
}

// asked reports whether a folded label is that of somebody who asks.
func asked(label string) bool { return askers[label] || askers[unnumbered(label)] }

// exchange finds the questions, answers and refusals among the turns of a
// transcript, and ties them together.
//
// What somebody says whose label is that of a questioner is a question, but
// for a word of thanks or assent. Where no label is, it is what ends with a
// question mark before another speaks. What others say after it answers it, to
// the next question; of several questions at once the first answer answers
// all, and of several answers the first stands for the question. A moderator
// answers nothing.
func (f *finder) exchange(k *cast, turns []turn) {
	f.introduced(k, turns)
	labelled := slices.ContainsFunc(turns, func(t turn) bool { return asked(t.label) })
	d := dialogue{finder: f, last: -1}
	for n := range turns {
		t := &turns[n]
		switch {
		case labelled && asked(t.label):
			d.question(t)
		case t.draft < 0 || presides(t.label):
		case labelled:
			d.answer(t)
		default:
			d.answer(t)
			d.last = -1
			if n+1 < len(turns) && turns[n+1].label != t.label && f.endsAsking(t) {
				d.ask(t.draft)
			}
		}
	}
}

// presides reports whether a folded label is of somebody who gives the floor
// or lends a voice, and answers nothing.
func presides(label string) bool {
	switch unnumbered(label) {
	case "moderator", "mod", "operator", "interpreter", "translator", "staff", "aide":
		return true
	}
	return false
}

// dialogue is an exchange as far as it was read.
type dialogue struct {
	*finder

	open []int // drafts of the questions that nobody has answered yet
	last int   // the draft of the question that is being answered, or -1
}

// question takes the turn of a questioner.
func (d *dialogue) question(t *turn) {
	switch {
	case t.draft < 0:
		d.open, d.last = d.open[:0], -1 // nobody heard it
	case !d.courtesy(t):
		d.ask(t.draft)
	}
}

func (d *dialogue) ask(draft int) {
	if d.drafts[draft].act == "" {
		d.drafts[draft].act = briefings.ActQuestion
	}
	d.open, d.last = append(d.open, draft), draft
}

// answer takes the turn of somebody else.
func (d *dialogue) answer(t *turn) {
	if d.last < 0 {
		return
	}
	a := &d.drafts[t.draft]
	a.act, a.partner = briefings.ActAnswer, d.drafts[d.last].content[0]
	if d.refuses(a.content) {
		a.act = briefings.ActRefusal
	}
	for _, q := range d.open {
		d.drafts[q].partner = a.content[0]
	}
	d.open = d.open[:0]
}

// endsAsking reports whether a turn ends with a question mark.
func (f *finder) endsAsking(t *turn) bool {
	for i := t.to - 1; i >= t.from; i-- {
		switch f.tokens[i].mark {
		case '?':
			return true
		case ')', ']', '”', '"', '—', '…':
			continue
		}
		return false
	}
	return false
}

// maxCourtesy is how many words a turn of thanks or assent has at the most.
const maxCourtesy = 6

// courtesies are first words of what is said between a question and an answer
// and asks nothing.
const courtesies = " thank thanks thanks. yes yeah right okay ok sure sorry exactly correct great no hi hello good oh got understood i and mm-hmm uh-huh mhm "

// courtesy reports whether a questioner's turn asks nothing: "Thank you."
func (f *finder) courtesy(t *turn) bool {
	words, first := 0, ""
	for i := t.from; i < t.to; i++ {
		if f.tokens[i].mark == '?' || f.tokens[i].mark == '—' || f.tokens[i].mark == '…' {
			return false
		}
		if f.tokens[i].word() {
			if words++; words == 1 {
				first = strings.ToLower(f.str(i))
			}
		}
	}
	return words <= maxCourtesy && strings.Contains(courtesies, " "+first+" ")
}

// refusals are words by which people say that they do not answer, as they are
// written with straight apostrophes and small letters.
var refusals = []string{
	"no comment", "not comment", "n't comment", "not going to comment", "not gonna comment", "n't want to comment", "decline to comment",
	"declined to comment", "n't have a comment", "n't have any comment", "no further comment", "no reaction to",
	"n't have anything for you", "n't have anything to", "n't have anything on", "n't have anything more", "n't have anything further",
	"n't have anything new", "n't have anything additional", "n't have anything else", "not have anything", "n't have anything specific",
	"n't have any announcement", "n't have any update", "n't have an update", "n't have a readout", "n't have any specific", "n't have any detail",
	"n't have any further", "n't have any more", "n't have any new", "n't have any additional", "n't have any information", "n't have further",
	"n't have more", "n't have details", "n't have specifics", "nothing to announce", "nothing to add", "nothing to share", "nothing to preview",
	"nothing to read out", "nothing to report", "nothing new", "nothing for you", "nothing further", "nothing more", "nothing on that",
	"refer you to", "refer you back", "point you to", "direct you to", "n't speak to", "not speak to", "not going to speak", "n't get into",
	"not get into", "not going to get into", "not gonna get into", "not going to get ahead", "n't get ahead", "not going to go into", "not going to go there",
	"not going to speculate", "n't speculate", "not speculate", "not going to discuss", "n't discuss", "not discuss", "not going to detail",
	"not going to characterize", "not going to characterise", "not going to read out", "not going to preview", "not going to answer", "n't answer that",
	"not going to engage", "not in a position to", "leave it at that", "leave it to", "let them speak", "have to ask them", "n't going to get into",
	"n't going to comment", "n't going to speculate", "n't going to discuss",
}

// Bounds of a refusal, in words: one that begins with the words of refusing
// (in its first openingWords) may go on for a while; else it is short.
const (
	openingWords = 40
	longRefusal  = 120
	shortRefusal = 45
)

// refuses reports whether somebody says in content that they do not answer.
func (p *page) refuses(content [][2]int) bool {
	words, opening := 0, 0
	var room [1024]byte
	b := room[:0]
	for _, c := range content {
		for i := c[0]; i < c[1]; i++ {
			t := &p.tokens[i]
			if t.word() && t.lex != &possessiveS {
				words++
			}
			if words > longRefusal {
				return false
			}
			if t.gap && len(b) > 0 {
				b = append(b, ' ')
			}
			if opening == 0 || words <= shortRefusal {
				b = appendPlain(b, p.text[t.start:t.end])
			}
			if words == openingWords {
				opening = len(b)
			}
		}
	}
	if opening > 0 && words > shortRefusal {
		b = b[:opening]
	}
	said := string(b)
	for _, r := range refusals {
		if strings.Contains(said, r) {
			return true
		}
	}
	return false
}

// appendPlain appends s to b in small letters, with typewriter apostrophes.
func appendPlain(b []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return append(b, strings.ReplaceAll(strings.ToLower(s[i:]), "’", "'")...)
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		b = append(b, c)
	}
	return b
}

// answerReach is how many sentences after a question a report gives the answer.
const answerReach = 1

// reported finds the questions, answers and refusals of a report, whose drafts
// are in the order of the text: what is asked whether or about, or with a
// question mark; what another says next to it; and what is declined.
func (p *page) reported(drafts []draft) {
	for i := range drafts {
		d := &drafts[i]
		if d.act != "" || d.spoken {
			continue
		}
		if p.declines(d) {
			d.act = briefings.ActRefusal
		}
		if !p.inquires(d) {
			continue
		}
		d.act = briefings.ActQuestion
		for j := i + 1; j < len(drafts) && drafts[j].sentence <= d.sentence+answerReach; j++ {
			a := &drafts[j]
			if !p.replies(a) {
				continue
			}
			if a.spoken || a.act != "" || len(a.content) == 0 || p.inquires(a) || d.source.kind != noSource && (a.source.from == d.source.from || a.source.shared) {
				continue
			}
			a.act, a.partner, d.partner = briefings.ActAnswer, d.content[0], a.content[0]
			if p.declines(a) {
				a.act = briefings.ActRefusal
			}
			break
		}
	}
}

// inquires reports whether a draft is a question that somebody asked.
func (p *page) inquires(d *draft) bool {
	if d.cue[1] <= d.cue[0] || len(d.content) == 0 {
		return false
	}
	switch p.tokens[d.cue[0]].lex.word {
	case "asked", "asks", "ask", "asking":
	default:
		return false
	}
	first, last := d.content[0][0], d.content[len(d.content)-1][1]
	switch p.tokens[first].lex.word {
	case "whether", "if", wordAbout, "why", "how", "what", "who", "when", "where", "which":
		return true
	}
	for k := last - 1; k >= first && !p.tokens[k].word(); k-- {
		if p.tokens[k].mark == '?' {
			return true
		}
	}
	return false
}

// replies reports whether a draft can be an answer: a quotation, or a verb by
// which people answer.
func (p *page) replies(d *draft) bool {
	if len(d.content) > 0 && p.tokens[d.content[0][0]].quote >= 0 {
		return true
	}
	switch p.tokens[d.cue[0]].lex.word {
	case "said", "says", "replied", "replies", "responded", "responds", "answered", "answers", "told", "declined", "refused", "acknowledged",
		"admitted", "denied", "insisted", "noted", "pointed", "conceded", "confirmed":
		return true
	}
	return false
}

// shortComment is how many words a quoted refusal has at the most.
const shortComment = 12

// declines reports whether somebody declines to answer in a draft: "declined to
// comment", “No comment,”.
func (p *page) declines(d *draft) bool {
	if len(d.content) == 0 || d.cue[1] <= d.cue[0] {
		return false
	}
	switch p.tokens[d.cue[0]].lex.word {
	case "decline", "declines", "declined", "declining", "refuse", "refuses", "refused", "refusing":
		for i := d.cue[0] + 1; i < len(p.tokens) && i < d.cue[0]+6; i++ {
			switch p.str(i) {
			case "comment", "answer", "discuss", "elaborate", "respond", "speculate", "reply":
				return true
			case "say", "confirm":
				if i+1 < len(p.tokens) {
					w := p.tokens[i+1].lex.word
					return w == "whether" || w == "if" || w == "who" || w == "what" || w == "when" || w == "how" || w == "why" || w == "where"
				}
			}
		}
		return false
	}
	words := 0
	for _, c := range d.content {
		words += c[1] - c[0]
	}
	return words <= shortComment && p.refuses(d.content)
}
