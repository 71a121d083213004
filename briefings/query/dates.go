package query

import (
	"strconv"
	"strings"
	"time"
)

// period is a range of days [from, to), each "YYYY-MM-DD"; such strings
// compare as the days do.
type period struct{ from, to string }

// parsePeriod reads a year, a month, a day, "today", "yesterday", or a number
// of days, weeks, months or years ago (the day that far before now, in now's zone).
func parsePeriod(s string, now time.Time) (period, bool) {
	s = strings.ToLower(s)
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	switch s {
	case "today":
		return days(today, 0, 0, 1), true
	case "yesterday":
		return days(today.AddDate(0, 0, -1), 0, 0, 1), true
	}
	for _, layout := range [...]struct {
		format              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {"2006-01-02", 0, 0, 1}} {
		if t, err := time.Parse(layout.format, s); err == nil && t.Year() > 0 {
			return days(t, layout.years, layout.months, layout.days), true
		}
	}
	return ago(s, today)
}

// ago reads "7d", "2w", "3m" or "1y". Four digits go back to before the oldest
// archive of news, so that no more are read.
func ago(s string, today time.Time) (period, bool) {
	if len(s) < 2 || len(s) > 5 {
		return period{}, false
	}
	n, err := strconv.ParseUint(s[:len(s)-1], 10, 16)
	if err != nil {
		return period{}, false
	}
	back := -int(n)
	var t time.Time
	switch s[len(s)-1] {
	case 'd':
		t = today.AddDate(0, 0, back)
	case 'w':
		t = today.AddDate(0, 0, 7*back)
	case 'm':
		t = monthsAgo(today, 0, back)
	case 'y':
		t = monthsAgo(today, back, 0)
	default:
		return period{}, false
	}
	if t.Year() < 1 {
		t = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return days(t, 0, 0, 1), true
}

// monthsAgo goes back whole months and stays in the month it comes to: a month
// before 31 March is 29 February and not 2 March.
func monthsAgo(t time.Time, years, months int) time.Time {
	u := t.AddDate(years, months, 0)
	if u.Day() != t.Day() {
		u = u.AddDate(0, 0, -u.Day())
	}
	return u
}

func days(from time.Time, years, months, n int) period {
	to := from.AddDate(years, months, n)
	if to.Year() > 9999 { // after every date of four digits
		return period{from.Format(time.DateOnly), ":"}
	}
	return period{from.Format(time.DateOnly), to.Format(time.DateOnly)}
}
