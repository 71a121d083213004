package store

import (
	"readout/briefings"
)

// correction is the record of a reader's correction.
type correction struct {
	Kind     string    `cbor:"1,keyasint"`
	Created  int64     `cbor:"2,keyasint"`
	Revision string    `cbor:"3,keyasint,omitempty"`
	Position spans     `cbor:"4,keyasint,omitempty"` // one or none
	Quote    *quote    `cbor:"5,keyasint,omitempty"`
	Parts    spans     `cbor:"6,keyasint,omitempty"` // in bytes of the quote
	At       spans     `cbor:"7,keyasint,omitempty"` // one or none
	State    string    `cbor:"8,keyasint,omitempty"`
	Says     string    `cbor:"9,keyasint,omitempty"`
	Who      []speaker `cbor:"10,keyasint,omitempty"`
	OfName   string    `cbor:"11,keyasint,omitempty"`
	OfID     string    `cbor:"12,keyasint,omitempty"`
	Topic    *topic    `cbor:"13,keyasint,omitempty"`
	Alias    string    `cbor:"14,keyasint,omitempty"`
	Text     string    `cbor:"15,keyasint,omitempty"` // SHA-256 of the Text in which At is its place
}

// corrected is the record of an analysis with the corrections, where they
// change it.
type corrected struct {
	Analysis analysis `cbor:"1,keyasint"`
	Rules    int      `cbor:"2,keyasint"` // version of package corrections
}

func packCorrection(c *briefings.Correction, textHash string) correction {
	r := correction{
		Kind: string(c.Kind), Created: packTime(c.Created), Revision: c.Revision, Position: packSpan(c.Position),
		At: packSpan(c.At), State: string(c.State), Says: string(c.Says), OfName: c.Of.Name, OfID: c.Of.ID, Alias: c.Alias, Text: textHash,
	}
	if len(c.Parts) > 0 {
		r.Parts = packSpans(c.Parts)
	}
	if c.Quote != nil {
		r.Quote = &quote{c.Quote.Exact, c.Quote.Prefix, c.Quote.Suffix}
	}
	for i := range c.Who {
		r.Who = append(r.Who, packSpeaker(&c.Who[i]))
	}
	if c.Topic.ID != "" {
		r.Topic = &topic{ID: c.Topic.ID, Label: c.Topic.Label, Parent: c.Topic.Parent, Kind: c.Topic.Kind}
	}
	return r
}

// model returns the correction of briefing id, "" for one of the whole library.
func (r *correction) model(id, ulid string) briefings.Correction {
	c := briefings.Correction{
		ID: ulid, Kind: briefings.CorrectionKind(r.Kind), Briefing: id, Created: unpackTime(r.Created), Revision: r.Revision,
		Position: r.Position.one(), At: r.At.one(), State: briefings.State(r.State), Says: briefings.StatementKind(r.Says),
		Of: briefings.Party{Name: r.OfName, ID: r.OfID}, Alias: r.Alias,
	}
	if len(r.Parts) > 0 {
		c.Parts = r.Parts.unpack()
	}
	if r.Quote != nil {
		c.Quote = &briefings.QuoteSelector{Exact: r.Quote.Exact, Prefix: r.Quote.Prefix, Suffix: r.Quote.Suffix}
	}
	for i := range r.Who {
		c.Who = append(c.Who, r.Who[i].model())
	}
	if r.Topic != nil {
		c.Topic = briefings.Topic{ID: r.Topic.ID, Label: r.Topic.Label, Parent: r.Topic.Parent, Kind: r.Topic.Kind}
	}
	return c
}
