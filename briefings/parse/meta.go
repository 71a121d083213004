package parse

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// meta are the entries of front matter or the meta elements of a page: key in
// canonical form (lower case, "-", " " and ":" as "_") -> values, in order.
type meta map[string][]string

// canonicalKey folds the ways in which one key is written.
func canonicalKey(k string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' || r == ':' || r == '.' {
			return '_'
		}
		return r
	}, strings.ToLower(strings.TrimSpace(k)))
}

// metaOf flattens decoded front matter: scalars and lists of scalars at the
// top, those of mappings one level down as "key_sub".
func metaOf(values map[string]any) meta {
	m := meta{}
	for k, v := range values {
		k = canonicalKey(k)
		if sub, ok := v.(map[string]any); ok {
			for k2, v2 := range sub {
				m.put(k+"_"+canonicalKey(k2), v2)
			}
			continue
		}
		m.put(k, v)
	}
	return m
}

func (m meta) put(key string, v any) {
	if list, ok := v.([]any); ok {
		for _, item := range list {
			m.put(key, item)
		}
		return
	}
	if s := scalar(v); s != "" {
		m[key] = append(m[key], s)
	}
}

// scalar returns the text of a value, cleaned; "" for what is none.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(Clean(v))
	case time.Time:
		if h, m, s := v.Clock(); h+m+s == 0 && v.Location() == time.UTC {
			return v.Format(time.DateOnly)
		}
		return v.Format(time.RFC3339)
	case bool, int, int64, uint64, float64:
		return fmt.Sprint(v)
	case fmt.Stringer: // dates of TOML without a zone
		return v.String()
	}
	return ""
}

// first returns the first value of the first key that has one.
func (m meta) first(keys ...string) string {
	for _, k := range keys {
		for _, v := range m[k] {
			if v = oneLine(v); v != "" {
				return v
			}
		}
	}
	return ""
}

// The keys of each detail, the surest first.
var (
	titleKeys  = []string{"title", "og_title", "headline", "dc_title", "dcterms_title", "parsely_title", "twitter_title", "subject"}
	sourceKeys = []string{"source", "publisher", "og_site_name", "site_name", "site", "dc_publisher", "dcterms_publisher", "publication", "outlet", "container_title", "application_name"}
	urlKeys    = []string{"url", "source_url", "canonical", "canonical_url", "original_url", "permalink", "link", "og_url", "parsely_link"}
	dateKeys   = []string{
		"published_time", "article_published_time", "og_published_time", "datepublished", "published", "published_at", "publishdate", "publish_date", "pubdate", "pub_date",
		"parsely_pub_date", "date", "dc_date_issued", "dcterms_issued", "dcterms_date", "dc_date", "dcterms_created", "issued", "sailthru_date", "article_date_original",
		"datecreated", "created", "ya_ovs_upload_date",
	}
	langKeys = []string{"lang", "language", "inlanguage", "og_locale", "dc_language", "dcterms_language", "content_language"}
	kindKeys = []string{"kind", "type", "document_type", "category", "categories", "section", "article_section", "articlesection", "parsely_section"}
	guidKeys = []string{"guid"}
)

// date returns the surest date of m: the first key that gives an instant,
// else the first that gives a day. The day of "date" wins over an instant of
// another day: whoever wrote both meant the day of the event.
func (m meta) date() (d string) {
	for _, k := range dateKeys {
		for _, v := range m[k] {
			got := string(readDate(v))
			if len(got) > len(time.DateOnly) {
				return got
			}
			if d == "" {
				d = got
			}
		}
	}
	return d
}

// tags returns the values of "tags" and "keywords": a list, or a string of
// several parted by commas. Sections and categories are the publisher's.
func (m meta) tags() []string {
	var out []string
	for _, v := range slices.Concat(m["tags"], m["keywords"]) {
		for tag := range strings.SplitSeq(v, ",") {
			if tag = strings.TrimLeft(oneLine(tag), "#"); tag != "" && !slices.Contains(out, tag) && len(out) < 100 && len(tag) <= 100 {
				out = append(out, tag)
			}
		}
	}
	slices.Sort(out)
	return out
}
