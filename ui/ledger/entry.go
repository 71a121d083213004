package ledger

import (
	"cmp"
	"slices"
	"strings"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/clean"
)

// Grouping says by what statements stand together.
type Grouping string

// The groupings. A statement of several speakers, or on several topics, stands
// under each of them.
const (
	None      Grouping = "none" // one list by date
	BySpeaker Grouping = "speaker"
	ByTopic   Grouping = "topic"
	ByDate    Grouping = "date" // by month
	BySource  Grouping = "source"
)

// Groupings lists every grouping, in the order in which a key goes through them.
func Groupings() []Grouping { return []Grouping{None, BySpeaker, ByTopic, ByDate, BySource} }

// Order says in which order headings stand; those of dates follow the dates.
type Order int

// The orders.
const (
	ByCount Order = iota // most statements first
	ByName
	ByLatest
)

var orderWords = [...]string{"most first", "by name", "latest first"}

// bare takes out of a value what would end its quotation in a query.
var bare = strings.NewReplacer(`"`, "", "“", "", "”", "", "„", "", "«", "", "»", "", `\`, "")

// entry is a statement and where it stands.
type entry struct {
	said   *briefings.Said
	i      int
	colour int // of the mark on it, 0 for none
}

func (e *entry) statement() *briefings.Statement { return &e.said.Statements[e.i] }
func (e *entry) words() string                   { return e.said.Words[e.i] }

// off is where the statement begins in the Text.
func (e *entry) off() int {
	s := e.statement()
	if len(s.Content) > 0 {
		return s.Content[0].Start
	}
	return s.Speaker.Start
}

// day is the day of the briefing, or "".
func (e *entry) day() string { return clean.Line(e.said.Briefing.Published.Day()) }

// by names who makes the statement, on one line.
func (e *entry) by() string {
	return clean.Line(cmp.Or(strings.Join(e.statement().Names(), ", "), "unknown"))
}

// parties returns those who make the statement.
func (e *entry) parties() []briefings.Party {
	s := e.statement()
	if len(s.Speakers) > 0 {
		return s.Speakers
	}
	return []briefings.Party{{Name: s.Speaker.Name, ID: s.Speaker.ID}}
}

// interned keeps one copy of strings that come again and again.
type interned map[string]string

func (in interned) of(ss ...*string) {
	for _, s := range ss {
		if *s == "" {
			continue
		}
		if old, ok := in[*s]; ok {
			*s = old
			continue
		}
		*s = strings.Clone(*s)
		in[*s] = *s
	}
}

// slim gives up what no row shows, and keeps names once. Speakers and topics of
// which there is no statement here go as well.
func (in interned) slim(s *briefings.Said) {
	b := &s.Briefing
	b.Speakers, b.Mended, b.Path, b.Tags = nil, nil, "", slices.Clip(b.Tags)
	in.of(&b.Source, &b.Lang, (*string)(&b.Kind), &b.TitleFrom, &b.PublishedFrom)
	for i := range s.Statements {
		st := &s.Statements[i]
		in.of(&st.Speaker.Name, &st.Speaker.ID, (*string)(&st.Kind), (*string)(&st.Act), &st.Grounds)
		for k := range st.Speakers {
			in.of(&st.Speakers[k].Name, &st.Speakers[k].ID)
		}
		for k := range st.Topics {
			in.of(&st.Topics[k])
		}
	}
	s.Topics = slices.Clone(slices.DeleteFunc(s.Topics, func(t briefings.Topic) bool {
		return !slices.ContainsFunc(s.Statements, func(st briefings.Statement) bool { return slices.Contains(st.Topics, t.ID) })
	}))
	for i := range s.Topics {
		t := &s.Topics[i]
		t.Aliases = nil
		in.of(&t.ID, &t.Label, &t.Parent, &t.Kind)
	}
	s.People = slices.Clone(slices.DeleteFunc(s.People, func(p briefings.Speaker) bool {
		return !slices.ContainsFunc(s.Statements, func(st briefings.Statement) bool {
			return slices.ContainsFunc(st.Speakers, func(q briefings.Party) bool { return q.ID == p.ID })
		})
	}))
	for i := range s.People {
		p := &s.People[i]
		in.of(&p.ID, &p.Name, (*string)(&p.Kind), &p.Role, &p.Country, &p.CountryCode)
		for k := range p.Aliases {
			in.of(&p.Aliases[k])
		}
	}
	s.Statements, s.Words, s.Colors = slices.Clip(s.Statements), slices.Clip(s.Words), nil
}

// entriesOf makes rows of what was read; of a page those that are its
// subject's: a query may find others by a word of the name. It runs outside
// the event loop.
func entriesOf(all []briefings.Said, of Subject, names interned) []*entry {
	var out []*entry
	for i := range all {
		s := &all[i]
		colours := s.Colors
		names.slim(s)
		for k := range s.Statements {
			e := &entry{said: s, i: k}
			if k < len(colours) {
				e.colour = colours[k]
			}
			if of.has(e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// has reports whether a statement is on the page of s.
func (s *Subject) has(e *entry) bool {
	switch s.Kind {
	case BySpeaker:
		return slices.ContainsFunc(e.parties(), func(p briefings.Party) bool { return p.ID == s.ID && (p.ID != "" || p.Name == s.Name) })
	case ByTopic:
		return slices.ContainsFunc(e.said.Topics, func(t briefings.Topic) bool {
			return (t.ID == s.ID || t.Parent == s.ID) && slices.Contains(e.statement().Topics, t.ID)
		})
	}
	return true
}

// group is the statements under one heading.
type group struct {
	key, name   string // name is clean
	subject     Subject
	entries     []*entry
	briefings   int
	first, last string // days
}

func (g *group) add(e *entry) {
	if n := len(g.entries); n == 0 || g.entries[n-1].said != e.said { // those of a briefing come together
		g.briefings++
	}
	g.entries = append(g.entries, e)
	if d := e.day(); d != "" {
		if g.first == "" || d < g.first {
			g.first = d
		}
		g.last = max(g.last, d)
	}
}

// span says from when to when the statements of a group are.
func (g *group) span() string {
	switch g.first {
	case "":
		return "no date"
	case g.last:
		return g.first
	}
	return g.first + " – " + g.last
}

// shelf is statements in groups: they can be added to at any time.
type shelf struct {
	grouping Grouping
	entries  []*entry
	groups   []group
	index    map[string]int
}

func newShelf(by Grouping) shelf { return shelf{grouping: by, index: map[string]int{}} }

// add puts entries behind those that are there.
func (s *shelf) add(entries []*entry) {
	s.entries = append(s.entries, entries...)
	for _, e := range entries {
		s.places(e, func(key, name string, of Subject) {
			i, ok := s.index[key]
			if !ok {
				i = len(s.groups)
				s.index[key] = i
				s.groups = append(s.groups, group{key: key, name: clean.Line(name), subject: of})
			}
			s.groups[i].add(e)
		})
	}
}

// by returns the same statements in other groups.
func (s *shelf) by(g Grouping) shelf {
	out := newShelf(g)
	out.add(s.entries)
	return out
}

// places calls put with each group that a statement belongs to.
func (s *shelf) places(e *entry, put func(key, name string, of Subject)) {
	switch s.grouping {
	case BySpeaker:
		for _, p := range e.parties() {
			if p.ID == "" && p.Name == "" {
				put("", "nobody is known to say it", Subject{})
				continue
			}
			put(cmp.Or(p.ID, "?"+p.Name), cmp.Or(p.Name, p.ID), Subject{BySpeaker, p.ID, cmp.Or(p.Name, p.ID)})
		}
	case ByTopic:
		st := e.statement()
		labels := e.said.Labels(st)
		for i, id := range st.Topics {
			put(id, labels[i], Subject{ByTopic, id, labels[i]})
		}
		if len(labels) == 0 {
			put("", "on no known topic", Subject{})
		}
	case ByDate:
		d := e.day()
		month := d[:min(len(d), len("2006-01"))]
		put(month, cmp.Or(monthName(month), "no date"), Subject{})
	case BySource:
		source := strings.TrimSpace(e.said.Briefing.Source)
		put(source, cmp.Or(source, "no source"), Subject{})
	default:
		put("", "", Subject{})
	}
}

// sort orders the headings; what has no name stands last.
func (s *shelf) sort(o Order) {
	if s.grouping == None || s.grouping == ByDate {
		return
	}
	folded := make(map[string]string, len(s.groups))
	for i := range s.groups {
		folded[s.groups[i].key] = query.Fold(s.groups[i].name)
	}
	slices.SortStableFunc(s.groups, func(a, b group) int {
		if (a.key == "") != (b.key == "") {
			return cmp.Compare(b.key, a.key)
		}
		byName := cmp.Compare(folded[a.key], folded[b.key])
		switch o {
		case ByCount:
			return cmp.Or(len(b.entries)-len(a.entries), byName)
		case ByLatest:
			return cmp.Or(cmp.Compare(b.last, a.last), byName)
		default:
			return byName
		}
	})
	for i := range s.groups {
		s.index[s.groups[i].key] = i
	}
}
