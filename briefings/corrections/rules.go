package corrections

import (
	"slices"

	"readout/briefings"
)

// Rules are the corrections of the whole library, ready to be applied to any
// number of analyses.
type Rules struct {
	who     map[string]string            // a speaker who was merged -> into whom
	into    map[string]briefings.Speaker // who others were merged into -> as the reader knows them
	names   map[string]string            // who was renamed -> the name
	called  map[string][]string          // a speaker -> other names, by which a query finds them
	aliases []alias
}

// NewRules takes the corrections of the library; others are left out.
func NewRules(library []briefings.Correction) *Rules {
	r := &Rules{
		who: map[string]string{}, into: map[string]briefings.Speaker{}, names: map[string]string{}, called: map[string][]string{},
	}
	for _, c := range inOrder(library) {
		switch c.Kind {
		case briefings.CorrectMerge:
			if len(c.Who) > 0 {
				r.merge(c.Of, &c.Who[0])
			}
		case briefings.CorrectRename:
			if len(c.Who) > 0 && c.Of.ID != "" && c.Who[0].Name != "" {
				r.names[c.Of.ID] = c.Who[0].Name
				r.call(c.Of.ID, c.Of.Name)
			}
		case briefings.CorrectAlias:
			if a, ok := newAlias(c); ok {
				r.aliases = append(r.aliases, a)
			}
		case briefings.CorrectSpeaker, briefings.CorrectDismiss, briefings.CorrectAdd, briefings.CorrectSplit:
		}
	}
	return r
}

// Empty reports whether the rules change nothing.
func (r *Rules) Empty() bool { return len(r.who)+len(r.names)+len(r.aliases) == 0 }

// Searches reports whether something is looked for in every text.
func (r *Rules) Searches() bool { return len(r.aliases) > 0 }

// merge makes one speaker of two. All who were one with either are so too.
func (r *Rules) merge(of briefings.Party, who *briefings.Speaker) {
	if of.ID == "" || who.ID == "" {
		return
	}
	for _, from := range []string{r.root(of.ID), r.root(who.ID)} {
		if from != who.ID {
			r.who[from] = who.ID
		}
	}
	delete(r.who, who.ID)
	r.into[who.ID] = *who
	r.call(of.ID, of.Name)
}

// call notes another name of a speaker.
func (r *Rules) call(id, name string) {
	if name != "" && !slices.Contains(r.called[id], name) {
		r.called[id] = append(r.called[id], name)
	}
}

// root returns who a speaker is, after all merges.
func (r *Rules) root(id string) string {
	for n := 0; n <= len(r.who); n++ {
		to, ok := r.who[id]
		if !ok {
			return id
		}
		id = to
	}
	return id
}

// Who returns the id and name under which the library has a speaker.
func (r *Rules) Who(id, name string) (to, called string) {
	to = r.root(id)
	if other, ok := r.names[to]; ok {
		return to, other
	}
	if p, ok := r.into[to]; ok {
		return to, p.Name
	}
	return to, name
}

// identify gives every speaker the id and name that the rules give them.
func (w *work) identify() {
	r := w.rules
	for i := range w.statements {
		s := &w.statements[i]
		before, was := s.Speakers, s.Speaker
		turn(s, func(p briefings.Party) briefings.Party {
			if p.ID != "" {
				p.ID, p.Name = r.Who(p.ID, p.Name)
			}
			return p
		})
		if !slices.Equal(before, s.Speakers) || was != s.Speaker {
			if !s.Corrected() {
				s.Grounds = withReader(s.Grounds)
			}
		}
	}
	others := r.otherNames()
	w.regroup(func(p *briefings.Speaker) {
		id, name := r.Who(p.ID, p.Name)
		if id != p.ID {
			known := r.into[id]
			p.Kind = known.Kind
			if known.Country != "" {
				p.Country, p.CountryCode = known.Country, known.CountryCode
			}
		}
		p.ID, p.Name = id, name
		for _, other := range others[id] {
			if other != name {
				p.Aliases = union(p.Aliases, []string{other})
			}
		}
	})
}

// otherNames returns what those are called beside their names who the rules
// are about.
func (r *Rules) otherNames() map[string][]string {
	out := make(map[string][]string, len(r.called))
	ids := make([]string, 0, len(r.called))
	for id := range r.called {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		to := r.root(id)
		out[to] = union(out[to], r.called[id])
	}
	return out
}

// withReader says after the grounds of the analyser's that the reader has
// corrected who the speaker is.
func withReader(grounds string) string {
	if grounds == "" {
		return briefings.ByReader
	}
	return grounds + "; " + briefings.ByReader
}
