package notes

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/clean"
)

// Grouping says by what notes stand together.
type Grouping string

// The groupings. A note with several tags, or of several speakers, stands
// under each of them.
const (
	ByBriefing Grouping = "briefing"
	ByTag      Grouping = "tag"
	ByColour   Grouping = "colour"
	BySpeaker  Grouping = "speaker"
	ByDate     Grouping = "date"  // of creation: by day for a week, by month before
	ByState    Grouping = "state" // whether the passage is where it was marked
	Flat       Grouping = "none"  // one list, newest first
)

// Groupings lists every grouping, in the order in which a key goes through them.
func Groupings() []Grouping {
	return []Grouping{ByBriefing, ByTag, ByColour, BySpeaker, ByDate, ByState, Flat}
}

// group is the notes under one heading.
type group struct {
	key     string // the same from one arrangement to the next
	name    string // clean
	rank    string // orders the groups, after those of their first notes
	colour  int    // of a group by colour
	entries []*entry
}

// arrange puts entries into groups; it runs outside the event loop. Groups by
// briefing, and notes within a group, keep the order of entries, which is that
// of the briefings and of their text; groups by date and a flat list have the
// newest first.
func arrange(entries []*entry, by Grouping, now time.Time) []group {
	if len(entries) == 0 {
		return nil
	}
	if by == ByDate || by == Flat {
		entries = slices.Clone(entries)
		slices.SortStableFunc(entries, func(a, b *entry) int { return b.a.Created.Compare(a.a.Created) })
	}
	var out []group
	index := map[string]int{}
	for _, e := range entries {
		for _, p := range places(e, by, now) {
			i, ok := index[p.key]
			if !ok {
				i = len(out)
				index[p.key] = i
				out = append(out, p)
			}
			out[i].entries = append(out[i].entries, e)
		}
	}
	slices.SortStableFunc(out, func(a, b group) int { return cmp.Compare(a.rank, b.rank) })
	return out
}

// last is the rank of a group that stands behind all others.
const last = "\U0010FFFF"

// places returns the groups that an entry belongs to, without entries.
func places(e *entry, by Grouping, now time.Time) []group {
	switch by {
	case ByBriefing:
		return []group{{key: e.b.ID, name: title(e.b)}}
	case ByTag:
		return tagged(e)
	case ByColour:
		if e.a.IsPageNote() {
			return []group{{key: "page", name: "page notes", rank: last}}
		}
		c := colourOf(&e.a)
		return []group{{key: strconv.Itoa(c), rank: strconv.Itoa(c), colour: c}}
	case BySpeaker:
		return spoken(e)
	case ByDate:
		return []group{day(e.a.Created.In(now.Location()), now)}
	case ByState:
		return []group{state(&e.a)}
	case Flat:
	}
	return []group{{}}
}

func tagged(e *entry) []group {
	if len(e.a.Tags) == 0 {
		return []group{{name: "no tag", rank: last}}
	}
	out := make([]group, 0, len(e.a.Tags))
	for _, t := range e.a.Tags {
		out = append(out, group{key: "#" + t, name: "#" + clean.Line(t), rank: query.Fold(t)})
	}
	return out
}

func spoken(e *entry) []group {
	out := make([]group, 0, len(e.who))
	for _, p := range e.who {
		id := cmp.Or(p.ID, p.Name)
		out = append(out, group{key: "@" + id, name: clean.Line(p.Name), rank: query.Fold(p.Name)})
	}
	switch {
	case len(out) > 0:
		return out
	case e.a.IsPageNote():
		return []group{{key: "page", name: "page notes", rank: last + last}}
	}
	return []group{{name: "nobody is known to say it", rank: last}}
}

// recent is the number of days that have a group of their own.
const recent = 7

// day returns the group of a time: its day, or its month when it is longer ago.
func day(t, now time.Time) group {
	if t.IsZero() {
		return group{name: "no date"}
	}
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch {
	case !t.Before(midnight) && t.Before(midnight.AddDate(0, 0, 1)):
		return group{key: t.Format(time.DateOnly), name: "today, " + t.Format("2 January 2006")}
	case !t.Before(midnight.AddDate(0, 0, -1)) && t.Before(midnight):
		return group{key: t.Format(time.DateOnly), name: "yesterday, " + t.Format("2 January 2006")}
	case !t.Before(midnight.AddDate(0, 0, 1-recent)):
		return group{key: t.Format(time.DateOnly), name: t.Format("Monday, 2 January 2006")}
	}
	return group{key: t.Format("2006-01"), name: t.Format("January 2006")}
}

// state returns the group of an annotation by how well it fits its text: those
// that ask for something come first.
func state(a *briefings.Annotation) group {
	switch {
	case lost(a):
		return group{key: "lost", name: "without a place in the text", rank: "1"}
	case a.State == briefings.Changed:
		return group{key: "changed", name: "at a passage that has changed", rank: "2"}
	case a.IsPageNote():
		return group{key: "page", name: "page notes", rank: "5"}
	case a.State == briefings.Moved:
		return group{key: "moved", name: "moved with the text", rank: "4"}
	}
	return group{key: "anchored", name: "in place", rank: "3"}
}

func lost(a *briefings.Annotation) bool {
	return a.State == briefings.Orphan || a.State == briefings.Ambiguous
}

// colourOf returns the colour of a mark, 1 to [briefings.Colors].
func colourOf(a *briefings.Annotation) int { return min(max(a.Color, 1), briefings.Colors) }

// colour returns the name of a colour: the reader's, else its number.
func (n *Notes) colour(c int) string {
	if name := clean.Line(n.opts.Colours[c-1]); name != "" {
		return name
	}
	return fmt.Sprintf("colour %d", c)
}

// heading returns the words of a group's heading.
func (n *Notes) heading(g *group) string {
	if g.colour == 0 {
		return g.name
	}
	if name := n.colour(g.colour); name != fmt.Sprintf("colour %d", g.colour) {
		return fmt.Sprintf("%d %s", g.colour, name)
	}
	return n.colour(g.colour)
}

// words says a grouping as the head of the screen does.
func (g Grouping) words() string {
	if g == Flat {
		return "newest first"
	}
	return "by " + string(g)
}
