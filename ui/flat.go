package ui

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"readout/briefings"
	"readout/briefings/anchor"
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
	f.say("Type a number to read, help for all words, quit to leave.")
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
				f.say("")
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

// say prints a line; what comes from documents is cleaned on the way.
func (f *flat) say(format string, args ...any) {
	text := clean.Text(fmt.Sprintf(format, args...))
	_, _ = f.out.WriteString(text + "\n") // Flush reports what went wrong
}

func (f *flat) fail(err error) { f.say("Error: %s", err) }

func (f *flat) prompt() {
	where := "list"
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
		f.say("No briefings. Add some with: readout import FOLDER")
		return
	}
	last := min(f.first+flatPage, len(f.rows))
	f.say("Briefings %d to %d of %d.", f.first+1, last, len(f.rows))
	for i := f.first; i < last; i++ {
		f.say("%d. %s", i+1, row(&f.rows[i]))
	}
	if last < len(f.rows) {
		f.say("next shows more.")
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
	case "q", "quit":
		return true
	case "list", "back":
		f.load()
		f.list(f.first)
	case "next":
		f.step(1)
	case "previous":
		f.step(-1)
	case "filter":
		f.filter(args)
	case "sort":
		f.sort(args)
	case "help", "?":
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
		f.say("%s", l)
	}
}

func (f *flat) step(delta int) {
	if f.open == nil {
		switch to := f.first + delta*flatPage; {
		case to >= len(f.rows), to < 0 && f.first == 0:
			f.say("There are no more.")
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
	f.say("This briefing is no longer in the list.")
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

// read prints the n-th briefing of the list and marks it as read.
func (f *flat) read(n int) {
	if n < 1 || n > len(f.rows) {
		f.say("There is no number %d; the list has %d.", n, len(f.rows))
		return
	}
	a, err := f.o.Library.Article(f.ctx, f.rows[n-1].ID)
	if err != nil {
		f.fail(err)
		return
	}
	f.open = &a
	f.say("")
	f.say("%s", row(&a.Briefing))
	f.say("%s, %s, %s.", plural(a.Words, "word"), plural(len(a.Analysis.Statements), "statement"), plural(len(a.Annotations), "note"))
	f.text()
	f.say("End of the text. statements, topics, notes, next, list.")
	if err := f.o.Library.SetRead(f.ctx, []string{a.ID}, true); err != nil {
		f.fail(err)
		return
	}
	f.rows[n-1].Read = true
}

// text prints the paragraphs.
func (f *flat) text() {
	for _, s := range f.open.Blocks {
		if !s.Empty() && s.End <= len(f.open.Text) {
			f.say("")
			f.say("%s", f.open.Text[s.Start:s.End])
		}
	}
}

// onArticle acts on the words that need an article.
func (f *flat) onArticle(name, args string) {
	if f.open == nil {
		f.say("%q is no word of the list. Type a number to read first, or help.", name)
		return
	}
	id := []string{f.open.ID}
	lib := f.o.Library
	switch name {
	case "text":
		f.text()
	case "statements":
		f.statements()
	case "topics":
		f.topics()
	case "notes":
		f.notes()
	case "highlight":
		f.highlight(args)
	case "note":
		f.note(args)
	case "star", "unstar":
		f.did(lib.SetStarred(f.ctx, id, name == "star"))
	case "read", "unread":
		f.did(lib.SetRead(f.ctx, id, name == "read"))
	case "tag":
		f.did(lib.Tag(f.ctx, id, tagNames(args), nil))
	case "untag":
		f.did(lib.Tag(f.ctx, id, nil, tagNames(args)))
	case "export":
		f.export(args)
	default:
		f.say("%q is no word here; help lists them.", name)
	}
}

func (f *flat) did(err error) {
	if err != nil {
		f.fail(err)
		return
	}
	f.say("Done.")
	f.again()
}

// again reads the open article anew.
func (f *flat) again() {
	a, err := f.o.Library.Article(f.ctx, f.open.ID)
	if err != nil {
		f.fail(err)
		return
	}
	f.open = &a
	for i := range f.rows {
		if f.rows[i].ID == a.ID {
			f.rows[i] = a.Briefing
		}
	}
}

// statements prints who said what: "Name (direct): words".
func (f *flat) statements() {
	a := f.open
	if len(a.Analysis.Statements) == 0 {
		f.say("No statements were found.")
	}
	for i := range a.Analysis.Statements {
		s := &a.Analysis.Statements[i]
		f.say("%d. %s (%s): %s", i+1, speakers(s), s.Kind, contents(a.Text, s.Content))
	}
}

func speakers(s *briefings.Statement) string {
	names := make([]string, 0, len(s.Speakers))
	for _, p := range s.Speakers {
		names = append(names, clean.Line(p.Name))
	}
	if len(names) == 0 && s.Speaker.Name != "" {
		names = append(names, clean.Line(s.Speaker.Name))
	}
	if len(names) == 0 {
		return "Unknown speaker"
	}
	return strings.Join(names, " and ")
}

func contents(text string, spans []briefings.Span) string {
	parts := make([]string, 0, len(spans))
	for _, s := range spans {
		if s.Start >= 0 && s.End <= len(text) && s.Start <= s.End {
			parts = append(parts, clean.Line(text[s.Start:s.End]))
		}
	}
	return strings.Join(parts, " … ")
}

func (f *flat) topics() {
	for _, t := range f.open.Analysis.Topics {
		f.say("%s (%s), %s.", clean.Line(t.Label), t.Kind, plural(len(t.Mentions), "mention"))
	}
	if len(f.open.Analysis.Topics) == 0 {
		f.say("No topics were found.")
	}
}

func (f *flat) notes() {
	for i := range f.open.Annotations {
		n := &f.open.Annotations[i]
		if n.IsPageNote() {
			f.say("%d. On the whole briefing: %s", i+1, n.Text)
			continue
		}
		where := ""
		if n.State != briefings.Anchored && n.State != briefings.Moved {
			where = " (" + string(n.State) + ")"
		}
		f.say("%d. “%s”%s, colour %d: %s", i+1, clean.Line(n.Quote.Exact), where, n.Color, n.Text)
	}
	if len(f.open.Annotations) == 0 {
		f.say("No notes.")
	}
}

// highlight marks a passage that is given word for word.
func (f *flat) highlight(quote string) {
	spans := anchor.Find(f.open.Text, quote)
	switch {
	case quote == "":
		f.say("highlight what? Give the words of the passage.")
		return
	case len(spans) == 0:
		f.say("These words do not stand in the text.")
		return
	case len(spans) > 1:
		f.say("These words stand in %d places; give more of them.", len(spans))
		return
	}
	at, selector := anchor.Select(f.open.Text, spans[0])
	_, err := f.o.Library.Annotate(f.ctx, briefings.Annotation{
		Briefing: f.open.ID, Revision: f.open.Hash, Position: &at, Quote: &selector, At: &at,
		State: briefings.Anchored, Color: 1,
	})
	f.did(err)
}

func (f *flat) note(text string) {
	if text == "" {
		f.say("note what? Give the text.")
		return
	}
	_, err := f.o.Library.Annotate(f.ctx, briefings.Annotation{
		Briefing: f.open.ID, Revision: f.open.Hash, State: briefings.Anchored, Text: text,
	})
	f.did(err)
}

func (f *flat) export(dir string) {
	if dir == "" {
		dir = f.o.Config.Export.Dir
	}
	var err error
	switch {
	case f.o.Actions.Export == nil:
		err = errors.New("export is not available here")
	case dir == "":
		err = errors.New("export where? Give a folder")
	default:
		var summary string
		summary, err = f.o.Actions.Export(f.ctx, []string{f.open.ID}, dir, func(int, int) {})
		if err == nil {
			f.say("%s", summary)
			return
		}
	}
	f.fail(err)
}
