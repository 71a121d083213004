package attribution

import (
	"slices"
	"strings"
)

// listedNames is how many of those that a pronoun stands for are named.
const listedNames = 2

// because says in words on what the grounds of a statement rest.
func (k *cast) because(p *party) string {
	switch {
	case p.grounds == "":
		return groundsNone
	case len(p.people) == 0:
		return p.grounds
	case strings.HasPrefix(p.grounds, groundsDate), p.grounds == groundsOffice:
		return joinNonEmpty(p.grounds, ": ", k.officeOf(p.people[0]))
	case p.grounds == groundsPronoun:
		names := make([]string, 0, listedNames+1)
		for _, id := range p.people[:min(len(p.people), listedNames)] {
			k.name(id)
			names = append(names, k.people[id].name)
		}
		if len(p.people) > listedNames {
			names = append(names, "others")
		}
		return groundsPronoun + " after " + strings.Join(names, " and ")
	case p.grounds == groundsGroup && slices.Equal(p.people, k.parties):
		return groundsGroup + "; " + groundsTitle
	case p.grounds == groundsSurname, p.grounds == groundsLabel:
		return joinNonEmpty(p.grounds, "; ", k.byTable(p.people[0]))
	}
	return p.grounds
}

func joinNonEmpty(a, between, b string) string {
	if b == "" {
		return a
	}
	return a + between + b
}

// byTable says by which office the table completed a surname or a title, where
// the text has nowhere the full name.
func (k *cast) byTable(id int) string {
	p := &k.people[id]
	if p.written || k.day == "" || len(p.roles) == 0 || !p.roles[0].table {
		return ""
	}
	return joinNonEmpty(groundsDate+k.day, ": ", k.officeOf(id))
}

// officeOf writes a person's office and state: "President, France".
func (k *cast) officeOf(id int) string {
	p := &k.people[id]
	if len(p.roles) == 0 {
		return ""
	}
	ro := &p.roles[0]
	for i := range p.roles {
		if !p.roles[i].former {
			ro = &p.roles[i]
			break
		}
	}
	code := ro.country
	if code == "" {
		code = k.countryOf(p)
	}
	return joinNonEmpty(ro.text, ", ", countryName(code))
}
