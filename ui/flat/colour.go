package flat

import (
	"encoding/json"
	"slices"
	"unicode/utf8"

	"readout/briefings"
)

// stateColours is the key under which the names of colours are kept, for every
// screen: a list of names in JSON.
const stateColours = "colours"

// longestName bounds the name of a colour, in characters.
const longestName = 20

// recall takes over the names of colours that were given on a screen.
func (f *session) recall() {
	data, err := f.o.Library.State(f.ctx, stateColours)
	if err != nil {
		f.fail(err)
		return
	}
	var given []string
	if len(data) == 0 || json.Unmarshal(data, &given) != nil {
		return
	}
	f.given = given[:min(len(given), briefings.Colors)]
	for i, name := range f.given {
		if name != "" {
			f.o.Colours[i] = name
		}
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
	data, err := json.Marshal(given)
	if err == nil {
		err = f.o.Library.SetState(f.ctx, stateColours, data)
	}
	if err != nil {
		f.fail(err)
		return
	}
	f.given, f.o.Colours[n-1] = given, name
	f.didf("Colour %d is called %s.", n, line(name))
}
