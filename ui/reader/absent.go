package reader

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// absent says why a key does nothing just now, "" when it is not one of those
// that need something in the article: a key that is only silent seems broken.
func (r *Reader) absent(msg tea.KeyPressMsg) string {
	if r.mode != reading || !r.ready() {
		return ""
	}
	k := &r.keys
	mark := []*key.Binding{&k.Delete, &k.Redraw}
	for _, c := range k.colours() {
		mark = append(mark, c)
	}
	for _, need := range []struct {
		keys []*key.Binding
		why  string
	}{
		{mark, "there is no mark here" + hint(k.Select, "selects a passage")},
		{[]*key.Binding{&k.NextNote, &k.PrevNote}, "this briefing has no notes"},
		{[]*key.Binding{&k.NextStatement, &k.PrevStatement, &k.NextSame, &k.PrevSame}, "no statements were found in this briefing"},
		{[]*key.Binding{&k.SetSpeaker}, "there is no statement here" + hint(k.Select, "selects one")},
		{[]*key.Binding{&k.Dismiss}, "there is no statement here"},
		{[]*key.Binding{&k.RenameSpeaker, &k.MergeSpeaker, &k.SplitSpeaker}, "there is no statement of a known speaker here"},
		{[]*key.Binding{&k.TopicAlias}, "no topic is named here" + hint(k.Select, "selects a name of one")},
		{[]*key.Binding{&k.NextTopic, &k.PrevTopic}, "no topics were found in this briefing"},
		{[]*key.Binding{&k.Counterpart}, "this briefing has no questions and answers"},
		{[]*key.Binding{&k.NextHeading, &k.PrevHeading}, "this briefing has no headings"},
		{[]*key.Binding{&k.NextMatch, &k.PrevMatch}, "nothing is searched for" + hint(k.Search, "searches")},
		{[]*key.Binding{&k.Links}, "this briefing has no links"},
	} {
		if slices.ContainsFunc(need.keys, func(b *key.Binding) bool { return !b.Enabled() && slices.Contains(b.Keys(), msg.String()) }) {
			return need.why
		}
	}
	return ""
}
