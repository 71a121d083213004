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

var offices = table(officesTSV, func(r row) Tenure {
	return Tenure{
		Office: r.get("office_id"), Country: r.get("country"), Kind: r.get("office_kind"), Title: r.get("title"),
		Holder: r.get("holder"), Also: r.list("also"), Gender: r.get("gender"), From: r.get("from"), To: r.get("to"),
		Person: r.get("person"),
	}
})

var countries = table(countriesTSV, func(r row) Country {
	return Country{
		Code: r.get("iso2"), Code3: r.get("iso3"), Name: r.get("name"), Official: r.get("official"),
		Nouns: r.list("demonym_noun"), Adjectives: r.list("demonym_adj"), Capital: r.get("capital"),
		Metonyms: r.list("metonyms"), Aliases: r.list("aliases"), Region: r.get("region"), Subregion: r.get("subregion"),
	}
})

var organisations = table(organisationsTSV, func(r row) Organisation {
	return Organisation{Code: r.get("code"), Name: r.get("name"), Aliases: r.list("aliases"), Kind: r.get("kind")}
})

var topicsTable = table(topicsTSV, func(r row) Topic {
	return Topic{
		ID: r.get("topic_id"), Label: r.get("label"), Parent: r.get("parent"),
		Aliases: r.list("aliases"), Kind: r.get("kind"),
	}
})

var cues = table(cuesTSV, func(r row) Cue {
	return Cue{
		Lemma: r.get("lemma"), Forms: r.list("forms"), Class: r.get("class"),
		Strength: r.get("strength"), Takes: r.list("takes"),
	}
})

var titles = table(titlesTSV, func(r row) Title {
	return Title{
		Phrase: r.get("phrase"), Kind: r.get("kind"), Gender: r.get("gender"), Abbreviations: r.list("abbreviations"),
	}
})

// row is one line of a table, with the columns named by the table's head.
type row struct {
	columns map[string]int
	fields  []string
}

func (r row) get(column string) string {
	i, ok := r.columns[column]
	if !ok || i >= len(r.fields) {
		return ""
	}
	return r.fields[i]
}

func (r row) list(column string) []string {
	if s := r.get(column); s != "" {
		return strings.Split(s, ";")
	}
	return nil
}

// table returns a function that reads a table once: comment lines begin with
// "#", the first other line names the columns.
func table[T any](tsv string, read func(row) T) func() []T {
	return sync.OnceValue(func() []T {
		var out []T
		var columns map[string]int
		for line := range strings.Lines(tsv) {
			line = strings.TrimRight(line, "\n")
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			fields := strings.Split(line, "\t")
			if columns == nil {
				columns = make(map[string]int, len(fields))
				for i, f := range fields {
					columns[f] = i
				}
				out = make([]T, 0, strings.Count(tsv, "\n"))
				continue
			}
			out = append(out, read(row{columns, fields}))
		}
		return out
	})
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
