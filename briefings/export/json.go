package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"readout/briefings"
)

// Object is the JSON of one article: the row of a list and what was found in
// the text. No list in it is nil.
type Object struct {
	briefings.Briefing

	Text        string                `json:"text"`
	Speakers    []briefings.Speaker   `json:"speakers"`
	People      []briefings.Speaker   `json:"people"`
	Topics      []briefings.Topic     `json:"topics"`
	Statements  []briefings.Statement `json:"statements"`
	Annotations []NoteObject          `json:"annotations"`
}

// NoteObject is the JSON of an annotation. Start and End are bytes of the
// current revision's text, nil for a note that has no place in it; times are
// RFC 3339 in UTC.
type NoteObject struct {
	ID       string   `json:"id"`
	Briefing string   `json:"briefing"`
	Quote    string   `json:"quote"`
	Start    *int     `json:"start"`
	End      *int     `json:"end"`
	State    string   `json:"state"`
	Text     string   `json:"text"`
	Color    int      `json:"color"`
	Tags     []string `json:"tags"`
	Created  string   `json:"created"`
	Modified string   `json:"modified"`
}

// Record returns the JSON object of a.
func Record(a *briefings.Article) Object {
	o := Object{
		Briefing:    a.Briefing,
		Text:        a.Text,
		Speakers:    speakers(a.Analysis.Speakers()),
		People:      speakers(a.Analysis.People),
		Topics:      make([]briefings.Topic, 0, len(a.Analysis.Topics)),
		Statements:  make([]briefings.Statement, 0, len(a.Analysis.Statements)),
		Annotations: make([]NoteObject, 0, len(a.Annotations)),
	}
	o.Tags = list(o.Tags)
	for _, t := range a.Analysis.Topics {
		t.Mentions = list(t.Mentions)
		o.Topics = append(o.Topics, t)
	}
	for _, s := range a.Analysis.Statements {
		s.Speakers, s.Content, s.Topics = list(s.Speakers), list(s.Content), list(s.Topics)
		o.Statements = append(o.Statements, s)
	}
	for i := range a.Annotations {
		o.Annotations = append(o.Annotations, Note(&a.Annotations[i]))
	}
	return o
}

// Note returns the JSON object of a.
func Note(a *briefings.Annotation) NoteObject {
	n := NoteObject{
		ID:       a.ID,
		Briefing: a.Briefing,
		State:    string(a.State),
		Text:     a.Text,
		Color:    max(a.Color, 1), // a page note has none; readers of the JSON expect 1 to 5
		Tags:     list(a.Tags),
		Created:  stamp(a.Created),
		Modified: stamp(a.Modified),
	}
	if a.Quote != nil {
		n.Quote = a.Quote.Exact
	}
	if a.At != nil {
		start, end := a.At.Start, a.At.End
		n.Start, n.End = &start, &end
	}
	return n
}

// speakers returns list with no nil inside.
func speakers(in []briefings.Speaker) []briefings.Speaker {
	out := make([]briefings.Speaker, 0, len(in))
	for _, s := range in {
		s.Mentions = list(s.Mentions)
		out = append(out, s)
	}
	return out
}

// list returns s, empty instead of nil.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// stamp returns t as RFC 3339 in UTC, "" for the zero time.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// JSON returns v as JSON, on one line or indented by two spaces, and a line
// feed. Letters of every script and <, > and & stay as they are; what a
// terminal would not print (controls, bidi marks, line separators, private
// characters) is escaped, so that the result can be shown anywhere. The joiners
// U+200C and U+200D, which spell words and emoji, stay.
func JSON(v any, indent bool) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if indent {
		enc.SetIndent("", "  ")
	}
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return escapeJSON(b.Bytes()), nil
}

// escapeJSON escapes what is not printable. Such characters occur in strings
// alone, where \u is understood.
func escapeJSON(in []byte) []byte {
	var out []byte // nil while nothing was escaped
	done := 0
	for i := 0; i < len(in); {
		r, size := rune(in[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(in[i:])
		}
		if r == 0x7f || r >= utf8.RuneSelf && !unicode.IsGraphic(r) && r != '\u200c' && r != '\u200d' {
			out = append(out, in[done:i]...)
			if hi, lo := utf16.EncodeRune(r); hi != unicode.ReplacementChar {
				out = fmt.Appendf(out, `\u%04x\u%04x`, hi, lo)
			} else {
				out = fmt.Appendf(out, `\u%04x`, r)
			}
			done = i + size
		}
		i += size
	}
	if out == nil {
		return in
	}
	return append(out, in[done:]...)
}
