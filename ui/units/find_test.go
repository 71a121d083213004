package units

import (
	"slices"
	"testing"
)

func TestSearch(t *testing.T) {
	text := "The Sel Corridor was “set\nup” in Sel–Varn.\n\nsel  corridor. Caf\u00e9 co\u00adop\u200beration"
	for _, tt := range []struct {
		term string
		want []string
	}{
		{"sel corridor", []string{"Sel Corridor", "sel  corridor"}},
		{"Sel", []string{"Sel", "Sel"}},
		{"sEL", nil},
		{`"set up"`, []string{"“set\nup”"}},
		{"sel-varn.", []string{"Sel–Varn."}},
		{"cafe\u0301", []string{"Caf\u00e9"}},
		{"cooperation", []string{"co\u00adop\u200beration"}},
		{"\u00ad", nil},
		{" ", nil},
		{"", nil},
	} {
		var f Finder
		var got []string
		for _, s := range f.Search(text, tt.term) {
			got = append(got, text[s.Start:s.End])
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q finds %q, want %q", tt.term, got, tt.want)
		}
	}
}
