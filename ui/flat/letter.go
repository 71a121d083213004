package flat

import (
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"

	"readout/ui/units"
)

// letters returns the places of the article that have a letter; the screens
// keep them under the same key.
func (f *session) letters() map[string]units.Place {
	places := map[string]units.Place{}
	if err := f.state("places/"+f.art.ID, &places); err != nil {
		f.fail(err)
	}
	if places == nil {
		places = map[string]units.Place{}
	}
	return places
}

// isLetter reports whether s may name a place.
func isLetter(s string) bool {
	c, n := utf8.DecodeRuneInString(s)
	return n > 0 && n == len(s) && (unicode.IsLetter(c) || unicode.IsDigit(c))
}

// remember gives the place a letter.
func (f *session) remember(args string) {
	if !isLetter(args) {
		f.say("remember takes a letter: remember a.")
		return
	}
	places := f.letters()
	places[args] = units.PlaceAt(f.art.Text, f.art.cur.Start)
	if err := f.keep("places/"+f.art.ID, places); err != nil {
		f.fail(err)
		return
	}
	f.didf("This place is %s; go %s comes back to it.", args, args)
}

// goLetter goes to the place of a letter, or lists them.
func (f *session) goLetter(args string) {
	a, places := f.art, f.letters()
	p, ok := places[args]
	switch {
	case args == "" && len(places) == 0:
		f.say("No place has a letter; remember a gives this one.")
	case args == "":
		var all []string
		for _, name := range slices.Sorted(maps.Keys(places)) {
			off := places[name].In(a.Text)
			all = append(all, line(name)+". "+short(line(a.Text[off:max(a.cut.Paragraph(off).End, off)]), 80))
		}
		f.lines(all)
	case !ok:
		f.sayf("No place is called %s; go alone lists them.", quoted(short(args, 40)))
	default:
		f.depart()
		f.visit(a.cut.Sentence(min(p.In(a.Text), max(len(a.Text)-1, 0))))
		a.hop = hop{unit: a.hop.unit, i: -1}
	}
}
