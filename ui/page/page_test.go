package page

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"readout/briefings"
	"readout/briefings/markup"
	"readout/ui/cells"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// open returns a page over Markdown, with the text and blocks that a store
// would give.
func open(md string, width int) *Page {
	return openAs(md, width, DefaultStyle(true, true))
}

func openAs(md string, width int, st Style) *Page {
	text, blocks := markup.Parse(md).Text()
	p := New(md, text, blocks, st)
	p.SetWidth(width)
	return p
}

// styles are the ways to draw a page that change its layout.
func styles() []Style {
	plain, counted, linked := DefaultStyle(true, true), DefaultStyle(false, false), DefaultStyle(true, true)
	counted.Method, counted.Links = ansi.GraphemeWidth, NumberedLinks
	linked.Links, linked.Gap, linked.Hang = Hyperlinks, 0, 2
	return []Style{plain, counted.InASCII(), linked}
}

// nasty are documents that terminals and renderers get wrong.
var nasty = map[string]string{
	"sample": `# The Zemblan *corridor*

The **foreign minister** of Zembla, [Ada Orlova](https://zembla.example/orlova), said: "We will
open the corridor." She did not say when ~~or why~~.

- first point, which is long enough to be wrapped into two rows
- second
  1. inner
  2. inner 会談は成功した

> A quotation of two
> lines, wrapped at thirty cells.

| party | seats |
|:------|------:|
| Reds  | 12    |
| Blues of the northern valley | 3 |

---

    code	here
      indented
`,
	"empty":      "",
	"nothing":    "<!-- a -->\n\n[x]: https://a.example\n\n&nbsp;",
	"rule only":  "---",
	"zero width": "\u200d\n\na\n\n\u200e\u200f",
	"cjk":        "会談は成功した。両国の外相は「平和条約」について協議し、来月再び会うことで合意した。 Zembla 側は満足している。",
	"marks":      "Cafe\u0301 Ho\u0302\u0323tel n\u0303 **e\u0301**clat a*\u0301*b \u0301start",
	"zalgo":      "Z" + strings.Repeat("\u0300\u0301", 300) + "algo",
	"emoji":      "Family 👨‍👩‍👧‍👦 and 👩🏽‍🚀 flags 🇦🇿🇺🇸🇦 keycap 1️⃣ heart ❤️ text ❤︎ 🇦",
	"rtl":        "وزیر خارجه گفت: «مذاکرات ادامه دارد» and then שלום עולם, \u200ftwice\u200e.",
	"rtl blocks": "# שלום\n\nשלום **עולם** [קישור](https://a.example/x) 12 `code` end. " + strings.Repeat("מילה ", 40) + "\n\n- אחת " + strings.Repeat("מילה ", 20) + "\n- two שתיים\n  1. שלוש\n\n> ציטוט\n>\n> quote\n\n12 \u200f(שלום)\n\n`קוד` ראשון " + strings.Repeat("מ", 90) + "\n\n    קוד\n\n| שם | b |\n|---|---|\n| שלום | c |",
	"devanagari": "क्षत्रिय की बैठक में नमस्ते เสียงไทย ทดสอบการตัดคำ",
	"hangul":     "한국어 \u1112\u1161\u11ab 회담",
	"long word":  strings.Repeat("donaudampfschifffahrt", 20) + " end " + strings.Repeat("会", 90),
	"hyphens":    "Armenia-Azerbaijan peace-treaty talks, well-known; state-of-the-art|pipes+plus. a-b c;d,e " + strings.Repeat("x-", 60),
	"entities":   "&lt;b&gt; &amp;lt; &quot;quoted&quot; &copy; &#27;[31mred &#x202e;evil &shy;soft &nbsp;&nbsp;wide&#8239;thin &hellip; &zwj; &#0;",
	"escapes":    `\*not emphasis\* \"q\" 5 \$ a\b \_ \~ \& ` + "`a\\*b` [`a\\.b`](u) `&lt;`",
	"breaks":     "one  \ntwo<br>three<br/><br/>four\\\nfive\n*six  \nseven* **eight<br>nine** ~~ten<br>eleven~~",
	"links":      "[a **bold** link](https://a.example/x?y=z#f), https://bare.example/path_(x), <desk@a.example>, ![an image](a.png \"t\"), [empty](), [![badge](b.png)](c)",
	"code":       "```go\nfunc main() {\n\tfmt.Println(\"" + strings.Repeat("long ", 40) + "\")\n\n}\n```\n\nuse `a  b` and ``c ` d``\n\n    indented\n\n        more",
	"lists":      "- one\n\n  two paragraphs\n\n  - nested\n    - deeper\n      - and deeper\n        - and deeper still, with a text that is long enough for several rows\n\n  after the list\n- [x] done\n- [ ] open\n\n7. seven\n8. eight\n   > quoted in a list\n\n   ```\n   code in a list\n   ```",
	"quotes":     "> one\n> > two, which is long enough to be wrapped at any of the narrow widths\n> > > three\n>\n> - list in a quote\n>\n> # heading in a quote\n>\n>     code in a quote",
	"table":      "| name | a very long header that does not fit | c |\n|---|:-:|--:|\n| [link](https://a.example) | **bold** and `code\\|span` and a long text that is wrapped within its cell | 1<br>2 |\n| 会談 | | 3 |\n| | x |\n",
	"wide table": "|" + strings.Repeat(" c |", 30) + "\n|" + strings.Repeat("-|", 30) + "\n|" + strings.Repeat(" value of a cell |", 30) + "\n",
	"html":       "<div class=\"x\">\n<p>One <b>bo</b>ld</p><p>two</p>\n<script>alert(1)</script>\n</div>\n\ntext <span>in</span> span <!-- c --> end\n\n<table><tr><td>a</td><td>b</td></tr></table>",
	"headings":   "# One\n## Two **bold**\n### Three\n#### Four\n##### Five\n###### Six, which is long enough to be wrapped at any of the narrow widths",
	"control":    "a\x1b[2Jb\x07c\u009b31md\x7fe\u202ef\u2066g",
	"nested":     strings.Repeat("> ", 60) + "deep\n\n" + strings.Repeat("- ", 60) + "deep list\n\n" + strings.Repeat("*a **b ", 50) + strings.Repeat("** *", 50),
	"spaces":     "a\u3000b\u2003c\u00a0d \u2028e\u2029f\vg\fh\ti",
	"digits":     "1. 1\n2. 2\n3. 3\n\n* •\n* x\n\n> ▌\n\n| │ | x |\n|-|-|\n| x | 中 |",
}

var widths = []int{20, 40, 72, 100, 200}

func TestNasty(t *testing.T) {
	for name, md := range nasty {
		t.Run(name, func(t *testing.T) {
			for i, w := range append([]int{8, 13, 8, 13, 21}, widths...) {
				checkPage(t, openAs(md, w, styles()[i%3]))
			}
		})
	}
}

// TestPlainFallback lays out texts that do not fit their Markdown: what a
// store of an older version may hold.
func TestPlainFallback(t *testing.T) {
	for name, md := range nasty {
		text, blocks := markup.Parse(md).Text()
		for _, other := range []string{"", "another\n\ntext", md + "\n\nmore", strings.Repeat("x\n\n", len(blocks))} {
			p := New(other, text, blocks, DefaultStyle(false, false))
			p.SetWidth(30)
			t.Run(name, func(t *testing.T) { checkPage(t, p) })
		}
		p := New(md, text, []briefings.Span{{Start: 5, End: 2}, {Start: -1, End: 1 << 30}}, DefaultStyle(false, false))
		p.SetWidth(30)
		t.Run(name, func(t *testing.T) { checkPage(t, p) })
	}
}

// TestCorpus takes every document at one of the widths, each width with other
// documents; READOUT_WIDTHS=all takes all of them (20 s of work).
func TestCorpus(t *testing.T) {
	sample := 1
	if os.Getenv("READOUT_WIDTHS") == "all" {
		sample = len(widths)
	}
	for i, md := range corpus(t) {
		p := openAs(md, 72, styles()[i%3])
		for j, w := range widths {
			if (i+j)%len(widths) >= sample {
				continue
			}
			p.SetWidth(w)
			checkPage(t, p)
		}
	}
}

// corpus returns the Markdown documents of the folder that READOUT_CORPUS
// names, without their front matter.
func corpus(tb testing.TB) []string {
	tb.Helper()
	dir := os.Getenv("READOUT_CORPUS")
	if dir == "" {
		tb.Skip("READOUT_CORPUS is not set: no real documents to lay out")
	}
	var out []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".md" {
			return err
		}
		data, err := os.ReadFile(path)
		s := string(data)
		if rest, ok := strings.CutPrefix(s, "---\n"); ok {
			if _, body, ok := strings.Cut(rest, "\n---\n"); ok {
				s = body
			}
		}
		out = append(out, s)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// checkPage holds what is true of every page at every width.
func checkPage(t *testing.T, p *Page) {
	t.Helper()
	seen := make(map[int]int) // byte of the text -> times shown
	rows := p.Rows(p.First(), 1<<30)
	for _, at := range rows {
		checkRow(t, p, at, seen)
	}
	checkClusters(t, p, seen)
	checkMoves(t, p, rows)
	checkPaint(t, p, rows)
	for off := 0; off <= len(p.text); off += 1 + len(p.text)/500 {
		at, x, _ := p.Cell(off)
		if p.clamp(at) != at || x < 0 || x > p.width {
			t.Fatalf("width %d: Cell(%d) = %v, %d", p.width, off, at, x)
		}
	}
}

// checkRow checks one row: no wider than the page, nothing dangerous, cells
// that show their bytes, places that lead back.
func checkRow(t *testing.T, p *Page, at Pos, seen map[int]int) {
	t.Helper()
	l, b := p.layout(at.Block), p.blocks[at.Block]
	if at.Row >= l.height() {
		if !p.RowSpan(at).Empty() {
			t.Errorf("width %d: blank row %v has text", p.width, at)
		}
		return
	}
	r := l.row(at.Row)
	span := p.RowSpan(at)
	x, n := 0, 0
	for _, c := range r.cells {
		show := r.text[n : n+int(c.shown)]
		n += int(c.shown)
		for _, u := range show {
			if unicode.IsControl(u) || u >= 0x202A && u <= 0x202E || u >= 0x2066 && u <= 0x2069 {
				t.Fatalf("width %d: row %v shows %q", p.width, at, show)
			}
		}
		if got := p.style.Method.StringWidth(show); got != int(c.cols) {
			t.Errorf("width %d: %q takes %d cells, not %d", p.width, show, got, c.cols)
		}
		if c.off >= 0 {
			off := b.Start + int(c.off)
			src := p.text[off : off+int(c.size)]
			seen[off]++
			if !span.Contains(off) {
				t.Errorf("width %d: byte %d is not in its row's span %v", p.width, off, span)
			}
			if show != src && (utf8.RuneCountInString(src) == 1 && ansi.StringWidth(src) != 1 && !unicode.IsControl([]rune(src)[0]) && !isHalfFlag([]rune(src)[0]) && !unicode.IsSpace([]rune(src)[0]) || !strings.HasPrefix(src, show) && utf8.RuneCountInString(src) > 1) {
				t.Errorf("width %d: %q is shown as %q", p.width, src, show)
			}
			if pos, cell, cols := p.Cell(off); pos != at || cell != x || cols != int(c.cols) {
				t.Fatalf("width %d: Cell(%d) = %v, %d, %d; want %v, %d, %d", p.width, off, pos, cell, cols, at, x, c.cols)
			}
			for k := range int(c.cols) {
				if got, ok := p.OffsetAt(at, x+k); !ok || got != off {
					t.Fatalf("width %d: OffsetAt(%v, %d) = %d, %t; want %d", p.width, at, x+k, got, ok, off)
				}
			}
		}
		x += int(c.cols)
	}
	if got := p.style.Method.StringWidth(r.text); got != x {
		t.Errorf("width %d: row %v of %d cells is counted as %d: %q", p.width, at, x, got, r.text)
	}
	if n != len(r.text) || x > p.width {
		t.Errorf("width %d: row %v is %d cells wide, its cells show %d of %d bytes: %q", p.width, at, x, n, len(r.text), r.text)
	}
}

// checkClusters checks that each visible cluster of each run is shown once,
// white space at most once, and that rows follow runs.
func checkClusters(t *testing.T, p *Page, seen map[int]int) {
	t.Helper()
	for i, b := range p.blocks {
		runs := []markup.Run{{Span: briefings.Span{End: b.Len()}}}
		if b.index >= 0 {
			if proj := p.doc.Project(b.index, nil); proj.Text == p.text[b.Start:b.End] {
				runs = proj.Runs
			}
		}
		lastRow, lastCol := 0, -1
		for _, run := range runs {
			for at := run.Start; at < run.End; {
				off := b.Start + at
				cluster, width := ansi.FirstGraphemeCluster(p.text[off:b.Start+run.End], ansi.GraphemeWidth)
				times := seen[off]
				visible := width > 0 && strings.TrimSpace(cluster) != ""
				if times > 1 || visible && times != 1 {
					t.Errorf("width %d: %q at %d is shown %d times", p.width, cluster, off, times)
				}
				if times == 1 {
					y, x, _ := p.layout(i).find(at)
					if at > run.Start && (y < lastRow || y == lastRow && x <= lastCol) {
						t.Errorf("width %d: %q at %d is not after the one before", p.width, cluster, off)
					}
					lastRow, lastCol = y, x
				}
				at += len(cluster)
			}
		}
	}
}

// checkMoves checks that going down and up again leads back.
func checkMoves(t *testing.T, p *Page, rows []Pos) {
	t.Helper()
	for i, at := range rows {
		if i > 0 && p.Compare(rows[i-1], at) >= 0 {
			t.Fatalf("rows %v and %v are out of order", rows[i-1], at)
		}
		if i%7 != 0 {
			continue
		}
		for _, n := range []int{1, 3, 45} {
			to, moved := p.Move(at, n)
			if want := min(n, len(rows)-1-i); moved != want || to != rows[i+want] {
				t.Fatalf("width %d: Move(%v, %d) = %v, %d; want %v, %d", p.width, at, n, to, moved, rows[i+want], want)
			}
			if back, up := p.Move(to, -moved); back != at || up != -moved {
				t.Fatalf("width %d: back from %v: %v, %d", p.width, to, back, up)
			}
		}
	}
	if len(rows) == 0 {
		return
	}
	for _, h := range []int{1, 10, 1 << 20} {
		if want := rows[max(0, len(rows)-h)]; p.Last(h) != want {
			t.Errorf("width %d: Last(%d) = %v; want %v", p.width, h, p.Last(h), want)
		}
		if got := p.Progress(p.Last(h), h); got != 1 {
			t.Errorf("progress at the end is %v", got)
		}
	}
}

// checkPaint paints the page with a layer on every second run of ten bytes and
// reads the rows back.
func checkPaint(t *testing.T, p *Page, rows []Pos) {
	t.Helper()
	layer := Layer{Style: uv.Style{Bg: ansi.BasicColor(3)}, Over: true}
	for at := 0; at < len(p.text); at += 20 {
		layer.Spans = append(layer.Spans, briefings.Span{Start: at, End: at + 10})
	}
	out := p.Paint(p.First(), len(rows), []Layer{layer})
	for i, at := range rows {
		l := p.layout(at.Block)
		if at.Row >= l.height() {
			if out[i] != "" {
				t.Errorf("blank row is %q", out[i])
			}
			continue
		}
		r := l.row(at.Row)
		if got := strings.NewReplacer(cells.RightIsolate, "", cells.EndIsolate, "", cells.LeftMark, "").Replace(ansi.Strip(out[i])); got != strings.ReplaceAll(r.text, cells.LeftMark, "") {
			t.Fatalf("row %v is %q; want %q", at, got, r.text)
		}
		marked := paintedCells(out[i], p.style.Method)
		x := 0
		for _, c := range r.cells {
			off := p.blocks[at.Block].Start + int(c.off)
			if want := c.off >= 0 && off%20 < 10; marked[x] != want {
				t.Fatalf("width %d: cell %d of %q (byte %d) is painted: %t", p.width, x, r.text, off, marked[x])
			}
			x += int(c.cols)
		}
	}
}

// paintedCells returns for each column whether the character there has a
// background.
func paintedCells(s string, m ansi.Method) map[int]bool {
	out := map[int]bool{}
	p := ansi.GetParser()
	defer ansi.PutParser(p)
	state, x, pen := byte(0), 0, uv.Style{}
	for s != "" {
		seq, w, n, next := m.DecodeSequenceInString(s, state, p)
		if ansi.HasCsiPrefix(seq) {
			uv.ReadStyle(p.Params(), &pen)
		}
		if w > 0 {
			for range w {
				out[x] = pen.Bg != nil
				x++
			}
		}
		s, state = s[n:], next
	}
	return out
}

// TestLong lays out blocks that the page wraps by itself.
func TestLong(t *testing.T) {
	for name, md := range nasty {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for b.Len() < 2*longBlock {
				b.WriteString(md + "\n")
			}
			long := b.String()
			docs := []string{
				"- " + strings.ReplaceAll(long, "\n", "\n  "),
				"7. a\n8. b\n9. " + strings.ReplaceAll(long, "\n", "\n   "),
				"> " + strings.ReplaceAll(long, "\n", "\n> "),
				strings.ReplaceAll(long, "\n\n", "\n"),
			}
			checkPage(t, openAs(docs[len(md)%len(docs)], 40, styles()[len(md)%3]))
		})
	}
}

func TestMargins(t *testing.T) {
	long := strings.Repeat("word ", 1000)
	p := open("9. first\n10. "+long+"\n    - inner\n\n      more\n    - [x] task\n\n      > quoted\n      >\n      > ```\n      > code\n      > ```", 30)
	out := p.Paint(p.First(), 4, nil)
	end := p.Paint(p.Last(8), 8, nil)
	got := ansi.Strip(strings.Join(append(out[:3], end[3:]...), "\n"))
	want := `9. first
10. word word word word word
    word word word word word
    • inner
      more
    [✓] task
        ▌ quoted
        ▌   code`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestWideTerminal runs the tests of this package for a terminal that gives
// characters of ambiguous width two cells: that is known when a process starts.
func TestWideTerminal(t *testing.T) {
	if cells.Wide() {
		t.Skip("this is the inner run")
	}
	c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=TestNasty|TestLong|TestPlainFallback|TestMarksWithoutEnd")
	c.Env = append(os.Environ(), "RUNEWIDTH_EASTASIAN=1")
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v\n%.4000s", err, out)
	}
}
