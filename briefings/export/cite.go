package export

import (
	"strconv"
	"strings"

	"readout/briefings"
)

// CiteKey returns b's key for citations ([@key] in Pandoc): the publisher, the
// year, the first telling word of the title and five characters of the id,
// which keep it apart from the publisher's other briefings of that year:
// newsaz2024aliyev-k3f9q. It is made of letters, digits and one dash.
func CiteKey(b *briefings.Briefing) string {
	source := strings.Join(words(b.Source), "")
	if source == "" {
		source = "briefing"
	}
	year := "nd"
	if y := b.Published.Year(); y > 0 {
		year = strconv.Itoa(y)
	}
	return keep(letterFirst(source), 20) + year + tellingWord(b.Title) + "-" + keep(b.ID, 5)
}

// letterFirst returns s with a letter in front when it begins with a digit:
// "10downingstreet" would end in a year that is none.
func letterFirst(s string) string {
	if s[0] >= '0' && s[0] <= '9' {
		return "s" + s
	}
	return s
}

// tellingWord returns the first word of title that tells briefings apart.
func tellingWord(title string) string {
	const common = " the and for with from into over after before about its his her their our this that has have had was were met meets meeting meetings call calls talk talks visit visits readout remarks statement statements joint press briefing conference transcript speech address interview background gaggle president presidents prime minister ministers foreign secretary state states vice deputy head government republic kingdom united " // as spelt by words
	for _, w := range words(title) {
		if len(w) >= 3 && !strings.Contains(common, " "+w+" ") && (w[0] < '0' || w[0] > '9') {
			return keep(w, 20)
		}
	}
	return ""
}

// Citation returns one line to stand after a quotation: publisher, title, date
// and address, those that are known.
func Citation(b *briefings.Briefing) string {
	var parts []string
	if s := line(b.Source); s != "" {
		parts = append(parts, s)
	}
	if s := line(b.Title); s != "" {
		parts = append(parts, "“"+s+"”")
	}
	if t, ok := b.Published.Time(); ok {
		parts = append(parts, t.Format("2 January 2006"))
	}
	if s := line(b.URL); s != "" {
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}

// Cited returns a passage as it is pasted into a text of the reader's own: in
// quotation marks, and under it who says it, where somebody is known, and
// where it stands. It ends in a line feed.
func Cited(passage string, speakers []string, b *briefings.Briefing) string {
	var by []string
	for _, s := range []string{strings.Join(speakers, " and "), Citation(b)} {
		if s = line(s); s != "" {
			by = append(by, s)
		}
	}
	out := "“" + strings.TrimSpace(passage) + "”\n"
	if len(by) > 0 {
		out += "— " + strings.Join(by, ", ") + "\n"
	}
	return out
}
