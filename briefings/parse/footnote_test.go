package parse

import (
	"strings"
	"testing"

	"readout/briefings/markup"
)

func TestFootnotes(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"none", "Text [1] and [^x].", "Text [1] and [^x]."},
		{
			"in the order of references",
			"The dam[^b] and the road[^a].\n\n[^a]: Of 2019.\n[^b]: Of 2020.",
			"The dam[\\[1\\]](#fn-1) and the road[\\[2\\]](#fn-2).\n\n[\\[2\\]](#fnref-2) Of 2019.\n\n[\\[1\\]](#fnref-1) Of 2020.",
		},
		{
			"a note of two paragraphs",
			"The dam[^1].\n\n[^1]: Of 2019,\n    as signed.\n\n    Not in force.\n\nThe end.",
			"The dam[\\[1\\]](#fn-1).\n\n[\\[1\\]](#fnref-1) Of 2019,\nas signed.\n\nNot in force.\n\nThe end.",
		},
		{"a note that nothing refers to", "The dam.\n\n[^1]: Of 2019.", "The dam.\n\n[^1]: Of 2019."},
		{"a reference without a note", "The dam[^1].\n\n[^2]: Of 2019.", "The dam[^1].\n\n[^2]: Of 2019."},
		{
			"not in code, not escaped",
			"`a[^1]` \\[^1] b[^1]\n\n```\n[^1]\n[^1]: code\n```\n\n[^1]: Of 2019.",
			"`a[^1]` \\[^1] b[\\[1\\]](#fn-1)\n\n```\n[^1]\n[^1]: code\n```\n\n[\\[1\\]](#fnref-1) Of 2019.",
		},
		{"a note in a note", "A[^1].\n\n[^1]: See[^2].\n\n[^2]: There.", "A[\\[1\\]](#fn-1).\n\n[\\[1\\]](#fnref-1) See[\\[2\\]](#fn-2).\n\n[\\[2\\]](#fnref-2) There."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := footnotes(tt.in); got != tt.want {
				t.Errorf("footnotes(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
			if once := footnotes(tt.in); footnotes(once) != once {
				t.Errorf("a second time it is %q", footnotes(once))
			}
		})
	}
}

// TestPageNotes: references and notes of pages, as word processors and as
// content systems write them.
func TestPageNotes(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{
			"a word processor's",
			`<p>The dam<a href="#_ftn1" name="_ftnref1">[1]</a> will stay.</p><hr><p><a href="#_ftnref1" name="_ftn1">[1]</a> Of 2019.</p>`,
			"The dam[1] will stay.\n\n[1] Of 2019.",
		},
		{
			"a list with a way back",
			`<p>The dam<sup id="r1"><a href="#n1">1</a></sup> will stay.</p><ol><li id="n1">Of 2019. <a href="#r1">↩</a></li></ol>`,
			"The dam[1] will stay.\n\nOf 2019. [1]",
		},
		{"a table of contents", `<p><a href="#a">1</a> First</p><h2 id="a">First</h2><p>Text.</p>`, "1 First\n\nFirst\n\nText."},
		{"a way back to the top", `<p id="top">Text.</p><p><a href="#top">top</a></p>`, "Text.\n\ntop"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Parse(Input{Name: "a.html", Data: []byte("<!doctype html><html><body><article>" + tt.in + "</article></body></html>")})
			if err != nil {
				t.Fatal(err)
			}
			if text, _ := markup.Parse(doc.Markdown).Text(); strings.Trim(text, "\n") != tt.want {
				t.Errorf("text %q; want %q; Markdown %q", text, tt.want, doc.Markdown)
			}
		})
	}
}
