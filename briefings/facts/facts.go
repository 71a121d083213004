// Package facts holds readout's tables: who held which office and when,
// countries, organisations, topics, words of saying, titles. The tables are
// embedded tab-separated files, each with its sources and licences in its
// header, and are read at their first use, so that a program that analyses
// nothing pays nothing for them.
//
// It only answers what the tables say; it resolves nothing in a text.
package facts

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed offices.tsv
var officesTSV string

//go:embed countries.tsv
var countriesTSV string

//go:embed organisations.tsv
var organisationsTSV string

//go:embed topics.tsv
var topicsTSV string

//go:embed cues.tsv
var cuesTSV string

//go:embed titles.tsv
var titlesTSV string

// Tenure is one holder's time in one office.
type Tenure struct {
	Office  string   // id of the chain of holders ("az-head-of-state")
	Country string   // ISO 3166-1 alpha-2, or the code of an organisation (AU-ORG is the African Union)
	Kind    string   // head_of_state | head_of_government | foreign_minister | defence_minister | …
	Title   string   // as it stands before the name ("Secretary of State")
	Holder  string   // usual form in English news, ASCII
	Also    []string // other spellings
	Gender  string   // m | f | ""
	From    string   // YYYY-MM-DD or YYYY
	To      string   // first day after it, or ""
	Person  string   // id of the holder, where another has the same name; else ""
}

// Holds reports whether t covers day (YYYY-MM-DD). A tenure of which only the
// year is known covers no day of its first and last year but those between.
func (t *Tenure) Holds(day string) bool {
	if day < t.From || len(t.From) == 4 && day[:4] == t.From {
		return false
	}
	if t.To == "" {
		return true
	}
	if len(t.To) == 4 {
		return day[:4] < t.To
	}
	return day < t.To
}

// Country is a state or territory, or the European Union.
type Country struct {
	Code       string // ISO 3166-1 alpha-2 (EU for the European Union)
	Code3      string
	Name       string // English short name
	Official   string
	Nouns      []string // "Azerbaijani", "Azerbaijanis"
	Adjectives []string
	Capital    string
	Metonyms   []string // what stands for its government: "Baku", "the Kremlin"
	Aliases    []string
	Region     string
	Subregion  string
}

// Organisation is an international or national body, company or newsroom.
type Organisation struct {
	Code    string
	Name    string
	Aliases []string
	Kind    string // international organisation | ministry | newsroom | armed group | …
}

// Topic is a subject of foreign affairs.
type Topic struct {
	ID      string
	Label   string
	Parent  string
	Aliases []string
	Kind    string // theme | treaty | event | …
}

// Cue is a verb or phrase of saying.
type Cue struct {
	Lemma    string
	Forms    []string
	Class    string   // say | express | deny | urge | discuss | agree | …
	Strength string   // assert | evaluate | emphasise | commit | request | converse
	Takes    []string // that | quote | clause | np | to-inf
}

// Title is a word or phrase of rank before or after a name.
type Title struct {
	Phrase        string
	Kind          string // head_of_state | foreign_minister | honorific | military | press | …
	Gender        string // m | f | ""
	Abbreviations []string
}

// Offices returns every tenure, sorted by office and date. The slice is
// shared: do not change it. So are those of the other tables.
func Offices() []Tenure { return offices() }

// Countries returns every country, sorted by code.
func Countries() []Country { return countries() }

// Organisations returns every organisation, sorted by code.
func Organisations() []Organisation { return organisations() }

// Topics returns every topic, parents (without Parent) and children.
func Topics() []Topic { return topicsTable() }

// Cues returns every cue, sorted by lemma.
func Cues() []Cue { return cues() }

// Titles returns every title, sorted by phrase.
func Titles() []Title { return titles() }

// CountryByCode returns the country with an ISO 3166-1 alpha-2 code.
func CountryByCode(code string) (Country, bool) {
	i, ok := countriesByCode()[code]
	if !ok {
		return Country{}, false
	}
	return countries()[i], true
}

var countriesByCode = sync.OnceValue(func() map[string]int {
	m := make(map[string]int, len(countries()))
	for i, c := range countries() {
		m[c.Code] = i
	}
	return m
})

var offices = table(officesTSV, "office_id country office_kind title holder also gender from to person", func(f []string) Tenure {
	return Tenure{
		Office: f[0], Country: f[1], Kind: f[2], Title: f[3], Holder: f[4], Also: list(f[5]), Gender: f[6], From: f[7], To: f[8], Person: f[9],
	}
})

var countries = table(countriesTSV, "iso2 iso3 name official demonym_noun demonym_adj capital metonyms aliases region subregion", func(f []string) Country {
	return Country{
		Code: f[0], Code3: f[1], Name: f[2], Official: f[3], Nouns: list(f[4]), Adjectives: list(f[5]), Capital: f[6],
		Metonyms: list(f[7]), Aliases: list(f[8]), Region: f[9], Subregion: f[10],
	}
})

var organisations = table(organisationsTSV, "code name aliases kind", func(f []string) Organisation {
	return Organisation{Code: f[0], Name: f[1], Aliases: list(f[2]), Kind: f[3]}
})

var topicsTable = table(topicsTSV, "topic_id label parent aliases kind", func(f []string) Topic {
	return Topic{ID: f[0], Label: f[1], Parent: f[2], Aliases: list(f[3]), Kind: f[4]}
})

var cues = table(cuesTSV, "lemma forms class strength takes", func(f []string) Cue {
	return Cue{Lemma: f[0], Forms: list(f[1]), Class: f[2], Strength: f[3], Takes: list(f[4])}
})

var titles = table(titlesTSV, "phrase kind gender abbreviations", func(f []string) Title {
	return Title{Phrase: f[0], Kind: f[1], Gender: f[2], Abbreviations: list(f[3])}
})

// list cuts a field that holds several values.
func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}

// table returns a function that reads a table once: comment lines begin with
// "#", the first other line names the columns. read gets those of a row that
// columns names, in that order; one that the row lacks is empty. The slice is
// used again for the next row.
func table[T any](tsv, columns string, read func([]string) T) func() []T {
	return sync.OnceValue(func() []T { return parse(tsv, columns, read) })
}

func parse[T any](tsv, columns string, read func([]string) T) []T {
	var out []T
	var to []int // where the n-th column of the file goes, or -1
	names := strings.Fields(columns)
	fields := make([]string, len(names))
	for line := range strings.Lines(tsv) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if to == nil {
			for name := range strings.SplitSeq(line, "\t") {
				to = append(to, slices.Index(names, name))
			}
			out = make([]T, 0, strings.Count(tsv, "\n"))
			continue
		}
		clear(fields)
		for _, n := range to {
			i := strings.IndexByte(line, '\t')
			if i < 0 {
				i = len(line)
			}
			if n >= 0 {
				fields[n] = line[:i]
			}
			line = line[min(i+1, len(line)):]
		}
		out = append(out, read(fields))
	}
	return out
}

// HolderOn returns the tenures of the given kind in a country that cover day
// (YYYY-MM-DD); more than one where an office has several seats.
func HolderOn(country, kind, day string) []Tenure {
	var out []Tenure
	for _, i := range officesOf()[officeKey{country, kind}] {
		if t := &offices()[i]; t.Holds(day) {
			out = append(out, *t)
		}
	}
	return out
}

type officeKey struct{ country, kind string }

var officesOf = sync.OnceValue(func() map[officeKey][]int {
	m := make(map[officeKey][]int)
	for i := range offices() {
		k := officeKey{offices()[i].Country, offices()[i].Kind}
		m[k] = append(m[k], i)
	}
	return m
})
