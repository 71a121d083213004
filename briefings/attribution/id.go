package attribution

import (
	"strings"

	"readout/briefings"
	"readout/briefings/facts"
)

// Person returns the speaker that a name stands for when a reader gives it: the
// id is the one that a text with this name would give. Somebody whom the tables
// of offices know has the name used there, and the office held on day
// (YYYY-MM-DD), if any.
func Person(name, day string) briefings.Speaker {
	name = strings.Join(strings.Fields(name), " ")
	sp := briefings.Speaker{Name: name, Kind: briefings.Person}
	all := facts.Offices()
	code := ""
	for n, i := range holders().named(name) {
		t := &all[i]
		if n == 0 {
			sp.Name, code = t.Holder, t.Country
		}
		if day != "" && t.Holds(day) {
			sp.Name, sp.Role, code = t.Holder, t.Title, t.Country
			break
		}
	}
	if c, ok := facts.CountryByCode(code); ok {
		sp.Country, sp.CountryCode = c.Name, c.Code
	}
	sp.ID = slug(sp.Name)
	return sp
}
