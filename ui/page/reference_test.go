package page

import (
	"testing"

	"readout/briefings/markup"
)

func TestReferences(t *testing.T) {
	const md = "The dam[\\[1\\]](#fn-1) and the road[\\[2\\]](#fn-2), the dam again[\\[1\\]](#fn-1), nothing[\\[3\\]](#fn-3).\n\n" +
		"- Of 2019. [\\[1\\]](#fnref-1)\n- More.\n\n[\\[2\\]](#fnref-2) Of 2020.\n\n[a link](#fn-x) [another](#elsewhere)\n"
	text, blocks := markup.Parse(md).Text()
	p := New(md, text, blocks, Style{})
	want := []struct{ words, leads string }{
		{"[1]", "Of 2019."}, {"[2]", "[2] Of 2020."}, {"[1]", "Of 2019."}, {"[1]", "[1] and the"}, {"[2]", "[2], the"},
	}
	got := p.References()
	if len(got) != len(want) {
		t.Fatalf("%+v of %q", got, text)
	}
	for i, w := range want {
		r := got[i]
		if text[r.Start:r.End] != w.words || text[r.To:][:len(w.leads)] != w.leads || r.Note != (i > 2) {
			t.Errorf("%d: %q leads to %q; want %q to %q", i, text[r.Start:r.End], text[r.To:], w.words, w.leads)
		}
	}
	if len(p.Links()) != 0 {
		t.Errorf("for a browser: %+v", p.Links())
	}
	if !Refers(md) || Refers("[a](https://a.example)") {
		t.Error("Refers")
	}
}
