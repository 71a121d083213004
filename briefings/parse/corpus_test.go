package parse

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"readout/briefings"
	"readout/briefings/markup"
)

// corpusFiles returns the files of the folder of real documents, or skips.
func corpusFiles(t *testing.T) []string {
	t.Helper()
	dir := os.Getenv("READOUT_CORPUS")
	if dir == "" {
		t.Skip("READOUT_CORPUS is not set: no real documents to parse")
	}
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if more, _ := filepath.Glob(filepath.Join(dir, "..", "seed", "*")); more != nil {
		out = append(out, more...)
	}
	return out
}

// checkDocument reports what no document may have.
func checkDocument(t *testing.T, name string, d Document) {
	t.Helper()
	text, spans := markup.Parse(d.Markdown).Text()
	for what, s := range map[string]string{"text": text, "markdown": d.Markdown, "title": d.Details.Title, "source": d.Details.Source, "guid": d.GUID, "url": d.Details.URL} {
		if !utf8.ValidString(s) {
			t.Errorf("%s: %s is not UTF-8", name, what)
		}
		if !norm.NFC.IsNormalString(s) {
			t.Errorf("%s: %s is not NFC: %q", name, what, s[:min(len(s), 200)])
		}
		for i, r := range s {
			if isForbidden(r) || r == nbsp || r == narrowNBSP {
				t.Errorf("%s: %s holds %U at %d", name, what, r, i)
				break
			}
		}
	}
	if strings.TrimSpace(text) == "" || len(spans) == 0 {
		t.Errorf("%s: no text", name)
	}
	if d.Details.Title == "" || strings.ContainsAny(d.Details.Title, "\n\t") || utf8.RuneCountInString(d.Details.Title) > maxTitle {
		t.Errorf("%s: title %q", name, d.Details.Title)
	}
	if _, err := briefings.ParseDate(string(d.Details.Published)); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if (d.Details.Published == "") != (d.Details.PublishedFrom == "") {
		t.Errorf("%s: date %q from %q", name, d.Details.Published, d.Details.PublishedFrom)
	}
	again, err := Parse(Input{Name: "again.md", Data: []byte(d.Markdown)})
	if err != nil {
		t.Errorf("%s: its own Markdown does not parse: %v", name, err)
		return
	}
	if got, _ := markup.Parse(again.Markdown).Text(); got != text {
		t.Errorf("%s: parsing its Markdown again changes the text: %s", name, difference(text, got))
	}
}

func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, i-30):min(len(s), i+60)] }
	return strings.ToValidUTF8("..."+cut(a), "?") + " | " + strings.ToValidUTF8(cut(b), "?")
}

func TestCorpus(t *testing.T) {
	must := map[string]bool{"docs": true, "state": true, "html": true, "un": true, "seed": true, "edits": true}
	var all, titles, dates, sources, kinds, langs int
	for _, path := range corpusFiles(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		folder, name := filepath.Base(filepath.Dir(path)), filepath.Base(path)
		d, err := Parse(Input{Name: path, Data: data})
		if err != nil {
			if strings.Contains(err.Error(), "\n") || err.Error() == "" || strings.IndexFunc(err.Error(), unicode.IsControl) >= 0 {
				t.Errorf("%s: error is not one line: %q", path, err)
			}
			if must[folder] && filepath.Ext(name) != ".tsv" {
				t.Errorf("%s: %v", path, err)
			}
			t.Logf("%-8.8s %-40.40s ERROR %v", folder, name, err)
			continue
		}
		checkDocument(t, path, d)
		t.Logf("%-8.8s %-22.22s %s/%s | %.90s | %s | %s %s | %s %s | %d %v", folder, name, d.Format, d.Details.TitleFrom, d.Details.Title, d.Details.Source, d.Details.Published, d.Details.PublishedFrom, d.Details.Kind, d.Details.Lang, len(d.Markdown), d.Warnings)
		if !must[folder] {
			continue
		}
		all++
		count := func(n *int, ok bool) {
			if ok {
				*n++
			}
		}
		count(&titles, d.Details.TitleFrom != briefings.FromFile)
		count(&dates, d.Details.Published != "")
		count(&sources, d.Details.Source != "")
		count(&kinds, d.Details.Kind != briefings.KindOther)
		count(&langs, d.Details.Lang != "")
	}
	t.Logf("of %d: title %d, date %d, source %d, kind %d, language %d", all, titles, dates, sources, kinds, langs)
}

// A report without a headline or a date of its own: the title is its first
// sentence, the newsroom is the one that it names, the date stays unknown.
func TestSeed(t *testing.T) {
	for _, path := range corpusFiles(t) {
		if filepath.Base(filepath.Dir(path)) != "seed" {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Parse(Input{Name: path, Data: data})
		if err != nil {
			t.Fatal(err)
		}
		g := d.Details
		if g.TitleFrom != briefings.FromSentence || !strings.HasSuffix(g.Title, "…") || g.Source != "News.Az" || g.Published != "" || g.PublishedFrom != "" || g.Kind != briefings.KindNews || g.Lang != "en" {
			t.Errorf("%s: %+v", path, g)
		}
	}
}
