package parse

import (
	"net/url"
	"strings"
	"time"

	"readout/briefings"
	"readout/briefings/markup"
)

// headBlocks is the number of blocks at the head of a text in which a title,
// a dateline or a date line is looked for.
const headBlocks = 8

// firstWords is the number of bytes of a paragraph in which its first sentence
// is looked for: a title has a hundred characters.
const firstWords = 4 << 10

// details finds what the document says of itself: its meta data first, then
// its text, at last the name of its file.
func (r *reading) details(b *body) briefings.Details {
	d := briefings.Details{Tags: r.meta.tags(), URL: r.address()}
	top := b.blocks(headBlocks)
	if d.URL == "" && r.format == formatText {
		d.URL = headAddress(top)
	}
	line := findDateline(top)
	d.Source = r.source(d.URL, top, line)
	d.Title, d.TitleFrom = r.title(b, top, d.Source, d.URL)
	d.Published, d.PublishedFrom = r.published(b, top, line, d.URL)
	d.Lang = langTag(r.meta.first(langKeys...))
	if d.Lang == "" {
		d.Lang = languageOf(b.text)
	}
	d.Kind = kindOf(r.meta, &d, b, reported(top) != "" || line.agency != "")
	return d
}

// address returns the canonical URL: what the document says, if it is an
// address on the web, else where it came from.
func (r *reading) address() string {
	base, _ := url.Parse(r.given)
	for _, key := range urlKeys {
		for _, v := range r.meta[key] {
			u, err := url.Parse(strings.TrimSpace(v))
			if err != nil || len(v) > 4096 {
				continue
			}
			if !u.IsAbs() && base != nil && base.Host != "" {
				u = base.ResolveReference(u)
			}
			if isWeb(u) && !strings.ContainsAny(v, " \n\t<>\"") {
				return u.String()
			}
		}
	}
	if base != nil && isWeb(base) {
		return r.given
	}
	return ""
}

// isWeb reports whether u is an address on the web.
func isWeb(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// headAddress returns the address that has a line of its own in the first
// blocks of a text, among its title and date.
func headAddress(top []string) string {
	for _, block := range top[:min(len(top), 5)] {
		for line := range strings.Lines(block) {
			if line = strings.TrimSpace(line); isURL(line) && len(line) < 2048 {
				if u, err := url.Parse(line); err == nil && u.Host != "" {
					return line
				}
			}
		}
		if len(block) > maxHeading*2 {
			break
		}
	}
	return ""
}

const whiteHouse = "The White House"

// publishers are the names of publishers by their hosts, for sites whose pages
// do not name them.
var publishers = map[string]string{
	"whitehouse.gov":               whiteHouse,
	"bidenwhitehouse.archives.gov": whiteHouse,
	"trumpwhitehouse.archives.gov": whiteHouse,
	"obamawhitehouse.archives.gov": whiteHouse,
	"state.gov":                    "U.S. Department of State",
	"kremlin.ru":                   "President of Russia",
	"en.kremlin.ru":                "President of Russia",
	"gov.uk":                       "GOV.UK",
	"defense.gov":                  "U.S. Department of Defense",
	"nato.int":                     "NATO",
	"un.org":                       "United Nations",
	"consilium.europa.eu":          "Council of the European Union",
	"ec.europa.eu":                 "European Commission",
	"president.az":                 "President of Azerbaijan",
	"president.gov.ua":             "President of Ukraine",
	"mid.ru":                       "Ministry of Foreign Affairs of Russia",
}

// hostOf returns the host of an address without "www.".
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// source returns the publisher: as the document names it, else the newsroom
// that its text names, else the owner of the host that it came from, if that is
// known. The name of a host is no publisher's.
func (r *reading) source(address string, top []string, line dateline) string {
	if s := r.meta.first(sourceKeys...); s != "" && !strings.Contains(s, "://") {
		return cutTitle(s, 200)
	}
	if s := reported(top); s != "" {
		return s
	}
	if line.agency != "" {
		return line.agency
	}
	return publishers[hostOf(address)]
}

// reported returns the newsroom that names itself in the first paragraphs.
func reported(top []string) string {
	for _, p := range top[:min(len(top), 4)] {
		if len(p) < 4096 {
			if s := reporter(oneLine(p)); s != "" {
				return s
			}
		}
	}
	return ""
}

// findDateline returns the first dateline among the blocks at the head.
func findDateline(top []string) dateline {
	for _, p := range top {
		if d, ok := readDateline(oneLine(p[:min(len(p), 400)])); ok {
			return d
		}
		for line := range strings.Lines(p) {
			if d, ok := wholeDateline(strings.TrimSpace(line)); ok {
				return d
			}
		}
	}
	return dateline{}
}

// title returns the title and where it was found.
func (r *reading) title(b *body, top []string, source, address string) (title, from string) {
	sites := []string{source, r.meta.first("og_site_name", "site_name", "application_name"), publishers[hostOf(address)], hostOf(address)}
	if t := cleanTitle(r.meta.first(titleKeys...), sites...); t != "" {
		return t, briefings.FromMeta
	}
	if t := cleanTitle(r.heading, sites...); t != "" {
		return t, briefings.FromHeading
	}
	if t := cleanTitle(headingOf(b, top), sites...); t != "" {
		return t, briefings.FromHeading
	}
	for _, t := range top {
		if allLetterhead(t) {
			continue
		}
		line := oneLine(t[:min(len(t), firstWords)])
		if d, ok := readDateline(line); ok && d.length < len(line) {
			line = line[d.length:]
		}
		if t := cutTitle(opening(line), sentenceTitle); t != "" && !isRuler(t) {
			return t, briefings.FromSentence
		}
	}
	if len(top) > 0 && !isRuler(top[0]) {
		return cutTitle(top[0], sentenceTitle), briefings.FromSentence
	}
	if name := cleanTitle(strings.TrimSuffix(baseName(r.name), extension(r.name))); name != "" && name != "-" {
		return name, briefings.FromFile
	}
	return cutTitle(oneLine(b.text), sentenceTitle), briefings.FromSentence
}

// headingOf returns the heading at the head of a body, or a first line that
// looks like one.
func headingOf(b *body, top []string) string {
	seen := 0
	for i, s := range b.spans {
		text := strings.TrimSpace(b.text[s.Start:s.End])
		if text == "" {
			continue
		}
		if b.kinds[i] == markup.Heading && !allLetterhead(text) {
			return text
		}
		if b.kinds[i] != markup.Heading && !allLetterhead(text) {
			break
		}
		if seen++; seen > headBlocks {
			break
		}
	}
	if i := titleBlock(top); i >= 0 {
		return top[i]
	}
	return ""
}

// published returns the date and where it was found.
func (r *reading) published(b *body, top []string, line dateline, address string) (briefings.Date, string) {
	if d := briefings.Date(r.meta.date()); d != "" {
		return siteTime(d, address), briefings.FromMeta
	}
	if line.date != "" {
		return line.date, briefings.FromText
	}
	for _, p := range append(top, b.blocks(-3)...) {
		n := 0
		for l := range strings.Lines(p) {
			if d := lineDate(l); d != "" {
				return siteTime(d, address), briefings.FromText
			}
			if n++; n > 12 {
				break
			}
		}
	}
	if d := dateOfFile(r.name); d != "" {
		return d, briefings.FromFile
	}
	return "", ""
}

// siteTime mends the times of sites whose machine-readable times lie: the
// Kremlin writes Moscow time with a "Z".
func siteTime(d briefings.Date, address string) briefings.Date {
	host := hostOf(address)
	if host != "kremlin.ru" && !strings.HasSuffix(host, ".kremlin.ru") || !strings.HasSuffix(string(d), "Z") {
		return d
	}
	t, ok := d.Time()
	if !ok {
		return d
	}
	y, m, day := t.Date()
	h, mi, s := t.Clock()
	return briefings.DateOf(time.Date(y, m, day, h, mi, s, 0, moscow(t)))
}

// moscow returns the zone of Moscow at the wall clock t: +03:00 since 26
// October 2014, +04:00 from 27 March 2011, before that +03:00 with summer time
// from the last Sunday in March to the last Sunday in October (IANA tzdata).
func moscow(t time.Time) *time.Location {
	hours := 3
	switch {
	case t.Before(time.Date(2011, 3, 27, 2, 0, 0, 0, time.UTC)):
		if !t.Before(lastSunday(t.Year(), time.March)) && t.Before(lastSunday(t.Year(), time.October)) {
			hours = 4
		}
	case t.Before(time.Date(2014, 10, 26, 2, 0, 0, 0, time.UTC)):
		hours = 4
	}
	return time.FixedZone("", hours*3600)
}

// lastSunday returns two o'clock on the last Sunday of a month of 31 days.
func lastSunday(year int, m time.Month) time.Time {
	last := time.Date(year, m, 31, 2, 0, 0, 0, time.UTC)
	return last.AddDate(0, 0, -int(last.Weekday()))
}
