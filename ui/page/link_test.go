package page

import (
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/markup"
)

func TestLinks(t *testing.T) {
	p := open("See [the *text*](https://a.example/x) now.\n\n- At https://b.example/.\n- [local](/x) [script](javascript:alert) [top](#a)\n- [an ![image](https://b.example/i.png)](https://c.example/) desk@d.example", 40)
	want := []Link{
		{briefings.Span{Start: 4, End: 12}, 1, "https://a.example/x"},
		{briefings.Span{Start: 22, End: 40}, 2, "https://b.example/"},
		{briefings.Span{Start: 59, End: 67}, 3, "https://c.example/"},
		{briefings.Span{Start: 68, End: 82}, 4, "mailto:desk@d.example"},
	}
	for off := -1; off <= len(p.text)+1; off++ { // the first question does not ask for all of them
		got, ok := p.LinkAt(off)
		for _, l := range want {
			if l.Contains(off) != (ok && got == l) {
				t.Errorf("LinkAt(%d) = %v, %t", off, got, ok)
			}
		}
	}
	got := p.Links()
	if len(got) != len(want) {
		t.Fatalf("links are %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("link %d is %v of %q; want %v", i, got[i], p.text[got[i].Start:got[i].End], want[i])
		}
	}
}

func TestSafeURL(t *testing.T) {
	for _, tt := range []struct {
		url string
		ok  bool
	}{
		{"https://a.example/x?y=%20#z", true},
		{"HTTP://a.example", true},
		{"mailto:desk@a.example", true},
		{"https:///x", false},
		{"//a.example", false},
		{"file:///etc/passwd", false},
		{"javascript:alert(1)", false},
		{"https://a.example/\x1b]0;x\a", false},
		{"https://a.example/é", false},
		{"https://a.example/%zz", false},
		{"https://a.example/" + strings.Repeat("a", longestURL), false},
		{"", false},
	} {
		if got := safeURL(tt.url); (got == tt.url && tt.ok) != tt.ok || got != "" && !tt.ok {
			t.Errorf("safeURL(%q) = %q", tt.url, got)
		}
	}
}

func TestHeadings(t *testing.T) {
	p := open("# One *two*\n\ntext\n\n### Three\n\n#\n\n> # Quoted\n", 40)
	want := []markup.Title{{Span: briefings.Span{Start: 0, End: 7}, Level: 1}, {Span: briefings.Span{Start: 15, End: 20}, Level: 3}}
	got := p.Headings()
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("headings are %v; want %v", got, want)
	}
	if p = open("", 40); len(p.Headings()) != 0 || len(p.Links()) != 0 {
		t.Error("an empty page has headings or links")
	}
	if _, ok := p.LinkAt(0); ok {
		t.Error("an empty page has a link")
	}
}
