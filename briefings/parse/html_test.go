package parse

import (
	"strings"
	"testing"

	"readout/briefings"
)

const pageTop = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Ministers meet in Ostburg | Sylvania Gazette</title>
<meta property="og:site_name" content="Sylvania Gazette"><meta property="og:title" content="Ministers meet in Ostburg">
<meta property="og:url" content="https://gazette.example.org/2024/02/ministers-meet"><meta property="article:published_time" content="2024-02-17T10:30:00+01:00">
<meta name="keywords" content="river, border"><link rel="canonical" href="https://gazette.example.org/2024/02/ministers-meet?utm_source=x"></head>
<body><div class="cookie-banner"><p>We use cookies to improve your experience on this site, and so do our partners.</p><button>Accept</button></div>
<header class="site-header"><a href="/">Sylvania Gazette</a><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>`

const pageBody = `<h1>Ministers meet in Ostburg</h1><p class="byline">By a reporter</p>
<div class="share-buttons"><a href="#">Share on X</a><a href="#">Share by mail</a></div>
<p>The foreign ministers of Sylvania and Ost met in Ostburg on Saturday and spoke about the river, the border and the trade between the two countries for an hour.</p>
<p>“We are close,” the minister of Sylvania said. “Not every word is agreed, but most of them are, and the others will be before the summer, if both sides want it.”</p>
<h2>What was agreed</h2><ul><li>A new <b>bridge</b></li><li>A joint <a href="/commission">commission</a></li></ul>
<blockquote><p>The river belongs to both of us, and neither of us can drink all of it.</p></blockquote>
<table><tr><th>Year</th><th>Trade</th></tr><tr><td>2021</td><td>10</td></tr><tr><td>2022</td><td>12</td></tr></table>
<p>They will meet again in the spring, in the capital of Sylvania, where the text is to be signed by the two presidents if everything goes as planned.</p>
<aside class="related"><h3>Related</h3><ul><li><a href="/a">Another story about the river and the bridge</a></li></ul></aside>
<div class="newsletter-signup"><p>Sign up for our newsletter and never miss a story from us again.</p></div>`

const pageEnd = `<footer><p>© 2024 Sylvania Gazette. All rights reserved everywhere in the world.</p></footer><script>var x = "<p>not text</p>";</script></body></html>`

const pageText = `By a reporter

The foreign ministers of Sylvania and Ost met in Ostburg on Saturday and spoke about the river, the border and the trade between the two countries for an hour.

“We are close,” the minister of Sylvania said. “Not every word is agreed, but most of them are, and the others will be before the summer, if both sides want it.”

What was agreed

A new bridge
A joint commission

The river belongs to both of us, and neither of us can drink all of it.

Year	Trade
2021	10
2022	12

They will meet again in the spring, in the capital of Sylvania, where the text is to be signed by the two presidents if everything goes as planned.`

func TestHTMLPage(t *testing.T) {
	for name, page := range map[string]string{
		"article":  pageTop + "<main><article>" + pageBody + "</article></main>" + pageEnd,
		"main":     pageTop + `<div role="main">` + pageBody + "</div>" + pageEnd,
		"unmarked": pageTop + `<div class="wrap"><div class="entry">` + pageBody + "</div></div>" + pageEnd,
		"bare":     pageTop + pageBody + pageEnd,
	} {
		t.Run(name, func(t *testing.T) {
			d, text := parsed(t, "x.html", page)
			want := briefings.Details{
				Title: "Ministers meet in Ostburg", TitleFrom: "meta", Source: "Sylvania Gazette", URL: "https://gazette.example.org/2024/02/ministers-meet?utm_source=x",
				Published: "2024-02-17T10:30:00+01:00", PublishedFrom: "meta", Lang: "en-GB",
			}
			got := d.Details
			if got.Title != want.Title || got.TitleFrom != want.TitleFrom || got.Source != want.Source || got.URL != want.URL || got.Published != want.Published || got.Lang != want.Lang || len(got.Tags) > 0 {
				t.Errorf("details\n got %+v\nwant %+v", got, want)
			}
			for line := range strings.SplitSeq(pageText, "\n") {
				if line != "By a reporter" && !strings.Contains(text, line) {
					t.Errorf("text lacks %q:\n%s", line, text)
				}
			}
			for _, noise := range []string{"cookies", "Sport", "Share on", "newsletter", "rights reserved", "Another story", "not text", "Ministers meet"} {
				if strings.Contains(text, noise) {
					t.Errorf("text has %q:\n%s", noise, text)
				}
			}
		})
	}
}

func TestHTMLFragment(t *testing.T) {
	d, text := parsed(t, "x", `<!-- https://www.example.gov/a-meeting/ | guid https://www.example.gov/?p=1&#038;q=2 | Thu, 20 May 2021 22:14:56 +0000 | seen 2021-05-23T15:10:29+00:00 -->
<h1>The Minister&#8217;s Meeting with the Duke of Ost</h1><p>Office of the Spokesperson</p>
<p>The below is attributable to the Spokesperson:</p><p align="left">They met&nbsp;today.<input type="hidden" value="x"></p><p>&nbsp;</p><p># # #</p>`)
	if text != "Office of the Spokesperson\n\nThe below is attributable to the Spokesperson:\n\nThey met today." {
		t.Errorf("text %q", text)
	}
	want := briefings.Details{
		Title: "The Minister’s Meeting with the Duke of Ost", TitleFrom: "heading", URL: "https://www.example.gov/a-meeting/",
		Published: "2021-05-20T22:14:56Z", PublishedFrom: "meta", Kind: "readout", Lang: d.Details.Lang,
	}
	if got := d.Details; got.Title != want.Title || got.TitleFrom != want.TitleFrom || got.Source != want.Source || got.URL != want.URL || got.Published != want.Published || got.Kind != want.Kind {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
	if d.GUID != "https://www.example.gov/?p=1&q=2" {
		t.Errorf("guid %q", d.GUID)
	}
}

func TestHTMLDetails(t *testing.T) {
	const p = `<p>The two ministers met in the capital and spoke about the river, the border and the trade between the two countries.</p>`
	tests := []struct {
		name, in string
		want     briefings.Details
	}{
		{
			"json-ld", `<html><head><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Ministers meet","datePublished":"2024-02-17T10:00:00Z","publisher":{"@type":"Organization","name":"The Gazette"},"inLanguage":"en"}]}</script></head><body><h1>Ministers meet</h1>` + p + `</body></html>`,
			briefings.Details{Title: "Ministers meet", Source: "The Gazette", Published: "2024-02-17T10:00:00Z", Kind: "news", Lang: "en"},
		},
		{
			"dublin core", `<html><head><meta name="DC.title" content="Ministers meet"><meta name="DC.date.issued" content="2024-02-17"><meta name="DC.publisher" content="Ministry of Rivers"><meta name="DC.language" content="fr"></head><body>` + p + `</body></html>`,
			briefings.Details{Title: "Ministers meet", Source: "Ministry of Rivers", Published: "2024-02-17", Kind: "other", Lang: "fr"},
		},
		{
			"parsely", `<html><head><meta name="parsely-title" content="Ministers meet"><meta name="parsely-pub-date" content="2024-02-17T10:00:00Z"></head><body>` + p + `</body></html>`,
			briefings.Details{Title: "Ministers meet", Published: "2024-02-17T10:00:00Z", Kind: "other"},
		},
		{
			"time element", `<html><head><title>Ministers meet - Gazette</title><meta property="og:site_name" content="Gazette"></head><body><h1>Ministers meet</h1><time class="entry-date" datetime="2024-02-17T10:00:00+01:00">17 February</time><time datetime="2023-01-01">old</time>` + p + `</body></html>`,
			briefings.Details{Title: "Ministers meet", Source: "Gazette", Published: "2024-02-17T10:00:00+01:00", Kind: "other"},
		},
		{
			"title element", `<html><head><title>Ministers meet | Gazette</title><meta property="og:site_name" content="Gazette"></head><body>` + p + `</body></html>`,
			briefings.Details{Title: "Ministers meet", Source: "Gazette", Kind: "other"},
		},
		{
			"logo in h1", `<html><head><title>Ministers meet</title><meta property="og:title" content="Ministers meet"></head><body><h1>Gazette</h1>` + p + `</body></html>`,
			briefings.Details{Title: "Ministers meet", Kind: "other"},
		},
		{
			"moscow time", `<!-- http://en.kremlin.ru/events/president/news/1 | Sat, 17 Feb 2024 10:00:00 Z --><h1>Meeting with the Duke of Ost</h1>` + p,
			briefings.Details{Title: "Meeting with the Duke of Ost", Source: "President of Russia", Published: "2024-02-17T10:00:00+03:00", Kind: "readout"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, _ := parsed(t, "x.html", tt.in)
			got := d.Details
			if got.Title != tt.want.Title || got.Source != tt.want.Source && tt.want.Source != "" || got.Published != tt.want.Published || got.Kind != tt.want.Kind || tt.want.Lang != "" && got.Lang != tt.want.Lang {
				t.Errorf("\n got %+v\nwant %+v", got, tt.want)
			}
		})
	}
}

func TestHTMLText(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"entities", `<p>1 &lt; 2 &amp;amp; 3 &gt; 2 &amp;#8238; &amp;lt;b&amp;gt;</p>`, "1 < 2 &amp; 3 > 2 &#8238; &lt;b&gt;"},
		{"smuggled", `<p>a&#8238;b&#x1b;[31mc&#173;d&#8203;e&#65279;f&#x9b;g&#0;h</p>`, "ab[31mcdef›g\ufffdh"},
		{"markdown in text", `<p>1. *not* a list, _not_ emphasis, [not](a) link, # not a heading</p><p># nor this</p><p>- nor this</p>`, "1. *not* a list, _not_ emphasis, [not](a) link, # not a heading\n\n# nor this\n\n- nor this"},
		{"breaks", `<p>First line<br>Second line</p>`, "First line\nSecond line"},
		{"bold with space", `<p><b>MS. VALE: </b>Good afternoon.</p><p><strong>Q&nbsp; </strong>Thank you.</p>`, "MS. VALE: Good afternoon.\n\nQ Thank you."},
		{"divs", `<div>One.</div><div>Two.</div>`, "One.\n\nTwo."},
		{"hidden", `<p>Seen.<span style="display: none">Unseen.</span></p><p hidden>Unseen.</p><p>Seen at length, again and again.</p>`, "Seen.\n\nSeen at length, again and again."},
		{"nested lists", `<ul><li>a<ol><li>b</li></ol></li></ul>`, "a\nb"},
		{"code", `<pre>a  b
  c &amp;lt;</pre>`, "a  b\n  c &lt;"},
		{"right to left", `<p dir="rtl">وزير الخارجية التقى السفير اليوم في العاصمة.</p>`, "وزير الخارجية التقى السفير اليوم في العاصمة."},
		{"pictures", `<p>Before.</p><figure><img src="x.jpg" alt="A picture"><figcaption>A caption.</figcaption></figure><p>After.</p>`, "Before.\n\nA caption.\n\nAfter."},
		{"links that do things", `<p><a href="javascript:alert(1)">click</a> <a href="data:text/html,x">here</a> <a href="https://example.org/a_b">there</a></p>`, "click here there"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, text := parsed(t, "x.html", tt.in)
			if text != tt.want || strings.Contains(d.Markdown, "javascript:") {
				t.Errorf("\n got %q\nwant %q\nmarkdown %q", text, tt.want, d.Markdown)
			}
		})
	}
}
