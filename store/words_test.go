package store

import (
	"context"
	"strings"
	"testing"

	"readout/briefings"
)

func TestQuoted(t *testing.T) {
	long := strings.Repeat("The ministers met again. ", 9)
	for _, tt := range []struct {
		in   string
		n    int
		want string
	}{
		{"Talks", 40, "“Talks”"},
		{"  two\n lines\t", 40, "“two lines”"},
		{" \n ", 40, ""},
		{"", 40, ""},
		{"“The strait is open.”", 40, "“The strait is open.”"},
		{`"The strait is open."`, 40, "“The strait is open.”"},
		{"“The strait", 40, "“The strait”"},
		{"is open.”", 40, "“is open.”"},
		{"“Open,” she said, “and free.”", 40, "“‘Open,’ she said, ‘and free.’”"},
		{"“Open,” she said", 40, "“‘Open,’ she said”"},
		{`a "free" strait`, 40, "“a 'free' strait”"},
		{"“" + long + "”", 12, "“The ministe…”"},
		{long, 12, "“The ministe…”"},
		{"abc defg", 5, "“abc…”"},
		{"会谈继续进行", 7, "“会谈继…”"},
	} {
		if got := quoted(tt.in, tt.n); got != tt.want {
			t.Errorf("quoted(%q, %d) = %s, want %s", tt.in, tt.n, got, tt.want)
		}
	}
}

// TestWords: the words of a step say what was done, in one line.
func TestWords(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	in := doc("“The Talks”", "“The strait is open,” she said on Monday.", "“All of it.”")
	ids := []string{mustImport(t, s, in)[0].ID, mustImport(t, s, doc("", "Nothing."))[0].ID}
	d := s.Desk()
	var n, page briefings.Annotation
	annotate := func(a *briefings.Annotation, change func()) func() error {
		return func() (err error) {
			change()
			*a, err = d.Annotate(ctx, *a)
			return err
		}
	}
	last := briefings.Span{Start: strings.Index(in.Text, "“All"), End: len(in.Text)}
	for _, tt := range []struct {
		want string
		do   func() error
	}{
		{"tagged border, grain: “The Talks”", func() error { return d.Tag(ctx, ids[:1], []string{"grain", " border"}, nil) }},
		{"took grain off “The Talks”", func() error { return d.Tag(ctx, ids[:1], nil, []string{"grain"}) }},
		{"tagged ports instead of border: 2 briefings", func() error { return d.Tag(ctx, ids, []string{"ports"}, []string{"border"}) }},
		{"starred 2 briefings", func() error { return d.SetStarred(ctx, ids, true) }},
		{"no star on “The Talks”", func() error { return d.SetStarred(ctx, ids[:1], false) }},
		{"read: 2 briefings", func() error { return d.SetRead(ctx, ids, true) }},
		{"unread: " + ids[1], func() error { return d.SetRead(ctx, ids[1:], false) }},
		{"edited the title, date of “Other”", func() error {
			return d.Edit(ctx, ids[1], briefings.Details{Title: "Other", Published: "2024-02-01"}, []string{"title", "date"})
		}},
		{"marked “All of it.”", annotate(&n, func() { n = briefings.Annotation{Briefing: ids[0], Position: &last} })},
		{"noted on “All of it.”", annotate(&n, func() { n.Text = "why" })},
		{"changed the note on “All of it.”", annotate(&n, func() { n.Text = "why not" })},
		{"deleted the note on “All of it.”", annotate(&n, func() { n.Text = "" })},
		{"recoloured “All of it.”", annotate(&n, func() { n.Color = 4 })},
		{"tagged check: “All of it.”", annotate(&n, func() { n.Tags = []string{"check"} })},
		{"took check off “All of it.”", annotate(&n, func() { n.Tags = nil })},
		{"moved the mark “‘The strait is open,’ she said”", func() error {
			_, err := d.Redraw(ctx, n.ID, briefings.Span{Start: 0, End: strings.Index(in.Text, " on Monday")})
			return err
		}},
		{"noted on “The Talks”", annotate(&page, func() { page = briefings.Annotation{Briefing: ids[0], Text: "page", Tags: []string{"ports"}} })},
		{"renamed tag ports to harbours (3)", func() error { _, err := d.RenameTag(ctx, "ports", "harbours"); return err }},
		{"deleted the note on “The Talks”", func() error { return d.Unannotate(ctx, page.ID) }},
		{"deleted the mark “‘The strait is open,’ she said”", func() error { return d.Unannotate(ctx, n.ID) }},
		{"removed “Other”", func() error { return d.Remove(ctx, ids[1:], true) }},
	} {
		must(t, tt.do())
		steps, err := d.Steps(ctx, 1)
		must(t, err)
		if steps[0].What != tt.want {
			t.Errorf("%s; want %s", steps[0].What, tt.want)
		}
	}
}

// TestWordsAreShort: however long the names are.
func TestWordsAreShort(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	in := doc(strings.Repeat("会谈 “x” ", 90), strings.Repeat("会谈 “继续” ", 90))
	id := mustImport(t, s, in)[0].ID
	d := s.Desk()
	tags := []string{strings.Repeat("border", 30), strings.Repeat("边", 80), "c"}
	var n briefings.Annotation
	for i, do := range []func(context.Context) error{
		func(ctx context.Context) error { return d.Tag(ctx, []string{id}, tags, nil) },
		func(ctx context.Context) error { return d.Tag(ctx, []string{id}, []string{tags[1] + "x"}, tags) },
		func(ctx context.Context) error { _, err := d.RenameTag(ctx, tags[1]+"x", tags[0]); return err },
		func(ctx context.Context) error {
			return d.Edit(ctx, id, briefings.Details{Source: "s", URL: "https://n.example", Lang: "zh", Published: "2024-02-01", Kind: briefings.KindNews, Title: in.Details.Title},
				[]string{"title", "source", "url", "date", "lang", "kind"})
		},
		func(ctx context.Context) (err error) {
			n, err = d.Annotate(ctx, briefings.Annotation{Briefing: id, Position: &briefings.Span{Start: 0, End: len(in.Text)}})
			return err
		},
		func(ctx context.Context) error { n.Tags = tags; _, err := d.Annotate(ctx, n); return err },
		func(ctx context.Context) error { return d.Remove(ctx, []string{id}, true) },
	} {
		must(t, do(ctx))
		steps, err := d.Steps(ctx, 9)
		must(t, err)
		if w := steps[0].What; len(steps) != i+1 || cellsOf(w) > maxWords || strings.ContainsAny(w, "\n\t") {
			t.Errorf("%d steps, %d cells: %s", len(steps), cellsOf(w), w)
		}
	}
}
