package attribution

import (
	"slices"
	"strings"

	"readout/briefings"
	"readout/briefings/facts"
)

// authors reads who speaks in a document from its title, a page of its own:
// "Statement by Spokesperson X on …" (a person), "Joint Statement of A and B"
// (states and bodies). people maps the title's people to those of the text.
func (k *cast) authors(t *cast, people map[int]int) {
	from := t.saidBy()
	if from == 0 {
		return
	}
	k.whole = !strings.EqualFold(t.str(from-2), "briefing")
	persons := false
	for _, m := range t.mentionsIn(from, len(t.tokens)) {
		if !t.listed(from, m.from) {
			break
		}
		switch m.kind {
		case namedMention, weakMention:
			if id, ok := people[m.person-1]; ok {
				k.author = append(k.author, id)
				persons = true
			}
		case placeMention, bodyMention:
			if c, ok := facts.CountryByCode(m.code); ok && m.kind == placeMention && !persons {
				k.author = append(k.author, k.body(c.Name, briefings.Government, c.Code))
			} else if m.kind == bodyMention && m.code != "" && !persons {
				r := resolver{cast: t}
				b := t.people[r.bodyOf(&m)]
				k.author = append(k.author, k.body(b.name, b.kind, b.country))
			}
		}
	}
}

// participants reads who met or spoke with each other off a readout's title:
// the office holders that it names, but for whose statement it is.
func (k *cast) participants(t *cast, people map[int]int) {
	if !t.meets() {
		return
	}
	for n := range t.mentions {
		m := &t.mentions[n]
		id, ok := people[m.person-1]
		if !ok || m.title == nil || m.title.kind == kindHonorific || slices.Contains(k.author, id) || slices.Contains(k.parties, id) {
			continue
		}
		k.parties = append(k.parties, id)
	}
}

// meets reports whether a title is of a call or a meeting with somebody.
func (p *page) meets() bool {
	call := false
	for i := range p.tokens {
		switch strings.ToLower(p.str(i)) {
		case "call", "meeting", "conversation", "talks", "visit", "summit", "calls", "conversations", "meetings":
			call = true
		case wordWith, wordBetween:
			if call {
				return true
			}
		}
	}
	return false
}

// saidBy returns the token of a title after "Statement by", or 0.
func (p *page) saidBy() int {
	for i := 0; i+2 < len(p.tokens) && i < 8; i++ {
		switch strings.ToLower(p.str(i)) {
		case "statement", "remarks", "declaration", "communique", "communiqué", "speech", "address", "message", "briefing":
			switch p.tokens[i+1].lex.word {
			case "by", wordFrom, "of", wordBetween:
				return i + 2
			}
		}
	}
	return 0
}

// listed reports whether only titles, commas and "and" stand between the start
// of a title's list of authors and token at.
func (p *page) listed(from, at int) bool {
	for i := from; i < at; i++ {
		t := &p.tokens[i]
		if t.mark != 0 && t.mark != ',' && t.mark != '’' && t.mark != '.' && t.mark != '-' && t.mark != '&' ||
			t.word() && t.is(fPrep|fRel) && t.lex.word != "of" && t.lex.word != wordFor && t.lex.word != "to" {
			return false
		}
	}
	return true
}

// wholeText makes one statement of a text that its title gives to one person:
// "Statement from President X on …".
func (f *finder) wholeText(k *cast) {
	if !k.whole || len(k.author) != 1 || k.people[k.author[0]].kind != briefings.Person || len(f.drafts) > 0 || k.context.Kind == briefings.KindNews || k.context.Kind == briefings.KindTranscript {
		return
	}
	d := draft{sure: 0.9, spoken: true, grounds: groundsTitle, people: k.author}
	for n := 0; n < len(f.paragraphs) && !f.endOfTurns(n); n++ {
		d.content = append(d.content, f.withoutDirections(f.paragraphs[n].from, f.paragraphs[n].to)...)
	}
	if len(d.content) > 0 {
		f.drafts = append(f.drafts, d)
	}
}
