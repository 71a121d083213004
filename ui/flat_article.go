package ui

import (
	"errors"
	"strings"

	"readout/briefings"
	"readout/briefings/anchor"
	"readout/ui/clean"
)

// read prints the n-th briefing of the list and marks it as read.
func (f *flat) read(n int) {
	if n < 1 || n > len(f.rows) {
		f.sayf("There is no number %d; the list has %d.", n, len(f.rows))
		return
	}
	a, err := f.o.Library.Article(f.ctx, f.rows[n-1].ID)
	if err != nil {
		f.fail(err)
		return
	}
	f.open = &a
	f.sayf("")
	f.sayf("%s", row(&a.Briefing))
	f.sayf("%s, %s, %s.", plural(a.Words, "word"), plural(len(a.Analysis.Statements), "statement"), plural(len(a.Annotations), "note"))
	f.text()
	f.sayf("End of the text. statements, topics, notes, next, list.")
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
			f.sayf("")
			f.sayf("%s", f.open.Text[s.Start:s.End])
		}
	}
}

// onArticle acts on the words that need an article.
func (f *flat) onArticle(name, args string) {
	if f.open == nil {
		f.sayf("%q is no word of the list. Type a number to read first, or help.", name)
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
	case wordStar, wordUnstar:
		f.did(lib.SetStarred(f.ctx, id, name == wordStar))
	case wordRead, wordUnread:
		f.did(lib.SetRead(f.ctx, id, name == wordRead))
	case wordTag:
		f.did(lib.Tag(f.ctx, id, tagNames(args), nil))
	case wordUntag:
		f.did(lib.Tag(f.ctx, id, nil, tagNames(args)))
	case wordExport:
		f.export(args)
	default:
		f.sayf("%q is no word here; help lists them.", name)
	}
}

func (f *flat) did(err error) {
	if err != nil {
		f.fail(err)
		return
	}
	f.sayf("Done.")
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
		f.sayf("No statements were found.")
	}
	for i := range a.Analysis.Statements {
		s := &a.Analysis.Statements[i]
		f.sayf("%d. %s (%s): %s", i+1, speakers(s), s.Kind, clean.Line(s.Words(a.Text)))
	}
}

func speakers(s *briefings.Statement) string {
	if names := s.Names(); len(names) > 0 {
		return clean.Line(strings.Join(names, " and "))
	}
	return "Unknown speaker"
}

func (f *flat) topics() {
	for _, t := range f.open.Analysis.Topics {
		f.sayf("%s (%s), %s.", clean.Line(t.Label), t.Kind, plural(len(t.Mentions), "mention"))
	}
	if len(f.open.Analysis.Topics) == 0 {
		f.sayf("No topics were found.")
	}
}

func (f *flat) notes() {
	for i := range f.open.Annotations {
		n := &f.open.Annotations[i]
		if n.IsPageNote() {
			f.sayf("%d. On the whole briefing: %s", i+1, n.Text)
			continue
		}
		where := ""
		if n.State != briefings.Anchored && n.State != briefings.Moved {
			where = " (" + string(n.State) + ")"
		}
		f.sayf("%d. “%s”%s, colour %d: %s", i+1, clean.Line(n.Quote.Exact), where, n.Color, n.Text)
	}
	if len(f.open.Annotations) == 0 {
		f.sayf("No notes.")
	}
}

// highlight marks a passage that is given word for word.
func (f *flat) highlight(quote string) {
	spans := anchor.Find(f.open.Text, quote)
	switch {
	case quote == "":
		f.sayf("highlight what? Give the words of the passage.")
		return
	case len(spans) == 0:
		f.sayf("These words do not stand in the text.")
		return
	case len(spans) > 1:
		f.sayf("These words stand in %d places; give more of them.", len(spans))
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
		f.sayf("note what? Give the text.")
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
			f.sayf("%s", summary)
			return
		}
	}
	f.fail(err)
}
