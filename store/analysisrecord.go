package store

import "readout/briefings"

// analysis is the record of what was found in the current Text.
type analysis struct {
	Version    int         `cbor:"1,keyasint"`
	People     []speaker   `cbor:"2,keyasint,omitempty"`
	Statements []statement `cbor:"3,keyasint,omitempty"`
	Topics     []topic     `cbor:"4,keyasint,omitempty"`
	TextHash   string      `cbor:"5,keyasint"` // of the Text that was analysed
}

type speaker struct {
	ID          string   `cbor:"1,keyasint"`
	Name        string   `cbor:"2,keyasint"`
	Kind        string   `cbor:"3,keyasint,omitempty"`
	Role        string   `cbor:"4,keyasint,omitempty"`
	Country     string   `cbor:"5,keyasint,omitempty"`
	CountryCode string   `cbor:"6,keyasint,omitempty"`
	Mentions    spans    `cbor:"7,keyasint,omitempty"`
	Aliases     []string `cbor:"8,keyasint,omitempty"`
}

type statement struct {
	Kind       string   `cbor:"1,keyasint"`
	Name       string   `cbor:"2,keyasint,omitempty"`
	ID         string   `cbor:"3,keyasint,omitempty"`
	Source     spans    `cbor:"4,keyasint,omitempty"`
	Speakers   []party  `cbor:"5,keyasint,omitempty"`
	Cue        spans    `cbor:"6,keyasint,omitempty"`
	Content    spans    `cbor:"7,keyasint,omitempty"`
	Topics     []string `cbor:"8,keyasint,omitempty"`
	Grounds    string   `cbor:"9,keyasint,omitempty"`
	Confidence float64  `cbor:"10,keyasint,omitempty"`
	Act        string   `cbor:"11,keyasint,omitempty"`
	Pair       spans    `cbor:"12,keyasint,omitempty"`
}

type party struct {
	Name string `cbor:"1,keyasint"`
	ID   string `cbor:"2,keyasint"`
}

type topic struct {
	ID       string   `cbor:"1,keyasint"`
	Label    string   `cbor:"2,keyasint,omitempty"`
	Parent   string   `cbor:"3,keyasint,omitempty"`
	Kind     string   `cbor:"4,keyasint,omitempty"`
	Mentions spans    `cbor:"5,keyasint,omitempty"`
	Aliases  []string `cbor:"6,keyasint,omitempty"`
}

func packAnalysis(a *briefings.Analysis, textHash string) analysis {
	out := analysis{Version: a.Version, TextHash: textHash}
	for i := range a.People {
		out.People = append(out.People, packSpeaker(&a.People[i]))
	}
	for i := range a.Statements {
		s := &a.Statements[i]
		r := statement{
			Kind: string(s.Kind), Name: s.Speaker.Name, ID: s.Speaker.ID, Source: packSpan(&s.Speaker.Span),
			Cue: packSpan(&s.Cue), Content: packSpans(s.Content), Topics: s.Topics, Grounds: s.Grounds,
			Confidence: s.Confidence, Act: string(s.Act), Pair: packSpan(s.Pair),
		}
		for _, p := range s.Speakers {
			r.Speakers = append(r.Speakers, party(p))
		}
		out.Statements = append(out.Statements, r)
	}
	for i := range a.Topics {
		t := &a.Topics[i]
		out.Topics = append(out.Topics, topic{t.ID, t.Label, t.Parent, t.Kind, packSpans(t.Mentions), t.Aliases})
	}
	return out
}

func (a *analysis) model() briefings.Analysis {
	out := briefings.Analysis{Version: a.Version}
	for i := range a.People {
		out.People = append(out.People, a.People[i].model())
	}
	for i := range a.Statements {
		out.Statements = append(out.Statements, a.Statements[i].model())
	}
	for i := range a.Topics {
		t := &a.Topics[i]
		out.Topics = append(out.Topics, briefings.Topic{
			ID: t.ID, Label: t.Label, Parent: t.Parent, Kind: t.Kind, Mentions: t.Mentions.unpack(), Aliases: t.Aliases,
		})
	}
	return out
}

func packSpeaker(p *briefings.Speaker) speaker {
	return speaker{p.ID, p.Name, string(p.Kind), p.Role, p.Country, p.CountryCode, packSpans(p.Mentions), p.Aliases}
}

func (p *speaker) model() briefings.Speaker {
	return briefings.Speaker{
		ID: p.ID, Name: p.Name, Kind: briefings.SpeakerKind(p.Kind), Role: p.Role, Country: p.Country,
		CountryCode: p.CountryCode, Mentions: p.Mentions.unpack(), Aliases: p.Aliases,
	}
}

func (s *statement) model() briefings.Statement {
	out := briefings.Statement{
		Kind:    briefings.StatementKind(s.Kind),
		Speaker: briefings.Source{Name: s.Name, ID: s.ID}, Content: s.Content.unpack(),
		Topics: s.Topics, Grounds: s.Grounds, Confidence: s.Confidence,
		Act: briefings.Act(s.Act), Pair: s.Pair.one(),
	}
	if p := s.Source.one(); p != nil {
		out.Speaker.Span = *p
	}
	if p := s.Cue.one(); p != nil {
		out.Cue = *p
	}
	for _, p := range s.Speakers {
		out.Speakers = append(out.Speakers, briefings.Party(p))
	}
	return out
}
