package flat

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"readout/ui/clean"
)

// longestLine bounds a typed line, in bytes.
const longestLine = 16 << 20

// input reads lines when they are asked for and not before: what is typed into
// an editor that was opened is not taken from it.
type input struct {
	wanted chan struct{}
	lines  chan string
}

func newInput(r io.Reader) *input {
	in := &input{wanted: make(chan struct{}), lines: make(chan string, 1)}
	go func() {
		defer close(in.lines)
		s := bufio.NewScanner(r)
		s.Buffer(nil, longestLine)
		for range in.wanted {
			if !s.Scan() {
				return
			}
			in.lines <- strings.ToValidUTF8(s.Text(), "\ufffd")
		}
	}()
	return in
}

// terminals are the streams, for a program that takes them over.
type terminals struct {
	in  io.Reader
	out io.Writer
}

// interactive reports whether somebody sits at a terminal.
func (t terminals) interactive() bool {
	file, ok := t.in.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(file.Fd())
}

// ask prints a prompt and reads a line; it reports false at the end of the
// input, of the program, or when nothing can be printed.
func (f *session) ask(prompt string) (string, bool) {
	if f.pushed != nil {
		line := *f.pushed
		f.pushed = nil
		return line, true
	}
	_, _ = f.out.WriteString(clean.Line(prompt))
	if err := f.out.Flush(); err != nil {
		return "", false
	}
	if f.ctx.Err() != nil {
		return "", false
	}
	select {
	case <-f.ctx.Done():
	case f.in.wanted <- struct{}{}:
	case <-f.in.lines: // closed
	}
	select {
	case <-f.ctx.Done():
	case line, ok := <-f.in.lines:
		if ok {
			return line, true
		}
	}
	f.leaving = true
	f.say("")
	return "", false
}

// push makes the next question get line for an answer.
func (f *session) push(line string) { f.pushed = &line }

// say prints text; what comes from documents is cleaned on the way.
func (f *session) say(text string) {
	text = clean.Text(text)
	if f.wrap {
		text = ansi.Wordwrap(text, f.o.Measure, "")
	}
	_, _ = f.out.WriteString(text + "\n") // Flush reports what went wrong
}

func (f *session) sayf(format string, args ...any) { f.say(fmt.Sprintf(format, args...)) }

// didf says what was done; messages repeat it.
func (f *session) didf(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	f.log = append(f.log, text)
	f.say(text)
}

// fail says what went wrong, in a sentence.
func (f *session) fail(err error) { f.didf("Error: %s", sentence(err.Error())) }

// sentence returns s with a full stop.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?:") {
		return s
	}
	return s + "."
}

// capital returns s with a capital letter first.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// lines prints lines, a page at a time; an empty line goes on.
func (f *session) lines(all []string) {
	n := min(len(all), pageLength)
	if len(all) <= pageLength+2 { // no page for the last two
		n = len(all)
	}
	for _, l := range all[:n] {
		f.say(l)
	}
	rest := all[n:]
	if len(rest) == 0 {
		f.more = nil
		return
	}
	f.more = func() { f.lines(rest) }
	f.sayf("%d more; Enter goes on.", len(rest))
}

// quoted returns a passage on one line in quotation marks: its own, where it
// has them.
func quoted(s string) string { return clean.Quoted(s, len(s)) }

// short returns the beginning of s, at most n characters and whole words.
func short(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)[:n]
	s = string(r)
	if i := strings.LastIndexByte(s, ' '); i > len(s)/2 {
		s = s[:i]
	}
	return strings.TrimRight(s, " ,;:.") + " …"
}

// cut takes the first word off s.
func cut(s string) (word, rest string) {
	word, rest, _ = strings.Cut(strings.TrimSpace(s), " ")
	return word, strings.TrimSpace(rest)
}

// cutLast splits s at its last separator word: "a on b on c" is "a on b", "c".
func cutLast(s, word string) (before, after string, found bool) {
	s = " " + s
	if i := strings.LastIndex(s, " "+word+" "); i >= 0 {
		return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(word)+2:]), true
	}
	return strings.TrimSpace(s), "", false
}
