package ui

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/export"
	"readout/briefings/query"
	"readout/ui/cells"
	"readout/ui/dialog"
	"readout/ui/ledger"
	"readout/ui/reader"
)

// Words of the command line for who said what.
const (
	wordLedger   = "ledger"
	wordSpeakers = "speakers"
	wordTopics   = "topics"
)

// fromLedger handles what the ledger asks for.
func (a *App) fromLedger(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case ledger.Open:
		return a.openTo(msg.Briefing, reader.Place{Off: msg.Off}), true
	case ledger.Moved:
		return a.previewTo(msg.Briefing, reader.Place{Off: msg.Off}), true
	case ledger.Export:
		return a.askStatements(msg.Rows), true
	case ledger.Copy:
		return a.copyText(msg.Text), true
	case ledger.Said:
		return a.say(msg.Text), true
	case ledger.Failed:
		return a.fail(msg.Err), true
	case ledger.Changed:
		return a.check(true), true
	case ledger.Left:
		return a.leaveBeside(), true
	}
	return nil, false
}

// showLedger shows the ledger, filled by fill.
func (a *App) showLedger(fill func() tea.Cmd) tea.Cmd {
	from := ""
	if a.reading {
		from = a.shown
	}
	if a.beside != theLedger || from != "" {
		a.from = from
	}
	a.beside = theLedger
	a.focus(false)
	return tea.Batch(a.layout(), fill())
}

// ledgerKey shows the ledger where it was left, or leaves it.
func (a *App) ledgerKey() tea.Cmd {
	if a.beside == theLedger && !a.reading {
		return a.leaveBeside()
	}
	return a.showLedger(a.ledger.Reload)
}

// subjectKey shows the page of the speaker or topic of what is at hand, where
// there is one, and else the list of all.
func (a *App) subjectKey(kind ledger.Grouping) tea.Cmd {
	var at []ledger.Subject
	switch {
	case a.reading:
		at = a.subjectsHere(kind)
		if len(at) == 0 {
			return a.say("no " + string(kind) + " is known here")
		}
	case a.beside == theLedger:
		at = a.ledger.Subjects(kind)
	}
	switch len(at) {
	case 0:
		return a.showLedger(func() tea.Cmd { return a.ledger.ShowNames(kind, query.Query{}) })
	case 1:
		return a.pageFromHere(at[0])
	}
	items := make([]dialog.Item, len(at))
	for i, s := range at {
		items[i] = dialog.Item{Text: s.Name, Kind: string(kind), ID: s.ID, Do: func() tea.Cmd { return a.pageFromHere(s) }}
	}
	p, cmd := dialog.NewPalette("the page of which "+string(kind)+"?", func(pattern string) []dialog.Item {
		return dialog.Best(items, pattern, len(items))
	})
	a.dialogs.Push(p)
	return cmd
}

// pageFromHere shows a page; from the ledger its filter stays.
func (a *App) pageFromHere(s ledger.Subject) tea.Cmd {
	if a.beside == theLedger && !a.reading {
		return a.ledger.ShowPage(s, false)
	}
	return a.showPage(s)
}

// showPage shows the page of a speaker or topic.
func (a *App) showPage(s ledger.Subject) tea.Cmd {
	return a.showLedger(func() tea.Cmd { return a.ledger.ShowPage(s, true) })
}

// subjectsHere returns the speakers or topics at the cursor of the article.
func (a *App) subjectsHere(kind ledger.Grouping) []ledger.Subject {
	var out []ledger.Subject
	if kind == ledger.BySpeaker {
		for _, p := range a.reader.SpeakersHere() {
			out = append(out, ledger.Subject{Kind: kind, ID: p.ID, Name: cmp.Or(p.Name, p.ID)})
		}
		return out
	}
	for _, t := range a.reader.TopicsHere() {
		out = append(out, ledger.Subject{Kind: kind, ID: t.ID, Name: cmp.Or(t.Label, t.ID)})
	}
	return out
}

func (a *App) ledgerCommand(args string) tea.Cmd {
	q, err := query.Parse(args, a.o.Now())
	if err != nil {
		return a.fail(err)
	}
	return a.showLedger(func() tea.Cmd { return a.ledger.Show(q) })
}

func (a *App) namesCommand(by ledger.Grouping, args string) tea.Cmd {
	q, err := query.Parse(args, a.o.Now())
	if err != nil {
		return a.fail(err)
	}
	return a.showLedger(func() tea.Cmd { return a.ledger.ShowNames(by, q) })
}

// namesOf completes names of the library.
func namesOf(kind string) func(*App, string) []string {
	return func(a *App, prefix string) []string { return a.list.Values(kind, prefix) }
}

// pageCommand shows the page of the speaker or topic that a name fits best.
func (a *App) pageCommand(kind ledger.Grouping, args string) tea.Cmd {
	words, err := dialog.Words(args)
	if err != nil {
		return a.fail(err)
	}
	name := strings.Join(words, " ")
	if name == "" {
		return a.namesCommand(kind, "")
	}
	lib, ctx := a.lib, a.ctx
	return func() tea.Msg {
		speakers, topics, err := lib.Names(ctx)
		if err != nil {
			return done{err: err}
		}
		if kind == ledger.ByTopic {
			speakers = topics
		}
		c, ok := called(speakers, name)
		if !ok {
			return done{err: fmt.Errorf("no %s of the library is called %q; :%ss lists them", kind, name, kind)}
		}
		return pageAsked{ledger.Subject{Kind: kind, ID: c.ID, Name: c.Name}}
	}
}

// pageAsked asks for a page.
type pageAsked struct{ subject ledger.Subject }

// called returns the one of all, those of most briefings first, that a name
// fits best: its id or whole name, else words of it, else letters of it.
func called(all []briefings.Count, name string) (briefings.Count, bool) {
	want := query.Fold(name)
	best, score := briefings.Count{}, 0
	for _, c := range all {
		n := query.Fold(c.Name)
		s := dialog.Score(name, c.Name)
		switch {
		case query.Fold(c.ID) == want || n == want:
			return c, true
		case strings.HasSuffix(n, " "+want), strings.HasPrefix(n, want+" "):
			s = 1 << 30
		}
		if s > score {
			best, score = c, s
		}
	}
	return best, score > 0
}

// askStatements opens the line for the file that statements are written to.
func (a *App) askStatements(rows []export.StatementObject) tea.Cmd {
	if a.o.Actions.Save == nil {
		return a.say("files cannot be written here")
	}
	line := dialog.NewLine("write to file: ", filepath.Join(a.folder, "ledger.md"), func(path string) tea.Cmd { return a.writeStatements(rows, path, false) })
	line.Note = func() string {
		return cells.Count(len(rows), "statement") + " · .md, .csv, .json or .jsonl by the name"
	}
	line.CompleteLater = func(s string, cursor int) tea.Cmd { return a.completeFile(line, s, cursor) }
	a.dialogs.Push(line)
	return nil
}

// completeFile completes the path of a file.
func (a *App) completeFile(line *dialog.Line, s string, cursor int) tea.Cmd {
	paths := a.o.Actions.Paths
	if paths == nil {
		return nil
	}
	return line.Later(s, func() []dialog.Completion {
		var out []dialog.Completion
		for _, p := range paths(s[:cursor]) {
			out = append(out, dialog.Completion{Text: p + s[cursor:], Show: p})
		}
		return out
	})
}

// writeStatements writes statements in the format that the name of the file
// says; it asks before it replaces one.
func (a *App) writeStatements(rows []export.StatementObject, path string, replace bool) tea.Cmd {
	path = strings.TrimSpace(path)
	if path == "" {
		return nil
	}
	save, ctx := a.o.Actions.Save, a.ctx
	ask := func(err error) tea.Cmd {
		if !errors.Is(err, fs.ErrExist) {
			return nil
		}
		return dialog.Show(&dialog.Confirm{
			Title: "write statements", Question: path + " is there already. Replace it?", Yes: "replace", No: "keep",
			Done: func() tea.Cmd { return a.writeStatements(rows, path, true) },
		})
	}
	return func() tea.Msg {
		data, err := export.StatementsAs(rows, path)
		if err == nil {
			err = save(ctx, path, data, replace)
		}
		return done{say: cells.Count(len(rows), "statement") + " written to " + path, err: err, retry: ask}
	}
}
