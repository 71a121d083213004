package ui

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/parse"
	"readout/ui/dialog"
)

// The names of details, as a mended one is recorded.
const (
	fieldTitle  = "title"
	fieldSource = "source"
	fieldURL    = "url"
	fieldDate   = "date"
	fieldKind   = "kind"
	fieldLang   = "lang"
)

// askDetails opens the form for the details of the briefing at hand.
func (a *App) askDetails() tea.Cmd {
	bs := a.targets()
	switch {
	case len(bs) == 0:
		return a.none()
	case len(bs) > 1:
		return a.say("details are edited for one briefing at a time")
	}
	b := bs[0]
	fields := []dialog.Field{
		{Name: fieldTitle, Label: fieldTitle, Value: b.Title, Hint: titleHint(&b), Check: checkTitle},
		{Name: fieldSource, Label: fieldSource, Value: b.Source, Hint: "the publisher", Complete: func(p string) []string { return a.list.Values(fieldSource, p) }},
		{Name: fieldURL, Label: "URL", Value: b.URL, Hint: "where it was published; the briefing stays the same", Check: checkURL},
		{Name: fieldDate, Label: fieldDate, Value: string(b.Published), Hint: "2024-02-17, 17 February 2024 or with a time and zone; empty: not known", Check: checkDate},
		{Name: fieldKind, Label: fieldKind, Value: string(b.Kind), Hint: kindsHint(), Check: checkKind, Complete: kinds},
		{Name: fieldLang, Label: "language", Value: b.Lang, Hint: "en, fr, az…; empty: not known", Check: checkLang, Complete: func(p string) []string { return a.list.Values(fieldLang, p) }},
	}
	a.dialogs.Push(dialog.NewForm("details", fields, func(values map[string]string) tea.Cmd { return a.setDetails(b, values) }))
	return nil
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

// setDetails stores the details that were changed.
func (a *App) setDetails(b briefings.Briefing, values map[string]string) tea.Cmd {
	if len(values) == 0 {
		return a.say("nothing changed")
	}
	d := briefings.Details{
		Title: b.Title, Source: b.Source, URL: b.URL, Published: b.Published, Kind: b.Kind, Lang: b.Lang,
		TitleFrom: b.TitleFrom, PublishedFrom: b.PublishedFrom,
	}
	for name, v := range values {
		v = strings.TrimSpace(v)
		switch name {
		case fieldTitle:
			d.Title, d.TitleFrom = v, briefings.FromMeta
		case fieldSource:
			d.Source = v
		case fieldURL:
			d.URL = v
		case fieldDate:
			d.Published, d.PublishedFrom = day(v), ""
			if d.Published != "" {
				d.PublishedFrom = briefings.FromMeta
			}
		case fieldKind:
			d.Kind = briefings.Kind(v)
		case fieldLang:
			d.Lang = v
		}
	}
	a.list.Patch(b.ID, func(b *briefings.Briefing) {
		b.Title, b.Source, b.URL, b.Published, b.Kind, b.Lang = d.Title, d.Source, d.URL, d.Published, d.Kind, d.Lang
	})
	lib, which := a.lib, slices.Sorted(maps.Keys(values))
	return a.do("changed "+strings.Join(which, ", ")+" of "+of([]briefings.Briefing{b}), func(ctx context.Context) error {
		return lib.Edit(ctx, b.ID, d, which)
	})
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

func kinds(prefix string) []string {
	var out []string
	for _, k := range briefings.Kinds() {
		if strings.HasPrefix(string(k), prefix) {
			out = append(out, string(k))
		}
	}
	return out
}

func kindsHint() string { return strings.Join(kinds(""), ", ") }

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
