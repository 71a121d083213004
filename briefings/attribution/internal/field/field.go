// Package field holds the annotation of who said what in documents of the
// field, which are not part of the repository: what is kept is a list of the
// documents by their hashes, and offsets into their Text.
//
// An annotator writes a draft, a line for a statement (draft.go), which names
// places by the number of a sentence and a few words of it; so a draft holds
// words of its document and is not kept. [Document.Read] turns it into
// [Gold], spans and names only, or says which line does not fit. [Document.Kit]
// writes gold and predictions in the form that the scorer of TestEval reads.
//
//	list -> Document (Load) -> sentences -> draft -> Gold -> scorer
//
// A Gold is always one of the Text that its hash names: every span begins and
// ends on a character boundary within the part that is covered.
package field

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"readout/briefings"
	"readout/briefings/markup"
	"readout/briefings/parse"
)

// Row is a line of the list of documents.
type Row struct {
	ID    string
	Genre string // report | joint | statement | news | transcript
	Path  string // below the folder of documents
	File  string // SHA-256 of the file, hexadecimal
	Text  string // SHA-256 of the Text that readout makes of it
	Bytes int    // how many bytes of the Text are annotated
}

// columns is the head of the list.
const columns = "id\tgenre\tpath\tfile\ttext\tbytes"

// ReadList reads a list of documents.
func ReadList(r io.Reader) ([]Row, error) {
	var rows []Row
	in := bufio.NewScanner(r)
	for n := 1; in.Scan(); n++ {
		if n == 1 || in.Text() == "" {
			continue
		}
		f := strings.Split(in.Text(), "\t")
		if len(f) != strings.Count(columns, "\t")+1 {
			return nil, fmt.Errorf("line %d of the list has %d columns, not those of: %s", n, len(f), columns)
		}
		size, err := strconv.Atoi(f[5])
		if err != nil {
			return nil, fmt.Errorf("line %d of the list: bytes: %w", n, err)
		}
		rows = append(rows, Row{ID: f[0], Genre: f[1], Path: f[2], File: f[3], Text: f[4], Bytes: size})
	}
	return rows, in.Err()
}

// WriteList writes a list of documents.
func WriteList(w io.Writer, rows []Row) error {
	b := []byte(columns + "\n")
	for _, r := range rows {
		b = fmt.Appendf(b, "%s\t%s\t%s\t%s\t%s\t%d\n", r.ID, r.Genre, r.Path, r.File, r.Text, r.Bytes)
	}
	_, err := w.Write(b)
	return err
}

// Document is a document of the list as readout imports it.
type Document struct {
	Row

	Details   briefings.Details
	Full      string           // the whole Text
	Covered   string           // the part of it that is annotated
	Sentences []briefings.Span // of Covered, in order; what they leave out is space
}

// Load reads the document of a row from the folder of documents and checks
// that it is the one that was annotated.
func Load(folder fs.FS, r Row) (*Document, error) {
	d, err := load(folder, r)
	switch {
	case err != nil:
		return nil, err
	case d.File != r.File:
		return nil, fmt.Errorf("%s: %s is not the file that was annotated: SHA-256 %s, not %s", r.ID, r.Path, d.File, r.File)
	case d.Text != r.Text:
		return nil, fmt.Errorf("%s: the Text of %s is not the one that was annotated (SHA-256 %s, not %s): readout reads the file differently now, so its offsets do not hold", r.ID, r.Path, d.Text, r.Text)
	case d.Bytes != r.Bytes:
		return nil, fmt.Errorf("%s: no paragraph of %s ends at byte %d", r.ID, r.Path, r.Bytes)
	}
	return d, nil
}

// Pin fills in the hashes of a row, and moves its limit (0: none) back to the
// end of a paragraph.
func Pin(folder fs.FS, r Row) (Row, error) {
	d, err := load(folder, r)
	if err != nil {
		return Row{}, err
	}
	return d.Row, nil
}

func load(folder fs.FS, r Row) (*Document, error) {
	data, err := fs.ReadFile(folder, r.Path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.ID, err)
	}
	doc, err := parse.Parse(parse.Input{Name: path.Base(r.Path), Data: data})
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", r.ID, r.Path, err)
	}
	d := &Document{Row: r, Details: doc.Details}
	d.Full, _ = markup.Parse(doc.Markdown).Text()
	d.File, d.Text = sum(data), sum([]byte(d.Full))
	if d.Bytes <= 0 || d.Bytes >= len(d.Full) {
		d.Bytes = len(d.Full)
	} else {
		d.Bytes = max(0, strings.LastIndexByte(d.Full[:d.Bytes+1], '\n'))
		d.Bytes = len(strings.TrimRight(d.Full[:d.Bytes], "\n"))
	}
	d.Covered = d.Full[:d.Bytes]
	d.Sentences = sentences(d.Covered)
	return d, nil
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// Statement is one statement of an annotation.
type Statement struct {
	Names   []string         `json:"names"`   // of those who make it; none when they are not known by name
	Speaker briefings.Span   `json:"speaker"` // the phrase beside the cue; empty: none
	Cue     briefings.Span   `json:"cue"`     // empty: none
	Content []briefings.Span `json:"content"`
}

// Gold is the annotation of one document, without any of its words.
type Gold struct {
	ID         string      `json:"id"`
	SHA        string      `json:"sha"` // of the Text
	Statements []Statement `json:"statements"`
}

// ReadGold reads annotations, one a line.
func ReadGold(r io.Reader) ([]Gold, error) {
	var out []Gold
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	for {
		var g Gold
		switch err := dec.Decode(&g); {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return nil, fmt.Errorf("annotation %d: %w", len(out)+1, err)
		}
		out = append(out, g)
	}
}

// Check reports a span of g that does not fit d.
func (d *Document) Check(g *Gold) error {
	if g.ID != d.ID || g.SHA != d.Text {
		return fmt.Errorf("%s: the annotation is of %s, Text %s, not of %s", d.ID, g.ID, g.SHA, d.Text)
	}
	fits := func(s briefings.Span) bool {
		return s.Start >= 0 && s.Start <= s.End && s.End <= len(d.Covered) && d.boundary(s.Start) && d.boundary(s.End)
	}
	for i := range g.Statements {
		s := &g.Statements[i]
		if len(s.Content) == 0 || slices.ContainsFunc(s.Content, briefings.Span.Empty) {
			return fmt.Errorf("%s: statement %d says nothing", d.ID, i+1)
		}
		for _, span := range append([]briefings.Span{s.Speaker, s.Cue}, s.Content...) {
			if !fits(span) {
				return fmt.Errorf("%s: statement %d: %d–%d is no span of the %d bytes covered", d.ID, i+1, span.Start, span.End, len(d.Covered))
			}
		}
	}
	return nil
}

func (d *Document) boundary(off int) bool {
	return off == len(d.Covered) || utf8.RuneStart(d.Covered[off])
}

// Predicted turns the statements that were found in the whole Text into an
// annotation of the part that is covered. What goes beyond it is cut off.
func (d *Document) Predicted(found []briefings.Statement) Gold {
	g := Gold{ID: d.ID, SHA: d.Text}
	within := func(s briefings.Span) briefings.Span {
		if s.End = min(s.End, len(d.Covered)); s.Empty() {
			return briefings.Span{}
		}
		return s
	}
	for i := range found {
		s := Statement{Names: found[i].Names(), Speaker: within(found[i].Speaker.Span), Cue: within(found[i].Cue)}
		for _, c := range found[i].Content {
			if c = within(c); !c.Empty() {
				s.Content = append(s.Content, c)
			}
		}
		if len(s.Content) > 0 {
			g.Statements = append(g.Statements, s)
		}
	}
	return g
}

// kitSpeaker and kitStatement are the scorer's form. The head is left out, so
// any part of the phrase is right.
type (
	kitSpeaker struct {
		briefings.Span

		Name       string `json:"name,omitempty"`
		ResolvedBy string `json:"resolved_by,omitempty"`
	}
	kitStatement struct {
		Kind    string           `json:"kind"`
		Speaker kitSpeaker       `json:"speaker"`
		Cue     briefings.Span   `json:"cue"`
		Content []briefings.Span `json:"content"`
	}
	kitDocument struct {
		ID         string         `json:"id"`
		Publisher  string         `json:"publisher"` // the genre: the scorer can report by it
		Text       string         `json:"text"`
		Statements []kitStatement `json:"statements"`
	}
)

// Kit writes g as a line of the scorer's gold, or of its predictions. The
// scorer knows one name of a statement: in gold, one of several speakers has
// none there, and is counted by [Compare] alone.
func (d *Document) Kit(w io.Writer, g *Gold, gold bool) error {
	k := kitDocument{ID: d.ID, Publisher: d.Genre, Statements: []kitStatement{}}
	if gold {
		k.Text = d.Covered
	}
	for _, s := range g.Statements {
		// The scorer finds kinds by itself; this is only what it wants to see.
		t := kitStatement{Kind: string(briefings.Indirect), Speaker: kitSpeaker{Span: s.Speaker}, Cue: s.Cue, Content: s.Content}
		if len(s.Names) == 1 || !gold && len(s.Names) > 0 {
			t.Speaker.Name = s.Names[0]
			if gold {
				t.Speaker.ResolvedBy = d.resolvedBy(&s)
			}
		}
		k.Statements = append(k.Statements, t)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(k)
}

// resolvedBy says in the scorer's words whether the name stands in the phrase
// beside the cue or had to be found elsewhere.
func (d *Document) resolvedBy(s *Statement) string {
	phrase := strings.ToLower(d.Covered[s.Speaker.Start:s.Speaker.End])
	if strings.Contains(phrase, lastName(s.Names[0])) {
		return "surface"
	}
	return "corenlp"
}

// Match is what two annotations have to do with each other.
type Match struct {
	A, B *Statement // one of them is nil where the other has no statement like it
}

// Compare pairs the statements of two annotations of d, those whose contents
// share most first and no pair below half of both together, and returns them
// in the order of the text.
func (d *Document) Compare(a, b *Gold) []Match {
	type pair struct {
		i, j  int
		share float64
	}
	var pairs []pair
	for i := range a.Statements {
		for j := range b.Statements {
			if share := overlap(a.Statements[i].Content, b.Statements[j].Content); share >= 0.5 {
				pairs = append(pairs, pair{i, j, share})
			}
		}
	}
	slices.SortStableFunc(pairs, func(p, q pair) int {
		switch {
		case p.share > q.share:
			return -1
		case p.share < q.share:
			return 1
		}
		return 0
	})
	usedA, usedB := make([]bool, len(a.Statements)), make([]bool, len(b.Statements))
	var out []Match
	for _, p := range pairs {
		if !usedA[p.i] && !usedB[p.j] {
			usedA[p.i], usedB[p.j] = true, true
			out = append(out, Match{&a.Statements[p.i], &b.Statements[p.j]})
		}
	}
	for i := range usedA {
		if !usedA[i] {
			out = append(out, Match{A: &a.Statements[i]})
		}
	}
	for i := range usedB {
		if !usedB[i] {
			out = append(out, Match{B: &b.Statements[i]})
		}
	}
	slices.SortStableFunc(out, func(m, n Match) int { return m.start() - n.start() })
	return out
}

func (m *Match) start() int {
	if m.A != nil {
		return m.A.Content[0].Start
	}
	return m.B.Content[0].Start
}

// SameNames reports whether both statements name the same speakers: as many,
// with the same last names.
func (m *Match) SameNames() bool {
	if m.A == nil || m.B == nil || len(m.A.Names) != len(m.B.Names) {
		return false
	}
	return slices.Equal(lastNames(m.A.Names), lastNames(m.B.Names))
}

// Same reports whether two statements that belong together are alike in all
// that is annotated.
func (m *Match) Same() bool {
	return m.SameNames() && m.A.Speaker == m.B.Speaker && m.A.Cue == m.B.Cue && slices.Equal(m.A.Content, m.B.Content)
}

// Tally counts how far annotations agree.
type Tally struct {
	A, B, Both, Names, Exact int // statements; matched; of these: same names, alike in all
}

// with counts the matches of one more document.
func (t Tally) with(matches []Match) Tally {
	count := func(n *int, ok bool) {
		if ok {
			*n++
		}
	}
	for _, m := range matches {
		count(&t.A, m.A != nil)
		count(&t.B, m.B != nil)
		if m.A != nil && m.B != nil {
			t.Both++
			count(&t.Names, m.SameNames())
			count(&t.Exact, m.Same())
		}
	}
	return t
}

func (t Tally) String() string {
	return fmt.Sprintf("%d and %d statements, %d matched: F1 %.1f; all names the same in %d, names F1 %.1f; alike in all in %d",
		t.A, t.B, t.Both, f1(t.Both, t), t.Names, f1(t.Names, t), t.Exact)
}

func f1(n int, t Tally) float64 { return 200 * float64(n) / float64(max(1, t.A+t.B)) }

func lastNames(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = lastName(n)
	}
	slices.Sort(out)
	return out
}

func lastName(name string) string {
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// overlap is the share of bytes that both have of those that one of them has.
func overlap(a, b []briefings.Span) float64 {
	both, all := 0, 0
	for _, s := range a {
		all += s.Len()
		for _, t := range b {
			both += max(0, min(s.End, t.End)-max(s.Start, t.Start))
		}
	}
	for _, t := range b {
		all += t.Len()
	}
	return float64(both) / float64(max(1, all-both))
}

// Set writes the scorer's gold and predictions of two annotations, b as the
// prediction of a, and counts how far they agree; each, if not nil, is told the
// matches of every document. Documents that only one of them has are left out.
func Set(docs map[string]*Document, a, b []Gold, gold, pred io.Writer, each func(*Document, []Match)) (Tally, error) {
	var t Tally
	other := map[string]*Gold{}
	for i := range b {
		other[b[i].ID] = &b[i]
	}
	for i := range a {
		d, theirs := docs[a[i].ID], other[a[i].ID]
		if theirs == nil {
			continue
		}
		if d == nil {
			return t, fmt.Errorf("%s is not in the list of documents", a[i].ID)
		}
		if err := errors.Join(d.Check(&a[i]), d.Check(theirs)); err != nil {
			return t, err
		}
		if err := errors.Join(d.Kit(gold, &a[i], true), d.Kit(pred, theirs, false)); err != nil {
			return t, err
		}
		matches := d.Compare(&a[i], theirs)
		t = t.with(matches)
		if each != nil {
			each(d, matches)
		}
	}
	return t, nil
}

// Write writes annotations, one a line.
func Write(w io.Writer, golds []Gold) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for i := range golds {
		if err := enc.Encode(golds[i]); err != nil {
			return err
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}
