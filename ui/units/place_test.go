package units

import "testing"

func TestPlace(t *testing.T) {
	text := "One. Two. Three."
	p := PlaceAt(text, 5)
	for in, want := range map[string]int{
		text: 5, "New. " + text: 10, "Two. Three.": 0, "gone": 4, "": 0,
	} {
		if got := p.In(in); got != want {
			t.Errorf("in %q it is at %d, want %d", in, got, want)
		}
	}
	for _, off := range []int{-1, 0, 1, 2, 3, 9, 99} {
		if p := PlaceAt("会談", off); p.In("会談") < 0 {
			t.Errorf("%+v", p)
		}
	}
}
