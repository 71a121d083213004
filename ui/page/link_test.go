package page

import (
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/markup"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
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

// TestNumbers checks that numbers follow the words of links, wrap with them,
// and are those of the whole article.
func TestNumbers(t *testing.T) {
	st := DefaultStyle(false, false)
	st.Links = NumberedLinks
	p := openAs("See [the text](https://a.example/x), or [this](https://c.example).\n\n- https://b.example/\n- [a *b*](https://b.example) c", 20, st)
	p.Paint(Pos{1, 0}, 1, nil) // the end is looked at first
	got := strings.Join(p.Paint(p.First(), 9, nil), "\n")
	want := `See the text[1], or
this[2].

• https://b.example/
• a b[4] c


`
	if got := ansi.Strip(got); strings.TrimRight(got, "\n") != strings.TrimRight(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if off, ok := p.OffsetAt(Pos{0, 0}, 13); !ok || p.text[off] != 't' {
		t.Errorf("the number stands for byte %d", off)
	}
}

// TestHyperlinks checks that each cell of a link carries its address, as the
// renderer of the screen reads it.
func TestHyperlinks(t *testing.T) {
	st := DefaultStyle(true, true)
	st.Links = Hyperlinks
	long := strings.Repeat("word ", longBlock/5)
	for _, md := range []string{
		"A [link of several words](https://a.example/x)[next](https://b.example/) end [x](/local)",
		"| a | b |\n|---|---|\n| [a link of words](https://a.example/x) | https://b.example/ |",
		"- a [link of several words](https://a.example/x) [next](https://b.example/)\n\n  " + long,
	} {
		p := openAs(md, 14, st)
		rows := p.Rows(p.First(), 8)
		for y, s := range p.Paint(p.First(), 8, nil) {
			if y >= len(rows) {
				break
			}
			for x, c := range cellsOf(s) {
				off, ok := p.OffsetAt(rows[y], x)
				at, ok2 := p.LinkAt(off)
				pos, cell, _ := p.Cell(off)
				if !ok || pos != rows[y] || cell != x {
					continue // decoration
				}
				if ok2 != (c.Link.URL != "") || ok2 && (c.Link.URL != at.URL || c.Link.Params == "") {
					t.Errorf("%.20q: cell %d of row %d is linked to %v; byte %d to %q", md, x, y, c.Link, off, at.URL)
				}
			}
		}
	}
}

// cellsOf returns the cells of a row.
func cellsOf(s string) uv.Line {
	lines := uv.NewStyledString(s).Lines(ansi.WcWidth)
	if len(lines) == 0 {
		return nil
	}
	return lines[0]
}

func TestBrackets(t *testing.T) {
	st := DefaultStyle(false, false)
	st.Links = NumberedLinks
	for md, want := range map[string]string{
		"a [b](https://a.example) [c":                    "a b[1] [c",
		"a [b](https://a.example), as reported \\[12\\]": "a b{1}, as reported [12]",
		"a [b](https://a.example) [x] []":                "a b[1] [x] []",
	} {
		p := openAs(md, 40, st)
		if got := plainRows(p); got != want {
			t.Errorf("%q is shown as %q; want %q", md, got, want)
		}
	}
}
