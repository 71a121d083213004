package topics

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"readout/briefings"
)

// maxAlias is the number of words that an alias may have.
const maxAlias = 20

// idLetters are the characters of an id.
const idLetters = "abcdefghijklmnopqrstuvwxyz0123456789-"

// addExtra adds the reader's topics to f; their aliases come into the index.
func (f *Finder) addExtra(extra []Extra) error {
	tables := len(f.topics)
	given := map[string]bool{}
	for i, e := range extra {
		if e.ID == "" {
			return fmt.Errorf("topic %d of the configuration (label %q) has no id; give it one of lower-case letters, digits and hyphens", i+1, e.Label)
		}
		if strings.ContainsFunc(e.ID, func(r rune) bool { return !strings.ContainsRune(idLetters, r) }) {
			return fmt.Errorf("topic %q: an id holds lower-case letters, digits and hyphens alone", e.ID)
		}
		if given[e.ID] {
			return fmt.Errorf("topic %q is defined twice; put all of its aliases into one entry", e.ID)
		}
		given[e.ID] = true
		if k, ok := f.byID[e.ID]; ok {
			if e.Parent != "" && e.Parent != f.topics[k].Parent {
				return fmt.Errorf("topic %q is a known one below %q; it cannot move to %q", e.ID, f.topics[k].Parent, e.Parent)
			}
			if e.Label != "" {
				f.topics[k].Label = e.Label
			}
			continue
		}
		label := e.Label
		if label == "" {
			label = capitalised(strings.ReplaceAll(e.ID, "-", " "))
		}
		f.add(briefings.Topic{ID: e.ID, Label: label, Parent: e.Parent, Kind: briefings.TopicTheme})
	}
	for _, t := range f.topics[tables:] {
		if err := f.checkParent(t); err != nil {
			return err
		}
	}
	f.addNames()
	return nil
}

// addNames gives every topic the reader's names of it and of its parent.
func (f *Finder) addNames() {
	own := make(map[string][]string, len(f.extra))
	for i := range f.extra {
		own[f.extra[i].ID] = f.extra[i].Aliases
	}
	for i := range f.topics {
		t := &f.topics[i]
		t.Aliases = slices.Clone(own[t.ID])
		if aliases, ok := own[t.Parent]; ok {
			t.Aliases = append(append(t.Aliases, f.topics[f.byID[t.Parent]].Label), aliases...)
		}
	}
}

// checkParent reports what is wrong with the parent of a reader's topic.
func (f *Finder) checkParent(t briefings.Topic) error {
	if t.Parent == "" {
		return nil
	}
	k, ok := f.byID[t.Parent]
	switch {
	case !ok:
		return fmt.Errorf("topic %q: there is no topic %q to be its parent; define it, or leave the parent out", t.ID, t.Parent)
	case t.Parent == t.ID:
		return fmt.Errorf("topic %q is its own parent; leave the parent out", t.ID)
	case f.topics[k].Kind != briefings.TopicTheme:
		return fmt.Errorf("topic %q: its parent %q is no topic but the name of %s", t.ID, t.Parent, f.topics[k].Label)
	case f.topics[k].Parent == t.ID:
		return fmt.Errorf("topics %q and %q are each other's parent; leave one parent out", t.ID, t.Parent)
	case f.topics[k].Parent != "":
		return fmt.Errorf("topic %q: its parent %q stands below %q already, and topics have two levels; use %q or none",
			t.ID, t.Parent, f.topics[k].Parent, f.topics[k].Parent)
	}
	return nil
}

// aliasesOf returns the names of a reader's topic: its label, unless the topic
// is a known one that keeps its own, and the aliases. labelled says whether the
// first is the label.
func (f *Finder) aliasesOf(e *Extra) (aliases []string, labelled bool) {
	label := e.Label
	if label == "" {
		if int(f.byID[e.ID]) < len(known()) {
			return e.Aliases, false
		}
		label = f.topics[f.byID[e.ID]].Label
	}
	return append([]string{label}, e.Aliases...), true
}

// checkAliases reports an alias of the reader's that has no words, or belongs
// to another topic.
func (f *Finder) checkAliases() error {
	owners := make(map[string]int32, 2048)
	var x index // no more than room for keys
	eachTheme(f, func(id int32, alias string, _ caseRule) { owners[x.keyOf(alias)] = id })
	for i := range f.extra {
		e := &f.extra[i]
		id := f.byID[e.ID]
		aliases, _ := f.aliasesOf(e)
		for _, a := range aliases {
			key := x.keyOf(a)
			if key == "" || len(strings.Fields(a)) > maxAlias {
				return fmt.Errorf("topic %q: alias %q must have between 1 and %d words", e.ID, a, maxAlias)
			}
			if other, ok := owners[key]; ok && other != id {
				return fmt.Errorf("topic %q: alias %q already belongs to topic %q; add your aliases to that one, or choose other words",
					e.ID, a, f.topics[other].ID)
			}
			owners[key] = id
		}
	}
	return nil
}

// addExtra adds the names of the reader's topics.
func (x *index) addExtra(f *Finder) {
	for i := range f.extra {
		e := &f.extra[i]
		id := f.byID[e.ID]
		aliases, labelled := f.aliasesOf(e)
		for k, a := range aliases {
			rule := ruleOf(a)
			if k == 0 && labelled && capitalsAfterFirst(a) == 0 {
				a, rule = strings.ToLower(a), anyCase // a label begins with a capital whether it is a name or not
			}
			x.alias(a, name{topic: id, layer: layerOf(f.topics[id].Kind), rule: rule})
		}
	}
}

// capitalised returns s, which is in ASCII, with a capital first.
func capitalised(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// capitalsAfterFirst counts the capitals of s but its first character.
func capitalsAfterFirst(s string) int {
	n := 0
	for i, r := range s {
		if i > 0 && unicode.IsUpper(r) {
			n++
		}
	}
	return n
}

func layerOf(kind string) layer {
	switch kind {
	case briefings.TopicCountry:
		return countries
	case briefings.TopicOrganisation:
		return organisations
	}
	return themes
}
