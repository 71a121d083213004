package export

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"readout/briefings"
)

// maxDescription is the number of characters of a description.
const maxDescription = 200

// entry is a key of front matter and its line.
type entry struct{ key, line string }

// frontMatter returns the keys that the program owns, each on one line, in the
// order in which a new file has them. Strings that are more than a plain word
// are quoted.
func frontMatter(a *briefings.Article) []entry {
	b := &a.Briefing
	var author []string
	if n := linkName(b.Source); n != "" {
		author = append(author, wikilink(n))
	}
	fields := []struct{ key, value string }{
		{"id", scalar(line(b.ID))},
		{"title", quoted(line(b.Title))},
		{"source", quoted(line(b.URL))},
		{"author", sequence(author)},
		{"published", day(b.Published.Time())},
		{"created", day(b.Added.UTC(), !b.Added.IsZero())},
		{"updated", day(updated(a))},
		{"description", quoted(description(a))},
		{"tags", sequence(vaultTags(b))},
		{"parties", sequence(parties(a))},
		{"speakers", sequence(speakerLinks(a))},
		{"topics", sequence(topicLabels(a))},
		{"revision", strconv.Itoa(b.Revision)},
		{"citekey", scalar(CiteKey(b))},
	}
	out := make([]entry, len(fields))
	for i, f := range fields {
		out[i] = entry{f.key, f.key + ": " + f.value + "\n"}
	}
	return out
}

// day returns the day of t in its own zone, null when it is not known.
func day(t time.Time, known bool) string {
	if !known {
		return "null"
	}
	return t.Format(time.DateOnly)
}

// updated returns when the text or a note last changed, UTC.
func updated(a *briefings.Article) (time.Time, bool) {
	t := a.Updated
	for i := range a.Annotations {
		if m := a.Annotations[i].Modified; m.After(t) {
			t = m
		}
	}
	return t.UTC(), !t.IsZero()
}

// quoted returns s, one clean line, as a double-quoted YAML scalar in which no
// marker stands.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "%%", `\x25\x25`).Replace(s) + `"`
}

// scalar returns s plain when YAML reads it as a string, else quoted.
func scalar(s string) string {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z'
		other := r >= '0' && r <= '9' || r == '-' || r == '/'
		if !letter && (i == 0 || !other) {
			return quoted(s)
		}
	}
	switch s {
	case "", "null", "true", "false", "yes", "no", "on", "off", "y", "n":
		return quoted(s)
	}
	return s
}

// sequence returns values as a YAML flow sequence.
func sequence(values []string) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = scalar(v)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// description returns the beginning of the text, without a heading that says
// no more than the title, cut at a word.
func description(a *briefings.Article) string {
	rest := a.Text
	if first, after, ok := strings.Cut(rest, "\n\n"); ok && line(first) == line(a.Title) {
		rest = after
	}
	s := line(firstBytes(rest, 8*maxDescription))
	if utf8.RuneCountInString(s) <= maxDescription {
		return s
	}
	s = string([]rune(s)[:maxDescription])
	if i := strings.LastIndexByte(s, ' '); i > maxDescription/2 {
		s = s[:i]
	}
	return strings.TrimRight(s, " ,;:–—-") + " …"
}

// vaultTags returns the tags of the file: what it is, and the reader's.
func vaultTags(b *briefings.Briefing) []string {
	out := []string{"clippings"}
	if b.Kind != "" {
		out = append(out, "diplomacy/"+tagName(string(b.Kind)))
	}
	for _, t := range b.Tags {
		if t = tagName(t); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// tagName returns t as Obsidian spells tags: letters, digits, _, - and /, not
// digits alone; other characters become dashes.
func tagName(t string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || strings.ContainsRune("_-/", r) {
			return r
		}
		return '-'
	}, line(t))
	for strings.Contains(name, "--") {
		name = strings.ReplaceAll(name, "--", "-")
	}
	name = strings.Trim(name, "-/")
	if name != "" && strings.Trim(name, "0123456789_-/") == "" {
		return "t-" + name
	}
	return name
}

// parties returns the states and organisations in whose name somebody speaks,
// those with the most statements first.
func parties(a *briefings.Article) []string {
	var out []string
	for _, s := range a.Analysis.Speakers() {
		name := s.Country
		if name == "" && (s.Kind == briefings.Government || s.Kind == briefings.Organisation) {
			name = s.Name
		}
		if name = line(name); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// speakerLinks returns the speakers as wikilinks, those with the most
// statements first; unnamed ones are no page of a vault.
func speakerLinks(a *briefings.Article) []string {
	var out []string
	for _, s := range a.Analysis.Speakers() {
		if n := linkName(s.Name); n != "" && s.Kind != briefings.Unnamed && !slices.Contains(out, wikilink(n)) {
			out = append(out, wikilink(n))
		}
	}
	return out
}

// topicLabels returns the labels of the themes and organisations.
func topicLabels(a *briefings.Article) []string {
	var out []string
	for _, t := range a.Analysis.Topics {
		if l := line(t.Label); t.Kind != briefings.TopicCountry && l != "" && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// linkName returns name as the target of a wikilink: letters, digits, spaces
// and the punctuation of names, at most 120 characters.
func linkName(name string) string {
	var b strings.Builder
	n := 0
	for _, r := range line(name) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || strings.ContainsRune(" .,'’-–&()\u200c\u200d", r) {
			b.WriteRune(r)
			if n++; n == 120 {
				break
			}
		}
	}
	return strings.Trim(strings.Join(strings.Fields(b.String()), " "), " .")
}

func wikilink(name string) string { return "[[" + name + "]]" }
