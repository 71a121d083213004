package keys

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// MaxSequence is the greatest number of keys in a binding.
const MaxSequence = 4

// State says what a key did to a [Sequencer].
type State int

// The states.
const (
	None    State = iota // the key begins nothing: it acts by itself
	Pending              // it begins or continues a sequence: it must not act yet
	Done                 // it ends one: the whole sequence acts
	Dropped              // it fits no sequence that was begun: nothing acts
)

// Sequencer puts the keys of a binding together that has several ("g t",
// "ctrl+x ctrl+s"). Its zero value is ready; it waits for no clock, so a
// sequence may be typed at any speed, and a key that begins none is never held
// back.
//
// The owner of the event loop feeds it the keys that no input is being typed
// with, shows what is pending, and hands on what comes out: a whole sequence is
// one [tea.KeyPressMsg] whose String is the binding, so that [key.Matches] needs
// to know nothing of sequences.
type Sequencer struct{ prefix string }

// Prefix returns the keys of the sequence that was begun, "" when none was.
func (s *Sequencer) Prefix() string { return s.prefix }

// Reset drops the sequence that was begun: the screen is another, a dialog
// opened, a click took its place.
func (s *Sequencer) Reset() { s.prefix = "" }

// Feed takes the next key. The maps are those that act now; of them, bindings
// that are not enabled do not count, and those of a mode go before the others:
// in a selection the map's selection bindings. Its results are
//
//   - None, k and "": k is to be handled as if there were no sequences;
//   - Pending, and the keys so far: k is used up;
//   - Done, the key that stands for the sequence, and the sequence;
//   - Dropped, and the keys that mean nothing together ("" when esc gave up on
//     purpose): k is used up.
func (s *Sequencer) Feed(k tea.KeyPressMsg, maps ...[]Named) (out tea.KeyPressMsg, state State, prefix string) {
	name := k.String()
	whole := name
	if s.prefix != "" {
		whole = s.prefix + " " + name
	}
	switch find(whole, maps) {
	case longer:
		s.prefix = whole
		return tea.KeyPressMsg{}, Pending, whole
	case exact:
		if s.prefix == "" {
			return k, None, ""
		}
		s.prefix = ""
		return tea.KeyPressMsg{Text: whole}, Done, whole
	}
	if s.prefix == "" {
		return k, None, ""
	}
	s.prefix = ""
	if name == "esc" {
		whole = ""
	}
	return tea.KeyPressMsg{}, Dropped, whole
}

// match says how a binding compares with the keys so far.
type match int

const (
	none match = iota
	longer
	exact
)

// find says what the keys so far are to the bindings that act. A key that
// means something by itself never waits for a sequence of the same rank.
func find(whole string, maps [][]Named) match {
	var mode, own match
	for _, m := range maps {
		for i := range m {
			if got := compare(whole, m[i].Binding); m[i].Mode != "" {
				mode = max(mode, got)
			} else {
				own = max(own, got)
			}
		}
	}
	if mode != none {
		return mode
	}
	return own
}

func compare(whole string, b *key.Binding) match {
	best := none
	for _, k := range b.Keys() {
		switch {
		case k == whole && b.Enabled():
			return exact
		case begins(k, whole) && b.Enabled():
			best = longer
		}
	}
	return best
}

// begins reports whether the keys of prefix are the first of those of whole,
// which has more.
func begins(whole, prefix string) bool {
	return len(whole) > len(prefix) && whole[len(prefix)] == ' ' && strings.HasPrefix(whole, prefix)
}

// Prefixes reports whether one of two bindings is the other, or how it begins:
// both cannot act at the same time.
func Prefixes(a, b string) bool { return a == b || begins(a, b) || begins(b, a) }
