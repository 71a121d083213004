package parse

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// The lengths of titles, in characters.
const (
	maxTitle      = 300 // of any title
	maxHeading    = 160 // of a line that is taken for a heading
	sentenceTitle = 100 // of a title derived from the first sentence
)

// letterhead matches lines above a title that are none: what kind of paper it
// is, who issues it, when and where it may be read.
var letterhead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
		`(?:for\s+)?(?:immediate|public)\s+release\b.{0,60}`,
		`for\s+release\b.{0,60}`,
		`(?:press|news|media)\s+(?:release|statement|note|communiqu[eé])(?:\s*(?:no\.?|nr\.?|#|:)\s*[\w/.-]+)?`,
		`embargoed\b.{0,80}`,
		`not\s+for\s+(?:publication|distribution).{0,60}`,
		`unclassified`,
		`(?:the\s+)?white\s+house`,
		`(?:the\s+)?kremlin,?.{0,20}`,
		`office\s+of\s+(?:the\s+)?.{3,60}`,
		`(?:the\s+)?(?:[\p{L}.]+\s+){0,3}(?:ministry|department|secretariat|permanent\s+mission|embassy|directorate)\s+(?:of|for|to)\s+.{3,60}`,
		`(?:contact|tel|phone|fax|e-?mail)\s*:.{0,100}`,
		`(?:no|nr|ref)\.?\s*:?\s*[\w/.-]+`,
		`\d{1,2}[:.]\d{2}\s*(?:[ap]\.?\s?m\.?)?\s*(?:\(?[a-z]{2,5}\)?)?`,
	}, "|") + `)$`)
})

// isLetterhead reports whether a line above the title is none.
func isLetterhead(line string) bool {
	if line = strings.TrimSpace(line); len(line) > 400 {
		return false
	}
	if _, ok := wholeDateline(line); ok {
		return true
	}
	return isURL(line) || lineDate(line) != "" || len(line) <= 200 && letterhead().MatchString(strings.TrimRight(line, ".,:")) || isRuler(line)
}

// isRuler reports whether a line is drawn and not written.
func isRuler(line string) bool {
	return strings.IndexFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0
}

func isURL(line string) bool {
	return (strings.HasPrefix(line, "http://") || strings.HasPrefix(line, "https://")) && !strings.ContainsAny(line, " \t\n")
}

// titleBlock returns the index of the block that is the title, or -1: the
// first that is not letterhead, if it looks like a heading and text follows.
func titleBlock(texts []string) int {
	for i, t := range texts {
		if allLetterhead(t) {
			continue
		}
		if i+1 < len(texts) && looksHeading(t) {
			return i
		}
		return -1
	}
	return -1
}

func allLetterhead(block string) bool {
	for line := range strings.SplitSeq(block, "\n") {
		if !isLetterhead(line) {
			return false
		}
	}
	return true
}

// looksHeading reports whether a block looks like a heading: at most three
// short lines, no stop at the end, no turn of a transcript, no dateline, more
// than one word.
func looksHeading(t string) bool {
	if strings.Count(t, "\n") > 2 || utf8.RuneCountInString(t) > maxHeading {
		return false
	}
	line := oneLine(t)
	words := len(strings.Fields(line))
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	switch {
	case words < 2 && !isWide(first) && utf8.RuneCountInString(line) < 8, words > 24:
		return false
	case strings.ContainsRune(".;,:…。—–-", last) && !endsAbbreviated(line):
		return false
	case unicode.IsLower(first), strings.ContainsRune(`("“'‘«[*`, first):
		return false
	case turn().MatchString(line), isDateline(line):
		return false
	}
	_, body := itemOf(line)
	return body == ""
}

// endsAbbreviated reports whether the full stop at the end of a line belongs
// to its last word ("… and the U.S.", "… Joseph R. Biden, Jr.").
func endsAbbreviated(line string) bool {
	i := strings.LastIndexByte(line, ' ')
	word := line[i+1:]
	return strings.Count(word, ".") >= 2 && len(word) <= 8 || word == "Jr." || word == "Sr."
}

// abbreviations are the words whose full stop does not end a sentence, lower
// case, without it.
var abbreviations = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("mr mrs ms dr prof st sen rep gov gen lt col maj capt cmdr adm sgt hon rev amb sec pres " +
		"jr sr inc ltd co corp no nos vs etc approx jan feb mar apr jun jul aug sep sept oct nov dec art para fig vol ed eds cf " +
		"г гг ул им т тов mme mlle m bzw z.b nr bspw sig dott ing") {
		m[w] = true
	}
	return m
})

// opening returns the first sentence of a text of one line. That of a turn of
// a transcript has no label, and goes on behind a greeting.
func opening(line string) string {
	turn := false
	if m := turnLabel().FindStringSubmatchIndex(line[:min(len(line), 160)]); m != nil {
		label := line[:m[1]]
		if m[2] >= 0 { // Q: the match holds the first letter of the turn
			label = line[:m[3]]
		}
		if !notTurns()[strings.ToLower(strings.TrimRight(label, ": "))] {
			line, turn = strings.TrimLeft(line[len(label):], ": "), true
		}
	}
	if !turn {
		return firstSentence(line)
	}
	end := 0
	for end < len(line) && len(strings.Fields(line[:end])) < titleWords {
		end += len(firstSentence(line[end:]))
		end = len(line) - len(strings.TrimLeft(line[end:], " "))
	}
	return strings.TrimSpace(line[:end])
}

// titleWords is the number of words below which a sentence says too little to
// be a title.
const titleWords = 3

// firstSentence returns the first sentence of a text of one line.
func firstSentence(s string) string {
	for i, r := range s {
		if !strings.ContainsRune(".!?…。！？؟।۔", r) {
			continue
		}
		end := i + utf8.RuneLen(r)
		if r == '.' && abbreviated(s[:i]) {
			continue
		}
		rest := strings.TrimLeft(s[end:], `"'”’»)]`)
		end = len(s) - len(rest)
		if rest == "" || r >= 0x2e80 {
			return s[:end]
		}
		if rest[0] != ' ' {
			continue
		}
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, ` "'“‘«([`))
		if !unicode.IsLower(next) {
			return s[:end]
		}
	}
	return s
}

// longestAbbreviation bounds the search for the beginning of a word, in bytes.
const longestAbbreviation = 64

// abbreviated reports whether the full stop behind s belongs to a word: a
// known abbreviation, an initial, or letters parted by full stops.
func abbreviated(s string) bool {
	s = s[max(0, len(s)-longestAbbreviation):]
	i := strings.LastIndexAny(s, " (\"“")
	word := s[i+1:]
	if i >= 0 && s[i] == s[len(s)-1] {
		return false
	}
	if utf8.RuneCountInString(word) == 1 {
		r, _ := utf8.DecodeRuneInString(word)
		return unicode.IsUpper(r)
	}
	if strings.Contains(word, ".") && len(word) <= 8 {
		return true
	}
	return abbreviations()[strings.ToLower(strings.Trim(word, "“\"(‘'"))]
}

// cutTitle returns s in at most limit characters, cut between words, with an
// ellipsis if something is missing.
func cutTitle(s string, limit int) string {
	s = oneLine(s)
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	at, n, space := 0, 0, 0
	for i, r := range s {
		if n == limit-1 {
			at = i
			break
		}
		if r == ' ' {
			space = i
		}
		n++
	}
	if s[at] == ' ' {
		space = at
	}
	if space > at/2 { // else: a script without spaces, or one enormous word
		at = space
	}
	return strings.TrimRight(s[:at], " ,;:–—-(“\"") + "…"
}

// cleanTitle returns a title as one line without what a site adds to all of
// its titles: "| Site", "- The White House". sites are the site's names.
func cleanTitle(title string, sites ...string) string {
	title = oneLine(Clean(title))
	for _, site := range sites {
		site = oneLine(site)
		if len(site) < 2 || len(title) <= len(site)+3 {
			continue
		}
		if cut := len(title) - len(site); strings.EqualFold(title[cut:], site) {
			head := strings.TrimRight(title[:cut], " ")
			if bare := strings.TrimRight(head, "|-–—•·:»/"); bare != head {
				title = strings.TrimSpace(bare)
			}
		} else if strings.EqualFold(title[:len(site)], site) {
			tail := strings.TrimLeft(title[len(site):], " ")
			if bare := strings.TrimLeft(tail, "|•·»:"); bare != tail && bare != "" {
				title = strings.TrimSpace(bare)
			}
		}
	}
	return cutTitle(title, maxTitle)
}
