package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"readout/briefings"
	"readout/briefings/analysis"
	"readout/briefings/attribution"
	"readout/briefings/export"
)

// pieces reads a text of any length, as much at a time as is analysed at once.
type pieces struct {
	in   io.Reader
	name string
	rest []byte // read and not yet given away
	done bool   // all is read
	at   int    // bytes given away
}

// next returns the next piece, "" after the last.
func (p *pieces) next() (string, error) {
	if want := 2*attribution.PieceLen + 1 - len(p.rest); want > 0 && !p.done {
		more, err := io.ReadAll(io.LimitReader(p.in, int64(want)))
		if err != nil {
			return "", fmt.Errorf("analyze %s: %w", p.name, reason(err))
		}
		p.rest, p.done = append(p.rest, more...), len(more) < want
	}
	text := string(p.rest)
	n := attribution.Cut(text)
	if i := invalid(text[:n]); i >= 0 {
		return "", fmt.Errorf("analyze %s: not UTF-8 text at byte %d; readout import reads other encodings", p.name, p.at+i)
	}
	p.at += n
	p.rest = append(p.rest[:0], p.rest[n:]...)
	return text[:n], nil
}

// ended reports whether every piece was given away.
func (p *pieces) ended() bool { return p.done && len(p.rest) == 0 }

// invalid returns where text is not UTF-8, or -1.
func invalid(text string) int {
	if utf8.ValidString(text) {
		return -1
	}
	for i := 0; ; {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
}

// long is what was found in a text so far. Its statements are in a file, for
// the speakers are printed before them and known after them.
type long struct {
	people []briefings.Speaker
	topics []briefings.Topic
	counts map[string]int // statements by the id of who makes them
	person map[string]int // index in people by id
	topic  map[string]int
	said   jsonList // in the file
}

// analyzeLong analyses a text piece by piece, from first on, and prints what
// analyze prints of one that is analysed at once. Memory holds a piece, and of
// each person and topic where it is mentioned.
func (a *app) analyzeLong(s *analysis.Series, p *pieces, first string) (err error) {
	f, err := os.CreateTemp("", "readout-*.json")
	if err != nil {
		return fmt.Errorf("analyze %s: a temporary file: %w", p.name, reason(err))
	}
	defer func() { _ = errors.Join(f.Close(), os.Remove(f.Name())) }()
	l := &long{counts: map[string]int{}, person: map[string]int{}, topic: map[string]int{}, said: jsonList{to: bufio.NewWriterSize(f, 1<<16)}}
	for text := first; text != ""; {
		if err := a.ctx.Err(); err != nil {
			return err
		}
		r := s.Next(text)
		if err := l.add(&r); err != nil {
			return fmt.Errorf("analyze %s: %w", p.name, err)
		}
		if text, err = p.next(); err != nil {
			return err
		}
	}
	if err := errors.Join(l.said.end(), l.said.to.Flush()); err != nil {
		return fmt.Errorf("analyze %s: %s: %w", p.name, f.Name(), reason(err))
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("analyze %s: %w", p.name, reason(err))
	}
	return a.printLong(l, f)
}

// add puts the statements of a piece into the file.
func (l *long) add(r *briefings.Analysis) error {
	rec := export.Record(&briefings.Article{Analysis: *r})
	for i := range rec.Statements {
		if err := l.said.add(&rec.Statements[i]); err != nil {
			return reason(err)
		}
		for _, q := range rec.Statements[i].Speakers {
			l.counts[q.ID]++
		}
	}
	l.people = attribution.Join(l.people, rec.People, l.person)
	for i := range rec.Topics {
		t := &rec.Topics[i]
		n, ok := l.topic[t.ID]
		if !ok {
			l.topic[t.ID] = len(l.topics)
			l.topics = append(l.topics, *t)
			continue
		}
		l.topics[n].Mentions = append(l.topics[n].Mentions, t.Mentions...)
	}
	return nil
}

// printLong prints the JSON of l, whose statements are read from file.
func (a *app) printLong(l *long, file io.Reader) error {
	w := bufio.NewWriterSize(a.out, 1<<16)
	speakers, topics := &jsonList{to: w}, &jsonList{to: w}
	_, err := w.WriteString("{\n  \"speakers\": [")
	for _, p := range briefings.Ranked(l.people, l.counts) {
		err = errors.Join(err, speakers.add(&p))
	}
	err = errors.Join(err, speakers.end())
	if err == nil {
		_, err = w.WriteString(",\n  \"statements\": [")
	}
	if err == nil {
		_, err = io.Copy(w, file)
	}
	if err == nil {
		_, err = w.WriteString(",\n  \"topics\": [")
	}
	for i := range l.topics {
		err = errors.Join(err, topics.add(&l.topics[i]))
	}
	err = errors.Join(err, topics.end())
	if err == nil {
		_, err = w.WriteString("\n}\n")
	}
	if err = errors.Join(err, w.Flush()); err != nil {
		return fmt.Errorf("write to stdout: %w", err)
	}
	return nil
}

// jsonList writes a list within an object, an element at a time.
type jsonList struct {
	to    *bufio.Writer
	begun bool
}

func (l *jsonList) add(v any) error {
	b, err := export.JSON(v, true)
	if err != nil {
		return err
	}
	if l.begun {
		_ = l.to.WriteByte(',') // the writer tells at its end
	}
	l.begun = true
	for line := range bytes.Lines(bytes.TrimSpace(b)) { // no string of JSON holds a line feed
		_, err = fmt.Fprintf(l.to, "\n    %s", bytes.TrimSuffix(line, []byte("\n")))
	}
	return err
}

func (l *jsonList) end() (err error) {
	if l.begun {
		_, err = l.to.WriteString("\n  ")
	}
	return errors.Join(err, l.to.WriteByte(']'))
}
