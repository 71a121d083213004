// Package details checks what a reader types about a briefing: its details and
// its tags. Screens ask for them in a form, the flat mode in words; what is
// right is the same.
package details

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"readout/briefings"
	"readout/briefings/parse"
)

// The names of details, as a mended one is recorded.
const (
	Title  = "title"
	Source = "source"
	URL    = "url"
	Date   = "date"
	Kind   = "kind"
	Lang   = "lang"
)

// Field is a detail that can be edited.
type Field struct {
	Name  string
	Label string
	Value string             // as it is now
	Hint  string             // what may stand there
	Check func(string) error // of a value with white space around it
}

// Fields returns the details of b in the order of forms.
func Fields(b *briefings.Briefing) []Field {
	return []Field{
		{Title, "title", b.Title, titleHint(b), checkTitle},
		{Source, "source", b.Source, "the publisher", func(string) error { return nil }},
		{URL, "URL", b.URL, "where it was published; the briefing stays the same", checkURL},
		{Date, "date", string(b.Published), "2024-02-17, 17 February 2024 or with a time and zone; empty: not known", checkDate},
		{Kind, "kind", string(b.Kind), kindsHint(), checkKind},
		{Lang, "language", b.Lang, "en, fr, az…; empty: not known", checkLang},
	}
}

// Changed returns the details of b with values (by name, checked) in place of
// some, and the names of these in order.
func Changed(b *briefings.Briefing, values map[string]string) (briefings.Details, []string) {
	d := briefings.Details{
		Title: b.Title, Source: b.Source, URL: b.URL, Published: b.Published, Kind: b.Kind, Lang: b.Lang,
		TitleFrom: b.TitleFrom, PublishedFrom: b.PublishedFrom,
	}
	for name, v := range values {
		v = strings.TrimSpace(v)
		switch name {
		case Title:
			d.Title, d.TitleFrom = v, briefings.FromMeta
		case Source:
			d.Source = v
		case URL:
			d.URL = v
		case Date:
			d.Published, d.PublishedFrom = day(v), ""
			if d.Published != "" {
				d.PublishedFrom = briefings.FromMeta
			}
		case Kind:
			d.Kind = briefings.Kind(v)
		case Lang:
			d.Lang = v
		}
	}
	return d, slices.Sorted(maps.Keys(values))
}

// Tags takes apart what was typed: names with commas or blanks between.
func Tags(s string) []string {
	var out []string
	for _, t := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\u00a0' }) {
		t = strings.TrimLeft(t, "#+")
		if t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// Retag returns tags, sorted, with names put on or taken off. It leaves tags
// alone.
func Retag(tags, names []string, off bool) []string {
	out := slices.DeleteFunc(slices.Clone(tags), func(t string) bool { return slices.Contains(names, t) })
	if !off {
		out = append(out, names...)
		slices.Sort(out)
	}
	return out
}

func titleHint(b *briefings.Briefing) string {
	switch b.TitleFrom {
	case briefings.FromSentence:
		return "taken from the first sentence"
	case briefings.FromFile:
		return "taken from the file's name"
	case briefings.FromHeading:
		return "the document's heading"
	}
	return "as the document gives it"
}

func checkTitle(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("a briefing needs a title")
	}
	return nil
}

func checkURL(s string) error {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return errors.New("not a web address; it begins with https:// or http://")
	}
	return nil
}

// day returns a typed date, "" for one that is empty or was refused.
func day(s string) briefings.Date {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	if d, err := briefings.ParseDate(s); err == nil {
		return d
	}
	d, err := parse.Day(s)
	if err != nil {
		return ""
	}
	return d
}

func checkDate(s string) error {
	if strings.TrimSpace(s) != "" && day(s) == "" {
		return errors.New("not a date; write 2024-02-17 or 17 February 2024")
	}
	return nil
}

// Kinds lists the kinds of briefing that begin with prefix.
func Kinds(prefix string) []string {
	var out []string
	for _, k := range briefings.Kinds() {
		if strings.HasPrefix(string(k), prefix) {
			out = append(out, string(k))
		}
	}
	return out
}

func kindsHint() string { return strings.Join(Kinds(""), ", ") }

func checkKind(s string) error {
	if !slices.Contains(briefings.Kinds(), briefings.Kind(strings.TrimSpace(s))) {
		return fmt.Errorf("it may be %s", kindsHint())
	}
	return nil
}

// checkLang checks the shape of a language tag (BCP 47): parts of letters and
// digits with hyphens between, the first of two or three letters.
func checkLang(s string) error {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil
	}
	for i, part := range strings.Split(s, "-") {
		plain := strings.IndexFunc(part, func(r rune) bool {
			letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
			return !letter && (i == 0 || r < '0' || r > '9')
		}) < 0
		if !plain || len(part) > 8 || len(part) < 1 || i == 0 && (len(part) < 2 || len(part) > 3) {
			return errors.New("not a language tag; write en, fr, az, pt-BR")
		}
	}
	return nil
}
