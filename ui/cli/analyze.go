package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/briefings/analysis"
	"readout/briefings/attribution"
	"readout/briefings/export"
	"readout/briefings/parse"
)

// analyzed is the JSON of an analysed text.
type analyzed struct {
	Speakers   []briefings.Speaker   `json:"speakers"`
	Statements []briefings.Statement `json:"statements"`
	Topics     []briefings.Topic     `json:"topics"`
}

// analyzedLine is a line of analyze --jsonl.
type analyzedLine struct {
	ID         string                `json:"id"`
	Speakers   []briefings.Speaker   `json:"speakers"`
	People     []briefings.Speaker   `json:"people"`
	Statements []briefings.Statement `json:"statements"`
	Topics     []briefings.Topic     `json:"topics"`
}

func (a *app) analyzeCmd() *cobra.Command {
	var lines bool
	var date string
	c := &cobra.Command{
		Use:   "analyze [FILE|-]",
		Short: "Say who said what in a text, without storing it",
		Long: "analyze reads a text (UTF-8, as it is: no format is parsed) and prints its speakers, statements and topics as\n" +
			"JSON; offsets are bytes into that very text. With --jsonl every line of input is an object with id, text and\n" +
			"perhaps date, and every line of output one with id, speakers, people, statements and topics. A text of any length is\n" +
			"read; one of more than 2 MB piece by piece.",
		Example: "pbpaste | readout analyze\nreadout analyze --jsonl articles.jsonl > analyzed.jsonl",
	}
	c.Flags().BoolVar(&lines, "jsonl", false, "JSON Lines in, JSON Lines out")
	c.Flags().StringVar(&date, "date", "", "the day of the text, for offices held then")
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		if len(args) > 1 {
			return wrong("analyze: give one file, or - for stdin")
		}
		in, name := a.in, "stdin"
		if len(args) == 1 && args[0] != "-" {
			f, err := os.Open(args[0])
			if err != nil {
				return fmt.Errorf("analyze %s: %w", args[0], reason(err))
			}
			defer f.Close()
			in, name = f, args[0]
		}
		an, err := a.analyzer()
		if err != nil {
			return err
		}
		if lines {
			if date != "" {
				return wrong("analyze: with --jsonl each line has its own date")
			}
			return a.analyzeLines(an, in, name)
		}
		day, err := parse.Day(date)
		if date != "" && err != nil {
			return wrong("--date: %w", err)
		}
		p := &pieces{in: in, name: name}
		text, err := p.next()
		if err != nil {
			return err
		}
		c := attribution.Context{Date: day, Lang: parse.Language(text)}
		if !briefings.English(c.Lang) {
			a.tellf("%s: the language is “%s”; speech is found in English only, names and labels in this", name, c.Lang)
		}
		if !p.ended() {
			return a.analyzeLong(an.Series(c), p, text)
		}
		r := an.Analyze(text, c)
		return a.printJSON(resultOf(&r), true)
	})
	return c
}

// resultOf is the JSON of an analysis; lists are never null.
func resultOf(r *briefings.Analysis) analyzed {
	rec := export.Record(&briefings.Article{Analysis: *r})
	return analyzed{Speakers: rec.Speakers, Statements: rec.Statements, Topics: rec.Topics}
}

// maxLine bounds a line of analyze --jsonl.
const maxLine = 2 * parse.MaxSize

// analyzeLines analyses JSON Lines on all processors and prints the results in
// the order of the input.
func (a *app) analyzeLines(an *analysis.Analyzer, in io.Reader, name string) error {
	type result struct {
		out []byte
		err error
	}
	queue := make(chan chan result, 2*runtime.GOMAXPROCS(0))
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(queue)
		r := bufio.NewReaderSize(in, 1<<20)
		for n := 1; ; n++ {
			line, err := readLine(r)
			if errors.Is(err, io.EOF) && len(line) == 0 {
				return
			}
			done := make(chan result, 1)
			select {
			case queue <- done:
			case <-stop:
				return
			case <-a.ctx.Done():
				return
			}
			if err != nil && !errors.Is(err, io.EOF) {
				done <- result{err: fmt.Errorf("analyze %s:%d: %w", name, n, err)}
				return
			}
			go func() {
				out, err := analyzeLine(an, line)
				if err != nil {
					err = fmt.Errorf("analyze %s:%d: %w", name, n, err)
				}
				done <- result{out, err}
			}()
		}
	})
	defer wg.Wait()
	defer close(stop)
	w := bufio.NewWriterSize(a.out, 1<<16)
	for done := range queue {
		r := <-done
		if r.err != nil {
			return errors.Join(r.err, w.Flush())
		}
		if r.out == nil {
			continue // a blank line
		}
		if _, err := w.Write(r.out); err != nil {
			return fmt.Errorf("write to stdout: %w", err)
		}
	}
	return errors.Join(w.Flush(), a.ctx.Err())
}

// readLine reads a line without its end, and refuses one that is too long.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxLine {
			return nil, fmt.Errorf("a line of more than %d MiB", maxLine>>20)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// analyzeLine analyses one object; a blank line gives nothing.
func analyzeLine(an *analysis.Analyzer, line []byte) ([]byte, error) {
	if len(bytes.TrimSpace(line)) == 0 {
		return nil, nil
	}
	var in struct {
		ID   any     `json:"id"`
		Text *string `json:"text"`
		Date string  `json:"date"`
	}
	if err := json.Unmarshal(line, &in); err != nil {
		return nil, fmt.Errorf("not a JSON object with id and text: %w", err)
	}
	if in.Text == nil {
		return nil, errors.New(`the object has no "text"`)
	}
	day, err := parse.Day(in.Date)
	if in.Date != "" && err != nil {
		return nil, err
	}
	id := ""
	if in.ID != nil {
		id = fmt.Sprint(in.ID)
	}
	r := an.Analyze(*in.Text, attribution.Context{Date: day})
	rec := export.Record(&briefings.Article{Analysis: r})
	out, err := export.JSON(analyzedLine{id, rec.Speakers, rec.People, rec.Statements, rec.Topics}, false)
	if err != nil {
		return nil, err
	}
	return append(bytes.TrimSpace(out), '\n'), nil
}
