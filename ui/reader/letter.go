package reader

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/cells"
	"readout/ui/clean"
	"readout/ui/keys"
	cut "readout/ui/units"
)

// Keeper keeps small facts of the screen; a library that is none forgets them
// at the end of the program.
type Keeper interface {
	// State returns what was kept under a key, nil if nothing was.
	State(ctx context.Context, key string) ([]byte, error)
	// SetState keeps a value; nil forgets it.
	SetState(ctx context.Context, key string, value []byte) error
}

// letteredWords is how many bytes of the words at a place are shown.
const letteredWords = 64

// placesKey names the places of a briefing among the small facts.
func placesKey(id string) string { return "places/" + id }

// loadPlaces returns the places with a letter of a briefing. What cannot be
// read is no reason not to open it.
func loadPlaces(ctx context.Context, lib Library, id string) map[string]cut.Place {
	k, ok := lib.(Keeper)
	if !ok {
		return nil
	}
	data, err := k.State(ctx, placesKey(id))
	if err != nil || len(data) == 0 {
		return nil
	}
	var places map[string]cut.Place
	if json.Unmarshal(data, &places) != nil {
		return nil
	}
	maps.DeleteFunc(places, func(name string, _ cut.Place) bool { return !letter(name) })
	return places
}

// letter reports whether s may name a place.
func letter(s string) bool {
	c, n := utf8.DecodeRuneInString(s)
	return n == len(s) && (unicode.IsLetter(c) || unicode.IsDigit(c))
}

// openLetter waits for the letter of a place.
func (r *Reader) openLetter(remember bool) {
	r.mode, r.sheet, r.naming = lettering, false, remember
}

// letterKey acts on the key after the one that asked for a letter.
func (r *Reader) letterKey(msg tea.KeyPressMsg) tea.Cmd {
	r.mode = r.back()
	name := msg.Text
	switch {
	case r.naming && letter(name):
		return r.remember(name)
	case r.naming:
		return nil
	case matches(msg, r.keys.GoTo):
		r.swapBefore()
		return nil
	case letter(name):
		return r.goLetter(name)
	}
	return nil
}

// remember gives the cursor's place a letter.
func (r *Reader) remember(name string) tea.Cmd {
	places := maps.Clone(r.places)
	if places == nil {
		places = map[string]cut.Place{}
	}
	places[name] = cut.PlaceAt(r.doc.Text, r.cur)
	r.places = places
	done := say("this place is %s%s", clean.Line(name), hint(r.keys.GoTo, clean.Line(name)+" comes back to it"))
	k, ok := r.lib.(Keeper)
	if !ok {
		return done
	}
	ctx, id := r.ctx, r.doc.ID
	return tea.Batch(done, func() tea.Msg {
		data, err := json.Marshal(places)
		if err == nil {
			err = k.SetState(ctx, placesKey(id), data)
		}
		if err != nil && ctx.Err() == nil {
			return Failed{fmt.Errorf("keep the places in briefing %s: %w", id, err)}
		}
		return nil
	})
}

// goLetter goes to the place of a letter.
func (r *Reader) goLetter(name string) tea.Cmd {
	p, ok := r.places[name]
	if !ok {
		return say("no place is called %s%s", clean.Line(name), hint(r.keys.Remember, clean.Line(name)+" gives this one the letter"))
	}
	r.leap(p.In(r.doc.Text))
	return nil
}

// swapBefore goes to the place before the last jump; once more comes back.
func (r *Reader) swapBefore() { r.leap(r.before) }

// lettersHelp lists the places that can be gone to.
func (r *Reader) lettersHelp() []key.Binding {
	if r.naming {
		return []key.Binding{keys.Bind("remembers this place", "a letter"), keys.Bind("never mind", "esc")}
	}
	out := []key.Binding{keys.Bind("before the last jump", keys.First(r.keys.GoTo))}
	for _, name := range slices.Sorted(maps.Keys(r.places)) {
		off := r.doc.snap(r.places[name].In(r.doc.Text))
		words := cells.Cut(clean.Line(clean.Head(r.doc.Text[off:], letteredWords)), 24)
		out = append(out, keys.Bind(fmt.Sprintf("¶ %d %s", r.doc.paragraphNumber(off), words), name))
	}
	return append(out, keys.Bind("never mind", "esc"))
}
