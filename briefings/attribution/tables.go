package attribution

import (
	"strings"

	"readout/briefings"
	"readout/briefings/facts"
)

// fromTables gives a person the offices that the tables know on the
// briefing's date, or, without a date, the country of the text's title.
func (k *cast) fromTables(p *person) {
	if len(p.roles) > 0 && p.roles[0].table {
		return
	}
	all := facts.Offices()
	var best *facts.Tenure
	for _, i := range p.tenures {
		t := &all[i]
		if k.day == "" {
			for j := range p.roles {
				if ro := &p.roles[j]; ro.country == "" && officeFits(t.Title, t.Kind, &title{text: ro.text, kind: ro.kind}) {
					ro.country = t.Country
				}
			}
			continue
		}
		if t.Holds(k.day) && (best == nil || k.ranks(p, t) < k.ranks(p, best)) {
			best = t
		}
	}
	if best != nil {
		p.roles = append([]role{{text: best.Title, kind: best.Kind, country: best.Country, table: true}}, p.roles...)
	}
}

// ranks orders the offices of one person on one day: those that the text gives
// them come first, those of a country that the text names before others, and a
// title that two countries do not share ("Co-Prince") last.
func (k *cast) ranks(p *person, t *facts.Tenure) int {
	n := 10 * kindRank[t.Kind]
	for _, ro := range p.roles {
		if (ro.country == "" || ro.country == t.Country) && officeFits(t.Title, t.Kind, &title{text: ro.text, kind: ro.kind}) {
			n -= 5
			if ro.country != "" {
				n -= 20
			}
			break
		}
	}
	if strings.HasPrefix(t.Title, "Co-") {
		n += 8
	}
	if t.Country == "GB" {
		n--
	}
	return n
}

// byOffice makes a person of a title and a surname by the table of offices:
// "Secretary Blinken" on a day in 2022.
func (k *cast) byOffice(m *mention) int {
	if m.title == nil {
		return -1
	}
	name := fold(k.text[k.tokens[m.first].start:k.tokens[m.end-1].end])
	day := k.day
	if m.former {
		day = "" // whoever it was
	}
	t, ok := tenureFor(holders().worded(name), m.title, m.country, day)
	if !ok {
		return -1
	}
	id := k.holder(t)
	k.index(id, []string{name})
	k.join(id, m, []string{name})
	return id
}

// holder returns the person of a tenure, making one if need be.
func (k *cast) holder(t *facts.Tenure) int {
	ws := strings.Fields(fold(t.Holder))
	for _, id := range k.byWord[ws[len(ws)-1]] {
		for _, i := range k.people[id].tenures {
			if personOf(&facts.Offices()[i]) == personOf(t) {
				return id
			}
		}
	}
	id := len(k.people)
	k.people = append(k.people, person{
		name: t.Holder, words: ws, kind: briefings.Person, gender: t.Gender, country: t.Country, tenures: k.tenuresOf(t),
		roles: []role{{text: t.Title, kind: t.Kind, country: t.Country, table: true}},
	})
	k.index(id, ws)
	return id
}

// tenuresOf returns every tenure of the holder of t.
func (*cast) tenuresOf(t *facts.Tenure) []int {
	all := facts.Offices()
	var out []int
	for _, i := range holders().named(t.Holder) {
		if personOf(&all[i]) == personOf(t) {
			out = append(out, i)
		}
	}
	return out
}
