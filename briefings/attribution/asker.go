package attribution

import (
	"strings"

	"readout/briefings"
	"readout/briefings/facts"
)

// asker is who asks, as far as the text says: a name, a newsroom, or both.
type asker struct {
	name   string
	person int // index + 1 of a mention's person
	outlet string
}

// Bounds in tokens: of how a questioner says who they are, and of what stands
// at the end of a turn that calls one.
const (
	introduction = 30
	calling      = 24
)

// introduced gives questions to those who ask them: where they say so
// ("This is Jan Orvik from Coast Wire"), where a parenthesis or the label says
// so, and where the turn before calls them. Whom a moderator called asks until
// the next is called. In an interview the title names who asks.
func (f *finder) introduced(k *cast, turns []turn) {
	moderated := false
	for n := range turns {
		moderated = moderated || presides(turns[n].label)
	}
	var called asker
	host := k.interviewer(turns)
	for n := range turns {
		t := &turns[n]
		if !asked(t.label) {
			if a := f.calls(k, t); a != (asker{}) || presides(t.label) {
				called = a
			} else if !moderated {
				called = asker{}
			}
			continue
		}
		if t.draft < 0 {
			continue
		}
		d := &f.drafts[t.draft]
		a, sure := f.introduces(k, d, t), sureOfLabels
		if a == (asker{}) {
			a, sure = called, sureOfCalls
		}
		switch {
		case a != (asker{}):
			d.people, d.sure = []int{k.journalist(&a)}, sure
			d.grounds = groundsAsker
			if sure == sureOfCalls {
				d.grounds = groundsCalled
			}
		case host >= 0:
			d.people, d.sure, d.grounds = []int{host}, sureOfCalls, groundsTitle
		}
		if !moderated {
			called = asker{}
		}
	}
}

// sureOfCalls is how sure a call makes who asks next.
const sureOfCalls = 0.85

// introduces reads who asks off the label and the first words of a question.
func (f *finder) introduces(k *cast, d *draft, t *turn) asker {
	for i := d.source.from; i < t.from; i++ {
		if f.tokens[i].mark == '(' {
			return f.askerAt(k, i+1, t.from, true)
		}
	}
	end := min(t.to, t.from+introduction)
	if t.from < end && f.tokens[t.from].mark == '(' {
		return f.askerAt(k, t.from+1, end, true)
	}
	for i := t.from; i < end; i++ {
		said := i > t.from && f.saysName(i, t.from)
		if !said && i != d.content[0][0] && !f.tokens[i].capped() {
			continue
		}
		if i == t.from || said || f.ends(i-1) || f.tokens[i-1].mark == ',' || f.tokens[i-1].mark == '—' {
			if a := f.askerAt(k, i, end, said); a != (asker{}) {
				return a
			}
		}
	}
	return asker{}
}

// saysName reports whether the words before token i tell a name: "this is",
// "it's", "I'm", "my name is", "with", "from".
func (f *finder) saysName(i, from int) bool {
	w := strings.ToLower(strings.ReplaceAll(f.str(i-1), "’", "'"))
	switch {
	case w == "i'm":
		return true
	case f.tokens[i-1].lex == &possessiveS:
		return i-2 >= from && (f.tokens[i-2].lex.word == "it" || f.tokens[i-2].lex.word == "name")
	case w == "is" || w == "am":
		if i-2 < from {
			return false
		}
		b := strings.ToLower(f.str(i - 2))
		return b == "this" || b == "name" || b == "i"
	}
	return false
}

// askerAt reads "Jan Orvik from Coast Wire", "Jan Orvik, Coast Wire" at token
// i; a name alone, or a newsroom alone, only where it must be one.
func (f *finder) askerAt(k *cast, i, end int, must bool) asker {
	var a asker
	first, after := f.nameRun(i, end)
	if first == i && after-first >= 2 && after-first <= 4 && !f.outletName(first, after) {
		a.name = k.nameOf(&mention{first: first, end: after})
		for _, m := range k.mentionsIn(i, after) {
			if m.person > 0 && m.first == first {
				a.person = m.person
			}
		}
	} else {
		if !must {
			return a
		}
		if a.outlet = f.outletAt(i, end); a.outlet != "" {
			return a
		}
		return asker{}
	}
	if after >= end {
		return onlyIf(must, a)
	}
	sep := after
	if f.tokens[sep].mark == ',' {
		sep++
	}
	if sep < end && (f.tokens[sep].lex.word == wordWith || f.tokens[sep].lex.word == wordFrom || f.tokens[sep].lex.word == "of" || f.tokens[sep].lex.word == "at") {
		sep++
	}
	if sep > after && sep < end {
		a.outlet = f.outletAt(f.pastThe(sep), end)
	}
	if a.outlet == "" {
		return onlyIf(must, a)
	}
	return a
}

func onlyIf(must bool, a asker) asker {
	if must {
		return a
	}
	return asker{}
}

// outletAt returns the newsroom that token i begins, or "".
func (f *finder) outletAt(i, end int) string {
	i = f.pastThe(i)
	if i >= end {
		return ""
	}
	if b, n := f.phraseAt(i, end, body); b != nil && newsroom(b.code) != "" && (n == end || !f.tokens[n].capped() || f.tokens[n].brk) {
		return newsroom(b.code)
	}
	n := i
	for n < end && n-i < 4 && f.tokens[n].word() && (f.tokens[n].capped() || n > i && f.tokens[n].shape == number) && (n == i || !f.tokens[n].brk) {
		n++
	}
	if n > i && f.outletName(i, n) {
		return f.text[f.tokens[i].start:f.tokens[n-1].end]
	}
	return ""
}

// newsWords are words in the names of newsrooms that no table has.
const newsWords = " news times post tv radio television journal tribune herald press wire agency gazette magazine broadcasting media today telegraph chronicle daily channel network globe "

// outletName reports whether words with capitals name a newsroom: a word of
// newsrooms, or letters alone ("KNR", "TV2").
func (f *finder) outletName(first, end int) bool {
	for i := first; i < end; i++ {
		if strings.Contains(newsWords, " "+strings.ToLower(f.str(i))+" ") {
			return true
		}
	}
	w := f.str(first)
	return end <= first+2 && f.tokens[first].shape == allCaps && len(w) >= 2 && len(w) <= 5
}

// newsroom returns the name of an organisation that is one, or "".
func newsroom(code string) string {
	for i := range facts.Organisations() {
		if o := &facts.Organisations()[i]; o.Code == code && o.Kind == "newsroom" {
			return o.Name
		}
	}
	return ""
}

// calls reads whom the end of a turn gives the floor to: "We'll go to Jan
// Orvik.", "The next question is from Jan Orvik, Coast Wire."
func (f *finder) calls(k *cast, t *turn) asker {
	if t.to-t.from < 2 {
		return asker{}
	}
	for i := max(t.from, t.to-calling); i < t.to; i++ {
		must := i > t.from && f.calledAfter(i, t.from)
		if !must && (i == t.from || !f.ends(i-1)) {
			continue
		}
		if a := f.askerAt(k, i, t.to, must); a != (asker{}) {
			return a
		}
	}
	return asker{}
}

// calledAfter reports whether the words before token i call somebody.
func (f *finder) calledAfter(i, from int) bool {
	if i-2 < from {
		return false
	}
	switch f.tokens[i-1].lex.word {
	case "to":
		b := f.str(i - 2)
		return b == "go" || b == "goes" || b == "over" || b == "Over" || b == "turn"
	case "of":
		return f.str(i-2) == "line"
	case wordFrom:
		for j := i - 2; j >= from && j > i-8; j-- {
			if f.str(j) == "question" {
				return true
			}
		}
	}
	return false
}

// journalist returns the person of an asker, or an unnamed one of a newsroom.
func (k *cast) journalist(a *asker) int {
	title := "Journalist"
	if a.outlet != "" {
		title += " (" + a.outlet + ")"
	}
	var id int
	switch {
	case a.person > 0:
		id = a.person - 1
		k.people[id].weak = false
	case a.name != "":
		id = k.body(a.name, briefings.Person, "")
	default:
		id = k.body(title, briefings.Unnamed, "")
		title = "Journalist"
	}
	p := &k.people[id]
	for i := range p.roles {
		if p.roles[i].kind == kindPress {
			if a.outlet != "" {
				p.roles[i].text = title
			}
			return id
		}
	}
	if len(p.roles) == 0 {
		p.roles = append(p.roles, role{text: title, kind: kindPress})
	}
	return id
}

// interviewer returns who asks in an interview with one guest: whom its title
// names after "with" or "by", without an office, if they have no label of
// their own; else -1.
func (k *cast) interviewer(turns []turn) int {
	labels := map[string]bool{}
	for n := range turns {
		labels[turns[n].label] = true
	}
	if len(labels) != 2 || len(k.context.Title) >= maxTitle {
		return -1
	}
	p := newPage(k.context.Title)
	for i := range p.tokens {
		if w := p.tokens[i].lex.word; w != wordWith && w != "by" {
			continue
		}
		first, after := p.nameRun(i+1, len(p.tokens))
		if office, _ := p.phraseAt(i+1, len(p.tokens), office, country, body); first != i+1 || after-first < 2 || office != nil || p.bodyName(first, after) {
			continue
		}
		m := mention{first: first, end: after}
		name := (&cast{page: p}).nameOf(&m)
		if len(holders().named(name)) > 0 {
			continue
		}
		if id := k.sameFull((&cast{page: p}).nameWords(&m), &m); id >= 0 {
			if labels[fold(name)] {
				return -1
			}
			return k.journalist(&asker{person: id + 1})
		}
		return k.journalist(&asker{name: name})
	}
	return -1
}
