package samples_test

import (
	"slices"
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/analysis"
	"readout/briefings/attribution"
	"readout/briefings/facts"
	"readout/briefings/markup"
	"readout/briefings/parse"
	"readout/briefings/samples"
)

// read parses a sample as an import does.
func read(t *testing.T, name string, data []byte) (parse.Document, string) {
	t.Helper()
	doc, err := parse.Parse(parse.Input{Name: name, Data: data})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(doc.Warnings) > 0 {
		t.Errorf("%s: %q", name, doc.Warnings)
	}
	text, _ := markup.Parse(doc.Markdown).Text()
	return doc, text
}

func TestSamples(t *testing.T) {
	all := samples.All()
	if n := len(all); n < 8 || n > 12 {
		t.Errorf("%d samples", n)
	}
	kinds := map[briefings.Kind]bool{}
	urls := map[string]string{}
	edited := 0
	for _, s := range all {
		doc, text := read(t, s.Name, s.Data)
		d := doc.Details
		kinds[d.Kind] = true
		if d.Title == "" || d.Source == "" || d.Published == "" || d.Lang != "en" || !strings.Contains(d.URL, ".example/") {
			t.Errorf("%s: details %+v", s.Name, d)
		}
		if !slices.Contains(d.Tags, briefings.SampleTag) {
			t.Errorf("%s has no tag %q: %q", s.Name, briefings.SampleTag, d.Tags)
		}
		if other := urls[d.URL]; other != "" {
			t.Errorf("%s and %s have one URL", s.Name, other)
		}
		urls[d.URL] = s.Name
		if !strings.Contains(text, "This text is invented") {
			t.Errorf("%s does not say that it is invented", s.Name)
		}
		if n := len(strings.Fields(text)); n < 250 || n > 900 {
			t.Errorf("%s has %d words", s.Name, n)
		}
		for _, o := range facts.Offices() {
			if strings.Contains(text, o.Holder) {
				t.Errorf("%s names %s", s.Name, o.Holder)
			}
		}
		if s.Older == nil {
			continue
		}
		edited++
		older, was := read(t, s.Name, s.Older)
		if older.Details.URL != d.URL || was == text || !strings.Contains(was, "This text is invented") {
			t.Errorf("%s: the older version is another document, or no other", s.Name)
		}
	}
	for _, k := range briefings.Kinds() {
		if !kinds[k] {
			t.Errorf("no sample is of kind %s", k)
		}
	}
	if edited == 0 {
		t.Errorf("no sample was edited")
	}
}

// The first run shows speakers, statements of both kinds and topics.
func TestSamplesShowTheProgram(t *testing.T) {
	an, err := analysis.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	people, topics := map[string]int{}, map[string]bool{}
	kinds := map[briefings.StatementKind]int{}
	for _, s := range samples.All() {
		doc, text := read(t, s.Name, s.Data)
		d := doc.Details
		got := an.Analyze(text, attribution.Context{Date: d.Published, Title: d.Title, Source: d.Source, URL: d.URL, Lang: d.Lang, Kind: d.Kind})
		for _, st := range got.Statements {
			kinds[st.Kind]++
			people[st.Speaker.Name]++
		}
		for _, tp := range got.Topics {
			topics[tp.ID] = true
		}
		if testing.Verbose() {
			t.Logf("%s: %s %s", s.Name, d.Kind, d.Published)
			for _, p := range got.Speakers() {
				t.Logf("   %s, %s (%s)", p.Name, p.Role, p.Country)
			}
			for _, st := range got.Statements {
				var content []string
				for _, c := range st.Content {
					content = append(content, text[c.Start:c.End])
				}
				t.Logf("      %-8s %-24s [%s] %.90q", st.Kind, st.Speaker.Name, text[st.Speaker.Start:st.Speaker.End], content)
			}
			var ids []string
			for _, tp := range got.Topics {
				ids = append(ids, tp.ID)
			}
			t.Logf("   topics %v", ids)
		}
	}
	if kinds[briefings.Direct] == 0 || kinds[briefings.Indirect] == 0 || !topics["cop29"] {
		t.Errorf("statements %v, topics %v", kinds, topics)
	}
	if people["Ilse Marandou"] == 0 || people["Teodor Halmsted"] == 0 {
		t.Errorf("speakers %v", people)
	}
}
