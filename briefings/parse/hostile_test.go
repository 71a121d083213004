package parse

import (
	"fmt"
	"strings"
	"testing"
)

// hostile are inputs that are made to cost much, or to break a parser. Each
// gives a document that keeps the rules, or an error of one line; that none
// takes long is seen by the test's end.
func hostile() map[string]string {
	r := strings.Repeat
	distinct := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	return map[string]string{
		"nested divs.html":        "<html><body>" + r("<div>", 25000) + "text" + r("</div>", 25000),
		"nested spans.html":       "<p>" + r("<span>", 25000) + "text",
		"nested lists.html":       r("<ul><li>", 12500) + "text",
		"nested tables.html":      r("<table><tr><td>", 5000) + "text",
		"nested quotes.html":      r("<blockquote>", 400) + "text",
		"open bold.html":          r("<p><b>x", 5000),
		"open fonts.html":         distinct(5000, `<p><font color="%d">x`),
		"misnested.html":          r("<b><p></b>", 10_000) + "text",
		"attributes.html":         "<p " + distinct(50000, ` a%d=1`) + ">text</p>",
		"bare attributes.html":    "<p " + distinct(50000, ` a%d`) + ">text</p>",
		"spans.html":              "<html><body><table><tr>" + r(`<td rowspan="65534" colspan="1000">a</td>`, 500) + "</tr>" + r("<tr><td>b</td></tr>", 500) + "</table>",
		"one wide row.html":       "<html><body><table>" + r("<tr><td>b</td></tr>", 3000) + "<tr>" + r("<td>a</td>", 3000) + "</tr></table>",
		"leads.html":              `<html><body>` + r(`<p class="lead">The ministers of two states met here.</p>`, 2000) + `<div itemprop="articleBody"><p>` + r("The ministers of two states met here. ", 5000) + `</p></div></body></html>`,
		"one attribute.html":      `<p title="` + r("x", 500000) + `">text</p>`,
		"many elements.html":      "<html><body>" + r("<p>a</p>", maxElements+1),
		"paragraphs.html":         "<html><body><article>" + r("<p>The ministers met again and again.</p>\n", 5_000) + "</article></body></html>",
		"open comment.html":       "<html><body><p>text</p><!-- " + r("x-", 1_000_000),
		"open tags.html":          r("<", 500_000),
		"entities.html":           "<p>" + r("&amp;#8238;&#8238;&nbsp;&shy;", 12500) + "x</p>",
		"entity name.html":        "<p>&" + r("a", 250000) + ";</p>",
		"plaintext.html":          "<p>a<plaintext>" + r("<b>", 10_000),
		"svg.html":                "<p>a</p><svg>" + r("<g>", 300) + "<script>x</script></svg>",
		"template.html":           r("<template>", 400) + "<p>a</p>",
		"links.html":              "<html><body><p>The ministers met.</p>" + r(`<a href="x">y</a>`, 5000),
		"json-ld.html":            `<html><head><script type="application/ld+json">` + r("[", 25000) + `</script></head><body><p>a b c</p></body></html>`,
		"comment.html":            "<!-- https://example.org/ " + r("| x ", 25000) + "--><p>text</p>",
		"meta.html":               "<html><head>" + r(`<meta name="title" content="x">`, 12500) + "</head><body><p>text</p></body></html>",
		"classes.html":            `<html><body><div class="` + r("share ", 25000) + `"><p>text</p></div></body></html>`,
		"one line.txt":            r("word ", 200_000), // 1 MB
		"one word.txt":            r("x", 250000),
		"one word of dots.txt":    r("a.", 250000),
		"long list.txt":           distinct(40_000, "%d. item\n"),
		"initials.txt":            r("U.S.", 250000),
		"one line.md":             r("word ", 50000),
		"stars.md":                r("*a", 25000),
		"stars.txt":               r("*a_", 12500) + "\n\n" + r("**", 12500),
		"underscores.md":          r("_a_", 12500),
		"brackets.md":             r("[", 25000),
		"brackets and links.md":   r("[a](b", 12500),
		"quotes.md":               r(">", 25000) + " text",
		"lists.md":                r("- ", 12500) + "text",
		"backticks.md":            distinct(400, "`%d") + r("`", 12500),
		"tables.md":               "|" + r("a|", 5_000) + "\n|" + r("-|", 5_000) + "\n" + r("|", 5_000),
		"definitions.md":          distinct(5000, "[%d]: http://example.org\n") + "text",
		"references.md":           "[a]: b\n\n" + r("[a]", 12500),
		"html in markdown.md":     r("<div>", 10_000) + "\n\ntext",
		"emphasis.md":             r("**a **\n", 5000),
		"escapes.md":              r(`\`, 25000) + "&#8238;",
		"ampersands.md":           r("&#8", 25000) + r(";", 25000),
		"front matter.md":         "---\n" + r("a: b\n", 50000),
		"front matter, closed.md": "---\n" + r("a: b\n", 12500) + "---\ntext",
		"rules.md":                r("---\n", 25000) + "text",
		"lines.txt":               r("a\n", 50000),
		"blank lines.txt":         "a" + r("\n", 250000) + "b",
		"indented.txt":            r(" ", 500_000) + "a\n" + r("\t", 500_000) + "b",
		"bullets.txt":             r("• a\n", 12500),
		"numbers.txt":             distinct(12500, "%d. a\n"),
		"turns.txt":               r("MS. VALE: Yes.\nQ Why?\n", 5000),
		"headers.txt":             r("Subject: a\n", 25000) + "\ntext",
		"dashes.txt":              r("– ", 50000),
		"dateline.txt":            r("OSTBURG, ", 12500) + "– They met.",
		"capitals.txt":            r("A.B. ", 25000),
		"urls.txt":                r("https://example.org/_a ", 5000),
		"at signs.txt":            r("a@", 50000) + "\n\n" + r("a.", 25000) + "@",
		"fences.txt":              "a   b   c\n" + r("`", 5000) + "   x   y\nd   e   f",
		"joiners.txt":             "a" + r("\u200d", 50000) + "b",
		"marks.txt":               "a" + r("\u0301", 50000),
		"bidi.txt":                r("\u202e", 25000) + "text",
		"escape sequences.txt":    "\x1b]0;title\x07\x1b[2J\x1b[31mtext\x9b31m and more of it",
		"not utf-8.txt":           r("\xff\xfe\xfd text ", 10_000) + "\xff",
		"html title.html":         "<title>\x1b]0;x\x07&#27;[2J\u202e" + r("t", 10_000) + "</title><h1>&#x202e;h</h1><p>text</p>",
		"title.md":                "---\ntitle: \"" + r("t", 12500) + "\"\n---\ntext",
		"tags.md":                 "---\ntags: [" + r("a, ", 10_000) + "b]\n---\ntext",
		"json.json":               r("[", 250000),
		"xml.xml":                 "<?xml version=\"1.0\"?>" + r("<!-- x -->", 25000) + "<rss/>",
		"doctype.xml":             `<!DOCTYPE x [` + r(`<!ENTITY a "b">`, 10_000) + `]><x>&a;</x>`,
	}
}

func TestHostile(t *testing.T) {
	for name, data := range hostile() {
		t.Run(name, func(t *testing.T) {
			d, err := Parse(Input{Name: name, Data: []byte(data)})
			if err != nil {
				if strings.ContainsAny(err.Error(), "\n\x1b\u202e") || len(err.Error()) > 500 {
					t.Errorf("error is not one short line: %.600q", err)
				}
				return
			}
			checkDocument(t, name, d)
		})
	}
}
