package store

import (
	"bytes"
	"slices"
	"strings"

	"readout/briefings"
	"readout/briefings/query"
)

// nameless marks the name of a party that has no id.
const nameless = "?"

// parties returns those to whom s is attributed.
func parties(s *briefings.Statement) []briefings.Party {
	if len(s.Speakers) == 0 {
		return []briefings.Party{{Name: s.Speaker.Name, ID: s.Speaker.ID}}
	}
	return s.Speakers
}

func partyKey(p briefings.Party) string {
	if p.ID == "" {
		return nameless + p.Name
	}
	return p.ID
}

// learn adds what a calls people, parties and topics to the names of the indexes.
func (t *txn) learn(a *briefings.Analysis) error {
	aliases := make(map[string]*briefings.Speaker, len(a.People))
	for i := range a.People {
		p := &a.People[i]
		aliases[p.ID] = p
		if err := t.learnPerson(inPeople, p.ID, speaker{ID: p.ID, Name: p.Name, Country: p.Country, CountryCode: p.CountryCode}); err != nil {
			return err
		}
	}
	for i := range a.Statements {
		for _, p := range parties(&a.Statements[i]) {
			form := speaker{ID: p.ID, Name: p.Name}
			if err := t.learnPerson(inSpeakers, partyKey(p), form); err != nil {
				return err
			}
			person := aliases[p.ID]
			if person == nil {
				continue
			}
			form = speaker{ID: p.ID, Name: person.Name, Aliases: person.Aliases}
			if err := t.learnPerson(inSpeakers, partyKey(p), form); err != nil {
				return err
			}
		}
	}
	for i := range a.Topics {
		x := &a.Topics[i]
		form := topic{ID: x.ID, Label: x.Label, Parent: x.Parent, Kind: x.Kind, Aliases: x.Aliases}
		k, err := t.known(inTopics, x.ID)
		if err != nil {
			return err
		}
		same := func(o topic) bool {
			return o.Label == form.Label && o.Parent == form.Parent && o.Kind == form.Kind && slices.Equal(o.Aliases, form.Aliases)
		}
		if slices.ContainsFunc(k.Topics, same) {
			continue
		}
		k.Topics = append(k.Topics, form)
		if err := t.put(inNames, namesKey(inTopics, x.ID), k); err != nil {
			return err
		}
	}
	return nil
}

func (t *txn) learnPerson(index, name string, form speaker) error {
	k, err := t.known(index, name)
	if err != nil {
		return err
	}
	same := func(o speaker) bool {
		return o.Name == form.Name && o.CountryCode == form.CountryCode && o.Country == form.Country && slices.Equal(o.Aliases, form.Aliases)
	}
	if slices.ContainsFunc(k.People, same) {
		return nil
	}
	k.People = append(k.People, form)
	return t.put(inNames, namesKey(index, name), k)
}

func namesKey(index, name string) []byte { return []byte(index + "\x00" + nameKey(name)) }

// known returns what briefings call name, from the transaction's cache.
func (t *txn) known(index, name string) (*known, error) {
	key := namesKey(index, name)
	if k := t.names[string(key)]; k != nil {
		return k, nil
	}
	k := &known{}
	if _, err := t.load(inNames, key, k); err != nil {
		return nil, err
	}
	if t.names == nil {
		t.names = make(map[string]*known)
	}
	t.names[string(key)] = k
	return k, nil
}

// called returns the ids of the briefings that have a speaker, topic or
// country that meets term. Whether a name meets it is asked of the query
// language itself, about a document that holds nothing else.
func (t *txn) called(term query.Term) (ids []string, answered bool, err error) {
	var in []string
	switch term.Field {
	case "speaker":
		in = []string{inSpeakers}
	case "topic":
		in = []string{inTopics}
	case "country":
		in = []string{inTopics, inPeople}
	default:
		return nil, false, nil
	}
	q, err := query.Parse(term.Field+`:"`+term.Value+`"`, t.now)
	if err != nil || strings.ContainsAny(term.Value, `"“”„«»\`) {
		return nil, false, nil //nolint:nilerr // a value that cannot be quoted is not narrowed by
	}
	for _, index := range in {
		prefix := namesKey(index, "")
		err := t.each(inNames, prefix, func(key, v []byte) error {
			var k known
			if err := decode(inNames, key, v, &k); err != nil {
				return err
			}
			if !k.meets(q) {
				return nil
			}
			name := append(bytes.Clone(key[len(prefix):]), 0)
			return t.each(index, name, func(entry, _ []byte) error {
				ids = append(ids, idOf(entry))
				return nil
			})
		})
		if err != nil {
			return nil, true, err
		}
	}
	return ids, true, nil
}

// meets reports whether q holds of a briefing in which k is one thing spoken of.
func (k *known) meets(q query.Query) bool {
	a := analysis{People: k.People}
	for i := range k.People {
		p := &k.People[i]
		a.Statements = append(a.Statements, statement{Name: p.Name, ID: p.ID, Speakers: []party{{p.Name, p.ID}}})
	}
	a.Topics = k.Topics
	model := a.model()
	for i := range model.People { // each form alone: the query takes the first of an id
		one := briefings.Analysis{People: model.People[i : i+1], Statements: model.Statements[i : i+1]}
		if q.Match(&query.Document{Briefing: &briefings.Briefing{}, Analysis: func() *briefings.Analysis { return &one }}) {
			return true
		}
	}
	if len(model.Topics) == 0 {
		return false
	}
	model.People, model.Statements = nil, nil
	return q.Match(&query.Document{Briefing: &briefings.Briefing{}, Analysis: func() *briefings.Analysis { return &model }})
}
