package attribution

import "strings"

// frames are verbs of saying, belief, intention and attitude, each with what
// follows it where it attributes something:
//
//	verb [words]: frames
//
// A verb is its base form, with its past and its participle after slashes
// where they are irregular, or "be" and a participle or an adjective.
// Frames: that (… that X does), clause (… X does), wh (… whether X does), to (… to do), np (… a thing),
// ing (… doing), like (… angry, as a fool), raise (the subject belongs to what is said and nobody says so),
// by (the subject is what is said, who says so follows).
const frames = `
question: np wh
challenge: np
deride: np
bemoan: np that
assail: np
rebut/rebutted: np
lampoon: np
ridicule: np
skewer: np
rip/ripped: np
chastise: np
berate: np
taunt: np
vilify: np
disparage: np
demonize: np
belittle: np
denigrate: np
decry: np
excoriate: np
fault: np
scorn: np
rail against: np ing
speak/spoke against: np ing
speak/spoke out against: np ing
come/came out against: np ing
come/came out in favor of: np ing
take/took issue with: np
scoff at: np
poke fun at: np
make/made fun of: np
make/made the case for: np
make/made the case: that
make/made a case for: np
hit/hit back at: np
lash out against: np
call into question: np
cast/cast doubt on: np
object to: np ing
balk at: np ing
bristle at: np ing
vouch for: np
apologize for: np ing
comment on: np wh
brag/bragged about: np ing wh
boast about: np ing wh
boast of: np ing
joke about: np ing wh
speculate about: np wh
speculate: that
worry: that
worry about: np ing wh
fret about: np wh ing
disagree with: np
sympathize with: np
write/wrote about: np wh ing
write/wrote of: np ing
bring/brought up: np
talk up: np
play up: np
echo: np that
reference: np
credit: np
retweet: np
respond to: np ing
testify about: np
ask for: np
press for: np
push for: np ing
lobby for: np ing
advocate for: np ing
argue for: np ing
argue against: np ing
vote against: np ing
plead for: np
beg/begged for: np
look to: to
seek/sought to: to
know/knew: that wh
learn: that wh
determine: that wh
decide: that wh
suspect: that
doubt: that
realize: that
understand/understood: that
notice: that
discover: that
assume: that
guess: that
rule: that
order: np that
charge: that
attest: that
swear/swore: that
foresee/foresaw: np that
envision: np ing
imagine: that np
remember: np ing that wh
aim: to
threaten: to
offer: to
vow: to
seek/sought: to np
want: to
plan: to
prefer: np to
see/-: np
endorse: np
oppose: np ing
support: np ing
favor: np ing
attack: np
order: np
consider: wh ing
debate: wh
wonder: wh
explain: wh
expect: that np
focus on: np wh ing
seem: raise to like that
appear: raise to like that
be expected: raise to
be believed: raise to
be thought: raise to
be said: raise to
be reported: raise to
be rumored: raise to
be seen as: raise np ing
be viewed as: raise np ing
be regarded as: raise np ing
be considered: raise like np
be deemed: raise like np
be known as: raise np
be known for: raise np ing
be described as: raise np ing
be accused of: raise np ing
be criticized for: raise np ing
be charged with: raise np ing
be asked about: raise np ing wh
be asked: raise wh to
be first reported by: by
be endorsed by: by
be supported by: by
be praised by: by
be criticized by: by
be denounced by: by
be condemned by: by
be opposed by: by
be eager: to
be reluctant: to
be willing: to
be determined: to
be critical of: np
be supportive of: np ing
be skeptical of: np
be skeptical about: np
be wary of: np ing
be dismissive of: np
be focused on: np ing
be opposed to: np ing
be convinced: that
be concerned: that
be concerned about: np ing wh
be worried: that
be worried about: np ing wh
be confident: that
be confident in: np
be hopeful: that
be hopeful about: np
be optimistic about: np
be aware: that
be aware of: np
be clear about: np
be sure: that
be adamant: that
be afraid: that
be afraid of: np ing
`

var frameTakes = map[string]takes{
	"that": takesClause | takesStrict, "clause": takesClause, "wh": takesWh, "to": takesTo, "np": takesObject, "ing": takesIng,
	"like": takesLike, "raise": takesRaise, "by": takesAgent, "said": 0,
}

// addFrames puts the table of frames into the lexicon.
func addFrames(l *lexicon, noun map[string]bool) {
	for line := range strings.Lines(frames) {
		verb, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			continue
		}
		words := strings.Fields(verb)
		t := takesStance
		for w := range strings.FieldsSeq(list) {
			t |= frameTakes[w]
			if w == "said" {
				t &^= takesStance
			}
		}
		if words[0] == "be" {
			l.addCue(words[1], cueForm{takes: t, form: formBe, rest: words[2:]})
			continue
		}
		for form, w := range inflect(words[0]) {
			if w == "-" {
				continue
			}
			l.addCue(w, cueForm{takes: t, form: verbForm(form), rest: words[1:], noun: len(words) == 1 && noun[w]})
		}
	}
}

// inflect returns the base form, the third person, the past and the -ing
// form of a verb; its past stands after a slash where it is irregular.
func inflect(verb string) [4]string {
	base, past, irregular := strings.Cut(verb, "/")
	last := base[len(base)-1]
	before := byte(' ')
	if len(base) > 1 {
		before = base[len(base)-2]
	}
	vowel := strings.IndexByte("aeiou", before) >= 0
	third, ing := base+"s", base+"ing"
	switch {
	case last == 'y' && !vowel:
		third = base[:len(base)-1] + "ies"
	case last == 's' || last == 'x' || last == 'z' || last == 'h' && (before == 's' || before == 'c'):
		third = base + "es"
	case last == 'e' && before != 'e':
		ing = base[:len(base)-1] + "ing"
	}
	if !irregular {
		switch {
		case last == 'e':
			past = base + "d"
		case last == 'y' && !vowel:
			past = base[:len(base)-1] + "ied"
		default:
			past = base + "ed"
		}
	}
	if doubled := base + string(last); strings.HasPrefix(past, doubled+"ed") {
		ing = doubled + "ing"
	}
	return [4]string{base, third, past, ing}
}
