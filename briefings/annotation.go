package briefings

import "time"

// State says how well an annotation fits the current revision.
type State string

// Anchored and Moved mean that the text under the annotation is byte-equal to
// the quote; any other placement is Changed. Ambiguous and Orphan have no
// place. A page note, which has no selector, is always Anchored.
const (
	Anchored  State = "anchored"
	Moved     State = "moved"
	Changed   State = "changed"
	Ambiguous State = "ambiguous"
	Orphan    State = "orphan"
)

// Annotation is a mark or a note of the reader's (W3C Web Annotation shape).
// The selectors are those taken when the passage was marked, and never change;
// At is where the passage stands in the current revision.
type Annotation struct {
	ID       string // ULID
	Briefing string
	Revision string         // hash of the revision that the selectors were taken on
	Position *Span          `cbor:",omitempty"` // TextPositionSelector; nil for a page note
	Quote    *QuoteSelector `cbor:",omitempty"` // TextQuoteSelector; nil for a page note
	At       *Span          `cbor:",omitempty"` // nil for ambiguous, orphan and page notes
	State    State
	Color    int    // 1–5; 0 for a page note
	Text     string // Markdown, exactly as the reader wrote it
	Tags     []string
	Created  time.Time
	Modified time.Time
}

// QuoteSelector is a W3C TextQuoteSelector: the passage and up to
// [ContextLength] characters on each side.
type QuoteSelector struct {
	Exact  string
	Prefix string
	Suffix string
}

// ContextLength is the number of characters of context kept on each side of a
// quote, the value of Obsidian's Web Clipper.
const ContextLength = 64

// Colors is the number of highlight colours; they are numbered from 1.
const Colors = 5

// IsPageNote reports whether a stands for the whole briefing.
func (a *Annotation) IsPageNote() bool { return a.Quote == nil }
