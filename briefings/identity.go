package briefings

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"net/url"
	"strings"
)

// Identity says by what a briefing is recognised when it comes again: "url:"
// and the canonical URL, "guid:" and a feed's guid, or "text:" and the hash of
// its content.
type Identity string

// idEncoding is base 32 in lower case without letters that are read as digits.
var idEncoding = base32.NewEncoding("abcdefghjkmnpqrstuvwxyz023456789").WithPadding(base32.NoPadding)

// idLength is the length of an id: 60 bits, so that two of a million
// briefings share one with a chance of one in two million.
const idLength = 12

// ID returns the id of the briefing with identity i: the same in every library.
func (i Identity) ID() string {
	sum := sha256.Sum256([]byte(i))
	return idEncoding.EncodeToString(sum[:])[:idLength]
}

// URLIdentity returns the identity of the document at a URL.
func URLIdentity(raw string) Identity {
	return Identity("url:" + CanonicalURL(raw))
}

// TextIdentity returns the identity of a document known by its content alone.
func TextIdentity(text string) Identity {
	return Identity("text:" + Hash(strings.Join(strings.Fields(text), " ")))
}

// Hash returns the SHA-256 of s in hexadecimal.
func Hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// movedHosts maps the hosts to which governments moved whole sites to the
// hosts at which the documents were published: the path stays the same.
// Source: the National Archives' list of archived White House sites
// (https://www.archives.gov/presidential-libraries/archived-websites).
var movedHosts = map[string]string{
	"bidenwhitehouse.archives.gov": "whitehouse.gov",
	"trumpwhitehouse.archives.gov": "whitehouse.gov",
	"obamawhitehouse.archives.gov": "whitehouse.gov",
}

// trackers are query parameters that name a reader's way to a page and not
// the page.
var trackers = map[string]bool{
	"fbclid": true, "gclid": true, "dclid": true, "msclkid": true, "mc_cid": true, "mc_eid": true,
	"igshid": true, "ref": true, "ref_src": true, "cmpid": true, "ocid": true, "smid": true,
}

// CanonicalURL returns raw without what does not name the document: scheme,
// "www.", default port, fragment, trailing slash, tracking parameters; moved
// government archives under their first host. It is a key, not an address.
func CanonicalURL(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" {
		return strings.TrimSpace(raw)
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if h, ok := movedHosts[host]; ok {
		host = h
	}
	if p := u.Port(); p != "" && p != "80" && p != "443" {
		host += ":" + p
	}
	q := u.Query()
	for k := range q {
		if trackers[strings.ToLower(k)] || strings.HasPrefix(strings.ToLower(k), "utm_") {
			q.Del(k)
		}
	}
	key := host + strings.TrimRight(u.EscapedPath(), "/")
	if len(q) > 0 {
		key += "?" + q.Encode()
	}
	return key
}
