package markup

import (
	"fmt"
	"strings"
	"testing"
)

// TestDefinitionsInPieces checks that the definitions of links are all found,
// however many stand in one paragraph, and nothing but them is taken.
func TestDefinitionsInPieces(t *testing.T) {
	for _, n := range []int{1, maxDefinitions, 2*maxDefinitions + 1, 1000} {
		var b strings.Builder
		for i := range n {
			switch i % 3 {
			case 0:
				fmt.Fprintf(&b, "[d%d]: http://a.example/%d\n", i, i)
			case 1:
				fmt.Fprintf(&b, "[d%d]:\n  http://a.example/%d\n", i, i)
			default:
				fmt.Fprintf(&b, "[d%d]: http://a.example/%d\n  \"its\n  title\"\n", i, i)
			}
		}
		b.WriteString("These words follow.\n[not]: one of them\n\n")
		for i := range n {
			fmt.Fprintf(&b, "[d%d]\n\n", i)
		}
		d := Parse(b.String())
		got, _ := d.Text()
		if head, _, _ := strings.Cut(got, blockSeparator); head != "These words follow. [not]: one of them" {
			t.Errorf("%d definitions: the text after them reads %.80q", n, head)
		}
		links := d.Links()
		if len(links) != n {
			t.Fatalf("%d definitions: %d links", n, len(links))
		}
		for i, l := range links {
			if want := fmt.Sprintf("http://a.example/%d", i); l.URL != want || got[l.Start:l.End] != fmt.Sprintf("d%d", i) {
				t.Fatalf("link %d of %d: %q leads to %s", i, n, got[l.Start:l.End], l.URL)
			}
		}
	}
}

// TestIndentation checks that a list of a thousand levels keeps its words and
// nests no deeper than is worth parsing.
func TestIndentation(t *testing.T) {
	var b, want strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, "%s- item%d\n", strings.Repeat("  ", i), i)
		fmt.Fprintf(&want, "item%d ", i)
	}
	src := limitNesting(b.String())
	for line := range strings.Lines(src) {
		if n := len(line) - len(strings.TrimLeft(line, " ")); n > maxIndent {
			t.Fatalf("a line is indented by %d spaces", n)
		}
	}
	got, _ := Parse(b.String()).Text()
	if words := strings.Fields(strings.ReplaceAll(got, "- ", "")); strings.Join(words, " ")+" " != want.String() {
		t.Errorf("the words of the list are %.200q…", words)
	}
	plain := "- a\n" + strings.Repeat(" ", maxIndent) + "b\n"
	if limitNesting(plain) != plain {
		t.Error("indentation within bounds was changed")
	}
}
