package flat

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/cells"
	"readout/ui/offices"
)

// Teller tells who said what in the library.
type Teller interface {
	// Ledger calls f with the statements that q selects, briefing by briefing in
	// the order o, some at a time, until f returns an error.
	Ledger(ctx context.Context, q query.Query, o briefings.Order, f func([]briefings.Said) error) error
}

// stated is a line of the ledger: a statement and where it stands.
type stated struct {
	briefing string
	off      int
}

// tally counts what comes with statements.
type tally struct {
	statements, briefings int
	first, last           string // days, "" while none is known
	names                 map[string]int
}

func (t *tally) day(d string) {
	if d == "" {
		return
	}
	if t.first == "" || d < t.first {
		t.first = d
	}
	t.last = max(t.last, d)
}

// most returns the names counted most, with their counts.
func (t *tally) most(n int) string {
	names := make([]string, 0, len(t.names))
	for name := range t.names {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(t.names[b]-t.names[a], strings.Compare(a, b)) })
	for i, name := range names[:min(n, len(names))] {
		names[i] = fmt.Sprintf("%s %d", name, t.names[name])
	}
	return strings.Join(names[:min(n, len(names))], ", ")
}

// mostStated bounds the statements that are listed at once: nobody hears more.
const mostStated = 5000

// ledger lists who said what in the library, or in what a query selects.
func (f *session) ledger(args string) {
	q, err := query.Parse(args, f.o.Now())
	if err != nil {
		f.fail(err)
		return
	}
	r, err := f.said(q, nil)
	switch {
	case err != nil:
		f.fail(err)
	case len(r.list) == 0 && q.Empty():
		f.say("Nobody says anything in this library.")
	case len(r.list) == 0:
		f.sayf("No statement matches %s.", line(q.String()))
	default:
		f.toLedger(r)
	}
}

func (f *session) toLedger(r *read) {
	f.keepPlace(f.ctx)
	f.ledgered, f.mode = r.list, onLedger
	more := ""
	if r.sum.statements > len(r.list) {
		more = fmt.Sprintf(", the newest %d of them", len(r.list))
	}
	f.sayf("%s in %s%s. A number goes to one, list goes back.", cells.Count(r.sum.statements, "statement"), cells.Count(r.sum.briefings, "briefing"), more)
	f.lines(r.lines)
}

// read is what was read of the ledger.
type read struct {
	list   []stated
	lines  []string
	sum    tally
	people map[string]briefings.Speaker // those who make the statements, by id
}

// chooser chooses among statements, and names what is counted of those it takes.
type chooser func(*briefings.Said, *briefings.Statement) (counted []string, ok bool)

// said reads the statements that q selects and of takes; nil takes all.
func (f *session) said(q query.Query, of chooser) (*read, error) {
	r := &read{sum: tally{names: map[string]int{}}, people: map[string]briefings.Speaker{}}
	order := briefings.Order{By: briefings.ByPublished}
	err := f.o.Library.Ledger(f.ctx, q, order, func(all []briefings.Said) error {
		for i := range all {
			r.take(&all[i], of)
		}
		return f.ctx.Err()
	})
	return r, err
}

// take adds the statements of a briefing.
func (r *read) take(s *briefings.Said, of chooser) {
	before := r.sum.statements
	for k := range s.Statements {
		st := &s.Statements[k]
		var counted []string
		if of != nil {
			var ok bool
			if counted, ok = of(s, st); !ok {
				continue
			}
		}
		for _, name := range counted {
			r.sum.names[line(name)]++
		}
		r.sum.statements++
		if len(r.list) < mostStated && len(st.Content) > 0 {
			r.list = append(r.list, stated{s.Briefing.ID, st.Content[0].Start})
			r.lines = append(r.lines, fmt.Sprintf("%d. %s", len(r.list), statedLine(s, k)))
		}
	}
	if r.sum.statements > before {
		r.sum.briefings++
		r.sum.day(s.Briefing.Published.Day())
	}
	for _, p := range s.People {
		if _, ok := r.people[p.ID]; !ok {
			r.people[p.ID] = p
		}
	}
}

// statedLine says a statement of the ledger in words.
func statedLine(s *briefings.Said, k int) string {
	st := &s.Statements[k]
	who := strings.Join(st.Names(), " and ")
	if who == "" {
		who = "somebody unknown"
	}
	parts := []string{line(who)}
	if day := s.Briefing.Published.Day(); day != "" {
		parts = append(parts, line(day))
	}
	if s.Briefing.Source != "" {
		parts = append(parts, line(s.Briefing.Source))
	}
	parts = append(parts, line(string(st.Kind)), fmt.Sprintf("%d percent sure", int(st.Confidence*100+0.5)))
	return strings.Join(parts, ", ") + ": " + short(line(s.Words[k]), 300)
}

// toStatement opens the briefing of a line of the ledger, at the statement.
func (f *session) toStatement(n int) {
	if n < 1 || n > len(f.ledgered) {
		f.sayf("There is no statement %d; there are %d.", n, len(f.ledgered))
		return
	}
	to := f.ledgered[n-1]
	f.openAt(to.briefing, func() bool {
		items := f.art.statementItems("")
		for i := range items {
			s := f.art.statements[items[i].i]
			if len(s.Content) > 0 && s.Content[0].Start == to.off {
				f.goTo(unitStatement, "", &items[i])
				return true
			}
		}
		return false
	})
}

// speaker tells what is known of a speaker of the library, and lists what they said.
func (f *session) speaker(args string) {
	known, _, err := f.o.Library.Names(f.ctx)
	if err != nil {
		f.fail(err)
		return
	}
	p := f.pickName(args, "speaker", known)
	if p == nil {
		return
	}
	r, err := f.said(f.fieldQuery("speaker", p.Name), func(s *briefings.Said, st *briefings.Statement) ([]string, bool) {
		return s.Labels(st), slices.ContainsFunc(st.Speakers, func(q briefings.Party) bool { return q.ID == p.ID })
	})
	if err != nil {
		f.fail(err)
		return
	}
	one := r.people[p.ID]
	f.sayf("%s.", strings.Join(append([]string{line(p.Name)}, about(&one)...), ", "))
	for _, o := range offices.Held(p.Name, one.Aliases) {
		f.sayf("%s.", line(o))
	}
	f.summed(r, "Most often on: %s.")
}

// topic tells who spoke on a topic, and lists what they said.
func (f *session) topic(args string) {
	_, known, err := f.o.Library.Names(f.ctx)
	if err != nil {
		f.fail(err)
		return
	}
	p := f.pickName(args, "topic", known)
	if p == nil {
		return
	}
	r, err := f.said(f.fieldQuery("topic", p.Name), func(s *briefings.Said, st *briefings.Statement) ([]string, bool) {
		return st.Names(), slices.ContainsFunc(s.Topics, func(t briefings.Topic) bool {
			return (t.ID == p.ID || t.Parent == p.ID) && slices.Contains(st.Topics, t.ID)
		})
	})
	if err != nil {
		f.fail(err)
		return
	}
	f.sayf("%s.", line(p.Name))
	f.summed(r, "Most often by: %s.")
}

// mostCounted bounds the names that are said with their counts.
const mostCounted = 6

// summed says from when to when, and what is counted most, and lists what was read.
func (f *session) summed(r *read, most string) {
	sum := &r.sum
	switch {
	case sum.statements == 0:
		f.say("No statement was found.")
		return
	case sum.first != "" && sum.first == sum.last:
		f.sayf("On %s.", line(sum.first))
	case sum.first != "":
		f.sayf("From %s to %s.", line(sum.first), line(sum.last))
	}
	if names := sum.most(mostCounted); names != "" {
		f.sayf(most, names)
	}
	f.toLedger(r)
}

// fieldQuery selects what has a name in a field.
func (f *session) fieldQuery(field, name string) query.Query {
	q, err := query.Parse(field+`:"`+strings.ReplaceAll(name, `"`, "")+`"`, f.o.Now())
	if err != nil {
		return query.Query{}
	}
	return q
}

// pickName finds the one that is meant among the names of the library: the
// very name, else the only one that holds the words. nil was told.
func (f *session) pickName(args, what string, known []briefings.Count) *briefings.Count {
	if args == "" {
		f.sayf("Which %s? Give a name; %ss lists them.", what, what)
		return nil
	}
	want := query.Fold(args)
	var some []*briefings.Count
	for i := range known {
		switch name := query.Fold(known[i].Name); {
		case name == want:
			return &known[i]
		case strings.Contains(name, want):
			some = append(some, &known[i])
		}
	}
	switch len(some) {
	case 0:
		f.sayf("No %s is called %s; %ss lists those there are.", what, quoted(args), what)
		return nil
	case 1:
		return some[0]
	}
	names := make([]string, 0, mostCounted)
	for _, c := range some[:min(len(some), mostCounted)] {
		names = append(names, line(c.Name))
	}
	f.sayf("%s is several: %s. Give more of the name.", quoted(args), strings.Join(names, ", "))
	return nil
}
