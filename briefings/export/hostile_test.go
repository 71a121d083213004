package export

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"readout/briefings"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// hostile are words that would be more than words in a Markdown file.
var hostile = []string{
	"%% end mine %%", "%% begin mine %%\n%% end mine %%", "x %%begin mine%% y", "%\u200b% comment %%",
	"---\nid: other\n---", "---", "- - -", "***", "===", "text\n===", "text\n---", "\n\n-\n\n",
	"# Heading", "###### Deep\n####### deeper", "####", "- # in a list", "> # in a quote",
	"^h-01HZ0000000000000000000001", "words ^block-id", "a\n^x",
	"```\ncode", "~~~~ md\ncode", "    indented\n    code", "`one` ``two`` ```three```", "\tTab",
	"![[secret.png]]", "![x](http://evil.example/t.png)", "[[Other note]]", "[a](javascript:alert)", "[ref]: http://evil.example",
	"[Ilse Marandou]: http://evil.example", "[^1]: footnote", "see[^1]", "^[inline note]",
	"<script>alert(1)</script>", "<!-- open", "<div>\n\nopen", "<img src=x onerror=y>", "a < b > c", "</blockquote>", "<?php", "<https://ok.example>",
	"@doe2020 says", "[@doe2020, p. 3]", "mail a@b.example", "$x$ and $$y$$", "$$\nopen", "==marked==", "~~gone~~", "#tag #9 C#", "a_b _c_ “_d_”", "**bold** *it*",
	"1. one\n2. two", "12) x", "a. x", "(iv) x", "- x\n+ y\n* z", "- [ ] task", "> quote", ": definition", "term\n: definition", "a | b\n--- | ---\n1 | 2", "| a |\n|---|",
	"&lt;b&gt; &amp; AT&T &#35;", "back\\slash \\* \\", "{{template}} {% raw %}", "\x1b[31mred\x1b[0m \x1b]0;title\x07 \u009b31m", "\u202eright\u202c \u2066x\u2069 \u2028 \u2029 \x00 \x7f",
	"invalid \xff\xfe utf-8", "\ufeffmark \ufdd0\uffff", strings.Repeat("[", 200), strings.Repeat("> ", 200) + "deep", strings.Repeat("`", 300), strings.Repeat("- ", 100) + "x",
	"Line one\nLine two  \nLine three\\\nfour", "\"quoted\": 'value' # comment", "key: [a, b]", "null", "~", "!!binary x", "&anchor *alias", "? complex", "]] escape [[", "a]]b|c#d^e", "CON", "../../up", "عربي \u200f, 中文、日本語", "😀 👩‍👩‍👧",
}

// hostileArticle puts words in every place where outside text can stand.
func hostileArticle(t *testing.T, words string) *briefings.Article {
	t.Helper()
	a := article(t)
	a.Title, a.Source, a.URL = words, words, "https://x.example/"+words
	a.Tags = []string{words}
	a.Text = words + "\n\n" + a.Text
	for i := range a.Blocks {
		a.Blocks[i].Start += len(words) + 2
		a.Blocks[i].End += len(words) + 2
	}
	for i := range a.Analysis.People {
		a.Analysis.People[i].Name += words
		a.Analysis.People[i].Country = words
	}
	for i := range a.Analysis.Statements {
		st := &a.Analysis.Statements[i]
		st.Speaker.Name += words
		st.Speaker.Span = briefings.Span{Start: 0, End: len(words)}
		st.Topics = []string{words}
		for j := range st.Speakers {
			st.Speakers[j].Name = words
		}
	}
	for i := range a.Analysis.Topics {
		a.Analysis.Topics[i].Label = words
	}
	for i := range a.Annotations {
		n := &a.Annotations[i]
		n.Text, n.Tags = words, []string{words}
		if n.Quote != nil {
			n.Quote.Exact = words
		}
		if n.At != nil {
			n.At = &briefings.Span{Start: 0, End: len(words)}
		}
	}
	return a
}

func TestHostileWords(t *testing.T) {
	for _, words := range hostile {
		got, err := Markdown(hostileArticle(t, words), Options{With: []string{WithStatements}})
		if err != nil {
			t.Fatal(err)
		}
		if !inspect(t, string(got), words) {
			t.Logf("from %q:\n%s", words, got)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, words := range hostile {
		f.Add(words)
	}
	f.Fuzz(func(t *testing.T, words string) {
		if len(words) > 2000 {
			return
		}
		got, err := Markdown(hostileArticle(t, words), Options{With: []string{WithStatements}})
		if err != nil {
			t.Fatal(err)
		}
		if !inspect(t, string(got), words) {
			t.Errorf("from %q:\n%s", words, got)
		}
		again, err := Merge(got, got)
		if err != nil || string(again) != string(got) {
			t.Errorf("merging a file with itself: %v", err)
		}
	})
}

var (
	blockIDs = regexp.MustCompile(`(?m)(^|[ \t>])\^[\pL\pN-]+[ \t]*$`)
	links    = regexp.MustCompile(`\[\[[^\n]*?\]\]`)
	linkOK   = regexp.MustCompile(`^\[\[[\pL\pN\pM .,'’\-–&()\x{200c}\x{200d}]+\]\]$`)
	cites    = regexp.MustCompile(`(^|[^\\\pL\pN])@(\S*)`)
)

// inspect checks the structure of a file made of words.
func inspect(t *testing.T, file, words string) bool {
	t.Helper()
	ok := true
	fail := func(format string, args ...any) {
		t.Helper()
		t.Errorf(format, args...)
		ok = false
	}
	for _, r := range file {
		if r != '\n' && unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			fail("%U in the file", r)
		}
	}
	parts := strings.SplitN(file, "---\n", 3)
	if len(parts) != 3 || parts[0] != "" {
		fail("no front matter")
		return ok
	}
	front, body := parts[1], parts[2]
	checkFront(t, fail, front, words)
	if n := len(markers().FindAllString(file, -1)); n != 2 || !strings.HasSuffix(file, "\n"+hint+"\n"+beginMine+"\n"+endMine+"\n") {
		fail("%d markers", n)
	}
	body = strings.TrimSuffix(body, hint+"\n"+beginMine+"\n"+endMine+"\n")
	if strings.Contains(body, "%%") || strings.Contains(body, "![") {
		fail("a comment or an embed")
	}
	if n := len(blockIDs.FindAllString(body, -1)); n != 6 {
		fail("%d block ids", n)
	}
	checkBlocks(fail, body, words)
	return ok
}

func checkFront(t *testing.T, fail func(string, ...any), front, words string) {
	t.Helper()
	var fields yaml.MapSlice
	if err := yaml.Unmarshal([]byte(front), &fields); err != nil {
		fail("front matter: %v", err)
		return
	}
	var keys []string
	for _, f := range fields {
		keys = append(keys, f.Key.(string))
		if f.Key == "title" && f.Value != line(words) {
			fail("title %q", f.Value)
		}
		if list, ok := f.Value.([]any); ok {
			for _, v := range list {
				if _, ok := v.(string); !ok {
					fail("%s holds %T", f.Key, v)
				}
			}
		}
	}
	if got := strings.Join(keys, " "); got != "id title source author published created updated description tags parties speakers topics revision citekey" {
		fail("keys %s", got)
	}
}

// checkBlocks parses body as GitHub's Markdown with footnotes and definition
// lists, and checks what stands where.
func checkBlocks(fail func(string, ...any), body, words string) {
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote, extension.DefinitionList))
	source := []byte(body)
	ctx := parser.NewContext()
	doc := md.Parser().Parse(text.NewReader(source), parser.WithContext(ctx))
	if len(ctx.References()) > 0 {
		fail("link definitions %v", ctx.References())
	}
	var headings []string
	quotes := 0
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			headings = append(headings, plain(n, source))
		case *ast.Blockquote:
			// Those of the page note are its own.
			if !slices.Contains(headings, "Page notes") {
				quotes++
				checkQuote(fail, n, source, words)
			}
		}
	}
	if got := strings.Join(headings, "|"); got != "Highlights|Page notes|Statements" || quotes != 5 {
		fail("headings %s, %d quotes", got, quotes)
	}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			switch n.(type) {
			case *ast.HTMLBlock, *ast.RawHTML, *ast.Image, *ast.FencedCodeBlock, *ast.ThematicBreak,
				*east.Footnote, *east.FootnoteLink, *east.FootnoteList, *east.DefinitionList:
				fail("%s in the body", n.Kind())
			case *ast.Heading:
				if n.Parent() != doc {
					fail("a heading inside")
				}
			}
		}
		return ast.WalkContinue, nil
	})
	// Statements and quotes hold nothing but our own links and citations.
	_, statements, _ := strings.Cut(body, "\n## Statements\n")
	lines := []string{statements}
	for l := range strings.SplitSeq(body, "\n") {
		if strings.HasPrefix(l, "> — ") {
			lines = append(lines, l)
		}
	}
	ours := strings.Join(lines, "\n")
	for _, l := range links.FindAllString(ours, -1) {
		if !linkOK.MatchString(l) {
			fail("wikilink %s", l)
		}
	}
	for _, m := range cites.FindAllStringSubmatch(ours, -1) {
		if !strings.HasSuffix(strings.TrimRight(m[2], ":"), "-k3f9q]") {
			fail("citation %q", m[0])
		}
	}
}

// checkQuote checks that a block quote is made of the words and the reference
// alone, as text.
func checkQuote(fail func(string, ...any), quote ast.Node, source []byte, words string) {
	var got []string
	for n := quote.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindParagraph {
			fail("%s in a quote", n.Kind())
			return
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if c.Kind() != ast.KindText && c.Kind() != ast.KindString {
				fail("%s in a quote", c.Kind())
			}
		}
		got = append(got, plain(n, source))
	}
	have := strings.Join(strings.Fields(strings.Join(got[:len(got)-1], " ")), " ")
	if have != line(words) {
		fail("the quote reads %q, the words are %q", have, line(words))
	}
}

// plain returns the text that n shows.
func plain(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := c.(*ast.Text); ok && entering {
			b.Write(unescape(t.Segment.Value(source)))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte(' ')
			}
		}
		if t, ok := c.(*ast.String); ok && entering {
			b.Write(t.Value)
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// unescape takes the backslashes off ASCII punctuation; an entity that is left
// unescaped would show as something else.
func unescape(s []byte) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
		} else if s[i] == '&' && i+1 < len(s) && (isWord(s[i+1]) || s[i+1] == '#') {
			return append(out, "(an entity)"...)
		}
		out = append(out, s[i])
	}
	return out
}

func TestNotesKeepTheirMarkdown(t *testing.T) {
	tests := []struct{ note, want string }{
		{"see [[Lower Pass]], **bold**, [link](https://a.example) #tag and `code`", "see [[Lower Pass]], **bold**, [link](https://a.example) #tag and `code`"},
		{"- one\n  - two\n\n1. three", "- one\n  - two\n\n1. three"},
		{"> a quote\n> goes on", "> a quote\n> goes on"},
		{"# Heading", "\\# Heading"},
		{"- # Heading", "- \\# Heading"},
		{"text\n---", "text\n\\---"},
		{"100 %, 5 $", "100 %, 5 $"},
		{"%% hidden %%", "\\%\\% hidden \\%\\%"},
		{"<b>x</b> <https://a.example>", "\\<b>x\\</b> <https://a.example>"},
		{"[[Name]]: said", "[[Name]]\\: said"},
		{"~~struck~~ ~~~", "~~struck~~ \\~\\~\\~"},
		{"x ^id", "x \\^id"},
	}
	for _, tt := range tests {
		if got := strings.Join(escapeNote(tt.note), "\n"); got != tt.want {
			t.Errorf("escapeNote(%q) = %q; want %q", tt.note, got, tt.want)
		}
	}
}
