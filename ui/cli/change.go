package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/ui/clean"
)

// resolve turns references into the ids of briefings, each once, in order.
func (a *app) resolve(refs []string) ([]string, error) {
	var ids []string
	for _, ref := range refs {
		b, err := a.lib.Resolve(a.ctx, ref)
		if err != nil {
			return nil, refError(err)
		}
		if !slices.Contains(ids, b.ID) {
			ids = append(ids, b.ID)
		}
	}
	return ids, nil
}

// refError says what to do about a reference that fits nothing.
func refError(err error) error {
	if errors.Is(err, briefings.ErrNotFound) {
		return fmt.Errorf("%w (see readout list)", err)
	}
	return err
}

func (a *app) tagCmd() *cobra.Command {
	c := &cobra.Command{
		Use:     "tag REF… +name…",
		Short:   "Tag briefings",
		Long:    "tag adds every word that begins with + to the briefings named before and after it.",
		Example: "readout tag p4xk9 +caucasus +follow-up",
	}
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		var refs, tags []string
		for _, arg := range args {
			if !strings.HasPrefix(arg, "+") {
				refs = append(refs, arg)
				continue
			}
			t, err := tagName(arg)
			if err != nil {
				return err
			}
			tags = append(tags, t)
		}
		if len(refs) == 0 || len(tags) == 0 {
			return wrong("tag: give briefings and tags, as in readout tag ID +name")
		}
		ids, err := a.resolve(refs)
		if err != nil {
			return err
		}
		return a.lib.Tag(a.ctx, ids, tags, nil)
	})
	return c
}

func (a *app) untagCmd() *cobra.Command {
	c := &cobra.Command{
		Use:     "untag REF… name…",
		Short:   "Take tags from briefings",
		Long:    "untag takes the tags named (with or without +) from the briefings named. A word that is a briefing's id is a briefing.",
		Example: "readout untag p4xk9 follow-up",
	}
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		ids, tags, err := a.splitTags(args)
		if err != nil {
			return err
		}
		return a.lib.Tag(a.ctx, ids, nil, tags)
	})
	return c
}

// splitTags tells briefings from tags: the first argument is a briefing, and
// so is each that follows until one resolves to none or begins with +.
func (a *app) splitTags(args []string) (ids, tags []string, err error) {
	if len(args) < 2 {
		return nil, nil, wrong("untag: give briefings and tags, as in readout untag ID name")
	}
	for i, arg := range args {
		if len(tags) == 0 && !strings.HasPrefix(arg, "+") {
			b, err := a.lib.Resolve(a.ctx, arg)
			if err == nil {
				ids = append(ids, b.ID)
				continue
			}
			if i == 0 || !errors.Is(err, briefings.ErrNotFound) {
				return nil, nil, refError(err)
			}
		}
		t, err := tagName(arg)
		if err != nil {
			return nil, nil, err
		}
		tags = append(tags, t)
	}
	if len(tags) == 0 {
		return nil, nil, wrong("untag: name the tags to take away after the briefings")
	}
	return ids, tags, nil
}

// flagCmd returns a command that changes briefings and takes nothing else.
func (a *app) flagCmd(name, short string, change func(ids []string) error) *cobra.Command {
	c := &cobra.Command{Use: name + " REF…", Short: short}
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return wrong("%s: name at least one briefing by id, prefix or URL", name)
		}
		ids, err := a.resolve(args)
		if err != nil {
			return err
		}
		return change(ids)
	})
	return c
}

func (a *app) star(on bool) func([]string) error {
	return func(ids []string) error { return a.lib.SetStarred(a.ctx, ids, on) }
}

func (a *app) markRead(on bool) func([]string) error {
	return func(ids []string) error { return a.lib.SetRead(a.ctx, ids, on) }
}

func (a *app) editCmd() *cobra.Command {
	var d given
	c := &cobra.Command{
		Use:   "edit REF",
		Short: "Mend the details of a briefing",
		Long: "edit sets the details given by flags; an empty value clears one. Mended details are kept when the document\n" +
			"is imported again.",
		Example: "readout edit p4xk9 --date 2024-02-17 --source News.Az",
	}
	d.flags(c)
	c.Flags().StringVar(&d.lang, "lang", "", "the language (en, fr, uk …)")
	c.RunE = a.run(func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return wrong("edit: name one briefing")
		}
		g, err := d.given()
		if err != nil {
			return err
		}
		var which []string
		for _, name := range []string{"title", "source", "url", "date", "kind", "lang"} {
			if c.Flags().Changed(name) {
				which = append(which, name)
			}
		}
		if len(which) == 0 {
			return wrong("edit: say what to set: --title --source --url --date --kind --lang")
		}
		if slices.Contains(which, "title") && g.Title == "" {
			return wrong("edit --title: a briefing has a title; give one")
		}
		if slices.Contains(which, "kind") && g.Kind == "" {
			g.Kind = briefings.KindOther
		}
		b, err := a.lib.Resolve(a.ctx, args[0])
		if err != nil {
			return refError(err)
		}
		return a.lib.Edit(a.ctx, b.ID, g.Details, which)
	})
	return c
}

func (a *app) rmCmd() *cobra.Command {
	var withNotes bool
	c := &cobra.Command{
		Use:   "rm REF…",
		Short: "Remove briefings",
		Long: "rm removes briefings with all their revisions, for good: unlike in the reader nothing brings them back. It refuses those that\n" +
			"carry annotations, unless --with-notes says that they go too.",
	}
	c.Flags().BoolVar(&withNotes, "with-notes", false, "remove annotated briefings and their annotations")
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return wrong("rm: name at least one briefing by id, prefix or URL")
		}
		ids, err := a.resolve(args)
		if err != nil {
			return err
		}
		if err := a.lib.Remove(a.ctx, ids, withNotes); err != nil {
			if errors.Is(err, briefings.ErrAnnotated) {
				return fmt.Errorf("%w; export them first, or say --with-notes to remove them too", err)
			}
			return err
		}
		a.tellf("removed %s", plural(len(ids), "briefing"))
		return nil
	})
	return c
}

// plural is a number with its noun.
func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, clean.Line(noun))
}
