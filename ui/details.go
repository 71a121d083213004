package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/ui/details"
	"readout/ui/dialog"
)

// askDetails opens the form for the details of the briefing at hand.
func (a *App) askDetails() tea.Cmd {
	bs := a.targets()
	switch {
	case len(bs) == 0:
		return a.none()
	case len(bs) > 1:
		return a.say("details are edited for one briefing at a time")
	}
	b := bs[0]
	complete := map[string]func(string) []string{
		details.Source: func(p string) []string { return a.list.Values(details.Source, p) },
		details.Kind:   details.Kinds,
		details.Lang:   func(p string) []string { return a.list.Values(details.Lang, p) },
	}
	var fields []dialog.Field
	for _, f := range details.Fields(&b) {
		fields = append(fields, dialog.Field{Name: f.Name, Label: f.Label, Value: f.Value, Hint: f.Hint, Check: f.Check, Complete: complete[f.Name]})
	}
	a.dialogs.Push(dialog.NewForm("details", fields, func(values map[string]string) tea.Cmd { return a.setDetails(b, values) }))
	return nil
}

// setDetails stores the details that were changed.
func (a *App) setDetails(b briefings.Briefing, values map[string]string) tea.Cmd {
	if len(values) == 0 {
		return a.say("nothing changed")
	}
	d, which := details.Changed(&b, values)
	a.list.Patch(b.ID, func(b *briefings.Briefing) {
		b.Title, b.Source, b.URL, b.Published, b.Kind, b.Lang = d.Title, d.Source, d.URL, d.Published, d.Kind, d.Lang
	})
	lib := a.lib
	return a.do("changed "+strings.Join(which, ", ")+" of "+of([]briefings.Briefing{b}), func(ctx context.Context) error {
		return lib.Edit(ctx, b.ID, d, which)
	})
}
