package reader

import (
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

// spokenBy returns the (first) speaker of the statement at the cursor, nil when
// there is none who could be told from others.
func (r *Reader) spokenBy() *briefings.Party {
	i := r.statement()
	if i < 0 {
		return nil
	}
	s := r.doc.statements[i].Statement
	if s.Speaker.ID == "" {
		return nil
	}
	return &briefings.Party{Name: s.Speaker.Name, ID: s.Speaker.ID}
}

// correct asks the owner of the screen for the correction that a key means.
func (r *Reader) correct(msg tea.KeyPressMsg) tea.Cmd {
	k, d := &r.keys, r.doc
	if matches(msg, k.TopicAlias) {
		return r.aliasTopic()
	}
	c := Correct{Correction: briefings.Correction{Briefing: d.ID}, People: d.Analysis.People}
	if r.selects {
		c.Kind, c.Parts = briefings.CorrectAdd, []briefings.Span{r.selected()}
		c.Words = d.Text[c.Parts[0].Start:c.Parts[0].End]
		r.release()
		return r.options.Send(c)
	}
	i := r.statement()
	if i < 0 {
		return nil
	}
	c.Statement = d.statements[i].Statement
	c.Parts, c.Words = c.Statement.Content, c.Statement.Words(d.Text)
	c.Kind = briefings.CorrectDismiss
	switch {
	case matches(msg, k.SetSpeaker):
		c.Kind = briefings.CorrectSpeaker
	case matches(msg, k.RenameSpeaker):
		c.Kind = briefings.CorrectRename
	case matches(msg, k.MergeSpeaker):
		c.Kind = briefings.CorrectMerge
	case matches(msg, k.SplitSpeaker):
		c.Kind = briefings.CorrectSplit
	}
	if c.Kind.InText() {
		return r.options.Send(c)
	}
	by := r.spokenBy()
	if by == nil {
		return nil
	}
	c.Of, c.Parts = *by, nil
	return r.options.Send(c)
}

// aliasTopic asks for another name of the topic at the cursor, or for the topic
// of which the selection is one.
func (r *Reader) aliasTopic() tea.Cmd {
	d := r.doc
	c := Correct{Correction: briefings.Correction{Kind: briefings.CorrectAlias}}
	if r.selects {
		s := r.selected()
		c.Alias = d.Text[s.Start:s.End]
		r.release()
		return r.options.Send(c)
	}
	id := r.topicHere()
	for i := range d.Analysis.Topics {
		if t := &d.Analysis.Topics[i]; t.ID == id && id != "" {
			c.Topic = briefings.Topic{ID: t.ID, Label: t.Label, Parent: t.Parent, Kind: t.Kind}
			return r.options.Send(c)
		}
	}
	return nil
}
