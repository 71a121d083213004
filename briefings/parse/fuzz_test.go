package parse

import (
	"strings"
	"testing"
)

// FuzzParse: no input panics or makes a document that breaks the rules: UTF-8,
// NFC, nothing that a terminal obeys, a title, and the same text when its own
// Markdown is read again.
func FuzzParse(f *testing.F) {
	for name, data := range hostile() {
		f.Add(name, []byte(data[:min(len(data), 2000)]))
	}
	f.Add("a.html", []byte(pageTop+"<article>"+pageBody+"</article>"+pageEnd))
	f.Add("a.md", []byte("---\ntitle: a\ndate: 2024-02-17\ntags: [x]\n---\n# b\n\n**c\n**\n\n1.\u00a0d &nbsp; e\u200df\n\n\\###\n"))
	f.Add("a.txt", []byte("FOR IMMEDIATE RELEASE\n\nTitle of it\n\nOSTBURG, 17 February 2024 – a_b *c* <d> &amp; https://e.f/g_h\n1. i\n2. j\n\n###"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		d, err := Parse(Input{Name: name, Data: data})
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Errorf("error is not one line: %q", err)
			}
			return
		}
		checkDocument(t, name, d)
	})
}

// benchmark texts of 3,000 words.
func benchmarkText(format string) string {
	const p = "The foreign minister of Sylvania said on Tuesday that the talks with the Duchy of Ost had entered their final phase, and that a text would be ready in spring. "
	var b strings.Builder
	switch format {
	case "html":
		b.WriteString(pageTop + "<article><h1>Ministers meet in Ostburg</h1>")
		for range 100 {
			b.WriteString("<p>" + p + "</p>\n")
		}
		b.WriteString("</article>" + pageEnd)
	case "md":
		b.WriteString("---\ntitle: \"Ministers\\_meet\"\npublished_time: 2024-02-17 10:00:00-05:00\nsource_url: https://example.org/a\n---\n\n")
		for range 100 {
			b.WriteString("**MS. VALE:**  " + p + "\n\n")
		}
	default:
		for range 100 {
			b.WriteString(p + "\n\n")
		}
	}
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	for _, format := range []string{"txt", "md", "html"} {
		data := []byte(benchmarkText(format))
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := Parse(Input{Name: "a." + format, Data: data}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
