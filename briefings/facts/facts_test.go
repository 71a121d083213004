package facts

import (
	"regexp"
	"testing"
)

func TestTablesAreWhole(t *testing.T) {
	t.Parallel()
	for name, n := range map[string][2]int{
		"offices": {len(Offices()), 3000}, "countries": {len(Countries()), 200}, "organisations": {len(Organisations()), 350},
		"topics": {len(Topics()), 400}, "cues": {len(Cues()), 450}, "titles": {len(Titles()), 360},
	} {
		if n[0] < n[1] {
			t.Errorf("%s: %d rows; want at least %d", name, n[0], n[1])
		}
	}
}

func TestRowsAreSound(t *testing.T) {
	t.Parallel()
	date := regexp.MustCompile(`^\d{4}(-\d\d-\d\d)?$`)
	for _, o := range Offices() {
		if o.Office == "" || o.Country == "" || o.Kind == "" || o.Holder == "" || !date.MatchString(o.From) {
			t.Errorf("office %+v: a field is empty or malformed", o)
		}
		if o.To != "" && (!date.MatchString(o.To) || o.To < o.From[:4]) {
			t.Errorf("office %+v: ends before it begins", o)
		}
	}
	parents := map[string]bool{}
	for _, topic := range Topics() {
		if topic.Parent == "" {
			parents[topic.ID] = true
		}
	}
	for _, topic := range Topics() {
		if topic.Parent != "" && !parents[topic.Parent] {
			t.Errorf("topic %q: its parent %q is no topic of the first level", topic.ID, topic.Parent)
		}
	}
}

// Two rows with one holder's name are of one person, unless their ids differ:
// whoever holds offices in two states is told apart, or known to hold both.
func TestNamesakes(t *testing.T) {
	t.Parallel()
	ids := map[string]map[string]bool{}
	for _, o := range Offices() {
		if o.Person != "" {
			if ids[o.Holder] == nil {
				ids[o.Holder] = map[string]bool{}
			}
			ids[o.Holder][o.Person] = true
		}
	}
	if len(ids["Albert II"]) != 2 {
		t.Errorf("the kings and princes called Albert II have the ids %v", ids["Albert II"])
	}
	spelt := map[string]string{} // every spelling -> the holder whose it is, within an office
	for _, o := range Offices() {
		for _, a := range o.Also {
			key := o.Office + " " + a
			if h := spelt[key]; h != "" && h != o.Holder {
				t.Errorf("%s: %q is said of %q and of %q", o.Office, a, h, o.Holder)
			}
			spelt[key] = o.Holder
		}
	}
	for _, o := range Offices() {
		if h := spelt[o.Office+" "+o.Holder]; h != "" && h != o.Holder {
			t.Errorf("%s: %q has a row of its own and is a spelling of %q", o.Office, o.Holder, h)
		}
	}
}

func TestHolderOn(t *testing.T) {
	t.Parallel()
	tests := []struct{ country, kind, day, want string }{
		{"FR", "head_of_state", "2015-06-01", "Francois Hollande"},
		{"FR", "head_of_state", "2023-06-01", "Emmanuel Macron"},
		{"US", "foreign_minister", "2024-02-17", "Antony Blinken"},
		{"AZ", "head_of_state", "2024-02-17", "Ilham Aliyev"},
		{"XX", "head_of_state", "2024-02-17", ""},
	}
	for _, tt := range tests {
		got := ""
		if held := HolderOn(tt.country, tt.kind, tt.day); len(held) > 0 {
			got = held[0].Holder
		}
		if got != tt.want {
			t.Errorf("HolderOn(%q, %q, %q) = %q; want %q", tt.country, tt.kind, tt.day, got, tt.want)
		}
	}
}

func TestHolds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		from, to, day string
		want          bool
	}{
		{"2020-01-02", "2021-01-02", "2020-01-02", true},
		{"2020-01-02", "2021-01-02", "2021-01-02", false},
		{"2020-01-02", "", "2030-01-01", true},
		{"2020", "2022", "2020-07-01", false},
		{"2020", "2022", "2021-07-01", true},
		{"2020", "2022", "2022-07-01", false},
	}
	for _, tt := range tests {
		tenure := Tenure{From: tt.from, To: tt.to}
		if got := tenure.Holds(tt.day); got != tt.want {
			t.Errorf("[%s, %s).Holds(%s) = %v; want %v", tt.from, tt.to, tt.day, got, tt.want)
		}
	}
}

// BenchmarkTables reads the largest table, which is three quarters of all.
func BenchmarkTables(b *testing.B) {
	for b.Loop() {
		parse(officesTSV, "holder also", func(f []string) Tenure { return Tenure{Holder: f[0], Also: list(f[1])} })
	}
}
