package flat

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"readout/briefings"
	"readout/ui/cells"
)

// statements lists who says what, all or those of one speaker, or goes to one.
func (f *session) statements(args string) {
	a := f.art
	if n, err := strconv.Atoi(args); err == nil {
		items := a.statementItems("")
		if n < 1 || n > len(items) {
			f.sayf("There is no statement %d; the article has %d.", n, len(items))
			return
		}
		f.goTo(unitStatement, "", &items[n-1])
		return
	}
	var all []string
	for i := range a.statements {
		s := &a.statements[i]
		if args == "" || saidBy(s, args) {
			all = append(all, fmt.Sprintf("%d. %s, %s: %s", s.number, a.speaker(s.Statement), line(string(s.Kind)), line(s.Words(a.Text))))
		}
	}
	switch {
	case len(all) > 0:
		f.lines(all)
	case args != "":
		f.sayf("Nobody called %s speaks here; speakers lists who does.", quoted(args))
	default:
		f.say("No statements were found.")
	}
}

// who tells all of the statement at the place.
func (f *session) who() {
	a := f.art
	s := a.statement()
	if s == nil {
		f.say("Nobody speaks here. next statement goes to one.")
		return
	}
	f.sayf("Statement %d of %d, %s.", s.number, len(a.statements), line(string(s.Kind)))
	names := s.Speakers
	if len(names) == 0 && s.Speaker.Name != "" {
		names = []briefings.Party{{Name: s.Speaker.Name, ID: s.Speaker.ID}}
	}
	if len(names) == 0 {
		f.say("Speaker: unknown.")
	}
	for _, n := range names {
		parts := []string{line(n.Name)}
		if p := a.people[n.ID]; p != nil {
			parts = append(parts, about(p)...)
		}
		f.sayf("Speaker: %s.", strings.Join(parts, ", "))
	}
	if c := s.Cue; !c.Empty() && c.Start >= 0 && c.End <= len(a.Text) && strings.ContainsFunc(a.Text[c.Start:c.End], unicode.IsLetter) {
		f.sayf("Words that tell: %s.", quoted(a.Text[c.Start:c.End]))
	}
	if labels := a.labels(s.Topics); len(labels) > 0 {
		f.sayf("Topics: %s.", strings.Join(labels, ", "))
	}
	f.exchange(s)
	if s.Grounds != "" {
		f.sayf("Grounds: %s, %d percent sure.", line(s.Grounds), int(s.Confidence*100+0.5))
	}
	f.sayf("Says: %s", quoted(s.Words(a.Text)))
}

// exchange tells what a statement does in an exchange of questions and answers.
func (f *session) exchange(s *statement) {
	act := map[briefings.Act]string{
		briefings.ActQuestion: "A question", briefings.ActAnswer: "An answer", briefings.ActRefusal: "No answer",
	}[s.Act]
	if act == "" {
		return
	}
	other := f.art.Analysis.Counterpart(s.Statement)
	switch {
	case other == nil:
		f.sayf("%s.", act)
	case s.Act == briefings.ActQuestion && other.Act == briefings.ActRefusal:
		f.sayf("%s, which %s does not answer. other goes there.", act, f.art.speaker(other))
	case s.Act == briefings.ActQuestion:
		f.sayf("%s, answered by %s. other goes there.", act, f.art.speaker(other))
	default:
		f.sayf("%s to %s. other goes to the question.", act, f.art.speaker(other))
	}
}

// other goes from a question to its answer, and back.
func (f *session) other() {
	s := f.art.statement()
	if s == nil || s.Act == "" {
		f.say("This is no question and no answer. next statement goes on.")
		return
	}
	other := f.art.Analysis.Counterpart(s.Statement)
	for i := range f.art.statements {
		if t := f.art.statements[i].Statement; other != nil && t == other {
			f.statements(strconv.Itoa(f.art.statements[i].number))
			return
		}
	}
	f.say("Its counterpart was not found.")
}

// labels returns the labels of topics.
func (a *article) labels(topics []string) []string {
	var out []string
	for _, id := range topics {
		label := id
		for i := range a.Analysis.Topics {
			if a.Analysis.Topics[i].ID == id {
				label = a.Analysis.Topics[i].Label
			}
		}
		out = append(out, line(label))
	}
	return out
}

// speakers lists those of the article, or of the library.
func (f *session) speakers() {
	if f.mode != onArticle || f.art == nil {
		f.names(true)
		return
	}
	a := f.art
	counts := map[string]int{}
	for i := range a.statements {
		for _, p := range a.statements[i].Speakers {
			counts[p.ID]++
		}
	}
	var all []string
	speakers := a.Analysis.Speakers()
	for i := range speakers {
		p := &speakers[i]
		all = append(all, strings.Join(append([]string{line(p.Name)}, about(p)...), ", ")+": "+cells.Count(counts[p.ID], "statement")+".")
	}
	if len(all) == 0 {
		all = []string{"Nobody was found to speak."}
	}
	f.lines(all)
}

// topics lists those of the article, or of the library.
func (f *session) topics() {
	if f.mode != onArticle || f.art == nil {
		f.names(false)
		return
	}
	var all []string
	for i := range f.art.Analysis.Topics {
		if t := &f.art.Analysis.Topics[i]; len(t.Mentions) > 0 {
			all = append(all, fmt.Sprintf("%s, %s, %s.", line(t.Label), line(t.Kind), cells.Count(len(t.Mentions), "mention")))
		}
	}
	if len(all) == 0 {
		all = []string{"No topics were found."}
	}
	f.lines(all)
}

// names lists the speakers or the topics of the library.
func (f *session) names(speakers bool) {
	list, topics, err := f.o.Library.Names(f.ctx)
	if err != nil {
		f.fail(err)
		return
	}
	field := "speaker"
	if !speakers {
		list, field = topics, "topic"
	}
	all := make([]string, len(list))
	for i := range list {
		all[i] = line(list[i].Name) + ", " + cells.Count(list[i].Briefings, "briefing") + "."
	}
	if len(all) == 0 {
		f.sayf("The library knows no %s.", field)
		return
	}
	f.sayf("%s of the library. filter %s:NAME lists the briefings.", cells.Count(len(all), field), field)
	f.lines(all)
}
