package field

import (
	"bufio"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefings"
)

// Marks of a draft; RULES.md explains them to annotators.
const (
	separator = "|"   // between the five fields of a line
	plus      = " + " // between pieces of content
	dots      = "..." // between the first and the last words of a piece
	after     = ">"   // the place right after the cue
	same      = "="   // as in the line before
	nothing   = "-"   // no name, no phrase, no cue
	empty     = "none"
)

// Read turns a draft into the annotation of d. The error names every line
// that does not fit, by its number.
func (d *Document) Read(draft string) (Gold, error) {
	r := reader{Document: d, folded: fold(d.Covered)}
	g := Gold{ID: d.ID, SHA: d.Text, Statements: []Statement{}}
	var errs []error
	none := false
	in := bufio.NewScanner(strings.NewReader(draft))
	for n := 1; in.Scan(); n++ {
		switch line := strings.TrimSpace(in.Text()); {
		case line == "" || strings.HasPrefix(line, "#"):
		case line == empty:
			none = true
		default:
			s, err := r.statement(line)
			if err != nil {
				errs = append(errs, fmt.Errorf("line %d: %w", n, err))
				continue
			}
			g.Statements = append(g.Statements, s)
			r.last = s
		}
	}
	if err := in.Err(); err != nil {
		errs = append(errs, err)
	}
	switch {
	case none && len(g.Statements) > 0:
		errs = append(errs, errors.New("the draft says “none” and has statements"))
	case !none && len(g.Statements) == 0 && len(errs) == 0:
		errs = append(errs, errors.New("the draft is empty: write “none” for a document without statements"))
	}
	return g, errors.Join(errs...)
}

// reader reads the lines of a draft.
type reader struct {
	*Document

	folded folded
	last   Statement
	cue    briefings.Span // of the line being read
}

// statement reads a line: sentence | names | phrase | cue | content.
func (r *reader) statement(line string) (Statement, error) {
	f := strings.Split(line, separator)
	if len(f) != 5 {
		return Statement{}, fmt.Errorf("%d fields, not the five of: sentence | names | phrase | cue | content", len(f))
	}
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	at, err := r.sentence(f[0])
	if err != nil {
		return Statement{}, err
	}
	s := Statement{Names: names(f[1])}
	if f[1] == same {
		s.Names = r.last.Names
	}
	switch f[2] {
	case nothing:
	case same:
		s.Speaker = r.last.Speaker
	default:
		if s.Speaker, err = r.place(f[2], at); err != nil {
			return Statement{}, fmt.Errorf("phrase: %w", err)
		}
	}
	if f[3] != nothing {
		if s.Cue, err = r.findCue(f[3], at, s.Speaker); err != nil {
			return Statement{}, fmt.Errorf("cue: %w", err)
		}
	}
	r.cue = s.Cue
	for piece := range strings.SplitSeq(f[4], plus) {
		spans, err := r.piece(strings.TrimSpace(piece), at)
		if err != nil {
			return Statement{}, fmt.Errorf("content: %w", err)
		}
		s.Content = append(s.Content, spans...)
	}
	for i := 1; i < len(s.Content); i++ {
		if s.Content[i].Start < s.Content[i-1].End {
			return Statement{}, errors.New("content: the pieces are not in the order of the text, or overlap")
		}
	}
	return s, nil
}

func names(field string) []string {
	out := []string{}
	if field == nothing {
		return out
	}
	for n := range strings.SplitSeq(field, ";") {
		if n = strings.TrimSpace(n); n != "" {
			out = append(out, n)
		}
	}
	return out
}

func (r *reader) sentence(number string) (briefings.Span, error) {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(r.Sentences) {
		return briefings.Span{}, fmt.Errorf("%q is no number of a sentence, from 1 to %d", number, len(r.Sentences))
	}
	return r.Sentences[n-1], nil
}

// place finds a phrase by all of its words, or by "first ... last".
func (r *reader) place(words string, at briefings.Span) (briefings.Span, error) {
	first, last, long := strings.Cut(words, " "+dots+" ")
	s, err := r.phrase(first, at, 0)
	if err == nil && long {
		s.End, err = r.endOf(last, at, s.Start)
	}
	return s, err
}

// findCue is place for a cue. A mark, as the colon of a label, is the first
// one after the speaker's phrase.
func (r *reader) findCue(words string, at, speaker briefings.Span) (briefings.Span, error) {
	if strings.ContainsFunc(words, isWord) {
		return r.place(words, at)
	}
	if found := r.folded.find(words, briefings.Span{Start: max(at.Start, speaker.End), End: at.End}); len(found) > 0 {
		return found[0], nil
	}
	return briefings.Span{}, fmt.Errorf("no %q after the phrase", words)
}

var (
	numbered   = regexp.MustCompile(`^(\d+):\s*(.+)$`)
	occurrence = regexp.MustCompile(`^(.*\S)\s+#(\d+)$`)
	whole      = regexp.MustCompile(`^(\d+)(?:-(\d+))?$`)
)

// phrase finds words in a sentence, not before byte from: the only place, or
// the one whose number follows after "#". "12: words" looks in sentence 12.
func (r *reader) phrase(words string, at briefings.Span, from int) (briefings.Span, error) {
	if m := numbered.FindStringSubmatch(words); m != nil {
		var err error
		if at, err = r.sentence(m[1]); err != nil {
			return briefings.Span{}, err
		}
		words = m[2]
	}
	n := 0
	if m := occurrence.FindStringSubmatch(words); m != nil {
		words = m[1]
		n, _ = strconv.Atoi(m[2]) // digits; too many of them are out of range below
	}
	found := r.folded.find(words, briefings.Span{Start: max(at.Start, from), End: at.End})
	switch {
	case len(found) == 0:
		return briefings.Span{}, fmt.Errorf("%q is not in its sentence, or not after where it must be", words)
	case n == 0 && len(found) > 1:
		return briefings.Span{}, fmt.Errorf("%q is there %d times: write more words, or say which by #1 to #%d", words, len(found), len(found))
	case n > len(found):
		return briefings.Span{}, fmt.Errorf("%q is there only %d times", words, len(found))
	}
	return found[max(n, 1)-1], nil
}

// piece reads a piece of content, which becomes a span in each paragraph.
func (r *reader) piece(p string, at briefings.Span) ([]briefings.Span, error) {
	var s briefings.Span
	var err error
	first, last, open := strings.Cut(strings.ReplaceAll(p, "…", dots), dots)
	first, last = strings.TrimSpace(first), strings.TrimSpace(last)
	switch m := whole.FindStringSubmatch(first); {
	case m != nil:
		s, err = r.sentence(m[1])
		if err == nil && m[2] != "" {
			var e briefings.Span
			e, err = r.sentence(m[2])
			s.End = e.End
		}
	case first == after && r.cue.Empty():
		err = errors.New("“>” without a cue")
	case first == after:
		s = briefings.Span{Start: r.cue.End, End: at.End}
	case first == "" && open:
		s = at
	default:
		s, err = r.phrase(first, at, 0)
	}
	if err != nil {
		return nil, err
	}
	if open {
		if s.End, err = r.endOf(last, at, s.Start); err != nil {
			return nil, err
		}
	}
	out := r.paragraphs(s)
	if len(out) == 0 {
		return nil, fmt.Errorf("%q covers no words", p)
	}
	return out, nil
}

// endOf finds where a piece that begins at byte from ends: after the words, at
// the end of the sentence numbered, or at that of the sentence of from.
func (r *reader) endOf(last string, at briefings.Span, from int) (int, error) {
	if !at.Contains(from) { // the first words stand in another sentence
		for _, s := range r.Sentences {
			if s.Contains(from) {
				at = s
			}
		}
	}
	if last == "" {
		return at.End, nil
	}
	if whole.MatchString(last) {
		if s, err := r.sentence(last); err == nil {
			return s.End, nil
		}
	}
	s, err := r.phrase(last, at, from)
	return s.End, err
}

// paragraphs cuts a span at line feeds and takes spaces and the marks that
// end a clause off the ends of its parts.
func (r *reader) paragraphs(s briefings.Span) []briefings.Span {
	var out []briefings.Span
	for s.Start < s.End {
		end := s.End
		if n := strings.IndexByte(r.Covered[s.Start:s.End], '\n'); n >= 0 {
			end = s.Start + n
		}
		part := strings.TrimRight(r.Covered[s.Start:end], " .,;:")
		left := strings.TrimLeft(part, " ,;:")
		if strings.ContainsFunc(left, isWord) {
			out = append(out, briefings.Span{Start: s.Start + len(part) - len(left), End: s.Start + len(part)})
		}
		s.Start = end + 1
	}
	return out
}

func isWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.IsMark(c) }

// folded is a text in which quotation marks, dashes and spaces are those of a
// keyboard, with the bytes of the text that each of its bytes stands for.
type folded struct {
	text   string
	places []briefings.Span
}

func fold(text string) folded {
	var b strings.Builder
	var f folded
	space := false
	for i, c := range text {
		size := utf8.RuneLen(c)
		if c == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(text[i:])
		}
		s := text[i : i+size]
		switch c {
		case '‘', '’':
			s = "'"
		case '“', '”':
			s = `"`
		case '–', '—':
			s = "-"
		}
		if unicode.IsSpace(c) {
			if space {
				continue
			}
			s = " "
		}
		space = unicode.IsSpace(c)
		b.WriteString(s)
		for range len(s) {
			f.places = append(f.places, briefings.Span{Start: i, End: i + size})
		}
	}
	f.text = b.String()
	return f
}

// find returns every place of words in a span of the text, as whole words.
func (f *folded) find(words string, in briefings.Span) []briefings.Span {
	needle := fold(words).text
	var out []briefings.Span
	for from := 0; needle != ""; {
		i := strings.Index(f.text[from:], needle)
		if i < 0 {
			break
		}
		i += from
		from = i + 1
		s := briefings.Span{Start: f.places[i].Start, End: f.places[i+len(needle)-1].End}
		before, _ := utf8.DecodeLastRuneInString(f.text[:i])
		first, _ := utf8.DecodeRuneInString(needle)
		last, _ := utf8.DecodeLastRuneInString(needle)
		next, _ := utf8.DecodeRuneInString(f.text[i+len(needle):])
		within := isWord(before) && isWord(first) || isWord(last) && isWord(next) // within a word
		if s.Start >= in.Start && s.End <= in.End && !within {
			out = append(out, s)
		}
	}
	return out
}

// ends matches the end of a sentence, and what follows it up to the next.
var ends = regexp.MustCompile(`([\pL\pN.]*)[.!?…]["”’')\]]*([ \t]+)["“‘'(\[]?[\p{Lu}\pN]`)

// short are words that a full stop follows within a sentence.
var short = regexp.MustCompile(`^(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Adm|Amb|Jr|Sr|St|No|\pL|(?:\pL\.)+\pL)$`)

// sentences cuts a text at line feeds and after sentences. Drafts name places
// by these numbers; nothing that is kept depends on them.
func sentences(text string) []briefings.Span {
	var out []briefings.Span
	add := func(start, end int) {
		if strings.TrimSpace(text[start:end]) != "" {
			out = append(out, briefings.Span{Start: start, End: end})
		}
	}
	line := 0
	for para := range strings.SplitAfterSeq(text, "\n") {
		start, from := line, 0
		for {
			m := ends.FindStringSubmatchIndex(para[from:])
			if m == nil {
				break
			}
			word, gap, next := para[from+m[2]:from+m[3]], from+m[4], from+m[5]
			if !short.MatchString(word) {
				add(start, line+gap)
				start = line + next
			}
			from = next
		}
		line += len(para)
		add(start, start+len(strings.TrimRight(text[start:line], "\n")))
	}
	return out
}
