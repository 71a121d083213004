package topics

import (
	"strings"
)

// fits reports whether the name n, found in tokens [from, to), is written and
// placed as one that means its topic.
func (s *search) fits(n *name, from, to int32) bool {
	first := &s.tokens[from]
	switch n.rule {
	case anyCase:
		return true
	case capitalOK:
		if first.class == lower || first.class == digits && !s.capitalIn(from, to) {
			return false
		}
	case exactCase:
		if !s.exact(n, from, to) {
			return false
		}
	}
	return n.layer != countries || n.topic == nothing || s.fitsCountry(from, to)
}

func (s *search) capitalIn(from, to int32) bool {
	for i := from; i < to; i++ {
		if c := s.tokens[i].class; c == initial || c == capital {
			return true
		}
	}
	return to-from > 1 || s.tokens[from].class == digits
}

// exact reports whether the text's letters are those of n, and are no word of
// a line set in capitals.
func (s *search) exact(n *name, from, to int32) bool {
	raw := s.text[s.tokens[from].start:s.tokens[to-1].end]
	if raw != n.exact && letters(raw) != n.exact {
		return false
	}
	return !ordinary[n.exact] || strings.Contains(raw, ".") || !s.shouted(from, to)
}

// shouted reports whether the words on both sides of [from, to) are in capitals.
func (s *search) shouted(from, to int32) bool {
	before := from > 0 && s.tokens[from].gap != broken && s.capitals(from-1)
	after := int(to) < len(s.tokens) && s.tokens[to].gap != broken && s.capitals(to)
	switch {
	case before && after:
		return true
	case before:
		return int(to) >= len(s.tokens) || s.tokens[to].gap == broken || s.tokens[to].class == mark
	case after:
		return from == 0 || s.tokens[from].gap == broken || s.tokens[from-1].class == mark
	}
	return false
}

// capitals reports whether token i is a word in capitals that is no dotted
// or short acronym itself.
func (s *search) capitals(i int32) bool {
	t := &s.tokens[i]
	return t.class == capital && t.end-t.start >= 3 && s.text[t.start+1] != '.'
}

// given are names of countries that are people's names as well.
var given = set("Chad;Jordan;Georgia;Cuba;Israel;Kenya;India;Ireland;Holland;Malta;Mali;Cyprus")

// beforePerson are titles that stand before a person's name.
var beforePerson = set("Mr;Mrs;Ms;Rep;Sen;Congressman;Congresswoman;Chairman;Representative;Senator;Coach;Hamilton;Jim;Michael;" +
	"Vernon;Patricia;Andre;Barbara;DeAndre;Burton;Robert;Doe")

// notSurname are words with a capital that stand after a country's name.
var notSurname = set("King;Queen;Prince;Princess;Crown;President;Prime;Minister;Ministry;Foreign;Defense;Defence;Government;Embassy;" +
	"Ambassador;Times;Business;And;River;Valley;Bilateral;Relations;Summit;Joint;Border;Ambassadors;Parliament;Office;Strategic;" +
	"Trade;Peace;Talks;Secretary;Red;Army;Armed;Air;Support;Partnership;Cooperation;Readout;Visit;Conference;Compact;Development")

// fitsCountry reports whether the country's name in [from, to) means the
// country and not a person, a state of the United States or a bird.
func (s *search) fitsCountry(from, to int32) bool {
	if to-from != 1 {
		return true
	}
	t := &s.tokens[from]
	word := s.text[t.start:t.end]
	switch {
	case word == "Turkey":
		return !s.isOneOf(from-1, birds)
	case word == "Georgia" && s.americanGeorgia(from):
		return false
	case given[word]:
		return !s.person(from)
	}
	return true
}

var birds = set("a;the;roast;wild;Thanksgiving;cold;roasted;pardoned")

// person reports whether the name at i stands beside another part of a
// person's name.
func (s *search) person(i int32) bool {
	if s.isOneOf(i-1, beforePerson) && s.tokens[i].gap == space {
		return true
	}
	if i > 1 && s.tokens[i-1].class == mark && s.isOneOf(i-2, beforePerson) && s.word(i-1) == "." {
		return true
	}
	if int(i)+1 >= len(s.tokens) {
		return false
	}
	next := &s.tokens[i+1]
	if next.gap != space || next.class != initial || strings.HasSuffix(s.text[:next.start], "\n") || s.text[next.start-1] != ' ' ||
		s.text[s.tokens[i].end] != ' ' {
		return false
	}
	// A name of something follows the country's ("Jordan Armed Forces"), or a
	// surname, which no table knows.
	return next.word < 0 && !notSurname[s.word(i+1)]
}

// word returns token i as it is written, "" when there is none.
func (s *search) word(i int32) string {
	if i < 0 || int(i) >= len(s.tokens) {
		return ""
	}
	return s.text[s.tokens[i].start:s.tokens[i].end]
}

func (s *search) isOneOf(i int32, words map[string]bool) bool { return words[s.word(i)] }

var (
	// georgianCities and those after the name say that the state of the United
	// States is meant.
	georgianCities = set("Atlanta;Savannah;Augusta;Columbus;Macon;Athens;Marietta;Brunswick;Valdosta;Dalton;Plains;Benning;Rome")
	afterState     = set("Tech;State;Senate;Bureau;Power;Republicans;Republican;Democrats;Democrat;Governor;voters;voter;Southern;" +
		"National;Ports;Department;lawmakers;legislature;election;runoff;Avenue")
	statesOfUS = set("Alabama;Arizona;Arkansas;California;Colorado;Connecticut;Delaware;Florida;Illinois;Indiana;Iowa;Kansas;Kentucky;" +
		"Louisiana;Maine;Maryland;Michigan;Minnesota;Mississippi;Missouri;Montana;Nebraska;Nevada;Ohio;Oklahoma;Oregon;Pennsylvania;" +
		"Tennessee;Texas;Utah;Vermont;Virginia;Wisconsin;Wyoming;Carolina;Dakota;Jersey")
)

// americanGeorgia reports whether the Georgia at i is the state: after one of
// its cities, in a list of states, or before what a state has.
func (s *search) americanGeorgia(i int32) bool {
	if s.isOneOf(i+1, afterState) && s.tokens[i+1].gap == space {
		return true
	}
	if s.word(i-1) == "of" && s.isOneOf(i-2, set("State;state;University;Governor")) {
		return true
	}
	before, after := i-1, i+1
	comma := s.word(before) == ","
	for w := s.word(before); w == "," || w == "and" || w == "or"; w = s.word(before) {
		before--
	}
	for w := s.word(after); w == "," || w == "and" || w == "or"; w = s.word(after) {
		after++
	}
	return comma && s.isOneOf(before, georgianCities) || s.isOneOf(before, statesOfUS) || s.isOneOf(after, statesOfUS) ||
		s.isOneOf(i-1, statesOfUS)
}
