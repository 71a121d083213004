package briefings

import (
	"fmt"
	"strings"
	"time"
)

// Date is a point in time as a document gives it: RFC 3339, either a full
// date-time with the document's own zone ("2022-07-16T11:51:24-04:00") or,
// where only the day is known, a full-date ("2022-07-16"). "" is unknown.
type Date string

// DayOf returns the Date of the day of t, without a time.
func DayOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// DateOf returns the Date of t, to the second, in t's zone.
func DateOf(t time.Time) Date { return Date(t.Format(time.RFC3339)) }

// ParseDate checks that s is a [Date].
func ParseDate(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", nil
	}
	if _, ok := Date(s).Time(); !ok {
		return "", fmt.Errorf("date %q is neither YYYY-MM-DD nor RFC 3339 (2024-02-17T10:00:00+01:00)", s)
	}
	return Date(s), nil
}

// Time returns the instant of d; a day counts from midnight UTC. It reports
// false for an unknown or malformed date.
func (d Date) Time() (time.Time, bool) {
	for _, layout := range [...]string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, string(d)); err == nil && t.Year() > 0 {
			return t, true
		}
	}
	return time.Time{}, false
}

// Day returns the calendar day of d in the document's own zone
// ("2022-07-16"), or "".
func (d Date) Day() string {
	if len(d) < len(time.DateOnly) {
		return ""
	}
	return string(d[:len(time.DateOnly)])
}

// Year returns the year of d, or 0.
func (d Date) Year() int {
	if t, ok := d.Time(); ok {
		return t.Year()
	}
	return 0
}

// IsZero reports whether d is unknown.
func (d Date) IsZero() bool { return d == "" }
