package store

import (
	"time"

	"readout/briefings"
)

// The records. They are apart from the model, so that a change of the model
// does not change the file: integer keys are never used again for something else.

// header is the record of a briefing, without bodies.
type header struct {
	Title         string   `cbor:"1,keyasint,omitempty"`
	Source        string   `cbor:"2,keyasint,omitempty"`
	URL           string   `cbor:"3,keyasint,omitempty"`
	Published     string   `cbor:"4,keyasint,omitempty"`
	Kind          string   `cbor:"5,keyasint,omitempty"`
	Lang          string   `cbor:"6,keyasint,omitempty"`
	Tags          []string `cbor:"7,keyasint,omitempty"`
	Read          bool     `cbor:"8,keyasint,omitempty"`
	Starred       bool     `cbor:"9,keyasint,omitempty"`
	Revision      int      `cbor:"10,keyasint,omitempty"`
	TitleFrom     string   `cbor:"11,keyasint,omitempty"`
	PublishedFrom string   `cbor:"12,keyasint,omitempty"`
	Identity      string   `cbor:"13,keyasint,omitempty"`
	Hash          string   `cbor:"14,keyasint,omitempty"`
	Added         int64    `cbor:"15,keyasint,omitempty"` // Unix nanoseconds, as all times here
	Updated       int64    `cbor:"16,keyasint,omitempty"`
	Path          string   `cbor:"17,keyasint,omitempty"`
	Words         int      `cbor:"18,keyasint,omitempty"`
	Notes         int      `cbor:"19,keyasint,omitempty"`
	Orphans       int      `cbor:"20,keyasint,omitempty"`
	Place         int      `cbor:"21,keyasint,omitempty"`
	Mended        []string `cbor:"22,keyasint,omitempty"`
	Speakers      []string `cbor:"23,keyasint,omitempty"`

	Number uint64 `cbor:"24,keyasint"` // see schema.go

	Corrections int `cbor:"25,keyasint,omitempty"`

	id string // the key
}

// facets is what the indexes know of a briefing and no list shows.
type facets struct {
	Known  []string `cbor:"1,keyasint"`           // every identity and path by which it is recognised
	Topics []string `cbor:"2,keyasint,omitempty"` // ids of the topics found
	People []string `cbor:"3,keyasint,omitempty"` // ids of everybody named

	// Parties are those to whom a statement is attributed: their ids, or a
	// mark and the name of those who have none.
	Parties []string `cbor:"4,keyasint,omitempty"`
}

// known is what any briefing calls a person or topic: every form is one entry.
// It only grows, for a query that is narrowed by it is still asked about each briefing.
type known struct {
	People []speaker `cbor:"1,keyasint,omitempty"`
	Topics []topic   `cbor:"2,keyasint,omitempty"`
}

// revision is the record of one fetched state.
type revision struct {
	Hash     string  `cbor:"1,keyasint"` // of the Markdown, hexadecimal
	TextHash string  `cbor:"2,keyasint"` // of the Text, hexadecimal
	Fetched  int64   `cbor:"3,keyasint"`
	Kind     string  `cbor:"4,keyasint"`
	Body     int     `cbor:"5,keyasint"` // number of the revision under which Text and Markdown are kept
	Original uint64  `cbor:"6,keyasint"`
	Source   []byte  `cbor:"7,keyasint"` // SHA-256 of the original bytes
	Path     string  `cbor:"8,keyasint,omitempty"`
	Format   string  `cbor:"9,keyasint,omitempty"`
	Details  details `cbor:"10,keyasint"` // what the document said of itself

	number int // the key's
}

// details are those of the model.
type details struct {
	Title         string   `cbor:"1,keyasint,omitempty"`
	Source        string   `cbor:"2,keyasint,omitempty"`
	URL           string   `cbor:"3,keyasint,omitempty"`
	Published     string   `cbor:"4,keyasint,omitempty"`
	Kind          string   `cbor:"5,keyasint,omitempty"`
	Lang          string   `cbor:"6,keyasint,omitempty"`
	Tags          []string `cbor:"7,keyasint,omitempty"`
	TitleFrom     string   `cbor:"8,keyasint,omitempty"`
	PublishedFrom string   `cbor:"9,keyasint,omitempty"`
}

// page is the Markdown of a revision and the spans of its blocks.
type page struct {
	Markdown string `cbor:"1,keyasint"`
	Blocks   spans  `cbor:"2,keyasint,omitempty"`
}

// holding says which original has a hash and how many revisions hold it.
type holding struct {
	Number uint64 `cbor:"1,keyasint"`
	Count  int    `cbor:"2,keyasint"`
}

// note is the record of an annotation.
type note struct {
	Revision string   `cbor:"1,keyasint,omitempty"`
	Position spans    `cbor:"2,keyasint,omitempty"` // one or none
	Quote    *quote   `cbor:"3,keyasint,omitempty"`
	At       spans    `cbor:"4,keyasint,omitempty"` // one or none
	State    string   `cbor:"5,keyasint"`
	Color    int      `cbor:"6,keyasint,omitempty"`
	Text     string   `cbor:"7,keyasint,omitempty"`
	Tags     []string `cbor:"8,keyasint,omitempty"`
	Created  int64    `cbor:"9,keyasint"`
	Modified int64    `cbor:"10,keyasint"`
}

type quote struct {
	Exact  string `cbor:"1,keyasint"`
	Prefix string `cbor:"2,keyasint,omitempty"`
	Suffix string `cbor:"3,keyasint,omitempty"`
}

// spans are pairs of start and end, one after the other.
type spans []int

func packSpans(s []briefings.Span) spans {
	out := make(spans, 0, 2*len(s))
	for _, x := range s {
		out = append(out, x.Start, x.End)
	}
	return out
}

func (s spans) unpack() []briefings.Span {
	out := make([]briefings.Span, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		out = append(out, briefings.Span{Start: s[i], End: s[i+1]})
	}
	return out
}

func packSpan(s *briefings.Span) spans {
	if s == nil {
		return nil
	}
	return spans{s.Start, s.End}
}

func (s spans) one() *briefings.Span {
	if len(s) != 2 {
		return nil
	}
	return &briefings.Span{Start: s[0], End: s[1]}
}

func packTime(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

func unpackTime(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(0, n).UTC()
}

// briefing returns the model's form of h.
func (h *header) briefing() briefings.Briefing {
	tags := h.Tags
	if tags == nil {
		tags = []string{}
	}
	return briefings.Briefing{
		ID: h.id, Title: h.Title, Source: h.Source, URL: h.URL, Published: briefings.Date(h.Published),
		Kind: briefings.Kind(h.Kind), Lang: h.Lang, Tags: tags, Read: h.Read, Starred: h.Starred,
		Revision: h.Revision, TitleFrom: h.TitleFrom, PublishedFrom: h.PublishedFrom,
		Identity: briefings.Identity(h.Identity), Hash: h.Hash,
		Added: unpackTime(h.Added), Updated: unpackTime(h.Updated), Path: h.Path, Words: h.Words,
		Notes: h.Notes, Corrections: h.Corrections, Orphans: h.Orphans, Place: h.Place, Mended: h.Mended, Speakers: h.Speakers,
	}
}

func packDetails(d *briefings.Details) details {
	return details{
		Title: d.Title, Source: d.Source, URL: d.URL, Published: string(d.Published), Kind: string(d.Kind),
		Lang: d.Lang, Tags: cleanTags(d.Tags), TitleFrom: d.TitleFrom, PublishedFrom: d.PublishedFrom,
	}
}

func (r *revision) model() briefings.Revision {
	return briefings.Revision{Number: r.number, Hash: r.Hash, Fetched: unpackTime(r.Fetched), Kind: r.Kind}
}

func packNote(a *briefings.Annotation) note {
	n := note{
		Revision: a.Revision, Position: packSpan(a.Position), At: packSpan(a.At), State: string(a.State),
		Color: a.Color, Text: a.Text, Tags: a.Tags, Created: packTime(a.Created), Modified: packTime(a.Modified),
	}
	if a.Quote != nil {
		n.Quote = &quote{a.Quote.Exact, a.Quote.Prefix, a.Quote.Suffix}
	}
	return n
}

func (n *note) annotation(id, ulid string) briefings.Annotation {
	a := briefings.Annotation{
		ID: ulid, Briefing: id, Revision: n.Revision, Position: n.Position.one(), At: n.At.one(),
		State: briefings.State(n.State), Color: n.Color, Text: n.Text, Tags: n.Tags,
		Created: unpackTime(n.Created), Modified: unpackTime(n.Modified),
	}
	if n.Quote != nil {
		a.Quote = &briefings.QuoteSelector{Exact: n.Quote.Exact, Prefix: n.Quote.Prefix, Suffix: n.Quote.Suffix}
	}
	if a.Tags == nil {
		a.Tags = []string{}
	}
	return a
}
