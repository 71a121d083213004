package reader

import (
	"slices"

	"readout/briefings"
)

// SpeakersHere returns those who make the statement at the cursor.
func (r *Reader) SpeakersHere() []briefings.Party {
	if !r.ready() {
		return nil
	}
	i := r.statement()
	if i < 0 {
		return nil
	}
	return r.doc.statements[i].Speakers
}

// TopicsHere returns the topic that is mentioned at the cursor, or else those
// of the statement there.
func (r *Reader) TopicsHere() []briefings.Topic {
	if !r.ready() {
		return nil
	}
	var said []string
	if i := r.statement(); i >= 0 {
		said = r.doc.statements[i].Topics
	}
	var out []briefings.Topic
	for _, t := range r.doc.Analysis.Topics {
		if slices.ContainsFunc(t.Mentions, func(m briefings.Span) bool { return m.Contains(r.cur) }) {
			return []briefings.Topic{t}
		}
		if slices.Contains(said, t.ID) {
			out = append(out, t)
		}
	}
	return out
}

// marksStatement reports whether the keys of the colours mark the statement at
// the cursor: while reading, where no mark has them.
func (r *Reader) marksStatement() bool {
	return r.ready() && r.mode == reading && r.note() < 0 && r.statement() >= 0
}

// markStatement marks the statement at the cursor as a reader would by hand,
// each paragraph of it alone.
func (r *Reader) markStatement(c int) []briefings.Annotation {
	var out []briefings.Annotation
	s := &r.doc.statements[r.statement()]
	for _, p := range s.Passages(r.doc.Text) {
		if a, _ := r.markedAt(p); a.Quote != nil {
			a.Color = c
			out = append(out, a)
		}
	}
	return out
}
