package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/briefings/corrections"
	"readout/briefings/export"
	"readout/ui/clean"
)

func (a *app) correctionsCmd() *cobra.Command {
	return a.parent("corrections", "Correct who said what; list and remove corrections",
		a.correctionsAddCmd(), a.correctionsListCmd(), a.correctionsRmCmd())
}

// correctionFlags are the flags of corrections add.
type correctionFlags struct {
	quote                    string
	nth                      int
	speakers                 []string
	dismiss, add             bool
	split, rename, merge, to string
	alias, topic             string
	named                    func(string) bool // reports whether a flag was given
	kind                     briefings.CorrectionKind
}

// The flags that say what is corrected, each with what it needs beside it.
func (f *correctionFlags) kinds() []struct {
	flag  string
	kind  briefings.CorrectionKind
	needs []string
	may   []string
} {
	return []struct {
		flag  string
		kind  briefings.CorrectionKind
		needs []string
		may   []string
	}{
		{"dismiss", briefings.CorrectDismiss, []string{"quote"}, []string{"nth"}},
		{"add", briefings.CorrectAdd, []string{"quote", "speaker"}, []string{"nth"}},
		{"split", briefings.CorrectSplit, nil, []string{"to"}},
		{"rename", briefings.CorrectRename, []string{"to"}, nil},
		{"merge", briefings.CorrectMerge, []string{"to"}, nil},
		{"alias", briefings.CorrectAlias, []string{"topic"}, nil},
		{"speaker", briefings.CorrectSpeaker, []string{"quote"}, []string{"nth"}},
	}
}

func (a *app) correctionsAddCmd() *cobra.Command {
	var f correctionFlags
	c := &cobra.Command{
		Use:   "add [REF]",
		Short: "Correct what was found: whose statement it is, that it is none, who is who",
		Long: "corrections add prints the id of the correction. Of one briefing, REF:\n" +
			"  --quote TEXT --speaker NAME…   the statement that holds these words is theirs\n" +
			"  --quote TEXT --dismiss         it is no statement\n" +
			"  --quote TEXT --add --speaker NAME…   these very words are one more statement\n" +
			"  --split NAME [--to OTHER]      who is called so there is somebody else, of the same name or another\n" +
			"Of the whole library, without REF:\n" +
			"  --rename NAME --to OTHER, --merge NAME --to OTHER, --alias TEXT --topic TOPIC\n" +
			"A speaker is a name or an id. Corrections hold over re-analyses and revisions; corrections rm takes them back.",
		Example: "readout corrections add p4xk9 --quote \"the bridge would open\" --speaker \"Anna Holt\"\nreadout corrections add --merge \"A. Holt\" --to \"Anna Holt\"",
	}
	c.Flags().StringVar(&f.quote, "quote", "", "words of the statement")
	c.Flags().IntVar(&f.nth, "nth", 0, "which one, when the words stand in several places (from 1)")
	c.Flags().StringArrayVar(&f.speakers, "speaker", nil, "who makes the statement (may be repeated)")
	c.Flags().BoolVar(&f.dismiss, "dismiss", false, "this is no statement")
	c.Flags().BoolVar(&f.add, "add", false, "the quoted words are one more statement")
	c.Flags().StringVar(&f.split, "split", "", "a speaker who is somebody else in this briefing")
	c.Flags().StringVar(&f.rename, "rename", "", "a speaker who gets another name")
	c.Flags().StringVar(&f.merge, "merge", "", "a speaker who is one with another")
	c.Flags().StringVar(&f.to, "to", "", "the other name, or the other speaker")
	c.Flags().StringVar(&f.alias, "alias", "", "another name of a topic; without capitals it is found in any case")
	c.Flags().StringVar(&f.topic, "topic", "", "the topic of the alias: its id or label")
	c.RunE = a.run(func(c *cobra.Command, args []string) error {
		f.named = c.Flags().Changed
		if err := f.check(args); err != nil {
			return err
		}
		fix, err := a.correction(&f, args)
		if err != nil {
			return err
		}
		if fix, err = a.lib.Correct(a.ctx, fix); err != nil {
			return err
		}
		return a.print(fix.ID + "\n")
	})
	return c
}

// check finds what is corrected and refuses flags that do not belong to it.
func (f *correctionFlags) check(args []string) error {
	var needs, may []string
	flag := ""
	for _, k := range f.kinds() {
		if f.named(k.flag) {
			flag, f.kind, needs, may = k.flag, k.kind, k.needs, k.may
			break
		}
	}
	if flag == "" {
		return wrong("corrections add: say what is corrected: --speaker, --dismiss, --add, --split, --rename, --merge or --alias")
	}
	for _, name := range []string{"quote", "nth", "speaker", "dismiss", "add", "split", "rename", "merge", "to", "alias", "topic"} {
		given := f.named(name)
		switch {
		case given && name != flag && !slices.Contains(needs, name) && !slices.Contains(may, name):
			return wrong("corrections add: --%s does not go with --%s", name, flag)
		case !given && slices.Contains(needs, name):
			return wrong("corrections add: --%s needs --%s", flag, name)
		}
	}
	switch library := f.kind.InLibrary(); {
	case library && len(args) > 0:
		return wrong("corrections add: --%s holds in the whole library; name no briefing", flag)
	case !library && len(args) != 1:
		return wrong("corrections add: name one briefing")
	case f.nth < 0 || f.named("nth") && f.nth == 0:
		return wrong("--nth: counts the places of --quote, from 1")
	}
	return nil
}

// correction is what the flags ask for.
func (a *app) correction(f *correctionFlags, args []string) (briefings.Correction, error) {
	c := briefings.Correction{Kind: f.kind, Alias: f.alias, Topic: briefings.Topic{ID: f.topic}}
	switch f.kind {
	case briefings.CorrectRename, briefings.CorrectMerge, briefings.CorrectSplit:
		c.Of.Name = f.rename + f.merge + f.split
		c.Who = []briefings.Speaker{{Name: f.to}}
		if f.kind == briefings.CorrectSplit && f.to == "" {
			c.Who[0].Name = f.split
		}
	case briefings.CorrectAlias:
	case briefings.CorrectSpeaker, briefings.CorrectAdd, briefings.CorrectDismiss:
		for _, name := range f.speakers {
			if strings.TrimSpace(name) == "" {
				return c, wrong("--speaker: is empty")
			}
			c.Who = append(c.Who, briefings.Speaker{Name: name})
		}
	}
	if f.kind.InLibrary() {
		return c, nil
	}
	b, err := a.lib.Resolve(a.ctx, args[0])
	if err != nil {
		return c, refError(err)
	}
	c.Briefing = b.ID
	if f.kind == briefings.CorrectSplit {
		return c, nil
	}
	art, err := a.lib.Article(a.ctx, b.ID)
	if err != nil {
		return c, err
	}
	at, err := place(&art, f.quote, f.nth)
	if err != nil {
		return c, err
	}
	c.Parts = []briefings.Span{at}
	if f.kind == briefings.CorrectAdd {
		return c, nil
	}
	i := corrections.StatementAt(&art.Analysis, at)
	if i < 0 {
		return c, fmt.Errorf("quote %q of %s is in no statement: %w (--add makes one of it)", cut(clean.Line(f.quote), 60), art.ID, briefings.ErrNotFound)
	}
	c.Parts = art.Analysis.Statements[i].Content
	return c, nil
}

func (a *app) correctionsListCmd() *cobra.Command {
	var l listing
	c := &cobra.Command{
		Use:   "list [QUERY]",
		Short: "List the corrections of the briefings that QUERY selects, or all",
		Long: "corrections list prints corrections in the order of their making: all of them, or those of the briefings that QUERY\n" +
			"selects. One whose words are gone from its briefing is kept, and said not to be applied.",
		Example: "readout corrections list --format json\nreadout corrections list --format '{{.id}} {{.kind}} {{.applied}}'",
	}
	l.flags(c, false)
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		f, err := a.own(&l, args)
		if err != nil {
			return err
		}
		all, err := a.lib.Corrections(a.ctx, f)
		if err != nil {
			return err
		}
		rows := make([]export.CorrectionObject, len(all))
		for i := range all {
			rows[i] = export.Correction(&all[i])
		}
		return emitOwn(a, &l, rows, correctionLine)
	})
	return c
}

// correctionLine is a correction in one line.
func correctionLine(c *export.CorrectionObject) string {
	names := make([]string, len(c.Speakers))
	for i := range c.Speakers {
		names[i] = c.Speakers[i].Name
	}
	who, of := strings.Join(names, " and "), ""
	if c.Of != nil {
		of = c.Of.Name
	}
	if len(names) == 0 {
		who = "nobody"
	}
	parts := []string{c.ID, c.Briefing}
	if c.Briefing == "" {
		parts[1] = "the library " // as wide as an id
	}
	if !c.Applied {
		parts = append(parts, "(not applied: its words are gone)")
	} else if c.State != briefings.Anchored {
		parts = append(parts, "("+string(c.State)+")")
	}
	said := ""
	switch c.Kind {
	case briefings.CorrectSpeaker, briefings.CorrectAdd:
		said = who + ": " + quoted(cut(c.Quote, 80))
	case briefings.CorrectDismiss:
		said = quoted(cut(c.Quote, 80))
	case briefings.CorrectSplit:
		if said = of + " is " + who; of == who {
			said = of + " is another of that name"
		}
	case briefings.CorrectRename, briefings.CorrectMerge:
		said = of + " is " + who
	case briefings.CorrectAlias:
		said = c.Topic + " is called " + quoted(c.Alias)
	}
	return clean.Line(strings.Join(append(parts, string(c.Kind), said), "  "))
}

func (a *app) correctionsRmCmd() *cobra.Command {
	c := &cobra.Command{Use: "rm ID…", Short: "Remove corrections"}
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return wrong("corrections rm: name at least one correction (see readout corrections list)")
		}
		var ids []string
		for _, ref := range args {
			fix, err := a.lib.Correction(a.ctx, ref)
			if errors.Is(err, briefings.ErrNotFound) {
				err = fmt.Errorf("%w (see readout corrections list)", err)
			}
			if err != nil {
				return err
			}
			if !slices.Contains(ids, fix.ID) {
				ids = append(ids, fix.ID)
			}
		}
		return a.lib.Uncorrect(a.ctx, ids)
	})
	return c
}
