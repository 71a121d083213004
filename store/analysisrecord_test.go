package store

import (
	"reflect"
	"testing"

	"readout/briefings"
)

// An exchange survives the record, and a record from before there were any is
// read as statements that stand by themselves.
func TestExchangeRecord(t *testing.T) {
	in := briefings.Analysis{Version: 2, Statements: []briefings.Statement{
		{
			Kind: briefings.Direct, Speaker: briefings.Source{Name: "Question", ID: "unnamed:question", Span: briefings.Span{Start: 0, End: 1}},
			Speakers: []briefings.Party{{Name: "Question", ID: "unnamed:question"}}, Cue: briefings.Span{Start: 0, End: 1},
			Content: []briefings.Span{{Start: 2, End: 9}}, Grounds: "turn label", Confidence: 0.9,
			Act: briefings.ActQuestion, Pair: &briefings.Span{Start: 12, End: 20},
		},
		{
			Kind: briefings.Direct, Speakers: []briefings.Party{{Name: "Ola Lane", ID: "ola-lane"}}, Cue: briefings.Span{Start: 11, End: 12},
			Content: []briefings.Span{{Start: 12, End: 20}}, Act: briefings.ActRefusal, Pair: &briefings.Span{Start: 2, End: 9},
		},
		{Kind: briefings.Indirect, Content: []briefings.Span{{Start: 30, End: 40}}},
	}}
	record := packAnalysis(&in, "hash")
	b, err := encode(&record)
	must(t, err)
	var back analysis
	must(t, decode(inAnalyses, nil, b, &back))
	if got := back.model(); !reflect.DeepEqual(got.Statements, in.Statements) {
		t.Errorf("read back:\n got %+v\nwant %+v", got.Statements, in.Statements)
	}

	type oldStatement struct {
		Kind    string  `cbor:"1,keyasint"`
		Name    string  `cbor:"2,keyasint,omitempty"`
		Content spans   `cbor:"7,keyasint,omitempty"`
		Sure    float64 `cbor:"10,keyasint,omitempty"`
	}
	type oldAnalysis struct {
		Version    int            `cbor:"1,keyasint"`
		Statements []oldStatement `cbor:"3,keyasint,omitempty"`
		TextHash   string         `cbor:"5,keyasint"`
	}
	b, err = encode(&oldAnalysis{1, []oldStatement{{"direct", "Ola Lane", spans{3, 8}, 0.9}}, "hash"})
	must(t, err)
	var old analysis
	must(t, decode(inAnalyses, nil, b, &old))
	if s := old.model().Statements; len(s) != 1 || s[0].Act != "" || s[0].Pair != nil || s[0].Confidence != 0.9 {
		t.Errorf("an older record is read as %+v", s)
	}
}

// A counterpart that lies outside the text is refused, as any span.
func TestExchangeChecked(t *testing.T) {
	text := "Q Why?"
	a := briefings.Analysis{Statements: []briefings.Statement{{Content: []briefings.Span{{Start: 2, End: 6}}, Pair: &briefings.Span{Start: 2, End: 6}}}}
	if err := checkAnalysis(text, &a); err != nil {
		t.Errorf("a sound span: %v", err)
	}
	a.Statements[0].Pair.End = 70
	if err := checkAnalysis(text, &a); err == nil {
		t.Error("a span beyond the text is taken")
	}
}
