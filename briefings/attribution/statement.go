package attribution

import (
	"slices"
	"strings"

	"readout/briefings"
	"readout/briefings/facts"
)

// directShare is the share of a statement's words in quotation marks from which
// it counts as direct.
const directShare = 0.9

// kindOf tells how much of the content stands in quotation marks.
func (p *page) kindOf(content [][2]int) briefings.StatementKind {
	all, quoted := 0, 0
	for _, c := range content {
		for i := c[0]; i < c[1]; i++ {
			if !p.tokens[i].word() {
				continue
			}
			all++
			if p.tokens[i].quote >= 0 {
				quoted++
			}
		}
	}
	switch {
	case quoted == 0:
		return briefings.Indirect
	case float64(quoted) >= directShare*float64(all):
		return briefings.Direct
	}
	return briefings.Mixed
}

// statement turns a draft into a statement without its speaker.
func (p *page) statement(d *draft) briefings.Statement {
	st := briefings.Statement{Kind: p.kindOf(d.content), Confidence: d.sure, Grounds: d.grounds}
	if d.spoken {
		st.Kind = briefings.Direct
	}
	if d.cue[1] > d.cue[0] {
		st.Cue = p.span(d.cue[0], d.cue[1])
	}
	if d.source.kind != noSource {
		st.Speaker.Span = p.span(d.source.from, d.source.to)
	}
	slices.SortFunc(d.content, func(a, b [2]int) int { return a[0] - b[0] })
	if d.act != "" {
		st.Act = d.act
		if d.partner[1] > d.partner[0] {
			pair := p.span(d.partner[0], d.partner[1])
			st.Pair = &pair
		}
	}
	last := 0
	for _, c := range d.content {
		c[0] = max(c[0], last)
		if c[1] <= c[0] {
			continue
		}
		last = c[1]
		st.Content = append(st.Content, p.span(c[0], c[1]))
	}
	return st
}

// result resolves the drafts and gathers people and statements.
func (k *cast) result(drafts []draft) Result {
	byPlace := func(a, b draft) int {
		if a.sentence != b.sentence {
			return a.sentence - b.sentence
		}
		return a.cue[0] - b.cue[0]
	}
	if !slices.IsSortedFunc(drafts, byPlace) {
		slices.SortStableFunc(drafts, byPlace)
	}
	k.reported(drafts)
	r := &resolver{cast: k}
	var out Result
	used := map[int]bool{}
	resolved := make([][]int, len(drafts))
	for i := range drafts {
		d := &drafts[i]
		st := k.statement(d)
		if len(st.Content) == 0 {
			continue
		}
		r.host = d.host
		p := r.resolve(d)
		if p.loss >= 1 || d.host != nil && !r.another(&p) {
			continue
		}
		resolved[i] = p.people
		if p.from > 0 {
			st.Speaker.Start = r.tokens[p.from-1].start
		}
		st.Grounds = k.because(&p)
		sure := st.Confidence - p.loss
		if !d.spoken {
			sure = calibrated(st.Kind, p.grounds, sure)
		}
		st.Confidence = float64(int(100*max(leastSure, min(mostSure, sure))+0.5)) / 100
		for _, id := range p.people {
			used[id] = true
			k.people[id].weak = false
			st.Speakers = append(st.Speakers, briefings.Party{ID: k.name(id), Name: ""})
			if d.source.kind == pronounSource || p.grounds == groundsGroup || k.people[id].kind != briefings.Person {
				k.people[id].mentions = append(k.people[id].mentions, st.Speaker.Span)
			}
		}
		if len(p.people) > 0 && d.grounds != groundsTitle {
			r.spoke = append(r.spoke, spoken{at: d.source.from, sentence: d.sentence, people: p.people})
		}
		out.Statements = append(out.Statements, st)
	}
	out.unpair()
	r.describeRest(drafts, resolved)
	names := k.gather(&out, used)
	for i := range out.Statements {
		st := &out.Statements[i]
		for j := range st.Speakers {
			st.Speakers[j].Name = names[st.Speakers[j].ID]
		}
		if len(st.Speakers) > 0 {
			st.Speaker.Name, st.Speaker.ID = st.Speakers[0].Name, st.Speakers[0].ID
		}
	}
	byContent := func(a, b briefings.Statement) int { return a.Content[0].Start - b.Content[0].Start }
	if !slices.IsSortedFunc(out.Statements, byContent) {
		slices.SortStableFunc(out.Statements, byContent)
	}
	return out
}

// unpair takes away counterparts that are no statements after all.
func (r *Result) unpair() {
	var begins map[int]bool
	for i := range r.Statements {
		s := &r.Statements[i]
		if s.Pair == nil {
			continue
		}
		if begins == nil {
			begins = make(map[int]bool, len(r.Statements))
			for j := range r.Statements {
				begins[r.Statements[j].Content[0].Start] = true
			}
		}
		if !begins[s.Pair.Start] {
			s.Pair = nil
		}
	}
}

// describeRest resolves the offices that no statement needed: "Mr. Secretary"
// in somebody's words is whom they speak to, not themselves.
func (r *resolver) describeRest(drafts []draft, resolved [][]int) {
	type stretch struct{ from, to, who int }
	var said []stretch
	for i := range drafts {
		if len(resolved[i]) != 1 {
			continue
		}
		for _, c := range drafts[i].content {
			if drafts[i].spoken || r.tokens[c[0]].quote >= 0 {
				said = append(said, stretch{c[0], c[1], resolved[i][0]})
			}
		}
	}
	slices.SortFunc(said, func(a, b stretch) int { return a.from - b.from })
	n := 0
	for i := range r.mentions {
		m := &r.mentions[i]
		for n < len(said) && said[n].to <= m.from {
			n++
		}
		if m.kind != officeMention || m.person > 0 {
			continue
		}
		who := -1
		if n < len(said) && said[n].from <= m.from {
			who = said[n].who
		}
		if id, _ := r.office(m, who); id >= 0 {
			m.person = id + 1
		}
	}
}

// name returns the id of a person.
func (k *cast) name(id int) string {
	p := &k.people[id]
	if p.id == "" {
		p.name, p.id = k.canonical(p)
	}
	return p.id
}

// canonical is the name by which a person is known, and the id that goes with
// it: the table's, if it knows them, the same on every date and whatever the
// text calls them; else the longest form in the text.
func (k *cast) canonical(p *person) (name, id string) {
	if len(p.tenures) == 0 {
		return p.name, slug(p.name)
	}
	t := &facts.Offices()[p.tenures[0]]
	return t.Holder, personOf(t)
}

// gather makes the list of people and returns their names by id.
func (k *cast) gather(out *Result, used map[int]bool) map[string]string {
	for i := range k.mentions {
		m := &k.mentions[i]
		if m.person > 0 {
			p := &k.people[m.person-1]
			p.mentions = append(p.mentions, k.span(m.from, m.to))
		}
	}
	names := map[string]string{}
	at := map[string]int{}
	for id := range k.people {
		p := &k.people[id]
		if !used[id] && (len(p.mentions) == 0 || p.weak && p.gender == "" && len(p.tenures) == 0 && len(p.roles) == 0) {
			continue
		}
		key := k.name(id)
		names[key] = p.name
		sp := k.speaker(p)
		if n, ok := at[key]; ok {
			out.People[n].Mentions = append(out.People[n].Mentions, sp.Mentions...)
			continue
		}
		at[key] = len(out.People)
		out.People = append(out.People, sp)
	}
	for i := range out.People {
		out.People[i].Mentions = tidy(out.People[i].Mentions)
	}
	slices.SortStableFunc(out.People, func(a, b briefings.Speaker) int { return firstOf(a.Mentions) - firstOf(b.Mentions) })
	return names
}

func firstOf(spans []briefings.Span) int {
	if len(spans) == 0 {
		return 1 << 40
	}
	return spans[0].Start
}

// tidy sorts spans and drops those that overlap a longer or earlier one.
func tidy(spans []briefings.Span) []briefings.Span {
	slices.SortFunc(spans, func(a, b briefings.Span) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); s.Empty() || n > 0 && s.Start < out[n-1].End {
			continue
		}
		out = append(out, s)
	}
	return out
}

// placeLike reports whether a name stands after "in" somewhere, or after "the
// government of".
func (k *cast) placeLike(p *person) bool {
	for _, m := range p.mentions {
		before := strings.TrimRight(k.text[max(0, m.Start-32):m.Start], " ")
		for _, w := range [...]string{" in", " within", "overnment of", "epublic of", "eople of", "ingdom of", "inister of", "resident of"} {
			if strings.HasSuffix(before, w) {
				return true
			}
		}
	}
	return false
}

func (k *cast) speaker(p *person) briefings.Speaker {
	if p.kind == briefings.Person && len(p.words) == 1 && p.gender == "" && len(p.roles) == 0 && len(p.tenures) == 0 && k.placeLike(p) {
		p.kind = briefings.Government // a state that no table has
	}
	sp := briefings.Speaker{ID: p.id, Name: p.name, Kind: p.kind, Mentions: p.mentions}
	code := p.country
	if len(p.roles) > 0 {
		ro := p.roles[0]
		for _, o := range p.roles {
			if !o.former || k.day != "" && o.table {
				ro = o
				break
			}
		}
		sp.Role = ro.text
		if ro.former {
			sp.Role = "former " + ro.text
		}
		if ro.country != "" {
			code = ro.country
		}
	}
	if code == "" {
		code = k.countryOf(p)
	}
	if c, ok := facts.CountryByCode(code); ok {
		sp.Country, sp.CountryCode = c.Name, c.Code
	}
	if own := strings.Join(p.words, " "); own != "" && own != fold(p.name) {
		sp.Aliases = []string{own}
	}
	return sp
}
