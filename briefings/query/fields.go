package query

import (
	"strings"

	"readout/briefings"
)

// Field is one field of the language, for help and completion.
type Field struct {
	Name   string
	Help   string
	Values []string // the values, where they are few and fixed
}

// Names of the fields. The empty name stands for free words.
const (
	fieldWords   = ""
	fieldID      = "id"
	fieldSpeaker = "speaker"
	fieldTopic   = "topic"
	fieldTag     = "tag"
	fieldSource  = "source"
	fieldCountry = "country"
	fieldKind    = "kind"
	fieldLang    = "lang"
	fieldTitle   = "title"
	fieldNote    = "note"
	fieldIs      = "is"
	fieldRevised = "revised"
	fieldAfter   = "after"
	fieldBefore  = "before"
	fieldOn      = "on"
	fieldSaid    = "said"
)

// Values of is: and revised:.
const (
	isUnread    = "unread"
	isRead      = "read"
	isStarred   = "starred"
	isAnnotated = "annotated"
	isRevised   = "revised"
	isOrphaned  = "orphaned"

	revisedSubstance = "substance"
)

// Fields returns every field, in the order in which help shows them.
func Fields() []Field {
	kinds := make([]string, 0, len(briefings.Kinds()))
	for _, k := range briefings.Kinds() {
		kinds = append(kinds, string(k))
	}
	dates := []string{"today", "yesterday", "7d", "2w", "3m", "1y"}
	return []Field{
		{fieldSpeaker, "who speaks: name, part of it, or id", nil},
		{fieldSaid, "words in a statement; with speaker: in one of theirs", nil},
		{fieldTopic, "topic, its alias, or the topic above it", nil},
		{fieldCountry, "country treated: name or two-letter code", nil},
		{fieldTag, "tag; tag:* has any", nil},
		{fieldSource, "publisher, or host of the address", nil},
		{fieldTitle, "words in the title", nil},
		{fieldNote, "words in your notes or the passages they mark", nil},
		{fieldKind, "kind of document", kinds},
		{fieldLang, "language: en, ru", nil},
		{fieldIs, "state", []string{isUnread, isRead, isStarred, isAnnotated, isRevised, isOrphaned}},
		{fieldRevised, "kind of change since the first version", []string{revisedSubstance}},
		{fieldAfter, "published in this period or later", dates},
		{fieldBefore, "published before this period", dates},
		{fieldOn, "published in this period", dates},
		{fieldID, "id, or its beginning", nil},
	}
}

// field returns the field called name, in any case.
func field(name string) (Field, bool) {
	for _, f := range Fields() {
		if f.Name == strings.ToLower(name) {
			return f, true
		}
	}
	return Field{}, false
}

// nearest returns the candidate that name is a slip or the beginning of, or "".
func nearest(name string, candidates []string) string {
	name = strings.ToLower(name)
	best, bestDistance := "", 3
	for _, c := range candidates {
		if len(name) >= 2 && strings.HasPrefix(c, name) {
			return c
		}
		if d := distance([]rune(name), []rune(c), bestDistance); d < bestDistance && d < len(c)-1 {
			best, bestDistance = c, d
		}
	}
	return best
}

// aliases of fields under which other programs and people know them.
var otherNames = map[string]string{
	"from": fieldSource, "publisher": fieldSource, "by": fieldSpeaker, "who": fieldSpeaker, "person": fieldSpeaker,
	"says": fieldSaid, "quote": fieldSaid, "about": fieldTopic, "subject": fieldTopic, "label": fieldTag,
	"since": fieldAfter, "until": fieldBefore, "date": fieldOn, "day": fieldOn, "language": fieldLang, "type": fieldKind,
	"status": fieldIs, "text": fieldWords,
}

// suggestion returns the field that somebody who wrote name may have meant, or "".
func suggestion(name string) string {
	if f := otherNames[strings.ToLower(name)]; f != "" {
		return f
	}
	var names []string
	for _, f := range Fields() {
		names = append(names, f.Name)
	}
	return nearest(name, names)
}
