package export

import "readout/briefings"

// CorrectionObject is a correction of the reader's as JSON has it.
type CorrectionObject struct {
	ID       string                   `json:"id"`
	Kind     briefings.CorrectionKind `json:"kind"`
	Briefing string                   `json:"briefing"` // "" for one of the whole library
	Title    string                   `json:"title"`
	Quote    string                   `json:"quote"`
	Start    *int                     `json:"start"` // in the current revision, null where the words are gone
	End      *int                     `json:"end"`
	State    briefings.State          `json:"state"`
	Applied  bool                     `json:"applied"`
	Speakers []briefings.Party        `json:"speakers"` // who the correction says it is
	Of       *briefings.Party         `json:"of"`       // who is renamed, merged or split
	Alias    string                   `json:"alias"`
	Topic    string                   `json:"topic"`
	Created  string                   `json:"created"`
}

// Correction returns c as JSON has it.
func Correction(c *briefings.Correctly) CorrectionObject {
	o := CorrectionObject{
		ID: c.ID, Kind: c.Kind, Briefing: c.Briefing, Title: c.Title, State: c.State, Applied: c.Applies(),
		Speakers: []briefings.Party{}, Alias: c.Alias, Topic: c.Topic.ID, Created: stamp(c.Created),
	}
	if c.Quote != nil {
		o.Quote = c.Quote.Exact
	}
	if c.At != nil {
		o.Start, o.End = &c.At.Start, &c.At.End
	}
	for i := range c.Who {
		o.Speakers = append(o.Speakers, briefings.Party{Name: c.Who[i].Name, ID: c.Who[i].ID})
	}
	if c.Of.ID != "" {
		of := c.Of
		o.Of = &of
	}
	return o
}
