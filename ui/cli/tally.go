package cli

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"readout/briefings"
	"readout/store"
	"readout/ui/clean"
)

// tally is what was counted of a speaker, a topic or a tag.
type tally struct {
	id, name, kind, parent     string
	role, country, countryCode string
	briefings, statements      int
	first, last                briefings.Date
}

// The JSON of a line of speakers, topics and tags.
type (
	speakerRow struct {
		ID          string         `json:"id"`
		Name        string         `json:"name"`
		Kind        string         `json:"kind"`
		Role        string         `json:"role"`
		Country     string         `json:"country"`
		CountryCode string         `json:"country_code"`
		Briefings   int            `json:"briefings"`
		Statements  int            `json:"statements"`
		First       briefings.Date `json:"first"`
		Last        briefings.Date `json:"last"`
	}
	topicRow struct {
		ID         string         `json:"id"`
		Label      string         `json:"label"`
		Parent     string         `json:"parent"`
		Kind       string         `json:"kind"`
		Briefings  int            `json:"briefings"`
		Statements int            `json:"statements"`
		First      briefings.Date `json:"first"`
		Last       briefings.Date `json:"last"`
	}
	tagRow struct {
		Name      string         `json:"name"`
		Briefings int            `json:"briefings"`
		First     briefings.Date `json:"first"`
		Last      briefings.Date `json:"last"`
	}
)

// tallies counts things by id.
type tallies map[string]*tally

// see counts a briefing of that date for the entry of id.
func (t tallies) see(id, name string, date briefings.Date) *tally {
	e := t[id]
	if e == nil {
		e = &tally{id: id, name: name}
		t[id] = e
	}
	e.briefings++
	if d := date.Day(); d != "" {
		if e.first == "" || d < e.first.Day() {
			e.first = date
		}
		if e.last == "" || d > e.last.Day() {
			e.last = date
		}
	}
	return e
}

// sorted returns the entries, the most frequent first.
func (t tallies) sorted(limit int) []tally {
	list := make([]tally, 0, len(t))
	for _, e := range t {
		list = append(list, *e)
	}
	slices.SortFunc(list, func(x, y tally) int {
		return cmp.Or(cmp.Compare(y.statements, x.statements), cmp.Compare(y.briefings, x.briefings), cmp.Compare(x.name, y.name), cmp.Compare(x.id, y.id))
	})
	if limit > 0 && len(list) > limit {
		list = list[:limit]
	}
	return list
}

// tallyCmd returns a command that counts something over the briefings selected.
func tallyCmd[T any](a *app, use, short string, count func(f store.Filter) (tallies, error), row func(*tally) T, line func(*tally) string) *cobra.Command {
	var l listing
	c := &cobra.Command{Use: use + " [QUERY]", Short: short, Example: "readout " + use + " after:2024-01 --format json"}
	l.flags(c, false)
	c.RunE = a.run(func(_ *cobra.Command, args []string) error {
		f, err := a.filter(&l, args)
		if err != nil {
			return err
		}
		f.Limit = 0 // the limit counts what is counted
		counts, err := count(f)
		if err != nil {
			return err
		}
		all := counts.sorted(l.limit)
		if l.format == oneline {
			return emit(a, &l, all, line)
		}
		rows := make([]T, len(all))
		for i := range all {
			rows[i] = row(&all[i])
		}
		return emit(a, &l, rows, nil)
	})
	return c
}

// span is "first – last" of a tally.
func (t *tally) span() string {
	switch {
	case t.first == "":
		return "no date"
	case t.first.Day() == t.last.Day():
		return t.first.Day()
	default:
		return t.first.Day() + " – " + t.last.Day()
	}
}

func (a *app) speakersCmd() *cobra.Command {
	return tallyCmd(a, "speakers", "Who speaks, how often, from when to when", func(f store.Filter) (tallies, error) {
		counts := tallies{}
		err := a.lib.Each(a.ctx, f, func(art *briefings.Article) error {
			for _, p := range art.Analysis.Speakers() {
				e := counts.see(p.ID, p.Name, art.Published)
				e.kind, e.country, e.countryCode = string(p.Kind), first(p.Country, e.country), first(p.CountryCode, e.countryCode)
				if e.role == "" || art.Published.Day() >= e.last.Day() {
					e.role = first(p.Role, e.role)
				}
			}
			for _, s := range art.Analysis.Statements {
				for _, p := range s.Speakers {
					if e := counts[p.ID]; e != nil {
						e.statements++
					}
				}
			}
			return nil
		})
		return counts, err
	}, func(t *tally) speakerRow {
		return speakerRow{t.id, t.name, t.kind, t.role, t.country, t.countryCode, t.briefings, t.statements, t.first, t.last}
	}, func(t *tally) string {
		parts := slices.DeleteFunc([]string{t.name, t.role, t.country}, func(s string) bool { return s == "" })
		return clean.Line(fmt.Sprintf("%4d in %-3d  %s  (%s)", t.statements, t.briefings, join(parts), t.span()))
	})
}

func (a *app) topicsCmd() *cobra.Command {
	return tallyCmd(a, "topics", "What is spoken about, how often, from when to when", func(f store.Filter) (tallies, error) {
		counts := tallies{}
		err := a.lib.Each(a.ctx, f, func(art *briefings.Article) error {
			for _, t := range art.Analysis.Topics {
				e := counts.see(t.ID, t.Label, art.Published)
				e.kind, e.parent = t.Kind, t.Parent
			}
			for _, s := range art.Analysis.Statements {
				for _, id := range s.Topics {
					if e := counts[id]; e != nil {
						e.statements++
					}
				}
			}
			return nil
		})
		return counts, err
	}, func(t *tally) topicRow {
		return topicRow{t.id, t.name, t.parent, t.kind, t.briefings, t.statements, t.first, t.last}
	}, func(t *tally) string {
		return clean.Line(fmt.Sprintf("%4d in %-3d  %s  %s  (%s)", t.statements, t.briefings, t.id, t.name, t.span()))
	})
}

func (a *app) tagsCmd() *cobra.Command {
	return tallyCmd(a, "tags", "Your tags, how often, from when to when", func(f store.Filter) (tallies, error) {
		counts := tallies{}
		f.HideSamples = false // the samples carry their own tag
		rows, err := a.lib.Find(a.ctx, f)
		for i := range rows {
			for _, t := range rows[i].Tags {
				counts.see(t, t, rows[i].Published)
			}
		}
		return counts, err
	}, func(t *tally) tagRow {
		return tagRow{t.name, t.briefings, t.first, t.last}
	}, func(t *tally) string {
		return clean.Line(fmt.Sprintf("%4d  %s  (%s)", t.briefings, t.name, t.span()))
	})
}
