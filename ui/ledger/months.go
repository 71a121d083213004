package ledger

import (
	"strings"
	"time"

	"readout/ui/cells"
)

// monthName says a month ("2024-02") in words.
func monthName(month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return t.Format("January 2006")
}

// most months that a line of bars shows one by one; beyond, it shows years.
const mostMonths = 36

// overTime draws how many statements there are of each month, or of each year
// where they are of many, from the first to the last, in at most w cells; it
// ends with when there are most. It is "" without dates.
func overTime(g *group, w int) string {
	if g.first == "" {
		return ""
	}
	unit, next := len("2006-01"), func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }
	layout := "2006-01"
	from, err := time.Parse(time.DateOnly, g.first)
	to, err2 := time.Parse(time.DateOnly, g.last)
	if err != nil || err2 != nil {
		return ""
	}
	if months := (to.Year()-from.Year())*12 + int(to.Month()-from.Month()) + 1; months > min(mostMonths, max(w-40, 6)) {
		unit, next, layout = len("2006"), func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }, "2006"
		from = time.Date(from.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	} else {
		from = time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	counts, most, when := map[string]int{}, 0, ""
	for _, e := range g.entries {
		if d := e.day(); len(d) >= unit {
			counts[d[:unit]]++
			if n := counts[d[:unit]]; n > most || n == most && d[:unit] < when {
				most, when = n, d[:unit]
			}
		}
	}
	var bars strings.Builder
	for t := from; !t.After(to); t = next(t) {
		bars.WriteString(bar(counts[t.Format(layout)], most))
	}
	return from.Format(layout) + " " + bars.String() + " " + to.Format(layout) + ", most in " + when + ": " + cells.Number(most)
}

// bar is a number as the height of one cell.
func bar(n, most int) string {
	if n == 0 {
		return cells.Sign("·", ".")
	}
	level := (8*n+most-1)/max(most, 1) - 1
	return cells.Sign(string([]rune("▁▂▃▄▅▆▇█")[level]), string("12345678"[level]))
}

// width draws a number as a bar of at most w cells.
func length(n, most, w int) string {
	return strings.Repeat(cells.Sign("█", "#"), max(n*w/max(most, 1), 1))
}
