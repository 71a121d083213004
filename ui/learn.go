package ui

import (
	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

// learned are the names that lines complete: speakers and topics with the
// number of their briefings.
type learned struct {
	stamp            string
	speakers, topics []briefings.Count
	err              error
}

// learn asks the library for its names when a line is opened that completes
// them, once for each state of the library: nothing waits for it.
func (a *App) learn() tea.Cmd {
	if a.taught && a.taughtBy == a.stamp {
		return nil
	}
	a.taught, a.taughtBy = true, a.stamp
	lib, ctx, stamp := a.lib, a.ctx, a.stamp
	return func() tea.Msg {
		speakers, topics, err := lib.Names(ctx)
		return learned{stamp, speakers, topics, err}
	}
}

func (a *App) learned(l learned) tea.Cmd {
	if l.err != nil {
		a.taught = false
		return a.fail(l.err)
	}
	for field, all := range map[string][]briefings.Count{kindSpeaker: l.speakers, kindTopic: l.topics} {
		values := make(map[string]int, len(all))
		for _, c := range all {
			values[c.Name] = c.Briefings
		}
		a.list.Learn(field, values)
	}
	return nil
}
