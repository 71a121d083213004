package parse

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestFrontMatter(t *testing.T) {
	const body = "\nThe two ministers met in the capital and spoke about the river.\n"
	tests := []struct {
		name, matter                 string
		title, source, url, day, tag string
		kind, lang, guid             string
		warned                       bool
	}{
		{name: "plain", matter: "title: Ministers meet\nsource: Gazette\nurl: https://example.org/a\ndate: 2024-02-17\nlang: en\nkind: readout\ntags: [a, b]\nguid: x-1", title: "Ministers meet", source: "Gazette", url: "https://example.org/a", day: "2024-02-17", tag: "a b", kind: "readout", lang: "en", guid: "x-1"},
		{name: "other names", matter: "Title: Ministers meet\nPublisher: Gazette\nsource_url: https://example.org/a\ndate: '2024-02-18'\npublished_time: 2024-02-17 10:00:00-05:00\nlanguage: French\nsection: speeches-remarks\ntags: a, b", title: "Ministers meet", source: "Gazette", url: "https://example.org/a", day: "2024-02-17T10:00:00-05:00", tag: "a b", kind: "speech", lang: "fr"},
		{name: "escapes and folding", matter: "title: \"The Minister\\u2019s\\_Call\\\n  \\ with the Duke of\\_Ost\"", title: "The Minister’s Call with the Duke of Ost", kind: "readout", lang: "en"},
		{name: "folded block", matter: "title: >\n  Ministers\n  meet\ntags:\n  - b\n  - a\n  - b", title: "Ministers meet", tag: "a b", kind: "other", lang: "en"},
		{name: "nested", matter: "og:\n  title: Ministers meet\n  site_name: Gazette\n  url: https://example.org/a", title: "Ministers meet", source: "Gazette", url: "https://example.org/a", kind: "other", lang: "en"},
		{name: "controls", matter: "title: \"Mini\\u202Esters \\e[31mmeet\\u00AD\"", title: "Ministers [31mmeet", kind: "other", lang: "en"},
		{name: "broken, read by line", matter: "title: Ministers: meet \"again\nsource: [Gazette\ndate: 2024-02-17", title: "Ministers: meet \"again", source: "[Gazette", day: "2024-02-17", kind: "other", lang: "en", warned: true},
		{name: "broken, nothing to read", matter: "title:\n\t- {[}", kind: "other", lang: "en", warned: true},
		{name: "unquoted colon", matter: "title: Ministers: they meet\ndate: 2024-02-17", title: "Ministers: they meet", day: "2024-02-17", kind: "other", lang: "en", warned: true},
		{name: "address without a web scheme", matter: "title: Ministers meet\nurl: javascript:alert(1)", title: "Ministers meet", kind: "other", lang: "en"},
		{name: "bad date", matter: "title: Ministers meet\ndate: 2024-13-45", title: "Ministers meet", kind: "other", lang: "en"},
		{name: "site behind the title", matter: "title: Ministers meet | Gazette\nsource: Gazette", title: "Ministers meet", source: "Gazette", kind: "other", lang: "en"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, text := parsed(t, "x.md", "---\n"+tt.matter+"\n---\n"+body)
			title := tt.title
			if title == "" {
				title = strings.TrimSpace(body)
			}
			g := d.Details
			if g.Title != title || g.Source != tt.source && (tt.source != "" || tt.url == "") || g.URL != tt.url || string(g.Published) != tt.day || strings.Join(g.Tags, " ") != tt.tag ||
				string(g.Kind) != tt.kind || g.Lang != tt.lang || d.GUID != tt.guid || (len(d.Warnings) > 0) != tt.warned {
				t.Errorf("got %+v guid %q warnings %q\nwant %+v", g, d.GUID, d.Warnings, tt)
			}
			if d.Format != formatMarkdown || text != strings.TrimSpace(body) {
				t.Errorf("%s: text %q", d.Format, text)
			}
		})
	}
}

func TestFrontMatterTOML(t *testing.T) {
	d, text := parsed(t, "x.md", "+++\ntitle = \"Ministers meet\"\ndate = 2024-02-17T10:00:00+01:00\ntags = [\"b\", \"a\"]\n+++\nThey met.\n")
	if d.Details.Title != "Ministers meet" || d.Details.Published != "2024-02-17T10:00:00+01:00" || !slices.Equal(d.Details.Tags, []string{"a", "b"}) || text != "They met." {
		t.Errorf("%+v %q", d, text)
	}
}

// Front matter comes from outside: what is small on disk must not become large
// or deep in memory.
func TestFrontMatterBounds(t *testing.T) {
	var laughs strings.Builder
	laughs.WriteString("a0: &a0 [x, x]\n")
	for i := range 40 {
		fmt.Fprintf(&laughs, "a%d: &a%d [*a%d, *a%d, *a%d]\n", i+1, i+1, i, i, i)
	}
	for name, matter := range map[string]string{
		"aliases":       laughs.String() + "title: Ministers meet\n",
		"brackets":      "title: Ministers meet\nx: " + strings.Repeat("[", 30000) + "\n",
		"mappings":      "title: Ministers meet\nx: " + strings.Repeat("{a: ", 10000) + "\n",
		"sequences":     "title: Ministers meet\nx:\n" + strings.Repeat("- ", 20000) + "a\n",
		"indentation":   "title: Ministers meet\n" + indented(2000),
		"merge key":     "title: Ministers meet\na: &a {b: c}\nd:\n  <<: *a\n",
		"anchor itself": "title: Ministers meet\na: &a [*a]\n",
		"many keys":     "title: Ministers meet\n" + strings.Repeat("a: b\n", 10000),
		"long value":    "title: Ministers meet\nx: " + strings.Repeat("y", 60000) + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			d, text := parsed(t, "x.md", "---\n"+matter+"---\nThey met in the capital.\n")
			if d.Details.Title != "Ministers meet" || text != "They met in the capital." {
				t.Errorf("title %q, text %.100q, warnings %.200q", d.Details.Title, text, d.Warnings)
			}
		})
	}
}

func indented(n int) string {
	var b strings.Builder
	for i := range n {
		if b.Len() > 60000 {
			break
		}
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func TestRulesAreNoFrontMatter(t *testing.T) {
	_, text := parsed(t, "x.md", "---\n\nThe ministers met: they spoke.\n\n---\n\nThey left.\n")
	if text != "The ministers met: they spoke.\n\nThey left." {
		t.Errorf("text %q", text)
	}
}

func TestSniff(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"x.html", "---\ntitle: x\n---\n\nText.", formatMarkdown},
		{"x.html", "# A heading\n\nSome *words* and a [link](https://example.org).", formatMarkdown},
		{"x.txt", "<!DOCTYPE html><html><body><p>Text.</p></body></html>", formatHTML},
		{"x.md", "<!DOCTYPE html><html><body><p>Text.</p></body></html>", formatHTML},
		{"", "<p>One.</p><p>Two.</p>", formatHTML},
		{"x.md", "<p>One.</p>\n\n*Two.*", formatMarkdown},
		{"", "Plain words.\n\nAnd more of them.", formatText},
		{"x.md", "Plain words.\n\nAnd more of them.", formatMarkdown},
		{"x.txt", "## What was said\n\nThe **minister** spoke.", formatMarkdown},
		{"x.txt", "He wrote <b> on the board.\n\n1 < 2 and 3 > 2.", formatText},
		{"", "\n\n  <html><p>x</p>", formatHTML},
		{"", "<!-- a comment --><h1>Title</h1>\n<p>Text.</p>", formatHTML},
	}
	for _, tt := range tests {
		if got := sniff(tt.in, extension(tt.name)); got != tt.want {
			t.Errorf("sniff(%q, %q) = %s; want %s", tt.in, tt.name, got, tt.want)
		}
	}
}
