//go:build linux

package cli

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"readout/briefings"
	"readout/briefings/analysis"
	"readout/briefings/attribution"
	"readout/briefings/markup"
	"readout/store"
)

// transcript is an invented press briefing of so many words, with turns. No two
// of its rows are alike, as in what people write: the renderer scrolls only what
// it finds once on the screen, and writes rows that repeat anew.
func transcript(words int) briefings.Import {
	var b strings.Builder
	lines := []string{
		"MS. ARLO: The minister said that the ferry talks with Kelland go on, and that the bridge at Sel opens before winter.",
		"QUESTION: Has Ostravia answered the letter about the grain shipments?",
		"MS. ARLO: “We have answered it,” the minister said on Tuesday. The two sides agreed to meet again in the spring.",
		"QUESTION: And the customs data?",
		"MS. ARLO: I have nothing to announce on that. Prime Minister Kwasi Adu welcomed the decision and thanked the commission for its work on the river treaty.",
	}
	for n, i := 0, 0; n < words; i++ {
		line := lines[i%len(lines)]
		for j, w := 0, strings.Fields(line); j+4 < len(w); j += 6 { // what differs stands on every row
			line = strings.Replace(line, " "+w[j+3]+" ", fmt.Sprintf(" %s %d ", w[j+3], i*31+j), 1)
		}
		n += len(strings.Fields(line))
		b.WriteString(line + "\n\n")
	}
	imp := briefings.Import{Markdown: strings.TrimSpace(b.String()) + "\n", Format: "markdown"}
	imp.Text, imp.Blocks = markup.Parse(imp.Markdown).Text()
	imp.Original = []byte(imp.Markdown)
	imp.Details = briefings.Details{
		Title: "A long transcript", Source: "Desk", URL: "https://desk.example/transcript", Published: "2024-05-02",
		Kind: briefings.KindTranscript, TitleFrom: briefings.FromMeta,
	}
	imp.Identity = briefings.URLIdentity(imp.Details.URL)
	return imp
}

// got returns the number of bytes that the terminal has got since forget.
func (p *program) got() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.seen.Len()
}

// work is what a key press costs.
type work struct {
	cpu   time.Duration
	bytes int
}

// measure does something n times, at the pace of a held key, and returns what
// each time cost.
func (p *program) measure(n int, do func(i int)) work {
	time.Sleep(400 * time.Millisecond)
	p.forget()
	before := p.cpu()
	for i := range n {
		do(i)
		time.Sleep(25 * time.Millisecond)
	}
	time.Sleep(150 * time.Millisecond)
	return work{(p.cpu() - before) / time.Duration(n), p.got() / n}
}

// sized starts a program in a terminal of a size.
func sized(tb testing.TB, rows, cols uint16, library, bin string, args ...string) *program {
	tb.Helper()
	p := start(tb, library, bin, args...)
	if err := pty.Setsize(p.tty, &pty.Winsize{Rows: rows, Cols: cols}); err != nil {
		tb.Fatal(err)
	}
	return p
}

// BenchmarkWork measures CPU and bytes written for each press of a key, over
// an empty program's and over one's that draws a full screen of words in which
// a row moves, in a transcript of 30,000 words and a list of 10,000.
func BenchmarkWork(b *testing.B) {
	readout, empty := build(b, "readout", "readout"), build(b, "readout/ui/cli/internal/empty", "empty")
	lib := b.TempDir()
	fillLibrary(b, lib, 10_000)
	doc := transcript(30_000)
	an, err := analysis.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	doc.Analysis = an.Analyze(doc.Text, attribution.Context{Kind: doc.Details.Kind, Date: doc.Details.Published})
	if _, err := store.New(lib, store.Options{}).Import(context.Background(), []briefings.Import{doc}); err != nil {
		b.Fatal(err)
	}
	type action struct {
		name  string
		query []string // of the list
		open  string   // keys before
		n     int
		do    func(p *program, i int)
	}
	keys := func(all ...string) func(*program, int) {
		return func(p *program, i int) { p.press(all[i%len(all)]) }
	}
	actions := []action{
		{"list-move", nil, "", 200, keys("j")},
		{"scroll", []string{"title:transcript"}, "\r", 200, keys("j")},
		{"scroll-zen", []string{"title:transcript"}, "\rz", 200, keys("j")},
		{"hop", []string{"title:transcript"}, "\r", 200, keys("s")},
		{"search", []string{"title:transcript"}, "\r/", 60, keys("f", "e", "r", "r", "y", "\x7f", "\x7f", "\x7f", "\x7f", "\x7f")},
		{"open", nil, "\r", 60, keys("J")},
		{"resize", []string{"title:transcript"}, "\r", 40, nil},
	}
	for _, size := range [][2]uint16{{24, 80}, {60, 200}} {
		for _, a := range actions {
			b.Run(fmt.Sprintf("%s/%dx%d", a.name, size[1], size[0]), func(b *testing.B) {
				do := a.do
				if do == nil {
					do = func(p *program, i int) {
						_ = pty.Setsize(p.tty, &pty.Winsize{Rows: size[0], Cols: size[1] - uint16(i%2)})
					}
				}
				var ours, bare, full work
				for b.Loop() {
					p := sized(b, size[0], size[1], lib, empty)
					p.wait("empty screen")
					bare = p.measure(a.n, func(i int) { do(p, i) })
					p.kill()
					p = sized(b, size[0], size[1], lib, empty, "full")
					p.wait("empty screen")
					full = p.measure(a.n, func(i int) { do(p, i) })
					p.kill()
					p = sized(b, size[0], size[1], lib, readout, a.query...)
					p.wait("1")
					time.Sleep(300 * time.Millisecond)
					p.press(a.open)
					ours = p.measure(a.n, func(i int) { do(p, i) })
					p.kill()
				}
				b.ReportMetric(ms(ours.cpu), "ms/key")
				b.ReportMetric(ms(bare.cpu), "empty-ms/key")
				b.ReportMetric(ms(ours.cpu-bare.cpu), "over-empty-ms/key")
				b.ReportMetric(ms(ours.cpu-full.cpu), "over-full-ms/key")
				b.ReportMetric(float64(ours.bytes), "bytes/key")
			})
		}
	}
}

// BenchmarkIdle measures the CPU of a second in which nothing happens, beside
// the empty program's.
func BenchmarkIdle(b *testing.B) {
	readout, empty := build(b, "readout", "readout"), build(b, "readout/ui/cli/internal/empty", "empty")
	lib := b.TempDir()
	fillLibrary(b, lib, 10_000)
	idle := func(p *program) time.Duration {
		const seconds = 6
		time.Sleep(renewAfter + 2*time.Second) // when the reader has looked for old analyses
		before := p.cpu()
		time.Sleep(seconds * time.Second)
		return (p.cpu() - before) / seconds
	}
	var ours, bare time.Duration
	for b.Loop() {
		p := start(b, lib, empty)
		p.wait("empty screen")
		bare = idle(p)
		p.kill()
		p = start(b, lib, readout)
		p.wait("Briefing number")
		ours = idle(p)
		p.kill()
	}
	b.ReportMetric(ms(ours), "readout-ms/s")
	b.ReportMetric(ms(bare), "empty-ms/s")
}

// answer answers what a program asks its terminal: the colours, the modes and
// who it is.
func (p *program) answer() {
	answers := []struct{ ask, say string }{
		{"\x1b]11;?", "\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\"},
		{"\x1b]10;?", "\x1b]10;rgb:e0e0/e0e0/e0e0\x1b\\"},
		{"\x1b[?2026$p", "\x1b[?2026;2$y"},
		{"\x1b[?2027$p", "\x1b[?2027;0$y"},
		{"\x1b[?u", "\x1b[?0u"},
		{"\x1b[c", "\x1b[?62;22c"},
	}
	go func() {
		said := map[string]bool{}
		for range 200 {
			p.mu.Lock()
			seen := bytes.Clone(p.seen.Bytes())
			p.mu.Unlock()
			for _, a := range answers {
				if !said[a.ask] && bytes.Contains(seen, []byte(a.ask)) {
					said[a.ask] = true
					_, _ = p.tty.WriteString(a.say)
				}
			}
			time.Sleep(time.Millisecond)
		}
	}()
}

// BenchmarkUnanswering measures the start in a terminal that answers nothing,
// beside one that answers all it is asked.
func BenchmarkUnanswering(b *testing.B) {
	readout := build(b, "readout", "readout")
	lib := b.TempDir()
	fillLibrary(b, lib, 10_000)
	var silent, answering []time.Duration
	for b.Loop() {
		for _, talks := range []bool{false, true} {
			t := time.Now()
			p := start(b, lib, readout)
			if talks {
				p.answer()
			}
			p.wait("Briefing number")
			d := time.Since(t)
			if talks {
				answering = append(answering, d)
			} else {
				silent = append(silent, d)
			}
			p.kill()
		}
	}
	b.ReportMetric(ms(median(silent)), "silent-ms")
	b.ReportMetric(ms(median(answering)), "answering-ms")
	b.ReportMetric(ms(median(silent))/ms(median(answering)), "ratio")
}
