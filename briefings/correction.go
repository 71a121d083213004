package briefings

import (
	"strings"
	"time"
)

// CorrectionKind says what a correction of the reader's does.
type CorrectionKind string

// The kinds of correction. The first three are about a passage of one
// briefing, a split is about one briefing, the others hold in the whole library.
const (
	CorrectSpeaker CorrectionKind = "speaker" // the statement there is Who's
	CorrectDismiss CorrectionKind = "dismiss" // what stands there is no statement
	CorrectAdd     CorrectionKind = "add"     // what stands there is a statement of Who's
	CorrectSplit   CorrectionKind = "split"   // Of is, in this briefing, somebody else: Who
	CorrectRename  CorrectionKind = "rename"  // Of is called by the name of Who
	CorrectMerge   CorrectionKind = "merge"   // Of and Who are one person: Who
	CorrectAlias   CorrectionKind = "alias"   // Alias is a name of Topic
)

// CorrectionKinds lists every kind, in the order of help.
func CorrectionKinds() []CorrectionKind {
	return []CorrectionKind{
		CorrectSpeaker, CorrectDismiss, CorrectAdd, CorrectSplit, CorrectRename, CorrectMerge, CorrectAlias,
	}
}

// InText reports whether a correction of this kind is about a passage.
func (k CorrectionKind) InText() bool {
	return k == CorrectSpeaker || k == CorrectDismiss || k == CorrectAdd
}

// InLibrary reports whether a correction of this kind holds in all briefings.
func (k CorrectionKind) InLibrary() bool {
	return k == CorrectRename || k == CorrectMerge || k == CorrectAlias
}

// Correction is what the reader knows better than the analyser. It is data and
// stronger than any analysis; package corrections applies it. A passage is kept
// as that of an [Annotation] is: selectors that never change, and the place
// where it stands in the current revision.
type Correction struct {
	ID       string // ULID
	Kind     CorrectionKind
	Briefing string // "" for one of the whole library
	Created  time.Time

	Revision string         // hash of the revision that the selectors were taken on
	Position *Span          // nil for one that is not about a passage
	Quote    *QuoteSelector // of everything from the first byte of the statement to its last
	Parts    []Span         // what of the quote the statement holds, in bytes of Quote.Exact; nil: all of it
	At       *Span          // nil where the words are gone
	State    State          // anchored for one that is not about a passage

	Says  StatementKind // of the statement that stands there, should the analyser find none
	Who   []Speaker     // one or more; without mentions
	Of    Party         // who is renamed, merged or split, as called at that time
	Topic Topic         // of an alias; without mentions
	Alias string
}

// Applies reports whether c has a place: one whose words are gone is kept, and
// not applied.
func (c *Correction) Applies() bool { return !c.Kind.InText() || c.At != nil }

// Content returns the spans of the current Text that a correction of a passage
// is about; none when its words are gone.
func (c *Correction) Content() []Span {
	switch {
	case c.At == nil:
		return nil
	case c.State == Changed || len(c.Parts) == 0 || c.Quote == nil || c.At.Len() != len(c.Quote.Exact):
		return []Span{*c.At}
	}
	out := make([]Span, 0, len(c.Parts))
	for _, p := range c.Parts {
		if p.Start >= 0 && p.Start < p.End && p.End <= c.At.Len() {
			out = append(out, Span{c.At.Start + p.Start, c.At.Start + p.End})
		}
	}
	return out
}

// Names returns the names of those whom c gives a statement to, joined.
func (c *Correction) Names() string {
	names := make([]string, 0, len(c.Who))
	for i := range c.Who {
		names = append(names, c.Who[i].Name)
	}
	return strings.Join(names, " and ")
}

// ByReader are the grounds of a statement whose speaker the reader gave. Where
// only who that speaker is was corrected, they stand after the analyser's.
const ByReader = "reader's correction"

// Corrected reports whether s is as a correction of the reader's says.
func (s *Statement) Corrected() bool { return strings.HasSuffix(s.Grounds, ByReader) }

// Correctly says of a correction what a list of them shows beside it.
type Correctly struct {
	Correction
	Title string // of the briefing, "" for one of the whole library
}
