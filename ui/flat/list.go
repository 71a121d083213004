package flat

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/cells"
	"readout/ui/config"
	"readout/ui/dialog"
)

// load reads the list.
func (f *session) load() {
	rows, err := f.o.Library.Find(f.ctx, f.query, f.order, 0, 0)
	if err != nil {
		f.fail(err)
		return
	}
	f.rows = rows
}

// list prints a page of the list.
func (f *session) list(first int) {
	f.mode = onList
	f.first = max(0, min(first, len(f.rows)-1))
	if len(f.rows) == 0 {
		if f.query.Empty() {
			f.say("No briefings. Add some with: import FOLDER")
		} else {
			f.sayf("Nothing matches %s. filter alone lists everything.", f.query)
		}
		return
	}
	last := min(f.first+pageLength, len(f.rows))
	f.sayf("Briefings %d to %d of %d%s.", f.first+1, last, len(f.rows), f.selected())
	for i := f.first; i < last; i++ {
		f.sayf("%d. %s", i+1, row(&f.rows[i]))
	}
	if last < len(f.rows) {
		f.say("Enter shows more.")
	}
}

// selected says what the list is filtered by.
func (f *session) selected() string {
	if f.query.Empty() {
		return ""
	}
	return " that match " + line(f.query.String())
}

// row returns a header in words.
func row(b *briefings.Briefing) string {
	title := line(b.Title)
	if title == "" {
		title = "No title"
	}
	day := line(b.Published.Day())
	if day == "" {
		day = "no date"
	}
	parts := []string{title, day}
	if b.Source != "" {
		parts = append(parts, line(b.Source))
	}
	parts = append(parts, line(string(b.Kind)))
	if !b.Read {
		parts = append(parts, "unread")
	}
	if b.Starred {
		parts = append(parts, "starred")
	}
	if b.Notes > 0 {
		parts = append(parts, cells.Count(b.Notes, "note"))
	}
	if len(b.Tags) > 0 {
		parts = append(parts, "tags "+line(strings.Join(b.Tags, ", ")))
	}
	return strings.Join(parts, "; ")
}

// titled returns the title of a briefing in quotation marks.
func titled(b *briefings.Briefing) string {
	if t := line(b.Title); t != "" {
		return quoted(short(t, 80))
	}
	return line(b.ID)
}

// of names what was acted on: a title, or how many.
func of(bs []briefings.Briefing) string {
	if len(bs) == 1 {
		return titled(&bs[0])
	}
	return cells.Count(len(bs), "briefing")
}

func ids(bs []briefings.Briefing) []string {
	out := make([]string, len(bs))
	for i := range bs {
		out[i] = bs[i].ID
	}
	return out
}

// toList goes back to the list.
func (f *session) toList() {
	f.keepPlace(f.ctx)
	f.load()
	f.list(f.first)
}

// page shows more of the list, or what comes before.
func (f *session) page(by int) {
	to := f.first + by*pageLength
	if to >= len(f.rows) || by < 0 && f.first == 0 {
		f.say("There are no more.")
		return
	}
	f.list(to)
}

func (f *session) filter(args string) {
	q, err := query.Parse(args, f.o.Now())
	if err != nil {
		f.fail(err)
		return
	}
	f.keepPlace(f.ctx)
	f.query = q
	f.load()
	f.list(0)
}

func (f *session) sort(args string) {
	o, err := config.ParseOrder(args)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	f.order = o
	f.load()
	f.list(0)
}

// openWord opens a briefing by id or title.
func (f *session) openWord(args string) {
	if args == "" {
		f.say("open what? Give an id or words of the title.")
		return
	}
	if n, err := strconv.Atoi(args); err == nil {
		f.number(n)
		return
	}
	best, score := "", 0
	for i := range f.rows {
		b := &f.rows[i]
		s := dialog.Score(args, b.Title)
		if b.ID == args || len(args) >= 4 && strings.HasPrefix(b.ID, args) {
			s = 1 << 30
		}
		if s > score {
			best, score = b.ID, s
		}
	}
	if best == "" {
		f.say("No briefing of this list is called that; filter lists others.")
		return
	}
	f.open(best, "")
}

// targets returns the briefings that words such as "all", "3", "2-5 7" name;
// none is the article that is read.
func (f *session) targets(args string) ([]briefings.Briefing, error) {
	switch {
	case args == "all" && len(f.rows) == 0:
		return nil, errors.New("the list is empty")
	case args == "all":
		return slices.Clone(f.rows), nil
	case args == "" && f.mode == onArticle && f.art != nil:
		return []briefings.Briefing{f.art.Briefing}, nil
	case args == "":
		return nil, errors.New("which briefing? Give its number, all for the whole list, or read one first")
	}
	numbers, err := numbers(args, len(f.rows))
	if err != nil {
		return nil, err
	}
	out := make([]briefings.Briefing, len(numbers))
	for i, n := range numbers {
		out[i] = f.rows[n-1]
	}
	return out, nil
}

// numbers reads "3", "2-5", "2 to 5" and several of them, each from 1 to n.
func numbers(s string, n int) ([]int, error) {
	s = strings.ReplaceAll(s, " to ", "-")
	var out []int
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' }) {
		from, to, span := strings.Cut(part, "-")
		a, err := strconv.Atoi(from)
		b := a
		if err == nil && span {
			b, err = strconv.Atoi(to)
		}
		if err != nil {
			return nil, fmt.Errorf("%s is no number of the list; give numbers such as 3 or 2-5, or all", quoted(short(part, 40)))
		}
		if a < 1 || b > n || a > b {
			return nil, fmt.Errorf("%s is not in the list, which has %d", part, n)
		}
		for i := a; i <= b; i++ {
			if !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	if len(out) == 0 {
		return nil, errors.New("give numbers such as 3 or 2-5, or all")
	}
	return out, nil
}

// refresh takes over what has changed of briefings: their rows, which stay
// where they are, and the article.
func (f *session) refresh(which []string) {
	if len(which) > bulk {
		f.refreshMany(which)
		return
	}
	for _, id := range which {
		i := slices.IndexFunc(f.rows, func(b briefings.Briefing) bool { return b.ID == id })
		open := f.art != nil && f.art.ID == id
		if i < 0 && !open {
			continue
		}
		a, err := f.o.Library.Article(f.ctx, id)
		if errors.Is(err, briefings.ErrNotFound) {
			f.forget(id)
			continue
		}
		if err != nil {
			f.fail(err)
			return
		}
		if i >= 0 {
			f.rows[i] = a.Briefing
		}
		if open {
			f.art.take(a)
		}
	}
}

// forget drops a briefing that is no longer in the library.
func (f *session) forget(id string) {
	f.rows = slices.DeleteFunc(f.rows, func(b briefings.Briefing) bool { return b.ID == id })
	if f.art != nil && f.art.ID == id {
		f.art = nil
		f.mode = onList
	}
}

// reload reads the library again.
func (f *session) reload() {
	f.load()
	if f.art != nil {
		f.refresh([]string{f.art.ID})
	}
	f.sayf("Read again: %s.", cells.Count(len(f.rows), "briefing"))
}

// countUnread prints a bare number.
func (f *session) countUnread() {
	n := 0
	for i := range f.rows {
		if !f.rows[i].Read {
			n++
		}
	}
	f.say(strconv.Itoa(n))
}

// tags lists the tags of the list.
func (f *session) tags() {
	counts := map[string]int{}
	for i := range f.rows {
		for _, t := range f.rows[i].Tags {
			counts[t]++
		}
	}
	names := make([]string, 0, len(counts))
	for t := range counts {
		names = append(names, t)
	}
	slices.SortFunc(names, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	all := make([]string, len(names))
	for i, t := range names {
		all[i] = line(t) + ", " + cells.Count(counts[t], "briefing") + "."
	}
	if len(all) == 0 {
		all = []string{"No tags."}
	}
	f.lines(all)
}
