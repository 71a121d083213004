package flat

import (
	"encoding/json"
	"slices"
	"unicode/utf8"

	"readout/briefings"
)

// The keys under which small facts are kept, in JSON.
const (
	stateColours = "colours" // names of colours, for every screen: a list
	stateFlat    = "flat"    // manner
)

// manner is how the reader wants to be read to. What is zero was not said.
type manner struct {
	Voices  bool `json:"voices,omitempty"`
	Wrap    bool `json:"wrap,omitempty"`
	Measure int  `json:"measure,omitempty"` // cells
	Portion int  `json:"portion,omitempty"` // lines
}

// longestName bounds the name of a colour, in characters.
const longestName = 20

// recall takes over what was kept: the names of colours that were given on a
// screen, and how the reader wants to be read to.
func (f *session) recall() {
	var given []string
	if err := f.state(stateColours, &given); err != nil {
		f.fail(err)
		return
	}
	f.given = given[:min(len(given), briefings.Colors)]
	for i, name := range f.given {
		if name != "" {
			f.o.Colours[i] = name
		}
	}
	if err := f.state(stateFlat, &f.kept); err != nil {
		f.fail(err)
		return
	}
	f.voices, f.wrap = f.kept.Voices, f.kept.Wrap
	if f.kept.Measure >= narrowest {
		f.o.Measure = f.kept.Measure
	}
	if f.kept.Portion > 0 {
		f.o.Portion = f.kept.Portion
	}
}

// state reads a small fact; one that cannot be understood is as if it were not
// there.
func (f *session) state(key string, to any) error {
	data, err := f.o.Library.State(f.ctx, key)
	if err == nil && len(data) > 0 {
		_ = json.Unmarshal(data, to)
	}
	return err
}

// keep keeps a small fact.
func (f *session) keep(key string, value any) error {
	data, err := json.Marshal(value)
	if err == nil {
		err = f.o.Library.SetState(f.ctx, key, data)
	}
	return err
}

// keepManner changes how the reader wants to be read to.
func (f *session) keepManner(change func(*manner)) {
	change(&f.kept)
	if err := f.keep(stateFlat, f.kept); err != nil {
		f.fail(err)
	}
}

// nameColour gives a colour a name.
func (f *session) nameColour(number, name string) {
	n, err := f.parseColour(number)
	switch i := slices.Index(f.o.Colours[:], name); {
	case err != nil:
		f.say(capital(sentence(err.Error())))
		return
	case name == "" || utf8.RuneCountInString(name) > longestName:
		f.sayf("A name has 1 to %d letters.", longestName)
		return
	case i >= 0 && i != n-1:
		f.sayf("Colour %d is called %s already.", i+1, line(name))
		return
	}
	given := slices.Clone(f.given)
	for len(given) < briefings.Colors {
		given = append(given, "")
	}
	given[n-1] = name
	if err := f.keep(stateColours, given); err != nil {
		f.fail(err)
		return
	}
	f.given, f.o.Colours[n-1] = given, name
	f.didf("Colour %d is called %s.", n, line(name))
}
