package page

import (
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"

	"readout/briefings"
	"readout/briefings/markup"
)

// Link is a link of the article that a browser or mail program may be given:
// its address is http, https or mailto. Others stand in the text as words.
type Link struct {
	briefings.Span // in the text of the article

	Number int // from 1, in the order of the text
	URL    string
}

// longestURL bounds the addresses of links, in bytes: browsers and terminals
// give up at about this length.
const longestURL = 2083

// linkTable holds the links of the blocks from the first on, as far as they
// were asked for.
type linkTable struct {
	links []Link
	ends  []int // of each block seen, the number of links up to its end
}

// linksTo fills the table up to block i and returns the links of that block.
// The cost is that of parsing the inside of the blocks that are new to it.
func (p *Page) linksTo(i int) []Link {
	t := &p.linked
	for n := len(t.ends); n <= i; n++ {
		for _, l := range p.readLinks(n) {
			l.Number = len(t.links) + 1
			t.links = append(t.links, l)
		}
		t.ends = append(t.ends, len(t.links))
	}
	from := 0
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.links[from:t.ends[i]:t.ends[i]]
}

// readLinks returns the links of block i without their numbers.
func (p *Page) readLinks(i int) []Link {
	b := p.blocks[i]
	if b.index < 0 || b.Empty() {
		return nil
	}
	proj := p.doc.Project(b.index, nil)
	if proj.Text != p.text[b.Start:b.End] {
		return nil
	}
	return linksOf(&proj, b.Start)
}

// linksOf returns the links of a projected block that begins at byte start, in
// order and without their numbers. Of an image in a link only the link counts.
func linksOf(proj *markup.Projection, start int) []Link {
	var out []Link
	for _, l := range proj.Links {
		if to := safeURL(l.URL); to != "" {
			at := briefings.Span{Start: start + l.Start, End: start + l.End}
			for n := len(out); n > 0 && out[n-1].Start >= at.Start; n = len(out) {
				out = out[:n-1]
			}
			out = append(out, Link{Span: at, URL: to})
		}
	}
	return out
}

// safeURL returns an address as a terminal and a browser may get it: printable
// ASCII, http, https or mailto, not longer than longestURL; else "".
func safeURL(s string) string {
	if len(s) > longestURL || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	switch u.Scheme {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "mailto":
	default:
		return ""
	}
	return s
}

// Links returns the links of the article in the order of its text. It parses
// the inside of every block, once.
func (p *Page) Links() []Link {
	if len(p.blocks) > 0 {
		p.linksTo(len(p.blocks) - 1)
	}
	return slices.Clip(p.linked.links)
}

// LinkAt returns the link that byte off of the text stands in. It parses the
// inside of the blocks up to that one, once.
func (p *Page) LinkAt(off int) (Link, bool) {
	if len(p.blocks) == 0 {
		return Link{}, false
	}
	links := p.linksTo(p.blockOf(off))
	i := sort.Search(len(links), func(i int) bool { return links[i].End > off })
	if i == len(links) || !links[i].Contains(off) {
		return Link{}, false
	}
	return links[i], true
}

// Headings returns the headings of the article that have text, in order. It
// parses the inside of these blocks, once.
func (p *Page) Headings() []markup.Title {
	if p.titles != nil || p.doc == nil {
		return p.titles
	}
	p.titles = []markup.Title{}
	for _, b := range p.blocks {
		if p.doc.Kind(b.index) != markup.Heading || b.Empty() {
			continue
		}
		p.titles = append(p.titles, markup.Title{Span: b.Span, Level: p.doc.Project(b.index, nil).Level})
	}
	return p.titles
}

// tail is a number that stands after the link that ends a run of a block.
type tail struct {
	run   int
	off   int // where the run ends, in the block's text
	label string
}

// tails returns the numbers that are shown in block i, in order.
func (p *Page) tails(i int) []tail {
	if p.style.Links != NumberedLinks {
		return nil
	}
	links := p.linksTo(i)
	if len(links) == 0 {
		return nil
	}
	if p.brackets == "" {
		p.brackets = brackets(p.text)
	}
	b := p.blocks[i]
	runs := p.doc.Project(b.index, nil).Runs
	var out []tail
	for _, l := range links {
		if isAddress(p.text[l.Start:l.End], l.URL) {
			continue
		}
		end := l.End - b.Start
		run := sort.Search(len(runs), func(i int) bool { return runs[i].End >= end })
		if run < len(runs) && runs[run].End == end {
			out = append(out, tail{run, end, p.brackets[:1] + strconv.Itoa(l.Number) + p.brackets[1:]})
		}
	}
	return out
}

// brackets returns those around the numbers of links: not the ones of an
// article that has references of its own ("[3]").
func brackets(text string) string {
	for at := 0; at < len(text); {
		i := strings.IndexByte(text[at:], '[')
		if i < 0 {
			break
		}
		at += i + 1
		digits := at
		for digits < len(text) && text[digits] >= '0' && text[digits] <= '9' {
			digits++
		}
		if digits > at && digits < len(text) && text[digits] == ']' {
			return "{}"
		}
	}
	return "[]"
}

// isAddress reports whether the words of a link say where it leads.
func isAddress(words, to string) bool {
	for _, scheme := range []string{"", "https://", "http://", "mailto:"} {
		if strings.TrimSuffix(to, "/") == scheme+strings.TrimSuffix(words, "/") {
			return true
		}
	}
	return false
}
