package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefings/query"
	"readout/ui/dialog"
)

// words splits an argument list as a shell does: blanks separate, quotation
// marks and backslashes hold together.
func words(s string) ([]string, error) {
	var out []string
	var word strings.Builder
	var quote rune
	in, escaped := false, false
	for _, r := range s {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'':
			in, escaped = true, true
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			in, quote = true, r
		case r == ' ' || r == '\t':
			if in {
				out = append(out, word.String())
				word.Reset()
			}
			in = false
		default:
			in = true
			word.WriteRune(r)
		}
	}
	if quote != 0 || escaped {
		return nil, fmt.Errorf("%s: a quotation mark is missing at the end", s)
	}
	if in {
		out = append(out, word.String())
	}
	return out, nil
}

// paletteSize is the number of hits that a palette holds.
const paletteSize = 100

// palette opens the list of everything that has a name: commands, briefings,
// tags.
func (a *App) palette() tea.Cmd {
	var items []dialog.Item
	for _, c := range a.all() {
		items = append(items, dialog.Item{Kind: "command", Text: c.name + ": " + c.help, Do: func() tea.Cmd {
			if c.args != "" && !strings.HasPrefix(c.args, "[") {
				return a.commandLine(c.name + " ")
			}
			return c.run(a, "")
		}})
	}
	for _, t := range a.list.Values(wordTag, "") {
		items = append(items, dialog.Item{Kind: wordTag, Text: t, Help: "filter by it", Do: func() tea.Cmd {
			return a.filterCommand(tagQuery(t))
		}})
	}
	rows := a.list.Rows()
	text := func(i int) string {
		if i < len(items) {
			return items[i].Text + " " + items[i].Kind
		}
		return rows[i-len(items)].Title + " " + rows[i-len(items)].Source
	}
	item := func(i int) dialog.Item {
		if i < len(items) {
			return items[i]
		}
		b := rows[i-len(items)]
		return dialog.Item{
			Kind: "briefing", Text: b.Title, Help: b.Published.Day(), Do: func() tea.Cmd { return a.open(b.ID, query.Query{}) },
		}
	}
	p, cmd := dialog.NewPalette("find", func(pattern string) []dialog.Item { // outside the event loop: it reads no state
		return dialog.Rank(pattern, paletteSize, len(items)+len(rows), text, item)
	})
	a.dialogs.Push(p)
	return cmd
}

// tagQuery returns the query for a tag.
func tagQuery(tag string) string {
	if strings.ContainsAny(tag, " ()\"") {
		return `tag:"` + strings.ReplaceAll(tag, `"`, "") + `"`
	}
	return "tag:" + tag
}
