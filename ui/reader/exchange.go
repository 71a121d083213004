package reader

import (
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/ui/clean"
)

// counterpart returns the index of the statement that statement i belongs to in
// an exchange of questions and answers, or -1.
func (d *article) counterpart(i int) int {
	if i < 0 {
		return -1
	}
	other := d.Analysis.Counterpart(d.statements[i].Statement)
	for j := range d.statements {
		if other != nil && d.statements[j].Statement == other {
			return j
		}
	}
	return -1
}

// hopCounterpart goes from a question to its answer, and from an answer to the
// question; from anywhere else to the next question.
func (r *Reader) hopCounterpart() tea.Cmd {
	d, i := r.doc, r.statement()
	if i >= 0 && d.statements[i].Act != "" {
		j := d.counterpart(i)
		if j < 0 {
			if d.statements[i].Act == briefings.ActQuestion {
				return say("no answer to this question was found")
			}
			return say("no question to this answer was found")
		}
		r.goStatement(j)
		r.tellf("%s: %s", actName(d.statements[j].Act), speakerNames(d.statements[j].Statement))
		return nil
	}
	for j := range d.statements {
		if s := &d.statements[j]; s.Act == briefings.ActQuestion && s.at > r.cur {
			r.goStatement(j)
			r.tellf("question: %s", speakerNames(s.Statement))
			return nil
		}
	}
	return say("there is no question further on")
}

// actName names what a statement does in an exchange.
func actName(a briefings.Act) string {
	if a == briefings.ActRefusal {
		return "no answer"
	}
	return string(a)
}

// exchange says in a few words what statement i does in an exchange, and with
// whom: the name of a fact and its value; both empty for one by itself.
func (d *article) exchange(i int) (name, value string) {
	s := d.statements[i].Statement
	switch s.Act {
	case "":
		return "", ""
	case briefings.ActQuestion:
		name, value = "asks", "a question"
	case briefings.ActAnswer:
		name, value = "answers", "a question"
	case briefings.ActRefusal:
		name, value = "refuses", "to answer"
	}
	j := d.counterpart(i)
	if j < 0 {
		return name, value
	}
	other := d.statements[j].Statement
	if s.Act == briefings.ActQuestion {
		if other.Act == briefings.ActRefusal {
			return name, speakerNames(other) + ", who does not answer"
		}
		return name, "answered by " + speakerNames(other)
	}
	return name, speakerNames(other) + ": " + clean.Head(other.Words(d.Text), shownQuote)
}
