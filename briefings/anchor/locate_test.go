package anchor

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"readout/briefings"
)

// The table of peers' measured failures: a text in which the passage was
// changed in one way, and what is to become of the mark.
func TestLocateRevisions(t *testing.T) {
	const passage = "Ostrava Bay is ready to reopen the rail line through the Lower Pass before the end of the year"
	const sentence = "The President said that " + passage + "."
	edit := func(old, repl string) string {
		if !strings.Contains(meeting, old) {
			t.Fatalf("%q is not in the text", old)
		}
		return strings.Replace(meeting, old, repl, 1)
	}
	tests := []struct {
		name, text, words string
		state             briefings.State
		want              string // of the place; the passage itself when anchored or moved
	}{
		{"insertion far above", "NEW HEADLINE\n\n" + meeting, passage, briefings.Anchored, passage},
		{"deletion below", edit("They also exchanged views on energy, transport and other areas of mutual interest.", ""), passage, briefings.Anchored, passage},
		{"a synonym", edit("is ready to", "is prepared to"), passage, briefings.Changed, strings.Replace(passage, "is ready to", "is prepared to", 1)},
		{"a negation", edit("is ready to", "is not ready to"), passage, briefings.Changed, strings.Replace(passage, "is ready to", "is not ready to", 1)},
		{"the last word", edit("end of the year.", "end of the decade."), passage, briefings.Changed, strings.Replace(passage, "year", "decade", 1)},
		{"the first word", edit("that Ostrava Bay is", "that Northport Bay is"), passage, briefings.Changed, strings.Replace(passage, "Ostrava", "Northport", 1)},
		{"a number", edit("twelve percent", "twenty percent"), "He added that twelve percent of freight already takes the northern route.", briefings.Changed, "He added that twenty percent of freight already takes the northern route."},
		{"a clause more", edit("through the Lower Pass before", "through the Lower Pass, closed since 2019, before"), passage, briefings.Changed, strings.Replace(passage, "Pass before", "Pass, closed since 2019, before", 1)},
		{"deleted", edit(sentence+" ", ""), passage, briefings.Orphan, ""},
		{"replaced", edit(sentence, "The President remains committed to a fair settlement for all."), passage, briefings.Orphan, ""},
		{"moved to the end", edit(sentence+" ", "") + "\n\n" + sentence, passage, briefings.Moved, passage},
		{"a lookalike elsewhere", edit(sentence+" ", "") + "\n\nThe Minister said that Kasvia is ready to reopen the rail line through the High Pass before the end of the year, if asked.", passage, briefings.Orphan, ""},
		{"doubled in place", edit(sentence, sentence+" "+sentence), passage, briefings.Ambiguous, ""},
		{"doubled with its surroundings", meeting + "\n\n" + meeting, passage, briefings.Ambiguous, ""},
		{"short, removed, another there", edit("the rail line through", "the road through"), "rail line", briefings.Orphan, ""},
		{"short, kept", "Amended.\n\n" + meeting, "rail line", briefings.Anchored, "rail line"},
		{"short, replaced", edit("twelve percent", "one eighth"), "twelve percent", briefings.Orphan, ""},
		{"another text", "Rain is expected in the north-east, with gales along the coast and snow on the Lower Pass.", passage, briefings.Orphan, ""},
		{"edited, a copy elsewhere", edit("is ready to", "is prepared to") + "\n\nIn brief: “" + passage + "”, she said in an interview with a magazine.", passage, briefings.Changed, strings.Replace(passage, "is ready to", "is prepared to", 1)},
		{"empty text", "", passage, briefings.Orphan, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := mark(t, meeting, tt.words, 0)
			quote, position := *a.Quote, *a.Position
			at, state := Locate(a, briefings.Hash(tt.text), tt.text)
			got := ""
			if at != nil {
				got = tt.text[at.Start:at.End]
			}
			if state != tt.state || got != tt.want {
				t.Errorf("Locate = %q %s; want %q %s", got, state, tt.want, tt.state)
			}
			if *a.Quote != quote || *a.Position != position {
				t.Error("the selectors changed")
			}
		})
	}
}

// check holds what is true of every result.
func check(t *testing.T, a *briefings.Annotation, text string, at *briefings.Span, state briefings.State) {
	t.Helper()
	switch state {
	case briefings.Anchored, briefings.Moved:
		if at == nil || !stands(text, *at, a.Quote.Exact) {
			t.Fatalf("%s, but %v does not hold %q", state, at, a.Quote.Exact)
		}
	case briefings.Changed:
		if at == nil || at.Empty() || at.Start < 0 || at.End > len(text) || text[at.Start:at.End] == a.Quote.Exact {
			t.Fatalf("changed at %v", at)
		}
		if utf8.ValidString(text) && !utf8.ValidString(text[at.Start:at.End]) {
			t.Fatalf("%v cuts a character", at)
		}
	case briefings.Ambiguous, briefings.Orphan:
		if at != nil {
			t.Fatalf("%s with place %v", state, at)
		}
	default:
		t.Fatalf("state %q", state)
	}
}

// long returns n words of invented prose with little repetition.
func long(r *rand.Rand, n int) string {
	stems := strings.Fields("harbour minister rail treaty border water council envoy accord tariff signal market river north winter paper voice table season bridge engine forest ledger timber circle window")
	ends := strings.Fields("s ed ing ly ment al er ist ful")
	var b strings.Builder
	for i := range n {
		switch {
		case i > 0 && i%90 == 0:
			b.WriteString(".\n\n")
		case i > 0 && i%17 == 0:
			b.WriteString(". ")
		case i > 0:
			b.WriteString(" ")
		}
		b.WriteString(stems[r.IntN(len(stems))])
		b.WriteString(ends[r.IntN(len(ends))])
	}
	return b.String() + "."
}

// An insertion or deletion elsewhere never changes the words under a mark.
func TestEditElsewhereKeepsTheWords(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	kept, total := 0, 0
	for range 300 {
		text := long(r, 400)
		start := r.IntN(len(text) - 200)
		at, q := Select(text, briefings.Span{Start: start, End: start + 4 + r.IntN(190)})
		a := &briefings.Annotation{Revision: briefings.Hash(text), Position: &at, Quote: &q}
		// The edit lies outside of the passage.
		var edited string
		cut := r.IntN(at.Start + 1)
		if r.IntN(2) == 0 {
			cut = at.End + r.IntN(len(text)-at.End+1)
		}
		if r.IntN(2) == 0 {
			edited = text[:cut] + " " + long(r, 1+r.IntN(60)) + " " + text[cut:]
		} else {
			end := min(cut+r.IntN(300), len(text))
			if cut < at.Start {
				end = min(end, at.Start)
			}
			edited = text[:cut] + text[end:]
		}
		got, state := Locate(a, briefings.Hash(edited), edited)
		check(t, a, edited, got, state)
		if state == briefings.Changed {
			t.Fatalf("%q changed to %q by an edit elsewhere", q.Exact, edited[got.Start:got.End])
		}
		total++
		if got != nil {
			kept++
		}
	}
	if kept*100 < total*95 {
		t.Errorf("%d of %d marks kept their place", kept, total)
	}
}

// A small edit inside a long passage is found where it happened.
func TestEditInsideIsChanged(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	found, total := 0, 0
	for range 200 {
		text := long(r, 2000)
		words := split(text)
		i := 30 + r.IntN(len(words)-600)
		n := 12 + r.IntN(300)
		at, q := Select(text, briefings.Span{Start: int(words[i].start), End: int(words[i+n].end)})
		a := &briefings.Annotation{Revision: briefings.Hash(text), Position: &at, Quote: &q}
		w := words[i+1+r.IntN(n-1)]
		edited := long(r, 50) + "\n\n" + text[:w.start] + "entirely" + text[w.end:]
		got, state := Locate(a, briefings.Hash(edited), edited)
		check(t, a, edited, got, state)
		total++
		if state == briefings.Changed && strings.HasPrefix(edited[got.Start:], text[words[i].start:words[i].end]) &&
			strings.HasSuffix(edited[:got.End], text[words[i+n].start:words[i+n].end]) {
			found++
		}
	}
	if found*100 < total*97 {
		t.Errorf("%d of %d edited passages found with their edges", found, total)
	}
}

// Hostile texts cost no more than long ones; the test would time out.
func TestHostileIsBounded(t *testing.T) {
	same := strings.Repeat("a", 1<<20)
	twos := strings.Repeat("ab ", 1<<18)
	tests := []struct{ name, text, exact, other string }{
		{"one letter, half of it marked", same, same[:1<<19], same[:1<<20-5]},
		{"one letter, one marked", same, "a", same + "a"},
		{"one word, many marked", twos, twos[:60000], twos[:1<<19] + "x" + twos[:1<<18]},
		{"marks", strings.Repeat("\u0301", 1<<18), strings.Repeat("\u0301", 100), strings.Repeat("\u0301", 1<<17)},
		{"whole text, edited", long(rand.New(rand.NewPCG(5, 6)), 30000), "", long(rand.New(rand.NewPCG(5, 6)), 29990)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			end := len(tt.exact)
			if end == 0 {
				end = len(tt.text)
			}
			at, q := Select(tt.text, briefings.Span{Start: 0, End: end})
			a := &briefings.Annotation{Position: &at, Quote: &q}
			got, state := Locate(a, "x", tt.other)
			check(t, a, tt.other, got, state)
		})
	}
}

func FuzzLocate(f *testing.F) {
	f.Add(meeting, 150, 230, "The Minister", "A Minister")
	f.Add(meeting, 0, 20, "", "")
	f.Add("会談は四日、港で行われた。両国は協力を確認した。", 3, 40, "四日", "五日")
	f.Add("a\u0301b c a\u0301b", 1, 3, "b", "b\u0301")
	f.Fuzz(func(t *testing.T, text string, start, end int, old, repl string) {
		if !utf8.ValidString(text) || !utf8.ValidString(repl) || len(text) > 1<<14 {
			return
		}
		at, q := Select(text, briefings.Span{Start: start, End: end})
		if text[at.Start:at.End] != q.Exact {
			t.Fatalf("Select: %v is not %q", at, q.Exact)
		}
		a := &briefings.Annotation{Revision: "1", Position: &at, Quote: &q}
		if q.Exact != "" {
			if got, state := Locate(a, "1", text); state != briefings.Anchored || *got != at {
				t.Fatalf("same revision: %v %s", got, state)
			}
		}
		edited := text
		if utf8.ValidString(old) {
			edited = strings.Replace(text, old, repl, 3)
		}
		got, state := Locate(a, "2", edited)
		check(t, a, edited, got, state)
	})
}

func FuzzFind(f *testing.F) {
	f.Add(meeting, "rail line")
	f.Add("“a” … b", `"a" ... b`)
	f.Fuzz(func(t *testing.T, text, quote string) {
		last := 0
		for _, s := range Find(text, quote) {
			if s.Start < last || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("Find(%q, %q): bad span %v", text, quote, s)
			}
			last = s.End
		}
	})
}

// Real silent edits: marks on the older version are found in the newer one.
func TestRealEdits(t *testing.T) {
	root := os.Getenv("READOUT_CORPUS")
	if root == "" {
		t.Skip("READOUT_CORPUS is not set: no real edits to follow marks over")
	}
	files, err := filepath.Glob(filepath.Join(root, "edits", "*-v1.md"))
	if err != nil || len(files) == 0 {
		t.Fatal("no edits in READOUT_CORPUS:", err)
	}
	count := map[briefings.State]int{}
	for _, name := range files {
		older, newer := body(t, name), body(t, strings.TrimSuffix(name, "-v1.md")+"-v2.md")
		for _, p := range sentences(older) {
			at, q := Select(older, p)
			if q.Exact == "" {
				continue
			}
			a := &briefings.Annotation{Revision: "1", Position: &at, Quote: &q}
			got, state := Locate(a, "2", newer)
			check(t, a, newer, got, state)
			count[state]++
			if state != briefings.Anchored && testing.Verbose() {
				now := ""
				if got != nil {
					now = newer[got.Start:got.End]
				}
				t.Logf("%s\n\twas %.300q\n\tnow %.300q", state, q.Exact, now)
			}
		}
	}
	t.Logf("sentences of %d edited documents: %v", len(files), count)
}

// body returns the text of a Markdown file without front matter, roughly.
func body(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	s := string(b)
	if _, rest, ok := strings.Cut(s, "\n---\n"); ok {
		s = rest
	}
	var out []string
	for p := range strings.SplitSeq(s, "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "\n\n")
}

// sentences cuts text at full stops and paragraphs.
func sentences(text string) []briefings.Span {
	var out []briefings.Span
	start := 0
	for i := range len(text) {
		if text[i] == '\n' || text[i] == '.' {
			if i > start {
				out = append(out, briefings.Span{Start: start, End: i + 1})
			}
			start = i + 1
		}
	}
	return out
}

func BenchmarkLocate(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 8))
	text := long(r, 30000)
	words := split(text)
	for _, n := range []int{8, 60, 600, 6000} {
		at, q := Select(text, briefings.Span{Start: int(words[9000].start), End: int(words[9000+n].end)})
		a := &briefings.Annotation{Revision: "1", Position: &at, Quote: &q}
		mid := int(words[9000+n/2].start)
		for name, other := range map[string]string{
			"anchored": "New. " + text,
			"changed":  "New. " + text[:mid] + "not " + text[mid:],
			"gone":     text[:at.Start] + text[at.End:],
		} {
			b.Run(name+"/"+[]string{8: "8", 60: "60", 600: "600", 6000: "6000"}[n]+"words", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					Locate(a, "2", other)
				}
			})
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text := long(rand.New(rand.NewPCG(7, 8)), 30000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(text, `"not there"`)
	}
}
