package store

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout/briefings"
	"readout/briefings/attribution"
	"readout/briefings/query"
)

// fillSpeakers completes speakers of whom the caller gave an id or a name.
func (t *txn) fillSpeakers(who []briefings.Speaker, h *header, a *briefings.Analysis) error {
	for i := range who {
		p, err := t.speaker(&who[i], h, a)
		if err != nil {
			return err
		}
		who[i] = p
	}
	return nil
}

// speaker returns who is meant by an id, or by a name: one of the briefing's
// people, else one of the library's, else somebody new.
func (t *txn) speaker(want *briefings.Speaker, h *header, a *briefings.Analysis) (briefings.Speaker, error) {
	day, people := "", []briefings.Speaker(nil)
	if h != nil {
		if d, ok := briefings.Date(h.Published).Time(); ok {
			day = d.Format("2006-01-02")
		}
		people = a.People
	}
	is := called(want.ID, want.Name)
	if i := slices.IndexFunc(people, func(p briefings.Speaker) bool { return is(p.ID, p.Name) }); i >= 0 {
		p := people[i]
		p.Mentions = nil
		return p, nil
	}
	found, err := t.knownSpeaker(is)
	if err != nil {
		return *want, err
	}
	if found.ID != "" {
		p := attribution.Person(found.Name, day) // for the office on that day
		if p.ID != found.ID {
			p = briefings.Speaker{Kind: briefings.Person}
		}
		p.ID, p.Name = found.ID, found.Name
		return p, nil
	}
	if want.Name == "" {
		return *want, missing("speaker", want.ID)
	}
	p := attribution.Person(want.Name, day)
	if want.ID != "" {
		p.ID, p.Name = want.ID, want.Name
	}
	if p.ID == "" {
		return *want, fmt.Errorf("%q is no name", want.Name)
	}
	return p, nil
}

// called returns whether a speaker is the one with an id, or, where that is "",
// the one of a name; for those of one name their ids may stand as names.
func called(id, name string) func(id, name string) bool {
	folded := query.Fold(name)
	return func(otherID, otherName string) bool {
		if id != "" {
			return otherID == id
		}
		return name != "" && (query.Fold(otherName) == folded || otherID == name)
	}
}

// knownSpeaker returns the speaker of most briefings of whom is holds.
func (t *txn) knownSpeaker(is func(id, name string) bool) (briefings.Party, error) {
	for _, index := range []string{inSpeakers, inPeople} {
		all, err := t.counted(index)
		if err != nil {
			return briefings.Party{}, err
		}
		for _, c := range all {
			if c.ID != "" && is(c.ID, c.Name) {
				return briefings.Party{Name: c.Name, ID: c.ID}, nil
			}
		}
	}
	return briefings.Party{}, nil
}

// of completes the speaker whom a correction is about, who has to be there.
func (t *txn) of(c *briefings.Correction, a *briefings.Analysis) error {
	is := called(c.Of.ID, c.Of.Name)
	if a != nil {
		if i := slices.IndexFunc(a.People, func(p briefings.Speaker) bool { return is(p.ID, p.Name) }); i >= 0 {
			c.Of = briefings.Party{Name: a.People[i].Name, ID: a.People[i].ID}
			return nil
		}
	} else if found, err := t.knownSpeaker(is); err != nil || found.ID != "" {
		c.Of = found
		return err
	}
	name := c.Of.ID
	if name == "" {
		name = c.Of.Name
	}
	return missing("speaker", name)
}

// fillSplit completes a split: who is somebody else, and who.
func (t *txn) fillSplit(c *briefings.Correction, h *header, a *briefings.Analysis) error {
	if err := t.of(c, a); err != nil {
		return err
	}
	if len(c.Who) != 1 {
		return errors.New("one who is split becomes one other")
	}
	to := &c.Who[0]
	if to.Name == "" && to.ID == "" {
		to.Name = c.Of.Name
	}
	if query.Fold(to.Name) != query.Fold(c.Of.Name) && to.ID != c.Of.ID {
		return t.fillSpeakers(c.Who, h, a)
	}
	*to = briefings.Speaker{ID: t.freeSpeaker(c.Of.ID), Name: c.Of.Name, Kind: briefings.Person}
	return nil
}

// freeSpeaker returns an id for another of the same name.
func (t *txn) freeSpeaker(id string) string {
	taken := func(id string) bool {
		return t.get(inNames, namesKey(inPeople, id)) != nil || t.get(inNames, namesKey(inSpeakers, id)) != nil
	}
	for n := 2; ; n++ {
		if other := id + "-" + strconv.Itoa(n); !taken(other) {
			return other
		}
	}
}

// fillLibrary completes a correction of the whole library.
func (t *txn) fillLibrary(c *briefings.Correction) (*correction, error) {
	var err error
	switch {
	case c.Kind == briefings.CorrectAlias:
		err = t.fillAlias(c)
	case len(c.Who) != 1:
		err = errors.New("one speaker is renamed, or merged into one other")
	default:
		if err = t.of(c, nil); err != nil {
			break
		}
		if c.Kind == briefings.CorrectRename {
			c.Who[0].ID = c.Of.ID
			if c.Who[0].Name == "" {
				err = errors.New("a speaker has a name")
			}
			break
		}
		if c.Who[0], err = t.speaker(&c.Who[0], nil, nil); err == nil && c.Who[0].ID == c.Of.ID {
			err = fmt.Errorf("%s and %s are one already", c.Of.Name, c.Who[0].Name)
		}
	}
	r := packCorrection(c, "")
	return &r, err
}

// maxAliasWords and maxAliasBytes bound an alias.
const (
	maxAliasWords = 20
	maxAliasBytes = 200
)

// fillAlias completes an alias of a topic that the library has.
func (t *txn) fillAlias(c *briefings.Correction) error {
	c.Alias = strings.Join(strings.Fields(c.Alias), " ")
	if n := len(strings.Fields(c.Alias)); n == 0 || n > maxAliasWords || len(c.Alias) > maxAliasBytes {
		return fmt.Errorf("an alias has 1 to %d words", maxAliasWords)
	}
	all, err := t.counted(inTopics)
	if err != nil {
		return err
	}
	want := query.Fold(c.Topic.ID)
	if want == "" {
		want = query.Fold(c.Topic.Label)
	}
	for _, x := range all {
		if query.Fold(x.ID) != want && query.Fold(x.Name) != want {
			continue
		}
		k, err := t.known(inTopics, x.ID)
		if err == nil && len(k.Topics) > 0 {
			o := &k.Topics[0]
			c.Topic = briefings.Topic{ID: o.ID, Label: o.Label, Parent: o.Parent, Kind: o.Kind}
		}
		return err
	}
	return missing("topic", want)
}
