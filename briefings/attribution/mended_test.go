package attribution

import (
	"slices"
	"strings"
	"testing"

	"readout/briefings"
)

// TestWhoIsNobody holds what was once shown as a speaker and is none.
func TestWhoIsNobody(t *testing.T) {
	t.Parallel()
	text := `Nobody said that it would be easy. Those present said no to it. Progress highlights the need for talks.
Today's framework emphasizes trade. The roadmap stresses peace. The Vestrian Accord reaffirms the borders.
The rains underscored the need for shelter. Kasvia is a Major Non-NATO Ally. The Ostrel Declaration: Peace through Work.
Negotiations said little. The ambassador spoke of progress, and Anna Holt and mine said that we agree.`
	r := New().Analyze(text, Context{})
	for _, p := range slices.Concat(r.People, speakersOf(&r)) {
		for _, w := range []string{"nobody", "those", "progress", "framework", "roadmap", "accord", "rains", "ally", "declaration", "mine", "negotiations"} {
			if strings.Contains(strings.ToLower(p.Name), w) {
				t.Errorf("%q (%s) is somebody", p.Name, p.Kind)
			}
		}
	}
}

func speakersOf(r *Result) []briefings.Speaker {
	var out []briefings.Speaker
	for _, st := range r.Statements {
		for _, p := range st.Speakers {
			out = append(out, briefings.Speaker{ID: p.ID, Name: p.Name})
		}
	}
	return out
}

// TestNames holds how people and unnamed sources are called.
func TestNames(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		date       briefings.Date
		want       []string
	}{
		{"one of several", "One of the officials said that they would go on.", "", []string{"One of the officials"}},
		{"no article", "And a senior official said that they would go on.", "", []string{"senior official"}},
		{"an initial and a name", "T. Halmsted said that talks go on. Teodor Halmsted said that he was glad.", "", []string{"Teodor Halmsted", "Teodor Halmsted"}},
		{"a surname of two words", "President Ana Maria Rell Costin met Jon Orvik. President Rell Costin said that it was late.", "", []string{"Ana Maria Rell Costin"}},
		{"a surname without its article", "Minister Omar al-Kasvi came. Kasvi said that it was late.", "", []string{"Omar al-Kasvi"}},
		{"a rank before a name", "Administrator Deanne Holm said that it rained. Administrator Holm said that it was late.", "", []string{"Deanne Holm", "Deanne Holm"}},
		{"ministers of states that no table has", "Foreign Minister Elin Vask of Kasvia met Vestrian Foreign Minister Tomas Rell. On Monday, the Kasvian Foreign Minister said that talks would go on. Then the Vestrian Foreign Minister said that he agreed.", "", []string{"Elin Vask", "Tomas Rell"}},
		{"a minister who has no name", "Then the Kasvian Foreign Minister said that talks would go on.", "", []string{"Kasvian Foreign Minister"}},
		{"a list speaks together", "Spain, Italy, and Norway welcomed the plan of the ministers.", "", []string{"Spain+Italy+Norway"}},
		{"a suffix after a comma", "President Jon R. Orvik, Jr. warmly welcomed their applications.", "", []string{"Jon R. Orvik, Jr."}},
		{"they are people", "President Jan Orvik of Finland met President Mira Holt of Norway. Norway said that it was glad. They discussed trade.", "", []string{"Norway", "Jan Orvik+Mira Holt"}},
		{"a secretary of something else than state", "Secretary of the Treasury Scott Bessent met Mira Holt. The Secretary of the Treasury thanked the town for its help.", "2025-05-11", []string{"Scott Bessent"}},
		{"two presidents", "Presidents Biden and Niinisto met. President Biden said that it was late.", "2022-05-19", []string{"Joe Biden"}},
		{"the office that counts", "The President spoke with President Macron of France. President Macron said that it was late.", "2023-03-07", []string{"Emmanuel Macron"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := New().Analyze(tt.text, Context{Date: tt.date})
			got := []string{}
			for _, st := range r.Statements {
				var names []string
				for _, p := range st.Speakers {
					names = append(names, p.Name)
				}
				got = append(got, strings.Join(names, "+"))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
			for _, p := range r.People {
				if p.Name == "Emmanuel Macron" && (p.Role != "President" || p.CountryCode != "FR") {
					t.Errorf("%s is %s of %s", p.Name, p.Role, p.CountryCode)
				}
			}
		})
	}
}

// TestContentEnds holds where what is said ends, and what is no speech.
func TestContentEnds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want []string
	}{
		{"While Mira Holt said that it was late, she stayed for an hour.", []string{"Mira Holt | indirect | said | that it was late"}},
		{"Mira Holt, who said that it was late, has left the town.", []string{"Mira Holt | indirect | said | that it was late"}},
		{"Mira Holt said that it was late, while Jan Orvik slept.", []string{"Mira Holt | indirect | said | that it was late"}},
		{"Mira Holt (D-R.I.), said that it was late.", []string{"Mira Holt | indirect | said | that it was late"}},
		{"Mira Holt, for example, said that it was late.", []string{"Mira Holt | indirect | said | that it was late"}},
		{"Asked whether it was late, Mira Holt said no.", []string{" | indirect | Asked | whether it was late", "Mira Holt | indirect | said | no"}},
		{"Mira Holt shook her head and said, “No.”", []string{"Mira Holt | direct | said | “No.”"}},
		{"Kasvia can defend itself against storms.", []string{}},
	}
	for _, tt := range tests {
		if got := allSaid(tt.text, Context{}); !slices.Equal(got, tt.want) {
			t.Errorf("%q:\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

// TestAuthor holds that a title gives a statement to its author, as a whole.
func TestAuthor(t *testing.T) {
	t.Parallel()
	text := "I welcome the decision of the council.\n\nWe urge all sides to stay calm."
	r := New().Analyze(text, Context{Title: "Statement by President Mira Holt on the Floods", Kind: briefings.KindStatement})
	if len(r.Statements) != 1 {
		t.Fatalf("%d statements: %+v", len(r.Statements), r.Statements)
	}
	for _, st := range r.Statements {
		if st.Speaker.Name != "Mira Holt" || st.Grounds != groundsTitle {
			t.Errorf("%q by %q on %q", text[st.Content[0].Start:st.Content[0].End], st.Speaker.Name, st.Grounds)
		}
	}
	if st := r.Statements[0]; st.Kind != briefings.Direct || len(st.Content) != 2 {
		t.Errorf("the whole is %s, %d passages", st.Kind, len(st.Content))
	}
	r = New().Analyze(text, Context{Title: "Joint Statement of Finland and Norway on the Floods", Kind: briefings.KindStatement})
	if len(r.Statements) != 2 {
		t.Fatalf("%d joint statements: %+v", len(r.Statements), r.Statements)
	}
	for _, st := range r.Statements[1:] {
		if len(st.Speakers) != 2 || st.Speakers[0].Name != "Finland" || st.Speakers[1].Name != "Norway" {
			t.Errorf("we are %+v", st.Speakers)
		}
	}
}
