package markup

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/unicode/norm"
)

func TestText(t *testing.T) {
	tests := []struct{ name, markdown, text string }{
		{"empty", "", ""},
		{"paragraphs", "One.\n\nTwo.", "One.\n\nTwo."},
		{"soft break", "One\ntwo\n three.", "One two three."},
		{"hard breaks", "One  \ntwo\\\nthree<br>four<br/>", "One\ntwo\nthree\nfour"},
		{"emphasis", "The *first* and **second** ~~third~~ `code  span`.", "The first and second third code span."},
		{"escapes", `\*not\* 5 \$ \"q\" &amp;lt; &lt; \&amp; a\b`, `*not* 5 $ "q" &lt; < &amp; a\b`},
		{"code keeps entities", "`&lt; \\*`", `&lt; \*`},
		{"heading", "# The *title* #\n\nText", "The title\n\nText"},
		{"setext", "Title\n===\ntext", "Title\n\ntext"},
		{"link", `See [the *treaty*](https://a.example/x "t") and ![map](m.png).`, "See the treaty and map."},
		{"reference", "See [it][1].\n\n[1]: https://a.example/x\n\nEnd.", "See it.\n\nEnd."},
		{"bare address", "At https://a.example/x, or <desk@a.example>.", "At https://a.example/x, or desk@a.example."},
		{"list", "- one\n- two\n  - three\n\n    more\n- four", "one\ntwo\nthree\nmore\nfour"},
		{"tasks", "- [x] done\n- [ ] open", "done\nopen"},
		{"quote", "> one\n> two\n>\n> three", "one two\nthree"},
		{"code block", "```go\nif x {\n\ty()\n}\n```", "if x {\n    y()\n}"},
		{"indented code", "    a\n      b\n\nc", "a\n  b\n\nc"},
		{"rule", "a\n\n---\n\nb", "a\n\nb"},
		{"table", "|a|b|\n|-|-|\n|c||\n||`x\\|y`|", "a\tb\nc\n\tx|y"},
		{"html block", "<div>\n<p>One</p><p>two <b>th</b>ree</p>\n<script>x()</script></div>\n\nafter", "One two three\n\nafter"},
		{"inline html", "a <span>b</span> c<!-- d -->", "a b c"},
		{"comment", "<!-- nothing -->\n\ntext", "text"},
		{"entities that hide", "a&#27;[2Jb &#x202e;c &#173;d&shy;&#0;e&#x2066;", "a[2Jb c d\uFFFDe"},
		{"spaces", "a&nbsp;b &nbsp; c&#x202F;d\te&nbsp;", "a b c d e"},
		{"only spaces", "&nbsp;\n\ntext", "text"},
		{"composition over nodes", "Me*\u0301*ssage e&#769;", "M\u00e9ssage \u00e9"},
		{"joiner over nodes", "\u2764*\uFE0F*", "\u2764\uFE0F"},
		{"bytes", "a\xffb\r\nc", "a\uFFFDb c"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, spans := Parse(tt.markdown).Text()
			if text != tt.text {
				t.Errorf("Text(%q) = %q; want %q", tt.markdown, text, tt.text)
			}
			check(t, tt.markdown)
			for _, s := range spans {
				if s.End > len(text) || s.Start > s.End {
					t.Errorf("Text(%q): span %v outside of the text", tt.markdown, s)
				}
			}
		})
	}
}

func TestLinksAndHeadings(t *testing.T) {
	d := Parse("# A title\n\nSee [the *text*](<https://a.example/ä b>), www.b.example and [none]().\n\n### Next\n\n[x](javascript:y) <desk@a.example>")
	text, _ := d.Text()
	var got []string
	for _, l := range d.Links() {
		got = append(got, text[l.Start:l.End]+" "+l.URL)
	}
	want := []string{
		"the text https://a.example/%C3%A4%20b", "www.b.example http://www.b.example", "x javascript:y", "desk@a.example mailto:desk@a.example",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("Links() = %q; want %q", got, want)
	}
	var titles []string
	for _, h := range d.Headings() {
		titles = append(titles, strings.Repeat("#", h.Level)+text[h.Start:h.End])
	}
	if strings.Join(titles, "\n") != "#A title\n###Next" {
		t.Errorf("Headings() = %q", titles)
	}
}

// check holds what is true of every document.
func check(t *testing.T, markdown string) {
	t.Helper()
	d := Parse(markdown)
	text, spans := d.Text()
	if len(spans) != d.Len() {
		t.Fatalf("%d spans for %d blocks", len(spans), d.Len())
	}
	if !norm.NFC.IsNormalString(text) || !utf8.ValidString(text) {
		t.Errorf("text is not NFC: %q", text)
	}
	for i, r := range text {
		if dropped(r) || r == 0xA0 || unicode.IsControl(r) && r != '\n' && r != '\t' {
			t.Errorf("%q at %d of the text", r, i)
		}
	}
	var parts []string
	for i, s := range spans {
		p := d.Project(i, func(dst []byte, _ int, s string) []byte { return append(dst, s...) })
		if p.Text != text[s.Start:s.End] {
			t.Errorf("block %d: %q is not %q", i, p.Text, text[s.Start:s.End])
		}
		if p.Text != "" {
			parts = append(parts, p.Text)
		}
		at := 0
		for _, r := range p.Runs {
			if r.Start < at || r.End < r.Start || strings.Trim(p.Text[at:r.Start], "\n\t") != "" {
				t.Errorf("block %d: run %v after %d in %q", i, r, at, p.Text)
			}
			at = r.End
		}
		if at != len(p.Text) {
			t.Errorf("block %d: text after the last run: %q", i, p.Text[at:])
		}
	}
	if joined := strings.Join(parts, "\n\n"); joined != text {
		t.Errorf("blocks do not add up:\n%q\n%q", joined, text)
	}
}

func TestCorpus(t *testing.T) {
	for _, md := range corpus(t) {
		check(t, md)
	}
}

// TestLazy holds that parsing the inside of blocks when it is asked for yields
// the same nodes as parsing the whole at once.
func TestLazy(t *testing.T) {
	docs := []string{
		"a [b] c [d](e) *f* `g`\n\n[b]: https://b.example \"t\"\n\n- [ ] task www.c.example\n- [x] more\n\n> quote [b]\n> # head *x*",
		"| a | `b\\|c` |\n|---|---|\n| *d* | e@f.example |\n\nText https://g.example/x_(y).\n\n    code\n\n<div>x\n</div>\n\n~~s~~ a  \nb\\\nc",
		"*https://a.example/b*, (http://a.example) _x@y.example_ ~~ftp://a.example~~ 'www.d.example' a:http://e.example",
	}
	if os.Getenv("READOUT_CORPUS") != "" {
		docs = append(docs, corpus(t)...)
	}
	for _, md := range docs {
		d := Parse(md)
		whole := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(d.source))
		i := 0
		for n := whole.FirstChild(); n != nil; n = n.NextSibling() {
			got := outline(d.inlines(i), d.source)
			strip(d.blocks[i])
			if want := outline(n, d.source); got != want {
				t.Errorf("block %d:\n%s\nwant\n%s", i, got, want)
			}
			i++
		}
		if i != d.Len() {
			t.Errorf("%d blocks; want %d", d.Len(), i)
		}
	}
}

// outline writes the kinds of the nodes under n and their text.
func outline(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		t, isText := n.(*ast.Text)
		_, isCode := n.Parent().(*ast.CodeSpan)
		switch {
		case isText && entering && isCode: // escaped pipes are resolved later
			b.WriteString(strings.ReplaceAll(string(t.Value(source)), "\\|", "|"))
		case isText && entering:
			b.Write(t.Value(source))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteString("\n")
			}
		case isText:
		case entering:
			b.WriteString("<" + n.Kind().String() + ">")
			if a, ok := n.(*ast.AutoLink); ok {
				b.Write(a.URL(source))
			}
		default:
			b.WriteString("</>")
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// corpus returns the Markdown documents of the folder that READOUT_CORPUS
// names, without their front matter.
func corpus(tb testing.TB) []string {
	tb.Helper()
	dir := os.Getenv("READOUT_CORPUS")
	if dir == "" {
		tb.Skip("READOUT_CORPUS is not set: no real documents to lay out")
	}
	var out []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".md" {
			return err
		}
		data, err := os.ReadFile(path)
		s := string(data)
		if rest, ok := strings.CutPrefix(s, "---\n"); ok {
			if _, body, ok := strings.Cut(rest, "\n---\n"); ok {
				s = body
			}
		}
		out = append(out, s)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}
