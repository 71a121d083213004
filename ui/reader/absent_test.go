package reader

import (
	"testing"

	"readout/briefings"
)

// TestSilentKeys: a key that has nothing to act on says so.
func TestSilentKeys(t *testing.T) {
	a := long(t)
	a.Annotations, a.Analysis = nil, briefings.Analysis{}
	b := newBench(t, 80, 24, Options{}, a)
	for key, want := range map[string]string{
		"d": "there is no mark here; v selects a passage",
		"3": "there is no mark here; v selects a passage",
		"E": "there is no mark here; v selects a passage",
		"]": "this briefing has no notes",
		"s": "no statements were found in this briefing",
		"F": "no statements were found in this briefing",
		".": "no topics were found in this briefing",
		"n": "nothing is searched for; / searches",
		"L": "this briefing has no links",
	} {
		b.press(key)
		if said, _ := b.said(); said != want {
			t.Errorf("%s says %q, want %q", key, said, want)
		}
	}
}
