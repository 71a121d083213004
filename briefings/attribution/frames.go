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
`

var frameTakes = map[string]takes{
	"that": takesClause | takesStrict, "clause": takesClause, "wh": takesWh, "to": takesTo, "np": takesObject, "ing": takesIng,
	"like": takesLike, "raise": takesRaise, "by": takesAgent, "belief": takesBelief,
}

// addFrames puts the table of frames into the lexicon.
func addFrames(l *lexicon, noun map[string]bool) {
	for line := range strings.Lines(frames) {
		verb, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			continue
		}
		words := strings.Fields(verb)
		var t takes
		bare := false
		for w := range strings.FieldsSeq(list) {
			t |= frameTakes[w]
			bare = bare || w == "clause"
		}
		if bare {
			t &^= takesStrict
		}
		if words[0] == "be" {
			l.addCue(words[1], cueForm{takes: t, form: formBe, rest: words[2:]})
			continue
		}
		for form, w := range inflect(words[0]) {
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
