package attribution

import (
	"strings"

	"readout/briefings"
)

// maxDescription bounds the words of a speaker's description.
const maxDescription = 9

// description makes a speaker of a phrase that names nobody: "a senior
// official". One whose head can hardly speak is none.
func (r *resolver) description(from, to int) party {
	from = r.descriptionStart(from, to)
	head := r.headEnd(from, to)
	if head <= from || !r.describes(from, head) {
		return party{grounds: groundsNone, loss: 0.3, thing: true}
	}
	end := r.descriptionEnd(from, head, to)
	kind := briefings.Unnamed
	if r.pluralHead(head - 1) {
		kind = briefings.Group
	}
	name := strings.Join(strings.Fields(r.text[r.tokens[from].start:r.tokens[end-1].end]), " ")
	return party{people: []int{r.body(name, kind, "")}, grounds: groundsPhrase, loss: 0.1}
}

// descriptionStart steps over what is before the nouns of a phrase: articles,
// "and", "of".
func (r *resolver) descriptionStart(from, to int) int {
	for from < to {
		t := &r.tokens[from]
		w := t.lex.word
		switch {
		case !t.word(), w == wordAnd, w == wordBut, w == "of", w == wordThe, w == "a", w == "an":
		case t.is(fPoss), w == "this", w == "that", w == "these", w == "those":
		default:
			return from
		}
		from++
	}
	return from
}

// headEnd returns the token after the head noun of a phrase: before its first
// preposition, comma or clause. "One of the officials" has its head at the end.
func (r *resolver) headEnd(from, to int) int {
	for i := from; i < to; i++ {
		t := &r.tokens[i]
		switch {
		case t.word() && t.lex == &possessiveS, t.mark == '\'', t.mark == '’', t.mark == '-', t.mark == '&', t.mark == '/', t.mark == '$', t.mark == '%', t.mark == '.':
			continue
		case !t.word():
			return i
		case t.lex.word == "of" && i > from && r.quantity(i-1):
			return r.headEnd(r.descriptionStart(i+1, to), to)
		case t.is(fPrep) && i > from && !t.capped(), t.is(fRel), t.is(fBe | fHave | fModal), i > from && qualifies(r.str(i)):
			return i
		}
	}
	return to
}

// qualifies reports whether an adjective stands after its noun: "people close
// to the talks".
func qualifies(w string) bool {
	switch w {
	case "familiar", "close", "privy", "involved", "briefed", "aware", "present", "opposed", "surveyed", "polled", "interviewed":
		return true
	}
	return false
}

// quantity reports whether "of" after token i leads to the head: "some of the
// officials", "30 percent of voters", "a group of rabbis".
func (r *resolver) quantity(i int) bool {
	t := &r.tokens[i]
	if t.is(fDet) || t.shape == number {
		return true
	}
	switch t.lex.word {
	case "one", "percent", "group", "couple", "member", "members":
		return true
	}
	switch r.str(i) {
	case "majority", "handful", "number", "majorities", "half", "dozens", "hundreds", "thousands", "scores", "most", "pair":
		return true
	}
	return false
}

// describes reports whether the words [from, head) can stand for somebody who
// speaks, or for what is read: "officials", "the report".
func (r *resolver) describes(from, head int) bool {
	if last := strings.ToLower(r.str(head - 1)); strings.Contains(things, " "+last+" ") && last != "statement" && last != "declaration" {
		return false
	}
	for i := head - 1; i >= from && i > head-3; i-- {
		t := &r.tokens[i]
		if !t.word() {
			continue
		}
		if t.is(fHuman|fOrg|fTitle|fOccasion) && !t.is(fTime) || strings.HasSuffix(r.str(i), "men") {
			return true
		}
		if i == head-1 && agentive(r.str(i)) {
			return true
		}
		if i == head-1 && len(r.tokens[from:head]) > 1 && t.capped() {
			return true
		}
		break
	}
	return false
}

// agentive reports whether a word has the ending of those that name people by
// what they do.
func agentive(w string) bool {
	w = strings.TrimSuffix(strings.ToLower(w), "s")
	for _, e := range [...]string{"ist", "ian", "eer", "man", "woman", "person", "ant", "ent", "or", "er", "crat", "ee"} {
		if strings.HasSuffix(w, e) && len(w) > len(e)+3 {
			return !strings.HasSuffix(w, "ment") && !strings.HasSuffix(w, "eement")
		}
	}
	return false
}

func (r *resolver) pluralHead(i int) bool {
	t := &r.tokens[i]
	w := r.str(i)
	if t.lex.word == "people" || t.lex.word == "police" || strings.HasSuffix(w, "men") {
		return true
	}
	return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && w[len(w)-2] != 'u' && w[len(w)-2] != 'i'
}

// descriptionEnd takes to the head what qualifies it, phrase by phrase, while
// it stays short: "people close to the talks".
func (r *resolver) descriptionEnd(from, head, to int) int {
	end := head
	for i := head; i < to && i-from < maxDescription; i++ {
		t := &r.tokens[i]
		if !t.word() && t.mark != '\'' && t.mark != '’' && t.mark != '-' || t.is(fRel|fBe|fHave|fModal) {
			break
		}
		if i+1 == to || r.tokens[i+1].word() && r.tokens[i+1].is(fPrep|fRel) || r.tokens[i+1].mark == ',' {
			if !t.is(fPrep | fDet | fConj | fPoss | fAdverb) {
				end = i + 1
			}
		}
	}
	return end
}
