package page

// Link returns the address of the link that byte off of the text stands in, or
// "". It parses the inside of one block.
func (p *Page) Link(off int) string {
	if len(p.blocks) == 0 || p.doc == nil {
		return ""
	}
	b := p.blocks[p.blockOf(off)]
	if b.index < 0 || !b.Contains(off) {
		return ""
	}
	proj := p.doc.Project(b.index, nil)
	if proj.Text != p.text[b.Start:b.End] {
		return ""
	}
	for _, l := range proj.Links {
		if l.Contains(off - b.Start) {
			return l.URL
		}
	}
	return ""
}
