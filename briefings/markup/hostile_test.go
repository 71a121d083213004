package markup

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// hostile are documents that make parsers slow or deep, of about n bytes.
func hostile(n int) map[string]string {
	fill := func(s string) string { return strings.Repeat(s, n/len(s)) }
	lines := func(f func(i int) string) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(f(i))
		}
		return b.String()
	}
	return map[string]string{
		"quotes":         strings.Repeat(">", n) + " x",
		"quotes spaced":  fill("> ") + "x",
		"quote lines":    lines(func(int) string { return strings.Repeat(">", 1000) + " x\n" }),
		"list line":      fill("- ") + "x",
		"ordered line":   fill("1. ") + "x",
		"mixed line":     fill("> - 1. + ") + "x",
		"list deep":      lines(func(i int) string { return strings.Repeat(" ", 2*i) + "- x\n" }),
		"list flat":      fill("- x\n"),
		"rules":          fill("- "),
		"brackets":       fill("["),
		"closing":        fill("]"),
		"links":          fill("[a](b"),
		"images":         fill("!["),
		"link nest":      strings.Repeat("[", n/2) + "a" + strings.Repeat("](b)", n/8),
		"emphasis":       fill("*a **b "),
		"emphasis close": strings.Repeat("*a ", n/6) + strings.Repeat("b* ", n/6),
		"emphasis mixed": fill("*a_ "),
		"underscores":    fill("_"),
		"stars":          fill("*"),
		"stars at":       fill("*a") + "@b.example",
		"tildes":         fill("~~a "),
		"backticks":      lines(func(i int) string { return strings.Repeat("`", i+1) + " " }),
		"backtick":       fill("`"),
		"angle":          fill("<a "),
		"autolinks":      fill("<http:"),
		"comments":       fill("<!-- "),
		"instructions":   fill("<? "),
		"entities":       fill("&"),
		"entity names":   fill("&amp"),
		"one line":       fill("word "),
		"one word":       fill("w"),
		"addresses":      fill("www.a.b "),
		"mails":          fill("a@b.c "),
		"dots":           fill("a."),
		"dotted mail":    fill("a.") + "@b.example",
		"ats":            fill("@"),
		"parentheses":    "http://a.example/" + fill("("),
		"table rows":     "|a|b|\n|-|-|\n" + fill("|c|d|\n"),
		"table columns":  fill("|a") + "|\n" + fill("|-") + "|\n" + "|x|\n",
		"table wide":     strings.Repeat("|a", 1000) + "|\n" + strings.Repeat("|-", 1000) + "|\n" + fill("|x\n"),
		"definitions":    lines(func(i int) string { return fmt.Sprintf("[a%d]: b\n", i) }),
		"references":     "[a]: b\n\n" + fill("[a] "),
		"fence":          "```\n" + fill("x\n"),
		"fences":         fill("```\n"),
		"html":           "<div>" + fill("<b>"),
		"html inline":    "x " + fill("<b>"),
		"headings":       fill("# x\n"),
		"setext":         fill("x\n=\n"),
		"setext long":    fill("x\n") + "===",
		"marks":          "e" + fill("\u0301"),
		"mark nodes":     fill("*\u0301*a"),
		"breaks":         fill("a\\\n"),
		"br":             fill("<br>"),
		"tabs":           fill("\t"),
		"spaces":         fill(" ") + "x",
		"feeds":          fill("\n"),
		"nul":            fill("\x00"),
		"bytes":          fill("\xff"),
		"bidi":           fill("\u202e\u200e"),
		"zwj":            fill("👩\u200d"),
		"flags":          fill("🇦"),
		"footnotes":      fill("[^1] "),
		"tasks":          fill("- [ ] "),
	}
}

// TestHostile parses each within a size that a quadratic or recursive parser
// would not survive.
func TestHostile(t *testing.T) {
	n := 32 << 10
	for name, md := range hostile(n) {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			check(t, md)
			t.Log(len(md), time.Since(start))
		})
	}
}
