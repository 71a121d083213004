package attribution

import (
	"slices"
	"strings"
	"testing"
)

// speakersIn returns the names of the speakers of each statement, joined by "+".
func speakersIn(text string, c Context) []string {
	r := New().Analyze(text, c)
	var out []string
	for i := range r.Statements {
		out = append(out, strings.Join(r.Statements[i].Names(), "+"))
	}
	return out
}

// TestWrittenNames holds by which of the text's forms a person is called.
func TestWrittenNames(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text, title string
		want              []string
	}{
		{"a heading's words before a name", "Donald Halm came to Ostrel. Halm said that it was late.", "Offensive Things Donald Halm Said", []string{"Donald Halm"}},
		{"a heading's surname", "The donor came. Edward Halm said that it was late. Then Halm said that he was glad.", "Ostrel Donor Halm Comes", []string{"Edward Halm", "Edward Halm"}},
		{"two titles before a name", "Presidential candidate Dr. Edward Halm said that it was late.", "", []string{"Edward Halm"}},
		{"plural ranks", "Sens. Edward Halm and Mary Orvik met. Halm said that it was late.", "", []string{"Edward Halm"}},
		{"a surname that is a thing", "Steven Law came. Law said that it was late.", "", []string{"Steven Law"}},
		{"a surname that is a nationality", "Mark Cuban came. Cuban said that it was late.", "", []string{"Mark Cuban"}},
		{"an apposition", "“It is late,” said nobody. Edward Halm, 30, the head of a small firm in Ostrel, said that it was late.", "", []string{"Edward Halm"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := speakersIn(tt.text, Context{Title: tt.title}); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
