// Package briefings is the model of readout: what a briefing is, who spoke in
// it, what was said, what the reader marked. It holds values and the small
// rules that keep them valid; it does no I/O and knows neither a terminal nor
// a database.
//
// # One coordinate system
//
// A revision's Text is the plain text of its Markdown blocks: UTF-8, NFC, line
// feeds, blocks joined by a blank line. Every [Span] anywhere (speaker, cue,
// content, topic, annotation) is a half-open byte range into Text that begins
// and ends on a character boundary. Screens map cells to it; nothing else in
// the program has positions of its own.
//
// # Packages
//
//	briefings             the model (this package)
//	briefings/markup      Markdown -> blocks and Text; the projection that screens draw
//	briefings/parse       bytes of any format -> normalised Markdown and details
//	briefings/facts       tables: offices, countries, organisations, topics, cues, titles
//	briefings/attribution Text -> people and statements
//	briefings/topics      Text -> topics, countries and organisations
//	briefings/analysis    both of them: Text -> Analysis
//	briefings/corrections the reader's corrections on an Analysis
//	briefings/anchor      selectors: make them, find them again in another Text
//	briefings/query       the query language: parse, match, complete
//	briefings/export      Markdown, JSON and JSON Lines out
//	briefings/samples     the built-in sample briefings
//
// The arrows go from the leaves to this package, never back, and
// analysis -> {attribution, topics} -> facts, and query -> facts (names of
// topics and countries); export and anchor use the model alone,
// corrections uses anchor and attribution; markup is used
// by parse.
package briefings

import (
	"slices"
	"strings"
	"time"
)

// Span is a half-open range [Start, End) of bytes in a revision's Text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains reports whether the byte at off lies in s.
func (s Span) Contains(off int) bool { return s.Start <= off && off < s.End }

// Kind is the kind of document that a briefing is.
type Kind string

// The kinds of briefing. KindOther is used when nothing in the document says.
const (
	KindNews       Kind = "news"
	KindReadout    Kind = "readout"
	KindTranscript Kind = "transcript"
	KindStatement  Kind = "statement"
	KindSpeech     Kind = "speech"
	KindOther      Kind = "other"
)

// Kinds lists every kind, in the order in which help and completion show them.
func Kinds() []Kind {
	return []Kind{KindNews, KindReadout, KindTranscript, KindStatement, KindSpeech, KindOther}
}

// Where a title or a date was found ("" for a date that is not known).
const (
	FromMeta     = "meta"     // front matter, meta tags or a flag of the user's
	FromHeading  = "heading"  // the document's first heading
	FromSentence = "sentence" // derived: the first sentence of the text, cut
	FromText     = "text"     // a dateline or date line in the text
	FromFile     = "file"     // the name of the file
)

// Briefing is the header of a briefing: what a list shows, without its text.
// Its JSON is the row of `readout list` and the head of `readout show`.
type Briefing struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Source    string   `json:"source"` // the publisher
	URL       string   `json:"url"`
	Published Date     `json:"published"`
	Kind      Kind     `json:"kind"`
	Lang      string   `json:"lang"` // BCP 47, "" when not known
	Tags      []string `json:"tags"` // sorted, never nil in JSON
	Read      bool     `json:"read"`
	Starred   bool     `json:"starred"`
	Revision  int      `json:"revision"` // number of the current revision, from 1

	TitleFrom     string `json:"title_from"`     // meta | heading | sentence | file
	PublishedFrom string `json:"published_from"` // meta | text | file | ""

	// What the library knows beside the document; not part of the row's JSON.
	Identity Identity  `cbor:"identity" json:"-"`
	Hash     string    `cbor:"hash"     json:"-"` // SHA-256 of the current revision's Markdown, hexadecimal
	Added    time.Time `cbor:"added"    json:"-"` // when the first revision was imported, UTC
	Updated  time.Time `cbor:"updated"  json:"-"` // when the current revision was imported, UTC
	Path     string    `cbor:"path"     json:"-"` // absolute path of the last file imported, "" for stdin
	Words    int       `cbor:"words"    json:"-"` // words in the current Text
	Notes    int       `cbor:"notes"    json:"-"` // annotations, page notes included
	Orphans  int       `cbor:"orphans"  json:"-"` // annotations whose state is orphan or ambiguous
	Place    int       `cbor:"place"    json:"-"` // where reading stopped: byte offset into Text
	Mended   []string  `cbor:"mended"   json:"-"` // names of details that the user set; re-imports keep them
	// Corrections are those of the reader's that are about this briefing alone.
	Corrections int      `cbor:"corrections" json:"-"`
	Speakers    []string `cbor:"speakers"    json:"-"` // ids of those to whom a statement is attributed, most statements first
}

// English reports whether a language (BCP 47) is the one whose speech the
// analyser knows, or is not known, which is taken for it. In other languages
// labels, titles and names that need no grammar are found, and nothing invented.
func English(lang string) bool {
	base, _, _ := strings.Cut(lang, "-")
	return base == "" || strings.EqualFold(base, "en") || strings.EqualFold(base, "eng")
}

// Details are what a document says of itself, or what the user says of it.
type Details struct {
	Title     string
	Source    string
	URL       string
	Published Date
	Kind      Kind
	Lang      string
	Tags      []string

	TitleFrom     string
	PublishedFrom string
}

// Revision is one fetched state of a briefing, without its bodies.
type Revision struct {
	Number  int       `json:"rev"` // from 1, oldest first
	Hash    string    `json:"hash"`
	Fetched time.Time `json:"fetched"`
	Kind    string    `json:"kind"` // first | text | metadata | layout | failed
}

// Article is a briefing with everything a screen or an export needs of its
// current revision.
type Article struct {
	Briefing
	Markdown    string // normalised
	Text        string
	Blocks      []Span // of the top-level Markdown blocks in Text, in order; a block without text is empty
	Analysis    Analysis
	Annotations []Annotation // in the order of the text, page notes last
}

// Analysis is what was found in a Text.
type Analysis struct {
	Version    int // of the analyser
	People     []Speaker
	Statements []Statement
	Topics     []Topic
}

// SpeakerKind says what kind of speaker somebody is.
type SpeakerKind string

// The kinds of speaker.
const (
	Person       SpeakerKind = "person"
	Government   SpeakerKind = "government"
	Organisation SpeakerKind = "organisation"
	Group        SpeakerKind = "group"
	Unnamed      SpeakerKind = "unnamed" // "a senior official", "Q"
)

// Speaker is a person, government, organisation or group that a text names.
type Speaker struct {
	ID          string      `json:"id"` // the same in every briefing
	Name        string      `json:"name"`
	Kind        SpeakerKind `json:"kind"`
	Role        string      `json:"role"`         // office on the briefing's date, or as the text gives it
	Country     string      `json:"country"`      // English short name, or ""
	CountryCode string      `json:"country_code"` // ISO 3166-1 alpha-2, or ""
	Mentions    []Span      `json:"mentions"`     // in order, not overlapping
	Aliases     []string    `cbor:"aliases,omitempty" json:"-"`
}

// StatementKind says how much of a statement stands in quotation marks.
type StatementKind string

// The kinds of statement.
const (
	Direct   StatementKind = "direct"
	Indirect StatementKind = "indirect"
	Mixed    StatementKind = "mixed"
)

// Source is the phrase beside the cue that says who speaks, and the person it
// was resolved to. The zero Source is an unknown speaker.
type Source struct {
	Name string `json:"name"`
	ID   string `json:"id"`
	Span
}

// Party is one of several speakers of a statement.
type Party struct {
	Name string `json:"name"`
	ID   string `json:"id"`
}

// Statement is something that somebody said, in their words or in the writer's.
type Statement struct {
	Kind       StatementKind `json:"kind"`
	Speaker    Source        `json:"speaker"`
	Speakers   []Party       `json:"speakers"` // all of them; the first is Speaker
	Cue        Span          `json:"cue"`
	Content    []Span        `json:"content"`
	Topics     []string      `json:"topics"`
	Grounds    string        `json:"grounds"` // why this speaker
	Confidence float64       `json:"confidence"`

	// In an exchange: what the statement does there, and the first content span
	// of the one that it belongs to: of the question that it answers or refuses
	// to answer, of the first answer to the question that it is. A span and not
	// an index, so that it holds when other statements are added or dismissed.
	Act  Act   `json:"act,omitempty"`
	Pair *Span `json:"pair,omitempty"` // nil where the counterpart is not known
}

// Act is what a statement does in an exchange of questions and answers; "" for
// one that stands by itself.
type Act string

// The acts.
const (
	ActQuestion Act = "question"
	ActAnswer   Act = "answer"
	ActRefusal  Act = "refusal" // to answer, or to comment
)

// Counterpart returns the statement that s belongs to in an exchange, or nil:
// the one whose content holds the beginning of s's Pair.
func (a *Analysis) Counterpart(s *Statement) *Statement {
	if s.Pair == nil {
		return nil
	}
	for i := range a.Statements {
		if t := &a.Statements[i]; t != s && slices.ContainsFunc(t.Content, func(c Span) bool { return c.Contains(s.Pair.Start) }) {
			return t
		}
	}
	return nil
}

// Names returns the names of those who make s; none when nobody is known.
func (s *Statement) Names() []string {
	names := make([]string, 0, len(s.Speakers))
	for _, p := range s.Speakers {
		names = append(names, p.Name)
	}
	if len(names) == 0 && s.Speaker.Name != "" {
		names = append(names, s.Speaker.Name)
	}
	return names
}

// Words returns the words of s in text on one line; its parts are joined by
// " … ". Spans that do not fit text are left out.
func (s *Statement) Words(text string) string {
	parts := make([]string, 0, len(s.Content))
	for _, c := range s.Content {
		if c.Start >= 0 && c.End <= len(text) && !c.Empty() {
			parts = append(parts, strings.Join(strings.Fields(text[c.Start:c.End]), " "))
		}
	}
	return strings.Join(parts, " … ")
}

// Passages returns what is to be marked of s in text, in order: from the first
// to the last of its words, but for each paragraph alone.
func (s *Statement) Passages(text string) []Span {
	var out []Span
	for _, c := range s.Content {
		if c.Start < 0 || c.End > len(text) || c.Empty() {
			continue
		}
		if n := len(out) - 1; n >= 0 && out[n].End <= c.Start && !strings.Contains(text[out[n].End:c.Start], "\n\n") {
			out[n].End = c.End
			continue
		}
		out = append(out, c)
	}
	return out
}

// Mark returns the colour of the first of notes that marks s, or 0.
func (s *Statement) Mark(notes []Annotation) int {
	for i := range notes {
		if a := &notes[i]; a.At != nil && s.Says(*a.At) {
			return max(a.Color, 1)
		}
	}
	return 0
}

// Topic is a subject, country or organisation that a text treats.
type Topic struct {
	ID       string `json:"id"`
	Label    string `json:"label"`
	Parent   string `json:"parent"` // id of the parent topic, or ""
	Kind     string `json:"kind"`   // topic | country | organisation
	Mentions []Span `json:"mentions"`

	// Aliases are the reader's own names of it and of its parent, by which a
	// query finds it; those that everybody knows stand in package facts.
	Aliases []string `json:"-"`
}

// The kinds of topic.
const (
	TopicTheme        = "topic"
	TopicCountry      = "country"
	TopicOrganisation = "organisation"
)

// Speakers returns the people to whom a statement is attributed, those with
// the most statements first, ties in the order of People.
func (a *Analysis) Speakers() []Speaker {
	counts := make(map[string]int, len(a.People))
	for i := range a.Statements {
		for _, p := range a.Statements[i].Speakers {
			counts[p.ID]++
		}
	}
	return Ranked(a.People, counts)
}

// Ranked returns those of people of whom counts has something, by their ids;
// the most first, ties in the order of people.
func Ranked(people []Speaker, counts map[string]int) []Speaker {
	var out []Speaker
	for i := range people {
		if counts[people[i].ID] > 0 {
			out = append(out, people[i])
		}
	}
	slices.SortStableFunc(out, func(p, q Speaker) int { return counts[q.ID] - counts[p.ID] })
	return out
}

// Says reports whether at covers a good part of what s holds: all of it, or a
// quarter of at. A mark that only touches a statement is not one of it.
func (s *Statement) Says(at Span) bool {
	shared, total := 0, 0
	for _, c := range s.Content {
		total += c.Len()
		shared += max(0, min(c.End, at.End)-max(c.Start, at.Start))
	}
	return shared > 0 && (shared == total || 4*shared >= at.Len())
}

// SpeakersOf returns those who say what at covers, in the order of the text,
// each once; none when nobody is known.
func (a *Analysis) SpeakersOf(at Span) []Party {
	var out []Party
	for i := range a.Statements {
		s := &a.Statements[i]
		if !s.Says(at) {
			continue
		}
		for _, p := range s.Speakers {
			if p.Name != "" && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}
