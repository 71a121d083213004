package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/briefings/anchor"
	"readout/briefings/export"
	"readout/ui/clean"
)

func (a *app) noteCmd() *cobra.Command {
	c := a.parent("note", "Add, list, edit and remove highlights and notes", a.noteAddCmd(), a.noteListCmd(), a.noteEditCmd(), a.noteRmCmd())
	return c
}

// noteFlags are the flags of note add and note edit.
type noteFlags struct {
	quote, text string
	color       int
	tags        []string
	nth         int
}

func (a *app) noteAddCmd() *cobra.Command {
	var f noteFlags
	c := &cobra.Command{
		Use:   "add REF",
		Short: "Mark a passage, or write a note on the whole briefing",
		Long: "note add marks the passage given by --quote; white space and quotation marks need not be exactly those of the\n" +
			"text. Without --quote it writes a page note. Without --text it opens your editor; --text \"\" is a bare highlight.",
		Example: "readout note add p4xk9 --quote \"durable and dignified peace\" --text \"new wording\" --color 2 --tag wording",
	}
	c.Flags().StringVar(&f.quote, "quote", "", "the passage")
	c.Flags().IntVar(&f.nth, "nth", 0, "which one, when the passage stands in several places (from 1)")
	c.Flags().StringVar(&f.text, "text", "", "the note, in Markdown (else your editor opens)")
	c.Flags().IntVar(&f.color, "color", 1, "the highlight's colour, 1 to 5")
	c.Flags().StringSliceVar(&f.tags, "tag", nil, "tag the note (may be repeated)")
	c.RunE = a.run(func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return wrong("note add: name one briefing")
		}
		if err := f.check(c); err != nil {
			return err
		}
		b, err := a.lib.Resolve(a.ctx, args[0])
		if err != nil {
			return refError(err)
		}
		n := briefings.Annotation{Briefing: b.ID, Text: f.text, Tags: f.tags}
		if c.Flags().Changed("quote") {
			if err := a.anchorNote(&n, &f); err != nil {
				return err
			}
		}
		if !c.Flags().Changed("text") {
			if n.Text, err = a.edit("", "note"); err != nil {
				return err
			}
		}
		if n.IsPageNote() && strings.TrimSpace(n.Text) == "" {
			return wrong("note add: a page note needs text (or give --quote to mark a passage)")
		}
		n, err = a.lib.Annotate(a.ctx, n)
		if err != nil {
			return err
		}
		return a.print(n.ID + "\n")
	})
	return c
}

// check refuses flags that cannot be meant, and tidies the tags.
func (f *noteFlags) check(c *cobra.Command) error {
	if f.color < 1 || f.color > briefings.Colors {
		return wrong("--color %d: give 1 to %d", f.color, briefings.Colors)
	}
	if c.Flags().Changed("nth") && (f.nth < 1 || !c.Flags().Changed("quote")) {
		return wrong("--nth: counts the places of --quote, from 1")
	}
	if c.Name() == "add" && c.Flags().Changed("color") && !c.Flags().Changed("quote") {
		return wrong("--color: a page note has no colour; give --quote to mark a passage")
	}
	for i, t := range f.tags {
		tag, err := tagName(t)
		if err != nil {
			return err
		}
		f.tags[i] = tag
	}
	return nil
}

// anchorNote places n on the passage that f quotes.
func (a *app) anchorNote(n *briefings.Annotation, f *noteFlags) error {
	art, err := a.lib.Article(a.ctx, n.Briefing)
	if err != nil {
		return err
	}
	found, err := place(&art, f.quote, f.nth)
	if err != nil {
		return err
	}
	at, quote := anchor.Select(art.Text, found)
	n.Revision, n.Position, n.Quote, n.At = art.Hash, &at, &quote, &at
	n.Color, n.State = f.color, briefings.Anchored
	return nil
}

// place finds a quotation in an article, the nth where that is not 0.
func place(art *briefings.Article, quote string, nth int) (briefings.Span, error) {
	if strings.TrimSpace(quote) == "" {
		return briefings.Span{}, wrong("--quote: is empty")
	}
	places, said := anchor.Find(art.Text, quote), cut(clean.Line(quote), 60)
	switch {
	case len(places) == 0:
		return briefings.Span{}, fmt.Errorf("quote %q stands nowhere in %s: %w (see readout show %s)", said, art.ID, briefings.ErrNotFound, art.ID)
	case len(places) > 1 && nth == 0:
		return briefings.Span{}, fmt.Errorf("quote %q is %w: it stands in %d places of %s; say which with --nth 1 to %d, or quote more",
			said, briefings.ErrAmbiguous, len(places), art.ID, len(places))
	case nth > len(places):
		return briefings.Span{}, wrong("--nth %d: the quote stands in %s", nth, plural(len(places), "place"))
	}
	return places[max(nth, 1)-1], nil
}

func (a *app) noteListCmd() *cobra.Command {
	var l listing
	c := &cobra.Command{
		Use:     "list [QUERY]",
		Short:   "List the notes of the briefings that QUERY selects",
		Example: "readout note list is:orphaned\nreadout note list --format json",
	}
	l.flags(c, false)
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		f, err := a.own(&l, args)
		if err != nil {
			return err
		}
		noted, err := a.lib.Annotations(a.ctx, f)
		if err != nil {
			return err
		}
		var rows []export.NoteObject
		for i := range noted {
			for j := range noted[i].Annotations {
				rows = append(rows, export.Note(&noted[i].Annotations[j]))
			}
		}
		return emitOwn(a, &l, rows, noteLine)
	})
	return c
}

// quoted puts a passage between quotation marks, unless it brings its own.
func quoted(s string) string {
	if strings.HasPrefix(s, "“") || strings.HasPrefix(s, `"`) || strings.HasPrefix(s, "«") {
		return s
	}
	return "“" + s + "”"
}

// noteLine is a note in one line.
func noteLine(n *export.NoteObject) string {
	parts := []string{n.ID, n.Briefing}
	if n.State != string(briefings.Anchored) {
		parts = append(parts, "("+n.State+")")
	}
	if n.Quote != "" {
		parts = append(parts, quoted(cut(n.Quote, 80)))
	} else {
		parts = append(parts, "page note")
	}
	if n.Text != "" {
		parts = append(parts, "— "+cut(n.Text, 80))
	}
	for _, t := range n.Tags {
		parts = append(parts, "#"+t)
	}
	return clean.Line(strings.Join(parts, "  "))
}

func (a *app) noteEditCmd() *cobra.Command {
	var f noteFlags
	c := &cobra.Command{
		Use:   "edit ID",
		Short: "Change a note's text, colour or tags",
		Long:  "note edit opens the note in your editor, unless a flag says what to change. --tag replaces the note's tags.",
	}
	c.Flags().StringVar(&f.text, "text", "", "the note, in Markdown")
	c.Flags().IntVar(&f.color, "color", 1, "the highlight's colour, 1 to 5")
	c.Flags().StringSliceVar(&f.tags, "tag", nil, "the note's tags (an empty one takes all away)")
	c.RunE = a.run(func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return wrong("note edit: name one note (see readout note list)")
		}
		f.tags = slices.DeleteFunc(f.tags, func(t string) bool { return t == "" })
		if err := f.check(c); err != nil {
			return err
		}
		n, err := a.note(args[0])
		if err != nil {
			return err
		}
		changed := c.Flags().Changed
		if changed("color") && n.IsPageNote() {
			return wrong("--color: %s is a page note, which has no colour", n.ID)
		}
		if changed("color") {
			n.Color = f.color
		}
		if changed("tag") {
			n.Tags = f.tags
		}
		switch {
		case changed("text"):
			n.Text = f.text
		case !changed("color") && !changed("tag"):
			if n.Text, err = a.edit(n.Text, "note"); err != nil {
				return err
			}
		}
		if n.IsPageNote() && strings.TrimSpace(n.Text) == "" {
			return wrong("note edit: a page note needs text; readout note rm %s removes it", n.ID)
		}
		_, err = a.lib.Annotate(a.ctx, n)
		return err
	})
	return c
}

// note finds an annotation by its id or a unique prefix of it.
func (a *app) note(ref string) (briefings.Annotation, error) {
	n, err := a.lib.Annotation(a.ctx, ref)
	if errors.Is(err, briefings.ErrNotFound) {
		return n, fmt.Errorf("%w (see readout note list)", err)
	}
	return n, err
}

func (a *app) noteRmCmd() *cobra.Command {
	c := &cobra.Command{Use: "rm ID…", Short: "Remove notes"}
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return wrong("note rm: name at least one note (see readout note list)")
		}
		var ids []string
		for _, ref := range args { // all are looked up before the first is removed
			n, err := a.note(ref)
			if err != nil {
				return err
			}
			if !slices.Contains(ids, n.ID) {
				ids = append(ids, n.ID)
			}
		}
		for _, id := range ids {
			if err := a.lib.Unannotate(a.ctx, id); err != nil {
				return err
			}
		}
		return nil
	})
	return c
}
