package parse

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"readout/briefings/markup"
)

// shape is what a block of plain text is.
type shape int

const (
	prose   shape = iota
	heading       // the title
	tabular       // lines whose white space means something
	list
)

// piece is one block of a plain text: its lines, those of a wrapped paragraph
// joined.
type piece struct {
	shape shape
	lines []string // of a list: its items
	from  int      // number of the first item; 0 for bullets
}

// text returns the Text that the piece is to have.
func (p *piece) text() string { return strings.Join(p.lines, "\n") }

// markdown returns the Markdown of the piece.
func (p *piece) markdown(escape func(string) string) string {
	switch p.shape {
	case heading:
		return "# " + escape(p.text())
	case tabular:
		return fenced(p.text())
	case list:
		items := make([]string, len(p.lines))
		for i, item := range p.lines {
			mark := "- "
			if p.from > 0 {
				mark = strconv.Itoa(p.from+i) + ". "
			}
			items[i] = mark + escape(item)
		}
		return strings.Join(items, "\n")
	}
	return escape(p.text())
}

// readText reads plain text: paragraphs, lists and tables by their shape, a
// title if the first line is one, header lines ("Subject: …") as meta data.
func (r *reading) readText(s string) {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t")
	}
	r.meta, lines = headerLines(lines)
	var pieces []piece
	for _, group := range groups(lines) {
		pieces = append(pieces, piecesOf(group)...)
	}
	pieces = splitHead(dropEndMarks(pieces))
	if i := titlePiece(pieces); i >= 0 && r.meta.first(titleKeys...) == "" {
		pieces[i].lines = []string{oneLine(pieces[i].text())}
		pieces[i].shape = heading
	}
	r.markdown = render(pieces)
}

// render writes the pieces as Markdown and makes sure that it reads as what
// they say; where it does not, every mark is escaped.
func render(pieces []piece) string {
	out := make([]string, len(pieces))
	want := make([]string, len(pieces))
	for i := range pieces {
		out[i] = pieces[i].markdown(Escape)
		want[i] = pieces[i].text()
	}
	md := strings.Join(out, "\n\n")
	if got, _ := markup.Parse(md).Text(); got == strings.Join(want, "\n\n") {
		return md
	}
	for i := range pieces {
		if got, _ := markup.Parse(out[i]).Text(); got != want[i] {
			out[i] = pieces[i].markdown(escapeAll)
		}
	}
	return strings.Join(out, "\n\n")
}

// headerKey matches a line of mail or of a clipped article that says something
// of the document.
var headerKey = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(from|to|cc|reply-to|sent|subject|date|title|headline|source|publisher|url|link|published|language|lang|type|kind|tags|message-id|mime-version|content-type|content-transfer-encoding|list-[a-z-]+|x-[a-z-]+|guid|author)\s*:\s*(.*)$`)
})

// headerLines reads the header at the head of a text: at least two lines of
// known keys, up to the first blank line. Without one, lines come back whole.
func headerLines(lines []string) (meta, []string) {
	at := 0
	for at < len(lines) && lines[at] == "" {
		at++
	}
	m := meta{}
	last := ""
	n := 0
	i := at
	for ; i < len(lines) && lines[i] != "" && n < 60; i++ {
		g := headerKey().FindStringSubmatch(lines[i])
		switch {
		case g != nil:
			last = canonicalKey(g[1])
			m[last] = append(m[last], oneLine(g[2]))
			n++
		case last != "" && (lines[i][0] == ' ' || lines[i][0] == '\t'):
			m[last][len(m[last])-1] += " " + oneLine(lines[i])
		default:
			return meta{}, lines
		}
	}
	if n < 2 || i >= len(lines) {
		return meta{}, lines
	}
	if s := m.first("sent"); s != "" && m.first("date") == "" {
		m["date"] = []string{s}
	}
	return m, lines[i:]
}

// groups splits lines at blank lines.
func groups(lines []string) [][]string {
	var out [][]string
	start := -1
	for i, line := range lines {
		switch {
		case line == "" && start >= 0:
			out = append(out, lines[start:i])
			start = -1
		case line != "" && start < 0:
			start = i
		}
	}
	if start >= 0 {
		out = append(out, lines[start:])
	}
	return out
}

var (
	gap = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\S(?: {3,}|\t+)\S`)
	})
	bullet = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\s*([•‣◦▪●∙*-])\s+(\S.*)$`)
	})
	number = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\s*(\d{1,3})[.)]\s+(\S.*)$`)
	})
	turn = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\s*(?:[QA](?:\s{1,6}\S|[:.]\s)|\p{Lu}[\p{Lu}.'’\- ]{1,60}(?:\s\([^)]{1,40}\))?:(?:\s|$))`)
	})
)

// isTable reports whether the columns of a group mean something: most of its
// lines have a wide gap inside.
func isTable(group []string) bool {
	gaps := 0
	for _, line := range group {
		if len(line) < 400 && gap().MatchString(line) {
			gaps++
		}
	}
	return gaps >= 2 && gaps*3 >= len(group)*2
}

// piecesOf takes a group of lines without a blank one apart.
func piecesOf(group []string) []piece {
	if isTable(group) {
		return []piece{{shape: tabular, lines: dedent(group)}}
	}
	if p, ok := listOf(group); ok {
		return p
	}
	var out []piece
	for _, part := range paragraphs(group) {
		out = append(out, flow(part)...)
	}
	return out
}

// dedent removes the indentation that all lines share; tabs count four columns.
func dedent(group []string) []string {
	out := make([]string, len(group))
	least := 1 << 30
	for i, line := range group {
		out[i] = strings.ReplaceAll(line, "\t", "    ")
		least = min(least, indent(out[i]))
	}
	for i := range out {
		out[i] = out[i][least:]
	}
	return out
}

func indent(line string) int {
	n := 0
	for n < len(line) && line[n] == ' ' {
		n++
	}
	if n < len(line) && line[n] == '\t' {
		n += 4
	}
	return n
}

// listOf reads a group as a list, with the paragraph that introduces it: two
// or more lines with the same bullet, or numbers that count up, other lines
// continue an item. A single line counts only behind a bullet that is nothing
// else.
func listOf(group []string) ([]piece, bool) {
	p := piece{shape: list}
	var intro []string
	mark := ""
	var item strings.Builder // the last item, whose lines may be any number
	for _, line := range group {
		m, body := itemOf(line)
		n, err := strconv.Atoi(m)
		switch {
		case m == "" && len(p.lines) == 0:
			intro = append(intro, line)
		case m == "": // continues the item
			item.WriteString(glue(item.String(), strings.TrimSpace(line)) + oneLine(line))
			p.lines[len(p.lines)-1] = item.String()
			continue
		case len(p.lines) == 0:
			if err == nil {
				p.from = n
				if n == 0 {
					return nil, false
				}
			}
			mark = m
			p.lines = append(p.lines, oneLine(body))
		case err == nil && p.from > 0 && n == p.from+len(p.lines), err != nil && m == mark:
			p.lines = append(p.lines, oneLine(body))
		default:
			return nil, false
		}
		if len(p.lines) > 0 {
			item.Reset()
			item.WriteString(p.lines[len(p.lines)-1])
		}
	}
	alone := len(p.lines) == 1 && mark != "-" && mark != "*" && p.from == 0
	if len(p.lines) < 2 && !alone || len(intro) > 0 && !endsWith(intro[len(intro)-1], ":") {
		return nil, false
	}
	if len(intro) == 0 {
		return []piece{p}, true
	}
	var out []piece
	for _, part := range paragraphs(intro) {
		out = append(out, flow(part)...)
	}
	return append(out, p), true
}

// itemOf returns the bullet or number at the head of a line and what follows.
func itemOf(line string) (mark, body string) {
	if m := bullet().FindStringSubmatch(line); m != nil {
		return m[1], m[2]
	}
	if m := number().FindStringSubmatch(line); m != nil {
		return m[1], m[2]
	}
	return "", ""
}

// paragraphs splits a group where a turn of a transcript begins, and at
// indented lines if they alone mark paragraphs.
func paragraphs(group []string) [][]string {
	var indented, flush int
	for _, line := range group {
		if indent(line) >= 2 {
			indented++
		} else {
			flush++
		}
	}
	byIndent := indented > 0 && flush > 0 && indent(group[0]) >= 2
	var out [][]string
	start := 0
	for i := 1; i < len(group); i++ {
		if turn().MatchString(group[i]) || byIndent && indent(group[i]) >= 2 && endsSentence(group[i-1]) {
			out = append(out, group[start:i])
			start = i
		}
	}
	return append(out, group[start:])
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, ` "'”’»)]`)
	return endsWith(s, ".!?…:。！？؟۔।")
}

func endsWith(s, of string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(s))
	return s != "" && strings.ContainsRune(of, r)
}

// dropEndMarks drops the pieces that say only that the text ends.
func dropEndMarks(pieces []piece) []piece {
	out := pieces[:0]
	for _, p := range pieces {
		kept := p.lines[:0:0]
		for _, line := range p.lines {
			if p.shape != prose || !endMark().MatchString(strings.TrimSpace(line)) {
				kept = append(kept, line)
			}
		}
		if len(kept) > 0 {
			p.lines = kept
			out = append(out, p)
		}
	}
	for len(out) > 1 {
		last := &out[len(out)-1]
		if last.shape != prose || !lastMark().MatchString(last.lines[len(last.lines)-1]) {
			break
		}
		if last.lines = last.lines[:len(last.lines)-1]; len(last.lines) > 0 {
			break
		}
		out = out[:len(out)-1]
	}
	return out
}

// titlePiece returns the index of the piece that is the title, or -1.
func titlePiece(pieces []piece) int {
	texts := make([]string, 0, 9)
	for i := range pieces[:min(len(pieces), cap(texts))] {
		if pieces[i].shape != prose {
			break
		}
		texts = append(texts, pieces[i].text())
	}
	if i := titleBlock(texts); i >= 0 && (len(texts) < len(pieces) || i+1 < len(texts)) {
		return i
	}
	return -1
}

// splitHead parts the first line of a text from lines under it that give its
// date or address.
func splitHead(pieces []piece) []piece {
	if len(pieces) == 0 || pieces[0].shape != prose || len(pieces[0].lines) < 2 || len(pieces[0].lines) > 8 {
		return pieces
	}
	lines := pieces[0].lines
	facts := false
	for _, line := range lines[1:] {
		facts = facts || isURL(line) || lineDate(line) != ""
	}
	if !facts {
		return pieces
	}
	return append([]piece{{lines: lines[:1]}, {lines: lines[1:]}}, pieces[1:]...)
}

// isUpperWord reports whether s has letters and all of them are capitals.
func isUpperWord(s string) bool {
	letters := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		letters = letters || unicode.IsLetter(r)
	}
	return letters
}
