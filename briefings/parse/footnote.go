package parse

import (
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Footnotes become words and links that the normalised Markdown has already: a
// reference is "[1]" and leads to #fn-1, a note begins with "[1]" and leads
// back to #fnref-1. So both stand in the text, are copied and searched like the
// rest, and a reader goes from one to the other.
const (
	toNote = "#fn-"    // and a number: from a reference to its note
	toRef  = "#fnref-" // from a note back
)

// maxNotes bounds the footnotes of a document.
const maxNotes = 10_000

// noteHead matches the beginning of a Markdown footnote: "[^label]: ".
var noteHead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^ {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*`)
})

// noteRef matches a reference, or what hides one: an escape, code, a link's text.
var noteRef = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("\\\\.|`+[^`]*`+|\\[\\^([^\\]\\s]{1,80})\\]")
})

// footnotes turns the footnotes of Markdown (as PHP Markdown Extra and GitHub
// write them) into paragraphs that begin with their number. A reference
// without a note, and a note that nothing refers to, stay as they are.
func footnotes(md string) string {
	if !strings.Contains(md, "[^") {
		return md
	}
	lines := strings.Split(md, "\n")
	code := inFence(lines)
	notes := map[string]bool{}
	for i, line := range lines {
		if m := noteHead().FindStringSubmatch(line); m != nil && !code[i] && len(notes) < maxNotes {
			notes[m[1]] = true
		}
	}
	number := map[string]int{}
	refer := func(line string) string {
		return noteRef().ReplaceAllStringFunc(line, func(s string) string {
			label := strings.TrimSuffix(strings.TrimPrefix(s, "[^"), "]")
			if !strings.HasPrefix(s, "[^") || !notes[label] {
				return s
			}
			if number[label] == 0 {
				number[label] = len(number) + 1
			}
			return noteLink(toNote, number[label])
		})
	}
	for i, line := range lines {
		if !code[i] && noteHead().FindString(line) == "" {
			lines[i] = refer(line)
		}
	}
	var out []string
	inside := false // a note, whose further lines may be indented
	for i, line := range lines {
		m := noteHead().FindStringSubmatch(line)
		switch {
		case m != nil && !code[i] && number[m[1]] > 0:
			if len(out) > 0 && out[len(out)-1] != "" {
				out = append(out, "")
			}
			inside, line = true, noteLink(toRef, number[m[1]])+" "+refer(line[len(m[0]):])
		case !inside || line == "":
		case strings.HasPrefix(line, "    "), strings.HasPrefix(line, "\t"):
			line = strings.TrimPrefix(strings.TrimPrefix(line, "    "), "\t")
		case out[len(out)-1] == "": // a paragraph of its own
			inside = false
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func noteLink(to string, n int) string { return fmt.Sprintf(`[\[%d\]](%s%d)`, n, to, n) }

// inFence tells which lines stand in fenced code.
func inFence(lines []string) []bool {
	out := make([]bool, len(lines))
	fence := ""
	for i, line := range lines {
		trimmed := strings.TrimSpace(line)
		switch {
		case fence != "":
			out[i] = true
			if strings.HasPrefix(trimmed, fence) && strings.Trim(trimmed, fence[:1]) == "" {
				fence = ""
			}
		case strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "~~~"):
			out[i], fence = true, trimmed[:3]
		}
	}
	return out
}

// noteMark matches what a reference to a footnote shows.
var noteMark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[\[(]?(\d{1,4}|[*†‡§¶]{1,3}|[a-z]|[ivx]{1,5})[\])]?$`)
})

// pageNotes gives the footnotes of a page the form of [footnotes]: an anchor
// that shows a number or a sign and leads to a place further on, where an
// anchor leads back to it. It works on the article, before links within the
// page are dropped.
func pageNotes(content *html.Node) {
	place := map[string]int{} // id or name -> its order in the document
	var anchors []*html.Node
	order := map[*html.Node]int{}
	n := 0
	for e := range content.Descendants() {
		if e.Type != html.ElementNode {
			continue
		}
		n++
		for _, key := range []string{"id", "name"} {
			if v := attr(e, key); v != "" {
				if _, ok := place[v]; !ok {
					place[v] = n
				}
			}
		}
		if e.DataAtom == atom.A && strings.HasPrefix(attr(e, "href"), "#") {
			anchors, order[e] = append(anchors, e), n
		}
	}
	// A reference comes before its note, and the way back leads to the
	// reference's own anchor or to what is around it.
	number, used := 0, map[*html.Node]bool{}
	for i, a := range anchors {
		to := place[strings.TrimPrefix(attr(a, "href"), "#")]
		mark := strings.TrimSpace(textOf(a))
		if used[a] || to <= order[a] || number >= maxNotes || !noteMark().MatchString(mark) {
			continue
		}
		back := backFrom(anchors[i+1:], order, place, to, order[a])
		if back == nil || used[back] {
			continue
		}
		number++
		used[a], used[back] = true, true
		renumber(a, toNote, number)
		renumber(back, toRef, number)
	}
}

// nearNote is how many elements the way back may be from where a note begins,
// and the place it leads to from its reference.
const nearNote = 60

// backFrom returns the anchor that leads from the note at order to back to its
// reference at order ref.
func backFrom(anchors []*html.Node, order map[*html.Node]int, place map[string]int, to, ref int) *html.Node {
	first := sort.Search(len(anchors), func(i int) bool { return order[anchors[i]] >= to })
	for _, b := range anchors[first:] {
		if order[b] > to+nearNote {
			break
		}
		target, ok := place[strings.TrimPrefix(attr(b, "href"), "#")]
		if ok && target <= ref+1 && target >= ref-2 {
			return b
		}
	}
	return nil
}

// renumber makes an anchor one of a footnote: it shows the number, without the
// raised type that Markdown does not have.
func renumber(a *html.Node, to string, n int) {
	for i := range a.Attr {
		if a.Attr[i].Key == "href" {
			a.Attr[i].Val = to + strconv.Itoa(n)
		}
	}
	for a.FirstChild != nil {
		a.RemoveChild(a.FirstChild)
	}
	a.AppendChild(&html.Node{Type: html.TextNode, Data: "[" + strconv.Itoa(n) + "]"})
}
