package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/ui/library"
)

// learned are the names that lines complete: speakers and topics with the
// number of their briefings, and the tags of notes.
type learned struct {
	stamp            string
	speakers, topics []briefings.Count
	noteTags         []string
	err              error
}

// learn asks the library for its names when a line or a note is opened that
// completes them, once for each state of the library: nothing waits for it.
func (a *App) learn() tea.Cmd {
	if a.taught && a.taughtBy == a.stamp {
		return nil
	}
	a.taught, a.taughtBy = true, a.stamp
	lib, ctx, stamp := a.lib, a.ctx, a.stamp
	return func() tea.Msg {
		speakers, topics, err := lib.Names(ctx)
		if err != nil {
			return learned{stamp: stamp, err: err}
		}
		tags, err := lib.NoteTags(ctx)
		return learned{stamp, speakers, topics, tags, err}
	}
}

func (a *App) learned(l learned) tea.Cmd {
	if l.err != nil {
		a.taught = false
		return a.fail(l.err)
	}
	a.noteTags = l.noteTags
	a.names = l
	for field, all := range map[string][]briefings.Count{kindSpeaker: l.speakers, kindTopic: l.topics} {
		values := make(map[string]int, len(all))
		for _, c := range all {
			values[c.Name] = c.Briefings
		}
		a.list.Learn(field, values)
	}
	return nil
}

// tags returns the tags that begin with prefix: those of briefings, the most
// frequent first, then those that only notes have.
func (a *App) tags(prefix string) []string {
	out := a.list.Values(wordTag, prefix)
	for _, t := range a.noteTags {
		if library.Begins(t, prefix) && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}
