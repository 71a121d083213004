package parse

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"readout/briefings"
	"readout/briefings/facts"
)

// dateline is what stands at the head of the first paragraph of a report:
// "MUNICH, February 17, 2024 (AP) –".
type dateline struct {
	date   briefings.Date // "" without a year
	agency string
	length int // bytes of the text that it takes, the dash and space after it too
}

// datelineEnd finds the dash behind a dateline.
var datelineEnd = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\s*(?:–|—|--|\s-|\.\s*[–—-])\s+|\s*[–—]`)
})

// dayInLine finds a day, with or without its year, in a dateline.
var dayInLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:` + weekday + `)?(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+\p{L}{3,14}\.?|\p{L}{3,14}\.?\s+\d{1,2}(?:st|nd|rd|th)?)(?:,?\s+[12]\d{3}\b)?`)
})

// readDateline reads the dateline at the head of a paragraph: before a dash,
// in brackets, or, if it gives a day, before a full stop or colon. It needs a
// day, an agency, or a place in capitals; anything else before a dash is a
// sentence.
func readDateline(s string) (dateline, bool) {
	top := s[:min(len(s), 120)]
	if m := datelineEnd().FindStringIndex(top); m != nil && m[0] >= 2 {
		if d, ok := dateParts(strings.TrimSpace(s[:m[0]])); ok {
			d.length = m[1]
			return d, true
		}
	}
	if inner, _, ok := strings.Cut(top, ") "); ok && inner[0] == '(' {
		d, ok := dateParts(strings.TrimSpace(inner[1:]))
		d.length = len(inner) + len(") ")
		return d, ok && namesDay(inner)
	}
	return stoppedDateline(s, top)
}

// stoppedDateline reads a dateline that a full stop or colon ends, in top,
// which s begins with: "GENEVA, 17 February 2024. The ministers …".
func stoppedDateline(s, top string) (dateline, bool) {
	for i := range len(top) - 1 {
		if top[i] != '.' && top[i] != ':' || top[i+1] != ' ' || !namesDay(top[:i]) {
			continue
		}
		if d, ok := dateParts(strings.TrimSpace(top[:i])); ok {
			d.length = len(s) - len(strings.TrimLeft(s[i+1:], " "))
			return d, true
		}
	}
	return dateline{}, false
}

// namesDay reports whether s holds a day of a month.
func namesDay(s string) bool {
	return slices.ContainsFunc(dayInLine().FindAllString(s, 4), namesMonth)
}

// isDateline reports whether a line is, or begins with, a dateline.
func isDateline(line string) bool {
	if _, ok := readDateline(line); ok {
		return true
	}
	_, ok := wholeDateline(line)
	return ok
}

// wholeDateline reads a line that is nothing but a dateline: "Baku, 17
// February, AZERTAC".
func wholeDateline(line string) (dateline, bool) {
	line = strings.TrimRight(oneLine(line), ".:")
	if len(line) > 100 || !strings.ContainsAny(line, ",(") {
		return dateline{}, false
	}
	d, ok := dateParts(line)
	d.length = len(line)
	return d, ok && dayInLine().MatchString(line)
}

// dateParts reads the parts of a dateline without its dash.
func dateParts(s string) (dateline, bool) {
	var d dateline
	found := false
	for _, m := range dayInLine().FindAllStringIndex(s, 4) {
		day := strings.TrimRight(s[m[0]:m[1]], ",. ")
		if !namesMonth(day) {
			continue
		}
		found = true
		if got, rest := findDay(day); got != "" && rest == "" {
			d.date = got
		}
		s = strings.TrimSpace(s[:m[0]]) + ", " + strings.TrimSpace(s[m[1]:])
		break
	}
	if i := strings.IndexByte(s, '('); i >= 0 {
		if j := strings.IndexByte(s[i:], ')'); j > 0 {
			if name := s[i+1 : i+j]; isAgency(name) {
				d.agency = name
				s = s[:i] + ", " + s[i+j+1:]
			}
		}
	}
	places := 0
	upper := false
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == '/' || r == '|' }) {
		part = strings.Trim(part, " .")
		switch {
		case part == "":
		case d.agency == "" && places > 0 && isAgency(part):
			d.agency = part
		case isPlace(part):
			places++
			upper = upper || isUpperWord(part) && len(part) > 3
		default:
			return dateline{}, false
		}
	}
	return d, places > 0 && places <= 3 && (found || d.agency != "" || upper)
}

// namesMonth reports whether one of the words of s is a month.
func namesMonth(s string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if _, ok := months()[strings.Trim(w, ".,")]; ok {
			return true
		}
	}
	return false
}

// isPlace reports whether s may name a place: one to four words, each with a
// capital or small words of names.
func isPlace(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 4 || utf8.RuneCountInString(s) > 40 {
		return false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		small := i > 0 && (w == "of" || w == "the" || w == "de" || w == "la" || w == "el" || w == "al" || w == "am" || w == "upon")
		if !unicode.IsUpper(r) && !isWide(r) && !small && !unicode.Is(unicode.Lo, r) {
			return false
		}
		if strings.ContainsAny(w, `:;"“”!?`) {
			return false
		}
	}
	return true
}

// newsrooms maps the names of newsrooms, lower case, to their usual form.
var newsrooms = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, o := range facts.Organisations() {
		if o.Kind != "newsroom" {
			continue
		}
		for _, n := range append([]string{o.Name}, o.Aliases...) {
			m[strings.ToLower(n)] = n
		}
	}
	return m
})

// isAgency reports whether s names a newsroom: a known one, a name with the
// dot of a site ("News.Az"), or a short one in capitals. Two letters are the
// state that a city lies in (Washington, DC), unless known.
func isAgency(s string) bool {
	if newsrooms()[strings.ToLower(s)] != "" {
		return true
	}
	if strings.ContainsAny(s, " ,") || utf8.RuneCountInString(s) > 20 {
		return false
	}
	return siteName().MatchString(s) || isUpperWord(s) && len(s) >= 3 && len(s) <= 10 && !strings.Contains(s, ".") && !statesInLetters[s]
}

// statesInLetters are states that datelines write in capitals behind a city.
var statesInLetters = map[string]bool{"UAE": true, "USA": true, "DRC": true, "DPRK": true, "PRC": true}

var siteName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\p{Lu}[\p{L}\d-]+\.(?i:[a-z]{2,5})$`)
})

// reports finds the newsroom that names itself at the end of a sentence:
// "…, News.Az reports."
var reports = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`,\s+(\p{Lu}[\p{L}\d.'’&-]*(?:\s+\p{Lu}[\p{L}\d.'’&-]*){0,3})\s+(?:reports|reported|informs)(?:,?\s+(?:citing|with reference to|referring to)\s+[^.]{1,120})?[.:](?:\s|$)`)
})

// newsWord marks a name of several words as a newsroom's.
var newsWord = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:news|agency|press|times|post|daily|tv|radio|herald|tribune|gazette|journal|media|telegraph|observer|wire|online|today)\b`)
})

// reporter returns the newsroom that a paragraph names as the reporter, or "".
func reporter(paragraph string) string {
	for _, m := range reports().FindAllStringSubmatch(paragraph, 4) {
		name := m[1]
		one := !strings.Contains(name, " ")
		if one && name != "He" && name != "She" && name != "They" && name != "It" && !notNewsrooms()[name] || isAgency(name) || newsWord().MatchString(name) {
			return name
		}
	}
	return ""
}

// notNewsrooms are words that stand before "reports" and are no newsroom.
var notNewsrooms = sync.OnceValue(func() map[string]bool {
	return map[string]bool{"Media": true, "Press": true, "Several": true, "These": true, "Some": true, "Which": true, "Other": true, "Earlier": true, "The": true}
})

// dateLead matches what stands before a date that has a line of its own.
var dateLead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:date|dated|published(?:\s+on)?|posted(?:\s+on)?|issued(?:\s+on)?|released(?:\s+on)?|(?:for\s+)?immediate\s+release|press\s+release|publication\s+date|опубликовано|дата публикации|publié le|veröffentlicht am|fecha)\s*[:,–—-]?\s*`)
})

// lineDate returns the date of a line that holds nothing else: a day with its
// year, a stamp, a place and a day, or one of them behind "Published:".
func lineDate(line string) briefings.Date {
	line = oneLine(line)
	if len(line) < 6 || len(line) > 100 {
		return ""
	}
	line = strings.Trim(line, "[]()*_ ")
	line = strings.TrimSpace(line[len(dateLead().FindString(line)):])
	if d := readDate(line); d != "" {
		return d
	}
	if d, ok := wholeDateline(line); ok {
		return d.date
	}
	return ""
}
