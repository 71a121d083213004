package corrections

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefings"
)

// alias is a name of the reader's for a topic.
type alias struct {
	name  string
	words []string
	exact bool // with its capitals
	topic briefings.Topic
}

// newAlias prepares an alias; one without words is none. Without a capital it
// is found in any case, as those of the configuration are.
func newAlias(c *briefings.Correction) (alias, bool) {
	a := alias{name: c.Alias, words: strings.Fields(c.Alias), topic: c.Topic}
	a.exact = strings.ContainsFunc(c.Alias, unicode.IsUpper)
	a.topic.Mentions = nil
	return a, len(a.words) > 0 && a.topic.ID != ""
}

// findAliases adds the topics whose aliases stand in text.
func (w *work) findAliases(text string) {
	var all []briefings.Span
	for i := range w.rules.aliases {
		a := &w.rules.aliases[i]
		if found := a.find(text); len(found) > 0 {
			w.treat(a, found)
			all = append(all, found...)
		}
	}
	slices.SortFunc(all, func(a, b briefings.Span) int { return a.Start - b.Start })
	named := func(s briefings.Span) bool {
		i, _ := slices.BinarySearchFunc(all, s.Start, func(m briefings.Span, start int) int { return m.Start - start })
		return i < len(all) && all[i].Start < s.End
	}
	for i := range w.statements {
		if s := &w.statements[i]; slices.ContainsFunc(s.Content, named) {
			s.Topics = union(w.topicsIn(s.Content), s.Topics)
		}
	}
}

// treat adds mentions of a topic.
func (w *work) treat(a *alias, found []briefings.Span) {
	i := slices.IndexFunc(w.topics, func(t briefings.Topic) bool { return t.ID == a.topic.ID })
	if i < 0 {
		i = len(w.topics)
		w.topics = append(w.topics, a.topic)
	}
	t := &w.topics[i]
	t.Mentions = tidy(append(slices.Clone(t.Mentions), found...))
	t.Aliases = union(t.Aliases, []string{a.name})
}

// find returns where the alias stands in text, as words of their own.
func (a *alias) find(text string) (out []briefings.Span) {
	head, _ := utf8.DecodeRuneInString(a.words[0])
	heads := string(head)
	if !a.exact {
		heads = string(unicode.ToLower(head)) + string(unicode.ToUpper(head))
	}
	for from := 0; from < len(text); {
		i := strings.IndexAny(text[from:], heads)
		if i < 0 {
			break
		}
		at := from + i
		if end := a.at(text, at); end > at {
			out = append(out, briefings.Span{Start: at, End: end})
			from = end
			continue
		}
		_, n := utf8.DecodeRuneInString(text[at:])
		from = at + n
	}
	return out
}

// at returns where the alias ends that begins at a byte of text, or 0.
func (a *alias) at(text string, at int) int {
	if before, _ := utf8.DecodeLastRuneInString(text[:at]); at > 0 && inWord(before) {
		return 0
	}
	for n, word := range a.words {
		if n > 0 {
			near := text[at:min(len(text), at+maxGap)]
			gap := len(near) - len(strings.TrimLeftFunc(near, unicode.IsSpace))
			if gap == 0 || strings.Contains(near[:gap], "\n\n") {
				return 0
			}
			at += gap
		}
		end := at + len(word)
		if end > len(text) || !a.equal(text[at:end], word) {
			return 0
		}
		at = end
	}
	if after, _ := utf8.DecodeRuneInString(text[at:]); at < len(text) && inWord(after) {
		return 0
	}
	return at
}

// maxGap bounds the white space between two words of an alias, in bytes.
const maxGap = 16

func (a *alias) equal(s, word string) bool {
	if a.exact {
		return s == word
	}
	return strings.EqualFold(s, word)
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// topicsIn returns the topics with a mention within spans, each once, in the
// order of their first mention there.
func (w *work) topicsIn(spans []briefings.Span) []string {
	type mention struct {
		at briefings.Span
		id string
	}
	var found []mention
	for i := range w.topics {
		for _, m := range w.topics[i].Mentions {
			if slices.ContainsFunc(spans, func(s briefings.Span) bool { return s.Start <= m.Start && m.End <= s.End }) {
				found = append(found, mention{m, w.topics[i].ID})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b mention) int { return cmp.Or(a.at.Start-b.at.Start, b.at.End-a.at.End) })
	var out []string
	for _, m := range found {
		if !slices.Contains(out, m.id) {
			out = append(out, m.id)
		}
	}
	return out
}

// Names reports whether the alias of c stands in text.
func Names(c *briefings.Correction, text string) bool {
	a, ok := newAlias(c)
	return ok && len(a.find(text)) > 0
}
