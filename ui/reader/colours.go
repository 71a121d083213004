package reader

import (
	"fmt"
	"strconv"

	"charm.land/bubbles/v2/key"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
)

// given returns the name that the reader gave to a highlight colour, or "".
func (r *Reader) given(c int) string { return clean.Line(r.options.Colours[c-1]) }

// colourName names a highlight colour: as the reader calls it, or its number.
func (r *Reader) colourName(c int) string {
	if name := r.given(c); name != "" {
		return name
	}
	return fmt.Sprintf("colour %d", c)
}

// asColour says in what colour something was marked.
func (r *Reader) asColour(c int) string {
	if name := r.given(c); name != "" {
		return "as " + name
	}
	return fmt.Sprintf("in colour %d", c)
}

// leastNamed is the width of a note's first row from which on its colour is
// named there, cells.
const leastNamed = 20

// signOf returns what stands before a mark's passage in w cells: its sign, the
// number of its colour and the name that the reader gave to it.
func (r *Reader) signOf(n *briefings.Annotation, w int) string {
	sign := noteSign(n) + strconv.Itoa(colour(n))
	if name := r.given(colour(n)); name != "" && w >= leastNamed {
		sign += " " + cells.Cut(name, w/2)
	}
	return sign
}

// coloursSection says what the colours mean and how often each was used, once
// one of them has a name.
func (r *Reader) coloursSection(w int) section {
	s := section{title: "Colours"}
	var used [briefings.Colors]int
	for i := range r.doc.notes {
		if n := &r.doc.notes[i]; !n.IsPageNote() {
			used[colour(n)-1]++
		}
	}
	for c := 1; c <= briefings.Colors; c++ {
		name := r.given(c)
		if name == "" {
			continue
		}
		sign, count := signMark+strconv.Itoa(c), strconv.Itoa(used[c-1])
		if used[c-1] == 0 {
			count = ""
		}
		style := r.styles.Highlight(c)
		s.entries = append(s.entries, []string{
			style.Styled(sign) + " " + cells.Fit(name, w-cells.Width(sign)-cells.Width(count)-2) + " " + r.paints.muted.On(count),
		})
	}
	return s
}

// coloursHelp stands for the five colours in one entry.
func (r *Reader) coloursHelp() key.Binding {
	b := r.keys.Colour1
	b.SetHelp(b.Help().Key+"…"+r.keys.Colour5.Help().Key, r.coloursDo())
	return b
}

// coloursDo says what the keys of the colours do.
func (r *Reader) coloursDo() string {
	if r.mode == reading {
		return "recolour"
	}
	return "highlight"
}

// coloursInHelp are the colours in the whole help: one entry, or, where the
// reader has named some, one for each.
func (r *Reader) coloursInHelp() []key.Binding {
	if r.options.Colours == ([briefings.Colors]string{}) {
		return enabled(r.coloursHelp())
	}
	var out []key.Binding
	for i, k := range r.keys.colours() {
		b := *k
		b.SetHelp(b.Help().Key, r.coloursDo()+": "+r.colourName(i+1))
		out = append(out, b)
	}
	return enabled(out...)
}
