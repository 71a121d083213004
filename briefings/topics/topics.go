// Package topics finds what a text treats: subjects of foreign affairs,
// countries and organisations, each under one id whatever name the text uses
// (COP29, COP-29 and "29th Conference of the Parties" are one).
//
// The names come from the tables of package facts and from the reader's own
// topics ([Extra]). They are looked up in a trie of words, in one pass over
// the text, so that the time is linear in its length. Precision comes first: a
// name that often means something else counts only where the case, its
// neighbours or the rest of the text speak for it. It does no I/O.
package topics

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"readout/briefings"
	"readout/briefings/facts"
)

// Version changes whenever the same text may give other topics.
const Version = 2

// Extra is a topic of the reader's own, or further aliases of a known topic,
// country or organisation (by its id).
type Extra struct {
	ID      string   // lower-case letters, digits and hyphens
	Label   string   // "" is the id with spaces for hyphens and a capital first; of a known topic: its own
	Parent  string   // id of a topic of the first level, or ""
	Aliases []string // an alias without capitals is found in any case
}

// Finder finds topics. It is safe for concurrent use.
type Finder struct {
	topics []briefings.Topic // without mentions
	byID   map[string]int32
	extra  []Extra
	index  func() *index // built at the first Find
}

// New returns a Finder of the tables' topics and those of extra. It only
// checks extra (a word of the reader's that names another topic already is an
// error; one that names a country or organisation is not); the index is built
// at the first Find. The error names the entry and what is wrong with it.
func New(extra []Extra) (*Finder, error) {
	if len(extra) == 0 {
		return tablesFinder(), nil
	}
	f := tables()
	f.extra = extra
	if err := f.addExtra(extra); err != nil {
		return nil, err
	}
	if err := f.checkAliases(); err != nil {
		return nil, err
	}
	f.index = sync.OnceValue(func() *index { return newIndex(f) })
	return f, nil
}

// tables returns a Finder of the tables' topics, without an index.
func tables() *Finder {
	f := &Finder{byID: map[string]int32{}}
	for _, t := range known() {
		f.add(t)
	}
	return f
}

// tablesFinder is the Finder without extra topics. It is never changed.
var tablesFinder = sync.OnceValue(func() *Finder {
	f := tables()
	f.index = sync.OnceValue(func() *index { return newIndex(f) })
	return f
})

func (f *Finder) add(t briefings.Topic) {
	f.byID[t.ID] = int32(len(f.topics))
	f.topics = append(f.topics, t)
}

// Known returns every topic that the Finder knows, without mentions: parents
// and children in the order of their ids, then organisations, then countries.
// Numbered events that a text may name beyond those of the table (COP35) are
// not among them.
func (f *Finder) Known() []briefings.Topic {
	out := slices.Clone(f.topics)
	rank := map[string]int{briefings.TopicTheme: 0, briefings.TopicOrganisation: 1, briefings.TopicCountry: 2}
	slices.SortStableFunc(out, func(a, b briefings.Topic) int {
		return cmp.Or(rank[a.Kind]-rank[b.Kind], cmp.Compare(a.ID, b.ID))
	})
	return out
}

// known returns the topics of the tables.
var known = sync.OnceValue(func() []briefings.Topic {
	var out []briefings.Topic
	for _, t := range facts.Topics() {
		out = append(out, briefings.Topic{ID: t.ID, Label: t.Label, Parent: t.Parent, Kind: briefings.TopicTheme})
	}
	taken := map[string]bool{}
	for _, t := range out {
		taken[t.ID] = true
	}
	for _, c := range facts.Countries() {
		if c.Code == unionCode { // stands among the organisations
			continue
		}
		id := countryID(c.Code)
		taken[id] = true
		out = append(out, briefings.Topic{ID: id, Label: c.Name, Kind: briefings.TopicCountry})
	}
	for _, o := range facts.Organisations() {
		if o.Kind == newsroom {
			continue
		}
		id := strings.ToLower(o.Code)
		if taken[id] {
			id = organisationID(o.Code)
		}
		out = append(out, briefings.Topic{ID: id, Label: o.Name, Kind: briefings.TopicOrganisation})
	}
	return out
})

const (
	unionCode = "EU" // in both tables
	newsroom  = "newsroom"
)

// countryID returns the id of a country: its ISO 3166-1 code in lower case.
func countryID(code string) string { return strings.ToLower(code) }

// organisationID returns the id of an organisation whose code in lower case is
// taken by a country or a topic.
func organisationID(code string) string { return strings.ToLower(code) + "-org" }
