package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/clean"
	"readout/ui/dialog"
	"readout/ui/keys"
	"readout/ui/reader"
)

// between is what stands between several speakers of one statement.
const between = ";"

// asking opens a line for what a correction needs.
type asking func(prompt, value, note string, complete func(part string) []string, done func(string) tea.Cmd) tea.Cmd

// askCorrection asks for what a correction needs besides what the article knows.
func (a *App) askCorrection(c reader.Correct) tea.Cmd {
	quote, of := clean.Quoted(c.Words, named), clean.Line(c.Of.Name)
	var ask asking = func(prompt, value, note string, complete func(part string) []string, done func(string) tea.Cmd) tea.Cmd {
		l := dialog.NewLine(prompt, value, done)
		l.Note = func() string { return note }
		if complete != nil {
			l.Complete = func(s string, cursor int) []dialog.Completion { return completePart(s, cursor, complete) }
		}
		a.dialogs.Push(l)
		return a.learn()
	}
	speakers := func(part string) []string { return a.speakersLike(c.People, part) }
	switch c.Kind {
	case briefings.CorrectDismiss:
		return a.correct(c.Correction)
	case briefings.CorrectSpeaker, briefings.CorrectAdd:
		return ask("statement of: ", "", "one name, or several with ; between · tab completes · "+quote, speakers, a.correctWho(c))
	case briefings.CorrectRename:
		return ask("rename to: ", of, of+" gets this name in the whole library", nil, a.correctWho(c))
	case briefings.CorrectMerge:
		return ask("one person with: ", "", of+" becomes one with another, in the whole library · tab completes", speakers, a.correctWho(c))
	case briefings.CorrectSplit:
		return ask("here that is: ", of, of+" is somebody else in this briefing; the same name: another of that name", speakers, a.correctWho(c))
	case briefings.CorrectAlias:
		return a.askAlias(c, ask)
	}
	return nil
}

// askAlias asks for an alias, or for the topic of one.
func (a *App) askAlias(c reader.Correct, ask asking) tea.Cmd {
	if c.Alias == "" {
		note := "another name of " + clean.Line(c.Topic.Label) + " in the whole library; without capitals it is found in any case"
		return ask("also called: ", "", note, nil, func(s string) tea.Cmd {
			if c.Alias = strings.TrimSpace(s); c.Alias == "" {
				return nil
			}
			return a.correct(c.Correction)
		})
	}
	return ask("a name of the topic: ", "", clean.Quoted(c.Alias, named)+" · tab completes", a.topicsLike, func(s string) tea.Cmd {
		if c.Topic.Label = strings.TrimSpace(s); c.Topic.Label == "" {
			return nil
		}
		return a.correct(c.Correction)
	})
}

// correctWho returns what is done with the names that a line has asked for.
func (a *App) correctWho(c reader.Correct) func(string) tea.Cmd {
	return func(typed string) tea.Cmd {
		if c.Who = peopleOf(typed); len(c.Who) == 0 {
			return nil
		}
		return a.correct(c.Correction)
	}
}

// corrected says what a correction did, in one row.
func corrected(c *briefings.Correction) string {
	who, of, quote := clean.Line(c.Names()), clean.Line(c.Of.Name), ""
	if c.Quote != nil {
		quote = clean.Quoted(c.Quote.Exact, named)
	}
	switch c.Kind {
	case briefings.CorrectSpeaker:
		return "speaker of " + quote + " set to " + who
	case briefings.CorrectDismiss:
		return "no statement: " + quote
	case briefings.CorrectAdd:
		return "statement of " + who + ": " + quote
	case briefings.CorrectRename:
		return "renamed " + of + " to " + who
	case briefings.CorrectMerge:
		return "merged " + of + " into " + who
	case briefings.CorrectAlias:
		return "topic " + clean.Line(c.Topic.Label) + " is also called " + clean.Quoted(c.Alias, named)
	case briefings.CorrectSplit:
	}
	if who == of {
		who = "another of that name"
	}
	return of + " is here " + who
}

// peopleOf returns the speakers whose names are typed.
func peopleOf(typed string) (out []briefings.Speaker) {
	for name := range strings.SplitSeq(typed, between) {
		if name = strings.Join(strings.Fields(name), " "); name != "" {
			out = append(out, briefings.Speaker{Name: name})
		}
	}
	return out
}

// correct makes a correction and says what it did, and that it can be taken back.
func (a *App) correct(c briefings.Correction) tea.Cmd {
	lib, ctx, back := a.lib, a.ctx, ""
	if k := keys.First(a.global.Undo); k != "" {
		back = "; " + k + " takes it back"
	}
	a.acts++
	return func() tea.Msg {
		made, err := lib.Correct(ctx, c)
		return done{act: true, say: corrected(&made) + back, err: err}
	}
}

// completePart completes the name at the cursor, the last of several.
func completePart(s string, cursor int, known func(part string) []string) []dialog.Completion {
	cursor = min(max(cursor, 0), len(s))
	start := strings.LastIndex(s[:cursor], between) + 1
	start += len(s[start:cursor]) - len(strings.TrimLeft(s[start:cursor], " "))
	var out []dialog.Completion
	for _, v := range known(s[start:cursor]) {
		if v != s[start:cursor] {
			out = append(out, dialog.Completion{Text: s[:start] + v + s[cursor:], Show: v})
		}
	}
	return out
}

// mostNames bounds the names that a line proposes.
const mostNames = 200

// speakersLike returns the speakers of whose name a word begins as part does:
// those of the briefing first, then those of the library. Of those who share a
// name, and of whom a name would mean the first, the others are proposed by id.
func (a *App) speakersLike(people []briefings.Speaker, part string) []string {
	all := make([]briefings.Count, 0, len(people)+len(a.names.speakers))
	for i := range people {
		all = append(all, briefings.Count{ID: people[i].ID, Name: people[i].Name})
	}
	return like(append(all, a.names.speakers...), part)
}

func (a *App) topicsLike(part string) []string { return like(a.names.topics, part) }

// like returns the names with a word that begins as part does.
func like(all []briefings.Count, part string) []string {
	want := query.Fold(part)
	var out []string
	seen, taken := map[string]bool{}, map[string]bool{}
	for _, c := range all {
		if seen[c.ID] && c.ID != "" || len(out) >= mostNames {
			continue
		}
		seen[c.ID] = true
		name := clean.Line(c.Name)
		folded := query.Fold(name)
		if !strings.HasPrefix(folded, want) && !strings.Contains(folded, " "+want) {
			continue
		}
		if taken[folded] {
			name = c.ID
		}
		taken[folded] = true
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
