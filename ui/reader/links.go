package reader

import (
	"sort"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/ui/clean"
	"readout/ui/dialog"
	"readout/ui/page"
)

// mayLink reports whether Markdown can have links at all: finding them takes
// time in a long article.
func mayLink(markdown string) bool {
	return strings.Contains(markdown, "://") || strings.Contains(markdown, "www.") || strings.Contains(markdown, "@")
}

// linkAt returns the link that stands at off.
func (d *article) linkAt(off int) (page.Link, bool) {
	if !d.mayLink {
		return page.Link{}, false
	}
	return d.page.LinkAt(off)
}

// openLinks lists the links of the article, to be opened by a few letters or
// the number.
func (r *Reader) openLinks() tea.Cmd {
	var items []dialog.Item
	if r.doc.mayLink {
		for _, l := range r.doc.page.Links() {
			items = append(items, dialog.Item{
				Kind: strconv.Itoa(l.Number), Text: clean.Line(r.doc.Text[l.Start:l.End]), Help: clean.Line(l.URL),
				Do: func() tea.Cmd { return send(OpenLink{l.URL}) },
			})
		}
	}
	if len(items) == 0 {
		return say("this briefing has no links")
	}
	list, fill := dialog.NewPalette("links", func(pattern string) []dialog.Item { return pickLinks(items, pattern) })
	return tea.Sequence(dialog.Show(list), fill)
}

// pickLinks returns the links with a number, or with all words of a pattern in
// their text or address.
func pickLinks(items []dialog.Item, pattern string) []dialog.Item {
	words := strings.Fields(strings.ToLower(pattern))
	var out []dialog.Item
next:
	for _, it := range items {
		text := strings.ToLower(it.Text + " " + it.Help)
		for _, w := range words {
			if it.Kind != w && !strings.Contains(text, w) {
				continue next
			}
		}
		if it.Kind == pattern { // the very number first
			out = append([]dialog.Item{it}, out...)
			continue
		}
		out = append(out, it)
	}
	return out
}

// openLink opens the link at the cursor.
func (r *Reader) openLink() tea.Cmd {
	if l, ok := r.doc.linkAt(r.cur); ok {
		return send(OpenLink{l.URL})
	}
	ref, ok := r.doc.referenceAt(r.cur)
	if !ok {
		return nil
	}
	r.leap(ref.To)
	if ref.Note {
		return say("where note %d is referred to", ref.Number)
	}
	return say("note %d%s", ref.Number, hint(r.keys.Back, "goes back"))
}

// referenceAt returns the reference to a footnote, or the number at one, that
// stands at off.
func (d *article) referenceAt(off int) (page.Reference, bool) {
	if !d.mayRefer {
		return page.Reference{}, false
	}
	all := d.page.References()
	i := sort.Search(len(all), func(i int) bool { return all[i].End > off })
	if i == len(all) || !all[i].Contains(off) {
		return page.Reference{}, false
	}
	return all[i], true
}
