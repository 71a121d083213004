package ui

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/clean"
	"readout/ui/config"
)

// flat is the line-oriented reader: what it prints is read from top to bottom,
// without a single escape sequence, and every sign is a word.
type flat struct {
	ctx   context.Context
	o     Options
	out   *bufio.Writer
	query query.Query
	order briefings.Order
	rows  []briefings.Briefing
	first int // first row of the page that was printed last
	open  *briefings.Article
}

// flatPage is the number of briefings that are listed at a time.
const flatPage = 20

// RunFlat is the program for screen readers and for terminals that can only
// print lines: a numbered list, a number to read, words for everything else.
// It ends at "quit", at the end of the input or when ctx does.
func RunFlat(ctx context.Context, o Options, in io.Reader, out io.Writer) error {
	if o.Now == nil {
		o.Now = time.Now
	}
	f := &flat{ctx: ctx, o: o, out: bufio.NewWriter(out), order: o.Config.Sort}
	if f.order.By == "" {
		f.order = config.Standard().Sort
	}
	q, err := query.Parse(o.Query, o.Now())
	if err != nil {
		f.fail(err)
	}
	f.query = q
	f.load()
	f.list(0)
	f.sayf("Type a number to read, help for all words, quit to leave.")
	lines := scan(ctx, in)
	for {
		f.prompt()
		if err := f.out.Flush(); err != nil {
			return fmt.Errorf("write the list: %w", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case line, ok := <-lines:
			if !ok {
				f.sayf("")
				return f.out.Flush()
			}
			if f.command(strings.TrimSpace(line)) {
				return f.out.Flush()
			}
		}
	}
}

// scan reads lines in the background, so that the end of ctx is seen while
// nobody types.
func scan(ctx context.Context, in io.Reader) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		s := bufio.NewScanner(in)
		s.Buffer(nil, 1<<20)
		for s.Scan() {
			select {
			case lines <- s.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return lines
}

// sayf prints a line; what comes from documents is cleaned on the way.
func (f *flat) sayf(format string, args ...any) {
	text := clean.Text(fmt.Sprintf(format, args...))
	_, _ = f.out.WriteString(text + "\n") // Flush reports what went wrong
}

func (f *flat) fail(err error) { f.sayf("Error: %s", err) }

func (f *flat) prompt() {
	where := wordList
	if f.open != nil {
		where = "article"
	}
	_, _ = f.out.WriteString(where + "> ")
}

func (f *flat) load() {
	rows, err := f.o.Library.Find(f.ctx, f.query, f.order, 0, 0)
	if err != nil {
		f.fail(err)
		return
	}
	f.rows = rows
}

// list prints a page of the list.
func (f *flat) list(first int) {
	f.open = nil
	f.first = max(0, min(first, len(f.rows)-1))
	if len(f.rows) == 0 {
		f.sayf("No briefings. Add some with: readout import FOLDER")
		return
	}
	last := min(f.first+flatPage, len(f.rows))
	f.sayf("Briefings %d to %d of %d.", f.first+1, last, len(f.rows))
	for i := f.first; i < last; i++ {
		f.sayf("%d. %s", i+1, row(&f.rows[i]))
	}
	if last < len(f.rows) {
		f.sayf("next shows more.")
	}
}

// row returns a header in words.
func row(b *briefings.Briefing) string {
	parts := []string{clean.Line(b.Title)}
	if b.Title == "" {
		parts[0] = "No title"
	}
	day := b.Published.Day()
	if day == "" {
		day = "no date"
	}
	parts = append(parts, clean.Line(day))
	if b.Source != "" {
		parts = append(parts, clean.Line(b.Source))
	}
	parts = append(parts, clean.Line(string(b.Kind)))
	if !b.Read {
		parts = append(parts, "unread")
	}
	if b.Starred {
		parts = append(parts, "starred")
	}
	if b.Notes > 0 {
		parts = append(parts, plural(b.Notes, "note"))
	}
	if len(b.Tags) > 0 {
		parts = append(parts, "tags "+clean.Line(strings.Join(b.Tags, ", ")))
	}
	return strings.Join(parts, "; ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// command acts on a line; it reports whether to leave.
func (f *flat) command(line string) bool {
	if n, err := strconv.Atoi(line); err == nil {
		f.read(n)
		return false
	}
	name, args, _ := strings.Cut(line, " ")
	args = strings.TrimSpace(args)
	switch name {
	case "":
	case "q", wordQuit:
		return true
	case wordList, "back":
		f.load()
		f.list(f.first)
	case "next":
		f.step(1)
	case "previous":
		f.step(-1)
	case wordFilter:
		f.filter(args)
	case wordSort:
		f.sort(args)
	case wordHelp, "?":
		f.help()
	default:
		f.onArticle(name, args)
	}
	return false
}

func (f *flat) help() {
	for _, l := range []string{
		"NUMBER: read that briefing. next, previous: more of the list, or the next briefing.",
		"list: back to the list. filter QUERY: list what fits, filter alone lists all. sort published, added, title or source.",
		"While reading: text, statements, topics, notes.",
		"highlight WORDS: mark a passage, word for word. note TEXT: a note on the whole briefing.",
		"star, unstar, read, unread, tag NAMES, untag NAMES, export FOLDER.",
		"quit: leave.",
	} {
		f.sayf("%s", l)
	}
}

func (f *flat) step(delta int) {
	if f.open == nil {
		switch to := f.first + delta*flatPage; {
		case to >= len(f.rows), to < 0 && f.first == 0:
			f.sayf("There are no more.")
		default:
			f.list(to)
		}
		return
	}
	for i := range f.rows {
		if f.rows[i].ID == f.open.ID {
			f.read(i + 1 + delta)
			return
		}
	}
	f.sayf("This briefing is no longer in the list.")
}

func (f *flat) filter(s string) {
	q, err := query.Parse(s, f.o.Now())
	if err != nil {
		f.fail(err)
		return
	}
	f.query = q
	f.load()
	f.list(0)
}

func (f *flat) sort(s string) {
	o, err := config.ParseOrder(s)
	if err != nil {
		f.fail(err)
		return
	}
	f.order = o
	f.load()
	f.list(0)
}
