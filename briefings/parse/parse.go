// Package parse turns the bytes of a document, of any encoding and of any
// format that it recognises by their content, into normalised Markdown and the
// details that the document says of itself. It guesses nothing: what no front
// matter, meta element, heading, dateline or file name says stays unknown.
//
// # Steps
//
//	decode   bytes -> UTF-8: byte order mark, declared charset, or a guess
//	clean    line ends, spaces, controls, invisible characters, NFC
//	sniff    text, Markdown or HTML, by content
//	read     each format has its reader; all give Markdown and entries of meta data
//	detail   title, source, URL, date, kind and language from meta data and text
//
// Nothing is fetched and no file is opened. A decoder or converter that panics
// on hostile input gives an error here.
package parse

import (
	"errors"
	"fmt"
	"strings"

	"readout/briefings"
	"readout/briefings/markup"
)

// MaxSize is the size in bytes of the largest document that is read.
const MaxSize = 64 << 20

// maxText is the size in bytes of the longest text that is read: some three
// million words. The rest of a larger file is pictures and programs.
const maxText = 16 << 20

// Input is a document as it came.
type Input struct {
	Name string // file name or path; may be "" or "-"
	Data []byte
	URL  string // where it came from, or ""
}

// Document is a document as it is kept.
type Document struct {
	Format   string // text | markdown | html
	Details  briefings.Details
	Markdown string // UTF-8, NFC, LF, no control characters, ends with a line feed
	GUID     string // what its feed or site calls it, or ""
	Warnings []string
}

// Parse reads a document. The error is one line that says what the input is
// and why it is not read; the caller adds the path.
func Parse(in Input) (doc Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			doc, err = Document{}, fmt.Errorf("document could not be read: %v", r)
		}
	}()
	if len(in.Data) > MaxSize {
		return Document{}, fmt.Errorf("document has %d MB, more than the %d MB that are read", len(in.Data)>>20, MaxSize>>20)
	}
	if len(in.Data) == 0 {
		return Document{}, errors.New("file is empty")
	}
	raw, warning, err := decode(in.Data)
	if err != nil {
		return Document{}, err
	}
	s := Clean(raw)
	if strings.TrimSpace(s) == "" {
		return Document{}, errors.New("file holds nothing but white space")
	}
	if kind := otherKind(s, extension(in.Name)); kind != "" {
		return Document{}, errors.New(kind)
	}
	r := reading{name: in.Name, given: in.URL}
	if warning != "" {
		r.warn(warning)
	}
	if err := r.read(s, raw); err != nil {
		return Document{}, err
	}
	return r.document()
}

func tooLong(size int) error {
	return fmt.Errorf("text has %d MB, more than the %d MB that are read as one briefing: split it", size>>20, maxText>>20)
}

// reading is what the readers of the formats fill in.
type reading struct {
	name, given string

	format   string
	markdown string
	meta     meta   // entries of front matter, meta elements, header lines
	guid     string // of a comment line or an entry
	heading  string // the heading that is the title, "" if there is none
	warnings []string
}

func (r *reading) warn(s string) { r.warnings = append(r.warnings, oneLine(s)) }

// read runs the reader of the format that s is in; raw is s before cleaning.
func (r *reading) read(s, raw string) error {
	r.format = sniff(s, extension(r.name))
	if r.format != formatHTML && len(s) > maxText {
		return tooLong(len(s))
	}
	switch r.format {
	case formatHTML:
		return r.readHTML(s)
	case formatMarkdown:
		r.readMarkdown(Clean(unpad(raw)))
	default:
		r.readText(s)
	}
	return nil
}

// document checks what was read and finds the details.
func (r *reading) document() (Document, error) {
	r.markdown = strings.Trim(finish(r.markdown), "\n") + "\n"
	if len(r.markdown) > maxText+maxText/4 { // escapes make it longer
		return Document{}, tooLong(len(r.markdown))
	}
	m := markup.Parse(r.markdown)
	text, spans := m.Text()
	if strings.TrimSpace(text) == "" {
		return Document{}, errors.New("document has no text")
	}
	d := Document{Format: r.format, Markdown: r.markdown, Warnings: r.warnings}
	b := body{text: text, spans: spans}
	for i := range m.Len() {
		b.kinds = append(b.kinds, m.Kind(i))
	}
	d.Details = r.details(&b)
	d.GUID = r.guid
	if d.GUID == "" {
		d.GUID = r.meta.first(guidKeys...)
	}
	return d, nil
}

// body is the text of a document with its blocks.
type body struct {
	text  string
	spans []briefings.Span
	kinds []markup.Kind
}

// blocks returns the texts of at most n blocks that are not empty, from the
// beginning; from the end, last first, if n is negative.
func (b *body) blocks(n int) []string {
	var out []string
	for i := range b.spans {
		s := b.spans[i]
		if n < 0 {
			s = b.spans[len(b.spans)-1-i]
		}
		if t := strings.TrimSpace(b.text[s.Start:s.End]); t != "" {
			if out = append(out, t); len(out) == max(n, -n) {
				break
			}
		}
	}
	return out
}
