package reader

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
	"readout/ui/clean"
	"readout/ui/page"
	"readout/ui/theme"
	cut "readout/ui/units"
)

// article is a briefing made ready to be drawn: everything that does not
// depend on the place of the cursor is computed once here.
type article struct {
	briefings.Article
	units

	page *page.Page

	speakers   []legend          // to whom statements are attributed, most first
	mark       map[string]string // speaker id -> letter
	statements []statement       // in the order of the text
	segments   segments          // their pieces, for the gutter
	exchanges  bool              // some statement has a counterpart: question and answer
	mayLink    bool
	mayRefer   bool      // to footnotes
	mentions   []mention // of topics, in the order of the text
	topics     []legend
	topic      map[string]string // topic id -> label
	notes      []briefings.Annotation
	placed     int // the first placed of notes stand in the text, in its order

	layers     []page.Layer // speakers, cues and topics; disjoint spans
	highlights [briefings.Colors]page.Layer
	overlaps   page.Layer // where marks lie over each other
	folded     cut.Finder // for searching
}

// legend is a line of the margin's legend.
type legend struct {
	id, mark, name, about string
	count                 int
	level                 int // 1: under the one before it of level 0
	style                 uv.Style
}

// statement is a statement with its places in order.
type statement struct {
	*briefings.Statement

	at     int            // where the cursor goes: the beginning of its content
	extent briefings.Span // content and cue
	spans  []briefings.Span
}

// Terminal is what the terminal can do that an article depends on.
type Terminal struct {
	Links  page.LinkStyle // how links are shown
	Method ansi.Method    // how widths are counted: the renderer's
}

// pageStyle is how the theme shows Markdown.
func pageStyle(st *theme.Styles, t Terminal) page.Style {
	look := page.NewStyle(page.Colors{Heading: st.Heading, Link: st.Link, Code: st.Code, Quote: st.Quote, Rule: st.Rule})
	look.Links, look.Method, look.Hang = t.Links, t.Method, hanging
	return look
}

// newArticle makes a ready to be drawn with st.
func newArticle(a *briefings.Article, st *theme.Styles, t Terminal) *article {
	d := &article{Article: *a, units: newUnits(a.Text, a.Blocks), mayLink: mayLink(a.Markdown), mayRefer: page.Refers(a.Markdown)}
	d.page = page.New(a.Markdown, a.Text, a.Blocks, pageStyle(st, t))
	d.readStatements()
	d.page.SetLabels(d.turns())
	d.readLegends(st)
	d.findMentions()
	d.setNotes(a.Annotations, st)
	return d
}

// restyle takes other styles.
func (d *article) restyle(st *theme.Styles, t Terminal) {
	d.page.SetStyle(pageStyle(st, t))
	d.readLegends(st)
	d.setNotes(d.notes, st)
}

func (d *article) readStatements() {
	n := len(d.Text)
	var pieces []segment
	for i := range d.Analysis.Statements {
		s := &d.Analysis.Statements[i]
		spans := merged(s.Content, n)
		extra := merged([]briefings.Span{s.Cue}, n)
		if len(spans) == 0 {
			spans = extra
		}
		if len(spans) == 0 {
			continue // nowhere in the text
		}
		st := statement{Statement: s, at: d.snap(spans[0].Start), spans: spans}
		st.extent = briefings.Span{Start: spans[0].Start, End: spans[len(spans)-1].End}
		for _, e := range extra {
			st.extent = briefings.Span{Start: min(st.extent.Start, e.Start), End: max(st.extent.End, e.End)}
		}
		d.exchanges = d.exchanges || s.Pair != nil
		d.statements = append(d.statements, st)
	}
	slices.SortStableFunc(d.statements, func(a, b statement) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(b.extent.Len(), a.extent.Len()))
	})
	for i := range d.statements {
		for j, s := range d.statements[i].spans {
			pieces = append(pieces, segment{Span: s, statement: i, first: j == 0})
		}
	}
	d.segments = newSegments(pieces)
}

// readLegends computes legends and the layers of speakers, cues and topics.
func (d *article) readLegends(st *theme.Styles) {
	d.speakers, d.topics, d.layers = nil, nil, nil
	counts := map[string]int{}
	sources := map[string][]briefings.Span{}
	var cues []briefings.Span
	for i := range d.statements {
		s := d.statements[i].Statement
		cues = append(cues, s.Cue)
		sources[s.Speaker.ID] = append(sources[s.Speaker.ID], s.Speaker.Span)
		for _, p := range s.Speakers {
			counts[p.ID]++
		}
	}
	speakers := d.Analysis.Speakers()
	d.mark = marks(speakers)
	var groups []page.Layer
	for i := range speakers {
		p := &speakers[i]
		style := st.Speaker(p.ID)
		d.speakers = append(d.speakers, legend{
			id: p.ID, mark: d.mark[p.ID], name: clean.Line(p.Name), about: about(p), count: counts[p.ID], style: style,
		})
		spans := slices.Concat(p.Mentions, sources[p.ID])
		k := slices.IndexFunc(groups, func(l page.Layer) bool { return l.Style.Equal(&style) })
		if k < 0 {
			groups = append(groups, page.Layer{Style: style})
			k = len(groups) - 1
		}
		groups[k].Spans = append(groups[k].Spans, spans...)
	}
	mentions := d.readTopics(st)
	d.layers = append(d.layers, page.Layer{Spans: mentions, Style: st.Topic}, page.Layer{Spans: cues, Style: st.Cue})
	d.layers = append(d.layers, groups...)
	for i := range d.layers {
		d.layers[i].Spans = merged(d.layers[i].Spans, len(d.Text))
	}
}

func (d *article) readTopics(st *theme.Styles) []briefings.Span {
	d.topic = make(map[string]string, len(d.Analysis.Topics))
	var mentions []briefings.Span
	for i := range d.Analysis.Topics {
		t := &d.Analysis.Topics[i]
		label := clean.Line(t.Label)
		d.topic[t.ID] = label
		if len(t.Mentions) == 0 {
			continue // a parent in the tree
		}
		mentions = append(mentions, t.Mentions...)
		d.topics = append(d.topics, legend{id: t.ID, name: label, count: len(t.Mentions), style: st.Topic})
	}
	slices.SortStableFunc(d.topics, func(a, b legend) int { return b.count - a.count })
	d.topics = d.nested(d.topics)
	return mentions
}

// nested puts topics under their parents, where those are mentioned too.
func (d *article) nested(topics []legend) []legend {
	listed := make(map[string]bool, len(topics))
	for i := range topics {
		listed[topics[i].id] = true
	}
	parent := make(map[string]string, len(topics))
	for i := range d.Analysis.Topics {
		if t := &d.Analysis.Topics[i]; t.Parent != t.ID && listed[t.Parent] {
			parent[t.ID] = t.Parent
		}
	}
	children := make(map[string][]legend)
	for i := range topics {
		if p := parent[topics[i].id]; p != "" && parent[p] == "" { // two levels, no circles
			l := topics[i]
			l.level = 1
			children[p] = append(children[p], l)
		}
	}
	out := make([]legend, 0, len(topics))
	for i := range topics {
		if p := parent[topics[i].id]; p != "" && parent[p] == "" {
			continue
		}
		out = append(append(out, topics[i]), children[topics[i].id]...)
	}
	return out
}

// about says in one line what is known of a speaker.
func about(p *briefings.Speaker) string {
	parts := make([]string, 0, 2)
	for _, s := range []string{p.Role, p.Country} {
		if s = clean.Line(s); s != "" && !strings.EqualFold(s, p.Name) {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 && p.Kind != briefings.Person {
		return string(p.Kind)
	}
	return strings.Join(parts, ", ")
}

// marks gives each speaker a letter of its own, one cell wide: the initial of
// the last name where it is free, else another initial or letter of the name,
// else a letter that nobody has.
func marks(speakers []briefings.Speaker) map[string]string {
	out := make(map[string]string, len(speakers))
	taken := map[string]bool{"?": true}
	for i := range speakers {
		m := ""
		for _, c := range candidates(speakers[i].Name) {
			if !taken[c] {
				m = c
				break
			}
		}
		if m == "" {
			m = "+" // more speakers than letters
		}
		taken[m] = m != "+"
		out[speakers[i].ID] = m
	}
	return out
}

// candidates lists marks for a name, the best first.
func candidates(name string) []string {
	var out []string
	add := func(r rune) {
		if s := string(unicode.ToUpper(r)); unicode.IsLetter(r) && ansi.StringWidth(s) == 1 {
			out = append(out, s)
		}
	}
	fields := strings.Fields(name)
	for _, f := range slices.Backward(fields) {
		for _, r := range f {
			add(r)
			break
		}
	}
	for _, f := range slices.Backward(fields) {
		for _, r := range f {
			add(r)
		}
	}
	for _, r := range "ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
		add(r)
	}
	for _, r := range "abcdefghijklmnopqrstuvwxyz" {
		out = append(out, string(r))
	}
	return out
}

// setNotes takes the annotations: those with a place in the order of the text,
// then the others.
func (d *article) setNotes(notes []briefings.Annotation, st *theme.Styles) {
	d.notes = slices.Clone(notes)
	for i := range d.notes {
		if at := d.notes[i].At; at != nil && (at.Start < 0 || at.End > len(d.Text) || at.Empty()) {
			d.notes[i].At = nil // does not fit this text: shown without a place
		}
	}
	slices.SortStableFunc(d.notes, func(a, b briefings.Annotation) int {
		switch {
		case a.At != nil && b.At != nil:
			return cmp.Or(cmp.Compare(a.At.Start, b.At.Start), cmp.Compare(b.At.End, a.At.End), cmp.Compare(a.ID, b.ID))
		case a.At != nil:
			return -1
		case b.At != nil:
			return 1
		}
		return cmp.Compare(a.ID, b.ID)
	})
	d.placed = len(d.notes)
	for i := range d.notes {
		if d.notes[i].At == nil {
			d.placed = i
			break
		}
	}
	d.overlay(st)
	d.Annotations = d.notes
}

// colour returns the colour of a, 1 when it has none.
func colour(a *briefings.Annotation) int {
	if a.Color < 1 || a.Color > briefings.Colors {
		return 1
	}
	return a.Color
}

// put adds or replaces an annotation.
func (d *article) put(a briefings.Annotation, st *theme.Styles) {
	i := slices.IndexFunc(d.notes, func(n briefings.Annotation) bool { return n.ID == a.ID })
	if i < 0 {
		d.setNotes(append(slices.Clone(d.notes), a), st)
		return
	}
	notes := slices.Clone(d.notes)
	notes[i] = a
	d.setNotes(notes, st)
}

// drop removes an annotation.
func (d *article) drop(id string, st *theme.Styles) {
	d.setNotes(slices.DeleteFunc(slices.Clone(d.notes), func(n briefings.Annotation) bool { return n.ID == id }), st)
}

// noteAt returns the index of the shortest mark at off, or -1.
func (d *article) noteAt(off int) int {
	found := -1
	for i := range d.notes[:d.placed] {
		at := d.notes[i].At
		if at.Start > off {
			break
		}
		if at.Contains(off) && (found < 0 || at.Len() <= d.notes[found].At.Len()) {
			found = i
		}
	}
	return found
}

// statementAt returns the index of the statement at off: the one with the
// shortest piece of content there, else the shortest one around it; or -1.
func (d *article) statementAt(off int) int {
	found, size := -1, 0
	for _, s := range d.segments.within(briefings.Span{Start: off, End: off + 1}) {
		if s.Contains(off) && (found < 0 || s.Len() < size) {
			found, size = s.statement, s.Len()
		}
	}
	if found >= 0 {
		return found
	}
	for i := range d.statements {
		s := &d.statements[i]
		if s.extent.Contains(off) && (found < 0 || s.extent.Len() < size) {
			found, size = i, s.extent.Len()
		}
	}
	return found
}

// speakerNames returns the names of those who make s, joined.
func speakerNames(s *briefings.Statement) string {
	if names := s.Names(); len(names) > 0 {
		return clean.Line(strings.Join(names, " and "))
	}
	return "unknown speaker"
}
