package attribution

import (
	"strings"

	"readout/briefings"
	"readout/briefings/facts"
)

// Person returns the speaker that a name stands for when a reader gives it: the
// id is the one that a text with this name would give. Somebody whom the tables
// of offices know has the name used there, and the office held on day
// (YYYY-MM-DD), if any; of several of one name, the one who holds an office
// that day, else none of them.
func Person(name, day string) briefings.Speaker {
	name = strings.Join(strings.Fields(name), " ")
	sp := briefings.Speaker{ID: slug(name), Name: name, Kind: briefings.Person}
	all := facts.Offices()
	known := holders().named(name)
	one, held := -1, false
	for _, i := range known {
		if day != "" && all[i].Holds(day) {
			one, held = i, true
			break
		}
	}
	if !held && len(known) > 0 && len(samePerson(known, known[0])) == len(known) {
		one = known[0]
	}
	if one < 0 {
		return sp
	}
	t := &all[one]
	sp.ID, sp.Name = personOf(t), t.Holder
	if held {
		sp.Role = t.Title
	}
	if c, ok := facts.CountryByCode(t.Country); ok {
		sp.Country, sp.CountryCode = c.Name, c.Code
	}
	return sp
}

// ID returns the id of a name that no table knows.
func ID(name string) string { return slug(strings.Join(strings.Fields(name), " ")) }
