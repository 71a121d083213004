package parse

import (
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hiddenClass are the class names by which sites keep something from the eye.
var hiddenClass = map[string]bool{
	"hidden": true, "visually-hidden": true, "visuallyhidden": true, "sr-only": true, "screen-reader-text": true,
	"hidden-copy": true, "noprint": true, "no-print": true, "d-none": true, "is-hidden": true, "tooltip": true,
}

// dropHidden removes what a reader of the page does not see. An element that
// holds most of the page's text stays: scripts show it.
func dropHidden(doc *html.Node) {
	all := weight(doc)
	drop(doc, func(n *html.Node) bool {
		hidden := has(n, "hidden") || attr(n, "aria-hidden") == "true" && n.DataAtom != atom.A
		if style := strings.ToLower(strings.ReplaceAll(attr(n, "style"), " ", "")); strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
			hidden = true
		}
		for c := range strings.FieldsSeq(attr(n, "class")) {
			hidden = hidden || hiddenClass[strings.ToLower(c)]
		}
		return hidden && weight(n)*3 < all
	})
}

// drop removes every element below n for which gone. Elements that hold the
// page together are never asked about.
func drop(n *html.Node, gone func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			if c.DataAtom != atom.Html && c.DataAtom != atom.Body && c.DataAtom != atom.Head && gone(c) {
				n.RemoveChild(c)
			} else {
				drop(c, gone)
			}
		}
		c = next
	}
}

// noiseWords mark, in a class or an id, what stands around an article: whole
// words of the name, parted by "-", "_" or a change of case.
var noiseWords = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[\s_-])(?:share|sharing|shares|sharedaddy|share-?bar|social|socials|addthis|addtoany|a2a|cookie|cookies|consent|gdpr|newsletter|subscribe|subscription|signup|` +
		`related|recommended|recirc|breadcrumb|breadcrumbs|pagination|pager|comments|comment-?list|disqus|advert|advertisement|ads|promo|banner|sponsored|outbrain|taboola|` +
		`sidebar|widget|widgets|toolbar|tags|taglist|tag-list|skip-?link|print-?link|masha-ignore|bottommeta|read__tags|navbar|menu|site-?header|site-?footer|footer|popup|modal|player-controls)(?:$|[\s_-])`)
})

// noiseElements never hold the text of an article.
var noiseElements = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Object: true, atom.Embed: true,
	atom.Form: true, atom.Button: true, atom.Input: true, atom.Select: true, atom.Textarea: true, atom.Nav: true, atom.Svg: true, atom.Canvas: true,
	atom.Video: true, atom.Audio: true, atom.Dialog: true, atom.Menu: true,
}

// dropNoise removes what stands around an article: menus, share widgets,
// notices. With page, also by class and id and the elements of a page's frame;
// never what holds a third of the text.
func dropNoise(n *html.Node, page bool) {
	all := weight(n)
	drop(n, func(c *html.Node) bool {
		if noiseElements[c.DataAtom] {
			return c.DataAtom != atom.Form || weight(c)*3 < all
		}
		if !page {
			return false
		}
		switch c.DataAtom {
		case atom.Aside, atom.Footer:
			return weight(c)*3 < all
		case atom.P, atom.Blockquote, atom.Article, atom.Main:
			return false
		}
		switch attr(c, "role") {
		case "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "alertdialog", "menu", "menubar", "toolbar":
			return weight(c)*3 < all
		}
		if noiseWords().MatchString(attr(c, "class")) || noiseWords().MatchString(attr(c, "id")) {
			return weight(c)*3 < all
		}
		return false
	})
}
