package briefings

import (
	"errors"
	"slices"
	"time"
)

// Order is a sort order of briefings: a field, reversed or not.
type Order struct {
	By      OrderBy
	Reverse bool // oldest, smallest or last in the alphabet first, as opposed to the field's natural order
}

// OrderBy names the field of an order.
type OrderBy string

// The natural orders: dates newest first (unknown last), words alphabetically.
const (
	ByPublished OrderBy = "published"
	ByAdded     OrderBy = "added"
	ByTitle     OrderBy = "title"
	BySource    OrderBy = "source"
	ByRelevance OrderBy = "relevance"
)

// Import is one document on its way into a library.
type Import struct {
	Details  Details
	Given    Given
	Identity Identity
	Path     string // absolute path of the file, "" if there is none
	Original []byte // as read
	Format   string // text | markdown | html
	Markdown string
	Text     string
	Blocks   []Span
	Analysis Analysis
}

// Given are the details that the user gave on the command line or in the
// reader: they win over what the document says, and are kept over re-imports.
type Given struct {
	As string // id of the briefing that this is a revision of, or ""
	Details
}

// Result says what became of an import.
type Result string

// The results of an import.
const (
	Added     Result = "added"
	Updated   Result = "updated"
	Unchanged Result = "unchanged"
	Failed    Result = "failed"
)

// Outcome is one line of the report of an import.
type Outcome struct {
	Result Result `json:"outcome"`
	ID     string `json:"id"`
	Title  string `json:"title"`
	Path   string `json:"path"`
	Error  string `json:"error"`
}

// Count is a name with its number of briefings and the first and last date.
type Count struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Briefings  int    `json:"briefings"`
	Statements int    `json:"statements"`
	First      Date   `json:"first"`
	Last       Date   `json:"last"`
}

// Step is a change of the library that can be taken back, and made again.
type Step struct {
	What string // in the words of the status line: tagged border: “Readout of …”
	When time.Time
	IDs  []string // of the briefings that it changed
	Note string   // id of the annotation that it changed, or ""
	Left int      // how many of its changes were not taken back, because somebody has changed the same since
}

// Noted is a briefing with its annotations: those with a place in the order of
// the text, then those that lost theirs, then page notes.
type Noted struct {
	Briefing    Briefing
	Annotations []Annotation
	Speakers    [][]Party // of each annotation: who says what it marks; nil when nobody is known
	Paragraphs  []int     // of each annotation: the number of the paragraph that it begins in, from 1; 0 without a place
}

// Said is a briefing with what is said in it, without its text: a part of the
// ledger. It is read only: its parts may be shared.
type Said struct {
	Briefing   Briefing
	People     []Speaker   // those to whom a statement of the briefing is attributed, without mentions
	Topics     []Topic     // of the briefing, without mentions
	Statements []Statement // those that were asked for, in the order of the text
	Words      []string    // of each statement, on one line
	Colors     []int       // of each statement: the colour of the reader's mark on it, 0 without one
}

// Labels returns the labels of the topics of one of the statements.
func (s *Said) Labels(st *Statement) []string {
	out := make([]string, 0, len(st.Topics))
	for _, id := range st.Topics {
		label := id
		if i := slices.IndexFunc(s.Topics, func(t Topic) bool { return t.ID == id && t.Label != "" }); i >= 0 {
			label = s.Topics[i].Label
		}
		out = append(out, label)
	}
	return out
}

// SampleTag is the tag of the built-in samples.
const SampleTag = "sample"

// IsSample reports whether b is one of the built-in samples.
func (b *Briefing) IsSample() bool {
	return slices.Contains(b.Tags, SampleTag)
}

// Sentinels: one for each decision that a caller takes.
var (
	// ErrNotFound reports that no record has the requested id.
	ErrNotFound = errors.New("not found")
	// ErrAmbiguous reports that a reference or quote fits several records or places.
	ErrAmbiguous = errors.New("ambiguous")
	// ErrBusy reports that another process holds the library.
	ErrBusy = errors.New("library busy")
	// ErrNewer reports a library written by a newer version of the program.
	ErrNewer = errors.New("library is newer than this program")
	// ErrDamaged reports a library that cannot be read.
	ErrDamaged = errors.New("library damaged")
	// ErrNoStep reports that there is no change to take back, or none to make again.
	ErrNoStep = errors.New("nothing to undo")
	// ErrAnnotated reports that a briefing with annotations is not removed without their consent.
	ErrAnnotated = errors.New("briefing has annotations")
)
