package parse

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"readout/briefings"
)

// Day reads a date as a person types it: YYYY-MM-DD, RFC 3339, "17 February
// 2024", "February 17, 2024". The error is one line.
func Day(s string) (briefings.Date, error) {
	if d := readDate(s); d != "" {
		return d, nil
	}
	return "", fmt.Errorf("date %q is not understood: write 2024-02-17, 17 February 2024 or 2024-02-17T10:00:00+01:00", oneLine(Clean(s)))
}

// stamps are layouts of a date and time with a zone, or without one.
var stamps = []struct {
	layout string
	zone   bool // the layout gives an offset
}{
	{time.RFC3339, true},
	{"2006-01-02T15:04:05Z0700", true},
	{"2006-01-02T15:04Z07:00", true},
	{"2006-01-02 15:04:05Z07:00", true},
	{"2006-01-02 15:04:05 Z07:00", true},
	{"2006-01-02 15:04:05 Z0700", true},
	{"2006-01-02 15:04 Z07:00", true},
	{"2006-01-02 15:04 Z0700", true},
	{"2006-01-02 15:04Z07:00", true},
	{"20060102T150405Z07:00", true},
	{"2006-01-02T15:04:05", false},
	{"2006-01-02T15:04", false},
	{"2006-01-02 15:04:05", false},
	{"2006-01-02 15:04", false},
	{"Mon, 2 Jan 2006 15:04:05 -0700", true},
	{"Mon, 2 Jan 2006 15:04 -0700", true},
	{"2 Jan 2006 15:04:05 -0700", true},
	{"2 Jan 2006 15:04 -0700", true},
	{"Mon Jan 2 15:04:05 2006 -0700", true},
}

// zones are the names of zones that stand in mail headers and feeds (RFC 822,
// section 5.1) with their offsets.
var zones = map[string]string{
	"GMT": "+0000", "UTC": "+0000", "UT": "+0000", "Z": "+0000",
	"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500",
	"MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
	"CET": "+0100", "CEST": "+0200", "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "BST": "+0100",
}

// readDate reads a whole string as a date, with its time if it has a zone:
// without one the instant is not known, and only the day is kept. "" if the
// string is no date, or one that can be read in two ways (02/03/2024).
func readDate(s string) briefings.Date {
	s = strings.Trim(oneLine(Clean(s)), ".,; ")
	if len(s) < 6 || len(s) > 80 {
		return ""
	}
	stamp := s
	if i := strings.IndexByte(stamp, '('); i > 0 { // "… +0000 (UTC)"
		stamp = strings.TrimSpace(stamp[:i])
	}
	if i := strings.LastIndexByte(stamp, ' '); i > 0 {
		if off, ok := zones[strings.ToUpper(stamp[i+1:])]; ok {
			stamp = stamp[:i+1] + off
		}
	}
	for _, f := range stamps {
		t, err := time.Parse(f.layout, stamp)
		switch {
		case err != nil || t.Year() < 1:
		case f.zone:
			return briefings.DateOf(t)
		default:
			return briefings.DayOf(t)
		}
	}
	d, rest := findDay(s)
	if d != "" && rest == "" {
		return d
	}
	return ""
}

// months maps the names of months, lower case, to their numbers: the languages
// of the ministries that publish most, in the forms that stand in a date.
var months = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for _, names := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"- - - - - - - - sept - - -",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"januar februar märz april mai juni juli august september oktober november dezember",
		"jänner - - - - - - - - - - -",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
		"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
		"yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
		"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
		"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
		"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
	} {
		for i, n := range strings.Fields(names) {
			if n != "-" {
				m[n] = i + 1
			}
		}
	}
	return m
})

// weekdays may stand before a date, with or without a comma.
const weekday = `(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\.?,?\s+`

// dayPatterns find a day with its year. The names of their groups say which
// part is which.
var dayPatterns = sync.OnceValue(func() []*regexp.Regexp {
	const (
		d = `(?P<d>\d{1,2})(?:st|nd|rd|th|\.|º|er|-го)?`
		m = `(?P<m>\p{L}{3,14})\.?`
		y = `(?P<y>[12]\d{3})`
	)
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)^(?:` + weekday + `)?` + d + `[\s-]+(?:of\s+|de\s+)?` + m + `,?[\s-]+(?:de\s+|del\s+)?` + y),
		regexp.MustCompile(`(?i)^(?:` + weekday + `)?` + m + `\s+` + d + `,?\s+` + y),
		regexp.MustCompile(`^` + y + `[-/.](?P<n>\d{1,2})[-/.](?P<d>\d{1,2})`),
		regexp.MustCompile(`^(?P<d>\d{1,2})\.(?P<n>\d{1,2})\.` + y),
		regexp.MustCompile(`^(?P<d>\d{1,2})/(?P<n>\d{1,2})/` + y),
		regexp.MustCompile(`^` + y + `\s*[年년]\s*(?P<n>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]`),
		regexp.MustCompile(`^` + y + `(?P<n>\d{2})(?P<d>\d{2})`),
	}
})

// findDay reads a day with its year at the beginning of s and returns what
// follows it: "" if nothing but a time of day or the word for year does.
func findDay(s string) (d briefings.Date, rest string) {
	for i, re := range dayPatterns() {
		m := re.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		var year, month, day int
		for j, name := range re.SubexpNames() {
			n, _ := strconv.Atoi(m[j])
			switch name {
			case "y":
				year = n
			case "m":
				month = months()[strings.ToLower(m[j])]
			case "n":
				month = n
			case "d":
				day = n
			}
		}
		if i == 4 { // 17/02/2024 and 02/17/2024 can be read in one way only, 02/03/2024 in two
			switch {
			case month > 12:
				month, day = day, month
			case day <= 12 && day != month:
				continue
			}
		}
		rest := s[len(m[0]):]
		if rest != "" && rest[0] >= '0' && rest[0] <= '9' {
			continue
		}
		if d := dayOf(year, month, day); d != "" {
			return d, afterDay(rest)
		}
	}
	return "", s
}

// timeOfDay may follow a date: "21:50", "10:30 a.m. EST", "г.", "г., 21:50".
var timeOfDay = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:\s*(?:г\.|года|року|р\.|il))?(?:(?:,|\s+at|\s+um|\s+à|T|\s*[|–—-])?\s*\d{1,2}[:.]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?\s?m\.?)?\s*(?:\(?[A-Z]{1,4}\)?|[+-]\d{2}:?\d{2})?)?`)
})

func afterDay(rest string) string {
	return strings.TrimSpace(rest[len(timeOfDay().FindString(rest)):])
}

// dayOf returns the date, or "" if there is no such day.
func dayOf(year, month, day int) briefings.Date {
	if year < 1000 || month < 1 || month > 12 || day < 1 || day > 31 {
		return ""
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return ""
	}
	return briefings.DayOf(t)
}

// fileDate finds a date at the head of a file's name.
var fileDate = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([12]\d{3})([-_.]?)(\d{2})([-_.]?)(\d{2})(?:\D|$)`)
})

// dateOfFile returns the date at the head of the name of a file
// (2024-02-17-…, 20240217_…), or "".
func dateOfFile(name string) briefings.Date {
	m := fileDate().FindStringSubmatch(baseName(name))
	if m == nil || m[2] != m[4] {
		return ""
	}
	var n [3]int
	for i, g := range [...]string{m[1], m[3], m[5]} {
		n[i], _ = strconv.Atoi(g)
	}
	if n[0] < 1900 || n[0] > 2199 {
		return ""
	}
	return dayOf(n[0], n[1], n[2])
}

// baseName returns the last element of a path, whatever system it is of.
func baseName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		return name[i+1:]
	}
	return name
}

// extension returns the extension of a name in lower case, with its dot.
func extension(name string) string {
	base := baseName(name)
	if i := strings.LastIndexByte(base, '.'); i > 0 {
		return strings.ToLower(base[i:])
	}
	return ""
}
